//! How much is taken, so that a run stays in memory that is known beforehand. `docs/limits.md` says the same; a test
//! holds it to this file.

use crate::words::Message;

/// A rubric, a file for `--columns`, expectations: any TOML file, in bytes.
#[cfg(feature = "cli")]
pub(crate) const TOML: u64 = 4 << 20;
/// The criteria of a rubric.
pub(crate) const CRITERIA: usize = 2_000;
/// The oplysninger of a rubric.
pub(crate) const INDICATORS: usize = 2_000;
/// A file of results that is compared, in bytes.
#[cfg(feature = "cli")]
pub(crate) const RESULTS: u64 = 512 << 20;
/// Rows where all are held until the last is read.
#[cfg(feature = "cli")]
pub(crate) const ROWS_HELD: u64 = 200_000;
/// Rows of a report that is a page: a browser has to hold it, too.
pub(crate) const ROWS_ON_A_PAGE: u64 = 10_000;
/// Rows of a report that is a workbook, so that the sheet of reasons has room for all eight parameters of each.
#[cfg(feature = "cli")]
pub(crate) const ROWS_IN_A_WORKBOOK: u64 = 100_000;
/// Rejected rows, and warnings with their places.
pub(crate) const FINDINGS: usize = 200_000;
/// Different values of one column that `check` counts.
pub(crate) const DIFFERENT: usize = 10_000;
/// The same of all columns together, which is so many for each of 400.
pub(crate) const DIFFERENT_IN_ALL: usize = 4_000_000;
/// Words of one column that cannot be read and are kept for a template.
pub(crate) const WORDS: usize = 200;
/// Letters of such a word; nobody would translate a longer text.
pub(crate) const WORD: usize = 120;
/// Columns that nobody knows and that are told the nearest name: for more it would take minutes, and help nobody.
pub(crate) const COMPARED: usize = 500;
/// What comes from a pipe and is held aside so that it can be read twice, in bytes.
#[cfg(feature = "cli")]
pub(crate) const HELD: u64 = 16 << 30;
/// One record of text, in bytes.
pub(crate) const RECORD: usize = 16 << 20;
/// Columns of a header.
pub(crate) const COLUMNS: usize = 16_384;
/// A workbook, packed, in bytes.
pub(crate) const WORKBOOK: usize = 128 << 20;
/// A worksheet, unpacked, in bytes.
pub(crate) const WORKSHEET: u64 = 2 << 30;
/// The texts that cells of a workbook share, unpacked, in bytes.
pub(crate) const SHARED_TEXTS: usize = 256 << 20;
/// Every other part of a workbook, unpacked, in bytes.
pub(crate) const PART: u64 = 16 << 20;
/// Parts of a workbook.
pub(crate) const PARTS: usize = 10_000;
/// Rows of a worksheet.
pub(crate) const SHEET_ROWS: u32 = 1_048_576;
/// Elements inside elements of a worksheet.
pub(crate) const DEPTH: usize = 64;
/// Cell formats of a workbook.
pub(crate) const FORMATS: usize = 65_536;

/// What is said of a rubric with so many criteria and oplysninger, if that is too many.
pub(crate) fn too_many(criteria: usize, indicators: usize) -> Option<Message> {
    if criteria > CRITERIA {
        let (found, most) = (criteria, CRITERIA);
        return Some(Message::TooManyCriteria { found, most });
    }
    let (found, most) = (indicators, INDICATORS);
    (found > most).then_some(Message::TooManyIndicators { found, most })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = include_str!("../docs/limits.md");

    fn thousands(n: u64) -> String {
        let digits = n.to_string();
        let mut out = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    fn bytes(n: u64) -> String {
        match n >> 30 {
            0 => format!("{} MiB", n >> 20),
            gibibytes => format!("{gibibytes} GiB"),
        }
    }

    #[test]
    fn the_page_of_bounds_says_what_the_program_does() {
        for (what, bound) in [
            ("a TOML file: a rubric, a file for `--columns`, expectations", bytes(TOML)),
            ("criteria in a rubric", thousands(CRITERIA as u64)),
            ("oplysninger in a rubric", thousands(INDICATORS as u64)),
            ("a file of results that `diff` compares", bytes(RESULTS)),
            ("rows of a report that is a page", thousands(ROWS_ON_A_PAGE)),
            ("rows of a report that is a workbook", thousands(ROWS_IN_A_WORKBOOK)),
            (
                "rows where all must be held until the last is read: `table`, `json`, pages by supplier, studies, `test` and `diff`",
                thousands(ROWS_HELD),
            ),
            ("rejected rows, with their faults", thousands(FINDINGS as u64)),
            ("warnings about rows", thousands(FINDINGS as u64)),
            ("rejected rows that `check` tells of with their faults", thousands(FINDINGS as u64)),
            ("different values of a column that `check` counts", thousands(DIFFERENT as u64)),
            ("different values of all columns together", thousands(DIFFERENT_IN_ALL as u64)),
            ("words of a column that `check --template` lists", thousands(WORDS as u64)),
            ("letters of such a word", thousands(WORD as u64)),
            (
                "columns that nobody knows and that are told the nearest name",
                thousands(COMPARED as u64),
            ),
            (
                "what comes from a pipe to `check`, or to a run with other files, and is held aside to be read twice",
                bytes(HELD),
            ),
            ("one record, from its first cell to its line end", bytes(RECORD as u64)),
            ("columns in the header", thousands(COLUMNS as u64)),
            ("the file", bytes(WORKBOOK as u64)),
            ("a worksheet, unpacked", bytes(WORKSHEET)),
            ("the texts that cells share, unpacked", bytes(SHARED_TEXTS as u64)),
            ("every other part, unpacked", bytes(PART)),
            ("parts in the file", thousands(PARTS as u64)),
            ("rows", thousands(u64::from(SHEET_ROWS))),
            ("columns", thousands(COLUMNS as u64)),
            ("the text of a row", bytes(RECORD as u64)),
            ("elements inside elements", thousands(DEPTH as u64)),
            ("cell formats", thousands(FORMATS as u64)),
        ] {
            let line = format!("| {what} | {bound}");
            assert!(PAGE.contains(&line), "docs/limits.md does not say: {line}");
        }
    }
}
