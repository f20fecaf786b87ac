//! Every refusal of a rubric, as its author meets it (contract §1).
//!
//! A folder `refusals/<code>/<what>/` holds the smallest rubric that is refused so: `rubric.toml` (and others, where
//! the fault lies between two), and what is said of it in Danish, `expected.stderr`; some have the English too,
//! `expected.en.stderr`.
//!
//! `INDPLACER_UPDATE=1 cargo test --test refusals` writes the expectations anew. Read the difference as an
//! author of rubrics would before it is committed: is the right place marked, does the help help?

mod case;

use case::difference;
use indplacer::diagnostic::{Diagnostic, Diagnostics, Severity};
use indplacer::render::diagnostics;
use indplacer::rubric::Catalogue;
use indplacer::source::Source;
use indplacer::words::{Lang, Message};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_refusal_says_what_its_folder_expects() {
    let rewrite = std::env::var_os("INDPLACER_UPDATE").is_some();
    let mut faults = String::new();
    for folder in fixtures() {
        let name = folder.strip_prefix(root()).expect("below").display();
        let notes = refused(&folder);
        let found = notes.in_file_order();
        let code = code_of(&folder);
        if !found.iter().any(|it| is_refusal(it, &code)) {
            faults += &format!("\n{name}: nothing is refused as {code}\n");
        }
        for (lang, file) in [(Lang::Da, "expected.stderr"), (Lang::En, "expected.en.stderr")] {
            let path = folder.join(file);
            let text = diagnostics::text(found.iter().copied(), lang, false);
            if rewrite && (path.exists() || lang == Lang::Da) {
                fs::write(&path, &text).expect("a written expectation");
            }
            match fs::read_to_string(&path) {
                Ok(expected) if expected == text => {}
                Ok(expected) => {
                    faults += &difference(&format!("{name}/{file}"), &expected, &text);
                }
                Err(_) if lang == Lang::En => {}
                Err(_) => faults += &format!("\n{name}: there is no {file}\n"),
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn everything_that_can_be_said_of_a_rubric_is_shown_by_a_fixture() {
    let mut shown = BTreeSet::new();
    for folder in fixtures() {
        for diagnostic in refused(&folder).in_file_order() {
            let related = diagnostic.related.iter().map(|(_, message)| message);
            for message in related.chain([&diagnostic.message]).chain(&diagnostic.help) {
                shown.insert(variant(message));
            }
        }
    }
    let sayable = messages_of_the_rubric_code();
    assert!(sayable.len() > 60, "{sayable:?}");
    let unshown: Vec<&String> = sayable.difference(&shown).collect();
    assert!(unshown.is_empty(), "no fixture shows {unshown:?}");
}

/// Every folder below `refusals/<code>/`, in the order of their names.
fn fixtures() -> Vec<PathBuf> {
    let folders: Vec<PathBuf> = entries(&root()).iter().flat_map(|code| entries(code)).collect();
    assert!(folders.len() > 60, "{folders:?}");
    folders
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/refusals")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn code_of(folder: &Path) -> String {
    let code = folder.parent().and_then(Path::file_name);
    code.expect("a code").to_string_lossy().into_owned()
}

/// What is said of the rubrics in a folder, as `--rubrics FOLDER` would read them.
fn refused(folder: &Path) -> Diagnostics {
    let sources = entries(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| Source {
            name: path.file_name().expect("a name").to_string_lossy().into_owned(),
            text: fs::read_to_string(&path).expect("a rubric").into(),
        });
    let mut notes = Diagnostics::default();
    Catalogue::read(sources, &mut notes);
    notes
}

fn is_refusal(diagnostic: &Diagnostic, code: &str) -> bool {
    diagnostic.severity == Severity::Error && diagnostic.message.code() == code
}

/// `UnknownKey` of `UnknownKey { key: "a" }`.
fn variant(message: &Message) -> String {
    let text = format!("{message:?}");
    let end = text.find(|c: char| !c.is_alphanumeric());
    text[..end.unwrap_or(text.len())].to_owned()
}

/// The variants that `src/rubric/` names; what it names it can say.
fn messages_of_the_rubric_code() -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rubric");
    let (folders, files): (Vec<_>, Vec<_>) =
        entries(&folder).into_iter().partition(|path| path.is_dir());
    for path in folders.iter().flat_map(|folder| entries(folder)).chain(files) {
        let text = fs::read_to_string(&path).expect("a source file");
        for piece in text.split("Message::").skip(1) {
            let end = piece.find(|c: char| !c.is_alphanumeric());
            named.insert(piece[..end.unwrap_or(piece.len())].to_owned());
        }
    }
    named
}
