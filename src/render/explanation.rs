//! An explanation in the reader's words, as the blocks of a document.
//!
//! Computes nothing: what is not in the [`Explanation`] is not said.

use super::prose::{Block, Item};
use crate::assessment::{Entered, Fact};
use crate::diagnostic::{Cell, column_letters};
use crate::explain::{
    AppliedBound, ConditionOutcome, CriterionOutcome, Explanation, FactChange, Found, Hidden,
    LeafOutcome, MissingItem, ParameterOutcome, Reach, RequirementOutcome, Shortest, Step, Ways,
};
use crate::identity::Identity;
use crate::level::{Interval, Level};
use crate::number::{DecimalMark, Number};
use crate::parameter::Parameter;
use crate::place::{Missing, Status, Truth};
use crate::rubric::{
    Cutoffs, EvidenceSource, GroupKind, Indicator, Kind, Leaf, Method, OptionSet, Rubric, Rule,
};
use crate::words::why::{alternatives, enumerated, evidence_source, list, rubric_status};
use crate::words::{Lang, Ui, Why};

/// How an explanation is told.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'t> {
    /// The reader's language.
    pub lang: Lang,
    /// The facts that are left out.
    pub hidden: &'t Hidden,
    /// How many of the shortest ways are shown in each direction.
    pub most_ways: usize,
}

/// The whole explanation of one supplier: level, rule, parameters, what is missing, ways, evidence.
pub fn blocks(explanation: &Explanation<'_>, ways: &Ways, telling: &Telling<'_>) -> Vec<Block> {
    let teller = Teller::new(explanation, telling);
    let mut blocks = vec![Block::Title(teller.name())];
    blocks.push(Block::Paragraph(teller.result()));
    blocks.push(Block::Fields(teller.head()));
    blocks.extend(teller.how(true));
    blocks.extend(teller.missing());
    blocks.extend(teller.parameters());
    blocks.extend(teller.ways(ways));
    blocks.extend(teller.where_it_stands());
    blocks
}

/// What must be said with every result of a rubric: that it is a proposal, and an illustration.
pub fn notes(rubrics: &[&Rubric], lang: Lang) -> Vec<Block> {
    let mut notes = vec![Block::Paragraph(Ui::Proposal.text(lang))];
    if super::json::is_illustrative(rubrics) {
        notes.push(Block::Paragraph(Ui::Illustrative.text(lang)));
    }
    notes
}

/// Says things about one explanation.
pub(super) struct Teller<'e> {
    explanation: &'e Explanation<'e>,
    rubric: &'e Rubric,
    hidden: &'e Hidden,
    pub(super) lang: Lang,
    most_ways: usize,
}

impl<'e> Teller<'e> {
    pub(super) fn new(explanation: &'e Explanation<'e>, telling: &Telling<'e>) -> Self {
        Self {
            explanation,
            rubric: explanation.rubric,
            hidden: telling.hidden,
            lang: telling.lang,
            most_ways: telling.most_ways,
        }
    }

    pub(super) fn say(&self, words: &Why) -> String {
        words.text(self.lang)
    }

    pub(super) fn name(&self) -> String {
        self.explanation.record().name().to_owned()
    }

    /// The level, or why there is none.
    pub(super) fn result(&self) -> String {
        let placement = &self.explanation.placement;
        let levels = placement.interval;
        self.say(&match (placement.status, placement.level) {
            (Status::Indplaceret, Some(level)) => Why::Proposal {
                level: level.to_string(),
            },
            (Status::Indplaceret, None) | (Status::UnderLet, _) => Why::ProposalUnderLet,
            (Status::UdenKvalitet, _) => Why::WithoutQuality,
            (Status::Uafklaret, _) if levels.determined().is_some() => Why::QualityDecides {
                levels: levels.min.to_string(),
            },
            (Status::Uafklaret, _) => Why::MissingDecides {
                low: levels.min.to_string(),
                high: levels.max.to_string(),
            },
        })
    }

    /// Who, for whom, when, and by which guidance.
    pub(super) fn head(&self) -> Vec<(String, String)> {
        let record = self.explanation.record();
        let filled = |column| Some(record.identity(column)).filter(|text| !text.is_empty());
        let mut fields = Vec::new();
        let mut field = |name: Why, parts: Vec<Option<String>>| {
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            if !parts.is_empty() {
                fields.push((name.text(self.lang), parts.join(", ")));
            }
        };
        let own = |text: &str| Some(text.to_owned());
        field(
            Why::Supplier,
            vec![
                filled(Identity::Leverandoer).and_then(own),
                filled(Identity::LeverandoerId).map(|id| self.say(&Why::Id { id: id.to_owned() })),
                filled(Identity::Afdelingsid).map(|id| self.say(&Why::Unit { id: id.to_owned() })),
            ],
        );
        field(
            Why::TargetGroup,
            vec![
                own(&self.rubric.target_group),
                filled(Identity::Delmaalgruppe).and_then(own),
                filled(Identity::Aldersgruppe).and_then(own),
            ],
        );
        let tilsyn = filled(Identity::Socialtilsyn)
            .map(|name| format!("{} {name}", Identity::Socialtilsyn.label()));
        let consultant = filled(Identity::Konsulent);
        field(
            Why::Assessed,
            vec![
                filled(Identity::Vurderingsdato).map(|date| self.date(date)),
                tilsyn,
                consultant.map(|who| {
                    self.say(&Why::By {
                        who: who.to_owned(),
                    })
                }),
            ],
        );
        field(Why::Stage, vec![filled(Identity::Stadie).and_then(own)]);
        field(
            Why::CaseNumber,
            vec![filled(Identity::Sagsnummer).and_then(own)],
        );
        field(
            Why::Rubric,
            vec![Some(self.say(&Why::RubricName {
                title: self.rubric.title.clone(),
                version: self.rubric.version.clone(),
                status: rubric_status(self.rubric.status, self.lang).to_owned(),
                sha: self.rubric.sha256[..12].to_owned(),
            }))],
        );
        field(
            Why::Row,
            vec![Some(self.say(&Why::RowAt {
                file: record.file.to_owned(),
                row: self.explanation.row.row,
            }))],
        );
        fields
    }

    /// A date of a record, which is in ISO form, as people write it.
    fn date(&self, iso: &str) -> String {
        match (self.lang, iso.split('-').collect::<Vec<_>>().as_slice()) {
            (Lang::Da, [year, month, day]) => format!("{day}-{month}-{year}"),
            (Lang::Da | Lang::En, _) => iso.to_owned(),
        }
    }

    /// The rule with its numbers, what other rules would say, the quality, must-haves and overrides.
    pub(super) fn how(&self, compares: bool) -> Vec<Block> {
        let explanation = self.explanation;
        let placement = &explanation.placement;
        let mut lines = vec![self.rule()];
        let others = [
            (
                Why::ByMedian {
                    level: String::new(),
                },
                placement.median,
                self.rubric.rule == Rule::Median,
            ),
            (
                Why::ByWeakest {
                    level: String::new(),
                },
                placement.weakest,
                self.rubric.rule == Rule::Weakest,
            ),
        ];
        let others: Vec<String> = others
            .into_iter()
            .filter(|(_, _, is_the_rule)| !is_the_rule)
            .filter_map(|(words, level, _)| {
                let level = level?.to_string();
                Some(self.say(&match words {
                    Why::ByMedian { .. } => Why::ByMedian { level },
                    _ => Why::ByWeakest { level },
                }))
            })
            .collect();
        if compares && !others.is_empty() {
            let rules = others.join(", ");
            lines.push(self.say(&Why::ByOtherRules { rules }));
        }
        lines.extend(
            explanation
                .requirements
                .iter()
                .map(|outcome| self.requirement(outcome)),
        );
        lines.extend(self.overall());
        lines.push(self.quality());
        let mut blocks = vec![Block::Heading(self.say(&Why::RuleHeading))];
        blocks.push(Block::List {
            numbered: false,
            items: lines.into_iter().map(Item::text).collect(),
        });
        blocks
    }

    fn rule(&self) -> String {
        let placement = &self.explanation.placement;
        let of = self.explanation.points_possible;
        let [least, most] = self.explanation.points;
        let points = least.to_string();
        self.say(&match (self.rubric.rule, placement.points) {
            (Rule::Mean(cutoffs), Some(_)) => Why::Mean {
                points,
                of,
                mean: self.hundredths(placement.mean_hundredths().unwrap_or_default()),
                cutoffs: self.cutoffs(&cutoffs),
            },
            (Rule::Mean(cutoffs), None) => Why::MeanOpen {
                least,
                most,
                of,
                cutoffs: self.cutoffs(&cutoffs),
            },
            (Rule::Median, _) => match placement.median {
                Some(level) => Why::Median {
                    level: level.to_string(),
                    points,
                    of,
                },
                None => Why::MedianOpen,
            },
            (Rule::Weakest, _) => match placement.weakest {
                Some(level) => Why::Weakest {
                    level: level.to_string(),
                    points,
                    of,
                },
                None => Why::WeakestOpen,
            },
        })
    }

    fn cutoffs(&self, cutoffs: &Cutoffs) -> String {
        let [low, middle, high] = cutoffs.0.map(|cutoff| self.two_decimals(cutoff));
        self.say(&Why::Cutoffs { low, middle, high })
    }

    fn requirement(&self, outcome: &RequirementOutcome) -> String {
        let requirement = &outcome.requirement;
        let asks = self.say(&Why::MustHave {
            level: requirement.level.to_string(),
            who: match requirement.parameter {
                Some(parameter) => parameter.label().to_owned(),
                None => self.say(&Why::EveryParameter),
            },
            at_least: requirement.at_least.to_string(),
        });
        let who = self.labels(&outcome.below);
        let came_to = self.say(&match outcome.truth {
            Truth::True => Why::MustHaveMet,
            Truth::False => Why::MustHaveFailed { who },
            Truth::Unknown => Why::MustHaveOpen { who },
        });
        let caps = outcome.caps.then(|| {
            let levels = self.explanation.placement.interval;
            self.say(&Why::MustHaveCaps {
                level: levels.min.to_string(),
                by_rule: self.levels(self.explanation.by_rule),
            })
        });
        match caps {
            Some(caps) => format!("{asks}: {came_to}. {caps}."),
            None => format!("{asks}: {came_to}."),
        }
    }

    fn overall(&self) -> Vec<String> {
        let explanation = self.explanation;
        let placement = &explanation.placement;
        let mut lines = Vec::new();
        if let Some(level) = explanation.assessment.overall {
            let reason = explanation
                .identity(Identity::SamletBegrundelse)
                .map(|cell| cell.value.clone());
            let level = level.to_string();
            if placement.overall_overridden {
                let mut line = format!(
                    "{}; {}.",
                    self.say(&Why::Overall { level }),
                    self.say(&Why::RubricAlone {
                        level: self.levels(placement.interval),
                    })
                );
                if let Some(text) = reason {
                    line.push_str(&format!(" {}", self.say(&Why::Reason { text })));
                }
                lines.push(line);
            } else {
                let mut line = self.say(&Why::OverallSame { level });
                if let Some(text) = reason {
                    line.push_str(&format!(" {}", self.say(&Why::Remark { text })));
                }
                lines.push(line);
            }
        }
        if placement.parameters.iter().any(|placed| placed.overridden)
            && let Some(level) = placement.computed
        {
            let level = level.to_string();
            lines.push(self.say(&Why::WithoutOverrides { level }));
        }
        lines
    }

    fn quality(&self) -> String {
        let explanation = self.explanation;
        let by = explanation
            .identity(Identity::KvalitetMyndighed)
            .map(|cell| {
                self.say(&Why::QualityBy {
                    who: cell.value.clone(),
                })
            });
        let at = explanation
            .identity(Identity::FornoedenKvalitet)
            .map(|cell| format!(" ({})", self.cell(cell)));
        let at = format!("{}{}", by.unwrap_or_default(), at.unwrap_or_default());
        self.say(&match explanation.assessment.quality {
            Some(true) => Why::QualityYes { at },
            Some(false) => Why::QualityNo { at },
            None if matches!(
                explanation.placement.status,
                Status::Indplaceret | Status::UnderLet
            ) =>
            {
                Why::QualityAssumed
            }
            None => Why::QualityOpen,
        })
    }

    pub(super) fn missing(&self) -> Vec<Block> {
        let missing = &self.explanation.missing;
        if missing.is_empty() {
            return Vec::new();
        }
        let levels = self.explanation.placement.interval;
        let summary = self.say(&match levels.determined() {
            Some(level) => Why::MissingHarmless {
                level: level.to_string(),
            },
            None => Why::MissingLeaves {
                low: levels.min.to_string(),
                high: levels.max.to_string(),
            },
        });
        vec![
            Block::Heading(self.say(&Why::Missing)),
            Block::Paragraph(summary),
            Block::List {
                numbered: false,
                items: missing
                    .iter()
                    .map(|item| Item::text(self.missing_item(item)))
                    .collect(),
            },
        ]
    }

    fn missing_item(&self, item: &MissingItem) -> String {
        let what = match item.what {
            Missing::Quality => self.say(&Why::MissingQuality),
            Missing::Parameter(parameter) => self.say(&Why::MissingLevel {
                parameter: parameter.label().to_owned(),
            }),
            Missing::Indicator(index) => self.rubric.indicators[index].label.clone(),
            Missing::Group(group) => self.say(&Why::MissingGroup {
                column: self.rubric.groups[group].column.label().to_owned(),
            }),
        };
        let at = match &item.cell {
            Some(cell) => self.cell(cell),
            None => self.say(&Why::NoColumn),
        };
        let open: Vec<String> = item
            .parameters
            .iter()
            .map(|parameter| {
                let placed = &self.explanation.placement.parameters[parameter.index()];
                format!("{} ({})", parameter.label(), self.levels(placed.level))
            })
            .collect();
        if open.is_empty() {
            return format!("{what} ({at})");
        }
        let what_open = self.say(&Why::LeavesOpen {
            what: list(&open, self.lang),
        });
        format!("{what} ({at}): {what_open}")
    }

    /// The eight, each with the criteria of its level and of the next.
    pub(super) fn parameters(&self) -> Vec<Block> {
        let mut blocks = vec![
            Block::Heading(self.say(&Why::Parameters)),
            Block::Paragraph(self.say(&Why::Marks)),
        ];
        for outcome in &self.explanation.parameters {
            blocks.push(Block::Subheading(self.say(&Why::ParameterLevel {
                parameter: outcome.parameter.label().to_owned(),
                level: self.parameter_level(outcome),
            })));
            let said = self.parameter_remarks(outcome);
            if !said.is_empty() {
                blocks.push(Block::Paragraph(said));
            }
            let items = self.parameter_items(outcome);
            if !items.is_empty() {
                blocks.push(Block::List {
                    numbered: false,
                    items,
                });
            }
        }
        blocks
    }

    /// The level of a parameter in words.
    pub(super) fn parameter_level(&self, outcome: &ParameterOutcome<'_>) -> String {
        let level = outcome.placed.level;
        match level.determined() {
            _ if !outcome.placed.relevant => self.say(&Why::NotRelevant),
            Some(level) => level.to_string(),
            None => self.say(&Why::Open {
                low: level.min.to_string(),
                high: level.max.to_string(),
            }),
        }
    }

    /// What the consultant said of the level, and why.
    fn parameter_remarks(&self, outcome: &ParameterOutcome<'_>) -> String {
        let at = outcome
            .entered_at
            .as_ref()
            .map(|cell| format!(" ({})", self.cell(cell)))
            .unwrap_or_default();
        let said = match (outcome.entered, outcome.method) {
            (Entered::Irrelevant, _) => None,
            (Entered::Level(level), Method::Assessed) => Some(Why::AssessedHere {
                level: level.to_string(),
                at,
            }),
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
                    .filter_map(|level| {
                        Some(Item {
                            tag: Some(level.to_string()),
                            ..Item::text(guidance.at(level)?.to_owned())
                        })
                    })
                    .collect()
            }
            Method::Criteria => shown
                .filter_map(|level| outcome.level(level))
                .flat_map(|level| {
                    level
                        .criteria
                        .iter()
                        .map(|criterion| self.criterion(level.level, criterion))
                })
                .collect(),
        }
    }

    fn criterion(&self, level: Level, outcome: &CriterionOutcome<'_>) -> Item {
        let text = criterion_text(self.rubric, outcome, self.lang);
        let basis = self.basis(outcome);
        let (mut said, below) = match &outcome.condition {
            ConditionOutcome::Leaf(leaf) => {
                let shows_bound = outcome.criterion.text.contains("{min}")
                    || outcome.criterion.text.contains("{max}");
                let found = self.say(&Why::FoundIs {
                    found: self.found_at(leaf),
                });
                let asked = match shows_bound {
                    true => self.bound_group(leaf),
                    false => Some(self.say(&Why::Asked {
                        test: self.test(leaf),
                    })),
                };
                let asked = asked.map(|asked| format!("{asked}. ")).unwrap_or_default();
                (format!("{text}. {asked}{found}."), Vec::new())
            }
            ConditionOutcome::AtLeast {
                kind, n, members, ..
            } => (
                format!("{text} ({}).", self.group(*kind, *n)),
                members.iter().map(|member| self.member(member)).collect(),
            ),
        };
        if let Some(basis) = basis {
            said.push_str(&format!(" {basis}."));
        }
        Item {
            mark: Some(outcome.truth),
            tag: Some(level.to_string()),
            text: said,
            below,
        }
    }

    fn group(&self, kind: GroupKind, n: usize) -> String {
        self.say(&match kind {
            GroupKind::Any => Why::OneOfThese,
            GroupKind::All => Why::AllOfThese,
            GroupKind::AtLeast => Why::NOfThese { n },
        })
    }

    fn member(&self, outcome: &ConditionOutcome<'_>) -> Item {
        match outcome {
            ConditionOutcome::Leaf(leaf) => Item {
                mark: Some(leaf.truth),
                ..Item::text(format!(
                    "{}: {}. {}.",
                    self.labels_of(leaf),
                    self.test(leaf),
                    self.say(&Why::FoundIs {
                        found: self.found_at(leaf),
                    })
                ))
            },
            ConditionOutcome::AtLeast {
                kind,
                n,
                truth,
                members,
            } => {
                let text = self.group(*kind, *n);
                Item {
                    mark: Some(*truth),
                    below: members.iter().map(|member| self.member(member)).collect(),
                    ..Item::text(text)
                }
            }
        }
    }

    fn basis(&self, outcome: &CriterionOutcome<'_>) -> Option<String> {
        let criterion = outcome.criterion;
        let words = match (criterion.basis.clone(), criterion.own) {
            (Some(basis), false) => Why::Basis { basis },
            (Some(basis), true) => Why::BasisOwnToo { basis },
            (None, true) => Why::BasisOwn,
            (None, false) => return None,
        };
        Some(self.say(&words))
    }

    /// The fact or facts that a test looks at, by their labels.
    fn labels_of(&self, outcome: &LeafOutcome<'_>) -> String {
        let labels: Vec<&str> = outcome
            .leaf
            .indicators()
            .iter()
            .map(|&index| self.rubric.indicators[index].label.as_str())
            .collect();
        match labels.as_slice() {
            [label] => (*label).to_owned(),
            labels => self.say(&Why::Together {
                labels: list(labels, self.lang),
            }),
        }
    }

    /// What was found, and in which cells.
    fn found_at(&self, outcome: &LeafOutcome<'_>) -> String {
        let found = self.found(outcome);
        let cells = self.cells_of(outcome.leaf.indicators());
        if cells.is_empty() {
            return found;
        }
        format!("{found} ({})", self.cells(&cells))
    }

    fn first(&self, leaf: &Leaf) -> &'e Indicator {
        &self.rubric.indicators[leaf.indicators()[0]]
    }

    fn found(&self, outcome: &LeafOutcome<'_>) -> String {
        let leaf = outcome.leaf;
        let is_hidden = |index: &usize| self.hidden.covers(self.rubric, *index);
        if leaf.indicators().iter().any(is_hidden) {
            return self.say(&Why::LeftOut);
        }
        let indicator = self.first(leaf);
        match outcome.found {
            Found::Missing => self.say(&Why::NotTold),
            Found::Number(number) => self.amount(indicator, number),
            Found::AtLeast(number) => self.say(&Why::AtLeastSoFar {
                found: self.amount(indicator, number),
            }),
            Found::Ratio { part, whole } => self.ratio(part, whole),
            Found::Bool(value) => self.yes_no(value),
            Found::Choice(option) => quoted(self.option(indicator, option), self.lang),
            Found::Options { sure, open } => {
                let names = self.options(indicator, sure);
                let found = match names.len() {
                    0 => self.say(&Why::None),
                    n => self.say(&Why::OptionsFound {
                        n,
                        options: enumerated(&names, self.lang),
                    }),
                };
                if open.is_empty() {
                    found
                } else {
                    self.say(&Why::NotAllTold { found })
                }
            }
        }
    }

    /// What a test asks, with the bounds that applied.
    fn test(&self, outcome: &LeafOutcome<'_>) -> String {
        let indicator = self.first(outcome.leaf);
        match outcome.leaf {
            Leaf::Range { .. } => {
                let asked = match (&outcome.min, &outcome.max) {
                    (Some(min), None) => Why::AtLeast {
                        bound: self.bound(indicator, min),
                    },
                    (None, Some(max)) => Why::AtMost {
                        bound: self.bound(indicator, max),
                    },
                    (Some(min), Some(max)) => Why::FromTo {
                        low: self.bound(indicator, min),
                        high: self.bound(indicator, max),
                    },
                    // A range without bounds is refused when the rubric is read.
                    (None, None) => return String::new(),
                };
                format!(
                    "{}{}",
                    self.say(&asked),
                    self.for_group(outcome).unwrap_or_default()
                )
            }
            Leaf::Is { value, .. } => self.say(&Why::MustBe {
                answer: self.yes_no(*value),
            }),
            Leaf::OneOf { options, .. } => {
                let names = self.options(indicator, *options);
                let names: Vec<String> = names.iter().map(|name| quoted(name, self.lang)).collect();
                self.say(&Why::MustBeOne {
                    answers: alternatives(&names, self.lang),
                })
            }
            Leaf::Includes {
                named: false,
                at_least,
                ..
            } => self.say(&Why::AtLeast {
                bound: at_least.to_string(),
            }),
            Leaf::Includes {
                options, at_least, ..
            } => {
                let names = self.options(indicator, *options);
                let listed = enumerated(&names, self.lang);
                self.say(&match *at_least == names.len() {
                    true => Why::MustInclude { options: listed },
                    false => Why::MustIncludeSome {
                        n: *at_least,
                        options: listed,
                    },
                })
            }
        }
    }

    fn bound(&self, indicator: &Indicator, bound: &AppliedBound) -> String {
        if bound.low == bound.high {
            return self.measure(indicator, bound.low);
        }
        self.say(&Why::BoundOpen {
            low: self.measure(indicator, bound.low),
            high: self.measure(indicator, bound.high),
        })
    }

    /// The kind of supplier that a bound is for, where it is not the one for all.
    fn for_group(&self, outcome: &LeafOutcome<'_>) -> Option<String> {
        let bounds = [&outcome.min, &outcome.max];
        let (group, value) = bounds.into_iter().flatten().find_map(|bound| bound.group)?;
        let group = &self.rubric.groups[group];
        // As the row writes it, which may have the letters that the rubric's word lacks.
        let group = match self.explanation.identity(group.column) {
            Some(cell) => cell.value.clone(),
            None => group.values[value].clone(),
        };
        Some(self.say(&Why::BoundFor { group }))
    }

    /// The same as a sentence, for a criterion whose words have the bound.
    fn bound_group(&self, outcome: &LeafOutcome<'_>) -> Option<String> {
        let group = self.for_group(outcome)?;
        Some(format!(
            "{}{group}",
            self.say(&Why::Asked {
                test: self.test_without_group(outcome),
            })
        ))
    }

    fn test_without_group(&self, outcome: &LeafOutcome<'_>) -> String {
        let mut plain = outcome.clone();
        for bound in [&mut plain.min, &mut plain.max].into_iter().flatten() {
            bound.group = None;
        }
        self.test(&plain)
    }

    /// The cells that hold these facts; of a computed share, those of its part and whole.
    fn cells_of(&self, indicators: &[usize]) -> Vec<&'e Cell> {
        let mut cells = Vec::new();
        for &index in indicators {
            let evidence = &self.explanation.evidence[index];
            let parts = match (&self.rubric.indicators[index].kind, evidence.fact) {
                (
                    Kind::Share {
                        computed: Some(ends),
                    },
                    Fact::Ratio { .. } | Fact::Missing,
                ) => vec![ends.part, ends.whole],
                _ => vec![index],
            };
            for part in parts {
                cells.extend(&self.explanation.evidence[part].cells);
            }
        }
        cells
    }

    /// The ways up, and what would lose the level.
    fn ways(&self, ways: &Ways) -> Vec<Block> {
        let placement = &self.explanation.placement;
        let level = match placement.status {
            Status::Indplaceret => placement.level,
            Status::UnderLet => Some(Level::UnderLet),
            Status::UdenKvalitet | Status::Uafklaret => None,
        };
        let nothing = if placement.status == Status::UdenKvalitet {
            Some(Why::NoWaysQuality)
        } else if placement.overall_overridden {
            Some(Why::NoWaysOverall)
        } else if level.is_none() || placement.is_open() {
            Some(Why::NoWaysOpen)
        } else {
            None
        };
        let mut blocks = vec![Block::Heading(self.say(&Why::WaysUp))];
        if let Some(nothing) = nothing {
            blocks.push(Block::Paragraph(self.say(&nothing)));
            return blocks;
        }
        blocks.extend(self.direction(ways.up.as_ref(), &Why::NoWayUp, &Why::StepsHeading));
        blocks.push(Block::Heading(self.say(&Why::WaysDown)));
        blocks.extend(self.direction(ways.down.as_ref(), &Why::NoWayDown, &Why::StepsHeadingDown));
        blocks
    }

    fn direction(&self, shortest: Option<&Shortest>, nothing: &Why, heading: &Why) -> Vec<Block> {
        let Some(shortest) = shortest else {
            return vec![Block::Paragraph(self.say(nothing))];
        };
        let shown = &shortest.ways[..shortest.ways.len().min(self.most_ways)];
        let mut steps: Vec<&Step> = Vec::new();
        for step in shown.iter().flat_map(|way| &way.steps) {
            let is_told = |told: &&Step| (told.parameter, told.to) == (step.parameter, step.to);
            if !steps.iter().any(is_told) {
                steps.push(step);
            }
        }
        steps.sort_by_key(|step| (step.parameter, step.to));
        vec![
            Block::Paragraph(self.say(&Why::Ways {
                steps: shortest.steps,
                ways: shortest.ways.len(),
                shown: shown.len(),
            })),
            Block::List {
                numbered: true,
                items: shown
                    .iter()
                    .map(|way| {
                        let steps: Vec<String> = way
                            .steps
                            .iter()
                            .map(|step| {
                                self.say(&Why::WayTo {
                                    parameter: step.parameter.label().to_owned(),
                                    level: step.to.to_string(),
                                })
                            })
                            .collect();
                        let steps = list(&steps, self.lang);
                        // A way that leads further than the others says so.
                        Item::text(match shown.iter().all(|other| other.to == way.to) {
                            true => steps,
                            false => self.say(&Why::WayLeads {
                                steps,
                                level: way.to.to_string(),
                            }),
                        })
                    })
                    .collect(),
            },
            Block::Paragraph(self.say(heading)),
            Block::List {
                numbered: false,
                items: steps
                    .into_iter()
                    .map(|step| Item::text(self.step(step)))
                    .collect(),
            },
        ]
    }

    fn step(&self, step: &Step) -> String {
        let how = match &step.reach {
            Reach::Facts(changes) => {
                let changes: Vec<String> =
                    changes.iter().map(|change| self.change(change)).collect();
                list(&changes, self.lang)
            }
            Reach::Consultant => self.say(&Why::ByConsultant),
            Reach::Never => self.say(&Why::Never),
            Reach::Unsettled => self.say(&Why::Unsettled),
        };
        let mut said = format!(
            "{}.",
            self.say(&Why::Step {
                parameter: step.parameter.label().to_owned(),
                from: step.from.to_string(),
                to: step.to.to_string(),
                how,
            })
        );
        if !step.moves.is_empty() {
            let moves: Vec<String> = step
                .moves
                .iter()
                .map(|(parameter, from, to)| {
                    self.say(&Why::Move {
                        parameter: parameter.label().to_owned(),
                        from: self.levels(*from),
                        to: self.levels(*to),
                    })
                })
                .collect();
            let moves = list(&moves, self.lang);
            said.push_str(&format!(" {}.", self.say(&Why::AlsoMoves { moves })));
        }
        said
    }

    fn change(&self, change: &FactChange) -> String {
        let indicator = &self.rubric.indicators[change.indicator()];
        let said = match *change {
            FactChange::Amount {
                from, to, by, of, ..
            } => self.amount_change(indicator, from, to, by, of),
            FactChange::Bool { from, to, .. } => match from {
                Some(from) => Why::InsteadOf {
                    to: self.yes_no(to),
                    from: self.yes_no(from),
                },
                None => Why::ToldAs {
                    to: self.yes_no(to),
                },
            },
            FactChange::Choice { from, to, .. } => {
                let option = |option| quoted(self.option(indicator, option), self.lang);
                match from {
                    Some(from) => Why::InsteadOf {
                        to: option(to),
                        from: option(from),
                    },
                    None => Why::ToldAs { to: option(to) },
                }
            }
            FactChange::Options {
                is_known: false,
                to,
                ..
            } => {
                let names = self.options(indicator, to);
                Why::ToldAs {
                    to: match names.as_slice() {
                        [] => self.say(&Why::None),
                        names => enumerated(names, self.lang),
                    },
                }
            }
            FactChange::Options { added, removed, .. } => {
                let more = (!added.is_empty()).then(|| {
                    self.say(&Why::OptionsMore {
                        n: added.len(),
                        options: enumerated(&self.options(indicator, added), self.lang),
                    })
                });
                let fewer = (!removed.is_empty()).then(|| {
                    self.say(&Why::OptionsFewer {
                        n: removed.len(),
                        options: enumerated(&self.options(indicator, removed), self.lang),
                    })
                });
                let both: Vec<String> = more.into_iter().chain(fewer).collect();
                return self.say(&Why::Change {
                    label: indicator.label.clone(),
                    change: list(&both, self.lang),
                });
            }
        };
        self.say(&Why::Change {
            label: indicator.label.clone(),
            change: self.say(&said),
        })
    }

    fn amount_change(
        &self,
        indicator: &Indicator,
        from: Option<Number>,
        to: Number,
        by: Number,
        of: Option<(usize, Number)>,
    ) -> Why {
        let whole =
            of.map(|(whole, n)| (self.number(n), self.rubric.indicators[whole].label.clone()));
        let (Some(from), plain) = (from, self.number(to)) else {
            return match whole {
                Some((whole, label)) => Why::ToldOf {
                    to: self.number(to),
                    whole,
                    label,
                },
                None => Why::ToldAs {
                    to: self.amount(indicator, to),
                },
            };
        };
        let rises = from < to;
        let from = self.number(from);
        match (&indicator.kind, whole) {
            (Kind::Share { .. }, _) => {
                let n = self.number(by);
                let by = self.say(&Why::PercentagePoints { n });
                let [from, to] = [from, plain].map(|n| self.say(&Why::Percent { n }));
                match rises {
                    true => Why::More { by, from, to },
                    false => Why::Less { by, from, to },
                }
            }
            (_, Some((whole, label))) => {
                let (by, to) = (self.number(by), plain);
                match rises {
                    true => Why::MoreOf {
                        by,
                        from,
                        to,
                        whole,
                        label,
                    },
                    false => Why::FewerOf {
                        by,
                        from,
                        to,
                        whole,
                        label,
                    },
                }
            }
            (Kind::Count, None) => {
                let (by, to) = (self.number(by), self.amount(indicator, to));
                match rises {
                    true => Why::ManyMore { by, from, to },
                    false => Why::Fewer { by, from, to },
                }
            }
            (_, None) => {
                let (by, to) = (self.number(by), self.amount(indicator, to));
                match rises {
                    true => Why::More { by, from, to },
                    false => Why::Less { by, from, to },
                }
            }
        }
    }

    /// The cells of the facts and the headers above them, by where the facts come from; then the notes.
    fn where_it_stands(&self) -> Vec<Block> {
        let told = self.facts_told();
        let sources = [
            (Some(EvidenceSource::Oplysningsskema), Why::SourceForm),
            (Some(EvidenceSource::Interview), Why::SourceInterview),
            (Some(EvidenceSource::Dokument), Why::SourceDocument),
            (None, Why::SourceUnsaid),
        ];
        let mut items = Vec::new();
        for (source, name) in sources {
            let cells: Vec<String> = told
                .iter()
                .filter(|&&index| self.rubric.indicators[index].source == source)
                .filter(|&&index| !self.explanation.evidence[index].cells.is_empty())
                .map(|&index| {
                    let [cell, header] = self.place_of(index);
                    format!("{cell} {}", quoted(&header, self.lang))
                })
                .collect();
            if !cells.is_empty() {
                items.push(self.say(&Why::FromSource {
                    source: self.say(&name),
                    cells: cells.join(", "),
                }));
            }
        }
        let without: Vec<&str> = told
            .iter()
            .filter(|&&index| self.has_no_column(index))
            .map(|&index| self.rubric.indicators[index].label.as_str())
            .collect();
        if !without.is_empty() {
            items.push(self.say(&Why::WithoutColumn {
                labels: list(&without, self.lang),
            }));
        }
        for &index in &told {
            if let Some(note) = &self.explanation.evidence[index].note {
                items.push(self.say(&Why::NoteOn {
                    label: self.rubric.indicators[index].label.clone(),
                    cell: self.cell(note),
                    text: note.value.clone(),
                }));
            }
        }
        vec![
            Block::Heading(self.say(&Why::Evidence)),
            Block::List {
                numbered: false,
                items: items.into_iter().map(Item::text).collect(),
            },
        ]
    }

    /// Whether the file has no column for it, and it cannot be computed from two that it has.
    fn has_no_column(&self, index: usize) -> bool {
        let has = |index: usize| !self.explanation.evidence[index].cells.is_empty();
        !has(index)
            && match self.rubric.indicators[index].kind {
                Kind::Share {
                    computed: Some(ends),
                } => !(has(ends.part) && has(ends.whole)),
                _ => true,
            }
    }

    /// The facts that criteria ask for, with their answers.
    pub(super) fn answers(&self) -> Vec<Block> {
        let columns = [
            Why::Fact,
            Why::Answer,
            Why::SourceColumn,
            Why::CellColumn,
            Why::NoteColumn,
        ];
        let mut blocks = vec![Block::Heading(self.say(&Why::EvidenceBehind))];
        let told = self.facts_told();
        if told
            .iter()
            .any(|&index| self.hidden.covers(self.rubric, index))
        {
            blocks.push(Block::Paragraph(self.say(&Why::PageHidden)));
        }
        blocks.push(Block::Table {
            columns: columns.iter().map(|column| self.say(column)).collect(),
            rows: told
                .into_iter()
                .map(|index| {
                    vec![
                        self.rubric.indicators[index].label.clone(),
                        self.answer(index),
                        self.source(index),
                        references(&self.cells_of(&[index])),
                        self.note(index),
                    ]
                })
                .collect(),
        });
        blocks
    }

    fn facts_told(&self) -> Vec<usize> {
        self.rubric.used_indicators()
    }

    fn answer(&self, index: usize) -> String {
        if self.hidden.covers(self.rubric, index) {
            return self.say(&Why::LeftOut);
        }
        let indicator = &self.rubric.indicators[index];
        match self.explanation.evidence[index].fact {
            Fact::Missing => self.say(&Why::NotTold),
            Fact::Number(number) => self.amount(indicator, number),
            Fact::Ratio { part, whole } => self.ratio(part, whole),
            Fact::Bool(value) => self.yes_no(value),
            Fact::Choice(option) => self.option(indicator, option).to_owned(),
            Fact::Set { sure, open } => {
                let names = self.options(indicator, sure);
                let found = match names.as_slice() {
                    [] => self.say(&Why::None),
                    names => enumerated(names, self.lang),
                };
                match open.is_empty() {
                    true => found,
                    false => self.say(&Why::NotAllTold { found }),
                }
            }
        }
    }

    /// The cell and the header above it, or the cells and the first and last header.
    fn place_of(&self, index: usize) -> [String; 2] {
        let cells: Vec<&Cell> = self.explanation.evidence[index].cells.iter().collect();
        let header = |cell: &&Cell| match &cell.column {
            Some((_, header)) => header.to_string(),
            None => String::new(),
        };
        let headers = match cells.as_slice() {
            [] => String::new(),
            [one] => header(one),
            [first, .., last] => format!("{} … {}", header(first), header(last)),
        };
        [references(&cells), headers]
    }

    fn source(&self, index: usize) -> String {
        let source = self.rubric.indicators[index].source;
        source.map(evidence_source).unwrap_or_default().to_owned()
    }

    fn note(&self, index: usize) -> String {
        match &self.explanation.evidence[index].note {
            Some(_) if self.hidden.covers(self.rubric, index) => self.say(&Why::LeftOut),
            Some(note) => note.value.clone(),
            None => String::new(),
        }
    }

    fn labels(&self, parameters: &[Parameter]) -> String {
        let labels: Vec<&str> = parameters
            .iter()
            .map(|parameter| parameter.label())
            .collect();
        list(&labels, self.lang)
    }

    /// A level, or from one to another.
    fn levels(&self, interval: Interval) -> String {
        match interval.determined() {
            Some(level) => level.to_string(),
            None => self.say(&Why::Between {
                low: interval.min.to_string(),
                high: interval.max.to_string(),
            }),
        }
    }

    fn cells(&self, cells: &[&Cell]) -> String {
        let named = references(cells);
        self.say(&match named.contains([',', ':']) {
            true => Why::Cells { cells: named },
            false => Why::Cell { cell: named },
        })
    }

    fn cell(&self, cell: &Cell) -> String {
        self.say(&Why::Cell {
            cell: cell.reference().unwrap_or_default(),
        })
    }

    fn yes_no(&self, value: bool) -> String {
        self.say(if value { &Why::Yes } else { &Why::No })
    }

    fn number(&self, number: Number) -> String {
        number.with_mark(mark(self.lang))
    }

    /// A number with its unit.
    fn amount(&self, indicator: &Indicator, number: Number) -> String {
        match (&indicator.kind, &indicator.unit) {
            (Kind::Share { .. }, _) => self.say(&Why::Percent {
                n: self.number(number),
            }),
            (_, Some(unit)) => format!("{} {unit}", self.number(number)),
            (_, None) => self.number(number),
        }
    }

    /// A bound on a fact, which on a scale is one of its options.
    fn measure(&self, indicator: &Indicator, bound: Number) -> String {
        measure(indicator, bound, self.lang)
    }

    fn ratio(&self, part: Number, whole: Number) -> String {
        let hundredths = percent_hundredths(part, whole);
        let n = match hundredths % 100 {
            0 => (hundredths / 100).to_string(),
            _ => {
                let text = self.hundredths(u32::try_from(hundredths).unwrap_or(u32::MAX));
                text.trim_end_matches('0').to_owned()
            }
        };
        self.say(&Why::PartOf {
            share: self.say(&Why::Percent { n }),
            part: self.number(part),
            whole: self.number(whole),
        })
    }

    fn hundredths(&self, n: u32) -> String {
        let mark = match mark(self.lang) {
            DecimalMark::Comma => ',',
            DecimalMark::Point => '.',
        };
        format!("{}{mark}{:02}", n / 100, n % 100)
    }

    /// A number with at least two decimals.
    fn two_decimals(&self, number: Number) -> String {
        match number.ten_thousandths() % 100 {
            0 => self.hundredths(u32::try_from(number.ten_thousandths() / 100).unwrap_or(u32::MAX)),
            _ => self.number(number),
        }
    }

    fn option(&self, indicator: &'e Indicator, option: usize) -> &'e str {
        let options = indicator.kind.options();
        options
            .and_then(|options| options.names.get(option))
            .map_or("", String::as_str)
    }

    fn options(&self, indicator: &'e Indicator, options: OptionSet) -> Vec<&'e str> {
        options
            .iter()
            .map(|option| self.option(indicator, option))
            .collect()
    }
}

/// A criterion's words with the bounds that applied.
pub fn criterion_text(rubric: &Rubric, outcome: &CriterionOutcome<'_>, lang: Lang) -> String {
    let leaves = outcome.condition.leaves();
    let bound = |of: fn(&LeafOutcome<'_>) -> Option<AppliedBound>| {
        leaves.iter().find_map(|leaf| {
            let indicator = &rubric.indicators[leaf.leaf.indicators()[0]];
            let bound = of(leaf)?;
            let plain = Indicator {
                unit: None,
                kind: match &indicator.kind {
                    // The words have the percent sign and the unit themselves.
                    Kind::Share { .. } => Kind::Number,
                    kind => kind.clone(),
                },
                ..indicator.clone()
            };
            let low = measure(&plain, bound.low, lang);
            if bound.low == bound.high {
                return Some(low);
            }
            Some(
                Why::Between {
                    low,
                    high: measure(&plain, bound.high, lang),
                }
                .text(lang),
            )
        })
    };
    let mut text = outcome.criterion.text.clone();
    for (name, bound) in [
        ("{min}", bound(|leaf| leaf.min)),
        ("{max}", bound(|leaf| leaf.max)),
    ] {
        if let Some(bound) = bound {
            text = text.replace(name, &bound);
        }
    }
    text.trim_end_matches('.').to_owned()
}

fn measure(indicator: &Indicator, bound: Number, lang: Lang) -> String {
    let number = bound.with_mark(mark(lang));
    match &indicator.kind {
        Kind::Choice { options, .. } => {
            let place = usize::try_from(bound.ten_thousandths() / 10_000).unwrap_or(usize::MAX);
            quoted(options.names.get(place).map_or("", String::as_str), lang)
        }
        Kind::Share { .. } => Why::Percent { n: number }.text(lang),
        Kind::Count | Kind::Number | Kind::Bool | Kind::Set { .. } => number,
    }
}

const fn mark(lang: Lang) -> DecimalMark {
    match lang {
        Lang::Da => DecimalMark::Comma,
        Lang::En => DecimalMark::Point,
    }
}

fn quoted(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Da => format!("»{text}«"),
        Lang::En => format!("“{text}”"),
    }
}

/// A share for people, in hundredths of a percent, half up; decisions compare the exact fraction.
fn percent_hundredths(part: Number, whole: Number) -> u64 {
    let (part, whole) = (
        u128::from(part.ten_thousandths()),
        u128::from(whole.ten_thousandths()).max(1),
    );
    u64::try_from((part * 20_000 + whole) / (2 * whole)).unwrap_or(u64::MAX)
}

/// The cells of one row as a spreadsheet names them: `S5`, `Q5:S5`, `Q5, S5`.
pub fn references(cells: &[&Cell]) -> String {
    let mut columns: Vec<(usize, u64)> = cells
        .iter()
        .filter_map(|cell| Some((cell.column.as_ref()?.0, cell.row)))
        .collect();
    columns.sort_unstable();
    columns.dedup();
    let mut runs: Vec<(usize, usize, u64)> = Vec::new();
    for (column, row) in columns {
        match runs.last_mut() {
            Some((_, last, _)) if *last + 1 == column => *last = column,
            _ => runs.push((column, column, row)),
        }
    }
    let name = |column: usize, row: u64| format!("{}{row}", column_letters(column));
    let runs: Vec<String> = runs
        .into_iter()
        .map(|(first, last, row)| match last - first {
            0 => name(first, row),
            1 => format!("{}, {}", name(first, row), name(last, row)),
            _ => format!("{}:{}", name(first, row), name(last, row)),
        })
        .collect();
    runs.join(", ")
}
