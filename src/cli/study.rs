//! `indplacer study`: what many placements say together.

use super::args::{
    AgreementArgs, OverviewArgs, StudyArgs, StudyCommand, StudyFormat, StudyReadingArgs,
    StudyWritingArgs, TimelineArgs,
};
use super::output::{Outputs, Target};
use super::score::tell;
use super::{Exit, Speaker, reading};
use crate::diagnostic::Diagnostics;
use crate::intake::Input;
use crate::render::csv::Style;
use crate::render::document::{self, Look};
use crate::render::study::{self as drawing, Draw, Origin};
use crate::rubric::{Catalogue, Rubric};
use crate::score::{Options, Stop};
use crate::study::agreement::{RatersBy, Rating};
use crate::study::listing::{Wanted, listing};
use crate::study::overview::{OverviewOptions, overview};
use crate::study::population::Population;
use crate::study::timeline::Method;
use crate::study::{Entry, agreement, collect, discrimination, robustness, timeline};
use crate::words::{Lang, Message, Study, Ui};
use anyhow::anyhow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    let by_ending = |path: &Path| match path.extension()?.to_str()? {
        "csv" => Some(StudyFormat::Csv),
        "json" => Some(StudyFormat::Json),
        "md" => Some(StudyFormat::Md),
        "html" | "htm" => Some(StudyFormat::Html),
        "txt" => Some(StudyFormat::Table),
        _ => None,
    };
    let format = match (writing.format, writing.output.as_deref()) {
        (Some(format), _) => format,
        (None, Some(path)) if path != Path::new("-") => by_ending(path).ok_or_else(|| {
            let file = path.display().to_string();
            anyhow!(Ui::StudyFormatUnknown { file }.text(lang))
        })?,
        (None, _) if writing.excel => StudyFormat::Csv,
        (None, _) => StudyFormat::Table,
    };
    if writing.excel && format != StudyFormat::Csv {
        return Err(anyhow!(Ui::ExcelIsCsv.text(lang)));
    }
    Ok(format)
}
