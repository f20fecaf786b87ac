//! The report as a page and as a workbook: whole, the same every time, and harmless.

#[path = "case/program.rs"]
mod program;

use program::command;
use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

const PILOT: &str = include_str!("../examples/pilot.csv");

fn folder(csv: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("a.csv"), csv).expect("a written file");
    folder
}

fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    command()
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .expect("a process that runs")
}

fn report(csv: &str, ending: &str, more: &[&str], environment: &[(&str, &str)]) -> Vec<u8> {
    let folder = folder(csv);
    let output = format!("out.{ending}");
    let mut arguments = vec!["report", "a.csv", "-o", &output];
    arguments.extend(more);
    let ran = run(folder.path(), &arguments, environment);
    assert!(matches!(ran.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&ran.stderr));
    fs::read(folder.path().join(output)).expect("a report")
}

fn page(csv: &str, more: &[&str]) -> String {
    String::from_utf8(report(csv, "html", more, &[])).expect("UTF-8")
}

/// The parts of a workbook as one text.
fn workbook(csv: &str, more: &[&str]) -> String {
    let bytes = report(csv, "xlsx", more, &[]);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        part.read_to_string(&mut text).expect("XML");
    }
    text
}

/// The pilot with one cell of its first row changed for each `(column, text)`.
fn pilot_with(changes: &[(usize, &str)]) -> String {
    let (header, rows) = PILOT.split_once('\n').expect("a header");
    let (first, rest) = rows.split_once('\n').expect("rows");
    let mut cells: Vec<String> = first.split(';').map(str::to_owned).collect();
    for (column, text) in changes {
        cells[*column] = format!("\"{}\"", text.replace('"', "\"\""));
    }
    format!("{header}\n{}\n{rest}", cells.join(";"))
}

const NAME: usize = 2;
const CITIZENS: usize = 18;
const STAFF: usize = 20;
const EDUCATED: usize = 24;

/// The rows of the matrix: the texts of their cells.
fn matrix(page: &str) -> Vec<Vec<String>> {
    let (_, table) = page.split_once("id=\"matrix\"").expect("a matrix");
    let (table, _) = table.split_once("</table>").expect("its end");
    let rows = table.split("<tr ").skip(1);
    rows.map(|row| {
        let cells = row.split("<t").skip(1);
        cells.map(|cell| text_of(&cell[cell.find('>').map_or(0, |end| end + 1)..])).collect()
    })
    .collect()
}

/// A text without its tags, before the cell's end.
fn text_of(html: &str) -> String {
    let html = html.split("</t").next().unwrap_or_default();
    let mut text = String::new();
    let mut is_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => is_tag = true,
            '>' => is_tag = false,
            letter if !is_tag => text.push(letter),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn the_matrix_shows_what_score_says() {
    let folder = folder(PILOT);
    let scored = run(folder.path(), &["score", "a.csv", "--format", "json", "-q"], &[]);
    let scored: Value = serde_json::from_slice(&scored.stdout).expect("JSON");
    let expected: Vec<Vec<String>> = scored["records"]
        .as_array()
        .expect("records")
        .iter()
        .map(|record| {
            let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
            let overridden: Vec<&str> = record["tilsidesat"]
                .as_array()
                .expect("a list")
                .iter()
                .filter_map(Value::as_str)
                .collect();
            let star = |key: &str| if overridden.contains(&key) { "*" } else { "" };
            let standing = match text("status").as_str() {
                "indplaceret" => text("niveau"),
                status => status.replace('_', " "),
            };
            let mut row = vec![text("leverandoer"), format!("{standing}{}", star("samlet"))];
            for key in [
                "aktiv_praksis",
                "praksiserfaring",
                "uddannelse",
                "fagmiljoe",
                "samarbejdsformer",
                "vidensudvikling",
                "metoder",
                "hjaelpemidler",
            ] {
                row.push(format!("{}{}", text(key).replace("..", " – "), star(key)));
            }
            row.push(match record["gennemsnit"].as_f64() {
                Some(mean) => format!("{mean:.2}").replace('.', ","),
                None => String::new(),
            });
            let missing = record["mangler"].as_array().expect("a list").len();
            row.push(if missing > 0 { missing.to_string() } else { String::new() });
            row
        })
        .collect();
    let shown: Vec<Vec<String>> = matrix(&page(PILOT, &[]))
        .into_iter()
        .map(|mut row| {
            row.remove(1);
            row
        })
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn the_bytes_depend_on_files_rubrics_and_options_alone() {
    for ending in ["html", "xlsx"] {
        let once = report(PILOT, ending, &[], &[]);
        let elsewhere =
            [("LANG", "en_US.UTF-8"), ("TZ", "Asia/Tokyo"), ("NO_COLOR", "1"), ("COLUMNS", "20")];
        assert!(once == report(PILOT, ending, &[], &elsewhere), "{ending}");
    }
}

#[test]
fn it_is_danish_unless_another_language_is_asked_for() {
    assert!(page(PILOT, &[]).contains("<html lang=\"da\">"));
    let english = page(PILOT, &["--lang", "en"]);
    assert!(english.contains("<html lang=\"en\">"));
    assert!(english.contains("What is missing"));
}

#[test]
fn a_page_fetches_nothing_and_runs_only_its_own_script() {
    let name = "<script>alert(1)</script><img src=x onerror=alert(1)></noscript>\u{1b}[2J\u{202e}";
    let page = page(&pilot_with(&[(NAME, name)]), &[]);
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains("<img"));
    assert!(!page.contains(['\u{1b}', '\u{202e}']));
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    // Places that a browser would fetch from; a fragment is a place in the page itself.
    for place in ["src=", "url(http", "@import", "<link", "<iframe"] {
        assert!(!page.replace("img src=x", "").contains(place), "{place}");
    }
    for target in page.split("href=\"").skip(1) {
        assert!(target.starts_with('#'), "{}", &target[..40]);
    }
}

#[test]
fn every_link_of_a_page_leads_somewhere() {
    let many: String = {
        let (header, rows) = PILOT.split_once('\n').expect("a header");
        let rows = rows.lines().cycle().take(600).enumerate();
        let rows = rows.map(|(n, row)| {
            let (_, rest) = row.split_once(';').expect("cells");
            format!("N-{n};{rest}\n")
        });
        format!("{header}\n{}", rows.collect::<String>())
    };
    for csv in [PILOT, &many] {
        let page = page(csv, &[]);
        let places: BTreeSet<&str> =
            page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for link in page.split("href=\"#").skip(1) {
            let link = link.split('"').next().expect("a quote");
            assert!(places.contains(link), "#{link}");
        }
    }
}

#[test]
fn a_workbook_has_no_formulas_whatever_stands_in_the_file() {
    let formula = "=HYPERLINK(\"http://x.example\")";
    let text = workbook(&pilot_with(&[(NAME, formula), (19, "=1+1")]), &[]);
    assert!(text.contains("=HYPERLINK(\"http://x.example\")"));
    assert!(!text.contains("<f>") && !text.contains("<f "));
    assert!(!text.contains("hyperlink "));
    assert!(text.contains("<t>Begrundelser</t>") || text.contains("name=\"Begrundelser\""));
}

#[test]
fn a_fact_that_is_left_out_is_nowhere_in_the_report() {
    let number = "98765";
    let cases = [
        // Counted, and in a sum.
        (vec![(CITIZENS, number)], "borgere_hoejt"),
        // Rejected, since the part is above the whole; by its label.
        (vec![(STAFF, number), (EDUCATED, "98766")], "Medarbejdere i alt"),
        // A share tells its part.
        (vec![(STAFF, "98766"), (EDUCATED, number)], "uddannede"),
        // Rejected for itself.
        (vec![(CITIZENS, "98765 borgere")], "borgere_hoejt"),
    ];
    for (changes, name) in cases {
        let csv = pilot_with(&changes);
        assert!(page(&csv, &[]).contains(number), "{name}: is there if not left out");
        assert!(!page(&csv, &["--hide", name]).contains(number), "{name}");
        assert!(!workbook(&csv, &["--hide", name]).contains(number), "{name}");
    }
}

#[test]
fn standard_output_takes_what_a_file_does() {
    let folder = folder(PILOT);
    let page = run(folder.path(), &["report", "a.csv"], &[]).stdout;
    assert!(page == report(PILOT, "html", &[], &[]));
    let workbook = run(folder.path(), &["report", "a.csv", "--format", "xlsx"], &[]).stdout;
    assert!(workbook == report(PILOT, "xlsx", &[], &[]));
}

#[test]
fn what_cannot_be_written_is_said_before_anything_is_read() {
    for (arguments, said) in [
        (["-o", "a.pdf"], "use .html or .xlsx"),
        (["--format", "md"], "md for --per-supplier"),
        (["-o", "none/a.html"], "the folder does not exist"),
    ] {
        let folder = folder("leverandoer_id\n");
        let mut all = vec!["report", "a.csv"];
        all.extend(arguments);
        let ran = run(folder.path(), &all, &[]);
        assert_eq!(ran.status.code(), Some(2));
        let heard = String::from_utf8_lossy(&ran.stderr);
        assert!(heard.contains(said), "{heard}");
        assert!(ran.stdout.is_empty());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}

#[test]
fn a_name_to_leave_out_must_exist() {
    let folder = folder(PILOT);
    let ran =
        run(folder.path(), &["report", "a.csv", "-o", "a.html", "--hide", "borgere_hoej"], &[]);
    assert_eq!(ran.status.code(), Some(2));
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(said.contains("borgere_hoejt"), "{said}");
    assert!(!folder.path().join("a.html").exists());
}

#[test]
fn a_file_without_a_command_gets_both_reports_beside_it() {
    let folder = folder(PILOT);
    fs::create_dir(folder.path().join("data")).expect("a folder");
    fs::rename(folder.path().join("a.csv"), folder.path().join("data/Min fil.csv")).expect("moved");
    let ran = run(folder.path(), &["data/Min fil.csv", "--lang", "da"], &[]);
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(0), "{said}");
    assert!(ran.stdout.is_empty());
    for ending in ["html", "xlsx"] {
        let name = format!("data/Min fil-indplacering.{ending}");
        assert!(folder.path().join(&name).is_file());
        assert!(said.contains(&format!("gemt: {name}")), "{said}");
    }
    let page = fs::read_to_string(folder.path().join("data/Min fil-indplacering.html"));
    assert!(!page.expect("a page").contains("data/"), "a report does not tell where files lay");
}

/// Nobody named these files, so nothing may be lost but the program's own earlier reports.
#[test]
fn a_file_without_a_command_replaces_its_earlier_reports_and_nothing_else() {
    let first = folder(PILOT);
    let drop_on_icon = |folder: &Path| run(folder, &["a.csv", "--lang", "da"], &[]);
    let again = || drop_on_icon(first.path()).status.code();
    assert_eq!((again(), again()), (Some(0), Some(0)));
    let saved = |by: &str| {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let properties = rust_xlsxwriter::DocProperties::new().set_author(by);
        workbook.add_worksheet();
        workbook.set_properties(&properties);
        workbook.save_to_buffer().expect("a workbook")
    };
    for (name, theirs) in [
        ("a-indplacering.html", b"<p>mine noter</p>".to_vec()),
        ("a-indplacering.xlsx", saved("Maja")),
        ("a-indplacering.xlsx", b"ikke en projektmappe".to_vec()),
    ] {
        let folder = folder(PILOT);
        let path = folder.path().join(name);
        fs::write(&path, &theirs).expect("written");
        let ran = drop_on_icon(folder.path());
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(2), "{said}");
        assert!(said.contains(&format!("{name} findes allerede")), "{said}");
        assert!(fs::read(&path).expect("a file") == theirs);
        let files = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(files, 2, "no half of a report");
    }
}

#[test]
fn rejected_rows_are_shown_with_their_cells_and_are_something_to_act_on() {
    let folder = folder(&pilot_with(&[(CITIZENS, "mange")]));
    let ran = run(folder.path(), &["report", "a.csv", "-o", "a.html"], &[]);
    assert_eq!(ran.status.code(), Some(1));
    let page = fs::read_to_string(folder.path().join("a.html")).expect("a page");
    let (_, faults) = page.split_once("Afviste rækker</h3>").expect("a heading");
    for part in ["<b>S2</b>", "borgere_hoejt", "mange", "ikke et tal", "skriv kun tallet"] {
        assert!(faults.contains(part), "{part}");
    }
}

#[test]
fn a_report_never_takes_the_place_of_its_own_file() {
    let folder = folder(PILOT);
    fs::rename(folder.path().join("a.csv"), folder.path().join("a.html")).expect("moved");
    let ran = run(folder.path(), &["report", "a.html", "-o", "./a.html"], &[]);
    assert_eq!(ran.status.code(), Some(2));
    let kept = fs::read_to_string(folder.path().join("a.html")).expect("the file");
    assert!(kept == PILOT);
}
