//! The fingerprint of itself that a page or a workbook carries, by which the program knows its own work.
//!
//! A file that says something else than its fingerprint, or has none, was edited by somebody and is not replaced
//! without being told to. The fingerprint is taken of all bytes but its own.

use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What carries a fingerprint, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Sealed {
    /// In its head.
    Html,
    /// In a comment at its end.
    Markdown,
    /// In a comment at its end.
    Toml,
    /// In its last line.
    Text,
    /// In the comment at the end of the archive that it is, which a program that saves it does not write again.
    Workbook,
}

/// How many letters a fingerprint has.
const LENGTH: usize = 64;

impl Sealed {
    /// What stands around the fingerprint.
    const fn around(self) -> (&'static str, &'static str) {
        match self {
            Self::Html => ("<meta name=\"fingeraftryk\" content=\"sha256-", "\">"),
            Self::Markdown => ("\n<!-- fingeraftryk: sha256-", " -->\n"),
            Self::Toml => ("\n# fingeraftryk: sha256-", "\n"),
            Self::Text => ("\nfingeraftryk: sha256-", "\n"),
            Self::Workbook => ("indplacer sha256-", ""),
        }
    }

    /// The same bytes with their fingerprint in them.
    pub(super) fn seal(self, mut bytes: Vec<u8>) -> Vec<u8> {
        let (before, after) = self.around();
        let text = format!("{before}{}{after}", fingerprint(&bytes));
        let at = match self {
            Self::Html => place_in_head(&bytes),
            Self::Markdown | Self::Toml | Self::Text | Self::Workbook => bytes.len(),
        };
        if self == Self::Workbook {
            // The last that an archive without a comment says is that its comment has no letters.
            let length = u16::try_from(text.len()).unwrap_or_default();
            bytes[at - 2..].copy_from_slice(&length.to_le_bytes());
        }
        bytes.splice(at..at, text.into_bytes());
        bytes
    }

    /// Whether the bytes are as they were sealed. Bytes that there are none of are nobody's work.
    pub(super) fn is_whole(self, bytes: &[u8]) -> bool {
        if bytes.is_empty() {
            return true;
        }
        let (before, after) = self.around();
        let found = match self {
            Self::Html => memchr::memmem::find(bytes, before.as_bytes()),
            Self::Markdown | Self::Toml | Self::Text | Self::Workbook => bytes
                .len()
                .checked_sub(before.len() + LENGTH + after.len())
                .filter(|&at| bytes[at..].starts_with(before.as_bytes())),
        };
        let Some(at) = found else {
            return false;
        };
        let start = at + before.len();
        let Some(own) = bytes.get(start..start + LENGTH) else {
            return false;
        };
        let Some(rest) = bytes[start + LENGTH..].strip_prefix(after.as_bytes()) else {
            return false;
        };
        let mut without = [&bytes[..at], rest].concat();
        if self == Self::Workbook {
            let Some(length) = without.last_chunk_mut::<2>() else {
                return false;
            };
            if usize::from(u16::from_le_bytes(*length)) != before.len() + LENGTH {
                return false;
            }
            *length = [0; 2];
        }
        own == fingerprint(&without).as_bytes()
    }

    /// Whether the program made it, whatever was done to it since.
    pub(super) fn is_ours(self, bytes: &[u8]) -> bool {
        memchr::memmem::find(bytes, self.around().0.as_bytes()).is_some()
    }
}

fn fingerprint(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Behind the declaration of the letters, which must stand first; at the beginning where there is no head.
fn place_in_head(bytes: &[u8]) -> usize {
    const CHARSET: &[u8] = b"<meta charset=\"utf-8\">";
    memchr::memmem::find(bytes, CHARSET).map_or(0, |at| at + CHARSET.len())
}

/// Whether a file is there that is not as the program wrote it.
pub(super) fn is_edited(path: &Path, sealed: Sealed) -> bool {
    /// No page and no workbook of ours is larger.
    const MOST: u64 = 1 << 30;
    let Ok(file) = File::open(path) else {
        return path.exists();
    };
    let mut bytes = Vec::new();
    match file.take(MOST).read_to_end(&mut bytes) {
        Ok(_) => !sealed.is_whole(&bytes),
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Sealed; 5] =
        [Sealed::Html, Sealed::Markdown, Sealed::Toml, Sealed::Text, Sealed::Workbook];

    proptest! {
        #[test]
        fn what_was_sealed_is_whole_and_with_any_byte_changed_is_not(
            text in "[ -~]{0,60}", at in any::<prop::sample::Index>(), bit in 0..8_u8,
        ) {
            for kind in ALL {
                let mut bytes = format!("<head><meta charset=\"utf-8\">{text}").into_bytes();
                bytes.extend([0; 2]);
                let sealed = kind.seal(bytes);
                prop_assert!(kind.is_whole(&sealed));
                let mut changed = sealed.clone();
                changed[at.index(sealed.len())] ^= 1 << bit;
                prop_assert!(!kind.is_whole(&changed));
                let mut longer = sealed;
                longer.push(b' ');
                prop_assert!(!kind.is_whole(&longer));
            }
        }
    }

    #[test]
    fn a_text_without_a_fingerprint_counts_as_edited_and_an_empty_one_does_not() {
        for kind in ALL {
            assert!(!kind.is_whole(b"<html>"));
            assert!(kind.is_whole(b""));
        }
    }
}
