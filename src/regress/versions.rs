//! Which rubrics and versions are on one side only, and which no row used.

use crate::rubric::{Catalogue, Rubric};
use jiff::civil::Date;

/// A rubric, in one of its versions, that there is something to say of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionNote {
    /// Its id.
    pub id: String,
    /// `id@version`.
    pub rubric: String,
    /// On which side it is.
    pub presence: Presence,
    /// Whether no other version of the rubric is on the other side.
    pub is_whole: bool,
    /// Whether a row was placed by it.
    pub is_used: bool,
    /// Its first day.
    pub valid_from: Option<Date>,
    /// How many suppliers it was tried on, who were placed by another version before.
    pub tried: u64,
}

/// On which side a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Only after.
    Added,
    /// Only before.
    Removed,
    /// On both.
    Kept,
}

impl Presence {
    /// The word in results.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "ny",
            Self::Removed => "udgaaet",
            Self::Kept => "uændret",
        }
    }
}

impl VersionNote {
    /// Whether a whole rubric is gone.
    pub fn is_lost(&self) -> bool {
        self.is_whole && self.presence == Presence::Removed
    }
}

/// What there is to say of the versions of two catalogues: those that are new, gone, or that no row used. `used` are
/// the indices of those that placed a row, on either side.
pub(super) fn notes(catalogues: [&Catalogue; 2], used: [&[usize]; 2]) -> Vec<VersionNote> {
    let note = |rubric: &Rubric, presence, is_whole, is_used| VersionNote {
        id: rubric.id.clone(),
        rubric: rubric.name(),
        presence,
        is_whole,
        is_used,
        valid_from: rubric.valid_from,
        tried: 0,
    };
    let has = |catalogue: &Catalogue, is_it: &dyn Fn(&Rubric) -> bool| {
        catalogue.rubrics().iter().any(is_it)
    };
    let [before, after] = catalogues;
    let mut notes = Vec::new();
    for (index, rubric) in after.rubrics().iter().enumerate() {
        let presence = match has(before, &|other| other.name() == rubric.name()) {
            true => Presence::Kept,
            false => Presence::Added,
        };
        let is_used = used[1].contains(&index);
        if presence == Presence::Added || !is_used {
            let is_whole = counterpart(rubric, [after, before]).is_none();
            notes.push(note(rubric, presence, is_whole, is_used));
        }
    }
    for (index, rubric) in before.rubrics().iter().enumerate() {
        if !has(after, &|other| other.name() == rubric.name()) {
            let is_whole = counterpart(rubric, [before, after]).is_none()
                && !has(after, &|other| other.id == rubric.id);
            let is_used = used[0].contains(&index);
            notes.push(note(rubric, Presence::Removed, is_whole, is_used));
        }
    }
    notes
}

/// The rubric of another catalogue that a rubric of one became or was: the same version, or else the only one.
pub(super) fn counterpart(rubric: &Rubric, [own, others]: [&Catalogue; 2]) -> Option<usize> {
    let (own, others) = (own.rubrics(), others.rubrics());
    let versions: Vec<usize> =
        (0..others.len()).filter(|&other| others[other].id == rubric.id).collect();
    let exact = versions.iter().copied().find(|&other| others[other].version == rubric.version);
    match (exact, versions.as_slice(), own, others) {
        (Some(exact), ..) => Some(exact),
        (None, [only], ..) => Some(*only),
        // Two single rubrics are meant to be held against each other, whatever they are called.
        (None, [], [_], [_]) => Some(0),
        _ => None,
    }
}
