//! A rubric's texts and numbers as lines of a spreadsheet, each with what it is for people.

use crate::arithmetic::Number;
use crate::rubric::address::{Addressed, values};
use crate::rubric::tree::{Node, Table, Value};
use crate::rubric::{Aspect, Rubric};
use crate::source::Span;
use crate::tell::{condition, rule};
use crate::vocabulary::{Level, Parameter};
use crate::words::{Asked, Guide, Lang};
use toml::de::DeValue;

/// One text or number of a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it stands: `parameters.aktiv_praksis.hoejt.AP-H1.min`.
    pub place: String,
    /// The part of the rubric.
    pub part: String,
    /// The level, if it belongs to one.
    pub level: &'static str,
    /// The criterion, fact or aspect.
    pub about: String,
    /// What the value is.
    pub what: String,
    /// The value.
    pub value: LineValue,
    pub(super) span: Span,
}

/// What stands at a place of a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineValue {
    /// A text.
    Text(String),
    /// A number.
    Number(Number),
}

/// The lines of a rubric, in the order of its file.
pub fn lines(rubric: &Rubric, lang: Lang) -> Vec<Line> {
    // It was read as a rubric before, so it parses.
    let (document, _) = Table::parse(&rubric.source.text);
    let teller = Teller { rubric, lang };
    let all = values(&document);
    let mut lines: Vec<Line> = all.iter().filter_map(|found| teller.line(found)).collect();
    lines.sort_by_key(|line| line.span.start);
    lines
}

/// What a value is for people: the part of the rubric, the level, what it is about, and what it is.
type Told = (String, &'static str, String, String);

struct Teller<'r> {
    rubric: &'r Rubric,
    lang: Lang,
}

impl Teller<'_> {
    fn line(&self, found: &Addressed<'_, '_>) -> Option<Line> {
        let (part, level, about, what) = self.told(found)?;
        let value = value(found.value)?;
        let span = found.value.span();
        Some(Line { place: found.address(), part, level, about, what, value, span })
    }

    /// Nothing for what a spreadsheet does not change.
    fn told(&self, found: &Addressed<'_, '_>) -> Option<Told> {
        let path: Vec<&str> = found.path.iter().map(|name| &**name).collect();
        let text = |word: Guide| word.text(self.lang);
        Some(match path[..] {
            ["rubric", key, ..] => (text(Guide::Rubric), "", String::new(), text(header(key)?)),
            ["target_group", aspect, level] => {
                let about = rule::aspect(self::aspect(aspect)?, self.lang);
                (text(Guide::TargetGroupInShort), named(level)?, about.clone(), about)
            }
            ["placement", "cutoffs", level] => {
                let about = text(Guide::MeanFrom);
                (text(Guide::OneLevel), named(level)?, about.clone(), about)
            }
            ["indicators", id, key] => {
                let what = match key {
                    "label" => Guide::Name,
                    "unit" => Guide::Unit,
                    "ask" => Guide::Question,
                    _ => return None,
                };
                (text(Guide::TheFacts), "", self.label(id), text(what))
            }
            ["parameters", parameter, "guidance", level] => {
                let part = Parameter::from_id(parameter)?.label().to_owned();
                (part, named(level)?, text(Guide::Wording), text(Guide::Wording))
            }
            ["parameters", parameter, level, id, ref rest @ ..] => {
                let part = Parameter::from_id(parameter)?.label().to_owned();
                (part, named(level)?, id.to_owned(), self.of_criterion(rest, &found.tables)?)
            }
            _ => return None,
        })
    }

    /// A text of a criterion, or a number that it asks for: of a leaf, of a group, or instead for some suppliers.
    fn of_criterion(&self, rest: &[&str], tables: &[&Table<'_>]) -> Option<String> {
        let short = |key: &str| match key {
            "min" | "at_least" => Some(Asked::AtLeastShort),
            "max" => Some(Asked::AtMostShort),
            _ => None,
        };
        Some(match (rest, tables) {
            (["text"], _) => Guide::Wording.text(self.lang),
            (["basis"], _) => Guide::Sources.text(self.lang),
            (["bound_basis"], _) => Guide::SourceOfTheNumbers.text(self.lang),
            ([.., list, _, key], [.., leaf, entry]) if list.strip_suffix("_for") == Some(key) => {
                let word = short(key)?.text(self.lang);
                let group = entry.0.iter().find_map(|(name, value)| match value.get_ref() {
                    Node::String(group) if name.get_ref() != key => Some(&**group),
                    _ => None,
                });
                format!("{word}: {} ({})", self.fact(leaf), group.unwrap_or_default())
            }
            ([.., key], [.., of]) => {
                let what = format!("{}: {}", short(key)?.text(self.lang), self.fact(of));
                what.trim_end_matches(": ").to_owned()
            }
            _ => return None,
        })
    }

    /// The labels of what a leaf asks about; nothing for a group.
    fn fact(&self, leaf: &Table<'_>) -> String {
        let text = |value: &Value<'_>| match value.get_ref() {
            Node::String(id) => Some(self.label(id)),
            Node::Scalar(_) | Node::Array(_) | Node::Table(_) => None,
        };
        let asked = ["indicator", "sum", "union"].into_iter().find_map(|key| leaf.get(key));
        let labels: Vec<String> = match asked.map(|value| value.get_ref()) {
            Some(Node::Array(ids)) => ids.iter().filter_map(text).collect(),
            Some(_) => asked.and_then(text).into_iter().collect(),
            None => return String::new(),
        };
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        condition::together(&labels, self.lang)
    }

    fn label(&self, id: &str) -> String {
        let mut indicators = self.rubric.indicators.iter();
        indicators
            .find(|indicator| indicator.id == id)
            .map_or_else(|| id.to_owned(), |indicator| indicator.label.clone())
    }
}

fn header(key: &str) -> Option<Guide> {
    Some(match key {
        "version" => Guide::Version,
        "title" => Guide::Name,
        "maalgruppe" => Guide::TargetGroupOnThePortal,
        "synonyms" => Guide::Synonyms,
        "sources" => Guide::Sources,
        _ => return None,
    })
}

fn aspect(key: &str) -> Option<Aspect> {
    Aspect::ALL.into_iter().find(|aspect| aspect.key() == key)
}

fn named(key: &str) -> Option<&'static str> {
    Level::DESCRIBED.into_iter().find(|level| level.key() == key).map(Level::as_str)
}

fn value(value: &Value<'_>) -> Option<LineValue> {
    let digits = match value.get_ref() {
        Node::String(text) => return Some(LineValue::Text(text.to_string())),
        Node::Scalar(DeValue::Integer(digits)) => digits.as_str(),
        Node::Scalar(DeValue::Float(digits)) => digits.as_str(),
        Node::Scalar(_) | Node::Array(_) | Node::Table(_) => return None,
    };
    let number = Number::from_rubric(digits.strip_prefix('+').unwrap_or(digits));
    number.ok().map(LineValue::Number)
}
