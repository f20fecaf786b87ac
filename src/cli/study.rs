//! `indplacer study`: what many placements say together.

use super::args::{ReadingArgs, RubricArgs, by_ending};
use super::output::{Kind, Outputs, Sealed, Target};
use super::reading;
use super::score::tell;
use super::shared::{Exit, Speaker};
use crate::diagnostic::Diagnostics;
use crate::intake::Input;
use crate::render::csv::Style;
use crate::render::document::{self, Look};
use crate::render::study::{self as drawing, Draw, Origin};
use crate::rubric::{Catalogue, Rubric};
use crate::score::{Options, Stop};
use crate::study::agreement::{RatersBy, Rating};
use crate::study::listing::{Wanted, listing};
use crate::study::overview::{Division, OverviewOptions, overview};
use crate::study::population::Population;
use crate::study::timeline::{Method, Round};
use crate::study::{Entry, agreement, collect, discrimination, robustness, timeline};
use crate::vocabulary::Level;
use crate::words::{Lang, Message, Study, Ui};
use anyhow::anyhow;
use clap::builder::TypedValueParser;
use clap::{Subcommand, ValueEnum};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct StudyArgs {
    #[command(subcommand)]
    pub(super) study: StudyCommand,
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

pub(super) fn run(args: &StudyArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    match &args.study {
        StudyCommand::Overview(args) => overview_or_list(args, speaker),
        StudyCommand::Robustness(args) => {
            let Some(mut work) = Work::begin(&args.reading, None, &args.writing, speaker)? else {
                return Ok(Exit::CouldNot);
            };
            let Some(entries) = work.all_entries(speaker)? else {
                return Ok(Exit::CouldNot);
            };
            let result = robustness::robustness(&work.catalogue, &entries);
            work.write(&result, &args.writing, speaker)
        }
        StudyCommand::Discrimination(args) => {
            let Some(mut work) = Work::begin(&args.reading, None, &args.writing, speaker)? else {
                return Ok(Exit::CouldNot);
            };
            let Some(entries) = work.all_entries(speaker)? else {
                return Ok(Exit::CouldNot);
            };
            let few = few(args.min_count);
            let result = discrimination::discrimination(&work.catalogue, &entries, few);
            work.write(&result, &args.writing, speaker)
        }
        StudyCommand::Agreement(args) => agree(args, speaker),
        StudyCommand::Timeline(args) => follow(args, speaker),
    }
}

fn follow(args: &TimelineArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let Some(mut work) = Work::begin(&args.reading, None, &args.writing, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let as_of = work.options.row.as_of.take();
    if as_of.is_some() && work.inputs.iter().any(Input::is_stdin) {
        // The files are read once for each way of measuring.
        return Err(anyhow!(Ui::StdinTwice.text(speaker.lang)));
    }
    let Some(entries) = work.all_entries(speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let mut readings = vec![(Method::ByDate, entries)];
    if let Some(date) = as_of {
        let mut options = work.options.clone();
        options.row.as_of = Some(date);
        let inputs = work.inputs.clone();
        speaker.note(&Study::AgainAsOf { date: date.to_string() }.text(speaker.lang));
        let Some(entries) = work.entries(&inputs, &options, |_| false, speaker)? else {
            return Ok(Exit::CouldNot);
        };
        readings.push((Method::AsOf(date), entries));
    }
    let result = timeline::timeline(&work.catalogue, args.round.unwrap_or_default(), &readings);
    work.write(&result, &args.writing, speaker)
}

/// What counts as too few.
fn few(asked: Option<u32>) -> usize {
    asked.map_or(discrimination::FEW, |n| n as usize)
}

fn agree(args: &AgreementArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let Some(mut work) = Work::begin(&args.reading, None, &args.writing, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let options = work.options.clone();
    let inputs = work.inputs.clone();
    let (by, ratings, without) = if let [input] = inputs.as_slice() {
        // That several assess the same supplier is what the study is about.
        let is_news = |message: &Message| !matches!(message, Message::SeveralConsultants { .. });
        let inputs = std::slice::from_ref(input);
        let Some(entries) = work.entries(inputs, &options, is_news, speaker)? else {
            return Ok(Exit::CouldNot);
        };
        let (ratings, without) = agreement::by_consultant(entries);
        (RatersBy::Konsulent, ratings, without)
    } else {
        let mut ratings = Vec::new();
        // Each file by itself, since the same row in two of them is not a mistake here.
        for input in &inputs {
            let inputs = std::slice::from_ref(input);
            let Some(entries) = work.entries(inputs, &options, |_| true, speaker)? else {
                return Ok(Exit::CouldNot);
            };
            let rater = input.name();
            ratings.extend(entries.into_iter().map(|entry| Rating { rater: rater.clone(), entry }));
        }
        (RatersBy::File, ratings, 0)
    };
    let few = few(args.min_count);
    let result = agreement::agreement(&work.catalogue, by, &ratings, without, few);
    work.write(&result, &args.writing, speaker)
}

fn overview_or_list(args: &OverviewArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let wanted = Wanted {
        level: args.level,
        target_group: args.maalgruppe.clone(),
        region: args.region.clone(),
    };
    let is_list = args.level.is_some() || args.maalgruppe.is_some() || args.region.is_some();
    if is_list && args.min_group.is_some() {
        return Err(anyhow!(Study::ListingWithheld.text(lang)));
    }
    let Some(mut work) =
        Work::begin(&args.reading, args.population.as_ref(), &args.writing, speaker)?
    else {
        return Ok(Exit::CouldNot);
    };
    let Some(entries) = work.all_entries(speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let catalogue = &work.catalogue;
    if let Some(name) = &args.maalgruppe {
        let mut ids: Vec<&str> =
            catalogue.rubrics().iter().map(|rubric| rubric.id.as_str()).collect();
        ids.dedup();
        if !ids.iter().any(|id| catalogue.names(name, id)) {
            let (name, known) = (name.clone(), ids.join(", "));
            return Err(anyhow!(Study::UnknownTargetGroup { name, known }.text(lang)));
        }
    }
    if is_list {
        let result = listing(catalogue, &entries, wanted);
        return work.write(&result, &args.writing, speaker);
    }
    let mut options = OverviewOptions {
        by: args.by,
        population: None,
        min_group: args.min_group.map(|n| n as usize),
    };
    if let Some(path) = &args.population {
        let mut notes = Diagnostics::default();
        options.population =
            Population::read(catalogue, &Input::File(path.clone()), &work.options, &mut notes);
        speaker.diagnostics(&notes);
        if options.population.is_none() {
            return Ok(Exit::CouldNot);
        }
    }
    let result = overview(catalogue, &entries, &options);
    work.write(&result, &args.writing, speaker)
}

/// A study under way: what it works with, and what its result will say of that.
struct Work {
    catalogue: Catalogue,
    inputs: Vec<Input>,
    options: Options,
    format: StudyFormat,
    target: Target,
    rubrics_used: BTreeSet<usize>,
    /// The files and rows that could not be used, however often they were read.
    rejected: BTreeSet<(Arc<str>, u64)>,
    /// The files of which nothing could be used.
    refused: BTreeSet<Arc<str>>,
}

impl Work {
    /// Opens the target and loads the rubrics; none where that failed, which was then told. What is read besides is `also`.
    fn begin(
        reading: &StudyReadingArgs,
        also: Option<&PathBuf>,
        writing: &StudyWritingArgs,
        speaker: Speaker,
    ) -> anyhow::Result<Option<Self>> {
        let format = format(writing, speaker.lang)?;
        let reads = reading.reads();
        let mut outputs = Outputs::beside(reads.iter().chain(also), speaker);
        let target = outputs.open(writing.output.as_deref(), format.kind())?;
        let prepared = reading::prepare(
            &reading.files,
            &reading.rubrics,
            &reading.reading,
            reading.assume_quality,
            speaker,
        )?;
        let Some(prepared) = prepared else {
            return Ok(None);
        };
        Ok(Some(Self {
            catalogue: prepared.catalogue,
            inputs: prepared.inputs,
            options: prepared.options,
            format,
            target,
            rubrics_used: BTreeSet::new(),
            rejected: BTreeSet::new(),
            refused: BTreeSet::new(),
        }))
    }

    /// The assessments of all files.
    fn all_entries(&mut self, speaker: Speaker) -> anyhow::Result<Option<Vec<Entry>>> {
        let (inputs, options) = (self.inputs.clone(), self.options.clone());
        self.entries(&inputs, &options, |_| true, speaker)
    }

    /// The assessments of some files; none where they cannot be used. Tells what is wrong with them, of
    /// that which is news.
    fn entries(
        &mut self,
        inputs: &[Input],
        options: &Options,
        is_news: impl Fn(&Message) -> bool,
        speaker: Speaker,
    ) -> anyhow::Result<Option<Vec<Entry>>> {
        let mut notes = Diagnostics::default();
        let collected = collect(&self.catalogue, inputs, options, &mut notes);
        notes.retain(|diagnostic| is_news(&diagnostic.message));
        match collected {
            Ok((entries, mut outcome)) => {
                self.rubrics_used.extend(outcome.totals.rubrics_used());
                // A file may be read once for each way of measuring; its faults are told once.
                let rejected = &mut self.rejected;
                outcome.rejected.retain(|row| rejected.insert((row.file.clone(), row.row)));
                outcome.totals.rejected = outcome.rejected.len() as u64;
                let refused = &mut self.refused;
                outcome.refused.retain(|file| refused.insert(Arc::clone(&file.name)));
                tell(&notes, &outcome, speaker);
                Ok(Some(entries))
            }
            Err(Stop::Refused) => {
                speaker.diagnostics(&notes);
                Ok(None)
            }
            Err(stop @ Stop::Write(_)) => Err(stop.into()),
        }
    }

    fn write<D: Draw>(
        mut self,
        result: &D,
        writing: &StudyWritingArgs,
        speaker: Speaker,
    ) -> anyhow::Result<Exit> {
        let lang = speaker.lang;
        let rubrics: Vec<&Rubric> =
            self.rubrics_used.iter().map(|&index| &self.catalogue.rubrics()[index]).collect();
        let origin = Origin {
            rubrics: &rubrics,
            rejected: self.rejected.len() as u64,
            refused: self.refused.len() as u64,
            lang: self.target.lang(),
        };
        let page = || drawing::page(result, &origin);
        let bytes = match self.format {
            StudyFormat::Table => document::text(&page(), self.target.width()).into_bytes(),
            StudyFormat::Json => drawing::json(result, &origin)?,
            StudyFormat::Csv if writing.excel => drawing::csv(result, Style::EXCEL),
            StudyFormat::Csv => drawing::csv(result, Style::MACHINE),
            StudyFormat::Md => document::markdown(&page()).into_bytes(),
            StudyFormat::Html => document::html(&page(), Look::Screen, origin.lang).into_bytes(),
        };
        self.target.write(&bytes)?;
        self.target.finish()?;
        if let Some(path) = &writing.output {
            let file = path.display().to_string();
            speaker.note(&Ui::Written { file }.text(lang));
        }
        Ok(if self.rejected.is_empty() && self.refused.is_empty() {
            Exit::Done
        } else {
            Exit::ActOn
        })
    }
}

/// The format asked for, or told by the target's ending.
fn format(writing: &StudyWritingArgs, lang: Lang) -> anyhow::Result<StudyFormat> {
    let endings = [
        ("csv", StudyFormat::Csv),
        ("json", StudyFormat::Json),
        ("md", StudyFormat::Md),
        ("html", StudyFormat::Html),
        ("htm", StudyFormat::Html),
        ("txt", StudyFormat::Table),
    ];
    let format = match (writing.format, by_ending(writing.output.as_deref(), &endings)) {
        (Some(format), _) => format,
        (None, Some(told)) => {
            told.map_err(|file| anyhow!(Ui::StudyFormatUnknown { file }.text(lang)))?
        }
        (None, _) if writing.excel => StudyFormat::Csv,
        (None, _) => StudyFormat::Table,
    };
    if writing.excel && format != StudyFormat::Csv {
        return Err(anyhow!(Ui::ExcelIsCsv.text(lang)));
    }
    Ok(format)
}
