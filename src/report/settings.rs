//! What a report is asked for, and what it calls the files.

use crate::explain::Hidden;
use crate::place;
use crate::score::Outcome;
use crate::words::Lang;
use jiff::civil::Date;
use std::collections::HashSet;

/// What the user asked for, as far as a report must know or say it.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The facts that are left out.
    pub hidden: &'a Hidden,
    /// How rows were placed.
    pub place: place::Options,
    /// The day that chose the rubrics' versions, if one day did for all rows.
    pub as_of: Option<Date>,
}

/// What files are called in a report: by their names without folders, unless that would mix them up.
#[derive(Debug)]
pub(super) struct Names {
    without_folders: bool,
}

impl Names {
    pub(super) fn of(outcome: &Outcome) -> Self {
        let mut seen = HashSet::new();
        let mut names = outcome.files.iter().map(|file| without_folders(&file.name));
        Self { without_folders: names.all(|name| seen.insert(name)) }
    }

    pub(super) fn of_file<'n>(&self, name: &'n str) -> &'n str {
        if self.without_folders { without_folders(name) } else { name }
    }
}

fn without_folders(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
