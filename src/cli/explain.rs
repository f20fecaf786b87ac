//! `indplacer explain`: why one supplier stands where it stands, or every criterion of all as a table.

use super::args::{ReadingArgs, RubricArgs, by_ending};
use super::output::{Kind, Outputs, Sealed, Target, WIDTH};
use super::shared::{Exit, Speaker};
use super::{reading, score};
use crate::arithmetic::nfc;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::explain::{Explanation, Hidden, explain};
use crate::render::document as drawing;
use crate::render::explanation;
use crate::render::{criteria, csv::Style};
use crate::rubric::Rubric;
use crate::score::{Outcome, Row, open};
use crate::study::Prospect;
use crate::tell::{Telling, document};
use crate::vocabulary::Identity;
use crate::words::{Lang, Ui, Why};
use anyhow::anyhow;
use clap::ValueEnum;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[arg(long, value_name = "ID", required_unless_present = "all", conflicts_with = "all")]
    pub(super) supplier: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with = "all", id = "only_for")]
    pub(super) maalgruppe: Option<String>,
    #[arg(long)]
    pub(super) all: bool,
    #[command(flatten)]
    pub(super) rubrics: RubricArgs,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[arg(long)]
    pub(super) assume_quality: bool,
    #[arg(long, value_name = "N")]
    pub(super) ways: Option<usize>,
    #[arg(long, hide_possible_values = true, id = "explain_format", value_name = "FORMAT")]
    pub(super) format: Option<ExplainFormat>,
    #[arg(long, short, value_name = "FILE", id = "explain_output")]
    pub(super) output: Option<PathBuf>,
    #[arg(long)]
    pub(super) excel: bool,
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<std::num::NonZero<usize>>,
}

impl ExplainArgs {
    /// Every path that is read.
    pub(super) fn reads(&self) -> Vec<PathBuf> {
        reading::paths(&self.files, &self.rubrics, &self.reading)
    }
}

impl ExplainFormat {
    /// What is written.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Text => Kind::Words,
            Self::Md => Kind::Page(Sealed::Markdown),
            Self::Html => Kind::Page(Sealed::Html),
            Self::Json | Self::Csv | Self::Jsonl => Kind::Data,
        }
    }
}

/// How explanations are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    Text,
    Md,
    Html,
    Json,
    Csv,
    Jsonl,
}

pub(super) fn run(args: &ExplainArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let format = format(args, speaker.lang)?;
    let mut outputs = Outputs::beside(args.reads(), speaker);
    let target = outputs.open(args.output.as_deref(), format.kind())?;
    match &args.supplier {
        Some(id) => one(args, id.trim(), format, target, speaker),
        None => all(args, format, target, speaker),
    }
}

/// The format asked for, or told by the target's ending.
fn format(args: &ExplainArgs, lang: Lang) -> anyhow::Result<ExplainFormat> {
    let endings = [
        ("txt", ExplainFormat::Text),
        ("md", ExplainFormat::Md),
        ("html", ExplainFormat::Html),
        ("htm", ExplainFormat::Html),
        ("json", ExplainFormat::Json),
        ("csv", ExplainFormat::Csv),
        ("jsonl", ExplainFormat::Jsonl),
        ("ndjson", ExplainFormat::Jsonl),
    ];
    let format = match (args.format, by_ending(args.output.as_deref(), &endings)) {
        (Some(format), _) => format,
        (None, Some(told)) => {
            told.map_err(|file| anyhow!(Why::FormatUnknown { file }.text(lang)))?
        }
        (None, _) if args.all => ExplainFormat::Csv,
        (None, _) => ExplainFormat::Text,
    };
    let is_table = matches!(format, ExplainFormat::Csv | ExplainFormat::Jsonl);
    if is_table && !args.all {
        return Err(anyhow!(Why::TableNeedsAll.text(lang)));
    }
    if args.all && !is_table {
        return Err(anyhow!(Why::AllNeedsTable.text(lang)));
    }
    if args.excel && format != ExplainFormat::Csv {
        return Err(anyhow!(Ui::ExcelIsCsv.text(lang)));
    }
    Ok(format)
}

/// How many of the shortest ways people are shown in each direction; machines are given all.
const WAYS: usize = 3;

/// Every criterion of every supplier, as they are read.
fn all(
    args: &ExplainArgs,
    format: ExplainFormat,
    mut target: Target,
    speaker: Speaker,
) -> anyhow::Result<Exit> {
    let Some(reading) = prepare(args, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let catalogue = &reading.catalogue;
    let mut notes = Diagnostics::default();
    let style = match args.excel {
        true => Style::EXCEL,
        false => Style::MACHINE,
    };
    let is_csv = format == ExplainFormat::Csv;
    let mut header = Vec::new();
    if is_csv {
        criteria::header(style, &mut header);
    }
    let draw = |row: &Row<'_>, out: &mut Vec<u8>| {
        let explanation = explain(catalogue, row);
        match is_csv {
            true => criteria::csv(&explanation, style, out),
            false => criteria::jsonl(&explanation, out),
        }
    };
    let opened = match open(catalogue, &reading.inputs, &reading.options, &mut notes) {
        Ok(opened) => opened,
        Err(stop) => return score::refused(stop, &notes, speaker),
    };
    let (threads, notes) = (args.threads, &mut notes);
    let scored = score::stream(opened, threads, notes, &mut target, header, draw);
    let outcome = match scored {
        Ok(outcome) => outcome,
        Err(cut) => return score::cut_short(cut, notes, &target, speaker),
    };
    target.finish()?;
    score::tell(notes, &outcome, speaker);
    score::total(&outcome, catalogue, speaker);
    if let Some(path) = &args.output {
        let file = path.display().to_string();
        speaker.note(&Ui::Written { file }.text(speaker.lang));
    }
    Ok(score::exit(&outcome))
}

fn prepare(args: &ExplainArgs, speaker: Speaker) -> anyhow::Result<Option<reading::Reading>> {
    let prepared =
        reading::prepare(&args.files, &args.rubrics, &args.reading, args.assume_quality, speaker)?;
    Ok(prepared.map(|mut reading| {
        // A row is explained and forgotten.
        reading.options.most_rows = None;
        reading
    }))
}

/// One supplier, for each målgruppe, unit and date that it was assessed for.
fn one(
    args: &ExplainArgs,
    id: &str,
    format: ExplainFormat,
    mut target: Target,
    speaker: Speaker,
) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let Some(mut reading) = prepare(args, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    reading.options.fingerprints = format == ExplainFormat::Json;
    let catalogue = &reading.catalogue;
    let group = args.maalgruppe.as_deref();
    let is_asked = |rubric: &Rubric| group.is_none_or(|name| catalogue.names(name, &rubric.id));
    let found = match of_supplier(&reading, id, group, is_asked, speaker)? {
        Ok(found) => found,
        Err(exit) => return Ok(exit),
    };
    target.write(&drawn(&found.explained, format, args, &target)?)?;
    target.finish()?;
    if let Some(path) = &args.output {
        let file = path.display().to_string();
        speaker.note(&Ui::Written { file }.text(lang));
    }
    Ok(found.exit)
}

/// What was found of one supplier.
pub(super) struct OfSupplier<'r> {
    /// Its rows, in the order of the files; at least one.
    pub(super) explained: Vec<Explanation<'r>>,
    /// Whether something is to be acted on: a row of the supplier was rejected.
    pub(super) exit: Exit,
}

/// Explains the rows of a supplier whose rubrics are asked for, and tells what there is to tell of them; `group` is
/// the name of what is asked for. Without a row the files could not be read, which was then told.
///
/// # Errors
/// There is no such row.
pub(super) fn of_supplier<'r>(
    reading: &'r reading::Reading,
    id: &str,
    group: Option<&str>,
    is_asked: impl Fn(&Rubric) -> bool,
    speaker: Speaker,
) -> anyhow::Result<Result<OfSupplier<'r>, Exit>> {
    let catalogue = &reading.catalogue;
    let mut notes = Diagnostics::default();
    let mut explained: Vec<Explanation<'_>> = Vec::new();
    let mut other_groups: Vec<&str> = Vec::new();
    let mut nearest = Nearest::new(id);
    let scored =
        open(catalogue, &reading.inputs, &reading.options, &mut notes).and_then(|opened| {
            opened.score(&mut notes, |row| {
                let rubric = &catalogue.rubrics()[row.rubric];
                if !is_same(row.record.identity(Identity::LeverandoerId), id) {
                    nearest.see(row);
                } else if is_asked(rubric) {
                    explained.push(explain(catalogue, row));
                } else if !other_groups.contains(&&*rubric.id) {
                    other_groups.push(&rubric.id);
                }
                Ok(())
            })
        });
    let outcome = match scored {
        Ok(outcome) => outcome,
        Err(stop) => return score::refused(stop, &notes, speaker).map(Err),
    };
    let rejected = say_rejected(&outcome, id, speaker);
    score::tell_refused(&outcome.refused, speaker);
    if explained.is_empty() {
        let id = id.to_owned();
        let why = match (group, other_groups.as_slice(), rejected) {
            (_, [], true) => Why::OnlyRejected { id },
            (Some(group), [_, ..], _) => {
                Why::NotForGroup { id, group: group.to_owned(), known: other_groups.join(", ") }
            }
            (_, _, _) => nearest.unknown(speaker.lang),
        };
        return Err(anyhow!(why.text(speaker.lang)));
    }
    say_about(&notes, &explained, speaker);
    let exit = match rejected || !outcome.refused.is_empty() {
        true => Exit::ActOn,
        false => Exit::Done,
    };
    Ok(Ok(OfSupplier { explained, exit }))
}

/// Ids are texts, and compared as those of rows are.
fn is_same(one: &str, other: &str) -> bool {
    nfc(one) == nfc(other)
}

/// Tells the faults of the supplier's own rows; the faults of others are not asked about.
fn say_rejected(outcome: &Outcome, id: &str, speaker: Speaker) -> bool {
    let mut faults = Diagnostics::default();
    for rejection in &outcome.rejected {
        let file = outcome.files.iter().find(|file| file.name == rejection.file);
        let is_theirs = file.is_some_and(|file| {
            let column = file.columns.identity(Identity::LeverandoerId);
            column
                .is_some_and(|column| is_same(&rejection.cell(column, file.dialect.delimiter), id))
        });
        if is_theirs {
            for fault in &rejection.faults {
                faults.push(fault.clone());
            }
        }
    }
    let any = faults.has_errors();
    speaker.diagnostics(&faults);
    any
}

/// Tells what was noted about the rows explained, and about the files, but not about other rows.
fn say_about(notes: &Diagnostics, explained: &[Explanation<'_>], speaker: Speaker) {
    let is_theirs = |note: &&Diagnostic| match &note.place {
        Place::Cell(cell) => explained.iter().any(|explanation| {
            explanation.row.file == cell.file && explanation.row.line == cell.line
        }),
        Place::Run | Place::File(_) | Place::Text(..) => true,
    };
    let mut theirs = Diagnostics::default();
    for note in notes.in_file_order().into_iter().filter(is_theirs) {
        theirs.push(note.clone());
    }
    speaker.diagnostics(&theirs);
}

fn drawn(
    explained: &[Explanation<'_>],
    format: ExplainFormat,
    args: &ExplainArgs,
    target: &Target,
) -> anyhow::Result<Vec<u8>> {
    let prospects: Vec<Prospect> = explained.iter().map(Prospect::of).collect();
    let lang = target.lang();
    if format == ExplainFormat::Json {
        return Ok(explanation::document(
            explained,
            &prospects,
            args.ways.unwrap_or(usize::MAX),
            lang,
        )?);
    }
    let hidden = Hidden::default();
    let telling = Telling { lang, hidden: &hidden, most_ways: args.ways.unwrap_or(WAYS) };
    let told = document(explained, &prospects, &telling);
    Ok(match format {
        ExplainFormat::Md => drawing::markdown(&told).into_bytes(),
        ExplainFormat::Html => drawing::html(&told, drawing::Look::Paper, lang).into_bytes(),
        ExplainFormat::Text | ExplainFormat::Json | ExplainFormat::Csv | ExplainFormat::Jsonl => {
            drawing::text(&told, target.width().min(WIDTH)).into_bytes()
        }
    })
}

/// The suppliers whose ids or names are most like one that is not there.
struct Nearest<'i> {
    id: &'i str,
    /// How unlike, and what to call them; the least unlike first, and the first seen of equals.
    found: Vec<(usize, String)>,
}

impl<'i> Nearest<'i> {
    /// How many are offered.
    const OFFERED: usize = 3;

    fn new(id: &'i str) -> Self {
        let found = Vec::new();
        Self { id, found }
    }

    fn see(&mut self, row: &Row<'_>) {
        let unlike =
            |text: &str| strsim::osa_distance(&self.id.to_lowercase(), &text.to_lowercase());
        let id = row.record.identity(Identity::LeverandoerId);
        let name = row.record.identity(Identity::Leverandoer);
        let by_name = (!name.is_empty()).then(|| unlike(name));
        let distance = unlike(id).min(by_name.unwrap_or(usize::MAX));
        let is_nearer = self.found.len() < Self::OFFERED
            || self.found.last().is_some_and(|(last, _)| distance < *last);
        if !is_nearer {
            return;
        }
        let label = match name {
            "" => id.to_owned(),
            name => format!("{id} ({name})"),
        };
        if self.found.iter().any(|(_, known)| *known == label) {
            return;
        }
        let at = self.found.partition_point(|(other, _)| *other <= distance);
        self.found.insert(at, (distance, label));
        self.found.truncate(Self::OFFERED);
    }

    fn unknown(self, lang: Lang) -> Why {
        let id = self.id.to_owned();
        let near: Vec<String> = self.found.into_iter().map(|(_, label)| label).collect();
        match near.as_slice() {
            [] => Why::UnknownSupplier { id },
            near => Why::UnknownSupplierNear { id, near: crate::words::why::list(near, lang) },
        }
    }
}
