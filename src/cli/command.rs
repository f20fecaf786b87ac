//! The whole command line as typed. What it means is for the commands.

use super::check::CheckArgs;
use super::comparing::DiffArgs;
use super::explain::ExplainArgs;
use super::help::localized;
use super::language::LANGUAGE;
use super::later::Later;
use super::report_args::ReportArgs;
use super::rubric::RubricCommand;
use super::score::ScoreArgs;
use super::study::StudyArgs;
use super::test::TestArgs;
use crate::words::{Help, Lang, Ui};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args as _, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::process::ExitCode;

#[derive(Debug, Parser)]
#[command(name = "indplacer", version, disable_help_flag = true, disable_help_subcommand = true)]
#[command(disable_version_flag = true, subcommand_required = true, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    #[arg(long, global = true, value_name = "LANG", value_parser = ["da", "en"], hide_possible_values = true)]
    lang: Option<String>,
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    #[arg(long, global = true)]
    pub(super) replace: bool,
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Score(Later<ScoreArgs>),
    Explain(Later<ExplainArgs>),
    Report(Later<ReportArgs>),
    Study(Later<StudyArgs>),
    Test(Later<TestArgs>),
    Diff(Later<DiffArgs>),
    Check(Later<CheckArgs>),
    Rubric(Later<WorkbenchArgs>),
}

#[derive(Debug, clap::Args)]
pub(super) struct WorkbenchArgs {
    #[command(subcommand)]
    pub(super) command: RubricCommand,
}

/// Tells that `INDPLACER_LANG` asks for a language that is none of ours.
pub(super) fn refuse_language(value: String, lang: Lang) -> ExitCode {
    let what = Help::BadValue { argument: LANGUAGE.to_owned(), value };
    let names = [Lang::Da, Lang::En].map(Lang::tag).join(", ");
    let told = told_fault(&what, Some(&Help::Possible { names }), lang);
    let _ = write!(anstream::stderr(), "{told}");
    ExitCode::from(2)
}

/// Whether it is the name of a command.
pub(super) fn is_command(name: &OsStr) -> bool {
    name.to_str().is_some_and(Command::has_subcommand)
}

/// The arguments, or the exit code after help was shown or a fault was told.
pub(super) fn parse(arguments: Vec<OsString>, lang: Lang) -> Result<Args, ExitCode> {
    let parsed_by = |command: clap::Command| {
        let mut matches = command.try_get_matches_from(&arguments)?;
        Args::from_arg_matches_mut(&mut matches)
    };
    // The other commands are described, and the words of the help put in, only for those who are shown some of them.
    let typed = Args::command().mut_subcommands(|command| command.defer(described));
    let parsed = parsed_by(typed).or_else(|error| match error.kind() {
        ErrorKind::DisplayVersion => Err(error),
        _ => parsed_by(localized(all_described(), lang)),
    });
    parsed.map_err(|error| {
        let help = |error: &clap::Error| {
            let text = error.render().ansi().to_string();
            text.replace("[OPTIONS]", &Help::UsageOptions.text(lang))
        };
        // A closed pipe after `--help` is not an error.
        if !error.use_stderr() {
            let _ = write!(anstream::stdout(), "{}", help(&error));
            return ExitCode::SUCCESS;
        }
        let text = match error.kind() {
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => help(&error),
            _ => fault(&error, lang),
        };
        let _ = write!(anstream::stderr(), "{text}");
        ExitCode::from(2)
    })
}

/// What is wrong with the command line, and what to do.
fn fault(error: &clap::Error, lang: Lang) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => Help::UnknownArgument { argument },
        ErrorKind::InvalidSubcommand => {
            Help::UnknownCommand { argument: text(ContextKind::InvalidSubcommand) }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            match text(ContextKind::InvalidValue) {
                value if value.is_empty() => Help::ValueMissing { argument },
                value => Help::BadValue { argument, value },
            }
        }
        ErrorKind::MissingRequiredArgument => Help::ArgumentMissing { argument },
        ErrorKind::MissingSubcommand => Help::CommandMissing,
        ErrorKind::ArgumentConflict => Help::Conflict { argument },
        _ => Help::OtherUsage,
    };
    let suggestion =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .map(text)
            .into_iter()
            .find(|name| !name.is_empty());
    let possible = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(names)) if !names.is_empty() => Some(names.join(", ")),
        _ => None,
    };
    let help = match (suggestion, possible) {
        (Some(name), _) => Some(Help::DidYouMean { name }),
        (None, Some(names)) => Some(Help::Possible { names }),
        (None, None) => None,
    };
    told_fault(&what, help.as_ref(), lang)
}

fn told_fault(what: &Help, help: Option<&Help>, lang: Lang) -> String {
    let mut lines = format!("{}: {}\n", Ui::Error.text(lang), what.text(lang));
    if let Some(help) = help {
        lines.push_str(&format!("    {}\n", help.text(lang)));
    }
    lines.push_str(&format!("{}\n", Ui::UsageHint.text(lang)));
    crate::vocabulary::printable_lines(&lines)
}

/// The whole command line.
pub(super) fn all_described() -> clap::Command {
    Args::command().mut_subcommands(described)
}

/// A command with its arguments.
fn described(command: clap::Command) -> clap::Command {
    match command.get_name() {
        "score" => ScoreArgs::augment_args(command),
        "explain" => ExplainArgs::augment_args(command),
        "report" => ReportArgs::augment_args(command),
        "study" => StudyArgs::augment_args(command),
        "test" => TestArgs::augment_args(command),
        "diff" => DiffArgs::augment_args(command),
        "check" => CheckArgs::augment_args(command),
        "rubric" => WorkbenchArgs::augment_args(command),
        _ => command,
    }
}

#[cfg(test)]
mod tests {
    use super::super::help::value_name;
    use super::*;

    #[test]
    fn every_argument_has_a_help_text_of_its_own() {
        let command = localized(all_described(), Lang::En);
        let help = Help::Help.text(Lang::En);
        let mut commands = vec![&command];
        let mut next = 0;
        while let Some(command) = commands.get(next).copied() {
            commands.extend(command.get_subcommands());
            next += 1;
        }
        for arg in commands.into_iter().flat_map(clap::Command::get_arguments) {
            let text = arg.get_help().map(ToString::to_string);
            assert_eq!(arg.get_id() == "help", text.as_deref() == Some(&help), "{}", arg.get_id());
        }
    }

    #[test]
    fn arguments_are_told_apart_from_options() {
        let command = localized(all_described(), Lang::En);
        let mut commands = vec![&command];
        let mut next = 0;
        while let Some(command) = commands.get(next).copied() {
            commands.extend(command.get_subcommands());
            next += 1;
        }
        let arguments = Help::Arguments.text(Lang::En);
        for arg in commands.into_iter().flat_map(clap::Command::get_arguments) {
            let stands_there = arg.get_help_heading() == Some(&arguments);
            assert_eq!(stands_there, arg.is_positional(), "{}", arg.get_id());
        }
    }

    #[test]
    fn what_stands_for_a_value_is_in_the_readers_language() {
        let command = all_described();
        let mut commands = vec![&command];
        let mut next = 0;
        while let Some(command) = commands.get(next).copied() {
            commands.extend(command.get_subcommands());
            next += 1;
        }
        let all = commands.into_iter().flat_map(clap::Command::get_arguments);
        for arg in all.filter(|arg| arg.get_action().takes_values()) {
            let names = arg.get_value_names().unwrap_or_default();
            let is_known = |name: &str| {
                ["FORMAT", "ID", "N", "VERSION"].contains(&name)
                    || value_name(name, Lang::Da) != name
            };
            assert!(
                !names.is_empty() && names.iter().all(|name| is_known(name)),
                "{}: {names:?}",
                arg.get_id()
            );
        }
    }

    #[test]
    fn every_command_is_described() {
        for command in all_described().get_subcommands() {
            let has_arguments = command.get_arguments().next().is_some();
            assert!(has_arguments || command.has_subcommands(), "{command}");
        }
    }

    #[test]
    fn the_command_line_is_well_formed() {
        localized(all_described(), Lang::Da).debug_assert();
    }
}
