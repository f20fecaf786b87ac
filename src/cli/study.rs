//! `indplacer study`: what many placements say together.

use super::args::{
    Args, DiscriminationArgs, OverviewArgs, RobustnessArgs, StudyArgs, StudyCommand, StudyFormat,
    StudyReadingArgs, StudyWritingArgs,
};
use super::output::Target;
use super::score::{WIDTH, inputs, tell, used};
use super::{Exit, Speaker, rubrics, terminal_width};
use crate::diagnostic::Diagnostics;
use crate::intake::{Input, RowOptions, SheetOptions};
use crate::place;
use crate::render::csv::Style;
use crate::render::study::{self as drawing, Draw, Origin};
use crate::rubric::Catalogue;
use crate::score::{Options, Outcome, Stop};
use crate::study::overview::{OverviewOptions, Wanted, listing, overview};
use crate::study::population::Population;
use crate::study::{Entry, collect, discrimination, robustness};
use crate::words::{Lang, Study, Ui};
use anyhow::anyhow;
use std::path::Path;

pub(super) fn run(args: &StudyArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    match &args.study {
        StudyCommand::Overview(args) => overview_or_list(args, speaker),
        StudyCommand::Robustness(RobustnessArgs { reading, writing }) => {
            let Some(material) = Material::read(reading, writing, speaker)? else {
                return Ok(Exit::CouldNot);
            };
            let result = robustness::robustness(&material.catalogue, &material.entries);
            material.write(&result, writing, speaker)
        }
        StudyCommand::Discrimination(DiscriminationArgs {
            reading,
            min_count,
            writing,
        }) => {
            let Some(material) = Material::read(reading, writing, speaker)? else {
                return Ok(Exit::CouldNot);
            };
            let few = min_count.map_or(discrimination::FEW, |n| n as usize);
            let result =
                discrimination::discrimination(&material.catalogue, &material.entries, few);
            material.write(&result, writing, speaker)
        }
    }
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
    let Some(material) = Material::read(&args.reading, &args.writing, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let catalogue = &material.catalogue;
    if let Some(name) = &args.maalgruppe {
        let mut ids: Vec<&str> = catalogue
            .rubrics()
            .iter()
            .map(|rubric| rubric.id.as_str())
            .collect();
        ids.dedup();
        if !ids.iter().any(|id| catalogue.names(name, id)) {
            let (name, known) = (name.clone(), ids.join(", "));
            return Err(anyhow!(
                Study::UnknownTargetGroup { name, known }.text(lang)
            ));
        }
    }
    if is_list {
        let result = listing(catalogue, &material.entries, wanted);
        return material.write(&result, &args.writing, speaker);
    }
    let mut options = OverviewOptions {
        by: args.by,
        population: None,
        min_group: args.min_group.map(|n| n as usize),
    };
    if let Some(path) = &args.population {
        let mut notes = Diagnostics::default();
        options.population = Population::read(
            catalogue,
            &Input::File(path.clone()),
            material.options.sheet,
            material.options.row.rubric.as_deref(),
            &mut notes,
        );
        speaker.diagnostics(&notes);
        if options.population.is_none() {
            return Ok(Exit::CouldNot);
        }
    }
    let result = overview(catalogue, &material.entries, &options);
    material.write(&result, &args.writing, speaker)
}

/// The assessments of a study, and all that was said in reading them.
struct Material {
    catalogue: Catalogue,
    options: Options,
    entries: Vec<Entry>,
    outcome: Outcome,
    format: StudyFormat,
    target: Target,
}

impl Material {
    /// Reads everything; none where that failed, which was then told.
    fn read(
        reading: &StudyReadingArgs,
        writing: &StudyWritingArgs,
        speaker: Speaker,
    ) -> anyhow::Result<Option<Self>> {
        let lang = speaker.lang;
        let format = format(writing, lang)?;
        let inputs = inputs(&reading.files, lang)?;
        let Some(rubrics) = rubrics::load(&reading.rubrics, speaker)? else {
            return Ok(None);
        };
        let options = Options {
            sheet: SheetOptions {
                delimiter: reading.reading.delimiter,
                encoding: reading.reading.encoding,
            },
            row: RowOptions {
                decimal: reading.reading.decimal.unwrap_or_default(),
                as_of: reading.rubrics.as_of,
                rubric: rubrics.only,
            },
            place: place::Options {
                assume_quality: reading.assume_quality,
            },
            deny_unknown: reading.reading.deny_unknown,
        };
        let target = Target::open(writing.output.as_deref(), lang)?;
        let catalogue = rubrics.catalogue;
        let Some((entries, outcome)) = read(&catalogue, &inputs, &options, speaker)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            catalogue,
            options,
            entries,
            outcome,
            format,
            target,
        }))
    }

    fn write<D: Draw>(
        mut self,
        result: &D,
        writing: &StudyWritingArgs,
        speaker: Speaker,
    ) -> anyhow::Result<Exit> {
        let lang = speaker.lang;
        let rubrics = used(&self.catalogue, &self.outcome);
        let rejected = self.outcome.totals.rejected;
        let origin = |lang| Origin {
            rubrics: &rubrics,
            rejected,
            lang,
        };
        let bytes = match self.format {
            StudyFormat::Table => {
                let terminal = self.target.is_stdout().then(terminal_width).flatten();
                drawing::text(result, &origin(lang), terminal.unwrap_or(WIDTH)).into_bytes()
            }
            StudyFormat::Json => drawing::json(result, &origin(Args::language_of_data()))?,
            StudyFormat::Csv => {
                let style = if writing.excel {
                    Style::EXCEL
                } else {
                    Style::MACHINE
                };
                drawing::csv(result, style)
            }
            StudyFormat::Md => drawing::markdown(result, &origin(lang)).into_bytes(),
            StudyFormat::Html => drawing::html(result, &origin(lang)).into_bytes(),
        };
        self.target.write(&bytes)?;
        self.target.finish(lang)?;
        if let Some(path) = &writing.output {
            let file = path.display().to_string();
            speaker.note(&Ui::Written { file }.text(lang));
        }
        Ok(if rejected == 0 {
            Exit::Done
        } else {
            Exit::ActOn
        })
    }
}

/// Scores the files and tells what is wrong with them; none where they cannot be used.
fn read(
    catalogue: &Catalogue,
    inputs: &[Input],
    options: &Options,
    speaker: Speaker,
) -> anyhow::Result<Option<(Vec<Entry>, Outcome)>> {
    let mut notes = Diagnostics::default();
    match collect(catalogue, inputs, options, &mut notes) {
        Ok((entries, outcome)) => {
            tell(&notes, &outcome, speaker);
            Ok(Some((entries, outcome)))
        }
        Err(Stop::Refused) => {
            speaker.diagnostics(&notes);
            Ok(None)
        }
        Err(stop @ Stop::Write(_)) => Err(stop.into()),
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
