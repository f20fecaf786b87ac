//! Robustness for people and for machines.

use super::{
    Bars, Draw, Figure, Page, Sheet, Table, Value, falling, left, legend_of_parameters, mark,
    percent, percents, right, short, title, who_columns, who_values,
};
use crate::parameter::Parameter;
use crate::render::table::letter;
use crate::study::robustness::{Alternative, CUTOFF_SHIFT, Direction, Record, Robustness, Shift};
use crate::study::{Fraction, Standing};
use crate::words::{Lang, Study, Ui};

impl Draw for Robustness {
    const NAME: &'static str = "robustness";

    fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(title(&Study::Robustness, lang));
        varied(self, &mut page, lang);
        page.heading(Study::InSum.text(lang));
        weights(self, &mut page, lang);
        rules(self, &mut page, lang);
        parameters(self, &mut page, lang);
        page.heading(Study::PerSupplier.text(lang));
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
        Sheet {
            columns,
            rows: self.records.iter().map(values).collect(),
        }
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
        let sensitivity = record
            .parameters
            .as_ref()
            .and_then(|parameters| parameters.get(&parameter));
        match sensitivity {
            Some(sensitivity) => row.extend(
                [
                    sensitivity.left_out,
                    sensitivity.raised,
                    sensitivity.lowered,
                ]
                .map(Value::level),
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

fn varied(result: &Robustness, page: &mut Page, lang: Lang) {
    page.heading(Study::Varied.text(lang));
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

fn weights(result: &Robustness, page: &mut Page, lang: Lang) {
    let numbers = [
        Study::Assessments,
        Study::Determined,
        Study::Certain,
        Study::Depends,
        Study::MostlyElsewhere,
    ];
    let mut table = Table::new(
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
        table.row(
            [group.maalgruppe.clone()]
                .into_iter()
                .chain(numbers.map(|n| n.to_string())),
        );
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

fn rules(result: &Robustness, page: &mut Page, lang: Lang) {
    let numbers = [Study::Stay, Study::Up, Study::Down, Study::OpenCount];
    let words = [Ui::TargetGroup.text(lang), Study::Rule.text(lang)];
    let mut table = Table::new(
        Study::RulesInSum.text(lang),
        left(words).chain(right(numbers.map(|word| word.text(lang)))),
    );
    for group in &result.summary {
        for moves in &group.rules {
            let numbers = [moves.stay, moves.up, moves.down, moves.open];
            table.row(
                [group.maalgruppe.clone(), rule_name(moves.rule, lang)]
                    .into_iter()
                    .chain(numbers.map(|n| n.to_string())),
            );
        }
    }
    page.table(table);
}

fn parameters(result: &Robustness, page: &mut Page, lang: Lang) {
    let numbers = [
        Study::Relevant,
        Study::LeftOut,
        Study::Raised,
        Study::Lowered,
        Study::AnyOfThese,
    ];
    let words = [Ui::TargetGroup.text(lang), Study::Parameter.text(lang)];
    let mut table = Table::new(
        Study::ParametersInSum.text(lang),
        left(words).chain(right(numbers.map(|word| word.text(lang)))),
    );
    for group in &result.summary {
        for (parameter, moves) in &group.parameters.0 {
            let numbers = [
                moves.relevant,
                moves.left_out,
                moves.raised,
                moves.lowered,
                moves.pivotal,
            ];
            table.row(
                [group.maalgruppe.clone(), parameter.label().to_owned()]
                    .into_iter()
                    .chain(numbers.map(|n| n.to_string())),
            );
        }
    }
    page.table(table);
}

/// The most bars in one picture.
const MOST_BARS: usize = 100;

fn figure(result: &Robustness, page: &mut Page, lang: Lang) {
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
        title: Study::WeightsFigure {
            shown: depending.len(),
            all,
        }
        .text(lang),
        parts: falling().map(|level| level.to_string()).collect(),
        rows: depending.iter().map(bar).collect(),
    }));
}

fn records(result: &Robustness, page: &mut Page, lang: Lang) {
    let shift = shift(lang);
    let words = [
        Ui::Supplier.text(lang),
        Ui::TargetGroup.text(lang),
        Ui::Level.text(lang),
    ];
    let last = [
        Study::Towards.text(lang),
        Study::MeanShort.text(lang),
        Ui::Median.text(lang),
        Ui::Weakest.text(lang),
        Study::LowerShort {
            shift: shift.clone(),
        }
        .text(lang),
        Study::HigherShort {
            shift: shift.clone(),
        }
        .text(lang),
        Study::Pivotal.text(lang),
    ];
    let mut table = Table::new(
        String::new(),
        left(words)
            .chain(right(falling().map(|level| level.to_string())))
            .chain(right([Study::MovedBy.text(lang)]))
            .chain(left(last)),
    );
    for record in &result.records {
        table.row(row(record, lang));
    }
    page.table(table);
    page.list(vec![
        Study::LegendShares.text(lang),
        Study::LegendMoved.text(lang),
        Study::LegendOtherRules { shift }.text(lang),
        Study::LegendPivotal.text(lang),
        Study::LegendOverridden.text(lang),
        legend_of_parameters(lang),
    ]);
}

fn row(record: &Record, lang: Lang) -> Vec<String> {
    let level = match record.outcome {
        Standing::Level(level) if record.overall_overridden => format!("{level}*"),
        _ => record.level.as_str().to_owned(),
    };
    let mut cells = vec![
        record.who.name().to_owned(),
        record.who.target_group().to_owned(),
        level,
    ];
    for level in falling() {
        let shares = record.acceptability.of(level);
        let is_never = shares == (Fraction::ZERO, Fraction::ZERO);
        cells.push(if is_never {
            String::new()
        } else {
            percents(shares, lang)
        });
    }
    let change = record.smallest_change.as_ref();
    cells.push(change.map_or_else(String::new, |change| moved_by(change, lang)));
    cells.push(change.map_or_else(String::new, |change| short(&change.to)));
    for (_, other) in record.rules {
        let differs = other != record.level;
        cells.push(match other.determined() {
            Some(other) if differs => letter(other).to_owned(),
            None if differs => "?".to_owned(),
            Some(_) | None => String::new(),
        });
    }
    cells.push(short(&record.pivotal));
    cells
}

fn moved_by(change: &Shift, lang: Lang) -> String {
    let direction = match change.direction {
        Direction::Up => Study::Up,
        Direction::Down => Study::Down,
    };
    let more = if change.more_than { ">" } else { "" };
    format!(
        "{} {more}{}",
        direction.text(lang),
        percent(change.weight, lang)
    )
}
