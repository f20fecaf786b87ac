//! What a cell says: every reading takes a trimmed cell and gives a value, or what is wrong with it.

use crate::arithmetic::{DecimalMark, Number, NumberFault, fold, nearest, word};
use crate::assessment::Fact;
use crate::rubric::{Kind, OptionSet, Options};
use crate::vocabulary::{Level, is_missing, may_begin_missing};
use crate::words::Message;

/// What is wrong with a cell, and what to write instead where that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misread {
    pub(crate) message: Message,
    pub(crate) help: Option<Message>,
}

impl From<Message> for Misread {
    fn from(message: Message) -> Self {
        Self { message, help: None }
    }
}

impl Misread {
    pub(super) fn with_help(message: Message, help: impl Into<Option<Message>>) -> Self {
        Self { message, help: help.into() }
    }
}

/// The cell without blanks around it, no-break and zero-width ones included.
pub(crate) fn trim(cell: &str) -> &str {
    let cell = cell.trim_ascii();
    let bytes = cell.as_bytes();
    let settled = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    if settled(bytes.first()) && settled(bytes.last()) {
        return cell;
    }
    cell.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
    })
}

/// The trimmed cell, or nothing where it says that nothing is known.
#[inline]
pub(crate) fn filled(cell: &str) -> Option<&str> {
    if is_plainly_filled(cell.as_bytes()) {
        return Some(cell);
    }
    let text = trim(cell);
    (!is_missing(text)).then_some(text)
}

/// Whether the two ends of a cell settle it: nothing is to be trimmed, and no word for missing begins so.
fn is_plainly_filled(cell: &[u8]) -> bool {
    let (Some(first), Some(last)) = (cell.first(), cell.last()) else {
        return false;
    };
    let ends = first.is_ascii_graphic() && last.is_ascii_graphic();
    ends && !may_begin_missing(*first)
}

/// The fact of a filled cell.
pub(crate) fn fact(text: &str, kind: &Kind, mark: DecimalMark) -> Result<Fact, Misread> {
    match kind {
        Kind::Count => count(text, mark).map(Fact::Number),
        Kind::Number => number(text, mark).map(Fact::Number),
        Kind::Share { .. } => share(text, mark).map(Fact::Number),
        Kind::Bool => boolean(text).map(Fact::Bool),
        Kind::Choice { options, .. } => choice(text, options).map(Fact::Choice),
        Kind::Set { options } => {
            set(text, options).map(|sure| Fact::Set { sure, open: OptionSet::EMPTY })
        }
    }
}

/// `ja` or `nej`, in any of the usual ways.
pub(crate) fn boolean(text: &str) -> Result<bool, Misread> {
    match &*word(text) {
        "ja" | "j" | "x" | "sand" | "true" | "yes" | "1" | "1.0" | "1,0" => Ok(true),
        "nej" | "n" | "falsk" | "false" | "no" | "0" | "0.0" | "0,0" => Ok(false),
        sign if is_tick(sign) => Ok(true),
        _ => Err(Misread::with_help(Message::NotJaNej, Message::WriteJaNej)),
    }
}

/// A tick, perhaps with the sign behind it that asks for its coloured form.
fn is_tick(text: &str) -> bool {
    let text = text.strip_suffix('\u{fe0f}').unwrap_or(text);
    matches!(text, "✓" | "✔" | "☑")
}

/// Whether the necessary quality is there; `1` is refused, since it could be a score.
pub(crate) fn quality(text: &str) -> Result<bool, Misread> {
    match &*word(text) {
        "ja" | "j" | "godkendt" => Ok(true),
        "nej" | "n" => Ok(false),
        _ => Err(Misread::with_help(Message::NotQuality, Message::WriteJaNejGodkendt)),
    }
}

/// A level, by its number or its word; a data frame writes the number as `2.0`.
pub(crate) fn level(text: &str) -> Result<Level, Misread> {
    let text = word(text);
    let text = text.strip_suffix(" specialiseret").unwrap_or(&text);
    let digit = [".0", ",0"].iter().find_map(|end| text.strip_suffix(end));
    match digit.filter(|digit| digit.len() == 1).unwrap_or(text) {
        "1" | "let" => Ok(Level::Let),
        "2" | "moderat" => Ok(Level::Moderat),
        "3" | "højt" | "høj" | "hoejt" | "hojt" => Ok(Level::Hoejt),
        "0" | "ingen" | "under let" | "ikke opfyldt" => Ok(Level::UnderLet),
        _ => Err(Misread::with_help(Message::NotALevel, Message::WriteALevel)),
    }
}

/// Whether a parameter's cell says that the parameter is not relevant.
pub(crate) fn is_irrelevant(text: &str) -> bool {
    matches!(&*word(text), "ikke relevant" | "irrelevant")
}

/// A decimal number.
pub(crate) fn number(text: &str, mark: DecimalMark) -> Result<Number, Misread> {
    Number::from_cell(text, mark).map_err(|fault| not_a_number(text, fault, mark))
}

fn not_a_number(text: &str, fault: NumberFault, mark: DecimalMark) -> Misread {
    match fault {
        NumberFault::NotANumber => Misread::with_help(Message::NotANumber, Message::WriteANumber),
        NumberFault::Negative => Message::NegativeCell.into(),
        NumberFault::TooLarge => Message::CellTooLarge.into(),
        NumberFault::TooPrecise => {
            Misread::with_help(Message::CellTooPrecise, Message::RoundTheNumber)
        }
        NumberFault::Exponent => Misread::with_help(Message::ExponentCell, Message::FormatAsText),
        NumberFault::MixedMarks => Misread::with_help(Message::MixedMarks, Message::WriteANumber),
        NumberFault::Ambiguous => {
            let (whole, decimal) = match mark {
                DecimalMark::Comma => (text.replace('.', ""), text.replace('.', ",")),
                DecimalMark::Point => (text.replace(',', ""), text.replace(',', ".")),
            };
            let whole = whole.trim_start_matches('0').to_owned();
            Misread::with_help(
                Message::AmbiguousNumber,
                Message::WriteEither { one: decimal, other: whole },
            )
        }
    }
}

/// A whole number.
pub(crate) fn count(text: &str, mark: DecimalMark) -> Result<Number, Misread> {
    let number = number(text, mark)?;
    if number.is_whole() { Ok(number) } else { Err(Message::NotWhole.into()) }
}

/// A percentage from 0 to 100, with or without its sign.
pub(crate) fn share(text: &str, mark: DecimalMark) -> Result<Number, Misread> {
    let without_sign = || {
        let lower = word(text);
        let mut signs = ["%", "pct.", "pct", "procent"].into_iter();
        signs.find_map(|sign| Some(lower.strip_suffix(sign)?.trim_end().to_owned()))
    };
    let one = Number::from_integer(1);
    // Most end in a digit, and have no sign to look for.
    let digits = match text.as_bytes().last() {
        Some(b'0'..=b'9') => None,
        _ => without_sign(),
    };
    let value = match digits {
        Some(digits) => number(&digits, mark)?,
        None => {
            let value = number(text, mark)?;
            if Number::ZERO < value && value < one {
                let percent = Number::from_ten_thousandths(value.ten_thousandths() * 100);
                return Err(Misread::with_help(
                    Message::FractionOrPercent,
                    Message::WriteEither {
                        one: format!("{} %", value.with_mark(mark)),
                        other: format!("{} %", percent.with_mark(mark)),
                    },
                ));
            }
            value
        }
    };
    if value > Number::from_integer(100) {
        return Err(Message::ShareAboveHundred.into());
    }
    Ok(value)
}

/// One of the options.
pub(crate) fn choice(text: &str, options: &Options) -> Result<usize, Misread> {
    option(text, options, || Message::NotAnOption)
}

fn option(
    text: &str,
    options: &Options,
    message: impl FnOnce() -> Message,
) -> Result<usize, Misread> {
    options.find(text).ok_or_else(|| {
        let names = options.names.iter().map(String::as_str);
        Misread::with_help(message(), near_or_all(text, names))
    })
}

/// Some of the options, between `|`, `,`, `;` or line breaks; `ingen` is none of them.
pub(crate) fn set(text: &str, options: &Options) -> Result<OptionSet, Misread> {
    // Most cells are lists, and need not be folded as a whole to be told from one word.
    if text.starts_with(['i', 'I']) && word(text) == "ingen" {
        return Ok(OptionSet::EMPTY);
    }
    let mut set = OptionSet::EMPTY;
    let mut items = 0;
    for item in items_of(text).map(trim).filter(|item| !item.is_empty()) {
        let unknown = || Message::ItemIsNoOption { item: item.to_owned() };
        set = set.with(option(item, options, unknown)?);
        items += 1;
    }
    if items == 0 {
        return Err(Misread::with_help(Message::OnlySeparators, Message::WriteIngen));
    }
    Ok(set)
}

/// For each byte whether it stands between the items of a set.
const SEPARATES: [bool; 256] = {
    const SIGNS: &[u8] = b"|,;\n\r";
    let mut separates = [false; 256];
    let mut index = 0;
    while index < SIGNS.len() {
        separates[SIGNS[index] as usize] = true;
        index += 1;
    }
    separates
};

/// What stands between `|`, `,`, `;` and line breaks, blanks included.
fn items_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        // All of them are bytes, which are quicker to look for than letters.
        let end = text.bytes().position(|byte| SEPARATES[usize::from(byte)]);
        rest = end.map(|end| &text[end + 1..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

/// The value of a group column that the rubric names.
pub(crate) fn group(text: &str, group: &crate::rubric::Group) -> Result<usize, Misread> {
    group.find(text).ok_or_else(|| {
        let names = group.values.iter().map(String::as_str);
        Misread::with_help(Message::NotAGroupValue, near_or_all(text, names))
    })
}

fn near_or_all<'n>(text: &str, names: impl Iterator<Item = &'n str> + Clone) -> Message {
    match nearest(text, names.clone()) {
        Some(name) => Message::DidYouMean { name: name.to_owned() },
        None => Message::KnownNames { names: names.collect::<Vec<_>>().join(", ") },
    }
}

/// What a spreadsheet did to a cell that cannot be read, if that can be seen.
pub(crate) fn accident(text: &str) -> Option<Misread> {
    if is_spreadsheet_error(text) {
        let help = match text {
            "#N/A" | "#I/T" => Message::MendOrAddMissing { word: text.to_owned() },
            _ => Message::MendTheFormula,
        };
        return Some(Misread::with_help(Message::SpreadsheetError, help));
    }
    if is_missing_elsewhere(text) {
        let word = text.to_owned();
        return Some(Misread::with_help(Message::MissingElsewhere, Message::AddMissing { word }));
    }
    if text.starts_with('\'') {
        return Some(Misread::with_help(Message::LeadingApostrophe, Message::DeleteTheApostrophe));
    }
    if crate::arithmetic::is_exponent(text) {
        return Some(Misread::with_help(Message::ExponentCell, Message::FormatAsText));
    }
    None
}

/// `#REF!`, `#I/T` and the like: a formula that failed.
#[inline]
pub(crate) fn is_spreadsheet_error(text: &str) -> bool {
    const ERRORS: [&str; 20] = [
        "#REFERENCE!",
        "#REF!",
        "#I/T",
        "#N/A",
        "#VÆRDI!",
        "#VALUE!",
        "#DIVISION/0!",
        "#DIV/0!",
        "#NAVN?",
        "#NAME?",
        "#NUM!",
        "#NUL!",
        "#NULL!",
        "#OVERLØB!",
        "#SPILD!",
        "#SPILL!",
        "#BEREGN!",
        "#CALC!",
        "#FELT!",
        "#FIELD!",
    ];
    text.as_bytes().first() == Some(&b'#')
        && (ERRORS.contains(&text) || text.bytes().all(|byte| byte == b'#') && text.len() > 2)
}

/// Whether a cell is what another program writes for nothing, and could be a word for it here by `--missing`.
#[inline]
pub(crate) fn is_missing_elsewhere(text: &str) -> bool {
    // Each begins with one of these.
    matches!(text.as_bytes().first(), Some(b'N' | b'n' | b'u' | b'U' | b'<' | b'(' | b'\\'))
        && matches!(
            &*word(text),
            "null"
                | "nan"
                | "none"
                | "nil"
                | "nat"
                | "undefined"
                | "<na>"
                | "<null>"
                | "(null)"
                | "(blank)"
                | "(tom)"
                | "\\n"
        )
}

/// Whether a cell is the name of a row of totals.
pub(crate) fn is_total(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "i_alt" | "ialt" | "total" | "totalt" | "sum" | "subtotal" | "gennemsnit" | "hovedtotal"
    )
}

/// Eight digits, hyphens and spaces aside; whether the check sum holds is for the caller to say.
pub(crate) fn cvr(text: &str) -> Result<bool, Misread> {
    let digits: Vec<u32> = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_digit(10).ok_or(Message::NotACvr))
        .collect::<Result<_, _>>()?;
    let digits: [u32; 8] = digits.try_into().map_err(|_| Message::NotACvr)?;
    let weighted =
        digits.iter().zip([2, 7, 6, 5, 4, 3, 2, 1]).map(|(digit, weight)| digit * weight);
    Ok(weighted.sum::<u32>() % 11 == 0)
}

/// Ten digits; there is no check sum that all P-numbers keep.
pub(crate) fn p_number(text: &str) -> Result<(), Misread> {
    if text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    Err(Message::NotAPNumber.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ja_and_nej_are_read_in_all_their_ways_and_nothing_else() {
        for text in ["ja", "J", "x", "SAND", "true", "Yes", "1"] {
            assert_eq!(boolean(text), Ok(true), "{text}");
        }
        for text in ["nej", "N", "FALSK", "false", "no", "0"] {
            assert_eq!(boolean(text), Ok(false), "{text}");
        }
        assert!(boolean("måske").is_err());
    }

    #[test]
    fn the_quality_takes_no_number_for_it_could_be_a_score() {
        assert_eq!(quality("Godkendt"), Ok(true));
        assert_eq!(quality("nej"), Ok(false));
        assert!(quality("1").is_err());
        assert!(quality("x").is_err());
    }

    #[test]
    fn levels_are_numbers_or_words_and_may_say_specialiseret() {
        for text in ["3", "Højt", "høj", "HOEJT", "hojt", "højt  specialiseret"] {
            assert_eq!(level(text), Ok(Level::Hoejt), "{text}");
        }
        for text in ["0", "ingen", "Under let", "ikke opfyldt"] {
            assert_eq!(level(text), Ok(Level::UnderLet), "{text}");
        }
        assert!(level("4").is_err());
        assert!(level("middel").is_err());
    }

    #[test]
    fn a_share_is_a_percentage_and_a_bare_fraction_is_asked_about() {
        let share =
            |text| share(text, DecimalMark::Comma).map(|n| n.to_string()).map_err(|m| m.message);
        assert_eq!(share("60"), Ok("60".into()));
        assert_eq!(share("60 %"), Ok("60".into()));
        assert_eq!(share("12,5 pct."), Ok("12.5".into()));
        assert_eq!(share("0,6 PCT"), Ok("0.6".into()));
        assert_eq!(share("0"), Ok("0".into()));
        assert_eq!(share("1"), Ok("1".into()));
        assert_eq!(share("0,6"), Err(Message::FractionOrPercent));
        assert_eq!(share("101"), Err(Message::ShareAboveHundred));
    }

    #[test]
    fn a_cvr_number_has_eight_digits_and_a_check_sum() {
        assert_eq!(cvr("13 74 81 36"), Ok(true));
        assert_eq!(cvr("13748137"), Ok(false));
        assert!(cvr("1374813").is_err());
        assert!(cvr("DK13748136").is_err());
    }

    #[test]
    fn no_break_and_zero_width_spaces_are_trimmed() {
        assert_eq!(trim("\u{a0}12\u{200b} "), "12");
        assert_eq!(filled(" – "), None);
    }
}
