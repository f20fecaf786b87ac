//! Rubrics side by side: over målgrupper, or the versions of one.
//!
//! Criteria are matched by the facts they ask for. Where the same fact is asked for at the same level, the numbers can be
//! held against each other, and one rubric may be easier than another; where the same words stand over different
//! numbers, a reader of the words alone is led astray.

use super::show;
use crate::arithmetic::fold;
use crate::document::{Block, Document, Table};
use crate::rubric::{Criterion, Kind, Leaf, Method, Rubric};
use crate::tell::{condition, criterion, rule};
use crate::vocabulary::{Identity, Level, Parameter};
use crate::words::asked::quoted;
use crate::words::{Guide, Lang};
use serde::Serialize;

/// Two or more rubrics side by side; every list of values is in the order of [`Comparison::rubrics`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The names, `id@version`; of two alike, with the file.
    pub rubrics: Vec<String>,
    /// What is said of each rubric as a whole.
    pub facts: Vec<Row>,
    /// The eight, in the model's order.
    pub parameters: Vec<ParameterComparison>,
    /// The same words over different numbers.
    pub same_words: Vec<SameWords>,
}

/// One thing, and what each rubric says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is.
    pub what: String,
    /// A value a rubric.
    pub values: Vec<String>,
}

/// One parameter in each rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParameterComparison {
    /// Which.
    pub parameter: Parameter,
    /// How its level is found.
    pub method: Vec<String>,
    /// The wording of let, moderat and højt.
    pub guidance: Vec<Row>,
    /// What is asked of each fact, level by level.
    pub thresholds: Vec<Threshold>,
}

/// What is asked of one fact at one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Threshold {
    /// The level.
    pub level: Level,
    /// The fact, in the words of the first rubric that asks for it.
    pub fact: String,
    /// The test; none where a rubric does not ask.
    pub tests: Vec<Option<String>>,
    /// Where it is easiest.
    pub easiest: Easiest,
}

/// Which rubric asks the least.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Easiest {
    /// Only one asks.
    OnlyOne,
    /// All that ask ask the same.
    Same,
    /// These, as indices of [`Comparison::rubrics`].
    In(Vec<usize>),
    /// It depends on the kind of supplier.
    Depends,
    /// The tests are of different kinds.
    NotComparable,
}

/// Words that stand over different numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameWords {
    /// The parameter.
    pub parameter: Parameter,
    /// The words.
    pub text: String,
    /// Where they stand, and over what.
    pub places: Vec<Place>,
}

/// A place of some words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Index of [`Comparison::rubrics`].
    pub rubric: usize,
    /// The level.
    pub level: Level,
    /// The criterion's id.
    pub criterion: String,
    /// The tests of its facts.
    pub tests: Vec<String>,
}

/// Holds rubrics against each other; there are at least two for it to say anything.
pub fn compare(rubrics: &[Rubric], lang: Lang) -> Comparison {
    Comparison {
        rubrics: names(rubrics),
        facts: facts(rubrics, lang),
        parameters: Parameter::ALL
            .map(|parameter| compare_parameter(rubrics, parameter, lang))
            .into(),
        same_words: same_words(rubrics, lang),
    }
}

fn names(rubrics: &[Rubric]) -> Vec<String> {
    let is_alone = |name: &String| rubrics.iter().filter(|r| r.name() == *name).count() == 1;
    rubrics
        .iter()
        .map(|rubric| match rubric.name() {
            name if is_alone(&name) => name,
            name => format!("{name} ({})", rubric.source.name),
        })
        .collect()
}

fn facts(rubrics: &[Rubric], lang: Lang) -> Vec<Row> {
    let row = |what: Guide, value: &dyn Fn(&Rubric) -> String| Row {
        what: what.text(lang),
        values: rubrics.iter().map(value).collect(),
    };
    vec![
        row(Guide::Name, &|rubric| rubric.title.clone()),
        row(Guide::TargetGroupOnThePortal, &|rubric| rubric.target_group.clone()),
        row(Guide::Status, &|rubric| rubric.status.as_str().to_owned()),
        row(Guide::Valid, &|rubric| show::validity(rubric, lang)),
        row(Guide::OverallLevel, &|rubric| rule::rule(rubric.rule, lang)),
        row(Guide::MustHaves, &|rubric| {
            let all: Vec<String> = rubric
                .requirements
                .iter()
                .map(|requirement| rule::must_have(requirement, lang))
                .collect();
            if all.is_empty() {
                return Guide::NoMustHaves.text(lang);
            }
            all.join("\n")
        }),
    ]
}

fn compare_parameter(rubrics: &[Rubric], parameter: Parameter, lang: Lang) -> ParameterComparison {
    let of = |rubric: &Rubric| rule::method(rubric.parameter(parameter), lang);
    let guidance = |level: Level| Row {
        what: level.as_str().to_owned(),
        values: rubrics
            .iter()
            .map(|rubric| rubric.parameter(parameter).guidance.at(level))
            .map(|text| text.unwrap_or_default().to_owned())
            .collect(),
    };
    ParameterComparison {
        parameter,
        method: rubrics.iter().map(of).collect(),
        guidance: Level::DESCRIBED.map(guidance).into(),
        thresholds: Level::DESCRIBED
            .into_iter()
            .flat_map(|level| thresholds(rubrics, parameter, level, lang))
            .collect(),
    }
}

/// A leaf of a rubric, where its fact has been asked for so many times before at the level.
struct Asked<'r> {
    /// The ids of the indicators, whether they are several together, and the time.
    key: (Vec<&'r str>, usize),
    leaf: &'r Leaf,
}

fn asked(rubric: &Rubric, parameter: Parameter, level: Level) -> Vec<Asked<'_>> {
    let mut all: Vec<Asked<'_>> = Vec::new();
    for criterion in rubric.parameter(parameter).criteria_of(level) {
        criterion.condition.for_each_leaf(&mut |leaf| {
            let mut ids: Vec<&str> = leaf
                .indicators()
                .iter()
                .map(|&index| rubric.indicators[index].id.as_str())
                .collect();
            ids.sort_unstable();
            let time = all.iter().filter(|other| other.key.0 == ids).count();
            all.push(Asked { key: (ids, time), leaf });
        });
    }
    all
}

fn thresholds(
    rubrics: &[Rubric],
    parameter: Parameter,
    level: Level,
    lang: Lang,
) -> Vec<Threshold> {
    let by_rubric: Vec<Vec<Asked<'_>>> =
        rubrics.iter().map(|rubric| asked(rubric, parameter, level)).collect();
    let mut keys = Vec::new();
    for asked in by_rubric.iter().flatten() {
        if !keys.contains(&&asked.key) {
            keys.push(&asked.key);
        }
    }
    keys.into_iter()
        .map(|key| {
            let leaves: Vec<Option<(&Rubric, &Leaf)>> = rubrics
                .iter()
                .zip(&by_rubric)
                .map(|(rubric, all)| {
                    let asked = all.iter().find(|asked| asked.key == *key)?;
                    Some((rubric, asked.leaf))
                })
                .collect();
            let first = leaves.iter().flatten().next();
            Threshold {
                level,
                fact: first
                    .map(|(rubric, leaf)| condition::fact(rubric, leaf, lang))
                    .unwrap_or_default(),
                tests: leaves
                    .iter()
                    .map(|leaf| leaf.map(|(rubric, leaf)| condition::test(rubric, leaf, lang)))
                    .collect(),
                easiest: easiest(&leaves),
            }
        })
        .collect()
}

/// How many kinds of supplier are tried before we say that it depends.
const MOST_KINDS: usize = 4096;

fn easiest(leaves: &[Option<(&Rubric, &Leaf)>]) -> Easiest {
    let asking: Vec<(usize, &Rubric, &Leaf)> = leaves
        .iter()
        .enumerate()
        .filter_map(|(index, leaf)| leaf.map(|(rubric, leaf)| (index, rubric, leaf)))
        .collect();
    let [(_, rubric, leaf), others @ ..] = &asking[..] else {
        return Easiest::OnlyOne;
    };
    if others.is_empty() {
        return Easiest::OnlyOne;
    }
    let kind = kind_of_test(rubric, leaf);
    if others.iter().any(|(_, rubric, leaf)| kind_of_test(rubric, leaf) != kind) {
        return Easiest::NotComparable;
    }
    let Some(suppliers) = kinds_of_supplier(&asking) else {
        return Easiest::Depends;
    };
    let asks: Vec<(usize, Vec<[i128; 2]>)> = asking
        .iter()
        .map(|(index, rubric, leaf)| {
            let each = suppliers.iter().map(|of| strictness(rubric, leaf, of));
            (*index, each.collect())
        })
        .collect();
    if asks.iter().all(|(_, other)| *other == asks[0].1) {
        return Easiest::Same;
    }
    let is_at_most = |a: &[[i128; 2]], b: &[[i128; 2]]| {
        a.iter().zip(b).all(|(a, b)| a[0] <= b[0] && a[1] <= b[1])
    };
    let least: Vec<usize> = asks
        .iter()
        .filter(|(_, mine)| asks.iter().all(|(_, other)| is_at_most(mine, other)))
        .map(|(index, _)| *index)
        .collect();
    match least.is_empty() {
        true => Easiest::Depends,
        false => Easiest::In(least),
    }
}

/// What must be the same for two tests to differ only in their numbers.
fn kind_of_test(rubric: &Rubric, leaf: &Leaf) -> (u8, Vec<String>) {
    let kind = |index: usize| &rubric.indicators[index].kind;
    let folded = |index: usize| kind(index).options().map(|options| &options.folded);
    match leaf {
        Leaf::Range { indicators, .. } => {
            let first = indicators.first().copied();
            let is_share = first.is_some_and(|first| matches!(kind(first), Kind::Share { .. }));
            let options = first.and_then(folded).cloned().unwrap_or_default();
            (u8::from(is_share), options)
        }
        Leaf::Is { value, .. } => (2 + u8::from(*value), Vec::new()),
        Leaf::OneOf { indicator, options } => {
            let names = folded(indicator[0]);
            let mut names: Vec<String> =
                options.iter().filter_map(|index| names?.get(index).cloned()).collect();
            names.sort();
            (4, names)
        }
        Leaf::Includes { indicators, named, options, .. } => {
            let all = indicators.first().and_then(|&first| folded(first));
            let mut names: Vec<String> = options
                .iter()
                .filter(|_| *named)
                .filter_map(|index| all?.get(index).cloned())
                .collect();
            names.sort();
            (5 + u8::from(*named), names)
        }
    }
}

/// A kind of supplier: for some columns a value, none for any value that no bound names.
type Supplier = Vec<(Identity, Option<String>)>;

/// Every kind of supplier that the bounds tell apart, unless they are too many.
fn kinds_of_supplier(asking: &[(usize, &Rubric, &Leaf)]) -> Option<Vec<Supplier>> {
    let mut named: Vec<(Identity, Vec<Option<String>>)> = Vec::new();
    for (_, rubric, leaf) in asking {
        for exception in leaf.bounds().into_iter().flatten().flat_map(|bound| &bound.exceptions) {
            let group = &rubric.groups[exception.group];
            let value = Some(group.folded[exception.value].clone());
            match named.iter_mut().find(|(column, _)| *column == group.column) {
                Some((_, values)) if values.contains(&value) => {}
                Some((_, values)) => values.push(value),
                None => named.push((group.column, vec![None, value])),
            }
        }
    }
    let mut all: Vec<Supplier> = vec![Vec::new()];
    for (column, mut values) in named {
        let mut known = asking
            .iter()
            .flat_map(|(_, rubric, _)| &rubric.groups)
            .filter(|group| group.column == column)
            .flat_map(|group| &group.folded);
        if known.all(|value| values.contains(&Some(value.clone()))) {
            // Nobody is of another kind.
            values.retain(Option::is_some);
        }
        if all.len() * values.len() > MOST_KINDS {
            return None;
        }
        all = all
            .into_iter()
            .flat_map(|supplier| {
                values.iter().map(move |value| {
                    let mut next = supplier.clone();
                    next.push((column, value.clone()));
                    next
                })
            })
            .collect();
    }
    Some(all)
}

/// How much is asked, from below and from above: the larger, the harder.
fn strictness(rubric: &Rubric, leaf: &Leaf, supplier: &Supplier) -> [i128; 2] {
    let groups: Vec<Option<usize>> = rubric
        .groups
        .iter()
        .map(|group| {
            let (_, value) = supplier.iter().find(|(column, _)| *column == group.column)?;
            let value = value.as_ref()?;
            group.folded.iter().position(|known| known == value)
        })
        .collect();
    let bound =
        |bound: &crate::rubric::Bound| i128::from(bound.for_groups(&groups).ten_thousandths());
    let [min, max] = leaf.bounds();
    [min.map_or(0, bound), -max.map_or(i128::from(u64::MAX), bound)]
}

fn same_words(rubrics: &[Rubric], lang: Lang) -> Vec<SameWords> {
    let mut all: Vec<(String, Option<Level>, SameWords)> = Vec::new();
    for parameter in Parameter::ALL {
        for (index, rubric) in rubrics.iter().enumerate() {
            if rubric.parameter(parameter).method == Method::Assessed {
                continue;
            }
            for level in Level::DESCRIBED {
                for criterion in rubric.parameter(parameter).criteria_of(level) {
                    let place = Place {
                        rubric: index,
                        level,
                        criterion: criterion.id.clone(),
                        tests: tests(rubric, criterion, lang),
                    };
                    // Words that show their number differ from level to level as they should.
                    let shows = criterion::shows_a_bound(criterion);
                    let (folded, at) = (fold(&criterion.text), shows.then_some(level));
                    let same = all.iter_mut().find(|(words, level, found)| {
                        *words == folded && *level == at && found.parameter == parameter
                    });
                    match same {
                        Some((_, _, found)) => found.places.push(place),
                        None => {
                            let found = SameWords {
                                parameter,
                                text: criterion.text.clone(),
                                places: vec![place],
                            };
                            all.push((folded, at, found));
                        }
                    }
                }
            }
        }
    }
    let differ = |found: &SameWords| found.places.iter().any(|p| p.tests != found.places[0].tests);
    all.into_iter().map(|(_, _, found)| found).filter(differ).collect()
}

fn tests(rubric: &Rubric, criterion: &Criterion, lang: Lang) -> Vec<String> {
    let mut tests = Vec::new();
    criterion.condition.for_each_leaf(&mut |leaf| tests.push(condition::test(rubric, leaf, lang)));
    tests
}

/// The comparison as a page.
pub fn comparison_page(of: &Comparison, lang: Lang) -> Document {
    let mut blocks = vec![Block::Table(table(Guide::Rubric.text(lang), &of.rubrics, &of.facts))];
    blocks.push(Block::Section(Guide::TheParameters.text(lang)));
    for parameter in &of.parameters {
        blocks.push(Block::Heading(parameter.parameter.label().to_owned()));
        let method = Row { what: Guide::HowFound.text(lang), values: parameter.method.clone() };
        let rows: Vec<Row> =
            std::iter::once(method).chain(parameter.guidance.iter().cloned()).collect();
        blocks.push(Block::Table(table(Guide::Wording.text(lang), &of.rubrics, &rows)));
        if !parameter.thresholds.is_empty() {
            blocks.push(Block::Table(thresholds_table(of, parameter, lang)));
        }
    }
    blocks.push(Block::Section(Guide::SameWords.text(lang)));
    if of.same_words.is_empty() {
        blocks.push(Block::Text(Guide::NoSameWords.text(lang)));
    }
    for words in &of.same_words {
        blocks.push(Block::Small(format!(
            "{}: {}",
            words.parameter.label(),
            quoted(&words.text, lang)
        )));
        let head = [Guide::Rubric, Guide::LevelHead, Guide::Criterion, Guide::Asks];
        let mut table = Table::new(head.map(|word| word.text(lang)));
        for place in &words.places {
            table.row([
                of.rubrics[place.rubric].clone(),
                place.level.to_string(),
                place.criterion.clone(),
                place.tests.join("; "),
            ]);
        }
        blocks.push(Block::Table(table));
    }
    Document { title: Guide::Comparison.text(lang), blocks }
}

fn table(first: String, rubrics: &[String], rows: &[Row]) -> Table {
    let mut table = Table::new(std::iter::once(first).chain(rubrics.iter().cloned()));
    for row in rows {
        table.row(std::iter::once(row.what.clone()).chain(row.values.iter().cloned()));
    }
    table
}

fn thresholds_table(of: &Comparison, parameter: &ParameterComparison, lang: Lang) -> Table {
    let head = [Guide::LevelHead.text(lang), Guide::Fact.text(lang)]
        .into_iter()
        .chain(of.rubrics.iter().cloned())
        .chain([Guide::EasiestHead.text(lang)]);
    let mut table = Table::new(head);
    for threshold in &parameter.thresholds {
        let tests =
            threshold.tests.iter().map(|test| test.clone().unwrap_or_else(|| "–".to_owned()));
        let easiest = match &threshold.easiest {
            Easiest::OnlyOne => String::new(),
            Easiest::Same => Guide::EasiestSame.text(lang),
            Easiest::In(which) => {
                let names: Vec<&str> = which.iter().map(|&i| of.rubrics[i].as_str()).collect();
                names.join(", ")
            }
            Easiest::Depends => Guide::EasiestDepends.text(lang),
            Easiest::NotComparable => Guide::NotComparable.text(lang),
        };
        table.row(
            [threshold.level.to_string(), threshold.fact.clone()]
                .into_iter()
                .chain(tests)
                .chain([easiest]),
        );
    }
    table
}
