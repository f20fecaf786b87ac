//! What is written: edited pages are left alone, languages, policies, and signs that cannot be seen.

mod case;
mod desk;

use case::{Case, binary, rubric};
use desk::{BEFORE, Desk};
use std::fs;
use std::process::{Command, Stdio};

/// Every way to a page or a workbook: the command, and the ending of what it writes.
const PAGES: [(&str, &str); 11] = [
    ("report a.csv --rubric r.toml -o", "html"),
    ("report a.csv --rubric r.toml -o", "xlsx"),
    ("explain a.csv --rubric r.toml --supplier 1 -o", "html"),
    ("explain a.csv --rubric r.toml --supplier 1 -o", "md"),
    ("study overview a.csv --rubric r.toml -o", "html"),
    ("study overview a.csv --rubric r.toml -o", "md"),
    ("rubric show r.toml -o", "md"),
    ("rubric form r.toml -o", "xlsx"),
    ("rubric export r.toml -o", "xlsx"),
    ("rubric show r.toml -o", "txt"),
    ("rubric form r.toml --kind interview -o", "txt"),
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
        for other in [edited, b"nobody's fingerprint".to_vec(), [&whole[..], b"\n"].concat()] {
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
fn two_files_whose_reports_would_be_one_are_refused_before_either_is_made() {
    let desk = Desk::new(1);
    desk.write("a.txt", &desk.read("a.csv"));
    desk.expect("report a.csv a.txt --rubric r.toml --beside", 2, "a-indplacering.html");
    assert_eq!(desk.names(), ["a.csv", "a.txt", "r.toml"]);
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
            let ran = run.envs(environment.iter().copied()).output().expect("a run");
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
            assert!(written(environment, "") == danish, "{command} with {environment:?}");
        }
        let english = written(&[], "--lang en");
        assert!(written(&[("INDPLACER_LANG", "en")], "") == english, "{command}");
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
        let run = Case::new().file("r.toml", rubric()).bytes(name, csv.as_bytes()).args(words);
        let ran = run.output();
        for stream in [ran.stdout, ran.stderr] {
            let text = String::from_utf8(stream).expect("UTF-8");
            assert!(!text.contains(is_hidden), "indplacer {arguments}\n{}", text.escape_debug());
        }
    }
}

/// What a run shows on a terminal, which `script` is for it; standard output and standard error together.
#[cfg(target_os = "linux")]
fn on_a_terminal(desk: &Desk, arguments: &str) -> (String, bool) {
    let command = format!("{} {arguments}", binary());
    let ran = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(desk.0.path())
        .stdin(Stdio::null())
        .output()
        .expect("script, of util-linux");
    (String::from_utf8_lossy(&ran.stdout).into_owned(), ran.status.success())
}

#[test]
#[cfg(target_os = "linux")]
fn control_bidirectional_and_zero_width_characters_never_reach_a_terminal() {
    let desk = Desk::new(0);
    let csv = |name: &str| format!("leverandoer_id;navn;metoder\n1;{name};1\n");
    for (format, is_shown) in [("csv", false), ("json", true), ("jsonl", true), ("table", true)] {
        for sign in HIDDEN.chars() {
            desk.write("a.csv", csv(&format!("Hus{sign}et")).as_bytes());
            let arguments = format!("score a.csv --rubric r.toml --format {format} --lang en -q");
            let (shown, is_done) = on_a_terminal(&desk, &arguments);
            // The terminal's own line ends and our colours aside.
            let is_it = |c: char| is_hidden(c) && c != '\u{1b}';
            assert!(!shown.contains(is_it), "{format}: {}", shown.escape_debug());
            assert_eq!(is_done, is_shown, "{format} {sign:?}: {shown}");
            assert!(is_shown || shown.contains("write it to a file with -o"), "{shown}");
        }
        // Without such a sign a CSV is the same bytes on a terminal as in a file.
        desk.write("a.csv", csv("Huset").as_bytes());
        let arguments = format!("score a.csv --rubric r.toml --format {format} --lang da -q");
        let plain = String::from_utf8(desk.run(&arguments).stdout).expect("UTF-8");
        let (shown, is_done) = on_a_terminal(&desk, &arguments);
        assert!(is_done);
        assert!(format == "table" || shown.replace("\r\n", "\n") == plain, "{shown}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn work_over_two_seconds_shows_on_a_terminal_that_it_goes_on() {
    let desk = Desk::new(0);
    let made = Command::new("mkfifo").arg(desk.path("langsom.csv")).status();
    assert!(made.expect("mkfifo").success());
    for (command, kind) in [
        ("score langsom.csv --rubric r.toml --format csv -o ud.csv", "csv"),
        ("study overview langsom.csv --rubric r.toml -o ud.txt", "txt"),
        ("check langsom.csv --rubric r.toml -o ud.txt", "txt"),
    ] {
        // What is read comes slowly.
        let feed = "(sleep 3; printf 'leverandoer_id\\n1\\n') > langsom.csv";
        let mut slow =
            Command::new("sh").args(["-c", feed]).current_dir(desk.0.path()).spawn().expect("sh");
        let (shown, _) = on_a_terminal(&desk, &format!("{command} --lang en"));
        slow.wait().expect("an end");
        assert!(shown.contains("working, 2 s …"), "{kind}: {shown}");
    }
}
