//! Arguments as typed. What they mean is for the commands.

use super::diff::DiffArgs;
use super::later::Later;
use super::output::{Kind, Sealed};
use super::reading;
use super::rubric::{self, RubricCommand};
use super::test::TestArgs;
use crate::arithmetic::DecimalMark;
use crate::intake::{Delimiter, Encoding, parse_date};
use crate::lint::Deny;
use crate::study::overview::Division;
use crate::study::timeline::Round;
use crate::vocabulary::{Level, Lint};
use crate::words::{Help, Lang, Ui};
use clap::builder::{StyledStr, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args as _, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::path::PathBuf;
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
pub(super) struct ScoreArgs {
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) rubrics: RubricArgs,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[arg(long)]
    pub(super) assume_quality: bool,
    #[arg(long, hide_possible_values = true)]
    pub(super) format: Option<Format>,
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[arg(long)]
    pub(super) excel: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) rejects: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub(super) keep_columns: Vec<String>,
    #[arg(long)]
    pub(super) allow_duplicates: bool,
    #[arg(long)]
    pub(super) no_header: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) header_from: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<std::num::NonZero<usize>>,
}

impl ScoreArgs {
    /// Every path that is read.
    pub(super) fn reads(&self) -> Vec<PathBuf> {
        let mut paths = reading::paths(&self.files, &self.rubrics, &self.reading);
        paths.extend(self.header_from.clone());
        paths
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long = "format", value_name = "FORMAT", hide_possible_values = true)]
    pub(super) findings_format: Option<FindingsFormat>,
    #[arg(long, value_name = "ID", value_delimiter = ',', value_parser = denied(), hide_possible_values = true)]
    pub(super) deny: Vec<Deny>,
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(super) findings_output: Option<PathBuf>,
    #[arg(long)]
    pub(super) template: bool,
    #[command(flatten)]
    pub(super) rubrics: RubricArgs,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

impl CheckArgs {
    /// Every path that is read.
    pub(super) fn reads(&self) -> Vec<PathBuf> {
        let files = super::rubrics::among(&self.paths);
        reading::paths(&files, &self.rubrics, &self.reading)
    }

    /// What is written.
    pub(super) fn kind(&self) -> Kind {
        match self.findings_format.unwrap_or(FindingsFormat::Text) {
            _ if self.template => Kind::Page(Sealed::Toml),
            FindingsFormat::Text => Kind::Words,
            FindingsFormat::Json | FindingsFormat::Sarif | FindingsFormat::Github => Kind::Data,
        }
    }
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsFormat {
    Text,
    Json,
    Sarif,
    Github,
}

fn denied() -> impl TypedValueParser<Value = Deny> {
    let ids = ["warnings", "all"].into_iter().chain(Lint::ALL.map(Lint::id));
    clap::builder::PossibleValuesParser::new(ids).map(|id| match Lint::from_id(&id) {
        Some(lint) => Deny::Lint(lint),
        None if id == "all" => Deny::All,
        None => Deny::Warnings,
    })
}

#[derive(Debug, clap::Args)]
pub(super) struct StudyArgs {
    #[command(subcommand)]
    pub(super) study: StudyCommand,
}

#[derive(Debug, clap::Args)]
pub(super) struct WorkbenchArgs {
    #[command(subcommand)]
    pub(super) command: RubricCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum StudyCommand {
    Overview(OverviewArgs),
    Robustness(RobustnessArgs),
    Discrimination(DiscriminationArgs),
    Agreement(AgreementArgs),
    Timeline(TimelineArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct TimelineArgs {
    #[command(flatten)]
    pub(super) reading: StudyReadingArgs,
    #[arg(long, value_name = "LENGTH", value_parser = round(), hide_possible_values = true)]
    pub(super) round: Option<Round>,
    #[command(flatten)]
    pub(super) writing: StudyWritingArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct AgreementArgs {
    #[command(flatten)]
    pub(super) reading: StudyReadingArgs,
    #[arg(long, value_name = "N")]
    pub(super) min_count: Option<u32>,
    #[command(flatten)]
    pub(super) writing: StudyWritingArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct DiscriminationArgs {
    #[command(flatten)]
    pub(super) reading: StudyReadingArgs,
    #[arg(long, value_name = "N")]
    pub(super) min_count: Option<u32>,
    #[command(flatten)]
    pub(super) writing: StudyWritingArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct OverviewArgs {
    #[command(flatten)]
    pub(super) reading: StudyReadingArgs,
    #[arg(long, value_name = "COLUMN", value_parser = division(), hide_possible_values = true)]
    pub(super) by: Option<Division>,
    #[arg(long, value_name = "FILE")]
    pub(super) population: Option<PathBuf>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..))]
    pub(super) min_group: Option<u32>,
    #[arg(long, value_name = "LEVEL", value_parser = level(), hide_possible_values = true)]
    pub(super) level: Option<Level>,
    #[arg(long, value_name = "NAME")]
    pub(super) maalgruppe: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(super) region: Option<String>,
    #[command(flatten)]
    pub(super) writing: StudyWritingArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct RobustnessArgs {
    #[command(flatten)]
    pub(super) reading: StudyReadingArgs,
    #[command(flatten)]
    pub(super) writing: StudyWritingArgs,
}

/// What a study reads.
#[derive(Debug, clap::Args)]
pub(super) struct StudyReadingArgs {
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) rubrics: RubricArgs,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[arg(long)]
    pub(super) assume_quality: bool,
}

/// Where a study's result goes.
#[derive(Debug, clap::Args)]
pub(super) struct StudyWritingArgs {
    #[arg(
        id = "study_format",
        long = "format",
        value_name = "FORMAT",
        hide_possible_values = true
    )]
    pub(super) format: Option<StudyFormat>,
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[arg(long)]
    pub(super) excel: bool,
}

impl StudyReadingArgs {
    /// Every path that is read.
    pub(super) fn reads(&self) -> Vec<PathBuf> {
        reading::paths(&self.files, &self.rubrics, &self.reading)
    }
}

impl StudyFormat {
    /// What is written.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Table => Kind::Words,
            Self::Csv | Self::Json => Kind::Data,
            Self::Md => Kind::Page(Sealed::Markdown),
            Self::Html => Kind::Page(Sealed::Html),
        }
    }
}

/// How studies are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StudyFormat {
    Table,
    Csv,
    Json,
    Md,
    Html,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[arg(long, value_name = "ID", required_unless_present = "all", conflicts_with = "all")]
    pub(super) supplier: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with = "all", id = "only_for")]
    pub(super) maalgruppe: Option<String>,
    #[arg(long)]
    pub(super) all: bool,
    #[command(flatten)]
    pub(super) rubrics: RubricArgs,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[arg(long)]
    pub(super) assume_quality: bool,
    #[arg(long, value_name = "N")]
    pub(super) ways: Option<usize>,
    #[arg(long, hide_possible_values = true, id = "explain_format", value_name = "FORMAT")]
    pub(super) format: Option<ExplainFormat>,
    #[arg(long, short, value_name = "FILE", id = "explain_output")]
    pub(super) output: Option<PathBuf>,
    #[arg(long)]
    pub(super) excel: bool,
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<std::num::NonZero<usize>>,
}

impl ExplainArgs {
    /// Every path that is read.
    pub(super) fn reads(&self) -> Vec<PathBuf> {
        reading::paths(&self.files, &self.rubrics, &self.reading)
    }
}

impl ExplainFormat {
    /// What is written.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Text => Kind::Words,
            Self::Md => Kind::Page(Sealed::Markdown),
            Self::Html => Kind::Page(Sealed::Html),
            Self::Json | Self::Csv | Self::Jsonl => Kind::Data,
        }
    }
}

/// How explanations are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    Text,
    Md,
    Html,
    Json,
    Csv,
    Jsonl,
}

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

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Table,
    Csv,
    Json,
    Jsonl,
}

impl Format {
    /// What is written.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Table => Kind::Words,
            Self::Csv | Self::Json | Self::Jsonl => Kind::Data,
        }
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

fn division() -> impl TypedValueParser<Value = Division> {
    let names = Division::ALL.map(|division| division.column().id());
    clap::builder::PossibleValuesParser::new(names).try_map(|name| {
        let is_it = |division: &Division| division.column().id() == name;
        Division::ALL.into_iter().find(is_it).ok_or("unknown column")
    })
}

fn round() -> impl TypedValueParser<Value = Round> {
    clap::builder::PossibleValuesParser::new(["year", "half", "quarter", "month"]).map(|name| {
        match name.as_str() {
            "half" => Round::Half,
            "quarter" => Round::Quarter,
            "month" => Round::Month,
            _ => Round::Year,
        }
    })
}

fn level() -> impl TypedValueParser<Value = Level> {
    let names = ["let", "moderat", "hoejt", "højt"];
    clap::builder::PossibleValuesParser::new(names).map(|name| match name.as_str() {
        "let" => Level::Let,
        "moderat" => Level::Moderat,
        _ => Level::Hoejt,
    })
}

/// In which languages a run speaks.
#[derive(Debug, Clone)]
pub(super) struct Languages {
    /// That of the reader at the terminal: `--lang`, else `INDPLACER_LANG`, else the system's; Danish or else English.
    pub(super) reader: Lang,
    /// That of all that is written to files: the same, but Danish instead of the system's.
    pub(super) files: Lang,
    /// What `INDPLACER_LANG` asks for, if it is none of our languages.
    pub(super) unknown: Option<String>,
}

/// The languages that the arguments ask for.
///
/// Found before the arguments are parsed, since their help and their faults are said in it.
pub(super) fn languages(arguments: &[OsString]) -> Languages {
    let system = || Lang::from_tag(&sys_locale::get_locale().unwrap_or_default());
    let (asked, unknown) = match asked_language(arguments) {
        // Another than ours is refused with the other arguments.
        Some(tag) => (Some(Lang::from_tag(&tag).unwrap_or(Lang::En)), None),
        None => {
            let tag = std::env::var_os(LANGUAGE).unwrap_or_default();
            let tag = tag.to_string_lossy();
            let asked = Lang::from_tag(&tag);
            let is_unknown = asked.is_none() && !tag.is_empty();
            (asked, is_unknown.then(|| tag.into_owned()))
        }
    };
    Languages {
        reader: asked.or_else(system).unwrap_or(Lang::En),
        files: asked.unwrap_or(Lang::Da),
        unknown,
    }
}

/// The variable that names the language where no argument does.
const LANGUAGE: &str = "INDPLACER_LANG";

/// Tells that `INDPLACER_LANG` asks for a language that is none of ours.
pub(super) fn refuse_language(value: String, lang: Lang) -> ExitCode {
    let what = Help::BadValue { argument: LANGUAGE.to_owned(), value };
    let names = [Lang::Da, Lang::En].map(Lang::tag).join(", ");
    let told = told_fault(&what, Some(&Help::Possible { names }), lang);
    let _ = write!(anstream::stderr(), "{told}");
    ExitCode::from(2)
}

fn asked_language(arguments: &[OsString]) -> Option<String> {
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            return None;
        }
        if argument == "--lang" {
            return arguments.next().map(str::to_owned);
        }
        if let Some(tag) = argument.strip_prefix("--lang=") {
            return Some(tag.to_owned());
        }
    }
    None
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

/// The command with its help in the reader's language.
fn localized(command: clap::Command, lang: Lang) -> clap::Command {
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
        "supplier" => (Help::Supplier, Help::Arguments),
        "only_for" => (Help::Maalgruppe, Help::Arguments),
        "all" => (Help::All, Help::Arguments),
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
fn value_name(name: &str, lang: Lang) -> String {
    let name = match name {
        "COLUMN" => Help::ValueColumn,
        "DATE" => Help::ValueDate,
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

#[cfg(test)]
mod tests {
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
