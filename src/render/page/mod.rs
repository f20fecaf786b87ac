//! The report as one page: HTML, style and script in a single file that needs nothing else.
//!
//! It works from a mail attachment, without a network and without its script: the script sorts, filters
//! and opens, and everything there is to read stands in the HTML. A content security policy with the
//! fingerprints of our own style and script lets nothing else run and nothing be fetched.

mod bars;
mod eight;
mod findings;
mod matrix;
mod profile;

use crate::render::html::Frame;
use crate::report::Report;
use crate::words::{Lang, Page};
use maud::{Markup, html};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What made a page.
const GENERATOR: &str = concat!("indplacer ", env!("CARGO_PKG_VERSION"));

/// The whole page.
pub fn document(report: &Report) -> String {
    let lang = report.lang;
    let title = Page::Title.text(lang);
    let body = html! {
        (bars::patterns())
        a.skip href="#overblik" { (Page::Skip.text(lang)) }
        header {
            h1 { (title) }
            @for line in &report.subtitle { p.subtitle { (line) } }
            (contents(lang))
        }
        main {
            (overview(report))
            (matrix::section(report))
            (profile::section(report))
            (findings::section(report))
            (method(report))
        }
        footer { p { (report.method.made_by) } }
    };
    let meta = [("color-scheme", "light"), ("robots", "noindex"), ("generator", GENERATOR)];
    Frame { lang, title: &title, style: STYLE, script: Some(SCRIPT), meta: &meta }.around(&body)
}

/// The sections, by the name of their place in the page.
const SECTIONS: [(&str, Page); 5] = [
    ("overblik", Page::Overview),
    ("leverandoerer", Page::Suppliers),
    ("profiler", Page::Profiles),
    ("mangler", Page::MissingAndFaults),
    ("metode", Page::Method),
];

fn contents(lang: Lang) -> Markup {
    html! {
        nav aria-label=(Page::Contents.text(lang)) {
            ul {
                @for (place, name) in SECTIONS {
                    li { a href=(format!("#{place}")) { (name.text(lang)) } }
                }
            }
        }
    }
}

fn overview(report: &Report) -> Markup {
    let lang = report.lang;
    html! {
        section #overblik {
            h2 { (Page::Overview.text(lang)) }
            div.cautions { @for caution in &report.cautions { p { (caution) } } }
            dl.figures {
                @for figure in &report.figures {
                    div { dt { (figure.what) } dd { (figure.text) } }
                }
            }
            h3 { (Page::ByTargetGroup.text(lang)) }
            (bars::table(&report.target_groups, &Page::TargetGroup, lang))
            h3 { (Page::ByParameter.text(lang)) }
            p.about { (Page::ByParameterAbout.text(lang)) }
            (bars::table(&report.parameters, &Page::Parameter, lang))
        }
    }
}

fn method(report: &Report) -> Markup {
    let lang = report.lang;
    let method = &report.method;
    html! {
        section #metode {
            h2 { (Page::Method.text(lang)) }
            h3 { (Page::ModelHeading.text(lang)) }
            div.prose {
                @for text in &method.paragraphs { p { (text) } }
                @for text in &report.cautions { p { (text) } }
            }
            h3 { (Page::RubricsHeading.text(lang)) }
            @for rubric in &method.rubrics {
                div.rubric {
                    h4 { (rubric.title) " " span.tag { (rubric.status) } }
                    dl.facts {
                        dt { (Page::Version.text(lang)) } dd { (rubric.name) }
                        dt { (Page::Validity.text(lang)) } dd { (rubric.validity) }
                        dt { (Page::Rule.text(lang)) } dd { (rubric.rule) }
                        @if !rubric.requirements.is_empty() {
                            dt { (Page::Requirements.text(lang)) }
                            dd { ul { @for text in &rubric.requirements { li { (text) } } } }
                        }
                        @if !rubric.sources.is_empty() {
                            dt { (Page::Sources.text(lang)) }
                            dd { ul { @for text in &rubric.sources { li { (text) } } } }
                        }
                        dt { (Page::Fingerprint.text(lang)) } dd { code { (rubric.sha256) } }
                    }
                }
            }
            p.about { (Page::FingerprintAbout.text(lang)) }
            (profile::wordings(report))
            h3 { (Page::FilesHeading.text(lang)) }
            ul.files {
                @for file in &method.files { li { bdi { (file) } } }
            }
        }
    }
}
