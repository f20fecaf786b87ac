//! The lines of a rubric as a workbook in which the values may be changed.

use super::form::row_height;
use crate::arithmetic::DecimalMark;
use crate::rubric::Rubric;
use crate::words::{Guide, Lang};
use crate::workbench::exchange::{END, EXPORTED, Line, LineValue, MARKER, VALUE};
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationRule, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

/// The widths of the columns, in signs.
const WIDTHS: [usize; 7] = [14, 28, 10, 34, 40, 70, 50];

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
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let key = Format::new().set_align(FormatAlign::Top).set_font_color(Color::RGB(0x0080_8080));
    let grey = text.clone().set_font_color(Color::RGB(0x0080_8080));
    let head = text.clone().set_bold().set_border_bottom(FormatBorder::Medium);
    let open = text
        .clone()
        .set_unlocked()
        .set_background_color(Color::RGB(0x00FF_FBE0))
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x00A0_A0A0));
    let open_text = open.clone().set_num_format("@");
    let (value, exported) = (VALUE as u16, EXPORTED as u16);
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
        sheet.write_string_with_format(0, column, name, &head)?;
    }
    let mut row = 1;
    for line in lines {
        sheet.write_string_with_format(row, 0, &line.place, &key)?;
        let words: [&str; 4] = [&line.part, line.level, &line.about, &line.what];
        for (column, words) in (1..).zip(words) {
            sheet.write_string_with_format(row, column, words, &text)?;
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
                sheet.write_string_with_format(row, value, words, &open_text)?;
                sheet.write_string_with_format(row, exported, words, &grey)?;
            }
            LineValue::Number(number) => {
                // At most thirteen digits, which the sheet's own numbers hold as they are.
                let number: f64 = number.with_mark(DecimalMark::Point).parse().unwrap_or_default();
                sheet.write_number_with_format(row, value, number, &open)?;
                sheet.write_number_with_format(row, exported, number, &grey)?;
                let rule = DataValidation::new()
                    .allow_decimal_number(DataValidationRule::Between(0.0, 999_999_999.0))
                    .set_error_title(Guide::WrongAnswer.text(lang))?
                    .set_error_message(Guide::HintNumber.text(lang))?;
                sheet.add_data_validation(row, value, row, value, &rule)?;
            }
        }
        row += 1;
    }
    sheet.write_string_with_format(row, 0, END, &grey)?;
    sheet.write_string_with_format(row, 1, Guide::LastLine.text(lang), &grey)?;
    sheet.write_string_with_format(row, value, &rubric.id, &grey)?;
    sheet.write_string_with_format(row, exported, lines.len().to_string(), &grey)?;
    let changed = ConditionalFormatFormula::new()
        .set_rule("=NOT(EXACT($F2,$G2))")
        .set_format(Format::new().set_bold().set_background_color(Color::RGB(0x00FF_D9A0)));
    sheet.add_conditional_format(1, value, row.saturating_sub(1).max(1), value, &changed)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.protect();
    book.save_to_buffer()
}
