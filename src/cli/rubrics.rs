//! Which rubrics a command uses: the built-in ones, those of files and folders, or just one.

use super::args::RubricArgs;
use super::shared::Speaker;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::limits;
use crate::rubric::Catalogue;
use crate::source::Source;
use crate::words::{Message, Ui};
use anyhow::anyhow;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The catalogue, and the id of the one rubric for every row if the user chose one.
pub(super) struct Chosen {
    pub(super) catalogue: Catalogue,
    pub(super) only: Option<String>,
}

/// Every file that rubrics are read from.
pub(super) fn paths(args: &RubricArgs) -> Vec<PathBuf> {
    let file = args.rubric.as_deref().map(Path::new);
    match file.filter(|path| is_file_name(path)) {
        Some(file) => vec![file.to_owned()],
        None => among(&args.rubrics),
    }
}

/// The files of some paths. Where a folder cannot be read, the command says so when it comes to read it.
pub(super) fn among(paths: &[PathBuf]) -> Vec<PathBuf> {
    let of = |path: &PathBuf| match path.is_dir() {
        true => in_folder(path).unwrap_or_default(),
        false => vec![path.clone()],
    };
    paths.iter().flat_map(of).collect()
}

/// Loads the rubrics; nothing comes back if one is refused, which was then told.
pub(super) fn load(args: &RubricArgs, speaker: Speaker) -> anyhow::Result<Option<Chosen>> {
    let mut notes = Diagnostics::default();
    let file = args.rubric.as_deref().map(Path::new).filter(|path| is_file_name(path));
    let mut catalogue = match (file, args.rubrics.as_slice()) {
        (Some(file), _) => Catalogue::read(read(file, &mut notes), &mut notes),
        (None, []) => {
            let only = args.rubric.as_deref();
            let only = only.and_then(|id| Catalogue::built_in_with(id, &mut notes));
            only.unwrap_or_else(|| Catalogue::built_in(&mut notes))
        }
        (None, paths) => {
            let mut sources = Vec::new();
            for path in paths {
                for file in files(path, speaker)? {
                    sources.extend(read(&file, &mut notes));
                }
            }
            Catalogue::read(sources, &mut notes)
        }
    };
    speaker.diagnostics(&notes);
    if notes.has_errors() {
        return Ok(None);
    }
    let only = match (&args.rubric, file) {
        (None, _) => None,
        (Some(_), Some(_)) => catalogue.rubrics().first().map(|rubric| rubric.id.clone()),
        (Some(name), None) => {
            let mut known: Vec<&str> =
                catalogue.rubrics().iter().map(|rubric| rubric.id.as_str()).collect();
            known.dedup();
            if !known.contains(&name.as_str()) {
                let known = known.join(", ");
                let unknown = Ui::UnknownRubric { name: name.clone(), known };
                return Err(anyhow!(unknown.text(speaker.lang)));
            }
            catalogue = catalogue.only(name);
            Some(name.clone())
        }
    };
    Ok(Some(Chosen { catalogue, only }))
}

/// An id has neither an ending nor a folder.
pub(super) fn is_file_name(path: &Path) -> bool {
    path.extension().is_some() || path.components().count() > 1
}

/// The rubric files of a path: itself, or those of a folder in the order of their names.
pub(super) fn files(path: &Path, speaker: Speaker) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let found = in_folder(path).map_err(|error| {
        let (folder, lang) = (path.display().to_string(), speaker.lang);
        let reason = Message::of_the_system(&error).text(lang);
        anyhow!(Ui::FolderUnreadable { folder, reason }.text(lang))
    })?;
    if found.is_empty() {
        let path = path.display().to_string();
        return Err(anyhow!(Ui::NoRubrics { path }.text(speaker.lang)));
    }
    Ok(found)
}

fn in_folder(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_some_and(|ending| ending == "toml") && file.is_file() {
            found.push(file);
        }
    }
    found.sort();
    Ok(found)
}

/// The bytes of a file, of which there may be at most so many: a device has no end.
///
/// # Errors
/// Where it cannot be read; [`ErrorKind::FileTooLarge`] where it is larger.
pub(super) fn bounded(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    match file.metadata()?.len() > most {
        true => Err(ErrorKind::FileTooLarge.into()),
        false => bounded_from(file, most),
    }
}

/// The same of something that is open.
///
/// # Errors
/// As of a file.
pub(super) fn bounded_from(reader: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(most + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most {
        true => Err(ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}

/// The text of a file; nothing where it cannot be read, and `notes` then say why.
pub(super) fn read(path: &Path, notes: &mut Diagnostics) -> Option<Source> {
    let name = path.display().to_string();
    let text = match bounded(path, limits::TOML).map(String::from_utf8) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(error)) => {
            let start = error.utf8_error().valid_up_to();
            let length = error.utf8_error().error_len().unwrap_or(1);
            let bytes = &error.as_bytes()[start..start + length];
            let bytes: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
            Err(Message::NotUtf8 {
                line: error.as_bytes()[..start].split(|&byte| byte == b'\n').count(),
                bytes: bytes.join(" "),
            })
        }
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            Err(Message::TextTooLarge { most: limits::TOML >> 20 })
        }
        Err(error) => Err(Message::unreadable(&error)),
    };
    match text {
        Ok(text) => Some(Source { name, text: text.into() }),
        Err(message) => {
            notes.push(Diagnostic::error(Place::File(name.into()), message));
            None
        }
    }
}

/// The rubrics of whoever stands in a folder that has some.
pub(super) const FOLDER: &str = "rubrics";

/// The rubrics asked for, or else those of the folder `rubrics`, or else the built-in ones.
pub(super) fn asked(args: &RubricArgs) -> RubricArgs {
    let mut args = args.clone();
    let names_file = args.rubric.as_deref().is_some_and(|name| is_file_name(Path::new(name)));
    if args.rubrics.is_empty() && !names_file && Path::new(FOLDER).is_dir() {
        args.rubrics.push(FOLDER.into());
    }
    args
}
