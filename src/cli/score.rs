//! `indplacer score`: place every supplier of some files.

use super::args::{Args, Format, ScoreArgs};
use super::output::{self, Target};
use super::progress::Progress;
use super::{Exit, Speaker, reading, terminal_width};
use crate::diagnostic::Diagnostics;
use crate::intake::{Delimiter, Input, Keep, Rejection};
use crate::record::StoredRecord;
use crate::render::{self, csv::Style};
use crate::report::read_as;
use crate::rubric::{Catalogue, Rubric};
use crate::score::{Opened, Outcome, RefusedFile, Row, Stop, open};
use crate::words::{Lang, Ui};
use anyhow::anyhow;
use std::iter;
use std::mem::ManuallyDrop;
use std::num::NonZero;
use std::path::{Path, PathBuf};

/// How much is held back before anything is written, so that a fault early in a file writes nothing.
const HELD_BACK: usize = 4 << 20;

pub(super) fn run(args: &ScoreArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let format = format(args, lang)?;
    let prepared = reading::prepare(
        &args.files,
        &args.rubrics,
        &args.reading,
        args.assume_quality,
        speaker,
    )?;
    let Some(reading) = prepared else {
        return Ok(Exit::CouldNot);
    };
    // The memory goes back with the process; to give it back piece by piece takes a twentieth of a small file's time.
    let mut reading = ManuallyDrop::new(reading);
    let targets = args.output.iter().chain(&args.rejects);
    reading::refuse_overwriting(&reading.inputs, targets, lang)?;
    reading.options.keep = keep(&args.keep_columns);
    reading.options.allows_duplicates = args.allow_duplicates;
    reading.options.fingerprints = matches!(format, Format::Json | Format::Jsonl);
    if matches!(format, Format::Csv | Format::Jsonl) {
        reading.options.most_rows = None;
    }
    reading.options.header_from = args.header_from.clone().map(Input::File);
    let catalogue = &reading.catalogue;
    let mut target = Target::open(args.output.as_deref(), lang)?;
    let mut rejects = match &args.rejects {
        Some(path) => Some(Target::open(Some(path), lang)?),
        None => None,
    };
    let mut notes = Diagnostics::default();
    let style = if args.excel {
        Style::EXCEL
    } else {
        Style::MACHINE
    };
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
                    render::json::line(&row.record, out);
                }
            };
            stream(
                opened,
                args.threads,
                &mut notes,
                &mut target,
                before,
                draw,
                speaker,
            )
        }
        Format::Table | Format::Json => {
            let mut records = ManuallyDrop::new(Vec::new());
            let mut progress = Progress::new(speaker);
            let rows = progress.counter();
            let stored = opened.draw(
                args.threads,
                &mut notes,
                |row, drawn| {
                    rows.row();
                    let rubric = &catalogue.rubrics()[row.rubric];
                    drawn.push(StoredRecord::new(&row.record, rubric));
                },
                |drawn, _| {
                    progress.counted(&rows);
                    // A small file is one piece, which need not be copied.
                    match records.is_empty() {
                        true => std::mem::swap(&mut *records, drawn),
                        false => records.append(drawn),
                    }
                    Ok(())
                },
            );
            progress.end();
            match stored {
                Ok(outcome) => {
                    let bytes = whole(format, catalogue, &records, &outcome, &target, lang)?;
                    if format == Format::Table {
                        target.write(&bytes)?;
                    } else {
                        target.write_data(&bytes)?;
                    }
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
    if let Some(rejects) = &mut rejects {
        rejects.write(&rejected_rows(&outcome, lang)?)?;
    }
    output::finish(iter::once(target).chain(rejects))?;
    tell(&notes, &outcome, speaker);
    if format != Format::Table {
        total(&outcome, catalogue, speaker);
    }
    let targets = args.output.iter().chain(&args.rejects);
    written(targets.map(PathBuf::as_path), speaker);
    Ok(exit(&outcome))
}

/// Rejected rows and files are something to act on.
pub(super) fn exit(outcome: &Outcome) -> Exit {
    if outcome.rejected.is_empty() && outcome.refused.is_empty() {
        Exit::Done
    } else {
        Exit::ActOn
    }
}

/// The format asked for, or told by the target's ending.
fn format(args: &ScoreArgs, lang: Lang) -> anyhow::Result<Format> {
    let by_ending = |path: &Path| match path.extension()?.to_str()? {
        "csv" => Some(Format::Csv),
        "json" => Some(Format::Json),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "txt" => Some(Format::Table),
        _ => None,
    };
    let format = match (args.format, args.output.as_deref()) {
        (Some(format), _) => format,
        (None, Some(path)) if path != Path::new("-") => by_ending(path).ok_or_else(|| {
            anyhow!(
                Ui::FormatUnknown {
                    file: path.display().to_string()
                }
                .text(lang)
            )
        })?,
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
    speaker: Speaker,
) -> Result<Outcome, Cut> {
    let mut held_back = before;
    let mut is_holding = true;
    let mut progress = Progress::beside(target, speaker);
    let rows = progress.counter();
    let draw = |row: &Row<'_>, out: &mut Vec<u8>| {
        rows.row();
        draw(row, out);
    };
    let (mut held_rows, mut written) = (0, 0);
    let outcome = opened.draw(threads, notes, draw, |drawn, count| {
        progress.counted(&rows);
        if !is_holding {
            written += count;
            return target.write_data(drawn);
        }
        held_back.append(drawn);
        held_rows += count;
        if held_back.len() >= HELD_BACK {
            is_holding = false;
            written += held_rows;
            target.write_data(&held_back)?;
            held_back = Vec::new();
        }
        Ok(())
    });
    progress.end();
    let outcome = outcome.and_then(|outcome| {
        target.write_data(&held_back)?;
        Ok(outcome)
    });
    outcome.map_err(|stop| Cut { stop, written })
}

/// The rejected rows as they were, each with its line and its faults, under the header of their files.
///
/// In UTF-8 with the byte order mark by which Excel knows it, where the files are for Excel.
fn rejected_rows(outcome: &Outcome, lang: Lang) -> anyhow::Result<Vec<u8>> {
    let mut out = Vec::new();
    let Some(first) = outcome.files.first() else {
        return Ok(out);
    };
    if let Some(other) = outcome.files.iter().find(|file| {
        file.header != first.header || file.dialect.delimiter != first.dialect.delimiter
    }) {
        let file = other.name.to_string();
        return Err(anyhow!(Ui::RejectsHeaders { file }.text(lang)));
    }
    let delimiter = first.dialect.delimiter;
    if delimiter == Delimiter::SEMICOLON {
        out.extend_from_slice("\u{feff}".as_bytes());
    }
    // In front, so that a row that is too short or too long still has them under their headers.
    let mut line = |record: &str, number: &str, faults: &str| {
        for text in [number, faults] {
            render::csv::cell(text, delimiter.byte(), &mut out);
            out.push(delimiter.byte());
        }
        out.extend_from_slice(record.as_bytes());
        out.extend_from_slice(b"\r\n");
    };
    line(&first.header, "linje", "fejl");
    for rejection in &outcome.rejected {
        let faults: Vec<String> = rejection
            .faults
            .iter()
            .map(|fault| render::diagnostics::line(fault, lang))
            .collect();
        line(
            &rejection.record,
            &rejection.line.to_string(),
            &faults.join(" | "),
        );
    }
    Ok(out)
}

/// The formats that must see all records.
fn whole(
    format: Format,
    catalogue: &Catalogue,
    records: &[StoredRecord<'_>],
    outcome: &Outcome,
    target: &Target,
    lang: Lang,
) -> anyhow::Result<Vec<u8>> {
    let rubrics = used(catalogue, outcome);
    if format == Format::Json {
        return Ok(render::json::document(&render::json::Run {
            rubrics: &rubrics,
            records,
            rejected: &outcome.rejected,
            refused: &outcome.refused,
            totals: &outcome.totals,
            lang: Args::language_of_data(),
        })?);
    }
    let terminal = target.is_stdout().then(terminal_width).flatten();
    let view = render::table::View {
        records,
        rubrics: &rubrics,
        totals: &outcome.totals,
        lang,
        width: terminal.unwrap_or(WIDTH),
        colour: target.colour() != anstream::ColorChoice::Never,
    };
    Ok(render::table::text(&view).into_bytes())
}

/// How wide a table is that does not go to a terminal.
pub(super) const WIDTH: usize = 100;

pub(super) fn used<'c>(catalogue: &'c Catalogue, outcome: &Outcome) -> Vec<&'c Rubric> {
    outcome
        .totals
        .rubrics_used()
        .into_iter()
        .map(|index| &catalogue.rubrics()[index])
        .collect()
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
    if render::json::is_illustrative(&used(catalogue, outcome)) {
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
