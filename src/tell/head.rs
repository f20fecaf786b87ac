//! Who was placed where, how the level was found, and what is missing.

use super::line::{capital, flat, item};
use super::number::{hundredths, percent};
use super::rule;
use super::teller::Teller;
use crate::document::Block;
use crate::explain::{MissingItem, RequirementOutcome};
use crate::place::{Missing, Status, Truth};
use crate::rubric::Rule;
use crate::study::Prospect;
use crate::vocabulary::Identity;
use crate::words::why::{list, rubric_status};
use crate::words::{Lang, Why};

impl<'e> Teller<'e> {
    /// The level, or why there is none.
    pub(crate) fn result(&self) -> String {
        let placement = &self.explanation.placement;
        let levels = placement.interval;
        self.say(&match (placement.status, placement.level) {
            (Status::Indplaceret, Some(level)) => Why::Proposal { level: level.to_string() },
            (Status::Indplaceret, None) | (Status::UnderLet, _) => Why::ProposalUnderLet,
            (Status::UdenKvalitet, _) => Why::WithoutQuality,
            (Status::Uafklaret, _) if levels.determined().is_some() => {
                Why::QualityDecides { levels: levels.min.to_string() }
            }
            (Status::Uafklaret, _) => {
                Why::MissingDecides { low: levels.min.to_string(), high: levels.max.to_string() }
            }
        })
    }

    /// Who, for whom, when, and by which guidance.
    pub(crate) fn head(&self) -> Vec<(String, String)> {
        let record = self.explanation.record();
        let filled = |column| Some(record.identity(column)).filter(|text| !text.is_empty());
        let mut fields = Vec::new();
        let mut field = |name: Why, parts: Vec<Option<String>>| {
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            if !parts.is_empty() {
                fields.push((name.text(self.lang), flat(&parts.join(", "))));
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
                consultant.map(|who| self.say(&Why::By { who: who.to_owned() })),
            ],
        );
        field(Why::Stage, vec![filled(Identity::Stadie).and_then(own)]);
        field(Why::CaseNumber, vec![filled(Identity::Sagsnummer).and_then(own)]);
        field(
            Why::Rubric,
            vec![Some(self.say(&Why::RubricName {
                title: self.rubric.title.clone(),
                version: self.rubric.version.clone(),
                status: rubric_status(self.rubric.status, self.lang).to_owned(),
                sha: self.rubric.sha256()[..12].to_owned(),
            }))],
        );
        field(
            Why::Row,
            vec![Some(self.say(&Why::RowAt {
                file: record.file.to_string(),
                row: self.explanation.row.row,
            }))],
        );
        fields
    }

    /// A date of a record, which is in ISO form, as people write it.
    pub(crate) fn date(&self, iso: &str) -> String {
        match (self.lang, iso.split('-').collect::<Vec<_>>().as_slice()) {
            (Lang::Da, [year, month, day]) => format!("{day}-{month}-{year}"),
            (Lang::Da | Lang::En, _) => iso.to_owned(),
        }
    }

    /// The rule with its numbers, the quality, must-haves and overrides; with a prospect also what other
    /// rules and weights would say.
    pub(crate) fn how(&self, prospect: Option<&Prospect>) -> Vec<Block> {
        let explanation = self.explanation;
        let placement = &explanation.placement;
        let mut lines = vec![self.rule()];
        let others = [
            (
                Why::ByMedian { level: String::new() },
                placement.median,
                self.rubric.rule == Rule::Median,
            ),
            (
                Why::ByWeakest { level: String::new() },
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
        if prospect.is_some() && !others.is_empty() {
            let rules = others.join(", ");
            lines.push(self.say(&Why::ByOtherRules { rules }));
        }
        lines.extend(prospect.and_then(|prospect| self.weighting(prospect)));
        lines.extend(explanation.requirements.iter().map(|outcome| self.requirement(outcome)));
        lines.extend(self.overall());
        lines.push(self.quality());
        let mut blocks = vec![Block::Section(self.say(&Why::RuleHeading))];
        blocks.push(Block::List(lines.into_iter().map(item).collect()));
        blocks
    }

    /// Whether the level depends on how the parameters are weighted.
    pub(crate) fn weighting(&self, prospect: &Prospect) -> Option<String> {
        let level = self.explanation.placement.interval.determined();
        Some(self.say(&match (prospect.depends_on_weighting?, prospect.acceptability, level) {
            (true, Some(found), Some(level)) => Why::DependsOnWeighting {
                level: level.to_string(),
                share: self.share_in_words(&percent(found.share(level), self.lang)),
            },
            (true, _, _) => return None,
            (false, _, _) => Why::UnderAnyWeighting,
        }))
    }

    /// What is not quite all or nothing in words, since `>` is no word.
    fn share_in_words(&self, percent: &str) -> String {
        let words = |share: &str, of: fn(String) -> Why| self.say(&of(share.to_owned()));
        match (percent.strip_prefix('>'), percent.strip_prefix('<')) {
            (Some(share), _) => words(share, |share| Why::MoreThan { share }),
            (_, Some(share)) => words(share, |share| Why::LessThan { share }),
            (None, None) => percent.to_owned(),
        }
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
                mean: hundredths(placement.mean_hundredths().unwrap_or_default(), self.lang),
                cutoffs: rule::cutoffs(&cutoffs, self.lang),
            },
            (Rule::Mean(cutoffs), None) => {
                Why::MeanOpen { least, most, of, cutoffs: rule::cutoffs(&cutoffs, self.lang) }
            }
            (Rule::Median, _) => match placement.median {
                Some(level) => Why::Median { level: level.to_string(), points, of },
                None => Why::MedianOpen,
            },
            (Rule::Weakest, _) => match placement.weakest {
                Some(level) => Why::Weakest { level: level.to_string(), points, of },
                None => Why::WeakestOpen,
            },
        })
    }

    fn requirement(&self, outcome: &RequirementOutcome) -> String {
        let asks = capital(&rule::requirement(&outcome.requirement, self.lang));
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

    /// What the consultant said of the level as a whole.
    pub(crate) fn overall(&self) -> Vec<String> {
        let explanation = self.explanation;
        let placement = &explanation.placement;
        let mut lines = Vec::new();
        if let Some(level) = explanation.assessment.overall {
            let reason =
                explanation.identity(Identity::SamletBegrundelse).map(|cell| cell.value.clone());
            let level = level.to_string();
            if placement.overall_overridden {
                let mut line = format!(
                    "{}; {}.",
                    self.say(&Why::Overall { level }),
                    self.say(&Why::RubricAlone { level: self.levels(placement.interval) })
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
            .map(|cell| self.say(&Why::QualityBy { who: cell.value.clone() }));
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

    pub(crate) fn missing(&self) -> Vec<Block> {
        let missing = &self.explanation.missing;
        if missing.is_empty() {
            return Vec::new();
        }
        let levels = self.explanation.placement.interval;
        let summary = self.say(&match levels.determined() {
            Some(level) => Why::MissingHarmless { level: level.to_string() },
            None => {
                Why::MissingLeaves { low: levels.min.to_string(), high: levels.max.to_string() }
            }
        });
        vec![
            Block::Section(self.say(&Why::Missing)),
            Block::Text(summary),
            Block::List(missing.iter().map(|missing| item(self.missing_item(missing))).collect()),
        ]
    }

    fn missing_item(&self, item: &MissingItem) -> String {
        let what = match item.what {
            Missing::Quality => self.say(&Why::MissingQuality),
            Missing::Parameter(parameter) => {
                self.say(&Why::MissingLevel { parameter: parameter.label().to_owned() })
            }
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
        let what_open = self.say(&Why::LeavesOpen { what: list(&open, self.lang) });
        format!("{what} ({at}), {what_open}")
    }
}
