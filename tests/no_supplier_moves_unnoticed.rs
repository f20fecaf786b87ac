//! Cases, mutants and differences: what the program shows, and whether it is all there is.

mod case;

use case::{Case, RubricText, rubric};
use indplacer::arithmetic::Number;
use indplacer::assessment::{Assessment, Fact};
use indplacer::diagnostic::Diagnostics;
use indplacer::intake::Input;
use indplacer::place::place_part;
use indplacer::regress::diff::{Attribution, Change, Course};
use indplacer::regress::domain::{self, Verdict};
use indplacer::regress::edits::Comparison;
use indplacer::regress::mutants::{self, Variant};
use indplacer::regress::results::State;
use indplacer::regress::trial;
use indplacer::rubric::{Catalogue, Kind, OptionSet, Rubric};
use indplacer::score::{Options, open};
use indplacer::source::Source;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Display;

/// Three levels of citizens, with an exception, and two parameters that can be told apart.
fn small() -> RubricText {
    rubric()
        .tables("[groups]\nleverandoertype = [\"botilbud\", \"ambulant\"]")
        .indicators("a = count, b = bool, s = set, c = choice")
        .levels(
            "aktiv_praksis",
            "cumulative",
            [
                "indicator = \"a\", min = 2",
                "indicator = \"a\", min = 5, min_for = [{ leverandoertype = \"ambulant\", min = 7 }]",
                "any_of = [{ indicator = \"b\", is = true }, { indicator = \"s\", at_least = 2 }]",
            ],
        )
}

fn checked(text: impl Display) -> Rubric {
    let mut notes = Diagnostics::default();
    let source = Source { name: "r.toml".into(), text: text.to_string().into() };
    Rubric::read(source, &mut notes).unwrap_or_else(|| panic!("{notes:?}"))
}

/// Mutants as `place: from > to`; `-` for what is left out.
fn mutants_of(rubric: &Rubric) -> BTreeSet<String> {
    let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
    let all = mutants::all(rubric);
    let texts: BTreeSet<String> = all
        .iter()
        .map(|mutant| {
            let tweak = &mutant.tweak;
            format!("{}: {} > {}", tweak.place, shown(&tweak.from), shown(&tweak.to))
        })
        .collect();
    assert_eq!(texts.len(), all.len(), "no mutant twice");
    texts
}

#[test]
fn the_mutants_of_a_small_rubric_are_those_that_a_hand_finds() {
    let by_hand = "
        placement.cutoffs let: 0.5 > 0.4
        placement.cutoffs let: 0.5 > 0.6
        placement.cutoffs moderat: 1.5 > 1.4
        placement.cutoffs moderat: 1.5 > 1.6
        placement.cutoffs hoejt: 2.5 > 2.4
        placement.cutoffs hoejt: 2.5 > 2.6
        aktiv_praksis levels: cumulative > independent
        aktiv_praksis let: aktiv_praksis-let > -
        aktiv_praksis-let min: 2 > 1
        aktiv_praksis-let min: 2 > 3
        aktiv_praksis-let max: - > 3
        aktiv_praksis-let max: - > 42
        aktiv_praksis moderat: aktiv_praksis-moderat > -
        aktiv_praksis-moderat min: 5 > 4
        aktiv_praksis-moderat min: 5 > 6
        aktiv_praksis-moderat max: - > 8
        aktiv_praksis-moderat max: - > 47
        aktiv_praksis-moderat min_for leverandoertype=ambulant: 7 > -
        aktiv_praksis-moderat min_for leverandoertype=ambulant: 7 > 6
        aktiv_praksis-moderat min_for leverandoertype=ambulant: 7 > 8
        aktiv_praksis hoejt: aktiv_praksis-hoejt > -
        aktiv_praksis-hoejt any_of: 1/2 > 2/2
        aktiv_praksis-hoejt any_of: b > -
        aktiv_praksis-hoejt any_of: s > -
        aktiv_praksis-hoejt b is: true > false
        aktiv_praksis-hoejt s at_least: 2 > 1
        aktiv_praksis-hoejt s at_least: 2 > 3
    ";
    let by_hand: BTreeSet<String> = by_hand
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(mutants_of(&checked(small())), by_hand);
}

#[test]
fn the_number_of_options_for_a_group_has_mutants_of_its_own() {
    let text = rubric()
        .tables("[groups]\naldersgruppe = [\"børn\", \"voksne\"]")
        .indicators("s = set")
        .criterion(
            "indicator = \"s\", includes = [\"x\", \"y\"], at_least = 2, at_least_for = [{ aldersgruppe = \"voksne\", at_least = 1 }]",
        );
    let found = mutants_of(&checked(text));
    let of_options = found.iter().filter(|text| text.contains("at_least"));
    let of_options: Vec<&str> = of_options.map(String::as_str).collect();
    assert_eq!(
        of_options,
        [
            "aktiv_praksis-hoejt at_least: 2 > 1",
            "aktiv_praksis-hoejt at_least_for aldersgruppe=voksne: 1 > -",
            "aktiv_praksis-hoejt at_least_for aldersgruppe=voksne: 1 > 2",
            "aktiv_praksis-let at_least: 2 > 1",
            "aktiv_praksis-let at_least_for aldersgruppe=voksne: 1 > -",
            "aktiv_praksis-let at_least_for aldersgruppe=voksne: 1 > 2",
            "aktiv_praksis-moderat at_least: 2 > 1",
            "aktiv_praksis-moderat at_least_for aldersgruppe=voksne: 1 > -",
            "aktiv_praksis-moderat at_least_for aldersgruppe=voksne: 1 > 2",
        ]
    );
}

#[test]
fn must_haves_choices_shares_and_numbers_have_mutants_of_their_own() {
    let text = rubric()
        .tables("[placement]\nrule = \"weakest\"")
        .tables("[[placement.require]]\nlevel = \"hoejt\"\nparameter = \"metoder\"\nat_least = \"moderat\"")
        .indicators("n = number, c = choice, s = set")
        .levels(
            "uddannelse",
            "independent",
            [
                "indicator = \"n\", min = 2.5, max = 2.6",
                "indicator = \"c\", min = \"x\", max = \"z\"",
                "all_of = [{ indicator = \"c\", one_of = [\"x\", \"y\"] }, { indicator = \"s\", includes = [\"x\", \"z\"] }]",
            ],
        );
    let by_hand = [
        "placement.require hoejt metoder: moderat > -",
        "placement.require hoejt metoder level: hoejt > moderat",
        "placement.require hoejt metoder at_least: moderat > let",
        "placement.require hoejt metoder at_least: moderat > hoejt",
        "uddannelse levels: independent > cumulative",
        "uddannelse let: uddannelse-let > -",
        "uddannelse-let min: 2.5 > 2.4",
        "uddannelse-let min: 2.5 > 2.6",
        "uddannelse-let max: 2.6 > 2.5",
        "uddannelse-let max: 2.6 > 2.7",
        "uddannelse moderat: uddannelse-moderat > -",
        "uddannelse-moderat min: x > y",
        "uddannelse-moderat max: z > y",
        "uddannelse hoejt: uddannelse-hoejt > -",
        "uddannelse-hoejt all_of: 2/2 > 1/2",
        "uddannelse-hoejt all_of: c > -",
        "uddannelse-hoejt all_of: s > -",
        "uddannelse-hoejt c one_of: x > -",
        "uddannelse-hoejt c one_of: y > -",
        "uddannelse-hoejt c one_of: - > z",
        "uddannelse-hoejt s at_least: 2 > 1",
        "uddannelse-hoejt s includes: x > -",
        "uddannelse-hoejt s includes: z > -",
        "uddannelse-hoejt s includes: - > y",
    ];
    let by_hand: BTreeSet<String> = by_hand.into_iter().map(str::to_owned).collect();
    assert_eq!(mutants_of(&checked(text)), by_hand);
}

/// Every row that a small rubric can tell from another: counts to 9 and 100, everything else in full, and missing.
fn every_row(rubric: &Rubric) -> Vec<Assessment> {
    let mut start = Assessment::default();
    start.reset(rubric);
    let mut all = vec![start];
    for (index, indicator) in rubric.indicators.iter().enumerate() {
        let numbers = |most: u32, of: u64| {
            (0..=most).map(move |n| Fact::Number(Number::from_ten_thousandths(u64::from(n) * of)))
        };
        // Beyond every bound, those that are set far out included.
        let far = |number| [Fact::Number(Number::from_ten_thousandths(number))];
        let mut facts: Vec<Fact> = match &indicator.kind {
            Kind::Count => numbers(9, 10_000).chain(far(1_000_000)).collect(),
            Kind::Number | Kind::Share { .. } => numbers(40, 1_000).chain(far(1_000_000)).collect(),
            Kind::Bool => vec![Fact::Bool(true), Fact::Bool(false)],
            Kind::Choice { options, .. } => (0..options.names.len()).map(Fact::Choice).collect(),
            Kind::Set { options } => {
                let subset = |mask: usize| {
                    (0..options.names.len())
                        .filter(|option| mask >> option & 1 == 1)
                        .fold(OptionSet::EMPTY, OptionSet::with)
                };
                let masks = 0..1 << options.names.len();
                let pairs =
                    masks.clone().flat_map(|sure| masks.clone().map(move |open| (sure, open)));
                let apart = pairs.filter(|(sure, open)| sure & open == 0);
                apart
                    .map(|(sure, open)| Fact::Set { sure: subset(sure), open: subset(open) })
                    .collect()
            }
        };
        facts.push(Fact::Missing);
        all = all
            .iter()
            .flat_map(|row| {
                facts.iter().map(move |fact| {
                    let mut row = row.clone();
                    row.facts[index] = *fact;
                    row
                })
            })
            .collect();
    }
    for (index, group) in rubric.groups.iter().enumerate() {
        all = all
            .iter()
            .flat_map(|row| {
                (0..group.values.len()).map(Some).chain([None]).map(move |value| {
                    let mut row = row.clone();
                    row.groups[index] = value;
                    row
                })
            })
            .collect();
    }
    all
}

#[test]
fn a_mutant_is_called_no_change_just_where_every_row_says_so() {
    let rubrics = [
        small(),
        // Sums that share their facts, one within the other and side by side.
        rubric().indicators("a = count, b = count, d = count").levels(
            "metoder",
            "cumulative",
            [
                "sum = [\"a\", \"b\"], min = 3",
                "all_of = [{ sum = [\"a\", \"b\", \"d\"], min = 4 }, { indicator = \"a\", max = 4 }]",
                "any_of = [{ sum = [\"b\", \"d\"], min = 6 }, { indicator = \"b\", min = 3, max = 5 }]",
            ],
        ),
        // Decimals that are added, one sum within the other, and a test that others settle.
        rubric().indicators("n = number, m = number").levels(
            "metoder",
            "cumulative",
            [
                "sum = [\"n\", \"m\"], min = 1.5",
                "any_of = [{ sum = [\"n\", \"m\"], min = 2.5 }, { indicator = \"m\", min = 2.5 }]",
                "all_of = [{ sum = [\"n\", \"m\"], min = 3.5 }, { indicator = \"n\", min = 1.0 }]",
            ],
        ),
        // Unions, with options that count and options that do not.
        rubric().indicators("s = set, t = set").levels(
            "metoder",
            "independent",
            [
                "union = [\"s\", \"t\"], includes = [\"x\", \"y\"], at_least = 1",
                "all_of = [{ indicator = \"s\", at_least = 1 }, { union = [\"s\", \"t\"], at_least = 3 }]",
                "indicator = \"t\", includes = [\"z\"]",
            ],
        ),
        // A number of options that depends on a group.
        rubric()
            .tables("[groups]\naldersgruppe = [\"børn\", \"voksne\"]")
            .indicators("s = set, t = set")
            .levels(
                "metoder",
                "cumulative",
                [
                    "union = [\"s\", \"t\"], at_least = 1",
                    "union = [\"s\", \"t\"], at_least = 2, at_least_for = [{ aldersgruppe = \"voksne\", at_least = 1 }]",
                    "union = [\"s\", \"t\"], includes = [\"x\", \"y\"], at_least = 2, at_least_for = [{ aldersgruppe = \"børn\", at_least = 1 }]",
                ],
            ),
        // Criteria that cannot matter: one is met whenever another is.
        rubric().indicators("a = count, n = share, c = choice").levels(
            "metoder",
            "cumulative",
            [
                "all_of = [{ indicator = \"a\", min = 2 }, { indicator = \"a\", min = 4 }]",
                "at_least = 2, of = [{ indicator = \"n\", min = 2.5 }, { indicator = \"c\", min = \"y\" }, { indicator = \"n\", min = 1 }]",
                "indicator = \"n\", min = 3.5, max = 3.7",
            ],
        ),
    ];
    for text in rubrics {
        let rubric = checked(text);
        let rows = every_row(&rubric);
        let (mut same, mut different) = (0, 0);
        for mutant in mutants::all(&rubric) {
            let Variant::Part(parameter, part) = &mutant.variant else {
                continue;
            };
            let own = rubric.parameter(*parameter);
            let computed = |part, row| place_part(&rubric, part, row, *parameter).computed;
            let differs = rows.iter().any(|row| computed(own, row) != computed(part, row));
            let place = &mutant.tweak.place;
            match domain::compare(&rubric, *parameter, own, part) {
                Verdict::Same => {
                    assert!(!differs, "{place} is a change after all");
                    same += 1;
                }
                Verdict::Differs(row) => {
                    assert_ne!(computed(own, &row), computed(part, &row), "{place}");
                    assert!(differs, "{place} differs only on rows beyond those tried here");
                    different += 1;
                }
                Verdict::Unsettled => panic!("{place} is small enough to settle"),
            }
        }
        assert!(different > 10, "{different} changes, {same} without effect");
    }
}

const SOME_ROWS: &str = "\
leverandoer_id;case;leverandoertype;fornoeden_kvalitet;a;b;s;praksiserfaring;uddannelse;fagmiljoe;samarbejdsformer;vidensudvikling;metoder;hjaelpemidler;forventet_niveau;forventet_status;forventet_aktiv_praksis
1;Botilbud med fem borgere;botilbud;ja;5;nej;x;2;2;2;2;2;2;2;moderat;;moderat
2;Ambulant med fem borgere;ambulant;ja;5;nej;x;2;2;2;2;2;2;2;;;moderat
3;;botilbud;nej;;;;;;;;;;;;uden_kvalitet;
4;Uden kvalitet;botilbud;nej;;;;;;;;;;;;indplaceret;
";

fn test_of_small(cases: &str) -> Case {
    Case::new().file("rubrics/r.toml", small()).file("rubrics/r.cases.csv", cases).args([
        "test",
        "--rubric",
        "rubrics/r.toml",
    ])
}

#[test]
fn a_case_that_fails_says_what_was_expected_and_which_criteria_made_the_difference() {
    test_of_small(SOME_ROWS)
        .stdout(
            "
            FAIL rubrics/r.cases.csv:3 Ambulant med fem borgere
                forventet_aktiv_praksis: expected moderat, got let
                  aktiv_praksis-moderat not met: Krav (a: 5)
            FAIL rubrics/r.cases.csv:5 Uden kvalitet
                forventet_status: expected indplaceret, got uden_kvalitet

            4 cases: 2 as expected, 2 not (0 rejected)
            ",
        )
        .code(1);
}

#[test]
fn cases_beside_the_rubrics_are_found_and_none_at_all_is_an_error() {
    let case = || {
        Case::new()
            .file("rubrics/r.toml", small())
            .file("here/r.toml", small())
            .file("here/a.cases.csv", SOME_ROWS.replace(";case;", ";maalgruppe;"))
    };
    let row =
        "leverandoer_id;maalgruppe;fornoeden_kvalitet;forventet_status\n1;r;nej;uden_kvalitet\n";
    Case::new()
        .file("rubrics/r.toml", small())
        .file("rubrics/x.cases.csv", row)
        .args(["test"])
        .stdout("1 case: 1 as expected, 0 not (0 rejected)\n")
        .code(0);
    case()
        .args(["test"])
        .stderr("error: there are no cases (*.cases.csv or *.cases.xlsx) in rubrics\n")
        .code(2);
    Case::new()
        .args(["test", "--lang", "da"])
        .stderr("fejl: der er ingen prøvesager (*.cases.csv eller *.cases.xlsx) i rubrics\n")
        .code(2);
    Case::new()
        .file("there/r.toml", small())
        .file("there/x.cases.csv", row)
        .args(["test", "--rubrics", "there/r.toml"])
        .stdout("1 case: 1 as expected, 0 not (0 rejected)\n")
        .code(0);
}

#[test]
fn cases_in_a_workbook_beside_the_rubrics_are_found_and_tried_as_those_in_csv_are() {
    let workbook = |level: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let rows = [
            ["leverandoer_id", "case", "maalgruppe", "a", "forventet_aktiv_praksis"],
            ["1", "Med tre borgere", "r", "3", level],
        ];
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, cell).expect("a cell");
            }
        }
        book.save_to_buffer().expect("a workbook")
    };
    let csv = "leverandoer_id;maalgruppe;a;forventet_aktiv_praksis\n2;r;2;let\n";
    let case = |level: &str| {
        Case::new()
            .file("rubrics/r.toml", small())
            .bytes("rubrics/r.cases.xlsx", &workbook(level))
            // No case file is what is named otherwise.
            .bytes("rubrics/r.xlsx", &workbook("højt"))
    };
    case("let").args(["test"]).stdout("1 case: 1 as expected, 0 not (0 rejected)\n").code(0);
    case("moderat")
        .file("rubrics/a.cases.csv", csv)
        .args(["test", "--rubrics", "rubrics"])
        .stdout(
            "
            FAIL rubrics/r.cases.xlsx:2 Med tre borgere
                forventet_aktiv_praksis: expected moderat, got let
                  aktiv_praksis-moderat not met: Krav (a: 3)

            2 cases: 1 as expected, 1 not (0 rejected)
            ",
        )
        .code(1);
}

#[test]
fn what_cannot_be_expected_is_said_with_its_cell() {
    test_of_small("leverandoer_id;forventet_nivea;forventet_fagmiljoe\n1;let;meget\n")
        .stderr(
            "
            error[expectation-unknown] rubrics/r.cases.csv:1, B1 »forventet_nivea«: nothing of that name can be expected
                did you mean “forventet_niveau”?
            ",
        )
        .code(2);
    test_of_small("leverandoer_id;forventet_niveau;forventet_fagmiljoe\n1;let;meget\n")
        .stderr(
            "
            error[expectation-unreadable] rubrics/r.cases.csv:2, C2 »forventet_fagmiljoe«: “meget” – that cannot be expected here
                possible: under let, let, moderat, højt, let..højt, ikke relevant
            ",
        )
        .code(2);
    test_of_small("leverandoer_id;borgere\n1;8\n")
        .stderr(
            "
            error[nothing-expected] rubrics/r.cases.csv: the file does not say what is expected of its rows
                add a column forventet_niveau, forventet_status, or forventet_ and the name of a parameter
            ",
        )
        .code(2);
}

#[test]
fn a_case_whose_row_is_rejected_fails() {
    test_of_small("leverandoer_id;a;fornoeden_kvalitet;forventet_status\n1;mange;nej;\n2;3;nej;uden_kvalitet\n")
        .stdout(
            "
            FAIL rubrics/r.cases.csv:2 rubrics/r.cases.csv:2
                the row is rejected
                  B2 »a«: “mange” – not a number; write the number alone, such as 12 or 12,5

            2 cases: 1 as expected, 1 not (1 rejected)
            ",
        )
        .code(1);
}

#[test]
fn bless_writes_what_is_computed_and_keeps_every_other_byte() {
    let encoded = |text: &str| {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let before = "sep=;\r\nleverandoer_id;\"fornoeden_kvalitet\";note;a;b;forventet_aktiv_praksis;forventet_status\r\n 1 ;ja;\"æ\r\n\"\"ø\"\"\";9;ja;\"let\";\r\n2;nej;;;;;\r\n3;nej;;;;;uden_kvalitet";
    let filled = before.replace("2;nej;;;;;", "2;nej;;;;under let..højt;uden_kvalitet");
    let all = filled.replace("9;ja;\"let\";", "9;ja;højt;");
    let note = "note[unknown-column] r.cases.csv:2, C1 »note«: the column is not used\n    did you mean “a_note”?\n";
    let case = |bless: &str| {
        Case::new()
            .file("r.toml", small())
            .bytes("r.cases.csv", &encoded(before))
            .args(["test", "--rubric", "r.toml", bless])
    };
    // What is filled stays, and so does an empty cell beside it.
    let ran = case("--bless")
        .stderr(format!(
            "{note}r.cases.csv: 2 expectations written\nerror: 1 filled expectation says otherwise than what is computed; mend them, or write them anew with --bless=all\n"
        ))
        .code(1);
    assert_eq!(ran.read("r.cases.csv"), encoded(&filled));
    let ran = case("--bless=all")
        .stderr(format!(
            "{note}r.cases.csv: 3 expectations written\n    r.cases.csv:3 1: forventet_aktiv_praksis: let → højt\n"
        ))
        .code(0);
    assert_eq!(ran.read("r.cases.csv"), encoded(&all));
}

#[test]
fn bless_refuses_where_nobody_looks() {
    test_of_small(SOME_ROWS)
        .args(["--bless"])
        .env("CI", "true")
        .stderr(
            "error: --bless is not for CI: what is written is to be seen and saved by a person\n",
        )
        .code(2);
}

/// The document of a run that is expected to leave standard error empty.
fn json(case: Case, code: i32) -> Value {
    // Standard output is looked into rather than compared.
    let output = case.output();
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("a document")
}

#[test]
fn the_cases_that_mutate_suggests_notice_every_mutant_that_can_be_noticed() {
    let header = "leverandoer_id;case;maalgruppe;leverandoertype;fornoeden_kvalitet;a;b;s";
    let parameters: Vec<String> = case::PARAMETERS
        .iter()
        .map(|name| format!("{name};{name}_begrundelse;forventet_{name}"))
        .collect();
    let mut cases = format!("{header};{};forventet_niveau\n", parameters.join(";"));
    cases += &format!("første;;r;;nej;;;{}uden_kvalitet\n", ";".repeat(8 * 3 + 1));
    let run = |cases: &str| {
        Case::new().file("r.toml", small()).file("r.cases.csv", cases).args([
            "test",
            "--rubrics",
            "r.toml",
            "--mutate",
            "--format",
            "json",
        ])
    };
    let before = json(run(&cases), 1);
    let survivors = before["mutants"][0]["survivors"].as_array().expect("survivors");
    assert!(survivors.len() > 15, "{survivors:?}");
    for survivor in survivors {
        assert_eq!(survivor["case_file"], "r.cases.csv", "{survivor}");
        cases += &format!("{}\n", survivor["row"].as_str().expect("a row"));
    }
    let after = json(run(&cases), 0);
    assert_eq!(after["totals"]["survivors"], 0);
    assert_eq!(after["totals"]["failed"], 0);
    let equivalent = after["mutants"][0]["equivalent"].as_array().expect("a list");
    assert_eq!(before["mutants"][0]["equivalent"].as_array(), Some(equivalent));
}

#[test]
fn the_cases_of_the_built_in_rubrics_notice_every_mutant_that_is_one() {
    let root = env!("CARGO_MANIFEST_DIR");
    let folder = format!("{root}/rubrics");
    let document =
        json(Case::new().args(["test", "--rubrics", &folder, "--mutate", "--format", "json"]), 0);
    let rubrics = document["mutants"].as_array().expect("mutants");
    assert_eq!(rubrics.len(), 4);
    for rubric in rubrics {
        assert!(rubric["mutants"].as_u64() > Some(5), "{rubric}");
        assert_eq!(rubric["survivors"], serde_json::json!([]));
        // Levels that build on each other are the same either way where each asks for more than the last.
        let equivalent = rubric["equivalent"].as_array().expect("a list");
        let places: Vec<&str> = equivalent.iter().filter_map(|one| one["place"].as_str()).collect();
        let expected: &[&str] = match rubric["rubrik"].as_str() {
            Some("generisk@2020.2") => &[],
            _ => &["uddannelse levels", "vidensudvikling levels"],
        };
        assert_eq!(places, expected);
    }
}

/// Edits of [`small`], each a piece of its text and what takes its place.
const EDITS: [(&str, &str); 8] = [
    ("indicator = \"a\", min = 2", "indicator = \"a\", min = 4"),
    ("indicator = \"a\", min = 5,", "indicator = \"a\", min = 3,"),
    ("\"ambulant\", min = 7", "\"ambulant\", min = 4"),
    ("{ indicator = \"b\", is = true }", "{ indicator = \"b\", is = false }"),
    ("{ indicator = \"s\", at_least = 2 }", "{ indicator = \"s\", at_least = 1 }"),
    ("[groups]", "[placement]\ncutoffs = { let = 0.5, moderat = 1.4, hoejt = 2.1 }\n[groups]"),
    ("levels = \"cumulative\"", "levels = \"independent\""),
    ("any_of = [", "all_of = ["),
];

/// An edit of what people read.
const WORDING: (&str, &str) = ("text = \"Krav\"", "text = \"Et krav\"");

const DATA: &str = "\
leverandoer_id;maalgruppe;leverandoertype;fornoeden_kvalitet;a;b;s;praksiserfaring;uddannelse;fagmiljoe;samarbejdsformer;vidensudvikling;metoder;hjaelpemidler
1;r;botilbud;ja;2;ja;x;2;2;2;2;2;2;2
2;r;botilbud;ja;3;nej;x | y;2;2;2;2;2;2;1
3;r;ambulant;ja;4;ja;ingen;3;3;2;2;2;2;3
4;r;ambulant;ja;5;nej;x;2;2;2;2;1;1;0
5;r;;ja;6;nej;x;2;2;2;2;2;2;2
6;r;botilbud;ja;9;ja;x;3;3;2;2;2;2;1
7;r;botilbud;ja;1;;x | y | z;1;1;1;2;2;1;2
8;r;ambulant;ja;7;nej;x | z;1;2;1;2;2;1;1
9;r;ambulant;;7;nej;x | z;1;2;1;2;2;1;1
10;r;botilbud;ja;5;ja;x;2;2;2;2;2;1;0
";

/// Where every supplier stands, by the program's own reading of the file.
fn states(rubric: Rubric, file: &Input) -> Vec<Option<State>> {
    let catalogue = Catalogue::of(vec![rubric]);
    let (options, mut notes) = (Options::default(), Diagnostics::default());
    let mut states = vec![None; 11];
    open(&catalogue, std::slice::from_ref(file), &options, &mut notes)
        .expect("a file that opens")
        .score(&mut notes, |row| {
            let id: usize = row.record.identity[0].parse().expect("a number");
            let placement = row.record.placement;
            states[id] = Some(State::of(placement.status, placement.level));
            Ok(())
        })
        .expect("a file that can be scored");
    states
}

#[test]
fn moves_are_laid_to_the_edits_that_every_subset_of_them_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.csv");
    std::fs::write(&path, DATA).expect("a file");
    let file = Input::File(path);
    let text = small().to_string();
    let (mut moved, mut joint) = (0, 0);
    // Every seventh subset of the edits of the text, and all of them.
    for mask in (1..1usize << EDITS.len()).step_by(7).chain([255]) {
        let mut other = text.clone();
        for (bit, (from, to)) in EDITS.iter().enumerate() {
            if mask >> bit & 1 == 1 {
                assert!(other.contains(from), "{from}");
                other = other.replace(from, to);
            }
        }
        let (before, after) = (checked(&text), checked(&other));
        let comparison = Comparison::of(&before, &after).expect("two rubrics");
        let count = comparison.edits.len();
        let all: Vec<Vec<Option<State>>> = (0..1usize << count)
            .map(|chosen| {
                let chosen: Vec<bool> = (0..count).map(|edit| chosen >> edit & 1 == 1).collect();
                comparison.mixture(&chosen).map_or_else(Vec::new, |rubric| states(rubric, &file))
            })
            .collect();
        let catalogues = [before, after].map(|rubric| Catalogue::of(vec![rubric]));
        let diff = trial::compare(
            &catalogues[0],
            &catalogues[1],
            std::slice::from_ref(&file),
            &Options::default(),
            &mut Diagnostics::default(),
        )
        .expect("data that can be scored");
        let whole = (1usize << count) - 1;
        let by_edits = (1..11).filter(|id| all[0].get(*id) != all[whole].get(*id)).count();
        let moves = |change: &&Change| !matches!(change.course(), Course::Stayed(_));
        let movers: Vec<&Change> = diff.changes.iter().filter(moves).collect();
        assert_eq!(movers.len(), by_edits, "everybody who moves is found");
        for change in movers {
            moved += 1;
            let id: usize = change
                .cell(indplacer::vocabulary::Identity::LeverandoerId)
                .parse()
                .expect("a number");
            let to = change.after.as_ref().map(|entry| entry.state);
            let makes = |chosen: usize| all[chosen].get(id).is_some_and(|state| *state == to);
            assert!(makes(whole) && !makes(0), "the edits make the move, and nothing else does");
            let Attribution { alone, needed, together, .. } =
                change.attribution.clone().expect("an attribution");
            let found = |wanted: &dyn Fn(usize) -> bool| -> Vec<usize> {
                (0..count).filter(|edit| wanted(*edit)).collect()
            };
            assert_eq!(alone, found(&|edit| makes(1 << edit)));
            assert_eq!(needed, found(&|edit| !makes(whole & !(1 << edit))));
            if !alone.is_empty() {
                assert_eq!(together, Vec::<usize>::new());
                continue;
            }
            joint += 1;
            let set = together.iter().fold(0, |set, edit| set | 1 << edit);
            assert!(makes(set), "they are enough together");
            for edit in &together {
                assert!(!makes(set & !(1 << edit)), "and none can be spared");
            }
        }
    }
    assert!(moved > 60 && joint > 5, "{moved} moves, {joint} by several edits");
}

#[test]
fn layout_comments_order_and_spelled_out_defaults_are_no_edit() {
    let text = rubric()
        .tables("[groups]\nleverandoertype = [\"botilbud\", \"ambulant\"]")
        .indicators("a = count, s = set, c = choice")
        .levels(
            "metoder",
            "cumulative",
            [
                "sum = [\"a\"], min = 2, min_for = [{ leverandoertype = \"ambulant\", min = 3 }, { leverandoertype = \"botilbud\", min = 1 }]",
                "any_of = [{ indicator = \"a\", min = 2 }, { indicator = \"c\", min = \"y\" }]",
                "all_of = [{ indicator = \"s\", includes = [\"x\", \"y\"] }, { indicator = \"s\", at_least = 2, at_least_for = [{ leverandoertype = \"ambulant\", at_least = 1 }, { leverandoertype = \"botilbud\", at_least = 3 }] }]",
            ],
        )
        .to_string();
    let other = text
        .replace("levels = \"cumulative\"", "# anderledes sat op\nmethod   = \"criteria\"")
        .replace("min = 2, min_for", "min = 2.0, min_for")
        .replace(
            "{ leverandoertype = \"ambulant\", min = 3 }, { leverandoertype = \"botilbud\", min = 1 }",
            "{ leverandoertype = \"Botilbud\", min = 1 }, { leverandoertype = \"ambulant\", min = 3 }",
        )
        .replace(
            "any_of = [{ indicator = \"a\", min = 2 }, { indicator = \"c\", min = \"y\" }]",
            "at_least = 1, of = [{ indicator = \"c\", min = \"Y\" }, { indicator = \"a\", min = 2 }]",
        )
        .replace("includes = [\"x\", \"y\"]", "includes = [\"y\", \"x\"], at_least = 2")
        .replace(
            "{ leverandoertype = \"ambulant\", at_least = 1 }, { leverandoertype = \"botilbud\", at_least = 3 }",
            "{ leverandoertype = \"BOTILBUD\", at_least = 3 }, { leverandoertype = \"ambulant\", at_least = 1 }",
        )
        .replace("[groups]", "[placement]\nrule = \"mean\"\ncutoffs = { let = 0.50, moderat = 1.5, hoejt = 2.5 }\n[groups]");
    assert_ne!(text, other);
    let (before, after) = (checked(&text), checked(&other));
    let comparison = Comparison::of(&before, &after).expect("two rubrics");
    let places: Vec<&str> = comparison.edits.iter().map(|edit| edit.tweak.place.as_str()).collect();
    assert_eq!(places, Vec::<&str>::new());
}

#[test]
fn a_number_of_options_for_a_group_is_an_edit_of_its_own() {
    let on = |numbers: &str| {
        let test = format!("indicator = \"s\", at_least = 2{numbers}");
        rubric()
            .tables("[groups]\naldersgruppe = [\"børn\", \"voksne\"]")
            .indicators("s = set")
            .criterion(&test)
    };
    let data = "leverandoer_id;maalgruppe;aldersgruppe;s;fornoeden_kvalitet;praksiserfaring;uddannelse;fagmiljoe;samarbejdsformer;vidensudvikling;metoder;hjaelpemidler\n1;r;voksne;x;ja;2;2;1;1;1;1;1\n2;r;børn;x;ja;2;2;1;1;1;1;1\n";
    Case::new()
        .file("before.toml", on(""))
        .file(
            "after.toml",
            on(", at_least_for = [{ aldersgruppe = \"voksne\", at_least = 1 }]"),
        )
        .file("a.csv", data)
        .args(["diff", "before.toml", "after.toml", "--data", "a.csv"])
        .stdout(
            "
            1 (r): let → moderat [rubrik]
                aktiv_praksis: under let → højt (aktiv_praksis-let met, aktiv_praksis-moderat met, aktiv_praksis-hoejt met)
                by these together: aktiv_praksis-let at_least_for aldersgruppe=voksne: 1 added; aktiv_praksis-moderat at_least_for aldersgruppe=voksne: 1 added; aktiv_praksis-hoejt at_least_for aldersgruppe=voksne: 1 added
                not without: aktiv_praksis-let at_least_for aldersgruppe=voksne: 1 added; aktiv_praksis-moderat at_least_for aldersgruppe=voksne: 1 added; aktiv_praksis-hoejt at_least_for aldersgruppe=voksne: 1 added

            Edits of r@1:
                after.toml:17: aktiv_praksis-let at_least_for aldersgruppe=voksne: 1 added
                  moves 1 supplier: 1
                after.toml:18: aktiv_praksis-moderat at_least_for aldersgruppe=voksne: 1 added
                  moves 1 supplier: 1
                after.toml:19: aktiv_praksis-hoejt at_least_for aldersgruppe=voksne: 1 added
                  moves 1 supplier: 1

            from \\ to  moderat  let
            let              1    1

            before: 2 rows read, 0 rejected; after: 2 rows read, 0 rejected
            1 supplier moves (1 up, 0 down), 1 stay, 0 arrived, 0 departed
            ",
        )
        .stderr("")
        .code(1);
}

fn small_diff(edits: &[(&str, &str)]) -> Case {
    let mut other = small().to_string();
    for (from, to) in edits {
        assert!(other.contains(from), "{from}");
        other = other.replace(from, to);
    }
    Case::new().file("before.toml", small()).file("after.toml", other).file("a.csv", DATA).args([
        "diff",
        "before.toml",
        "after.toml",
        "--data",
        "a.csv",
    ])
}

#[test]
fn a_move_is_shown_with_its_parameter_its_criterion_and_the_edit_that_made_it() {
    small_diff(&[EDITS[0], EDITS[2], WORDING])
        .stdout(
            "
            1 (r): moderat as before [rubrik]
                aktiv_praksis: let → under let (aktiv_praksis-let not met)
                by this alone: aktiv_praksis-let min: 2 → 4
            2 (r): moderat as before [rubrik]
                aktiv_praksis: let → under let (aktiv_praksis-let not met)
                by this alone: aktiv_praksis-let min: 2 → 4
            3 (r): moderat → højt [rubrik]
                aktiv_praksis: let → højt (aktiv_praksis-moderat met)
                by this alone: aktiv_praksis-moderat min_for leverandoertype=ambulant: 7 → 4
            4 (r): let → moderat [rubrik]
                aktiv_praksis: let → moderat (aktiv_praksis-moderat met)
                by this alone: aktiv_praksis-moderat min_for leverandoertype=ambulant: 7 → 4
            5 (r): moderat as before [rubrik]
                aktiv_praksis: let..moderat → moderat (aktiv_praksis-moderat met)
                by this alone: aktiv_praksis-moderat min_for leverandoertype=ambulant: 7 → 4

            Edits of r@1:
                after.toml:28: aktiv_praksis-let text: Krav → Et krav
                  wording only, moves nobody
                after.toml:28: aktiv_praksis-let min: 2 → 4
                  changes 2 suppliers who stay: 1, 2
                after.toml:29: aktiv_praksis-moderat text: Krav → Et krav
                  wording only, moves nobody
                after.toml:29: aktiv_praksis-moderat min_for leverandoertype=ambulant: 7 → 4
                  moves 2 suppliers: 3, 4; changes 1 supplier who stays: 5
                after.toml:30: aktiv_praksis-hoejt text: Krav → Et krav
                  wording only, moves nobody

            from \\ to  højt  moderat  let  uafklaret
            moderat       1        6    ·          ·
            let           ·        1    1          ·
            uafklaret     ·        ·    ·          1

            before: 10 rows read, 0 rejected; after: 10 rows read, 0 rejected
            2 suppliers move (2 up, 0 down), 8 stay, 0 arrived, 0 departed
            3 suppliers change without moving
            ",
        )
        .code(1);
}

#[test]
fn the_document_of_a_difference_names_movers_causes_and_edits() {
    let document = json(small_diff(&[EDITS[2], WORDING]).args(["--format", "json"]), 1);
    let moved = &document["moved"];
    assert_eq!(moved.as_array().map(Vec::len), Some(2));
    let mover = &moved[1];
    for (key, value) in [
        ("leverandoer_id", "4"),
        ("maalgruppe", "r"),
        ("from", "let"),
        ("to", "moderat"),
        ("cause", "rubrik"),
    ] {
        assert_eq!(mover[key], value, "{key}");
    }
    assert_eq!(
        mover["parameters"],
        serde_json::json!([{
            "parameter": "aktiv_praksis",
            "from": "let",
            "to": "moderat",
            "criteria": [{ "id": "aktiv_praksis-moderat", "from": "ikke opfyldt", "to": "opfyldt" }],
        }])
    );
    assert_eq!(mover["edits"]["alone"], mover["edits"]["needed"]);
    assert_eq!(mover["edits"]["alone"][0]["line"], 29);
    assert_eq!(document["totals"]["moved"], 2);
    assert_eq!(document["totals"]["unchanged"], 8);
    let matrix = document["matrix"].as_array().expect("a matrix");
    let all: u64 = matrix.iter().filter_map(|cell| cell["n"].as_u64()).sum();
    assert_eq!(all, 10);
}

#[test]
fn a_supplier_that_the_new_rubric_cannot_place_is_lost_and_the_edit_is_found() {
    let lost = ("\"ambulant\"]", "\"udegående\"]");
    let elsewhere = ("leverandoertype = \"ambulant\"", "leverandoertype = \"udegående\"");
    let document = json(small_diff(&[lost, elsewhere]).args(["--format", "json"]), 1);
    let departed = document["departed"].as_array().expect("departures");
    let ids: Vec<&Value> = departed.iter().map(|change| &change["leverandoer_id"]).collect();
    assert_eq!(ids, ["3", "4", "8", "9"]);
    for change in departed {
        let edits = &change["edits"];
        let places = |key: &str| -> Vec<String> {
            let list = edits[key].as_array().expect("a list");
            list.iter().map(|edit| edit["place"].as_str().expect("a place").to_owned()).collect()
        };
        // A rubric with one of the edits alone names a group that it does not have.
        assert_eq!(places("alone"), Vec::<String>::new());
        assert!(places("together").contains(&"groups leverandoertype".to_owned()));
        assert!(change["faults"][0].as_str().is_some_and(|fault| fault.contains("ambulant")));
    }
}

#[test]
fn what_is_declared_passes_and_what_is_not_or_does_not_happen_fails() {
    let moves = |expect: &str| {
        small_diff(&[EDITS[2], EDITS[5]])
            .file("e.toml", expect)
            .args(["--expect", "e.toml", "--format", "github", "--lang", "en"])
    };
    // By name and by number: 3 and 6 go to højt, 4 to moderat, and a parameter of 5 changes.
    let named = "[[moved]]\nleverandoer_id = \"4\"\nfrom = \"let\"\nto = \"moderat\"\n";
    let moves = |expect: &str| {
        moves(&format!(
            "{expect}[[moved]]\nleverandoer_id = \"5\"\nparameter = \"aktiv_praksis\"\nto = \"moderat\"\n"
        ))
    };
    let counted = "[[count]]\nfrom = \"moderat\"\nto = \"højt\"\nn = 2\n";
    let notices = "\
::notice file=after.toml,line=9,col=47,title=3 (r)%3A moderat → højt [rubrik]::aktiv_praksis: let → højt (aktiv_praksis-moderat met)%0Aby this alone: placement.cutoffs hoejt: 2.5 → 2.1; aktiv_praksis-moderat min_for leverandoertype=ambulant: 7 → 4
::notice file=after.toml,line=31,col=134,title=4 (r)%3A let → moderat [rubrik]::aktiv_praksis: let → moderat (aktiv_praksis-moderat met)%0Aby this alone: aktiv_praksis-moderat min_for leverandoertype=ambulant: 7 → 4
::notice file=after.toml,line=31,col=134,title=5 (r)%3A moderat as before [rubrik]::aktiv_praksis: let..moderat → moderat (aktiv_praksis-moderat met)%0Aby this alone: aktiv_praksis-moderat min_for leverandoertype=ambulant: 7 → 4
::notice file=after.toml,line=9,col=47,title=6 (r)%3A moderat → højt [rubrik]::by this alone: placement.cutoffs hoejt: 2.5 → 2.1
::notice file=after.toml,line=9,col=47,title=placement.cutoffs hoejt%3A 2.5 → 2.1::moves 2 suppliers: 3, 6
::notice file=after.toml,line=31,col=134,title=aktiv_praksis-moderat min_for leverandoertype=ambulant%3A 7 → 4::moves 2 suppliers: 3, 4; changes 1 supplier who stays: 5
::notice title=before%3A 10 rows read%2C 0 rejected; after%3A 10 rows read%2C 0 rejected::before: 10 rows read, 0 rejected; after: 10 rows read, 0 rejected
";
    moves(&format!("{named}{counted}")).stdout(notices).code(0);
    let undeclared =
        notices.replacen("::notice file=after.toml,line=31", "::error file=after.toml,line=31", 1);
    moves(counted).stdout(&undeclared).code(1);
    let elsewhere = format!("{counted}{}", named.replace("moderat", "højt"));
    moves(&elsewhere)
        .stdout(format!(
            "{undeclared}::error file=e.toml,line=5,col=1,title=e.toml%3A5%3A 4 (let → højt) was to move%2C but did not::e.toml:5: 4 (let → højt) was to move, but did not\n"
        ))
        .code(1);
    moves(&format!("{named}{}", counted.replace('2', "3")))
        .stdout(format!(
            "{notices}::error file=e.toml,line=5,col=1,title=e.toml%3A5%3A moderat → højt%3A 3 were to move%2C 2 did::e.toml:5: moderat → højt: 3 were to move, 2 did\n"
        ))
        .code(1);
}

#[test]
fn a_declared_move_of_one_department_does_not_cover_another() {
    let data = DATA
        .replacen("leverandoer_id;", "leverandoer_id;afdelingsid;", 1)
        .lines()
        .skip(1)
        .map(|line| line.replacen(';', ";;", 1))
        .map(|line| match line.strip_prefix("4;;") {
            Some(rest) => format!("4;01;{rest}\n4;02;{rest}\n"),
            None => line + "\n",
        })
        .collect::<String>();
    let header = DATA.lines().next().expect("a header");
    let header = header.replacen("leverandoer_id;", "leverandoer_id;afdelingsid;", 1);
    let moves = |expect: &str| {
        let document = Case::new()
            .file("before.toml", small())
            .file("after.toml", small().to_string().replace(EDITS[2].0, EDITS[2].1))
            .file("a.csv", format!("{header}\n{data}"))
            .file("e.toml", expect)
            .args(["diff", "before.toml", "after.toml", "--data", "a.csv"])
            .args(["--expect", "e.toml", "--format", "json"])
            .output();
        let document: Value = serde_json::from_slice(&document.stdout).expect("a document");
        document["gate"]["failing"].clone()
    };
    let three = "[[moved]]\nleverandoer_id = \"3\"\n";
    let four = "[[moved]]\nleverandoer_id = \"4\"\n";
    assert_eq!(moves(""), serde_json::json!(["3", "4/01", "4/02", "5"]));
    // 5 stays where it is, and one of its parameters does not.
    let three = format!("{three}[[moved]]\nleverandoer_id = \"5\"\nkind = \"parameter\"\n");
    assert_eq!(moves(&format!("{three}{four}")), serde_json::json!([]));
    assert_eq!(moves(&format!("{three}{four}afdelingsid = \"02\"\n")), serde_json::json!(["4/01"]));
}

#[test]
fn a_faulty_file_of_expectations_is_refused_with_its_places() {
    small_diff(&[EDITS[2]])
        .file(
            "e.toml",
            "[[moved]]\nid = 4\n[[count]]\nfrom = \"hojt\"\nto = \"nede\"\n",
        )
        .args(["--expect", "e.toml"])
        .stderr(
            "
            error[missing-key]: the key `leverandoer_id` is missing
             --> e.toml:1:1
              |
            1 | [[moved]]
              | ^^^^^^^^^

            error[unknown-key]: there is no key `id` here
             --> e.toml:2:1
              |
            2 | id = 4
              | ^^
              |
              = help: possible: leverandoer_id, maalgruppe, afdelingsid, delmaalgruppe, aldersgruppe, kind, parameter, from, to

            error[missing-key]: the key `n` is missing
             --> e.toml:3:1
              |
            3 | [[count]]
              | ^^^^^^^^^

            error[unknown-value]: `to` cannot be `nede`
             --> e.toml:5:6
              |
            5 | to = \"nede\"
              |      ^^^^^^
              |
              = help: possible: højt, moderat, let, under_let, uafklaret, uden_kvalitet, afvist

            ",
        )
        .code(2);
}

#[test]
fn only_moves_down_fail_where_that_is_asked() {
    small_diff(&[EDITS[2]])
        .args(["--fail-on", "down", "--format", "junit", "--output", "j.xml"])
        .code(0);
    let back = |what: &str| {
        Case::new()
            .file("after.toml", small())
            .file("before.toml", small().to_string().replace(EDITS[2].0, EDITS[2].1))
            .file("a.csv", DATA)
            .args(["diff", "before.toml", "after.toml", "--data", "a.csv"])
            .args(["--fail-on", what, "--format", "junit", "--output", "j.xml"])
    };
    back("down").code(1);
    back("none").code(0);
}

/// The same data scored under two rubrics, as a result in a format; `-` in front of a file's name is none.
fn result(rubric: &str, format: &str, data: &str) -> Vec<u8> {
    let output = Case::new()
        .file("r.toml", rubric)
        .file("a.csv", data)
        .args(["score", "a.csv", "--rubrics", "r.toml", "--quiet", "--format"])
        .args(format.split(' '))
        .output();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn results_in_every_format_are_compared_and_moves_laid_to_what_changed() {
    let text = small().to_string();
    let stricter = text.replace(EDITS[2].0, EDITS[2].1);
    let more = DATA.replace("4;r;ambulant;ja;5;", "4;r;ambulant;ja;8;");
    let overridden = DATA.replace(
        "fornoeden_kvalitet;a;",
        "fornoeden_kvalitet;samlet_vurdering;samlet_begrundelse;a;",
    );
    let overridden: String = overridden
        .lines()
        .map(|line| match line.split_once(";ja;") {
            Some((who, rest)) if who.starts_with("4;") => format!("{who};ja;højt;Et skøn;{rest}\n"),
            Some((who, rest)) => format!("{who};ja;;;{rest}\n"),
            None if line.starts_with('9') => line.replacen(";;", ";;;;", 1) + "\n",
            None => line.to_owned() + "\n",
        })
        .collect();
    let cause = |before: Vec<u8>, after: Vec<u8>| -> Vec<(String, String, Value)> {
        let document = json(
            Case::new()
                .bytes("before", &before)
                .bytes("after", &after)
                .args(["diff", "before", "after", "--format", "json"]),
            1,
        );
        let moved = document["moved"].as_array().expect("a list").clone();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        moved
            .iter()
            .map(|one| (text(&one["leverandoer_id"]), text(&one["to"]), one["causes"].clone()))
            .collect()
    };
    let all = |id: &str, to: &str, causes: &[&str]| {
        (id.to_owned(), to.to_owned(), serde_json::json!(causes))
    };
    for format in ["json", "jsonl"] {
        let base = || result(&text, format, DATA);
        assert_eq!(
            cause(base(), result(&stricter, format, DATA)),
            [all("3", "højt", &["rubrik"]), all("4", "moderat", &["rubrik"])]
        );
        assert_eq!(cause(base(), result(&text, format, &more)), [all("4", "moderat", &["data"])]);
        assert_eq!(
            cause(base(), result(&text, format, &overridden)),
            [all("4", "højt", &["tilsidesættelse"])]
        );
        let other_program = String::from_utf8(result(&text, format, &more)).expect("text");
        let data =
            |text: &str| text.replace("\"data\":", "\"x\":").replace("\"data\": ", "\"x\": ");
        let program = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
        let base = data(&String::from_utf8(base()).expect("text"));
        let other = data(&other_program).replace(&program, "\"9.9.9\"");
        assert_eq!(cause(base.into(), other.into()), [all("4", "moderat", &["program"])]);
    }
    // CSV does not say what it was made from, so what is not ruled out is said instead.
    for format in ["csv", "csv --excel"] {
        assert_eq!(
            cause(result(&text, format, DATA), result(&text, format, &more)),
            [all("4", "moderat", &["data", "rubrik", "program"])]
        );
        let renamed = stricter.replace("version = \"1\"", "version = \"2\"");
        assert_eq!(
            cause(result(&text, "jsonl", DATA), result(&renamed, format, DATA)),
            [all("3", "højt", &["rubrik"]), all("4", "moderat", &["rubrik"])]
        );
    }
}

#[test]
fn a_page_is_read_by_the_record_in_it() {
    let record = String::from_utf8(result(&small().to_string(), "jsonl", DATA)).expect("text");
    let first = record.lines().next().expect("a record").replace('<', "\\u003c");
    let page = format!(
        "<!doctype html><script>let x = 1;</script><script type=\"application/json\" id=\"record\">{first}</script>"
    );
    let none = "<!doctype html><p>intet</p>";
    Case::new()
        .file("a.html", &page)
        .file("b.html", &page)
        .args(["diff", "a.html", "b.html"])
        .stdout("before: 1 result; after: 1 result\n0 suppliers move (0 up, 0 down), 1 stay, 0 arrived, 0 departed\n")
        .code(0);
    Case::new()
        .file("a.html", none)
        .file("b.html", page)
        .args(["diff", "a.html", "b.html"])
        .stderr("error: a.html is not a result of `indplacer score` (CSV, JSON or JSON Lines) or a supplier's page\n")
        .code(2);
}

#[test]
fn a_supplier_assessed_anew_moves_and_does_not_depart_and_arrive() {
    let dated = |date: &str, row: &str| {
        let text = DATA.lines().next().expect("a header").replace("a;b", "vurderingsdato;a;b");
        result(&small().to_string(), "jsonl", &format!("{text}\n{}\n", row.replace("DATO", date)))
    };
    let before = dated("2021-01-01", "1;r;botilbud;ja;DATO;2;ja;x;2;2;2;2;2;2;2");
    let after = dated("2022-01-01", "1;r;botilbud;ja;DATO;2;ja;x;0;0;0;0;2;2;2");
    Case::new()
        .bytes("a.jsonl", &before)
        .bytes("b.jsonl", &after)
        .args(["diff", "a.jsonl", "b.jsonl", "--lang", "da"])
        .stdout(
            "
            1 (r): moderat → let [data]
                praksiserfaring: moderat → under let
                uddannelse: moderat → under let
                fagmiljoe: moderat → under let
                samarbejdsformer: moderat → under let

            fra \\ til  let
            moderat      1

            før: 1 resultat; efter: 1 resultat
            1 leverandør flytter sig (0 op, 1 ned), 0 står, hvor de stod, 0 er nye og 0 er udgået
            ",
        )
        .code(1);
}

/// The tags of an XML document, opened and closed in turn; panics where it is not well formed.
fn well_formed(xml: &str) -> Vec<(String, Vec<String>)> {
    let rest =
        xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").expect("a declaration");
    let (mut open, mut seen) = (Vec::new(), Vec::new());
    for piece in rest.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag that ends");
        assert!(
            !text.contains('>') && text.split('&').skip(1).all(|entity| entity.contains(';')),
            "{text}"
        );
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed in turn");
            continue;
        }
        let name = tag.split([' ', '/']).next().expect("a name").to_owned();
        let attributes: Vec<&str> = tag.trim_end_matches('/').split('"').collect();
        assert_eq!(attributes.len() % 2, 1, "quotes in pairs: {tag}");
        let keys = attributes.chunks(2).filter(|pair| pair.len() == 2);
        let keys = keys.map(|pair| {
            pair[0].trim_start_matches(name.as_str()).trim().trim_end_matches('=').to_owned()
        });
        seen.push((name.clone(), keys.collect()));
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<String>::new());
    seen
}

/// The third of the edits, compared with the rubric as it was on some data.
fn third_edit_on(data: String) -> Case {
    let (from, to) = (EDITS[2].0, EDITS[2].1);
    Case::new()
        .file("before.toml", small())
        .file("after.toml", small().to_string().replace(from, to))
        .file("a.csv", data)
        .args(["diff", "before.toml", "after.toml", "--data", "a.csv"])
}

#[test]
fn junit_has_the_elements_and_attributes_that_its_schema_asks_for() {
    let hostile = DATA
        .replace("leverandoer_id;", "leverandoer_id;leverandoer;")
        .replace(";r;", ";\"<script>&\u{1b}[2J\"\"\";r;");
    let xml = third_edit_on(hostile).args(["--format", "junit"]).output();
    let diff = String::from_utf8(xml.stdout).expect("UTF-8");
    let test = test_of_small(SOME_ROWS).args(["--format", "junit"]).output();
    let test = String::from_utf8(test.stdout).expect("UTF-8");
    for xml in [&diff, &test] {
        let tags = well_formed(xml);
        assert_eq!(tags[0].0, "testsuites");
        for (name, keys) in &tags {
            let needed: &[&str] = match name.as_str() {
                "testsuites" => &["name", "tests", "failures", "errors"],
                "testsuite" => &["name", "tests", "failures", "errors", "skipped"],
                "testcase" => &["classname", "name"],
                "failure" | "skipped" => &["message"],
                "system-out" => &[],
                other => panic!("{other} is not of JUnit"),
            };
            assert_eq!(keys, needed, "{name}");
        }
        let count = |wanted: &str| tags.iter().filter(|(name, _)| name == wanted).count();
        assert!(xml.contains(&format!(
            "tests=\"{}\" failures=\"{}\"",
            count("testcase"),
            count("failure")
        )));
    }
    for (xml, failures) in [(&diff, 3), (&test, 2)] {
        assert_eq!(xml.matches("<failure ").count(), failures);
    }
}

#[test]
fn annotations_keep_to_the_documented_grammar() {
    let hostile = DATA
        .replace("leverandoer_id;", "leverandoer_id;leverandoer;")
        .replace(";r;", ";\"a,b:c%0A\r\n::error::\";r;");
    let output = third_edit_on(hostile).args(["--format", "github", "--lang", "en"]).output();
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(text.lines().count(), 5);
    let (last, placed) = (text.lines().last(), text.lines().take(4));
    assert!(last.is_some_and(|line| line.starts_with("::notice title=before%3A 10 rows read")));
    for line in placed {
        let line = line.strip_prefix("::").expect("a command");
        let (head, message) = line.split_once("::").expect("a message");
        let (command, properties) = head.split_once(' ').expect("properties");
        assert!(["error", "notice"].contains(&command));
        let keys: Vec<&str> = properties
            .split(',')
            .map(|property| {
                let (key, value) = property.split_once('=').expect("key=value");
                assert!(!value.is_empty() && !value.contains(':'), "{value}");
                key
            })
            .collect();
        assert_eq!(keys, ["file", "line", "col", "title"]);
        assert!(!message.is_empty());
    }
}

#[test]
fn facts_are_left_out_and_exchanged_and_free_sides_bounded() {
    let text = rubric()
        .indicators("a = count, b = count, d = count, p = bool, q = bool, s = set, t = set")
        .tables("[indicators.e]\ntype = \"share\"\nlabel = \"Om e\"\npart = \"a\"\nwhole = \"b\"")
        .levels(
            "metoder",
            "cumulative",
            [
                "sum = [\"a\", \"b\"], min = 30",
                "all_of = [{ indicator = \"p\", is = true }, { union = [\"s\", \"t\"], at_least = 3 }, { indicator = \"a\", max = 5 }]",
                "indicator = \"e\", min = 80.5",
            ],
        );
    let by_hand = "
        indicators.e part/whole: a/b > -
        indicators.e part/whole: a/b > b/a
        metoder levels: cumulative > independent
        metoder let: metoder-let > -
        metoder-let sum: a > -
        metoder-let sum: a > d
        metoder-let sum: b > -
        metoder-let sum: b > d
        metoder-let min: 30 > 29
        metoder-let min: 30 > 31
        metoder-let max: - > 31
        metoder-let max: - > 90
        metoder moderat: metoder-moderat > -
        metoder-moderat: all_of > any_of
        metoder-moderat all_of: 3/3 > 2/3
        metoder-moderat all_of: p > -
        metoder-moderat p indicator: p > q
        metoder-moderat p is: true > false
        metoder-moderat all_of: s+t > -
        metoder-moderat s+t union: s > -
        metoder-moderat s+t union: t > -
        metoder-moderat s+t at_least: 3 > 2
        metoder-moderat all_of: a > -
        metoder-moderat a indicator: a > b
        metoder-moderat a indicator: a > d
        metoder-moderat a max: 5 > 4
        metoder-moderat a max: 5 > 6
        metoder-moderat a min: - > 4
        metoder-moderat a min: - > 1
        metoder hoejt: metoder-hoejt > -
        metoder-hoejt min: 80.5 > 80.4
        metoder-hoejt min: 80.5 > 80.6
        metoder-hoejt max: - > 80.6
        metoder-hoejt max: - > 99.9
    ";
    let by_hand: BTreeSet<String> = by_hand
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let found: BTreeSet<String> = mutants_of(&checked(text))
        .into_iter()
        .filter(|mutant| !mutant.starts_with("placement"))
        .collect();
    assert_eq!(found, by_hand);
}

#[test]
fn add_cases_writes_as_few_cases_as_notice_the_rest_under_the_files_own_header() {
    let cases = "Prøvesager\r\n\r\nleverandoer_id;case;maalgruppe;fornoeden_kvalitet;a;forventet_status\r\n1;Uden kvalitet;r;nej;;uden_kvalitet\r\n";
    let case = || {
        Case::new().file("r.toml", small()).bytes("r.cases.csv", cases.as_bytes()).args([
            "test",
            "--rubrics",
            "r.toml",
            "--mutate",
            "--add-cases",
        ])
    };
    let ran = case()
        .stdout(
            "
            without effect (proved by trying all facts that can make a difference):
                r.toml:3: placement.cutoffs let: 0.5 → 0.4
                r.toml:3: placement.cutoffs moderat: 1.5 → 1.4
                r.toml:3: placement.cutoffs hoejt: 2.5 → 2.4

            13 cases: 13 as expected, 0 not (0 rejected)
            r@1: 27 changes tried on 13 cases: 24 noticed, 3 without effect, 0 not noticed
            ",
        )
        .stderr(
            "
            r.cases.csv: 12 cases added
                r-001 placement.cutoffs let: let
                r-002 placement.cutoffs moderat: moderat
                r-003 placement.cutoffs hoejt: højt
                r-004 botilbud: Aktiv praksis let
                r-005 botilbud, a: 1: Aktiv praksis under let
                r-006 botilbud, a: 4: Aktiv praksis let
                r-007 botilbud, a: 48: Aktiv praksis højt
                r-008 ambulant, a: 6: Aktiv praksis let
                r-009 ambulant, a: 7: Aktiv praksis højt
                r-010 botilbud, b: nej, s: z: Aktiv praksis moderat
                r-011 botilbud, b: ja, s: z: Aktiv praksis højt
                r-012 botilbud, b: nej, s: y | z: Aktiv praksis højt
            ",
        )
        .code(0);
    let text = String::from_utf8(ran.read("r.cases.csv")).expect("text");
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(
        lines[..5],
        [
            "Prøvesager",
            "",
            "leverandoer_id;case;maalgruppe;fornoeden_kvalitet;a;forventet_status;aktiv_praksis;aktiv_praksis_begrundelse;praksiserfaring;uddannelse;fagmiljoe;samarbejdsformer;vidensudvikling;metoder;hjaelpemidler;forventet_niveau;leverandoertype;b;s;forventet_aktiv_praksis",
            "1;Uden kvalitet;r;nej;;uden_kvalitet;;;;;;;;;;;;;;",
            "r-001;placement.cutoffs let: let;r;ja;;;højt;angivet for at prøve reglen;let;under let;under let;under let;under let;under let;under let;let;;;;",
        ]
    );
    assert_eq!(lines.len(), 17);
    case()
        .env("CI", "true")
        .stderr("error: --add-cases is not for CI: what is written is to be seen and saved by a person\n")
        .code(2);
}
