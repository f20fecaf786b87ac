//! Files whole or not at all: interrupted, without room, two runs at once, symlinks, devices, and folders of pages.

#![cfg(unix)]

mod case;
mod desk;

use case::{assessed, binary};
use desk::{BEFORE, Desk};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
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
        assert!(desk.read(&format!("andet/{name}")).starts_with(b"leverandoer_id"));
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
    let plain = desk.run("score a.csv --rubric r.toml --format csv -q").stdout;
    assert!(!plain.is_empty());
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        if name.starts_with("/proc") && !Path::new("/proc/self/fd").exists() {
            continue;
        }
        assert!(desk.run(&score(name)).stdout == plain, "{name}");
        // Where the shell has led it to a file, that goes on where it was.
        desk.write("log.txt", b"before\n");
        let log = fs::OpenOptions::new().append(true).open(desk.path("log.txt"));
        let ran = desk.command(&score(name)).stdout(log.expect("a file")).status();
        assert!(ran.expect("a run").success());
        assert!(desk.read("log.txt") == [b"before\n", &plain[..]].concat(), "{name}");
    }
    let made = Command::new("mkfifo").arg(desk.path("fifo")).status();
    assert!(made.expect("mkfifo").success());
    let reader =
        Command::new("cat").arg(desk.path("fifo")).stdout(Stdio::piped()).spawn().expect("cat");
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

/// A desk with results of before, and enough to do for a signal to come between.
fn before_the_run() -> Desk {
    let desk = Desk::new(1_000);
    desk.write("ud.csv", BEFORE.as_bytes());
    desk.write("ud.html", b"");
    desk
}

/// Every file of a folder and the folders in it, with what is in it.
fn all_files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            for (inner, bytes) in all_files(&path) {
                found.insert(format!("{name}/{inner}"), bytes);
            }
        }
        found.insert(name, fs::read(&path).unwrap_or_default());
    }
    found
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
    // Each is left as it was before or as it is when nothing comes between.
    let mut whole: Vec<BTreeMap<String, Vec<u8>>> = Vec::new();
    for command in commands {
        let desk = before_the_run();
        desk.expect(command, 0, "");
        whole.push(all_files(desk.0.path()));
    }
    let old = all_files(before_the_run().0.path());
    let mut ended_by_it = 0;
    for run in 0..runs {
        let desk = before_the_run();
        let (name, number) = signals[run as usize % 3];
        let which = run as usize / 3 % 3;
        let mut process = desk
            .command(commands[which])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a run");
        std::thread::sleep(Duration::from_millis(20 + u64::from(run % 10) * 40));
        let id = process.id().to_string();
        let sent = Command::new("kill").args([&format!("-{name}"), &id]).status();
        assert!(sent.is_ok());
        let status = process.wait().expect("an end");
        match status.signal() {
            Some(signal) => {
                assert_eq!(signal, number, "{}", commands[which]);
                ended_by_it += 1;
            }
            // It was done before.
            None => assert_eq!(status.code(), Some(0), "{}", commands[which]),
        }
        let left = all_files(desk.0.path());
        assert!(left == old || left == whole[which], "{} left {:?}", commands[which], left.keys());
    }
    assert!(ended_by_it > runs / 4, "{ended_by_it} of {runs} were interrupted");
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
        .args(["-c", script, &binary()])
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
            .args(["-c", &script, &binary()])
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
        assert_eq!(desk.names(), ["a.csv", "r.toml", "ud.csv", "ud.html", "ud.xlsx"]);
    }
}

#[test]
fn two_runs_at_once_leave_the_outputs_of_one_of_them_whole() {
    let desk = Desk::new(50);
    let other: Vec<&str> = std::iter::repeat_n("33333333", 50).collect();
    desk.write("b.csv", assessed(&other).as_bytes());
    let start = |file: &str, to: &str| {
        desk.command(&format!("report {file} --rubric r.toml {to} -q")).spawn().expect("a run")
    };
    for _ in 0..3 {
        for to in ["-o ud.html", "--per-supplier sager"] {
            for mut run in [start("a.csv", to), start("b.csv", to), start("a.csv", to)] {
                assert!(run.wait().expect("an end").success(), "{to}");
            }
        }
        let pages: Vec<Vec<u8>> =
            (1..=50).map(|id| desk.read(&format!("sager/{id}_r.html"))).collect();
        let of_b = |page: &Vec<u8>| page.windows(8).any(|text| text.starts_with(b"b.csv"));
        assert!(pages.iter().all(of_b) || !pages.iter().any(of_b), "pages of two runs");
    }
    assert_eq!(desk.names(), ["a.csv", "b.csv", "r.toml", "sager", "ud.html"]);
}

#[test]
fn the_pages_of_a_folder_are_one_whole() {
    let desk = Desk::new(3);
    let pages = "report a.csv --rubric r.toml --per-supplier sager/2021 -q";
    desk.expect(pages, 0, "");
    let names = |desk: &Desk| {
        let entries = fs::read_dir(desk.path("sager/2021")).expect("a folder");
        let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&desk), ["1_r.html", "2_r.html", "3_r.html"]);
    let first = desk.read("sager/2021/1_r.html");
    // One that somebody has edited stops the whole.
    let edited = [&desk.read("sager/2021/3_r.html")[..], b"<!-- ! -->"].concat();
    desk.write("sager/2021/3_r.html", &edited);
    desk.write("a.csv", assessed(&["33333333", "33333333", "33333333"]).as_bytes());
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
    assert_eq!(names(&desk), ["1_r.html", "2_r.html", "3_r.html", "min egen.html"]);
}

#[test]
fn the_name_of_a_page_does_not_depend_on_the_order_of_the_rows() {
    let rows = ["A/1;", "A\\1;", "a-1;", "A:1;"];
    let named = |rows: Vec<&str>| {
        let desk = Desk::new(1);
        let csv = format!("leverandoer_id;navn\n{}\n", rows.join("\n"));
        desk.write("a.csv", csv.as_bytes());
        desk.expect("report a.csv --rubric r.toml --per-supplier sager --format md -q", 0, "");
        let mut found: Vec<(String, bool)> = fs::read_dir(desk.path("sager"))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .map(|path| {
                let text = fs::read_to_string(&path).expect("a page");
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
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
