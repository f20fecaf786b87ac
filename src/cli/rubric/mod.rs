//! `indplacer rubric`: read, write, compare and exchange rubrics, and make their forms.

mod args;
mod choose;
mod exchange;
mod form;
mod list;
mod new;
mod pages;
mod sql;
mod version;
mod write;

pub(super) use args::{RubricCommand, help};

use super::output::{Kind, Outputs};
use super::shared::{Exit, Speaker};
use crate::rubric::schema;
use std::path::Path;

pub(super) fn run(command: &RubricCommand, speaker: Speaker) -> anyhow::Result<Exit> {
    match command {
        RubricCommand::List(args) => list::run(args, speaker),
        RubricCommand::Show(args) => pages::show(args, speaker),
        RubricCommand::Compare(args) => pages::compare(args, speaker),
        RubricCommand::New(args) => new::run(args, speaker),
        RubricCommand::NewVersion(args) => version::new_version(args, speaker),
        RubricCommand::Cases(args) => version::cases(args, speaker),
        RubricCommand::Form(args) => form::run(args, speaker),
        RubricCommand::Export(args) => exchange::export(args, speaker),
        RubricCommand::Import(args) => exchange::import(args, speaker),
        RubricCommand::Sql(args) => sql::run(args, speaker),
        RubricCommand::Schema(args) => {
            let path = args.output.as_deref();
            let target = Outputs::beside::<&Path>([], speaker).open(path, Kind::Data)?;
            write::whole(schema().as_bytes(), target, path, speaker)
        }
    }
}
