//! The shortest ways to another level, and the smallest change of facts for each step.

use super::line::item;
use super::teller::Teller;
use crate::arithmetic::Number;
use crate::document::Block;
use crate::explain::{FactChange, Reach, Shortest, Step, Ways};
use crate::place::Status;
use crate::rubric::{Indicator, Kind};
use crate::vocabulary::Level;
use crate::words::why::{enumerated, list};
use crate::words::{Asked, Why};

impl<'e> Teller<'e> {
    /// The ways up, and what would lose the level.
    pub(crate) fn ways(&self, ways: &Ways) -> Vec<Block> {
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
        let mut blocks = vec![Block::Section(self.say(&Why::WaysUp))];
        if let Some(nothing) = nothing {
            blocks.push(Block::Text(self.say(&nothing)));
            return blocks;
        }
        blocks.extend(self.direction(ways.up.as_ref(), &Why::NoWayUp, &Why::StepsHeading));
        blocks.push(Block::Section(self.say(&Why::WaysDown)));
        blocks.extend(self.direction(ways.down.as_ref(), &Why::NoWayDown, &Why::StepsHeadingDown));
        blocks
    }

    fn direction(&self, shortest: Option<&Shortest>, nothing: &Why, heading: &Why) -> Vec<Block> {
        let Some(shortest) = shortest else {
            return vec![Block::Text(self.say(nothing))];
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
            Block::Text(self.say(&Why::Ways {
                steps: shortest.steps,
                ways: shortest.ways.len(),
                shown: shown.len(),
            })),
            Block::Numbered(
                shown
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
                        item(match shown.iter().all(|other| other.to == way.to) {
                            true => steps,
                            false => self.say(&Why::WayLeads { steps, level: way.to.to_string() }),
                        })
                    })
                    .collect(),
            ),
            Block::Text(self.say(heading)),
            Block::List(steps.into_iter().map(|step| item(self.step(step))).collect()),
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
        if self.hides(change) {
            return self.say(&Why::Change {
                label: indicator.label.clone(),
                change: self.say(&Why::LeftOut),
            });
        }
        let said = match *change {
            FactChange::Amount { from, to, by, of, .. } => {
                self.amount_change(indicator, from, to, by, of)
            }
            FactChange::Bool { from, to, .. } => match from {
                Some(from) => Why::InsteadOf { to: self.yes_no(to), from: self.yes_no(from) },
                None => Why::ToldAs { to: self.yes_no(to) },
            },
            FactChange::Choice { from, to, .. } => {
                let option = |option| self.quoted(indicator.option(option));
                match from {
                    Some(from) => Why::InsteadOf { to: option(to), from: option(from) },
                    None => Why::ToldAs { to: option(to) },
                }
            }
            FactChange::Options { is_known: false, to, .. } => {
                let names = indicator.options(to);
                Why::ToldAs {
                    to: match names.as_slice() {
                        [] => self.say(&Why::None),
                        names => enumerated(names, self.lang),
                    },
                }
            }
            FactChange::Options { added, removed, others_would_do, .. } => {
                let which = self.say(match others_would_do {
                    true => &Why::ForInstance,
                    false => &Why::Namely,
                });
                let more = (!added.is_empty()).then(|| {
                    self.say(&Why::OptionsMore {
                        n: added.len(),
                        which: which.clone(),
                        options: enumerated(&indicator.options(added), self.lang),
                    })
                });
                let fewer = (!removed.is_empty()).then(|| {
                    self.say(&Why::OptionsFewer {
                        n: removed.len(),
                        which: which.clone(),
                        options: enumerated(&indicator.options(removed), self.lang),
                    })
                });
                let both: Vec<String> = more.into_iter().chain(fewer).collect();
                return self.say(&Why::Change {
                    label: indicator.label.clone(),
                    change: list(&both, self.lang),
                });
            }
        };
        self.say(&Why::Change { label: indicator.label.clone(), change: self.say(&said) })
    }

    /// Whether a change tells a fact that is left out.
    fn hides(&self, change: &FactChange) -> bool {
        let whole = match change {
            FactChange::Amount { of, .. } => of.map(|(whole, _)| whole),
            FactChange::Bool { .. } | FactChange::Choice { .. } | FactChange::Options { .. } => {
                None
            }
        };
        let mut told = whole.into_iter().chain([change.indicator()]);
        told.any(|index| self.hidden.covers(self.rubric, index))
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
                Some((whole, label)) => Why::ToldOf { to: self.number(to), whole, label },
                None => Why::ToldAs { to: self.amount(indicator, to) },
            };
        };
        let rises = from < to;
        let from = self.number(from);
        match (&indicator.kind, whole) {
            (Kind::Share { .. }, _) => {
                let n = self.number(by);
                let by = self.say(&Why::PercentagePoints { n });
                let [from, to] = [from, plain].map(|n| Asked::Percent { n }.text(self.lang));
                match rises {
                    true => Why::More { by, from, to },
                    false => Why::Less { by, from, to },
                }
            }
            (_, Some((whole, label))) => {
                let (by, to) = (self.number(by), plain);
                match rises {
                    true => Why::MoreOf { by, from, to, whole, label },
                    false => Why::FewerOf { by, from, to, whole, label },
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
}
