//! A new rubric from an existing one: the same questions, and a TODO at every text that somebody must write.

use crate::rubric::edit::{Edit, apply, quoted};
use crate::rubric::tree::{Node, Table, Value};
use crate::rubric::{Method, Rubric, TODO};
use crate::source::Span;
use crate::vocabulary::Parameter;

/// What stands at the head of a new file, up to `schema`.
const HEAD: &str = include_str!("new_head.txt");
/// What stands at its end: how facts and criteria are written.
const EXAMPLES: &str = include_str!("new_examples.txt");

/// The text of a new rubric for a målgruppe, after `from`; `id` is the new slug.
pub fn new_rubric(from: &Rubric, id: &str) -> String {
    let text = &from.source.text;
    // It was read as a rubric before, so it parses.
    let (document, _) = Table::parse(text);
    let document = &document;
    let mut edits = Edits {
        text,
        made: vec![Edit {
            span: 0..beginning(text, document),
            text: HEAD.replace("{id}", id).replace("{from}", &from.name()),
        }],
    };
    edits.header(document, id);
    edits.todos(document);
    edits.hints(document, from);
    let mut out = apply(text, edits.made);
    if from.indicators.is_empty() {
        out = format!("{}\n\n{EXAMPLES}", out.trim_end());
    }
    out
}

struct Edits<'t> {
    text: &'t str,
    made: Vec<Edit>,
}

impl Edits<'_> {
    fn replace(&mut self, span: Span, text: String) {
        self.made.push(Edit { span, text });
    }

    fn header(&mut self, document: &Table<'_>, id: &str) {
        let Some(header) = table(document, "rubric") else {
            return;
        };
        for (key, value) in &header.0 {
            let new = match &**key.get_ref() {
                "id" => quoted(id),
                "version" => quoted("0.1"),
                "status" => quoted("udkast"),
                "title" => quoted(&format!("{TODO}: navnet på målgruppen i fuld længde ({id})")),
                "maalgruppe" => quoted(&format!("{TODO}: navnet på Tilbudsportalen ({id})")),
                "synonyms" => "[]".to_owned(),
                "sources" => format!("[{}]", quoted(&format!("{TODO}: kilderne"))),
                // Another rubric's dates say nothing of this one.
                "valid_from" | "valid_to" => {
                    let start = self.text[..key.span().start].rfind('\n').map_or(0, |at| at + 1);
                    let end = self.text[value.span().end..].find('\n');
                    let end = end.map_or(self.text.len(), |at| value.span().end + at + 1);
                    self.replace(start..end, String::new());
                    continue;
                }
                _ => continue,
            };
            self.replace(value.span(), new);
        }
    }

    /// Marks every text that is about the målgruppe.
    fn todos(&mut self, document: &Table<'_>) {
        if let Some(aspects) = table(document, "target_group") {
            for (_, texts) in &aspects.0 {
                self.mark_all(texts);
            }
        }
        if let Some(indicators) = table(document, "indicators") {
            for (_, indicator) in &indicators.0 {
                self.mark(indicator, "ask");
            }
        }
        let Some(parameters) = table(document, "parameters") else {
            return;
        };
        for (_, parameter) in &parameters.0 {
            let Node::Table(parameter) = parameter.get_ref() else {
                continue;
            };
            if let Some(guidance) = parameter.get("guidance") {
                self.mark_all(guidance);
            }
            for level in crate::vocabulary::Level::DESCRIBED {
                let Some(Node::Array(criteria)) =
                    parameter.get(level.key()).map(toml::Spanned::get_ref)
                else {
                    continue;
                };
                for criterion in criteria.iter() {
                    self.mark(criterion, "text");
                }
            }
        }
    }

    fn mark_all(&mut self, texts: &Value<'_>) {
        if let Node::Table(texts) = texts.get_ref() {
            for (_, text) in &texts.0 {
                self.mark_text(text);
            }
        }
    }

    fn mark(&mut self, of: &Value<'_>, key: &str) {
        if let Node::Table(of) = of.get_ref()
            && let Some(text) = of.get(key)
        {
            self.mark_text(text);
        }
    }

    fn mark_text(&mut self, text: &Value<'_>) {
        if let Node::String(words) = text.get_ref() {
            self.replace(text.span(), quoted(&format!("{TODO}: {words}")));
        }
    }

    /// Says above every parameter that is assessed which criteria would fit it.
    fn hints(&mut self, document: &Table<'_>, from: &Rubric) {
        let Some(parameters) = table(document, "parameters") else {
            return;
        };
        for (key, _) in &parameters.0 {
            let Some(parameter) = Parameter::from_id(key.get_ref()) else {
                continue;
            };
            let start = self.text[..key.span().start].rfind('\n').map_or(0, |at| at + 1);
            // Only above a table of its own is there a line to stand on.
            if from.parameter(parameter).method == Method::Assessed
                && self.text[start..].starts_with('[')
            {
                self.replace(start..start, format!("# {}\n", hint(parameter)));
            }
        }
    }
}

/// Where what is kept begins: at the line of `schema`, below the comments of the other rubric.
fn beginning(text: &str, document: &Table<'_>) -> usize {
    let first = document.0.first().map_or(0, |(key, _)| key.span().start);
    text[..first].rfind('\n').map_or(0, |at| at + 1)
}

fn table<'t>(document: &'t Table<'t>, key: &str) -> Option<&'t Table<'t>> {
    match document.get(key)?.get_ref() {
        Node::Table(table) => Some(table),
        _ => None,
    }
}

const fn hint(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::AktivPraksis => {
            "Krav kan være: et mindste antal borgere, eventuelt et andet tal for hver leverandørtype (count, sum, min_for)."
        }
        Parameter::Praksiserfaring => {
            "Krav kan være: en andel af medarbejderne med et antal års erfaring på niveauet (share, number)."
        }
        Parameter::Uddannelse => {
            "Krav kan være: en andel med relevant uddannelse, og efteruddannelser hos egne eller eksterne (share, set, union)."
        }
        Parameter::Fagmiljoe => {
            "Krav kan være: et antal fagpersoner, dækning ved fravær og hvor ofte der er sparring (count, ordnet choice, bool)."
        }
        Parameter::Samarbejdsformer => {
            "Krav kan være: hvor mange parter der er procedurer for eller aftaler med (set, union, at_least)."
        }
        Parameter::Vidensudvikling => {
            "Krav kan være: dage brugt på ny viden; på højt desuden mindst ét bidrag til ny viden (number, any_of)."
        }
        Parameter::Metoder => {
            "Krav kan være: en andel borgere, der er med til at sætte målene, og et antal metoder i brug (share, set)."
        }
        Parameter::Hjaelpemidler => {
            "Krav kan være: hjælpemidler i brug og fagpersoner, der kan vælge og tilpasse dem (set, count)."
        }
    }
}
