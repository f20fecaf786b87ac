//! What `indplacer report` is told.

use super::args::{ReadingArgs, RubricArgs};
use super::reading;
use clap::ValueEnum;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct ReportArgs {
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) rubrics: RubricArgs,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[arg(long)]
    pub(super) assume_quality: bool,
    #[arg(long, value_name = "DIR", conflicts_with_all = ["report_output", "beside"])]
    pub(super) per_supplier: Option<PathBuf>,
    #[arg(long, hide_possible_values = true, id = "report_format", value_name = "FORMAT")]
    pub(super) format: Option<ReportFormat>,
    #[arg(long, short, value_name = "FILE", id = "report_output")]
    pub(super) output: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["report_format", "report_output"])]
    pub(super) beside: bool,
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) hide: Vec<String>,
}

impl ReportArgs {
    /// Every path that is read.
    pub(super) fn reads(&self) -> Vec<PathBuf> {
        reading::paths(&self.files, &self.rubrics, &self.reading)
    }
}

/// How reports are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    Html,
    Xlsx,
    Md,
    Docx,
}
