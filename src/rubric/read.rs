//! Turns the text of a rubric file into a [`Wire`] rubric: TOML syntax and the shape of every table.
//!
//! The tables are walked by hand instead of through serde, because serde stops at the first fault of
//! a table and a rubric's author is owed all of them at once.

use super::grammar::{self, Key};
use super::model::Aspect;
use super::toml_table::{Faults, document, kept, type_name, unknown_keys};
use super::tree::{Node, Table, Value};
use super::wire::{
    BoundFor, Condition, Criterion, Cutoffs, Header, Indicator, LevelTexts, Literal, LiteralValue,
    Parameter, Placement, Require, TargetGroup, Text, Wire,
};
use crate::diagnostic::Diagnostics;
use crate::source::{Source, Span};
use crate::vocabulary::Level;
use crate::words::Message;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

/// Reads `source` as a rubric; what is wrong goes to `notes`, and nothing comes back if an error did.
pub(crate) fn read<'t>(source: &'t Arc<Source>, notes: &mut Diagnostics) -> Option<Wire<'t>> {
    document(source, notes, |table, faults| Reader { faults }.document(table)).flatten()
}

struct Reader<'r, 's> {
    faults: &'r mut Faults<'s>,
}

impl Reader<'_, '_> {
    fn error(&mut self, span: Span, message: Message) {
        self.push(span, message, None);
    }

    fn push(&mut self, span: Span, message: Message, help: Option<Message>) {
        self.faults.push(span, message, help);
    }

    fn document<'t>(&mut self, table: &Table<'t>) -> Option<Wire<'t>> {
        // A table that is missing altogether stands nowhere; its place is the beginning.
        let start = 0..0;
        self.keys(table, grammar::DOCUMENT);
        self.schema(table, start.clone());
        let rubric = self
            .required(table, "rubric", start.clone(), Self::table)
            .and_then(|(table, span)| self.header(table, span));
        let target_group = match self.optional(table, "target_group", Self::table) {
            Some((table, _)) => self.target_group(table),
            None => TargetGroup::default(),
        };
        let placement =
            self.optional(table, "placement", Self::table).map(|(table, _)| self.placement(table));
        let groups = self.groups(table);
        let indicators = self.indicators(table);
        let parameters_at = table.entry("parameters").map_or(start.clone(), |(key, _)| key.span());
        let parameters = self.parameters(table, start);
        let lints = self.lints(table);
        Some(Wire {
            rubric: rubric?,
            target_group,
            placement,
            groups,
            indicators,
            parameters,
            parameters_at,
            lints,
        })
    }

    fn lints<'t>(&mut self, table: &Table<'t>) -> Vec<(Text<'t>, Text<'t>)> {
        let Some((lints, _)) = self.optional(table, "lints", Self::table) else {
            return Vec::new();
        };
        kept(lints.0.iter().map(|(key, value)| Some((key.clone(), self.text(value)?))))
    }

    fn schema(&mut self, table: &Table<'_>, start: Span) {
        if let Some(schema) = self.required(table, "schema", start, Self::literal)
            && *schema.get_ref() != LiteralValue::Number("1".into())
        {
            self.error(schema.span(), Message::UnknownSchema);
        }
    }

    fn header<'t>(&mut self, table: &Table<'t>, span: Span) -> Option<Header<'t>> {
        self.keys(table, grammar::HEADER);
        let id = self.required(table, "id", span.clone(), Self::text);
        let version = self.required(table, "version", span.clone(), Self::text);
        let title = self.required(table, "title", span.clone(), Self::text);
        let maalgruppe = self.required(table, "maalgruppe", span.clone(), Self::text);
        let status = self.required(table, "status", span, Self::text);
        let synonyms = self.optional(table, "synonyms", Self::texts);
        let valid_from = self.optional(table, "valid_from", Self::date);
        let valid_to = self.optional(table, "valid_to", Self::date);
        let sources = self.optional(table, "sources", Self::texts);
        Some(Header {
            id: id?,
            version: version?,
            title: title?,
            maalgruppe: maalgruppe?,
            synonyms: synonyms.map(Spanned::into_inner).unwrap_or_default(),
            status: status?,
            valid_from,
            valid_to,
            sources: sources.map(Spanned::into_inner).unwrap_or_default(),
        })
    }

    fn target_group<'t>(&mut self, table: &Table<'t>) -> TargetGroup<'t> {
        self.keys(table, grammar::TARGET_GROUP);
        Aspect::ALL.map(|aspect| {
            let (texts, span) = self.optional(table, aspect.key(), Self::table)?;
            self.level_texts(texts, span)
        })
    }

    fn level_texts<'t>(&mut self, table: &Table<'t>, span: Span) -> Option<LevelTexts<'t>> {
        let levels = Level::DESCRIBED.map(Level::key);
        self.keys(table, grammar::LEVEL_TEXTS);
        let [low, middle, high] =
            levels.map(|level| self.required(table, level, span.clone(), Self::text));
        Some([low?, middle?, high?])
    }

    fn placement<'t>(&mut self, table: &Table<'t>) -> Placement<'t> {
        self.keys(table, grammar::PLACEMENT);
        let rule = self.optional(table, "rule", Self::text);
        let cutoffs = self.optional(table, "cutoffs", Self::table).map(|(cutoffs, span)| {
            let levels = Level::DESCRIBED.map(Level::key);
            self.keys(cutoffs, grammar::CUTOFFS);
            Cutoffs {
                span,
                values: levels.map(|level| self.optional(cutoffs, level, Self::literal)),
            }
        });
        let require = self.optional(table, "require", Self::tables);
        let require = kept(require.unwrap_or_default().into_iter().map(|(one, span)| {
            self.keys(one, grammar::REQUIRE);
            let level = self.required(one, "level", span.clone(), Self::text);
            let parameter = self.optional(one, "parameter", Self::text);
            let at_least = self.required(one, "at_least", span, Self::text);
            Some(Require { level: level?, parameter, at_least: at_least? })
        }));
        Placement { rule, cutoffs, require }
    }

    fn groups<'t>(&mut self, table: &Table<'t>) -> Vec<(Text<'t>, Vec<Text<'t>>)> {
        let Some((groups, _)) = self.optional(table, "groups", Self::table) else {
            return Vec::new();
        };
        kept(
            groups
                .0
                .iter()
                .map(|(key, value)| Some((key.clone(), self.texts(value)?.into_inner()))),
        )
    }

    fn indicators<'t>(&mut self, table: &Table<'t>) -> Vec<(Text<'t>, Indicator<'t>)> {
        let Some((indicators, _)) = self.optional(table, "indicators", Self::table) else {
            return Vec::new();
        };
        kept(indicators.0.iter().map(|(key, value)| {
            let (table, _) = self.table(value)?;
            Some((key.clone(), self.indicator(table, key.span())?))
        }))
    }

    fn indicator<'t>(&mut self, table: &Table<'t>, span: Span) -> Option<Indicator<'t>> {
        self.keys(table, grammar::INDICATOR);
        let kind = self.required(table, "type", span.clone(), Self::text);
        let label = self.required(table, "label", span, Self::text);
        let unit = self.optional(table, "unit", Self::text);
        let ask = self.optional(table, "ask", Self::text);
        let source = self.optional(table, "source", Self::text);
        let options = self.optional(table, "options", Self::texts);
        let ordered = self.optional(table, "ordered", Self::boolean);
        let part = self.optional(table, "part", Self::text);
        let whole = self.optional(table, "whole", Self::text);
        Some(Indicator {
            kind: kind?,
            label: label?,
            unit,
            ask,
            source,
            options,
            ordered,
            part,
            whole,
        })
    }

    fn parameters<'t>(&mut self, table: &Table<'t>, start: Span) -> Vec<(Text<'t>, Parameter<'t>)> {
        let Some((parameters, _)) = self.required(table, "parameters", start, Self::table) else {
            return Vec::new();
        };
        kept(parameters.0.iter().map(|(key, value)| {
            let (table, _) = self.table(value)?;
            Some((key.clone(), self.parameter(table, key.span())?))
        }))
    }

    fn parameter<'t>(&mut self, table: &Table<'t>, span: Span) -> Option<Parameter<'t>> {
        self.keys(table, grammar::PARAMETER);
        let method = self.optional(table, "method", Self::text);
        let levels = self.optional(table, "levels", Self::text);
        let may_be_irrelevant = self.optional(table, "may_be_irrelevant", Self::boolean);
        let guidance = self
            .required(table, "guidance", span, Self::table)
            .and_then(|(guidance, span)| self.level_texts(guidance, span));
        let criteria = Level::DESCRIBED.map(|level| {
            let tables = self.optional(table, level.key(), Self::tables);
            let criterion = |(table, span)| self.criterion(table, span);
            kept(tables.unwrap_or_default().into_iter().map(criterion))
        });
        Some(Parameter {
            method,
            levels,
            may_be_irrelevant: may_be_irrelevant.is_some_and(Spanned::into_inner),
            guidance: guidance?,
            criteria,
        })
    }

    fn criterion<'t>(&mut self, table: &Table<'t>, span: Span) -> Option<Criterion<'t>> {
        self.keys(table, grammar::CRITERION);
        let id = self.required(table, "id", span.clone(), Self::text);
        let text = self.required(table, "text", span.clone(), Self::text);
        let basis = self.optional(table, "basis", Self::text);
        let own = self.optional(table, "own", Self::boolean);
        let bound_basis = self.optional(table, "bound_basis", Self::text);
        let condition = self.condition(table, span);
        Some(Criterion {
            id: id?,
            text: text?,
            basis,
            own: own.is_some_and(Spanned::into_inner),
            bound_basis,
            condition,
        })
    }

    fn condition<'t>(&mut self, table: &Table<'t>, span: Span) -> Condition<'t> {
        Condition {
            span,
            indicator: self.optional(table, "indicator", Self::text),
            sum: self.optional(table, "sum", Self::texts),
            union: self.optional(table, "union", Self::texts),
            min: self.optional(table, "min", Self::literal),
            max: self.optional(table, "max", Self::literal),
            min_for: self.bounds_for(table, "min_for", "min"),
            max_for: self.bounds_for(table, "max_for", "max"),
            is: self.optional(table, "is", Self::boolean),
            one_of: self.optional(table, "one_of", Self::texts),
            includes: self.optional(table, "includes", Self::texts),
            at_least: self.optional(table, "at_least", Self::literal),
            at_least_for: self.bounds_for(table, "at_least_for", "at_least"),
            any_of: self.members(table, "any_of"),
            all_of: self.members(table, "all_of"),
            of: self.members(table, "of"),
        }
    }

    fn members<'t>(&mut self, table: &Table<'t>, key: &str) -> Option<Spanned<Vec<Condition<'t>>>> {
        let (_, value) = table.entry(key)?;
        let members = self
            .tables(value)?
            .into_iter()
            .map(|(member, span)| {
                self.keys(member, grammar::CONDITION);
                self.condition(member, span)
            })
            .collect();
        Some(Spanned::new(value.span(), members))
    }

    fn bounds_for<'t>(
        &mut self,
        table: &Table<'t>,
        key: &str,
        bound: &str,
    ) -> Option<Spanned<Vec<BoundFor<'t>>>> {
        let (_, value) = table.entry(key)?;
        let tables = self.tables(value)?.into_iter();
        let entries = kept(tables.map(|(entry, span)| self.bound_for(entry, span, bound)));
        Some(Spanned::new(value.span(), entries))
    }

    fn bound_for<'t>(&mut self, entry: &Table<'t>, span: Span, key: &str) -> Option<BoundFor<'t>> {
        let bound = self.required(entry, key, span.clone(), Self::literal);
        let groups: Vec<_> = entry.0.iter().filter(|(name, _)| name.get_ref() != key).collect();
        let [(group, value)] = groups[..] else {
            self.error(span, Message::OneGroupAnEntry { key: key.to_owned() });
            return None;
        };
        let value = self.text(value);
        Some(BoundFor { span, group: group.clone(), value: value?, bound: bound? })
    }

    /// Reports every key of `table` that is not known there, with the nearest known one.
    fn keys(&mut self, table: &Table<'_>, known: &[Key]) {
        let is_known = |name: &str| known.iter().any(|key| key.name == name);
        if table.0.iter().all(|(name, _)| is_known(name.get_ref())) {
            return;
        }
        let known: Vec<&str> = known.iter().map(|key| key.name).collect();
        for (span, message, help) in unknown_keys(table, &known) {
            self.push(span, message, Some(help));
        }
    }

    fn required<'a, 't, T>(
        &mut self,
        table: &'a Table<'t>,
        key: &str,
        at: Span,
        read: impl FnOnce(&mut Self, &'a Value<'t>) -> Option<T>,
    ) -> Option<T> {
        if let Some((_, value)) = table.entry(key) {
            return read(self, value);
        }
        self.error(at, Message::MissingKey { key: key.to_owned() });
        None
    }

    fn optional<'a, 't, T>(
        &mut self,
        table: &'a Table<'t>,
        key: &str,
        read: impl FnOnce(&mut Self, &'a Value<'t>) -> Option<T>,
    ) -> Option<T> {
        table.entry(key).and_then(|(_, value)| read(self, value))
    }

    fn wrong_type<T>(&mut self, value: &Value<'_>, expected: &'static str) -> Option<T> {
        let found = type_name(value.get_ref());
        self.error(value.span(), Message::WrongType { expected, found });
        None
    }

    fn text<'t>(&mut self, value: &Value<'t>) -> Option<Text<'t>> {
        match value.get_ref() {
            Node::String(text) if text.trim().is_empty() => {
                self.error(value.span(), Message::EmptyText);
                None
            }
            Node::String(text) => Some(Spanned::new(value.span(), text.clone())),
            _ => self.wrong_type(value, "string"),
        }
    }

    fn texts<'t>(&mut self, value: &Value<'t>) -> Option<Spanned<Vec<Text<'t>>>> {
        let Node::Array(items) = value.get_ref() else {
            return self.wrong_type(value, "array");
        };
        let texts = kept(items.iter().map(|item| self.text(item)));
        Some(Spanned::new(value.span(), texts))
    }

    fn boolean(&mut self, value: &Value<'_>) -> Option<Spanned<bool>> {
        match value.get_ref() {
            Node::Scalar(DeValue::Boolean(yes)) => Some(Spanned::new(value.span(), *yes)),
            _ => self.wrong_type(value, "boolean"),
        }
    }

    fn literal<'t>(&mut self, value: &Value<'t>) -> Option<Literal<'t>> {
        let literal = match value.get_ref() {
            Node::Scalar(DeValue::Integer(number)) if number.radix() == 10 => {
                LiteralValue::Number(number.as_str().to_owned())
            }
            Node::Scalar(DeValue::Integer(_)) => {
                self.error(value.span(), Message::NumberNotPlain);
                return None;
            }
            Node::Scalar(DeValue::Float(number)) => {
                LiteralValue::Number(number.as_str().to_owned())
            }
            Node::String(option) => LiteralValue::Option(option.clone()),
            _ => return self.wrong_type(value, "number"),
        };
        Some(Spanned::new(value.span(), literal))
    }

    fn date(&mut self, value: &Value<'_>) -> Option<Spanned<jiff::civil::Date>> {
        let Node::Scalar(DeValue::Datetime(datetime)) = value.get_ref() else {
            return self.wrong_type(value, "date");
        };
        let (Some(date), None, None) = (datetime.date, datetime.time, datetime.offset) else {
            return self.wrong_type(value, "date");
        };
        let civil = i16::try_from(date.year)
            .ok()
            .zip(i8::try_from(date.month).ok().zip(i8::try_from(date.day).ok()))
            .and_then(|(year, (month, day))| jiff::civil::Date::new(year, month, day).ok());
        match civil {
            Some(civil) => Some(Spanned::new(value.span(), civil)),
            None => self.wrong_type(value, "date"),
        }
    }

    fn table<'a, 't>(&mut self, value: &'a Value<'t>) -> Option<(&'a Table<'t>, Span)> {
        match value.get_ref() {
            Node::Table(table) => Some((table, value.span())),
            _ => self.wrong_type(value, "table"),
        }
    }

    fn tables<'a, 't>(&mut self, value: &'a Value<'t>) -> Option<Vec<(&'a Table<'t>, Span)>> {
        match value.get_ref() {
            Node::Array(items) => Some(kept(items.iter().map(|item| self.table(item)))),
            _ => self.wrong_type(value, "array of tables"),
        }
    }
}
