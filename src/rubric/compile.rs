//! Turns a [`Wire`] rubric into a checked [`Rubric`]. Reads nothing, prints nothing.
//!
//! Everything is looked at even after a fault, so that an author sees all of them; what depends on a
//! faulty name is then left unchecked rather than reported twice.

use super::condition::{
    Bound, Condition, Criterion, Exception, GroupKind, GroupValues, Leaf, MAX_COMBINATIONS,
};
use super::group::Group;
use super::indicator::{EvidenceSource, Indicator, Kind, OptionSet, Options, PartOfWhole};
use super::model::{
    Aspect, Cutoffs, LevelTexts, Levels, Method, ParameterRubric, Requirement, Rubric, Rule,
};
use super::places::places;
use super::toml_table::kept;
use super::wire::{self, Literal, LiteralValue, Text, Wire};
use crate::arithmetic::{Number, NumberFault, fold, folded, joined, nearest};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::{Source, Span};
use crate::vocabulary::{
    Identity, Level, Lint, LintLevel, Parameter, RubricStatus, folds_as_missing, reason_column,
};
use crate::words::Message;
use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
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

struct Compiler<'s> {
    source: &'s Arc<Source>,
    found: Diagnostics,
    groups: Vec<Group>,
    /// Criterion ids and where they first stand.
    ids: BTreeMap<String, Span>,
}

impl Compiler<'_> {
    fn error(&mut self, span: Span, message: Message) {
        self.push(self.diagnostic(span, message));
    }

    fn diagnostic(&self, span: Span, message: Message) -> Diagnostic {
        Diagnostic::error(Place::Text(Arc::clone(self.source), span), message)
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

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
            id: header.id.get_ref().to_string(),
            version: header.version.get_ref().to_string(),
            title: header.title.get_ref().to_string(),
            target_group: header.maalgruppe.get_ref().to_string(),
            synonyms: header.synonyms.iter().map(|word| word.get_ref().to_string()).collect(),
            status: status?,
            valid_from: header.valid_from.as_ref().map(|date| *date.get_ref()),
            valid_to: header.valid_to.as_ref().map(|date| *date.get_ref()),
            sources: header.sources.iter().map(|text| text.get_ref().to_string()).collect(),
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
                let help = suggestion(id.get_ref(), &Lint::ALL.map(Lint::id));
                let message = Message::UnknownLint { id: id.get_ref().to_string() };
                let diagnostic = self.diagnostic(id.span(), message).help(help);
                self.push(diagnostic);
            }
            let level = self.word(level, "lints", &LintLevel::ALL, LintLevel::as_str);
            lints.extend(lint.zip(level));
        }
        lints
    }

    fn check_id(&mut self, id: &Text<'_>) {
        let slug = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-');
        if !id.get_ref().chars().all(slug) || fold(id.get_ref()).is_empty() {
            self.error(id.span(), Message::RubricIdIsNoSlug { id: id.get_ref().to_string() });
        }
    }

    /// The value that a word stands for, among all those it may.
    fn word<T: Copy>(
        &mut self,
        text: &Text<'_>,
        key: &'static str,
        values: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let found = values.iter().copied().find(|&value| name(value) == text.get_ref());
        if found.is_none() {
            let names: Vec<&str> = values.iter().map(|&value| name(value)).collect();
            let help = suggestion(text.get_ref(), &names);
            let message = Message::UnknownValue { key, value: text.get_ref().to_string() };
            let diagnostic = self.diagnostic(text.span(), message).help(help);
            self.push(diagnostic);
        }
        found
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
            let help = suggestion(name.get_ref(), &Parameter::ALL.map(Parameter::id));
            let message = Message::UnknownParameter { name: name.get_ref().to_string() };
            let diagnostic = self.diagnostic(name.span(), message).help(help);
            self.push(diagnostic);
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
                let help = suggestion(name.get_ref(), &columns);
                let message = Message::NotAGroupColumn { name: name.get_ref().to_string() };
                let diagnostic = self.diagnostic(name.span(), message).help(help);
                self.push(diagnostic);
                continue;
            };
            if values.is_empty() {
                self.error(name.span(), Message::EmptyList { key: name.get_ref().to_string() });
            }
            let folded = self.distinct(values, false);
            let values = values.iter().map(|value| value.get_ref().to_string()).collect();
            groups.push(Group { column, values, folded });
        }
        groups
    }

    /// The folded forms, after a report of those that could not be told apart, or from a word for missing.
    fn distinct(&mut self, names: &[Text<'_>], of_a_set: bool) -> Vec<String> {
        let folded: Vec<String> = names.iter().map(|name| fold(name.get_ref())).collect();
        for (index, (name, form)) in names.iter().zip(&folded).enumerate() {
            let written = || name.get_ref().to_string();
            if folds_as_missing(form) {
                let message = Message::NameReadsAsMissing { name: written() };
                self.error(name.span(), message);
            } else if of_a_set && form == EMPTY_SET {
                let message = Message::OptionReadsAsEmptySet { name: written() };
                self.error(name.span(), message);
            } else if let Some(first) = folded[..index].iter().position(|other| other == form) {
                let message = Message::NamesFoldAlike {
                    name: written(),
                    other: names[first].get_ref().to_string(),
                };
                let diagnostic = self
                    .diagnostic(name.span(), message)
                    .related(names[first].span(), Message::FirstHere);
                self.push(diagnostic);
            }
        }
        folded
    }

    fn indicators(&mut self, wire: &[(Text<'_>, wire::Indicator<'_>)]) -> Vec<Indicator> {
        let mut indicators: Vec<Indicator> = wire
            .iter()
            .map(|(id, wire)| Indicator {
                id: id.get_ref().to_string(),
                label: wire.label.get_ref().to_string(),
                folded_label: fold(wire.label.get_ref()),
                unit: wire.unit.as_ref().map(|unit| unit.get_ref().to_string()),
                ask: wire.ask.as_ref().map(|ask| ask.get_ref().to_string()),
                source: wire.source.as_ref().and_then(|source| self.evidence_source(source)),
                kind: self.kind(wire),
            })
            .collect();
        for (index, (_, wire)) in wire.iter().enumerate() {
            if let Some(computed) = self.part_of_whole(wire, &indicators) {
                indicators[index].kind = Kind::Share { computed: Some(computed) };
            }
        }
        indicators
    }

    fn evidence_source(&mut self, source: &Text<'_>) -> Option<EvidenceSource> {
        let all =
            [EvidenceSource::Oplysningsskema, EvidenceSource::Interview, EvidenceSource::Dokument];
        self.word(source, "source", &all, EvidenceSource::as_str)
    }

    /// The kind; a faulty one is reported and taken for a bool, which nothing else looks into.
    fn kind(&mut self, wire: &wire::Indicator<'_>) -> Kind {
        let kinds = ["count", "number", "share", "bool", "choice", "set"];
        let kind = self.word(&wire.kind, "type", &kinds, |kind| kind).unwrap_or("bool");
        let misplaced = [
            ("unit", wire.unit.as_ref().map(Spanned::span), ["count", "number"].as_slice()),
            ("options", wire.options.as_ref().map(Spanned::span), &["choice", "set"]),
            ("ordered", wire.ordered.as_ref().map(Spanned::span), &["choice"]),
            ("part", wire.part.as_ref().map(Spanned::span), &["share"]),
            ("whole", wire.whole.as_ref().map(Spanned::span), &["share"]),
        ];
        for (key, span, allowed) in misplaced {
            if let Some(span) = span
                && kinds.contains(&wire.kind.get_ref().as_ref())
                && !allowed.contains(&kind)
            {
                self.error(span, Message::KeyDoesNotFitKind { key, kind });
            }
        }
        match kind {
            "count" => Kind::Count,
            "number" => Kind::Number,
            "share" => Kind::Share { computed: None },
            "choice" => Kind::Choice {
                options: self.options(wire, false),
                ordered: wire.ordered.as_ref().is_some_and(|ordered| *ordered.get_ref()),
            },
            "set" => Kind::Set { options: self.options(wire, true) },
            _ => Kind::Bool,
        }
    }

    fn options(&mut self, wire: &wire::Indicator<'_>, of_a_set: bool) -> Options {
        let none = Options { names: Vec::new(), folded: Vec::new() };
        let Some(options) = &wire.options else {
            self.error(wire.kind.span(), Message::MissingKey { key: "options".into() });
            return none;
        };
        if options.get_ref().is_empty() {
            self.error(options.span(), Message::EmptyList { key: "options".into() });
        }
        if options.get_ref().len() > Options::MAX {
            self.error(options.span(), Message::TooManyOptions { most: Options::MAX });
            return none;
        }
        Options {
            folded: self.distinct(options.get_ref(), of_a_set),
            names: options.get_ref().iter().map(|name| name.get_ref().to_string()).collect(),
        }
    }

    fn part_of_whole(
        &mut self,
        wire: &wire::Indicator<'_>,
        indicators: &[Indicator],
    ) -> Option<PartOfWhole> {
        let (part, whole) = match (&wire.part, &wire.whole) {
            (Some(part), Some(whole)) => (part, whole),
            (Some(alone), None) => {
                self.error(alone.span(), Message::PartWithoutWhole { missing: "whole" });
                return None;
            }
            (None, Some(alone)) => {
                self.error(alone.span(), Message::PartWithoutWhole { missing: "part" });
                return None;
            }
            (None, None) => return None,
        };
        let mut counted = |name: &Text<'_>| {
            let index = self.indicator_among(name, indicators)?;
            if matches!(indicators[index].kind, Kind::Count | Kind::Number) {
                return Some(index);
            }
            let kind = indicators[index].kind.as_str();
            self.error(
                name.span(),
                Message::NotCountable { name: name.get_ref().to_string(), kind },
            );
            None
        };
        let (part, whole) = (counted(part), counted(whole));
        Some(PartOfWhole { part: part?, whole: whole? })
    }

    /// Every name that a column may have, so that no header can mean two things.
    fn check_column_names(
        &mut self,
        wire: &[(Text<'_>, wire::Indicator<'_>)],
        indicators: &[Indicator],
    ) {
        // Room for more than most rubrics have, so that it does not grow.
        let mut taken: HashMap<Cow<'_, str>, Option<Span>> = HashMap::with_capacity(256);
        for column in Identity::ALL {
            taken.insert(column.id().into(), None);
            taken.extend(column.aliases().iter().map(|&alias| (alias.into(), None)));
        }
        for parameter in Parameter::ALL {
            taken.insert(parameter.id().into(), None);
            taken.insert(reason_column(parameter).into(), None);
        }
        for (id, _) in wire {
            let fine = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '_');
            if !id.get_ref().chars().all(fine) || folded(id.get_ref()).is_empty() {
                self.error(
                    id.span(),
                    Message::IndicatorIdHasOtherSigns { id: id.get_ref().to_string() },
                );
            }
            self.take_name(&mut taken, folded(id.get_ref()), id);
        }
        for ((id, wire), indicator) in wire.iter().zip(indicators) {
            let stem = folded(id.get_ref());
            self.take_name(&mut taken, joined(&stem, "note").into(), id);
            let (Kind::Set { options }, Some(names)) = (&indicator.kind, &wire.options) else {
                continue;
            };
            let forms = &options.folded;
            for (index, (name, form)) in names.get_ref().iter().zip(forms).enumerate() {
                // Options that fold alike or to nothing are reported already.
                if !form.is_empty() && !forms[..index].contains(form) {
                    self.take_name(&mut taken, joined(&stem, form).into(), name);
                }
            }
        }
        for ((id, wire), indicator) in wire.iter().zip(indicators) {
            let label = &indicator.folded_label;
            if !label.is_empty() && *label != folded(id.get_ref()) {
                self.take_name(&mut taken, label.into(), &wire.label);
            }
        }
    }

    fn take_name<'t>(
        &mut self,
        taken: &mut HashMap<Cow<'t, str>, Option<Span>>,
        name: Cow<'t, str>,
        at: &Text<'_>,
    ) {
        match taken.entry(name) {
            Entry::Vacant(free) => {
                free.insert(Some(at.span()));
            }
            Entry::Occupied(first) => {
                let message = Message::ColumnNameTaken {
                    written: at.get_ref().to_string(),
                    name: first.key().to_string(),
                };
                let mut diagnostic = self.diagnostic(at.span(), message);
                if let Some(first) = first.get() {
                    diagnostic = diagnostic.related(first.clone(), Message::FirstHere);
                }
                self.push(diagnostic);
            }
        }
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
            let message = Message::CriteriaOnAssessed { parameter: name.get_ref().to_string() };
            let method = wire.method.as_ref().map_or(name.span(), Spanned::span);
            let diagnostic = self
                .diagnostic(first.condition.span.clone(), message)
                .related(method, Message::AssessedHere);
            self.push(diagnostic);
        }
    }

    /// A parameter with criteria has at least one at each level.
    fn check_levels(&mut self, name: &Text<'_>, wire: &wire::Parameter<'_>) {
        let parameter = name.get_ref().to_string();
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

    fn criterion(
        &mut self,
        wire: &wire::Criterion<'_>,
        indicators: &[Indicator],
    ) -> Option<Criterion> {
        let id = wire.id.get_ref();
        match self.ids.get(&**id) {
            Some(first) => {
                let diagnostic = self
                    .diagnostic(wire.id.span(), Message::CriterionIdTwice { id: id.to_string() })
                    .related(first.clone(), Message::FirstHere);
                self.push(diagnostic);
            }
            None => {
                self.ids.insert(id.to_string(), wire.id.span());
            }
        }
        Some(Criterion {
            id: id.to_string(),
            text: wire.text.get_ref().to_string(),
            basis: wire.basis.as_ref().map(|basis| basis.get_ref().to_string()),
            own: wire.own,
            bound_basis: wire.bound_basis.as_ref().map(|basis| basis.get_ref().to_string()),
            condition: self.condition(&wire.condition, indicators)?,
            span: wire.condition.span.clone(),
        })
    }

    fn condition(
        &mut self,
        wire: &wire::Condition<'_>,
        indicators: &[Indicator],
    ) -> Option<Condition> {
        let groups = [
            (GroupKind::Any, &wire.any_of),
            (GroupKind::All, &wire.all_of),
            (GroupKind::AtLeast, &wire.of),
        ];
        let groups: Vec<_> = groups
            .into_iter()
            .filter_map(|(kind, members)| members.as_ref().map(|members| (kind, members)))
            .collect();
        let facts = [
            wire.indicator.as_ref().map(Spanned::span),
            wire.sum.as_ref().map(Spanned::span),
            wire.union.as_ref().map(Spanned::span),
        ];
        let heads = groups.len() + facts.iter().flatten().count();
        if heads != 1 {
            let message =
                if heads == 0 { Message::NoFactAndNoGroup } else { Message::SeveralFactsOrGroups };
            self.error(wire.span.clone(), message);
            return None;
        }
        match groups.first() {
            Some((kind, members)) => self.group(wire, *kind, members, indicators),
            None => self.leaf(wire, indicators).map(Condition::Leaf),
        }
    }

    fn group(
        &mut self,
        wire: &wire::Condition<'_>,
        kind: GroupKind,
        members: &Spanned<Vec<wire::Condition<'_>>>,
        indicators: &[Indicator],
    ) -> Option<Condition> {
        self.refuse_tests(
            wire,
            if kind == GroupKind::AtLeast { &["at_least"] } else { &[] },
            "group",
        );
        let compiled: Vec<Option<Condition>> =
            members.get_ref().iter().map(|member| self.condition(member, indicators)).collect();
        if compiled.is_empty() {
            self.error(members.span(), Message::EmptyGroup);
            return None;
        }
        let n = match kind {
            GroupKind::Any => 1,
            GroupKind::All => compiled.len(),
            GroupKind::AtLeast => match &wire.at_least {
                Some(at_least) => self.at_least(at_least, compiled.len())?,
                None => {
                    self.error(members.span(), Message::OfWithoutAtLeast);
                    return None;
                }
            },
        };
        Some(Condition::AtLeast { kind, n, members: compiled.into_iter().collect::<Option<_>>()? })
    }

    /// Reports every test of `wire` that is not among `allowed`: it does not fit the fact, or a group.
    fn refuse_tests(
        &mut self,
        wire: &wire::Condition<'_>,
        allowed: &[&str],
        kind: &'static str,
    ) -> bool {
        let tests = [
            ("min", wire.min.as_ref().map(Spanned::span)),
            ("max", wire.max.as_ref().map(Spanned::span)),
            ("min_for", wire.min_for.as_ref().map(Spanned::span)),
            ("max_for", wire.max_for.as_ref().map(Spanned::span)),
            ("is", wire.is.as_ref().map(Spanned::span)),
            ("one_of", wire.one_of.as_ref().map(Spanned::span)),
            ("includes", wire.includes.as_ref().map(Spanned::span)),
            ("at_least", wire.at_least.as_ref().map(Spanned::span)),
            ("at_least_for", wire.at_least_for.as_ref().map(Spanned::span)),
        ];
        let mut refused = false;
        for (key, span) in tests {
            if let Some(span) = span
                && !allowed.contains(&key)
            {
                self.error(span, Message::TestDoesNotFit { test: key, kind });
                refused = true;
            }
        }
        refused
    }

    fn leaf(&mut self, wire: &wire::Condition<'_>, indicators: &[Indicator]) -> Option<Leaf> {
        let named = self.fact(wire, indicators)?;
        let [first, ..] = named[..] else {
            return None;
        };
        let kind = &indicators[first].kind;
        let sum = wire.sum.is_some();
        let bounds = ["min", "max", "min_for", "max_for"];
        let (allowed, name): (&[&str], _) = match kind {
            _ if sum => (&bounds, "sum"),
            Kind::Count | Kind::Number | Kind::Share { .. } => (&bounds, kind.as_str()),
            Kind::Bool => (&["is"], "bool"),
            Kind::Choice { ordered: true, .. } => {
                (&["min", "max", "min_for", "max_for", "one_of"], "choice")
            }
            Kind::Choice { .. } => (&["one_of"], "unordered choice"),
            Kind::Set { .. } => (&["includes", "at_least", "at_least_for"], "set"),
        };
        if self.refuse_tests(wire, allowed, name) {
            return None;
        }
        match kind {
            Kind::Bool => match &wire.is {
                Some(is) => Some(Leaf::Is { indicator: [first], value: *is.get_ref() }),
                None => self.no_test(wire, allowed),
            },
            Kind::Set { options } => self.includes(wire, named, options),
            Kind::Choice { options, ordered } => match &wire.one_of {
                Some(one_of) if wire.min.is_none() && wire.max.is_none() => {
                    let options = self.named_options(one_of, "one_of", options)?;
                    Some(Leaf::OneOf { indicator: [first], options })
                }
                Some(one_of) => {
                    self.error(one_of.span(), Message::TwoTests);
                    None
                }
                None if *ordered => self.range(wire, named, Some(options), allowed),
                None => self.no_test(wire, allowed),
            },
            Kind::Count | Kind::Number | Kind::Share { .. } => {
                self.range(wire, named, None, allowed)
            }
        }
    }

    fn no_test<T>(&mut self, wire: &wire::Condition<'_>, allowed: &[&str]) -> Option<T> {
        // An exception alone is no test.
        let tests: Vec<&str> =
            allowed.iter().copied().filter(|test| !test.ends_with("_for")).collect();
        let message = Message::LeafWithoutTest { tests: tests.join(", ") };
        self.error(wire.span.clone(), message);
        None
    }

    /// The indicators of a leaf's fact, all of kinds that go together.
    fn fact(&mut self, wire: &wire::Condition<'_>, indicators: &[Indicator]) -> Option<Vec<usize>> {
        if let Some(name) = &wire.indicator {
            return self.indicator_among(name, indicators).map(|index| vec![index]);
        }
        let (key, names) = match (&wire.sum, &wire.union) {
            (Some(names), _) => ("sum", names),
            (None, Some(names)) => ("union", names),
            (None, None) => return None,
        };
        if names.get_ref().is_empty() {
            self.error(names.span(), Message::EmptyList { key: key.to_owned() });
            return None;
        }
        let indices: Vec<Option<usize>> =
            names.get_ref().iter().map(|name| self.indicator_among(name, indicators)).collect();
        let indices: Vec<usize> = indices.into_iter().collect::<Option<_>>()?;
        for (position, (name, index)) in names.get_ref().iter().zip(&indices).enumerate() {
            if indices[..position].contains(index) {
                self.error(name.span(), Message::NamedTwice { name: name.get_ref().to_string() });
                return None;
            }
            let first = &indicators[indices[0]].kind;
            let kind = &indicators[*index].kind;
            let fits = match (key, first, kind) {
                ("sum", Kind::Count, Kind::Count) | ("sum", Kind::Number, Kind::Number) => true,
                ("union", Kind::Set { options }, Kind::Set { options: others }) => {
                    options.folded == others.folded
                }
                _ => false,
            };
            if !fits {
                let name_text = name.get_ref().to_string();
                let message = match (key, kind) {
                    ("sum", _) => {
                        Message::SumOfOtherThanCounts { name: name_text, kind: kind.as_str() }
                    }
                    (_, Kind::Set { .. }) => Message::UnionOfOtherOptions {
                        name: name_text,
                        first: indicators[indices[0]].id.clone(),
                    },
                    _ => Message::UnionOfOtherThanSets { name: name_text, kind: kind.as_str() },
                };
                self.error(name.span(), message);
                return None;
            }
        }
        Some(indices)
    }

    fn indicator_among(&mut self, name: &Text<'_>, indicators: &[Indicator]) -> Option<usize> {
        let found = indicators.iter().position(|indicator| indicator.id == *name.get_ref());
        if found.is_none() {
            let ids: Vec<&str> = indicators.iter().map(|indicator| indicator.id.as_str()).collect();
            let help =
                nearest(name.get_ref(), ids).map(|name| Message::DidYouMean { name: name.into() });
            let message = Message::UnknownIndicator { name: name.get_ref().to_string() };
            let diagnostic = self.diagnostic(name.span(), message).help(help);
            self.push(diagnostic);
        }
        found
    }

    fn includes(
        &mut self,
        wire: &wire::Condition<'_>,
        indicators: Vec<usize>,
        all: &Options,
    ) -> Option<Leaf> {
        let (named, options) = match &wire.includes {
            Some(includes) => (true, self.named_options(includes, "includes", all)?),
            None if wire.at_least.is_some() => (false, all.all()),
            None => return self.no_test(wire, &["includes", "at_least"]),
        };
        let number = BoundOf::Options { most: options.len() };
        let exceptions = wire.at_least_for.as_ref();
        let at_least = self.bound(wire.at_least.as_ref(), exceptions, "at_least", number)?;
        let leaf = Leaf::Includes {
            indicators,
            named,
            options,
            at_least: at_least.unwrap_or_else(|| Bound::of_options(options.len())),
        };
        self.check_combinations(wire, &leaf).then_some(leaf)
    }

    fn named_options(
        &mut self,
        names: &Spanned<Vec<Text<'_>>>,
        key: &str,
        all: &Options,
    ) -> Option<OptionSet> {
        if names.get_ref().is_empty() {
            self.error(names.span(), Message::EmptyList { key: key.to_owned() });
            return None;
        }
        let mut set = OptionSet::EMPTY;
        let mut complete = true;
        for name in names.get_ref() {
            match self.option(name.get_ref(), name.span(), all) {
                Some(index) if set.contains(index) => {
                    self.error(
                        name.span(),
                        Message::NamedTwice { name: name.get_ref().to_string() },
                    );
                    complete = false;
                }
                Some(index) => set = set.with(index),
                None => complete = false,
            }
        }
        complete.then_some(set)
    }

    fn option(&mut self, name: &str, span: Span, all: &Options) -> Option<usize> {
        let found = all.find(name);
        if found.is_none() {
            let names: Vec<&str> = all.names.iter().map(String::as_str).collect();
            let help = suggestion(name, &names);
            let diagnostic =
                self.diagnostic(span, Message::UnknownOption { name: name.to_owned() }).help(help);
            self.push(diagnostic);
        }
        found
    }

    fn at_least(&mut self, literal: &Literal<'_>, most: usize) -> Option<usize> {
        let number = self.number(literal)?;
        let n =
            usize::try_from(number.ten_thousandths() / Number::from_integer(1).ten_thousandths())
                .ok();
        match n {
            Some(n) if number.is_whole() && (1..=most).contains(&n) => Some(n),
            _ => {
                self.error(literal.span(), Message::AtLeastOutOfRange { most });
                None
            }
        }
    }

    fn range(
        &mut self,
        wire: &wire::Condition<'_>,
        indicators: Vec<usize>,
        options: Option<&Options>,
        allowed: &[&str],
    ) -> Option<Leaf> {
        if wire.min.is_none()
            && wire.max.is_none()
            && wire.min_for.is_none()
            && wire.max_for.is_none()
        {
            return self.no_test(wire, allowed);
        }
        let of = options.map_or(BoundOf::Number, BoundOf::Choice);
        let min = self.bound(wire.min.as_ref(), wire.min_for.as_ref(), "min", of);
        let max = self.bound(wire.max.as_ref(), wire.max_for.as_ref(), "max", of);
        let (min, max) = (min?, max?);
        let leaf = Leaf::Range { indicators, sum: wire.sum.is_some(), min, max };
        self.check_combinations(wire, &leaf).then_some(leaf)
    }

    /// The bound, or that there is none; nothing where it is faulty.
    #[expect(
        clippy::option_option,
        reason = "the outer says whether it could be read, the inner whether it is there"
    )]
    fn bound(
        &mut self,
        base: Option<&Literal<'_>>,
        exceptions: Option<&Spanned<Vec<wire::BoundFor<'_>>>>,
        key: &'static str,
        of: BoundOf<'_>,
    ) -> Option<Option<Bound>> {
        let value = base.map(|literal| self.bound_value(literal, of));
        let mut compiled = Vec::new();
        let mut complete = true;
        for entry in exceptions.iter().flat_map(|entries| entries.get_ref()) {
            match self.exception(entry, of) {
                Some(exception) => compiled.push(exception),
                None => complete = false,
            }
        }
        match (value, exceptions) {
            (None, Some(alone)) => {
                self.error(alone.span(), Message::ExceptionWithoutBound { key });
                None
            }
            (None, None) => Some(None),
            (Some(value), _) => {
                let value = value?;
                complete.then_some(Some(Bound { value, exceptions: compiled }))
            }
        }
    }

    fn exception(&mut self, wire: &wire::BoundFor<'_>, of: BoundOf<'_>) -> Option<Exception> {
        let bound = self.bound_value(&wire.bound, of);
        let group = self.groups.iter().position(|group| group.column.id() == wire.group.get_ref());
        let Some(group) = group else {
            let names: Vec<&str> = self.groups.iter().map(|group| group.column.id()).collect();
            let help = suggestion(wire.group.get_ref(), &names);
            let message = Message::UnknownGroup { name: wire.group.get_ref().to_string() };
            let diagnostic = self.diagnostic(wire.group.span(), message).help(help);
            self.push(diagnostic);
            return None;
        };
        let value = self.groups[group].find(wire.value.get_ref());
        let Some(value) = value else {
            let names: Vec<&str> = self.groups[group].values.iter().map(String::as_str).collect();
            let help = suggestion(wire.value.get_ref(), &names);
            let message = Message::UnknownGroupValue {
                value: wire.value.get_ref().to_string(),
                group: wire.group.get_ref().to_string(),
            };
            let diagnostic = self.diagnostic(wire.value.span(), message).help(help);
            self.push(diagnostic);
            return None;
        };
        Some(Exception { group, value, bound: bound? })
    }

    fn bound_value(&mut self, literal: &Literal<'_>, of: BoundOf<'_>) -> Option<Number> {
        match (literal.get_ref(), of) {
            (LiteralValue::Option(name), BoundOf::Choice(options)) => {
                let index = self.option(name, literal.span(), options)?;
                u32::try_from(index).ok().map(Number::from_integer)
            }
            (LiteralValue::Number(_), BoundOf::Choice(_)) => {
                self.error(literal.span(), Message::BoundIsNoOption);
                None
            }
            (_, BoundOf::Options { most }) => self
                .at_least(literal, most)
                .and_then(|n| u32::try_from(n).ok())
                .map(Number::from_integer),
            (_, BoundOf::Number) => self.number(literal),
        }
    }

    fn number(&mut self, literal: &Literal<'_>) -> Option<Number> {
        let LiteralValue::Number(text) = literal.get_ref() else {
            self.error(literal.span(), Message::WrongType { expected: "number", found: "string" });
            return None;
        };
        let message = match Number::from_rubric(text.strip_prefix('+').unwrap_or(text)) {
            Ok(number) => return Some(number),
            Err(NumberFault::Negative) => Message::NumberNegative,
            Err(NumberFault::TooLarge | NumberFault::TooPrecise) => Message::NumberTooLong,
            Err(_) => Message::NumberNotPlain,
        };
        self.error(literal.span(), message);
        None
    }

    /// For every kind of supplier the lower bound must not be above the upper one.
    fn check_combinations(&mut self, wire: &wire::Condition<'_>, leaf: &Leaf) -> bool {
        if leaf.combination_count(&self.groups) > MAX_COMBINATIONS {
            let message = Message::TooManyCombinations { most: MAX_COMBINATIONS };
            self.error(wire.span.clone(), message);
            return false;
        }
        let [Some(low), Some(high)] = leaf.bounds() else {
            return true;
        };
        let unknown = vec![None; self.groups.len()];
        let crossed = leaf
            .combinations(&self.groups, &unknown)
            .into_iter()
            .find(|groups| low.for_groups(groups) > high.for_groups(groups));
        if let Some(groups) = &crossed {
            let message = if low.value > high.value {
                Message::MinAboveMax
            } else {
                Message::MinAboveMaxFor { groups: self.named_groups(groups) }
            };
            let place = |literal: &Option<Literal<'_>>| {
                literal.as_ref().map_or(wire.span.clone(), Spanned::span)
            };
            let diagnostic = self
                .diagnostic(place(&wire.min), message)
                .related(place(&wire.max), Message::UpperBoundHere);
            self.push(diagnostic);
        }
        crossed.is_none()
    }

    /// `leverandoertype = matrikelloes`.
    fn named_groups(&self, values: &GroupValues) -> String {
        let named = self.groups.iter().zip(values).filter_map(|(group, value)| {
            let value = &group.values[(*value)?];
            Some(format!("{} = {value}", group.column.id()))
        });
        named.collect::<Vec<_>>().join(", ")
    }
}

/// What a bound is a bound of, which decides what may be written.
#[derive(Debug, Clone, Copy)]
enum BoundOf<'o> {
    Number,
    /// The options of an ordered choice, of which the bound is one.
    Choice(&'o Options),
    /// So many options of a set.
    Options {
        most: usize,
    },
}

const EMPTY_SET: &str = "ingen";

fn suggestion(name: &str, known: &[&str]) -> Option<Message> {
    if let Some(near) = nearest(name, known.iter().copied()) {
        return Some(Message::DidYouMean { name: near.to_owned() });
    }
    (!known.is_empty()).then(|| Message::KnownNames { names: known.join(", ") })
}

fn description(wire: &wire::TargetGroup<'_>) -> Vec<(Aspect, LevelTexts)> {
    [
        (Aspect::Complexity, &wire.complexity),
        (Aspect::Size, &wire.size),
        (Aspect::Services, &wire.services),
        (Aspect::Content, &wire.content),
    ]
    .into_iter()
    .filter_map(|(aspect, texts)| Some((aspect, level_texts(texts.as_ref()?))))
    .collect()
}

fn level_texts(wire: &wire::LevelTexts<'_>) -> LevelTexts {
    LevelTexts(wire.each_ref().map(|text| text.get_ref().to_string()))
}
