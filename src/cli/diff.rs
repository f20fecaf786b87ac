//! `indplacer diff`: who moves from one run to another, and why.

use super::args::{ReadingArgs, RubricArgs};
use super::data;
use super::output::Outputs;
use super::rubrics::Chosen;
use super::test::{CiFormat, CiWritingArgs};
use super::{Exit, Speaker, reading, rubrics};
use crate::diagnostic::Diagnostics;
use crate::intake::Input;
use crate::limits;
use crate::regress::compared::Kind;
use crate::regress::diff::Diff;
use crate::regress::gate::{self, Expectations, FailOn};
use crate::regress::results::{self, Fault, Results};
use crate::regress::trial;
use crate::render::regress::diff::View;
use crate::render::regress::{self as render, checks};
use crate::rubric::Catalogue;
use crate::score::Stop;
use crate::source::Source;
use crate::words::{Lang, Message, Regress};
use anyhow::anyhow;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    #[arg(display_order = 1)]
    before: PathBuf,
    #[arg(display_order = 2)]
    after: PathBuf,
    #[arg(long, value_name = "FILE")]
    data: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    expect: Option<PathBuf>,
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = fail_on(), hide_possible_values = true)]
    fail_on: Vec<String>,
    #[arg(long)]
    allow_rejected: bool,
    #[arg(long)]
    assume_quality: bool,
    #[arg(long, value_name = "DATE", value_parser = super::args::date)]
    as_of: Option<jiff::civil::Date>,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    writing: CiWritingArgs,
}

fn fail_on() -> clap::builder::PossibleValuesParser {
    let words = FailOn::WORDS.into_iter();
    clap::builder::PossibleValuesParser::new(words.chain(Kind::ALL.map(Kind::as_str)))
}

pub(super) fn run(args: &DiffArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let mut outputs = Outputs::beside(args.reads(), speaker);
    let mut target = outputs.open(args.writing.output.as_deref(), args.writing.format.kind())?;
    let expectations = match &args.expect {
        None => None,
        Some(path) => match expectations(path, speaker)? {
            Some(expectations) => Some(expectations),
            None => return Ok(Exit::CouldNot),
        },
    };
    let diff = if args.data.is_empty() {
        for path in [&args.before, &args.after] {
            if is_rubrics(path) {
                let file = path.display().to_string();
                return Err(anyhow!(Regress::DataNeeded { file }.text(lang)));
            }
        }
        Diff::of_results(entries(&args.before, lang)?, entries(&args.after, lang)?)
    } else {
        match trial(args, speaker)? {
            Some(diff) => diff,
            None => return Ok(Exit::CouldNot),
        }
    };
    for [before, after] in &diff.other_ids {
        let [before, after] = [before, after].map(String::clone);
        speaker.warning(&Regress::OtherId { before, after }.text(lang));
    }
    let fail_on = FailOn::of_words(args.fail_on.iter().map(String::as_str));
    let lang = target.lang();
    let verdict = gate::judge(&diff, expectations.as_ref(), &fail_on, args.allow_rejected);
    let view = View {
        diff: &diff,
        verdict: &verdict,
        lang,
    };
    let checks = || checks::of_diff(&diff, &verdict, lang);
    target.write(&match args.writing.format {
        CiFormat::Text => render::diff::text(&view).into_bytes(),
        CiFormat::Json => render::diff_json::document(&view)?,
        CiFormat::Junit => render::junit::document(&checks()).into_bytes(),
        CiFormat::Github => render::annotations::lines(&checks()).into_bytes(),
        CiFormat::Markdown => render::markdown::diff(&view).into_bytes(),
    })?;
    target.finish()?;
    if verdict.is_empty {
        speaker.error(&render::diff::nothing_compared(&diff, speaker.lang));
        return Ok(Exit::CouldNot);
    }
    Ok(if verdict.holds() {
        Exit::Done
    } else {
        Exit::ActOn
    })
}

impl DiffArgs {
    /// Every path that is read.
    fn reads(&self) -> Vec<PathBuf> {
        let mut paths = rubrics::among(&[self.before.clone(), self.after.clone()]);
        paths.extend(self.data.iter().chain(&self.expect).cloned());
        paths.extend(self.reading.columns.clone());
        paths
    }
}

/// Whether a path holds rubrics rather than results.
fn is_rubrics(path: &Path) -> bool {
    path.is_dir() || path.extension().is_some_and(|ending| ending == "toml")
}

fn expectations(path: &Path, speaker: Speaker) -> anyhow::Result<Option<Expectations>> {
    let mut notes = Diagnostics::default();
    let read = rubrics::read(path, &mut notes);
    let expectations = read.and_then(|source: Source| Expectations::read(source, &mut notes));
    speaker.diagnostics(&notes);
    Ok(expectations)
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
            ErrorKind::FileTooLarge => Message::ResultsTooLarge {
                most: limits::RESULTS >> 20,
            },
            _ => Message::unreadable(&error),
        };
        anyhow!("{name}: {}", message.text(lang))
    })?;
    results::read(&name, &bytes).map_err(|fault| {
        let file = name.clone();
        let text = match fault {
            Fault::NotResults => Regress::NotResults { file },
            Fault::Json { line, detail } => Regress::ResultsJson {
                file,
                line: line as u64,
                detail,
            },
            Fault::Lacks { number, key } => Regress::ResultsLack {
                file,
                number: number as u64,
                key: key.to_owned(),
            },
            Fault::Says { number, key, value } => Regress::ResultsSay {
                file,
                number: number as u64,
                key: key.to_owned(),
                value,
            },
        };
        anyhow!(text.text(lang))
    })
}

/// The two rubrics, or folders of them, on the same data.
fn trial(args: &DiffArgs, speaker: Speaker) -> anyhow::Result<Option<Diff>> {
    let lang = speaker.lang;
    let mut catalogues: Vec<Catalogue> = Vec::new();
    for path in [&args.before, &args.after] {
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
    let chosen = rubrics::load(&rubric_args(args, &args.after), speaker)?;
    let Some(chosen) = chosen else {
        return Ok(None);
    };
    let prepared = reading::prepare_with(
        &data::files(&args.data, lang)?,
        chosen,
        &rubric_args(args, &args.after),
        &args.reading,
        args.assume_quality,
        speaker,
    )?;
    let Some(reading) = prepared else {
        return Ok(None);
    };
    if reading.inputs.iter().any(Input::is_stdin) {
        return Err(anyhow!(Regress::BlessStdin.text(lang)));
    }
    let [before, after] = &catalogues[..] else {
        return Ok(None);
    };
    let mut notes = Diagnostics::default();
    let diff = trial::compare(before, after, &reading.inputs, &reading.options, &mut notes);
    speaker.diagnostics(&notes);
    match diff {
        Ok(diff) => Ok(Some(diff)),
        Err(Stop::Refused) => Ok(None),
        Err(stop @ Stop::Write(_)) => Err(stop.into()),
    }
}

fn rubric_args(args: &DiffArgs, path: &Path) -> RubricArgs {
    RubricArgs {
        rubrics: vec![path.to_owned()],
        rubric: None,
        as_of: args.as_of,
    }
}
