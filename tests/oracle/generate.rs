//! Random rubrics that are valid, and random assessments for them.
//!
//! Domains are small, so that a value is often exactly at a bound, just below or just above it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::assessment::{Assessment, Entered, Fact};
use super::rubric::{
    Bound, Criterion, Indicator, Kind, Leaf, Method, Named, Number, PARAMETERS, Parameter, Require,
    Rubric, Rule, Source, Test, decimal, whole,
};
use super::write::{self, Form, names};

/// What a random rubric may contain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Flavour {
    /// No upper bounds, and no share that is worked out from two others: more is never worse.
    pub only_min: bool,
    /// No bound that everyone meets or no one does: a missing fact can go either way.
    pub telling: bool,
    /// Every indicator and every group column serves one leaf.
    pub each_once: bool,
}

pub(crate) const ANYTHING: Flavour = Flavour { only_min: false, telling: false, each_once: false };

pub(crate) const GROUPS: [(&str, &[&str]); 3] = [
    ("leverandoertype", &["botilbud", "matrikelløs", "Ambulant hjælp"]),
    ("driftsform", &["kommunal", "privat"]),
    ("aldersgruppe", &["børn", "voksne"]),
];
const GRADES: [&str; 4] = ["slet ikke", "årligt", "månedligt", "ugentligt"];
const SORTS: [&str; 3] = ["egen", "indkøbt", "lånt"];
const METHODS: [&str; 4] = ["KRAP", "Low arousal", "Neuropædagogik", "PECS"];

const COUNTS: [&str; 4] = ["antal_a", "antal_b", "antal_c", "antal_d"];
const NUMBERS: [&str; 2] = ["tal_a", "tal_b"];
const SHARES: [&str; 4] = ["andel_a", "andel_b", "andel_ab", "andel_tal"];
const BOOLS: [&str; 2] = ["svar_a", "svar_b"];
const GRADED: [&str; 2] = ["grad_a", "grad_b"];
const SORTED: [&str; 1] = ["art_a"];
const SETS: [&str; 3] = ["brug_a", "brug_b", "brug_c"];

fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

fn decimals(items: &[&str]) -> Vec<Number> {
    items.iter().map(|item| decimal(item)).collect()
}

/// All indicators that a random rubric draws from; one that no criterion names is as valid as the others.
fn catalogue(flavour: Flavour) -> Vec<Indicator> {
    let ratio =
        |part: &str, all: &str| (!flavour.only_min).then(|| (part.to_owned(), all.to_owned()));
    let choice = |options: &[&str], ordered| Kind::Choice { options: strings(options), ordered };
    let kind = |id: &str| match id.split_once('_').expect("a kind and a letter") {
        ("antal", _) => Kind::Count,
        ("tal", _) => Kind::Number,
        ("andel", "ab") => Kind::Share(ratio("antal_a", "antal_b")),
        ("andel", "tal") => Kind::Share(ratio("tal_a", "tal_b")),
        ("andel", _) => Kind::Share(None),
        ("svar", _) => Kind::Bool,
        ("grad", _) => choice(&GRADES, true),
        ("art", _) => choice(&SORTS, false),
        _ => Kind::Set { options: strings(&METHODS) },
    };
    [COUNTS.as_slice(), &NUMBERS, &SHARES, &BOOLS, &GRADED, &SORTED, &SETS]
        .concat()
        .into_iter()
        .map(|id| Indicator {
            id: id.to_owned(),
            label: format!("Oplyst {}", id.replace('_', " nr. ")),
            kind: kind(id),
        })
        .collect()
}

/// The values that a fact takes. Those of a telling flavour reach both sides of each of its bounds, also through a sum.
pub(crate) fn domain(flavour: Flavour, kind: &Kind) -> Vec<Fact> {
    let numbers = |items: &[&str]| decimals(items).into_iter().map(Fact::Number).collect();
    match kind {
        Kind::Count if flavour.telling => numbers(&["0", "1", "2", "3"]),
        Kind::Count => numbers(&["0", "1", "2", "3", "4", "1500", "999999999"]),
        Kind::Number if flavour.telling => numbers(&["0", "0.5", "1", "1.5", "2"]),
        Kind::Number => {
            numbers(&["0", "0.9999", "1", "1.0001", "1.5", "2", "1250.75", "0.125", "1500.125"])
        }
        Kind::Share(_) if flavour.telling => numbers(&["0", "33.3333", "50", "66.6667", "100"]),
        Kind::Share(_) => {
            numbers(&["0", "33.3333", "33.3334", "50", "49.9999", "66.6667", "100", "0.5"])
        }
        Kind::Bool => vec![Fact::Truth(false), Fact::Truth(true)],
        Kind::Choice { options, .. } => options.iter().cloned().map(Fact::Choice).collect(),
        Kind::Set { options } => (0..1_usize << options.len())
            .map(|bits| Fact::Set {
                inside: options
                    .iter()
                    .enumerate()
                    .filter(|(place, _)| bits >> place & 1 == 1)
                    .map(|(_, option)| option.clone())
                    .collect(),
                maybe: BTreeSet::new(),
            })
            .collect(),
    }
}

// Rubrics.

/// A rubric, or two versions of one by date, with or without a gap between them.
pub(crate) fn rubrics(flavour: Flavour) -> BoxedStrategy<Vec<Rubric>> {
    let second = prop_oneof![3 => Just(None), 1 => (rubric(flavour), any::<bool>()).prop_map(Some)];
    (rubric(flavour), second)
        .prop_map(|(mut first, second)| {
            let mut all = Vec::new();
            if let Some((mut later, gap)) = second {
                first.valid_to = Some("2021-03-31".to_owned());
                later.valid_from = Some(if gap { "2021-04-02" } else { "2021-04-01" }.to_owned());
                later.version = String::from("2");
                all.push(later);
            }
            all.insert(0, first);
            all
        })
        .boxed()
}

pub(crate) fn rubric(flavour: Flavour) -> impl Strategy<Value = Rubric> {
    (rule(), vec(require(), 0..=2), vec(parameter(flavour), 8)).prop_map(
        move |(rule, requires, mut parameters)| {
            let mut number = 0;
            for (parameter, id) in parameters.iter_mut().zip(PARAMETERS) {
                parameter.id = id.to_owned();
                if let Method::Criteria { levels, .. } = &mut parameter.method {
                    for named in levels.iter_mut().flatten() {
                        number += 1;
                        named.id = format!("K{number}");
                    }
                }
            }
            let mut rubric = Rubric {
                id: "proeve-gruppen".to_owned(),
                version: "1".to_owned(),
                title: "Børn og unge i prøve".to_owned(),
                maalgruppe: "Prøve, åben".to_owned(),
                synonyms: vec!["P.G.".to_owned()],
                valid_from: None,
                valid_to: None,
                rule,
                requires,
                groups: GROUPS
                    .iter()
                    .map(|(column, values)| ((*column).to_owned(), strings(values)))
                    .collect(),
                indicators: catalogue(flavour),
                parameters,
            };
            if flavour.each_once {
                separate(&mut rubric);
            }
            rubric
        },
    )
}

fn rule() -> impl Strategy<Value = Rule> {
    let cutoffs = [
        ["0.5", "1.5", "2.5"],
        ["1", "2", "3"],
        ["0.3333", "1.125", "2.9999"],
        ["0.0001", "0.5", "1.25"],
        ["0.875", "1.6667", "2.375"],
    ];
    prop_oneof![
        3 => select(cutoffs.to_vec()).prop_map(|cutoffs| Rule::Mean(cutoffs.map(decimal))),
        1 => Just(Rule::Median),
        1 => Just(Rule::Weakest),
    ]
}

fn require() -> impl Strategy<Value = Require> {
    let parameter = prop_oneof![1 => Just(None), 2 => select(PARAMETERS.to_vec()).prop_map(Some)];
    (1..=3_usize, parameter, 1..=3_usize).prop_map(|(level, parameter, at_least)| Require {
        level,
        parameter: parameter.map(str::to_owned),
        at_least,
    })
}

fn parameter(flavour: Flavour) -> impl Strategy<Value = Parameter> {
    let named =
        move || criterion(flavour).prop_map(|criterion| Named { id: String::new(), criterion });
    // One criterion a level is the likeliest, or no one would reach a level.
    let level = move || prop_oneof![3 => vec(named(), 1), 1 => vec(named(), 2..=3)];
    let criteria =
        (any::<bool>(), level(), level(), level()).prop_map(|(cumulative, low, middle, high)| {
            Method::Criteria { cumulative, levels: [low, middle, high] }
        });
    let method = prop_oneof![1 => Just(Method::Assessed), 4 => criteria];
    (method, any::<bool>()).prop_map(|(method, may_be_irrelevant)| Parameter {
        id: String::new(),
        may_be_irrelevant,
        method,
    })
}

fn criterion(flavour: Flavour) -> BoxedStrategy<Criterion> {
    leaf(flavour)
        .prop_map(Criterion::Leaf)
        .boxed()
        .prop_recursive(2, 6, 3, |member| {
            let members = vec(member, 1..=3);
            (members, 0..4_usize, 0..3_usize).prop_map(|(members, group, n)| match group {
                0 | 1 => Criterion::AnyOf(members),
                2 => Criterion::AllOf(members),
                _ => Criterion::AtLeast(n % members.len() + 1, members),
            })
        })
        .boxed()
}

fn leaf(flavour: Flavour) -> BoxedStrategy<Leaf> {
    let one =
        |ids: &'static [&'static str]| select(ids).prop_map(|id| Source::Indicator(id.to_owned()));
    let counts = decimals(if flavour.telling {
        &["0", "1", "2", "3"]
    } else {
        &["0", "1", "2", "3", "4", "5", "1501"]
    });
    let numbers = decimals(if flavour.telling {
        &["0", "0.5", "1", "1.5", "2"]
    } else {
        &["0", "1", "1.5", "2", "2.5", "1250.75", "1500.125"]
    });
    // Two thirds are between 66.6666 and 66.6667, and equal neither.
    let shares = decimals(if flavour.telling {
        &["0", "33.3333", "50", "66.6667", "100"]
    } else {
        &["0", "0.5", "33.3333", "33.3334", "50", "66.6666", "66.6667", "100"]
    });
    let grades = (0..GRADES.len()).map(whole).collect();
    let sum_of = |ids: &'static [&'static str]| {
        subsequence(ids, 1..=ids.len()).prop_shuffle().prop_map(|ids| Source::Sum(strings(&ids)))
    };
    let sets = prop_oneof![
        one(&SETS),
        subsequence(SETS.to_vec(), 1..=3)
            .prop_shuffle()
            .prop_map(|ids| Source::Union(strings(&ids))),
    ];
    let options = prop_oneof![
        (subsequence(METHODS.to_vec(), 1..=4).prop_shuffle(), (0..60_usize, entries())).prop_map(
            |(options, n)| {
                let n = how_many(options.len(), &n);
                Test::Includes(strings(&options), n)
            }
        ),
        (0..60_usize, entries()).prop_map(|n| Test::Different(how_many(3, &n))),
    ];
    let most = if flavour.telling { 2 } else { 3 };
    let sorts =
        subsequence(SORTS.to_vec(), 1..=most).prop_map(|options| Test::OneOf(strings(&options)));
    let grade_sorts =
        subsequence(GRADES.to_vec(), 1..=3).prop_map(|options| Test::OneOf(strings(&options)));
    // An ordered choice under `one_of` may lose by rising.
    let grade_tests = if flavour.only_min {
        range(flavour, grades).boxed()
    } else {
        prop_oneof![2 => range(flavour, grades), 1 => grade_sorts].boxed()
    };
    prop_oneof![
        3 => (one(&COUNTS), range(flavour, counts.clone())),
        2 => (one(&NUMBERS), range(flavour, numbers.clone())),
        3 => (one(&SHARES), range(flavour, shares)),
        2 => (sum_of(&COUNTS), range(flavour, counts)),
        1 => (sum_of(&NUMBERS), range(flavour, numbers)),
        2 => (one(&GRADED), grade_tests),
        2 => (one(&BOOLS), any::<bool>().prop_map(Test::Is)),
        1 => (one(&SORTED), sorts),
        4 => (sets, options),
    ]
    .prop_map(|(source, test)| Leaf { source, test })
    .boxed()
}

/// What stands in `for_groups`: the place of a column, of one of its values, and of the bound for it.
type Entry = (usize, usize, usize);

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let entry = || (0..3_usize, 0..3_usize, 0..60_usize);
    prop_oneof![4 => Just(Vec::new()), 1 => vec(entry(), 1..=2)]
}

fn bound(usual: usize, entries: &[Entry], value: impl Fn(usize) -> Number) -> Bound {
    let entry = |(column, group, draw): &Entry| {
        let (column, groups) = GROUPS[*column];
        let group = groups[group % groups.len()];
        (column.to_owned(), group.to_owned(), value(*draw))
    };
    Bound { usual: value(usual), for_groups: entries.iter().map(entry).collect() }
}

/// From one to `most` options, for some suppliers another number.
fn how_many(most: usize, (usual, entries): &(usize, Vec<Entry>)) -> Bound {
    bound(*usual, entries, |draw| whole(draw % most + 1))
}

/// A lower bound, an upper bound or both, some of them by group; no lower bound is above an upper one.
fn range(flavour: Flavour, values: Vec<Number>) -> impl Strategy<Value = Test> {
    let sides = if flavour.only_min { 0..1_usize } else { 0..4_usize };
    (sides, 0..60_usize, [0..60_usize, 0..60], [entries(), entries()]).prop_map(
        move |(sides, pivot, usual, entries)| {
            // Everyone meets the smallest value as a minimum and the largest as a maximum.
            let (least, most) =
                if flavour.telling { (1, values.len() - 2) } else { (0, values.len() - 1) };
            let (has_min, has_max) = (sides != 2, sides >= 2);
            let pivot = least + pivot % (most - least + 1);
            let min_top = if has_max { pivot } else { values.len() - 1 };
            let max_bottom = if has_min { pivot } else { 0 };
            let bound = |bottom: usize, top: usize, usual: usize, entries: &[Entry]| {
                bound(usual, entries, |draw| values[bottom + draw % (top - bottom + 1)].clone())
            };
            Test::Range {
                min: has_min.then(|| bound(least, min_top, usual[0], &entries[0])),
                max: has_max.then(|| bound(max_bottom, most, usual[1], &entries[1])),
            }
        },
    )
}

/// Gives every leaf indicators of its own, and every group column to the first leaf that names it.
fn separate(rubric: &mut Rubric) {
    struct Separate {
        from: Vec<Indicator>,
        to: Vec<Indicator>,
        columns: BTreeSet<String>,
    }
    impl Separate {
        fn fresh(&mut self, id: &mut String) {
            let mut own =
                self.from.iter().find(|other| other.id == *id).expect("an indicator").clone();
            let number = self.to.len();
            own.id = format!("{id}_{number}");
            own.label = format!("{} af {number}", own.label);
            if let Kind::Share(ratio) = &mut own.kind {
                *ratio = None;
            }
            id.clone_from(&own.id);
            self.to.push(own);
        }

        fn criterion(&mut self, criterion: &mut Criterion) {
            match criterion {
                Criterion::AnyOf(members)
                | Criterion::AllOf(members)
                | Criterion::AtLeast(_, members) => {
                    for member in members {
                        self.criterion(member);
                    }
                }
                Criterion::Leaf(leaf) => {
                    match &mut leaf.source {
                        Source::Indicator(id) => self.fresh(id),
                        Source::Sum(ids) | Source::Union(ids) => {
                            for id in ids {
                                self.fresh(id);
                            }
                        }
                    }
                    let mut own = BTreeSet::new();
                    for bound in leaf.test.bounds_mut() {
                        bound.for_groups.retain(|(column, _, _)| !self.columns.contains(column));
                        own.extend(bound.for_groups.iter().map(|(column, _, _)| column.clone()));
                    }
                    self.columns.extend(own);
                }
            }
        }
    }
    let mut separate = Separate {
        from: std::mem::take(&mut rubric.indicators),
        to: Vec::new(),
        columns: BTreeSet::new(),
    };
    for parameter in &mut rubric.parameters {
        if let Method::Criteria { levels, .. } = &mut parameter.method {
            for named in levels.iter_mut().flatten() {
                separate.criterion(&mut named.criterion);
            }
        }
    }
    rubric.indicators = separate.to;
}

// Assessments.

/// What is drawn for a row before it meets a rubric; percentages decide what is missing.
#[derive(Debug, Clone)]
struct Draws {
    /// How many in a hundred are missing in this row.
    missing: usize,
    facts: Vec<(usize, usize, usize)>,
    groups: Vec<(usize, usize)>,
    texts: Vec<usize>,
    date: usize,
    quality: usize,
    entered: Vec<(usize, usize)>,
    reasons: Vec<usize>,
    overall: (usize, usize),
    doubled: usize,
    part_above_whole: usize,
}

fn draws() -> impl Strategy<Value = Draws> {
    let percent = || 0..100_usize;
    (
        select(vec![0_usize, 0, 5, 30]),
        vec((percent(), 0..5040_usize, 0..256_usize), 24),
        vec((percent(), 0..12_usize), GROUPS.len()),
        vec(0..12_usize, 8),
        percent(),
        percent(),
        vec((percent(), 0..4_usize), 8),
        vec(percent(), 9),
        (percent(), 0..4_usize),
        (percent(), percent()),
    )
        .prop_map(
            |(
                missing,
                facts,
                groups,
                texts,
                date,
                quality,
                entered,
                reasons,
                overall,
                (doubled, part_above_whole),
            )| Draws {
                missing,
                facts,
                groups,
                texts,
                date,
                quality,
                entered,
                reasons,
                overall,
                doubled,
                part_above_whole,
            },
        )
}

/// Which faults a batch may have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Faults {
    /// Some rows are to be rejected: no reason given, nothing covers the date, a key twice …
    Some,
    None,
}

/// Rubrics with rows for them, and the way in which they are written.
#[derive(Clone)]
pub(crate) struct Scenario {
    pub flavour: Flavour,
    pub rubrics: Vec<Rubric>,
    pub rows: Vec<Assessment>,
    pub form: Form,
}

/// A counterexample is shown as the files that it stands for.
impl fmt::Debug for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for rubric in &self.rubrics {
            writeln!(f, "\n{}", write::toml(rubric, &self.form))?;
        }
        writeln!(f, "{}", write::csv(&self.rubrics, &self.rows, &self.form).0)
    }
}

pub(crate) fn scenario(
    flavour: Flavour,
    faults: Faults,
    rows: usize,
) -> impl Strategy<Value = Scenario> {
    // Rows come first, because they are the first to be left out when a counterexample is made smaller.
    (vec(draws(), 1..=rows), form(), rubrics(flavour)).prop_map(move |(draws, form, rubrics)| {
        let mut rows: Vec<Assessment> = Vec::new();
        for (at, draws) in draws.iter().enumerate() {
            let mut row = assessment(flavour, faults, &rubrics, &form, draws, at);
            if let (Faults::Some, 0..6, Some(before)) = (faults, draws.doubled, rows.last()) {
                take_key(&mut row, before, draws.doubled);
            }
            rows.push(row);
        }
        Scenario { flavour, rubrics, rows, form }
    })
}

fn form() -> impl Strategy<Value = Form> {
    (vec(any::<u8>(), 37), vec(any::<bool>(), 5), vec(any::<u8>(), 101))
        .prop_map(|(shuffle, option_columns, styles)| Form { shuffle, option_columns, styles })
}

/// Gives a row the key of another, or one that is nearly the same: letters matter in ids only.
fn take_key(row: &mut Assessment, other: &Assessment, how: usize) {
    let columns = ["leverandoer_id", "afdelingsid", "delmaalgruppe", "aldersgruppe", "konsulent"];
    for column in columns {
        match other.text(column) {
            Some(text) if how == 1 && column != "afdelingsid" => {
                row.identity.insert(column.to_owned(), text.to_uppercase())
            }
            Some(text) if how == 2 => row.identity.insert(column.to_owned(), text.to_lowercase()),
            Some(_) if how == 3 && column == "konsulent" => row.identity.remove(column),
            Some(text) => row.identity.insert(column.to_owned(), text.to_owned()),
            None => row.identity.remove(column),
        };
    }
    row.date.clone_from(&other.date);
}

fn assessment(
    flavour: Flavour,
    faults: Faults,
    rubrics: &[Rubric],
    form: &Form,
    draws: &Draws,
    at: usize,
) -> Assessment {
    let rubric = &rubrics[0];
    let may_fail = faults == Faults::Some;
    let mut row =
        Assessment { identity: identity(may_fail, rubric, draws, at), ..Assessment::default() };
    let dates = ["2021-03-31", "2021-04-01", "2021-04-02", "2020-12-24", "2022-02-28"];
    // Without a date, two versions leave open which one is meant.
    row.date = (draws.date >= 10).then(|| dates[draws.date % dates.len()].to_owned());
    if !may_fail && rubrics.len() > 1 {
        row.date = Some(dates[[0, 2, 3, 4][draws.date % 4]].to_owned());
    }

    row.quality = match draws.quality {
        0..8 => Some(false),
        8..18 => None,
        _ => Some(true),
    };
    row.facts = facts(flavour, &write::indicators(rubrics), form, draws);
    if !may_fail || draws.part_above_whole >= 15 {
        for (part, all) in [("antal_a", "antal_b"), ("tal_a", "tal_b")] {
            if let (Some(Fact::Number(one)), Some(Fact::Number(other))) =
                (row.facts.get(part), row.facts.get(all))
                && one > other
            {
                let (one, other) = (one.clone(), other.clone());
                row.facts.insert(part.to_owned(), Fact::Number(other));
                row.facts.insert(all.to_owned(), Fact::Number(one));
            }
        }
    }
    for (place, parameter) in rubric.parameters.iter().enumerate() {
        let (chance, level) = draws.entered[place];
        let allowed = rubrics.iter().all(|rubric| rubric.parameters[place].may_be_irrelevant);
        let assessed = matches!(parameter.method, Method::Assessed);
        let entered = match chance {
            99 if may_fail || allowed => Some(Entered::NotRelevant),
            80..99 if allowed => Some(Entered::NotRelevant),
            0..12 => Some(Entered::Level(level)),
            _ if assessed && chance >= draws.missing => Some(Entered::Level(level)),
            _ => None,
        };
        if let Some(entered) = entered {
            row.entered.insert(parameter.id.clone(), entered);
        }
        let needed = entered.is_some();
        if (needed && (!may_fail || draws.reasons[place] < 97)) || draws.reasons[place] < 5 {
            row.reasons.insert(parameter.id.clone(), "set ved besøg; bilag 2".to_owned());
        }
    }
    let (chance, level) = draws.overall;
    row.overall = (chance < 12).then_some(level);
    if row.overall.is_some() && (!may_fail || draws.reasons[8] < 90) {
        row.reasons.insert("samlet".to_owned(), "efter \"partshøring\"".to_owned());
    }
    row
}

/// The identity columns.
fn identity(may_fail: bool, rubric: &Rubric, draws: &Draws, at: usize) -> BTreeMap<String, String> {
    let mut identity = BTreeMap::new();
    let mut say = |column: &str, text: &str| identity.insert(column.to_owned(), text.to_owned());
    let id = format!("{at:04}");
    if !may_fail || draws.doubled < 99 {
        say("leverandoer_id", &id);
    }
    let names = names(rubric);
    say("maalgruppe", &names[draws.texts[0] % names.len()]);
    let texts: [(&str, &[&str]); 7] = [
        ("leverandoer", &["Fjordbo", "Ærø\nBo", "Botilbuddet \"Ny\"; afd. 2", "=1+1"]),
        ("afdelingsid", &["007", "A-1"]),
        ("delmaalgruppe", &["Unge", "unge"]),
        ("konsulent", &["ab", "AB", "Åse"]),
        ("socialtilsyn", &["Syd", "Øst, ikke vest"]),
        ("sagsnummer", &["2021-0001", "00012"]),
        ("kommune", &["Ærø", "Aarhus"]),
    ];
    for ((column, choices), draw) in texts.iter().zip(&draws.texts[1..]) {
        if let Some(text) = choices.get(*draw) {
            say(column, text);
        }
    }
    for ((column, values), (missing, draw)) in GROUPS.iter().zip(&draws.groups) {
        if *missing >= draws.missing {
            let value = values[draw % values.len()];
            let value = if *draw > 6 { value.to_uppercase() } else { value.to_owned() };
            say(column, &value);
        }
    }
    identity
}

fn facts(
    flavour: Flavour,
    indicators: &[Indicator],
    form: &Form,
    draws: &Draws,
) -> BTreeMap<String, Fact> {
    let mut facts = BTreeMap::new();
    for (place, indicator) in indicators.iter().enumerate() {
        // Where a rubric has more indicators than were drawn, they go round; the second round is shifted, not the same again.
        let (missing, draw, unknown) = draws.facts[place % draws.facts.len()];
        let draw = draw + place / draws.facts.len();
        let domain = domain(flavour, &indicator.kind);
        let mut fact = domain[draw % domain.len()].clone();
        if missing < draws.missing {
            // A set in columns may be known in part.
            let (Fact::Set { inside, maybe }, Kind::Set { options }) = (&mut fact, &indicator.kind)
            else {
                continue;
            };
            if !form.has_option_columns(indicators, &indicator.id) {
                continue;
            }
            for (place, option) in options.iter().enumerate() {
                if unknown >> (2 * place) & 1 == 1 {
                    inside.remove(option);
                    maybe.insert(option.clone());
                }
            }
            if maybe.len() == options.len() {
                continue;
            }
        }
        facts.insert(indicator.id.clone(), fact);
    }
    facts
}
