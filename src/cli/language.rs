//! In which languages a run speaks.

use super::shared::Surroundings;
use crate::words::Lang;
use std::ffi::OsString;

/// In which languages a run speaks.
#[derive(Debug, Clone)]
pub(super) struct Languages {
    /// That of the reader at the terminal: `--lang`, else `INDPLACER_LANG`, else the system's; Danish or else English.
    pub(super) reader: Lang,
    /// That of all that is written to files: the same, but Danish instead of the system's.
    pub(super) files: Lang,
    /// What `INDPLACER_LANG` asks for, if it is none of our languages.
    pub(super) unknown: Option<String>,
}

/// The languages that the arguments ask for.
///
/// Found before the arguments are parsed, since their help and their faults are said in it.
pub(super) fn languages(around: &Surroundings) -> Languages {
    let system = || Lang::from_tag(&around.locale);
    let (asked, unknown) = match asked_language(&around.arguments) {
        // Another than ours is refused with the other arguments.
        Some(tag) => (Some(Lang::from_tag(&tag).unwrap_or(Lang::En)), None),
        None => {
            let tag = around.language.to_string_lossy();
            let asked = Lang::from_tag(&tag);
            let is_unknown = asked.is_none() && !tag.is_empty();
            (asked, is_unknown.then(|| tag.into_owned()))
        }
    };
    Languages {
        reader: asked.or_else(system).unwrap_or(Lang::En),
        files: asked.unwrap_or(Lang::Da),
        unknown,
    }
}

/// The variable that names the language where no argument does.
pub(super) const LANGUAGE: &str = "INDPLACER_LANG";

fn asked_language(arguments: &[OsString]) -> Option<String> {
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            return None;
        }
        if argument == "--lang" {
            return arguments.next().map(str::to_owned);
        }
        if let Some(tag) = argument.strip_prefix("--lang=") {
            return Some(tag.to_owned());
        }
    }
    None
}
