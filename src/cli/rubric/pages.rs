//! The commands that make one page of a rubric.

use super::args::{CompareArgs, ShowArgs};
use super::{choose, write};
use crate::cli::args::Args;
use crate::cli::{Exit, Speaker};
use crate::workbench;

pub(super) fn show(args: &ShowArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let Some(rubric) = choose::one(&args.which, &args.among, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let page = match args.rule {
        true => workbench::rule_page(&rubric, speaker.lang),
        false => workbench::show(&rubric, speaker.lang),
    };
    write::page(&page, None, &args.page, speaker)
}

pub(super) fn compare(args: &CompareArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let mut rubrics = Vec::new();
    for which in &args.compared {
        match choose::one(which, &args.among, speaker)? {
            Some(rubric) => rubrics.push(rubric),
            None => return Ok(Exit::CouldNot),
        }
    }
    let page =
        workbench::comparison_page(&workbench::compare(&rubrics, speaker.lang), speaker.lang);
    // Data for machines does not depend on the language of the system.
    let json = || workbench::json(&workbench::compare(&rubrics, Args::language_of_data()));
    write::page(&page, Some(&json), &args.page, speaker)
}
