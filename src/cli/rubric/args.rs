//! The arguments of `indplacer rubric` as typed, and their help.

use crate::cli::args::{ReadingArgs, date};
use crate::words::RubricHelp;
use clap::{Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
#[command(disable_help_subcommand = true)]
pub(in crate::cli) enum RubricCommand {
    List(ListArgs),
    Show(ShowArgs),
    Compare(CompareArgs),
    New(NewArgs),
    NewVersion(NewVersionArgs),
    Cases(CasesArgs),
    Form(FormArgs),
    Export(ExportArgs),
    Import(ImportArgs),
    Sql(SqlArgs),
    Schema(SchemaArgs),
}

/// Where rubrics are looked for by name.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Among {
    #[arg(long = "rubrics", id = "among", value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
}

/// A page of text and where it goes.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct PageArgs {
    #[arg(long = "format", id = "page_format", value_name = "FORMAT", hide_possible_values = true)]
    pub(super) format: Option<PageFormat>,
    #[arg(long, short, id = "page_output", value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ListArgs {
    #[command(flatten)]
    pub(super) among: Among,
    #[command(flatten)]
    pub(super) page: PageArgs,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ShowArgs {
    #[arg(id = "which", value_name = "ID|FILE")]
    pub(super) which: String,
    #[arg(long = "rule", id = "show_rule")]
    pub(super) rule: bool,
    #[command(flatten)]
    pub(super) among: Among,
    #[command(flatten)]
    pub(super) page: PageArgs,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct CompareArgs {
    #[arg(id = "compared", value_name = "ID|FILE", required = true, num_args = 2..)]
    pub(super) compared: Vec<String>,
    #[command(flatten)]
    pub(super) among: Among,
    #[command(flatten)]
    pub(super) page: PageArgs,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct NewArgs {
    #[arg(id = "new_id", value_name = "ID")]
    pub(super) id: String,
    #[arg(
        long = "from",
        id = "new_from",
        value_name = "ID|FILE",
        default_value = "generisk",
        hide_default_value = true
    )]
    pub(super) from: String,
    #[command(flatten)]
    pub(super) among: Among,
    #[arg(long, short, id = "new_output", value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[arg(long = "cases", id = "new_cases")]
    pub(super) cases: bool,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct NewVersionArgs {
    #[arg(id = "which", value_name = "ID|FILE")]
    pub(super) which: String,
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) valid_from: Date,
    #[arg(long = "number", id = "version_number", value_name = "VERSION")]
    pub(super) version: Option<String>,
    #[command(flatten)]
    pub(super) among: Among,
    #[arg(long, short, id = "version_output", value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct CasesArgs {
    #[arg(id = "which", value_name = "ID|FILE")]
    pub(super) which: String,
    #[command(flatten)]
    pub(super) among: Among,
    #[arg(long, short, id = "cases_output", value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct FormArgs {
    #[arg(id = "which", value_name = "ID|FILE")]
    pub(super) which: String,
    #[arg(
        long,
        value_name = "KIND",
        default_value = "skema",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) kind: Kind,
    #[arg(
        long,
        value_name = "LAYOUT",
        default_value = "single",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) layout: Layout,
    #[command(flatten)]
    pub(super) among: Among,
    #[command(flatten)]
    pub(super) filled: FilledArgs,
    #[arg(long, short, id = "form_output", value_name = "FILE")]
    pub(super) output: PathBuf,
}

/// What a paper is filled in with.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct FilledArgs {
    #[arg(long = "for", id = "form_for", value_name = "FILE", requires = "supplier")]
    pub(super) files: Vec<PathBuf>,
    #[arg(long, value_name = "ID", requires = "form_for")]
    pub(super) supplier: Option<String>,
    #[arg(long, value_name = "NAME", id = "only_for", requires = "form_for")]
    pub(super) maalgruppe: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = date, requires = "form_for")]
    pub(super) as_of: Option<Date>,
    #[arg(long, requires = "form_for")]
    pub(super) assume_quality: bool,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ExportArgs {
    #[arg(id = "which", value_name = "ID|FILE")]
    pub(super) which: String,
    #[command(flatten)]
    pub(super) among: Among,
    #[arg(long, short, id = "export_output", value_name = "FILE")]
    pub(super) output: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ImportArgs {
    #[arg(id = "workbook", value_name = "WORKBOOK")]
    pub(super) workbook: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(super) into: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct SqlArgs {
    #[arg(id = "which", value_name = "ID|FILE")]
    pub(super) which: String,
    #[arg(
        long,
        value_name = "DIALECT",
        default_value = "duckdb",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) dialect: Dialect,
    #[arg(long, value_name = "NAME", default_value = "vurderinger", hide_default_value = true)]
    pub(super) table: String,
    #[command(flatten)]
    pub(super) among: Among,
    #[arg(long, short, id = "sql_output", value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct SchemaArgs {
    #[arg(long, short, id = "page_output", value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// Which of the pilot's papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Kind {
    Skema,
    Interview,
    Afrapportering,
}

/// How an oplysningsskema is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Layout {
    Single,
    List,
}

/// The engine that a query is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Dialect {
    #[value(name = "duckdb")]
    DuckDb,
    Postgres,
}

/// How a page is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum PageFormat {
    Text,
    Md,
    Html,
    Docx,
    Json,
}

/// What a command or an argument is for, by the name that the parser has for it.
pub(in crate::cli) fn help(id: &str) -> Option<RubricHelp> {
    Some(match id {
        "rubric" => RubricHelp::Rubric,
        "list" => RubricHelp::List,
        "show" => RubricHelp::Show,
        "compare" => RubricHelp::Compare,
        "compared" => RubricHelp::Compared,
        "new" => RubricHelp::New,
        "new_id" => RubricHelp::NewId,
        "new_from" => RubricHelp::NewFrom,
        "new_output" => RubricHelp::NewOutput,
        "new_cases" => RubricHelp::NewCases,
        "new-version" => RubricHelp::NewVersion,
        "valid_from" => RubricHelp::ValidFrom,
        "version_number" => RubricHelp::VersionNumber,
        "version_output" => RubricHelp::VersionOutput,
        "cases" => RubricHelp::Cases,
        "cases_output" => RubricHelp::CasesOutput,
        "form" => RubricHelp::Form,
        "kind" => RubricHelp::Kind,
        "layout" => RubricHelp::Layout,
        "form_output" => RubricHelp::FormOutput,
        "form_for" => RubricHelp::FormFor,
        "export" => RubricHelp::Export,
        "export_output" => RubricHelp::ExportOutput,
        "import" => RubricHelp::Import,
        "workbook" => RubricHelp::Workbook,
        "into" => RubricHelp::Into,
        "sql" => RubricHelp::Sql,
        "dialect" => RubricHelp::SqlDialect,
        "table" => RubricHelp::SqlTable,
        "sql_output" => RubricHelp::SqlOutput,
        "schema" => RubricHelp::Schema,
        "which" => RubricHelp::Which,
        "show_rule" => RubricHelp::ShowRule,
        "among" => RubricHelp::Among,
        "page_format" => RubricHelp::PageFormat,
        "page_output" => RubricHelp::Output,
        _ => return None,
    })
}
