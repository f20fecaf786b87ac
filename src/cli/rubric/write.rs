//! Where pages and workbooks go, and in which format.

use super::args::{PageArgs, PageFormat};
use crate::cli::args::by_ending;
use crate::cli::output::{self, Kind, Outputs, Sealed, Target};
use crate::cli::shared::{Exit, Speaker};
use crate::document::Document;
use crate::render::document::{self, Look};
use crate::words::{Lang, Ui};
use anyhow::anyhow;
use std::path::{Path, PathBuf};

/// A page of text on its way to where it goes.
pub(super) struct Page {
    format: PageFormat,
    target: Target,
    path: Option<PathBuf>,
}

impl Page {
    /// Opens the target of a page that is made from the paths `reads`, in the format asked for.
    pub(super) fn open(
        args: &PageArgs,
        has_json: bool,
        reads: Vec<PathBuf>,
        speaker: Speaker,
    ) -> anyhow::Result<Self> {
        let format = format(args, has_json, speaker)?;
        let kind = match format {
            PageFormat::Text if args.output.is_some() => Kind::Page(Sealed::Text),
            PageFormat::Text => Kind::Words,
            PageFormat::Json => Kind::Data,
            PageFormat::Md => Kind::Page(Sealed::Markdown),
            PageFormat::Html => Kind::Page(Sealed::Html),
            PageFormat::Docx => Kind::Page(Sealed::Workbook),
        };
        Ok(Self {
            format,
            target: Outputs::beside(reads, speaker).open(args.output.as_deref(), kind)?,
            path: args.output.clone(),
        })
    }

    /// Writes it, in the language of where it goes; `json` is the same content for machines, where there is one.
    pub(super) fn write(
        self,
        draw: &dyn Fn(Lang) -> Document,
        json: Option<&dyn Fn(Lang) -> serde_json::Result<Vec<u8>>>,
        speaker: Speaker,
    ) -> anyhow::Result<Exit> {
        let lang = self.target.lang();
        let bytes = match (self.format, json) {
            (PageFormat::Json, Some(json)) => json(lang)?,
            (PageFormat::Md, _) => document::markdown(&draw(lang)).into_bytes(),
            (PageFormat::Html, _) => document::html(&draw(lang), Look::Paper, lang).into_bytes(),
            (PageFormat::Docx, _) => document::docx(&draw(lang), "", lang)?,
            (PageFormat::Text | PageFormat::Json, _) => {
                document::text(&draw(lang), self.target.width()).into_bytes()
            }
        };
        whole(&bytes, self.target, self.path.as_deref(), speaker)
    }
}

/// The formats of a page by the endings of files.
pub(super) const ENDINGS: [(&str, PageFormat); 5] = [
    ("txt", PageFormat::Text),
    ("md", PageFormat::Md),
    ("html", PageFormat::Html),
    ("docx", PageFormat::Docx),
    ("json", PageFormat::Json),
];

/// The format asked for, or told by the target's ending.
fn format(args: &PageArgs, has_json: bool, speaker: Speaker) -> anyhow::Result<PageFormat> {
    let format = match (args.format, by_ending(args.output.as_deref(), &ENDINGS)) {
        (Some(format), _) => Some(format),
        (None, Some(told)) => told.ok(),
        (None, None) => Some(PageFormat::Text),
    };
    format.filter(|format| has_json || *format != PageFormat::Json).ok_or_else(|| {
        let endings = match has_json {
            true => ".txt, .md, .html, .docx, .json",
            false => ".txt, .md, .html, .docx",
        };
        anyhow!(Ui::EndingsAre { endings }.text(speaker.lang))
    })
}

/// Writes all of these texts or none, and says where to.
pub(super) fn all(
    files: &[(PathBuf, String)],
    outputs: &mut Outputs,
    speaker: Speaker,
) -> anyhow::Result<()> {
    let (mut targets, mut written) = (Vec::new(), Vec::new());
    for (path, text) in files {
        let mut target = outputs.open(Some(path), Kind::Data)?;
        target.write(text.as_bytes())?;
        written.extend((!target.is_stdout()).then(|| path.display().to_string()));
        targets.push(target);
    }
    output::finish(targets)?;
    for file in written {
        speaker.note(&Ui::Written { file }.text(speaker.lang));
    }
    Ok(())
}

/// Writes some bytes whole or not at all, and says where to.
pub(super) fn whole(
    bytes: &[u8],
    mut target: Target,
    path: Option<&Path>,
    speaker: Speaker,
) -> anyhow::Result<Exit> {
    target.write(bytes)?;
    let is_file = !target.is_stdout();
    target.finish()?;
    if let Some(path) = path.filter(|_| is_file) {
        let file = path.display().to_string();
        speaker.note(&Ui::Written { file }.text(speaker.lang));
    }
    Ok(Exit::Done)
}
