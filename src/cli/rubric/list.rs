//! `indplacer rubric list`: which rubrics there are.

use super::args::ListArgs;
use super::choose;
use super::write::Page;
use crate::cli::shared::{Exit, Speaker};
use crate::workbench;

pub(super) fn run(args: &ListArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let reads = choose::paths(&[], &args.among);
    let page = Page::open(&args.page, true, reads, speaker)?;
    let Some(rubrics) = choose::all(&args.among, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let entries = workbench::entries(&rubrics);
    let json = |_| workbench::json(&entries);
    page.write(&|lang| workbench::list(&entries, lang), Some(&json), speaker)
}
