//! No run writes to a path that it reads: every command with every option that names a path.
//!
//! The matrix stands in `paths`, a row a command. It is held against the command line itself, so that an option that is added
//! there and not here fails the first test.

mod case;

use case::command;
mod paths;

use clap::Arg;
use paths::Fixture::{Cases, Columns, Data, Expectations, Population, Results, Rubric, Workbook};
use paths::{Fixture, MATRIX, NO_PATH};
use std::any::TypeId;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Every command that has none under it, by its whole name.
fn leaves(command: &clap::Command, name: &str, found: &mut Vec<(String, clap::Command)>) {
    for under in command.get_subcommands() {
        let name = format!("{name} {}", under.get_name()).trim().to_owned();
        match under.has_subcommands() {
            true => leaves(under, &name, found),
            false => found.push((name, under.clone())),
        }
    }
}

/// Whether the argument says itself that it is a path.
fn is_a_path(arg: &Arg) -> bool {
    let names = arg.get_value_names().unwrap_or_default();
    arg.get_value_parser().type_id() == TypeId::of::<PathBuf>()
        || names.iter().any(|name| ["FILE", "PATH", "DIR"].iter().any(|word| name.contains(word)))
}

#[test]
fn every_argument_of_every_command_is_in_the_matrix() {
    let mut commands = Vec::new();
    leaves(&indplacer::cli::command(), "", &mut commands);
    let known: BTreeSet<&str> = MATRIX.iter().map(|row| row.command).collect();
    let there: BTreeSet<&str> = commands.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(known, there);
    for (name, command) in &commands {
        let row = MATRIX.iter().find(|row| row.command == name).expect("a row");
        let reads = row.reads.iter().map(|(id, ..)| *id);
        let paths: BTreeSet<&str> = reads.chain(row.writes.iter().map(|(id, _)| *id)).collect();
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            assert!(
                paths.contains(id) || NO_PATH.contains(&id) && !is_a_path(arg),
                "{name}: {id} is not in the matrix of tests/paths/mod.rs: does it name a path?"
            );
        }
        for id in paths {
            let is_there = command.get_arguments().any(|arg| arg.get_id() == id);
            assert!(is_there, "{name} has no argument {id}");
        }
    }
}

/// A folder with one file of each kind.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("a file");
    };
    let rubric = case::rubric().to_string();
    for fixture in [Data, Rubric, Columns, Population, Cases, Results, Expectations, Workbook] {
        write(fixture.name(), &fixture.text(&rubric));
    }
    folder
}

impl Fixture {
    const fn name(self) -> &'static str {
        match self {
            Data => "d.csv",
            Rubric => "r.toml",
            Columns => "k.toml",
            Population => "p.csv",
            Cases => "c.csv",
            Results => "e.jsonl",
            Expectations => "x.toml",
            Workbook => "w.xlsx",
        }
    }

    fn text(self, rubric: &str) -> String {
        match self {
            Data | Cases | Population => {
                "leverandoer_id;maalgruppe;borgere\n1;Gruppe;2\n".to_owned()
            }
            Rubric => rubric.to_owned(),
            Columns => "[columns]\n".to_owned(),
            Results => "{}\n".to_owned(),
            Expectations | Workbook => "\n".to_owned(),
        }
    }
}

/// What is in a folder: every name with its bytes, folders and links as such.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let bytes = fs::read(&path).unwrap_or_default();
            (path, bytes)
        })
        .collect();
    found.sort();
    found
}

/// Other names of a file, made in its folder.
fn names(folder: &Path, name: &str) -> Vec<String> {
    let ending = Path::new(name).extension().expect("an ending").to_str().expect("text");
    let whole = folder.join(name).display().to_string();
    let mut names = vec![name.to_owned(), format!("./{name}"), whole];
    let hard = format!("hard.{ending}");
    fs::hard_link(folder.join(name), folder.join(&hard)).expect("a hard link");
    names.push(hard);
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        let soft = format!("soft.{ending}");
        symlink(name, folder.join(&soft)).expect("a symlink");
        symlink(&soft, folder.join(format!("softer.{ending}"))).expect("a symlink");
        symlink(".", folder.join("here")).expect("a symlink");
        names.extend([soft, format!("softer.{ending}"), format!("here/{name}")]);
    }
    // Where the disk does not tell letters' cases apart.
    let upper = name.to_uppercase();
    if folder.join(&upper).exists() {
        names.push(upper);
    }
    names
}

fn program(folder: &Path, arguments: &str) -> Command {
    let mut command = command();
    command.args(arguments.split_whitespace()).current_dir(folder).env_clear().stdin(Stdio::null());
    command
}

#[test]
fn no_run_writes_to_a_path_that_it_reads_by_whatever_name() {
    for row in MATRIX {
        for (read, line, fixture) in row.reads {
            for (write, option) in row.writes.iter().filter(|(_, option)| !option.is_empty()) {
                let folder = folder();
                // A paper is told by its ending what it is to be.
                let name = match *write {
                    "form_output" => "a.md",
                    _ => fixture.name(),
                };
                if !folder.path().join(name).exists() {
                    fs::rename(folder.path().join(fixture.name()), folder.path().join(name))
                        .expect("another name");
                }
                let names = names(folder.path(), name);
                let before = contents(folder.path());
                for other in &names {
                    let arguments =
                        format!("{} {}", line.replace("{}", name), option.replace("{}", other));
                    let ran = program(folder.path(), &arguments).output().expect("a run");
                    let told = String::from_utf8_lossy(&ran.stderr);
                    let is_told = told.contains("is to be read and cannot be written as well")
                        || *write == "new_output" && told.contains("exists already");
                    assert!(
                        ran.status.code() == Some(2) && is_told,
                        "{read} × {write}: indplacer {arguments}\n{told}"
                    );
                    assert!(contents(folder.path()) == before, "indplacer {arguments}");
                }
            }
        }
    }
}

#[test]
fn standard_output_that_is_appended_to_an_input_is_refused() {
    for row in MATRIX {
        let Some(option) = row.stdout else { continue };
        for (_, line, fixture) in row.reads {
            let folder = folder();
            let before = contents(folder.path());
            let path = folder.path().join(fixture.name());
            let output = OpenOptions::new().append(true).open(path).expect("a file");
            let arguments = format!("{} {option}", line.replace("{}", fixture.name()));
            let ran = program(folder.path(), &arguments).stdout(output).output().expect("a run");
            let told = String::from_utf8_lossy(&ran.stderr);
            assert!(
                ran.status.code() == Some(2) && told.contains("standard output leads into it"),
                "indplacer {arguments} >> {}\n{told}",
                fixture.name()
            );
            assert!(contents(folder.path()) == before, "indplacer {arguments}");
        }
    }
}

#[test]
fn standard_input_from_a_file_is_a_path_that_is_read() {
    let folder = folder();
    let before = contents(folder.path());
    let input = File::open(folder.path().join("d.csv")).expect("a file");
    let ran = program(folder.path(), "score - --rubric r.toml -o d.csv").stdin(input).output();
    assert_eq!(ran.expect("a run").status.code(), Some(2));
    assert!(contents(folder.path()) == before);
}

#[test]
fn two_targets_that_are_one_are_refused() {
    for (one, other) in [
        ("a.csv", "a.csv"),
        ("a.csv", "./a.csv"),
        ("a.csv", "A.CSV"),
        ("k.toml", "k.toml"),
        ("-", "-"),
    ] {
        let folder = folder();
        let before = contents(folder.path());
        let arguments =
            format!("score d.csv --rubric r.toml --format csv -o {one} --rejects {other}");
        let ran = program(folder.path(), &arguments).output().expect("a run");
        let told = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.code() == Some(2), "{arguments}\n{told}");
        assert!(
            told.contains("cannot be written twice") || told.contains("one thing only"),
            "{told}"
        );
        assert!(contents(folder.path()) == before);
    }
}

#[test]
fn files_beside_and_pages_in_a_folder_are_targets_too() {
    let page = "1_r.html";
    for (arguments, read) in [
        ("report --beside d.csv --rubric d-indplacering.html", "d-indplacering.html"),
        ("report --beside d.csv --rubric d-indplacering.xlsx", "d-indplacering.xlsx"),
        ("report d.csv --rubric sager/1_r.html --per-supplier sager", "sager/1_r.html"),
    ] {
        let folder = folder();
        fs::create_dir(folder.path().join("sager")).expect("a folder");
        let (from, read) = (folder.path().join("r.toml"), folder.path().join(read));
        let rubric = fs::read(&from).expect("a rubric");
        fs::rename(&from, &read).expect("another name");
        let ran = program(folder.path(), arguments).output().expect("a run");
        let told = String::from_utf8_lossy(&ran.stderr);
        assert!(
            ran.status.code() == Some(2) && told.contains("is to be read"),
            "{arguments} ({page})\n{told}"
        );
        assert!(fs::read(&read).expect("the rubric") == rubric, "{arguments}");
    }
}
