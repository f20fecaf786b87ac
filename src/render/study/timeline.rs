//! The timeline for people and for machines.

use super::{Draw, Sheet, Value, left, right, standing, title, who_columns, who_values};
use crate::document::{Align, Document, Figure, Flows, Table};
use crate::render::table::letter;
use crate::study::timeline::{Kind, Method, Path, Series, State, Step, TargetGroup, Timeline};
use crate::study::{Change, Standing};
use crate::words::{Lang, Study, Ui};

impl Draw for Timeline {
    const NAME: &'static str = "timeline";

    fn page(&self, lang: Lang) -> Document {
        let mut page = Document::new(title(&Study::Timeline, lang));
        page.text(Study::TimelineBasis.text(lang));
        if self.undated > 0 {
            page.text(Study::Undated { n: self.undated }.text(lang));
        }
        for series in &self.series {
            page.section(method(series.method, lang));
            for group in &series.maalgrupper {
                target_group(series, group, &mut page, lang);
            }
            paths(series, &mut page, lang);
        }
        page.text(super::legend_of_parameters(lang));
        page
    }

    fn sheet(&self) -> Sheet {
        let mut columns = vec!["maalt_med".to_owned()];
        columns.extend(who_columns().filter(|name| !is_of_step(name)));
        columns.extend(
            [
                "vurderingsdato",
                "rubrik",
                "kilde",
                "niveau",
                "forrige_niveau",
                "bevaegelse",
                "op",
                "ned",
                "afgoerende",
            ]
            .map(str::to_owned),
        );
        let mut rows = Vec::new();
        for series in &self.series {
            for path in &series.paths {
                for (index, step) in path.steps.iter().enumerate() {
                    let before = index.checked_sub(1).map(|before| path.steps[before].niveau);
                    rows.push(values(series.method, path, step, before));
                }
            }
        }
        Sheet { columns, rows }
    }
}

/// Whether a column is said of each assessment rather than of the supplier.
fn is_of_step(name: &str) -> bool {
    matches!(name, "vurderingsdato" | "rubrik" | "kilde")
}

fn values(method: Method, path: &Path, step: &Step, before: Option<Standing>) -> Vec<Value> {
    let mut row = vec![match method {
        Method::ByDate => Value::Word("vurderingsdato"),
        Method::AsOf(date) => Value::Text(date.to_string()),
    }];
    row.extend(
        who_columns()
            .zip(who_values(&path.who))
            .filter(|(name, _)| !is_of_step(name))
            .map(|(_, value)| value),
    );
    row.push(Value::Text(step.vurderingsdato.clone()));
    row.push(Value::Text(step.rubrik.clone()));
    row.push(Value::Text(step.kilde.clone()));
    row.push(Value::Word(step.niveau.as_str()));
    row.push(before.map_or(Value::Empty, |before| Value::Word(before.as_str())));
    row.push(step.kind.map_or(Value::Empty, |kind| {
        Value::Word(match kind {
            Kind::Rose => "steg",
            Kind::Fell => "faldt",
            Kind::Same => "uændret",
            Kind::Unclear => "uden niveau",
            Kind::NotComparable => "ikke sammenlignelig",
        })
    }));
    let named = |is_it: fn(&Change) -> bool| {
        let parameters: Vec<_> = step
            .changes
            .iter()
            .flatten()
            .filter(|change| is_it(change))
            .map(|change| change.parameter)
            .collect();
        Value::parameters(&parameters)
    };
    row.push(named(|change| change.to > change.from));
    row.push(named(|change| change.to < change.from));
    row.push(named(|change| change.decisive));
    row
}

fn method(method: Method, lang: Lang) -> String {
    match method {
        Method::ByDate => Study::ByDate.text(lang),
        Method::AsOf(date) => Study::AsOf { date: date.to_string() }.text(lang),
    }
}

fn state(one: State, lang: Lang) -> String {
    match one {
        State::At(index) => standing(Standing::ALL[index], lang),
        State::NotYet => Study::NotYet.text(lang),
        State::NotAgain => Study::NotAgain.text(lang),
    }
}

fn target_group(series: &Series, group: &TargetGroup, page: &mut Document, lang: Lang) {
    let mut table = Table::of_numbers(
        format!("{}: {}", group.maalgruppe.term, Study::Rounds.text(lang)),
        left([Study::Round.text(lang)])
            .chain(right(Standing::ALL.map(|one| standing(one, lang))))
            .chain(right([Ui::Totals.text(lang)])),
    );
    for round in &group.rounds {
        let all: usize = round.counts.iter().sum();
        table.row(
            std::iter::once(round.round.clone())
                .chain(round.counts.map(|n| n.to_string()))
                .chain([all.to_string()]),
        );
    }
    page.table(table);
    moves(group, page, lang);
    if series.rounds.len() < 2 {
        return;
    }
    figure(series, group, page, lang);
    flows(group, page, lang);
    drivers(group, page, lang);
}

fn moves(group: &TargetGroup, page: &mut Document, lang: Lang) {
    let of = |kind: Kind| group.moves.get(&kind).copied().unwrap_or_default();
    page.text(
        Study::MovesLine {
            rose: of(Kind::Rose),
            fell: of(Kind::Fell),
            same: of(Kind::Same),
            unclear: of(Kind::Unclear),
            not_comparable: of(Kind::NotComparable),
            appeared: group.appeared,
            ended: group.ended,
        }
        .text(lang),
    );
}

fn figure(series: &Series, group: &TargetGroup, page: &mut Document, lang: Lang) {
    let states = (0..Standing::ALL.len()).map(State::At).chain([State::NotYet, State::NotAgain]);
    let mut steps = vec![Vec::new(); series.rounds.len() - 1];
    for flow in &group.flows {
        let bands: &mut Vec<(usize, usize, usize)> = &mut steps[flow.step];
        let (from, to) = (flow.from.index(), flow.to.index());
        match bands.iter_mut().find(|(a, b, _)| (*a, *b) == (from, to)) {
            Some((_, _, n)) => *n += flow.n,
            None => bands.push((from, to, flow.n)),
        }
    }
    page.figure(Figure::Flows(Flows {
        title: Study::FlowsFigure { name: group.maalgruppe.term.clone() }.text(lang),
        rounds: series.rounds.clone(),
        states: states.map(|one| state(one, lang)).collect(),
        steps,
    }));
}

fn flows(group: &TargetGroup, page: &mut Document, lang: Lang) {
    let words = [Study::FromRound, Study::ToRound, Study::From, Study::To];
    let mut table = Table::of_numbers(
        Study::Flows.text(lang),
        left(words.map(|word| word.text(lang)))
            .chain(right([Study::Count.text(lang)]))
            .chain(left([Study::Comparable.text(lang)])),
    );
    for flow in &group.flows {
        let comparable = if flow.comparable { Study::Yes } else { Study::No };
        table.row([
            flow.from_round.clone(),
            flow.to_round.clone(),
            state(flow.from, lang),
            state(flow.to, lang),
            flow.n.to_string(),
            comparable.text(lang),
        ]);
    }
    page.table(table);
}

fn drivers(group: &TargetGroup, page: &mut Document, lang: Lang) {
    let numbers = [Study::RoseWith, Study::RoseBy, Study::FellWith, Study::FellBy];
    let mut table = Table::of_numbers(
        Study::Drivers.text(lang),
        left([Study::Parameter.text(lang)]).chain(right(numbers.map(|word| word.text(lang)))),
    );
    for (parameter, driver) in &group.drivers.0 {
        let counts = [driver.rose, driver.rose_by_it, driver.fell, driver.fell_by_it];
        if counts == [0; 4] {
            continue;
        }
        table.row(
            std::iter::once(parameter.label().to_owned()).chain(counts.map(|n| n.to_string())),
        );
    }
    if !table.rows.is_empty() {
        page.table(table);
        page.text(Study::DriversLegend.text(lang));
    }
}

fn paths(series: &Series, page: &mut Document, lang: Lang) {
    let columns = [
        Ui::Supplier.text(lang),
        Ui::TargetGroup.text(lang),
        Study::Path.text(lang),
        Study::Changed.text(lang),
    ];
    let mut table = Table::of_numbers(
        Study::Paths.text(lang),
        columns.into_iter().map(|name| (name, Align::Left)),
    )
    .in_full();
    for path in &series.paths {
        let is_move = |step: &Step| !matches!(step.kind, None | Some(Kind::Same));
        if path.steps.iter().any(is_move) {
            table.row([
                path.who.name().to_owned(),
                path.who.term().to_owned(),
                course(path, lang),
                changed(path, lang),
            ]);
        }
    }
    if table.rows.is_empty() {
        page.text(Study::NobodyMoved.text(lang));
    } else {
        page.table(table);
        page.text(Study::DecisiveInTime.text(lang));
    }
}

fn course(path: &Path, lang: Lang) -> String {
    let of = |step: &Step| {
        let niveau = standing(step.niveau, lang);
        match step.kind {
            Some(Kind::NotComparable) => {
                format!("{} {niveau} ({})", step.vurderingsdato, Study::NotComparable.text(lang))
            }
            _ => format!("{} {niveau}", step.vurderingsdato),
        }
    };
    let steps: Vec<String> = path.steps.iter().map(of).collect();
    steps.join(" → ")
}

fn changed(path: &Path, lang: Lang) -> String {
    let level = |level: Option<crate::vocabulary::Level>| {
        level.map_or_else(|| Study::IrrelevantShort.text(lang), |one| letter(one).to_owned())
    };
    let of = |change: &Change| {
        let decisive = if change.decisive { "!" } else { "" };
        format!(
            "{}{decisive} {}→{}",
            change.parameter.short(),
            level(change.from),
            level(change.to)
        )
    };
    let moved = path.steps.iter().filter(|step| matches!(step.kind, Some(Kind::Rose | Kind::Fell)));
    let steps = moved.map(|step| {
        let changes: Vec<String> = step.changes.iter().flatten().map(of).collect();
        changes.join(" ")
    });
    steps.collect::<Vec<_>>().join(" · ")
}
