//! `indplacer score`: place every supplier of some files.

use super::args::{Args, Format, ScoreArgs};
use super::output::Target;
use super::{Exit, Speaker, rubrics, terminal_width};
use crate::diagnostic::Diagnostics;
use crate::intake::{Input, RowOptions, SheetOptions};
use crate::place;
use crate::record::StoredRecord;
use crate::render::{self, csv::Style};
use crate::rubric::{Catalogue, Rubric};
use crate::score::{Options, Outcome, Stop, score};
use crate::words::{Lang, Ui};
use anyhow::anyhow;
use std::io;
use std::path::{Path, PathBuf};

/// How much is held back before anything is written, so that a fault early in a file writes nothing.
const HELD_BACK: usize = 4 << 20;

pub(super) fn run(args: &ScoreArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let format = format(args, lang)?;
    let inputs = inputs(&args.files, lang)?;
    let Some(rubrics) = rubrics::load(&args.rubrics, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let options = Options {
        sheet: SheetOptions {
            delimiter: args.reading.delimiter,
            encoding: args.reading.encoding,
        },
        row: RowOptions {
            decimal: args.reading.decimal.unwrap_or_default(),
            as_of: args.rubrics.as_of,
            rubric: rubrics.only,
        },
        place: place::Options {
            assume_quality: args.assume_quality,
        },
        deny_unknown: args.reading.deny_unknown,
    };
    let mut target = Target::open(args.output.as_deref(), lang)?;
    let mut notes = Diagnostics::default();
    let catalogue = &rubrics.catalogue;
    let style = if args.excel {
        Style::EXCEL
    } else {
        Style::MACHINE
    };
    let scored = match format {
        Format::Csv => stream(
            catalogue,
            &inputs,
            &options,
            &mut notes,
            &mut target,
            Some(style),
        ),
        Format::Jsonl => stream(catalogue, &inputs, &options, &mut notes, &mut target, None),
        Format::Table | Format::Json => {
            let mut records = Vec::new();
            let stored = score(catalogue, &inputs, &options, &mut notes, |row| {
                let rubric = &catalogue.rubrics()[row.rubric];
                records.push(StoredRecord::new(&row.record, rubric));
                Ok(())
            });
            match stored {
                Ok(outcome) => {
                    target.write(&whole(
                        format, catalogue, &records, &outcome, &target, lang,
                    )?)?;
                    Ok(outcome)
                }
                Err(stop) => Err(stop),
            }
        }
    };
    let outcome = match scored {
        Ok(outcome) => outcome,
        Err(Stop::Refused) => {
            speaker.diagnostics(&notes);
            return Ok(Exit::CouldNot);
        }
        Err(stop @ Stop::Write(_)) => return Err(stop.into()),
    };
    target.finish(lang)?;
    report(&notes, &outcome, catalogue, format, args, speaker);
    Ok(if outcome.rejected.is_empty() {
        Exit::Done
    } else {
        Exit::ActOn
    })
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

pub(super) fn inputs(files: &[PathBuf], lang: Lang) -> anyhow::Result<Vec<Input>> {
    let inputs: Vec<Input> = files
        .iter()
        .map(|file| {
            if file == Path::new("-") {
                Input::Stdin
            } else {
                Input::File(file.clone())
            }
        })
        .collect();
    if inputs
        .iter()
        .filter(|input| **input == Input::Stdin)
        .count()
        > 1
    {
        return Err(anyhow!(Ui::StdinTwice.text(lang)));
    }
    Ok(inputs)
}

/// Scores and writes row by row: CSV in a style, or else JSON Lines.
fn stream(
    catalogue: &Catalogue,
    inputs: &[Input],
    options: &Options,
    notes: &mut Diagnostics,
    target: &mut Target,
    csv: Option<Style>,
) -> Result<Outcome, Stop> {
    let mut pending = Vec::with_capacity(HELD_BACK + (1 << 16));
    if let Some(style) = csv {
        render::csv::header(style, &mut pending);
    }
    let outcome = score(catalogue, inputs, options, notes, |row| {
        match csv {
            Some(style) => render::csv::record(&row.record, style, &mut pending),
            None => render::json::line(&row.record, &mut pending).map_err(io::Error::other)?,
        }
        if pending.len() >= HELD_BACK {
            target.write(&pending)?;
            pending.clear();
        }
        Ok(())
    })?;
    target.write(&pending)?;
    Ok(outcome)
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
        colour: target.is_stdout(),
    };
    let text = render::table::text(&view);
    let mut out = anstream::AutoStream::new(Vec::new(), choice(target));
    io::Write::write_all(&mut out, text.as_bytes())?;
    Ok(out.into_inner())
}

/// How wide a table is that does not go to a terminal.
pub(super) const WIDTH: usize = 100;

fn choice(target: &Target) -> anstream::ColorChoice {
    match target {
        Target::Stdout => anstream::AutoStream::choice(&io::stdout()),
        Target::File { .. } => anstream::ColorChoice::Never,
    }
}

fn used<'c>(catalogue: &'c Catalogue, outcome: &Outcome) -> Vec<&'c Rubric> {
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
    for (file, dialect) in &outcome.files {
        let encoding = dialect
            .encoding
            .map_or("UTF-8", |encoding| encoding.as_str());
        let mark = if dialect.has_mark { " (BOM)" } else { "" };
        let line = Ui::ReadAs {
            file: render::printable(file).into_owned(),
            encoding: format!("{encoding}{mark}"),
            delimiter: dialect.delimiter.as_str(),
        };
        speaker.note(&line.text(lang));
    }
    speaker.diagnostics(notes);
    let mut faults = Diagnostics::default();
    for fault in outcome
        .rejected
        .iter()
        .flat_map(|rejection| &rejection.faults)
    {
        faults.push(fault.clone());
    }
    speaker.diagnostics(&faults);
    if !outcome.rejected.is_empty() {
        let n = outcome.totals.rejected;
        speaker.error(&Ui::RejectedRows { n }.text(lang));
    }
}

/// The same, and what a table says itself where the result is not one.
fn report(
    notes: &Diagnostics,
    outcome: &Outcome,
    catalogue: &Catalogue,
    format: Format,
    args: &ScoreArgs,
    speaker: Speaker,
) {
    let lang = speaker.lang;
    tell(notes, outcome, speaker);
    if format != Format::Table {
        speaker.note(&render::table::sum_line(&outcome.totals, lang));
        if render::json::is_illustrative(&used(catalogue, outcome)) {
            speaker.note(&Ui::Illustrative.text(lang));
        }
    }
    if let Some(path) = &args.output {
        speaker.note(
            &Ui::Written {
                file: path.display().to_string(),
            }
            .text(lang),
        );
    }
}
