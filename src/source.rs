//! A text with a name, and the only place that counts its lines.

use std::borrow::Cow;
use std::ops::Range;

/// A file that was read as text: a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as the user wrote it, or `indbygget:autisme.toml`.
    pub name: String,
    /// The whole text.
    pub text: Cow<'static, str>,
}

/// Bytes of a [`Source`], start included, end not.
pub type Span = Range<usize>;

impl Source {
    /// The line and column of a byte, both from 1; the column counts characters.
    ///
    /// ```
    /// let source = indplacer::source::Source { name: "a".into(), text: "æ = 1\nb = 2".into() };
    /// assert_eq!(source.position(3), (1, 3));
    /// assert_eq!(source.position(7), (2, 1));
    /// ```
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(byte)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}
