//! Where results go: standard output, or a file that is written whole or not at all.

use crate::words::{Lang, Ui};
use anyhow::{Context, anyhow};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A place for results, opened before the work begins.
pub(super) enum Target {
    Stdout,
    File {
        path: PathBuf,
        file: WholePieces,
        /// The language in which it is told that the file cannot be written.
        lang: Lang,
    },
}

/// A file that is written in whole pieces, with which the system is quicker than with parts of them.
pub(super) struct WholePieces {
    file: NamedTempFile,
    /// What is still to be written; less than a piece.
    pending: Vec<u8>,
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
        self.file.as_file_mut().write_all(whole)?;
        self.pending.extend_from_slice(last);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file_mut().write_all(&self.pending)?;
        self.pending.clear();
        Ok(())
    }
}

impl Target {
    /// Opens the target; `-` and none are standard output.
    pub(super) fn open(path: Option<&Path>, lang: Lang) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Self::Stdout);
        };
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if path.is_dir() {
            let reason = crate::words::Message::FileIsAFolder.text(lang);
            return Err(anyhow!(
                Ui::TargetUnwritable {
                    file: path.display().to_string(),
                    reason
                }
                .text(lang)
            ));
        }
        // In the same folder, so that putting it in place is one step and cannot be half done.
        let file = tempfile::Builder::new()
            .prefix(".indplacer-")
            .permissions_like_others()
            .tempfile_in(folder)
            .map_err(|error| unwritable(path, &error, lang))?;
        Ok(Self::File {
            path: path.to_owned(),
            file: WholePieces {
                file,
                pending: Vec::new(),
            },
            lang,
        })
    }

    /// Whether results go to standard output.
    pub(super) fn is_stdout(&self) -> bool {
        matches!(self, Self::Stdout)
    }

    /// Whether results go to a terminal.
    pub(super) fn is_terminal(&self) -> bool {
        self.is_stdout() && io::stdout().is_terminal()
    }

    /// Whether what is written may have colour.
    pub(super) fn colour(&self) -> anstream::ColorChoice {
        match self {
            Self::Stdout => anstream::AutoStream::choice(&io::stdout()),
            Self::File { .. } => anstream::ColorChoice::Never,
        }
    }

    /// Writes data, which holds the users' texts as they are: to a terminal without what it would obey.
    pub(super) fn write_data(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.is_terminal() {
            let text = String::from_utf8_lossy(bytes);
            return self.write(crate::render::printable_lines(&text).as_bytes());
        }
        self.write(bytes)
    }

    /// Writes what may go to a terminal as it is: it holds no sequences but our own.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Stdout => io::stdout().lock().write_all(bytes),
            Self::File { path, file, lang } => {
                let written = file.write(bytes);
                written.map_err(|error| unwritable(path, &error, *lang))
            }
        }
    }

    /// Puts what was written in place; without this call a file target leaves nothing behind.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        finish([self])
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        match self {
            Self::Stdout => io::stdout().flush().context("standard output"),
            Self::File { path, file, lang } => {
                let flushed = file.flush();
                Ok(flushed.map_err(|error| unwritable(path, &error, *lang))?)
            }
        }
    }

    fn put_in_place(self) -> io::Result<()> {
        if let Self::File { path, file, lang } = self {
            file.file
                .persist(&path)
                .map_err(|error| unwritable(&path, &error.error, lang))?;
        }
        Ok(())
    }
}

/// Puts what was written to all of `targets` in place; where one of them has no room for all of it, none.
pub(super) fn finish(targets: impl IntoIterator<Item = Target>) -> anyhow::Result<()> {
    let mut targets: Vec<Target> = targets.into_iter().collect();
    for target in &mut targets {
        target.flush()?;
    }
    for target in targets {
        target.put_in_place()?;
    }
    Ok(())
}

trait PermissionsLikeOthers {
    /// A temporary file is private; a result is a file like any other.
    fn permissions_like_others(&mut self) -> &mut Self;
}

impl PermissionsLikeOthers for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_like_others(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        // The process's umask takes off what it takes off every new file.
        self.permissions(std::fs::Permissions::from_mode(0o666))
    }

    #[cfg(not(unix))]
    fn permissions_like_others(&mut self) -> &mut Self {
        self
    }
}

fn unwritable(path: &Path, error: &io::Error, lang: Lang) -> io::Error {
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
        _ => Ui::TargetUnwritable {
            file,
            reason: error.to_string(),
        },
    };
    io::Error::new(error.kind(), text.text(lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tempfile::TempDir;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn what_is_written_in_parts_of_any_size_is_in_the_file(
            sizes in prop::collection::vec(prop::sample::select(vec![0, 1, 30_000, 65_535, 65_536, 150_000]), 0..8),
        ) {
            let folder = TempDir::new().expect("a folder");
            let path = folder.path().join("out");
            let mut target = Target::open(Some(&path), Lang::En).expect("a target");
            let mut all = Vec::new();
            for (number, size) in sizes.into_iter().enumerate() {
                let part: Vec<u8> = (0..size).map(|at| (at * 7 + number) as u8).collect();
                target.write(&part).expect("a written part");
                all.extend(part);
            }
            target.finish().expect("a finished file");
            prop_assert!(std::fs::read(path).expect("the file") == all);
        }
    }
}
