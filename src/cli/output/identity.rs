//! Which file a path leads to, by whatever name: by its number on its disk, not by its letters.

use crate::arithmetic::nfc;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// A regular file. Devices, FIFOs and terminals have no identity here: they hold nothing that could be lost.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Identity {
    /// A file that exists.
    There(Number),
    /// A file still to be made: its folder, and its name as a disk that does not tell letters' cases apart has it.
    ToBeMade(Number, String),
}

/// What tells a file or a folder from every other that exists.
#[cfg(unix)]
pub(super) type Number = (u64, u64);
#[cfg(windows)]
pub(super) type Number = same_file::Handle;

impl Identity {
    /// The regular file that the path leads to; none where there is none.
    pub(super) fn at(path: &Path) -> Option<Self> {
        // Not opened: to open a FIFO is to wait for its other end.
        let found = fs::metadata(path).ok().filter(Metadata::is_file)?;
        number(path, &found).map(Self::There)
    }

    /// The regular file that an open handle, such as standard output, leads to.
    pub(super) fn of_open(file: &File) -> Option<Self> {
        let found = file.metadata().ok().filter(Metadata::is_file)?;
        number_of_open(file, &found).map(Self::There)
    }

    /// The file that is to be made at a path where there is none yet.
    pub(super) fn to_be_made(path: &Path) -> Option<Self> {
        let folder = folder_of(path);
        let found = fs::metadata(folder).ok()?;
        let name = nfc(&path.file_name()?.to_string_lossy()).to_lowercase();
        Some(Self::ToBeMade(number(folder, &found)?, name))
    }
}

/// What standard input or output leads to, as a file of its own.
pub(super) fn standard(stream: Standard) -> Option<File> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let handle = match stream {
            Standard::Input => io::stdin().as_fd().try_clone_to_owned(),
            Standard::Output => io::stdout().as_fd().try_clone_to_owned(),
        };
        handle.ok().map(File::from)
    }
    #[cfg(windows)]
    {
        use std::os::windows::io::AsHandle;
        let handle = match stream {
            Standard::Input => io::stdin().as_handle().try_clone_to_owned(),
            Standard::Output => io::stdout().as_handle().try_clone_to_owned(),
        };
        handle.ok().map(File::from)
    }
}

/// Which of the two streams of data.
#[derive(Clone, Copy)]
pub(super) enum Standard {
    Input,
    Output,
}

#[cfg(unix)]
fn number(_: &Path, found: &Metadata) -> Option<Number> {
    use std::os::unix::fs::MetadataExt;
    Some((found.dev(), found.ino()))
}

#[cfg(unix)]
fn number_of_open(_: &File, found: &Metadata) -> Option<Number> {
    number(Path::new(""), found)
}

#[cfg(windows)]
fn number(path: &Path, _: &Metadata) -> Option<Number> {
    same_file::Handle::from_path(path).ok()
}

#[cfg(windows)]
fn number_of_open(file: &File, _: &Metadata) -> Option<Number> {
    same_file::Handle::from_file(file.try_clone().ok()?).ok()
}

/// The folder that a path's last name is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Where a path leads.
pub(super) enum Place {
    /// Standard output, by its own name or by one in `/dev`.
    Stdout,
    /// A file that is there or is to be made; of symlinks the last, so that they stay what they are.
    File(PathBuf),
    /// Something that is written to and never replaced: a device, a FIFO, what another process has open.
    Stream(PathBuf),
}

impl Place {
    /// Follows the path.
    ///
    /// # Errors
    /// Where symlinks lead in a circle, or what is there cannot be looked at.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        /// As many as Linux follows.
        const MOST_LINKS: usize = 40;
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            if is_stdout(&path) {
                return Ok(Self::Stdout);
            }
            if is_open_file(&path) {
                return Ok(Self::Stream(path));
            }
            let found = match fs::symlink_metadata(&path) {
                Ok(found) => found,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    return Ok(Self::File(path));
                }
                Err(error) => return Err(error),
            };
            if found.is_symlink() {
                path = folder_of(&path).join(fs::read_link(&path)?);
            } else if found.is_file() || found.is_dir() {
                return Ok(Self::File(path));
            } else {
                return Ok(Self::Stream(path));
            }
        }
        Err(io::Error::from(io::ErrorKind::InvalidInput))
    }
}

/// Whether the path is another name of standard output, whatever that leads to.
fn is_stdout(path: &Path) -> bool {
    let is_it = |path: &Path| path == Path::new("/dev/stdout") || path == Path::new("/dev/fd/1");
    cfg!(unix) && (is_it(path) || open_number(path).as_deref() == Some("1"))
}

/// Whether the path stands for a file that is open already: its text is where it points, not what it is called.
fn is_open_file(path: &Path) -> bool {
    cfg!(unix) && open_number(path).is_some()
}

/// The name of the path in the folder of this process's open files, where it is in there.
fn open_number(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    if name.is_empty() || !name.bytes().all(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let folder = folder_of(path);
    let is_own = |folder: &Path| {
        folder == Path::new("/dev/fd") || folder == Path::new("/proc/self/fd") || {
            let own = format!("/proc/{}/fd", std::process::id());
            folder == Path::new(&own)
        }
    };
    let is_in_it = is_own(folder) || fs::canonicalize(folder).is_ok_and(|folder| is_own(&folder));
    is_in_it.then(|| name.to_owned())
}
