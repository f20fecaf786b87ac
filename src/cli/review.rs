//! `indplacer test --review`: the cases that do not hold, one by one, to a person who says which of them expect the wrong
//! thing.

use super::output::{self, Outputs, Target};
use super::shared::{Exit, Speaker};
use super::{case_files, progress};
use crate::intake::Input;
use crate::regress::bless::{self, Update};
use crate::regress::cases::{CaseFile, Cases};
use crate::regress::tested::Tested;
use crate::render::regress::test as render;
use crate::words::{Lang, Regress};
use anyhow::{Context, anyhow};
use std::io::{self, BufRead, IsTerminal};
use std::path::Path;

/// Whether somebody sees the questions and can answer them.
pub(super) fn has_somebody() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks about every case that does not hold, and writes what was accepted into the case files.
pub(super) fn run(
    tested: &mut Tested,
    cases: &Cases,
    inputs: &[Input],
    outputs: Outputs,
    speaker: Speaker,
) -> anyhow::Result<Exit> {
    let (reviewed, targets) = opened(cases, inputs, outputs, speaker.lang)?;
    // The line that shows how far a run has come would stand in the questions.
    progress::end();
    let accepted = ask(tested, &mut io::stdin().lock(), speaker)?;
    let is_accepted = |case: usize| accepted.contains(&case);
    write(cases, reviewed, targets, is_accepted, speaker)?;
    let all = tested.cases.iter_mut();
    for case in all.filter(|case| case.case.is_some_and(is_accepted)) {
        case.failures.clear();
    }
    speaker.note(&render::total(tested, speaker.lang));
    Ok(case_files::told(tested, speaker))
}

/// A case file with a case that does not hold, as it is before anybody is asked.
struct Reviewed<'i> {
    index: usize,
    path: &'i Path,
    bytes: Vec<u8>,
}

/// The files that may be written and their targets; nobody is asked in vain about one that cannot be.
fn opened<'i>(
    cases: &Cases,
    inputs: &'i [Input],
    mut outputs: Outputs,
    lang: Lang,
) -> anyhow::Result<(Vec<Reviewed<'i>>, Vec<Target>)> {
    let (mut reviewed, mut targets) = (Vec::new(), Vec::new());
    for (index, (file, input)) in cases.files.iter().zip(inputs).enumerate() {
        let Input::File(path) = input else { continue };
        let updates = updates(cases, index, |_| true);
        if updates.is_empty() {
            continue;
        }
        let bytes = std::fs::read(path).with_context(|| file.name.to_string())?;
        case_files::rewritten(&bytes, file, &updates, lang)?;
        targets.push(outputs.open_in_place(path)?);
        reviewed.push(Reviewed { index, path, bytes });
    }
    Ok((reviewed, targets))
}

/// What the accepted cases of a file are to expect; a case that holds is left as it is.
fn updates(cases: &Cases, index: usize, is_accepted: impl Fn(usize) -> bool) -> Vec<Update> {
    let all = cases.cases.iter().enumerate();
    let own = all.filter(|(_, case)| case.file == index && case.failures().next().is_some());
    let accepted = own.filter(|(case, _)| is_accepted(*case));
    bless::updates(&cases.files[index], accepted.map(|(_, case)| case), true)
}

fn write(
    cases: &Cases,
    reviewed: Vec<Reviewed<'_>>,
    targets: Vec<Target>,
    is_accepted: impl Fn(usize) -> bool,
    speaker: Speaker,
) -> anyhow::Result<()> {
    let lang = speaker.lang;
    let (mut written, mut told) = (Vec::new(), Vec::new());
    for (Reviewed { index, path, bytes }, mut target) in reviewed.into_iter().zip(targets) {
        let updates = updates(cases, index, &is_accepted);
        if updates.is_empty() {
            continue;
        }
        let file: &CaseFile = &cases.files[index];
        let name = file.name.to_string();
        if std::fs::read(path).with_context(|| name.clone())? != bytes {
            return Err(anyhow!(Regress::ReviewChanged { file: name }.text(lang)));
        }
        target.write(&case_files::rewritten(&bytes, file, &updates, lang)?)?;
        written.push(target);
        let n = updates.len() as u64;
        told.push(Regress::Blessed { n, file: name });
    }
    output::finish(written)?;
    for blessed in told {
        speaker.note(&blessed.text(lang));
    }
    Ok(())
}

/// What a person says to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// What came is right, and the expectation wrong.
    Accept,
    /// The expectation stays.
    Keep,
    /// No more questions.
    Quit,
}

/// The indices in [`Cases::cases`] of those that were accepted before the person had enough.
fn ask(tested: &Tested, input: &mut impl BufRead, speaker: Speaker) -> io::Result<Vec<usize>> {
    let lang = speaker.lang;
    let failed = tested.cases.iter().filter(|case| !case.holds());
    let all = failed.clone().filter(|case| case.case.is_some()).count() as u64;
    let (mut accepted, mut n) = (Vec::new(), 0);
    for case in failed {
        speaker.write(&render::failed_case(case, lang));
        // A row that is rejected came to nothing that could be accepted.
        let Some(index) = case.case else { continue };
        n += 1;
        let question = Regress::ReviewAsk { n, all }.text(lang);
        let answer = answered(input, &question, speaker)?;
        speaker.write("\n");
        match answer {
            Answer::Accept => accepted.push(index),
            Answer::Keep => {}
            Answer::Quit => break,
        }
    }
    Ok(accepted)
}

/// Asks until there is an answer; the end of the input is one.
fn answered(input: &mut impl BufRead, question: &str, speaker: Speaker) -> io::Result<Answer> {
    loop {
        speaker.write(question);
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(Answer::Quit);
        }
        if let Some(answer) = answer(&line, speaker.lang) {
            return Ok(answer);
        }
    }
}

/// What a line says: one of the letters that the question shows.
fn answer(line: &[u8], lang: Lang) -> Option<Answer> {
    let keys = Regress::ReviewKeys.text(lang);
    let line = line.trim_ascii();
    let mut keys = keys.as_bytes().iter();
    let at = keys.position(|key| line.eq_ignore_ascii_case(&[*key]))?;
    [Answer::Accept, Answer::Keep, Answer::Quit].get(at).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_that_a_question_shows_are_the_answers() {
        for lang in [Lang::Da, Lang::En] {
            let question = Regress::ReviewAsk { n: 1, all: 2 }.text(lang);
            let shown: Vec<&str> =
                question.split('[').skip(1).filter_map(|rest| rest.split(']').next()).collect();
            let said = shown.iter().map(|key| answer(key.as_bytes(), lang));
            let said: Option<Vec<Answer>> = said.collect();
            let all = [Answer::Accept, Answer::Keep, Answer::Quit];
            assert_eq!(said.as_deref(), Some(&all[..]), "{question}");
        }
    }

    #[test]
    fn anything_else_is_no_answer() {
        for line in ["\n", "ja\n", "aa\n", "\u{e6}\n", "x"] {
            assert_eq!(answer(line.as_bytes(), Lang::Da), None, "{line:?}");
        }
        assert_eq!(answer(b" A \r\n", Lang::Da), Some(Answer::Accept));
        assert_eq!(answer(b"\xff\xfe", Lang::En), None);
    }
}
