//! `indplacer study`: what many placements say together.

use super::args::{
    Args, RobustnessArgs, StudyArgs, StudyCommand, StudyFormat, StudyReadingArgs, StudyWritingArgs,
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
use crate::score::{Options, Outcome, Stop, Totals};
use crate::study::{Entry, collect, robustness};
use crate::words::{Lang, Ui};
use anyhow::anyhow;
use std::path::Path;

pub(super) fn run(args: &StudyArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    match &args.study {
        StudyCommand::Robustness(RobustnessArgs { reading, writing }) => {
            let Some(material) = Material::read(reading, writing, speaker)? else {
                return Ok(Exit::CouldNot);
            };
            let result = robustness::robustness(&material.catalogue, &material.entries);
            material.write(&result, writing, speaker)
        }
    }
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
