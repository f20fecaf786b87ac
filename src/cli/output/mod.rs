//! Where everything that a command makes goes; nothing is written elsewhere.
//!
//! A command says which paths it reads, opens what it writes, writes, and puts all of it in place together:
//!
//! ```ignore
//! let mut outputs = Outputs::beside(args.reads(), speaker);
//! let mut target = outputs.open(args.output.as_deref(), format.kind())?;     // before the work
//! target.write(&bytes_in(target.lang()))?;
//! output::finish([target])?;                                                 // all of them or none
//! ```
//!
//! What holds for all of them:
//! - A file that the run reads is refused as a target, by whatever name, and so is one target twice. Where writing into
//!   a file that is read is the purpose of an option (`--bless`), it is opened by [`Outputs::open_in_place`] instead.
//! - A page or a workbook that says something else than its own fingerprint is replaced only with `--replace`; see
//!   [`seal`]. CSV, JSON and plain text are replaced.
//! - A file is written aside, synced, and then put in place in one step; it keeps the mode and the owner of what it
//!   replaces, and symlinks stay what they are. Devices, FIFOs and standard output are written to.
//! - No signal and no fault leaves anything aside behind; see [`temporary`].
//! - The language is the target's: what is kept in a file does not depend on the system; see [`Target::lang`].
//! - Nothing that a terminal would obey, or not show, reaches one.

mod folder;
mod identity;
mod kind;
mod seal;
mod target;
mod temporary;

pub(super) use folder::Folder;
pub(super) use kind::Kind;
pub(super) use seal::Sealed;
pub(super) use target::{Target, WIDTH, finish};

use super::shared::Speaker;
use crate::words::{Message, Ui};
use anyhow::anyhow;
use identity::{Identity, Place, Standard, standard};
use seal::is_edited;
use std::path::Path;

/// What a run reads and writes.
pub(super) struct Outputs {
    speaker: Speaker,
    /// Every file that is read, and what the user calls it.
    read: Vec<(Identity, String)>,
    /// Every file that is written.
    written: Vec<Identity>,
    /// Whether standard output is written to.
    has_stdout: bool,
}

impl Outputs {
    /// The outputs of a run that reads these paths; `-` is standard input.
    pub(super) fn beside<P: AsRef<Path>>(
        paths: impl IntoIterator<Item = P>,
        speaker: Speaker,
    ) -> Self {
        let mut read = Vec::new();
        for path in paths {
            let path = path.as_ref();
            let found = match path == Path::new("-") {
                true => standard(Standard::Input).and_then(|file| Identity::of_open(&file)),
                false => Identity::at(path),
            };
            read.extend(found.map(|found| (found, path.display().to_string())));
        }
        Self { speaker, read, written: Vec::new(), has_stdout: false }
    }

    /// Opens a target; `-` and none are standard output.
    ///
    /// # Errors
    /// Where it is read by this run or written already, was edited by others, or cannot be written.
    pub(super) fn open(&mut self, path: Option<&Path>, kind: Kind) -> anyhow::Result<Target> {
        match path {
            Some(path) if path != Path::new("-") => self.open_named(path, kind, false),
            _ => self.open_stdout(kind),
        }
    }

    /// Opens a file to be written anew, of the rows or the values in it, because that is what was asked for.
    ///
    /// # Errors
    /// Where it is written already, or cannot be written.
    pub(super) fn open_in_place(&mut self, path: &Path) -> anyhow::Result<Target> {
        self.open_named(path, Kind::Data, true)
    }

    /// Opens a folder for pages that are put in place together.
    ///
    /// # Errors
    /// Where there is no such folder and none can be made, or nothing can be written in it.
    pub(super) fn open_folder(self, path: &Path, kind: Sealed) -> anyhow::Result<Folder> {
        Folder::open(self, path, kind)
    }

    fn open_stdout(&mut self, kind: Kind) -> anyhow::Result<Target> {
        let output = standard(Standard::Output);
        let found = output.as_ref().and_then(Identity::of_open);
        if let Some(found) = &found
            && let Some((_, file)) = self.read.iter().find(|(read, _)| read == found)
        {
            let file = file.clone();
            return Err(anyhow!(Ui::StdoutIsInput { file }.text(self.speaker.lang)));
        }
        let is_file = found.is_some();
        if self.has_stdout || found.as_ref().is_some_and(|it| self.written.contains(it)) {
            return Err(anyhow!(Ui::StdoutTwice.text(self.speaker.lang)));
        }
        self.has_stdout = true;
        self.written.extend(found);
        Ok(Target::stdout(kind, is_file, self.speaker))
    }

    fn open_named(&mut self, path: &Path, kind: Kind, in_place: bool) -> anyhow::Result<Target> {
        let lang = self.speaker.lang;
        let file = path.display().to_string();
        let place = Place::of(path).map_err(|error| target::unwritable(path, &error, lang))?;
        let place = match place {
            Place::Stdout => return self.open_stdout(kind),
            Place::Stream(stream) => return Ok(Target::stream(path, &stream, kind, self.speaker)?),
            Place::File(place) => place,
        };
        if place.is_dir() {
            let reason = Message::FileIsAFolder.text(lang);
            return Err(anyhow!(Ui::TargetUnwritable { file, reason }.text(lang)));
        }
        self.claim(&place, &file, in_place)?;
        if let Kind::Page(sealed) = kind
            && !self.speaker.replace
            && is_edited(&place, sealed)
        {
            return Err(anyhow!(Ui::TargetEdited { file }.text(lang)));
        }
        Ok(Target::file(path, &place, kind, self.speaker)?)
    }

    /// Refuses a file that is read, unless that is meant, and one that is written already.
    fn claim(&mut self, place: &Path, file: &str, in_place: bool) -> anyhow::Result<()> {
        let Some(found) = Identity::at(place).or_else(|| Identity::to_be_made(place)) else {
            return Ok(());
        };
        let (file, lang) = (file.to_owned(), self.speaker.lang);
        let mut read = self.read.iter();
        if !in_place && let Some((_, input)) = read.find(|(read, _)| *read == found) {
            let input = input.clone();
            let text = match input == file {
                true => Ui::OutputIsInput { file },
                false => Ui::OutputIsSameFile { file, input },
            };
            return Err(anyhow!(text.text(lang)));
        }
        if self.written.contains(&found) {
            return Err(anyhow!(Ui::OutputTwice { file }.text(lang)));
        }
        self.written.push(found);
        Ok(())
    }
}
