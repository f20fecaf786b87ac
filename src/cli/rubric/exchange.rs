//! `indplacer rubric export` and `import`: a rubric's texts and numbers to a spreadsheet and back.

use super::args::{ExportArgs, ImportArgs};
use super::{choose, write};
use crate::cli::output::{Kind, Outputs, Sealed};
use crate::cli::rubrics;
use crate::cli::shared::{Exit, Speaker};
use crate::diagnostic::Diagnostics;
use crate::intake::{Input, Sheet, SheetOptions};
use crate::render;
use crate::rubric::Rubric;
use crate::words::Ui;
use crate::workbench::exchange;

pub(super) fn export(args: &ExportArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let reads = choose::paths(&[&args.which], &args.among);
    let kind = Kind::Page(Sealed::Workbook);
    let target = Outputs::beside(reads, speaker).open(Some(&args.output), kind)?;
    let Some(rubric) = choose::one(&args.which, &args.among, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let lang = target.lang();
    let lines = exchange::lines(&rubric, lang);
    let bytes = render::exchange::workbook(&rubric, &lines, lang)?;
    write::whole(&bytes, target, Some(&args.output), speaker)
}

pub(super) fn import(args: &ImportArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let mut outputs = Outputs::beside([&args.workbook], speaker);
    let target = outputs.open(Some(&args.into), Kind::Data)?;
    let mut notes = Diagnostics::default();
    let imported = read(args, &mut notes);
    speaker.diagnostics(&notes);
    let Some(imported) = imported else {
        return Ok(Exit::CouldNot);
    };
    if imported.changes.is_empty() {
        speaker.note(&Ui::NothingChanged.text(speaker.lang));
        return Ok(Exit::Done);
    }
    write::whole(imported.text.as_bytes(), target, Some(&args.into), speaker)?;
    for change in imported.changes {
        let line = Ui::Changed {
            cell: change.cell,
            place: change.place,
            from: change.from,
            to: change.to,
        };
        speaker.note(&crate::vocabulary::printable(&line.text(speaker.lang)));
    }
    Ok(Exit::Done)
}

/// The changed rubric; nothing if it cannot be made, and `notes` then say why.
fn read(args: &ImportArgs, notes: &mut Diagnostics) -> Option<exchange::Imported> {
    let rubric = Rubric::read(rubrics::read(&args.into, notes)?, notes)?;
    let input = Input::File(args.workbook.clone());
    match Sheet::open(&input, SheetOptions::default()) {
        Ok(sheet) => exchange::import(sheet, &rubric, notes),
        Err(fault) => {
            notes.push(fault);
            None
        }
    }
}
