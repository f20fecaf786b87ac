//! The ways past the gate, each closed; and its list of changes against a plain comparison of two results.

mod case;
mod oracle;
mod product;

use case::{Case, RubricText, command, rubric};
use oracle::generate::{ANYTHING, Faults, scenario};
use oracle::write;
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

const HEADER: &str = "leverandoer_id;maalgruppe;fornoeden_kvalitet;a;praksiserfaring;uddannelse;fagmiljoe;samarbejdsformer;vidensudvikling;metoder;hjaelpemidler";

/// One parameter by criteria, the others assessed.
fn counting() -> RubricText {
    rubric().indicators("a = count").levels(
        "aktiv_praksis",
        "cumulative",
        ["indicator = \"a\", min = 2", "indicator = \"a\", min = 5", "indicator = \"a\", min = 8"],
    )
}

/// Rows of moderat suppliers with so much of a each.
fn rows(counts: &[(&str, &str)]) -> String {
    let mut text = format!("{HEADER}\n");
    for (id, count) in counts {
        text += &format!("{id};r;ja;{count};2;2;2;2;2;2;2\n");
    }
    text
}

fn trial(before: impl ToString, after: impl ToString, data: &str) -> Case {
    Case::new()
        .file("før.toml", before.to_string())
        .file("efter.toml", after.to_string())
        .file("a.csv", data)
        .args(["diff", "før.toml", "efter.toml", "--data", "a.csv"])
}

/// The document, and the exit code.
fn document(case: Case) -> (Value, i32) {
    let output = case.args(["--format", "json"]).output();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let document =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"));
    (document, output.status.code().expect("a code"))
}

/// The changes in short: who, what kind, from, to.
fn changes(document: &Value) -> Vec<String> {
    let list = document["changes"].as_array().expect("changes");
    let word = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let told = list.iter().map(|change| {
        let who = match &change["rubrik"] {
            Value::Null => word(&change["leverandoer_id"]),
            rubric => word(rubric),
        };
        let field = match &change["field"] {
            Value::String(field) if *field != word(&change["kind"]) => format!(" {field}"),
            _ => String::new(),
        };
        let ends = format!("{} > {}", word(&change["from"]), word(&change["to"]));
        format!("{who} {}{field}: {ends}", word(&change["kind"]))
    });
    told.collect()
}

fn result(rubric: impl ToString, data: &str, format: &str) -> Vec<u8> {
    let case = Case::new().file("r.toml", rubric.to_string()).file("a.csv", data).args([
        "score",
        "a.csv",
        "--rubrics",
        "r.toml",
        "--format",
        format,
    ]);
    case.output().stdout
}

fn results(before: &[u8], after: &[u8]) -> Case {
    Case::new().bytes("før.jsonl", before).bytes("efter.jsonl", after).args([
        "diff",
        "før.jsonl",
        "efter.jsonl",
    ])
}

#[test]
fn a_run_in_which_every_row_is_rejected_compares_nothing() {
    let data = rows(&[("1", "mange"), ("2", "få")]);
    let (told, code) = document(trial(counting(), counting(), &data));
    assert_eq!(code, 2);
    assert_eq!(told["gate"]["holds"], false);
    assert_eq!(told["rows"]["after"]["rejected"], 2);
    trial(counting(), counting(), &rows(&[("1", "mange")]))
        .args(["--allow-rejected", "--fail-on", "none"])
        .stdout(
            "
            no row uses r@1
            before: 1 row read, 1 rejected; after: 1 row read, 1 rejected
            0 suppliers move (0 up, 0 down), 0 stay, 0 arrived, 0 departed
            ",
        )
        .stderr(
            "
            error[not-a-number] a.csv:2, D2 »a«: “mange” – not a number
                write the number alone, such as 12 or 12,5
            error: nothing to compare: no supplier is placed, neither before nor after
            ",
        )
        .code(2);
}

#[test]
fn a_run_without_a_supplier_in_common_compares_nothing() {
    let one = result(counting(), &rows(&[("1", "5")]), "jsonl");
    let other = result(counting(), &rows(&[("2", "5")]), "jsonl");
    let (told, code) = document(results(&one, &other));
    assert_eq!((told["totals"]["compared"].as_u64(), code), (Some(0), 2));
}

#[test]
fn an_empty_result_on_either_side_compares_nothing() {
    let some = result(counting(), &rows(&[("1", "5")]), "csv");
    let header = some.split_inclusive(|byte| *byte == b'\n').next().expect("a header");
    for (before, after) in [(header, &some[..]), (&some[..], header), (header, header)] {
        let (_, code) = document(results(before, after));
        assert_eq!(code, 2);
    }
    results(header, &some)
        .stdout(
            "
            1 (r): new, moderat

            before: 0 results; after: 1 result
            0 suppliers move (0 up, 0 down), 0 stay, 1 arrived, 0 departed
            ",
        )
        .stderr("error: nothing to compare: no supplier is placed before\n")
        .code(2);
}

#[test]
fn a_case_file_in_which_nothing_is_expected_tests_nothing_though_another_does() {
    let data = rows(&[("1", "5")]);
    let expecting = data
        .replace("hjaelpemidler\n", "hjaelpemidler;forventet_niveau\n")
        .replace(";2\n", ";2;moderat\n");
    let idle = expecting.replace(";moderat\n", ";\n").replace("\n1;", "\n2;");
    let case = || {
        Case::new()
            .file("r.toml", counting())
            .file("a.cases.csv", &expecting)
            .file("b.cases.csv", &idle)
            .args(["test", "--rubrics", "r.toml"])
    };
    case()
        .stdout("2 cases: 2 as expected, 0 not (0 rejected)\n1 case expects nothing and so tests nothing\n")
        .stderr("error: b.cases.csv tests nothing: no case in it expects anything; fill a column forventet_…, or use --bless\n")
        .code(2);
    let (told, _) = document(case());
    assert_eq!(told["nothing_expected"], serde_json::json!(["b.cases.csv"]));
}

#[test]
fn rows_that_are_rejected_on_both_sides_fail_unless_that_is_allowed() {
    let data = rows(&[("1", "5"), ("2", "mange")]);
    for (more, expected) in [(&[][..], 1), (&["--fail-on", "none"], 1), (&["--allow-rejected"], 0)]
    {
        let (told, code) = document(trial(counting(), counting(), &data).args(more));
        assert_eq!(code, expected, "{more:?}");
        assert_eq!(
            told["rows"]["before"],
            serde_json::json!({ "read": 2, "placed": 1, "rejected": 1 })
        );
        assert_eq!(changes(&told), Vec::<String>::new());
    }
    for format in ["text", "markdown", "junit", "github"] {
        let output = trial(counting(), counting(), &data)
            .args(["--format", format, "--lang", "en"])
            .output();
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(text.contains("2 rows read") && text.contains("1 rejected"), "{format}: {text}");
    }
}

#[test]
fn a_supplier_that_comes_to_be_rejected_fails_though_rejected_rows_are_allowed() {
    let data = rows(&[("1", "5"), ("2", "5")])
        .replace("leverandoer_id;", "leverandoertype;leverandoer_id;")
        .replace("\n1;", "\nbotilbud;1;")
        .replace("\n2;", "\nambulant;2;");
    let grouped = |values: &str| {
        counting().tables(&format!("[groups]\nleverandoertype = [{values}]")).to_string()
    };
    let (both, one) = (grouped("\"botilbud\", \"ambulant\""), grouped("\"botilbud\""));
    for fail_on in ["niveau", "ny", "down"] {
        let case = trial(&both, &one, &data).args(["--allow-rejected", "--fail-on", fail_on]);
        let (told, code) = document(case);
        assert_eq!(changes(&told), ["2 afvist: moderat > afvist"]);
        assert_eq!(code, 1, "{fail_on}");
    }
    let (told, code) = document(trial(&one, &both, &data));
    assert_eq!(changes(&told), ["2 afvist: afvist > moderat"]);
    assert_eq!(code, 1);
}

#[test]
fn a_target_group_that_only_one_side_knows_departs_or_arrives_and_one_that_neither_knows_is_outside()
 {
    let data = rows(&[("1", "5"), ("2", "5"), ("3", "5")])
        .replace("\n2;r;", "\n2;q;")
        .replace("\n3;r;", "\n3;noget andet;");
    let case = |before: &[&str], after: &[&str]| {
        let mut case =
            Case::new().file("a.csv", &data).args(["diff", "før", "efter", "--data", "a.csv"]);
        for (folder, ids) in [("før", before), ("efter", after)] {
            for id in ids {
                case = case.file(&format!("{folder}/{id}.toml"), counting().id(id));
            }
        }
        case
    };
    let (told, code) = document(case(&["r", "q"], &["r", "p"]));
    assert_eq!(changes(&told), ["2 udgaaet: moderat > null", "q udgaaet: q@1 > null"]);
    assert_eq!(told["outside"], serde_json::json!([{ "maalgruppe": "noget andet", "rows": 1 }]));
    assert_eq!(told["rows"]["after"]["rejected"], 0);
    assert_eq!(code, 1);
    let (told, code) = document(case(&["r", "p"], &["r", "p", "q"]));
    assert_eq!((changes(&told), code), (vec!["2 ny: null > moderat".to_owned()], 0));
    let outside = data.replace("\n1;r;", "\n1;andet;").replace("\n2;q;", "\n2;andet;");
    trial(counting(), counting(), &outside)
        .stdout(
            "
            no row uses r@1
            before: 0 rows read, 0 rejected; after: 0 rows read, 0 rejected
            outside the rubrics: andet (2 rows), noget andet (1 row)
            0 suppliers move (0 up, 0 down), 0 stay, 0 arrived, 0 departed
            ",
        )
        .stderr("error: nothing to compare: no rubric knows the målgrupper of the rows\n")
        .code(2);
}

#[test]
fn a_parameter_that_changes_fails_though_the_level_is_the_same() {
    let stricter = counting().to_string().replace("min = 5", "min = 6");
    let (told, code) = document(trial(counting(), &stricter, &rows(&[("1", "5"), ("2", "9")])));
    assert_eq!(
        changes(&told),
        [
            "1 parameter point: 16 > 15",
            "1 parameter gennemsnit: 2 > 1.88",
            "1 parameter aktiv_praksis: moderat > let",
        ]
    );
    assert_eq!(told["moved"], serde_json::json!([]));
    assert_eq!(code, 1);
    let (_, code) = document(
        trial(counting(), &stricter, &rows(&[("1", "5")])).args(["--fail-on", "niveau,status"]),
    );
    assert_eq!(code, 0);
}

#[test]
fn an_open_interval_that_loses_its_upper_level_is_a_loss() {
    let open = format!("{HEADER}\n1;r;ja;5;3;3;3;3;2;2;\n");
    let before =
        counting().tables("[placement]\ncutoffs = { let = 0.5, moderat = 1.5, hoejt = 2.3 }");
    let after =
        counting().tables("[placement]\ncutoffs = { let = 0.5, moderat = 1.5, hoejt = 2.9 }");
    let case = || trial(&before, &after, &open);
    let (told, code) = document(case().args(["--fail-on", "down"]));
    assert_eq!(
        changes(&told),
        [
            "1 status: uafklaret > indplaceret",
            "1 niveau: null > moderat",
            "1 niveau niveau_beregnet: null > moderat",
            "1 interval niveau_max: højt > moderat",
        ]
    );
    assert_eq!(code, 1);
}

#[test]
fn a_confirmation_that_becomes_an_override_can_fail() {
    let data = rows(&[("1", "5")])
        .replace("hjaelpemidler\n", "hjaelpemidler;aktiv_praksis;aktiv_praksis_begrundelse\n")
        .replace(";2\n", ";2;moderat;Et skøn\n");
    let stricter = counting().to_string().replace("min = 5", "min = 6");
    let case = || trial(counting(), &stricter, &data);
    let (told, code) = document(case());
    assert_eq!(changes(&told), ["1 tilsidesat: [] > [\"aktiv_praksis\"]"]);
    assert_eq!(code, 0);
    let (_, code) = document(case().args(["--fail-on", "tilsidesat"]));
    assert_eq!(code, 1);
}

#[test]
fn a_supplier_that_is_gone_fails_whatever_is_asked_for_but_nothing() {
    let before = result(counting(), &rows(&[("1", "5"), ("2", "5")]), "jsonl");
    let after = result(counting(), &rows(&[("1", "5")]), "jsonl");
    for (fail_on, expected) in [("any", 1), ("ny", 1), ("up", 1), ("none", 0)] {
        let (told, code) = document(results(&before, &after).args(["--fail-on", fail_on]));
        assert_eq!(changes(&told), ["2 udgaaet: moderat > null"]);
        assert_eq!(code, expected, "{fail_on}");
    }
    results(&before, &after)
        .file("e.toml", "[[moved]]\nleverandoer_id = \"2\"\nkind = \"udgaaet\"\n")
        .args(["--expect", "e.toml"])
        .stdout(
            "
            2 (r): departed, before moderat (declared)

            before: 2 results; after: 1 result
            0 suppliers move (0 up, 0 down), 1 stay, 0 arrived, 1 departed
            ",
        )
        .code(0);
}

#[test]
fn an_id_that_lost_its_zeros_is_the_same_supplier_where_there_is_no_doubt() {
    let before = result(counting(), &rows(&[("007", "5"), ("08", "5"), ("9", "5")]), "jsonl");
    let after =
        result(counting(), &rows(&[("7.0", "9"), ("8", "5"), ("8.0", "5"), ("9", "5")]), "jsonl");
    results(&before, &after)
        .args(["--fail-on", "none"])
        .stdout(
            "
            7.0 (r): moderat as before [data]
                aktiv_praksis: moderat → højt
            08 (r): departed, before moderat
            8 (r): new, moderat
            8.0 (r): new, moderat

            before: 3 results; after: 4 results
            0 suppliers move (0 up, 0 down), 2 stay, 2 arrived, 1 departed
            1 supplier changes without moving
            ",
        )
        .stderr("warning: 007 is compared with 7.0: zeros in front of the id, or .0 behind it, were lost or added\n")
        .code(0);
}

#[test]
fn a_new_version_is_tried_on_the_suppliers_of_the_version_in_force() {
    let folder = |valid_to: &str, next: Option<&str>| {
        let in_force = counting().header(&format!("valid_from = 2021-01-01\n{valid_to}"));
        let next = next.map(|edit| {
            let text = counting().version("2").header("valid_from = 2027-01-01").to_string();
            text.replace("min = 5", edit)
        });
        (in_force.to_string(), next)
    };
    let data = rows(&[("1", "5"), ("2", "6")])
        .replace("fornoeden_kvalitet;", "vurderingsdato;fornoeden_kvalitet;")
        .replace(";ja;", ";2024-05-01;ja;")
        .replace(";2;2;2;2;2;2;2", ";2;2;1;1;1;1;2");
    let case = |next: &str| {
        let (before, _) = folder("", None);
        let (after, next) = folder("valid_to = 2026-12-31", Some(next));
        Case::new()
            .file("før/r.toml", before)
            .file("efter/r.toml", after)
            .file("efter/r-2.toml", next.expect("a version"))
            .file("a.csv", &data)
            .args(["diff", "før", "efter", "--data", "a.csv"])
    };
    case("min = 6")
        .stdout(
            "
            1 (r): moderat → let [rubrik] – under r@2
                aktiv_praksis: moderat → let (aktiv_praksis-moderat not met)
                by this alone: aktiv_praksis-moderat min: 5 → 6

            Edits of r@1:
                efter/r.toml:8: rubric valid: 2021-01-01.. → 2021-01-01..2026-12-31
                  moves nobody

            Edits from r@1 to r@2:
                efter/r-2.toml:4: rubric version: 1 → 2
                  wording only, moves nobody
                efter/r-2.toml:8: rubric valid: 2021-01-01.. → 2027-01-01..
                  moves nobody
                efter/r-2.toml:16: aktiv_praksis-moderat min: 5 → 6
                  moves 1 supplier: 1

            r@2 is new and in force from 2027-01-01: tried on 2 suppliers
            before: 2 rows read, 0 rejected; after: 2 rows read, 0 rejected
            0 suppliers move (0 up, 0 down), 2 stay, 0 arrived, 0 departed
            1 supplier changes under a new version
            ",
        )
        .code(1);
    let (told, code) = document(case("min = 5"));
    assert_eq!((changes(&told), code), (Vec::new(), 0));
    assert_eq!(told["versions"][0]["rubrik"], "r@2");
}

#[test]
fn a_rubric_that_is_removed_with_its_cases_is_a_change_that_fails() {
    let case = || {
        Case::new()
            .file("før/r.toml", counting())
            .file("før/q.toml", counting().id("q"))
            .file("før/p.toml", counting().id("p"))
            .file("efter/r.toml", counting())
            .file("efter/p.toml", counting().id("p"))
            .file("a.csv", rows(&[("1", "5")]))
            .args(["diff", "før", "efter", "--data", "a.csv"])
    };
    case()
        .stdout(
            "
            the rubric q is gone
            no row uses p@1
            before: 1 row read, 0 rejected; after: 1 row read, 0 rejected
            0 suppliers move (0 up, 0 down), 1 stay, 0 arrived, 0 departed
            ",
        )
        .code(1);
    let (_, code) = document(
        case().file("e.toml", "[[removed]]\nrubrik = \"q\"\n").args(["--expect", "e.toml"]),
    );
    assert_eq!(code, 0);
}

#[test]
fn a_rubric_that_is_removed_beside_a_single_one_is_no_earlier_version_of_that() {
    let (told, code) = document(
        Case::new()
            .file("før/r.toml", counting())
            .file("før/q.toml", counting().id("q"))
            .file("efter/r.toml", counting())
            .file("a.csv", rows(&[("1", "5")]))
            .args(["diff", "før", "efter", "--data", "a.csv"]),
    );
    assert_eq!((&told["gate"]["lost"][0], code), (&serde_json::json!("q"), 1));
}

/// Two versions and another rubric, before; the other is gone after, and so is a version, and one is new. No supplier is
/// placed by any of them.
fn coming_and_going() -> Case {
    let version = |version: &str, from: &str, to: &str| {
        let validity = format!("version = \"{version}\"\nvalid_from = {from}\nvalid_to = {to}");
        counting().id("q").to_string().replace("version = \"1\"", &validity)
    };
    Case::new()
        .file("før/r.toml", counting())
        .file("før/p.toml", counting().id("p"))
        .file("før/q-1.toml", version("1", "2020-01-01", "2020-12-31"))
        .file("før/q-2.toml", version("2", "2021-01-01", "2021-12-31"))
        .file("efter/r.toml", counting())
        .file("efter/q-2.toml", version("2", "2021-01-01", "2021-12-31"))
        .file("efter/q-3.toml", version("3", "2022-01-01", "2022-12-31"))
        .file("a.csv", rows(&[("1", "5")]))
        .args(["diff", "før", "efter", "--data", "a.csv"])
}

#[test]
fn a_version_that_comes_or_goes_without_suppliers_fails_where_that_is_asked_for() {
    for (fail_on, failing) in
        [("niveau", 0), ("rubrik", 2), ("any", 2), ("niveau,rubrik", 2), ("none", 0)]
    {
        let (told, code) = document(coming_and_going().args(["--fail-on", fail_on]));
        let versions = told["gate"]["versions"].as_array().expect("versions");
        let lost = told["gate"]["lost"].as_array().expect("rubrics");
        // A whole rubric that is gone fails whatever is asked for but none.
        let is_told = fail_on != "none";
        assert_eq!((versions.len(), lost.len()), (failing, usize::from(is_told)), "{fail_on}");
        assert_eq!(code, i32::from(is_told), "{fail_on}");
    }
    let (told, _) = document(coming_and_going().args(["--fail-on", "rubrik"]));
    assert_eq!(told["gate"]["versions"], serde_json::json!(["q@3", "q@1"]));
}

#[test]
fn what_is_declared_of_rubrics_is_what_is_there_afterwards() {
    const NEEDED: &str =
        "[[removed]]\nrubrik = \"p\"\n[[removed]]\nrubrik = \"q@1\"\n[[added]]\nrubrik = \"q@3\"\n";
    let under = |declared: &str| {
        let case = coming_and_going().file("e.toml", declared);
        case.args(["--expect", "e.toml", "--fail-on", "rubrik", "--lang", "en"])
    };
    let holds = |declared: &str| document(under(declared)).1 == 0;
    assert!(holds(NEEDED));
    for (left_out, _) in NEEDED.match_indices("[[") {
        let end = NEEDED[left_out + 2..].find("[[").map_or(NEEDED.len(), |at| left_out + 2 + at);
        let rest = format!("{}{}", &NEEDED[..left_out], &NEEDED[end..]);
        assert!(!holds(&rest), "{rest}");
    }
    // What an earlier change declared, and is so still, asks for nothing.
    assert!(holds(&format!("{NEEDED}[[removed]]\nrubrik = \"o\"\n[[added]]\nrubrik = \"r\"\n")));
    // By its id alone, a rubric is meant in all its versions.
    assert!(holds(&NEEDED.replace("q@3", "q")));
    let (told, code) = document(under(&format!(
        "{NEEDED}[[removed]]\nrubrik = \"q\"\n[[added]]\nrubrik = \"r@2\"\n"
    )));
    let texts = told["gate"]["unfulfilled"].as_array().expect("a list");
    let texts: Vec<&str> = texts.iter().filter_map(|one| one["text"].as_str()).collect();
    let expected = [
        "e.toml:7: the rubric q was to go, but is still there",
        "e.toml:9: the rubric r@2 was to be new, but is not there",
    ];
    assert_eq!((texts, code), (expected.to_vec(), 1));
}

#[test]
fn the_file_of_expectations_that_is_written_names_rubrics_and_versions() {
    let ran = coming_and_going()
        .args(["--fail-on", "rubrik", "--expect-write", "e.toml", "--format", "json"])
        .args(["--output", "d.json", "--quiet"])
        .code(1);
    let written = String::from_utf8(ran.read("e.toml")).expect("text");
    let entries = "\n[[removed]]\nrubrik = \"p\"\n\n[[added]]\nrubrik = \"q@3\"\n\n[[removed]]\nrubrik = \"q@1\"\n";
    assert!(written.contains(entries), "{written}");
    let (_, code) = document(
        coming_and_going()
            .file("e.toml", written)
            .args(["--expect", "e.toml"])
            .args(["--fail-on", "rubrik"]),
    );
    assert_eq!(code, 0);
}

/// What a result says that is compared.
const COMPARED: [&str; 17] = [
    "status",
    "niveau",
    "niveau_beregnet",
    "niveau_min",
    "niveau_max",
    "point",
    "parametre",
    "gennemsnit",
    "aktiv_praksis",
    "praksiserfaring",
    "uddannelse",
    "fagmiljoe",
    "samarbejdsformer",
    "vidensudvikling",
    "metoder",
    "hjaelpemidler",
    "tilsidesat",
];

/// Bounds and ways of counting of a rubric's text, changed as `draws` say.
fn edited(text: &str, draws: &[u8]) -> String {
    let mut draws = draws.iter().cycle();
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut line = line.to_owned();
        for (from, to) in [
            ("= 1,", "= 2,"),
            ("= 3,", "= 2,"),
            ("= 5 ", "= 6 "),
            ("cumulative", "independent"),
            ("true", "false"),
            ("hoejt = 2", "hoejt = 3"),
        ] {
            if line.contains(from) && draws.next().is_some_and(|draw| draw % 3 == 0) {
                line = line.replacen(from, to, 1);
            }
        }
        lines.push(line);
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_list_of_changes_is_a_plain_comparison_of_two_results(
        scenario in scenario(ANYTHING, Faults::Some, 30),
        draws in prop::collection::vec(any::<u8>(), 23),
    ) {
        let (csv, _) = write::csv(&scenario.rubrics, &scenario.rows, &scenario.form);
        let befores: Vec<String> = scenario.rubrics.iter().map(|rubric| write::toml(rubric, &scenario.form)).collect();
        let afters: Vec<String> = befores.iter().map(|text| edited(text, &draws)).collect();
        let mut case = Case::new().file("raekker-0.csv", &csv);
        for (folder, texts) in [("før", &befores), ("efter", &afters)] {
            for (n, text) in texts.iter().enumerate() {
                case = case.bytes(&format!("{folder}/vejledning-{n}.toml"), text.as_bytes());
            }
        }
        let output = case.args(["diff", "før", "efter", "--data", "raekker-0.csv", "--format", "json"]).output();
        let Ok(told) = serde_json::from_slice::<Value>(&output.stdout) else {
            // The edits made something that is no rubric.
            prop_assert_eq!(output.status.code(), Some(2));
            return Ok(());
        };
        let expected = plainly(&product::score(&befores, &csv), &product::score(&afters, &csv));
        let found: BTreeSet<String> = told["changes"].as_array().expect("changes").iter().map(|change| {
            let line = &change["kilde"];
            format!("{line} {} {} {}", change["field"], value(&change["from"]), value(&change["to"]))
        }).collect();
        prop_assert_eq!(found, expected);
        if told["gate"]["holds"] == true {
            prop_assert!(told["totals"]["compared"].as_u64() > Some(0), "a gate that passes has compared something");
        }
        prop_assert_eq!(output.status.code() == Some(0), told["gate"]["holds"] == true);
    }
}

/// Numbers are the same however they are written.
fn value(value: &Value) -> String {
    value.as_f64().map_or_else(|| value.to_string(), |number| number.to_string())
}

/// Every field that differs between two documents of `score`, row by row.
fn plainly(before: &Value, after: &Value) -> BTreeSet<String> {
    let [before, after] = [before, after].map(product::records);
    let of = |records: &[&Map<String, Value>], kilde: &str| {
        let found = records.iter().find(|record| record["kilde"] == kilde);
        found.map(|record| (*record).clone())
    };
    let all = before.iter().chain(&after).map(|record| record["kilde"].as_str());
    let all: BTreeSet<&str> = all.flatten().collect();
    let state = |record: &Map<String, Value>| match &record["niveau"] {
        Value::Null => record["status"].clone(),
        level => level.clone(),
    };
    let mut found = BTreeSet::new();
    for kilde in all {
        let differences = match (of(&before, kilde), of(&after, kilde)) {
            (Some(before), Some(after)) => COMPARED
                .iter()
                .map(|field| (*field, value(&before[*field]), value(&after[*field])))
                .filter(|(_, before, after)| before != after)
                .map(|(field, before, after)| format!("\"{field}\" {before} {after}"))
                .collect(),
            (Some(before), None) => vec![format!("null {} \"afvist\"", state(&before))],
            (None, Some(after)) => vec![format!("null \"afvist\" {}", state(&after))],
            (None, None) => Vec::new(),
        };
        found.extend(differences.into_iter().map(|difference| format!("\"{kilde}\" {difference}")));
    }
    found
}
