//! A file among others is gone through before any of it counts.

use super::opener::{Opener, Tables};
use crate::diagnostic::Diagnostic;
use crate::intake::{
    Columns, IdentityCells, Input, RawRecord, ReadRow, Records, RowReader, Sheet, Tally,
};
use crate::parallel;
use std::sync::Arc;

/// The tables of a file that can be read to its end, opened anew; or all that is wrong.
///
/// What comes from a pipe is held aside, so that it can be read twice.
pub(super) fn judged(input: &Input, opener: &Opener<'_>) -> Tables {
    let input = input.held().map_err(|fault| vec![fault])?;
    for (mut sheet, columns) in opener.open(&input)?.0 {
        if let Some(fault) = fault_of(&mut sheet, &columns, opener) {
            return Err(vec![fault]);
        }
    }
    opener.open(&input)
}

/// The first thing that makes all of a table unusable, if there is one.
fn fault_of(sheet: &mut Sheet, columns: &Columns, opener: &Opener<'_>) -> Option<Diagnostic> {
    let name = Arc::clone(&sheet.name);
    let delimiter = sheet.dialect().delimiter;
    let (catalogue, options) = (opener.expected.catalogue, &opener.options.row);
    let mut tally = Tally::default();
    let read = parallel::in_order(
        None,
        || sheet.next_block(),
        || {
            let file = Arc::clone(&name);
            RowReader::new(catalogue, columns, file, options)
        },
        |reader, block| {
            let mut records = Records::new(&block, delimiter);
            let (mut record, mut row) = (RawRecord::default(), ReadRow::default());
            while records.advance(&mut record) {
                let mut identity = IdentityCells::NOTHING;
                reader.read(&record, &mut identity, &mut row);
            }
            reader.take_warnings();
            reader.take_tally()
        },
        |seen| {
            tally.add(&seen);
            match tally.fault(&name, columns, options.decimal) {
                Some(fault) => Err(fault),
                None => Ok(()),
            }
        },
    );
    match read {
        Ok(fault) => fault,
        Err(fault) => Some(fault),
    }
}
