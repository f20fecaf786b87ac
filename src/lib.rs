//! Places Danish suppliers of social services at a specialisation level: let, moderat or højt.
//!
//! Socialstyrelsen's model of December 2020 places a supplier, for one målgruppe at a time, on eight
//! parameters that weigh the same, by a guidance for that målgruppe. This crate is the model as
//! software: guidances are [rubrics](rubric::Rubric) in TOML, assessments are rows of CSV, and
//! [`score`](score::score) makes of each row a [`Record`](record::Record) or a rejection.
//!
//! ```
//! use indplacer::diagnostic::Diagnostics;
//! use indplacer::intake::{Sheet, SheetOptions};
//! use indplacer::rubric::Catalogue;
//!
//! let mut notes = Diagnostics::default();
//! let catalogue = Catalogue::built_in(&mut notes);
//! assert!(!notes.has_errors());
//! assert!(catalogue.rubrics().iter().any(|rubric| rubric.id == "autisme"));
//! ```
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

pub mod arithmetic;
pub mod assessment;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod explain;
pub mod intake;
mod limits;
pub mod lint;
pub mod origin;
mod parallel;
pub mod place;
pub mod record;
pub mod regress;
pub mod render;
pub mod report;
pub mod rubric;
pub mod score;
pub mod source;
pub mod study;
pub mod tell;
pub mod vocabulary;
pub mod words;
pub mod workbench;
