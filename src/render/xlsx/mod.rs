//! The report as a workbook: the same view, in sheets.
//!
//! Texts are strings, never formulas; numbers are numbers and dates dates. The bytes depend on the
//! report alone: the workbook's own date is a fixed one.

mod pen;

use crate::report::{Bar, Report, Supplier, identity_label, met};
use crate::vocabulary::{Identity, Parameter};
use crate::words::Page;
pub(super) use pen::fitting;
use pen::{Looks, Pen};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

/// Who made a workbook, by its properties.
pub(super) const AUTHOR: &str = "indplacer";

/// The whole workbook.
///
/// # Errors
/// Where a sheet has no room for all rows: Excel's are 1,048,576 long.
pub fn workbook(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Any day will do, as long as it is always the same: this is the model's.
    let properties = DocProperties::new()
        .set_title(Page::Title.text(report.lang))
        .set_author(AUTHOR)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2020, 12, 1)?);
    workbook.set_properties(&properties);
    let looks = Looks::new();
    overview(sheet(&mut workbook, Page::Overview, report)?, report, &looks)?;
    suppliers(sheet(&mut workbook, Page::Suppliers, report)?, report, &looks)?;
    reasons(sheet(&mut workbook, Page::Reasons, report)?, report, &looks)?;
    findings(sheet(&mut workbook, Page::MissingAndFaults, report)?, report, &looks)?;
    method(sheet(&mut workbook, Page::Method, report)?, report, &looks)?;
    workbook.save_to_buffer()
}

fn sheet<'w>(
    workbook: &'w mut Workbook,
    name: Page,
    report: &Report,
) -> Result<&'w mut Worksheet, XlsxError> {
    // The bytes are the same; rows that are done wait in a file where there may be one.
    #[cfg(feature = "cli")]
    let sheet = workbook.add_worksheet_with_low_memory()?;
    #[cfg(not(feature = "cli"))]
    let sheet = workbook.add_worksheet();
    sheet.set_name(name.text(report.lang))?;
    sheet.set_landscape().set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    Ok(sheet)
}

const A4: u8 = 9;

fn overview(sheet: &mut Worksheet, report: &Report, looks: &Looks) -> Result<(), XlsxError> {
    let lang = report.lang;
    sheet.set_column_width(0, 34)?;
    sheet.set_column_range_width(1, 7, 13)?;
    let mut pen = Pen::new(sheet);
    pen.text(&Page::Title.text(lang), &looks.title)?.end()?;
    for line in report.subtitle.iter().chain(&report.cautions) {
        pen.text(line, &looks.text)?.end()?;
    }
    pen.end()?;
    for figure in &report.figures {
        pen.text(&figure.what, &looks.text)?.number(Some(figure.number), &looks.text)?.end()?;
    }
    for (title, of, bars) in [
        (Page::ByTargetGroup, Page::TargetGroup, &report.target_groups),
        (Page::ByParameter, Page::Parameter, &report.parameters),
    ] {
        pen.end()?;
        pen.text(&title.text(lang), &looks.heading)?.end()?;
        distribution(&mut pen, &of.text(lang), bars, report, looks)?;
    }
    Ok(())
}

fn distribution(
    pen: &mut Pen<'_>,
    of: &str,
    bars: &[Bar],
    report: &Report,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let lang = report.lang;
    pen.text(of, &looks.column)?;
    for segment in bars.iter().take(1).flat_map(|bar| &bar.segments) {
        pen.text(&segment.name, looks.shade(segment.shade))?;
    }
    pen.text(&Page::Total.text(lang), &looks.column)?.end()?;
    for bar in bars {
        pen.text(&bar.name, &looks.text)?;
        for segment in &bar.segments {
            pen.number(Some(segment.count), &looks.text)?;
        }
        pen.number(Some(bar.total), &looks.text)?.end()?;
    }
    Ok(())
}

/// The identity columns that stand after the results; name and målgruppe stand first.
const PARTICULARS: [Identity; 12] = [
    Identity::Afdelingsid,
    Identity::Delmaalgruppe,
    Identity::Aldersgruppe,
    Identity::Vurderingsdato,
    Identity::Socialtilsyn,
    Identity::Konsulent,
    Identity::Stadie,
    Identity::Sagsnummer,
    Identity::Region,
    Identity::Kommune,
    Identity::Driftsform,
    Identity::Leverandoertype,
];

fn suppliers(sheet: &mut Worksheet, report: &Report, looks: &Looks) -> Result<(), XlsxError> {
    let lang = report.lang;
    let named = |page: Page, width| (page.text(lang), width);
    let mut columns = vec![
        named(Page::SupplierId, 13.0),
        named(Page::Supplier, 36.0),
        named(Page::TargetGroup, 22.0),
        named(Page::Level, 13.0),
    ];
    columns.extend(Parameter::ALL.map(|parameter| (parameter.label().to_owned(), 15.0)));
    columns.extend([
        named(Page::MeanFull, 12.0),
        named(Page::Points, 8.0),
        named(Page::Parameters, 11.0),
        named(Page::MissingColumn, 36.0),
        named(Page::OverriddenColumn, 24.0),
        named(Page::Limited, 24.0),
        named(Page::ComputedLevel, 12.0),
        named(Page::LowestLevel, 12.0),
        named(Page::HighestLevel, 12.0),
        named(Page::Median, 12.0),
        named(Page::Weakest, 12.0),
        named(Page::Up, 8.0),
        named(Page::Down, 8.0),
    ]);
    columns.extend(PARTICULARS.map(|column| named(identity_label(column), 16.0)));
    columns.extend([named(Page::Rubric, 28.0), named(Page::Origin, 28.0)]);
    let mut pen = Pen::new(sheet);
    pen.columns(&columns, looks)?;
    for supplier in &report.suppliers {
        supplier_row(&mut pen, supplier, looks)?;
    }
    // On paper only the results that a page has room for.
    pen.sheet.set_print_area(0, 0, pen.row.saturating_sub(1), LAST_PRINTED)?;
    pen.as_list(columns.len(), 2)
}

/// The column of what is missing.
const LAST_PRINTED: u16 = 15;

fn supplier_row(pen: &mut Pen<'_>, supplier: &Supplier, looks: &Looks) -> Result<(), XlsxError> {
    name(pen, supplier, looks)?
        .text(supplier.standing.word(), looks.standing(supplier.standing))?;
    for view in &supplier.parameters {
        pen.text(view.mark.word(), looks.mark(view.mark))?;
    }
    let missing: Vec<&str> = supplier.missing.iter().map(|gap| gap.label.as_str()).collect();
    let number = |number: Option<u8>| number.map(u64::from);
    pen.hundredths(supplier.mean_hundredths, &looks.hundredths)?
        .number(number(supplier.points), &looks.text)?
        .number(Some(supplier.count.into()), &looks.text)?
        .text(&missing.join("; "), &looks.text)?
        .text(&supplier.overridden.join("; "), &looks.text)?
        .text(&supplier.limited_by.join("; "), &looks.text)?;
    let levels = [
        supplier.computed,
        Some(supplier.interval.min),
        Some(supplier.interval.max),
        supplier.median,
        supplier.weakest,
    ];
    for level in levels {
        match level {
            Some(level) => pen.text(level.as_str(), looks.level(level))?,
            None => pen.skip()?,
        };
    }
    pen.number(number(supplier.steps_up), &looks.text)?
        .number(number(supplier.steps_down), &looks.text)?;
    for column in PARTICULARS {
        if column == Identity::Vurderingsdato {
            pen.date(supplier.date, looks)?;
        } else {
            pen.text(supplier.identity(column), &looks.text)?;
        }
    }
    pen.text(&supplier.rubric, &looks.text)?
        .text(&format!("{}:{}", supplier.file, supplier.line), &looks.text)?
        .end()?;
    Ok(())
}

/// One row a criterion, and one for every reason that the consultant gave.
fn reasons(sheet: &mut Worksheet, report: &Report, looks: &Looks) -> Result<(), XlsxError> {
    let lang = report.lang;
    let columns = [
        (Page::SupplierId, 13.0),
        (Page::Supplier, 36.0),
        (Page::TargetGroup, 22.0),
        (Page::Parameter, 30.0),
        (Page::Result, 16.0),
        (Page::Level, 11.0),
        (Page::Number, 11.0),
        (Page::Criterion, 60.0),
        (Page::Found, 44.0),
        (Page::IsMet, 10.0),
        (Page::Basis, 26.0),
        (Page::Origin, 28.0),
    ]
    .map(|(page, width)| (page.text(lang), width));
    let mut pen = Pen::new(sheet);
    pen.columns(&columns, looks)?;
    for supplier in &report.suppliers {
        let source = format!("{}:{}", supplier.file, supplier.line);
        for why in &supplier.why {
            let mark = supplier.parameters[why.parameter.index()].mark;
            for criterion in &why.criteria {
                let wording = &report.wordings.all()[criterion.wording];
                name(&mut pen, supplier, looks)?
                    .text(why.parameter.label(), &looks.text)?
                    .text(mark.word(), looks.mark(mark))?
                    .text(wording.level.as_str(), looks.level(wording.level))?
                    .text(&wording.id, &looks.text)?
                    .prose(&wording.text, looks)?
                    .prose(&criterion.found, looks)?
                    .text(&met(criterion.truth, lang), &looks.text)?
                    .prose(&wording.origin, looks)?
                    .text(&source, &looks.text)?
                    .end()?;
            }
        }
        for reason in &supplier.reasons {
            name(&mut pen, supplier, looks)?
                .text(&reason.about, &looks.text)?
                .skip()?
                .skip()?
                .skip()?
                .prose(&Page::ConsultantsReason.text(lang), looks)?
                .prose(&reason.text, looks)?
                .skip()?
                .skip()?
                .text(&source, &looks.text)?
                .end()?;
        }
    }
    pen.as_list(columns.len(), 2)
}

fn name<'p, 's>(
    pen: &'p mut Pen<'s>,
    supplier: &Supplier,
    looks: &Looks,
) -> Result<&'p mut Pen<'s>, XlsxError> {
    pen.text(supplier.identity(Identity::LeverandoerId), &looks.text)?
        .text(&supplier.name, &looks.text)?
        .text(&supplier.target_group, &looks.text)
}

fn findings(sheet: &mut Worksheet, report: &Report, looks: &Looks) -> Result<(), XlsxError> {
    let lang = report.lang;
    let columns = [
        (Page::Kind, 11.0),
        (Page::File, 30.0),
        (Page::Line, 8.0),
        (Page::Cell, 8.0),
        (Page::Column, 28.0),
        (Page::Value, 22.0),
        (Page::WhatIsWrong, 60.0),
        (Page::WhatToDo, 60.0),
        (Page::Supplier, 36.0),
        (Page::TargetGroup, 22.0),
    ]
    .map(|(page, width)| (page.text(lang), width));
    let mut pen = Pen::new(sheet);
    pen.columns(&columns, looks)?;
    for finding in report.rejected.iter().chain(&report.warnings) {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        pen.text(&finding.kind, &looks.text)?
            .text(&finding.file, &looks.text)?
            .number(finding.line, &looks.text)?
            .text(&optional(&finding.cell), &looks.text)?
            .text(&optional(&finding.column), &looks.text)?
            .text(&optional(&finding.value), &looks.text)?
            .prose(&finding.message, looks)?
            .prose(&optional(&finding.help), looks)?
            .end()?;
    }
    for absence in &report.absences {
        for gap in &absence.missing {
            pen.text(&Page::KindMissing.text(lang), &looks.text)?
                .text(&absence.file, &looks.text)?
                .number(Some(absence.line), &looks.text)?
                .text(gap.cell.as_deref().unwrap_or_default(), &looks.text)?
                .text(&gap.column, &looks.text)?
                .skip()?
                .prose(&gap.label, looks)?
                .skip()?
                .text(&absence.name, &looks.text)?
                .text(&absence.target_group, &looks.text)?
                .end()?;
        }
    }
    pen.as_list(columns.len(), 0)
}

fn method(sheet: &mut Worksheet, report: &Report, looks: &Looks) -> Result<(), XlsxError> {
    let lang = report.lang;
    let method = &report.method;
    let widths = [24.0, 110.0];
    sheet.set_column_width(0, widths[0])?;
    sheet.set_column_width(1, widths[1])?;
    let mut pen = Pen::new(sheet);
    pen.widths = widths.into();
    pen.text(&Page::ModelHeading.text(lang), &looks.heading)?.end()?;
    for text in method.paragraphs.iter().chain(&report.cautions) {
        pen.skip()?.prose(text, looks)?.end()?;
    }
    for rubric in &method.rubrics {
        pen.end()?;
        pen.text(&Page::Rubric.text(lang), &looks.heading)?
            .text(&rubric.title, &looks.heading)?
            .end()?;
        let facts = [
            (Page::Version, rubric.name.clone()),
            (Page::Status, rubric.status.clone()),
            (Page::Validity, rubric.validity.clone()),
            (Page::Rule, rubric.rule.clone()),
            (Page::Requirements, rubric.requirements.join("; ")),
            (Page::Sources, rubric.sources.join("; ")),
            (Page::Fingerprint, rubric.sha256.clone()),
        ];
        for (name, text) in facts.into_iter().filter(|(_, text)| !text.is_empty()) {
            pen.text(&name.text(lang), &looks.text)?.prose(&text, looks)?.end()?;
        }
    }
    pen.end()?;
    pen.text(&Page::FilesHeading.text(lang), &looks.heading)?.end()?;
    for file in &method.files {
        pen.skip()?.prose(file, looks)?.end()?;
    }
    pen.end()?;
    pen.skip()?.prose(&method.made_by, looks)?.end()?;
    Ok(())
}
