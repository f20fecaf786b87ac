//! The oplysningsskema as a workbook: for one supplier, or as a list of suppliers; and the list as CSV.
//!
//! Cells to fill in are yellow and open, the rest is locked without a password, so that a name that intake looks for
//! is not changed by accident. Drop-downs and bounds are those of the rubric.

use crate::intake::form::{ANSWER, FIELD, MARKER, NOTE, mark};
use crate::vocabulary::csv_row;
use crate::words::{Guide, Half, Lang};
use crate::workbench::{Answer, Field, Form};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

/// How many suppliers a list has room for with drop-downs.
const ROOM: u32 = 1000;
/// The sheet with the words of the drop-downs, which may be too many for a cell's own rule.
const LISTS: &str = "Lister";

/// The widths of the form's columns, in signs.
const WIDTHS: [usize; 6] = [3, 70, 30, 15, 34, 48];

fn height(texts: &[(usize, &String)]) -> f64 {
    let texts = texts.iter();
    row_height(texts.map(|&(column, text)| (WIDTHS[column], text.as_str())))
}

/// How high a row is with these texts in columns of these widths; not every program finds out by itself.
pub(super) fn row_height<'t>(texts: impl Iterator<Item = (usize, &'t str)>) -> f64 {
    let lines = |(width, text): (usize, &str)| {
        let mut lines = 1;
        let mut at = 0;
        for word in text.split_whitespace() {
            let length = word.chars().count();
            if at > 0 && at + length > width {
                lines += 1;
                at = 0;
            }
            at += length + 1;
        }
        lines
    };
    // Excel takes no row that is higher.
    let most = texts.map(lines).max().unwrap_or(1).min(27);
    15.0 * f64::from(most)
}

/// The form for one supplier: the questions below each other, on a sheet for the supplier and one for the consultant.
///
/// # Errors
/// What does not fit in a workbook.
pub fn single(form: &Form, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new(lang);
    let supplier = half(form, Half::Supplier, SHEET, &form.lead, &mut book)?;
    let lead = [Guide::ForTheConsultant.text(lang), Guide::ConsultantHowTo.text(lang)];
    let consultant = half(form, Half::Consultant, "Konsulent", &lead, &mut book)?;
    book.finish(vec![supplier, consultant])
}

/// The name of the sheet that a supplier fills in, or of a list.
const SHEET: &str = "Skema";

/// One half of the form for one supplier, as a sheet.
fn half(
    form: &Form,
    half: Half,
    name: &str,
    lead: &[String],
    book: &mut Book,
) -> Result<Worksheet, XlsxError> {
    let lang = book.lang;
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width as f64)?;
    }
    let looks = Looks::new();
    sheet.write_string_with_format(0, 0, MARKER, &looks.key)?;
    sheet.write_string_with_format(0, 1, &form.title, &looks.title)?;
    sheet.write_string_with_format(1, 0, mark(half), &looks.key)?;
    let mut row = 1;
    for text in lead {
        sheet.write_string_with_format(row, 1, text, &looks.text)?;
        sheet.set_row_height(row, height(&[(1, text)]))?;
        row += 1;
    }
    let head = [
        (0, FIELD.to_owned(), &looks.key),
        (1, Guide::Question.text(lang), &looks.head),
        (2, heading(ANSWER), &looks.head),
        (3, Guide::Unit.text(lang), &looks.head),
        (4, heading(NOTE), &looks.head),
        (5, Guide::HelpHead.text(lang), &looks.head),
    ];
    for (column, text, look) in head {
        sheet.write_string_with_format(row, column, text, look)?;
    }
    sheet.set_repeat_rows(row, row)?;
    row += 1;
    for section in form.half(half) {
        for column in 1..=5 {
            sheet.write_blank(row, column, &looks.section)?;
        }
        sheet.write_string_with_format(row, 1, &section.title, &looks.section)?;
        row += 1;
        for text in &section.lead {
            sheet.write_string_with_format(row, 1, text, &looks.text)?;
            sheet.set_row_height(row, height(&[(1, text)]))?;
            row += 1;
        }
        for field in &section.fields {
            line(book, &mut sheet, row, field, &looks)?;
            row += 1;
        }
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.protect();
    Ok(sheet)
}

/// One question of the form for one supplier.
fn line(
    book: &mut Book,
    sheet: &mut Worksheet,
    row: u32,
    field: &Field,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, &field.column, &looks.key)?;
    sheet.write_string_with_format(row, 1, &field.question, &looks.text)?;
    sheet.write_string_with_format(row, 3, &field.unit, &looks.text)?;
    sheet.write_string_with_format(row, 5, &field.help, &looks.text)?;
    let texts = [(1, &field.question), (3, &field.unit), (5, &field.help)];
    sheet.set_row_height(row, height(&texts))?;
    let open = looks.answer(&field.answer);
    match (&field.answer, &field.given) {
        (Answer::Nothing, _) => sheet.write_blank(row, 2, &looks.text)?,
        (_, Some(given)) => sheet.write_string_with_format(row, 2, given, &open)?,
        (_, None) => sheet.write_blank(row, 2, &open)?,
    };
    if field.takes_note {
        sheet.write_blank(row, 4, &looks.answer(&Answer::Text))?;
    }
    if let Some(rule) = book.rule(field)? {
        sheet.add_data_validation(row, 2, row, 2, &rule)?;
    }
    Ok(())
}

/// The form as a list: a row a supplier, a column a question.
///
/// # Errors
/// What does not fit in a workbook.
pub fn list(form: &Form, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new(lang);
    let mut sheet = Worksheet::new();
    sheet.set_name(SHEET)?;
    let looks = Looks::new();
    for (column, field) in (0..).zip(columns(form)) {
        sheet.set_column_width(column, 22)?;
        sheet.set_column_format(column, &looks.answer(&field.answer))?;
        sheet.write_string_with_format(0, column, &field.heading, &looks.head)?;
        if let Some(rule) = book.rule(field)? {
            sheet.add_data_validation(1, column, ROOM, column, &rule)?;
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    book.finish(vec![sheet])
}

/// The same as CSV for a Danish Excel: the header alone.
pub fn list_csv(form: &Form) -> Vec<u8> {
    let headings = columns(form).map(|field| field.heading.as_str());
    format!("\u{feff}{}\r\n", csv_row(headings, b';')).into_bytes()
}

/// The columns of a list; the lines that introduce others have only a note's.
fn columns(form: &Form) -> impl Iterator<Item = &Field> {
    form.sections
        .iter()
        .flat_map(|section| &section.fields)
        .filter(|field| field.answer != Answer::Nothing)
}

/// A heading of the form, which is read back.
fn heading(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// How the cells look.
struct Looks {
    key: Format,
    title: Format,
    text: Format,
    head: Format,
    section: Format,
}

impl Looks {
    fn new() -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            key: Format::new().set_font_size(6).set_font_color(Color::RGB(0x00B0_B0B0)),
            title: Format::new().set_bold().set_font_size(16),
            head: text.clone().set_bold().set_border_bottom(FormatBorder::Medium),
            section: Format::new()
                .set_bold()
                .set_font_size(12)
                .set_background_color(Color::RGB(0x00E4_E9EE)),
            text,
        }
    }

    /// A cell to fill in.
    fn answer(&self, answer: &Answer) -> Format {
        let number = match answer {
            Answer::Nothing | Answer::Text | Answer::Digits | Answer::OneOf(_) => "@",
            Answer::Date => "dd-mm-yyyy",
            Answer::Count | Answer::Number | Answer::Share => "General",
        };
        self.text
            .clone()
            .set_unlocked()
            .set_num_format(number)
            .set_background_color(Color::RGB(0x00FF_FBE0))
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00A0_A0A0))
    }
}

/// A workbook with a hidden sheet for the words of its drop-downs.
struct Book {
    lang: Lang,
    lists: Vec<Vec<String>>,
}

impl Book {
    const fn new(lang: Lang) -> Self {
        Self { lang, lists: Vec::new() }
    }

    /// What may be answered, as a rule on a cell.
    fn rule(&mut self, field: &Field) -> Result<Option<DataValidation>, XlsxError> {
        let rule = DataValidation::new();
        let (rule, hint) = match &field.answer {
            Answer::Nothing | Answer::Text | Answer::Digits => return Ok(None),
            Answer::Count => (
                rule.allow_whole_number(DataValidationRule::Between(0, 999_999_999)),
                Guide::HintCount,
            ),
            Answer::Number => (
                rule.allow_decimal_number(DataValidationRule::Between(0.0, 999_999_999.0)),
                Guide::HintNumber,
            ),
            Answer::Share => (
                rule.allow_decimal_number(DataValidationRule::Between(0.0, 100.0)),
                Guide::HintShare,
            ),
            Answer::Date => (
                rule.allow_date(DataValidationRule::Between(
                    ExcelDateTime::from_ymd(1990, 1, 1)?,
                    ExcelDateTime::from_ymd(2099, 12, 31)?,
                )),
                Guide::HelpDate,
            ),
            Answer::OneOf(words) => {
                (rule.allow_list_formula(self.listed(words)), Guide::HintChoice)
            }
        };
        let rule = rule
            .set_error_title(Guide::WrongAnswer.text(self.lang))?
            .set_error_message(hint.text(self.lang))?
            .set_input_message(cut(&field.question, &field.help))?;
        Ok(Some(rule))
    }

    /// Where the words stand on the sheet of lists; equal lists stand there once.
    fn listed(&mut self, words: &[String]) -> Formula {
        let known = self.lists.iter().position(|list| list == words);
        let index = known.unwrap_or_else(|| {
            self.lists.push(words.to_vec());
            self.lists.len() - 1
        });
        let column = crate::diagnostic::column_letters(index);
        Formula::new(format!("={LISTS}!${column}$1:${column}${}", words.len()))
    }

    fn finish(self, sheets: Vec<Worksheet>) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        // The same form gives the same bytes on every day: the date is that of the model.
        let made = ExcelDateTime::from_ymd(2020, 12, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        for sheet in sheets {
            book.push_worksheet(sheet);
        }
        if !self.lists.is_empty() {
            let lists = book.add_worksheet();
            lists.set_name(LISTS)?.set_hidden(true).protect();
            for (column, words) in (0..).zip(&self.lists) {
                for (row, word) in (0..).zip(words) {
                    lists.write_string(row, column, word)?;
                }
            }
        }
        book.save_to_buffer()
    }
}

/// The question and the help as far as a cell's own hint has room for them.
fn cut(question: &str, help: &str) -> String {
    /// As many as Excel takes, counted as it counts.
    const ROOM: usize = 255;
    let whole = format!("{question} {help}");
    let whole = whole.trim();
    if whole.encode_utf16().count() <= ROOM {
        return whole.to_owned();
    }
    let mut cut = String::new();
    let mut length = 1;
    for sign in whole.chars() {
        length += sign.len_utf16();
        if length > ROOM {
            break;
        }
        cut.push(sign);
    }
    format!("{}…", cut.trim_end())
}
