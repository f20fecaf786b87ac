//! Holds every lint that claims to be exact against brute force: on small random rubrics every supplier
//! there can be is tried, and the findings must be just those that the trying shows.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use indplacer::diagnostic::{Diagnostics, Place};
use indplacer::lint;
use indplacer::rubric::Catalogue;
use indplacer::source::Source;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

// Everything is in quarters, so that a value may lie between two bounds.
const ONE: i64 = 4;
/// The facts: id, kind, and in quarters every value that differs from its neighbours in some test or step.
const FACTS: [(&str, Kind); 9] = [
    ("a", Kind::Count),
    ("b", Kind::Count),
    ("t", Kind::Number),
    ("s", Kind::Share),
    ("j", Kind::Bool),
    ("g", Kind::Ordered),
    ("k", Kind::Unordered),
    ("m", Kind::Set),
    ("n", Kind::Set),
];
const OPTIONS: [&str; 3] = ["rød", "grøn", "blå"];
const GROUPS: [(&str, &[&str]); 2] = [
    ("leverandoertype", &["botilbud", "dagtilbud", "ambulant"]),
    ("driftsform", &["kommunal", "privat"]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Count,
    Number,
    Share,
    Bool,
    Ordered,
    Unordered,
    Set,
}

impl Kind {
    fn domain(self) -> Vec<i64> {
        match self {
            // No bound is above 3, so 5 stands for all that are higher.
            Self::Count => (0..=5).map(|n| n * ONE).collect(),
            Self::Number => (0..=13).collect(),
            Self::Share => [0, 2, 4, 6, 196, 198, 200, 202, 204, 206, 394, 396, 398, 400].to_vec(),
            Self::Bool => vec![0, ONE],
            Self::Ordered | Self::Unordered => (0..3).map(|n| n * ONE).collect(),
            Self::Set => (0..8).collect(),
        }
    }

    fn bounds(self) -> &'static [i64] {
        match self {
            Self::Count => &[0, 1, 4, 8, 10, 12],
            Self::Number => &[0, 2, 4, 8],
            Self::Share => &[0, 200, 400],
            Self::Ordered => &[0, 4, 8],
            Self::Bool | Self::Unordered | Self::Set => &[],
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Bound {
    value: i64,
    exceptions: Vec<(usize, usize, i64)>,
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    Range {
        facts: Vec<usize>,
        min: Option<Bound>,
        max: Option<Bound>,
    },
    Is(usize, bool),
    OneOf(usize, u8),
    Includes {
        facts: Vec<usize>,
        mask: u8,
        /// How many options, as themselves.
        n: Bound,
    },
}

#[derive(Debug, Clone, PartialEq)]
enum Tree {
    Leaf(Test),
    Group(usize, Vec<Tree>),
}

#[derive(Debug, Clone)]
struct Parameter {
    cumulative: bool,
    levels: [Vec<Tree>; 3],
}

/// A supplier: a value of every fact, and of the groups.
#[derive(Debug, Clone)]
struct Input {
    values: [i64; FACTS.len()],
    groups: [usize; 2],
}

impl Bound {
    fn of(&self, input: &Input) -> i64 {
        self.exceptions
            .iter()
            .find(|(column, value, _)| input.groups[*column] == *value)
            .map_or(self.value, |(_, _, bound)| *bound)
    }
}

impl Test {
    fn facts(&self) -> &[usize] {
        match self {
            Self::Range { facts, .. } | Self::Includes { facts, .. } => facts,
            Self::Is(fact, _) | Self::OneOf(fact, _) => std::slice::from_ref(fact),
        }
    }

    fn holds(&self, input: &Input) -> bool {
        let values = |facts: &[usize]| -> Vec<i64> {
            facts.iter().map(|&fact| input.values[fact]).collect()
        };
        match self {
            Self::Range { facts, min, max } => {
                let sum: i64 = values(facts).iter().sum();
                min.as_ref().is_none_or(|min| sum >= min.of(input))
                    && max.as_ref().is_none_or(|max| sum <= max.of(input))
            }
            Self::Is(fact, value) => (input.values[*fact] == ONE) == *value,
            Self::OneOf(fact, mask) => mask >> (input.values[*fact] / ONE) & 1 == 1,
            Self::Includes { facts, mask, n } => {
                let union = values(facts).iter().fold(0, |union, set| union | set);
                i64::from((union & i64::from(*mask)).count_ones()) >= n.of(input)
            }
        }
    }

    fn uses_group(&self, column: usize) -> bool {
        let bounds = self.bounds().into_iter();
        bounds.flat_map(|(_, bound)| &bound.exceptions).any(|(of, _, _)| *of == column)
    }

    /// The bounds that are written, by name.
    fn bounds(&self) -> Vec<(&'static str, &Bound)> {
        let all = match self {
            Self::Range { min, max, .. } => vec![("min", min.as_ref()), ("max", max.as_ref())],
            Self::Includes { n, .. } => vec![("at_least", Some(n))],
            Self::Is(..) | Self::OneOf(..) => Vec::new(),
        };
        let written = all.into_iter();
        written.filter_map(|(name, bound)| Some((name, bound?))).collect()
    }
}

impl Tree {
    fn holds(&self, leaf: &dyn Fn(&Test) -> bool) -> bool {
        match self {
            Self::Leaf(test) => leaf(test),
            Self::Group(n, members) => {
                members.iter().filter(|member| member.holds(leaf)).count() >= *n
            }
        }
    }

    fn leaves<'t>(&'t self, found: &mut Vec<&'t Test>) {
        match self {
            Self::Leaf(test) => found.push(test),
            Self::Group(_, members) => {
                for member in members {
                    member.leaves(found);
                }
            }
        }
    }
}

impl Parameter {
    fn level(&self, leaf: &dyn Fn(&Test) -> bool) -> usize {
        let holds = |level: &usize| self.levels[level - 1].iter().all(|tree| tree.holds(leaf));
        if self.cumulative {
            (1..=3).take_while(holds).count()
        } else {
            (1..=3).rev().find(holds).unwrap_or(0)
        }
    }

    /// The levels that hold; a cumulative one only with all below it.
    fn levels_held(&self, input: &Input) -> Vec<usize> {
        let holds = |level: &usize| {
            let mut trees = self.levels[level - 1].iter();
            trees.all(|tree| tree.holds(&|test| test.holds(input)))
        };
        if self.cumulative {
            (1..=3).take_while(holds).collect()
        } else {
            (1..=3).filter(holds).collect()
        }
    }

    fn level_of(&self, input: &Input) -> usize {
        self.level(&|test| test.holds(input))
    }

    fn leaves(&self) -> Vec<&Test> {
        let mut found = Vec::new();
        for tree in self.levels.iter().flatten() {
            tree.leaves(&mut found);
        }
        found
    }

    /// Every supplier there can be, as far as the criteria tell them apart.
    fn inputs(&self) -> Vec<Input> {
        let leaves = self.leaves();
        let mut all = vec![Input { values: [0; FACTS.len()], groups: [0; 2] }];
        for (fact, (_, kind)) in FACTS.iter().enumerate() {
            if leaves.iter().any(|leaf| leaf.facts().contains(&fact)) {
                all = spread(all, &kind.domain(), |input, value| {
                    input.values[fact] = value;
                });
            }
        }
        for (column, (_, values)) in GROUPS.iter().enumerate() {
            if leaves.iter().any(|leaf| leaf.uses_group(column)) {
                let values: Vec<usize> = (0..values.len()).collect();
                all = spread(all, &values, |input, value| input.groups[column] = value);
            }
        }
        all
    }
}

fn spread<V: Copy>(all: Vec<Input>, values: &[V], set: impl Fn(&mut Input, V)) -> Vec<Input> {
    let mut wider = Vec::new();
    for input in all {
        for &value in values {
            let mut next = input.clone();
            set(&mut next, value);
            wider.push(next);
        }
    }
    wider
}

// What brute force finds: a lint's id and the thing that it is about.

type Found = BTreeSet<(String, String)>;

fn criterion_id(level: usize, index: usize) -> String {
    format!("K{level}-{index}")
}

fn brute_force(parameter: &Parameter) -> Found {
    let inputs = parameter.inputs();
    let levels: Vec<usize> = inputs.iter().map(|input| parameter.level_of(input)).collect();
    let mut found = Found::new();
    let mut add = |id: &str, about: String| {
        found.insert((id.to_owned(), about));
    };
    unreachable_levels(&inputs, &levels, &mut add);
    let constant = criteria_of_one_answer(parameter, &inputs, &mut add);
    let redundant = redundant_criteria(parameter, &inputs, &constant, &mut add);
    redundant_members(parameter, &inputs, &constant, &redundant, &mut add);
    cliffs(parameter, &inputs, &mut add);
    shared_facts(parameter, &inputs, &mut add);
    falling_thresholds(parameter, &mut add);
    unused(parameter, &mut add);
    found
}

/// Of some group or of all: a level that no supplier of the group has.
fn unreachable_levels(inputs: &[Input], levels: &[usize], add: &mut impl FnMut(&str, String)) {
    let groups: BTreeSet<[usize; 2]> = inputs.iter().map(|input| input.groups).collect();
    for level in 1..=3 {
        let missing = groups.iter().any(|group| {
            !inputs.iter().zip(levels).any(|(input, of)| input.groups == *group && *of == level)
        });
        if missing {
            add("unreachable-level", level.to_string());
        }
    }
}

/// The criteria that are always or never met, with which of the two.
fn criteria_of_one_answer(
    parameter: &Parameter,
    inputs: &[Input],
    add: &mut impl FnMut(&str, String),
) -> Vec<(usize, usize, bool)> {
    let mut constant = Vec::new();
    for (level, index, tree) in criteria(parameter) {
        let met = |input: &Input| tree.holds(&|test| test.holds(input));
        if inputs.iter().all(met) {
            add("criterion-always-met", criterion_id(level, index));
            constant.push((level, index, true));
        } else if !inputs.iter().any(met) {
            add("criterion-never-met", criterion_id(level, index));
            constant.push((level, index, false));
        }
    }
    constant
}

fn criteria(parameter: &Parameter) -> Vec<(usize, usize, &Tree)> {
    let mut all = Vec::new();
    for (level, trees) in parameter.levels.iter().enumerate() {
        for (index, tree) in trees.iter().enumerate() {
            all.push((level + 1, index, tree));
        }
    }
    all
}

/// Whether two versions of a parameter give every supplier the same level.
fn same(one: &Parameter, other: &Parameter, inputs: &[Input]) -> bool {
    inputs.iter().all(|input| one.level_of(input) == other.level_of(input))
}

/// Whether somebody has the level with all its criteria; if not, nothing can be said of one of them.
fn is_had(parameter: &Parameter, level: usize, inputs: &[Input]) -> bool {
    inputs.iter().any(|input| {
        let of = parameter.level_of(input);
        if parameter.cumulative { of >= level } else { of == level }
    })
}

/// From højt down and from the last to the first, each beside those left out before it.
fn redundant_criteria(
    parameter: &Parameter,
    inputs: &[Input],
    constant: &[(usize, usize, bool)],
    add: &mut impl FnMut(&str, String),
) -> Vec<(usize, usize)> {
    let mut left = parameter.clone();
    let mut redundant = Vec::new();
    for (level, index, _) in criteria(parameter).into_iter().rev() {
        if constant.contains(&(level, index, true)) {
            continue;
        }
        let mut without = left.clone();
        // A group of which none is asked holds always, and keeps the numbers of the others.
        without.levels[level - 1][index] = Tree::Group(0, Vec::new());
        if is_had(&left, level, inputs) && same(&left, &without, inputs) {
            left = without;
            redundant.push((level, index));
            add("redundant-criterion", criterion_id(level, index));
        }
    }
    redundant.sort_unstable();
    redundant
}

fn redundant_members(
    parameter: &Parameter,
    inputs: &[Input],
    constant: &[(usize, usize, bool)],
    redundant: &[(usize, usize)],
    add: &mut impl FnMut(&str, String),
) {
    for level in 1..=3 {
        for index in 0..parameter.levels[level - 1].len() {
            let told = redundant.contains(&(level, index))
                || constant.iter().any(|(of, at, _)| (*of, *at) == (level, index));
            if told || !is_had(parameter, level, inputs) {
                continue;
            }
            let mut current = parameter.clone();
            let mut gone: Vec<Vec<usize>> = Vec::new();
            let mut ways = Vec::new();
            ways_to_members(&parameter.levels[level - 1][index], &mut Vec::new(), &mut ways);
            for way in ways {
                if gone.iter().any(|of| way.starts_with(of)) {
                    continue;
                }
                let mut without = current.clone();
                if leave_out(&mut without.levels[level - 1][index], &way)
                    && same(&current, &without, inputs)
                {
                    current = without;
                    add("redundant-member", member_id(level, index, &way));
                    gone.push(way);
                }
            }
        }
    }
}

fn member_id(level: usize, index: usize, way: &[usize]) -> String {
    format!("{} {way:?}", criterion_id(level, index))
}

fn ways_to_members(tree: &Tree, here: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    if let Tree::Group(_, members) = tree {
        for (index, member) in members.iter().enumerate().rev() {
            here.push(index);
            found.push(here.clone());
            ways_to_members(member, here, found);
            here.pop();
        }
    }
}

fn leave_out(tree: &mut Tree, way: &[usize]) -> bool {
    let Tree::Group(n, members) = tree else {
        return false;
    };
    match way {
        [index] if members.len() > 1 => {
            *n -= usize::from(*n == members.len());
            members.remove(*index);
            true
        }
        [index, rest @ ..] if !rest.is_empty() => leave_out(&mut members[*index], rest),
        _ => false,
    }
}

/// One in the last decimal of the bounds on a number, in quarters: a half, or one.
fn step(parameter: &Parameter, fact: usize) -> i64 {
    match FACTS[fact].1 {
        Kind::Number => {
            let tenths = parameter.leaves().iter().any(|leaf| match leaf {
                Test::Range { facts, min, max } if facts.contains(&fact) => {
                    let bounds = [min, max].into_iter().flatten();
                    bounds
                        .flat_map(|bound| {
                            let exceptions = bound.exceptions.iter().map(|(_, _, value)| *value);
                            exceptions.chain([bound.value])
                        })
                        .any(|value| value % ONE != 0)
                }
                _ => false,
            });
            if tenths { 0 } else { ONE }
        }
        _ => ONE,
    }
}

fn cliffs(parameter: &Parameter, inputs: &[Input], add: &mut impl FnMut(&str, String)) {
    for (fact, (id, kind)) in FACTS.iter().enumerate() {
        if matches!(kind, Kind::Unordered | Kind::Bool) {
            continue;
        }
        let leaves = parameter.leaves().into_iter();
        let facts: BTreeSet<&[usize]> =
            leaves.map(Test::facts).filter(|facts| facts.contains(&fact)).collect();
        if !parameter.cumulative && facts.len() > 1 {
            continue;
        }
        let falls = inputs.iter().any(|input| {
            let before = parameter.levels_held(input);
            below(parameter, fact, input.values[fact]).into_iter().any(|value| {
                let mut after = input.clone();
                after.values[fact] = value;
                let after = parameter.levels_held(&after);
                takes_two(&before, &after) || takes_two(&after, &before)
            })
        });
        if falls {
            add("cliff", (*id).to_owned());
        }
    }
}

/// Whether two levels are gone, and none at or above them is left.
fn takes_two(before: &[usize], after: &[usize]) -> bool {
    let lost = before.iter().filter(|level| after.iter().all(|left| left < level));
    lost.count() >= 2
}

/// What one step down from a value leads to.
fn below(parameter: &Parameter, fact: usize, value: i64) -> Vec<i64> {
    match FACTS[fact].1 {
        Kind::Set => (0..3)
            .filter(|option| value >> option & 1 == 1)
            .map(|option| value & !(1 << option))
            .collect(),
        _ => match step(parameter, fact) {
            // A tenth: from a bound, which is an even number here, to just below it; from between two
            // bounds to the lower one, past it, or to between them.
            0 => {
                let after = if value % 2 == 0 {
                    vec![value - 1]
                } else {
                    vec![value, value - 1, value - 2]
                };
                after.into_iter().filter(|value| *value >= 0).collect()
            }
            step => [value - step].into_iter().filter(|value| *value >= 0).collect(),
        },
    }
}

/// Without one fact each test is judged by itself; that must not reach further than the fact could.
fn shared_facts(parameter: &Parameter, inputs: &[Input], add: &mut impl FnMut(&str, String)) {
    let leaves = parameter.leaves();
    for (fact, (id, kind)) in FACTS.iter().enumerate() {
        let mine: Vec<&&Test> = leaves.iter().filter(|leaf| leaf.facts().contains(&fact)).collect();
        // Of sums and unions nothing is claimed.
        if mine.is_empty() || mine.iter().any(|leaf| leaf.facts().len() > 1) {
            continue;
        }
        let with = |input: &Input, value: i64| {
            let mut next = input.clone();
            next.values[fact] = value;
            next
        };
        if widens(parameter, inputs, &kind.domain(), &with) {
            add("shared-fact", (*id).to_owned());
        }
    }
    for (column, (name, values)) in GROUPS.iter().enumerate() {
        let values: Vec<usize> = (0..values.len()).collect();
        let with = |input: &Input, value: usize| {
            let mut next = input.clone();
            next.groups[column] = value;
            next
        };
        if leaves.iter().any(|leaf| leaf.uses_group(column))
            && widens(parameter, inputs, &values, &with)
        {
            add("shared-fact", (*name).to_owned());
        }
    }
}

fn widens<V: Copy>(
    parameter: &Parameter,
    inputs: &[Input],
    values: &[V],
    with: &impl Fn(&Input, V) -> Input,
) -> bool {
    inputs.iter().any(|input| {
        let all: Vec<Input> = values.iter().map(|&value| with(input, value)).collect();
        let can = parameter.level(&|test| all.iter().any(|input| test.holds(input)));
        let must = parameter.level(&|test| all.iter().all(|input| test.holds(input)));
        let levels: Vec<usize> = all.iter().map(|input| parameter.level_of(input)).collect();
        levels.iter().all(|level| *level < can) || levels.iter().all(|level| *level > must)
    })
}

/// A fact, and of a set what is counted, and the side: what a threshold is of.
type Side = (Vec<usize>, u8, bool);

/// By trying every value on both levels' thresholds: the higher lets more through, and all that the lower does.
fn falling_thresholds(parameter: &Parameter, add: &mut impl FnMut(&str, String)) {
    let necessary: Vec<Vec<&Test>> = parameter
        .levels
        .iter()
        .map(|trees| {
            let mut found = Vec::new();
            for tree in trees {
                needed(tree, &mut found);
            }
            found
        })
        .collect();
    for high in 1..3 {
        let all_sides: BTreeSet<Side> =
            necessary[high].iter().flat_map(|test| sides(test)).collect();
        for side in all_sides {
            for low in (0..high).rev() {
                if !necessary[low].iter().any(|test| sides(test).contains(&side)) {
                    continue;
                }
                let (mut falls, mut all) = (0, 0);
                for leverandoertype in 0..3 {
                    for driftsform in 0..2 {
                        let groups = [leverandoertype, driftsform];
                        let through = |level: usize| -> Vec<bool> {
                            (0..=410)
                                .map(|value| {
                                    let mut tests = necessary[level].iter();
                                    tests.all(|test| passes(test, &side, value, groups))
                                })
                                .collect()
                        };
                        let (above, below) = (through(high), through(low));
                        let wider = above != below
                            && above.iter().zip(&below).all(|(above, below)| *above || !below);
                        // Levels that stand each for themselves may take bands with nothing in common.
                        let across = (side.0.clone(), side.1, !side.2);
                        let is_apart = !parameter.cumulative
                            && side.1 == 0
                            && (0..=410).zip(&below).all(|(value, below)| {
                                let mut tests = necessary[high].iter();
                                !below || !tests.all(|test| passes(test, &across, value, groups))
                            });
                        all += 1;
                        falls += usize::from(wider && !is_apart);
                    }
                }
                if falls > 0 {
                    let id = if falls == all { "falling-threshold" } else { "easier-for-group" };
                    add(id, format!("{} over {} {side:?}", high + 1, low + 1));
                    break;
                }
            }
        }
    }
}

fn needed<'t>(tree: &'t Tree, found: &mut Vec<&'t Test>) {
    match tree {
        Tree::Leaf(test) => found.push(test),
        Tree::Group(n, members) if *n == members.len() => {
            for member in members {
                needed(member, found);
            }
        }
        Tree::Group(..) => {}
    }
}

fn sides(test: &Test) -> Vec<Side> {
    let mut facts = test.facts().to_vec();
    facts.sort_unstable();
    match test {
        Test::Range { min, max, .. } => {
            let of =
                |bound: &Option<Bound>, upper| bound.as_ref().map(|_| (facts.clone(), 0, upper));
            [of(min, false), of(max, true)].into_iter().flatten().collect()
        }
        Test::Includes { mask, .. } => vec![(facts, *mask, false)],
        Test::Is(..) | Test::OneOf(..) => Vec::new(),
    }
}

/// Whether a value passes what a test says on that side.
fn passes(test: &Test, side: &Side, value: i64, groups: [usize; 2]) -> bool {
    if !sides(test).contains(side) {
        return true;
    }
    let input = Input { values: [0; FACTS.len()], groups };
    match test {
        Test::Range { min, max, .. } => match (side.2, min, max) {
            (false, Some(min), _) => value >= min.of(&input),
            (true, _, Some(max)) => value <= max.of(&input),
            _ => true,
        },
        Test::Includes { n, .. } => value >= n.of(&input),
        Test::Is(..) | Test::OneOf(..) => true,
    }
}

fn unused(parameter: &Parameter, add: &mut impl FnMut(&str, String)) {
    let leaves = parameter.leaves();
    for (fact, (id, kind)) in FACTS.iter().enumerate() {
        let mine: Vec<&&Test> = leaves.iter().filter(|leaf| leaf.facts().contains(&fact)).collect();
        if mine.is_empty() {
            add("unused-indicator", (*id).to_owned());
        } else if *kind == Kind::Set {
            for (option, name) in OPTIONS.iter().enumerate() {
                let counts = |leaf: &&&Test| matches!(leaf, Test::Includes { mask, .. } if mask >> option & 1 == 1);
                if !mine.iter().any(counts) {
                    add("unused-option", format!("{id} {name}"));
                }
            }
        }
    }
    for (column, (name, _)) in GROUPS.iter().enumerate() {
        if !leaves.iter().any(|leaf| leaf.uses_group(column)) {
            add("unused-group", (*name).to_owned());
        }
    }
    for (leaf, test) in leaves.iter().enumerate() {
        for (name, bound) in test.bounds() {
            for (index, _) in bound.exceptions.iter().enumerate() {
                let mut matters = false;
                for leverandoertype in 0..3 {
                    for driftsform in 0..2 {
                        let groups = [leverandoertype, driftsform];
                        let applies = |without: Option<usize>| {
                            let mut entries = bound.exceptions.iter().enumerate();
                            let first = entries.find(|(at, (column, value, _))| {
                                Some(*at) != without && groups[*column] == *value
                            });
                            first.map_or(bound.value, |(_, (_, _, value))| *value)
                        };
                        matters |= applies(None) != applies(Some(index));
                    }
                }
                if !matters {
                    add("unused-exception", format!("{leaf} {name} {index}"));
                }
            }
        }
    }
}

// The rubric as text, and what stands on which line.

struct Written {
    text: String,
    /// What stands on a line: a criterion, a member, an exception, an option.
    lines: Vec<(usize, String)>,
    leaf: usize,
}

impl Written {
    fn of(parameter: &Parameter) -> Self {
        let mut written = Self {
            text: String::from(
                "schema = 1\n[rubric]\nid = \"x\"\nversion = \"1\"\ntitle = \"T\"\nmaalgruppe = \"M\"\nstatus = \"udkast\"\n[groups]\n",
            ),
            lines: Vec::new(),
            leaf: 0,
        };
        for (column, values) in GROUPS {
            written.mark(column.to_owned());
            let _ = writeln!(written.text, "{column} = {values:?}");
        }
        for (id, kind) in FACTS {
            written.mark(id.to_owned());
            let _ = writeln!(written.text, "[indicators.{id}]\nlabel = \"Fakta {id}\"");
            written.text.push_str(match kind {
                Kind::Count => "type = \"count\"\n",
                Kind::Number => "type = \"number\"\n",
                Kind::Share => "type = \"share\"\n",
                Kind::Bool => "type = \"bool\"\n",
                Kind::Ordered => "type = \"choice\"\nordered = true\n",
                Kind::Unordered => "type = \"choice\"\n",
                Kind::Set => "type = \"set\"\n",
            });
            if matches!(kind, Kind::Ordered | Kind::Unordered | Kind::Set) {
                written.text.push_str("options = [\n");
                for option in OPTIONS {
                    written.mark(format!("{id} {option}"));
                    let _ = writeln!(written.text, "\"{option}\",");
                }
                written.text.push_str("]\n");
            }
        }
        let levels = ["let", "moderat", "hoejt"];
        for id in [
            "praksiserfaring",
            "uddannelse",
            "fagmiljoe",
            "samarbejdsformer",
            "vidensudvikling",
            "metoder",
            "hjaelpemidler",
        ] {
            let _ = writeln!(
                written.text,
                "[parameters.{id}]\nmethod = \"assessed\"\n[parameters.{id}.guidance]\nlet = \"1\"\nmoderat = \"2\"\nhoejt = \"3\""
            );
        }
        let how = if parameter.cumulative { "cumulative" } else { "independent" };
        let _ = writeln!(
            written.text,
            "[parameters.aktiv_praksis]\nlevels = \"{how}\"\n[parameters.aktiv_praksis.guidance]\nlet = \"1\"\nmoderat = \"2\"\nhoejt = \"3\""
        );
        for (level, trees) in parameter.levels.iter().enumerate() {
            for (index, tree) in trees.iter().enumerate() {
                let id = criterion_id(level + 1, index);
                written.mark(id.clone());
                let _ = writeln!(
                    written.text,
                    "[[parameters.aktiv_praksis.{}]]\nid = \"{id}\"\ntext = \"tekst\"\nown = true",
                    levels[level]
                );
                written.tree(tree, &id, &mut Vec::new(), "\n");
            }
        }
        written
    }

    fn mark(&mut self, what: String) {
        let line = self.text.matches('\n').count() + 1;
        self.lines.push((line, what));
    }

    fn on(&self, line: usize) -> &str {
        let found = self.lines.iter().rev().find(|(at, _)| *at == line);
        found.map_or("?", |(_, what)| what)
    }

    fn tree(&mut self, tree: &Tree, id: &str, way: &mut Vec<usize>, separator: &str) {
        match tree {
            Tree::Leaf(test) => self.test(test, separator),
            Tree::Group(n, members) => {
                if *n == 1 {
                    self.text.push_str("any_of = [\n");
                } else {
                    let _ = writeln!(self.text, "at_least = {n}{separator}of = [");
                }
                for (index, member) in members.iter().enumerate() {
                    way.push(index);
                    self.mark(format!("{id} {way:?}"));
                    self.text.push('{');
                    self.tree(member, id, way, ", ");
                    self.text.push_str("},\n");
                    way.pop();
                }
                self.text.push(']');
            }
        }
        if separator == "\n" {
            self.text.push('\n');
        }
    }

    fn bound(&mut self, leaf: usize, test: &Test, name: &str, bound: &Bound, separator: &str) {
        let usual = shown(bound.value, test);
        let _ = write!(self.text, "{separator}{name} = {usual}");
        if bound.exceptions.is_empty() {
            return;
        }
        let _ = writeln!(self.text, "{separator}{name}_for = [");
        for (index, (column, value, bound)) in bound.exceptions.iter().enumerate() {
            let (column, values) = GROUPS[*column];
            self.mark(format!("{leaf} {name} {index}"));
            let _ = writeln!(
                self.text,
                "{{ {column} = \"{}\", {name} = {} }},",
                values[*value],
                shown(*bound, test)
            );
        }
        self.text.push(']');
    }

    fn test(&mut self, test: &Test, separator: &str) {
        let leaf = self.leaf;
        self.leaf += 1;
        let facts: Vec<&str> = test.facts().iter().map(|&fact| FACTS[fact].0).collect();
        match (&facts[..], test) {
            ([one], _) => {
                let _ = write!(self.text, "indicator = \"{one}\"");
            }
            (several, Test::Includes { .. }) => {
                let _ = write!(self.text, "union = {several:?}");
            }
            (several, _) => {
                let _ = write!(self.text, "sum = {several:?}");
            }
        }
        match test {
            Test::Range { .. } => {}
            Test::Is(_, value) => {
                let _ = write!(self.text, "{separator}is = {value}");
            }
            Test::OneOf(_, mask) => {
                let _ = write!(self.text, "{separator}one_of = {:?}", named(*mask));
            }
            Test::Includes { mask, .. } => {
                let _ = write!(self.text, "{separator}includes = {:?}", named(*mask));
            }
        }
        for (name, bound) in test.bounds() {
            self.bound(leaf, test, name, bound, separator);
        }
    }
}

fn shown(value: i64, test: &Test) -> String {
    match test {
        Test::Includes { .. } => value.to_string(),
        _ => number(value, FACTS[test.facts()[0]].1 == Kind::Ordered),
    }
}

fn named(mask: u8) -> Vec<&'static str> {
    (0..3).filter(|option| mask >> option & 1 == 1).map(|option| OPTIONS[option]).collect()
}

fn number(quarters: i64, ordered: bool) -> String {
    if ordered {
        return format!("\"{}\"", OPTIONS[(quarters / ONE) as usize]);
    }
    let hundredths = quarters * 25;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

// What the product finds.

fn product(parameter: &Parameter) -> Result<Found, String> {
    let written = Written::of(parameter);
    let mut notes = Diagnostics::default();
    let source = Source { name: "x.toml".into(), text: written.text.clone().into() };
    let catalogue = Catalogue::read([source], &mut notes);
    if notes.has_errors() {
        return Err(format!("refused: {notes:?}\n{}", written.text));
    }
    let mut found = Found::new();
    for diagnostic in lint::check(&catalogue, &[]).0.in_file_order() {
        let Place::Text(source, span) = &diagnostic.place else {
            return Err(format!("{diagnostic:?} has no place"));
        };
        let line = source.position(span.start).0;
        let said = diagnostic.message.text(indplacer::words::Lang::En);
        let about = match diagnostic.code() {
            "unreachable-level" => {
                let level = ["level let", "level moderat", "level højt"];
                let index = level.iter().position(|level| said.contains(level));
                (index.expect("a level") + 1).to_string()
            }
            "cliff" | "shared-fact" => said
                .split('“')
                .nth(1)
                .and_then(|rest| rest.split('”').next())
                .expect("a name")
                .replace("Fakta ", ""),
            "redundant-member"
            | "redundant-criterion"
            | "criterion-never-met"
            | "criterion-always-met"
            | "unused-indicator"
            | "unused-option"
            | "unused-group"
            | "unused-exception" => written.on(line).to_owned(),
            // Compared by how many: the brute force knows no places.
            "falling-threshold" | "easier-for-group" => {
                let level = |name: &str| {
                    ["let", "moderat", "højt"]
                        .iter()
                        .position(|level| *level == name)
                        .expect("a level")
                        + 1
                };
                let mut words = said.split([' ', ':']);
                let high = level(words.next().expect("a word"));
                let low = level(words.nth(4).expect("a word"));
                format!("{high} over {low} line {line} {said}")
            }
            _ => continue,
        };
        if !found.insert((diagnostic.code().to_owned(), about.clone())) {
            return Err(format!("{} {about} is told twice", diagnostic.code()));
        }
    }
    Ok(found)
}

/// Thresholds without their places: how many of each kind between which levels.
fn comparable(found: &Found) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = found
        .iter()
        .map(|(id, about)| match id.as_str() {
            "falling-threshold" | "easier-for-group" => {
                (id.clone(), about.split_whitespace().take(3).collect::<Vec<_>>().join(" "))
            }
            _ => (id.clone(), about.clone()),
        })
        .collect();
    all.sort();
    all
}

// Random parameters.

fn bound(values: &'static [i64], bottom: i64, top: i64) -> impl Strategy<Value = Bound> {
    let values: Vec<i64> =
        values.iter().copied().filter(|value| (bottom..=top).contains(value)).collect();
    let value = prop::sample::select(values);
    let exception = (0..2_usize, 0..3_usize, value.clone())
        .prop_map(|(column, group, value)| (column, group % GROUPS[column].1.len(), value));
    let exceptions = prop_oneof![2 => Just(Vec::new()), 1 => vec(exception, 1..=3)];
    (value, exceptions).prop_map(|(value, exceptions)| Bound { value, exceptions })
}

fn range(facts: Vec<usize>) -> BoxedStrategy<Test> {
    let values = FACTS[facts[0]].1.bounds();
    let (least, most) = (values[0], values[values.len() - 1]);
    prop::sample::select(values.to_vec())
        .prop_flat_map(move |pivot| {
            let facts = facts.clone();
            let sides = prop_oneof![4 => Just((true, false)), 1 => Just((false, true)), 1 => Just((true, true))];
            sides.prop_flat_map(move |(has_min, has_max)| {
                let top = if has_max { pivot } else { most };
                let bottom = if has_min { pivot } else { least };
                let facts = facts.clone();
                (bound(values, least, top), bound(values, bottom, most)).prop_map(move |(min, max)| Test::Range {
                    facts: facts.clone(),
                    min: has_min.then_some(min),
                    max: has_max.then_some(max),
                })
            })
        })
        .boxed()
}

fn test(facts: Vec<usize>) -> BoxedStrategy<Test> {
    let of = |kind: Kind| -> Vec<usize> {
        facts.iter().copied().filter(|&fact| FACTS[fact].1 == kind).collect()
    };
    let (counts, sets) = (of(Kind::Count), of(Kind::Set));
    prop::sample::select(facts.clone())
        .prop_flat_map(move |fact| match FACTS[fact].1 {
            Kind::Count if counts.len() == 2 => {
                prop_oneof![range(vec![fact]), range(counts.clone())].boxed()
            }
            Kind::Count | Kind::Number | Kind::Share => range(vec![fact]),
            Kind::Ordered => prop_oneof![
                range(vec![fact]),
                (1..8_u8).prop_map(move |mask| Test::OneOf(fact, mask))
            ]
            .boxed(),
            Kind::Unordered => (1..8_u8).prop_map(move |mask| Test::OneOf(fact, mask)).boxed(),
            Kind::Bool => any::<bool>().prop_map(move |value| Test::Is(fact, value)).boxed(),
            Kind::Set => {
                let both = sets.clone();
                (1..8_u8, bound(&[0, 1, 2], 0, 2), any::<bool>())
                    .prop_map(move |(mask, mut n, union)| {
                        let exceptions = n.exceptions.iter_mut().map(|(_, _, value)| value);
                        for value in exceptions.chain([&mut n.value]) {
                            *value = *value % i64::from(mask.count_ones()) + 1;
                        }
                        Test::Includes {
                            facts: if union { both.clone() } else { vec![fact] },
                            mask,
                            n,
                        }
                    })
                    .boxed()
            }
        })
        .boxed()
}

fn tree(facts: Vec<usize>) -> BoxedStrategy<Tree> {
    test(facts)
        .prop_map(Tree::Leaf)
        .boxed()
        .prop_recursive(2, 6, 3, |member| {
            (vec(member, 1..=3), 0..3_usize)
                .prop_map(|(members, n)| Tree::Group(n % members.len() + 1, members))
        })
        .boxed()
}

fn parameter() -> impl Strategy<Value = Parameter> {
    let facts = subsequence((0..FACTS.len()).collect::<Vec<_>>(), 1..=4).prop_map(|facts| {
        // Few enough suppliers to try them all.
        let mut product = 1;
        let mut kept: Vec<usize> = Vec::new();
        for fact in facts {
            let size = FACTS[fact].1.domain().len();
            if kept.is_empty() || product * size <= 700 {
                product *= size;
                kept.push(fact);
            }
        }
        kept
    });
    facts.prop_flat_map(|facts| {
        let level =
            || prop_oneof![3 => vec(tree(facts.clone()), 1), 2 => vec(tree(facts.clone()), 2..=3)];
        (any::<bool>(), level(), level(), level()).prop_map(|(cumulative, low, middle, high)| {
            Parameter { cumulative, levels: [low, middle, high] }
        })
    })
}

/// `PROPTEST_CASES` asks for more, or for fewer.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(usual),
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn nothing_is_missed_and_nothing_invented(parameter in parameter()) {
        let product = product(&parameter).map_err(TestCaseError::fail)?;
        let brute = brute_force(&parameter);
        let (found, expected) = (comparable(&product), comparable(&brute));
        if found != expected {
            let missed: Vec<_> = expected.iter().filter(|one| !found.contains(one)).collect();
            let invented: Vec<_> = found.iter().filter(|one| !expected.contains(one)).collect();
            let text = Written::of(&parameter).text;
            let text = text.split_once("[parameters.aktiv_praksis]").expect("the parameter").1;
            return Err(TestCaseError::fail(format!("missed {missed:?}\ninvented {invented:?}\n{text}")));
        }
    }
}

/// Agreement on parameters in which nothing is wrong would prove little.
#[test]
fn the_random_parameters_have_something_of_every_lint_and_lack_it_too() {
    let mut runner = TestRunner::deterministic();
    let strategy = parameter();
    let all = [
        "unreachable-level",
        "criterion-never-met",
        "criterion-always-met",
        "redundant-criterion",
        "redundant-member",
        "falling-threshold",
        "easier-for-group",
        "cliff",
        "shared-fact",
        "unused-indicator",
        "unused-option",
        "unused-group",
        "unused-exception",
    ];
    let mut seen = vec![0; all.len()];
    const TRIED: usize = 60;
    for _ in 0..TRIED {
        let parameter = strategy.new_tree(&mut runner).expect("a parameter").current();
        let found = brute_force(&parameter);
        for (id, seen) in all.iter().zip(&mut seen) {
            *seen += usize::from(found.iter().any(|(of, _)| of == id));
        }
    }
    for (id, seen) in all.iter().zip(seen) {
        let always = ["unused-indicator", "unused-group"].contains(id);
        assert!(seen >= 4, "{id} is too rare: {seen}");
        assert!(always || seen <= TRIED - 4, "{id} is too common: {seen}");
    }
}

// The placement.

const PARAMETERS: [&str; 8] = [
    "aktiv_praksis",
    "praksiserfaring",
    "uddannelse",
    "fagmiljoe",
    "samarbejdsformer",
    "vidensudvikling",
    "metoder",
    "hjaelpemidler",
];
const LEVELS: [&str; 3] = ["let", "moderat", "hoejt"];

#[derive(Debug, Clone)]
struct Placement {
    rule: Rule,
    /// The level, the parameter or all, and the level it must reach.
    requirements: Vec<(usize, Option<usize>, usize)>,
    /// Those that may be not relevant.
    optional: Vec<usize>,
    /// The highest level that the criteria of aktiv praksis let anybody reach.
    top: usize,
}

#[derive(Debug, Clone)]
enum Rule {
    /// The cut-offs in hundredths.
    Mean([usize; 3]),
    Median,
    Weakest,
}

impl Rule {
    fn level(&self, points: &[usize]) -> usize {
        let mut sorted = points.to_vec();
        sorted.sort_unstable();
        match self {
            Self::Mean(cutoffs) => {
                let reached =
                    |cutoff: &usize| points.iter().sum::<usize>() * 100 >= cutoff * points.len();
                cutoffs.iter().filter(|cutoff| reached(cutoff)).count()
            }
            Self::Median => sorted[(sorted.len() - 1) / 2],
            Self::Weakest => sorted[0],
        }
    }
}

fn fails(requirement: &(usize, Option<usize>, usize), points: &[Option<usize>; 8]) -> bool {
    let (_, parameter, at_least) = requirement;
    (0..8)
        .filter(|index| parameter.is_none_or(|named| named == *index))
        .any(|index| points[index].is_some_and(|points| points < *at_least))
}

/// What every way of giving points shows, in the order of the findings.
fn brute_placement(placement: &Placement) -> Found {
    let count = placement.requirements.len();
    let (mut binds, mut blocks, mut wanted) =
        (vec![false; count], vec![true; count], vec![false; count]);
    let mut reached = BTreeSet::new();
    let mut counts = BTreeSet::new();
    for irrelevant in 0..1_usize << placement.optional.len() {
        let gone: Vec<usize> = (0..placement.optional.len())
            .filter(|bit| irrelevant >> bit & 1 == 1)
            .map(|bit| placement.optional[bit])
            .collect();
        let relevant: Vec<usize> = (0..8).filter(|index| !gone.contains(index)).collect();
        counts.insert(relevant.len());
        let mut given = vec![0; relevant.len()];
        for code in 0..1_usize << (2 * relevant.len()) {
            let mut points = [None; 8];
            for (place, &index) in relevant.iter().enumerate() {
                given[place] = code >> (2 * place) & 3;
                points[index] = Some(given[place]);
            }
            let by_rule = placement.rule.level(&given);
            reached.insert((relevant.len(), by_rule));
            let failing: Vec<bool> = placement
                .requirements
                .iter()
                .map(|requirement| fails(requirement, &points))
                .collect();
            let held = |without: Option<usize>| {
                let holds = (0..count).filter(|&index| failing[index] && Some(index) != without);
                holds.fold(by_rule, |level, index| level.min(placement.requirements[index].0 - 1))
            };
            for index in 0..count {
                binds[index] |= held(None) != held(Some(index));
                let can_be = points[0].is_none_or(|points| points <= placement.top);
                if can_be && by_rule >= placement.requirements[index].0 {
                    wanted[index] = true;
                    blocks[index] &= failing[index];
                }
            }
        }
    }
    let mut found = Found::new();
    for index in 0..count {
        if !binds[index] {
            found.insert(("idle-requirement".to_owned(), index.to_string()));
        }
        if blocks[index] && wanted[index] {
            found.insert(("blocking-requirement".to_owned(), index.to_string()));
        }
    }
    for level in 1..=3 {
        let missing: Vec<String> = counts
            .iter()
            .filter(|count| !reached.contains(&(**count, level)))
            .map(ToString::to_string)
            .collect();
        if !missing.is_empty() {
            let about = format!("{} {}", ["let", "moderat", "højt"][level - 1], missing.join(", "));
            found.insert(("unreachable-placement".to_owned(), about));
        }
    }
    found
}

fn product_placement(placement: &Placement) -> Result<Found, String> {
    let mut text = String::from(
        "schema = 1\n[rubric]\nid = \"x\"\nversion = \"1\"\ntitle = \"T\"\nmaalgruppe = \"M\"\nstatus = \"udkast\"\n[placement]\n",
    );
    match placement.rule {
        Rule::Mean([low, middle, high]) => {
            let number =
                |hundredths: usize| format!("{}.{:02}", hundredths / 100, hundredths % 100);
            let _ = writeln!(
                text,
                "cutoffs = {{ let = {}, moderat = {}, hoejt = {} }}",
                number(low),
                number(middle),
                number(high)
            );
        }
        Rule::Median => text.push_str("rule = \"median\"\n"),
        Rule::Weakest => text.push_str("rule = \"weakest\"\n"),
    }
    let mut lines = Vec::new();
    for (level, parameter, at_least) in &placement.requirements {
        text.push_str("[[placement.require]]\n");
        lines.push(text.matches('\n').count() + 1);
        let _ = writeln!(text, "level = \"{}\"", LEVELS[level - 1]);
        if let Some(parameter) = parameter {
            let _ = writeln!(text, "parameter = \"{}\"", PARAMETERS[*parameter]);
        }
        let _ = writeln!(text, "at_least = \"{}\"", LEVELS[at_least - 1]);
    }
    text.push_str("[indicators.andel]\ntype = \"share\"\nlabel = \"En andel\"\n");
    for (index, id) in PARAMETERS.iter().enumerate() {
        let _ = writeln!(
            text,
            "[parameters.{id}]\nmay_be_irrelevant = {}",
            placement.optional.contains(&index)
        );
        if index > 0 {
            text.push_str("method = \"assessed\"\n");
        }
        text.push_str("guidance = { let = \"1\", moderat = \"2\", hoejt = \"3\" }\n");
    }
    for (level, key) in LEVELS.iter().enumerate() {
        let min = if level < placement.top { 10 + 20 * level } else { 101 };
        let _ = writeln!(
            text,
            "[[parameters.aktiv_praksis.{key}]]\nid = \"K{level}\"\ntext = \"tekst\"\nown = true\nindicator = \"andel\"\nmin = {min}"
        );
    }
    let mut notes = Diagnostics::default();
    let source = Source { name: "x.toml".into(), text: text.into() };
    let catalogue = Catalogue::read([source], &mut notes);
    if notes.has_errors() {
        return Err(format!("refused: {notes:?}"));
    }
    let mut found = Found::new();
    for diagnostic in lint::check(&catalogue, &[]).0.in_file_order() {
        let Place::Text(source, span) = &diagnostic.place else {
            return Err(format!("{diagnostic:?} has no place"));
        };
        let line = source.position(span.start).0;
        let about = match diagnostic.code() {
            "idle-requirement" | "blocking-requirement" => {
                let index = lines.iter().position(|at| *at == line);
                index.expect("a requirement").to_string()
            }
            "unreachable-placement" => {
                let said = diagnostic.message.text(indplacer::words::Lang::En);
                let (_, rest) = said.split_once("give ").expect("a level");
                let (level, rest) = rest.split_once(" when ").expect("counts");
                format!("{level} {}", rest.replace(" parameters are relevant", ""))
            }
            _ => continue,
        };
        found.insert((diagnostic.code().to_owned(), about));
    }
    Ok(found)
}

fn placement() -> impl Strategy<Value = Placement> {
    let cutoffs = [1..=120_usize, 1..=120, 1..=120].prop_map(|steps| {
        let low = steps[0];
        let middle = (low + steps[1]).min(299);
        [low, middle, (middle + steps[2]).min(300)]
    });
    let close = (1..=290_usize, 1..=5_usize, 1..=5_usize)
        .prop_map(|(low, a, b)| [low, low + a, low + a + b]);
    let rule = prop_oneof![
        2 => cutoffs.prop_map(Rule::Mean),
        2 => close.prop_map(Rule::Mean),
        1 => Just(Rule::Median),
        1 => Just(Rule::Weakest),
    ];
    let parameter = prop_oneof![1 => Just(None), 2 => (0..3_usize).prop_map(Some)];
    let requirement = (1..=3_usize, parameter, 1..=3_usize);
    (rule, vec(requirement, 0..=3), subsequence(vec![0, 1, 7], 0..=2), 0..=3_usize).prop_map(
        |(rule, requirements, optional, top)| Placement { rule, requirements, optional, top },
    )
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn of_the_placement_too_nothing_is_missed_and_nothing_invented(placement in placement()) {
        let product = product_placement(&placement).map_err(TestCaseError::fail)?;
        prop_assert_eq!(product, brute_placement(&placement));
    }
}
