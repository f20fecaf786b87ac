//! What a rubric says, as plain data, and how it is read off a TOML file that is already known to be valid.

use num_bigint::BigInt;
use num_rational::BigRational;
use toml::{Table, Value};

pub(crate) type Number = BigRational;

/// The eight parameters, in the order in which everything is listed.
pub(crate) const PARAMETERS: [&str; 8] = [
    "aktiv_praksis",
    "praksiserfaring",
    "uddannelse",
    "fagmiljoe",
    "samarbejdsformer",
    "vidensudvikling",
    "metoder",
    "hjaelpemidler",
];

/// The three levels as a rubric spells them; points 1, 2 and 3.
pub(crate) const LEVEL_KEYS: [&str; 3] = ["let", "moderat", "hoejt"];

#[derive(Debug, Clone)]
pub(crate) struct Rubric {
    pub id: String,
    pub version: String,
    pub title: String,
    pub maalgruppe: String,
    pub synonyms: Vec<String>,
    /// ISO dates, so that they compare as text.
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    pub rule: Rule,
    pub requires: Vec<Require>,
    pub groups: Vec<(String, Vec<String>)>,
    pub indicators: Vec<Indicator>,
    /// The eight, in their order.
    pub parameters: Vec<Parameter>,
}

#[derive(Debug, Clone)]
pub(crate) enum Rule {
    /// The cut-offs of let, moderat and højt.
    Mean([Number; 3]),
    Median,
    Weakest,
}

#[derive(Debug, Clone)]
pub(crate) struct Require {
    pub level: usize,
    /// None: every relevant parameter.
    pub parameter: Option<String>,
    pub at_least: usize,
}

#[derive(Debug, Clone)]
pub(crate) struct Indicator {
    pub id: String,
    pub label: String,
    pub kind: Kind,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Count,
    Number,
    /// Part and whole, for a share that can be worked out.
    Share(Option<(String, String)>),
    Bool,
    Choice {
        options: Vec<String>,
        ordered: bool,
    },
    Set {
        options: Vec<String>,
    },
}

#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub id: String,
    pub may_be_irrelevant: bool,
    pub method: Method,
}

#[derive(Debug, Clone)]
pub(crate) enum Method {
    Assessed,
    Criteria {
        cumulative: bool,
        /// The criteria of let, of moderat and of højt.
        levels: [Vec<Named>; 3],
    },
}

#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub id: String,
    pub criterion: Criterion,
}

#[derive(Debug, Clone)]
pub(crate) enum Criterion {
    Leaf(Leaf),
    AnyOf(Vec<Criterion>),
    AllOf(Vec<Criterion>),
    AtLeast(usize, Vec<Criterion>),
}

#[derive(Debug, Clone)]
pub(crate) struct Leaf {
    pub source: Source,
    pub test: Test,
}

#[derive(Debug, Clone)]
pub(crate) enum Source {
    Indicator(String),
    Sum(Vec<String>),
    Union(Vec<String>),
}

#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// Both inclusive. For an ordered choice a bound is the position of an option.
    Range {
        min: Option<Bound>,
        max: Option<Bound>,
    },
    Is(bool),
    OneOf(Vec<String>),
    /// So many of these options.
    Includes(Vec<String>, Bound),
    /// So many options, whichever they are.
    Different(Bound),
}

impl Test {
    /// The bounds that may depend on a supplier's groups.
    pub(crate) fn bounds(&self) -> Vec<&Bound> {
        match self {
            Test::Range { min, max } => [min, max].into_iter().flatten().collect(),
            Test::Includes(_, bound) | Test::Different(bound) => vec![bound],
            Test::Is(_) | Test::OneOf(_) => Vec::new(),
        }
    }

    pub(crate) fn bounds_mut(&mut self) -> Vec<&mut Bound> {
        match self {
            Test::Range { min, max } => [min, max].into_iter().flatten().collect(),
            Test::Includes(_, bound) | Test::Different(bound) => vec![bound],
            Test::Is(_) | Test::OneOf(_) => Vec::new(),
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Bound {
    pub usual: Number,
    /// Column, value and the bound of that group; the first that matches replaces the usual one.
    pub for_groups: Vec<(String, String, Number)>,
}

pub(crate) fn whole(n: usize) -> Number {
    Number::from_integer(BigInt::from(n))
}

/// The number that a decimal with a point says, exactly.
pub(crate) fn decimal(text: &str) -> Number {
    let (before, after) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{before}{after}").parse().expect("a decimal");
    Number::new(digits, BigInt::from(10).pow(after.len().try_into().expect("a few decimals")))
}

impl Rubric {
    pub(crate) fn indicator(&self, id: &str) -> &Indicator {
        self.indicators
            .iter()
            .find(|indicator| indicator.id == id)
            .expect("a criterion names an indicator of its rubric")
    }

    pub(crate) fn options(&self, id: &str) -> &[String] {
        match &self.indicator(id).kind {
            Kind::Choice { options, .. } | Kind::Set { options } => options,
            _ => &[],
        }
    }

    pub(crate) fn criteria(&self) -> impl Iterator<Item = &Named> {
        self.parameters
            .iter()
            .flat_map(|parameter| match &parameter.method {
                Method::Assessed => &[],
                Method::Criteria { levels, .. } => levels.as_slice(),
            })
            .flatten()
    }

    pub(crate) fn from_toml(text: &str) -> Rubric {
        let file: Table = text.parse().expect("valid TOML");
        let head = file["rubric"].as_table().expect("[rubric]");
        let indicators: Vec<Indicator> = table(&file, "indicators")
            .into_iter()
            .flatten()
            .map(|(id, value)| read_indicator(id, value.as_table().expect("an indicator")))
            .collect();
        let parameters = file["parameters"].as_table().expect("[parameters]");
        Rubric {
            id: string(head, "id"),
            version: string(head, "version"),
            title: string(head, "title"),
            maalgruppe: string(head, "maalgruppe"),
            synonyms: head.get("synonyms").map(strings).unwrap_or_default(),
            valid_from: head.get("valid_from").map(date),
            valid_to: head.get("valid_to").map(date),
            rule: read_rule(table(&file, "placement")),
            requires: table(&file, "placement")
                .and_then(|placement| placement.get("require"))
                .map(|requires| tables(requires).map(read_require).collect())
                .unwrap_or_default(),
            groups: table(&file, "groups")
                .into_iter()
                .flatten()
                .map(|(column, values)| (column.clone(), strings(values)))
                .collect(),
            parameters: PARAMETERS
                .iter()
                .map(|id| {
                    read_parameter(
                        id,
                        parameters[*id].as_table().expect("a parameter"),
                        &indicators,
                    )
                })
                .collect(),
            indicators,
        }
    }
}

fn read_rule(placement: Option<&Table>) -> Rule {
    let rule = placement.and_then(|placement| placement.get("rule"));
    match rule.map_or("mean", |rule| rule.as_str().expect("a rule")) {
        "median" => Rule::Median,
        "weakest" => Rule::Weakest,
        _ => match placement.and_then(|placement| table(placement, "cutoffs")) {
            Some(cutoffs) => Rule::Mean(LEVEL_KEYS.map(|level| number(&cutoffs[level]))),
            None => Rule::Mean(["0.5", "1.5", "2.5"].map(decimal)),
        },
    }
}

fn read_require(require: &Table) -> Require {
    Require {
        level: level(&require["level"]),
        parameter: require.get("parameter").map(text),
        at_least: level(&require["at_least"]),
    }
}

fn read_indicator(id: &str, indicator: &Table) -> Indicator {
    let options = || strings(&indicator["options"]);
    Indicator {
        id: id.to_owned(),
        label: string(indicator, "label"),
        kind: match indicator["type"].as_str().expect("a type") {
            "count" => Kind::Count,
            "number" => Kind::Number,
            "share" => Kind::Share(
                indicator.get("part").map(|part| (text(part), text(&indicator["whole"]))),
            ),
            "bool" => Kind::Bool,
            "choice" => Kind::Choice {
                options: options(),
                ordered: indicator.get("ordered").and_then(Value::as_bool) == Some(true),
            },
            "set" => Kind::Set { options: options() },
            other => panic!("no type {other}"),
        },
    }
}

fn read_parameter(id: &str, parameter: &Table, indicators: &[Indicator]) -> Parameter {
    let method = if parameter.get("method").and_then(Value::as_str) == Some("assessed") {
        Method::Assessed
    } else {
        Method::Criteria {
            cumulative: parameter.get("levels").and_then(Value::as_str) != Some("independent"),
            levels: LEVEL_KEYS.map(|level| {
                tables(&parameter[level])
                    .map(|criterion| Named {
                        id: string(criterion, "id"),
                        criterion: read_criterion(criterion, indicators),
                    })
                    .collect()
            }),
        }
    };
    Parameter {
        id: id.to_owned(),
        may_be_irrelevant: parameter.get("may_be_irrelevant").and_then(Value::as_bool)
            == Some(true),
        method,
    }
}

fn read_criterion(criterion: &Table, indicators: &[Indicator]) -> Criterion {
    let members = |key: &str| {
        tables(&criterion[key]).map(|member| read_criterion(member, indicators)).collect()
    };
    if criterion.contains_key("any_of") {
        Criterion::AnyOf(members("any_of"))
    } else if criterion.contains_key("all_of") {
        Criterion::AllOf(members("all_of"))
    } else if criterion.contains_key("of") {
        Criterion::AtLeast(size(&criterion["at_least"]), members("of"))
    } else {
        Criterion::Leaf(read_leaf(criterion, indicators))
    }
}

fn read_leaf(leaf: &Table, indicators: &[Indicator]) -> Leaf {
    let source = if let Some(sum) = leaf.get("sum") {
        Source::Sum(strings(sum))
    } else if let Some(union) = leaf.get("union") {
        Source::Union(strings(union))
    } else {
        Source::Indicator(string(leaf, "indicator"))
    };
    let at_least = || read_bound(leaf, "at_least", "at_least_for", None);
    let test = if let Some(wanted) = leaf.get("is") {
        Test::Is(wanted.as_bool().expect("true or false"))
    } else if let Some(options) = leaf.get("one_of") {
        Test::OneOf(strings(options))
    } else if let Some(options) = leaf.get("includes") {
        let options = strings(options);
        let all = Bound { usual: whole(options.len()), for_groups: Vec::new() };
        Test::Includes(options, at_least().unwrap_or(all))
    } else if let Some(different) = at_least() {
        Test::Different(different)
    } else {
        let options = match &source {
            Source::Indicator(id) => indicators
                .iter()
                .find(|indicator| indicator.id == *id)
                .and_then(|indicator| match &indicator.kind {
                    Kind::Choice { options, .. } => Some(options.as_slice()),
                    _ => None,
                }),
            _ => None,
        };
        Test::Range {
            min: read_bound(leaf, "min", "min_for", options),
            max: read_bound(leaf, "max", "max_for", options),
        }
    };
    Leaf { source, test }
}

fn read_bound(
    leaf: &Table,
    name: &str,
    name_for: &str,
    options: Option<&[String]>,
) -> Option<Bound> {
    let one = |value: &Value| match options {
        Some(options) => {
            let place = options.iter().position(|option| Some(option.as_str()) == value.as_str());
            whole(place.expect("a bound that is an option"))
        }
        None => number(value),
    };
    Some(Bound {
        usual: one(leaf.get(name)?),
        for_groups: leaf
            .get(name_for)
            .into_iter()
            .flat_map(tables)
            .map(|entry| {
                let (column, value) =
                    entry.iter().find(|(key, _)| *key != name).expect("one group column an entry");
                (column.clone(), text(value), one(&entry[name]))
            })
            .collect(),
    })
}

fn table<'a>(of: &'a Table, key: &str) -> Option<&'a Table> {
    of.get(key).map(|value| value.as_table().expect("a table"))
}

fn tables(value: &Value) -> impl Iterator<Item = &Table> {
    value.as_array().expect("an array").iter().map(|item| item.as_table().expect("a table"))
}

fn string(of: &Table, key: &str) -> String {
    text(&of[key])
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().expect("an array").iter().map(text).collect()
}

fn size(value: &Value) -> usize {
    value.as_integer().expect("a number").try_into().expect("not negative")
}

fn date(value: &Value) -> String {
    value.as_datetime().expect("a date").to_string()
}

fn level(value: &Value) -> usize {
    let place = LEVEL_KEYS.iter().position(|level| Some(*level) == value.as_str());
    place.expect("a level") + 1
}

/// The shortest text of a float is the decimal as written, at these lengths.
fn number(value: &Value) -> Number {
    match value {
        Value::Integer(n) => decimal(&n.to_string()),
        Value::Float(n) => decimal(&n.to_string()),
        _ => panic!("{value:?} is no number"),
    }
}
