//! One target of a run: standard output, a file that is written whole or not at all, or a stream.

use super::identity::folder_of;
use super::kind::Kind;
use super::temporary::{Aside, sync_folder};
use crate::cli::progress;
use crate::cli::shared::Speaker;
use crate::words::{Lang, Message, Ui};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// How wide text is that does not go to a terminal.
pub(in crate::cli) const WIDTH: usize = 100;

/// A place for results, opened before the work begins.
pub(in crate::cli) struct Target {
    sink: Sink,
    kind: Kind,
    /// The language of what is written.
    lang: Lang,
    /// The language in which it is told that it cannot be written.
    told_in: Lang,
    /// Whether something was written.
    has_begun: bool,
}

enum Sink {
    Stdout,
    Stream {
        path: PathBuf,
        stream: File,
    },
    File {
        /// What the user calls it.
        path: PathBuf,
        /// What is put there; where a symlink leads.
        place: PathBuf,
        file: WholePieces,
    },
}

/// A file that is written in whole pieces, with which the system is quicker than with parts of them.
struct WholePieces {
    /// None once it is put in place.
    file: Option<NamedTempFile>,
    /// What is still to be written; less than a piece.
    pending: Vec<u8>,
}

impl Drop for WholePieces {
    /// Takes the file away, if it was not put in place.
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            let mut aside = Aside::lock();
            let path = file.path().to_owned();
            drop(file);
            aside.forget(&path);
        }
    }
}

impl WholePieces {
    const PIECE: usize = 64 << 10;

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.pending.len() + bytes.len() < Self::PIECE {
            self.pending.extend_from_slice(bytes);
            return Ok(());
        }
        // What is pending becomes one piece, and most of the bytes are written from where they are.
        let missing = (Self::PIECE - self.pending.len()) % Self::PIECE;
        let (first, rest) = bytes.split_at(missing);
        self.pending.extend_from_slice(first);
        self.flush()?;
        let (whole, last) = rest.split_at(rest.len() - rest.len() % Self::PIECE);
        self.write_through(whole)?;
        self.pending.extend_from_slice(last);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        let pending = std::mem::take(&mut self.pending);
        self.write_through(&pending)
    }

    fn write_through(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.file {
            Some(file) => file.as_file_mut().write_all(bytes),
            None => Ok(()),
        }
    }

    /// Nothing is missing on the disk.
    fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        match &self.file {
            Some(file) => file.as_file().sync_all(),
            None => Ok(()),
        }
    }
}

impl Target {
    fn new(sink: Sink, kind: Kind, lang: Lang, speaker: Speaker) -> Self {
        Self { sink, kind, lang, told_in: speaker.lang, has_begun: false }
    }

    /// Standard output, which the shell may have led to a file.
    pub(super) fn stdout(kind: Kind, is_file: bool, speaker: Speaker) -> Self {
        let lang = match kind {
            Kind::Words if !is_file => speaker.lang,
            Kind::Words | Kind::Data | Kind::Page(_) => speaker.in_files,
        };
        Self::new(Sink::Stdout, kind, lang, speaker)
    }

    /// A device, a FIFO or what another process has open.
    pub(super) fn stream(
        path: &Path,
        stream: &Path,
        kind: Kind,
        speaker: Speaker,
    ) -> io::Result<Self> {
        let opened = OpenOptions::new().append(true).open(stream);
        let stream = opened.map_err(|error| unwritable(path, &error, speaker.lang))?;
        let lang = match kind {
            Kind::Words if stream.is_terminal() => speaker.lang,
            Kind::Words | Kind::Data | Kind::Page(_) => speaker.in_files,
        };
        let path = path.to_owned();
        Ok(Self::new(Sink::Stream { path, stream }, kind, lang, speaker))
    }

    /// A file that is there, or is to be.
    pub(super) fn file(
        path: &Path,
        place: &Path,
        kind: Kind,
        speaker: Speaker,
    ) -> io::Result<Self> {
        let lang = speaker.lang;
        let file = WholePieces { file: Some(aside(path, place, lang)?), pending: Vec::new() };
        let (path, place) = (path.to_owned(), place.to_owned());
        let sink = Sink::File { path, place, file };
        Ok(Self::new(sink, kind, speaker.in_files, speaker))
    }

    /// Whether results go to standard output.
    pub(in crate::cli) fn is_stdout(&self) -> bool {
        matches!(self.sink, Sink::Stdout)
    }

    /// Whether somebody sees what is written while it is.
    pub(in crate::cli) fn is_terminal(&self) -> bool {
        match &self.sink {
            Sink::Stdout => io::stdout().is_terminal(),
            Sink::Stream { stream, .. } => stream.is_terminal(),
            Sink::File { .. } => false,
        }
    }

    /// The language of what is written: the reader's on a terminal, else one that does not depend on the system.
    pub(in crate::cli) fn lang(&self) -> Lang {
        self.lang
    }

    /// How wide text may be: as wide as the terminal, or a width that is always the same.
    pub(in crate::cli) fn width(&self) -> usize {
        let terminal = self.is_stdout().then(crate::cli::shared::terminal_width).flatten();
        terminal.unwrap_or(WIDTH)
    }

    /// Whether what is written may have colour.
    pub(in crate::cli) fn colour(&self) -> anstream::ColorChoice {
        match self.sink {
            Sink::Stdout => anstream::AutoStream::choice(&io::stdout()),
            Sink::Stream { .. } | Sink::File { .. } => anstream::ColorChoice::Never,
        }
    }

    /// Writes some more; a page or a workbook is written whole, and gets its fingerprint.
    ///
    /// # Errors
    /// Where the bytes cannot be written, or hold what a terminal would obey and go to one.
    pub(in crate::cli) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        if self.kind != Kind::Words && self.is_terminal() && is_hidden_in(bytes, is_first) {
            return Err(io::Error::other(Ui::HiddenSigns.text(self.told_in)));
        }
        match self.kind {
            Kind::Words => {
                let mut out = anstream::AutoStream::new(Vec::new(), self.colour());
                out.write_all(bytes)?;
                self.write_through(&out.into_inner())
            }
            Kind::Data => self.write_through(bytes),
            Kind::Page(sealed) => self.write_through(&sealed.seal(bytes.to_vec())),
        }
    }

    fn write_through(&mut self, bytes: &[u8]) -> io::Result<()> {
        let _quiet = self.is_terminal().then(progress::hide);
        match &mut self.sink {
            Sink::Stdout => {
                let written = io::stdout().lock().write_all(bytes);
                written
                    .map_err(|error| unwritable(Path::new("standard output"), &error, self.told_in))
            }
            Sink::Stream { path, stream } => {
                let written = stream.write_all(bytes);
                written.map_err(|error| unwritable(path, &error, self.told_in))
            }
            Sink::File { path, file, .. } => {
                let written = file.write(bytes);
                written.map_err(|error| unwritable(path, &error, self.told_in))
            }
        }
    }

    /// Puts what was written in place; without this call a file target leaves nothing behind.
    pub(in crate::cli) fn finish(self) -> anyhow::Result<()> {
        finish([self])
    }

    /// Nothing is pending, and a file has room for all of it.
    pub(super) fn complete(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Stdout => io::stdout().flush(),
            Sink::Stream { path, stream } => {
                let flushed = stream.flush();
                flushed.map_err(|error| unwritable(path, &error, self.told_in))
            }
            Sink::File { path, file, .. } => {
                let synced = file.sync();
                synced.map_err(|error| unwritable(path, &error, self.told_in))
            }
        }
    }

    pub(super) fn put_in_place(mut self, aside: &mut Aside) -> io::Result<()> {
        if let Sink::File { path, place, file } = &mut self.sink
            && let Some(file) = file.file.take()
        {
            let put = aside.put(file, place);
            put.map_err(|error| unwritable(path, &error, self.told_in))?;
            sync_folder(folder_of(place));
        }
        Ok(())
    }
}

/// Puts what was written to all of `targets` in place; where one of them has no room for all of it, none.
pub(in crate::cli) fn finish(targets: impl IntoIterator<Item = Target>) -> anyhow::Result<()> {
    let mut targets: Vec<Target> = targets.into_iter().collect();
    for target in &mut targets {
        target.complete()?;
    }
    let mut aside = Aside::lock();
    for target in targets {
        target.put_in_place(&mut aside)?;
    }
    Ok(())
}

/// A file beside the one that is there or is to be, with its mode and owner.
pub(super) fn aside(path: &Path, place: &Path, lang: Lang) -> io::Result<NamedTempFile> {
    let there = fs::metadata(place).ok();
    if there.is_some() {
        // Asked for now, since a file can be replaced in its folder though nobody may write in it.
        let writable = OpenOptions::new().write(true).open(place);
        writable.map_err(|error| unwritable(path, &error, lang))?;
    }
    let mut lock = Aside::lock();
    let made = lock.file(folder_of(place));
    drop(lock);
    let file = made.map_err(|error| unwritable(path, &error, lang))?;
    if let Some(there) = there
        && let Err(error) = made_like(file.as_file(), &there)
    {
        let (name, reason) = (path.display().to_string(), Ui::TargetOwner.text(lang));
        let mut lock = Aside::lock();
        lock.forget(file.path());
        let text = Ui::TargetUnwritable { file: name, reason };
        return Err(io::Error::new(error.kind(), text.text(lang)));
    }
    Ok(file)
}

/// Gives a file the owner and the mode of another.
pub(super) fn made_like(file: &File, there: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let made = file.metadata()?;
        if (made.uid(), made.gid()) != (there.uid(), there.gid()) {
            fchown(file, Some(there.uid()), Some(there.gid()))?;
        }
    }
    file.set_permissions(there.permissions())
}

/// Whether the bytes hold a sign that a terminal would obey or not show; a byte order mark at the beginning is our own.
fn is_hidden_in(bytes: &[u8], is_first: bool) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let text = match is_first {
        true => text.strip_prefix('\u{feff}').unwrap_or(&text),
        false => &text,
    };
    let is_white = |c: char| matches!(c, '\n' | '\r' | '\t');
    text.chars().any(|c| !is_white(c) && crate::vocabulary::is_hidden(c))
}

pub(super) fn unwritable(path: &Path, error: &io::Error, lang: Lang) -> io::Error {
    /// Windows: another program has the file open.
    const SHARING_VIOLATION: i32 = 32;
    let file = path.display().to_string();
    let text = match error.kind() {
        io::ErrorKind::NotFound => Ui::TargetFolder { file },
        io::ErrorKind::PermissionDenied if cfg!(windows) => Ui::TargetLocked { file },
        io::ErrorKind::PermissionDenied => Ui::TargetForbidden { file },
        _ if cfg!(windows) && error.raw_os_error() == Some(SHARING_VIOLATION) => {
            Ui::TargetLocked { file }
        }
        _ => Ui::TargetUnwritable { file, reason: Message::of_the_system(error).text(lang) },
    };
    io::Error::new(error.kind(), text.text(lang))
}
