//! How a test or a difference is told, to people and to what runs them.

use super::output::{Kind, Sealed};
use clap::ValueEnum;
use std::path::PathBuf;

/// How a test or a difference is told, and where to.
#[derive(Debug, clap::Args)]
pub(super) struct CiWritingArgs {
    #[arg(
        long = "format",
        id = "ci_format",
        value_name = "FORMAT",
        hide_possible_values = true,
        default_value = "text",
        hide_default_value = true
    )]
    pub(super) format: CiFormat,
    #[arg(long, short, id = "ci_output", value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// How a test or a difference is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CiFormat {
    Text,
    Json,
    Junit,
    Github,
    Markdown,
}

impl CiFormat {
    /// What is written.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Text => Kind::Words,
            Self::Json | Self::Junit | Self::Github => Kind::Data,
            Self::Markdown => Kind::Page(Sealed::Markdown),
        }
    }
}
