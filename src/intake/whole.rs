//! What no row shows by itself: two decimal marks in one column, and the header again among the rows.

use super::block::At;
use super::columns::Columns;
use crate::arithmetic::{DecimalMark, OtherMark};
use crate::diagnostic::{Cell, Diagnostic, Place};
use crate::words::Message;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was seen of one file so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Whole {
    /// The columns in which the mark that is not the decimal mark was seen, with the first cell of each kind.
    marks: BTreeMap<usize, Marks>,
    /// Where the header stands again, and how often.
    repeated: Option<(At, u64)>,
    /// Where another header stands.
    second_header: Option<At>,
}

#[derive(Debug, Clone, Default)]
struct Marks {
    /// The mark can only be a decimal mark.
    decimal: Option<Seen>,
    /// The mark was read as one for thousands, and could be a decimal mark.
    either: Option<Seen>,
}

#[derive(Debug, Clone)]
struct Seen {
    at: At,
    value: String,
}

impl Whole {
    /// Notes what the other mark of a number that was read says.
    pub(super) fn note_mark(&mut self, column: usize, mark: OtherMark, text: &str, at: At) {
        if mark == OtherMark::None {
            return;
        }
        let marks = self.marks.entry(column).or_default();
        let first = match mark {
            OtherMark::Either => &mut marks.either,
            OtherMark::Decimal | OtherMark::None => &mut marks.decimal,
        };
        first.get_or_insert_with(|| Seen { at, value: text.to_owned() });
    }

    /// Notes that the header stands there again.
    pub(super) fn note_repeated(&mut self, at: At) {
        let (_, count) = self.repeated.get_or_insert((at, 0));
        *count += 1;
    }

    /// Notes that another header stands there.
    pub(super) fn note_second_header(&mut self, at: At) {
        self.second_header.get_or_insert(at);
    }

    /// Adds what was seen further down in the same file.
    pub(super) fn add(&mut self, later: &Self) {
        for (column, later) in &later.marks {
            let marks = self.marks.entry(*column).or_default();
            for (own, later) in
                [(&mut marks.decimal, &later.decimal), (&mut marks.either, &later.either)]
            {
                if own.is_none() {
                    own.clone_from(later);
                }
            }
        }
        if let Some((at, more)) = later.repeated {
            let (_, count) = self.repeated.get_or_insert((at, 0));
            *count += more;
        }
        self.second_header = self.second_header.or(later.second_header);
    }

    /// What makes the file unusable, if anything does: the first in the file.
    pub(super) fn fault(
        &self,
        file: &Arc<str>,
        columns: &Columns,
        mark: DecimalMark,
    ) -> Option<Diagnostic> {
        let mixed = self.marks.iter().filter_map(|(column, marks)| {
            let (decimal, either) = (marks.decimal.as_ref()?, marks.either.as_ref()?);
            Some((decimal.at.max(either.at), *column, decimal, either))
        });
        let mixed = mixed.min_by_key(|(at, column, ..)| (*at, *column));
        match (mixed, self.second_header) {
            (None, None) => None,
            (Some((at, column, decimal, either)), header)
                if header.is_none_or(|header| at < header) =>
            {
                let other = columns.cell_at(Arc::clone(file), column, decimal.at, &decimal.value);
                let message = Message::TwoDecimalMarks {
                    other: other.reference().unwrap_or_default(),
                    value: decimal.value.clone(),
                    mark: mark.other(),
                };
                let cell = columns.cell_at(Arc::clone(file), column, either.at, &either.value);
                let fault = Diagnostic::error(Place::Cell(cell), message);
                Some(fault.help(Message::SayTheMark { mark: mark.other() }))
            }
            (_, header) => {
                let At { row, line } = header?;
                let place = row_place(file, At { row, line });
                Some(Diagnostic::error(place, Message::SecondHeader).help(Message::SplitTheFile))
            }
        }
    }

    /// What is told once of the file.
    pub(super) fn warning(&self, file: &Arc<str>) -> Option<Diagnostic> {
        let (at, n) = self.repeated?;
        let message = Message::RepeatedHeader { n };
        Some(Diagnostic::warning(row_place(file, at), message))
    }
}

fn row_place(file: &Arc<str>, at: At) -> Place {
    Place::Cell(Cell {
        file: Arc::clone(file),
        line: at.line,
        row: at.row,
        column: None,
        value: String::new(),
    })
}
