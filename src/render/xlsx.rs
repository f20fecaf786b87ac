//! The report as a workbook: the same view, in sheets.
//!
//! Texts are strings, never formulas; numbers are numbers and dates dates. The bytes depend on the
//! report alone: the workbook's own date is a fixed one.

use crate::report::{Bar, Mark, Report, Shade, Standing, Supplier, identity_label, met};
use crate::vocabulary::{Identity, Level, Parameter};
use crate::words::Page;
use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatPattern,
    Workbook, Worksheet, XlsxError,
};
use std::borrow::Cow;

/// Who made a workbook, by its properties.
pub(super) const AUTHOR: &str = "indplacer";

/// The whole workbook.
///
/// # Errors
/// Where a sheet has no room for all rows: Excel's are 1,048,576 long.
pub fn workbook(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Any day will do, as long as it is always the same: this is the model's.
    let properties = DocProperties::new()
        .set_title(Page::Title.text(report.lang))
        .set_author(AUTHOR)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2020, 12, 1)?);
    workbook.set_properties(&properties);
    let looks = Looks::new();
    overview(sheet(&mut workbook, Page::Overview, report)?, report, &looks)?;
    suppliers(sheet(&mut workbook, Page::Suppliers, report)?, report, &looks)?;
    reasons(sheet(&mut workbook, Page::Reasons, report)?, report, &looks)?;
    findings(sheet(&mut workbook, Page::MissingAndFaults, report)?, report, &looks)?;
    method(sheet(&mut workbook, Page::Method, report)?, report, &looks)?;
    workbook.save_to_buffer()
}

fn sheet<'w>(
    workbook: &'w mut Workbook,
    name: Page,
    report: &Report,
) -> Result<&'w mut Worksheet, XlsxError> {
    // The bytes are the same; rows that are done wait in a file where there may be one.
    #[cfg(feature = "cli")]
    let sheet = workbook.add_worksheet_with_low_memory()?;
    #[cfg(not(feature = "cli"))]
    let sheet = workbook.add_worksheet();
    sheet.set_name(name.text(report.lang))?;
    sheet.set_landscape().set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    Ok(sheet)
}

const A4: u8 = 9;

/// How cells look.
struct Looks {
    title: Format,
    heading: Format,
    column: Format,
    text: Format,
    wrapped: Format,
    hundredths: Format,
    date: Format,
    levels: [Format; 4],
    open: Format,
    without_quality: Format,
    irrelevant: Format,
}

impl Looks {
    fn new() -> Self {
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

    fn level(&self, level: Level) -> &Format {
        &self.levels[usize::from(level.points())]
    }

    fn shade(&self, shade: Shade) -> &Format {
        match shade {
            Shade::Level(level) => self.level(level),
            Shade::WithoutQuality => &self.without_quality,
            Shade::Open => &self.open,
            Shade::Irrelevant => &self.irrelevant,
        }
    }

    fn mark(&self, mark: Mark) -> &Format {
        match mark {
            Mark::Irrelevant => &self.irrelevant,
            Mark::Level(interval) => match interval.determined() {
                Some(level) => self.level(level),
                None => &self.open,
            },
        }
    }

    fn standing(&self, standing: Standing) -> &Format {
        match standing {
            Standing::Placed(level) => self.level(level),
            Standing::UnderLet => self.level(Level::UnderLet),
            Standing::WithoutQuality => &self.without_quality,
            Standing::Open => &self.open,
        }
    }
}

/// Writes cell after cell and row after row.
struct Pen<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
    column: u16,
    /// Of the columns, in characters.
    widths: Vec<f64>,
    /// How many lines the row needs.
    lines: u32,
}

impl<'s> Pen<'s> {
    fn new(sheet: &'s mut Worksheet) -> Self {
        Self { sheet, row: 0, column: 0, widths: Vec::new(), lines: 1 }
    }

    fn text(&mut self, text: &str, format: &Format) -> Result<&mut Self, XlsxError> {
        if !text.is_empty() {
            self.sheet.write_string_with_format(self.row, self.column, fitting(text), format)?;
        }
        self.column += 1;
        Ok(self)
    }

    fn number(&mut self, number: Option<u64>, format: &Format) -> Result<&mut Self, XlsxError> {
        if let Some(number) = number {
            self.sheet.write_number_with_format(self.row, self.column, number as f64, format)?;
        }
        self.column += 1;
        Ok(self)
    }

    fn hundredths(&mut self, number: Option<u32>, format: &Format) -> Result<&mut Self, XlsxError> {
        if let Some(number) = number {
            let number = f64::from(number) / 100.0;
            self.sheet.write_number_with_format(self.row, self.column, number, format)?;
        }
        self.column += 1;
        Ok(self)
    }

    /// A date that Excel's calendar has; an earlier one as text.
    fn date(&mut self, date: Option<Date>, looks: &Looks) -> Result<&mut Self, XlsxError> {
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

    fn skip(&mut self) -> Result<&mut Self, XlsxError> {
        self.column += 1;
        Ok(self)
    }

    /// A text that is broken into lines where the column ends.
    fn prose(&mut self, text: &str, looks: &Looks) -> Result<&mut Self, XlsxError> {
        let width = self.widths.get(usize::from(self.column));
        if let Some(width) = width {
            self.lines = self.lines.max(lines(text, *width));
        }
        self.text(text, &looks.wrapped)
    }

    /// The row is as high as its texts need: not every program finds that out by itself.
    fn end(&mut self) -> Result<(), XlsxError> {
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
    fn columns(&mut self, columns: &[(String, f64)], looks: &Looks) -> Result<(), XlsxError> {
        for (name, width) in columns {
            self.sheet.set_column_width(self.column, *width)?;
            self.widths.push(*width);
            self.text(name, &looks.column)?;
        }
        self.end()
    }

    /// The heading row stays in sight, is printed on every page and filters what is below it.
    fn as_list(&mut self, columns: usize, fixed: u16) -> Result<(), XlsxError> {
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
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
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

fn overview(sheet: &mut Worksheet, report: &Report, looks: &Looks) -> Result<(), XlsxError> {
    let lang = report.lang;
    sheet.set_column_width(0, 34)?;
    sheet.set_column_range_width(1, 7, 13)?;
    let mut pen = Pen::new(sheet);
    pen.text(&Page::Title.text(lang), &looks.title)?.end()?;
    for line in report.subtitle.iter().chain(&report.cautions) {
        pen.text(line, &looks.text)?.end()?;
    }
    pen.end()?;
    for figure in &report.figures {
        pen.text(&figure.what, &looks.text)?.number(Some(figure.number), &looks.text)?.end()?;
    }
    for (title, of, bars) in [
        (Page::ByTargetGroup, Page::TargetGroup, &report.target_groups),
        (Page::ByParameter, Page::Parameter, &report.parameters),
    ] {
        pen.end()?;
        pen.text(&title.text(lang), &looks.heading)?.end()?;
        distribution(&mut pen, &of.text(lang), bars, report, looks)?;
    }
    Ok(())
}

fn distribution(
    pen: &mut Pen<'_>,
    of: &str,
    bars: &[Bar],
    report: &Report,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let lang = report.lang;
    pen.text(of, &looks.column)?;
    for segment in bars.iter().take(1).flat_map(|bar| &bar.segments) {
        pen.text(&segment.name, looks.shade(segment.shade))?;
    }
    pen.text(&Page::Total.text(lang), &looks.column)?.end()?;
    for bar in bars {
        pen.text(&bar.name, &looks.text)?;
        for segment in &bar.segments {
            pen.number(Some(segment.count), &looks.text)?;
        }
        pen.number(Some(bar.total), &looks.text)?.end()?;
    }
    Ok(())
}

/// The identity columns that stand after the results; name and målgruppe stand first.
const PARTICULARS: [Identity; 12] = [
    Identity::Afdelingsid,
    Identity::Delmaalgruppe,
    Identity::Aldersgruppe,
    Identity::Vurderingsdato,
    Identity::Socialtilsyn,
    Identity::Konsulent,
    Identity::Stadie,
    Identity::Sagsnummer,
    Identity::Region,
    Identity::Kommune,
    Identity::Driftsform,
    Identity::Leverandoertype,
];

fn suppliers(sheet: &mut Worksheet, report: &Report, looks: &Looks) -> Result<(), XlsxError> {
    let lang = report.lang;
    let named = |page: Page, width| (page.text(lang), width);
    let mut columns = vec![
        named(Page::SupplierId, 13.0),
        named(Page::Supplier, 36.0),
        named(Page::TargetGroup, 22.0),
        named(Page::Level, 13.0),
    ];
    columns.extend(Parameter::ALL.map(|parameter| (parameter.label().to_owned(), 15.0)));
    columns.extend([
        named(Page::MeanFull, 12.0),
        named(Page::Points, 8.0),
        named(Page::Parameters, 11.0),
        named(Page::MissingColumn, 36.0),
        named(Page::OverriddenColumn, 24.0),
        named(Page::Limited, 24.0),
        named(Page::ComputedLevel, 12.0),
        named(Page::LowestLevel, 12.0),
        named(Page::HighestLevel, 12.0),
        named(Page::Median, 12.0),
        named(Page::Weakest, 12.0),
        named(Page::Up, 8.0),
        named(Page::Down, 8.0),
    ]);
    columns.extend(PARTICULARS.map(|column| named(identity_label(column), 16.0)));
    columns.extend([named(Page::Rubric, 28.0), named(Page::Origin, 28.0)]);
    let mut pen = Pen::new(sheet);
    pen.columns(&columns, looks)?;
    for supplier in &report.suppliers {
        supplier_row(&mut pen, supplier, looks)?;
    }
    // On paper only the results that a page has room for.
    pen.sheet.set_print_area(0, 0, pen.row.saturating_sub(1), LAST_PRINTED)?;
    pen.as_list(columns.len(), 2)
}

/// The column of what is missing.
const LAST_PRINTED: u16 = 15;

fn supplier_row(pen: &mut Pen<'_>, supplier: &Supplier, looks: &Looks) -> Result<(), XlsxError> {
    name(pen, supplier, looks)?
        .text(supplier.standing.word(), looks.standing(supplier.standing))?;
    for view in &supplier.parameters {
        pen.text(view.mark.word(), looks.mark(view.mark))?;
    }
    let missing: Vec<&str> = supplier.missing.iter().map(|gap| gap.label.as_str()).collect();
    let number = |number: Option<u8>| number.map(u64::from);
    pen.hundredths(supplier.mean_hundredths, &looks.hundredths)?
        .number(number(supplier.points), &looks.text)?
        .number(Some(supplier.count.into()), &looks.text)?
        .text(&missing.join("; "), &looks.text)?
        .text(&supplier.overridden.join("; "), &looks.text)?
        .text(&supplier.limited_by.join("; "), &looks.text)?;
    let levels = [
        supplier.computed,
        Some(supplier.interval.min),
        Some(supplier.interval.max),
        supplier.median,
        supplier.weakest,
    ];
    for level in levels {
        match level {
            Some(level) => pen.text(level.as_str(), looks.level(level))?,
            None => pen.skip()?,
        };
    }
    pen.number(number(supplier.steps_up), &looks.text)?
        .number(number(supplier.steps_down), &looks.text)?;
    for column in PARTICULARS {
        if column == Identity::Vurderingsdato {
            pen.date(supplier.date, looks)?;
        } else {
            pen.text(supplier.identity(column), &looks.text)?;
        }
    }
    pen.text(&supplier.rubric, &looks.text)?
        .text(&format!("{}:{}", supplier.file, supplier.line), &looks.text)?
        .end()?;
    Ok(())
}

/// One row a criterion, and one for every reason that the consultant gave.
fn reasons(sheet: &mut Worksheet, report: &Report, looks: &Looks) -> Result<(), XlsxError> {
    let lang = report.lang;
    let columns = [
        (Page::SupplierId, 13.0),
        (Page::Supplier, 36.0),
        (Page::TargetGroup, 22.0),
        (Page::Parameter, 30.0),
        (Page::Result, 16.0),
        (Page::Level, 11.0),
        (Page::Number, 11.0),
        (Page::Criterion, 60.0),
        (Page::Found, 44.0),
        (Page::IsMet, 10.0),
        (Page::Basis, 26.0),
        (Page::Origin, 28.0),
    ]
    .map(|(page, width)| (page.text(lang), width));
    let mut pen = Pen::new(sheet);
    pen.columns(&columns, looks)?;
    for supplier in &report.suppliers {
        let source = format!("{}:{}", supplier.file, supplier.line);
        for why in &supplier.why {
            let mark = supplier.parameters[why.parameter.index()].mark;
            for criterion in &why.criteria {
                let wording = &report.wordings.all()[criterion.wording];
                name(&mut pen, supplier, looks)?
                    .text(why.parameter.label(), &looks.text)?
                    .text(mark.word(), looks.mark(mark))?
                    .text(wording.level.as_str(), looks.level(wording.level))?
                    .text(&wording.id, &looks.text)?
                    .prose(&wording.text, looks)?
                    .prose(&criterion.found, looks)?
                    .text(&met(criterion.truth, lang), &looks.text)?
                    .prose(&wording.origin, looks)?
                    .text(&source, &looks.text)?
                    .end()?;
            }
        }
        for reason in &supplier.reasons {
            name(&mut pen, supplier, looks)?
                .text(&reason.about, &looks.text)?
                .skip()?
                .skip()?
                .skip()?
                .prose(&Page::ConsultantsReason.text(lang), looks)?
                .prose(&reason.text, looks)?
                .skip()?
                .skip()?
                .text(&source, &looks.text)?
                .end()?;
        }
    }
    pen.as_list(columns.len(), 2)
}

fn name<'p, 's>(
    pen: &'p mut Pen<'s>,
    supplier: &Supplier,
    looks: &Looks,
) -> Result<&'p mut Pen<'s>, XlsxError> {
    pen.text(supplier.identity(Identity::LeverandoerId), &looks.text)?
        .text(&supplier.name, &looks.text)?
        .text(&supplier.target_group, &looks.text)
}

fn findings(sheet: &mut Worksheet, report: &Report, looks: &Looks) -> Result<(), XlsxError> {
    let lang = report.lang;
    let columns = [
        (Page::Kind, 11.0),
        (Page::File, 30.0),
        (Page::Line, 8.0),
        (Page::Cell, 8.0),
        (Page::Column, 28.0),
        (Page::Value, 22.0),
        (Page::WhatIsWrong, 60.0),
        (Page::WhatToDo, 60.0),
        (Page::Supplier, 36.0),
        (Page::TargetGroup, 22.0),
    ]
    .map(|(page, width)| (page.text(lang), width));
    let mut pen = Pen::new(sheet);
    pen.columns(&columns, looks)?;
    for finding in report.rejected.iter().chain(&report.warnings) {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        pen.text(&finding.kind, &looks.text)?
            .text(&finding.file, &looks.text)?
            .number(finding.line, &looks.text)?
            .text(&optional(&finding.cell), &looks.text)?
            .text(&optional(&finding.column), &looks.text)?
            .text(&optional(&finding.value), &looks.text)?
            .prose(&finding.message, looks)?
            .prose(&optional(&finding.help), looks)?
            .end()?;
    }
    for absence in &report.absences {
        for gap in &absence.missing {
            pen.text(&Page::KindMissing.text(lang), &looks.text)?
                .text(&absence.file, &looks.text)?
                .number(Some(absence.line), &looks.text)?
                .text(gap.cell.as_deref().unwrap_or_default(), &looks.text)?
                .text(&gap.column, &looks.text)?
                .skip()?
                .prose(&gap.label, looks)?
                .skip()?
                .text(&absence.name, &looks.text)?
                .text(&absence.target_group, &looks.text)?
                .end()?;
        }
    }
    pen.as_list(columns.len(), 0)
}

fn method(sheet: &mut Worksheet, report: &Report, looks: &Looks) -> Result<(), XlsxError> {
    let lang = report.lang;
    let method = &report.method;
    let widths = [24.0, 110.0];
    sheet.set_column_width(0, widths[0])?;
    sheet.set_column_width(1, widths[1])?;
    let mut pen = Pen::new(sheet);
    pen.widths = widths.into();
    pen.text(&Page::ModelHeading.text(lang), &looks.heading)?.end()?;
    for text in method.paragraphs.iter().chain(&report.cautions) {
        pen.skip()?.prose(text, looks)?.end()?;
    }
    for rubric in &method.rubrics {
        pen.end()?;
        pen.text(&Page::Rubric.text(lang), &looks.heading)?
            .text(&rubric.title, &looks.heading)?
            .end()?;
        let facts = [
            (Page::Version, rubric.name.clone()),
            (Page::Status, rubric.status.clone()),
            (Page::Validity, rubric.validity.clone()),
            (Page::Rule, rubric.rule.clone()),
            (Page::Requirements, rubric.requirements.join("; ")),
            (Page::Sources, rubric.sources.join("; ")),
            (Page::Fingerprint, rubric.sha256.clone()),
        ];
        for (name, text) in facts.into_iter().filter(|(_, text)| !text.is_empty()) {
            pen.text(&name.text(lang), &looks.text)?.prose(&text, looks)?.end()?;
        }
    }
    pen.end()?;
    pen.text(&Page::FilesHeading.text(lang), &looks.heading)?.end()?;
    for file in &method.files {
        pen.skip()?.prose(file, looks)?.end()?;
    }
    pen.end()?;
    pen.skip()?.prose(&method.made_by, looks)?.end()?;
    Ok(())
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
