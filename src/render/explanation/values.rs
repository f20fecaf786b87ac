//! Numbers, levels, options and cells as people write them.

use super::Teller;
use crate::arithmetic::{DecimalMark, Number};
use crate::diagnostic::{Cell, column_letters};
use crate::rubric::{Indicator, Kind};
use crate::vocabulary::{Interval, Parameter};
use crate::words::why::list;
use crate::words::{Lang, Why, unit_of};

impl<'e> Teller<'e> {
    pub(super) fn labels(&self, parameters: &[Parameter]) -> String {
        let labels: Vec<&str> = parameters.iter().map(|parameter| parameter.label()).collect();
        list(&labels, self.lang)
    }

    /// A level, or from one to another.
    pub(super) fn levels(&self, interval: Interval) -> String {
        match interval.determined() {
            Some(level) => level.to_string(),
            None => self.say(&Why::Between {
                low: interval.min.to_string(),
                high: interval.max.to_string(),
            }),
        }
    }

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

    pub(super) fn yes_no(&self, value: bool) -> String {
        self.say(if value { &Why::Yes } else { &Why::No })
    }

    /// What somebody wrote.
    pub(crate) fn quoted(&self, text: &str) -> String {
        quoted(text, self.lang)
    }

    pub(super) fn number(&self, number: Number) -> String {
        number.with_mark(mark(self.lang))
    }

    /// A number with its unit.
    pub(super) fn amount(&self, indicator: &Indicator, number: Number) -> String {
        match (&indicator.kind, &indicator.unit) {
            (Kind::Share { .. }, _) => self.say(&Why::Percent { n: self.number(number) }),
            (_, Some(unit)) => {
                let number = self.number(number);
                format!("{number} {}", unit_of(&number, unit))
            }
            (_, None) => self.number(number),
        }
    }

    /// A bound on a fact, which on a scale is one of its options.
    pub(super) fn measure(&self, indicator: &Indicator, bound: Number) -> String {
        measure(indicator, bound, self.lang)
    }

    pub(super) fn ratio(&self, part: Number, whole: Number) -> String {
        let hundredths = percent_hundredths(part, whole);
        let n = match hundredths % 100 {
            0 => (hundredths / 100).to_string(),
            _ => {
                let text = self.hundredths(u32::try_from(hundredths).unwrap_or(u32::MAX));
                text.trim_end_matches('0').to_owned()
            }
        };
        self.say(&Why::PartOf {
            share: self.say(&Why::Percent { n }),
            part: self.number(part),
            whole: self.number(whole),
        })
    }

    pub(super) fn hundredths(&self, n: u32) -> String {
        let mark = mark(self.lang).sign();
        format!("{}{mark}{:02}", n / 100, n % 100)
    }

    /// A number with at least two decimals.
    pub(super) fn two_decimals(&self, number: Number) -> String {
        match number.ten_thousandths() % 100 {
            0 => self.hundredths(u32::try_from(number.ten_thousandths() / 100).unwrap_or(u32::MAX)),
            _ => self.number(number),
        }
    }
}

/// A bound on a fact, which on a scale is one of its options.
pub(super) fn measure(indicator: &Indicator, bound: Number, lang: Lang) -> String {
    let number = bound.with_mark(mark(lang));
    match &indicator.kind {
        Kind::Choice { .. } => quoted(indicator.option_at(bound), lang),
        Kind::Share { .. } => Why::Percent { n: number }.text(lang),
        Kind::Count | Kind::Number | Kind::Bool | Kind::Set { .. } => number,
    }
}

pub(super) const fn mark(lang: Lang) -> DecimalMark {
    match lang {
        Lang::Da => DecimalMark::Comma,
        Lang::En => DecimalMark::Point,
    }
}

pub(super) fn quoted(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Da => format!("»{text}«"),
        Lang::En => format!("“{text}”"),
    }
}

/// A share for people, in hundredths of a percent, half up; decisions compare the exact fraction.
fn percent_hundredths(part: Number, whole: Number) -> u64 {
    let (part, whole) =
        (u128::from(part.ten_thousandths()), u128::from(whole.ten_thousandths()).max(1));
    u64::try_from((part * 20_000 + whole) / (2 * whole)).unwrap_or(u64::MAX)
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
