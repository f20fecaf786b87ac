//! What files and their columns were taken for, as data for scripts.

use crate::arithmetic::DecimalMark;
use crate::intake::{Found, Shape, Survey, SurveyedColumn};
use serde::Serialize;

/// A file: how it was read, and its columns.
#[derive(Debug, Serialize)]
pub struct FileJson<'a> {
    file: &'a str,
    encoding: Option<&'static str>,
    bom: bool,
    gzip: bool,
    delimiter: Option<String>,
    decimal: &'static str,
    sheet: Option<&'a str>,
    sheets: Option<usize>,
    header_line: u64,
    header_row: u64,
    rows: Option<u64>,
    form: bool,
    shape: Option<&'static str>,
    columns: Vec<ColumnJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ColumnJson<'a> {
    column: &'a str,
    header: &'a str,
    read_as: Option<&'a str>,
    nearest: Option<&'a str>,
    #[serde(flatten)]
    found: Option<FoundJson<'a>>,
}

#[derive(Debug, Serialize)]
struct FoundJson<'a> {
    filled: u64,
    different: u64,
    /// Whether there are more different values than are counted.
    different_more: bool,
    smallest: Option<&'a str>,
    largest: Option<&'a str>,
    examples: Vec<&'a str>,
    /// The words that cannot be read as what the column is taken for.
    unreadable: Vec<&'a str>,
    unreadable_more: bool,
}

/// Who reads the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Those who have the file.
    Own,
    /// Others too: they are shown nothing that could be a person's name.
    Others,
}

/// One object for each file.
pub fn files(surveys: &[Survey], readers: Readers) -> Vec<FileJson<'_>> {
    let file = |survey| FileJson::of(survey, readers);
    surveys.iter().map(file).collect()
}

impl<'a> FileJson<'a> {
    fn of(survey: &'a Survey, readers: Readers) -> Self {
        let column = |column| ColumnJson::of(column, readers);
        let dialect = &survey.dialect;
        let sheet = dialect.worksheet.as_ref();
        let is_text = sheet.is_none();
        Self {
            file: &survey.name,
            encoding: is_text.then(|| dialect.encoding.map_or("UTF-8", |found| found.as_str())),
            bom: dialect.has_mark,
            gzip: dialect.is_packed,
            delimiter: is_text.then(|| dialect.delimiter.as_str()),
            decimal: match dialect.decimal {
                DecimalMark::Comma => "comma",
                DecimalMark::Point => "point",
            },
            sheet: sheet.map(|(name, _)| &**name),
            sheets: sheet.map(|(_, of)| *of),
            header_line: survey.header_at.0,
            header_row: survey.header_at.1,
            rows: survey.rows,
            form: survey.is_form,
            shape: survey.shape.map(Shape::as_str),
            columns: survey.columns.iter().map(column).collect(),
        }
    }
}

impl<'a> ColumnJson<'a> {
    fn of(column: &'a SurveyedColumn, readers: Readers) -> Self {
        let found = |found| FoundJson::of(found, readers);
        Self {
            column: &column.letters,
            header: &column.header,
            read_as: column.meaning.as_deref(),
            nearest: column.nearest.as_deref(),
            found: column.found.as_ref().map(found),
        }
    }
}

impl<'a> FoundJson<'a> {
    fn of(found: &'a Found, readers: Readers) -> Self {
        let examples = match readers {
            Readers::Own => found.examples.iter().collect(),
            Readers::Others => found.public_examples(),
        };
        let foreign = match readers {
            Readers::Own => found.foreign.as_slice(),
            Readers::Others => &[],
        };
        let range = found.range.as_ref();
        Self {
            filled: found.filled,
            different: found.different,
            different_more: found.has_more,
            smallest: range.map(|[smallest, _]| &**smallest),
            largest: range.map(|[_, largest]| &**largest),
            examples: examples.into_iter().map(|example| &*example.text).collect(),
            unreadable: foreign.iter().map(|(word, _)| &**word).collect(),
            unreadable_more: found.has_more_foreign,
        }
    }
}
