//! The picture of the eight parameters of one supplier.

use crate::report::{Mark, Supplier};
use crate::vocabulary::Interval;
use maud::{Markup, html};
use std::fmt::Write as _;

/// How wide one of the three blocks of a bar is, with its gap, and how high a bar with its own.
const BLOCK: (u32, u32) = (43, 28);
const GAP: (u32, u32) = (3, 10);

/// Eight bars of three blocks: filled as far as the level surely is, hatched as far as it may be.
///
/// The words stand beside it, so a reader of the screen passes it over.
pub(super) fn drawing(supplier: &Supplier) -> Markup {
    let [mut filled, mut open] = [String::new(), String::new()];
    for (row, view) in (0..).zip(&supplier.parameters) {
        let Mark::Level(Interval { min, max }) = view.mark else {
            continue;
        };
        for column in 0..max.points().into() {
            let is_sure = column < min.points().into();
            block(row, column, if is_sure { &mut filled } else { &mut open });
        }
    }
    let (width, height) = (BLOCK.0 * 3, BLOCK.1 * 8);
    html! {
        svg aria-hidden="true" viewBox=(format!("0 0 {width} {height}")) preserveAspectRatio="none" {
            use href="#eight" {}
            @if !open.is_empty() { path.o d=(open) {} }
            @if !filled.is_empty() { path.f d=(filled) {} }
        }
    }
}

fn block(row: u32, column: u32, path: &mut String) {
    let (left, top) = (column * BLOCK.0, row * BLOCK.1 + GAP.1 / 2);
    let (width, height) = (BLOCK.0 - GAP.0, BLOCK.1 - GAP.1);
    let _ = write!(path, "M{left} {top}h{width}v{height}h-{width}z");
}

/// The eight empty bars, once for the whole page.
pub(super) fn frame() -> Markup {
    let mut blocks = String::new();
    for row in 0..8 {
        for column in 0..3 {
            block(row, column, &mut blocks);
        }
    }
    html! { path #eight d=(blocks) {} }
}
