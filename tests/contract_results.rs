//! Results, streams and exit codes (contract §4 and §5).

mod case;

use case::{Case, RubricText, assessed, binary, command, rubric};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::{Command, Stdio};

const KEYS: &str = "leverandoer_id,afdelingsid,leverandoer,maalgruppe,delmaalgruppe,aldersgruppe,vurderingsdato,socialtilsyn,\
    konsulent,stadie,sagsnummer,region,kommune,driftsform,leverandoertype,status,niveau,niveau_beregnet,niveau_min,niveau_max,\
    point,parametre,gennemsnit,niveau_median,niveau_svageste,trin_op,trin_ned,begraenset_af,aktiv_praksis,praksiserfaring,\
    uddannelse,fagmiljoe,samarbejdsformer,vidensudvikling,metoder,hjaelpemidler,tilsidesat,mangler,begrundelser,rubrik,kilde";

/// One supplier placed and one whose last parameter is missing.
const TWO: [&str; 2] = ["11112222", "3333333."];

fn sha256(rubric: &RubricText) -> String {
    let digest = Sha256::digest(rubric.to_string());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn pilot() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/pilot.csv");
    std::fs::read_to_string(path).expect("the example")
}

// Formats.

#[test]
fn csv_is_for_machines_by_default() {
    let text = format!(
        "{KEYS}\n\
        1,,,r,,,,,,,,,,,,indplaceret,moderat,moderat,moderat,moderat,12,8,1.50,let,let,8,1,,let,let,let,let,moderat,moderat,moderat,moderat,,,,r@1,a.csv:2\n\
        2,,,r,,,,,,,,,,,,indplaceret,højt,højt,højt,højt,,8,,,,,,,højt,højt,højt,højt,højt,højt,højt,under let..højt,,hjaelpemidler,,r@1,a.csv:3\n"
    );
    Case::score(rubric(), &assessed(&TWO)).stdout(text).code(0);
}

#[test]
fn excel_makes_it_for_a_danish_excel() {
    let text = format!(
        "\u{feff}{}\r\n\
        1;;;r;;;;;;;;;;;;indplaceret;moderat;moderat;moderat;moderat;12;8;1,50;let;let;8;1;;let;let;let;let;moderat;moderat;moderat;moderat;;;;r@1;a.csv:2\r\n\
        2;;;r;;;;;;;;;;;;indplaceret;højt;højt;højt;højt;;8;;;;;;;højt;højt;højt;højt;højt;højt;højt;under let..højt;;hjaelpemidler;;r@1;a.csv:3\r\n",
        KEYS.replace(',', ";")
    );
    Case::score(rubric(), &assessed(&TWO)).args(["--excel"]).stdout(text).code(0);
}

#[test]
fn jsonl_is_one_record_a_line_with_null_for_empty() {
    Case::new()
        .file("r.toml", rubric())
        .file("a.csv", assessed(&TWO))
        .args(["score", "a.csv", "--rubric", "r.toml", "--format", "jsonl", "--quiet"])
        .stdout(concat!(
            r#"{"leverandoer_id":"1","afdelingsid":null,"leverandoer":null,"maalgruppe":"r","delmaalgruppe":null,"aldersgruppe":null,"vurderingsdato":null,"socialtilsyn":null,"konsulent":null,"stadie":null,"sagsnummer":null,"region":null,"kommune":null,"driftsform":null,"leverandoertype":null,"status":"indplaceret","niveau":"moderat","niveau_beregnet":"moderat","niveau_min":"moderat","niveau_max":"moderat","point":12,"parametre":8,"gennemsnit":1.5,"niveau_median":"let","niveau_svageste":"let","trin_op":8,"trin_ned":1,"begraenset_af":[],"aktiv_praksis":"let","praksiserfaring":"let","uddannelse":"let","fagmiljoe":"let","samarbejdsformer":"moderat","vidensudvikling":"moderat","metoder":"moderat","hjaelpemidler":"moderat","tilsidesat":[],"mangler":[],"begrundelser":{},"rubrik":"r@1","kilde":"a.csv:2","aftryk":{"data":"2c146fdc3877b15b999d5c1b66c27e75","vejledning":"3503abda565fd411c0c6e24f9266907f3b34df11bbc6e57408d049f878464230","program":"0.1.0"}}"#,
            "\n",
            r#"{"leverandoer_id":"2","afdelingsid":null,"leverandoer":null,"maalgruppe":"r","delmaalgruppe":null,"aldersgruppe":null,"vurderingsdato":null,"socialtilsyn":null,"konsulent":null,"stadie":null,"sagsnummer":null,"region":null,"kommune":null,"driftsform":null,"leverandoertype":null,"status":"indplaceret","niveau":"højt","niveau_beregnet":"højt","niveau_min":"højt","niveau_max":"højt","point":null,"parametre":8,"gennemsnit":null,"niveau_median":null,"niveau_svageste":null,"trin_op":null,"trin_ned":null,"begraenset_af":[],"aktiv_praksis":"højt","praksiserfaring":"højt","uddannelse":"højt","fagmiljoe":"højt","samarbejdsformer":"højt","vidensudvikling":"højt","metoder":"højt","hjaelpemidler":"under let..højt","tilsidesat":[],"mangler":["hjaelpemidler"],"begrundelser":{},"rubrik":"r@1","kilde":"a.csv:3","aftryk":{"data":"ed577d022b2c5ed1d7bcccfab1311634","vejledning":"3503abda565fd411c0c6e24f9266907f3b34df11bbc6e57408d049f878464230","program":"0.1.0"}}"#,
            "\n",
        ))
        .code(0);
}

#[test]
fn json_is_one_document_with_rubrics_records_rejected_and_totals() {
    let csv = "leverandoer_id;afdelingsid;fornoeden_kvalitet;metoder\n1;;nej;x\n2;01;nej;0\n";
    Case::new()
        .file("r.toml", rubric())
        .file("a.csv", csv)
        .args(["score", "a.csv", "--rubric", "r.toml", "--format", "json", "--quiet"])
        .stdout(format!(
            r#"
            {{
              "schema": 1,
              "tool": {{
                "name": "indplacer",
                "version": "{}"
              }},
              "rubrics": [
                {{
                  "id": "r",
                  "version": "1",
                  "status": "gaeldende",
                  "rule": "mean",
                  "sha256": "{}"
                }}
              ],
              "records": [
                {{
                  "leverandoer_id": "2",
                  "afdelingsid": "01",
                  "leverandoer": null,
                  "maalgruppe": "r",
                  "delmaalgruppe": null,
                  "aldersgruppe": null,
                  "vurderingsdato": null,
                  "socialtilsyn": null,
                  "konsulent": null,
                  "stadie": null,
                  "sagsnummer": null,
                  "region": null,
                  "kommune": null,
                  "driftsform": null,
                  "leverandoertype": null,
                  "status": "uden_kvalitet",
                  "niveau": null,
                  "niveau_beregnet": null,
                  "niveau_min": "under let",
                  "niveau_max": "højt",
                  "point": null,
                  "parametre": 8,
                  "gennemsnit": null,
                  "niveau_median": null,
                  "niveau_svageste": null,
                  "trin_op": null,
                  "trin_ned": null,
                  "begraenset_af": [],
                  "aktiv_praksis": "under let..højt",
                  "praksiserfaring": "under let..højt",
                  "uddannelse": "under let..højt",
                  "fagmiljoe": "under let..højt",
                  "samarbejdsformer": "under let..højt",
                  "vidensudvikling": "under let..højt",
                  "metoder": "under let",
                  "hjaelpemidler": "under let..højt",
                  "tilsidesat": [],
                  "mangler": [
                    "aktiv_praksis",
                    "praksiserfaring",
                    "uddannelse",
                    "fagmiljoe",
                    "samarbejdsformer",
                    "vidensudvikling",
                    "hjaelpemidler"
                  ],
                  "begrundelser": {{}},
                  "rubrik": "r@1",
                  "kilde": "a.csv:3",
                  "aftryk": {{
                    "data": "44578bfea1a7de567040bd0a38ca3d06",
                    "vejledning": "{1}",
                    "program": "{0}"
                  }}
                }}
              ],
              "rejected": [
                {{
                  "source": "a.csv",
                  "line": 2,
                  "row": 2,
                  "faults": [
                    {{
                      "code": "not-a-level",
                      "column": "metoder",
                      "cell": "D2",
                      "value": "x",
                      "message": "ikke et niveau",
                      "help": "skriv let, moderat, højt eller under let (eller 1, 2, 3, 0)"
                    }}
                  ]
                }}
              ],
              "totals": {{
                "read": 2,
                "indplaceret": 0,
                "under_let": 0,
                "uden_kvalitet": 1,
                "uafklaret": 0,
                "rejected": 1,
                "maalgrupper": {{
                  "r": {{
                    "let": 0,
                    "moderat": 0,
                    "højt": 0,
                    "under_let": 0,
                    "uden_kvalitet": 1,
                    "uafklaret": 0
                  }}
                }}
              }}
            }}
        "#,
            env!("CARGO_PKG_VERSION"),
            sha256(&rubric())
        ))
        .stderr(
            "
            error[not-a-level] a.csv:2, D2 »metoder«: “x” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

/// A JSON value as its CSV cell.
fn cell(key: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) if key == "gennemsnit" => {
            format!("{:.2}", number.as_f64().expect("a number"))
        }
        Value::Number(number) => number.to_string(),
        Value::Array(items) => {
            let items: Vec<&str> =
                items.iter().map(|item| item.as_str().expect("a text")).collect();
            items.join("|")
        }
        Value::Object(reasons) => {
            let reasons: Vec<String> = reasons
                .iter()
                .map(|(id, text)| format!("{id}: {}", text.as_str().expect("a text")))
                .collect();
            reasons.join(" | ")
        }
        Value::Bool(_) => panic!("no record has a bool"),
    }
}

fn scored(format: &str) -> Vec<u8> {
    run(&["score", "a.csv", "--format", format, "--quiet"], &[]).0
}

/// Standard output and error of a run on the pilot's file, whatever they are.
fn run(arguments: &[&str], environment: &[(&str, &str)]) -> (Vec<u8>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.csv"), pilot()).expect("a file");
    let output = command()
        .args(arguments)
        .current_dir(folder.path())
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .expect("a process");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    (output.stdout, String::from_utf8(output.stderr).expect("text"))
}

#[test]
fn csv_json_lines_and_json_hold_the_same_records_with_the_same_keys_in_the_same_order() {
    let (csv, lines, document) = (scored("csv"), scored("jsonl"), scored("json"));
    let mut reader = csv::Reader::from_reader(&csv[..]);
    let header = reader.headers().expect("a header").clone();
    assert_eq!(header.iter().collect::<Vec<_>>().join(","), KEYS);
    let lines: Vec<&str> = std::str::from_utf8(&lines).expect("text").lines().collect();
    let document: Value = serde_json::from_slice(&document).expect("a document");
    let records = document["records"].as_array().expect("records");
    assert_eq!((lines.len(), records.len()), (102, 102));
    for ((row, line), record) in reader.records().zip(&lines).zip(records) {
        let row = row.expect("a row");
        let parsed: Value = serde_json::from_str(line).expect("a record");
        assert_eq!(&parsed, record);
        // The keys' order in the text; a parsed object has its own.
        let mut from = 0;
        for (key, found) in header.iter().zip(row.iter()) {
            let at = line[from..]
                .find(&format!("\"{key}\":"))
                .unwrap_or_else(|| panic!("no {key} after byte {from} of {line}"));
            from += at + 1;
            assert_eq!(found, cell(key, &parsed[key]), "{key}");
        }
    }
}

#[test]
fn records_come_in_input_order() {
    Case::score(rubric(), "leverandoer_id\nb\na\n")
        .file("0.csv", "leverandoer_id\nc\n")
        .args(["0.csv"])
        .records("leverandoer_id", &["b", "a", "c"])
        .code(0);
}

#[test]
fn each_of_many_rows_keeps_its_own_date_and_levels() {
    let mut csv = assessed(&["00000000", "11111111", "22222222", "33333333"].repeat(20));
    let (header, rows) = csv.split_once('\n').expect("a header");
    let dated = rows.lines().zip(1950..);
    // The same day of another year in every row.
    let dated = dated.map(|(row, year)| format!("{row};05-06-{year}\n"));
    csv = format!("{header};vurderingsdato\n{}", dated.collect::<String>());
    let levels = ["", "let", "moderat", "højt"].iter().cycle();
    let records: Vec<String> = (1..=80)
        .zip(1950..)
        .zip(levels)
        .map(|((id, year), level)| format!("{id},{year}-06-05,{level}"))
        .collect();
    let records: Vec<&str> = records.iter().map(String::as_str).collect();
    Case::score(rubric(), &csv).records("leverandoer_id,vurderingsdato,niveau", &records).code(0);
}

#[test]
fn dates_are_written_as_iso_and_maalgruppe_as_the_rubrics_id() {
    Case::score(rubric(), "leverandoer_id;vurderingsdato;maalgruppe\n1;1.2.2021; GRUPPE \n")
        .records("vurderingsdato,maalgruppe,rubrik,kilde", &["2021-02-01,r,r@1,a.csv:2"])
        .code(0);
}

#[test]
fn the_mean_is_rounded_half_up_to_two_decimals() {
    // 1 of 8 is 0.125, 3 of 8 0.375, 5 of 8 0.625 and 7 of 8 0.875.
    let rows = ["00000001", "00000003", "00000023", "00000133", "11111112"];
    Case::score(rubric(), &assessed(&rows))
        .records("point,gennemsnit", &["1,0.13", "3,0.38", "5,0.63", "7,0.88", "9,1.13"])
        .code(0);
}

#[test]
fn lists_and_reasons_are_joined_in_csv() {
    let csv = "leverandoer_id;metoder_begrundelse;aktiv_praksis_begrundelse;samlet_vurdering;samlet_begrundelse;fornoeden_kvalitet\n\
        1;To;Et;let;Alt;ja\n";
    let rubric = rubric()
        .indicators("a = bool, b = bool")
        .levels(
            "aktiv_praksis",
            "cumulative",
            [
                "indicator = \"a\", is = true",
                "indicator = \"b\", is = true",
                "indicator = \"a\", is = true",
            ],
        )
        .tables("");
    Case::score(rubric, csv)
        .records("tilsidesat,mangler,begrundelser", &[
            "samlet,a|b|praksiserfaring|uddannelse|fagmiljoe|samarbejdsformer|vidensudvikling|metoder|hjaelpemidler,aktiv_praksis: Et | metoder: To | samlet: Alt",
        ])
        .code(0);
}

#[test]
fn tilsidesat_is_overridden_parameters_in_the_eights_order_then_samlet() {
    let rubric = rubric().indicators("a = bool").criterion("indicator = \"a\", is = true").levels(
        "metoder",
        "cumulative",
        ["indicator = \"a\", is = true"; 3],
    );
    let csv = "leverandoer_id;a;metoder;metoder_begrundelse;aktiv_praksis;aktiv_praksis_begrundelse;samlet_vurdering;samlet_begrundelse\n1;ja;let;M;let;A;let;S\n";
    Case::score(rubric, csv).records("tilsidesat", &["aktiv_praksis|metoder|samlet"]).code(0);
}

// Cells that a spreadsheet or a terminal would obey.

const HOSTILE: &str = "leverandoer_id;navn;kommune;region;metoder_begrundelse;samlet_begrundelse\n\
    =1+1;=HYPERLINK(\"http://x\",\"y\");+SUM(A1);-2+3;=cmd;@A1\n\
    -5;+4512345678;-1,5;@x;;\n";

#[test]
fn what_a_spreadsheet_would_run_gets_an_apostrophe_in_csv() {
    // The reasons begin with a name, and so run nothing. The cells are quoted as RFC 4180 has it.
    for (more, quoted) in [
        (&[][..], "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
        (&["--excel"], "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
    ] {
        let ran = Case::score(rubric(), HOSTILE).args(more);
        let ran = if more.is_empty() {
            ran.records("leverandoer_id,leverandoer,kommune,region,begrundelser", &[
                "'=1+1,'=HYPERLINK(\"http://x\",\"y\"),'+SUM(A1),'-2+3,metoder: =cmd | samlet: @A1",
                "-5,+4512345678,-1,5,'@x,",
            ])
        } else {
            let keys = KEYS.replace(',', ";");
            let open = "under let..højt;".repeat(8);
            let missing = format!("fornoeden_kvalitet|{}", case::PARAMETERS.join("|"));
            ran.stdout(format!("\u{feff}{keys}\r\n\
                '=1+1;;{quoted};r;;;;;;;;'-2+3;'+SUM(A1);;;uafklaret;;;under let;højt;;8;;;;;;;{open};{missing};metoder: =cmd | samlet: @A1;r@1;a.csv:2\r\n\
                -5;;+4512345678;r;;;;;;;;'@x;\"-1,5\";;;uafklaret;;;under let;højt;;8;;;;;;;{open};{missing};;r@1;a.csv:3\r\n"))
        };
        ran.code(0);
    }
}

#[test]
fn json_stays_raw() {
    let ran =
        Case::score(rubric(), "leverandoer_id;navn;kommune\n=1+1;\u{1b}[2J\u{202e}evil;<script>\n")
            .args(["-o", "a.jsonl"]);
    let ran = jsonl(ran).code(0);
    let record: Value = serde_json::from_slice(&ran.read("a.jsonl")).expect("a record");
    assert_eq!(record["leverandoer_id"], "=1+1");
    assert_eq!(record["leverandoer"], "\u{1b}[2J\u{202e}evil");
    assert_eq!(record["kommune"], "<script>");
}

/// The same case in JSON Lines.
fn jsonl(case: Case) -> Case {
    case.without(&["--format", "csv"])
}

#[test]
fn control_characters_never_reach_a_terminal() {
    let csv = "leverandoer_id;navn;\u{1b}[31mrød;metoder\n1;\u{1b}[2J\u{202e}evil\u{7};1;2\n2;A;1;\u{1b}]0;x\u{7}\n2;A;1;\u{1b}]0x\u{9b}\u{7}\n";
    Case::new()
        .file("r.toml", rubric())
        .file("a\u{1b}b.csv", csv)
        .args(["score", "a\u{1b}b.csv", "--rubric", "r.toml", "--quiet", "--deny-unknown"])
        .stderr(
            "
            error[unknown-column] a<U+001B>b.csv:1, C1 »<U+001B>[31mrød«: the column is not used
        ",
        )
        .code(2);
    let ran = Case::new()
        .file("r.toml", rubric())
        .file("a.csv", csv)
        .args(["score", "a.csv", "--rubric", "r.toml", "--quiet"])
        .stdout(table_of_hostile())
        .stderr("
            error[cell-without-header] a.csv:3, E3 »«: column E has no header, but 1 row has something in it and is rejected
                give the column a header, or empty it; if few rows have something in it, a delimiter, a line break or a quote may have come into them, or dropped out
            error[not-a-level] a.csv:4, D4 »metoder«: “<U+001B>]0x<U+009B><U+0007>” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error: 2 rows are rejected and not in the result
        ")
        .code(1);
    drop(ran);
}

fn table_of_hostile() -> String {
    table(
        &rubric(),
        "<U+001B>[2J<U+202E>evil<U+0007>     r         ?  ?  ?  ?  ?  ?  M  ?  uafklaret                   8\n",
        "<U+001B>[2J<U+202E>evil<U+0007> (r): fornoeden_kvalitet, aktiv_praksis, praksiserfaring, uddannelse,\n  fagmiljoe, samarbejdsformer, vidensudvikling, hjaelpemidler (under let..højt)\n",
        "r             0        0    0          0              0          1      1",
        "3 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 1 uafklaret + 2 rejected",
    )
}

/// The English table of one rubric's suppliers.
fn table(rubric: &RubricText, rows: &str, missing: &str, distribution: &str, sum: &str) -> String {
    let missing = if missing.is_empty() {
        String::new()
    } else {
        format!("Missing, and could matter\n{missing}\n")
    };
    format!(
        "\
Supplier                            Målgruppe AP PE UD FM SF VU ME HJ Level      Steps  Md  Wk  Mis
{rows}
AP Aktiv praksis · PE Praksiserfaring · UD Uddannelsesmæssige kompetencer · FM Fagmiljø · SF
  Samarbejdsformer · VU Vidensudvikling · ME Metoder og faglige tilgange · HJ Hjælpemidler og
  teknologi
H højt · M moderat · L let · - under let · ? open · / ikke relevant · * overridden with a reason
Steps: the fewest steps on parameters to a higher (+) or a lower (-) level
Md, Wk: the level by the median and by the weakest parameter, where it is another
Mis: how many facts are missing and could matter

{missing}Distribution
Målgruppe  højt  moderat  let  under let  uden kvalitet  uafklaret  Total
{distribution}

{sum}

Rubrics
r@1 (gaeldende, sha256 {}): the mean of the parameters: let from 0.5, moderat from 1.5,
  højt from 2.5

A placement is a proposal. Professional judgement may override it, with a reason.
",
        &sha256(rubric)[..12]
    )
}

// The table.

/// A supplier of every kind: placed, overridden as a whole, under let, without quality, open, and one parameter short.
const EVERY_KIND: &str = "leverandoer_id;navn;fornoeden_kvalitet;aktiv_praksis;praksiserfaring;uddannelse;fagmiljoe;samarbejdsformer;vidensudvikling;metoder;hjaelpemidler;hjaelpemidler_begrundelse;samlet_vurdering;samlet_begrundelse\n\
    1;Botilbuddet Æblehaven;ja;1;1;1;1;2;2;2;2;;;\n\
    2;Et navn der er så langt at det ikke kan stå i tabellen;ja;3;3;3;3;3;3;3;irrelevant;Ingen bruger dem;;\n\
    3;;ja;2;2;2;2;2;2;2;2;;højt;Fagligt skøn\n\
    4;Nul;ja;0;0;0;0;0;0;0;0;;;\n\
    5;Uden;nej;1;1;1;1;1;1;1;1;;;\n\
    6;Åben;;1;1;1;1;2;2;2;;;;\n\
    7;Åben, men sat;ja;1;1;1;1;2;2;2;;;let;Fagligt skøn\n\
    8;Uden, men sat;nej;1;1;1;1;1;1;1;1;;højt;Fagligt skøn\n";

fn with_irrelevant() -> RubricText {
    rubric().parameter("hjaelpemidler", "may_be_irrelevant = true")
}

#[test]
fn the_table_in_english() {
    let text = table(
        &with_irrelevant(),
        "\
Botilbuddet Æblehaven               r         L  L  L  L  M  M  M  M  moderat    +8 -1  L   L
Et navn der er så langt at det ikk… r         H  H  H  H  H  H  H  /  højt       -4
3                                   r         M  M  M  M  M  M  M  M  højt*             M   M
Nul                                 r         -  -  -  -  -  -  -  -  under let  +4
Uden                                r         L  L  L  L  L  L  L  L  uden kval.
Åben                                r         L  L  L  L  M  M  M  ?  uafklaret                   2
Åben, men sat                       r         L  L  L  L  M  M  M  ?  let*                        1
Uden, men sat                       r         L  L  L  L  L  L  L  L  uden kval.*
",
        "Åben (r): fornoeden_kvalitet, hjaelpemidler (let..moderat)\nÅben, men sat (r): hjaelpemidler (let..moderat)\n",
        "r             2        1    1          1              2          1      8",
        "8 rows read = 4 indplaceret + 1 under let + 2 uden kvalitet + 1 uafklaret + 0 rejected",
    );
    Case::new()
        .file("r.toml", with_irrelevant())
        .file("a.csv", EVERY_KIND)
        .args(["score", "a.csv", "--rubric", "r.toml", "--format", "table"])
        .stdout(text)
        .stderr("a.csv: read as UTF-8, cells separated by ;, decimal comma\n")
        .code(0);
}

#[test]
fn the_table_in_danish() {
    Case::new()
        .file("r.toml", with_irrelevant())
        .file("a.csv", EVERY_KIND)
        .args(["score", "a.csv", "--rubric", "r.toml", "--lang", "da"])
        .stdout(format!("
            Leverandør                          Målgruppe AP PE UD FM SF VU ME HJ Niveau     Trin   Md  Sv  Mgl
            Botilbuddet Æblehaven               r         L  L  L  L  M  M  M  M  moderat    +8 -1  L   L
            Et navn der er så langt at det ikk… r         H  H  H  H  H  H  H  /  højt       -4
            3                                   r         M  M  M  M  M  M  M  M  højt*             M   M
            Nul                                 r         -  -  -  -  -  -  -  -  under let  +4
            Uden                                r         L  L  L  L  L  L  L  L  uden kval.
            Åben                                r         L  L  L  L  M  M  M  ?  uafklaret                   2
            Åben, men sat                       r         L  L  L  L  M  M  M  ?  let*                        1
            Uden, men sat                       r         L  L  L  L  L  L  L  L  uden kval.*

            AP Aktiv praksis · PE Praksiserfaring · UD Uddannelsesmæssige kompetencer · FM Fagmiljø · SF
              Samarbejdsformer · VU Vidensudvikling · ME Metoder og faglige tilgange · HJ Hjælpemidler og
              teknologi
            H højt · M moderat · L let · - under let · ? åben · / ikke relevant · * tilsidesat med begrundelse
            Trin: så mange trin på parametrene skal der mindst til for at komme et niveau op (+) eller ned (-)
            Md, Sv: niveauet efter medianen og efter den svageste parameter, hvor det er et andet
            Mgl: hvor mange oplysninger der mangler og kan få betydning

            Mangler og kan få betydning
            Åben (r): fornoeden_kvalitet, hjaelpemidler (let..moderat)
            Åben, men sat (r): hjaelpemidler (let..moderat)

            Fordeling
            Målgruppe  højt  moderat  let  under let  uden kvalitet  uafklaret  I alt
            r             2        1    1          1              2          1      8

            8 rækker læst = 4 indplaceret + 1 under let + 2 uden fornøden kvalitet + 1 uafklaret + 0 afvist

            Vejledninger
            r@1 (gaeldende, sha256 {}): gennemsnittet af parametrene: let fra 0,5, moderat fra 1,5,
              højt fra 2,5

            En indplacering er et forslag. Et fagligt skøn kan tilsidesætte den, med en begrundelse.
        ", &sha256(&with_irrelevant())[..12]))
        .stderr("a.csv: læst som UTF-8 med ; mellem cellerne og komma som decimaltegn\n")
        .code(0);
}

// The same bytes everywhere.

const ELSEWHERE: [&[(&str, &str)]; 5] = [
    &[("LANG", "da_DK.UTF-8"), ("LC_ALL", "da_DK.UTF-8"), ("LC_NUMERIC", "da_DK")],
    &[("LANG", "C"), ("LC_ALL", "POSIX"), ("TZ", "Asia/Tokyo")],
    &[("NO_COLOR", "1"), ("TERM", "dumb")],
    &[("CLICOLOR_FORCE", "1"), ("TERM", "xterm-256color"), ("COLUMNS", "40")],
    &[("RAYON_NUM_THREADS", "1"), ("RUST_BACKTRACE", "1"), ("CI", "true")],
];

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_locale_or_terminal() {
    for format in ["csv", "json", "jsonl"] {
        let here = scored(format);
        for environment in ELSEWHERE {
            let (there, _) = run(&["score", "a.csv", "--format", format, "--quiet"], environment);
            assert!(here == there, "{format} differs under {environment:?}");
        }
    }
}

#[test]
fn colour_is_used_only_where_it_is_wanted_and_changes_no_text() {
    let arguments = ["score", "a.csv", "--lang", "da"];
    let (plain, _) = run(&arguments, &[]);
    let (coloured, _) = run(&arguments, &[("CLICOLOR_FORCE", "1")]);
    let (refused, _) = run(&arguments, &[("NO_COLOR", "1")]);
    assert!(!plain.contains(&0x1b) && plain == refused);
    assert!(coloured.contains(&0x1b));
    assert_eq!(without_colour(&coloured), String::from_utf8(plain).expect("text"));
}

/// The text without `ESC [ … m`.
fn without_colour(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).expect("text");
    let mut pieces = text.split("\u{1b}[");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out += piece.split_once('m').expect("a colour").1;
    }
    out
}

#[test]
fn the_language_is_that_of_lang_then_indplacer_lang_then_the_system() {
    let said = |arguments: &[&str], environment: &[(&str, &str)]| {
        let arguments = [&["score", "a.csv", "--format", "csv"], arguments].concat();
        run(&arguments, environment).1
    };
    let (danish, english) = ("a.csv: læst som", "a.csv: read as");
    for (arguments, environment, expected) in [
        (&["--lang", "da"][..], &[("INDPLACER_LANG", "en"), ("LANG", "en_GB.UTF-8")][..], danish),
        (&["--lang=en"], &[("INDPLACER_LANG", "da")], english),
        (&[], &[("INDPLACER_LANG", "da"), ("LANG", "en_GB.UTF-8")], danish),
        (&[], &[("INDPLACER_LANG", "en"), ("LANG", "da_DK.UTF-8")], english),
        (&[], &[("LANG", "da_DK.UTF-8")], danish),
        (&[], &[("LANG", "sv_SE.UTF-8")], english),
        (&[], &[], english),
    ] {
        if cfg!(unix) || !arguments.is_empty() {
            let said = said(arguments, environment);
            assert!(said.starts_with(expected), "{arguments:?} {environment:?}: {said}");
        }
    }
}

#[test]
fn a_language_that_is_none_of_ours_is_refused_wherever_it_is_asked_for() {
    let refused = |value: &str, argument: &str| {
        format!(
            "error: “{value}” cannot be used for {argument}\n    possible: da, en\nSee `indplacer --help`.\n"
        )
    };
    let case = || {
        Case::new()
            .file("a.csv", "leverandoer_id;maalgruppe\n1;autisme\n")
            .args(["score", "a.csv", "--quiet", "--format", "csv"])
    };
    for tag in ["xx", " da", "da ", "dansk", "C", "-"] {
        case().env("INDPLACER_LANG", tag).stderr(refused(tag, "INDPLACER_LANG")).code(2);
        // An argument goes first.
        case()
            .env("INDPLACER_LANG", tag)
            .args(["--lang", "en"])
            .records("leverandoer_id", &["1"])
            .code(0);
    }
    case().args(["--lang=xx"]).stderr(refused("xx", "--lang <LANG>")).code(2);
    for tag in ["", "da", "DA", "en_GB.UTF-8", "da-DK"] {
        case().env("INDPLACER_LANG", tag).records("leverandoer_id", &["1"]).code(0);
    }
}

// Files.

#[test]
fn a_file_is_written_and_its_format_told_by_its_ending() {
    let ran =
        Case::score(rubric(), &assessed(&["11111111"])).without(&["--format", "csv", "--quiet"]);
    ran.args(["-o", "ud.csv"])
        .stderr("
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            1 row read = 1 indplaceret + 0 under let + 0 uden kvalitet + 0 uafklaret + 0 rejected
            written: ud.csv
        ")
        .code(0)
        .left_only(&["a.csv", "r.toml", "ud.csv"])
        .left("ud.csv", &format!("{KEYS}\n1,,,r,,,,,,,,,,,,indplaceret,let,let,let,let,8,8,1.00,let,let,4,5,,let,let,let,let,let,let,let,let,,,,r@1,a.csv:2\n"));
    for (name, begins) in [
        ("ud.json", "{\n  \"schema\": 1"),
        ("ud.jsonl", "{\"leverandoer_id\""),
        ("ud.txt", "Leverandør"),
    ] {
        let ran = Case::score(rubric(), &assessed(&["11111111"]))
            .without(&["--format", "csv"])
            .args(["-o", name])
            .code(0);
        let text = String::from_utf8(ran.read(name)).expect("text");
        assert!(text.starts_with(begins), "{text}");
    }
}

#[test]
fn the_format_must_be_told_by_the_ending_or_by_an_option() {
    Case::score(rubric(), &assessed(&["11111111"]))
        .without(&["--format", "csv"])
        .args(["-o", "ud.doc"])
        .stderr("error: the format cannot be told from ud.doc; use .csv, .json, .jsonl or .txt, or give --format\n")
        .code(2)
        .left_only(&["a.csv", "r.toml"]);
}

#[test]
fn a_run_that_fails_leaves_no_file_and_leaves_an_existing_one_untouched() {
    // The second row's quote is never closed, so that the fault is found after a row was placed.
    for csv in ["leverandoer_id;navn\n1;A\n2;\"B\n", "navn\nA\n", ""] {
        for format in ["csv", "json", "jsonl", "table"] {
            let run = |before: Option<&str>| {
                let mut command = command();
                let folder = tempfile::tempdir().expect("a folder");
                std::fs::write(folder.path().join("r.toml"), rubric().to_string()).expect("a file");
                std::fs::write(folder.path().join("a.csv"), csv).expect("a file");
                if let Some(text) = before {
                    std::fs::write(folder.path().join("ud"), text).expect("a file");
                }
                command
                    .args(["score", "a.csv", "--rubric", "r.toml", "-o", "ud", "--format", format]);
                let output = command.current_dir(folder.path()).output().expect("a process");
                assert_eq!(output.status.code(), Some(2));
                assert!(output.stdout.is_empty());
                let files = std::fs::read_dir(folder.path()).expect("a folder").count();
                (files, std::fs::read_to_string(folder.path().join("ud")).ok())
            };
            assert_eq!(run(None), (2, None));
            assert_eq!(run(Some("før")), (3, Some("før".to_owned())));
        }
    }
}

/// Scores `csv` where no file may be longer than so many pieces of 512 bytes: what is said, the exit code, and how
/// many files are left.
#[cfg(target_os = "linux")]
fn score_without_room(csv: String, pieces: u32, args: &[&str]) -> (String, Option<i32>, usize) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("r.toml"), rubric().to_string()).expect("a file");
    std::fs::write(folder.path().join("a.csv"), csv).expect("a file");
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("trap '' XFSZ; ulimit -f {pieces}; exec \"$0\" \"$@\""))
        .arg(binary())
        .args(["score", "a.csv", "--rubric", "r.toml", "--lang", "da"])
        .args(args)
        .current_dir(folder.path())
        .output()
        .expect("a process");
    let said = String::from_utf8(output.stderr).expect("text");
    let left = std::fs::read_dir(folder.path()).expect("a folder").count();
    (said, output.status.code(), left)
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_for_which_there_is_no_room_is_named_however_long_it_is() {
    for rows in [50, 5_000] {
        let rows: String = (1..=rows).map(|row| format!("{row};A\n")).collect();
        let csv = format!("leverandoer_id;navn\n{rows}");
        let message = "fejl: ud.csv kan ikke skrives: filen bliver større, end systemet tillader\n";
        let ran = score_without_room(csv, 2, &["-o", "ud.csv"]);
        assert_eq!(ran, (message.to_owned(), Some(2), 2));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn where_there_is_no_room_for_the_rejected_rows_the_results_are_not_left_either() {
    let rejected = format!("2;{};x\n", "navn".repeat(50)).repeat(100);
    let csv = format!("leverandoer_id;navn;metoder\n1;A;\n{rejected}");
    let message =
        "fejl: afviste.csv kan ikke skrives: filen bliver større, end systemet tillader\n";
    let ran = score_without_room(csv, 16, &["-o", "ud.csv", "--rejects", "afviste.csv"]);
    assert_eq!(ran, (message.to_owned(), Some(2), 2));
}

#[test]
fn rejected_rows_do_not_keep_a_file_from_being_written() {
    Case::score(rubric(), "leverandoer_id;metoder\n1;x\n2;\n")
        .args(["-o", "ud.csv"])
        .stderr(
            "
            error[not-a-level] a.csv:2, B2 »metoder«: “x” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1)
        .left_only(&["a.csv", "r.toml", "ud.csv"]);
}

#[test]
fn a_place_that_cannot_be_written_is_told_of_before_the_work() {
    Case::score(rubric(), "leverandoer_id\n1\n")
        .args(["-o", "mappe/ud.csv"])
        .stderr("error: mappe/ud.csv cannot be written: the folder does not exist\n")
        .code(2);
    Case::score(rubric(), "leverandoer_id\n1\n")
        .file("ud.csv/fil", "")
        .args(["-o", "ud.csv"])
        .stderr("error: ud.csv cannot be written: this is a folder, not a file\n")
        .code(2);
}

#[test]
fn excel_goes_with_csv_alone() {
    Case::score(rubric(), "leverandoer_id\n1\n")
        .without(&["--format", "csv"])
        .args(["--format", "json", "--excel"])
        .stderr("error: --excel goes with CSV\n")
        .code(2);
}

// Streams and exit codes.

#[test]
fn done_is_0_something_to_act_on_1_and_could_not_be_done_2() {
    Case::score(rubric(), "leverandoer_id\n1\n").records("leverandoer_id", &["1"]).code(0);
    Case::score(rubric(), "leverandoer_id;metoder\n1;x\n")
        .records("leverandoer_id", &[])
        .stderr(
            "
            error[not-a-level] a.csv:2, B2 »metoder«: “x” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
    Case::score(rubric(), "navn\nA\n")
        .stderr(
            "
            error[column-missing] a.csv:1: the column leverandoer_id is missing
                add a column with the header leverandoer_id
        ",
        )
        .code(2);
}

#[test]
fn a_refused_rubric_stops_the_run_with_nothing_on_standard_output() {
    let bad = rubric().to_string().replace("status = \"gaeldende\"", "status = \"god\"");
    Case::score(bad, "leverandoer_id\n1\n")
        .stderr(
            "
            error[unknown-value]: `status` cannot be `god`
             --> r.toml:7:10
              |
            7 | status = \"god\"
              |          ^^^^^
              |
              = help: possible: illustrativ, udkast, gaeldende

        ",
        )
        .code(2);
}

#[test]
fn a_rubric_that_cannot_be_read_is_told_of_in_the_readers_language() {
    for (name, bytes, said) in [
        ("findes-ikke.toml", None, "filen findes ikke"),
        (
            "latin.toml",
            Some(&b"schema = 1\n# m\xE5lgruppe\n"[..]),
            "filen er ikke gemt som UTF-8 (E5 på linje 2); gem den igen som UTF-8",
        ),
    ] {
        let code = if bytes.is_some() { "not-utf-8" } else { "file-not-found" };
        let case = Case::new()
            .file("a.csv", "leverandoer_id\n1\n")
            .args(["score", "a.csv", "--lang", "da", "--rubric", name]);
        let case = match bytes {
            Some(bytes) => case.bytes(name, bytes),
            None => case,
        };
        case.stderr(format!("fejl[{code}] {name}: {said}\n")).code(2);
    }
    Case::new()
        .file("a.csv", "leverandoer_id\n1\n")
        .file("tom/læsmig.txt", "")
        .args(["score", "a.csv", "--lang", "da", "--rubrics", "tom"])
        .stderr("fejl: tom har ingen vejledninger (.toml)\n")
        .code(2);
}

#[test]
fn a_rubric_with_a_bom_or_with_crlf_is_read_like_any_other() {
    let text = rubric().to_string();
    for text in [format!("\u{feff}{text}"), text.replace('\n', "\r\n")] {
        Case::score(text, "leverandoer_id\n1\n").records("rubrik", &["r@1"]).code(0);
    }
}

#[test]
fn quiet_leaves_only_errors() {
    let csv = "leverandoer_id;cvr;telefon;metoder\n1;13748137;1;x\n2;;;\n";
    Case::score_aloud(rubric(), csv)
        .records("leverandoer_id", &["2"])
        .stderr("
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            note[unknown-column] a.csv:1, C1 »telefon«: the column is not used
            warning[cvr-check-sum] a.csv:2, B2 »cvr«: “13748137” – the CVR number's check digit does not fit; is a digit mistyped?
            error[not-a-level] a.csv:2, D2 »metoder«: “x” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error: 1 row is rejected and not in the result
            2 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 1 uafklaret + 1 rejected
        ")
        .code(1);
    Case::score(rubric(), csv)
        .records("leverandoer_id", &["2"])
        .stderr(
            "
            error[not-a-level] a.csv:2, D2 »metoder«: “x” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn an_illustrative_rubric_is_said_to_be_one() {
    let illustrative = rubric().to_string().replace("gaeldende", "illustrativ");
    Case::score_aloud(illustrative, &assessed(&["11111111"]))
        .args(["--lang", "da"])
        .records("niveau", &["let"])
        .stderr("
            a.csv: læst som UTF-8 med ; mellem cellerne og komma som decimaltegn
            1 række læst = 1 indplaceret + 0 under let + 0 uden fornøden kvalitet + 0 uafklaret + 0 afvist
            Illustrative vejledninger: modellen siger kun, at de otte parametre vægter lige. Gennemsnittet, dets grænser og alle tærskler er dette programs valg og ikke Socialstyrelsens.
        ")
        .code(0);
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    for format in ["csv", "jsonl", "json", "table"] {
        let folder = tempfile::tempdir().expect("a folder");
        let row = ";".repeat(case::PARAMETERS.len());
        let rows: String = (0..2000).map(|id| format!("{id};{row}\n")).collect();
        let csv = format!("leverandoer_id;navn;{}\n{rows}", case::PARAMETERS.join(";"));
        std::fs::write(folder.path().join("a.csv"), csv).expect("a file");
        std::fs::write(folder.path().join("r.toml"), rubric().to_string()).expect("a file");
        let mut process = command()
            .args(["score", "a.csv", "--rubric", "r.toml", "--quiet", "--format", format])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a process");
        drop(process.stdout.take());
        let output = process.wait_with_output().expect("an end");
        assert_eq!((output.status.code(), &output.stderr[..]), (Some(0), &b""[..]), "{format}");
    }
}

#[test]
fn a_fault_of_the_command_line_is_told_of_with_help() {
    Case::new()
        .args(["score", "a.csv", "--rubriks", "r"])
        .stderr(
            "
            error: there is no option “--rubriks”
                did you mean --rubrics?
            See `indplacer --help`.
        ",
        )
        .code(2);
    Case::new()
        .args(["score", "a.csv", "--format", "xml", "--lang", "da"])
        .stderr(
            "
            fejl: »xml« kan ikke bruges til --format <FORMAT>
                muligt er: table, csv, json, jsonl
            Se `indplacer --help`.
        ",
        )
        .code(2);
    Case::new()
        .args(["score", "--lang", "da"])
        .stderr(
            "
            fejl: <FIL>... mangler
            Se `indplacer --help`.
        ",
        )
        .code(2);
}

// The language of these tests: a case that expects something else must fail.

fn one() -> Case {
    Case::score_aloud(rubric(), &assessed(&["11111111"])).records("niveau", &["let"])
}

const SAID_OF_ONE: &str = "a.csv: read as UTF-8, cells separated by ;, decimal comma\n1 row read = 1 indplaceret + 0 under let + 0 uden kvalitet + 0 uafklaret + 0 rejected\n";

#[test]
fn a_case_that_expects_what_is_passes() {
    one().stderr(SAID_OF_ONE).code(0);
}

#[test]
#[should_panic(expected = "+1 row read")]
fn a_case_that_does_not_say_what_is_on_standard_error_fails() {
    one().code(0);
}

#[test]
#[should_panic(expected = "expected 1")]
fn a_case_with_another_exit_code_fails() {
    one().stderr(SAID_OF_ONE).code(1);
}

#[test]
#[should_panic(expected = "-højt\n+let")]
fn a_case_with_another_cell_fails() {
    one().records("niveau", &["højt"]).stderr(SAID_OF_ONE).code(0);
}

#[test]
#[should_panic(expected = "no column niveauer")]
fn a_case_that_looks_at_a_column_that_is_not_there_fails() {
    one().records("niveauer", &["let"]).stderr(SAID_OF_ONE).code(0);
}

#[test]
#[should_panic(expected = "+\\u{feff}leverandoer_id")]
fn a_case_fails_on_signs_that_cannot_be_seen() {
    one().args(["--excel"]).stdout("leverandoer_id\n").stderr(SAID_OF_ONE).code(0);
}

#[test]
fn a_file_that_is_read_is_never_written_over() {
    Case::new()
        .file("r.toml", rubric())
        .file("a.csv", "leverandoer_id\n1\n")
        .args(["score", "a.csv", "--rubric", "r.toml", "-o", "./a.csv"])
        .stderr("error: ./a.csv is the same file as a.csv, which is to be read and cannot be written as well\n")
        .code(2)
        .left("a.csv", "leverandoer_id\n1\n");
}
