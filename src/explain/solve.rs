//! The cheapest change of some facts after which what is needed holds. Exact: no cheaper one exists.
//!
//! Cheapest is fewest facts changed, then fewest steps; see [`Cost`]. What is needed is a tree over
//! single demands on the facts. The search keeps ranges for all facts, and of all that is open looks
//! first where a solution could be cheapest: at the cheapest point within the ranges. If it meets the
//! needs, nothing open is cheaper. Else one need fails there, and the ranges are parted into the ways
//! in which it could come to hold, which together leave out no solution.

use crate::rubric::OptionSet;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// What a change costs: the number of facts changed, then the steps.
///
/// A step is one unit of a count or number, one percentage point, one place in an ordered choice, one
/// option in or out of a set, or another answer; in ten-thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Cost {
    pub(super) facts: usize,
    pub(super) steps: u128,
}

impl Cost {
    /// Of both together.
    pub(super) const fn and(self, other: Self) -> Self {
        Self { facts: self.facts + other.facts, steps: self.steps + other.steps }
    }
}

/// One step, in ten-thousandths.
pub(super) const STEP: u64 = 10_000;

/// A fact that may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fact {
    /// A count, number or share, in ten-thousandths. One that is not known counts from 0.
    Amount {
        from: Option<u64>,
        /// It moves in multiples of this, which divides `from`.
        grain: u64,
        most: u64,
    },
    /// An answer, as the index of its option; not known counts from the first.
    Choice {
        from: Option<usize>,
        /// How many options there are.
        options: usize,
        /// Whether the options are places on a scale; if not, any other is one step away.
        ordered: bool,
    },
    /// Some options; not known counts from those that are surely in.
    Set {
        from: OptionSet,
        /// Those that may be in, for all that is known; empty where the set is known.
        open: OptionSet,
        all: OptionSet,
    },
}

/// What a fact comes to; none where it stays unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Amount(u64),
    Choice(usize),
    Set(OptionSet),
}

/// A part or a whole: a fact that may change, by index, or an amount that does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operand {
    Fact(usize),
    Held(u64),
}

/// An end of a range, which the range may or may not include.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    pub(super) at: u64,
    pub(super) included: bool,
}

/// Something that can be demanded of the facts, which are named by index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Demand {
    /// The sum of the amounts lies in a range. Those that are unknown count nothing towards the low
    /// end, and must be known where there is a high one, or where the fact stands alone.
    Sum { facts: Vec<usize>, alone: bool, low: Option<End>, high: Option<End> },
    /// The part in percent of the whole lies in a range; both must be known, the whole not 0.
    Ratio { part: Operand, whole: Operand, low: Option<End>, high: Option<End> },
    /// It stays unknown.
    Unknown(usize),
    /// The part is not above the whole, where both are known.
    Within { part: Operand, whole: Operand },
    /// The answer is one of these.
    OneOf { fact: usize, options: OptionSet },
    /// So many of these options are in one of the sets, at least or at most.
    Count { facts: Vec<usize>, options: OptionSet, least: usize, most: Option<usize> },
}

/// What must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Need {
    Demand(Demand),
    /// So many of these.
    AtLeast(usize, Vec<Need>),
}

/// How a search ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Solution {
    /// The cheapest change: what every fact comes to.
    Cheapest(Cost, Vec<Option<Value>>),
    /// There is none.
    None,
    /// The search was given up.
    GivenUp,
}

/// The most points that a search looks at, which takes a second or less. Rubrics take some hundred; more
/// take those that demand, say, a share of exactly 66.6667 % where part and whole both move.
const PATIENCE: usize = 50_000;

/// Finds the cheapest values of `facts` for which every one of `needs` holds.
pub(super) fn solve(facts: &[Fact], needs: &[Need]) -> Solution {
    let mut search = Search { facts, open: BinaryHeap::new(), put_in: 0 };
    let ranges = facts.iter().map(Range::of).collect();
    search.put(ranges, needs.iter().collect(), Cost::default());
    for _ in 0..PATIENCE {
        let Some(open) = search.open.pop() else {
            return Solution::None;
        };
        if let Some(point) = search.part(open) {
            return Solution::Cheapest(search.cost(&point), point);
        }
    }
    Solution::GivenUp
}

/// What is still open to a fact.
#[derive(Debug, Clone)]
struct Range {
    values: Values,
    /// Whether it may stay unknown.
    may_be_unknown: bool,
}

#[derive(Debug, Clone)]
enum Values {
    /// Both ends included and multiples of the grain.
    Amount {
        low: u64,
        high: u64,
    },
    Choice(OptionSet),
    /// In for sure, and in at most.
    Set {
        sure: OptionSet,
        most: OptionSet,
    },
}

impl Range {
    fn of(fact: &Fact) -> Self {
        match fact {
            Fact::Amount { from, grain, most } => Self {
                values: Values::Amount { low: 0, high: most - most % grain },
                may_be_unknown: from.is_none(),
            },
            Fact::Choice { from, options, .. } => Self {
                values: Values::Choice(OptionSet::first(*options)),
                may_be_unknown: from.is_none(),
            },
            Fact::Set { open, all, .. } => Self {
                values: Values::Set { sure: OptionSet::EMPTY, most: *all },
                may_be_unknown: !open.is_empty(),
            },
        }
    }

    /// The cheapest value for `fact` in the range: stay as it is, or move as little as can be.
    /// Nothing where the range is empty.
    #[expect(
        clippy::option_option,
        reason = "the outer says whether there is one, the inner whether the fact moves"
    )]
    fn cheapest(&self, fact: &Fact) -> Option<Option<Value>> {
        if self.may_be_unknown {
            return Some(None);
        }
        match (fact, &self.values) {
            (Fact::Amount { from, .. }, Values::Amount { low, high }) => {
                (low <= high).then(|| Some(Value::Amount(from.unwrap_or(0).clamp(*low, *high))))
            }
            (Fact::Choice { from, ordered, .. }, Values::Choice(options)) => {
                let from = from.unwrap_or(0);
                let nearest = options.iter().min_by_key(|option| match ordered {
                    true => from.abs_diff(*option),
                    false => usize::from(*option != from),
                });
                nearest.map(|option| Some(Value::Choice(option)))
            }
            (Fact::Set { from, .. }, Values::Set { sure, most }) => {
                sure.without(*most).is_empty().then(|| Some(Value::Set(sure.or(from.and(*most)))))
            }
            // A range is made for its fact.
            (Fact::Amount { .. } | Fact::Choice { .. } | Fact::Set { .. }, _) => None,
        }
    }
}

impl Fact {
    /// Whether the value is another than the one it has, and how far away.
    fn cost(&self, value: Option<Value>) -> Cost {
        let (changed, steps) = match (self, value) {
            (_, None) => (false, 0),
            (Self::Amount { from, .. }, Some(Value::Amount(to))) => {
                (*from != Some(to), to.abs_diff(from.unwrap_or(0)))
            }
            (Self::Choice { from, ordered, .. }, Some(Value::Choice(to))) => {
                let places = match (ordered, from) {
                    (true, _) => to.abs_diff(from.unwrap_or(0)),
                    (false, from) => usize::from(*from != Some(to)),
                };
                (*from != Some(to), places as u64 * STEP)
            }
            (Self::Set { from, open, .. }, Some(Value::Set(to))) => {
                let flips = to.without(*from).len() + from.without(to).len();
                (flips > 0 || !open.is_empty(), flips as u64 * STEP)
            }
            (Self::Amount { .. } | Self::Choice { .. } | Self::Set { .. }, Some(_)) => (false, 0),
        };
        Cost { facts: usize::from(changed), steps: u128::from(steps) }
    }
}

/// The ways on from a point that fails a demand, which together leave out no solution.
struct Split {
    /// One fact's range narrowed, so that the demand is met or nearer.
    moved: Option<(usize, Range)>,
    /// The ranges of everything else; empty where there is nothing else.
    rest: Vec<(usize, Range)>,
    /// What each way costs at least, beyond what the point does.
    more: Cost,
}

impl Split {
    /// There is only one way on.
    fn only(fact: usize, range: Range) -> Self {
        Self { moved: None, rest: vec![(fact, range)], more: Cost::default() }
    }
}

type Point = Vec<Option<Value>>;

/// Ranges in which a solution may still be, and what it must meet.
struct Open<'n> {
    /// No solution in it costs less.
    least: Cost,
    /// How many were put in before it.
    age: usize,
    ranges: Vec<Range>,
    needs: Vec<&'n Need>,
    /// The cheapest point within the ranges.
    point: Point,
}

impl Ord for Open<'_> {
    /// The greatest is looked at first: where a solution could be cheapest, and of equals the latest.
    fn cmp(&self, other: &Self) -> Ordering {
        (other.least, self.age).cmp(&(self.least, other.age))
    }
}

impl PartialOrd for Open<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Open<'_> {}

struct Search<'n> {
    facts: &'n [Fact],
    open: BinaryHeap<Open<'n>>,
    put_in: usize,
}

impl<'n> Search<'n> {
    /// Keeps ranges to be looked at, unless they are empty; no solution in them costs less than `least`.
    fn put(&mut self, ranges: Vec<Range>, needs: Vec<&'n Need>, least: Cost) {
        if let Some(point) = self.cheapest(&ranges) {
            self.put_in += 1;
            self.open.push(Open {
                least: least.max(self.cost(&point)),
                age: self.put_in,
                ranges,
                needs,
                point,
            });
        }
    }

    /// Gives the cheapest point if it meets the needs; else keeps the ways on from it.
    fn part(&mut self, open: Open<'n>) -> Option<Point> {
        let Open { least, mut ranges, mut needs, point, .. } = open;
        // The latest first: what was taken up to make an earlier one hold must hold itself.
        let failing = needs.iter().rev().find(|need| !self.holds(need, &point));
        let Some(failing) = failing.copied() else {
            return Some(point);
        };
        match failing {
            Need::AtLeast(n, members) => {
                let (held, failed): (Vec<_>, Vec<_>) =
                    members.iter().partition(|need| self.holds(need, &point));
                let wanted = n - held.len();
                if failed.len() < wanted {
                    return None;
                }
                // If none of the first came to hold, too few would be left.
                let first = failed.len() - wanted + 1;
                if first == 1 {
                    needs.extend(failed);
                    self.put(ranges, needs, least);
                } else {
                    for member in failed[..first].iter().rev() {
                        let more = needs.iter().copied().chain([*member]).collect();
                        self.put(ranges.clone(), more, least);
                    }
                }
            }
            Need::Demand(demand) => {
                let split = self.split(demand, &ranges, &point)?;
                let least = least.max(self.cost(&point).and(split.more));
                let moved = split.moved.map(|(fact, narrowed)| {
                    let mut moved = ranges.clone();
                    moved[fact] = narrowed;
                    (moved, needs.clone())
                });
                if !split.rest.is_empty() {
                    for (fact, narrowed) in split.rest {
                        ranges[fact] = narrowed;
                    }
                    self.put(ranges, needs, least);
                }
                if let Some((moved, needs)) = moved {
                    self.put(moved, needs, least);
                }
            }
        }
        None
    }

    fn cheapest(&self, ranges: &[Range]) -> Option<Point> {
        let pairs = ranges.iter().zip(self.facts);
        pairs.map(|(range, fact)| range.cheapest(fact)).collect()
    }

    fn cost(&self, point: &Point) -> Cost {
        let costs = point.iter().zip(self.facts);
        costs.fold(Cost::default(), |sum, (value, fact)| sum.and(fact.cost(*value)))
    }

    fn holds(&self, need: &Need, point: &Point) -> bool {
        match need {
            Need::Demand(demand) => self.meets(demand, point),
            Need::AtLeast(n, members) => {
                members.iter().filter(|need| self.holds(need, point)).count() >= *n
            }
        }
    }

    fn meets(&self, demand: &Demand, point: &Point) -> bool {
        match demand {
            Demand::Sum { facts, alone, low, high } => {
                let (sum, complete) = sum(facts, point);
                (complete || (!alone && high.is_none()))
                    && low.is_none_or(|low| low.is_below(sum))
                    && high.is_none_or(|high| high.is_above(sum))
            }
            Demand::Ratio { part, whole, low, high } => {
                match (operand(point, *part), operand(point, *whole)) {
                    (Some(part), Some(whole)) if whole > 0 => {
                        low.is_none_or(|low| low.is_reached_by(part, whole))
                            && high.is_none_or(|high| high.is_kept_by(part, whole))
                    }
                    (Some(_) | None, _) => false,
                }
            }
            Demand::Unknown(fact) => point[*fact].is_none(),
            Demand::Within { part, whole } => {
                match (operand(point, *part), operand(point, *whole)) {
                    (Some(part), Some(whole)) => part <= whole,
                    (None, _) | (_, None) => true,
                }
            }
            Demand::OneOf { fact, options } => {
                matches!(point[*fact], Some(Value::Choice(option)) if options.contains(option))
            }
            Demand::Count { facts, options, least, most } => {
                self.surely_in(facts, point).and(*options).len() >= *least
                    && most.is_none_or(|most| {
                        self.perhaps_in(facts, point).and(*options).len() <= most
                    })
            }
        }
    }

    /// The options that are in one of the sets whatever is unknown.
    fn surely_in(&self, facts: &[usize], point: &Point) -> OptionSet {
        facts.iter().fold(OptionSet::EMPTY, |union, &fact| {
            union.or(match (&self.facts[fact], point[fact]) {
                (_, Some(Value::Set(set))) => set,
                (Fact::Set { from, .. }, _) => *from,
                (Fact::Amount { .. } | Fact::Choice { .. }, _) => OptionSet::EMPTY,
            })
        })
    }

    /// The options that may be in one of the sets.
    fn perhaps_in(&self, facts: &[usize], point: &Point) -> OptionSet {
        facts.iter().fold(OptionSet::EMPTY, |union, &fact| {
            union.or(match (&self.facts[fact], point[fact]) {
                (_, Some(Value::Set(set))) => set,
                (Fact::Set { from, open, .. }, _) => from.or(*open),
                (Fact::Amount { .. } | Fact::Choice { .. }, _) => OptionSet::EMPTY,
            })
        })
    }

    /// The ways on from a point that fails `demand`; none where there is no way.
    fn split(&self, demand: &Demand, ranges: &[Range], point: &Point) -> Option<Split> {
        match demand {
            Demand::Sum { facts, alone, low, high } => {
                let unknown = facts.iter().find(|&&fact| point[fact].is_none());
                if let Some(&fact) = unknown
                    && (*alone || high.is_some())
                {
                    return Some(Split::only(fact, ranges[fact].known()));
                }
                let (sum, _) = sum(facts, point);
                match (low, high) {
                    (Some(low), _) if !low.is_below(sum) => {
                        let by = low.at - sum + u64::from(!low.included);
                        self.raise(facts, by, ranges, point)
                    }
                    (_, Some(high)) => {
                        let by = sum - high.at + u64::from(!high.included);
                        self.lower(facts, by, ranges, point)
                    }
                    (_, None) => None,
                }
            }
            Demand::Ratio { part, whole, low, high } => {
                self.split_ratio([*low, *high], *part, *whole, ranges, point)
            }
            // Known is what another demand made it.
            Demand::Unknown(_) => None,
            Demand::Within { part, whole } => self.split_within(*part, *whole, ranges, point),
            Demand::OneOf { fact, options } => match &ranges[*fact].values {
                Values::Choice(open) => Some(Split::only(
                    *fact,
                    Range { values: Values::Choice(open.and(*options)), may_be_unknown: false },
                )),
                Values::Amount { .. } | Values::Set { .. } => None,
            },
            Demand::Count { facts, options, least, most } => {
                let sure = self.surely_in(facts, point).and(*options).len();
                if let Some(more) = least.checked_sub(sure).filter(|more| *more > 0) {
                    self.put_in(facts, *options, more, ranges, point)
                } else {
                    self.take_out(facts, *options, (*most)?, ranges, point)
                }
            }
        }
    }

    /// How many facts must change, beyond those that have, until their rooms come to `by`.
    fn facts_needed(&self, rooms: &[(usize, u64)], by: u64, point: &Point) -> Option<usize> {
        let mut rest = by;
        let mut others = Vec::new();
        for &(fact, room) in rooms {
            if self.facts[fact].cost(point[fact]).facts > 0 {
                rest = rest.saturating_sub(room);
            } else {
                others.push(room);
            }
        }
        others.sort_unstable_by(|one, other| other.cmp(one));
        let mut needed = 0;
        for room in others {
            if rest == 0 {
                break;
            }
            rest = rest.saturating_sub(room);
            needed += 1;
        }
        (rest == 0).then_some(needed)
    }

    /// A sum must rise by `by`: one fact takes as much of it as it can, or takes less.
    fn raise(&self, facts: &[usize], by: u64, ranges: &[Range], point: &Point) -> Option<Split> {
        let rooms: Vec<(usize, u64)> = facts
            .iter()
            .filter_map(|&fact| {
                let (low, high) = ranges[fact].amounts()?;
                let room = high.checked_sub(amount(point, fact).unwrap_or(0))?;
                (room > 0 && low <= high).then_some((fact, room))
            })
            .collect();
        let needed = self.facts_needed(&rooms, by, point)?;
        let cost = Cost { facts: needed, steps: u128::from(by) };
        let (fact, room) = roomiest(&rooms, by)?;
        let (low, high) = ranges[fact].amounts()?;
        let grain = self.grain(fact);
        let to = amount(point, fact).unwrap_or(0) + room.min(by.next_multiple_of(grain));
        Some(Split {
            more: cost,
            moved: Some((fact, Range::amount(low.max(to), high))),
            rest: vec![(
                fact,
                Range {
                    may_be_unknown: ranges[fact].may_be_unknown,
                    ..Range::amount(low, to - grain)
                },
            )],
        })
    }

    /// A sum, all of it known, must fall by `by`.
    fn lower(&self, facts: &[usize], by: u64, ranges: &[Range], point: &Point) -> Option<Split> {
        let rooms: Vec<(usize, u64)> = facts
            .iter()
            .filter_map(|&fact| {
                let (low, _) = ranges[fact].amounts()?;
                let room = amount(point, fact)?.checked_sub(low)?;
                (room > 0).then_some((fact, room))
            })
            .collect();
        let needed = self.facts_needed(&rooms, by, point)?;
        let cost = Cost { facts: needed, steps: u128::from(by) };
        let (fact, room) = roomiest(&rooms, by)?;
        let (low, high) = ranges[fact].amounts()?;
        let grain = self.grain(fact);
        let to = amount(point, fact)? - room.min(by.next_multiple_of(grain));
        Some(Split {
            more: cost,
            moved: Some((fact, Range::amount(low, to))),
            rest: vec![(fact, Range::amount(to + grain, high))],
        })
    }

    /// A share must rise or fall: its part comes to what the whole asks, or the whole must move.
    fn split_ratio(
        &self,
        [low, high]: [Option<End>; 2],
        part: Operand,
        whole: Operand,
        ranges: &[Range],
        point: &Point,
    ) -> Option<Split> {
        for end in [part, whole] {
            if let (None, Operand::Fact(fact)) = (operand(point, end), end) {
                return Some(Split::only(fact, ranges[fact].known()));
            }
        }
        let (now, of) = (operand(point, part)?, operand(point, whole)?);
        if of == 0 {
            let Operand::Fact(fact) = whole else {
                return None;
            };
            let (low, high) = ranges[fact].amounts()?;
            let least = low.max(self.grain(fact));
            return Some(Split::only(fact, Range::amount(least, high)));
        }
        let too_low = low.filter(|low| !low.is_reached_by(now, of));
        // What the whole comes to if the part is no more, or no less, than this.
        let whole_within = |part: u64| {
            let Operand::Fact(fact) = whole else {
                return None;
            };
            let (low, high_of_range) = ranges[fact].amounts()?;
            let grain = self.grain(fact);
            let range = match (too_low, high) {
                (Some(low_end), _) => {
                    let most = low_end.most_whole_for(part, grain)?;
                    Range::amount(low, high_of_range.min(most))
                }
                (None, Some(high_end)) => {
                    let least = high_end.whole_for(part, grain)?;
                    Range::amount(low.max(least), high_of_range)
                }
                (None, None) => return None,
            };
            Some((fact, range))
        };
        let Operand::Fact(part) = part else {
            let (fact, range) = whole_within(now)?;
            return Some(Split::only(fact, range));
        };
        let (least, most) = ranges[part].amounts()?;
        let grain = self.grain(part);
        let (moved, kept) = match (too_low, high) {
            (Some(low), _) => {
                let to = low.part_of(of).next_multiple_of(grain);
                let kept = to.checked_sub(grain).map(|below| (below, (least, below)));
                ((least.max(to), most), kept)
            }
            (None, Some(high)) => {
                let to = high.most_part_of(of)?;
                let to = to - to % grain;
                let above = to + grain;
                ((least, most.min(to)), Some((above, (above, most))))
            }
            (None, None) => return None,
        };
        // With the part held back the whole has to go further than it has.
        let rest = kept.and_then(|(end, (from, until))| {
            let whole = whole_within(end)?;
            Some(vec![(part, Range::amount(from, until)), whole])
        });
        Some(Split {
            moved: Some((part, Range::amount(moved.0, moved.1))),
            rest: rest.unwrap_or_default(),
            more: Cost::default(),
        })
    }

    /// A part is above its whole: the part comes down to it, or the whole up.
    fn split_within(
        &self,
        part: Operand,
        whole: Operand,
        ranges: &[Range],
        point: &Point,
    ) -> Option<Split> {
        let (now, of) = (operand(point, part)?, operand(point, whole)?);
        match (part, whole) {
            (Operand::Held(_), Operand::Held(_)) => None,
            (Operand::Held(_), Operand::Fact(fact)) => {
                let (low, high) = ranges[fact].amounts()?;
                let least = now.next_multiple_of(self.grain(fact));
                Some(Split::only(fact, Range::amount(low.max(least), high)))
            }
            (Operand::Fact(fact), _) => {
                let (low, high) = ranges[fact].amounts()?;
                let grain = self.grain(fact);
                let most = of - of % grain;
                let above = most + grain;
                let rest = match whole {
                    Operand::Held(_) => Vec::new(),
                    Operand::Fact(whole) => {
                        let (least, most) = ranges[whole].amounts()?;
                        let least = least.max(above.next_multiple_of(self.grain(whole)));
                        vec![
                            (fact, Range::amount(low.max(above), high)),
                            (whole, Range::amount(least, most)),
                        ]
                    }
                };
                Some(Split {
                    more: Cost::default(),
                    moved: Some((fact, Range::amount(low, high.min(most)))),
                    rest,
                })
            }
        }
    }

    /// The sets lack so many of the options: one set takes one in, or does without it.
    fn put_in(
        &self,
        facts: &[usize],
        options: OptionSet,
        more: usize,
        ranges: &[Range],
        point: &Point,
    ) -> Option<Split> {
        let there = self.surely_in(facts, point);
        let lacking = |fact: usize| match &ranges[fact].values {
            Values::Set { sure, most } if sure.without(*most).is_empty() => {
                most.and(options).without(there)
            }
            Values::Set { .. } | Values::Amount { .. } | Values::Choice(_) => OptionSet::EMPTY,
        };
        let rooms: Vec<(usize, u64)> = facts
            .iter()
            .map(|&fact| (fact, lacking(fact).len() as u64))
            .filter(|(_, room)| *room > 0)
            .collect();
        let needed = self.facts_needed(&rooms, more as u64, point)?;
        let cost = Cost { facts: needed, steps: u128::from(more as u64 * STEP) };
        let (fact, _) = roomiest(&rooms, more as u64)?;
        let option = lacking(fact).iter().next()?;
        let Values::Set { sure, most } = ranges[fact].values else {
            return None;
        };
        let one = OptionSet::EMPTY.with(option);
        Some(Split {
            more: cost,
            moved: Some((fact, Range::set(sure.or(one), most))),
            rest: vec![(
                fact,
                Range {
                    may_be_unknown: ranges[fact].may_be_unknown,
                    ..Range::set(sure, most.without(one))
                },
            )],
        })
    }

    /// The sets have too many of the options: one set lets one go, or keeps it.
    fn take_out(
        &self,
        facts: &[usize],
        options: OptionSet,
        most: usize,
        ranges: &[Range],
        point: &Point,
    ) -> Option<Split> {
        let can_be_known = |fact: &&usize| {
            let range = &ranges[**fact];
            range.may_be_unknown && range.known().cheapest(&self.facts[**fact]).is_some()
        };
        if let Some(&fact) = facts.iter().find(can_be_known) {
            return Some(Split {
                more: Cost::default(),
                moved: Some((fact, ranges[fact].known())),
                rest: vec![(
                    fact,
                    Range {
                        may_be_unknown: true,
                        // Empty: it stays unknown.
                        values: Values::Set { sure: OptionSet::first(1), most: OptionSet::EMPTY },
                    },
                )],
            });
        }
        let there = self.perhaps_in(facts, point).and(options);
        let too_many = there.len().saturating_sub(most) as u64;
        let cost = Cost { facts: 0, steps: u128::from(too_many * STEP) };
        let holding = |option: usize| {
            facts.iter().copied().filter(
                move |&fact| matches!(point[fact], Some(Value::Set(set)) if set.contains(option)),
            )
        };
        let may_go = |option: &usize| {
            holding(*option).all(|fact| match ranges[fact].values {
                Values::Set { sure, .. } => !sure.contains(*option),
                Values::Amount { .. } | Values::Choice(_) => false,
            })
        };
        // First what only one set has: that is out at once.
        let option = there
            .iter()
            .filter(|option| holding(*option).next().is_some())
            .filter(may_go)
            .min_by_key(|option| holding(*option).count())?;
        let fact = holding(option).next()?;
        let Values::Set { sure, most } = ranges[fact].values else {
            return None;
        };
        let one = OptionSet::EMPTY.with(option);
        Some(Split {
            more: cost,
            moved: Some((fact, Range::set(sure, most.without(one)))),
            rest: vec![(fact, Range::set(sure.or(one), most))],
        })
    }

    fn grain(&self, fact: usize) -> u64 {
        match &self.facts[fact] {
            Fact::Amount { grain, .. } => *grain,
            Fact::Choice { .. } | Fact::Set { .. } => STEP,
        }
    }
}

/// The first that has room for all of it, else the one with most.
fn roomiest(rooms: &[(usize, u64)], by: u64) -> Option<(usize, u64)> {
    let enough = rooms.iter().find(|(_, room)| *room >= by);
    let most = rooms.iter().rev().max_by_key(|(_, room)| *room);
    enough.or(most).copied()
}

fn amount(point: &Point, fact: usize) -> Option<u64> {
    match point[fact] {
        Some(Value::Amount(amount)) => Some(amount),
        Some(Value::Choice(_) | Value::Set(_)) | None => None,
    }
}

fn operand(point: &Point, operand: Operand) -> Option<u64> {
    match operand {
        Operand::Fact(fact) => amount(point, fact),
        Operand::Held(amount) => Some(amount),
    }
}

/// The sum of what is known, and whether that is all.
fn sum(facts: &[usize], point: &Point) -> (u64, bool) {
    let known: Vec<u64> = facts.iter().filter_map(|&fact| amount(point, fact)).collect();
    (known.iter().sum(), known.len() == facts.len())
}

impl Range {
    fn amount(low: u64, high: u64) -> Self {
        Self { values: Values::Amount { low, high }, may_be_unknown: false }
    }

    fn set(sure: OptionSet, most: OptionSet) -> Self {
        Self { values: Values::Set { sure, most }, may_be_unknown: false }
    }

    fn known(&self) -> Self {
        Self { values: self.values.clone(), may_be_unknown: false }
    }

    fn amounts(&self) -> Option<(u64, u64)> {
        match self.values {
            Values::Amount { low, high } => Some((low, high)),
            Values::Choice(_) | Values::Set { .. } => None,
        }
    }
}

/// 100 %, in ten-thousandths: part × this against percent × whole, so that nothing is divided.
const HUNDRED: u128 = 100 * STEP as u128;

impl End {
    /// Whether the range that begins here has `amount`.
    const fn is_below(self, amount: u64) -> bool {
        self.at < amount || (self.included && self.at == amount)
    }

    /// Whether the range that ends here has `amount`.
    const fn is_above(self, amount: u64) -> bool {
        self.at > amount || (self.included && self.at == amount)
    }

    fn is_reached_by(self, part: u64, whole: u64) -> bool {
        let (share, bound) = self.compare(part, whole);
        share > bound || (self.included && share == bound)
    }

    fn is_kept_by(self, part: u64, whole: u64) -> bool {
        let (share, bound) = self.compare(part, whole);
        share < bound || (self.included && share == bound)
    }

    fn compare(self, part: u64, whole: u64) -> (u128, u128) {
        (u128::from(part) * HUNDRED, u128::from(self.at) * u128::from(whole))
    }

    /// The smallest part of `whole` that reaches this end.
    fn part_of(self, whole: u64) -> u64 {
        let bound = u128::from(self.at) * u128::from(whole);
        let part = match self.included {
            true => bound.div_ceil(HUNDRED),
            false => bound / HUNDRED + 1,
        };
        u64::try_from(part).unwrap_or(u64::MAX / 2)
    }

    /// The largest part of `whole` that keeps to this end.
    fn most_part_of(self, whole: u64) -> Option<u64> {
        let bound = u128::from(self.at) * u128::from(whole);
        let part = match self.included {
            true => bound / HUNDRED,
            false => bound.div_ceil(HUNDRED).checked_sub(1)?,
        };
        u64::try_from(part).ok()
    }

    /// The largest whole, in multiples of `grain`, of which `part` reaches this end.
    fn most_whole_for(self, part: u64, grain: u64) -> Option<u64> {
        let share = u128::from(part) * HUNDRED;
        let whole = match self.included {
            true => share.checked_div(u128::from(self.at))?,
            false => share.div_ceil(u128::from(self.at).max(1)).checked_sub(1)?,
        };
        let whole = u64::try_from(whole).unwrap_or(u64::MAX);
        (self.at > 0).then(|| whole - whole % grain)
    }

    /// The smallest whole, in multiples of `grain`, of which `part` keeps to this end.
    fn whole_for(self, part: u64, grain: u64) -> Option<u64> {
        let share = u128::from(part) * HUNDRED;
        if self.at == 0 {
            return None;
        }
        let whole = match self.included {
            true => share.div_ceil(u128::from(self.at)),
            false => share / u128::from(self.at) + 1,
        };
        u64::try_from(whole).ok().map(|whole| whole.next_multiple_of(grain))
    }
}
