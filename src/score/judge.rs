//! A file among others is gone through before any of it counts.

use super::opener::{Opener, Tables};
use crate::diagnostic::Diagnostic;
use crate::intake::{
    Columns, IdentityCells, Input, RawRecord, ReadRow, Reading, Records, RowReader, Sheet, Tally,
};
use crate::parallel;
use std::sync::Arc;

/// The tables of a file that can be read to its end, opened anew, whose rows are added to `rows`; or all that is wrong.
///
/// What comes from a pipe is held aside, so that it can be read twice.
pub(super) fn judged(input: &Input, opener: &Opener<'_>, rows: &mut u64) -> Tables {
    let input = input.held().map_err(|fault| vec![fault])?;
    let mut own = 0;
    for (mut sheet, columns) in opener.open(&input)?.0 {
        own += read(&mut sheet, &columns, opener).map_err(|fault| vec![fault])?;
    }
    *rows += own;
    opener.open(&input)
}

/// How many rows a table has, or the first thing that makes all of it unusable.
fn read(sheet: &mut Sheet, columns: &Columns, opener: &Opener<'_>) -> Result<u64, Diagnostic> {
    let name = Arc::clone(&sheet.name);
    let delimiter = sheet.dialect().delimiter;
    let (catalogue, options) = (opener.expected.catalogue, &opener.options.row);
    let (mut tally, mut rows) = (Tally::default(), 0);
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
            let mut rows = 0;
            while records.advance(&mut record) {
                let mut identity = IdentityCells::NOTHING;
                let reading = reader.read(&record, &mut identity, &mut row);
                rows += u64::from(!matches!(reading, Reading::Header));
            }
            reader.take_warnings();
            (reader.take_tally(), rows)
        },
        |(seen, more)| {
            tally.add(&seen);
            rows += more;
            match tally.fault(&name, columns, options.decimal) {
                Some(fault) => Err(fault),
                None => Ok(()),
            }
        },
    );
    match read {
        Ok(None) => Ok(rows),
        Ok(Some(fault)) | Err(fault) => Err(fault),
    }
}
