//! From arguments as typed to assessments that can be scored: what every command on data begins with.

use super::args::{ReadingArgs, RubricArgs};
use super::rubrics::{self, Chosen};
use super::shared::Speaker;
use crate::diagnostic::Diagnostics;
use crate::intake::{Holds, Input, Keep, Mapping, Names, RowOptions, SheetOptions, known_names};
use crate::limits;
use crate::place;
use crate::rubric::Catalogue;
use crate::score::Options;
use crate::words::Ui;
use anyhow::anyhow;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything that scoring needs.
pub(super) struct Reading {
    pub(super) catalogue: Catalogue,
    pub(super) inputs: Vec<Input>,
    pub(super) options: Options,
}

/// Every path that a command on data reads.
pub(super) fn paths(files: &[PathBuf], rubrics: &RubricArgs, args: &ReadingArgs) -> Vec<PathBuf> {
    let mut paths = files.to_vec();
    paths.extend(rubrics::paths(rubrics));
    paths.extend(args.columns.clone());
    paths
}

/// Prepares the reading of some files; nothing comes back if a rubric or a mapping is refused, which was
/// then told.
pub(super) fn prepare(
    files: &[PathBuf],
    rubric_args: &RubricArgs,
    args: &ReadingArgs,
    assume_quality: bool,
    speaker: Speaker,
) -> anyhow::Result<Option<Reading>> {
    let Some(rubrics) = rubrics::load(rubric_args, speaker)? else {
        return Ok(None);
    };
    prepare_with(files, rubrics, rubric_args, args, assume_quality, speaker)
}

/// The same with rubrics that were loaded already.
pub(super) fn prepare_with(
    files: &[PathBuf],
    rubrics: Chosen,
    rubric_args: &RubricArgs,
    args: &ReadingArgs,
    assume_quality: bool,
    speaker: Speaker,
) -> anyhow::Result<Option<Reading>> {
    let inputs = inputs(files, speaker)?;
    let Some(mapping) = mapping(args.columns.as_deref(), &rubrics.catalogue, speaker)? else {
        return Ok(None);
    };
    let mapping = mapping.with_missing(&args.missing);
    let options = Options {
        sheet: SheetOptions {
            delimiter: args.delimiter,
            encoding: args.encoding,
            decimal: args.decimal,
            worksheet: args.sheet.clone(),
            has_no_header: false,
            header_row: args.header_row,
            holds: Holds::Assessments {
                names: Arc::new(Names::new(&rubrics.catalogue, &mapping)),
                needs_target_group: rubrics.only.is_none(),
            },
        },
        row: RowOptions {
            decimal: args.decimal.unwrap_or_default(),
            as_of: rubric_args.as_of,
            rubric: rubrics.only,
            lens: None,
        },
        place: place::Options { assume_quality },
        deny_unknown: args.deny_unknown,
        mapping,
        keep: Keep::default(),
        fingerprints: false,
        allows_duplicates: false,
        header_from: None,
        strict: args.strict,
        most_rows: Some(limits::ROWS_HELD),
    };
    Ok(Some(Reading { catalogue: rubrics.catalogue, inputs, options }))
}

/// The files to read, but for the lock files that Excel makes beside a workbook that is open.
fn inputs(files: &[PathBuf], speaker: Speaker) -> anyhow::Result<Vec<Input>> {
    let lang = speaker.lang;
    let mut inputs = Vec::new();
    for file in files {
        if is_lock(file) {
            let file = file.display().to_string();
            speaker.note(&Ui::LockFile { file }.text(lang));
        } else {
            inputs.push(match file == Path::new("-") {
                true => Input::Stdin,
                false => Input::File(file.clone()),
            });
        }
    }
    if inputs.iter().filter(|input| input.is_stdin()).count() > 1 {
        return Err(anyhow!(Ui::StdinTwice.text(lang)));
    }
    Ok(inputs)
}

/// Whether a file is what Excel puts beside a workbook that is open: named after it, a name and noughts in it.
///
/// Any other file may have such a name: a workbook begins with the bytes of one, and a text has no control signs.
fn is_lock(file: &Path) -> bool {
    /// No lock file is as long.
    const LONGEST: u64 = 1 << 10;
    /// What workbooks begin with, the new ones and the old.
    const WORKBOOKS: [&[u8]; 2] = [b"PK", b"\xD0\xCF"];
    const ENDINGS: [&str; 6] = ["xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls"];
    let name = file.file_name().map(|name| name.to_string_lossy());
    if !name.is_some_and(|name| name.starts_with("~$")) {
        return false;
    }
    let mut start = Vec::new();
    let opened = File::open(file).map(|file| file.take(LONGEST + 1));
    let is_read = opened.and_then(|mut file| file.read_to_end(&mut start));
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if ENDINGS.iter().any(|own| ending.eq_ignore_ascii_case(own)) {
        // While the workbook is open, some systems let nobody read the lock.
        let is_there = !matches!(&is_read, Err(error) if error.kind() == ErrorKind::NotFound);
        return is_there && !WORKBOOKS.iter().any(|head| start.starts_with(head));
    }
    let is_control = |byte: &u8| byte.is_ascii_control() && !b"\t\r\n".contains(byte);
    start.len() as u64 <= LONGEST && start.iter().any(is_control)
}

fn mapping(
    path: Option<&Path>,
    catalogue: &Catalogue,
    speaker: Speaker,
) -> anyhow::Result<Option<Mapping>> {
    let Some(path) = path else {
        return Ok(Some(Mapping::default()));
    };
    let mut notes = Diagnostics::default();
    let mapping = rubrics::read(path, &mut notes)
        .and_then(|source| Mapping::read(source, &known_names(catalogue), &mut notes));
    speaker.diagnostics(&notes);
    Ok(mapping)
}
