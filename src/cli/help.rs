//! The help in the reader's language.

use super::rubric;
use crate::words::{Help, Lang};
use clap::builder::StyledStr;

/// The command with its help in the reader's language.
pub(super) fn localized(command: clap::Command, lang: Lang) -> clap::Command {
    let template =
        format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}", Help::Usage.text(lang),);
    command
        .about(Help::About.text(lang))
        .subcommand_help_heading(Help::Commands.text(lang))
        .subcommand_value_name(Help::ValueCommand.text(lang))
        .help_template(StyledStr::from(format!("{template}\n\n{}", Help::EasyDoor.text(lang))))
        .mut_args(|arg| localized_arg(arg, lang))
        .mut_subcommands(|subcommand| localized_subcommand(subcommand, &template, lang))
}

/// The same for a command under it, and for those under that.
fn localized_subcommand(command: clap::Command, template: &str, lang: Lang) -> clap::Command {
    let about = match command.get_name() {
        "score" => Help::Score.text(lang),
        "explain" => Help::Explain.text(lang),
        "report" => Help::Report.text(lang),
        "test" => Help::Test.text(lang),
        "diff" => Help::Diff.text(lang),
        "check" => Help::Check.text(lang),
        "study" => Help::StudyCommand.text(lang),
        "overview" => Help::StudyOverview.text(lang),
        "agreement" => Help::StudyAgreement.text(lang),
        "timeline" => Help::StudyTimeline.text(lang),
        "robustness" => Help::StudyRobustness.text(lang),
        "discrimination" => Help::StudyDiscrimination.text(lang),
        name => rubric::help(name).map_or_else(|| Help::About.text(lang), |help| help.text(lang)),
    };
    command
        .about(about)
        .subcommand_help_heading(Help::Commands.text(lang))
        .subcommand_value_name(Help::ValueCommand.text(lang))
        .help_template(StyledStr::from(template.to_owned()))
        .mut_args(|arg| localized_arg(arg, lang))
        .mut_subcommands(|subcommand| localized_subcommand(subcommand, template, lang))
}

fn localized_arg(arg: clap::Arg, lang: Lang) -> clap::Arg {
    let values = arg.get_value_names().unwrap_or_default().iter();
    let values: Vec<String> = values.map(|name| value_name(name, lang)).collect();
    let arg = match values.is_empty() {
        true => arg,
        false => arg.value_names(values),
    };
    // The commands on rubrics describe their own; `--rubric` of other commands is not among them.
    let of_rubric = rubric::help(arg.get_id().as_str())
        .filter(|_| !["rubric", "cases"].contains(&arg.get_id().as_str()));
    if let Some(help) = of_rubric {
        let heading = match arg.is_positional() {
            true => Help::Arguments,
            false => Help::Options,
        };
        return arg.help(help.text(lang)).help_heading(heading.text(lang));
    }
    let (help, heading) = match arg.get_id().as_str() {
        "files" => (Help::Files, Help::Arguments),
        "paths" => (Help::CheckPaths, Help::Arguments),
        "deny" => (Help::Deny, Help::Checking),
        "findings_format" => (Help::FindingsFormat, Help::Writing),
        "findings_output" => (Help::FindingsOutput, Help::Writing),
        "rubrics" => (Help::Rubrics, Help::Placing),
        "rubric" => (Help::Rubric, Help::Placing),
        "as_of" => (Help::AsOf, Help::Placing),
        "by" => (Help::By, Help::Selecting),
        "population" => (Help::Population, Help::Selecting),
        "round" => (Help::Round, Help::Selecting),
        "min_count" => (Help::MinCount, Help::Selecting),
        "min_group" => (Help::MinGroup, Help::Selecting),
        "level" => (Help::Level, Help::Selecting),
        "maalgruppe" => (Help::TargetGroup, Help::Selecting),
        "region" => (Help::Region, Help::Selecting),
        "assume_quality" => (Help::AssumeQuality, Help::Placing),
        "format" => (Help::Format, Help::Writing),
        "study_format" => (Help::StudyFormat, Help::Writing),
        "output" => (Help::Output, Help::Writing),
        "per_supplier" => (Help::PerSupplier, Help::Writing),
        "report_format" => (Help::ReportFormat, Help::Writing),
        "hide" => (Help::Hide, Help::Writing),
        "supplier" => (Help::Supplier, Help::Options),
        "only_for" => (Help::Maalgruppe, Help::Options),
        "all" => (Help::All, Help::Options),
        "ways" => (Help::Ways, Help::Writing),
        "explain_format" => (Help::ExplainFormat, Help::Writing),
        "explain_output" => (Help::ExplainOutput, Help::Writing),
        "report_output" => (Help::ReportOutput, Help::Writing),
        "beside" => (Help::Beside, Help::Writing),
        "excel" => (Help::Excel, Help::Writing),
        "deny_unknown" => (Help::DenyUnknown, Help::Reading),
        "delimiter" => (Help::Delimiter, Help::Reading),
        "encoding" => (Help::Encoding, Help::Reading),
        "decimal" => (Help::Decimal, Help::Reading),
        "columns" => (Help::Columns, Help::Reading),
        "missing" => (Help::Missing, Help::Reading),
        "rejects" => (Help::Rejects, Help::Writing),
        "keep_columns" => (Help::KeepColumns, Help::Writing),
        "cases" => (Help::Cases, Help::Arguments),
        "mutate" => (Help::Mutate, Help::Testing),
        "add_cases" => (Help::AddCases, Help::Testing),
        "in_diff" => (Help::InDiff, Help::Testing),
        "list_mutants" => (Help::ListMutants, Help::Testing),
        "bless" => (Help::Bless, Help::Testing),
        "review" => (Help::Review, Help::Testing),
        "ci_output" => (Help::CiOutput, Help::Writing),
        "ci_format" => (Help::CiFormat, Help::Writing),
        "before" => (Help::Before, Help::Arguments),
        "after" => (Help::After, Help::Arguments),
        "data" => (Help::Data, Help::Comparing),
        "expect" => (Help::Expect, Help::Comparing),
        "fail_on" => (Help::FailOn, Help::Comparing),
        "since" => (Help::Since, Help::Comparing),
        "accept" => (Help::Accept, Help::Comparing),
        "expect_write" => (Help::ExpectWrite, Help::Comparing),
        "allow_rejected" => (Help::AllowRejected, Help::Comparing),
        "sheet" => (Help::Sheet, Help::Reading),
        "header_row" => (Help::HeaderRow, Help::Reading),
        "strict" => (Help::Strict, Help::Reading),
        "threads" => (Help::Threads, Help::Placing),
        "allow_duplicates" => (Help::AllowDuplicates, Help::Reading),
        "header_from" => (Help::HeaderFrom, Help::Reading),
        "no_header" => (Help::NoHeader, Help::Writing),
        "template" => (Help::Template, Help::Writing),
        "lang" => (Help::Lang, Help::General),
        "quiet" => (Help::Quiet, Help::General),
        "replace" => (Help::Replace, Help::General),
        "version" => (Help::Version, Help::General),
        _ => (Help::Help, Help::General),
    };
    arg.help(help.text(lang)).help_heading(heading.text(lang))
}

/// What stands for a value in the help, such as `FILE`.
pub(super) fn value_name(name: &str, lang: Lang) -> String {
    let name = match name {
        "COLUMN" => Help::ValueColumn,
        "DATE" => Help::ValueDate,
        "DIALECT" => Help::ValueDialect,
        "DIR" => Help::ValueDir,
        "FILE" => Help::ValueFile,
        "ID|FILE" => Help::ValueIdOrFile,
        "LANG" => Help::ValueLang,
        "LENGTH" => Help::ValueLength,
        "LEVEL" => Help::ValueLevel,
        "MARK" => Help::ValueMark,
        "NAME" => Help::ValueName,
        "PATH" => Help::ValuePath,
        "SIGN" => Help::ValueSign,
        "BEFORE" => Help::ValueBefore,
        "AFTER" => Help::ValueAfter,
        "CASES" => Help::ValueCases,
        "KIND" => Help::ValueKind,
        "LAYOUT" => Help::ValueLayout,
        "REV" => Help::ValueRevision,
        "WHAT" => Help::ValueWhat,
        "WHICH" => Help::ValueWhich,
        "WORD" => Help::ValueWord,
        "WORKBOOK" => Help::ValueWorkbook,
        // The same in both languages: FORMAT, ID, N, VERSION.
        name => return name.to_owned(),
    };
    name.text(lang)
}
