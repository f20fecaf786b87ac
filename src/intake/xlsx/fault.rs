//! Why a workbook cannot be read.

use crate::diagnostic::{Cell, Diagnostic, Place};
use crate::words::Message;
use std::collections::HashMap;
use std::sync::Arc;

/// Why a workbook cannot be read.
#[derive(Debug)]
pub(in crate::intake) struct Fault {
    pub(super) message: Message,
    help: Option<Message>,
    /// The row from 1, and the column from 0.
    at: Option<(u32, Option<usize>)>,
    /// What stands above the cell.
    header: Arc<str>,
}

impl From<Message> for Fault {
    fn from(message: Message) -> Self {
        Self { message, help: None, at: None, header: Arc::default() }
    }
}

impl Fault {
    pub(super) fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    pub(super) fn at(mut self, row: u32, column: Option<usize>) -> Self {
        self.at = Some((row, column));
        self
    }

    /// With the header of its column.
    pub(super) fn under(mut self, headers: &HashMap<usize, Arc<str>>) -> Self {
        let column = self.at.and_then(|(_, column)| column);
        if let Some(header) = column.and_then(|column| headers.get(&column)) {
            self.header = Arc::clone(header);
        }
        self
    }

    /// The fault as the file of that name has it.
    pub(in crate::intake) fn in_file(self, name: &Arc<str>) -> Diagnostic {
        let place = match self.at {
            None => Place::File(Arc::clone(name)),
            Some((row, column)) => Place::Cell(Cell {
                file: Arc::clone(name),
                line: row.into(),
                row: row.into(),
                column: column.map(|column| (column, self.header)),
                value: String::new(),
            }),
        };
        Diagnostic::error(place, self.message).help(self.help)
    }
}
