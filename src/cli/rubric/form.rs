//! `indplacer rubric form`: the pilot's three papers.

use super::args::{FormArgs, Kind, Layout, PageArgs};
use super::{choose, write};
use crate::cli::{Exit, Speaker};
use crate::render;
use crate::words::Ui;
use crate::workbench;
use anyhow::anyhow;

pub(super) fn run(args: &FormArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let Some(rubric) = choose::one(&args.which, &args.among, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let page = PageArgs {
        format: None,
        output: Some(args.output.clone()),
    };
    let form = workbench::form(&rubric, lang);
    let ending = args.output.extension().and_then(|ending| ending.to_str());
    let bytes = match (args.kind, args.layout, ending) {
        (Kind::Interview, _, _) => {
            return write::page(
                &workbench::interview_guide(&rubric, lang),
                None,
                &page,
                speaker,
            );
        }
        (Kind::Afrapportering, _, _) => {
            return write::page(
                &workbench::report_template(&rubric, lang),
                None,
                &page,
                speaker,
            );
        }
        (Kind::Skema, Layout::Single, Some("xlsx")) => render::form::single(&form, lang)?,
        (Kind::Skema, Layout::Single, _) => {
            let drawn = workbench::form_page(&form, &rubric, lang);
            return write::page(&drawn, None, &page, speaker);
        }
        (Kind::Skema, Layout::List, Some("xlsx")) => render::form::list(&form, lang)?,
        (Kind::Skema, Layout::List, Some("csv")) => render::form::list_csv(&form),
        (Kind::Skema, Layout::List, _) => {
            let endings = ".xlsx, .csv";
            return Err(anyhow!(Ui::FileEnding { endings }.text(lang)));
        }
    };
    write::whole(&bytes, Some(&args.output), speaker)
}
