//! All text for people, in Danish and English, side by side.
//!
//! A text is a variant of [`Message`] (what is said of the user's files) or [`Ui`] (all else), with its
//! values as fields; `catalogue!` writes both languages beside it, so that neither can lack a text
//! and a text cannot lack a value. The words of the data (levels, statuses, columns) stay Danish in both.

pub(crate) mod asked;
mod foreign;
mod guide;
mod help;
mod lint;
mod message;
mod page;
mod regress;
mod rubric_help;
mod sql;
mod study;
mod toml_fault;
mod ui;
mod unit;
pub(crate) mod why;

pub use asked::Asked;
pub use foreign::ForeignFile;
pub use guide::Guide;
pub use help::Help;
pub use lint::{BoundWord, FactValue, LintText, Who};
pub use message::{Half, Message, SheetHolds};
pub use page::Page;
pub use regress::Regress;
pub use rubric_help::RubricHelp;
pub use sql::Sql;
pub use study::Study;
pub use ui::Ui;
pub(crate) use unit::{unit_of, with_number};
pub use why::Why;

/// A language of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Danish.
    Da,
    /// English.
    En,
}

impl Lang {
    /// The tag of the language.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
        }
    }

    /// The language of a tag such as `da`, `da-DK` or `en_GB.UTF-8`, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.']).next().unwrap_or_default();
        [Self::Da, Self::En].into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.tag()))
    }
}

/// A number of things, with the word in the number that fits: `1 række`, `2 rækker`.
pub(crate) fn count(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Declares an enum of texts: each variant with its fields, a code, and the text in both languages.
macro_rules! catalogue {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $code:literal $variant:ident $( { $( $field:ident : $kind:ty ),* $(,)? } )? = $da:expr, $en:expr; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each variant stands beside its text in both languages")]
        pub enum $name {
            $( $variant $( { $( $field: $kind ),* } )? ),*
        }

        impl $name {
            /// The name of the text, the same in both languages.
            pub const fn code(&self) -> &'static str {
                match self { $( Self::$variant { .. } => $code ),* }
            }

            /// The text in a language.
            #[allow(unused_variables, reason = "a language may do without a value")]
            pub fn text(&self, lang: $crate::words::Lang) -> String {
                match self {
                    $( Self::$variant $( { $( $field ),* } )? => match lang {
                        $crate::words::Lang::Da => format!("{}", $da),
                        $crate::words::Lang::En => format!("{}", $en),
                    } ),*
                }
            }
        }
    };
}
pub(crate) use catalogue;
