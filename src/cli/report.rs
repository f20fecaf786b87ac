//! `indplacer report`: the whole run as a page or a workbook for people.

use super::args::by_ending;
use super::output::{self, Kind, Outputs, Sealed, Target};
use super::report_args::{ReportArgs, ReportFormat};
use super::shared::{Exit, Speaker};
use super::{pages, progress, reading, score};
use crate::diagnostic::Diagnostics;
use crate::limits;
use crate::render::{page, xlsx};
use crate::report::{Builder, Report, Settings};
use crate::score::open;
use crate::words::{Lang, Ui};
use anyhow::{Context, anyhow};
use std::io::{self, IsTerminal};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

/// How the report of all is written.
#[derive(Clone, Copy)]
enum Format {
    Page,
    Workbook,
}

/// Some files that are reported on together, and where to.
struct Job {
    files: Vec<PathBuf>,
    targets: Vec<(Format, Option<PathBuf>)>,
}

pub(super) fn run(args: &ReportArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    if let Some(folder) = &args.per_supplier {
        return pages::run(args, folder, speaker);
    }
    // All of them are opened before the first is made, so that no two are one.
    let mut outputs = Outputs::beside(args.reads(), speaker);
    let mut opened = Vec::new();
    for job in jobs(args, speaker.lang)? {
        let mut targets = Vec::new();
        for (format, path) in &job.targets {
            let kind = match format {
                Format::Page => Kind::Page(Sealed::Html),
                Format::Workbook => Kind::Page(Sealed::Workbook),
            };
            targets.push((*format, outputs.open(path.as_deref(), kind)?));
        }
        opened.push((job, targets));
    }
    let mut exit = Exit::Done;
    for (job, targets) in opened {
        exit = exit.or(report(&job, targets, args, speaker)?);
    }
    Ok(exit)
}

fn jobs(args: &ReportArgs, lang: Lang) -> anyhow::Result<Vec<Job>> {
    if args.beside {
        return args.files.iter().map(|file| beside(file, lang)).collect();
    }
    let output = args.output.clone().filter(|path| path != Path::new("-"));
    let endings = [("html", Format::Page), ("htm", Format::Page), ("xlsx", Format::Workbook)];
    let format = match (args.format, by_ending(output.as_deref(), &endings)) {
        (Some(ReportFormat::Html), _) => Format::Page,
        (Some(ReportFormat::Xlsx), _) => Format::Workbook,
        (Some(ReportFormat::Md | ReportFormat::Docx), _) => {
            return Err(anyhow!(Ui::ReportFormats.text(lang)));
        }
        (None, Some(told)) => {
            told.map_err(|file| anyhow!(Ui::ReportFormatUnknown { file }.text(lang)))?
        }
        (None, None) => Format::Page,
    };
    if output.is_none() && io::stdout().is_terminal() {
        return Err(anyhow!(Ui::ReportToTerminal.text(lang)));
    }
    Ok(vec![Job { files: args.files.clone(), targets: vec![(format, output)] }])
}

/// A page and a workbook in the file's own folder: `pilot.csv` gives `pilot-indplacering.html`.
fn beside(file: &Path, lang: Lang) -> anyhow::Result<Job> {
    let Some(stem) = file.file_stem().filter(|_| file != Path::new("-")) else {
        return Err(anyhow!(Ui::NothingBesideStdin.text(lang)));
    };
    let mut targets = Vec::new();
    for (format, ending) in [(Format::Page, "html"), (Format::Workbook, "xlsx")] {
        let mut name = stem.to_owned();
        name.push(format!("-indplacering.{ending}"));
        targets.push((format, Some(file.with_file_name(name))));
    }
    Ok(Job { files: vec![file.to_owned()], targets })
}

fn report(
    job: &Job,
    mut targets: Vec<(Format, Target)>,
    args: &ReportArgs,
    speaker: Speaker,
) -> anyhow::Result<Exit> {
    let prepared =
        reading::prepare(&job.files, &args.rubrics, &args.reading, args.assume_quality, speaker)?;
    let Some(mut reading) = prepared else {
        return Ok(Exit::CouldNot);
    };
    let has_page = targets.iter().any(|(format, _)| matches!(format, Format::Page));
    reading.options.most_rows = Some(match has_page {
        true => limits::ROWS_ON_A_PAGE,
        false => limits::ROWS_IN_A_WORKBOOK,
    });
    let catalogue = &reading.catalogue;
    let hidden = pages::hidden(args, catalogue, speaker.lang)?;
    let settings = Settings {
        lang: speaker.in_files,
        hidden: &hidden,
        place: reading.options.place,
        as_of: reading.options.row.as_of,
    };
    let mut notes = Diagnostics::default();
    let mut builder = Builder::new(catalogue, settings);
    let scored =
        open(catalogue, &reading.inputs, &reading.options, &mut notes).and_then(|opened| {
            opened.score(&mut notes, |row| {
                progress::row();
                builder.row(row);
                Ok(())
            })
        });
    let outcome = match scored {
        Ok(outcome) => outcome,
        Err(stop) => return score::refused(stop, &notes, speaker),
    };
    let view = builder.finish(&outcome, &notes);
    for (format, target) in &mut targets {
        target.write(&drawn(*format, &view, speaker.lang)?)?;
    }
    output::finish(targets.into_iter().map(|(_, target)| target))?;
    score::tell(&notes, &outcome, speaker);
    score::total(&outcome, catalogue, speaker);
    let paths = job.targets.iter().filter_map(|(_, path)| path.as_deref());
    score::written(paths, speaker);
    Ok(score::exit(&outcome))
}

fn drawn(format: Format, view: &Report, lang: Lang) -> anyhow::Result<Vec<u8>> {
    match format {
        Format::Page => Ok(page::document(view).into_bytes()),
        Format::Workbook => workbook(view, lang),
    }
}

/// The workbook. What writes it keeps rows in temporary files of its own, and panics where there is no room for them.
fn workbook(view: &Report, lang: Lang) -> anyhow::Result<Vec<u8>> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let written = panic::catch_unwind(AssertUnwindSafe(|| xlsx::workbook(view)));
    panic::set_hook(hook);
    match written {
        Ok(written) => written.with_context(|| Ui::WorkbookFailed.text(lang)),
        Err(_) => {
            let folder = std::env::temp_dir().display().to_string();
            Err(anyhow!(Ui::NoRoomAside { folder }.text(lang)))
        }
    }
}
