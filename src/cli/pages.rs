//! `indplacer report --per-supplier`: one document a supplier, in a folder.

use super::output::{Outputs, Sealed};
use super::report_args::{ReportArgs, ReportFormat};
use super::shared::{Exit, Speaker};
use super::{progress, reading, score};
use crate::arithmetic::fold;
use crate::diagnostic::Diagnostics;
use crate::explain::{Hidden, explain};
use crate::record::Record;
use crate::render::document::{self, Look};
use crate::render::hearing;
use crate::score::open;
use crate::tell::Telling;
use crate::vocabulary::Identity;
use crate::words::{Lang, Ui, Why};
use anyhow::anyhow;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::Path;

/// How a document is written.
#[derive(Clone, Copy)]
enum Format {
    Html,
    Md,
    Docx,
}

pub(super) fn run(args: &ReportArgs, folder: &Path, speaker: Speaker) -> anyhow::Result<Exit> {
    let format = match args.format {
        None | Some(ReportFormat::Html) => Format::Html,
        Some(ReportFormat::Md) => Format::Md,
        Some(ReportFormat::Docx) => Format::Docx,
        Some(ReportFormat::Xlsx) => return Err(anyhow!(Ui::ReportFormats.text(speaker.lang))),
    };
    let kind = match format {
        Format::Html => Sealed::Html,
        Format::Md => Sealed::Markdown,
        Format::Docx => Sealed::Workbook,
    };
    let mut pages = Outputs::beside(args.reads(), speaker).open_folder(folder, kind)?;
    let prepared =
        reading::prepare(&args.files, &args.rubrics, &args.reading, args.assume_quality, speaker)?;
    let Some(mut reading) = prepared else {
        return Ok(Exit::CouldNot);
    };
    // What a page is computed again from must be known to be the same.
    reading.options.fingerprints = true;
    let catalogue = &reading.catalogue;
    let hidden = hidden(args, catalogue, speaker.lang)?;
    let lang = pages.language();
    let telling = Telling { lang, hidden: &hidden, most_ways: 0 };
    let mut notes = Diagnostics::default();
    let mut names = Vec::new();
    let scored =
        open(catalogue, &reading.inputs, &reading.options, &mut notes).and_then(|opened| {
            opened.score(&mut notes, |row| {
                progress::row();
                let page = hearing::document(&explain(catalogue, row), &telling);
                let text = match format {
                    Format::Html => document::html(&page, Look::Paper, lang).into_bytes(),
                    Format::Md => document::markdown(&page).into_bytes(),
                    Format::Docx => {
                        let foot = case_number(&row.record, lang);
                        document::docx(&page, &foot, lang).map_err(std::io::Error::from)?
                    }
                };
                pages.add(text)?;
                names.push(Name::of(&row.record));
                Ok(())
            })
        });
    let outcome = match scored {
        Ok(outcome) => outcome,
        Err(stop) => return score::refused(stop, &notes, speaker),
    };
    let ending = match format {
        Format::Html => "html",
        Format::Md => "md",
        Format::Docx => "docx",
    };
    let files: Vec<String> =
        told_apart(&names).into_iter().map(|name| format!("{name}.{ending}")).collect();
    let left_over = pages.put_in_place(&files)?;
    score::tell(&notes, &outcome, speaker);
    score::total(&outcome, catalogue, speaker);
    let n = names.len() as u64;
    let folder = folder.display().to_string();
    speaker.note(&Why::PagesWritten { n, folder }.text(speaker.lang));
    if !left_over.is_empty() {
        let n = left_over.len() as u64;
        let named: Vec<String> = left_over.iter().map(|page| page.display().to_string()).collect();
        let left_over = Ui::LeftOver { n, files: named.join(", ") };
        speaker.note(&crate::vocabulary::printable(&left_over.text(speaker.lang)));
    }
    Ok(score::exit(&outcome))
}

pub(super) fn hidden(
    args: &ReportArgs,
    catalogue: &crate::rubric::Catalogue,
    lang: Lang,
) -> anyhow::Result<Hidden> {
    Hidden::find(&args.hide, catalogue).map_err(|unknown| {
        let name = unknown.name;
        let why = match unknown.near {
            Some(near) => Why::UnknownHiddenNear { name, near },
            None => Why::UnknownHidden { name },
        };
        anyhow!(why.text(lang))
    })
}

/// What the foot of a document says of the case; nothing where it has no number.
fn case_number(record: &Record<'_>, lang: Lang) -> String {
    match record.identity(Identity::Sagsnummer) {
        "" => String::new(),
        number => format!("{} {number}", Why::CaseNumber.text(lang)),
    }
}

/// What a document is called: always by the first two parts, and by the others while names are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    base: String,
    others: [String; 5],
    /// Of all that it is made of, as it was before signs were left out.
    fingerprint: String,
}

impl Name {
    fn of(record: &Record<'_>) -> Self {
        Self::of_parts(
            [
                Identity::LeverandoerId,
                Identity::Maalgruppe,
                Identity::Afdelingsid,
                Identity::Vurderingsdato,
                Identity::Delmaalgruppe,
                Identity::Aldersgruppe,
                Identity::Konsulent,
            ]
            .map(|column| record.identity(column)),
        )
    }

    fn of_parts(parts: [&str; 7]) -> Self {
        let digest = Sha256::digest(parts.join("\0"));
        let [id, group, others @ ..] = parts.map(safe);
        Self {
            base: format!("{id}_{group}"),
            others,
            fingerprint: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}

/// The longest part of a name; a path on Windows has 260 signs for all of it.
const LONGEST_PART: usize = 40;

/// Letters, digits, `-` and `_`, so that every file system takes it: no other sign, no end in a point.
fn safe(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(|letter| match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => letter.to_string(),
            other => match fold(&other.to_string()) {
                word if word.is_empty() => "-".to_owned(),
                word => word,
            },
        })
        .collect();
    folded.chars().take(LONGEST_PART).collect()
}

/// A name for each, none like another in any case of its letters.
fn told_apart(names: &[Name]) -> Vec<String> {
    let mut given: Vec<String> = names.iter().map(|name| name.base.clone()).collect();
    for other in 0..5 {
        let alike = alike(&given);
        for (given, name) in given.iter_mut().zip(names) {
            if alike[&given.to_lowercase()] > 1 && !name.others[other].is_empty() {
                *given = format!("{given}_{}", name.others[other]);
            }
        }
    }
    // What is still alike differs in signs that no name may have: then by a fingerprint of all of it, which does not
    // depend on the order of the rows.
    for length in (FINGERPRINT..=64).step_by(FINGERPRINT) {
        let alike = alike(&given);
        for (given, name) in given.iter_mut().zip(names) {
            if alike[&given.to_lowercase()] > 1 {
                *given = format!("{}_{}", name.base, &name.fingerprint[..length]);
            }
        }
    }
    given
}

/// How many letters of a fingerprint tell two suppliers apart.
const FINGERPRINT: usize = 8;

/// How many have each name, in any case of its letters.
fn alike(given: &[String]) -> HashMap<String, usize> {
    let mut alike = HashMap::new();
    for name in given {
        *alike.entry(name.to_lowercase()).or_default() += 1;
    }
    alike
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(parts: [&str; 7]) -> Name {
        Name::of_parts(parts)
    }

    #[test]
    fn a_name_is_the_id_and_the_target_group() {
        let names = [name(["F-001", "autisme", "02", "2021-03-01", "", "", "MB"])];
        assert_eq!(told_apart(&names), ["F-001_autisme"]);
    }

    #[test]
    fn what_else_tells_suppliers_apart_is_added_where_it_must() {
        let names = [
            name(["1", "a", "01", "2021-03-01", "", "", ""]),
            name(["1", "a", "02", "2021-03-01", "", "", ""]),
            name(["1", "a", "02", "2022-03-01", "", "", ""]),
            name(["2", "a", "01", "2021-03-01", "", "", ""]),
        ];
        assert_eq!(told_apart(&names), ["1_a_01", "1_a_02_2021-03-01", "1_a_02_2022-03-01", "2_a"]);
    }

    #[test]
    fn no_two_names_are_alike_whatever_the_ids() {
        let long = "x".repeat(300);
        let other_end = format!("{long}y");
        let ids = [
            "A/1", "a\\1", "A:1", "a-1", "A-1_2", "", "CON", "con", "..", &long, &other_end, "å",
            "aa",
        ];
        let names: Vec<Name> = ids.iter().map(|id| name([id, "g", "", "", "", "", ""])).collect();
        let given = told_apart(&names);
        let mut lower: Vec<String> = given.iter().map(|name| name.to_lowercase()).collect();
        lower.sort();
        lower.dedup();
        assert_eq!(lower.len(), ids.len(), "{given:?}");
        for name in given {
            let is_safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
            assert!(name.chars().all(is_safe) && name.len() < 100, "{name}");
        }
    }
}
