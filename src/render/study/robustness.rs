//! Robustness for people and for machines.

use super::{
    Draw, Sheet, Value, falling, left, legend_of_parameters, mark, percent, percents, right, short,
    title, who_columns, who_values,
};
use crate::arithmetic::Fraction;
use crate::document::{Bars, Document, Figure, Table};
use crate::render::table::letter;
use crate::study::Standing;
use crate::study::robustness::{Alternative, CUTOFF_SHIFT, Direction, Record, Robustness, Shift};
use crate::vocabulary::{Interval, Parameter};
use crate::words::{Lang, Study, Ui};

impl Draw for Robustness {
    const NAME: &'static str = "robustness";

    fn page(&self, lang: Lang) -> Document {
        let mut page = Document::new(title(&Study::Robustness, lang));
        varied(self, &mut page, lang);
        page.section(Study::InSum.text(lang));
        weights(self, &mut page, lang);
        rules(self, &mut page, lang);
        parameters(self, &mut page, lang);
        page.section(Study::PerSupplier.text(lang));
        figure(self, &mut page, lang);
        records(self, &mut page, lang);
        page
    }

    fn sheet(&self) -> Sheet {
        let mut columns: Vec<String> = who_columns().collect();
        columns.extend(["niveau", "niveau_efter_regel", "samlet_tilsidesat"].map(str::to_owned));
        for level in falling() {
            columns.push(format!("andel_{}", level.key()));
            columns.push(format!("andel_{}_max", level.key()));
        }
        columns.extend(
            [
                "afhaenger_af_vaegte",
                "flyttes_op_eller_ned",
                "flyttes_til",
                "flyttes_af",
                "flyttes_af_mere_end",
                "vaegt_til",
                "vaegt_fra",
            ]
            .map(str::to_owned),
        );
        columns.extend(Alternative::ALL.map(|rule| format!("niveau_{}", rule.as_str())));
        for parameter in Parameter::ALL {
            for change in ["udeladt", "op", "ned"] {
                columns.push(format!("{}_{change}", parameter.id()));
            }
        }
        columns.push("afgoerende".to_owned());
        Sheet { columns, rows: self.records.iter().map(values).collect() }
    }
}

fn values(record: &Record) -> Vec<Value> {
    let mut row: Vec<Value> = who_values(&record.who).collect();
    row.push(Value::Word(record.outcome.as_str()));
    row.push(Value::Word(record.level.as_str()));
    row.push(Value::yes_or_no(Some(record.overall_overridden)));
    for level in falling() {
        let (least, most) = record.acceptability.of(level);
        row.extend([Value::share(least), Value::share(most)]);
    }
    row.push(Value::yes_or_no(record.depends_on_weighting));
    match &record.smallest_change {
        Some(shift) => row.extend([
            Value::Word(match shift.direction {
                Direction::Up => "op",
                Direction::Down => "ned",
            }),
            Value::Word(shift.to_level.as_str()),
            Value::share(shift.weight),
            Value::yes_or_no(Some(shift.more_than)),
            Value::parameters(&shift.to),
            Value::parameters(&shift.from),
        ]),
        None => row.extend([const { Value::Empty }; 6]),
    }
    row.extend(record.rules.map(|(_, level)| Value::Word(level.as_str())));
    for parameter in Parameter::ALL {
        let sensitivity =
            record.parameters.as_ref().and_then(|parameters| parameters.get(&parameter));
        match sensitivity {
            Some(sensitivity) => row.extend(
                [sensitivity.left_out, sensitivity.raised, sensitivity.lowered].map(Value::level),
            ),
            None => row.extend([const { Value::Empty }; 3]),
        }
    }
    row.push(Value::parameters(&record.pivotal));
    row
}

fn shift(lang: Lang) -> String {
    CUTOFF_SHIFT.with_mark(mark(lang))
}

fn varied(result: &Robustness, page: &mut Document, lang: Lang) {
    page.section(Study::Varied.text(lang));
    let shift = shift(lang);
    page.list(
        [
            Study::VariedWeights,
            Study::VariedRules { shift },
            Study::VariedParameters,
            Study::NotVaried,
        ]
        .map(|text| text.text(lang))
        .to_vec(),
    );
    if result.without_quality > 0 {
        let n = result.without_quality;
        page.text(Study::WithoutQualityLeftOut { n }.text(lang));
    }
}

fn weights(result: &Robustness, page: &mut Document, lang: Lang) {
    let numbers = [
        Study::Assessments,
        Study::Determined,
        Study::Certain,
        Study::Depends,
        Study::MostlyElsewhere,
    ];
    let mut table = Table::of_numbers(
        Study::WeightsInSum.text(lang),
        left([Ui::TargetGroup.text(lang)]).chain(right(numbers.map(|word| word.text(lang)))),
    );
    for group in &result.summary {
        let numbers = [
            group.assessed,
            group.determined,
            group.certain,
            group.depends,
            group.mostly_elsewhere,
        ];
        table
            .row([group.maalgruppe.term.clone()].into_iter().chain(numbers.map(|n| n.to_string())));
    }
    page.table(table);
}

fn rule_name(rule: Alternative, lang: Lang) -> String {
    let shift = shift(lang);
    match rule {
        Alternative::Mean => Study::RuleMean,
        Alternative::Median => Study::RuleMedian,
        Alternative::Weakest => Study::RuleWeakest,
        Alternative::LowerCutoffs => Study::RuleLower { shift },
        Alternative::HigherCutoffs => Study::RuleHigher { shift },
    }
    .text(lang)
}

fn rules(result: &Robustness, page: &mut Document, lang: Lang) {
    let numbers = [Study::Stay, Study::Up, Study::Down, Study::OpenCount];
    let words = [Ui::TargetGroup.text(lang), Study::Rule.text(lang)];
    let mut table = Table::of_numbers(
        Study::RulesInSum.text(lang),
        left(words).chain(right(numbers.map(|word| word.text(lang)))),
    );
    for group in &result.summary {
        for moves in &group.rules {
            let numbers = [moves.stay, moves.up, moves.down, moves.open];
            table.row(
                [group.maalgruppe.term.clone(), rule_name(moves.rule, lang)]
                    .into_iter()
                    .chain(numbers.map(|n| n.to_string())),
            );
        }
    }
    page.table(table);
}

fn parameters(result: &Robustness, page: &mut Document, lang: Lang) {
    let numbers =
        [Study::Relevant, Study::LeftOut, Study::Raised, Study::Lowered, Study::AnyOfThese];
    let words = [Ui::TargetGroup.text(lang), Study::Parameter.text(lang)];
    let mut table = Table::of_numbers(
        Study::ParametersInSum.text(lang),
        left(words).chain(right(numbers.map(|word| word.text(lang)))),
    );
    for group in &result.summary {
        for (parameter, moves) in &group.parameters.0 {
            let numbers =
                [moves.relevant, moves.left_out, moves.raised, moves.lowered, moves.pivotal];
            table.row(
                [group.maalgruppe.term.clone(), parameter.label().to_owned()]
                    .into_iter()
                    .chain(numbers.map(|n| n.to_string())),
            );
        }
    }
    page.table(table);
}

/// The most bars in one picture.
const MOST_BARS: usize = 100;

fn figure(result: &Robustness, page: &mut Document, lang: Lang) {
    let mut depending: Vec<(&Record, Fraction)> = result
        .records
        .iter()
        .filter(|record| record.depends_on_weighting == Some(true) && !record.overall_overridden)
        .filter_map(|record| {
            let level = record.level.determined()?;
            Some((record, record.acceptability.of(level).0))
        })
        .collect();
    let all = depending.len();
    // Those whose level the fewest weightings give first.
    depending.sort_by_key(|(_, share)| *share);
    depending.truncate(MOST_BARS);
    if depending.is_empty() {
        return;
    }
    let bar = |(record, _): &(&Record, Fraction)| {
        let parts = falling().map(|level| {
            let share = record.acceptability.of(level).0;
            (share.value(), percent(share, lang))
        });
        let name = format!("{} ({})", record.who.name(), record.level.as_str());
        (name, parts.collect())
    };
    page.figure(Figure::Bars(Bars {
        title: Study::WeightsFigure { shown: depending.len(), all }.text(lang),
        parts: falling().map(|level| level.to_string()).collect(),
        rows: depending.iter().map(bar).collect(),
        wholes: Vec::new(),
    }));
}

/// The suppliers of one målgruppe after the other: what the weights do to them, then the rules and the parameters.
fn records(result: &Robustness, page: &mut Document, lang: Lang) {
    for group in &result.summary {
        let is_here = |record: &&Record| record.who.target_group() == group.maalgruppe.id;
        let records: Vec<&Record> = result.records.iter().filter(is_here).collect();
        let (settled, open): (Vec<&Record>, Vec<&Record>) =
            records.iter().partition(|record| record.parameters.is_some());
        let name = || group.maalgruppe.term.clone();
        weighted(Study::SharesOf { name: name() }, &settled, page, lang);
        weighted(Study::SharesOfOpen { name: name() }, &open, page, lang);
        elsewhere(name(), &records, page, lang);
    }
    let shift = shift(lang);
    page.list(vec![
        Study::LegendShares.text(lang),
        Study::LegendMoved.text(lang),
        Study::LegendOtherRules { shift }.text(lang),
        Study::LegendPivotal.text(lang),
        Study::LegendOverridden.text(lang),
        legend_of_parameters(lang),
    ]);
}

/// How large a share of the weightings gives each level; the smallest change only where one can be said.
fn weighted(caption: Study, records: &[&Record], page: &mut Document, lang: Lang) {
    if records.is_empty() {
        return;
    }
    let has_changes = records.iter().any(|record| record.smallest_change.is_some());
    let change = [Study::MovedBy, Study::Towards].map(|word| word.text(lang));
    let [moved_by_name, towards] = change.map(|name| has_changes.then_some(name));
    let mut table = Table::of_numbers(
        caption.text(lang),
        left([Ui::Supplier, Ui::Level].map(|word| word.text(lang)))
            .chain(right(falling().map(|level| level.to_string())))
            .chain(right(moved_by_name))
            .chain(left(towards)),
    )
    .in_full();
    for record in records {
        let mut cells = vec![record.who.name().to_owned(), level(record)];
        cells.extend(falling().map(|level| {
            let shares = record.acceptability.of(level);
            let is_never = shares == (Fraction::ZERO, Fraction::ZERO);
            if is_never { String::new() } else { percents(shares, lang) }
        }));
        if has_changes {
            let change = record.smallest_change.as_ref();
            cells.push(change.map_or_else(String::new, |change| moved_by(change, lang)));
            cells.push(change.map_or_else(String::new, |change| letters(&change.to, record, lang)));
        }
        table.row(cells);
    }
    page.table(table);
}

/// Those whose level another rule, other cut-offs or one parameter would change, and how many it would not.
fn elsewhere(name: String, records: &[&Record], page: &mut Document, lang: Lang) {
    let shift = || shift(lang);
    let rules = [
        Study::MeanShort.text(lang),
        Ui::Median.text(lang),
        Ui::Weakest.text(lang),
        Study::LowerShort { shift: shift() }.text(lang),
        Study::HigherShort { shift: shift() }.text(lang),
        Study::Pivotal.text(lang),
    ];
    let mut table = Table::of_numbers(
        Study::OtherwiseOf { name }.text(lang),
        left([Ui::Supplier, Ui::Level].map(|word| word.text(lang))).chain(left(rules)),
    )
    .in_full();
    let mut firm = 0;
    for record in records {
        let others = record.rules.map(|(_, other)| (other != record.level).then_some(other));
        if others == [None; 5] && record.pivotal.is_empty() {
            firm += 1;
            continue;
        }
        let mut cells = vec![record.who.name().to_owned(), level(record)];
        cells.extend(others.map(|other| match other.map(Interval::determined) {
            Some(Some(other)) => letter(other).to_owned(),
            Some(None) => "?".to_owned(),
            None => String::new(),
        }));
        cells.push(letters(&record.pivotal, record, lang));
        table.row(cells);
    }
    if !table.rows.is_empty() {
        page.table(table);
    }
    if firm > 0 {
        page.text(Study::FirmThroughout { n: firm }.text(lang));
    }
}

/// The level by the rule; marked where another was entered for the whole.
fn level(record: &Record) -> String {
    match record.outcome {
        Standing::Level(level) if record.overall_overridden => format!("{level}*"),
        _ => record.level.as_str().to_owned(),
    }
}

/// The letters of some parameters, or one word if they are all that are relevant.
fn letters(parameters: &[Parameter], record: &Record, lang: Lang) -> String {
    let relevant = record.parameters.as_ref().map(|all| all.0.len());
    if parameters.len() > 1 && Some(parameters.len()) == relevant {
        return Study::AllOfThem.text(lang);
    }
    short(parameters)
}

fn moved_by(change: &Shift, lang: Lang) -> String {
    let direction = match change.direction {
        Direction::Up => Study::Up,
        Direction::Down => Study::Down,
    };
    let more = if change.more_than { ">" } else { "" };
    format!("{} {more}{}", direction.text(lang), percent(change.weight, lang))
}
