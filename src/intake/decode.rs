//! Bytes to UTF-8 text, a piece at a time, and never by replacing what cannot be read.

use encoding_rs::{DecoderResult, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, Read};

/// How the bytes of a file stand for letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Windows-1252, which Danish Excel writes where it is not asked for UTF-8.
    Windows1252,
}

impl Encoding {
    /// The text in this encoding, with a byte order mark where there is one to be; none where it lacks a sign.
    pub fn encode(self, text: &str, has_mark: bool) -> Option<Vec<u8>> {
        let mark = if has_mark { "\u{feff}" } else { "" };
        let utf16 = || mark.encode_utf16().chain(text.encode_utf16());
        match self {
            Self::Utf8 => Some([mark, text].concat().into_bytes()),
            Self::Utf16Le => Some(utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Some(utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Windows1252 => {
                let (bytes, _, lacks_some) = WINDOWS_1252.encode(text);
                (!lacks_some).then(|| bytes.into_owned())
            }
        }
    }

    /// The name for people.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// Why a text cannot be read on.
#[derive(Debug)]
pub(crate) enum DecodeFault {
    /// The file itself cannot be read.
    Io(io::Error),
    /// The encoding has no such bytes; they come right after the text decoded so far.
    Bytes(Encoding, Vec<u8>),
}

impl From<io::Error> for DecodeFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// How much is read at a time, and then handed on as a block: a little less than what the allocator of most systems asks
/// the system for anew each time.
pub(super) const PIECE: usize = 120 << 10;

/// Decodes a stream. The encoding is settled by a byte order mark, or else at the first bytes that are
/// not ASCII: if they are UTF-8, all must be; if not, all is Windows-1252.
pub(crate) struct Decoder<R> {
    input: R,
    encoding: Option<Encoding>,
    transcoder: Option<encoding_rs::Decoder>,
    /// Bytes that were read but not decoded: the beginning of a letter, or of the file.
    pending: Vec<u8>,
    is_at_start: bool,
    is_at_end: bool,
    has_mark: bool,
}

impl<R: Read> Decoder<R> {
    /// A decoder of `input`; `forced` overrides what the bytes say.
    pub(crate) fn new(input: R, forced: Option<Encoding>) -> Self {
        Self {
            input,
            encoding: forced,
            transcoder: None,
            pending: Vec::new(),
            is_at_start: true,
            is_at_end: false,
            has_mark: false,
        }
    }

    /// The encoding found so far; nothing while all bytes were ASCII.
    pub(crate) fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// Whether the file began with a byte order mark.
    pub(crate) fn has_mark(&self) -> bool {
        self.has_mark
    }

    /// Appends the next piece of text to `text`; false at the end.
    pub(crate) fn read(&mut self, text: &mut String) -> Result<bool, DecodeFault> {
        if self.is_at_end {
            return Ok(false);
        }
        // All of a piece: a pipe gives little at a time, and the first bytes must be seen together.
        self.pending.reserve(PIECE);
        let mut piece = self.input.by_ref().take(PIECE as u64);
        let read = piece.read_to_end(&mut self.pending)?;
        self.is_at_end = read < PIECE;
        if self.is_at_start {
            self.is_at_start = false;
            self.take_mark();
        }
        self.decode(text)?;
        if self.is_at_end {
            // What is done next has use for the room.
            self.pending = Vec::new();
        }
        Ok(true)
    }

    fn take_mark(&mut self) {
        let marks: [(&[u8], Encoding); 3] = [
            (b"\xEF\xBB\xBF", Encoding::Utf8),
            (b"\xFF\xFE", Encoding::Utf16Le),
            (b"\xFE\xFF", Encoding::Utf16Be),
        ];
        for (mark, encoding) in marks {
            if self.pending.starts_with(mark)
                && self.encoding.is_none_or(|forced| forced == encoding)
            {
                self.encoding = Some(encoding);
                self.has_mark = true;
                self.pending.drain(..mark.len());
            }
        }
    }

    fn decode(&mut self, text: &mut String) -> Result<(), DecodeFault> {
        if self.encoding.is_none() {
            let ascii = match self.pending.is_ascii() {
                true => self.pending.len(),
                false => self.pending.iter().take_while(|byte| byte.is_ascii()).count(),
            };
            // ASCII is UTF-8.
            text.push_str(std::str::from_utf8(&self.pending[..ascii]).unwrap_or_default());
            self.pending.drain(..ascii);
            // The first letter tells, and four bytes are as long as one can be.
            let first = &self.pending[..self.pending.len().min(4)];
            self.encoding = match std::str::from_utf8(first) {
                _ if first.is_empty() => None,
                // Cut short by the end of the piece: wait for the rest of the letter.
                Err(error)
                    if error.valid_up_to() == 0
                        && error.error_len().is_none()
                        && !self.is_at_end =>
                {
                    None
                }
                Err(error) if error.valid_up_to() == 0 => Some(Encoding::Windows1252),
                Ok(_) | Err(_) => Some(Encoding::Utf8),
            };
        }
        match self.encoding {
            None => Ok(()),
            Some(Encoding::Utf8) => self.utf8(text),
            Some(encoding @ Encoding::Windows1252) => {
                // The five bytes that Windows-1252 leaves open would come out as control characters.
                let undefined = |byte: &u8| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
                if let Some(at) = self.pending.iter().position(undefined) {
                    let rest = self.pending.split_off(at);
                    self.transcode(encoding, text)?;
                    return Err(DecodeFault::Bytes(encoding, vec![rest[0]]));
                }
                self.transcode(encoding, text)
            }
            Some(encoding @ (Encoding::Utf16Le | Encoding::Utf16Be)) => {
                self.transcode(encoding, text)
            }
        }
    }

    fn utf8(&mut self, text: &mut String) -> Result<(), DecodeFault> {
        let (valid, fault) = match std::str::from_utf8(&self.pending) {
            Ok(all) => (all, None),
            Err(error) => {
                let length = error.error_len().or(self.is_at_end.then_some(1));
                let valid = &self.pending[..error.valid_up_to()];
                (std::str::from_utf8(valid).unwrap_or_default(), length)
            }
        };
        text.push_str(valid);
        let valid = valid.len();
        self.pending.drain(..valid);
        match fault {
            Some(length) => {
                let bytes = self.pending[..length.min(self.pending.len())].to_vec();
                Err(DecodeFault::Bytes(Encoding::Utf8, bytes))
            }
            None => Ok(()),
        }
    }

    fn transcode(&mut self, encoding: Encoding, text: &mut String) -> Result<(), DecodeFault> {
        let table = match encoding {
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
            Encoding::Utf8 | Encoding::Windows1252 => WINDOWS_1252,
        };
        let decoder =
            self.transcoder.get_or_insert_with(|| table.new_decoder_without_bom_handling());
        let mut done = 0;
        loop {
            let room = decoder
                .max_utf8_buffer_length_without_replacement(self.pending.len() - done)
                .unwrap_or(PIECE);
            text.reserve(room);
            let (result, read) = decoder.decode_to_string_without_replacement(
                &self.pending[done..],
                text,
                self.is_at_end,
            );
            done += read;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, _) => {
                    let from = done.saturating_sub(usize::from(length));
                    return Err(DecodeFault::Bytes(encoding, self.pending[from..done].to_vec()));
                }
            }
        }
        self.pending.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, like the slowest pipe.
    struct Drip<'b>(&'b [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else {
                return Ok(0);
            };
            buffer[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    fn decoded(bytes: &[u8]) -> Result<(String, Option<Encoding>), String> {
        let mut decoder = Decoder::new(Drip(bytes), None);
        let mut text = String::new();
        loop {
            match decoder.read(&mut text) {
                Ok(true) => {}
                Ok(false) => return Ok((text, decoder.encoding())),
                Err(DecodeFault::Bytes(encoding, bytes)) => {
                    return Err(format!("{} {bytes:02X?} after {text:?}", encoding.as_str()));
                }
                Err(DecodeFault::Io(error)) => panic!("{error}"),
            }
        }
    }

    #[test]
    fn utf_8_is_read_with_and_without_its_mark() {
        assert_eq!(decoded("æøå".as_bytes()), Ok(("æøå".into(), Some(Encoding::Utf8))));
        assert_eq!(decoded("\u{feff}æ".as_bytes()), Ok(("æ".into(), Some(Encoding::Utf8))));
        assert_eq!(decoded(b"abc"), Ok(("abc".into(), None)));
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let little: Vec<u8> = "\u{feff}æ😀".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}æ😀".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&little), Ok(("æ😀".into(), Some(Encoding::Utf16Le))));
        assert_eq!(decoded(&big), Ok(("æ😀".into(), Some(Encoding::Utf16Be))));
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_windows_1252() {
        let expected = ("Fagmiljø – €".to_owned(), Some(Encoding::Windows1252));
        assert_eq!(decoded(b"Fagmilj\xF8 \x96 \x80"), Ok(expected));
    }

    #[test]
    fn an_encoding_that_is_contradicted_later_is_refused_with_the_place() {
        assert_eq!(decoded(b"\xC3\xA6;milj\xF8\n"), Err("UTF-8 [F8] after \"æ;milj\"".into()));
        assert_eq!(decoded(b"\xF8;\x81"), Err("Windows-1252 [81] after \"ø;\"".into()));
        assert_eq!(decoded(b"\xFF\xFE\x00\xD8a\x00"), Err("UTF-16 LE [00, D8] after \"\"".into()));
    }
}
