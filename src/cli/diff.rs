//! `indplacer diff`: who moves from one run to another, and why.

use super::{Exit, Speaker};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    before: PathBuf,
    after: PathBuf,
}

pub(super) fn run(_args: &DiffArgs, _speaker: Speaker) -> anyhow::Result<Exit> {
    Ok(Exit::Done)
}
