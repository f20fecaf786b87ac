//! The matrix: suppliers down, parameters across.

use super::bars;
use crate::report::{Mark, ParameterView, Report, Shade, Standing, Supplier};
use crate::tell::{hundredths, whole};
use crate::vocabulary::{Identity, Interval, Level, Parameter};
use crate::words::{Lang, Page};
use maud::{Markup, PreEscaped, html};

pub(super) fn section(report: &Report) -> Markup {
    let lang = report.lang;
    html! {
        section #leverandoerer {
            h2 { (Page::Suppliers.text(lang)) }
            (controls(report))
            (legend(lang))
            p.about #matrix-about {
                (Page::MatrixCaption.text(lang))
                span.js hidden { " " (Page::SortHint.text(lang)) }
            }
            div.scroll.long tabindex="0" role="region" aria-label=(Page::Suppliers.text(lang)) {
                table.matrix #matrix aria-describedby="matrix-about" {
                    thead { (head(lang)) }
                    tbody {
                        @for (place, supplier) in report.suppliers.iter().enumerate() {
                            (row(supplier, place >= AT_FIRST, lang))
                        }
                    }
                }
            }
            p #none hidden { (Page::NoneFound.text(lang)) }
            @if report.suppliers.len() > AT_FIRST {
                p.js #rest hidden data-first=(AT_FIRST) {
                    (first_only(lang)) " " button type="button" { (Page::ShowAll.text(lang)) }
                }
            }
        }
    }
}

/// How many rows a browser lays out before it is asked for more; that takes time where there are thousands.
const AT_FIRST: usize = 500;

fn first_only(lang: Lang) -> String {
    let n = whole(AT_FIRST as u64, lang);
    Page::FirstOnly { n }.text(lang)
}

/// Hidden until the script is there to answer.
fn controls(report: &Report) -> Markup {
    let lang = report.lang;
    html! {
        form.controls.js #controls role="search" hidden {
            p {
                label for="search" { (Page::Search.text(lang)) }
                input #search type="search" autocomplete="off" placeholder=(Page::SearchHint.text(lang));
            }
            (choice("group", Page::TargetGroup, distinct(report, |supplier| &supplier.target_group), lang))
            p {
                label for="level" { (Page::Level.text(lang)) }
                select #level {
                    option value="" { (Page::All.text(lang)) }
                    @for standing in Standing::ALL {
                        option value=(class(standing)) { (standing.word()) }
                    }
                    option value="+missing" { (Page::WithMissing.text(lang)) }
                    option value="+overridden" { (Page::OverriddenFilter.text(lang)) }
                    option value="+weighting" { (Page::WeightingFilter.text(lang)) }
                }
            }
            (choice("kind", Page::SupplierType, distinct(report, |supplier| supplier.identity(Identity::Leverandoertype)), lang))
            (choice("tilsyn", Page::Inspectorate, distinct(report, |supplier| supplier.identity(Identity::Socialtilsyn)), lang))
            p { button type="reset" { (Page::Reset.text(lang)) } }
            p.showing #showing role="status" data-text=(showing(report)) { }
        }
    }
}

/// The text in which the script puts how many rows are shown.
fn showing(report: &Report) -> String {
    let all = whole(report.suppliers.len() as u64, report.lang);
    Page::Showing { all }.text(report.lang)
}

/// The values that a column has, in the order in which they come.
fn distinct<'r>(report: &'r Report, of: impl Fn(&'r Supplier) -> &'r str) -> Vec<&'r str> {
    let mut values = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for value in report.suppliers.iter().map(of) {
        if !value.is_empty() && seen.insert(value) {
            values.push(value);
        }
    }
    values
}

/// A list to choose from, where there is a choice.
fn choice(id: &str, label: Page, values: Vec<&str>, lang: Lang) -> Markup {
    html! {
        @if values.len() > 1 {
            p {
                label for=(id) { (label.text(lang)) }
                select #(id) {
                    option value="" { (Page::All.text(lang)) }
                    @for value in values { option { (value) } }
                }
            }
        }
    }
}

pub(super) fn legend(lang: Lang) -> Markup {
    html! {
        details.legend open {
            summary { (Page::Legend.text(lang)) }
            ul {
                @for level in Level::ALL.into_iter().rev() {
                    li { i.key.(bars::class(Shade::Level(level))) {} " " (level) }
                }
                li { i.key.o {} " " (Page::LegendOpen.text(lang)) }
                li { i.key.n {} " " (Mark::Irrelevant.word()) }
                li { b { "*" } " " (Page::LegendStar.text(lang)) }
                li { (Page::LegendMean.text(lang)) }
                li { (Page::LegendMissing.text(lang)) }
            }
        }
    }
}

fn head(lang: Lang) -> Markup {
    html! {
        tr {
            th scope="col" data-sort="text" { (Page::Supplier.text(lang)) }
            th scope="col" data-sort="text" { (Page::TargetGroup.text(lang)) }
            th scope="col" data-sort="level" { (Page::Level.text(lang)) }
            @for parameter in Parameter::ALL {
                th scope="col" data-sort="level" { (PreEscaped(heading(parameter))) }
            }
            th.number scope="col" data-sort="number" { (Page::Mean.text(lang)) }
            th.number scope="col" data-sort="number" { (Page::MissingShort.text(lang)) }
        }
    }
}

/// A parameter's name for a narrow column, with the places where it may be broken.
const fn heading(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::AktivPraksis => "Aktiv praksis",
        Parameter::Praksiserfaring => "Praksis&shy;erfaring",
        Parameter::Uddannelse => "Uddan&shy;nelse",
        Parameter::Fagmiljoe => "Fagmiljø",
        Parameter::Samarbejdsformer => "Samar&shy;bejds&shy;former",
        Parameter::Vidensudvikling => "Videns&shy;udvikling",
        Parameter::Metoder => "Metoder",
        Parameter::Hjaelpemidler => "Hjælpe&shy;midler",
    }
}

/// A row; `waits` where a browser with a script shows it only when asked.
fn row(supplier: &Supplier, waits: bool, lang: Lang) -> Markup {
    let outcome = class(supplier.standing);
    html! {
        tr.waits[waits] data-id=(supplier.number)
            data-kind=[filled(supplier.identity(Identity::Leverandoertype))]
            data-tilsyn=[filled(supplier.identity(Identity::Socialtilsyn))]
            data-weighting[supplier.prospect.depends_on_weighting]
            data-text=(searchable(supplier)) {
            th scope="row" { a dir="auto" href=(format!("#s{}", supplier.number)) { (supplier.name) } }
            td.group { (supplier.target_group) }
            td.(outcome) { (supplier.standing.word()) @if supplier.overall_overridden { (star(lang)) } }
            @for view in &supplier.parameters { (cell(view, lang)) }
            td.number { @if let Some(mean) = supplier.mean_hundredths { (hundredths(mean, lang)) } }
            td.number { @if !supplier.missing.is_empty() { (supplier.missing.len()) } }
        }
    }
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// What a search looks through beside the name and the målgruppe.
fn searchable(supplier: &Supplier) -> String {
    const SEARCHED: [Identity; 6] = [
        Identity::LeverandoerId,
        Identity::Afdelingsid,
        Identity::Kommune,
        Identity::Region,
        Identity::Konsulent,
        Identity::Sagsnummer,
    ];
    let texts = SEARCHED.map(|column| supplier.identity(column));
    let filled: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    filled.join(" ")
}

fn cell(view: &ParameterView, lang: Lang) -> Markup {
    html! {
        td.(mark_class(view.mark)) {
            (view.mark.word())
            @if view.overridden.is_some() { (star(lang)) }
        }
    }
}

pub(super) fn star(lang: Lang) -> Markup {
    html! { abbr title=(Page::Overridden.text(lang)) { "*" } }
}

/// The class of what became of a supplier.
pub(super) const fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Placed(level) => bars::class(Shade::Level(level)),
        Standing::UnderLet => bars::class(Shade::Level(Level::UnderLet)),
        Standing::WithoutQuality => bars::class(Shade::WithoutQuality),
        Standing::Open => bars::class(Shade::Open),
    }
}

/// The class of a parameter's level; the script sorts by it.
pub(super) const fn mark_class(mark: Mark) -> &'static str {
    use Level::{Hoejt, Let, Moderat, UnderLet};
    match mark {
        Mark::Irrelevant => "n",
        Mark::Level(Interval { min, max }) => match (min, max) {
            (UnderLet, Let) => "o ul",
            (UnderLet, Moderat) => "o um",
            (UnderLet, Hoejt) => "o uh",
            (Let, Moderat) => "o lm",
            (Let, Hoejt) => "o lh",
            (Moderat, Hoejt) => "o mh",
            (level, _) => bars::class(Shade::Level(level)),
        },
    }
}
