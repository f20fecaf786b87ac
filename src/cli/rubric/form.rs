//! `indplacer rubric form`: the pilot's three papers, two of them also filled in for a supplier.

use super::args::{FormArgs, Kind, Layout, PageArgs, PageFormat};
use super::choose;
use super::write::{self, Page};
use crate::cli::args::{RubricArgs, by_ending};
use crate::cli::explain::of_supplier;
use crate::cli::output::{self, Outputs, Sealed};
use crate::cli::reading;
use crate::cli::shared::{Exit, Speaker};
use crate::render;
use crate::rubric::Rubric;
use crate::words::Ui;
use crate::workbench;
use anyhow::anyhow;

pub(super) fn run(args: &FormArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    if let Some(id) = &args.filled.supplier {
        return filled(args, id.trim(), speaker);
    }
    let reads = choose::paths(&[&args.which], &args.among);
    let ending = args.output.extension().and_then(|ending| ending.to_str());
    match (args.kind, args.layout, ending) {
        (Kind::Skema, layout, Some("xlsx")) => {
            let kind = output::Kind::Page(Sealed::Workbook);
            let target = Outputs::beside(reads, speaker).open(Some(&args.output), kind)?;
            let lang = target.lang();
            let Some(rubric) = choose::one(&args.which, &args.among, speaker)? else {
                return Ok(Exit::CouldNot);
            };
            let form = workbench::form(&rubric, lang);
            let bytes = match layout {
                Layout::Single => render::form::single(&form, lang)?,
                Layout::List => render::form::list(&form, lang)?,
            };
            write::whole(&bytes, target, Some(&args.output), speaker)
        }
        (Kind::Skema, Layout::List, Some("csv")) => {
            let kind = output::Kind::Data;
            let target = Outputs::beside(reads, speaker).open(Some(&args.output), kind)?;
            let Some(rubric) = choose::one(&args.which, &args.among, speaker)? else {
                return Ok(Exit::CouldNot);
            };
            let form = workbench::form(&rubric, target.lang());
            let bytes = render::form::list_csv(&form);
            write::whole(&bytes, target, Some(&args.output), speaker)
        }
        (Kind::Skema, Layout::List, _) => {
            let endings = ".xlsx, .csv";
            Err(anyhow!(Ui::FileEnding { endings }.text(speaker.lang)))
        }
        (Kind::Skema | Kind::Interview | Kind::Afrapportering, _, _) => {
            let page = Page::open(&page(args, speaker)?, false, reads, speaker)?;
            let Some(rubric) = choose::one(&args.which, &args.among, speaker)? else {
                return Ok(Exit::CouldNot);
            };
            let draw = |lang| match args.kind {
                Kind::Interview => workbench::interview_guide(&rubric, lang),
                Kind::Afrapportering => workbench::report_template(&rubric, lang),
                Kind::Skema => workbench::form_page(&workbench::form(&rubric, lang), &rubric, lang),
            };
            page.write(&draw, None, speaker)
        }
    }
}

/// Where a paper goes; only the ending tells its format.
fn page(args: &FormArgs, speaker: Speaker) -> anyhow::Result<PageArgs> {
    let format = match by_ending(Some(&args.output), &write::ENDINGS) {
        None => Some(PageFormat::Text),
        Some(told) => told.ok().filter(|format| *format != PageFormat::Json),
    };
    let endings = match args.kind {
        Kind::Skema => ".xlsx, .docx, .md, .html, .txt",
        Kind::Interview | Kind::Afrapportering => ".docx, .md, .html, .txt",
    };
    let ending = || anyhow!(Ui::FileEnding { endings }.text(speaker.lang));
    Ok(PageArgs { format: Some(format.ok_or_else(ending)?), output: Some(args.output.clone()) })
}

/// A paper with what the files say of one supplier.
fn filled(args: &FormArgs, id: &str, speaker: Speaker) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let draw = match args.kind {
        Kind::Interview => workbench::interview_of,
        Kind::Afrapportering => workbench::report_of,
        Kind::Skema => return Err(anyhow!(Ui::FilledKind.text(lang))),
    };
    let which = args.which.as_str();
    let file = choose::file(which);
    let rubrics = RubricArgs {
        rubrics: file.map_or_else(|| args.among.paths.clone(), |file| vec![file.to_owned()]),
        rubric: None,
        as_of: args.filled.as_of,
    };
    let of = &args.filled;
    let reads = reading::paths(&of.files, &rubrics, &of.reading);
    let page = Page::open(&page(args, speaker)?, false, reads, speaker)?;
    let prepared = reading::prepare(&of.files, &rubrics, &of.reading, of.assume_quality, speaker)?;
    let Some(mut reading) = prepared else {
        return Ok(Exit::CouldNot);
    };
    // A row is explained and forgotten.
    reading.options.most_rows = None;
    let catalogue = &reading.catalogue;
    let is_meant = |rubric: &Rubric| file.is_some() || rubric.id == which || rubric.name() == which;
    if !catalogue.rubrics().iter().any(is_meant) {
        let known: Vec<String> = catalogue.rubrics().iter().map(Rubric::name).collect();
        return Err(choose::unknown(which, &known, lang));
    }
    let group = of.maalgruppe.as_deref();
    let is_asked = |rubric: &Rubric| {
        is_meant(rubric) && group.is_none_or(|name| catalogue.names(name, &rubric.id))
    };
    let found = match of_supplier(&reading, id, Some(group.unwrap_or(which)), is_asked, speaker)? {
        Ok(found) => found,
        Err(exit) => return Ok(exit),
    };
    page.write(&|lang| draw(&found.explained, lang), None, speaker)?;
    Ok(found.exit)
}
