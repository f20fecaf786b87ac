//! Where pages and workbooks go, and in which format.

use super::args::{PageArgs, PageFormat};
use crate::cli::output::Target;
use crate::cli::{Exit, Speaker, terminal_width};
use crate::document::Document;
use crate::render::document;
use crate::words::Ui;
use anyhow::anyhow;
use std::io::Write as _;
use std::path::Path;

/// How wide a page is that does not go to a terminal.
const WIDTH: usize = 100;

/// Writes a page in the format asked for; `json` is the same content for machines, where there is one.
pub(super) fn page(
    document: &Document,
    json: Option<&dyn Fn() -> serde_json::Result<Vec<u8>>>,
    args: &PageArgs,
    speaker: Speaker,
) -> anyhow::Result<Exit> {
    let format = format(args, json.is_some(), speaker)?;
    let bytes = match (format, json) {
        (PageFormat::Json, Some(json)) => json()?,
        (PageFormat::Md, _) => document::markdown(document).into_bytes(),
        (PageFormat::Html, _) => document::html(document, speaker.lang).into_bytes(),
        (PageFormat::Text | PageFormat::Json, _) => {
            let choice = match args.output {
                None => anstream::AutoStream::choice(&std::io::stdout()),
                Some(_) => anstream::ColorChoice::Never,
            };
            let mut out = anstream::AutoStream::new(Vec::new(), choice);
            let width = terminal_width().unwrap_or(WIDTH);
            out.write_all(document::text(document, width).as_bytes())?;
            out.into_inner()
        }
    };
    whole(&bytes, args.output.as_deref(), speaker)
}

/// The format asked for, or told by the target's ending.
fn format(args: &PageArgs, has_json: bool, speaker: Speaker) -> anyhow::Result<PageFormat> {
    let by_ending = |path: &Path| match path.extension()?.to_str()? {
        "txt" => Some(PageFormat::Text),
        "md" => Some(PageFormat::Md),
        "html" => Some(PageFormat::Html),
        "json" => Some(PageFormat::Json),
        _ => None,
    };
    let format = match (args.format, args.output.as_deref()) {
        (Some(format), _) => Some(format),
        (None, Some(path)) if path != Path::new("-") => by_ending(path),
        (None, _) => Some(PageFormat::Text),
    };
    format
        .filter(|format| has_json || *format != PageFormat::Json)
        .ok_or_else(|| {
            let endings = match has_json {
                true => ".txt, .md, .html, .json",
                false => ".txt, .md, .html",
            };
            anyhow!(Ui::EndingsAre { endings }.text(speaker.lang))
        })
}

/// Writes some bytes whole or not at all, and says where to.
pub(super) fn whole(bytes: &[u8], path: Option<&Path>, speaker: Speaker) -> anyhow::Result<Exit> {
    let mut target = Target::open(path, speaker.lang)?;
    target.write(bytes)?;
    let is_file = !target.is_stdout();
    target.finish()?;
    if let Some(path) = path.filter(|_| is_file) {
        let file = path.display().to_string();
        speaker.note(&Ui::Written { file }.text(speaker.lang));
    }
    Ok(Exit::Done)
}
