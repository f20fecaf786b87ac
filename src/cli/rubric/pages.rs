//! The commands that make one page of a rubric.

use super::args::ShowArgs;
use super::{choose, write};
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
