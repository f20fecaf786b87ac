//! `indplacer rubric new`: begin a rubric.

use super::args::NewArgs;
use super::{choose, version, write};
use crate::cli::output::{Kind, Outputs};
use crate::cli::{Exit, Speaker};
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
    if is_file && path.is_file() {
        return Err(anyhow!(Ui::AlreadyThere { file }.text(lang)));
    }
    let Some(from) = choose::one(&args.from, &args.among, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let reads = choose::paths(&[&args.from], &args.among);
    let text = workbench::new_rubric(&from, id);
    let mut outputs = Outputs::beside(reads, speaker);
    let target = outputs.open(Some(&path), Kind::Data)?;
    write::whole(text.as_bytes(), target, Some(&path), speaker)?;
    if is_file {
        let schema = path.with_file_name(SCHEMA_FILE);
        if !schema.exists() {
            let target = outputs.open(Some(&schema), Kind::Data)?;
            write::whole(rubric::schema().as_bytes(), target, Some(&schema), speaker)?;
        }
        if args.cases {
            let mut notes = Diagnostics::default();
            let source = Source {
                name: file.clone(),
                text: text.into(),
            };
            if let Some(rubric) = Rubric::read(source, &mut notes) {
                let cases = path.with_extension("cases.csv");
                version::create(&cases, &version::text(&rubric), vec![path.clone()], speaker)?;
            }
        }
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
