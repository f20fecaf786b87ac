//! The library in another program: suppliers by names, rows from bytes and readers, errors that say what is wrong.

#[path = "../examples/embed.rs"]
mod embed;

use indplacer::{
    Assessment, AssessmentError, Catalogue, Diagnostics, Input, Level, Parameter, PlaceOptions,
    Rubric, ScoreOptions, Source, Status, Truth, criteria_of, place, score,
};
use std::error::Error;
use std::io::Cursor;

const PARAMETERS: [&str; 7] = [
    "praksiserfaring",
    "uddannelse",
    "fagmiljoe",
    "samarbejdsformer",
    "vidensudvikling",
    "metoder",
    "hjaelpemidler",
];

/// A rubric with a fact of every kind.
fn text() -> String {
    let mut text = r#"
schema = 1
[rubric]
id = "lille"
version = "1"
title = "Lille"
maalgruppe = "Lille"
status = "illustrativ"
[groups]
leverandoertype = ["botilbud", "dagtilbud"]
[indicators]
borgere = { type = "count", label = "Borgere i alt" }
timer = { type = "number", label = "Timer om ugen" }
uddannede = { type = "count", label = "Uddannede i alt" }
andel = { type = "share", label = "Andel uddannede", part = "uddannede", whole = "borgere" }
plan = { type = "bool", label = "En plan findes" }
form = { type = "choice", label = "Formen", options = ["Åben", "Lukket"] }
metodevalg = { type = "set", label = "Metodevalget", options = ["TEACCH", "KRAP"] }
[parameters.aktiv_praksis]
guidance = { let = "a", moderat = "b", hoejt = "c" }
[[parameters.aktiv_praksis.let]]
id = "L"
text = "Det hele"
all_of = [
    { indicator = "borgere", min = 4 },
    { indicator = "timer", min = 2.5 },
    { indicator = "andel", min = 50 },
    { indicator = "plan", is = true },
    { indicator = "form", one_of = ["Åben"] },
    { indicator = "metodevalg", includes = ["TEACCH"] },
]
[[parameters.aktiv_praksis.moderat]]
id = "M"
text = "Mindst {min} borgere"
indicator = "borgere"
min = 8
min_for = [{ leverandoertype = "dagtilbud", min = 6 }]
[[parameters.aktiv_praksis.hoejt]]
id = "H"
text = "Mindst {min} borgere"
indicator = "borgere"
min = 20
"#
    .to_owned();
    for parameter in PARAMETERS {
        text += &format!(
            "[parameters.{parameter}]\nmethod = \"assessed\"\nmay_be_irrelevant = {}\nguidance = {{ let = \"a\", moderat = \"b\", hoejt = \"c\" }}\n",
            parameter == "hjaelpemidler"
        );
    }
    text
}

fn rubric() -> Rubric {
    Rubric::parse("lille.toml", &text()).unwrap_or_else(|refused| panic!("{refused}"))
}

/// The supplier that the row of [`ROWS`] is about.
fn supplier(rubric: &Rubric) -> Result<Assessment, AssessmentError> {
    Assessment::of(rubric)
        .quality(true)
        .fact("borgere", 7)?
        .fact("Timer om ugen", "2.5")?
        .fact("uddannede", 4)?
        .fact("plan", true)?
        .fact("form", "åben")?
        .fact("metodevalg", ["teacch", "krap"])?
        .group("leverandoertype", "Dagtilbud")?
        .entered(Parameter::Uddannelse, Level::Moderat)
        .not_relevant(Parameter::Hjaelpemidler)?
        .build()
}

const ROWS: &str = "leverandoer_id;maalgruppe;fornoeden_kvalitet;leverandoertype;borgere;timer;uddannede;plan;form;metodevalg;uddannelse;hjaelpemidler;hjaelpemidler_begrundelse\n\
    1;lille;ja;dagtilbud;7;2,5;4;ja;åben;TEACCH|KRAP;2;ikke relevant;bruges ikke\n";

/// The assessment and the line of JSON of every row.
fn scored(input: Input) -> Vec<(Assessment, String)> {
    let mut notes = Diagnostics::default();
    let source = Source { name: "lille.toml".to_owned(), text: text().into() };
    let catalogue = Catalogue::read([source], &mut notes);
    assert!(!notes.has_errors(), "{notes:?}");
    let mut rows = Vec::new();
    let outcome = score(&catalogue, &[input], &ScoreOptions::default(), &mut notes, |row| {
        let mut line = Vec::new();
        row.record.json_line(&mut line);
        rows.push((row.assessment.clone(), String::from_utf8(line).expect("UTF-8")));
        Ok(())
    });
    let outcome = outcome.unwrap_or_else(|stop| panic!("{stop}: {notes:?}"));
    assert!(outcome.rejected.is_empty(), "{:?}", outcome.rejected);
    rows
}

#[test]
fn the_example_runs() -> Result<(), Box<dyn Error>> {
    embed::main()
}

#[test]
fn a_supplier_by_names_is_the_one_that_a_row_tells_of() -> Result<(), Box<dyn Error>> {
    let rows = scored(Input::bytes("a.csv", ROWS));
    let [(of_row, _)] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!(*of_row, supplier(&rubric())?);
    Ok(())
}

#[test]
fn bytes_a_reader_and_a_file_give_the_same_records() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.csv");
    std::fs::write(&path, ROWS)?;
    let name = path.display().to_string();
    let of_file = scored(Input::File(path));
    assert_eq!(of_file.len(), 1);
    assert_eq!(scored(Input::bytes(name.as_str(), ROWS)), of_file);
    assert_eq!(scored(Input::reader(name.as_str(), Cursor::new(ROWS))), of_file);
    Ok(())
}

#[test]
fn a_reader_among_several_inputs_is_read_to_its_end() -> Result<(), Box<dyn Error>> {
    let mut notes = Diagnostics::default();
    let source = Source { name: "lille.toml".to_owned(), text: text().into() };
    let catalogue = Catalogue::read([source], &mut notes);
    let other = ROWS.replace("\n1;", "\n2;");
    let inputs =
        [Input::reader("a.csv", Cursor::new(ROWS)), Input::reader("b.csv", Cursor::new(other))];
    let mut ids = Vec::new();
    let outcome = score(&catalogue, &inputs, &ScoreOptions::default(), &mut notes, |row| {
        ids.push(row.record.identity[0].to_owned());
        Ok(())
    })?;
    assert_eq!((ids, outcome.totals.read), (vec!["1".to_owned(), "2".to_owned()], 2));
    Ok(())
}

#[test]
fn a_placement_is_told_criterion_by_criterion() -> Result<(), Box<dyn Error>> {
    let rubric = rubric();
    let supplier = supplier(&rubric)?;
    let placement = place(&rubric, &supplier, PlaceOptions::default());
    assert_eq!(placement.status, Status::Uafklaret);
    let told = criteria_of(&rubric, &supplier, &placement);
    let criteria = told.iter().flat_map(|parameter| &parameter.levels);
    let criteria = criteria.flat_map(|level| &level.criteria);
    let truths: Vec<_> = criteria.map(|one| (one.criterion.id.as_str(), one.truth)).collect();
    assert_eq!(truths, [("L", Truth::True), ("M", Truth::True), ("H", Truth::False)]);
    Ok(())
}

#[test]
fn what_cannot_be_said_of_a_supplier_is_refused_by_name() {
    let rubric = rubric();
    let new = || Assessment::of(&rubric);
    let told = |refused: Option<AssessmentError>| refused.map(|error| error.to_string());
    let refused = [
        (
            told(new().fact("borger", 1).err()),
            "failed to find borger in the rubric, where there is borgere",
        ),
        (told(new().fact("zzz", 1).err()), "failed to find zzz in the rubric"),
        (told(new().fact("plan", 1).err()), "failed to set plan, which is a bool"),
        (told(new().fact("borgere", true).err()), "failed to set borgere, which is a count"),
        (told(new().fact("metodevalg", "KRAP").err()), "failed to set metodevalg, which is a set"),
        (told(new().fact("timer", "2,5").err()), "failed to read 2,5 as a number for timer"),
        (
            told(new().fact("borgere", "2.5").err()),
            "failed to set borgere to 2.5: count is a whole number",
        ),
        (
            told(new().fact("andel", 101).err()),
            "failed to set andel to 101: share is at most 100 %",
        ),
        (
            told(new().fact("form", "lukke").err()),
            "failed to find lukke among the values of form, where there is Lukket",
        ),
        (
            told(new().fact("metodevalg", ["KRAP", "zzz"]).err()),
            "failed to find zzz among the values of metodevalg",
        ),
        (told(new().group("region", "x").err()), "failed to find region in the rubric"),
        (
            told(new().group("leverandoertype", "skib").err()),
            "failed to find skib among the values of leverandoertype",
        ),
        (
            told(new().not_relevant(Parameter::Metoder).err()),
            "failed to leave out metoder, which is always relevant by this rubric",
        ),
        (
            told(
                new()
                    .fact("borgere", 3)
                    .and_then(|one| one.fact("uddannede", 4))
                    .and_then(|one| one.build().map(|_| new()))
                    .err(),
            ),
            "failed to compute andel: its part is more than its whole",
        ),
    ];
    for (told, expected) in refused {
        assert_eq!(told.as_deref(), Some(expected));
    }
}

#[test]
fn a_rubric_that_is_refused_says_every_fault_with_its_place() {
    let text = text().replace("min = 20", "min = true").replace("is = true", "is = 1");
    let refused = Rubric::parse("lille.toml", &text).unwrap_err().to_string();
    let expected = "\
        lille.toml:28:32: error[wrong-type]: expected true or false, found a number\n\
        lille.toml:42:7: error[wrong-type]: expected a number, found true or false";
    assert_eq!(refused, expected);
}
