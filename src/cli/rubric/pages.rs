//! The commands that make one page of a rubric.

use super::args::{CompareArgs, ShowArgs};
use super::choose;
use super::write::Page;
use crate::cli::shared::{Exit, Speaker};
use crate::workbench;

pub(super) fn show(args: &ShowArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let reads = choose::paths(&[&args.which], &args.among);
    let page = Page::open(&args.page, false, reads, speaker)?;
    let Some(rubric) = choose::one(&args.which, &args.among, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let draw = |lang| match args.rule {
        true => workbench::rule_page(&rubric, lang),
        false => workbench::show(&rubric, lang),
    };
    page.write(&draw, None, speaker)
}

pub(super) fn compare(args: &CompareArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let named: Vec<&str> = args.compared.iter().map(String::as_str).collect();
    let reads = choose::paths(&named, &args.among);
    let page = Page::open(&args.page, true, reads, speaker)?;
    let mut rubrics = Vec::new();
    for which in &args.compared {
        match choose::one(which, &args.among, speaker)? {
            Some(rubric) => rubrics.push(rubric),
            None => return Ok(Exit::CouldNot),
        }
    }
    let draw = |lang| workbench::comparison_page(&workbench::compare(&rubrics, lang), lang);
    let json = |lang| workbench::json(&workbench::compare(&rubrics, lang));
    page.write(&draw, Some(&json), speaker)
}
