//! The lines of a rubric as a workbook in which the values may be changed.

use super::form::row_height;
use crate::arithmetic::DecimalMark;
use crate::rubric::Rubric;
use crate::words::{Guide, Lang};
use crate::workbench::exchange::{END, EXPORTED, Line, LineValue, MARKER, VALUE};
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationRule, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// The widths of the columns, in signs.
const WIDTHS: [usize; 7] = [14, 28, 10, 34, 40, 70, 50];

const VALUE_AT: u16 = VALUE as u16;
const EXPORTED_AT: u16 = EXPORTED as u16;

/// How cells look: what may be changed is open and yellow.
struct Looks {
    head: Format,
    place: Format,
    text: Format,
    grey: Format,
    open: Format,
    open_text: Format,
}

impl Looks {
    fn new() -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let open = text
            .clone()
            .set_unlocked()
            .set_background_color(Color::RGB(0x00FF_FBE0))
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00A0_A0A0));
        let grey = Color::RGB(0x0080_8080);
        Self {
            head: text.clone().set_bold().set_border_bottom(FormatBorder::Medium),
            place: Format::new().set_align(FormatAlign::Top).set_font_color(grey),
            grey: text.clone().set_font_color(grey),
            text,
            open_text: open.clone().set_num_format("@"),
            open,
        }
    }
}

/// A workbook of the rubric's lines: the values open and yellow, all else locked without a password.
///
/// # Errors
/// What does not fit in a workbook.
pub fn workbook(rubric: &Rubric, lines: &[Line], lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same rubric gives the same bytes on every day: the date is that of the model.
    let made = ExcelDateTime::from_ymd(2020, 12, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name("Vejledning")?;
    let looks = Looks::new();
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width as f64)?;
    }
    let heads = [
        MARKER.to_owned(),
        Guide::Part.text(lang),
        Guide::LevelHead.text(lang),
        Guide::About.text(lang),
        Guide::What.text(lang),
        Guide::Value.text(lang),
        Guide::AtTheExport.text(lang),
    ];
    for (column, name) in (0..).zip(&heads) {
        sheet.write_string_with_format(0, column, name, &looks.head)?;
    }
    let mut row = 1;
    for line in lines {
        write_line(sheet, row, line, &looks, lang)?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, END, &looks.grey)?;
    sheet.write_string_with_format(row, 1, Guide::LastLine.text(lang), &looks.grey)?;
    sheet.write_string_with_format(row, VALUE_AT, &rubric.id, &looks.grey)?;
    sheet.write_string_with_format(row, EXPORTED_AT, lines.len().to_string(), &looks.grey)?;
    let changed = ConditionalFormatFormula::new()
        .set_rule("=NOT(EXACT($F2,$G2))")
        .set_format(Format::new().set_bold().set_background_color(Color::RGB(0x00FF_D9A0)));
    sheet.add_conditional_format(1, VALUE_AT, row.saturating_sub(1).max(1), VALUE_AT, &changed)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.protect();
    book.save_to_buffer()
}

/// One text or number, and what it was at the export beside it.
fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    line: &Line,
    looks: &Looks,
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, &line.place, &looks.place)?;
    let words: [&str; 4] = [&line.part, line.level, &line.about, &line.what];
    for (column, words) in (1..).zip(words) {
        sheet.write_string_with_format(row, column, words, &looks.text)?;
    }
    let shown = match &line.value {
        LineValue::Text(words) => words.as_str(),
        LineValue::Number(_) => "",
    };
    let texts = words.into_iter().zip(&WIDTHS[1..]);
    let values = [(WIDTHS[VALUE], shown), (WIDTHS[EXPORTED], shown)];
    let texts = texts.map(|(text, width)| (*width, text)).chain(values);
    sheet.set_row_height(row, row_height(texts))?;
    match &line.value {
        LineValue::Text(words) => {
            sheet.write_string_with_format(row, VALUE_AT, words, &looks.open_text)?;
            sheet.write_string_with_format(row, EXPORTED_AT, words, &looks.grey)?;
        }
        LineValue::Number(number) => {
            // At most thirteen digits, which the sheet's own numbers hold as they are.
            let number: f64 = number.with_mark(DecimalMark::Point).parse().unwrap_or_default();
            sheet.write_number_with_format(row, VALUE_AT, number, &looks.open)?;
            sheet.write_number_with_format(row, EXPORTED_AT, number, &looks.grey)?;
            let rule = DataValidation::new()
                .allow_decimal_number(DataValidationRule::Between(0.0, 999_999_999.0))
                .set_error_title(Guide::WrongAnswer.text(lang))?
                .set_error_message(Guide::HintNumber.text(lang))?;
            sheet.add_data_validation(row, VALUE_AT, row, VALUE_AT, &rule)?;
        }
    }
    Ok(())
}
