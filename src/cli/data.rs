//! The files behind `--data`: a file, a folder's assessment files, or those that fit a quoted pattern.

use crate::words::{Lang, Regress};
use anyhow::{Context, anyhow};
use std::path::{Path, PathBuf};

/// The endings of assessment files, in small letters.
const ENDINGS: [&str; 5] = [".csv", ".tsv", ".txt", ".xlsx", ".csv.gz"];

/// The files, each path's in the order of their names.
pub(super) fn files(paths: &[PathBuf], lang: Lang) -> anyhow::Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for path in paths {
        let found = match path.file_name().and_then(|name| name.to_str()) {
            _ if path.is_dir() => listed(path, is_assessments)?,
            Some(pattern) if !path.exists() && pattern.contains(['*', '?']) => {
                let folder = path.parent().unwrap_or(Path::new(""));
                listed(folder, |name| fits(pattern.as_bytes(), name.as_bytes()))?
            }
            _ => vec![path.clone()],
        };
        if found.is_empty() {
            let path = path.display().to_string();
            return Err(anyhow!(Regress::NoData { path }.text(lang)));
        }
        all.extend(found);
    }
    Ok(all)
}

/// Whether a folder's file holds assessments; cases are none. A lock file of Excel is told where it is read.
fn is_assessments(name: &str) -> bool {
    let name = name.to_lowercase();
    let is_case = name.contains(".cases.");
    !is_case && !name.starts_with('.') && ENDINGS.iter().any(|ending| name.ends_with(ending))
}

fn listed(folder: &Path, is_it: impl Fn(&str) -> bool) -> anyhow::Result<Vec<PathBuf>> {
    let shown = match folder == Path::new("") {
        true => Path::new("."),
        false => folder,
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(shown).with_context(|| shown.display().to_string())? {
        let entry = entry.with_context(|| shown.display().to_string())?;
        let name = entry.file_name();
        if name.to_str().is_some_and(&is_it) && entry.path().is_file() {
            found.push(folder.join(name));
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a name fits a pattern, in which `*` is any text and `?` any byte.
fn fits(pattern: &[u8], name: &[u8]) -> bool {
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(sign) if *sign == b'?' || *sign == name[n] => {
                p += 1;
                n += 1;
            }
            // What the last star stands for is one longer.
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    p = at + 1;
                    n = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|sign| *sign == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_names_whatever_its_stars_stand_for() {
        for (pattern, name, so) in [
            ("*.csv", "a.csv", true),
            ("*.csv", "a.csv.bak", false),
            ("a*b*c", "a-b-b-c", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*", "", true),
            ("**", "x", true),
        ] {
            assert_eq!(fits(pattern.as_bytes(), name.as_bytes()), so, "{pattern} {name}");
        }
    }

    #[test]
    fn cases_and_hidden_files_are_no_assessments() {
        for name in ["Vurderinger.CSV", "~$a.csv"] {
            assert!(is_assessments(name), "{name}");
        }
        for name in ["a.cases.csv", ".a.csv", "a.toml"] {
            assert!(!is_assessments(name), "{name}");
        }
    }
}
