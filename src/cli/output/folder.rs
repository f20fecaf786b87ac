//! A folder of pages that is one whole: written aside, and put in place together or not at all.

use super::Outputs;
use super::identity::{Place, folder_of};
use super::seal::{Sealed, is_edited};
use super::target::{aside, made_like, unwritable};
use super::temporary::{Aside, sync_folder};
use crate::words::{Lang, Message, Ui, Why};
use anyhow::anyhow;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Pages on their way into a folder. Their names are given last, when all of them are known.
pub(in crate::cli) struct Folder {
    outputs: Outputs,
    path: PathBuf,
    kind: Sealed,
    /// Where the pages are until then, under their numbers. None once it is taken away.
    aside: Option<TempDir>,
    pages: usize,
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(folder) = self.aside.take() {
            let mut lock = Aside::lock();
            let path = folder.path().to_owned();
            drop(folder);
            lock.forget(&path);
        }
    }
}

impl Folder {
    pub(super) fn open(outputs: Outputs, path: &Path, kind: Sealed) -> anyhow::Result<Self> {
        let lang = outputs.speaker.lang;
        // On the same disk, so that a page is put in place in one step: in the folder, or in the nearest that is there.
        let there = path.ancestors().find(|folder| folder.is_dir());
        let there = there.unwrap_or_else(|| folder_of(Path::new("x")));
        if path.exists() && !path.is_dir() {
            return Err(unusable(path, Ui::IsAFile.text(lang), lang));
        }
        let made = Aside::lock().folder(there);
        let aside = made.map_err(|error| unusable_by(path, &error, lang))?;
        Ok(Self { outputs, path: path.to_owned(), kind, aside: Some(aside), pages: 0 })
    }

    /// The language of the pages.
    pub(in crate::cli) fn language(&self) -> Lang {
        self.outputs.speaker.in_files
    }

    /// Writes one page more.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub(in crate::cli) fn add(&mut self, page: Vec<u8>) -> io::Result<()> {
        let lang = self.outputs.speaker.lang;
        // A signal waits for the page, and takes it away with the others.
        let lock = Aside::lock();
        let written = File::create(self.numbered(self.pages)).and_then(|mut file| {
            file.write_all(&self.kind.seal(page))?;
            file.sync_all()
        });
        drop(lock);
        self.pages += 1;
        written.map_err(|error| unwritable(&self.path, &error, lang))
    }

    fn numbered(&self, number: usize) -> PathBuf {
        let aside = self.aside.as_ref().map(TempDir::path);
        aside.unwrap_or(Path::new("")).join(number.to_string())
    }

    /// Puts all pages in place under these names, one for each, and tells which pages of ours in the folder belong to
    /// nobody any more.
    ///
    /// # Errors
    /// Where one of them cannot be replaced; then none is.
    pub(in crate::cli) fn put_in_place(mut self, names: &[String]) -> anyhow::Result<Vec<PathBuf>> {
        let lang = self.outputs.speaker.lang;
        let path = self.path.clone();
        fs::create_dir_all(&path).map_err(|error| unusable_by(&path, &error, lang))?;
        // Another run may put its own in place at this moment; each waits for the other, where the system can.
        let folder = File::open(&path).ok();
        let _turn = folder.as_ref().map(File::lock);
        let mut places = Vec::new();
        for (number, name) in names.iter().enumerate() {
            places.push(self.ready(number, &path.join(name))?);
        }
        let mut lock = Aside::lock();
        for (from, place) in &places {
            fs::rename(from, place).map_err(|error| unwritable(place, &error, lang))?;
            lock.forget(from);
        }
        drop(lock);
        sync_folder(&path);
        Ok(left_over(&path, names))
    }

    /// Holds a page ready: where it is, and where it is to be put, which nothing forbids.
    fn ready(&mut self, number: usize, path: &Path) -> anyhow::Result<(PathBuf, PathBuf)> {
        let lang = self.outputs.speaker.lang;
        let file = path.display().to_string();
        let from = self.numbered(number);
        let place = Place::of(path).map_err(|error| unwritable(path, &error, lang))?;
        let place = match place {
            Place::File(place) if !place.is_dir() => place,
            Place::File(_) => {
                let reason = Message::FileIsAFolder.text(lang);
                return Err(anyhow!(Ui::TargetUnwritable { file, reason }.text(lang)));
            }
            Place::Stdout | Place::Stream(_) => {
                return Err(anyhow!(Ui::TargetEdited { file }.text(lang)));
            }
        };
        self.outputs.claim(&place, &file, false)?;
        if !self.outputs.speaker.replace && is_edited(&place, self.kind) {
            return Err(anyhow!(Ui::TargetEdited { file }.text(lang)));
        }
        if place != path {
            // Behind a symlink there may be another disk.
            let mut page = aside(path, &place, lang)?;
            let copied = fs::read(&from).and_then(|bytes| {
                page.write_all(&bytes)?;
                page.as_file().sync_all()
            });
            copied.map_err(|error| unwritable(path, &error, lang))?;
            let kept = page.into_temp_path().keep()?;
            return Ok((kept, place));
        }
        if let Ok(there) = fs::metadata(&place) {
            let page = File::open(&from).map_err(|error| unwritable(path, &error, lang))?;
            if made_like(&page, &there).is_err() {
                let reason = Ui::TargetOwner.text(lang);
                return Err(anyhow!(Ui::TargetUnwritable { file, reason }.text(lang)));
            }
        }
        Ok((from, place))
    }
}

/// The pages of ours in a folder, edited or not, that have none of these names, whatever their ending.
fn left_over(folder: &Path, names: &[String]) -> Vec<PathBuf> {
    let stem = |name: &str| Path::new(name).with_extension("").into_os_string();
    let belong: HashSet<_> = names.iter().map(|name| stem(name)).collect();
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let kind = match path.extension().and_then(|ending| ending.to_str()) {
                Some("html") => Sealed::Html,
                Some("md") => Sealed::Markdown,
                Some("docx") => Sealed::Workbook,
                _ => return false,
            };
            let is_other = path.file_stem().is_some_and(|stem| !belong.contains(stem));
            is_other && fs::read(path).is_ok_and(|bytes| kind.is_ours(&bytes))
        })
        .collect();
    found.sort();
    found
}

fn unusable_by(folder: &Path, error: &io::Error, lang: Lang) -> anyhow::Error {
    unusable(folder, Message::of_the_system(error).text(lang), lang)
}

fn unusable(folder: &Path, reason: String, lang: Lang) -> anyhow::Error {
    let folder = folder.display().to_string();
    anyhow!(Why::FolderUnusable { folder, reason }.text(lang))
}
