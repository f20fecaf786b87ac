//! A picture on an HTML page, as SVG with a text alternative.

use crate::document::{Bars, Figure, Flows, Matrix, Whisker, Whiskers};
use crate::vocabulary::printable;
use crate::words::{Lang, Study};
use maud::{Markup, html as markup};
use std::fmt::Write as _;

/// The colours, by the index of the part.
const COLOURS: usize = 8;

/// The picture with that number on its page.
pub(super) fn drawn(figure: &Figure, number: usize, lang: Lang) -> Markup {
    let legend: &[String] = match figure {
        Figure::Bars(bars) => &bars.parts,
        Figure::Flows(flows) => &flows.states,
        Figure::Matrix(_) | Figure::Whiskers(_) => &[],
    };
    let drawing = match figure {
        Figure::Bars(bars) => draw_bars(bars),
        Figure::Matrix(matrix) => draw_matrix(matrix),
        Figure::Flows(flows) => draw_flows(flows),
        Figure::Whiskers(whiskers) => draw_whiskers(whiskers),
    };
    let (width, height, content) = drawing;
    markup! {
        figure {
            figcaption { (printable(figure.title())) }
            @if !legend.is_empty() {
                p { @for (part, name) in legend.iter().enumerate() {
                    span class=(format!("k p{}", part % COLOURS)) aria-hidden="true" {}
                    (printable(name))
                } }
            }
            svg role="img" viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height)
                aria-labelledby=(format!("t{number} d{number}")) {
                title id=(format!("t{number}")) { (printable(figure.title())) }
                desc id=(format!("d{number}")) { (Study::FigureInTable.text(lang)) }
                (content)
            }
        }
    }
}

/// How wide, how high, and what is in it.
type Drawing = (u32, u32, Markup);

const LABEL: f64 = 240.0;
const WIDTH: f64 = 520.0;
const ROW: f64 = 22.0;

/// A coordinate, the same on every machine.
fn at(x: f64) -> String {
    format!("{x:.1}")
}

/// A name that fits beside a bar.
fn label(text: &str) -> String {
    const LONGEST: usize = 36;
    let text = printable(text);
    if text.chars().count() <= LONGEST {
        return text.into_owned();
    }
    let cut: String = text.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end())
}

fn draw_bars(bars: &Bars) -> Drawing {
    let height = bars.rows.len() as f64 * ROW + 4.0;
    let content = markup! {
        @for (index, (name, parts)) in bars.rows.iter().enumerate() {
            @let y = index as f64 * ROW;
            @let weight = bars.wholes.contains(&index).then_some("bold");
            text x=(at(LABEL - 6.0)) y=(at(y + 15.0)) text-anchor="end" font-weight=[weight] { (label(name)) }
            @let ends = ends(parts);
            @for (part, ((share, text), end)) in parts.iter().zip(ends).enumerate() {
                @if *share > 0.0 {
                    @let x = LABEL + (end - share) * WIDTH;
                    rect class=(format!("p{} edge", part % COLOURS)) x=(at(x)) y=(at(y + 2.0)) width=(at(share * WIDTH)) height=(at(ROW - 4.0)) {
                        title { (printable(name)) ": " (printable(&bars.parts[part])) " " (printable(text)) }
                    }
                    @if *share >= 0.1 {
                        text class=(format!("on{}", part % COLOURS)) x=(at(x + share * WIDTH / 2.0)) y=(at(y + 15.0)) text-anchor="middle" { (printable(text)) }
                    }
                }
            }
        }
    };
    ((LABEL + WIDTH) as u32 + 4, height as u32, content)
}

/// Where each part of a bar ends.
fn ends(parts: &[(f64, String)]) -> Vec<f64> {
    let mut end = 0.0;
    parts
        .iter()
        .map(|(share, _)| {
            end += share;
            end
        })
        .collect()
}

fn draw_matrix(matrix: &Matrix) -> Drawing {
    const CELL: f64 = 46.0;
    let n = matrix.names.len() as f64;
    let content = markup! {
        @for (column, (short, _)) in matrix.names.iter().enumerate() {
            text x=(at(LABEL + (column as f64 + 0.5) * CELL)) y="14" text-anchor="middle" { (printable(short)) }
        }
        @for (row, (_, name)) in matrix.names.iter().enumerate() {
            @let y = 20.0 + row as f64 * CELL;
            text x=(at(LABEL - 6.0)) y=(at(y + CELL / 2.0 + 4.0)) text-anchor="end" { (label(name)) }
            @for (column, cell) in matrix.cells[row].iter().enumerate() {
                @let x = LABEL + column as f64 * CELL;
                @if let Some((value, text)) = cell {
                    // The sign has a colour of its own, the size its strength; the number stands in it.
                    rect class=(if *value < 0.0 { "p4 edge" } else { "p1 edge" }) fill-opacity=(format!("{:.2}", value.abs() * 0.6)) x=(at(x)) y=(at(y)) width=(at(CELL)) height=(at(CELL)) {}
                    text x=(at(x + CELL / 2.0)) y=(at(y + CELL / 2.0 + 4.0)) text-anchor="middle" { (printable(text)) }
                }
            }
        }
    };
    ((LABEL + n * CELL) as u32 + 4, (20.0 + n * CELL) as u32 + 4, content)
}

/// Where the states of each round stand.
struct Columns {
    /// How many are in each state in each round.
    sizes: Vec<Vec<usize>>,
    /// Where each of them begins, from above.
    tops: Vec<Vec<f64>>,
    /// How high one of them is.
    scale: f64,
}

const STATE: f64 = 16.0;
const STEP: f64 = 190.0;
const HEIGHT: f64 = 300.0;
const GAP: f64 = 6.0;
const TOP: f64 = 26.0;

impl Columns {
    fn of(flows: &Flows) -> Self {
        let (rounds, states) = (flows.rounds.len(), flows.states.len());
        // All that leave a state, and in the last round all that came to it.
        let mut sizes = vec![vec![0_usize; states]; rounds];
        for (round, step) in flows.steps.iter().enumerate() {
            for &(from, to, n) in step {
                sizes[round][from] += n;
                if round + 2 == rounds {
                    sizes[round + 1][to] += n;
                }
            }
        }
        let most = sizes.iter().map(|sizes| sizes.iter().sum::<usize>()).max();
        let scale = HEIGHT / most.unwrap_or(0).max(1) as f64;
        let tops = sizes.iter().map(|sizes| {
            let mut y = TOP;
            let top_of = |n: &usize| {
                let top = y;
                y += *n as f64 * scale + GAP;
                top
            };
            sizes.iter().map(top_of).collect()
        });
        let tops = tops.collect();
        Self { sizes, tops, scale }
    }

    fn x(round: usize) -> f64 {
        20.0 + round as f64 * STEP
    }
}

fn draw_flows(flows: &Flows) -> Drawing {
    let Columns { sizes, tops, scale } = &Columns::of(flows);
    let x_of = Columns::x;
    let bands = markup! {
        @for (round, step) in flows.steps.iter().enumerate() {
            @let mut left = tops[round].clone();
            @let mut right = tops[round + 1].clone();
            @for &(from, to, n) in step {
                @let (y, z, thick) = (left[from], right[to], n as f64 * scale);
                path class=(format!("band p{}", to % COLOURS)) d=(band(x_of(round) + STATE, y, x_of(round + 1), z, thick)) {
                    title {
                        (printable(&flows.rounds[round])) " " (printable(&flows.states[from])) " → "
                        (printable(&flows.rounds[round + 1])) " " (printable(&flows.states[to])) ": " (n)
                    }
                }
                ({ left[from] += thick; right[to] += thick; "" })
            }
        }
        @for (round, sizes) in sizes.iter().enumerate() {
            text x=(at(x_of(round))) y="16" { (printable(&flows.rounds[round])) }
            @for (state, n) in sizes.iter().enumerate().filter(|(_, n)| **n > 0) {
                @let y = tops[round][state];
                rect class=(format!("p{} edge", state % COLOURS)) x=(at(x_of(round))) y=(at(y)) width=(at(STATE)) height=(at(*n as f64 * scale)) {}
                text class="halo" x=(at(x_of(round) + STATE + 4.0)) y=(at(y + (*n as f64 * scale) / 2.0 + 4.0)) { (printable(&flows.states[state])) " " (n) }
            }
        }
    };
    let width = x_of(flows.rounds.len().saturating_sub(1)) + 160.0;
    let height = TOP + HEIGHT + GAP * flows.states.len() as f64 + 6.0;
    (width as u32, height as u32, bands)
}

/// A band of one thickness from one column to the next.
fn band(x: f64, y: f64, to_x: f64, to_y: f64, thick: f64) -> String {
    let middle = (x + to_x) / 2.0;
    let mut path = String::new();
    let _ = write!(
        path,
        "M{} {}C{} {} {} {} {} {}V{}C{} {} {} {} {} {}Z",
        at(x),
        at(y),
        at(middle),
        at(y),
        at(middle),
        at(to_y),
        at(to_x),
        at(to_y),
        at(to_y + thick),
        at(middle),
        at(to_y + thick),
        at(middle),
        at(y + thick),
        at(x),
        at(y + thick),
    );
    path
}

fn draw_whiskers(whiskers: &Whiskers) -> Drawing {
    const SCALE_AT: f64 = 14.0;
    let x_of = |value: f64| LABEL + (value.clamp(-1.0, 1.0) + 1.0) / 2.0 * WIDTH;
    let height = 20.0 + whiskers.rows.len() as f64 * ROW;
    let content = markup! {
        @for tick in [-1, 0, 1] {
            @let x = x_of(f64::from(tick));
            text x=(at(x)) y=(at(SCALE_AT)) text-anchor="middle" { (if tick < 0 { "−1".to_owned() } else { tick.to_string() }) }
            line.rule x1=(at(x)) x2=(at(x)) y1="20" y2=(at(height)) {}
        }
        @for (index, Whisker { name, point, interval, text }) in whiskers.rows.iter().enumerate() {
            @let y = 20.0 + (index as f64 + 0.5) * ROW;
            text x=(at(LABEL - 6.0)) y=(at(y + 4.0)) text-anchor="end" { (label(name)) }
            @if let Some((low, high)) = interval {
                line x1=(at(x_of(*low))) x2=(at(x_of(*high))) y1=(at(y)) y2=(at(y)) stroke="var(--p1)" stroke-width="4" { title { (printable(name)) ": " (printable(text)) } }
            }
            circle class="p0" cx=(at(x_of(*point))) cy=(at(y)) r="5" {}
            text x=(at(LABEL + WIDTH + 8.0)) y=(at(y + 4.0)) { (printable(text)) }
        }
    };
    ((LABEL + WIDTH) as u32 + 190, height as u32 + 4, content)
}
