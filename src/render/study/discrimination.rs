//! Discrimination for people and for machines.

use super::{
    Draw, Sheet, Value, falling, left, legend_of_parameters, percent, right, short, statistic,
    title,
};
use crate::arithmetic::Fraction;
use crate::document::{Align, Document, Figure, Matrix, Table};
use crate::study::discrimination::{Answer, Correlation, Discrimination, TargetGroup, Verdict};
use crate::vocabulary::{Level, Parameter};
use crate::words::{Lang, Study, Ui};

impl Draw for Discrimination {
    const NAME: &'static str = "discrimination";

    fn page(&self, lang: Lang) -> Document {
        let mut page = Document::new(title(&Study::Discrimination, lang));
        page.text(Study::DiscriminationBasis { few: self.few }.text(lang));
        for group in &self.maalgrupper {
            page.section(
                Study::GroupAssessments { name: group.maalgruppe.term.clone(), n: group.assessed }
                    .text(lang),
            );
            if group.too_few {
                page.text(Study::TooFew.text(lang));
            }
            page.table(spreads(group, lang));
            if !group.too_few {
                page.table(shares(group, lang));
                page.text(Study::SpreadLegend.text(lang));
                correlations(group, &mut page, lang);
                criteria(group, &mut page, lang);
            }
        }
        page.text(legend_of_parameters(lang));
        page.section(Study::Answer.text(lang));
        for group in &self.maalgrupper {
            answer(group, &mut page, lang);
        }
        page
    }

    fn sheet(&self) -> Sheet {
        let mut columns = vec!["maalgruppe".to_owned(), "parameter".to_owned()];
        columns.extend(Level::ALL.map(|level| level.key().to_owned()));
        columns.extend(
            [
                "aaben",
                "ikke_relevant",
                "tilsidesat",
                "andel_aaben",
                "andel_tilsidesat",
                "loft",
                "bund",
                "entropi_bit",
                "afgoer",
            ]
            .map(str::to_owned),
        );
        columns.extend(Parameter::ALL.map(|parameter| format!("tau_b_{}", parameter.id())));
        let mut rows = Vec::new();
        for group in &self.maalgrupper {
            for (parameter, spread) in &group.parameters.0 {
                let mut row =
                    vec![Value::Text(group.maalgruppe.id.clone()), Value::Word(parameter.id())];
                row.extend(spread.levels.map(Value::count));
                row.extend([spread.open, spread.irrelevant, spread.overridden].map(Value::count));
                let shares = spread.shares();
                row.extend(shares.map(|share| share.map_or(Value::Empty, Value::share)));
                row.push(Value::statistic(spread.entropy));
                row.push(Value::count(spread.decides));
                row.extend(Parameter::ALL.map(|other| {
                    Value::statistic(pair(group, *parameter, other).and_then(|one| one.tau_b))
                }));
                rows.push(row);
            }
        }
        Sheet { columns, rows }
    }
}

/// How many assessments are at each level of each parameter.
fn spreads(group: &TargetGroup, lang: Lang) -> Table {
    let numbers = [Study::OpenCount, Study::Irrelevant, Study::Overridden];
    let mut table = Table::of_numbers(
        Study::Spread.text(lang),
        left([Study::Parameter.text(lang)])
            .chain(right(falling().map(|level| level.to_string())))
            .chain(right(numbers.map(|word| word.text(lang)))),
    );
    for (parameter, spread) in &group.parameters.0 {
        let levels = falling().map(|level| spread.levels[usize::from(level.points())]);
        let others = [spread.open, spread.irrelevant, spread.overridden];
        table.row(
            [parameter.label().to_owned()]
                .into_iter()
                .chain(levels.chain(others).map(|n| n.to_string())),
        );
    }
    table
}

/// What the spread says of each parameter.
fn shares(group: &TargetGroup, lang: Lang) -> Table {
    let numbers = [
        Study::OpenCount,
        Study::Overridden,
        Study::Ceiling,
        Study::Floor,
        Study::Entropy,
        Study::Decides,
    ];
    let mut table = Table::of_numbers(
        Study::Shares.text(lang),
        left([Study::Parameter.text(lang)]).chain(right(numbers.map(|word| word.text(lang)))),
    );
    for (parameter, spread) in &group.parameters.0 {
        let share = |share: Option<Fraction>| {
            share.map_or_else(|| "–".to_owned(), |share| percent(share, lang))
        };
        let shares = spread.shares().map(share);
        let rest = [statistic(spread.entropy, lang), spread.decides.to_string()];
        table.row([parameter.label().to_owned()].into_iter().chain(shares).chain(rest));
    }
    table
}

/// The two parameters' correlation, in either order.
fn pair(group: &TargetGroup, a: Parameter, b: Parameter) -> Option<&Correlation> {
    group.correlations.iter().find(|one| one.parameters == [a, b] || one.parameters == [b, a])
}

fn correlations(group: &TargetGroup, page: &mut Document, lang: Lang) {
    let mut table = Table::of_numbers(
        Study::Correlations.text(lang),
        left([Study::Parameter.text(lang)])
            .chain(Parameter::ALL.map(|parameter| (parameter.short().to_owned(), Align::Right))),
    );
    let mut cells = Vec::new();
    for a in Parameter::ALL {
        let row = Parameter::ALL.map(|b| pair(group, a, b).and_then(|one| one.tau_b));
        let text = |(b, tau): (Parameter, Option<f64>)| match tau {
            None if a == b => String::new(),
            tau => statistic(tau, lang),
        };
        let texts = Parameter::ALL.into_iter().zip(row).map(text);
        table.row(std::iter::once(a.label().to_owned()).chain(texts));
        cells.push(row.into_iter().map(|tau| Some((tau?, statistic(tau, lang)))).collect());
    }
    page.figure(Figure::Matrix(Matrix {
        title: format!("{}: {}", group.maalgruppe.term, Study::Correlations.text(lang)),
        names: Parameter::ALL
            .map(|parameter| (parameter.short().to_owned(), parameter.label().to_owned()))
            .into(),
        cells,
    }));
    page.table(table);
    if let Some(alike) = group.most_alike() {
        let [a, b] = alike.parameters.map(|parameter| parameter.label().to_owned());
        page.text(
            Study::MostAlike {
                a,
                b,
                tau: statistic(alike.tau_b, lang),
                same: alike.same,
                n: alike.n,
            }
            .text(lang),
        );
    }
}

fn criteria(group: &TargetGroup, page: &mut Document, lang: Lang) {
    let words = [Study::Criterion, Study::Rubric, Study::Parameter];
    let numbers = [Study::Met, Study::NotMet, Study::Unknown];
    let mut table = Table::of_numbers(
        Study::FlatCriteria.text(lang),
        left(words.map(|word| word.text(lang)))
            .chain(left([Ui::Level.text(lang)]))
            .chain(right(numbers.map(|word| word.text(lang)))),
    );
    let mut counted = 0;
    for one in &group.criteria {
        match one.verdict {
            Verdict::TooFew => {}
            Verdict::TellsApart => counted += 1,
            Verdict::All | Verdict::None => {
                counted += 1;
                let mut row = vec![
                    one.id.clone(),
                    one.rubrik.clone(),
                    one.parameter.label().to_owned(),
                    one.niveau.to_string(),
                ];
                row.extend([one.met, one.not_met, one.unknown].map(|n| n.to_string()));
                table.row(row);
            }
        }
    }
    if table.rows.is_empty() {
        page.text(Study::AllTellApart { counted }.text(lang));
    } else {
        page.table(table);
    }
}

/// The most suppliers named in the answer.
const MOST_NAMED: usize = 20;

fn answer(group: &TargetGroup, page: &mut Document, lang: Lang) {
    let answer: &Answer = &group.answer;
    let (name, n) = (group.maalgruppe.term.clone(), answer.determined);
    if n == 0 {
        page.text(format!("{name}: {}", Study::AnswerNone.text(lang)));
        return;
    }
    let depends = answer.depends.len();
    page.text(match depends {
        0 => Study::AnswerNo { name, n }.text(lang),
        depends => Study::AnswerYes { name, depends, n }.text(lang),
    });
    let firmness = answer.firmness;
    page.text(
        Study::FirmnessLine {
            all: firmness.all,
            nearly: firmness.nearly_all,
            most: firmness.most,
            half: firmness.half,
            fewer: firmness.fewer,
        }
        .text(lang),
    );
    let sets: Vec<String> = answer.droppable.iter().map(|set| short(set)).collect();
    page.text(if sets.is_empty() {
        Study::NotDroppable.text(lang)
    } else {
        Study::Droppable { sets: sets.join(" · ") }.text(lang)
    });
    page.table(cheapest(answer, lang));
    if depends == 0 {
        return;
    }
    page.table(closest(answer, lang));
    if let Some(more) = depends.checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        page.text(Study::AndOthers { n: more }.text(lang));
    }
}

/// What the fewest moves take when parameters are left out.
fn cheapest(answer: &Answer, lang: Lang) -> Table {
    let mut table = Table::of_numbers(
        Study::Cheapest.text(lang),
        [
            (Study::DroppedN.text(lang), Align::Right),
            (Study::Which.text(lang), Align::Left),
            (Study::Moves.text(lang), Align::Right),
        ],
    );
    for dropped in &answer.cheapest {
        table.row([
            dropped.parameters.len().to_string(),
            short(&dropped.parameters),
            dropped.moved.to_string(),
        ]);
    }
    table
}

/// Whose level hangs the most on which parameters count.
fn closest(answer: &Answer, lang: Lang) -> Table {
    let mut table = Table::of_numbers(
        Study::Closest.text(lang),
        [
            (Ui::Supplier.text(lang), Align::Left),
            (Ui::Level.text(lang), Align::Left),
            (Study::OwnShare.text(lang), Align::Right),
        ],
    );
    for one in answer.depends.iter().take(MOST_NAMED) {
        table.row([one.who.name().to_owned(), one.niveau.to_string(), percent(one.share, lang)]);
    }
    table
}
