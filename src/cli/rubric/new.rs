//! `indplacer rubric new`: begin a rubric.

use super::args::NewArgs;
use super::{choose, version, write};
use crate::cli::output::Outputs;
use crate::cli::shared::{Exit, Speaker};
use crate::diagnostic::Diagnostics;
use crate::rubric::{self, Rubric};
use crate::source::Source;
use crate::words::Ui;
use crate::workbench;
use anyhow::anyhow;
use std::path::{Path, PathBuf};

/// The name in the first line of a new rubric, by which an editor finds the schema.
const SCHEMA_FILE: &str = "rubric.schema.json";

pub(super) fn run(args: &NewArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let id = &args.id;
    let is_slug = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-');
    if !id.chars().all(is_slug) || id.chars().all(|c| c == '-') {
        return Err(anyhow!(Ui::NoSlug { id: id.clone() }.text(lang)));
    }
    if is_reserved(id) {
        return Err(anyhow!(Ui::ReservedId { id: id.clone() }.text(lang)));
    }
    let path = match &args.output {
        Some(path) => path.clone(),
        None => PathBuf::from(format!("{id}.toml")),
    };
    let is_file = path != Path::new("-");
    let file = path.display().to_string();
    let cases = (is_file && args.cases).then(|| path.with_extension("cases.csv"));
    let is_there = |path: &&PathBuf| is_file && path.is_file();
    if let Some(there) = [&path].into_iter().chain(&cases).find(is_there) {
        let file = there.display().to_string();
        return Err(anyhow!(Ui::AlreadyThere { file }.text(lang)));
    }
    let Some(from) = choose::one(&args.from, &args.among, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let reads = choose::paths(&[&args.from], &args.among);
    let text = workbench::new_rubric(&from, id);
    let mut outputs = Outputs::beside(reads, speaker);
    let mut files = vec![(path.clone(), text.clone())];
    let schema = path.with_file_name(SCHEMA_FILE);
    if is_file && !schema.exists() {
        files.push((schema, rubric::schema()));
    }
    let name = file.clone();
    let source = Source { name, text: text.into() };
    if let Some(cases) = cases
        && let Some(rubric) = Rubric::read(source, &mut Diagnostics::default())
    {
        files.push((cases, version::text(&rubric)));
    }
    write::all(&files, &mut outputs, speaker)?;
    if is_file {
        speaker.note(&Ui::NextCheck { file }.text(lang));
    }
    Ok(Exit::Done)
}

/// Whether Windows keeps the name for a device, whatever the ending.
fn is_reserved(id: &str) -> bool {
    let device = id.strip_prefix("com").or_else(|| id.strip_prefix("lpt"));
    ["con", "prn", "aux", "nul"].contains(&id)
        || device.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
}
