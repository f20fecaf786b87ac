//! `--rejects`: where the rejected rows go. One file for all, or one for each header that there is.

use super::output::{Kind, Outputs, Sealed, Target};
use super::shared::Speaker;
use crate::intake::cells_of;
use crate::render::rejects::RejectedRows;
use crate::score::{FileOutcome, Outcome};
use crate::words::Ui;
use anyhow::{Context, anyhow};
use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Where the rejected rows go, opened before the work begins.
pub(super) struct Rejects {
    path: PathBuf,
    target: Target,
}

/// What was written, and where to.
pub(super) type Written = (PathBuf, Target);

impl Rejects {
    pub(super) fn open(path: &Path, outputs: &mut Outputs) -> anyhow::Result<Self> {
        Ok(Self { path: path.to_owned(), target: outputs.open(Some(path), kind(path))? })
    }

    /// Writes the rejected rows, to be put in place with the results.
    pub(super) fn write(
        self,
        outcome: &Outcome,
        outputs: &mut Outputs,
        speaker: Speaker,
    ) -> anyhow::Result<Vec<Written>> {
        let groups = groups(&outcome.files);
        if groups.len() < 2 {
            let mut target = self.target;
            let files = groups.into_iter().flatten().collect::<Vec<_>>();
            write(&files, outcome, &self.path, &mut target, speaker)?;
            return Ok(vec![(self.path, target)]);
        }
        if self.target.is_stdout() {
            return Err(anyhow!(Ui::RejectsHeaders.text(speaker.lang)));
        }
        drop(self.target);
        let mut written = Vec::new();
        for (files, path) in groups.iter().zip(names(&self.path, &groups)) {
            let mut target = outputs.open(Some(&path), kind(&path))?;
            write(files, outcome, &path, &mut target, speaker)?;
            written.push((path, target));
        }
        Ok(written)
    }
}

fn is_workbook(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"))
}

fn kind(path: &Path) -> Kind {
    match is_workbook(path) {
        true => Kind::Page(Sealed::Workbook),
        false => Kind::Data,
    }
}

fn write(
    files: &[&FileOutcome],
    outcome: &Outcome,
    path: &Path,
    target: &mut Target,
    speaker: Speaker,
) -> anyhow::Result<()> {
    let Some(rows) = RejectedRows::of(files, &outcome.rejected, target.lang()) else {
        return Ok(());
    };
    let bytes = match is_workbook(path) {
        true => rows.workbook().with_context(|| Ui::WorkbookFailed.text(speaker.lang))?,
        false => rows.csv(),
    };
    Ok(target.write(&bytes)?)
}

/// The files with the same header, together, in the order of the first of them.
fn groups(files: &[FileOutcome]) -> Vec<Vec<&FileOutcome>> {
    let mut groups: Vec<(Vec<String>, Vec<&FileOutcome>)> = Vec::new();
    for file in files {
        let header = cells_of(&file.header, file.dialect.delimiter);
        match groups.iter_mut().find(|(known, _)| *known == header) {
            Some((_, group)) => group.push(file),
            None => groups.push((header, vec![file])),
        }
    }
    groups.into_iter().map(|(_, files)| files).collect()
}

/// The name given, with the stem of each group's first file before the ending, and a number where two have the same.
fn names(given: &Path, groups: &[Vec<&FileOutcome>]) -> Vec<PathBuf> {
    let mut taken = HashSet::new();
    let mut named = Vec::new();
    for group in groups {
        let file = group.first().map_or("", |file| &*file.name);
        let stem = Path::new(file).file_stem().unwrap_or_default();
        let mut path = with(given, stem);
        let mut number = 1;
        while !taken.insert(path.to_string_lossy().to_lowercase()) {
            number += 1;
            let mut stem = stem.to_owned();
            stem.push(format!("-{number}"));
            path = with(given, &stem);
        }
        named.push(path);
    }
    named
}

/// `afvist.csv` of `jylland` is `afvist-jylland.csv`.
fn with(given: &Path, stem: &std::ffi::OsStr) -> PathBuf {
    let mut name: OsString = given.file_stem().unwrap_or_default().to_owned();
    name.push("-");
    name.push(stem);
    if let Some(ending) = given.extension() {
        name.push(".");
        name.push(ending);
    }
    given.with_file_name(name)
}
