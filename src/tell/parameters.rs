//! The eight parameters, criterion by criterion.

use super::line::item;
use super::teller::Teller;
use super::{condition, criterion};
use crate::assessment::Entered;
use crate::document::{Block, Item, Mark};
use crate::explain::{ConditionOutcome, CriterionOutcome, ParameterOutcome};
use crate::origin::origin;
use crate::place::Truth;
use crate::rubric::{GroupKind, Method};
use crate::vocabulary::Level;
use crate::words::Why;

impl<'e> Teller<'e> {
    /// The eight, each with the criteria of its level and of the next.
    pub(crate) fn parameters(&self) -> Vec<Block> {
        let items = self.explanation.parameters.iter().map(|outcome| {
            let mut said = self.say(&Why::ParameterLevel {
                parameter: outcome.parameter.label().to_owned(),
                level: self.parameter_level(outcome),
            });
            let remarks = self.parameter_remarks(outcome);
            if !remarks.is_empty() {
                said.push_str(&format!(". {remarks}"));
            }
            item(said).with(self.parameter_items(outcome))
        });
        vec![
            Block::Section(self.say(&Why::Parameters)),
            self.marks(self.say(&Why::CriteriaShown)),
            Block::List(items.collect()),
        ]
    }

    /// What the boxes mean, and then a sentence.
    pub(crate) fn marks(&self, sentence: String) -> Block {
        let marks = [
            (Mark::Ticked, Why::MarkMet),
            (Mark::Empty, Why::MarkNotMet),
            (Mark::Unknown, Why::MarkUnknown),
        ];
        let marks = marks.map(|(mark, words)| (mark, self.say(&words)));
        Block::Marks(marks.into(), sentence)
    }

    /// The level of a parameter in words.
    pub(crate) fn parameter_level(&self, outcome: &ParameterOutcome<'_>) -> String {
        let level = outcome.placed.level;
        match level.determined() {
            _ if !outcome.placed.relevant => self.say(&Why::NotRelevant),
            Some(level) => level.to_string(),
            None => {
                self.say(&Why::Open { low: level.min.to_string(), high: level.max.to_string() })
            }
        }
    }

    /// What the consultant said of the level, and why.
    pub(crate) fn parameter_remarks(&self, outcome: &ParameterOutcome<'_>) -> String {
        let at = outcome
            .entered_at
            .as_ref()
            .map(|cell| format!(" ({})", self.cell(cell)))
            .unwrap_or_default();
        let said = match (outcome.entered, outcome.method) {
            (Entered::Irrelevant, _) => None,
            (Entered::Level(level), Method::Assessed) => {
                Some(Why::AssessedHere { level: level.to_string(), at })
            }
            (Entered::Nothing, Method::Assessed) => Some(Why::AssessedMissing),
            (Entered::Level(level), Method::Criteria) if outcome.placed.overridden => {
                Some(Why::Overridden {
                    level: level.to_string(),
                    computed: self.levels(outcome.placed.computed),
                })
            }
            (Entered::Level(_), Method::Criteria) => Some(Why::Confirmed),
            (Entered::Nothing, Method::Criteria) => None,
        };
        let gave_reason = outcome.placed.overridden || !outcome.placed.relevant;
        let reason = outcome.reason.as_ref().map(|cell| {
            let text = cell.value.clone();
            self.say(&match gave_reason {
                true => Why::Reason { text },
                false => Why::Remark { text },
            })
        });
        let said = said.map(|said| self.say(&said));
        let said: Vec<String> = said.into_iter().chain(reason).collect();
        said.join(" ")
    }

    /// The criteria of the levels that the parameter is or may be at, and of the next above.
    fn parameter_items(&self, outcome: &ParameterOutcome<'_>) -> Vec<Item> {
        if !outcome.placed.relevant {
            return Vec::new();
        }
        let computed = outcome.placed.computed;
        let highest = computed.max.above().unwrap_or(computed.max);
        let shown = Level::DESCRIBED
            .into_iter()
            .filter(|level| computed.min <= *level && *level <= highest);
        match outcome.method {
            Method::Assessed => {
                let guidance = &self.rubric.parameter(outcome.parameter).guidance;
                shown
                    .filter_map(|level| Some(item(format!("{level}: {}", guidance.at(level)?))))
                    .collect()
            }
            Method::Criteria => shown
                .filter_map(|level| outcome.level(level))
                .flat_map(|level| {
                    level
                        .criteria
                        .iter()
                        .map(|criterion| self.criterion(level.level.as_str(), criterion))
                })
                .collect(),
        }
    }

    /// A criterion with the bounds that applied, what was found and whether it holds; `name` stands in front of it.
    pub(crate) fn criterion(&self, name: &str, outcome: &CriterionOutcome<'_>) -> Item {
        let text = criterion::as_applied(self.rubric, outcome, self.lang);
        let (mut said, below) = match &outcome.condition {
            ConditionOutcome::Leaf(leaf) => {
                let found = self.say(&Why::FoundIs { found: self.found_at(leaf) });
                let asked =
                    self.asked(outcome).map(|asked| format!("{asked}. ")).unwrap_or_default();
                (format!("{text}. {asked}{found}."), Vec::new())
            }
            ConditionOutcome::AtLeast { kind, n, members, .. } => (
                format!("{text} ({}).", self.group(*kind, *n, members.len())),
                members.iter().map(|member| self.member(member)).collect(),
            ),
        };
        let from = origin(self.rubric, outcome.criterion, self.lang);
        if !from.is_empty() {
            said.push_str(&format!(" {from}"));
        }
        item(format!("{name}: {said}")).marked(mark(outcome.truth)).with(below)
    }

    /// What a criterion asks, as far as its words do not say it.
    pub(crate) fn asked(&self, outcome: &CriterionOutcome<'_>) -> Option<String> {
        let test = match &outcome.condition {
            ConditionOutcome::Leaf(leaf) => {
                if criterion::shows_a_bound(outcome.criterion) {
                    return self.bound_group(leaf);
                }
                self.test(leaf)
            }
            group @ ConditionOutcome::AtLeast { .. } => self.asked_of(group),
        };
        Some(self.say(&Why::Asked { test }))
    }

    fn asked_of(&self, outcome: &ConditionOutcome<'_>) -> String {
        match outcome {
            ConditionOutcome::Leaf(leaf) => {
                format!("{}: {}", self.labels_of(leaf), self.test(leaf))
            }
            ConditionOutcome::AtLeast { kind, n, members, .. } => {
                let members: Vec<String> = members
                    .iter()
                    .map(|member| match member {
                        ConditionOutcome::Leaf(_) => self.asked_of(member),
                        ConditionOutcome::AtLeast { .. } => format!("({})", self.asked_of(member)),
                    })
                    .collect();
                format!("{} – {}", self.group(*kind, *n, members.len()), members.join("; "))
            }
        }
    }

    fn group(&self, kind: GroupKind, n: usize, of: usize) -> String {
        condition::group(kind, n, of, self.lang)
    }

    fn member(&self, outcome: &ConditionOutcome<'_>) -> Item {
        match outcome {
            ConditionOutcome::Leaf(leaf) => item(format!(
                "{}: {}. {}.",
                self.labels_of(leaf),
                self.test(leaf),
                self.say(&Why::FoundIs { found: self.found_at(leaf) })
            ))
            .marked(mark(leaf.truth)),
            ConditionOutcome::AtLeast { kind, n, truth, members } => {
                item(self.group(*kind, *n, members.len()))
                    .marked(mark(*truth))
                    .with(members.iter().map(|member| self.member(member)).collect())
            }
        }
    }
}

const fn mark(truth: Truth) -> Mark {
    match truth {
        Truth::True => Mark::Ticked,
        Truth::False => Mark::Empty,
        Truth::Unknown => Mark::Unknown,
    }
}
