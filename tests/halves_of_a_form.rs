//! The supplier's sheet and the consultant's sheet of a form are one row, wherever they stand; and what does not belong
//! together is told or refused.

mod case;
mod workbook;

use case::Case;
use proptest::prelude::*;
use workbook::{workbook_of, worksheet};

const RUBRIC: &str = include_str!("rubric_workbench/lille.toml");

/// A sheet of a form with these fields and answers; `part` names the half, nothing a whole form.
fn sheet(part: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let mut rows: Vec<Vec<&str>> = vec![vec!["indplacer-skema", "Oplysningsskema"]];
    if !part.is_empty() {
        rows.push(vec![part, "Svar i de gule felter."]);
    }
    rows.push(vec!["felt", "Spørgsmål", "Svar", "Enhed", "Note"]);
    for (field, answer) in fields {
        // A blank cell is there, as a spreadsheet leaves it.
        rows.push(vec![field, "?", answer]);
    }
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    worksheet(&rows)
}

/// The same as a CSV file.
fn csv(part: &str, fields: &[(&str, &str)]) -> String {
    let mut text = "indplacer-skema;Oplysningsskema;;\n".to_owned();
    text += &format!("{part};Svar;;\nfelt;Spørgsmål;Svar;Note\n");
    for (field, answer) in fields {
        text += &format!("{field};?;{answer};\n");
    }
    text
}

const SUPPLIER: &str = "del: leverandør";
const CONSULTANT: &str = "del: konsulent";

const ANSWERS: [(&str, &str); 5] = [
    ("maalgruppe", "Gruppe"),
    ("leverandoer_id", "0012"),
    ("afdelingsid", "A"),
    ("leverandoertype", "ambulant"),
    ("borgere", "12"),
];
const FINDINGS: [(&str, &str); 7] = [
    ("maalgruppe", "Gruppe"),
    ("leverandoer_id", "0012"),
    ("afdelingsid", "A"),
    ("vurderingsdato", "31-03-2021"),
    ("fornoeden_kvalitet", "ja"),
    ("sparring", "månedligt"),
    ("praksiserfaring", "højt"),
];

/// The fields, some of them answered otherwise.
fn with<'a, const N: usize>(
    fields: [(&'a str, &'a str); N],
    changed: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let answer = |(field, answer): (&'a str, &'a str)| {
        let change = changed.iter().find(|(name, _)| *name == field);
        (field, change.map_or(answer, |(_, answer)| *answer))
    };
    fields.map(answer).into()
}

fn score(files: &[(&str, Vec<u8>)]) -> Case {
    let mut case = Case::new().file("r.toml", RUBRIC).args(["score"]);
    for (name, bytes) in files {
        case = case.bytes(name, bytes).args([name]);
    }
    case.args(["--rubrics", "r.toml", "--format", "csv", "--lang", "da", "-q"])
}

const COLUMNS: &str =
    "leverandoer_id,afdelingsid,vurderingsdato,leverandoertype,aktiv_praksis,praksiserfaring,kilde";

#[test]
fn two_halves_in_one_workbook_or_in_two_files_are_one_row() {
    let (answers, findings) = (sheet(SUPPLIER, &ANSWERS), sheet(CONSULTANT, &FINDINGS));
    let both = workbook_of(&[("Skema", &answers), ("Konsulent", &findings)]);
    score(&[("a.xlsx", both)])
        .records(COLUMNS, &["0012,A,2021-03-31,ambulant,højt,højt,a.xlsx[Skema]:1"])
        .code(0);
    for (first, second) in [(&answers, &findings), (&findings, &answers)] {
        let files = [
            ("a.xlsx", workbook_of(&[("Skema", first)])),
            ("b.xlsx", workbook_of(&[("Skema", second)])),
        ];
        let file = if first == &answers { "a" } else { "b" };
        let row = format!("0012,A,2021-03-31,ambulant,højt,højt,{file}.xlsx:1");
        score(&files).records(COLUMNS, &[&row]).code(0);
    }
    score(&[
        ("a.csv", csv(SUPPLIER, &ANSWERS).into_bytes()),
        ("b.xlsx", workbook_of(&[("Konsulent", &findings)])),
    ])
    .records(COLUMNS, &["0012,A,2021-03-31,ambulant,højt,højt,a.csv:1"])
    .code(0);
}

#[test]
fn a_half_without_an_id_is_of_the_supplier_of_the_other_sheet_of_its_workbook() {
    let none = [("leverandoer_id", ""), ("afdelingsid", "")];
    for (answers, findings) in
        [(ANSWERS.to_vec(), with(FINDINGS, &none)), (with(ANSWERS, &none), FINDINGS.to_vec())]
    {
        let (answers, findings) = (sheet(SUPPLIER, &answers), sheet(CONSULTANT, &findings));
        let both = workbook_of(&[("Skema", &answers), ("Konsulent", &findings)]);
        score(&[("a.xlsx", both)])
            .records(COLUMNS, &["0012,A,2021-03-31,ambulant,højt,højt,a.xlsx[Skema]:1"])
            .code(0);
    }
}

#[test]
fn a_fault_names_the_sheet_and_the_cell_where_it_stands() {
    let answers = sheet(SUPPLIER, &with(ANSWERS, &[("borgere", "mange")]));
    let findings = sheet(CONSULTANT, &with(FINDINGS, &[("sparring", "sjældent")]));
    let both = workbook_of(&[("Skema", &answers), ("Konsulent", &findings)]);
    score(&[("a.xlsx", both)])
        .records("leverandoer_id", &[])
        .stderr(
            "
            fejl[not-a-number] a.xlsx[Skema]:8, C8 »borgere«: »mange« – ikke et tal
                skriv kun tallet, fx 12 eller 12,5
            fejl[not-an-option] a.xlsx[Konsulent]:9, C9 »sparring«: »sjældent« – ikke en af valgmulighederne
                muligt er: aldrig, årligt, månedligt
            fejl: 1 række er afvist og indgår ikke i resultatet
        ",
        )
        .code(1);
}

#[test]
fn an_explanation_says_on_which_sheet_each_cell_stands() {
    let (answers, findings) = (sheet(SUPPLIER, &ANSWERS), sheet(CONSULTANT, &FINDINGS));
    let both = workbook_of(&[("Skema", &answers), ("Konsulent", &findings)]);
    let two = [
        ("a.xlsx", workbook_of(&[("Skema", &answers)])),
        ("b.xlsx", workbook_of(&[("Konsulent", &findings)])),
    ];
    for (files, cell) in [(vec![("a.xlsx", both)], "Konsulent!C9"), (two.to_vec(), "[b.xlsx]C9")] {
        let explain = ["explain", "--supplier", "0012", "--rubrics", "r.toml", "--lang", "da"];
        let mut case = Case::new().file("r.toml", RUBRIC).args(explain);
        for (name, bytes) in &files {
            case = case.bytes(name, bytes).args([name]);
        }
        let output = case.output();
        let page = String::from_utf8_lossy(&output.stdout).into_owned();
        let fact = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(fact.contains(&format!("Fundet: »månedligt« (interview, celle {cell})")), "{page}");
        assert!(fact.contains("Fundet: 12 borgere (oplysningsskema, celle C8)"), "{page}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("læst sammen med konsulentens ark i"), "{said}");
    }
}

#[test]
fn a_half_without_its_other_is_read_alone_and_told() {
    let nothing: Vec<(&str, &str)> = FINDINGS.map(|(field, _)| (field, "")).into();
    let nothing = with(FINDINGS, &nothing[1..]);
    let answers = sheet(SUPPLIER, &ANSWERS);
    let with_blank =
        workbook_of(&[("Skema", &answers), ("Konsulent", &sheet(CONSULTANT, &nothing))]);
    let told = |file: &str, bytes: Vec<u8>, row: &str| {
        let mut case = score(&[(file, bytes)]).without(&["-q"]);
        case = case.records("leverandoer_id,status,kilde", &[row]);
        let output = case.output();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        said
    };
    let said = told("a.xlsx", with_blank, "0012,uafklaret,a.xlsx[Skema]:1");
    assert!(said.contains("a.xlsx[Skema]: kun leverandørens ark er læst: "), "{said}");
    let findings = csv(CONSULTANT, &FINDINGS).into_bytes();
    let said = told("b.csv", findings, "0012,uafklaret,b.csv:1");
    assert!(said.contains("b.csv: kun konsulentens ark er læst: "), "{said}");
}

#[test]
fn two_that_claim_the_same_half_are_a_fault() {
    let (answers, findings) = (sheet(SUPPLIER, &ANSWERS), sheet(CONSULTANT, &FINDINGS));
    let again = sheet(SUPPLIER, &with(ANSWERS, &[("borgere", "3")]));
    let fault = |first: &str, second: &str, what: &str| {
        format!(
            "
            fejl[half-twice] {second}: leverandør »0012« har også {what} i {first}, for samme afdeling og målgruppe; ingen af dem er læst
                lad kun ét af dem være med, eller giv dem hvert sit afdelingsid
        "
        )
    };
    let three = workbook_of(&[("Skema", &answers), ("Konsulent", &findings), ("Skema 2", &again)]);
    score(&[("a.xlsx", three)])
        .stderr(fault("a.xlsx[Skema]", "a.xlsx[Skema 2]", "leverandørens ark"))
        .code(2);
    let two = |sheet: &[u8]| workbook_of(&[("Skema", sheet)]);
    score(&[("a.xlsx", two(&findings)), ("b.xlsx", two(&findings))])
        .stderr(fault("a.xlsx", "b.xlsx", "konsulentens ark"))
        .code(2);
    // Another supplier is read all the same.
    let other =
        workbook_of(&[("Skema", &sheet(SUPPLIER, &with(ANSWERS, &[("leverandoer_id", "7")])))]);
    let files = [("a.xlsx", two(&findings)), ("b.xlsx", two(&findings)), ("c.xlsx", other)];
    let ran = score(&files).records("leverandoer_id", &["7"]).output();
    assert_eq!(ran.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("fejl[half-twice] b.xlsx"));
    assert_eq!(String::from_utf8_lossy(&ran.stdout).lines().count(), 2);
    // A whole form is both halves.
    let whole = csv("", &ANSWERS).into_bytes();
    score(&[("a.csv", whole.clone()), ("b.xlsx", two(&findings))])
        .stderr(fault("a.csv", "b.xlsx", "et helt skema"))
        .code(2);
    score(&[("b.xlsx", two(&answers)), ("c.csv", whole)])
        .stderr(fault("b.xlsx", "c.csv", "leverandørens ark"))
        .code(2);
}

#[test]
fn halves_of_other_suppliers_units_and_groups_are_other_rows() {
    for other in ["leverandoer_id", "afdelingsid"] {
        let answers = sheet(SUPPLIER, &ANSWERS);
        let findings = sheet(CONSULTANT, &with(FINDINGS, &[(other, "9")]));
        let both = workbook_of(&[("Skema", &answers), ("Konsulent", &findings)]);
        score(&[("a.xlsx", both)])
            .records("kilde", &["a.xlsx[Skema]:1", "a.xlsx[Konsulent]:1"])
            .code(0);
    }
}

#[test]
fn forms_of_one_sheet_are_read_as_before() {
    let whole: Vec<(&str, &str)> =
        ANSWERS.into_iter().chain(FINDINGS.into_iter().skip(3)).collect();
    score(&[("a.csv", csv("", &whole).into_bytes())])
        .records(COLUMNS, &["0012,A,2021-03-31,ambulant,højt,højt,a.csv:1"])
        .code(0);
}

/// Every field of a form that a rubric asks for, each answered or not.
fn answered() -> impl Strategy<Value = (Vec<String>, Vec<bool>, bool, bool)> {
    let cell = prop_oneof!["", "1[0-9]", "ja", "årligt", "let", "; \"x"];
    (
        proptest::collection::vec(cell, 9),
        proptest::collection::vec(any::<bool>(), 9),
        any::<bool>(),
        any::<bool>(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whichever_half_a_field_stands_on_the_row_is_that_of_the_whole_form(
        (cells, on_first, in_two_files, consultant_first) in answered()
    ) {
        let names = [
            "leverandoer", "leverandoertype", "borgere", "sparring", "leder", "kurser_A",
            "fornoeden_kvalitet", "praksiserfaring", "metoder",
        ];
        let key = [("maalgruppe", "Gruppe"), ("leverandoer_id", "7"), ("afdelingsid", "")];
        let mut halves = [key.to_vec(), key.to_vec()];
        let mut whole = key.to_vec();
        // Something stands on either, or it would be blank.
        halves[0].push(("region", "x"));
        halves[1].push(("kommune", "y"));
        whole.extend([("region", "x"), ("kommune", "y")]);
        for ((name, cell), first) in names.into_iter().zip(&cells).zip(on_first) {
            halves[usize::from(!first)].push((name, cell));
            whole.push((name, cell));
        }
        let clean = |fields: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
            fields.iter().map(|(name, cell)| (*name, cell.replace('"', "&quot;"))).collect()
        };
        let drawn = |part: &str, fields: &[(&'static str, &str)]| {
            let fields = clean(fields);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, cell)| (*name, cell.as_str())).collect();
            sheet(part, &fields)
        };
        let mut sheets = [(SUPPLIER, drawn(SUPPLIER, &halves[0])), (CONSULTANT, drawn(CONSULTANT, &halves[1]))];
        if consultant_first {
            sheets.reverse();
        }
        let files = match in_two_files {
            true => vec![("a.xlsx", workbook_of(&[("A", &sheets[0].1)])), ("b.xlsx", workbook_of(&[("B", &sheets[1].1)]))],
            false => vec![("a.xlsx", workbook_of(&[("A", &sheets[0].1), ("B", &sheets[1].1)]))],
        };
        let record = |files: &[(&str, Vec<u8>)]| {
            let output = score(files).output();
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            let mut lines = text.lines();
            let head: Vec<String> = lines.next().unwrap_or_default().split(',').map(str::to_owned).collect();
            let at = head.iter().position(|name| name == "kilde");
            let rows: Vec<String> = lines.map(|line| {
                let (rest, _) = line.rsplit_once(',').unwrap_or((line, ""));
                rest.to_owned()
            }).collect();
            assert_eq!(at, Some(head.len() - 1), "where it stands is last");
            let codes: Vec<String> = String::from_utf8_lossy(&output.stderr)
                .lines()
                .filter(|line| line.starts_with("fejl["))
                .map(|line| line.split(']').next().unwrap_or_default().to_owned())
                .collect();
            (rows, codes.len(), output.status.code())
        };
        let whole = drawn("", &whole);
        prop_assert_eq!(record(&files), record(&[("a.xlsx", workbook_of(&[("A", &whole)]))]));
    }
}
