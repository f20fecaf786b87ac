//! The header of a file, found among its first lines, and a form read as a header and one record.

use super::block::{RawRecord, Records, lines};
use super::dialect::Delimiter;
use super::form::{self, Form};
use super::names::{FIRST_LINES, Names, Weight, header_among};
use super::options::{Holds, SheetOptions};
use super::records::{Cells, RecordEnd, count_lines, record_end, without_line_end};
use super::sheet::Sheet;
use crate::diagnostic::{Cell, Diagnostic, Place};
use crate::limits;
use crate::words::Message;
use std::cmp::Reverse;
use std::sync::Arc;

/// The lines among which a header is found that stands too far down to be taken, so that its row can be named.
const LINES_NAMED: usize = 200;

/// The first lines of a file as one delimiter has them.
struct Lines {
    delimiter: Delimiter,
    /// Where each ends, and what speaks for it as the header.
    all: Vec<(usize, Weight)>,
}

impl Lines {
    fn of(text: &str, is_all: bool, delimiter: Delimiter, most: usize, names: &Names) -> Self {
        let (mut all, mut at) = (Vec::new(), 0);
        let mut cells = Cells::default();
        while at < text.len() && all.len() < most {
            let sign = delimiter.byte();
            let RecordEnd::At(length) = record_end(&text.as_bytes()[at..], sign, is_all) else {
                break;
            };
            let record = without_line_end(&text[at..at + length]);
            cells.split(record, sign);
            at += length;
            let texts = (0..cells.len()).map(|index| cells.get(record, index));
            all.push((at, names.weigh(texts)));
        }
        Self { delimiter, all }
    }

    fn weights(&self) -> Vec<Weight> {
        self.all.iter().map(|(_, weight)| *weight).collect()
    }
}

impl Sheet {
    /// Finds the header under one of `delimiters`, and reads it.
    ///
    /// # Errors
    /// What makes the whole file unusable, as a diagnostic.
    pub(super) fn read_header(
        &mut self,
        delimiters: &[Delimiter],
        options: &SheetOptions,
    ) -> Result<(), Diagnostic> {
        self.skip_blank_lines(delimiters);
        let most = match options.header_row {
            None => FIRST_LINES,
            Some(row) => (row + 1).saturating_sub(self.row) as usize,
        };
        self.fill_lines(most);
        let under = |delimiter: &Delimiter| {
            Lines::of(&self.text, self.is_read, *delimiter, most, &self.names)
        };
        let all: Vec<Lines> = delimiters.iter().map(under).collect();
        let found = match (options.header_row, &options.holds) {
            (Some(_), _) => best(&all, |lines| {
                let last = lines.len().checked_sub(1)?;
                (lines.len() == most && lines[last].filled > 0).then_some(last)
            }),
            (None, _) if self.is_form(&all) => best(&all, first_filled),
            (None, Holds::Table) => best(&all, first_filled),
            (None, Holds::Assessments { .. }) => best(&all, header_among),
        };
        let has_id = found.is_some_and(|(lines, index)| lines.all[index].1.has_id);
        let open = all.iter().find(|lines| !has_id && self.is_open(lines));
        if let Some(open) = open {
            self.delimiter = open.delimiter;
            self.whole_records()?;
        }
        let Some((lines, index)) = found else {
            // Where no line is whole, that is what is wrong.
            self.delimiter = delimiters[0];
            self.whole_records()?;
            return Err(match options.header_row {
                Some(row) => Diagnostic::error(self.file(), Message::NoSuchHeaderRow { row }),
                None => Diagnostic::error(self.file(), Message::EmptyFile),
            });
        };
        self.delimiter = lines.delimiter;
        self.better_header = match self.better(lines, index) {
            None if !has_id && options.header_row.is_none() => {
                self.further_down(&all, &lines.all[index].1)
            }
            better => better,
        };
        let start = index.checked_sub(1).map_or(0, |above| lines.all[above].0);
        let end = lines.all[index].0;
        self.take_header(index, start, end)?;
        self.better_delimiter = self.delimiter_of_names();
        match form::is_form(&self.headers) {
            true => self.read_form(),
            false => {
                self.counts_rows = self.finds_count(false);
                Ok(())
            }
        }
    }

    /// Passes over the lines at the beginning that hold nothing under any delimiter; there may be a million.
    fn skip_blank_lines(&mut self, delimiters: &[Delimiter]) {
        let is_blank = |line: &str| {
            let nothing = |sign: char| {
                sign.is_whitespace() && sign != '\r'
                    || delimiters.iter().any(|own| char::from(own.byte()) == sign)
            };
            without_line_end(line).chars().all(nothing)
        };
        loop {
            let (mut end, mut count) = (0, 0);
            for line in self.text.split_inclusive('\n') {
                if !line.ends_with('\n') || !is_blank(line) {
                    break;
                }
                end += line.len();
                count += 1;
            }
            self.text.drain(..end);
            self.line += count;
            self.row += count;
            if !self.text.is_empty() || self.is_read || self.fault.is_some() {
                return;
            }
            self.fill();
        }
    }

    /// Decodes so many lines, if there are as many and they are not longer than a record may be.
    fn fill_lines(&mut self, most: usize) {
        while (count_lines(self.text.as_bytes()) as usize) < most
            && !self.is_read
            && self.fault.is_none()
            && self.text.len() <= limits::RECORD
        {
            self.fill();
        }
    }

    /// Whether the header is the first line and does not end, since a quote is opened in it.
    fn is_open(&self, lines: &Lines) -> bool {
        let line = self.text.split('\n').next().unwrap_or_default();
        let cells = line.split(char::from(lines.delimiter.byte()));
        lines.all.is_empty() && self.names.weigh(cells).has_id
    }

    fn is_form(&self, lines: &[Lines]) -> bool {
        lines.iter().any(|lines| {
            let Some(first) = first_filled(&lines.weights()) else {
                return false;
            };
            let start = first.checked_sub(1).map_or(0, |above| lines.all[above].0);
            let record = without_line_end(&self.text[start..lines.all[first].0]);
            let mut cells = Cells::default();
            cells.split(record, lines.delimiter.byte());
            form::is_form(&[cells.get(record, 0).into()])
        })
    }

    /// The sign by which the header falls into names of columns, where by the one that was taken it does not.
    fn delimiter_of_names(&self) -> Option<Delimiter> {
        let weigh = |delimiter: Delimiter| {
            let mut cells = Cells::default();
            cells.split(&self.header, delimiter.byte());
            let texts = (0..cells.len()).map(|index| cells.get(&self.header, index));
            self.names.weigh(texts)
        };
        let taken = weigh(self.delimiter);
        let mut others = "|;,\t:^~".chars().filter_map(Delimiter::new);
        others.find(|other| {
            let weight = weigh(*other);
            weight.has_id && weight.known > 1.max(taken.known)
        })
    }

    /// The row that looks more like a header than the line that was taken, whether or not it has the id.
    fn better(&self, lines: &Lines, taken: usize) -> Option<u64> {
        let weights = lines.weights();
        let best =
            (0..weights.len()).max_by_key(|index| (weights[*index].order(), Reverse(*index)))?;
        let is_better = weights[best].looks_better_than(&weights[taken]);
        is_better.then_some(self.row + best as u64)
    }

    /// The row of a header below the lines that may be one: it is named, and not taken.
    fn further_down(&mut self, first: &[Lines], taken: &Weight) -> Option<u64> {
        if self.is_form(first) {
            return None;
        }
        self.fill_lines(LINES_NAMED);
        let rows = first.iter().filter_map(|Lines { delimiter, .. }| {
            let lines = Lines::of(&self.text, self.is_read, *delimiter, LINES_NAMED, &self.names);
            let mut weights = lines.weights().into_iter();
            weights.position(|line| line.has_id && line.looks_better_than(taken))
        });
        Some(self.row + rows.min()? as u64)
    }

    /// Takes the record at those bytes as the header, below so many others.
    fn take_header(&mut self, above: usize, start: usize, end: usize) -> Result<(), Diagnostic> {
        let is_worksheet = self.worksheet.is_some();
        let title = self.take(start);
        self.line += lines(&title, above, is_worksheet);
        self.row += above as u64;
        let text = self.take(end - start);
        let record = without_line_end(&text);
        self.line_end = match text.ends_with("\r\n") {
            true => "\r\n",
            false => "\n",
        };
        self.header_at = (self.line, self.row);
        self.line += lines(&text, 1, is_worksheet);
        self.row += 1;
        let mut cells = Cells::default();
        cells.split(record, self.delimiter.byte());
        if cells.glued().is_some() {
            let message = Message::SignAfterQuote { lines: None };
            let place = Place::Cell(Cell {
                file: Arc::clone(&self.name),
                line: self.header_at.0,
                row: self.header_at.1,
                column: None,
                value: String::new(),
            });
            return Err(Diagnostic::error(place, message).help(Message::DoubleTheQuote));
        }
        if cells.len() > limits::COLUMNS {
            let message = Message::TooManyColumns { found: cells.len(), most: limits::COLUMNS };
            return Err(Diagnostic::error(self.file(), message));
        }
        self.header = record.to_owned();
        self.headers = (0..cells.len()).map(|index| cells.get(record, index).into()).collect();
        Ok(())
    }

    /// Makes a header and one record of a form, whose first line was read as the header.
    fn read_form(&mut self) -> Result<(), Diagnostic> {
        let mut form = Form::new(Arc::clone(&self.name));
        while let Some(block) = self.next_block()? {
            let mut records = Records::new(&block, self.delimiter);
            let mut record = RawRecord::default();
            while records.advance(&mut record) {
                form.take(record.text, &record.cells, record.line(), record.row());
            }
            if form.fields.len() > limits::COLUMNS {
                let message =
                    Message::TooManyColumns { found: form.fields.len(), most: limits::COLUMNS };
                return Err(Diagnostic::error(self.file(), message));
            }
        }
        if form.fields.is_empty() {
            return Err(Diagnostic::error(self.file(), Message::FormWithoutFields)
                .help(Message::MakeTheFormAnew));
        }
        let names = form.fields.iter().map(|(name, _, _)| name.as_str());
        self.header = form::record(names, self.delimiter);
        let answers = form.fields.iter().map(|(_, answer, _)| answer.as_str());
        self.text = form::record(answers, self.delimiter);
        self.half = form.half;
        (self.line, self.row) = self.header_at;
        // What is hidden on a form is hidden by us.
        self.notes.clear();
        (self.headers, self.form) =
            form.fields.into_iter().map(|(name, _, place)| (Arc::from(name), place)).unzip();
        Ok(())
    }
}

fn first_filled(lines: &[Weight]) -> Option<usize> {
    lines.iter().position(|line| line.filled > 0)
}

/// The delimiter under which the line that `choose` takes has most to speak for it; the first of those alike. Where a
/// header stands above that line under another, it is that one: what stands between them are suppliers.
fn best(lines: &[Lines], choose: impl Fn(&[Weight]) -> Option<usize>) -> Option<(&Lines, usize)> {
    let chosen: Vec<(&Lines, usize)> =
        lines.iter().filter_map(|lines| Some((lines, choose(&lines.weights())?))).collect();
    let weight = |(lines, index): &(&Lines, usize)| lines.all[*index].1;
    let rank = |at: &(&Lines, usize)| (weight(at).order(), Reverse(at.1));
    let best = chosen.iter().copied().reduce(|best, other| match rank(&other) > rank(&best) {
        true => other,
        false => best,
    })?;
    let end = |(lines, index): &(&Lines, usize)| lines.all[*index].0;
    let headers = chosen.iter().filter(|at| weight(at).is_header());
    let first = headers.min_by_key(|at| end(at));
    Some(*first.filter(|first| end(first) < end(&best)).unwrap_or(&best))
}
