//! The library in another program: a rubric from text, a supplier by names, its placement and why, and a file of rows.
//!
//! `cargo run --example embed`. It needs none of the program: `--no-default-features` does as well.

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use indplacer::{
    Assessment, Catalogue, Diagnostics, Input, Lang, PlaceOptions, Rubric, ScoreOptions, Source,
    Truth, criteria_of, place, score,
};
use std::error::Error;

const RUBRIC: &str = include_str!("../rubrics/autisme.toml");

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    // Every fault of a rubric is told at once, with its line and column.
    let refused = Rubric::parse("tom.toml", "schema = 1").err().ok_or("it lacks everything")?;
    println!("{refused}\n");

    let rubric = Rubric::parse("autisme.toml", RUBRIC)?;
    let supplier = Assessment::of(&rubric).quality(true).fact("borgere_hoejt", 12)?.build()?;
    let placement = place(&rubric, &supplier, PlaceOptions::default());
    println!("{}: {} ({})", rubric.name(), placement.interval, placement.status.as_str());
    for parameter in criteria_of(&rubric, &supplier, &placement) {
        let criteria = parameter.levels.iter().flat_map(|level| &level.criteria);
        for met in criteria.filter(|criterion| criterion.truth == Truth::True) {
            println!("  {} is met: {}", met.criterion.id, met.criterion.text);
        }
    }

    // Rows come from bytes or from any reader; a file is a reader.
    let mut notes = Diagnostics::default();
    let source = Source { name: "autisme.toml".to_owned(), text: RUBRIC.into() };
    let catalogue = Catalogue::read([source], &mut notes);
    let rows = "leverandoer_id;maalgruppe;vurderingsdato;fornoeden_kvalitet;borgere_hoejt\n\
                A1;autisme;2021-03-31;ja;12\nA2;autisme;2021-03-31;ja;tolv\n";
    let inputs = [Input::reader("rows.csv", std::io::Cursor::new(rows))];
    let mut records = Vec::new();
    let outcome = score(&catalogue, &inputs, &ScoreOptions::default(), &mut notes, |row| {
        row.record.json_line(&mut records);
        Ok(())
    })?;
    print!("{}", String::from_utf8(records)?);
    for rejection in &outcome.rejected {
        for fault in &rejection.faults {
            println!("{}:{}: {}", rejection.file, rejection.line, fault.message.text(Lang::En));
        }
    }
    Ok(())
}
