//! What is asked of a supplier, as a formula over axes: no negation but at the atoms.

/// A formula; see [`Space`](super::space::Space) for what an axis is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Formula {
    /// So, or not so, for everybody.
    Always(bool),
    /// The axis lies from `low` to `high`, or, if not `inside`, does not.
    Atom { axis: usize, low: i64, high: i64, inside: bool },
    /// So many of some formulas hold; `n` is from 1 to their number.
    AtLeast { n: usize, members: Vec<Formula> },
}

impl Formula {
    pub(crate) fn within(axis: usize, low: i64, high: i64) -> Self {
        if low > high {
            return Self::Always(false);
        }
        Self::Atom { axis, low, high, inside: true }
    }

    /// What is so for everybody is counted at once and not kept: of a thousand criteria on one fact that is known,
    /// nothing is left.
    pub(crate) fn at_least(n: usize, mut members: Vec<Self>) -> Self {
        let mut needed = n;
        members.retain(|member| match member {
            Self::Always(so) => {
                needed = needed.saturating_sub(usize::from(*so));
                false
            }
            Self::Atom { .. } | Self::AtLeast { .. } => true,
        });
        if needed == 0 || needed > members.len() {
            return Self::Always(needed == 0);
        }
        match (needed, members.len()) {
            (1, 1) => members.remove(0),
            _ => {
                members.shrink_to_fit();
                Self::AtLeast { n: needed, members }
            }
        }
    }

    pub(crate) fn all(members: Vec<Self>) -> Self {
        Self::at_least(members.len(), members)
    }

    pub(crate) fn any(members: Vec<Self>) -> Self {
        Self::at_least(1, members)
    }

    pub(crate) fn not(self) -> Self {
        match self {
            Self::Always(so) => Self::Always(!so),
            Self::Atom { axis, low, high, inside } => {
                Self::Atom { axis, low, high, inside: !inside }
            }
            // Fewer than n of k hold: at least k − n + 1 do not.
            Self::AtLeast { n, members } => Self::AtLeast {
                n: members.len() - n + 1,
                members: members.into_iter().map(Self::not).collect(),
            },
        }
    }

    /// What is left of the formula where each axis lies within its range.
    pub(crate) fn given(&self, axes: &[(i64, i64)]) -> Self {
        match self {
            Self::Always(so) => Self::Always(*so),
            Self::Atom { axis, low, high, inside } => {
                let (from, to) = axes[*axis];
                if *low <= from && to <= *high {
                    Self::Always(*inside)
                } else if to < *low || *high < from {
                    Self::Always(!*inside)
                } else {
                    self.clone()
                }
            }
            Self::AtLeast { n, members } => {
                Self::at_least(*n, members.iter().map(|member| member.given(axes)).collect())
            }
        }
    }

    /// Whether the formula holds where each axis has its value.
    pub(crate) fn holds(&self, value: &impl Fn(usize) -> i64) -> bool {
        match self {
            Self::Always(so) => *so,
            Self::Atom { axis, low, high, inside } => {
                (*low..=*high).contains(&value(*axis)) == *inside
            }
            Self::AtLeast { n, members } => {
                members.iter().filter(|member| member.holds(value)).count() >= *n
            }
        }
    }

    /// How many atoms there are.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Always(_) => 0,
            Self::Atom { .. } => 1,
            Self::AtLeast { members, .. } => members.iter().map(Self::size).sum(),
        }
    }

    /// Calls `visit` with the two ends of every atom.
    pub(crate) fn for_each_bound(&self, visit: &mut impl FnMut(i64, i64)) {
        match self {
            Self::Always(_) => {}
            Self::Atom { low, high, .. } => visit(*low, *high),
            Self::AtLeast { members, .. } => {
                for member in members {
                    member.for_each_bound(visit);
                }
            }
        }
    }

    /// Calls `visit` with the axis of every atom.
    pub(crate) fn for_each_axis(&self, visit: &mut impl FnMut(usize)) {
        match self {
            Self::Always(_) => {}
            Self::Atom { axis, .. } => visit(*axis),
            Self::AtLeast { members, .. } => {
                for member in members {
                    member.for_each_axis(visit);
                }
            }
        }
    }
}
