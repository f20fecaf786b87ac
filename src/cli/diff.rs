//! `indplacer diff`: who moves from one run to another, and why.

use super::ci::CiFormat;
use super::comparing::{self, Compared, DiffArgs};
use super::output::{self, Outputs};
use super::rubrics;
use super::shared::{Exit, Speaker};
use crate::diagnostic::Diagnostics;
use crate::regress::baseline::Accepted;
use crate::regress::expectations::Expectations;
use crate::regress::gate::{self, FailOn};
use crate::render::regress::diff::View;
use crate::render::regress::{self as render, checks};
use crate::source::Source;
use crate::words::Regress;
use anyhow::anyhow;
use std::path::Path;

pub(super) fn run(args: &DiffArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let mut outputs = Outputs::beside(args.reads(lang), speaker);
    let mut target = outputs.open(args.writing.output.as_deref(), args.writing.format.kind())?;
    let written = args.expect_write.as_deref();
    let mut written = written
        .map(|path| outputs.open(Some(path), output::Kind::Page(output::Sealed::Toml)))
        .transpose()?;
    let expectations = match &args.expect {
        None => None,
        Some(path) => match expectations(path, speaker)? {
            Some(expectations) => Some(expectations),
            None => return Ok(Exit::CouldNot),
        },
    };
    if args.accept && speaker.is_ci {
        let option = "--accept".to_owned();
        return Err(anyhow!(Regress::NotInCi { option }.text(lang)));
    }
    let Some(Compared { diff, accepted }) = comparing::compare(args, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    for [before, after] in &diff.other_ids {
        let [before, after] = [before, after].map(String::clone);
        speaker.warning(&Regress::OtherId { before, after }.text(lang));
    }
    let fail_on = FailOn::of_words(args.fail_on.iter().map(String::as_str));
    let lang = target.lang();
    let verdict = gate::judge(&diff, expectations.as_ref(), &fail_on, args.allow_rejected);
    let view = View { diff: &diff, verdict: &verdict, lang };
    let checks = || checks::of_diff(&diff, &verdict, lang);
    target.write(&match args.writing.format {
        CiFormat::Text => render::diff::text(&view).into_bytes(),
        CiFormat::Json => render::diff_json::document(&view)?,
        CiFormat::Junit => render::junit::document(&checks()).into_bytes(),
        CiFormat::Github => render::annotations::lines(&checks()).into_bytes(),
        CiFormat::Markdown => render::markdown::diff(&view).into_bytes(),
    })?;
    let mut targets = vec![target];
    if let Some(target) = &mut written {
        target.write(render::expectations::text(&diff, &verdict, target.lang()).as_bytes())?;
    }
    targets.extend(written);
    if let (Some(accepted), Some(path)) = (&accepted, &args.before) {
        let mut target = outputs.open_in_place(path)?;
        target.write(&accepted.bytes)?;
        targets.push(target);
    }
    output::finish(targets)?;
    if let (Some(accepted), Some(path)) = (&accepted, &args.before) {
        let Accepted { kept, renewed, removed, added, .. } = *accepted;
        let file = path.display().to_string();
        speaker.note(
            &Regress::BaselineWritten { file, kept, renewed, removed, added }.text(speaker.lang),
        );
        return Ok(match verdict.rejected {
            0 => Exit::Done,
            _ => Exit::ActOn,
        });
    }
    if verdict.is_empty {
        speaker.error(&render::diff::nothing_compared(&diff, speaker.lang));
        return Ok(Exit::CouldNot);
    }
    Ok(if verdict.holds() { Exit::Done } else { Exit::ActOn })
}

fn expectations(path: &Path, speaker: Speaker) -> anyhow::Result<Option<Expectations>> {
    let mut notes = Diagnostics::default();
    let read = rubrics::read(path, &mut notes);
    let expectations = read.and_then(|source: Source| Expectations::read(source, &mut notes));
    speaker.diagnostics(&notes);
    Ok(expectations)
}
