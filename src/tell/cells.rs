//! Cells as a spreadsheet names them.

use super::teller::Teller;
use crate::diagnostic::{Cell, column_letters};
use crate::words::Why;

impl Teller<'_> {
    pub(super) fn cells(&self, cells: &[&Cell]) -> String {
        let named = references(cells, &self.explanation.row.file);
        self.say(&match named.contains([',', ':']) {
            true => Why::Cells { cells: named },
            false => Why::Cell { cell: named },
        })
    }

    pub(super) fn cell(&self, cell: &Cell) -> String {
        self.say(&Why::Cell { cell: references(&[cell], &self.explanation.row.file) })
    }
}

/// The cells of one row as a spreadsheet names them: `S5`, `Q5:S5`, `Q5, S5`; those that stand elsewhere than in the
/// `home` of the row, as those of a form's other sheet do, with where: `Konsulent!C5`, `[b.xlsx]C5`.
pub fn references(cells: &[&Cell], home: &str) -> String {
    let mut files: Vec<&str> = vec![home];
    for cell in cells {
        if !files.contains(&&*cell.file) {
            files.push(&cell.file);
        }
    }
    let of_file = |file: &&str| {
        let theirs = cells.iter().filter(|cell| *cell.file == **file);
        let theirs: Vec<&Cell> = theirs.copied().collect();
        let prefix = match (*file == home, file.strip_suffix(']')) {
            (true, _) => String::new(),
            (false, None) => format!("[{file}]"),
            (false, Some(named)) => match named.rsplit_once('[') {
                Some((book, sheet)) if home.starts_with(&format!("{book}[")) => format!("{sheet}!"),
                Some((book, sheet)) => format!("[{book}]{sheet}!"),
                None => format!("[{file}]"),
            },
        };
        let runs = runs_of(&theirs).into_iter();
        runs.map(|run| format!("{prefix}{run}")).collect::<Vec<_>>()
    };
    let runs: Vec<String> = files.iter().flat_map(of_file).collect();
    runs.join(", ")
}

/// The cells of one sheet, those in a row together.
fn runs_of(cells: &[&Cell]) -> Vec<String> {
    let mut columns: Vec<(usize, u64)> =
        cells.iter().filter_map(|cell| Some((cell.column.as_ref()?.0, cell.row))).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut runs: Vec<(usize, usize, u64)> = Vec::new();
    for (column, row) in columns {
        match runs.last_mut() {
            Some((_, last, _)) if *last + 1 == column => *last = column,
            _ => runs.push((column, column, row)),
        }
    }
    let name = |column: usize, row: u64| format!("{}{row}", column_letters(column));
    runs.into_iter()
        .map(|(first, last, row)| match last - first {
            0 => name(first, row),
            1 => format!("{}, {}", name(first, row), name(last, row)),
            _ => format!("{}:{}", name(first, row), name(last, row)),
        })
        .collect()
}
