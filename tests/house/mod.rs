//! A plain reading of the sources: which file uses which, how long files and functions are.
//!
//! Only `use` lines and paths are read; comments, texts and tests are left out. A name that a file hands on with
//! `pub use` leads to the file that has it.

#![allow(clippy::unwrap_used, reason = "the helpers of a test are a test")]

mod code;

use code::{Use, blanked, functions, paths, uses};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A file under `src`.
pub(crate) struct File {
    /// From `src`: `rubric/mod.rs`.
    pub(crate) path: String,
    /// How many lines it has, tests included.
    pub(crate) lines: usize,
    /// Its functions with their lines, tests left out.
    pub(crate) functions: Vec<(String, usize)>,
    module: Vec<String>,
    uses: Vec<Use>,
    code: String,
}

/// All files under `src` but the program itself, which stands on top.
pub(crate) struct House {
    files: BTreeMap<Vec<String>, File>,
}

/// An arrow: the file that uses, and the file that is used.
pub(crate) type Arrow = (String, String);

impl House {
    pub(crate) fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    let text = fs::read_to_string(&path).unwrap();
                    let path = path.strip_prefix(&root).unwrap();
                    let path = path.to_str().unwrap().replace('\\', "/");
                    if path != "main.rs" {
                        let file = File::new(path, &text);
                        files.insert(file.module.clone(), file);
                    }
                }
            }
        }
        Self { files }
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }

    /// Every arrow between two files, each once.
    pub(crate) fn arrows(&self) -> BTreeSet<Arrow> {
        let mut arrows = BTreeSet::new();
        for file in self.files.values() {
            for target in self.used_by(file) {
                if target != file.path {
                    arrows.insert((file.path.clone(), target));
                }
            }
        }
        arrows
    }

    fn used_by(&self, file: &File) -> BTreeSet<String> {
        let mut used = BTreeSet::new();
        let mut modules = vec![];
        for one in file.uses.iter().filter(|one| !one.is_public) {
            used.extend(self.file_of(&file.module, &one.path, 0));
            if let Some(module) = self.module_of(&file.module, &one.path) {
                modules.push((one.name.clone(), module));
            }
        }
        for module in self.files.keys() {
            if let Some((name, parent)) = module.split_last()
                && parent == file.module
            {
                modules.push((name.clone(), module.clone()));
            }
        }
        for path in paths(&file.code) {
            let (first, rest) = path.split_first().unwrap();
            if ["crate", "super", "self"].contains(&first.as_str()) {
                used.extend(self.file_of(&file.module, &path, 0));
            } else if let Some((_, module)) = modules.iter().find(|(name, _)| name == first) {
                used.extend(self.walk(module.clone(), rest, 0));
            }
        }
        used
    }

    /// The module that a path leads to, where it leads to one and not to a name in it.
    fn module_of(&self, from: &[String], path: &[String]) -> Option<Vec<String>> {
        let (mut module, rest) = self.start(from, path)?;
        module.extend(rest.iter().cloned());
        self.files.contains_key(&module).then_some(module)
    }

    /// The file that has what a path leads to; nothing where it is of another crate.
    fn file_of(&self, from: &[String], path: &[String], hops: usize) -> Option<String> {
        let (module, rest) = self.start(from, path)?;
        self.walk(module, rest, hops)
    }

    fn start<'p>(
        &self,
        from: &[String],
        path: &'p [String],
    ) -> Option<(Vec<String>, &'p [String])> {
        let (first, rest) = path.split_first()?;
        let mut module = from.to_vec();
        match first.as_str() {
            "crate" => return Some((vec![], rest)),
            "self" => return Some((module, rest)),
            "super" => {}
            child => {
                module.push(child.to_owned());
                return self.files.contains_key(&module).then_some((module, rest));
            }
        }
        let supers = path.iter().take_while(|part| *part == "super").count();
        module.truncate(from.len().checked_sub(supers)?);
        Some((module, &path[supers..]))
    }

    fn walk(&self, mut module: Vec<String>, path: &[String], hops: usize) -> Option<String> {
        assert!(hops < 20, "names are handed on in a circle: {path:?}");
        for part in path {
            module.push(part.clone());
            if self.files.contains_key(&module) {
                continue;
            }
            module.pop();
            let file = self.files.get(&module)?;
            let handed_on = file.uses.iter().filter(|one| one.is_public && one.name == *part);
            for one in handed_on {
                if let Some(found) = self.file_of(&module, &one.path, hops + 1) {
                    return Some(found);
                }
            }
            break;
        }
        self.files.get(&module).map(|file| file.path.clone())
    }
}

impl File {
    fn new(path: String, text: &str) -> Self {
        let mut module: Vec<String> =
            path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        module.pop_if(|last| last == "mod" || last == "lib");
        let code = blanked(text);
        let tests = code.find("#[cfg(test)]\nmod tests {").unwrap_or(code.len());
        let functions = functions(&code[..tests]);
        let (uses, code) = uses(&code[..tests]);
        Self { lines: text.lines().count(), functions, path, module, uses, code }
    }
}
