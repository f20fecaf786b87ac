//! A file for `--columns`, to be edited: the columns and words of some files that were not recognised.

use crate::arithmetic::{fold, word};
use crate::intake::{Found, Mapping, Survey, letters};
use crate::vocabulary::{is_hidden, printable};
use crate::words::{Lang, Ui};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

/// What is to be translated.
#[derive(Debug, Default)]
pub struct Template {
    /// How many columns are not known.
    pub columns: u64,
    /// How many words cannot be read.
    pub words: u64,
    out: String,
}

impl Template {
    /// One template for all files. What the translation in use says stands as it is; whatever is a guess, or lacks
    /// something, is a comment.
    pub fn of(surveys: &[Survey], mapping: &Mapping, lang: Lang) -> Self {
        let mut template = Self::default();
        let files: Vec<&str> = surveys.iter().map(|survey| survey.name.as_str()).collect();
        let file = files.join(", ");
        for line in (Ui::TemplateHead { file }).text(lang).lines() {
            let _ = writeln!(template.out, "# {}", printable(line));
        }
        template.columns(surveys, mapping);
        let mut tables: Vec<Table<'_>> = Vec::new();
        for (name, words) in mapping.words() {
            let table = Table::at(&mut tables, name);
            table.is_sure = true;
            table.known = words;
        }
        for column in surveys.iter().flat_map(|survey| &survey.columns) {
            if let Some(name) = column.meaning.as_ref().or(column.nearest.as_ref()) {
                let table = Table::at(&mut tables, name);
                table.is_sure |= column.meaning.is_some();
                table.found.extend(&column.found);
            }
        }
        for table in tables {
            template.values(&table, lang);
        }
        template
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.out
    }

    fn columns(&mut self, surveys: &[Survey], mapping: &Mapping) {
        let _ = writeln!(self.out, "\n[columns]");
        for (theirs, ours) in mapping.columns() {
            let _ = writeln!(self.out, "{} = {}", toml_string(theirs), toml_string(ours));
        }
        let mut told = HashSet::new();
        let columns = surveys.iter().flat_map(|survey| &survey.columns);
        for column in columns.filter(|column| column.meaning.is_none()) {
            let folded = fold(&column.header);
            // What cannot be told apart by its name, or is named as if by letters, is named by its letters.
            let by_letters =
                folded.is_empty() || column.is_again || letters(&column.header).is_some();
            let theirs = match by_letters {
                true => format!("[{}]", column.letters),
                false => column.header.clone(),
            };
            let name = match by_letters {
                true => theirs.clone(),
                false => folded,
            };
            if !told.insert(name) {
                continue;
            }
            self.columns += 1;
            let ours = column.nearest.as_deref().unwrap_or_default();
            let _ = write!(self.out, "# {} = {}", toml_string(&theirs), toml_string(ours));
            let _ = match theirs == column.header || column.header.is_empty() {
                true => writeln!(self.out),
                false => writeln!(self.out, "  # {}", printable(&column.header)),
            };
        }
    }

    /// The words of one of our columns that are translated, and those that cannot be read.
    fn values(&mut self, table: &Table<'_>, lang: Lang) {
        let mut told: HashSet<Cow<'_, str>> =
            table.known.iter().map(|(theirs, _)| word(theirs)).collect();
        let words: Vec<&(String, Option<String>)> = table
            .found
            .iter()
            .flat_map(|found| &found.foreign)
            .filter(|(theirs, _)| told.insert(word(theirs)))
            .collect();
        if words.is_empty() && table.known.is_empty() {
            return;
        }
        let hash = if table.is_sure { "" } else { "# " };
        let _ = writeln!(self.out, "\n{hash}[values.{}]", toml_key(table.name));
        for (theirs, ours) in &table.known {
            let _ = writeln!(self.out, "{} = {}", toml_string(theirs), toml_string(ours));
        }
        for (theirs, ours) in &words {
            let ours = ours.as_deref().unwrap_or_default();
            let _ = writeln!(self.out, "# {} = {}", toml_string(theirs), toml_string(ours));
        }
        let n = words.len() as u64;
        self.words += n;
        if table.found.iter().any(|found| found.has_more_foreign) {
            let _ = writeln!(self.out, "# {}", Ui::TemplateMore { n }.text(lang));
        }
    }
}

/// The words of one of our columns.
struct Table<'s> {
    name: &'s str,
    /// Whether it is known that there is such a column.
    is_sure: bool,
    /// Their words that are translated, and ours.
    known: Vec<(&'s str, &'s str)>,
    found: Vec<&'s Found>,
}

impl<'s> Table<'s> {
    /// The table of that name, a new one if there is none.
    fn at<'t>(tables: &'t mut Vec<Self>, name: &'s str) -> &'t mut Self {
        let is_it = |table: &Self| table.name == name || fold(table.name) == fold(name);
        let at = tables.iter().position(is_it).unwrap_or_else(|| {
            tables.push(Self { name, is_sure: false, known: Vec::new(), found: Vec::new() });
            tables.len() - 1
        });
        &mut tables[at]
    }
}

/// A name as a TOML key, bare where it can be.
fn toml_key(name: &str) -> Cow<'_, str> {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    match !name.is_empty() && name.bytes().all(is_bare) {
        true => name.into(),
        false => toml_string(name).into(),
    }
}

/// A TOML basic string on one line, of which a terminal obeys nothing.
fn toml_string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if is_hidden(letter) => match u32::from(letter) {
                code @ 0..=0xFFFF => _ = write!(out, "\\u{code:04X}"),
                code => _ = write!(out, "\\U{code:08X}"),
            },
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
