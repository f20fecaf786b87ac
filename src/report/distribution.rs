//! How many suppliers stand where: figures, and bars whose parts are counted out.

use super::supplier::{Mark, Supplier};
use crate::place::Status;
use crate::rubric::Rubric;
use crate::score::{Counts, Totals};
use crate::tell::{flat, whole};
use crate::vocabulary::{Level, Parameter};
use crate::words::{Lang, Page};

/// A number that sums up the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// How many.
    pub number: u64,
    /// The same as the reader writes it.
    pub text: String,
    /// What it counts.
    pub what: String,
}

/// A bar with its parts beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is the bar of.
    pub name: String,
    /// Every part, also those that count nothing, in the order in which they stand.
    pub segments: Vec<Segment>,
    /// The sum of the parts.
    pub total: u64,
    /// The bar in words, for who cannot see it.
    pub description: String,
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What it counts.
    pub shade: Shade,
    /// The same in a word.
    pub name: String,
    /// How many it counts.
    pub count: u64,
    /// Where it begins, in percent of the width.
    pub left: String,
    /// How wide it is, in percent of the width.
    pub width: String,
}

/// What a part of a bar counts; each has its own look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// A level, under let among them.
    Level(Level),
    /// The necessary quality is not there.
    WithoutQuality,
    /// What is missing decides.
    Open,
    /// Not in the count.
    Irrelevant,
}

impl Shade {
    /// The word for people.
    pub fn word(self, lang: Lang) -> String {
        match self {
            Self::Level(level) => level.as_str().to_owned(),
            Self::WithoutQuality => "uden kvalitet".to_owned(),
            Self::Open => Page::Open.text(lang),
            Self::Irrelevant => Page::Irrelevant.text(lang),
        }
    }
}

const FROM_THE_TOP: [Level; 4] = [Level::Hoejt, Level::Moderat, Level::Let, Level::UnderLet];

/// What all rows came to.
pub(super) fn figures(totals: &Totals, lang: Lang) -> Vec<Figure> {
    [
        (totals.read, Page::RowsRead),
        (totals.of(Status::Indplaceret), Page::Placed),
        (totals.of(Status::UnderLet), Page::UnderLet),
        (totals.of(Status::UdenKvalitet), Page::WithoutQuality),
        (totals.of(Status::Uafklaret), Page::Open),
        (totals.rejected, Page::Rejected),
    ]
    .map(|(number, what)| Figure { number, text: whole(number, lang), what: what.text(lang) })
    .into()
}

pub(super) fn by_target_group(totals: &Totals, rubrics: &[&Rubric], lang: Lang) -> Vec<Bar> {
    let groups = totals.by_target_group();
    let name = |id: &str| {
        let rubric = rubrics.iter().find(|rubric| rubric.id == id);
        flat(rubric.map_or(id, |rubric| &rubric.target_group))
    };
    // The målgrupper share a scale; the sum of them fills its own.
    let longest = groups.iter().map(|(_, counts)| counts.all()).max();
    let longest = longest.unwrap_or_default();
    let mut bars: Vec<Bar> = groups
        .iter()
        .map(|(id, counts)| bar(name(id), placed(counts), longest, Page::Open, lang))
        .collect();
    if groups.len() > 1 {
        let mut sum = Counts::default();
        for (_, counts) in &groups {
            sum.add(counts);
        }
        bars.push(bar(Page::Total.text(lang), placed(&sum), sum.all(), Page::Open, lang));
    }
    bars
}

fn placed(counts: &Counts) -> Vec<(Shade, u64)> {
    let levels = FROM_THE_TOP.map(|level| (Shade::Level(level), counts.at(level)));
    let others = [
        (Shade::WithoutQuality, counts.of(Status::UdenKvalitet)),
        (Shade::Open, counts.of(Status::Uafklaret)),
    ];
    levels.into_iter().chain(others).collect()
}

pub(super) fn by_parameter(suppliers: &[Supplier], lang: Lang) -> Vec<Bar> {
    let shade = |mark| match mark {
        Mark::Irrelevant => Shade::Irrelevant,
        Mark::Level(interval) => interval.determined().map_or(Shade::Open, Shade::Level),
    };
    Parameter::ALL
        .into_iter()
        .map(|parameter| {
            let shades: Vec<Shade> = suppliers
                .iter()
                .map(|supplier| shade(supplier.parameters[parameter.index()].mark))
                .collect();
            let levels = FROM_THE_TOP.map(Shade::Level);
            let counts = levels
                .into_iter()
                .chain([Shade::Open, Shade::Irrelevant])
                .map(|shade| (shade, shades.iter().filter(|other| **other == shade).count() as u64))
                .collect();
            bar(
                parameter.label().to_owned(),
                counts,
                suppliers.len() as u64,
                Page::NotDetermined,
                lang,
            )
        })
        .collect()
}

/// A bar on a scale to `longest`; `open` is what an open part is called.
fn bar(name: String, counts: Vec<(Shade, u64)>, longest: u64, open: Page, lang: Lang) -> Bar {
    let mut total = 0;
    let segments: Vec<Segment> = counts
        .into_iter()
        .map(|(shade, count)| {
            let start = total;
            total += count;
            let name = match shade {
                Shade::Open => open.text(lang),
                shade => shade.word(lang),
            };
            Segment {
                shade,
                name,
                count,
                left: percent(start, longest),
                width: percent(count, longest),
            }
        })
        .collect();
    let parts: Vec<String> = segments
        .iter()
        .filter(|segment| segment.count > 0)
        .map(|segment| format!("{} {}", whole(segment.count, lang), segment.name))
        .collect();
    Bar { description: format!("{name}: {}", parts.join(", ")), name, segments, total }
}

/// A length for a drawing, to a thousandth of a percent.
fn percent(part: u64, whole: u64) -> String {
    let thousandths = u128::from(part) * 100_000 / u128::from(whole.max(1));
    format!("{}.{:03}%", thousandths / 1000, thousandths % 1000)
}
