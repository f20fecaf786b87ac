//! Pictures as data: what is drawn, with its text alternative.

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// Whole bars divided into parts.
    Bars(Bars),
    /// A square of correlations.
    Matrix(Matrix),
    /// How many went from where to where, from round to round.
    Flows(Flows),
    /// A statistic with its interval.
    Whiskers(Whiskers),
}

impl Figure {
    /// What the picture shows.
    pub fn title(&self) -> &str {
        match self {
            Self::Bars(bars) => &bars.title,
            Self::Matrix(matrix) => &matrix.title,
            Self::Flows(flows) => &flows.title,
            Self::Whiskers(whiskers) => &whiskers.title,
        }
    }
}

/// Bars of the same length, one a row, each divided into the same kinds of parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// What the bars show.
    pub title: String,
    /// The names of the parts, from left to right.
    pub parts: Vec<String>,
    /// The name of each bar, and the share and text of each part.
    pub rows: Vec<(String, Vec<(f64, String)>)>,
    /// The rows of which those after them are parts, by index.
    pub wholes: Vec<usize>,
}

/// A square of numbers from −1 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// What the numbers are.
    pub title: String,
    /// The short and the whole name of each row, which is also a column.
    pub names: Vec<(String, String)>,
    /// The numbers, row by row, and how they are written; none where there is none.
    pub cells: Vec<Vec<Option<(f64, String)>>>,
}

/// Columns of states with bands between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Flows {
    /// What flows.
    pub title: String,
    /// The names of the rounds, from left to right.
    pub rounds: Vec<String>,
    /// The names of the states, from the top.
    pub states: Vec<String>,
    /// For each step from a round to the next: from state, to state, how many.
    pub steps: Vec<Vec<(usize, usize, usize)>>,
}

/// Points with intervals on a line from −1 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Whiskers {
    /// What the points are.
    pub title: String,
    /// From the top.
    pub rows: Vec<Whisker>,
}

/// A point with its interval.
#[derive(Debug, Clone, PartialEq)]
pub struct Whisker {
    /// What the point is of.
    pub name: String,
    /// The point.
    pub point: f64,
    /// The interval, where there is one.
    pub interval: Option<(f64, f64)>,
    /// How they are written.
    pub text: String,
}
