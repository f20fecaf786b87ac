//! `indplacer score`: place every supplier of some files.

use super::args::{ReadingArgs, RubricArgs, by_ending};
use super::output::{self, Kind, Outputs, Target};
use super::rejects::Rejects;
use super::shared::{Exit, Speaker};
use super::{progress, reading};
use crate::diagnostic::Diagnostics;
use crate::intake::{Input, Keep, Rejection};
use crate::record::StoredRecord;
use crate::render::{self, csv::Style};
use crate::report::read_as;
use crate::rubric::{Catalogue, Rubric};
use crate::score::{Opened, Outcome, RefusedFile, Row, Stop, open};
use crate::words::{Lang, Ui};
use anyhow::anyhow;
use clap::ValueEnum;
use std::iter;
use std::mem::ManuallyDrop;
use std::num::NonZero;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct ScoreArgs {
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) rubrics: RubricArgs,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[arg(long)]
    pub(super) assume_quality: bool,
    #[arg(long, hide_possible_values = true)]
    pub(super) format: Option<Format>,
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[arg(long)]
    pub(super) excel: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) rejects: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub(super) keep_columns: Vec<String>,
    #[arg(long)]
    pub(super) allow_duplicates: bool,
    #[arg(long)]
    pub(super) no_header: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) header_from: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<std::num::NonZero<usize>>,
}

impl ScoreArgs {
    /// Every path that is read.
    pub(super) fn reads(&self) -> Vec<PathBuf> {
        let mut paths = reading::paths(&self.files, &self.rubrics, &self.reading);
        paths.extend(self.header_from.clone());
        paths
    }
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Table,
    Csv,
    Json,
    Jsonl,
}

impl Format {
    /// What is written.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Table => Kind::Words,
            Self::Csv | Self::Json | Self::Jsonl => Kind::Data,
        }
    }
}

/// How much is held back before anything is written, so that a fault early in a file writes nothing.
const HELD_BACK: usize = 4 << 20;

pub(super) fn run(args: &ScoreArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let format = format(args, lang)?;
    let mut outputs = Outputs::beside(args.reads(), speaker);
    let mut target = outputs.open(args.output.as_deref(), format.kind())?;
    let rejects = match &args.rejects {
        Some(path) => Some(Rejects::open(path, &mut outputs)?),
        None => None,
    };
    let prepared =
        reading::prepare(&args.files, &args.rubrics, &args.reading, args.assume_quality, speaker)?;
    let Some(reading) = prepared else {
        return Ok(Exit::CouldNot);
    };
    // The memory goes back with the process; to give it back piece by piece takes a twentieth of a small file's time.
    let mut reading = ManuallyDrop::new(reading);
    reading.options.keep = keep(&args.keep_columns);
    reading.options.allows_duplicates = args.allow_duplicates;
    reading.options.fingerprints = matches!(format, Format::Json | Format::Jsonl);
    if matches!(format, Format::Csv | Format::Jsonl) {
        reading.options.most_rows = None;
    }
    reading.options.header_from = args.header_from.clone().map(Input::File);
    let catalogue = &reading.catalogue;
    let mut notes = Diagnostics::default();
    let style = if args.excel { Style::EXCEL } else { Style::MACHINE };
    let opened = match open(catalogue, &reading.inputs, &reading.options, &mut notes) {
        Ok(opened) => opened,
        Err(stop) => return refused(stop, &notes, speaker),
    };
    let scored = match format {
        Format::Csv | Format::Jsonl => {
            let mut before = Vec::new();
            if format == Format::Csv && !args.no_header {
                render::csv::header(style, &opened.kept, &mut before);
            }
            let draw = |row: &Row<'_>, out: &mut Vec<u8>| match format {
                Format::Csv => render::csv::record(&row.record, style, out),
                Format::Jsonl | Format::Json | Format::Table => {
                    row.record.json_line(out);
                }
            };
            stream(opened, args.threads, &mut notes, &mut target, before, draw)
        }
        Format::Table | Format::Json => {
            let mut records = ManuallyDrop::new(Vec::new());
            let stored = opened.draw(
                args.threads,
                &mut notes,
                |row, drawn| {
                    progress::row();
                    let rubric = &catalogue.rubrics()[row.rubric];
                    drawn.push(StoredRecord::new(&row.record, rubric));
                },
                |drawn, _| {
                    // A small file is one piece, which need not be copied.
                    match records.is_empty() {
                        true => std::mem::swap(&mut *records, drawn),
                        false => records.append(drawn),
                    }
                    Ok(())
                },
            );
            match stored {
                Ok(outcome) => {
                    target.write(&whole(format, catalogue, &records, &outcome, &target)?)?;
                    Ok(outcome)
                }
                Err(stop) => Err(Cut { stop, written: 0 }),
            }
        }
    };
    let outcome = match scored {
        Ok(outcome) => outcome,
        Err(cut) => return cut_short(cut, &notes, &target, speaker),
    };
    let rejected = match rejects {
        Some(rejects) => rejects.write(&outcome, &mut outputs, speaker)?,
        None => Vec::new(),
    };
    let (paths, rejects): (Vec<_>, Vec<_>) = rejected.into_iter().unzip();
    output::finish(iter::once(target).chain(rejects))?;
    tell(&notes, &outcome, speaker);
    if format != Format::Table {
        total(&outcome, catalogue, speaker);
    }
    let targets = args.output.iter().chain(&paths);
    written(targets.map(PathBuf::as_path), speaker);
    Ok(exit(&outcome))
}

/// Rejected rows and files are something to act on.
pub(super) fn exit(outcome: &Outcome) -> Exit {
    if outcome.rejected.is_empty() && outcome.refused.is_empty() { Exit::Done } else { Exit::ActOn }
}

/// The format asked for, or told by the target's ending.
fn format(args: &ScoreArgs, lang: Lang) -> anyhow::Result<Format> {
    let endings = [
        ("csv", Format::Csv),
        ("json", Format::Json),
        ("jsonl", Format::Jsonl),
        ("ndjson", Format::Jsonl),
        ("txt", Format::Table),
    ];
    let format = match (args.format, by_ending(args.output.as_deref(), &endings)) {
        (Some(format), _) => format,
        (None, Some(told)) => {
            told.map_err(|file| anyhow!(Ui::FormatUnknown { file }.text(lang)))?
        }
        (None, _) if args.excel => Format::Csv,
        (None, _) => Format::Table,
    };
    if args.excel && format != Format::Csv {
        return Err(anyhow!(Ui::ExcelIsCsv.text(lang)));
    }
    Ok(format)
}

fn keep(names: &[String]) -> Keep {
    match names {
        [all] if all == "all" => Keep::All,
        names => Keep::Named(names.to_vec()),
    }
}

pub(super) fn refused(stop: Stop, notes: &Diagnostics, speaker: Speaker) -> anyhow::Result<Exit> {
    match stop {
        Stop::Refused => {
            speaker.diagnostics(notes);
            Ok(Exit::CouldNot)
        }
        Stop::Write(error) => Err(error.into()),
    }
}

/// The same after rows were written, which standard output cannot take back.
pub(super) fn cut_short(
    cut: Cut,
    notes: &Diagnostics,
    target: &Target,
    speaker: Speaker,
) -> anyhow::Result<Exit> {
    let exit = refused(cut.stop, notes, speaker)?;
    if cut.written > 0 && target.is_stdout() {
        let n = cut.written;
        speaker.error(&Ui::RecordsDoNotHold { n }.text(speaker.lang));
    }
    Ok(exit)
}

/// A run that ended early, after so many rows were written.
pub(super) struct Cut {
    stop: Stop,
    written: u64,
}

/// Scores and writes block by block, after `before`, what `draw` makes of each row.
pub(super) fn stream(
    opened: Opened<'_>,
    threads: Option<NonZero<usize>>,
    notes: &mut Diagnostics,
    target: &mut Target,
    before: Vec<u8>,
    draw: impl Fn(&Row<'_>, &mut Vec<u8>) + Sync,
) -> Result<Outcome, Cut> {
    let mut held_back = before;
    let mut is_holding = true;
    let draw = |row: &Row<'_>, out: &mut Vec<u8>| {
        progress::row();
        draw(row, out);
    };
    let (mut held_rows, mut written) = (0, 0);
    let outcome = opened.draw(threads, notes, draw, |drawn, count| {
        if !is_holding {
            written += count;
            return target.write(drawn);
        }
        held_back.append(drawn);
        held_rows += count;
        if held_back.len() >= HELD_BACK {
            is_holding = false;
            written += held_rows;
            target.write(&held_back)?;
            held_back = Vec::new();
        }
        Ok(())
    });
    let outcome = outcome.and_then(|outcome| {
        target.write(&held_back)?;
        Ok(outcome)
    });
    outcome.map_err(|stop| Cut { stop, written })
}

/// The formats that must see all records.
fn whole(
    format: Format,
    catalogue: &Catalogue,
    records: &[StoredRecord<'_>],
    outcome: &Outcome,
    target: &Target,
) -> anyhow::Result<Vec<u8>> {
    let lang = target.lang();
    let rubrics = used(catalogue, outcome);
    if format == Format::Json {
        return Ok(render::json::document(&render::json::Run {
            rubrics: &rubrics,
            records,
            rejected: &outcome.rejected,
            refused: &outcome.refused,
            totals: &outcome.totals,
            lang,
        })?);
    }
    let view = render::table::View {
        records,
        rubrics: &rubrics,
        totals: &outcome.totals,
        lang,
        width: target.width(),
        colour: target.colour() != anstream::ColorChoice::Never,
    };
    Ok(render::table::text(&view).into_bytes())
}

pub(super) fn used<'c>(catalogue: &'c Catalogue, outcome: &Outcome) -> Vec<&'c Rubric> {
    outcome.totals.rubrics_used().into_iter().map(|index| &catalogue.rubrics()[index]).collect()
}

/// What is said about the data on standard error: how files were read, and all that is wrong with them.
pub(super) fn tell(notes: &Diagnostics, outcome: &Outcome, speaker: Speaker) {
    let lang = speaker.lang;
    for file in &outcome.files {
        speaker.note(&read_as(&file.dialect, &file.name, lang));
    }
    speaker.diagnostics(notes);
    let mut faults = Diagnostics::default();
    for fault in outcome.rejected.iter().flat_map(Rejection::own_faults) {
        faults.push(fault.clone());
    }
    speaker.diagnostics(&faults);
    if !outcome.rejected.is_empty() {
        let n = outcome.totals.rejected;
        speaker.error(&Ui::RejectedRows { n }.text(lang));
    }
    tell_refused(&outcome.refused, speaker);
}

/// The files that could not be read among those that could.
pub(super) fn tell_refused(refused: &[RefusedFile], speaker: Speaker) {
    let mut faults = Diagnostics::default();
    for fault in refused.iter().flat_map(|file| &file.faults) {
        faults.push(fault.clone());
    }
    speaker.diagnostics(&faults);
    if !refused.is_empty() {
        let n = refused.len() as u64;
        speaker.error(&Ui::RefusedFiles { n }.text(speaker.lang));
    }
}

/// The sum of the rows, and that the rubrics are illustrations where they are.
pub(super) fn total(outcome: &Outcome, catalogue: &Catalogue, speaker: Speaker) {
    speaker.note(&render::table::sum_line(&outcome.totals, speaker.lang));
    if crate::rubric::is_illustrative(&used(catalogue, outcome)) {
        speaker.note(&Ui::Illustrative.text(speaker.lang));
    }
}

/// The files that were written.
pub(super) fn written<'p>(paths: impl IntoIterator<Item = &'p Path>, speaker: Speaker) {
    for path in paths {
        let file = path.display().to_string();
        speaker.note(&Ui::Written { file }.text(speaker.lang));
    }
}
