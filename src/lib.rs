//! Places Danish suppliers of social services at a specialisation level: let, moderat or højt.
//!
//! Socialstyrelsen's model of December 2020 places a supplier, for one målgruppe at a time, on eight
//! parameters that weigh the same, by a guidance for that målgruppe. This crate is the model as
//! software: guidances are [rubrics](Rubric) in TOML, assessments are rows of CSV or put together
//! [by name](Assessment::of), and each becomes a [`Placement`].
//!
//! ```
//! use indplacer::{Assessment, Catalogue, Diagnostics, Level, PlaceOptions, Status, place};
//!
//! let mut notes = Diagnostics::default();
//! let catalogue = Catalogue::built_in(&mut notes);
//! let rubric = catalogue.rubrics().iter().find(|rubric| rubric.id == "autisme").ok_or("built in")?;
//!
//! // One supplier, of whom little is known.
//! let supplier = Assessment::of(rubric).quality(true).fact("borgere_hoejt", 12)?.build()?;
//! let placement = place(rubric, &supplier, PlaceOptions::default());
//! assert_eq!(placement.status, Status::Uafklaret);
//! assert_eq!(placement.interval.max, Level::Hoejt);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Rubric::parse`] reads a guidance from text, [`criteria_of`] says what each criterion came to, and [`score`] places
//! all rows of [bytes, a reader or a file](Input) and hands each [`Record`] on; [`explain()`] then says why, cell by cell.
//! `examples/embed.rs` does all of it.
//!
//! What stands on this page is what the library promises. Its modules are open to the program and to the tests, and may
//! change. The feature `cli`, which is on by default, brings the program: arguments, files, threads, the terminal.
//! Without it the library reads what it is handed, on one thread, and builds for `wasm32-unknown-unknown`.
//!
//! A file uses only what stands before it in this order, and nothing uses the program itself:
//!
//! ```text
//! arithmetic → vocabulary → source → words → limits → diagnostic → rubric → origin → assessment → place →
//! record → lint → intake → parallel → score → explain → study → document → tell → regress → workbench →
//! report → render → cli
//! ```
//!
//! Rubric and row each pass through three shapes: as written, as computed with, as drawn.
//!
//! It decides nothing: a placement is a proposal, which professional judgement may override with a
//! reason. Beyond "weighted equally" no official rule or threshold is published; those that ship are
//! illustrations.

#[doc(hidden)]
pub mod arithmetic;
#[doc(hidden)]
pub mod assessment;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod diagnostic;
#[doc(hidden)]
pub mod document;
#[doc(hidden)]
pub mod explain;
#[doc(hidden)]
pub mod intake;
mod limits;
#[doc(hidden)]
pub mod lint;
#[doc(hidden)]
pub mod origin;
mod parallel;
#[doc(hidden)]
pub mod place;
#[doc(hidden)]
pub mod record;
#[doc(hidden)]
pub mod regress;
#[doc(hidden)]
pub mod render;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod rubric;
#[doc(hidden)]
pub mod score;
#[doc(hidden)]
pub mod source;
#[doc(hidden)]
pub mod study;
#[doc(hidden)]
pub mod tell;
#[doc(hidden)]
pub mod vocabulary;
#[doc(hidden)]
pub mod words;
#[doc(hidden)]
pub mod workbench;

pub use arithmetic::{DecimalMark, Number, NumberFault};
pub use assessment::{Assessment, AssessmentBuilder, AssessmentError, Entered, Fact, Value};
pub use diagnostic::{Cell, Diagnostic, Diagnostics, Fix, Place, Refused, Severity};
pub use explain::{
    CriterionOutcome, Explanation, LevelOutcome, ParameterOutcome, Shortest, Step, Way, Ways,
    criteria_of, explain,
};
pub use intake::{Input, Rejection, RowOptions, SheetOptions};
pub use place::{
    Missing, Options as PlaceOptions, ParameterPlacement, Placement, Plan, Status, Truth, place,
};
pub use record::{Record, StoredRecord};
pub use rubric::{Catalogue, Condition, Criterion, Indicator, Kind, Rubric, Rule};
pub use score::{Options as ScoreOptions, Outcome, Row, Stop, Totals, score};
pub use source::{Source, Span};
pub use vocabulary::{Identity, Interval, Level, Parameter};
pub use words::{Lang, Message};
