//! What stood in the repository at a revision, by the `git` program.

use crate::intake::Input;
use crate::source::Source;
use crate::words::{Lang, Regress};
use anyhow::{Context, anyhow};
use std::fs::File;
use std::io::Write as _;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// A revision that is there.
pub(super) struct Revision {
    /// As the user wrote it.
    name: String,
    /// Its full name.
    commit: String,
    lang: Lang,
}

impl Revision {
    /// Finds a revision.
    ///
    /// # Errors
    /// Where it is none, or there is no repository, or no `git`.
    pub(super) fn find(name: &str, lang: Lang) -> anyhow::Result<Self> {
        let revision = name.to_owned();
        if name.starts_with('-') {
            return Err(anyhow!(Regress::GitDash { revision }.text(lang)));
        }
        let shallow = git(&["rev-parse", "--is-shallow-repository"], lang)?
            .map_err(|detail| anyhow!(Regress::GitFailed { detail }.text(lang)))?;
        let found =
            git(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")], lang)?;
        match found {
            Ok(commit) => Ok(Self {
                name: revision,
                commit: String::from_utf8_lossy(&commit).trim().to_owned(),
                lang,
            }),
            Err(_) if shallow.starts_with(b"true") => {
                Err(anyhow!(Regress::GitShallow { revision }.text(lang)))
            }
            Err(_) => Err(anyhow!(Regress::GitRevision { revision }.text(lang))),
        }
    }

    /// The rubric files of some paths as they stood.
    pub(super) fn rubrics(&self, paths: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
        let mut sources = Vec::new();
        for path in paths {
            let named = self.listed(path, |name| name.ends_with(".toml"))?;
            if named.is_empty() {
                let (path, revision) = (path.display().to_string(), self.name.clone());
                return Err(anyhow!(Regress::GitNoRubrics { path, revision }.text(self.lang)));
            }
            for file in named {
                let bytes = self.text_of(&file)?.unwrap_or_default();
                sources.push(Source {
                    name: format!("{}:{file}", self.name),
                    text: String::from_utf8_lossy(&bytes).into_owned().into(),
                });
            }
        }
        Ok(sources)
    }

    /// The files of assessments as they stood; nothing where one of them was not in the repository.
    pub(super) fn data(&self, paths: &[PathBuf]) -> anyhow::Result<Option<Vec<Input>>> {
        let mut inputs = Vec::new();
        for path in paths {
            let Some(bytes) = self.text_of(&path.display().to_string())? else {
                return Ok(None);
            };
            let mut file: File = tempfile::tempfile()?;
            file.write_all(&bytes)?;
            inputs.push(Input::Held {
                name: format!("{}:{}", self.name, path.display()).into(),
                file: Arc::new(file),
            });
        }
        Ok(Some(inputs))
    }

    /// Whether a file holds the same now.
    pub(super) fn is_unchanged(&self, path: &Path) -> anyhow::Result<bool> {
        let now = std::fs::read(path).with_context(|| path.display().to_string())?;
        Ok(self.text_of(&path.display().to_string())?.is_none_or(|then| then == now))
    }

    /// The lines of a file that are others than at the revision, from 1; nothing where the whole file is new.
    pub(super) fn changed_lines(
        &self,
        path: &str,
    ) -> anyhow::Result<Option<Vec<RangeInclusive<usize>>>> {
        if self.text_of(path)?.is_none() {
            return Ok(None);
        }
        let arguments =
            ["diff", "--unified=0", "--no-color", "--no-ext-diff", &self.commit, "--", path];
        let changes = git(&arguments, self.lang)?
            .map_err(|detail| anyhow!(Regress::GitFailed { detail }.text(self.lang)))?;
        let changes = String::from_utf8_lossy(&changes).into_owned();
        Ok(Some(changes.lines().filter_map(changed).collect()))
    }

    /// The files of a folder at the revision, or the file itself.
    fn listed(&self, path: &Path, is_it: impl Fn(&str) -> bool) -> anyhow::Result<Vec<String>> {
        let path = path.display().to_string();
        let folder = format!("{}/", path.trim_end_matches('/'));
        let at = match path.ends_with(".toml") {
            true => path.clone(),
            false => folder,
        };
        let listed = git(&["ls-tree", "-z", "--name-only", &self.commit, "--", &at], self.lang)?
            .map_err(|detail| anyhow!(Regress::GitFailed { detail }.text(self.lang)))?;
        let names = String::from_utf8_lossy(&listed).into_owned();
        let mut names: Vec<String> =
            names.split('\0').filter(|name| is_it(name)).map(str::to_owned).collect();
        names.sort();
        Ok(names)
    }

    /// The bytes of a file at the revision; nothing where it was not there.
    fn text_of(&self, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let path = path.trim_start_matches("./");
        Ok(git(&["show", &format!("{}:./{path}", self.commit)], self.lang)?.ok())
    }
}

/// The lines after the change that the head of a hunk names: `@@ -10 +12,3 @@`. Where lines are gone, those around them.
fn changed(head: &str) -> Option<RangeInclusive<usize>> {
    let after = head.strip_prefix("@@ ")?.split(' ').find_map(|part| part.strip_prefix('+'))?;
    let (start, count) = after.split_once(',').unwrap_or((after, "1"));
    let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
    Some(match count {
        0 => start..=start + 1,
        count => start..=start + count - 1,
    })
}

/// What `git` says, or what it complains of.
fn git(arguments: &[&str], lang: Lang) -> anyhow::Result<Result<Vec<u8>, String>> {
    let output = Command::new("git").args(arguments).output().map_err(|error| {
        let detail = error.to_string();
        anyhow!(Regress::GitFailed { detail }.text(lang))
    })?;
    Ok(match output.status.success() {
        true => Ok(output.stdout),
        false => {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(said.lines().next().unwrap_or_default().to_owned())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::changed;

    #[test]
    fn the_head_of_a_hunk_names_the_lines_after_the_change() {
        assert_eq!(changed("@@ -10 +12,3 @@ [parameters]"), Some(12..=14));
        assert_eq!(changed("@@ -1,2 +1 @@"), Some(1..=1));
        assert_eq!(changed("@@ -5,2 +4,0 @@"), Some(4..=5));
        assert_eq!(changed("+min = 5"), None);
    }
}
