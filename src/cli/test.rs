//! `indplacer test`: do the rubrics give what their cases expect, and would the cases notice a change?

use super::args::{ReadingArgs, RubricArgs};
use super::case_files::{rewritten, told, unwritable};
use super::ci::{CiFormat, CiWritingArgs};
use super::output::{self, Kind, Outputs};
use super::reading::{self, Reading};
use super::shared::{Exit, Speaker};
use super::since::Revision;
use super::{review, rubrics};
use crate::diagnostic::Diagnostics;
use crate::intake::{Input, Rejection};
use crate::regress::Tweak;
use crate::regress::add::{self, Cells};
use crate::regress::bless;
use crate::regress::cases::{self, Cases};
use crate::regress::mutants;
use crate::regress::tested::Tested;
use crate::render::regress::{self as render, checks, said};
use crate::rubric::Catalogue;
use crate::score::Stop;
use crate::words::{Lang, Message, Regress, Ui};
use anyhow::{Context, anyhow};
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct TestArgs {
    #[arg(value_name = "CASES")]
    cases: Vec<PathBuf>,
    #[command(flatten)]
    rubrics: RubricArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    #[arg(long)]
    mutate: bool,
    #[arg(long, requires = "mutate")]
    add_cases: bool,
    #[arg(long = "list", id = "list_mutants", requires = "mutate")]
    list: bool,
    #[arg(long, value_name = "REV", requires = "mutate")]
    in_diff: Option<String>,
    #[arg(
        long,
        value_name = "WHICH",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "new",
        value_parser = ["new", "all"],
        hide_possible_values = true,
        conflicts_with = "mutate"
    )]
    bless: Option<String>,
    #[arg(long, conflicts_with_all = ["bless", "mutate", "ci_format", "ci_output"])]
    review: bool,
    #[command(flatten)]
    writing: CiWritingArgs,
}

pub(super) fn run(args: &TestArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    /// A file with cases of several rubrics is written once for each of them; nobody has so many.
    const ROUNDS: usize = 100;
    run_once(args, if args.add_cases { ROUNDS } else { 0 }, speaker)
}

/// One run, and after it as many as may still add cases.
fn run_once(args: &TestArgs, rounds: usize, speaker: Speaker) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let rewriting = [
        (args.bless.is_some(), "--bless"),
        (args.add_cases, "--add-cases"),
        (args.review, "--review"),
    ];
    if let Some((_, option)) = rewriting.iter().find(|(is_asked, _)| *is_asked && speaker.is_ci) {
        let option = (*option).to_owned();
        return Err(anyhow!(Regress::NotInCi { option }.text(lang)));
    }
    if args.review && !review::has_somebody() {
        return Err(anyhow!(Regress::ReviewTerminal.text(lang)));
    }
    let rubrics = rubrics::asked(&args.rubrics);
    let files = case_files(args, &rubrics, lang)?;
    if files.iter().any(|file| file == Path::new("-")) {
        return Err(anyhow!(Regress::BlessStdin.text(lang)));
    }
    let reads = reading::paths(&files, &rubrics, &args.reading);
    let mut outputs = Outputs::beside(reads, speaker);
    let mut target = outputs.open(args.writing.output.as_deref(), args.writing.format.kind())?;
    let prepared = reading::prepare(&files, &rubrics, &args.reading, false, speaker)?;
    let Some(reading) = prepared else {
        return Ok(Exit::CouldNot);
    };
    let mut notes = Diagnostics::default();
    let read = cases::read(&reading.catalogue, &reading.inputs, &reading.options, &mut notes);
    speaker.diagnostics(&notes);
    let cases = match read {
        Ok(cases) => cases,
        Err(Stop::Refused) => return Ok(Exit::CouldNot),
        Err(stop @ Stop::Write(_)) => return Err(stop.into()),
    };
    if let Some(which) = &args.bless {
        return bless(&cases, &reading.inputs, which == "all", outputs, speaker);
    }
    let mark = reading.options.row.decimal;
    let mut tested = Tested::of(&reading.catalogue, &cases, lang);
    if args.review {
        return review::run(&mut tested, &cases, &reading.inputs, outputs, speaker);
    }
    let changed = changed_lines(args, &reading.catalogue, lang)?;
    let is_wanted = |tweak: &Tweak| {
        let (file, line, _) = tweak.at.position();
        changed.as_ref().is_none_or(|changed| match changed.get(file) {
            None => false,
            Some(lines) => {
                lines.as_ref().is_none_or(|lines| lines.iter().any(|some| some.contains(&line)))
            }
        })
    };
    if args.list {
        let mut listed = String::new();
        for rubric in reading.catalogue.rubrics() {
            let all = mutants::all(rubric).into_iter();
            for mutant in all.filter(|mutant| is_wanted(&mutant.tweak)) {
                let (file, line, _) = mutant.tweak.at.position();
                let text = said::tweak(&mutant.tweak, lang);
                listed.push_str(&format!("{file}:{line}: {text}\n"));
            }
        }
        target.write(crate::vocabulary::printable_lines(&listed).as_bytes())?;
        target.finish()?;
        return Ok(Exit::Done);
    }
    if args.mutate && tested.failed() == 0 {
        // A rubric without a case is told of where nobody has chosen the cases.
        let all = 0..reading.catalogue.rubrics().len();
        let is_tested = |index: &usize| cases.cases.iter().any(|case| case.rubric == *index);
        let chosen: Vec<usize> = match args.cases.is_empty() {
            true => all.collect(),
            false => all.filter(is_tested).collect(),
        };
        tested.mutate(
            &reading.catalogue,
            &chosen,
            is_wanted,
            &cases,
            (reading.options.place, mark),
        );
    } else if args.mutate {
        speaker.note(&Regress::MutantsWait.text(lang));
    }
    if rounds > 0 && add_cases(&tested, &reading, &cases, outputs, speaker)? {
        // What is told is how the rubrics stand with the new cases.
        drop(target);
        return run_once(args, rounds - 1, speaker);
    }
    target.write(&drawn(&tested, args.writing.format, target.lang())?)?;
    target.finish()?;
    Ok(told(&tested, speaker))
}

/// The lines of a file that changed, or nothing where all of it is new.
type Changed = Option<Vec<RangeInclusive<usize>>>;

/// The lines of each rubric's file that changed since the revision asked for; nothing where none was.
fn changed_lines(
    args: &TestArgs,
    catalogue: &Catalogue,
    lang: Lang,
) -> anyhow::Result<Option<HashMap<String, Changed>>> {
    let Some(revision) = &args.in_diff else {
        return Ok(None);
    };
    let revision = Revision::find(revision, lang)?;
    let mut changed = HashMap::new();
    for rubric in catalogue.rubrics() {
        let file = &rubric.source.name;
        if Path::new(file).is_file() {
            changed.insert(file.clone(), revision.changed_lines(file)?);
        }
    }
    Ok(Some(changed))
}

fn drawn(tested: &Tested, format: CiFormat, lang: Lang) -> anyhow::Result<Vec<u8>> {
    Ok(match format {
        CiFormat::Text => render::test::text(tested, lang).into_bytes(),
        CiFormat::Json => render::test::document(tested, lang)?,
        CiFormat::Junit => render::junit::document(&checks::of_test(tested, lang)).into_bytes(),
        CiFormat::Github => render::annotations::lines(&checks::of_test(tested, lang)).into_bytes(),
        CiFormat::Markdown => render::markdown::test(tested, lang).into_bytes(),
    })
}

/// The case files asked for, or else those beside the rubrics.
fn case_files(args: &TestArgs, rubrics: &RubricArgs, lang: Lang) -> anyhow::Result<Vec<PathBuf>> {
    if !args.cases.is_empty() {
        return Ok(args.cases.clone());
    }
    let file = rubrics.rubric.as_deref().filter(|name| rubrics::is_file_name(Path::new(name)));
    let mut folders: Vec<PathBuf> = Vec::new();
    for path in file.map(Path::new).into_iter().chain(rubrics.rubrics.iter().map(PathBuf::as_path))
    {
        let folder = match path.is_dir() {
            true => path,
            false => {
                path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
            }
        };
        if !folders.iter().any(|known| known == folder) {
            folders.push(folder.to_owned());
        }
    }
    let mut found = Vec::new();
    for folder in &folders {
        let unreadable = |error| {
            let reason = Message::of_the_system(&error).text(lang);
            let folder = folder.display().to_string();
            anyhow!(Ui::FolderUnreadable { folder, reason }.text(lang))
        };
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let path = path.strip_prefix(".").map_or(path.clone(), Path::to_owned);
            let name = path.file_name().and_then(|name| name.to_str());
            if name.is_some_and(cases::is_case_file) && path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    if found.is_empty() {
        let places: Vec<String> =
            folders.iter().map(|folder| folder.display().to_string()).collect();
        let places = match places.is_empty() {
            true => rubrics::FOLDER.to_owned(),
            false => places.join(", "),
        };
        return Err(anyhow!(Regress::NoCases { places }.text(lang)));
    }
    Ok(found)
}

/// Writes the cases that are missing into the case files of their rubrics; whether there were any.
fn add_cases(
    tested: &Tested,
    reading: &Reading,
    cases: &Cases,
    mut outputs: Outputs,
    speaker: Speaker,
) -> anyhow::Result<bool> {
    let mut targets = Vec::new();
    let mut told: Vec<(PathBuf, &[Cells])> = Vec::new();
    let all = tested.mutants.iter().flatten();
    for mutated in all.filter(|mutated| !mutated.missing.is_empty()) {
        let mut rubrics = reading.catalogue.rubrics().iter();
        let Some(index) = rubrics.position(|rubric| rubric.name() == mutated.rubric) else {
            continue;
        };
        let rubric = &reading.catalogue.rubrics()[index];
        let own = cases.cases.iter().find(|case| case.rubric == index);
        let own = own.map(|case| (&cases.files[case.file], &reading.inputs[case.file]));
        let (path, mut target, bytes) = match own {
            Some((_, Input::File(path))) if told.iter().any(|(known, _)| known == path) => continue,
            Some((file, Input::File(path))) => {
                let name = file.name.to_string();
                let bytes = std::fs::read(path).with_context(|| name.clone())?;
                let added = add::apply(&bytes, file, rubric, &mutated.missing);
                let added = added.map_err(|fault| unwritable(fault, name, speaker.lang))?;
                (path.clone(), outputs.open_in_place(path)?, added)
            }
            Some((_, _)) => continue,
            None if !Path::new(&rubric.source.name).is_file() => continue,
            None => {
                let path = PathBuf::from(&rubric.source.name).with_extension("cases.csv");
                let target = outputs.open(Some(&path), Kind::Data)?;
                let text = add::new_file(rubric, &mutated.missing);
                (path, target, text.into_bytes())
            }
        };
        target.write(&bytes)?;
        targets.push(target);
        told.push((path, &mutated.missing));
    }
    output::finish(targets)?;
    let is_any = !told.is_empty();
    for (path, missing) in told {
        let (n, file) = (missing.len() as u64, path.display().to_string());
        speaker.note(&Regress::CasesAdded { n, file }.text(speaker.lang));
        for cells in missing {
            let cell = |name: &str| cells.iter().find(|(column, _)| column == name);
            let [id, name] =
                ["leverandoer_id", "case"].map(|name| cell(name).map_or("", |(_, text)| text));
            speaker.note(&format!("    {id} {name}"));
        }
    }
    Ok(is_any)
}

/// Writes what was computed into the cases that expect nothing; with `all`, into those that expect something else too.
fn bless(
    cases: &Cases,
    inputs: &[Input],
    all: bool,
    mut outputs: Outputs,
    speaker: Speaker,
) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let mut targets = Vec::new();
    let mut blessed_files = Vec::new();
    for (index, (file, input)) in cases.files.iter().zip(inputs).enumerate() {
        let Input::File(path) = input else { continue };
        let own = cases.cases.iter().filter(|case| case.file == index);
        let updates = bless::updates(file, own, all);
        if updates.is_empty() {
            continue;
        }
        let name = file.name.to_string();
        let bytes = std::fs::read(path).with_context(|| name.clone())?;
        let blessed = rewritten(&bytes, file, &updates, lang)?;
        let mut target = outputs.open_in_place(path)?;
        target.write(&blessed)?;
        targets.push(target);
        let n = updates.len() as u64;
        blessed_files.push(Regress::Blessed { n, file: name });
    }
    output::finish(targets)?;
    let has_none = blessed_files.is_empty();
    for blessed in blessed_files {
        speaker.note(&blessed.text(lang));
    }
    let wrong = cases.cases.iter().flat_map(|case| case.failures().map(move |unmet| (case, unmet)));
    let wrong: Vec<_> = wrong.collect();
    for (case, unmet) in wrong.iter().filter(|_| all) {
        let rewritten = Regress::Rewritten {
            place: format!("{}:{} {}", cases.files[case.file].name, case.line, case.name),
            column: unmet.target.column(),
            from: unmet.expected.to_owned(),
            to: unmet.target.computed(&case.placement).to_owned(),
        };
        speaker.note(&rewritten.text(lang));
    }
    if has_none {
        speaker.note(&Regress::BlessedNothing.text(lang));
    }
    if !all && !wrong.is_empty() {
        let n = wrong.len() as u64;
        speaker.error(&Regress::BlessLeaves { n }.text(lang));
        return Ok(Exit::ActOn);
    }
    if cases.rejected.is_empty() {
        return Ok(Exit::Done);
    }
    let mut faults = Diagnostics::default();
    for fault in cases.rejected.iter().flat_map(Rejection::own_faults) {
        faults.push(fault.clone());
    }
    speaker.diagnostics(&faults);
    speaker.error(&Regress::BlessRejected.text(lang));
    Ok(Exit::ActOn)
}
