//! What is missing, what was rejected, what is odd.

use crate::report::{Finding, Report};
use crate::words::{Lang, Page};
use maud::{Markup, html};

pub(super) fn section(report: &Report) -> Markup {
    let lang = report.lang;
    html! {
        section #mangler {
            h2 { (Page::MissingAndFaults.text(lang)) }
            (absences(report))
            h3 { (Page::RejectedHeading.text(lang)) }
            @if report.rejected.is_empty() {
                p { (Page::NothingRejected.text(lang)) }
            } @else {
                p.about { (Page::RejectedAbout.text(lang)) }
                (table(&report.rejected, &Page::RejectedHeading, lang))
            }
            @if !report.warnings.is_empty() {
                h3 { (Page::WarningsHeading.text(lang)) }
                p.about { (Page::WarningsAbout.text(lang)) }
                (table(&report.warnings, &Page::WarningsHeading, lang))
            }
        }
    }
}

fn absences(report: &Report) -> Markup {
    let lang = report.lang;
    html! {
        h3 { (Page::MissingHeading.text(lang)) }
        @if report.absences.is_empty() {
            p { (Page::NothingMissing.text(lang)) }
        } @else {
            p.about { (Page::MissingAbout.text(lang)) }
            div.scroll tabindex="0" role="region" aria-label=(Page::MissingHeading.text(lang)) {
                table.list {
                    thead {
                        tr {
                            @for heading in [Page::Supplier, Page::TargetGroup, Page::WhatIsMissing, Page::Level, Page::Origin] {
                                th scope="col" { (heading.text(lang)) }
                            }
                        }
                    }
                    tbody {
                        @for absence in &report.absences {
                            tr {
                                th scope="row" {
                                    a href=(format!("#s{}", absence.supplier)) { bdi { (absence.name) } }
                                }
                                td { (absence.target_group) }
                                td {
                                    ul {
                                        @for gap in &absence.missing {
                                            li { (gap.label) " " code { (gap.column) }
                                                @if let Some(cell) = &gap.cell { " " b { (cell) } } }
                                        }
                                    }
                                }
                                td { (absence.levels) }
                                td { bdi { (absence.file) ":" (absence.line) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn table(findings: &[Finding], name: &Page, lang: Lang) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(name.text(lang)) {
            table.list {
                thead {
                    tr {
                        @for heading in [Page::File, Page::Line, Page::Cell, Page::Column, Page::Value, Page::WhatIsWrong, Page::WhatToDo] {
                            th scope="col" { (heading.text(lang)) }
                        }
                    }
                }
                tbody {
                    @for finding in findings {
                        tr {
                            td { bdi { (finding.file) } }
                            td.number { @if let Some(line) = finding.line { (line) } }
                            td { b { (finding.cell.as_deref().unwrap_or_default()) } }
                            td { bdi { (finding.column.as_deref().unwrap_or_default()) } }
                            td { @if let Some(value) = &finding.value { bdi.value { (value) } } }
                            td { (finding.message) }
                            td { (finding.help.as_deref().unwrap_or_default()) }
                        }
                    }
                }
            }
        }
    }
}
