//! What is written, and what is left alone: files whole or not at all, edited pages, signals, languages, rejected rows.

mod case;

use case::{Case, assessed, rubric};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder with a rubric, assessments and a result of before.
struct Desk(TempDir);

const BEFORE: &str = "a result of before\n";

impl Desk {
    fn new(rows: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Self(folder);
        let all: Vec<&str> = std::iter::repeat_n("12312312", rows).collect();
        desk.write("r.toml", rubric().to_string().as_bytes());
        desk.write("a.csv", assessed(&all).as_bytes());
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).expect("a written file");
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("a file")
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_indplacer"));
        command
            .args(arguments.split_whitespace())
            .current_dir(self.0.path())
            .env_clear()
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &str) -> Output {
        self.command(arguments).output().expect("a run")
    }

    /// Runs, and expects this exit code and, on standard error, this text.
    #[track_caller]
    fn expect(&self, arguments: &str, code: i32, told: &str) {
        let ran = self.run(arguments);
        let stderr = String::from_utf8_lossy(&ran.stderr);
        assert!(
            ran.status.code() == Some(code) && stderr.contains(told),
            "indplacer {arguments}: {}\n{stderr}",
            ran.status
        );
    }

    /// The names of all files, those that are aside included.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .expect("a folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }
}

/// Every way to a page or a workbook: the command, and the ending of what it writes.
const PAGES: [(&str, &str); 9] = [
    ("report a.csv --rubric r.toml -o", "html"),
    ("report a.csv --rubric r.toml -o", "xlsx"),
    ("explain a.csv --rubric r.toml --supplier 1 -o", "html"),
    ("explain a.csv --rubric r.toml --supplier 1 -o", "md"),
    ("study overview a.csv --rubric r.toml -o", "html"),
    ("study overview a.csv --rubric r.toml -o", "md"),
    ("rubric show r.toml -o", "md"),
    ("rubric form r.toml -o", "xlsx"),
    ("rubric export r.toml -o", "xlsx"),
];

#[test]
fn an_edited_page_or_workbook_is_never_replaced_without_being_told_to() {
    for (command, ending) in PAGES {
        let desk = Desk::new(1);
        let name = format!("ud.{ending}");
        let arguments = format!("{command} {name}");
        desk.expect(&arguments, 0, "");
        let whole = desk.read(&name);
        // As it was written it may be written again, and is the same.
        desk.expect(&arguments, 0, "");
        assert!(desk.read(&name) == whole, "{arguments}");
        let mut edited = whole.clone();
        let middle = edited.len() / 2;
        edited[middle] ^= 1;
        for other in [
            edited,
            b"nobody's fingerprint".to_vec(),
            [&whole[..], b"\n"].concat(),
        ] {
            desk.write(&name, &other);
            desk.expect(&arguments, 2, &format!("{name} exists already"));
            desk.expect(&arguments, 2, "--replace");
            assert!(desk.read(&name) == other, "{arguments}");
        }
        desk.expect(&format!("{arguments} --replace"), 0, "");
        assert!(desk.read(&name) == whole, "{arguments}");
        // A file of no bytes is nobody's work.
        desk.write(&name, b"");
        desk.expect(&arguments, 0, "");
        assert_eq!(desk.names(), ["a.csv", "r.toml", &*name]);
    }
}

#[test]
fn csv_and_json_are_replaced() {
    let desk = Desk::new(1);
    for name in ["ud.csv", "ud.json", "ud.jsonl", "ud.txt"] {
        desk.write(name, BEFORE.as_bytes());
        desk.expect(&format!("score a.csv --rubric r.toml -o {name}"), 0, "");
        assert!(desk.read(name) != BEFORE.as_bytes(), "{name}");
    }
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::os::unix::process::ExitStatusExt;
    use std::time::Duration;

    #[test]
    fn a_target_keeps_its_mode_and_a_symlink_is_written_through() {
        let desk = Desk::new(1);
        fs::create_dir(desk.path("andet")).expect("a folder");
        desk.write("andet/ud.csv", BEFORE.as_bytes());
        let mode = fs::Permissions::from_mode(0o640);
        fs::set_permissions(desk.path("andet/ud.csv"), mode).expect("a mode");
        symlink("andet/ud.csv", desk.path("ud.csv")).expect("a symlink");
        symlink("andet/ny.csv", desk.path("ny.csv")).expect("a symlink");
        for name in ["ud.csv", "ny.csv"] {
            desk.expect(&format!("score a.csv --rubric r.toml -o {name}"), 0, "");
            let link = fs::symlink_metadata(desk.path(name)).expect("a symlink");
            assert!(link.is_symlink(), "{name}");
            assert!(
                desk.read(&format!("andet/{name}"))
                    .starts_with(b"leverandoer_id")
            );
        }
        let kept = fs::metadata(desk.path("andet/ud.csv")).expect("a file");
        assert_eq!(kept.mode() & 0o777, 0o640);
    }

    #[test]
    fn devices_fifos_and_standard_output_are_written_to_and_never_replaced() {
        let desk = Desk::new(1);
        let score = |to: &str| format!("score a.csv --rubric r.toml --format csv -q -o {to}");
        desk.expect(&score("/dev/null"), 0, "");
        desk.expect(&score("/dev/full"), 2, "there is no room on the disk");
        let plain = desk
            .run("score a.csv --rubric r.toml --format csv -q")
            .stdout;
        assert!(!plain.is_empty());
        for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
            if name.starts_with("/proc") && !Path::new("/proc/self/fd").exists() {
                continue;
            }
            assert!(desk.run(&score(name)).stdout == plain, "{name}");
            // Where the shell has led it to a file, that goes on where it was.
            desk.write("log.txt", b"before\n");
            let log = fs::OpenOptions::new()
                .append(true)
                .open(desk.path("log.txt"));
            let ran = desk
                .command(&score(name))
                .stdout(log.expect("a file"))
                .status();
            assert!(ran.expect("a run").success());
            assert!(
                desk.read("log.txt") == [b"before\n", &plain[..]].concat(),
                "{name}"
            );
        }
        let made = Command::new("mkfifo").arg(desk.path("fifo")).status();
        assert!(made.expect("mkfifo").success());
        let reader = Command::new("cat")
            .arg(desk.path("fifo"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("cat");
        desk.expect(&score("fifo"), 0, "");
        let read = reader.wait_with_output().expect("what was read").stdout;
        assert!(read == plain);
    }

    #[test]
    fn a_target_that_cannot_be_written_is_found_before_any_is_replaced() {
        let desk = Desk::new(1);
        desk.write("ud.csv", BEFORE.as_bytes());
        desk.expect(
            "score a.csv --rubric r.toml -o ud.csv --rejects mangler/afvist.csv",
            2,
            "the folder does not exist",
        );
        assert_eq!(desk.read("ud.csv"), BEFORE.as_bytes());
        assert_eq!(desk.names(), ["a.csv", "r.toml", "ud.csv"]);
    }

    /// Interrupts some runs, each a little later than the one before, and looks at what they leave.
    fn interrupted(runs: u32) {
        // 128 and the signal are what a shell says: 130, 143, 129.
        let signals = [("INT", 2), ("TERM", 15), ("HUP", 1)];
        let commands = [
            "score a.csv --rubric r.toml -o ud.csv --rejects afvist.csv",
            "report a.csv --rubric r.toml -o ud.html",
            "report a.csv --rubric r.toml --per-supplier sager",
        ];
        let mut ended_by_it = 0;
        for run in 0..runs {
            let desk = Desk::new(3_000);
            desk.write("ud.csv", BEFORE.as_bytes());
            desk.write("ud.html", b"");
            let (name, number) = signals[run as usize % 3];
            let command = commands[run as usize / 3 % 3];
            let mut process = desk
                .command(command)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("a run");
            std::thread::sleep(Duration::from_millis(20 + u64::from(run % 10) * 40));
            let id = process.id().to_string();
            let sent = Command::new("kill")
                .args([&format!("-{name}"), &id])
                .status();
            assert!(sent.is_ok());
            let status = process.wait().expect("an end");
            match status.signal() {
                Some(signal) => {
                    assert_eq!(signal, number, "{command}");
                    ended_by_it += 1;
                    assert_eq!(desk.read("ud.csv"), BEFORE.as_bytes(), "{command}");
                    assert_eq!(desk.read("ud.html"), b"", "{command}");
                    assert!(!desk.path("sager").exists(), "{command}");
                }
                // It was done before.
                None => assert_eq!(status.code(), Some(0), "{command}"),
            }
            let left = desk.names();
            assert!(
                !left.iter().any(|name| name.starts_with('.')),
                "{command} left {left:?}"
            );
        }
        assert!(
            ended_by_it > runs / 4,
            "{ended_by_it} of {runs} were interrupted"
        );
    }

    #[test]
    fn an_interrupted_run_ends_by_its_signal_and_leaves_nothing() {
        interrupted(9);
    }

    #[test]
    #[ignore = "half a minute; see CONTRIBUTING.md"]
    fn a_hundred_interrupted_runs_leave_nothing() {
        interrupted(100);
    }

    #[test]
    fn a_signal_that_is_ignored_stays_ignored() {
        let desk = Desk::new(3_000);
        let script = "trap '' HUP; \"$0\" score a.csv --rubric r.toml -q -o ud.csv & sleep 0.1; kill -HUP $!; wait $!";
        let ran = Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_indplacer")])
            .current_dir(desk.0.path())
            .status()
            .expect("a run");
        assert!(ran.success(), "{ran}");
    }

    #[test]
    fn where_there_is_no_room_old_outputs_are_whole_and_nothing_is_left() {
        let arguments = [
            "score a.csv --rubric r.toml -o ud.csv",
            "report a.csv --rubric r.toml -o ud.html --replace",
            "report a.csv --rubric r.toml -o ud.xlsx --replace",
            "study overview a.csv --rubric r.toml -o ud.html --replace",
            "report a.csv --rubric r.toml --per-supplier sager",
        ];
        for arguments in arguments {
            let desk = Desk::new(200);
            for name in ["ud.csv", "ud.html", "ud.xlsx"] {
                desk.write(name, BEFORE.as_bytes());
            }
            let script = format!("trap '' XFSZ; ulimit -f 2; exec \"$0\" {arguments}");
            let ran = Command::new("sh")
                .args(["-c", &script, env!("CARGO_BIN_EXE_indplacer")])
                .current_dir(desk.0.path())
                .env_clear()
                .output()
                .expect("a run");
            let told = String::from_utf8_lossy(&ran.stderr);
            assert!(
                ran.status.code() == Some(2) && told.contains("cannot be written"),
                "{arguments}\n{told}"
            );
            for name in ["ud.csv", "ud.html", "ud.xlsx"] {
                assert_eq!(desk.read(name), BEFORE.as_bytes(), "{arguments}");
            }
            assert_eq!(
                desk.names(),
                ["a.csv", "r.toml", "ud.csv", "ud.html", "ud.xlsx"]
            );
        }
    }

    #[test]
    fn two_runs_at_once_leave_the_outputs_of_one_of_them_whole() {
        let desk = Desk::new(50);
        let other: Vec<&str> = std::iter::repeat_n("33333333", 50).collect();
        desk.write("b.csv", assessed(&other).as_bytes());
        let start = |file: &str, to: &str| {
            desk.command(&format!("report {file} --rubric r.toml {to} -q"))
                .spawn()
                .expect("a run")
        };
        for _ in 0..3 {
            for to in ["-o ud.html", "--per-supplier sager"] {
                for mut run in [start("a.csv", to), start("b.csv", to), start("a.csv", to)] {
                    assert!(run.wait().expect("an end").success(), "{to}");
                }
            }
            let pages: Vec<Vec<u8>> = (1..=50)
                .map(|id| desk.read(&format!("sager/{id}_r.html")))
                .collect();
            let of_b = |page: &Vec<u8>| page.windows(8).any(|text| text.starts_with(b"b.csv"));
            assert!(
                pages.iter().all(of_b) || !pages.iter().any(of_b),
                "pages of two runs"
            );
        }
        assert_eq!(
            desk.names(),
            ["a.csv", "b.csv", "r.toml", "sager", "ud.html"]
        );
    }
}

#[test]
fn the_pages_of_a_folder_are_one_whole() {
    let desk = Desk::new(3);
    let pages = "report a.csv --rubric r.toml --per-supplier sager/2021 -q";
    desk.expect(pages, 0, "");
    let names = |desk: &Desk| {
        let entries = fs::read_dir(desk.path("sager/2021")).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&desk), ["1_r.html", "2_r.html", "3_r.html"]);
    let first = desk.read("sager/2021/1_r.html");
    // One that somebody has edited stops the whole.
    let edited = [&desk.read("sager/2021/3_r.html")[..], b"<!-- ! -->"].concat();
    desk.write("sager/2021/3_r.html", &edited);
    desk.write(
        "a.csv",
        assessed(&["33333333", "33333333", "33333333"]).as_bytes(),
    );
    desk.expect(pages, 2, "sager/2021/3_r.html exists already");
    assert!(desk.read("sager/2021/1_r.html") == first);
    assert!(desk.read("sager/2021/3_r.html") == edited);
    desk.expect(&format!("{pages} --replace"), 0, "");
    assert!(desk.read("sager/2021/1_r.html") != first);
    // Pages that belong to nobody any more are named and stay.
    desk.write("a.csv", assessed(&["33333333"]).as_bytes());
    desk.write("sager/2021/min egen.html", b"<p>");
    desk.expect(
        &pages.replace(" -q", ""),
        0,
        "2 pages of an earlier run no longer belong and are not deleted: sager/2021/2_r.html, sager/2021/3_r.html",
    );
    assert_eq!(
        names(&desk),
        ["1_r.html", "2_r.html", "3_r.html", "min egen.html"]
    );
}

#[test]
fn the_name_of_a_page_does_not_depend_on_the_order_of_the_rows() {
    let rows = ["A/1;", "A\\1;", "a-1;", "A:1;"];
    let named = |rows: Vec<&str>| {
        let desk = Desk::new(1);
        let csv = format!("leverandoer_id;navn\n{}\n", rows.join("\n"));
        desk.write("a.csv", csv.as_bytes());
        desk.expect(
            "report a.csv --rubric r.toml --per-supplier sager --format md -q",
            0,
            "",
        );
        let mut found: Vec<(String, bool)> = fs::read_dir(desk.path("sager"))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .map(|path| {
                let text = fs::read_to_string(&path).expect("a page");
                let name = path
                    .file_name()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned();
                (name, text.contains("A/1"))
            })
            .collect();
        found.sort();
        found
    };
    let forwards = named(rows.to_vec());
    let backwards = named(rows.into_iter().rev().collect());
    assert_eq!(forwards, backwards);
    assert_eq!(forwards.len(), 4);
}

#[test]
fn what_is_written_to_a_file_does_not_depend_on_the_system() {
    let outputs = [
        ("score a.csv --rubric r.toml -o", "txt"),
        ("score a.csv --rubric r.toml -o", "json"),
        ("report a.csv --rubric r.toml -o", "html"),
        ("report a.csv --rubric r.toml -o", "xlsx"),
        ("study overview a.csv --rubric r.toml -o", "md"),
        ("study overview a.csv --rubric r.toml -o", "html"),
        ("study robustness a.csv --rubric r.toml -o", "txt"),
        ("explain a.csv --rubric r.toml --supplier 1 -o", "html"),
        ("rubric show r.toml -o", "html"),
        ("rubric form r.toml -o", "xlsx"),
        ("rubric export r.toml -o", "xlsx"),
        ("check r.toml --format json -o", "json"),
        ("diff a.jsonl a.jsonl --format junit -o", "xml"),
    ];
    for (command, ending) in outputs {
        let desk = Desk::new(2);
        desk.expect("score a.csv --rubric r.toml -q -o a.jsonl", 0, "");
        let written = |environment: &[(&str, &str)], more: &str| {
            let name = format!("ud.{ending}");
            let _ = fs::remove_file(desk.path(&name));
            let mut run = desk.command(&format!("{command} {name} {more}"));
            let ran = run
                .envs(environment.iter().copied())
                .output()
                .expect("a run");
            assert!(
                desk.path(&name).exists(),
                "{command}: {}",
                String::from_utf8_lossy(&ran.stderr)
            );
            desk.read(&name)
        };
        let danish = written(&[], "--lang da");
        for environment in [
            &[][..],
            &[("LANG", "en_GB.UTF-8"), ("LC_ALL", "en_GB.UTF-8")],
            &[("LANG", "da_DK.UTF-8"), ("INDPLACER_LANG", "")],
            &[("INDPLACER_LANG", "da"), ("LANG", "en_GB.UTF-8")],
        ] {
            assert!(
                written(environment, "") == danish,
                "{command} with {environment:?}"
            );
        }
        let english = written(&[], "--lang en");
        assert!(
            written(&[("INDPLACER_LANG", "en")], "") == english,
            "{command}"
        );
    }
}

#[test]
fn every_page_lets_nothing_run_and_nothing_be_fetched() {
    for (command, ending) in PAGES.into_iter().filter(|(_, ending)| *ending == "html") {
        let desk = Desk::new(1);
        let name = format!("ud.{ending}");
        desk.expect(&format!("{command} {name}"), 0, "");
        let page = String::from_utf8(desk.read(&name)).expect("UTF-8");
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-";
        assert!(page.contains(policy), "{command}");
        assert!(!page.contains("unsafe"), "{command}");
    }
}

/// Signs that are not to be seen: control, direction, no width, and the two separators.
const HIDDEN: &str = "\u{1b}\u{7}\u{85}\u{9b}\u{ad}\u{200b}\u{200d}\u{200e}\u{202e}\u{2066}\u{2028}\u{2029}\u{2060}\u{feff}\u{e0041}";

fn is_hidden(c: char) -> bool {
    c != '\n' && HIDDEN.contains(c)
}

#[test]
fn signs_that_cannot_be_seen_are_shown_in_every_message_and_numbered_in_json() {
    let name = "a\u{202e}\u{200b}b.csv";
    let cell: String = HIDDEN.chars().flat_map(|sign| [sign, 'x']).collect();
    let csv = format!(
        "leverandoer_id;navn;metoder;fremmed{cell}\n1;Hus {cell};1;{cell}\n2;B;nej{cell};x\n"
    );
    for arguments in [
        "score --rubric r.toml",
        "score --rubric r.toml --format json",
        "score --rubric r.toml --format jsonl",
        "explain --rubric r.toml --supplier 1",
        "explain --rubric r.toml --all --format jsonl",
        "check --rubric r.toml",
        "check --rubric r.toml --format json",
        "check --rubric r.toml --format sarif",
        "check --rubric r.toml --format github",
        "check --rubric r.toml --template",
        "study overview --rubric r.toml",
        "study robustness --rubric r.toml --format json",
        "report --rubric r.toml --per-supplier sager --format md",
    ] {
        let words = arguments.split(' ').flat_map(|word| match word {
            "--rubric" => vec![name, "--rubric"],
            word => vec![word],
        });
        let run = Case::new()
            .file("r.toml", rubric())
            .bytes(name, csv.as_bytes())
            .args(words);
        let ran = run.output();
        for stream in [ran.stdout, ran.stderr] {
            let text = String::from_utf8(stream).expect("UTF-8");
            assert!(
                !text.contains(is_hidden),
                "indplacer {arguments}\n{}",
                text.escape_debug()
            );
        }
    }
}

/// A table as a spreadsheet or a person may write it, some of its rows impossible to read.
fn table() -> impl Strategy<Value = (Vec<Vec<String>>, u8, &'static str, bool)> {
    let text = "[-=+@'a\t æ;,\"]{0,8}(\n[-=+@'a]{1,4})?";
    let row = (text, text).prop_map(|(name, note)| vec![name, note]);
    (
        prop::collection::vec(row, 1..6),
        prop::sample::select(vec![b';', b',', b'\t']),
        prop::sample::select(vec!["\n", "\r\n"]),
        any::<bool>(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// A `'` before what a spreadsheet would run is read back as nothing, so what goes out comes in again as it was.
    #[test]
    fn rejected_rows_are_read_again_as_they_were((rows, delimiter, line_end, latin) in table()) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut csv = String::from("leverandoer_id,navn,metoder,note").replace(',', &char::from(delimiter).to_string());
        csv += line_end;
        let guarded = |text: &str| {
            let begins = |line: &str| line.starts_with('\'') && line[1..].starts_with(['=', '+', '-', '@', '\t']);
            text.split('\n').any(begins)
        };
        prop_assume!(!rows.iter().flatten().any(|text| guarded(text)));
        for (index, row) in rows.iter().enumerate() {
            let cells = [(index + 1).to_string(), quoted(&row[0]), "umuligt".to_owned(), quoted(&row[1])];
            csv += &cells.join(&char::from(delimiter).to_string());
            csv += line_end;
        }
        let bytes = match latin {
            true => csv.chars().map(|c| c as u8).collect(),
            false => csv.clone().into_bytes(),
        };
        let desk = Desk::new(0);
        desk.write("a.csv", &bytes);
        desk.expect("score a.csv --rubric r.toml --rejects afvist.csv -o ud.csv --lang da -q", 1, "");
        let rejected = desk.read("afvist.csv");
        // No line of a cell is run, whatever program takes the file for what.
        let text = match std::str::from_utf8(&rejected) {
            Ok(text) => text.to_owned(),
            Err(_) => rejected.iter().map(|&byte| char::from(byte)).collect(),
        };
        prop_assert_eq!(text.contains("\r\n"), line_end == "\r\n");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        prop_assert_eq!(&header[..4], ["fil", "linje", "fejl", "leverandoer_id"]);
        for (record, row) in reader.records().zip(&rows) {
            let record = record.expect("a record");
            for (cell, was) in [(&record[4], &row[0]), (&record[6], &row[1])] {
                let runs = |line: &str| line.starts_with(['=', '+', '-', '@', '\t']) && line.parse::<f64>().is_err();
                prop_assert!(!cell.split('\n').any(runs), "{:?}", cell);
                let unguarded: Vec<&str> = cell
                    .split('\n')
                    .map(|line| match line.strip_prefix('\'') {
                        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t']) => rest,
                        _ => line,
                    })
                    .collect();
                prop_assert_eq!(&unguarded.join("\n"), was);
            }
        }
    }
}

#[test]
fn rejected_rows_of_a_windows_file_stay_in_its_letters_and_line_ends() {
    let desk = Desk::new(0);
    let csv = "leverandoer_id;navn;metoder\r\n1;Br\u{f8}nd;ni\r\n";
    desk.write("a.csv", &csv.chars().map(|c| c as u8).collect::<Vec<u8>>());
    desk.expect(
        "score a.csv --rubric r.toml --rejects afvist.csv -o ud.csv --lang da",
        1,
        "",
    );
    let text: String = desk
        .read("afvist.csv")
        .iter()
        .map(|&byte| char::from(byte))
        .collect();
    assert!(
        text.starts_with("fil;linje;fejl;leverandoer_id;navn;metoder\r\na.csv;2;"),
        "{text}"
    );
    assert!(text.ends_with(";1;Br\u{f8}nd;ni\r\n"), "{text}");
}

#[test]
fn files_with_different_headers_each_get_rejected_rows_of_their_own() {
    let desk = Desk::new(0);
    desk.write("jylland.csv", b"leverandoer_id;metoder\n1;ni\n");
    desk.write("fyn.csv", b"leverandoer_id;metoder;navn\n2;ni;A\n");
    let arguments = "score jylland.csv fyn.csv --rubric r.toml -o ud.csv --rejects afvist.csv";
    desk.expect(arguments, 1, "written: afvist-fyn.csv");
    assert_eq!(
        desk.names(),
        [
            "a.csv",
            "afvist-fyn.csv",
            "afvist-jylland.csv",
            "fyn.csv",
            "jylland.csv",
            "r.toml",
            "ud.csv"
        ]
    );
    // A name that is made so is a target like any other.
    desk.write("afvist-a.csv", b"leverandoer_id;metoder\n1;ni\n");
    desk.write("a.csv", b"leverandoer_id;metoder;navn\n2;ni;A\n");
    desk.expect(
        "score a.csv afvist-a.csv --rubric r.toml -o ud.csv --rejects afvist.csv",
        2,
        "afvist-a.csv is to be read",
    );
    assert_eq!(desk.read("afvist-a.csv"), b"leverandoer_id;metoder\n1;ni\n");
}

#[test]
fn rejected_rows_go_to_a_workbook_by_its_ending() {
    let desk = Desk::new(0);
    desk.write("a.csv", b"leverandoer_id;navn;metoder\n1;'=1+1;ni\n");
    desk.expect(
        "score a.csv --rubric r.toml -o ud.csv --rejects afvist.xlsx",
        1,
        "",
    );
    // Read again, its row is rejected for the same.
    desk.expect(
        "score afvist.xlsx --rubric r.toml -o ud.csv --rejects igen.csv",
        1,
        "not-a-level",
    );
    let again = String::from_utf8(desk.read("igen.csv")).expect("UTF-8");
    assert!(again.contains(";1;'=1+1;ni"), "{again}");
}

/// What a run shows on a terminal, which `script` is for it; standard output and standard error together.
#[cfg(target_os = "linux")]
fn on_a_terminal(desk: &Desk, arguments: &str) -> (String, bool) {
    let command = format!("{} {arguments}", env!("CARGO_BIN_EXE_indplacer"));
    let ran = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(desk.0.path())
        .stdin(Stdio::null())
        .output()
        .expect("script, of util-linux");
    (
        String::from_utf8_lossy(&ran.stdout).into_owned(),
        ran.status.success(),
    )
}

#[test]
#[cfg(target_os = "linux")]
fn control_bidirectional_and_zero_width_characters_never_reach_a_terminal() {
    let desk = Desk::new(0);
    let csv = |name: &str| format!("leverandoer_id;navn;metoder\n1;{name};1\n");
    for (format, is_shown) in [
        ("csv", false),
        ("json", true),
        ("jsonl", true),
        ("table", true),
    ] {
        for sign in HIDDEN.chars() {
            desk.write("a.csv", csv(&format!("Hus{sign}et")).as_bytes());
            let arguments = format!("score a.csv --rubric r.toml --format {format} --lang en -q");
            let (shown, is_done) = on_a_terminal(&desk, &arguments);
            // The terminal's own line ends and our colours aside.
            let is_it = |c: char| is_hidden(c) && c != '\u{1b}';
            assert!(!shown.contains(is_it), "{format}: {}", shown.escape_debug());
            assert_eq!(is_done, is_shown, "{format} {sign:?}: {shown}");
            assert!(
                is_shown || shown.contains("write it to a file with -o"),
                "{shown}"
            );
        }
        // Without such a sign a CSV is the same bytes on a terminal as in a file.
        desk.write("a.csv", csv("Huset").as_bytes());
        let arguments = format!("score a.csv --rubric r.toml --format {format} --lang da -q");
        let plain = String::from_utf8(desk.run(&arguments).stdout).expect("UTF-8");
        let (shown, is_done) = on_a_terminal(&desk, &arguments);
        assert!(is_done);
        assert!(
            format == "table" || shown.replace("\r\n", "\n") == plain,
            "{shown}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn work_over_two_seconds_shows_on_a_terminal_that_it_goes_on() {
    let desk = Desk::new(0);
    let made = Command::new("mkfifo")
        .arg(desk.path("langsom.csv"))
        .status();
    assert!(made.expect("mkfifo").success());
    for (command, kind) in [
        (
            "score langsom.csv --rubric r.toml --format csv -o ud.csv",
            "csv",
        ),
        (
            "study overview langsom.csv --rubric r.toml -o ud.txt",
            "txt",
        ),
        ("check langsom.csv --rubric r.toml -o ud.txt", "txt"),
    ] {
        // What is read comes slowly.
        let feed = "(sleep 3; printf 'leverandoer_id\\n1\\n') > langsom.csv";
        let mut slow = Command::new("sh")
            .args(["-c", feed])
            .current_dir(desk.0.path())
            .spawn()
            .expect("sh");
        let (shown, _) = on_a_terminal(&desk, &format!("{command} --lang en"));
        slow.wait().expect("an end");
        assert!(shown.contains("working, 2 s …"), "{kind}: {shown}");
    }
}
