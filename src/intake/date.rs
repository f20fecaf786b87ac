//! Dates in cells: as people write them, and as programs do.

use super::cell::Misread;
use crate::words::Message;
use jiff::civil::Date;

/// A date, or what a spreadsheet made of one.
///
/// Midnight may follow, as programs write it that know no date without a time; of another time nobody can say whether
/// it matters.
pub(crate) fn date(text: &str) -> Result<Date, Misread> {
    if let (day, Some(time)) = day_and_time(text) {
        match parse_date(day) {
            Ok(date) if is_midnight(time) => return Ok(date),
            Ok(_) => {
                let (date, time) = (day.to_owned(), time.to_owned());
                return Err(Misread::with_help(
                    Message::DateHasTime { time },
                    Message::WriteDate { date },
                ));
            }
            Err(Message::NoSuchDate) => return Err(Message::NoSuchDate.into()),
            Err(_) => {}
        }
    }
    parse_date(text).map_err(|message| match date_of_serial(text) {
        Some(date) => Misread::with_help(Message::DateIsSerial, Message::WriteDate { date }),
        None => message.into(),
    })
}

/// What stands before and behind the first `T` or blank, if what stands behind it looks like a time: `10:00:00`.
fn day_and_time(text: &str) -> (&str, Option<&str>) {
    let is_between = |c: char| matches!(c, 'T' | 't') || c.is_whitespace();
    let Some((day, time)) = text.split_once(is_between) else {
        return (text, None);
    };
    let time = time.trim_start();
    (day, time.starts_with(|c: char| c.is_ascii_digit()).then_some(time))
}

/// `00:00`, `00:00:00` and `00:00:00.000`, where the programs that write so say it in UTC or in Danish time if anything.
fn is_midnight(time: &str) -> bool {
    let mut zones = ["Z", "z", "+00:00", "+01:00", "+02:00"].into_iter();
    let time = zones.find_map(|zone| time.strip_suffix(zone)).unwrap_or(time);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_nought = !fraction.is_empty() && fraction.bytes().all(|digit| digit == b'0');
    matches!(clock, "00:00:00" | "0:00:00") && is_nought || matches!(time, "00:00" | "0:00")
}

/// `2021-03-31`, `31-03-2021`, `31.3.2021` or `31/03/2021`.
///
/// # Errors
/// [`Message::NotADate`] for another form, [`Message::NoSuchDate`] for a day that no calendar has.
pub fn parse_date(text: &str) -> Result<Date, Message> {
    let (mut parts, mut lengths) = ([0_i16; 3], [0; 3]);
    let (mut part, mut mark) = (0, None);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if lengths[part] < 4 => {
                parts[part] = parts[part] * 10 + i16::from(byte - b'0');
                lengths[part] += 1;
            }
            b'-' | b'.' | b'/' if part < 2 && mark.is_none_or(|mark| mark == byte) => {
                mark = Some(byte);
                part += 1;
            }
            _ => return Err(Message::NotADate),
        }
    }
    let (year, month, day) = match (parts, lengths) {
        ([year, month, day], [4, 1 | 2, 1 | 2]) if mark == Some(b'-') => (year, month, day),
        ([day, month, year], [1 | 2, 1 | 2, 4]) => (year, month, day),
        _ => return Err(Message::NotADate),
    };
    // Two digits fit.
    Date::new(year, month as i8, day as i8).map_err(|_| Message::NoSuchDate)
}

/// The date that a spreadsheet's count of days stands for, as people write it; only for counts that
/// are dates of our time.
fn date_of_serial(text: &str) -> Option<String> {
    const FIRST: i32 = 36_526; // 1 January 2000
    const LAST: i32 = 73_050; // 31 December 2099
    let days: i32 = text.parse().ok()?;
    if !(FIRST..=LAST).contains(&days) {
        return None;
    }
    let date = jiff::civil::date(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()?;
    Some(format!("{:02}-{:02}-{}", date.day(), date.month(), date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_danish_ways_and_must_exist() {
        let date = |text| parse_date(text).map(|date| date.to_string());
        assert_eq!(date("2021-03-31"), Ok("2021-03-31".into()));
        for text in ["31-03-2021", "31.03.2021", "31/03/2021", "31-3-2021"] {
            assert_eq!(date(text), Ok("2021-03-31".into()), "{text}");
        }
        assert_eq!(date("31.02.2021"), Err(Message::NoSuchDate));
        for text in ["31-03/2021", "2021.03.31", "31-03-21", "44286", "marts 2021", ""] {
            assert_eq!(date(text), Err(Message::NotADate), "{text}");
        }
    }

    #[test]
    fn midnight_behind_a_date_is_no_time_and_another_time_is_named() {
        for day in ["2021-02-03", "03-02-2021", "3/2/2021"] {
            for midnight in [
                "T00:00:00",
                " 00:00:00",
                " 00:00",
                "T00:00:00.000",
                "T00:00:00Z",
                "T00:00:00+01:00",
            ] {
                let read = date(&format!("{day}{midnight}")).map(|date| date.to_string());
                assert_eq!(read, Ok("2021-02-03".into()), "{day}{midnight}");
            }
            for time in [
                "10:00:00",
                "00:00:01",
                "00:01",
                "23:00:00Z",
                "0",
                "00:00:00.001",
                "00:00:00-05:00",
            ] {
                let read = date(&format!("{day} {time}")).map_err(|misread| misread.message);
                assert_eq!(read, Err(Message::DateHasTime { time: time.into() }), "{day} {time}");
            }
        }
        for text in ["2021-02-03T", "2021-02-03 ca.", "T00:00:00", "2021-02-03x00:00:00"] {
            assert_eq!(
                date(text).map_err(|misread| misread.message),
                Err(Message::NotADate),
                "{text}"
            );
        }
        assert_eq!(
            date("31-02-2021 00:00:00").map_err(|misread| misread.message),
            Err(Message::NoSuchDate)
        );
    }
}
