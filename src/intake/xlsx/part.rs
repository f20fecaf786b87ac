//! One part of a workbook as XML events, in bounded memory whatever the part says of itself.

use super::fault::Fault;
use crate::limits;
use crate::words::Message;
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

/// The longest tag or run of text; the same as of a record.
const LONGEST_EVENT: u64 = limits::RECORD as u64;
/// The deepest nesting; workbooks need seven.
const DEEPEST: usize = crate::limits::DEPTH;

/// A part that is being read.
pub(super) struct Part<R> {
    name: String,
    reader: Reader<Ration<BufReader<R>>>,
    buffer: Vec<u8>,
    depth: usize,
    most: u64,
}

impl<R: Read> Part<R> {
    /// Reads `input`, up to `most` bytes of XML.
    pub(super) fn new(name: &str, input: R, most: u64) -> Self {
        let ration = Ration {
            input: BufReader::with_capacity(1 << 16, input),
            event: LONGEST_EVENT,
            all: most,
        };
        let mut reader = Reader::from_reader(ration);
        // `<v/>` is `<v></v>` to everybody who asks.
        reader.config_mut().expand_empty_elements = true;
        Self { name: name.to_owned(), reader, buffer: Vec::new(), depth: 0, most }
    }

    /// The next event; [`Event::Eof`] only where every element is closed.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Fault> {
        self.buffer.clear();
        self.reader.get_mut().event = LONGEST_EVENT;
        let read = self.reader.read_event_into(&mut self.buffer);
        let is_well_formed = match &read {
            Ok(Event::Start(_)) => {
                self.depth += 1;
                self.depth <= DEEPEST
            }
            Ok(Event::End(_)) => {
                self.depth = self.depth.saturating_sub(1);
                true
            }
            Ok(Event::Eof) => self.depth == 0,
            // No workbook has one, and what it declares is a way to blow a file up.
            Ok(Event::DocType(_)) => false,
            Ok(_) => true,
            Err(quick_xml::Error::Io(error)) if error.kind() == io::ErrorKind::FileTooLarge => {
                return Err(match self.reader.get_mut().all {
                    0 => too_large(&self.name, self.most),
                    _ => too_long(),
                });
            }
            Err(_) => false,
        };
        match read {
            Ok(event) if is_well_formed => Ok(event),
            Ok(_) | Err(_) => Err(damaged(&self.name)),
        }
    }

    /// Appends the text of the element that just began, up to its end; of a rich text what is shown.
    pub(super) fn text(&mut self, is_rich: bool, out: &mut String) -> Result<(), Fault> {
        let start = out.len();
        let (mut depth, mut shown, mut phonetic) = (0, None, None);
        loop {
            let takes = phonetic.is_none() && if is_rich { shown.is_some() } else { depth == 0 };
            let is_well_formed = match self.next()? {
                Event::Start(tag) => {
                    depth += 1;
                    match tag.local_name().as_ref() {
                        "t" if shown.is_none() => shown = Some(depth),
                        "rPh" if phonetic.is_none() => phonetic = Some(depth),
                        _ => {}
                    }
                    true
                }
                Event::End(_) if depth == 0 => break,
                Event::End(_) => {
                    shown = shown.filter(|at| *at != depth);
                    phonetic = phonetic.filter(|at| *at != depth);
                    depth -= 1;
                    true
                }
                Event::Text(text) if takes => {
                    out.push_str(&text.xml10_content());
                    true
                }
                Event::CData(text) if takes => {
                    out.push_str(&text.xml10_content());
                    true
                }
                Event::GeneralRef(reference) if takes => match reference.resolve_char_ref() {
                    Ok(Some(sign)) => {
                        out.push(sign);
                        true
                    }
                    Ok(None) => {
                        let text = resolve_predefined_entity(&reference);
                        out.push_str(text.unwrap_or_default());
                        text.is_some()
                    }
                    Err(_) => false,
                },
                event => event != Event::Eof,
            };
            if !is_well_formed {
                return Err(self.damaged());
            }
            if out.len() - start > limits::RECORD {
                return Err(too_long());
            }
        }
        resolve_escapes(out, start);
        Ok(())
    }

    /// Passes over the element that just began.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The fault that this part is not what it should be.
    pub(super) fn damaged(&self) -> Fault {
        damaged(&self.name)
    }
}

pub(super) fn damaged(part: &str) -> Fault {
    let part = part.to_owned();
    Fault::from(Message::WorkbookDamaged { part }).help(Message::SaveAsWorkbook)
}

fn too_large(part: &str, most: u64) -> Fault {
    let (part, most) = (part.to_owned(), most >> 20);
    Fault::from(Message::PartTooLarge { part, most })
}

/// No row is longer, so no cell is.
pub(super) fn too_long() -> Fault {
    let most = limits::RECORD >> 20;
    Fault::from(Message::RecordTooLong { most })
}

/// An attribute by its name without prefix.
pub(super) fn attribute<'t>(tag: &'t BytesStart<'_>, name: &str) -> Option<Cow<'t, str>> {
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(match found.value {
        Cow::Borrowed(raw) => unescape(raw).unwrap_or(Cow::Borrowed(raw)),
        Cow::Owned(raw) => Cow::Owned(unescape(&raw).map_or_else(|_| raw.clone(), Cow::into_owned)),
    })
}

/// Whether an attribute says yes.
pub(super) fn is_true(value: Option<Cow<'_, str>>) -> bool {
    matches!(value.as_deref(), Some("1" | "true"))
}

/// `_x000D_` is a sign that XML cannot hold, or that Excel would rather not write.
fn resolve_escapes(text: &mut String, start: usize) {
    if !text[start..].contains("_x") {
        return;
    }
    let escaped = text.split_off(start);
    let mut rest = escaped.as_str();
    while let Some(at) = rest.find("_x") {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let sign = rest
            .get(2..6)
            .filter(|_| rest.as_bytes().get(6) == Some(&b'_'))
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32);
        let length = match sign {
            Some(sign) => {
                text.push(sign);
                7
            }
            None => {
                text.push_str("_x");
                2
            }
        };
        rest = &rest[length..];
    }
    text.push_str(rest);
}

/// A reader that gives so much for one event and so much in all, and no more.
struct Ration<R> {
    input: R,
    event: u64,
    all: u64,
}

impl<R: BufRead> Read for Ration<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Ration<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.event == 0 || self.all == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.event = self.event.saturating_sub(count as u64);
        self.all = self.all.saturating_sub(count as u64);
        self.input.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str, is_rich: bool) -> Option<String> {
        let mut part = Part::new("a.xml", xml.as_bytes(), 1 << 20);
        while !matches!(part.next().ok()?, Event::Start(_)) {}
        let mut text = String::new();
        part.text(is_rich, &mut text).ok()?;
        Some(text)
    }

    #[test]
    fn a_rich_text_is_its_shown_runs_and_nothing_between_them() {
        let xml = "<si>\n <r><rPr><b/></rPr><t>Fagmiljø</t></r>\n <r><t xml:space=\"preserve\"> &amp; fag&#xE6;</t></r><rPh sb=\"0\"><t>x</t></rPh></si>";
        assert_eq!(text(xml, true), Some("Fagmiljø & fagæ".into()));
    }

    #[test]
    fn escaped_signs_are_signs_again_and_other_underscores_stay() {
        let xml = "<v>a_x000D_b_x005F_x000D__xZZZZ__x_</v>";
        assert_eq!(text(xml, false), Some("a\rb_x000D__xZZZZ__x_".into()));
    }

    #[test]
    fn entities_of_the_files_own_making_are_refused() {
        assert_eq!(text("<v>&lol;</v>", false), None);
        assert_eq!(text("<!DOCTYPE v [<!ENTITY lol \"lol\">]><v>&lol;</v>", false), None);
    }

    #[test]
    fn nesting_without_end_is_refused() {
        assert_eq!(text(&"<a>".repeat(1_000_000), false), None);
    }

    #[test]
    fn a_part_gives_no_more_than_its_ration() {
        let xml = format!("<a>{}</a>", "<b/>".repeat(100_000));
        let mut part = Part::new("a.xml", xml.as_bytes(), 1 << 16);
        let fault = loop {
            match part.next() {
                Ok(Event::Eof) => panic!("all of it was read"),
                Ok(_) => {}
                Err(fault) => break fault,
            }
        };
        assert_eq!(fault.message.code(), "part-too-large");
    }
}
