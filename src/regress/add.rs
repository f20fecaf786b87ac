//! New cases for mutants that no case notices: as few as notice them all, written below a case file's own header.

use super::bless::{Coding, Fault};
use super::cases::{Case, CaseFile, Expectation};
use super::mutants::{self, Killer, Mutant};
use super::suggest;
use crate::arithmetic::fold;
use crate::intake::records::{RecordEnd, count_lines, record_end, without_line_end};
use crate::place::{Options, place};
use crate::rubric::Rubric;
use crate::vocabulary::csv_row;
use crate::vocabulary::{Identity, Parameter};

/// The cells of a case, by column.
pub type Cells = Vec<(String, String)>;

/// Which of the killers notice all the mutants, by index: the one that notices most, then the one that notices most of
/// the rest, and so on; and none whose mutants the others notice.
pub(super) fn chosen(
    rubric: &Rubric,
    survivors: &[(Mutant, Killer)],
    options: Options,
) -> Vec<usize> {
    let cases: Vec<Case> =
        survivors.iter().map(|(_, killer)| case(rubric, killer, options)).collect();
    let noticed: Vec<Vec<bool>> = cases
        .iter()
        .map(|case| {
            let notices = |(mutant, _): &(Mutant, Killer)| {
                mutants::first_to_notice(rubric, mutant, &[(0, case)], options).is_some()
            };
            survivors.iter().map(notices).collect()
        })
        .collect();
    let mut open = vec![true; survivors.len()];
    let mut chosen: Vec<usize> = Vec::new();
    let count = |of: &[bool], open: &[bool]| {
        of.iter().zip(open).filter(|(of, open)| **of && **open).count()
    };
    while let Some(best) = (0..cases.len()).rev().max_by_key(|at| count(&noticed[*at], &open)) {
        if count(&noticed[best], &open) == 0 {
            break;
        }
        chosen.push(best);
        for (open, noticed) in open.iter_mut().zip(&noticed[best]) {
            *open &= !noticed;
        }
    }
    let is_spared = |without: usize, chosen: &[usize]| {
        let rest = |mutant: usize| chosen.iter().any(|at| *at != without && noticed[*at][mutant]);
        (0..survivors.len()).all(|mutant| !noticed[without][mutant] || rest(mutant))
    };
    for at in chosen.clone() {
        if is_spared(at, &chosen) {
            chosen.retain(|other| *other != at);
        }
    }
    chosen.sort_unstable();
    chosen
}

/// The killer as a case that was read from a file.
fn case(rubric: &Rubric, killer: &Killer, options: Options) -> Case {
    let expectations = killer.expected.iter().map(|(target, expected)| Expectation {
        target: *target,
        expected,
        column: 0,
    });
    Case {
        name: String::new(),
        id: String::new(),
        file: 0,
        line: 0,
        rubric: 0,
        assessment: killer.assessment.clone(),
        has_reason: [true; Parameter::COUNT],
        has_overall_reason: true,
        placement: place(rubric, &killer.assessment, options),
        expectations: expectations.collect(),
    }
}

/// The file with these cases at its end, and with a column at the right for each cell that it has none for.
///
/// # Errors
/// [`Fault`] if the rest of the file could not be kept byte for byte.
pub fn apply(
    bytes: &[u8],
    file: &CaseFile,
    rubric: &Rubric,
    cases: &[Cells],
) -> Result<Vec<u8>, Fault> {
    let (coding, text) = Coding::decoded(bytes, file)?;
    let mut headers: Vec<String> = file.headers.iter().map(|header| fold(header)).collect();
    let before = headers.len();
    for (name, _) in cases.iter().flatten() {
        if !is_spared(name) && suggest::column(rubric, name, &headers).is_none() {
            headers.push(name.clone());
        }
    }
    let (mut out, end) = widened(&text, file, &headers[before..])?;
    let delimiter = file.delimiter.byte();
    for case in cases {
        let mut texts = vec![""; headers.len()];
        for (name, text) in case {
            if let Some(column) = suggest::column(rubric, name, &headers) {
                texts[column] = text;
            }
        }
        out.push_str(&csv_row(texts, delimiter));
        out.push_str(end);
    }
    let encoded = coding.encode(&out);
    match coding.decode(&encoded) {
        Some(text) if text == out => Ok(encoded),
        _ => Err(Fault::NotReversible),
    }
}

/// The text with more columns at the right of every row, ended by a line end; and how its lines end.
fn widened(text: &str, file: &CaseFile, more: &[String]) -> Result<(String, &'static str), Fault> {
    let delimiter = file.delimiter.byte();
    let (mut out, mut at, mut line) = (String::with_capacity(text.len()), 0, 1);
    let mut end = "\n";
    while at < text.len() {
        let RecordEnd::At(length) = record_end(&text.as_bytes()[at..], delimiter, true) else {
            return Err(Fault::NotReversible);
        };
        let whole = &text[at..at + length];
        let record = without_line_end(whole);
        out.push_str(record);
        if line == file.header_line {
            for name in more {
                out.push(char::from(delimiter));
                out.push_str(name);
            }
        } else if line > file.header_line && !record.is_empty() {
            out.extend(more.iter().map(|_| char::from(delimiter)));
        }
        if whole.len() > record.len() {
            end = if whole.ends_with("\r\n") { "\r\n" } else { "\n" };
        }
        out.push_str(&whole[record.len()..]);
        line += count_lines(whole.as_bytes());
        at += length;
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(end);
    }
    Ok((out, end))
}

/// A column that the file does without, since its rows are read without it.
fn is_spared(name: &str) -> bool {
    [Identity::Maalgruppe, Identity::Vurderingsdato].iter().any(|column| column.id() == name)
}

/// A new case file: a header, and the cases below it.
pub fn new_file(rubric: &Rubric, cases: &[Cells]) -> String {
    let mut headers: Vec<String> = Vec::new();
    for (name, _) in cases.iter().flatten() {
        if !headers.contains(name) {
            headers.push(name.clone());
        }
    }
    // What is known of suppliers first, then facts, then what is expected, whatever came first in the cases.
    headers.sort_by_key(|name| suggest::rank(rubric, name));
    let line = |texts: &[&str]| csv_row(texts.iter().copied(), b';') + "\n";
    let names: Vec<&str> = headers.iter().map(String::as_str).collect();
    let mut out = line(&names);
    for case in cases {
        let cell = |name: &&str| case.iter().find(|(column, _)| column == name);
        let texts: Vec<&str> =
            names.iter().map(|name| cell(name).map_or("", |(_, text)| text)).collect();
        out += &line(&texts);
    }
    out
}
