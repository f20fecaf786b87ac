//! Where assessments come from: bytes, a reader, and for the program files and standard input.

use crate::diagnostic::{Diagnostic, Place};
use crate::words::Message;
#[cfg(feature = "cli")]
use std::fs::File;
#[cfg(feature = "cli")]
use std::io::Seek;
use std::io::{self, Cursor, Read};
#[cfg(feature = "cli")]
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::{fmt, mem};

/// Where assessments come from.
///
/// ```
/// let text = "leverandoer_id;maalgruppe\n";
/// let at_hand = indplacer::Input::bytes("a.csv", text);
/// let read_once = indplacer::Input::reader("b.csv", std::io::Cursor::new(text));
/// assert_eq!([at_hand.name(), read_once.name()], ["a.csv", "b.csv"]);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Input {
    /// Bytes that are at hand.
    Bytes {
        /// The name in results and messages.
        name: Arc<str>,
        /// A CSV, packed or not, or a workbook.
        bytes: Arc<[u8]>,
    },
    /// What a reader gives, which is once.
    Reader {
        /// The name in results and messages.
        name: Arc<str>,
        /// The reader, until it is read.
        reader: OneReader,
    },
    /// Standard input.
    #[cfg(feature = "cli")]
    Stdin,
    /// A file.
    #[cfg(feature = "cli")]
    File(PathBuf),
    /// What came from a pipe, held aside so that it can be read again.
    #[cfg(feature = "cli")]
    Held {
        /// The name in results and messages.
        name: Arc<str>,
        /// A file without a name, which goes with the program.
        file: Arc<File>,
    },
}

/// A reader that is read once, by whoever comes first.
#[derive(Clone)]
pub struct OneReader(Arc<Mutex<Option<Box<dyn Read + Send>>>>);

impl fmt::Debug for OneReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneReader")
    }
}

impl OneReader {
    fn take(&self) -> io::Result<Box<dyn Read + Send>> {
        let mut reader = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        mem::take(&mut *reader).ok_or_else(|| io::Error::other("it was read before"))
    }
}

impl Input {
    /// Bytes that are at hand, with the name that results and messages give them.
    pub fn bytes(name: impl Into<Arc<str>>, bytes: impl AsRef<[u8]>) -> Self {
        Self::Bytes { name: name.into(), bytes: bytes.as_ref().into() }
    }

    /// What a reader gives. Where an input is read twice, as each of several is, all of it is held in memory.
    pub fn reader(name: impl Into<Arc<str>>, reader: impl Read + Send + 'static) -> Self {
        let reader: Box<dyn Read + Send> = Box::new(reader);
        Self::Reader { name: name.into(), reader: OneReader(Arc::new(Mutex::new(Some(reader)))) }
    }

    /// The name in results and messages.
    pub fn name(&self) -> String {
        match self {
            Self::Bytes { name, .. } | Self::Reader { name, .. } => name.to_string(),
            #[cfg(feature = "cli")]
            Self::Stdin => "stdin".to_owned(),
            #[cfg(feature = "cli")]
            Self::File(path) => path.display().to_string(),
            #[cfg(feature = "cli")]
            Self::Held { name, .. } => name.to_string(),
        }
    }

    /// Whether it is standard input.
    #[cfg(feature = "cli")]
    pub fn is_stdin(&self) -> bool {
        matches!(self, Self::Stdin)
    }

    /// The bytes, from the first.
    pub(super) fn opened(&self) -> Result<Box<dyn Read + Send>, Diagnostic> {
        self.open().map_err(|error| unreadable(&self.name().into(), &error, false))
    }

    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::Bytes { bytes, .. } => Box::new(Cursor::new(Arc::clone(bytes))),
            Self::Reader { reader, .. } => reader.take()?,
            #[cfg(feature = "cli")]
            Self::Stdin => Box::new(io::stdin()),
            #[cfg(feature = "cli")]
            Self::File(path) => Box::new(File::open(path)?),
            #[cfg(feature = "cli")]
            Self::Held { file, .. } => {
                // Both have one place in the file; they are read one after the other.
                let mut file = file.try_clone()?;
                file.rewind()?;
                Box::new(file)
            }
        })
    }

    /// Whether it gives the same again when it is opened again.
    pub(crate) fn comes_again(&self) -> bool {
        match self {
            Self::Bytes { .. } => true,
            Self::Reader { .. } => false,
            #[cfg(feature = "cli")]
            Self::Stdin => false,
            #[cfg(feature = "cli")]
            Self::File(path) => path.is_file(),
            #[cfg(feature = "cli")]
            Self::Held { .. } => true,
        }
    }

    /// The same input, so that it can be read more than once.
    ///
    /// # Errors
    /// That it cannot be read, as a diagnostic.
    pub(crate) fn held(&self) -> Result<Self, Diagnostic> {
        match self {
            Self::Bytes { .. } => Ok(self.clone()),
            Self::Reader { name, .. } => {
                let mut bytes = Vec::new();
                let read = self.opened()?.read_to_end(&mut bytes);
                read.map_err(|error| unreadable(name, &error, false))?;
                Ok(Self::Bytes { name: Arc::clone(name), bytes: bytes.into() })
            }
            #[cfg(feature = "cli")]
            // What is not there is told where it is opened; a device has no end, or gives the same again.
            Self::File(path) if path.metadata().is_ok_and(|file| comes_once(&file)) => {
                self.held_aside()
            }
            #[cfg(feature = "cli")]
            Self::Stdin => self.held_aside(),
            #[cfg(feature = "cli")]
            Self::File(_) | Self::Held { .. } => Ok(self.clone()),
        }
    }

    /// In a file without a name.
    #[cfg(feature = "cli")]
    fn held_aside(&self) -> Result<Self, Diagnostic> {
        let name: Arc<str> = self.name().into();
        let held = || -> io::Result<(File, u64)> {
            let mut file = tempfile::tempfile()?;
            let length = io::copy(&mut self.open()?.take(crate::limits::HELD + 1), &mut file)?;
            Ok((file, length))
        };
        let (file, length) = held().map_err(|error| unreadable(&name, &error, false))?;
        if length > crate::limits::HELD {
            let message = Message::PipeTooLong { most: crate::limits::HELD >> 30 };
            return Err(Diagnostic::error(Place::File(name), message));
        }
        Ok(Self::Held { name, file: Arc::new(file) })
    }
}

/// Whether a file is a pipe or a socket, which gives what it holds only once.
#[cfg(all(unix, feature = "cli"))]
fn comes_once(file: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    file.file_type().is_fifo() || file.file_type().is_socket()
}

#[cfg(all(not(unix), feature = "cli"))]
fn comes_once(_: &std::fs::Metadata) -> bool {
    false
}

/// The fault that a file cannot be read; of a packed one, bytes that are amiss are the packing's.
pub(super) fn unreadable(name: &Arc<str>, error: &io::Error, is_packed: bool) -> Diagnostic {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    let message = match error.kind() {
        InvalidData | InvalidInput | UnexpectedEof if is_packed => Message::GzipDamaged,
        _ => Message::unreadable(error),
    };
    Diagnostic::error(Place::File(Arc::clone(name)), message)
}
