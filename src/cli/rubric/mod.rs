//! `indplacer rubric`: read, write, compare and exchange rubrics, and make their forms.

mod args;
mod choose;
mod exchange;
mod form;
mod list;
mod new;
mod pages;
mod write;

pub(super) use args::{RubricCommand, help};

use super::{Exit, Speaker};
use crate::rubric::schema;

pub(super) fn run(command: &RubricCommand, speaker: Speaker) -> anyhow::Result<Exit> {
    match command {
        RubricCommand::List(args) => list::run(args, speaker),
        RubricCommand::Show(args) => pages::show(args, speaker),
        RubricCommand::Compare(args) => pages::compare(args, speaker),
        RubricCommand::New(args) => new::run(args, speaker),
        RubricCommand::Form(args) => form::run(args, speaker),
        RubricCommand::Export(args) => exchange::export(args, speaker),
        RubricCommand::Import(args) => exchange::import(args, speaker),
        RubricCommand::Schema(args) => {
            write::whole(schema().as_bytes(), args.output.as_deref(), speaker)
        }
    }
}
