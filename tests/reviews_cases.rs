//! `test --review`: a person says of each case that does not hold whether the rubric or the case is right.

#![cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, unused_imports, reason = "only Linux has `script`")
)]

mod case;

use case::{Case, RubricText, binary, rubric};
use rust_xlsxwriter::Workbook;
use std::fs;
use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

fn counting() -> RubricText {
    rubric().indicators("a = count").levels(
        "aktiv_praksis",
        "cumulative",
        ["indicator = \"a\", min = 2", "indicator = \"a\", min = 5", "indicator = \"a\", min = 8"],
    )
}

/// Three cases that do not hold, and one that does.
const CASES: &str = "\
leverandoer_id;case;a;note;forventet_aktiv_praksis;forventet_praksiserfaring\r
1;To borgere;2;\"x\r\ny\";moderat;\r
2;Fem borgere;5;;moderat;\r
3;Otte borgere;8;;\"let\" ;\r
4;En borger;1; z;let;\r
";

/// A review on a terminal, which `script` is for it.
#[cfg(target_os = "linux")]
struct Review {
    folder: TempDir,
    ran: Child,
    file: &'static str,
}

/// What it showed, how it ended, and the case file after it.
#[cfg(target_os = "linux")]
struct Reviewed {
    shown: String,
    code: Option<i32>,
    cases: Vec<u8>,
}

#[cfg(target_os = "linux")]
impl Review {
    fn begin(file: &'static str, cases: &[u8], options: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("r.toml"), counting().to_string()).expect("a rubric");
        fs::write(folder.path().join(file), cases).expect("cases");
        let program = binary();
        let line = format!("{program} test --rubric r.toml --review {options}");
        let ran = Command::new("script")
            .args(["--echo", "never", "-qec", &line, "/dev/null"])
            .current_dir(folder.path())
            .env_remove("CI")
            .env("NO_COLOR", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("script, of util-linux");
        Self { folder, ran, file }
    }

    /// Waits until this is shown.
    fn until(&mut self, text: &str) {
        let (mut shown, mut byte) = (Vec::new(), [0]);
        let out = self.ran.stdout.as_mut().expect("a pipe");
        while !shown.ends_with(text.as_bytes()) {
            out.read_exact(&mut byte).expect("more to come");
            shown.extend(byte);
        }
    }

    /// Types these answers and nothing more.
    fn answered(mut self, answers: &str) -> Reviewed {
        let mut keys = self.ran.stdin.take().expect("a pipe");
        keys.write_all(answers.as_bytes()).expect("answers");
        drop(keys);
        let ran = self.ran.wait_with_output().expect("an end");
        Reviewed {
            shown: String::from_utf8_lossy(&ran.stdout).replace("\r\n", "\n"),
            code: ran.status.code(),
            cases: fs::read(self.folder.path().join(self.file)).expect("cases"),
        }
    }
}

#[cfg(target_os = "linux")]
fn reviewed(cases: &str, answers: &str, options: &str) -> Reviewed {
    Review::begin("r.cases.csv", cases.as_bytes(), options).answered(answers)
}

#[test]
#[cfg(target_os = "linux")]
fn each_case_that_does_not_hold_is_shown_and_asked_about() {
    let options = "--lang da";
    let told = reviewed(CASES, "a\nja\nB\nA\n", options);
    let question = "[a]cceptér det, der kom, [b]ehold det, der ventes, eller [s]lut: ";
    let note = "bemærk[unknown-column] r.cases.csv:1, D1 »note«: kolonnen bruges ikke\n    mente du »a_note«?\n";
    assert_eq!(
        told.shown,
        format!(
            "{note}FEJL r.cases.csv:2 To borgere
    forventet_aktiv_praksis: ventede moderat, fik let
      aktiv_praksis-moderat ikke opfyldt: Krav (a: 2)
1 af 3: {question}
FEJL r.cases.csv:5 Otte borgere
    forventet_aktiv_praksis: ventede let, fik højt
      aktiv_praksis-moderat opfyldt: Krav (a: 8)
      aktiv_praksis-hoejt opfyldt: Krav (a: 8)
2 af 3: {question}2 af 3: {question}
FEJL r.cases.csv:6 En borger
    forventet_aktiv_praksis: ventede let, fik under let
      aktiv_praksis-let ikke opfyldt: Krav (a: 1)
3 af 3: {question}
r.cases.csv: 2 forventninger skrevet
4 prøvesager: 3 som ventet, 1 ikke (0 afvist)
"
        )
    );
    assert_eq!(told.code, Some(1));
}

/// After every review the file holds what was accepted and every other byte as before, and the run fails while a case
/// does not hold.
#[test]
#[cfg(target_os = "linux")]
fn what_was_accepted_before_the_person_had_enough_is_written_and_nothing_else() {
    let changes =
        [(";moderat;\r\n2", ";let;\r\n2"), (";\"let\" ;", ";hoejt;"), ("z;let;", "z;under let;")];
    // The last is the end of the input, as by Ctrl-D.
    let keys = ["a", "k", "q", ""];
    for number in 0..keys.len().pow(3) {
        let typed = [number % 4, number / 4 % 4, number / 16].map(|key| keys[key]);
        let heard = typed.iter().take_while(|key| ["a", "k"].contains(key));
        let accepted: Vec<bool> = heard.map(|key| *key == "a").collect();
        let before = typed.iter().take_while(|key| !key.is_empty());
        let answers: String = before.map(|key| format!("{key}\n")).collect();
        let mut expected = CASES.to_owned();
        for ((from, to), _) in changes.iter().zip(&accepted).filter(|(_, is)| **is) {
            assert!(expected.contains(from));
            expected = expected.replacen(from, to, 1);
        }
        // What would be typed after the end makes no difference.
        if typed[3.min(accepted.len() + 1)..].iter().any(|key| *key != "a") {
            continue;
        }
        let is_all = accepted == [true; 3];
        let told = reviewed(CASES, &answers, "--lang en --quiet");
        assert_eq!(told.cases, expected.as_bytes(), "{typed:?}: {}", told.shown);
        assert_eq!(told.code, Some(i32::from(!is_all)), "{typed:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_row_that_is_rejected_is_shown_and_not_asked_about() {
    let rejected = "leverandoer_id;a;forventet_aktiv_praksis\n1;mange;let\n2;2;let\n";
    let told = reviewed(rejected, "a\n", "--lang en --quiet");
    assert!(
        told.shown.contains("the row is rejected") && !told.shown.contains("[a]ccept"),
        "{}",
        told.shown
    );
    assert_eq!(told.cases, rejected.as_bytes());
    assert_eq!(told.code, Some(1));
}

#[test]
#[cfg(target_os = "linux")]
fn where_every_case_holds_or_none_expects_anything_nobody_is_asked() {
    let holds = "leverandoer_id;a;forventet_aktiv_praksis\n1;2;let\n";
    let told = reviewed(holds, "", "--lang en");
    assert_eq!(told.shown, "1 case: 1 as expected, 0 not (0 rejected)\n");
    assert_eq!(told.code, Some(0));
    let idle = "leverandoer_id;a;forventet_aktiv_praksis\n1;2;\n";
    let told = reviewed(idle, "", "--lang en");
    assert!(told.shown.contains("tests nothing"), "{}", told.shown);
    assert_eq!(told.code, Some(2));
}

/// Cases in a workbook: one that fails, and one that expects nothing.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows =
        [["leverandoer_id", "a", "forventet_aktiv_praksis"], ["1", "2", "moderat"], ["2", "5", ""]];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

const IS_A_WORKBOOK: &str = "error: r.cases.xlsx is a workbook, and the program writes cases in CSV only: change it in Excel, or save it as CSV (.cases.csv)\n";

#[test]
#[cfg(target_os = "linux")]
fn that_a_workbook_is_not_written_is_told_before_anybody_is_asked() {
    let bytes = workbook();
    let told = Review::begin("r.cases.xlsx", &bytes, "--lang en").answered("a\n");
    assert_eq!(told.shown, IS_A_WORKBOOK);
    assert_eq!(told.cases, bytes);
    assert_eq!(told.code, Some(2));
}

#[test]
fn nothing_is_written_in_a_workbook_of_cases_and_its_author_is_told_what_to_do() {
    let bytes = workbook();
    for option in ["--bless", "--bless=all"] {
        let ran = Case::new()
            .file("r.toml", counting())
            .bytes("r.cases.xlsx", &bytes)
            .args(["test", "--rubric", "r.toml", option, "--quiet"])
            .stderr(IS_A_WORKBOOK)
            .code(2);
        assert_eq!(ran.read("r.cases.xlsx"), bytes);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn cases_that_somebody_else_changes_meanwhile_are_left_to_them() {
    let mut review = Review::begin("r.cases.csv", CASES.as_bytes(), "--lang en --quiet");
    review.until("[q]uit: ");
    let changed = CASES.replace("Fem", "5");
    fs::write(review.folder.path().join("r.cases.csv"), &changed).expect("cases");
    let told = review.answered("a\na\na\n");
    let said = "error: r.cases.csv changed during the review, and nothing was written; begin again";
    assert!(told.shown.contains(said), "{}", told.shown);
    assert_eq!(told.cases, changed.as_bytes());
    assert_eq!(told.code, Some(2));
}

#[test]
fn a_review_is_for_a_person_at_a_terminal() {
    let case = || {
        Case::new()
            .file("r.toml", counting())
            .file("r.cases.csv", CASES)
            .args(["test", "--rubric", "r.toml", "--review"])
    };
    case()
        .stdin("a\na\na\n")
        .stderr("error: --review asks on a terminal: neither standard input nor standard error may lead elsewhere\n")
        .code(2);
    case()
        .env("CI", "true")
        .stderr(
            "error: --review is not for CI: what is written is to be seen and saved by a person\n",
        )
        .code(2);
    for other in ["--bless", "--mutate", "--format=json", "--output=x.txt"] {
        case()
            .args([other])
            .stderr(
                "
                error: --review cannot be used with the rest
                See `indplacer --help`.
                ",
            )
            .code(2);
    }
}
