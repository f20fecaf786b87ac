//! Turns a [`Wire`] rubric into a checked [`Rubric`]. Reads nothing, prints nothing.
//!
//! Everything is looked at even after a fault, so that an author sees all of them; what depends on a
//! faulty name is then left unchecked rather than reported twice.

mod bounds;
mod compiler;
mod conditions;
mod indicators;

use self::compiler::{Compiler, owned, suggestion};
use super::group::Group;
use super::indicator::Indicator;
use super::model::{
    Aspect, Cutoffs, LevelTexts, Levels, Method, ParameterRubric, Requirement, Rubric, Rule,
};
use super::places::places;
use super::toml_table::kept;
use super::wire::{self, Text, Wire};
use crate::arithmetic::{Number, fold};
use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::vocabulary::{Identity, Level, Lint, LintLevel, Parameter, RubricStatus};
use crate::words::Message;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use toml::Spanned;

/// Checks `wire`; what is wrong goes to `notes`, and nothing comes back if anything is.
pub(crate) fn compile(
    source: &Arc<Source>,
    wire: &Wire<'_>,
    notes: &mut Diagnostics,
) -> Option<Rubric> {
    let mut compiler = Compiler {
        source,
        found: Diagnostics::default(),
        groups: Vec::new(),
        ids: BTreeMap::new(),
    };
    let rubric = compiler.rubric(wire);
    let failed = compiler.found.has_errors();
    notes.extend(compiler.found);
    rubric.filter(|_| !failed)
}

impl Compiler<'_> {
    fn rubric(&mut self, wire: &Wire<'_>) -> Option<Rubric> {
        let header = &wire.rubric;
        self.check_id(&header.id);
        let status = self.word(
            &header.status,
            "status",
            &[RubricStatus::Illustrativ, RubricStatus::Udkast, RubricStatus::Gaeldende],
            RubricStatus::as_str,
        );
        if let (Some(from), Some(to)) = (&header.valid_from, &header.valid_to)
            && from.get_ref() > to.get_ref()
        {
            let diagnostic = self
                .diagnostic(to.span(), Message::ValidityEndsBeforeItBegins)
                .related(from.span(), Message::BeginsHere);
            self.push(diagnostic);
        }
        let (rule, requirements) = self.placement(wire.placement.as_ref());
        self.groups = self.groups(&wire.groups);
        let indicators = self.indicators(&wire.indicators);
        self.check_column_names(&wire.indicators, &indicators);
        let parameters = self.parameters(wire, &indicators);
        let lints = self.lints(&wire.lints);
        Some(Rubric {
            id: owned(&header.id),
            version: owned(&header.version),
            title: owned(&header.title),
            target_group: owned(&header.maalgruppe),
            synonyms: header.synonyms.iter().map(owned).collect(),
            status: status?,
            valid_from: header.valid_from.as_ref().map(|date| *date.get_ref()),
            valid_to: header.valid_to.as_ref().map(|date| *date.get_ref()),
            sources: header.sources.iter().map(owned).collect(),
            description: description(&wire.target_group),
            rule: rule?,
            requirements,
            groups: std::mem::take(&mut self.groups),
            indicators,
            parameters: parameters?,
            lints,
            sha256: OnceLock::new(),
            source: Arc::clone(self.source),
            header: header.id.span(),
            places: places(wire),
        })
    }

    fn lints(&mut self, wire: &[(Text<'_>, Text<'_>)]) -> Vec<(Lint, LintLevel)> {
        let mut lints = Vec::new();
        for (id, level) in wire {
            let lint = Lint::from_id(id.get_ref());
            if lint.is_none() {
                self.unknown(
                    id.span(),
                    Message::UnknownLint { id: owned(id) },
                    suggestion(id.get_ref(), &Lint::ALL.map(Lint::id)),
                );
            }
            let level = self.word(level, "lints", &LintLevel::ALL, LintLevel::as_str);
            lints.extend(lint.zip(level));
        }
        lints
    }

    fn check_id(&mut self, id: &Text<'_>) {
        let slug = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-');
        if !id.get_ref().chars().all(slug) || fold(id.get_ref()).is_empty() {
            self.error(id.span(), Message::RubricIdIsNoSlug { id: owned(id) });
        }
    }

    fn level(&mut self, text: &Text<'_>, key: &'static str) -> Option<Level> {
        self.word(text, key, &Level::DESCRIBED, Level::key)
    }

    fn placement(
        &mut self,
        wire: Option<&wire::Placement<'_>>,
    ) -> (Option<Rule>, Vec<Requirement>) {
        let Some(wire) = wire else {
            return (Some(Rule::Mean(Cutoffs::default())), Vec::new());
        };
        let mean = Rule::Mean(Cutoffs::default());
        let rule = match &wire.rule {
            Some(word) => {
                self.word(word, "rule", &[mean, Rule::Median, Rule::Weakest], |rule| rule.as_str())
            }
            None => Some(mean),
        };
        let rule = match (rule, &wire.cutoffs) {
            (Some(Rule::Mean(_)), Some(cutoffs)) => self.cutoffs(cutoffs).map(Rule::Mean),
            (Some(Rule::Median | Rule::Weakest), Some(cutoffs)) => {
                self.error(cutoffs.span.clone(), Message::CutoffsBesideAnotherRule);
                None
            }
            (rule, _) => rule,
        };
        let requirements = wire.require.iter().filter_map(|wire| self.requirement(wire)).collect();
        (rule, requirements)
    }

    fn cutoffs(&mut self, wire: &wire::Cutoffs<'_>) -> Option<Cutoffs> {
        let mut values = [Number::ZERO; 3];
        let mut complete = true;
        for ((value, literal), level) in values.iter_mut().zip(&wire.values).zip(Level::DESCRIBED) {
            match literal {
                Some(literal) => match self.number(literal) {
                    Some(number) => *value = number,
                    None => complete = false,
                },
                None => {
                    self.error(wire.span.clone(), Message::CutoffMissing { level: level.key() });
                    complete = false;
                }
            }
        }
        if !complete {
            return None;
        }
        let [low, middle, high] = values;
        if Number::ZERO < low && low < middle && middle < high && high <= Number::from_integer(3) {
            return Some(Cutoffs(values));
        }
        self.error(wire.span.clone(), Message::CutoffsNotRising);
        None
    }

    fn requirement(&mut self, wire: &wire::Require<'_>) -> Option<Requirement> {
        let level = self.level(&wire.level, "level");
        let at_least = self.level(&wire.at_least, "at_least");
        let parameter = match &wire.parameter {
            Some(name) => Some(self.parameter_named(name)?),
            None => None,
        };
        Some(Requirement { level: level?, parameter, at_least: at_least? })
    }

    fn parameter_named(&mut self, name: &Text<'_>) -> Option<Parameter> {
        let found = Parameter::from_id(name.get_ref());
        if found.is_none() {
            self.unknown(
                name.span(),
                Message::UnknownParameter { name: owned(name) },
                suggestion(name.get_ref(), &Parameter::ALL.map(Parameter::id)),
            );
        }
        found
    }

    fn groups(&mut self, wire: &[(Text<'_>, Vec<Text<'_>>)]) -> Vec<Group> {
        let mut groups = Vec::new();
        for (name, values) in wire {
            let column = Identity::ALL
                .into_iter()
                .find(|column| column.may_group() && column.id() == name.get_ref());
            let Some(column) = column else {
                let columns: Vec<&str> = Identity::ALL
                    .into_iter()
                    .filter(|column| column.may_group())
                    .map(Identity::id)
                    .collect();
                self.unknown(
                    name.span(),
                    Message::NotAGroupColumn { name: owned(name) },
                    suggestion(name.get_ref(), &columns),
                );
                continue;
            };
            if values.is_empty() {
                self.error(name.span(), Message::EmptyList { key: owned(name) });
            }
            let folded = self.distinct(values, false);
            let values = values.iter().map(owned).collect();
            groups.push(Group { column, values, folded });
        }
        groups
    }

    fn parameters(
        &mut self,
        wire: &Wire<'_>,
        indicators: &[Indicator],
    ) -> Option<[ParameterRubric; Parameter::COUNT]> {
        for (name, _) in &wire.parameters {
            self.parameter_named(name);
        }
        let mut compiled = Vec::new();
        for parameter in Parameter::ALL {
            let found = wire.parameters.iter().find(|(name, _)| name.get_ref() == parameter.id());
            match found {
                Some((name, wire)) => compiled.push(self.parameter(name, wire, indicators)),
                None => {
                    let message = Message::ParameterMissing { parameter };
                    self.error(wire.parameters_at.clone(), message);
                }
            }
        }
        compiled.try_into().ok()
    }

    fn parameter(
        &mut self,
        name: &Text<'_>,
        wire: &wire::Parameter<'_>,
        indicators: &[Indicator],
    ) -> ParameterRubric {
        let method = match &wire.method {
            Some(word) => {
                self.word(word, "method", &[Method::Criteria, Method::Assessed], |method| {
                    match method {
                        Method::Criteria => "criteria",
                        Method::Assessed => "assessed",
                    }
                })
            }
            None => Some(Method::Criteria),
        };
        let levels = match &wire.levels {
            Some(word) => {
                self.word(word, "levels", &[Levels::Cumulative, Levels::Independent], |levels| {
                    match levels {
                        Levels::Cumulative => "cumulative",
                        Levels::Independent => "independent",
                    }
                })
            }
            None => Some(Levels::Cumulative),
        };
        match method {
            Some(Method::Assessed) => self.refuse_criteria(name, wire),
            Some(Method::Criteria) => self.check_levels(name, wire),
            None => {}
        }
        let criteria = wire.criteria.each_ref().map(|criteria| {
            let criterion = |wire| self.criterion(wire, indicators);
            kept(criteria.iter().map(criterion))
        });
        ParameterRubric {
            method: method.unwrap_or(Method::Criteria),
            levels: levels.unwrap_or(Levels::Cumulative),
            may_be_irrelevant: wire.may_be_irrelevant,
            guidance: level_texts(&wire.guidance),
            criteria,
        }
    }

    fn refuse_criteria(&mut self, name: &Text<'_>, wire: &wire::Parameter<'_>) {
        if let Some(first) = wire.criteria.iter().flatten().next() {
            let message = Message::CriteriaOnAssessed { parameter: owned(name) };
            let method = wire.method.as_ref().map_or(name.span(), Spanned::span);
            let diagnostic = self
                .diagnostic(first.condition.span.clone(), message)
                .related(method, Message::AssessedHere);
            self.push(diagnostic);
        }
    }

    /// A parameter with criteria has at least one at each level.
    fn check_levels(&mut self, name: &Text<'_>, wire: &wire::Parameter<'_>) {
        let parameter = owned(name);
        if wire.criteria.iter().all(Vec::is_empty) {
            let diagnostic = self
                .diagnostic(name.span(), Message::NoCriteria { parameter })
                .help(Message::WriteCriteriaOrAssessed);
            self.push(diagnostic);
            return;
        }
        for (criteria, level) in wire.criteria.iter().zip(Level::DESCRIBED) {
            if criteria.is_empty() {
                let message = Message::LevelWithoutCriteria {
                    parameter: parameter.clone(),
                    level: level.key(),
                };
                self.error(name.span(), message);
            }
        }
    }
}

fn description(wire: &wire::TargetGroup<'_>) -> Vec<(Aspect, LevelTexts)> {
    let all = Aspect::ALL.into_iter().zip(wire);
    all.filter_map(|(aspect, texts)| Some((aspect, level_texts(texts.as_ref()?)))).collect()
}

fn level_texts(wire: &wire::LevelTexts<'_>) -> LevelTexts {
    LevelTexts(wire.each_ref().map(owned))
}
