//! What the program makes of rubrics for those who write, review and fill in: pages, forms, and a spreadsheet and back.

mod case;

use case::{Case, binary, command, is_text_of};
use indplacer::diagnostic::Diagnostics;
use indplacer::rubric::{Catalogue, Rubric};
use indplacer::source::Source;
use indplacer::vocabulary::Lint;
use indplacer::words::Lang;
use indplacer::workbench::{Answer, exchange, form, new_rubric};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// One parameter of criteria, with another bound for one kind of supplier and a group on four facts.
const SMALL: &str = include_str!("rubric_workbench/lille.toml");

/// The same for another målgruppe, with other numbers.
fn other() -> String {
    let changes = [
        ("id         = \"r\"", "id         = \"s\""),
        ("\"Gruppe\"", "\"Anden gruppe\""),
        ("[\"G\"]", "[]"),
        ("\"En lille vejledning\"", "\"En anden\""),
        ("min       = 3 #", "min       = 2 #"),
        ("\"ambulant\", min = 6", "\"ambulant\", min = 7"),
        ("min       = 6", "min       = 5"),
        ("min = \"årligt\"", "min = \"månedligt\""),
    ];
    changes.iter().fold(SMALL.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

/// Expects what a command says on standard output, and nothing else, to be the text of a file here;
/// `INDPLACER_UPDATE=1` writes it.
#[track_caller]
fn says(arguments: &[&str], name: &str) {
    let output = program(&written(), arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{said}");
    is_the_text_of(name, &output.stdout);
}

#[track_caller]
fn is_the_text_of(name: &str, found: &[u8]) {
    let file = format!("tests/rubric_workbench/{name}");
    is_text_of(file, std::str::from_utf8(found).expect("UTF-8"));
}

/// A folder with the two rubrics in it.
fn written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("r.toml"), SMALL).expect("a written file");
    fs::write(folder.path().join("s.toml"), other()).expect("a written file");
    folder
}

fn program(folder: &tempfile::TempDir, arguments: &[&str]) -> Output {
    command()
        .current_dir(folder.path())
        .env("INDPLACER_LANG", "en")
        .args(arguments)
        .output()
        .expect("a process that runs")
}

#[test]
fn rubrics_are_listed_with_what_they_are_made_of() {
    let list = ["rubric", "list", "--rubrics", "r.toml", "--rubrics", "s.toml"];
    says(&[&list[..], &["--lang", "da"]].concat(), "list.da.txt");
    says(&[&list[..], &["--lang", "en"]].concat(), "list.en.txt");
    says(&[&list[..], &["--format", "json"]].concat(), "list.json");
}

#[test]
fn a_rubric_is_shown_whole_in_both_languages_and_every_format() {
    let show = ["rubric", "show", "r.toml"];
    says(&[&show[..], &["--lang", "da"]].concat(), "show.da.txt");
    says(&[&show[..], &["--lang", "en"]].concat(), "show.en.txt");
    says(&[&show[..], &["--lang", "da", "--format", "md"]].concat(), "show.da.md");
    says(&[&show[..], &["--lang", "en", "--format", "html"]].concat(), "show.en.html");
    says(&[&show[..], &["--lang", "da", "--rule"]].concat(), "rule.da.txt");
    says(&[&show[..], &["--lang", "en", "--rule"]].concat(), "rule.en.txt");
}

#[test]
fn a_rubric_is_one_query_that_says_what_its_table_must_be() {
    says(&["rubric", "sql", "r.toml"], "lille.sql");
}

#[test]
fn no_name_or_text_of_a_rubric_ends_a_comment_or_a_name_of_its_query() {
    let hostile = SMALL
        .replace("\"En lille vejledning\"", r#""En\n; DROP TABLE a; --\r\u2028x""#)
        .replace("\"Mange borgere og noget mere\"", r#""Mange\n; DROP TABLE a;""#)
        .replace("\"B | C\"", r#""B'); DROP TABLE a; --""#);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("r.toml"), hostile).expect("a written file");
    let table = "a\"; DROP TABLE a; --";
    let output = program(&folder, &["rubric", "sql", "r.toml", "--table", table]);
    let query = String::from_utf8(output.stdout).expect("UTF-8");
    let code =
        query.split(['\n', '\r', '\u{2028}']).filter(|line| !line.trim_start().starts_with("--"));
    // What is left when texts and names are taken out, whose own quotes are doubled.
    let mut quoted = None;
    let mut bare = String::new();
    for sign in code.collect::<Vec<_>>().join("\n").chars() {
        match quoted {
            None if matches!(sign, '\'' | '"') => quoted = Some(sign),
            None => bare.push(sign),
            Some(mark) if sign == mark => quoted = None,
            Some(_) => {}
        }
    }
    assert!(query.contains("DROP TABLE") && !bare.contains("DROP"), "{query}");
    assert_eq!(bare.matches(';').count(), 1, "{query}");
}

#[test]
fn the_rule_page_counts_every_combination_once() {
    for rule in ["mean", "median", "weakest"] {
        let text = SMALL.replacen(
            "[[placement.require]]",
            &format!("[placement]\nrule = \"{rule}\"\n[[placement.require]]"),
            1,
        );
        let folder = written();
        fs::write(folder.path().join("r.toml"), text).expect("a written file");
        let output = program(&folder, &["rubric", "show", "r.toml", "--rule", "--format", "md"]);
        let page = String::from_utf8(output.stdout).expect("UTF-8");
        let mut all = 0;
        for line in page.lines() {
            let numbers: Vec<u64> =
                line.split('|').skip(3).filter_map(|cell| cell.trim().parse().ok()).collect();
            if let [combinations, ends @ ..] = &numbers[..] {
                assert_eq!(*combinations, ends.iter().sum::<u64>(), "{line}");
                all += combinations;
            }
        }
        // The one parameter that may be not relevant has a fifth way to be.
        assert_eq!(all, 4_u64.pow(7) * 5, "{page}");
    }
}

#[test]
fn two_rubrics_are_held_against_each_other_in_both_languages() {
    let compare = ["rubric", "compare", "r.toml", "s.toml"];
    says(&[&compare[..], &["--lang", "da"]].concat(), "compare.da.txt");
    says(&[&compare[..], &["--lang", "en"]].concat(), "compare.en.txt");
    says(&[&compare[..], &["--format", "json", "--lang", "da"]].concat(), "compare.json");
}

#[test]
fn a_name_that_no_rubric_has_is_told_with_those_there_are() {
    Case::new()
        .args(["rubric", "show", "autsime"])
        .stderr(
            "
            error: there is no rubric “autsime”; there are: autisme@2020.2, erhvervet-hjerneskade@2020.2, generisk@2020.2, synsnedsaettelse@2021.2
        ",
        )
        .code(2);
}

#[test]
fn a_version_is_named_where_there_are_several() {
    let first = SMALL.replacen("\"gaeldende\"", "\"gaeldende\"\nvalid_to = 2020-12-31", 1);
    let second = first.replacen("\"1\"", "\"2\"", 1).replacen(
        "valid_to = 2020-12-31",
        "valid_from = 2021-01-01",
        1,
    );
    let case = || {
        Case::new().file("v/1.toml", &first).file("v/2.toml", &second).args([
            "rubric",
            "show",
            "--rubrics",
            "v",
            "--rule",
            "--lang",
            "en",
        ])
    };
    case()
        .args(["r"])
        .stderr(
            "
            error: “r” exists in several versions; name one of them: r@1, r@2
        ",
        )
        .code(2);
    let said = include_str!("rubric_workbench/rule.en.txt").replacen("r@1", "r@2", 1);
    case().args(["r@2"]).stdout(said).code(0);
}

#[test]
fn a_format_that_the_file_does_not_tell_is_asked_for() {
    Case::new()
        .args(["rubric", "show", "generisk", "-o", "side.rtf"])
        .stderr(
            "
            error: the format cannot be used here; the file must end in .txt, .md, .html, .docx, or give --format
        ",
        )
        .code(2)
        .left_only(&[]);
}

#[test]
fn a_paper_is_told_its_format_by_its_ending_alone() {
    for (arguments, endings) in [
        (&["-o", "a.csv"][..], ".xlsx, .docx, .md, .html, .txt"),
        (&["-o", "a.json"], ".xlsx, .docx, .md, .html, .txt"),
        (&["-o", "a"], ".xlsx, .docx, .md, .html, .txt"),
        (&["--kind", "interview", "-o", "a.xlsx"], ".docx, .md, .html, .txt"),
        (&["--kind", "afrapportering", "-o", "a.csv"], ".docx, .md, .html, .txt"),
        (&["--layout", "list", "-o", "a.md"], ".xlsx, .csv"),
    ] {
        Case::new()
            .args(["rubric", "form", "generisk"])
            .args(arguments)
            .stderr(format!("error: the file must end in {endings}\n"))
            .code(2)
            .left_only(&[]);
    }
}

#[test]
fn a_new_rubric_is_read_and_every_text_to_be_written_is_found() {
    let mut notes = Diagnostics::default();
    for from in Catalogue::built_in(&mut notes).rubrics() {
        let text = new_rubric(from, "ny");
        let ran = Case::new()
            .args(["rubric", "new", "ny", "--from", &from.id, "--quiet"])
            .code(0)
            .left_only(&["ny.toml", "rubric.schema.json"])
            .left("ny.toml", &text);
        drop(ran);
        let folder = written();
        fs::write(folder.path().join("ny.toml"), &text).expect("a written file");
        let output = program(&folder, &["check", "ny.toml", "--format", "json"]);
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let found: Vec<&str> = document["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .filter_map(|finding| finding["id"].as_str())
            .collect();
        let marks = text.lines().filter(|line| line.contains("\"TODO: ")).count();
        assert!(marks >= 39, "{marks} of {}", from.id);
        assert_eq!(found, vec!["unwritten-text"; marks], "{}", from.id);
    }
}

#[test]
fn the_examples_at_the_end_of_a_new_rubric_are_a_rubric_without_findings() {
    let mut notes = Diagnostics::default();
    let generic = Catalogue::built_in(&mut notes).only("generisk");
    let text = new_rubric(&generic.rubrics()[0], "ny");
    let (file, examples) = text.split_once("# # De kolonner").expect("the examples");
    let (before, rest) = file.split_once("[parameters.aktiv_praksis]").expect("it");
    let (_, after) =
        rest.split_once("# Krav kan være: en andel af medarbejderne").expect("the next");
    let examples: String = examples
        .lines()
        .skip(1)
        .map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or("")))
        .collect();
    let text = format!("{before}# {after}\n{examples}").replace("TODO", "Tekst");
    Case::new()
        .file("r.toml", &text)
        .args(["check", "r.toml", "--deny", "all"])
        .stderr(
            "
            0 errors, 0 warnings, 0 notes
        ",
        )
        .code(0);
}

#[test]
fn a_file_that_exists_is_never_begun_anew() {
    Case::new()
        .file("ny.toml", "mine = 1")
        .args(["rubric", "new", "ny"])
        .stderr(
            "
            error: ny.toml exists already and is not overwritten
        ",
        )
        .code(2)
        .left("ny.toml", "mine = 1");
    Case::new()
        .args(["rubric", "new", "Ny målgruppe"])
        .stderr(
            "
            error: “Ny målgruppe” cannot be an id: use small letters a-z, digits and hyphens
        ",
        )
        .code(2);
}

#[test]
fn the_papers_of_a_rubric_are_these() {
    for (kind, layout, name) in [
        ("skema", "single", "skema.md"),
        ("interview", "single", "guide.md"),
        ("afrapportering", "single", "skabelon.md"),
        ("skema", "list", "liste.csv"),
    ] {
        let folder = written();
        let paper = ["rubric", "form", "r.toml", "--lang", "da", "-q", "-o", name];
        let output =
            program(&folder, &[&paper[..], &["--kind", kind, "--layout", layout]].concat());
        assert!(output.status.success(), "{output:?}");
        is_the_text_of(name, &fs::read(folder.path().join(name)).expect("a file"));
    }
}

#[test]
fn the_same_rubric_gives_the_same_workbook() {
    for arguments in [
        ["form", "autisme", "-o", "a.xlsx", "--layout", "single"].as_slice(),
        &["form", "autisme", "-o", "a.xlsx", "--layout", "list"],
        &["export", "autisme", "-o", "a.xlsx"],
    ] {
        let made = || {
            let ran = Case::new().args(["rubric"]).args(arguments).args(["-q"]).code(0);
            ran.read("a.xlsx")
        };
        assert!(made() == made());
    }
}

/// A form as intake meets it, with answers and notes by the field's name.
fn filled(answers: &[(&str, &str, &str)]) -> String {
    let mut form = "\u{feff}indplacer-skema;Oplysningsskema;;;\r\n;Svar i de gule felter.;;;\r\nfelt;Spørgsmål;Svar;Enhed;Note\r\n;Leverandøren;;;\r\n".to_owned();
    for (field, answer, note) in answers {
        form += &format!("{field};\"Et langt\nspørgsmål\";{answer};;{note}\r\n");
    }
    form
}

#[test]
fn a_form_is_one_row_and_its_faults_name_the_cells_of_the_form() {
    let form = filled(&[
        ("leverandoer_id", "0012", ""),
        ("maalgruppe", "Gruppe", ""),
        ("borgere", "mange", "et skøn"),
        ("kurser_note", "", "bevis set"),
        ("kurser_A", "ja", ""),
        ("leder", "måske", ""),
    ]);
    Case::new()
        .file("r.toml", SMALL)
        .bytes("skema.csv", form.as_bytes())
        .args(["score", "skema.csv", "--rubrics", "r.toml", "--format", "csv", "-q"])
        .records("leverandoer_id", &[])
        .stderr(
            "
            error[not-a-number] skema.csv:9, C7 »borgere«: “mange” – not a number
                write the number alone, such as 12 or 12,5
            error[not-ja-nej] skema.csv:15, C10 »leder«: “måske” – neither ja nor nej
                write ja or nej, or leave the cell empty if it is not known
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn a_form_without_questions_is_refused() {
    Case::new()
        .file("r.toml", SMALL)
        .file("skema.csv", "indplacer-skema;Titel\n;tekst\n")
        .args(["score", "skema.csv", "--rubrics", "r.toml"])
        .stderr(
            "
            error[form-without-fields] skema.csv: the file begins like an oplysningsskema but has no questions: the line with “felt” and “svar” or the lines below it are missing
                make a new form with `indplacer rubric form`
        ",
        )
        .code(2);
}

#[test]
fn a_blank_form_is_a_row_of_nobody_and_a_blank_list_has_no_row() {
    for (layout, said) in [("single", "error[id-missing]"), ("list", "error[nothing-to-score]")] {
        let folder = written();
        let form = ["rubric", "form", "r.toml", "-q", "-o", "a.xlsx"];
        let made = program(&folder, &[&form[..], &["--layout", layout]].concat());
        assert!(made.status.success(), "{made:?}");
        let scored = program(&folder, &["score", "a.xlsx", "--rubrics", "r.toml", "-q"]);
        let found = String::from_utf8_lossy(&scored.stderr).into_owned();
        assert!(found.contains(said), "{layout}: {found}");
    }
}

#[test]
fn every_column_of_a_form_is_one_that_intake_knows() {
    let mut notes = Diagnostics::default();
    for rubric in Catalogue::built_in(&mut notes).rubrics() {
        let form = form(rubric, Lang::Da);
        let fields = || form.sections.iter().flat_map(|section| &section.fields);
        let columns: Vec<&str> = fields().map(|field| field.column.as_str()).collect();
        let headings: Vec<&str> = fields()
            .filter(|field| field.answer != Answer::Nothing)
            .map(|field| field.heading.as_str())
            .collect();
        for names in [columns, headings] {
            let folder = written();
            let row = "x;".repeat(names.len());
            let csv = format!("{}\n{}\n", names.join(";"), row.trim_end_matches(';'));
            fs::write(folder.path().join("a.csv"), csv).expect("a written file");
            let arguments = ["score", "a.csv", "--rubric", &rubric.id, "--deny-unknown", "-q"];
            let output = program(&folder, &arguments);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            // A header that is not known stops the run; x is no number, which rejects the row alone.
            assert_eq!(output.status.code(), Some(1), "{}: {said}", rubric.id);
        }
    }
}

fn built_in() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir("rubrics")
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|file| file.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
}

#[test]
fn an_export_that_nobody_changed_changes_no_byte() {
    let examples = ["spiseforstyrrelse", "hjemloeshed"];
    let examples = examples.map(|name| PathBuf::from(format!("examples/rubrics/{name}.toml")));
    for file in built_in().into_iter().chain(examples) {
        let text = fs::read_to_string(&file).expect("a text");
        for lang in ["da", "en"] {
            let ran = Case::new()
                .file("r.toml", &text)
                .args(["rubric", "export", "r.toml", "-o", "r.xlsx", "-q", "--lang", lang])
                .code(0);
            Case::new()
                .file("r.toml", &text)
                .bytes("r.xlsx", &ran.read("r.xlsx"))
                .args(["rubric", "import", "r.xlsx", "--into", "r.toml", "--lang", lang])
                .stderr(match lang {
                    "da" => "regnearket ændrer intet\n",
                    _ => "the spreadsheet changes nothing\n",
                })
                .code(0)
                .left("r.toml", &text);
        }
    }
}

/// The lines of an exported rubric as CSV, with some values changed.
fn exported(rubric: &str, changes: &[(&str, &str)]) -> String {
    let source = Source { name: "r.toml".into(), text: rubric.to_owned().into() };
    let rubric = Rubric::read(source, &mut Diagnostics::default()).expect("a rubric");
    let lines = exchange::lines(&rubric, Lang::Da);
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut csv = "indplacer-vejledning;Del;Niveau;Om;Hvad;Værdi;Ved udtrækket\n".to_owned();
    for line in &lines {
        let value = match &line.value {
            exchange::LineValue::Text(text) => text.clone(),
            exchange::LineValue::Number(number) => number.to_string().replace('.', ","),
        };
        let new = changes.iter().find(|(place, _)| *place == line.place);
        let new = new.map_or(value.as_str(), |(_, new)| new);
        csv += &format!("{};;;;;{};{}\n", line.place, cell(new), cell(&value));
    }
    csv + &format!("slut;;;;;{};{}\n", rubric.id, lines.len())
}

#[test]
fn every_text_and_number_of_a_rubric_is_a_line_and_a_changed_one_changes_its_own_line_alone() {
    // Here it is about what is carried, not about whether it is wise.
    let allowed = Lint::ALL.map(|lint| format!("{} = \"allow\"\n", lint.id()));
    let text = format!("{SMALL}\n[lints]\n{}", allowed.concat());
    let source = Source { name: "r.toml".into(), text: text.clone().into() };
    let rubric = Rubric::read(source, &mut Diagnostics::default()).expect("a rubric");
    let lines = exchange::lines(&rubric, Lang::Da);
    let places: Vec<&str> = lines.iter().map(|line| line.place.as_str()).collect();
    is_the_text_of("places.txt", (places.join("\n") + "\n").as_bytes());
    for line in lines {
        let new = match &line.value {
            exchange::LineValue::Text(text) if text == "årligt" => "månedligt".to_owned(),
            exchange::LineValue::Text(text) => format!("{text} \"ny\" \\ {{min}}"),
            exchange::LineValue::Number(_) if line.place.ends_with("at_least") => "1".to_owned(),
            exchange::LineValue::Number(_) => "7,25".to_owned(),
        };
        // A count is whole.
        let new = new.replace("7,25", "7");
        let ran = Case::new()
            .file("r.toml", &text)
            .bytes("r.csv", exported(&text, &[(&line.place, &new)]).as_bytes())
            .args(["rubric", "import", "r.csv", "--into", "r.toml", "-q"])
            .code(0);
        let after = String::from_utf8(ran.read("r.toml")).expect("UTF-8");
        let differing = text.lines().zip(after.lines()).filter(|(a, b)| a != b).count();
        assert_eq!(text.lines().count(), after.lines().count(), "{}", line.place);
        let is_same =
            matches!(&line.value, exchange::LineValue::Number(now) if now.to_string() == new);
        assert_eq!(differing, usize::from(!is_same), "{}", line.place);
    }
}

#[test]
fn what_cannot_be_carried_back_is_told_with_its_cell_and_nothing_is_written() {
    let text = SMALL.to_owned();
    let import = |csv: String, said: &str| {
        Case::new()
            .file("r.toml", &text)
            .bytes("r.csv", csv.as_bytes())
            .args(["rubric", "import", "r.csv", "--into", "r.toml", "--lang", "da"])
            .stderr(said)
            .code(2)
            .left("r.toml", &text);
    };
    let min = "parameters.aktiv_praksis.let.AP-L1.min";
    import(
        exported(&text, &[(min, "tre"), ("rubric.title", "")]),
        "
        fejl[value-removed] r.csv:3, F3 »Værdi«: værdien er slettet; den kan rettes, men ikke fjernes
        fejl[not-a-number] r.csv:20, F20 »Værdi«: »tre« – ikke et tal
            skriv kun tallet, fx 12 eller 12,5
        ",
    );
    let lacking: String = exported(&text, &[])
        .lines()
        .filter(|line| !line.starts_with(&format!("{min};")))
        .map(|line| format!("{line}\n"))
        .collect();
    import(
        lacking,
        "
        fejl[lines-removed] r.csv: regnearket havde 48 linjer og har nu 47; krav og oplysninger kan ikke fjernes i regnearket
            lav et nyt udtræk, og ret i det
        ",
    );
    import(
        exported(&text, &[]).replacen("slut;", ";;;;;ny tekst;\nslut;", 1),
        "
        fejl[line-added] r.csv:50, F50 »Værdi«: »ny tekst« – linjen er ikke fra vejledningen; krav og oplysninger kan ikke tilføjes i regnearket
        ",
    );
    import(
        exported(&text.replacen("\"r\"", "\"s\"", 1), &[]),
        "
        fejl[export-of-another] r.csv:50, F50 »Værdi«: »s« – regnearket er ikke af vejledningen r
        ",
    );
    let earlier = text.replace("min       = 3 # en note", "min       = 4 # en note");
    import(
        exported(&earlier, &[(min, "5")]),
        "
        fejl[changed-in-both] r.csv:20, F20 »Værdi«: »5« – vejledningen er selv rettet her siden udtrækket; dér står nu 3
        ",
    );
    import(
        exported(&text, &[("parameters.aktiv_praksis.hoejt.AP-H1.of.2.min", "hver nat")]),
        "
        fejl[unknown-option]: »hver nat« er ikke en af oplysningens valgmuligheder
          --> r.toml:72:35
           |
        72 |   { indicator = \"sparring\", min = \"hver nat\" },
           |                                   ^^^^^^^^^^
           |
           = hjælp: muligt er: aldrig, årligt, månedligt

        fejl[import-unreadable] r.csv: med rettelserne i F27 kan vejledningen ikke læses; intet er skrevet
        ",
    );
}

#[test]
fn what_check_would_call_wrong_is_not_imported() {
    let text = SMALL.to_owned();
    let import = |changes: &[(&str, &str)], said: &str| {
        Case::new()
            .file("r.toml", &text)
            .bytes("r.csv", exported(&text, changes).as_bytes())
            .args(["rubric", "import", "r.csv", "--into", "r.toml", "--lang", "da", "-q"])
            .stderr(said)
            .code(2)
            .left("r.toml", &text);
    };
    import(
        &[("parameters.aktiv_praksis.let.AP-L1.min", "7")],
        "
        fejl[unreachable-level]: ingen leverandør kan få niveauet let på aktiv_praksis
          --> r.toml:51:1
           |
        51 | [[parameters.aktiv_praksis.let]]
           | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        ...
        59 | [[parameters.aktiv_praksis.moderat]]
           | ------------------------------------ moderat er så altid opfyldt også

        fejl[easier-for-group]: moderat stiller et svagere krav end let: mindst 6 i stedet for mindst 7 (leverandoertype = botilbud)
          --> r.toml:64:13
           |
        56 | min       = 7 # en note
           |             - let kræver mindst 7
        ...
        64 | min       = 6
           |             ^

        fejl[import-wrong] r.csv: med rettelserne i F20 har vejledningen fejl; intet er skrevet
        ",
    );
    import(
        &[(
            "parameters.aktiv_praksis.let.AP-L1.text",
            "Mindst {min borgere",
        )],
        "
        fejl[placeholder-without-bound]: »{min« i teksten er ikke en pladsholder: den skrives {min} eller {max}
          --> r.toml:53:13
           |
        53 | text      = \"Mindst {min borgere\"
           |             ^^^^^^^^^^^^^^^^^^^^^
           |
           = hjælp: {min} og {max} viser grænserne i et krav med én oplysning, én sum eller én forening; {min} er også antallet i at_least

        fejl[import-wrong] r.csv: med rettelserne i F18 har vejledningen fejl; intet er skrevet
        ",
    );
}

#[test]
fn a_change_that_the_rubric_has_had_since_the_export_stays() {
    let earlier = SMALL.to_owned();
    let now = earlier.replace("\"Mange borgere og noget mere\"", "\"Mange borgere\"");
    assert_ne!(now, earlier);
    Case::new()
        .file("r.toml", &now)
        .bytes(
            "r.csv",
            exported(&earlier, &[("parameters.aktiv_praksis.let.AP-L1.min", "2")]).as_bytes(),
        )
        .args(["rubric", "import", "r.csv", "--into", "r.toml", "--lang", "da"])
        .stderr(
            "
            gemt: r.toml
            F20: parameters.aktiv_praksis.let.AP-L1.min: 3 → 2
        ",
        )
        .code(0)
        .left("r.toml", &now.replace("min       = 3 # en note", "min       = 2 # en note"));
}

/// `apt-get install libreoffice-calc; pip install openpyxl; cargo test --test rubric_workbench -- --ignored`
#[test]
#[ignore = "needs LibreOffice and Python with openpyxl"]
fn forms_and_exports_that_a_spreadsheet_program_has_saved_are_read() {
    const FILL: &str = r"
import datetime, openpyxl, sys
book = openpyxl.load_workbook('lo/skema.xlsx')
# The supplier's sheet first: what both have is filled in there alone.
places = {}
for sheet in [book['Konsulent'], book['Skema']]:
    for row in range(1, sheet.max_row + 1): places[sheet.cell(row, 1).value] = (sheet, row)
def put(field, answer, note=None):
    sheet, row = places[field]
    sheet.cell(row, 3).value = answer
    if note: sheet.cell(row, 5).value = note
    return sheet.cell(row, 3)
put('leverandoer_id', '0012'); put('leverandoer', '=HYPERLINK(0)').data_type = 's'; put('leverandoertype', 'ambulant')
put('vurderingsdato', datetime.date(2021, 3, 31)); put('fornoeden_kvalitet', 'ja')
put('borgere', 12, 'et skøn'); put('sparring', 'månedligt'); put('kurser_A', 'ja'); put('kurser_B | C', 'nej')
put('leder', 'ja')
for parameter in ['praksiserfaring', 'uddannelse', 'fagmiljoe', 'samarbejdsformer', 'vidensudvikling', 'metoder', 'hjaelpemidler']:
    put(parameter, 'moderat')
for sheet in [book['Konsulent'], book['Skema']]:
    for validation in sheet.data_validations.dataValidation:
        assert validation.sqref, validation
    assert sheet.protection.sheet
book.save('skema.xlsx')
book = openpyxl.load_workbook('lo/liste.xlsx'); sheet = book['Skema']
columns = {sheet.cell(1, column).value: column for column in range(1, sheet.max_column + 1)}
for row, name in [(2, '0013'), (3, '0014')]:
    for heading, answer in [('Leverandør-id', name), ('Målgruppe', 'Gruppe'), ('Vurderingsdato', datetime.date(2021, 3, 31)),
            ('Fornøden kvalitet', 'ja'), ('Borgere i målgruppen', 4), ('Leverandørtype', 'botilbud'), ('kurser: A', 'ja')]:
        sheet.cell(row, columns[heading]).value = answer
    for parameter in ['praksiserfaring', 'uddannelse', 'fagmiljoe', 'samarbejdsformer', 'vidensudvikling', 'metoder', 'hjaelpemidler']:
        sheet.cell(row, columns[parameter]).value = 'let'
book.save('liste.xlsx')
book = openpyxl.load_workbook('lo/r.xlsx'); sheet = book.active
for row in range(2, sheet.max_row + 1):
    if sheet.cell(row, 1).value == 'parameters.aktiv_praksis.let.AP-L1.min': sheet.cell(row, 6).value = 2
book.save('r.xlsx')
";
    let folder = written();
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program)
            .current_dir(folder.path())
            .env("INDPLACER_LANG", "da")
            .env("HOME", folder.path())
            .args(arguments)
            .output()
            .expect("a process that runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{program} {arguments:?}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let indplacer = &binary();
    run(indplacer, &["rubric", "form", "r.toml", "-o", "skema.xlsx"]);
    run(indplacer, &["rubric", "form", "r.toml", "--layout", "list", "-o", "liste.xlsx"]);
    run(indplacer, &["rubric", "export", "r.toml", "-o", "r.xlsx"]);
    for file in ["skema.xlsx", "liste.xlsx", "r.xlsx"] {
        run("soffice", &["--headless", "--convert-to", "xlsx", "--outdir", "lo", file]);
    }
    run("python3", &["-c", FILL]);
    // Saved once more by LibreOffice, as a person would have.
    for file in ["skema.xlsx", "liste.xlsx", "r.xlsx"] {
        run("soffice", &["--headless", "--convert-to", "xlsx", "--outdir", "saved", file]);
    }
    for saved in [".", "saved"] {
        let scored = run(
            indplacer,
            &[
                "score",
                &format!("{saved}/skema.xlsx"),
                &format!("{saved}/liste.xlsx"),
                "--rubrics",
                "r.toml",
                "--format",
                "csv",
            ],
        );
        let expected = [
            format!("0012,=HYPERLINK(0),2021-03-31,indplaceret,moderat,højt,{saved}/skema.xlsx:1"),
            format!("0013,,2021-03-31,indplaceret,let,let,{saved}/liste.xlsx:2"),
            format!("0014,,2021-03-31,indplaceret,let,let,{saved}/liste.xlsx:3"),
        ];
        let mut reader = csv::Reader::from_reader(scored.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let columns = [
            "leverandoer_id",
            "leverandoer",
            "vurderingsdato",
            "status",
            "niveau",
            "aktiv_praksis",
            "kilde",
        ];
        let found: Vec<String> = reader
            .records()
            .map(|record| {
                let record = record.expect("a record");
                let cell = |name: &str| {
                    header.iter().position(|known| known == name).and_then(|at| record.get(at))
                };
                columns
                    .map(|name| cell(name).unwrap_or_default().trim_start_matches('\'').to_owned())
                    .join(",")
            })
            .collect();
        assert_eq!(found, expected);
        fs::write(folder.path().join("ny.toml"), SMALL).expect("a written file");
        run(indplacer, &["rubric", "import", &format!("{saved}/r.xlsx"), "--into", "ny.toml"]);
        let imported = fs::read_to_string(folder.path().join("ny.toml")).expect("a text");
        assert_eq!(
            imported,
            SMALL.to_owned().replace("min       = 3 # en note", "min       = 2 # en note")
        );
    }
}

const GUIDE: &str = include_str!("../docs/rubrics.md");
const CASES: &str = include_str!("../examples/rubrics/hjemloeshed.cases.csv");
const EXAMPLE: &str = include_str!("../examples/rubrics/hjemloeshed.toml");

/// The blocks of a document that are of a language.
fn blocks<'d>(document: &'d str, language: &str) -> Vec<&'d str> {
    let begin = format!("```{language}\n");
    document.split(&begin).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_guide_quotes_its_example() {
    let plain = |text: &str| -> Vec<String> {
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        text.lines().map(words).collect()
    };
    let example = plain(EXAMPLE).join("\n");
    for block in blocks(GUIDE, "toml") {
        let quoted = plain(block).join("\n");
        assert!(example.contains(&quoted), "{quoted}");
    }
}

#[test]
fn the_examples_are_without_findings_and_all_cases_come_to_what_they_should() {
    let folder = "examples/rubrics";
    Case::new()
        .file("hjemloeshed.toml", EXAMPLE)
        .file("hjemloeshed.cases.csv", CASES)
        .args(["test", "--rubrics", "hjemloeshed.toml", "hjemloeshed.cases.csv"])
        .stdout("126 cases: 126 as expected, 0 not (0 rejected)\n")
        .code(0);
    for name in ["spiseforstyrrelse", "hjemloeshed"] {
        let text = fs::read_to_string(format!("{folder}/{name}.toml")).expect("a text");
        let checked = Case::new()
            .file("a.toml", text)
            .args(["check", "a.toml", "--deny", "all", "--quiet"])
            .output();
        let said = String::from_utf8_lossy(&checked.stdout).into_owned();
        let found: Vec<&str> = said.lines().filter(|line| line.contains("[")).collect();
        let notes = |line: &&&str| !line.contains("[illustrative]");
        assert_eq!(found.iter().find(notes), None, "{said}");
    }
}

#[test]
fn every_command_of_the_guide_can_be_done() {
    let folder = written();
    let file = folder.path().join("hjemloeshed.toml");
    fs::write(folder.path().join("hjemloeshed.cases.csv"), CASES).expect("a written file");
    // One supplier has answered.
    let answers = "leverandoer_id;maalgruppe;fornoeden_kvalitet\n0012;Hjemløshed;ja\n";
    fs::write(folder.path().join("svar.csv"), answers).expect("a written file");
    for block in blocks(GUIDE, "console") {
        for line in block.lines() {
            let command = line.strip_prefix("$ indplacer ").expect("a command");
            if command.starts_with("rubric new") {
                let _ = fs::remove_file(&file);
            } else {
                fs::write(&file, EXAMPLE).expect("a written file");
            }
            // A shell fills in the star.
            let command = command.replace("skemaer/*.xlsx", "skema.xlsx");
            let arguments: Vec<&str> = command.split(' ').collect();
            let output = program(&folder, &arguments);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            // A form that nobody has filled in is a row that is rejected; and of one change of the example nobody can
            // say whether a case would notice it.
            let is_told = arguments[0] == "score" || arguments.contains(&"--mutate");
            assert_eq!(output.status.code(), Some(i32::from(is_told)), "{command}: {said}");
        }
    }
}
