//! The overview, and the list of who can deliver what, for people and for machines.

use super::{
    Draw, Sheet, Value, bar, left, percent, right, share_of, standing, title, who_columns,
    who_values,
};
use crate::document::{Align, Bars, Document, Figure, Table};
use crate::study::Standing;
use crate::study::listing::Listing;
use crate::study::overview::{Capacity, Gap, GroupName, Overview, Placed, TargetGroup};
use crate::vocabulary::{Identity, Level};
use crate::words::{Lang, Study, Ui};

impl Draw for Overview {
    const NAME: &'static str = "overview";

    fn page(&self, lang: Lang) -> Document {
        let mut page = Document::new(title(&Study::Overview, lang));
        page.text(Study::OverviewBasis.text(lang));
        if self.superseded > 0 {
            let n = self.superseded;
            page.text(Study::Superseded { n }.text(lang));
        }
        if let Some(fewest) = self.min_group {
            page.text(Study::WithheldNote { fewest }.text(lang));
        }
        figure(self, &mut page, lang);
        for group in &self.maalgrupper {
            target_group(self, group, &mut page, lang);
        }
        gaps(self, &mut page, lang);
        if let Some(falling) = &self.one_step_from_falling {
            page.section(Study::Falling.text(lang));
            page.text(Study::FallingBasis.text(lang));
            if falling.is_empty() {
                page.text(Study::FallingNone.text(lang));
            } else {
                page.table(placed(falling, lang));
            }
        }
        page
    }

    fn sheet(&self) -> Sheet {
        let mut columns = vec!["maalgruppe".to_owned(), "gruppe".to_owned()];
        columns.extend(["vurderede", "ikke_vurderede"].map(str::to_owned));
        for prefix in ["leverandoerer", "pladser"] {
            let name = |standing: Standing| format!("{prefix}_{}", key(standing));
            columns.extend(Standing::ALL.map(name));
        }
        columns.push("uden_pladser".to_owned());
        let mut rows = Vec::new();
        for group in &self.maalgrupper {
            let name = || Value::Text(group.maalgruppe.id.clone());
            if let Some(all) = &group.all {
                rows.push(capacity_values(name(), Value::Word("alle"), all));
            }
            for part in &group.groups {
                let value = match &part.name {
                    GroupName::Value(value) => Value::Text(value.clone()),
                    GroupName::Unknown => Value::Word("ikke oplyst"),
                    GroupName::Withheld(n) => Value::Text(format!("{n} grupper samlet")),
                };
                rows.push(capacity_values(name(), value, &part.capacity));
            }
        }
        Sheet { columns, rows }
    }
}

/// The name of a column.
const fn key(standing: Standing) -> &'static str {
    match standing {
        Standing::Level(level) => level.key(),
        Standing::WithoutQuality | Standing::Open => standing.as_str(),
    }
}

fn capacity_values(target_group: Value, group: Value, capacity: &Capacity) -> Vec<Value> {
    let mut row = vec![target_group, group, Value::count(capacity.assessed())];
    row.push(capacity.not_assessed.map_or(Value::Empty, Value::count));
    row.extend(capacity.suppliers.map(Value::count));
    row.extend(capacity.places.map(|n| Value::Number(n.to_string())));
    row.push(Value::count(capacity.without_places));
    row
}

fn figure(result: &Overview, page: &mut Document, lang: Lang) {
    let bar = |name: String, capacity: &Capacity| {
        let all = capacity.assessed();
        let parts = capacity.suppliers.map(|n| (share_of(n, all).value(), n.to_string()));
        (name, parts.to_vec())
    };
    let (mut rows, mut wholes) = (Vec::new(), Vec::new());
    for group in &result.maalgrupper {
        let Some(all) = &group.all else { continue };
        if !group.groups.is_empty() {
            wholes.push(rows.len());
        }
        rows.push(bar(format!("{} ({})", group.maalgruppe.term, all.assessed()), all));
        for part in &group.groups {
            let name = group_name(&part.name, lang);
            rows.push(bar(format!("{name} ({})", part.capacity.assessed()), &part.capacity));
        }
    }
    if rows.is_empty() {
        return;
    }
    page.figure(Figure::Bars(Bars {
        title: Study::OverviewFigure.text(lang),
        parts: Standing::ALL.map(|one| standing(one, lang)).to_vec(),
        rows,
        wholes,
    }));
}

fn target_group(result: &Overview, group: &TargetGroup, page: &mut Document, lang: Lang) {
    let name = group.maalgruppe.term.clone();
    let Some(all) = &group.all else {
        let fewest = result.min_group.unwrap_or_default();
        page.section(Study::WithheldGroup { name, fewest }.text(lang));
        return;
    };
    let n = all.assessed();
    page.section(Study::TargetGroupHeading { name, n }.text(lang));
    page.table(levels(all, lang));
    if let Some(n) = all.not_assessed {
        page.text(Study::NotAssessedN { n }.text(lang));
    }
    if all.without_places > 0 {
        let n = all.without_places;
        page.text(Study::WithoutPlaces { n }.text(lang));
    }
    let Some(by) = result.by else { return };
    let column = by.column().id().to_owned();
    let mut table = Table::of_numbers(
        Study::By { column: column.clone() }.text(lang),
        left([column])
            .chain(right(Standing::ALL.map(|one| standing(one, lang))))
            .chain(right([
                Ui::Totals.text(lang),
                Study::PlacesHoejt.text(lang),
                Study::Places.text(lang).to_lowercase(),
            ]))
            .chain(right(all.not_assessed.map(|_| Study::NotAssessed.text(lang)))),
    );
    for part in &group.groups {
        let capacity = &part.capacity;
        let hoejt = capacity.places[Standing::Level(Level::Hoejt).index()];
        let mut row = vec![group_name(&part.name, lang)];
        row.extend(capacity.suppliers.map(|n| n.to_string()));
        row.push(capacity.assessed().to_string());
        row.push(hoejt.to_string());
        row.push(capacity.all_places().to_string());
        row.extend(capacity.not_assessed.map(|n| n.to_string()));
        table.row(row);
    }
    page.table(table);
}

fn group_name(name: &GroupName, lang: Lang) -> String {
    match name {
        GroupName::Value(value) => value.clone(),
        GroupName::Unknown => Study::NotStated.text(lang),
        GroupName::Withheld(n) => Study::Together { n: *n }.text(lang),
    }
}

fn levels(capacity: &Capacity, lang: Lang) -> Table {
    let columns = [
        (Ui::Level.text(lang), Align::Left),
        (Study::Suppliers.text(lang), Align::Right),
        (Study::Share.text(lang), Align::Right),
        (String::new(), Align::Left),
        (Study::Places.text(lang), Align::Right),
        (Study::Share.text(lang), Align::Right),
    ];
    let mut table = Table::of_numbers(String::new(), columns);
    let all_places = capacity.all_places();
    for one in Standing::ALL {
        let (n, places) = (capacity.suppliers[one.index()], capacity.places[one.index()]);
        let share = share_of(n, capacity.assessed());
        let of_places = crate::arithmetic::Fraction::new(places.into(), all_places.into());
        table.row([
            standing(one, lang),
            n.to_string(),
            percent(share, lang),
            bar(share),
            places.to_string(),
            percent(of_places, lang),
        ]);
    }
    table
}

fn gaps(result: &Overview, page: &mut Document, lang: Lang) {
    page.section(Study::Gaps.text(lang));
    let mut lines = Vec::new();
    for group in &result.maalgrupper {
        lines.extend(group.gaps.iter().map(|gap| line(group, gap, lang)));
    }
    if lines.is_empty() {
        page.text(Study::NoGaps.text(lang));
    } else {
        page.list(lines);
    }
}

fn line(group: &TargetGroup, gap: &Gap, lang: Lang) -> String {
    let place = match &gap.group {
        Some(name) => format!("{}, {}", group.maalgruppe.term, group_name(name, lang)),
        None => group.maalgruppe.term.clone(),
    };
    match gap.at_hoejt {
        0 => Study::GapMissing { place },
        _ => Study::GapOne {
            place,
            name: gap
                .hangs_on
                .as_ref()
                .map(|placed| placed.who.name().to_owned())
                .unwrap_or_default(),
        },
    }
    .text(lang)
}

fn placed(suppliers: &[Placed], lang: Lang) -> Table {
    let words = [
        Ui::Supplier.text(lang),
        Ui::TargetGroup.text(lang),
        Ui::Level.text(lang),
        Study::Region.text(lang),
        Study::Kommune.text(lang),
        Study::Socialtilsyn.text(lang),
        Study::Date.text(lang),
    ];
    let mut table =
        Table::of_numbers(String::new(), left(words).chain(right([Study::Places.text(lang)])));
    for supplier in suppliers {
        let who = &supplier.who;
        let columns =
            [Identity::Region, Identity::Kommune, Identity::Socialtilsyn, Identity::Vurderingsdato];
        let mut row =
            vec![who.name().to_owned(), who.term().to_owned(), standing(supplier.niveau, lang)];
        row.extend(columns.map(|column| who.get(column).to_owned()));
        row.push(supplier.pladser.map(|n| n.to_string()).unwrap_or_default());
        table.row(row);
    }
    table
}

impl Draw for Listing {
    const NAME: &'static str = "overview";

    fn page(&self, lang: Lang) -> Document {
        let mut page = Document::new(title(&Study::Listing, lang));
        let wanted = &self.wanted;
        page.text(
            Study::ListingBasis {
                level: wanted.level.map(|level| level.to_string()).unwrap_or_default(),
                target_group: wanted.target_group.clone().unwrap_or_default(),
                region: wanted.region.clone().unwrap_or_default(),
            }
            .text(lang),
        );
        if self.superseded > 0 {
            let n = self.superseded;
            page.text(Study::Superseded { n }.text(lang));
        }
        if self.records.is_empty() {
            page.text(Study::ListingNone.text(lang));
        } else {
            page.table(placed(&self.records, lang));
        }
        page
    }

    fn sheet(&self) -> Sheet {
        let columns = who_columns().chain(["niveau", "pladser"].map(str::to_owned));
        let row = |placed: &Placed| {
            let mut row: Vec<Value> = who_values(&placed.who).collect();
            row.push(Value::Word(placed.niveau.as_str()));
            let places = placed.pladser.map(|n| Value::Number(n.to_string()));
            row.push(places.unwrap_or(Value::Empty));
            row
        };
        Sheet { columns: columns.collect(), rows: self.records.iter().map(row).collect() }
    }
}
