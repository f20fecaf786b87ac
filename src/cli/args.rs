//! What many commands are told: which rubrics there are, how files are read, and where results go.

use crate::arithmetic::DecimalMark;
use crate::intake::{Delimiter, Encoding, parse_date};
use crate::words::Lang;
use clap::builder::TypedValueParser;
use std::path::{Path, PathBuf};

/// Which rubrics there are.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct RubricArgs {
    #[arg(long, value_name = "PATH")]
    pub(super) rubrics: Vec<PathBuf>,
    #[arg(long, value_name = "ID|FILE")]
    pub(super) rubric: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<jiff::civil::Date>,
}

/// How assessment files are read.
#[derive(Debug, clap::Args)]
pub(super) struct ReadingArgs {
    #[arg(long)]
    pub(super) deny_unknown: bool,
    #[arg(long, value_name = "SIGN", value_parser = delimiter)]
    pub(super) delimiter: Option<Delimiter>,
    #[arg(long, value_name = "NAME", value_parser = encoding(), hide_possible_values = true)]
    pub(super) encoding: Option<Encoding>,
    #[arg(long, value_name = "MARK", value_parser = decimal(), hide_possible_values = true)]
    pub(super) decimal: Option<DecimalMark>,
    #[arg(long, value_name = "FILE")]
    pub(super) columns: Option<PathBuf>,
    #[arg(long, value_name = "WORD", value_delimiter = ',')]
    pub(super) missing: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Option<String>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=10_000))]
    pub(super) header_row: Option<u64>,
    #[arg(long)]
    pub(super) strict: bool,
}

pub(super) fn date(text: &str) -> Result<jiff::civil::Date, String> {
    parse_date(text).map_err(|message| message.text(Lang::En))
}

fn delimiter(text: &str) -> Result<Delimiter, String> {
    let mut signs = text.chars();
    let sign = match (text, signs.next(), signs.next()) {
        ("tab" | "\\t", _, _) => Some('\t'),
        (_, Some(sign), None) => Some(sign),
        _ => None,
    };
    sign.and_then(Delimiter::new).ok_or_else(|| "one ASCII sign, or tab".to_owned())
}

fn encoding() -> impl TypedValueParser<Value = Encoding> {
    clap::builder::PossibleValuesParser::new(["utf-8", "utf-16le", "utf-16be", "windows-1252"]).map(
        |name| match name.as_str() {
            "utf-16le" => Encoding::Utf16Le,
            "utf-16be" => Encoding::Utf16Be,
            "windows-1252" => Encoding::Windows1252,
            _ => Encoding::Utf8,
        },
    )
}

fn decimal() -> impl TypedValueParser<Value = DecimalMark> {
    clap::builder::PossibleValuesParser::new(["comma", "point"]).map(|name| match name.as_str() {
        "point" => DecimalMark::Point,
        _ => DecimalMark::Comma,
    })
}

/// What the ending of the file that is written says, of those that a command knows; none where nothing is named, or
/// standard output is.
pub(super) fn by_ending<F: Copy>(
    output: Option<&Path>,
    endings: &[(&str, F)],
) -> Option<Result<F, String>> {
    let path = output.filter(|path| *path != Path::new("-"))?;
    let ending = path.extension().and_then(|ending| ending.to_str());
    let known = endings.iter().find(|(known, _)| Some(*known) == ending);
    Some(known.map(|(_, format)| *format).ok_or_else(|| path.display().to_string()))
}
