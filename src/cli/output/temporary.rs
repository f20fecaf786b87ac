//! Files and folders that are written aside and taken away again, also where a signal ends the run.
//!
//! What is aside is known by its path, under one lock. A signal waits for that lock, takes all of it away, and ends
//! the process as the signal would have; so no file is made without being known, and what is being put in place is put
//! in place whole.

use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use tempfile::{NamedTempFile, TempDir};

/// All that is aside now. There is one, since a signal is for the whole process.
static ASIDE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The lock under which what is aside is made, put in place and taken away.
pub(super) struct Aside(MutexGuard<'static, BTreeSet<PathBuf>>);

impl Aside {
    /// Waits for the lock.
    pub(super) fn lock() -> Self {
        static LISTENING: Once = Once::new();
        LISTENING.call_once(listen);
        Self(ASIDE.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A new file beside what it is to become, in the same folder: putting it in place is then one step.
    pub(super) fn file(&mut self, folder: &Path) -> io::Result<NamedTempFile> {
        let file = builder().permissions_like_others().tempfile_in(folder)?;
        self.0.insert(file.path().to_owned());
        Ok(file)
    }

    /// A new folder in another.
    pub(super) fn folder(&mut self, folder: &Path) -> io::Result<TempDir> {
        let folder = builder().tempdir_in(folder)?;
        self.0.insert(folder.path().to_owned());
        Ok(folder)
    }

    /// Puts a file in place.
    pub(super) fn put(&mut self, file: NamedTempFile, place: &Path) -> io::Result<()> {
        let path = file.path().to_owned();
        let put = file.persist(place).map(drop).map_err(|error| error.error);
        self.0.remove(&path);
        put
    }

    /// No longer to be taken away by a signal.
    pub(super) fn forget(&mut self, path: &Path) {
        self.0.remove(path);
    }
}

fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    builder
}

/// How the names of all that is aside begin.
pub(super) const PREFIX: &str = ".indplacer-";

trait PermissionsLikeOthers {
    /// A temporary file is private; a result is a file like any other.
    fn permissions_like_others(&mut self) -> &mut Self;
}

impl PermissionsLikeOthers for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_like_others(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        // The process's umask takes off what it takes off every new file.
        self.permissions(fs::Permissions::from_mode(0o666))
    }

    #[cfg(not(unix))]
    fn permissions_like_others(&mut self) -> &mut Self {
        self
    }
}

/// Takes all that is aside away. The lock is given back to nobody: the process ends.
fn take_away() -> Aside {
    let aside = Aside(ASIDE.lock().unwrap_or_else(PoisonError::into_inner));
    for path in &*aside.0 {
        let _ = match path.is_dir() {
            true => fs::remove_dir_all(path),
            false => fs::remove_file(path),
        };
    }
    aside
}

/// Waits for the signals that end a process, on a thread of its own.
#[cfg(unix)]
fn listen() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    let ignored = ignored();
    let ends = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGXFSZ]
        .into_iter()
        .filter(|signal| ignored >> (signal - 1) & 1 == 0);
    // Where they cannot be heard, the run goes on as it would without.
    let Ok(mut signals) = Signals::new(ends) else {
        return;
    };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let _aside = take_away();
            let _ = emulate_default_handler(signal);
        }
    });
}

/// The signals that whoever started the process wants ignored, as `nohup` does; a bit each, where the system tells.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).map(str::trim);
    mask.and_then(|mask| u64::from_str_radix(mask, 16).ok()).unwrap_or_default()
}

/// Waits for Ctrl-C.
#[cfg(windows)]
fn listen() {
    /// How Windows itself ends a process by Ctrl-C.
    const STATUS_CONTROL_C_EXIT: i32 = 0xC000_013A_u32 as i32;
    let _ = ctrlc::set_handler(|| {
        let _aside = take_away();
        std::process::exit(STATUS_CONTROL_C_EXIT);
    });
}

/// Makes the names in a folder last, where the system can.
pub(super) fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}
