//! How the cells of the workbook look, and how they are written one after another.

use crate::report::{Mark, Shade, Standing};
use crate::vocabulary::Level;
use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatPattern, Worksheet, XlsxError,
};
use std::borrow::Cow;

/// How cells look.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) column: Format,
    pub(super) text: Format,
    pub(super) wrapped: Format,
    pub(super) hundredths: Format,
    pub(super) date: Format,
    pub(super) levels: [Format; 4],
    pub(super) open: Format,
    pub(super) without_quality: Format,
    pub(super) irrelevant: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let level = |paper: u32, ink: u32| {
            top()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(paper))
                .set_font_color(Color::RGB(ink))
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::White)
        };
        let hatched = |pattern| {
            top()
                .set_align(FormatAlign::Center)
                .set_pattern(pattern)
                .set_foreground_color(Color::RGB(0xE3_CF_97))
                .set_background_color(Color::White)
        };
        Self {
            title: Format::new().set_bold().set_font_size(18),
            heading: Format::new().set_bold().set_font_size(12),
            column: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin)
                .set_background_color(Color::RGB(0xF4_F6_F8)),
            text: top(),
            wrapped: top().set_text_wrap(),
            hundredths: top().set_num_format("0.00"),
            date: top().set_num_format("dd-mm-yyyy"),
            levels: [
                level(0xFF_FF_FF, 0x16_21_2B),
                level(0xDF_EB_F5, 0x0C_1C_2A),
                level(0x86_B3_D6, 0x0C_1C_2A),
                level(0x17_42_6B, 0xFF_FF_FF).set_bold(),
            ],
            open: hatched(FormatPattern::LightUp),
            without_quality: hatched(FormatPattern::Gray125),
            irrelevant: top()
                .set_align(FormatAlign::Center)
                .set_italic()
                .set_font_color(Color::RGB(0x4C_5A_67)),
        }
    }

    pub(super) fn level(&self, level: Level) -> &Format {
        &self.levels[usize::from(level.points())]
    }

    pub(super) fn shade(&self, shade: Shade) -> &Format {
        match shade {
            Shade::Level(level) => self.level(level),
            Shade::WithoutQuality => &self.without_quality,
            Shade::Open => &self.open,
            Shade::Irrelevant => &self.irrelevant,
        }
    }

    pub(super) fn mark(&self, mark: Mark) -> &Format {
        match mark {
            Mark::Irrelevant => &self.irrelevant,
            Mark::Level(interval) => match interval.determined() {
                Some(level) => self.level(level),
                None => &self.open,
            },
        }
    }

    pub(super) fn standing(&self, standing: Standing) -> &Format {
        match standing {
            Standing::Placed(level) => self.level(level),
            Standing::UnderLet => self.level(Level::UnderLet),
            Standing::WithoutQuality => &self.without_quality,
            Standing::Open => &self.open,
        }
    }
}

/// Writes cell after cell and row after row.
pub(super) struct Pen<'s> {
    pub(super) sheet: &'s mut Worksheet,
    pub(super) row: u32,
    pub(super) column: u16,
    /// Of the columns, in characters.
    pub(super) widths: Vec<f64>,
    /// How many lines the row needs.
    pub(super) lines: u32,
}

impl<'s> Pen<'s> {
    pub(super) fn new(sheet: &'s mut Worksheet) -> Self {
        Self { sheet, row: 0, column: 0, widths: Vec::new(), lines: 1 }
    }

    pub(super) fn text(&mut self, text: &str, format: &Format) -> Result<&mut Self, XlsxError> {
        if !text.is_empty() {
            self.sheet.write_string_with_format(self.row, self.column, fitting(text), format)?;
        }
        self.column += 1;
        Ok(self)
    }

    pub(super) fn number(
        &mut self,
        number: Option<u64>,
        format: &Format,
    ) -> Result<&mut Self, XlsxError> {
        if let Some(number) = number {
            self.sheet.write_number_with_format(self.row, self.column, number as f64, format)?;
        }
        self.column += 1;
        Ok(self)
    }

    pub(super) fn hundredths(
        &mut self,
        number: Option<u32>,
        format: &Format,
    ) -> Result<&mut Self, XlsxError> {
        if let Some(number) = number {
            let number = f64::from(number) / 100.0;
            self.sheet.write_number_with_format(self.row, self.column, number, format)?;
        }
        self.column += 1;
        Ok(self)
    }

    /// A date that Excel's calendar has; an earlier one as text.
    pub(super) fn date(
        &mut self,
        date: Option<Date>,
        looks: &Looks,
    ) -> Result<&mut Self, XlsxError> {
        let Some(date) = date else {
            return self.skip();
        };
        let known = match (u16::try_from(date.year()), date.month(), date.day()) {
            (Ok(year), month, day) if year > 1900 => {
                ExcelDateTime::from_ymd(year, month.unsigned_abs(), day.unsigned_abs()).ok()
            }
            _ => None,
        };
        match known {
            Some(known) => {
                self.sheet.write_datetime_with_format(
                    self.row,
                    self.column,
                    &known,
                    &looks.date,
                )?;
                self.skip()
            }
            None => self.text(&date.to_string(), &looks.text),
        }
    }

    pub(super) fn skip(&mut self) -> Result<&mut Self, XlsxError> {
        self.column += 1;
        Ok(self)
    }

    /// A text that is broken into lines where the column ends.
    pub(super) fn prose(&mut self, text: &str, looks: &Looks) -> Result<&mut Self, XlsxError> {
        let width = self.widths.get(usize::from(self.column));
        if let Some(width) = width {
            self.lines = self.lines.max(lines(text, *width));
        }
        self.text(text, &looks.wrapped)
    }

    /// The row is as high as its texts need: not every program finds that out by itself.
    pub(super) fn end(&mut self) -> Result<(), XlsxError> {
        if self.lines > 1 {
            let lines = self.lines.min(MOST_LINES);
            self.sheet.set_row_height(self.row, lines * LINE)?;
        }
        self.row += 1;
        self.column = 0;
        self.lines = 1;
        Ok(())
    }

    /// A row of column headings with their widths, in characters.
    pub(super) fn columns(
        &mut self,
        columns: &[(String, f64)],
        looks: &Looks,
    ) -> Result<(), XlsxError> {
        for (name, width) in columns {
            self.sheet.set_column_width(self.column, *width)?;
            self.widths.push(*width);
            self.text(name, &looks.column)?;
        }
        self.end()
    }

    /// The heading row stays in sight, is printed on every page and filters what is below it.
    pub(super) fn as_list(&mut self, columns: usize, fixed: u16) -> Result<(), XlsxError> {
        let last = u16::try_from(columns).unwrap_or(u16::MAX).saturating_sub(1);
        self.sheet.set_freeze_panes(1, fixed)?;
        self.sheet.set_repeat_rows(0, 0)?;
        self.sheet.autofilter(0, 0, self.row.saturating_sub(1), last)?;
        Ok(())
    }
}

/// The height of a line, in points, and the most that a row has room for.
const LINE: u32 = 15;
const MOST_LINES: u32 = 27;

/// About how many lines a text takes: letters are as wide as digits, and a line ends short of its last word.
fn lines(text: &str, width: f64) -> u32 {
    let width = (width as usize).saturating_sub(2).max(1);
    let lines = text.lines().map(|line| line.chars().count().div_ceil(width).max(1));
    u32::try_from(lines.sum::<usize>()).unwrap_or(u32::MAX)
}

/// The most UTF-16 units that a cell has room for.
const CELL: usize = 32_767;

/// The text, or as much of it as a cell has room for.
pub(in crate::render) fn fitting(text: &str) -> Cow<'_, str> {
    // A text has at least as many bytes as units.
    if text.len() <= CELL || text.encode_utf16().count() <= CELL {
        return Cow::Borrowed(text);
    }
    let mut room = CELL - 1;
    let cut: String = text
        .chars()
        .take_while(|letter| {
            let fits = letter.len_utf16() <= room;
            room = room.saturating_sub(letter.len_utf16());
            fits
        })
        .collect();
    Cow::Owned(format!("{cut}…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_only_where_a_cell_has_no_room_for_it() {
        let just = "æ".repeat(CELL);
        assert_eq!(fitting(&just), just);
        assert_eq!(fitting(&"😀".repeat(CELL)).encode_utf16().count(), CELL);
    }
}
