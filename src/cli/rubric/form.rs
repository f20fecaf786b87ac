//! `indplacer rubric form`: the pilot's three papers, two of them also filled in for a supplier.

use super::args::{FormArgs, Kind, Layout, PageArgs};
use super::{choose, write};
use crate::cli::args::RubricArgs;
use crate::cli::explain::of_supplier;
use crate::cli::{Exit, Speaker, reading};
use crate::render;
use crate::rubric::Rubric;
use crate::words::Ui;
use crate::workbench;
use anyhow::anyhow;

pub(super) fn run(args: &FormArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    if let Some(id) = &args.filled.supplier {
        return filled(args, id.trim(), speaker);
    }
    let Some(rubric) = choose::one(&args.which, &args.among, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let page = PageArgs {
        format: None,
        output: Some(args.output.clone()),
    };
    let form = workbench::form(&rubric, lang);
    let ending = args.output.extension().and_then(|ending| ending.to_str());
    let bytes = match (args.kind, args.layout, ending) {
        (Kind::Interview, _, _) => {
            return write::page(
                &workbench::interview_guide(&rubric, lang),
                None,
                &page,
                speaker,
            );
        }
        (Kind::Afrapportering, _, _) => {
            return write::page(
                &workbench::report_template(&rubric, lang),
                None,
                &page,
                speaker,
            );
        }
        (Kind::Skema, Layout::Single, Some("xlsx")) => render::form::single(&form, lang)?,
        (Kind::Skema, Layout::Single, _) => {
            let drawn = workbench::form_page(&form, &rubric, lang);
            return write::page(&drawn, None, &page, speaker);
        }
        (Kind::Skema, Layout::List, Some("xlsx")) => render::form::list(&form, lang)?,
        (Kind::Skema, Layout::List, Some("csv")) => render::form::list_csv(&form),
        (Kind::Skema, Layout::List, _) => {
            let endings = ".xlsx, .csv";
            return Err(anyhow!(Ui::FileEnding { endings }.text(lang)));
        }
    };
    write::whole(&bytes, Some(&args.output), speaker)
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
    let prepared = reading::prepare(&of.files, &rubrics, &of.reading, of.assume_quality, speaker)?;
    let Some(mut reading) = prepared else {
        return Ok(Exit::CouldNot);
    };
    // A row is explained and forgotten.
    reading.options.most_rows = None;
    reading::refuse_overwriting(&reading.inputs, [&args.output], lang)?;
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
    let found = match of_supplier(
        &reading,
        id,
        Some(group.unwrap_or(which)),
        is_asked,
        speaker,
    )? {
        Ok(found) => found,
        Err(exit) => return Ok(exit),
    };
    let page = PageArgs {
        format: None,
        output: Some(args.output.clone()),
    };
    write::page(&draw(&found.explained, lang), None, &page, speaker)?;
    Ok(found.exit)
}
