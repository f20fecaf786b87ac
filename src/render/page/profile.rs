//! The profiles: eight bars a supplier, and what lies behind them.

use super::matrix::{class, mark_class, star};
use crate::document::{Block, Item};
use crate::place::Truth;
use crate::report::{MOST_WITH_WAYS, Report, Supplier, Why, Wording, between, met};
use crate::words::Page;
use maud::{Markup, html};

pub(super) fn section(report: &Report) -> Markup {
    let lang = report.lang;
    html! {
        section #profiler {
            h2 { (Page::Profiles.text(lang)) }
            p.about {
                (Page::ProfilesAbout.text(lang))
                @if report.suppliers.len() > MOST_WITH_WAYS {
                    @let most = MOST_WITH_WAYS;
                    " " (Page::WithoutWays { most }.text(lang))
                }
            }
            @for supplier in &report.suppliers { (profile(supplier, report)) }
        }
    }
}

/// A supplier's profile, and in a fold the criteria behind it.
///
/// A browser that runs scripts takes `noscript` for one piece of text and builds nothing of it, until
/// the script does so for what the reader comes to; one that does not run them shows it as it is.
fn profile(supplier: &Supplier, report: &Report) -> Markup {
    let lang = report.lang;
    html! {
        article.profile #(format!("s{}", supplier.number)) {
            noscript { (front(supplier, report)) }
            details.why {
                summary { (Page::Why.text(lang)) span.of { " " (supplier.name) } }
                noscript { (criteria(supplier, report)) (ways(&supplier.prospect.ways)) }
            }
        }
    }
}

fn front(supplier: &Supplier, report: &Report) -> Markup {
    let lang = report.lang;
    html! {
        h3 {
            bdi { (supplier.name) } " "
            span.level.(class(supplier.standing)) {
                (supplier.standing.word()) @if supplier.overall_overridden { (star(lang)) }
            }
        }
        p.particulars {
            (supplier.target_group)
            @for text in &supplier.particulars { " · " bdi { (text) } }
        }
        div.eight {
            (super::eight::drawing(supplier))
            ul {
                @for view in &supplier.parameters {
                    li.(mark_class(view.mark)) {
                        span { (view.parameter.label()) }
                        b { (view.mark.word()) @if view.overridden.is_some() { (star(lang)) } }
                    }
                }
            }
        }
        div.said {
            @if !supplier.remarks.is_empty() {
                ul.remarks { @for remark in &supplier.remarks { li { (remark) } } }
            }
            @if !supplier.missing.is_empty() {
                p.missing {
                    b { (Page::MissingList.text(lang)) ": " }
                    @for (index, gap) in supplier.missing.iter().enumerate() {
                        @if index > 0 { ", " }
                        (gap.label)
                    }
                }
            }
            @if !supplier.reasons.is_empty() {
                dl.reasons {
                    @for reason in &supplier.reasons { dt { (reason.about) } dd { bdi { (reason.text) } } }
                }
            }
        }
    }
}

/// With more suppliers than this, a profile names its criteria and the wordings stand once, at the end.
const WORDINGS_INLINE: usize = 500;

/// What was found, once for all criteria that look at it.
fn criteria(supplier: &Supplier, report: &Report) -> Markup {
    let lang = report.lang;
    let inline = report.suppliers.len() <= WORDINGS_INLINE;
    html! {
        @for why in &supplier.why {
            h4 { (outcome(why, supplier, report)) }
            @if why.is_assessed { p.assessed { (Page::ByTheConsultant.text(lang)) } }
            ul {
                @for alike in why.by_what_was_found() {
                    li {
                        @for criterion in &alike {
                            @let wording = &report.wordings.all()[criterion.wording];
                            @let met = format!("{} {}", mark(criterion.truth), met(criterion.truth, lang));
                            @if inline {
                                p { (met) " " (words(wording)) " " small { (wording.id) } }
                            } @else {
                                a href=(format!("#k{}", criterion.wording)) { (wording.id) } " " (met) " "
                            }
                        }
                        @if let Some(criterion) = alike.first() { div { (Page::Found.text(lang)) ": " (criterion.found) } }
                    }
                }
            }
        }
    }
}

/// A criterion's level and words, and where it comes from.
fn words(wording: &Wording) -> Markup {
    html! {
        i { (wording.level) } " "
        span {
            (wording.text)
            @if !wording.origin.is_empty() { ". " em { (wording.origin) } }
        }
    }
}

/// What the level would take to change: headings, sentences and lists, and nothing else.
fn ways(blocks: &[Block]) -> Markup {
    let items = |list: &[Item]| html! { @for item in list { li { (item.text) } } };
    html! {
        @if !blocks.is_empty() { div.ways {
            @for block in blocks {
                @match block {
                    Block::Section(text) => h4 { (text) },
                    Block::Text(text) => p { (text) },
                    Block::Numbered(list) => ol { (items(list)) },
                    Block::List(list) => ul { (items(list)) },
                    Block::Heading(_) | Block::Small(_) | Block::Notice(_) | Block::Fields(_)
                    | Block::Marks(..) | Block::Table(_) | Block::Figure(_) | Block::Room(_) | Block::Json(_) => {},
                }
            }
        } }
    }
}

const fn mark(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "\u{2713}",
        Truth::False => "\u{2717}",
        Truth::Unknown => "?",
    }
}

/// The parameter and its level, and what was computed where the consultant overrode that.
fn outcome(why: &Why, supplier: &Supplier, report: &Report) -> Markup {
    let lang = report.lang;
    let view = &supplier.parameters[why.parameter.index()];
    html! {
        (why.parameter.label()) ": " (view.mark.word())
        @if let Some(computed) = view.overridden {
            @let level = between(computed).to_owned();
            ", " (Page::Overridden.text(lang)) " (" (Page::ComputedWas { level }.text(lang)) ")"
        }
    }
}

/// The wordings that profiles refer to, where they do.
pub(super) fn wordings(report: &Report) -> Markup {
    let lang = report.lang;
    html! {
        @if report.suppliers.len() > WORDINGS_INLINE {
            h3 { (Page::Wording.text(lang)) }
            p.about { (Page::WordingAbout.text(lang)) }
            dl.facts {
                @for (place, wording) in report.wordings.all().iter().enumerate() {
                    dt { (wording.id) " " small { (wording.rubric) } }
                    dd #(format!("k{place}")) { (words(wording)) }
                }
            }
        }
    }
}
