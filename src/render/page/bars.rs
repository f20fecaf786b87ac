//! The bars of the overview: one SVG a row beside its figures, and the patterns that shades share.

use crate::report::{Bar, Shade};
use crate::tell::whole;
use crate::vocabulary::Level;
use crate::words::{Lang, Page};
use maud::{Markup, html};

/// The class of a shade, which is also its look in the style sheet.
pub(super) const fn class(shade: Shade) -> &'static str {
    match shade {
        Shade::Level(Level::Hoejt) => "h",
        Shade::Level(Level::Moderat) => "m",
        Shade::Level(Level::Let) => "l",
        Shade::Level(Level::UnderLet) => "u",
        Shade::WithoutQuality => "q",
        Shade::Open => "o",
        Shade::Irrelevant => "n",
    }
}

/// The hatchings, once for the whole page: what is open or has no level never hangs on colour alone.
pub(super) fn patterns() -> Markup {
    html! {
        svg.patterns aria-hidden="true" width="0" height="0" {
            defs {
                pattern #open width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect width="6" height="6" fill="#fff" {}
                    rect width="2" height="6" fill="#7a5c12" {}
                }
                (super::eight::frame())
                pattern #quality width="6" height="6" patternUnits="userSpaceOnUse" {
                    rect width="6" height="6" fill="#fff" {}
                    circle cx="3" cy="3" r="1.4" fill="#5b6670" {}
                }
            }
        }
    }
}

/// A table of bars and their figures.
pub(super) fn table(bars: &[Bar], of: &Page, lang: Lang) -> Markup {
    let Some(first) = bars.first() else {
        return html! {};
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(of.text(lang)) {
            table.bars {
                thead {
                    tr {
                        th scope="col" { (of.text(lang)) }
                        td.bar { }
                        @for segment in &first.segments {
                            th.number scope="col" { i.key.(class(segment.shade)) {} "\u{a0}" (segment.name) }
                        }
                        th.number scope="col" { (Page::Total.text(lang)) }
                    }
                }
                tbody {
                    @for bar in bars {
                        tr {
                            th scope="row" { (bar.name) }
                            td.bar { (drawing(bar)) }
                            @for segment in &bar.segments {
                                td.number.zero[segment.count == 0] { (whole(segment.count, lang)) }
                            }
                            td.number { (whole(bar.total, lang)) }
                        }
                    }
                }
            }
        }
    }
}

fn drawing(bar: &Bar) -> Markup {
    html! {
        svg.bar role="img" aria-label=(bar.description) {
            @for segment in bar.segments.iter().filter(|segment| segment.count > 0) {
                rect.(class(segment.shade)) x=(segment.left) width=(segment.width) height="100%" {}
            }
        }
    }
}
