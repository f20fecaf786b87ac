//! Diagnostics as text for people: rubric faults the way a compiler shows them, cells the way a
//! spreadsheet names them.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::Source;
use crate::vocabulary::{is_hidden, printable, printable_lines};
use crate::words::{Lang, Message, Ui};
use annotate_snippets::{AnnotationKind, Level, Patch, Renderer, Snippet};
use std::fmt::Write as _;

/// One diagnostic about a cell on one line, without its file and line: `H17 »Antal«: »x« – ikke et tal`.
pub fn line(diagnostic: &Diagnostic, lang: Lang) -> String {
    let cell = match &diagnostic.place {
        Place::Cell(cell) => match (&cell.column, cell.reference()) {
            (Some((_, header)), Some(reference)) => {
                format!("{reference} »{}«: ", shortened(header))
            }
            _ => String::new(),
        },
        Place::Run | Place::File(_) | Place::Text(..) => String::new(),
    };
    let mut line = format!("{cell}{}{}", value(diagnostic, lang), diagnostic.message.text(lang));
    if let Some(help) = &diagnostic.help {
        line.push_str(&format!("; {}", help.text(lang)));
    }
    printable(&line).into_owned()
}

/// How many places of one mistake are shown before the rest is counted.
const PLACES: usize = 3;

/// All diagnostics, each followed by a line end; one mistake in many cells is told once.
///
/// With `colour`, ANSI sequences mark what matters; without, the text is the same.
pub fn text<'d>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    lang: Lang,
    colour: bool,
) -> String {
    let mut out = String::new();
    for group in grouped(diagnostics) {
        match &group[0].place {
            Place::Text(source, span) => snippet(group[0], source, span, lang, colour, &mut out),
            Place::Run | Place::File(_) | Place::Cell(_) => cells(&group, lang, colour, &mut out),
        }
    }
    out
}

/// Those about cells that say the same of the same column of the same file, together.
fn grouped<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<Vec<&'d Diagnostic>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut index = std::collections::HashMap::new();
    for diagnostic in diagnostics {
        let Place::Cell(cell) = &diagnostic.place else {
            groups.push(vec![diagnostic]);
            continue;
        };
        let column = cell.column.as_ref().map(|(index, _)| *index);
        let message = std::mem::discriminant(&diagnostic.message);
        let key = (cell.file.clone(), column, diagnostic.severity, message);
        let at = *index.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[at].push(diagnostic);
    }
    groups
}

fn cells(group: &[&Diagnostic], lang: Lang, colour: bool, out: &mut String) {
    let (style, reset) = if colour {
        (style_of(group[0].severity), anstyle::Reset.render().to_string())
    } else {
        Default::default()
    };
    let mut shown = 0;
    let mut last_help: Option<&Message> = None;
    for diagnostic in group.iter().take(PLACES) {
        let title = severity(diagnostic.severity, lang);
        let code = diagnostic.code();
        let place = place(diagnostic);
        let value = value(diagnostic, lang);
        let message = diagnostic.message.text(lang);
        let _ =
            writeln!(out, "{style}{title}[{code}]{reset} {place}{value}{}", printable(&message));
        if diagnostic.help.as_ref() != last_help
            && let Some(help) = &diagnostic.help
        {
            let _ = writeln!(out, "    {}", printable(&help.text(lang)));
        }
        last_help = diagnostic.help.as_ref();
        shown += 1;
    }
    if group.len() > shown {
        let n = (group.len() - shown) as u64;
        let _ = writeln!(out, "    … {}", Ui::AndMore { n }.text(lang));
    }
}

/// `fil.csv:17, H17 »Antal borgere«: `
fn place(diagnostic: &Diagnostic) -> String {
    match &diagnostic.place {
        Place::Run => String::new(),
        Place::File(name) => format!("{}: ", printable(name)),
        Place::Text(source, span) => {
            let (line, column) = source.position(span.start);
            format!("{}:{line}:{column}: ", printable(&source.name))
        }
        Place::Cell(cell) => {
            let file = printable(&cell.file);
            match (&cell.column, cell.reference()) {
                (Some((_, header)), Some(reference)) => {
                    format!("{file}:{}, {reference} »{}«: ", cell.line, shortened(header))
                }
                _ => format!("{file}:{}: ", cell.line),
            }
        }
    }
}

fn value(diagnostic: &Diagnostic, lang: Lang) -> String {
    match &diagnostic.place {
        // A header is named by the place already.
        Place::Cell(cell)
            if cell.column.as_ref().is_some_and(|(_, header)| **header == *cell.value) =>
        {
            String::new()
        }
        Place::Cell(cell) if !cell.value.is_empty() => match lang {
            Lang::Da => format!("»{}« – ", shortened(&cell.value)),
            Lang::En => format!("“{}” – ", shortened(&cell.value)),
        },
        Place::Cell(_) | Place::Run | Place::File(_) | Place::Text(..) => String::new(),
    }
}

/// A cell's text on one line, the end left out where it is long.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = printable(text);
    if text.chars().count() <= LONGEST {
        return text.into_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

fn snippet(
    diagnostic: &Diagnostic,
    source: &Source,
    span: &std::ops::Range<usize>,
    lang: Lang,
    colour: bool,
    out: &mut String,
) {
    let title = severity(diagnostic.severity, lang);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = diagnostic.message.text(lang);
    let (title, message) = (printable(&title).into_owned(), printable(&message).into_owned());
    let text = visible(&source.text);
    let path = printable(&source.name);
    let mut annotated =
        Snippet::source(&*text).path(&*path).annotation(AnnotationKind::Primary.span(span.clone()));
    let labels: Vec<(std::ops::Range<usize>, String)> = diagnostic
        .related
        .iter()
        .map(|(span, message)| (span.clone(), message.text(lang)))
        .collect();
    for (span, label) in &labels {
        annotated = annotated.annotation(AnnotationKind::Context.span(span.clone()).label(label));
    }
    let mut group =
        level.with_name(&*title).primary_title(&*message).id(diagnostic.code()).element(annotated);
    let help = diagnostic.help.as_ref().map(|help| printable(&help.text(lang)).into_owned());
    let help_name = Ui::Help.text(lang);
    if let Some(help) = &help {
        group = group.element(Level::HELP.with_name(&*help_name).message(&**help));
    }
    if let Some(fix) = &diagnostic.fix {
        let patch = Patch::new(fix.span.clone(), printable_lines(&fix.replacement));
        group = group.element(Snippet::source(&*text).path(&*path).patch(patch));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    out.push_str(&renderer.render(&[group]));
    out.push_str("\n\n");
}

/// The text with every sign that a terminal would obey, but line ends, replaced by one as many bytes
/// long, so that the spans still fit.
fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    let is_shown = |c: char| !matches!(c, '\n' | '\r' | '\t') && is_hidden(c);
    if !text.chars().any(is_shown) {
        return text.into();
    }
    let shown = |c: char| match is_shown(c) {
        true => "?".repeat(c.len_utf8()),
        false => c.to_string(),
    };
    text.chars().map(shown).collect::<String>().into()
}

fn severity(severity: Severity, lang: Lang) -> String {
    match severity {
        Severity::Error => Ui::Error.text(lang),
        Severity::Warning => Ui::Warning.text(lang),
        Severity::Note => Ui::Note.text(lang),
    }
}

fn style_of(severity: Severity) -> String {
    use anstyle::{AnsiColor, Style};
    let colour = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::BrightCyan,
    };
    Style::new().bold().fg_color(Some(colour.into())).render().to_string()
}
