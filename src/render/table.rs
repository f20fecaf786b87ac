//! The table for people: one line a supplier, what it means, and the totals.

use crate::place::{ParameterPlacement, Placement, Status};
use crate::record::{Record, StoredRecord};
use crate::rubric::{Rubric, is_illustrative};
use crate::score::{Counts, Totals};
use crate::tell::rule;
use crate::vocabulary::{Identity, Level, Parameter, printable};
use crate::words::{Lang, Ui};
use anstyle::{AnsiColor, Reset};
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};
use std::borrow::Cow;
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What the table shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// In input order.
    pub records: &'a [StoredRecord<'a>],
    /// The rubrics that placed a row.
    pub rubrics: &'a [&'a Rubric],
    /// Over all rubrics.
    pub totals: &'a Totals,
    /// The reader's language.
    pub lang: Lang,
    /// How many columns of text there is room for.
    pub width: usize,
    /// Whether colour may be used.
    pub colour: bool,
}

/// The whole output: suppliers, legend, what is missing, totals, rubrics, notes.
pub fn text(view: &View<'_>) -> String {
    let mut out = String::new();
    suppliers(view, &mut out);
    legend(view, &mut out);
    what_is_missing(view, &mut out);
    let _ = writeln!(out, "\n{}", Ui::TotalsByTargetGroup.text(view.lang));
    push(&mut out, &distribution(view));
    rubrics(view, &mut out);
    out
}

pub(super) fn push(out: &mut String, table: &Table) {
    for line in table.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// Below this width the names are cut hard; nothing is left out.
const NARROWEST: usize = 72;
const WIDEST: usize = 120;
/// As many blanks as a line can have: no gap is wider.
const BLANKS: &str = match str::from_utf8(&[b' '; WIDEST]) {
    Ok(blanks) => blanks,
    Err(_) => unreachable!(),
};
/// From this width on there is room between the columns of numbers.
const WIDE: usize = 90;

pub(super) fn plain_table() -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

/// The supplier, its målgruppe, the eight parameters, and what they come to.
const COLUMNS: usize = 15;

/// A cell, and the level that gives it its colour.
type LevelCell<'t> = (Cow<'t, str>, Option<Level>);

/// A line a supplier. How wide a column is does not hang on what stands in it, so that nothing is measured first.
fn suppliers(view: &View<'_>, out: &mut String) {
    let widths = widths(view.width, longest_target_group(view));
    let heading = heading(&widths, view.lang).map(|word| (word, None));
    line(heading, &widths, false, out);
    for stored in view.records {
        let record = stored.as_record();
        line(row(&record, &widths, view.lang), &widths, view.colour, out);
    }
}

/// How wide the columns are in so much room; the longest målgruppe is so wide.
fn widths(room: usize, longest: usize) -> [usize; COLUMNS] {
    // Parameters take 3 columns each, and the rest what they need; names share what is left.
    let mut widths = [0, 0, 3, 3, 3, 3, 3, 3, 3, 3, 11, 7, 4, 4, 4];
    let room = room.clamp(NARROWEST, WIDEST) - widths.iter().sum::<usize>();
    widths[1] = (room * 2 / 5).min(longest + 1);
    widths[0] = room - widths[1];
    widths
}

/// Appends cells, each in so many columns of text; blanks at the end are left out. A cell that is too wide takes of the
/// room behind it, and a blank follows it all the same.
fn line(
    cells: [LevelCell<'_>; COLUMNS],
    widths: &[usize; COLUMNS],
    colour: bool,
    out: &mut String,
) {
    let (mut start, mut end) = (0_usize, 0);
    for ((text, level), width) in cells.into_iter().zip(widths) {
        if !text.is_empty() {
            let gap = start.saturating_sub(end).max(usize::from(end > 0));
            out.push_str(&BLANKS[..gap]);
            end += gap + columns(&text);
            let colour = level.filter(|_| colour).and_then(colour_of);
            let _ = match colour {
                Some(colour) => write!(out, "{}{text}{}", colour.render_fg(), Reset.render()),
                None => out.write_str(&text),
            };
        }
        start += width;
    }
    out.push('\n');
}

fn heading(widths: &[usize; COLUMNS], lang: Lang) -> [Cow<'static, str>; COLUMNS] {
    let names = [Ui::Supplier, Ui::TargetGroup].into_iter().zip(widths);
    let names = names.map(|(word, width)| cut(&word.text(lang), width - 1).into_owned().into());
    let parameters = Parameter::ALL.map(|parameter| Cow::from(parameter.short()));
    let rest = [Ui::Level, Ui::Steps, Ui::Median, Ui::Weakest, Ui::Missing];
    let rest = rest.map(|word| Cow::from(word.text(lang)));
    in_columns(names.chain(parameters).chain(rest))
}

fn in_columns<T: Default>(cells: impl IntoIterator<Item = T>) -> [T; COLUMNS] {
    let mut cells = cells.into_iter();
    std::array::from_fn(|_| cells.next().unwrap_or_default())
}

fn longest_target_group(view: &View<'_>) -> usize {
    let heading = Ui::TargetGroup.text(view.lang).chars().count();
    view.rubrics.iter().map(|rubric| rubric.id.len()).max().unwrap_or_default().max(heading)
}

fn row<'r>(
    record: &'r Record<'_>,
    widths: &[usize; COLUMNS],
    lang: Lang,
) -> [LevelCell<'r>; COLUMNS] {
    let placement = record.placement;
    let names = [record.name(), record.identity(Identity::Maalgruppe)];
    let names = names.into_iter().zip(widths);
    let names = names.map(|(name, width)| (cut(name, width - 1), None));
    let parameters = placement.parameters.iter().map(|placed| {
        let level = placed.level.determined().filter(|_| placed.relevant);
        (mark(placed), level)
    });
    let missing = match record.missing.len() {
        0 => String::new(),
        missing => format!("{missing:3}"),
    };
    let rest = [
        (outcome(placement, lang), placement.level),
        (steps(placement).into(), None),
        (elsewhere(placement, placement.median).into(), None),
        (elsewhere(placement, placement.weakest).into(), None),
        (missing.into(), None),
    ];
    in_columns(names.chain(parameters).chain(rest))
}

/// One letter for the level, and a star where it was overridden.
fn mark(placed: &ParameterPlacement) -> Cow<'static, str> {
    let letter = match placed.level.determined() {
        _ if !placed.relevant => "/",
        Some(level) => letter(level),
        None => "?",
    };
    starred(letter.into(), placed.overridden)
}

/// A word with a star where it was overridden.
fn starred(word: Cow<'static, str>, overridden: bool) -> Cow<'static, str> {
    match overridden {
        true => word + "*",
        false => word,
    }
}

pub(super) const fn letter(level: Level) -> &'static str {
    match level {
        Level::UnderLet => "-",
        Level::Let => "L",
        Level::Moderat => "M",
        Level::Hoejt => "H",
    }
}

fn outcome(placement: &Placement, lang: Lang) -> Cow<'static, str> {
    let word = match (placement.status, placement.level) {
        (Status::Indplaceret, Some(level)) => level.as_str().into(),
        (Status::UdenKvalitet, _) => Ui::WithoutQualityShort.text(lang).into(),
        (Status::Uafklaret, _) => Ui::Open.text(lang).into(),
        (Status::UnderLet | Status::Indplaceret, _) => Ui::UnderLet.text(lang).into(),
    };
    starred(word, placement.overall_overridden)
}

fn steps(placement: &Placement) -> String {
    match (placement.steps_up, placement.steps_down) {
        (Some(up), Some(down)) => format!("+{up} -{down}"),
        (Some(up), None) => format!("+{up}"),
        (None, Some(down)) => format!("-{down}"),
        (None, None) => String::new(),
    }
}

/// The letter of another rule's level, where it is not the level.
fn elsewhere(placement: &Placement, other: Option<Level>) -> &'static str {
    let ours = match placement.status {
        Status::Indplaceret => placement.level,
        Status::UnderLet => Some(Level::UnderLet),
        Status::UdenKvalitet | Status::Uafklaret => None,
    };
    match (ours, other) {
        (Some(ours), Some(other)) if ours != other => letter(other),
        _ => "",
    }
}

const fn colour_of(level: Level) -> Option<AnsiColor> {
    match level {
        Level::Hoejt => Some(AnsiColor::Magenta),
        Level::Moderat => Some(AnsiColor::Cyan),
        Level::Let => Some(AnsiColor::Yellow),
        Level::UnderLet => None,
    }
}

fn legend(view: &View<'_>, out: &mut String) {
    let lang = view.lang;
    let names: Vec<String> = Parameter::ALL
        .iter()
        .map(|parameter| format!("{} {}", parameter.short(), parameter.label()))
        .collect();
    out.push('\n');
    wrapped(&names.join(" · "), view.width, out);
    for text in [Ui::LegendMarks, Ui::LegendSteps, Ui::LegendRules, Ui::LegendMissing] {
        wrapped(&text.text(lang), view.width, out);
    }
}

fn what_is_missing(view: &View<'_>, out: &mut String) {
    let mut any = false;
    for stored in view.records {
        let record = stored.as_record();
        if record.missing.is_empty() {
            continue;
        }
        if !any {
            let _ = writeln!(out, "\n{}", Ui::WhatIsMissing.text(view.lang));
            any = true;
        }
        let line = format!(
            "{} ({}): {} ({})",
            printable(record.name()),
            record.identity(Identity::Maalgruppe),
            record.missing.join(", "),
            record.placement.interval.as_str(),
        );
        wrapped(&line, view.width, out);
    }
}

fn distribution(view: &View<'_>) -> Table {
    let lang = view.lang;
    let mut table = plain_table();
    let columns = [
        Ui::TargetGroup.text(lang),
        Level::Hoejt.to_string(),
        Level::Moderat.to_string(),
        Level::Let.to_string(),
        Ui::UnderLet.text(lang),
        Ui::WithoutQuality.text(lang),
        Ui::Open.text(lang),
        Ui::Totals.text(lang),
    ];
    table.set_header(columns.iter().map(Cell::new).collect::<Vec<_>>());
    let groups = view.totals.by_target_group();
    let mut sum = Counts::default();
    for (id, counts) in &groups {
        sum.add(counts);
        table.add_row(counts_row(id, counts));
    }
    if groups.len() > 1 {
        table.add_row(counts_row(&Ui::Totals.text(lang), &sum));
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if view.width < WIDE { 1 } else { 2 }));
        if index > 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn counts_row(name: &str, counts: &Counts) -> Vec<Cell> {
    let numbers = [
        counts.at(Level::Hoejt),
        counts.at(Level::Moderat),
        counts.at(Level::Let),
        counts.of(Status::UnderLet),
        counts.of(Status::UdenKvalitet),
        counts.of(Status::Uafklaret),
        counts.all(),
    ];
    std::iter::once(Cell::new(name)).chain(numbers.map(Cell::new)).collect()
}

fn rubrics(view: &View<'_>, out: &mut String) {
    let lang = view.lang;
    out.push('\n');
    wrapped(&sum_line(view.totals, lang), view.width, out);
    let _ = writeln!(out, "\n{}", Ui::RubricsUsed.text(lang));
    for rubric in view.rubrics {
        let line = format!(
            "{} ({}, sha256 {}): {}",
            rubric.name(),
            rubric.status.as_str(),
            &rubric.sha256()[..12],
            rule::rule(rubric.rule, lang),
        );
        wrapped(&printable(&line), view.width, out);
    }
    out.push('\n');
    wrapped(&Ui::Proposal.text(lang), view.width, out);
    if is_illustrative(view.rubrics) {
        wrapped(&Ui::Illustrative.text(lang), view.width, out);
    }
}

/// Every row read, and what became of it.
pub fn sum_line(totals: &Totals, lang: Lang) -> String {
    Ui::SumLine {
        read: totals.read,
        placed: totals.of(Status::Indplaceret),
        under: totals.of(Status::UnderLet),
        without: totals.of(Status::UdenKvalitet),
        open: totals.of(Status::Uafklaret),
        rejected: totals.rejected,
    }
    .text(lang)
}

/// The text within so many columns, an ellipsis in place of what does not fit.
pub(super) fn cut(text: &str, width: usize) -> Cow<'_, str> {
    let text = printable(text);
    if columns(&text) <= width {
        return text;
    }
    let (mut column, mut end) = (1, 0);
    for (at, letter) in text.char_indices() {
        // By itself it takes no room; behind a sign that is also a letter it makes a picture of it, which is wider.
        let is_picture = letter == '\u{fe0f}';
        column += letter.width().unwrap_or(0) + usize::from(is_picture);
        if column > width {
            break;
        }
        end = at + letter.len_utf8();
    }
    Cow::Owned(text[..end].trim_end().to_owned() + "…")
}

/// How many columns a text takes that goes to a terminal.
fn columns(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.width(),
    }
}

/// Breaks a text at its spaces; what follows the first line is indented.
pub(super) fn wrapped(text: &str, width: usize, out: &mut String) {
    let width = width.clamp(NARROWEST, WIDEST);
    let mut column = 0;
    for word in text.split(' ') {
        let length = columns(word);
        if column > 0 && column + 1 + length > width {
            out.push_str("\n  ");
            column = 2;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(cells: [&str; COLUMNS], widths: &[usize; COLUMNS]) -> String {
        let mut out = String::new();
        line(cells.map(|text| (text.into(), None)), widths, false, &mut out);
        out
    }

    #[test]
    fn headings_stand_over_their_columns_however_narrow() {
        for room in [0, 72, 76, 79, 100, 500] {
            let widths = widths(room, "erhvervet-hjerneskade".len());
            let mut headings = String::new();
            line(
                heading(&widths, Lang::Da).map(|word| (word, None)),
                &widths,
                false,
                &mut headings,
            );
            let cells =
                ["Bo", "a", "H", "H", "H", "H", "H", "H", "H", "H", "let", "+1", "M", "L", "  1"];
            let starts = |line: &str| {
                let letters: Vec<char> = line.chars().collect();
                let starts =
                    |at: &usize| letters[*at] != ' ' && (*at == 0 || letters[at - 1] == ' ');
                (0..letters.len()).filter(starts).collect::<Vec<_>>()
            };
            // What is missing stands to the right in its column.
            let [.., missing] = widths;
            let mut expected = starts(drawn(cells, &widths).trim_end());
            *expected.last_mut().expect("fifteen cells") -= missing - 2;
            assert_eq!(starts(headings.trim_end()), expected, "{headings}");
        }
    }

    #[test]
    fn a_cell_that_is_too_wide_takes_of_the_room_behind_it() {
        let widths = widths(100, 7);
        let row = |level, steps| {
            ["Bo", "autisme", "H", "H", "H", "H", "H", "H", "H", "H", level, steps, "", "", " 19"]
                .map(str::to_owned)
        };
        let drawn = |level, steps| {
            let cells = row(level, steps);
            drawn(cells.each_ref().map(String::as_str), &widths)
        };
        let narrow = drawn("let", "");
        for (level, steps) in [("uden kval.*", ""), ("let", "+10 -10"), ("uden kval.*", "+10")] {
            let line = drawn(level, steps);
            assert_eq!(line.find("19"), narrow.find("19"), "{line}");
            assert!(line.contains(&format!("{level} ")), "{line}");
        }
    }

    #[test]
    fn a_name_is_cut_to_its_columns_whatever_its_signs() {
        assert_eq!(cut("Æblehaven", 9), "Æblehaven");
        assert_eq!(cut("Bo og lev", 6), "Bo og…");
        assert_eq!(cut("Bo og lev", 4), "Bo…");
        for sign in
            ["\u{2764}\u{fe0f}", "\u{65e5}", "e\u{301}", "\u{1f469}\u{200d}\u{1f467}", "\u{fe0f}"]
        {
            let name = sign.repeat(40);
            assert!(cut(&name, 28).width() <= 28, "{sign}");
        }
    }
}
