//! `indplacer rubric list`: which rubrics there are.

use super::args::ListArgs;
use super::{choose, write};
use crate::cli::{Exit, Speaker};
use crate::workbench;

pub(super) fn run(args: &ListArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let Some(rubrics) = choose::all(&args.among, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let entries = workbench::entries(&rubrics);
    let page = workbench::list(&entries, speaker.lang);
    let json = || workbench::json(&entries);
    write::page(&page, Some(&json), &args.page, speaker)
}
