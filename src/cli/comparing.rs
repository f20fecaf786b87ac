//! What `diff` compares: two results, two rubrics on the same data, a baseline and what is scored now, or a revision
//! and what stands in the folder.

use super::args::{ReadingArgs, RubricArgs};
use super::ci::CiWritingArgs;
use super::reading::{self, Reading};
use super::rubrics::Chosen;
use super::shared::Speaker;
use super::since::Revision;
use super::{data, rubrics};
use crate::diagnostic::Diagnostics;
use crate::intake::Input;
use crate::limits;
use crate::regress::baseline::{self, Accepted};
use crate::regress::compared;
use crate::regress::diff::{Course, Diff};
use crate::regress::gate::FailOn;
use crate::regress::results::{self, Entry, Fault, Results};
use crate::regress::trial;
use crate::rubric::{Catalogue, Rubric};
use crate::score::Stop;
use crate::words::{Lang, Message, Regress};
use anyhow::{Context, anyhow};
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    #[arg(display_order = 1)]
    pub(super) before: Option<PathBuf>,
    #[arg(display_order = 2)]
    pub(super) after: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(super) data: Vec<PathBuf>,
    #[arg(long, value_name = "REV")]
    pub(super) since: Option<String>,
    #[arg(long)]
    pub(super) accept: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) expect_write: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(super) expect: Option<PathBuf>,
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = fail_on(), hide_possible_values = true)]
    pub(super) fail_on: Vec<String>,
    #[arg(long)]
    pub(super) allow_rejected: bool,
    #[arg(long)]
    pub(super) assume_quality: bool,
    #[command(flatten)]
    pub(super) rubrics: RubricArgs,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[command(flatten)]
    pub(super) writing: CiWritingArgs,
}

fn fail_on() -> clap::builder::PossibleValuesParser {
    let words = FailOn::WORDS.into_iter();
    clap::builder::PossibleValuesParser::new(
        words.chain(compared::Kind::ALL.map(compared::Kind::as_str)),
    )
}

impl DiffArgs {
    /// Every path that is read.
    pub(super) fn reads(&self, lang: Lang) -> Vec<PathBuf> {
        let named: Vec<PathBuf> = self.before.iter().chain(&self.after).cloned().collect();
        let mut paths = rubrics::among(&named);
        paths.extend(rubrics::paths(&self.rubrics));
        // What is not there is told where it is read.
        paths.extend(data::files(&self.data, lang).unwrap_or_default());
        paths.extend(self.expect.clone());
        paths.extend(self.reading.columns.clone());
        paths
    }
}

/// A difference, and the baseline written anew where that was asked for.
pub(super) struct Compared {
    pub(super) diff: Diff,
    pub(super) accepted: Option<Accepted>,
}

impl From<Diff> for Compared {
    fn from(diff: Diff) -> Self {
        Self { diff, accepted: None }
    }
}

/// Compares what the arguments name; nothing comes back where something cannot be used, which was then told.
pub(super) fn compare(args: &DiffArgs, speaker: Speaker) -> anyhow::Result<Option<Compared>> {
    let lang = speaker.lang;
    let is_baseline = |path: &Path| !is_rubrics(path) && !args.data.is_empty();
    if args.accept && !args.before.as_deref().is_some_and(is_baseline) {
        return Err(anyhow!(Regress::AcceptBaseline.text(lang)));
    }
    match (&args.since, &args.before, &args.after) {
        (Some(revision), before, None) => of_revision(args, revision, before.as_deref(), speaker),
        (None, Some(before), Some(after)) if args.data.is_empty() => {
            for path in [before, after] {
                if is_rubrics(path) {
                    let file = path.display().to_string();
                    return Err(anyhow!(Regress::DataNeeded { file }.text(lang)));
                }
            }
            let diff = Diff::of_results(entries(before, lang)?, entries(after, lang)?);
            Ok(Some(diff.into()))
        }
        (None, Some(before), Some(after)) => of_rubrics(args, [before, after], speaker),
        (None, Some(before), None) if is_baseline(before) => of_baseline(args, before, speaker),
        _ => Err(anyhow!(Regress::AfterNeeded.text(lang))),
    }
}

/// Whether a path holds rubrics rather than results.
fn is_rubrics(path: &Path) -> bool {
    path.is_dir() || path.extension().is_some_and(|ending| ending == "toml")
}

/// The results in a file, or on standard input.
fn entries(path: &Path, lang: Lang) -> anyhow::Result<Results> {
    let name = path.display().to_string();
    let read = match path == Path::new("-") {
        true => rubrics::bounded_from(std::io::stdin().lock(), limits::RESULTS),
        false => rubrics::bounded(path, limits::RESULTS),
    };
    let bytes = read.map_err(|error| {
        let message = match error.kind() {
            ErrorKind::FileTooLarge => Message::ResultsTooLarge { most: limits::RESULTS >> 20 },
            _ => Message::unreadable(&error),
        };
        anyhow!("{name}: {}", message.text(lang))
    })?;
    results::read(&name, &bytes).map_err(|fault| {
        let file = name.clone();
        let text = match fault {
            Fault::NotResults => Regress::NotResults { file },
            Fault::Json { line, detail } => {
                Regress::ResultsJson { file, line: line as u64, detail }
            }
            Fault::Lacks { number, key } => {
                Regress::ResultsLack { file, number: number as u64, key: key.to_owned() }
            }
            Fault::Says { number, key, value } => {
                Regress::ResultsSay { file, number: number as u64, key: key.to_owned(), value }
            }
        };
        anyhow!(text.text(lang))
    })
}

/// The two rubrics, or folders of them, on the same data.
fn of_rubrics(
    args: &DiffArgs,
    paths: [&PathBuf; 2],
    speaker: Speaker,
) -> anyhow::Result<Option<Compared>> {
    let lang = speaker.lang;
    let mut catalogues: Vec<Catalogue> = Vec::new();
    for path in paths {
        if !is_rubrics(path) {
            let file = path.display().to_string();
            return Err(anyhow!(Regress::RubricsNeeded { file }.text(lang)));
        }
        match rubrics::load(&rubric_args(args, path), speaker)? {
            Some(Chosen { catalogue, .. }) => catalogues.push(catalogue),
            None => return Ok(None),
        }
    }
    // Columns are translated to the names of the rubrics after.
    let Some(reading) = prepared(args, &rubric_args(args, paths[1]), speaker)? else {
        return Ok(None);
    };
    let [before, after] = &catalogues[..] else {
        return Ok(None);
    };
    tried(before, after, &reading, speaker)
}

/// The data, to be read by some rubrics.
fn prepared(
    args: &DiffArgs,
    rubrics: &RubricArgs,
    speaker: Speaker,
) -> anyhow::Result<Option<Reading>> {
    let files = data::files(&args.data, speaker.lang)?;
    let reading = reading::prepare(&files, rubrics, &args.reading, args.assume_quality, speaker)?;
    if reading.iter().flat_map(|reading| &reading.inputs).any(Input::is_stdin) {
        return Err(anyhow!(Regress::BlessStdin.text(speaker.lang)));
    }
    Ok(reading)
}

fn tried(
    before: &Catalogue,
    after: &Catalogue,
    reading: &Reading,
    speaker: Speaker,
) -> anyhow::Result<Option<Compared>> {
    let mut notes = Diagnostics::default();
    let diff = trial::compare(before, after, &reading.inputs, &reading.options, &mut notes);
    speaker.diagnostics(&notes);
    told(diff).map(|diff| diff.map(Compared::from))
}

/// What came of a run; nothing where it was refused.
fn told<T>(came: Result<T, Stop>) -> anyhow::Result<Option<T>> {
    match came {
        Ok(came) => Ok(Some(came)),
        Err(Stop::Refused) => Ok(None),
        Err(stop @ Stop::Write(_)) => Err(stop.into()),
    }
}

/// A baseline, and what is scored now.
fn of_baseline(args: &DiffArgs, path: &Path, speaker: Speaker) -> anyhow::Result<Option<Compared>> {
    let lang = speaker.lang;
    let file = path.display().to_string();
    let baseline = entries(path, lang)?;
    if let Some(version) = baseline::newer_program(&baseline.entries) {
        let version = version.to_owned();
        return Err(anyhow!(Regress::BaselineNewer { file, version }.text(lang)));
    }
    let rubrics = rubrics::asked(&args.rubrics);
    let Some(reading) = prepared(args, &rubrics, speaker)? else {
        return Ok(None);
    };
    let mut notes = Diagnostics::default();
    let now = baseline::now(&reading.catalogue, &reading.inputs, &reading.options, &mut notes);
    let Ok(Some(now)) = told(now) else {
        speaker.diagnostics(&notes);
        return Ok(None);
    };
    let accepted = match args.accept {
        false => None,
        true => {
            let text = std::fs::read_to_string(path).with_context(|| file.clone())?;
            let accepted = baseline::accept(&text, &baseline.entries, &now);
            Some(accepted.ok_or_else(|| anyhow!(Regress::BaselineLines { file }.text(lang)))?)
        }
    };
    let mut diff = baseline::compare(baseline, &now, &mut notes);
    let rubrics = reading.catalogue.rubrics().iter();
    diff.standing = Some(rubrics.map(Rubric::name).collect());
    speaker.diagnostics(&notes);
    Ok(Some(Compared { diff, accepted }))
}

/// What stood in the repository at a revision, and what stands in the folder.
fn of_revision(
    args: &DiffArgs,
    revision: &str,
    named: Option<&Path>,
    speaker: Speaker,
) -> anyhow::Result<Option<Compared>> {
    let lang = speaker.lang;
    let rubrics = match named {
        Some(path) => rubric_args(args, path),
        None => rubrics::asked(&args.rubrics),
    };
    if rubrics.rubrics.is_empty() || args.data.is_empty() {
        return Err(anyhow!(Regress::SinceRubrics.text(lang)));
    }
    let revision = Revision::find(revision, lang)?;
    let Some(reading) = prepared(args, &rubrics, speaker)? else {
        return Ok(None);
    };
    let mut notes = Diagnostics::default();
    let before = Catalogue::read(revision.rubrics(&rubrics.rubrics)?, &mut notes);
    if notes.has_errors() {
        speaker.diagnostics(&notes);
        return Ok(None);
    }
    let files = data::files(&args.data, lang)?;
    let mut is_same_data = true;
    for file in &files {
        is_same_data &= revision.is_unchanged(file)?;
    }
    let old = match is_same_data {
        true => None,
        false => revision.data(&files)?,
    };
    let Some(old) = old else {
        return tried(&before, &reading.catalogue, &reading, speaker);
    };
    // Who changed altogether; and how much of it the data did, under the rubrics before.
    let mut quiet = Diagnostics::default();
    let first = baseline::now(&before, &old, &reading.options, &mut quiet);
    let middle = baseline::now(&before, &reading.inputs, &reading.options, &mut quiet);
    let last = baseline::now(&reading.catalogue, &reading.inputs, &reading.options, &mut notes);
    let (Some(first), Some(middle), Some(last)) = (told(first)?, told(middle)?, told(last)?) else {
        notes.extend(quiet);
        speaker.diagnostics(&notes);
        return Ok(None);
    };
    let results = |entries: &[Entry]| Results { entries: entries.to_vec(), ..Results::default() };
    let mut diff = baseline::compare(results(&first.entries), &last, &mut notes);
    let by_data = Diff::of_results(results(&first.entries), results(&middle.entries));
    let moved: HashMap<(String, String), _> = by_data
        .changes
        .iter()
        .filter_map(|change| match change.course() {
            Course::Moved(_, to) => Some((key(change), to)),
            Course::Stayed(_) | Course::Arrived(_) | Course::Departed(_) => None,
        })
        .collect();
    for change in &mut diff.changes {
        if let Course::Moved(from, _) = change.course() {
            change.by_data = Some(moved.get(&key(change)).copied().unwrap_or(from));
        }
    }
    // The versions that come and go, and who would move under new ones, as on the same data.
    let tried =
        trial::compare(&before, &reading.catalogue, &reading.inputs, &reading.options, &mut quiet);
    if let Some(tried) = told(tried)? {
        diff.add_versions(tried);
    }
    speaker.diagnostics(&notes);
    Ok(Some(diff.into()))
}

fn key(change: &crate::regress::diff::Change) -> (String, String) {
    let group = change.cell(crate::vocabulary::Identity::Maalgruppe);
    (change.id(), group.to_owned())
}

fn rubric_args(args: &DiffArgs, path: &Path) -> RubricArgs {
    RubricArgs { rubrics: vec![path.to_owned()], rubric: None, as_of: args.rubrics.as_of }
}
