//! What other programs write into a table and that can mean one thing only is read (contract §2, Rows, Identity columns).

mod case;

use case::{Case, RubricText, rubric};
use proptest::prelude::*;

const NOTE: &str = "note[counts-rows] a.csv:1, A1 »«: the first column has no header and counts the rows; it is not read\n";

fn counted() -> RubricText {
    rubric().indicators("antal = count").criterion("indicator = \"antal\", min = 1")
}

/// What is said of a file of so many rows, and how many rows are read.
fn said(rows: usize, warnings: &str) -> String {
    let rows = match rows {
        1 => "1 row".to_owned(),
        rows => format!("{rows} rows"),
    };
    let n = rows.split(' ').next().unwrap_or_default();
    format!(
        "a.csv: read as UTF-8, cells separated by ,, decimal comma\n{NOTE}{warnings}{rows} read = 0 indplaceret + 0 under let + 0 uden kvalitet + {n} uafklaret + 0 rejected\n"
    )
}

fn frame(first: usize, rows: usize) -> String {
    let rows = (0..rows).map(|row| format!("{},s{row},{row}\n", first + row));
    format!(",leverandoer_id,antal\n{}", rows.collect::<String>())
}

#[test]
fn an_unnamed_first_column_that_counts_the_rows_is_ignored_and_told_once() {
    for (first, rows) in [(0, 1), (1, 1), (0, 2), (1, 3), (0, 100), (1, 101), (0, 2_000)] {
        let ids: Vec<String> = (0..rows).map(|row| format!("s{row}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        Case::score_aloud(counted(), &frame(first, rows))
            .records("leverandoer_id", &ids)
            .stderr(said(rows, ""))
            .code(0);
    }
}

#[test]
fn an_unnamed_first_column_that_does_not_count_them_rejects_its_rows() {
    for firsts in
        [["2", "3"], ["0", "2"], ["1", "1"], ["1", "a"], ["01", "x"], ["0.0", "1.0"], ["1", ""]]
    {
        let csv = format!(",leverandoer_id,navn\n{},A,a\n{},B,b\n", firsts[0], firsts[1]);
        let output = Case::score(counted(), &csv).output();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(
            stderr.starts_with("error[cell-without-header] a.csv:2, A2 »«: column A has no header"),
            "{firsts:?}: {stderr}"
        );
        assert_eq!(output.status.code(), Some(1), "{firsts:?}");
    }
    // A header of its own, or none that is filled, is another matter.
    for csv in [
        "Unnamed: 0,leverandoer_id\n0,A\n1,B\n",
        "#,leverandoer_id\n1,A\n2,B\n",
        ",leverandoer_id,navn\n,A,a\n,B,b\n",
    ] {
        Case::score(counted(), csv).records("leverandoer_id", &["A", "B"]).code(0);
    }
}

#[test]
fn a_later_cell_that_breaks_the_count_is_a_warning_whatever_the_threads() {
    // More than one block of records.
    let long = format!("{},s{}", "x".repeat(80), "y".repeat(80));
    let rows: Vec<String> = (0..5_000).map(|row| format!("{row},s{row},{row},{long}\n")).collect();
    let broken =
        [&rows[..3_000], &rows[3_001..4_000], &["x,more,1,,\n".to_owned()], &rows[4_000..]]
            .concat();
    let csv = format!(",leverandoer_id,antal,a,b\n{}", broken.concat());
    for threads in ["1", "2", "4"] {
        Case::score_aloud(counted(), &csv)
            .without(&["--format", "csv"])
            .args(["--format", "jsonl", "-o", "out.jsonl", "--threads", threads])
            .stderr(
                "a.csv: read as UTF-8, cells separated by ,, decimal comma\n".to_owned() + NOTE + "\
note[unknown-column] a.csv:1, D1 »a«: the column is not used
note[unknown-column] a.csv:1, E1 »b«: the column is not used
warning[count-broken] a.csv:3002, A3002 »«: the first column counts the rows, but the number here does not follow the one before, which happens 3 times; are rows lost or in another order?
5000 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 5000 uafklaret + 0 rejected
written: out.jsonl
",
            )
            .code(0);
    }
}

#[test]
fn a_break_among_the_first_hundred_rows_is_no_count_and_after_them_a_warning() {
    for (at, is_count) in [(1, false), (99, false), (100, true), (101, true)] {
        let rows =
            (0..105).map(|row| format!("{},s{row},{row}\n", if row < at { row } else { row + 1 }));
        let csv = format!(",leverandoer_id,antal\n{}", rows.collect::<String>());
        let output = Case::score(counted(), &csv).output();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(i32::from(!is_count)), "{at}: {stderr}");
    }
}

#[test]
fn every_file_counts_for_itself_and_below_header_from_the_count_goes_on() {
    let case = Case::score(counted(), &frame(0, 3)).file("b.csv", frame(1, 2).replace('s', "t"));
    case.args(["b.csv"]).records("leverandoer_id", &["s0", "s1", "s2", "t0", "t1"]).code(0);
    let whole = frame(0, 7);
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    Case::new()
        .file("r.toml", counted())
        .file("head.csv", lines[0])
        .file("1.csv", lines[1..4].concat())
        .file("2.csv", lines[4..].concat())
        .args([
            "score",
            "1.csv",
            "2.csv",
            "--rubric",
            "r.toml",
            "--format",
            "csv",
            "--quiet",
            "--header-from",
            "head.csv",
        ])
        .records("leverandoer_id", &["s0", "s1", "s2", "s3", "s4", "s5", "s6"])
        .code(0);
}

#[test]
fn a_row_that_moves_is_explained_in_a_file_that_counts_its_rows_too() {
    let stricter = counted().to_string().replace("min = 1", "min = 5");
    let csv = ",leverandoer_id,maalgruppe,fornoeden_kvalitet,antal\n0,A,Gruppe,ja,9\n1,B,Gruppe,ja,2\n2,C,Gruppe,ja,3\n";
    let case = Case::new().file("r.toml", counted()).file("s.toml", stricter).file("a.csv", csv);
    let output = case.args(["diff", "r.toml", "s.toml", "--data", "a.csv"]).output();
    let with_index = String::from_utf8_lossy(&output.stdout).into_owned();
    let plain: String = csv
        .lines()
        .map(|line| format!("{}\n", line.split_once(',').expect("an index").1))
        .collect();
    let case = Case::new()
        .file("r.toml", counted())
        .file("s.toml", counted().to_string().replace("min = 1", "min = 5"));
    let output =
        case.file("a.csv", plain).args(["diff", "r.toml", "s.toml", "--data", "a.csv"]).output();
    assert_eq!(with_index, String::from_utf8_lossy(&output.stdout));
    assert!(with_index.contains('B'), "{with_index}");
}

#[test]
fn a_total_below_the_rows_is_found_behind_a_count_too() {
    Case::score(counted(), ",leverandoer_id,antal\n1,A,3\n2,I alt,3\n")
        .records("leverandoer_id", &["A"])
        .stderr(
            "
            error[totals-row] a.csv:3: looks like a row of totals and not a supplier
                delete the row
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn only_what_a_spreadsheet_writes_is_an_exponent() {
    let ids = ["8E467", "12E4", "E12", "1e5", "29E01", "2E", "1E+", "E+09", "1E+0x"];
    let csv: String = ids.iter().map(|id| format!("{id}\n")).collect();
    Case::score(rubric(), &format!("leverandoer_id\n{csv}"))
        .records("leverandoer_id", &ids)
        .code(0);
    for id in ["1,00E+09", "1.00E+09", "1E+9", "1e-05", "2,5E+17"] {
        Case::score(rubric(), &format!("leverandoer_id\n{id}\nA\n"))
            .records("leverandoer_id", &["A"])
            .stderr(format!(
                "error[exponent] a.csv:2, A2 »leverandoer_id«: “{id}” – Excel has rewritten a long number, and digits may be lost\n    give the column the format Text in Excel, and write the number again\nerror: 1 row is rejected and not in the result\n"
            ))
            .code(1);
    }
    Case::score(counted(), "leverandoer_id;antal\n1;8E4\n2;8\n")
        .records("leverandoer_id", &["2"])
        .stderr(
            "
            error[not-a-number] a.csv:2, B2 »antal«: “8E4” – not a number
                write the number alone, such as 12 or 12,5
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn ids_that_all_end_in_a_nought_behind_the_mark_are_warned_of_once_a_file() {
    let aloud = |csv: &str, stderr: &str| {
        let n = csv.lines().count() - 1;
        let rows = if n == 1 { "1 row".to_owned() } else { format!("{n} rows") };
        let output = Case::score_aloud(rubric(), csv).output();
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            format!(
                "a.csv: read as UTF-8, cells separated by ;, decimal comma\n{stderr}{rows} read = 0 indplaceret + 0 under let + 0 uden kvalitet + {n} uafklaret + 0 rejected\n"
            )
        );
    };
    let help = "    save the ids as text in the program that wrote the file; ids without .0 count as others here\n";
    aloud(
        "leverandoer_id;afdelingsid\n101.0;1,0\n102.0;\n103.0;2,0\n",
        &format!(
            "warning[float-ids] a.csv:2, A2 »leverandoer_id«: the ids in leverandoer_id, afdelingsid all end in .0 or ,0; did another program make numbers of them?\n{help}"
        ),
    );
    aloud(
        "leverandoer_id;afdelingsid\nA;1.0\nB;\nC;12.0\n",
        &format!(
            "warning[float-ids] a.csv:2, B2 »afdelingsid«: the ids in afdelingsid all end in .0 or ,0; did another program make numbers of them?\n{help}"
        ),
    );
    aloud("leverandoer_id\n101.0\n102.0\n103\n", "");
    aloud("leverandoer_id\n101.0\nA\n", "");
    aloud("leverandoer_id\n1.2.0\n.0\n", "");
}

#[test]
fn of_two_headers_alike_either_can_be_named_by_its_letter() {
    let rubric = rubric().indicators("antal = count, timer = count").levels(
        "aktiv_praksis",
        "independent",
        [
            "indicator = \"antal\", min = 1, max = 1",
            "indicator = \"antal\", min = 2, max = 2",
            "indicator = \"timer\", min = 3",
        ],
    );
    let csv = "leverandoer_id;antal;navn;antal\nA;1;x;2\n";
    Case::score(rubric.clone(), csv)
        .stderr(
            "
            error[headers-alike] a.csv:1, D1 »antal«: means the same as “antal” in column B
                delete or rename one of them, or choose one by its letter in --columns: \"[D]\" = \"…\"
        ",
        )
        .code(2);
    for (columns, level) in [
        ("\"[D]\" = \"antal\"", "moderat..højt"),
        ("\"[b]\" = \"antal\"", "let..højt"),
        ("\"[D]\" = \"timer\"", "let"),
        ("\"[B]\" = \"timer\"", "moderat"),
        ("\"[B]\" = \"region\"\n\"[D]\" = \"kommune\"", "under let..højt"),
        ("\"antal\" = \"timer\"\n\"[D]\" = \"antal\"", "moderat"),
    ] {
        Case::score(rubric.clone(), csv)
            .file("c.toml", format!("[columns]\n{columns}\n"))
            .args(["--columns", "c.toml"])
            .records("aktiv_praksis", &[level])
            .code(0);
    }
    Case::score_aloud(rubric.clone(), csv)
        .file("c.toml", "[columns]\n\"[D]\" = \"antal\"\n")
        .args(["--columns", "c.toml"])
        .records("leverandoer_id", &["A"])
        .stderr(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            note[unknown-column] a.csv:1, B1 »antal«: the column is not used
            1 row read = 0 indplaceret + 0 under let + 0 uden kvalitet + 1 uafklaret + 0 rejected
        ",
        )
        .code(0);
    // The other names of a column are names of it too.
    Case::score(rubric.clone(), "leverandoer_id;navn;Navn\nA;B;C\n")
        .file("c.toml", "[columns]\n\"[C]\" = \"leverandoer\"\n")
        .args(["--columns", "c.toml"])
        .records("leverandoer_id,leverandoer", &["A,C"])
        .code(0);
    Case::score(rubric, csv)
        .file("c.toml", "[columns]\n\"[Z]\" = \"antal\"\n\"#\" = \"kommune\"\n")
        .args(["--columns", "c.toml"])
        .stderr(
            "
            error[headers-alike] a.csv:1, D1 »antal«: means the same as “antal” in column B
                delete or rename one of them, or choose one by its letter in --columns: \"[D]\" = \"…\"
        ",
        )
        .code(2);
}

#[test]
fn a_column_of_signs_can_be_named_by_them_and_one_that_is_not_there_is_told() {
    Case::score(counted(), "#;leverandoer_id;%\n7;A;3\n")
        .file("c.toml", "[columns]\n\"#\" = \"kommune\"\n\"%\" = \"antal\"\n")
        .args(["--columns", "c.toml"])
        .records("leverandoer_id,kommune,aktiv_praksis", &["A,7,højt"])
        .code(0);
    Case::score(counted(), "leverandoer_id;antal\nA;3\n")
        .file("c.toml", "[columns]\n\"[C]\" = \"kommune\"\n\"%\" = \"region\"\n")
        .args(["--columns", "c.toml"])
        .stderr(
            "
            error[map-column] no file has the column “[C]”
            error[map-column] no file has the column “%”
        ",
        )
        .code(2);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    /// Rows that a program has written without their last empty cells read as the whole rows do, however they are
    /// quoted and ended, and whatever the threads.
    #[test]
    fn rows_without_their_last_empty_cells_read_as_whole_rows(
        rows in prop::collection::vec(prop::collection::vec("[a-z]{0,3}", 4), 1..60),
        quoted: bool,
        carriage: bool,
        threads in 1_u8..4,
    ) {
        let header = "leverandoer_id;navn;kommune;region;konsulent";
        let write = |trims: bool| {
            let mut csv = header.to_owned();
            csv += if carriage { "\r\n" } else { "\n" };
            for (at, row) in rows.iter().enumerate() {
                let mut cells = vec![format!("s{at}")];
                cells.extend(row.iter().cloned());
                if trims {
                    let last = cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
                    cells.truncate(last + 1);
                }
                if quoted {
                    for cell in &mut cells {
                        *cell = format!("\"{cell}\"");
                    }
                }
                csv += &cells.join(";");
                csv += if carriage { "\r\n" } else { "\n" };
            }
            csv
        };
        let threads = threads.to_string();
        let run = |csv: &str| {
            let output = Case::score(rubric(), csv).args(["--threads", &threads]).output();
            (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
        };
        prop_assert_eq!(run(&write(true)), run(&write(false)));
    }

    /// A table reads the same with an index in front of it.
    #[test]
    fn a_table_reads_the_same_with_an_index_in_front_of_it(
        rows in prop::collection::vec("(s[0-9]{1,3};[0-9x]{0,2})", 1..250),
        from_one: bool,
        threads in 1_u8..4,
    ) {
        let threads = threads.to_string();
        let run = |csv: &str| {
            let output = Case::score(counted(), csv).args(["--threads", &threads, "--allow-duplicates"]).output();
            (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
        };
        let first = usize::from(from_one);
        let indexed = rows.iter().enumerate().map(|(at, row)| format!("{};{row}\n", at + first));
        let indexed = format!(";leverandoer_id;antal\n{}", indexed.collect::<String>());
        let plain = format!("leverandoer_id;antal\n{}\n", rows.join("\n"));
        prop_assert_eq!(run(&indexed), run(&plain));
    }

    /// However many cells stand under no header, each file and column is told once, with the count of its rows.
    #[test]
    fn cells_without_a_header_are_told_once_a_column_with_their_count(
        rows in prop::collection::vec(prop::collection::vec(prop::bool::weighted(0.1), 3), 1..400),
        threads in 1_u8..4,
    ) {
        let cell = |is_filled: bool| if is_filled { "x" } else { "" };
        let lines = rows.iter().enumerate().map(|(at, row)| {
            format!("s{at};{};{};navn;{}\n", cell(row[0]), cell(row[1]), cell(row[2]))
        });
        let csv = format!("leverandoer_id;;;navn\n{}", lines.collect::<String>());
        let output = Case::score(rubric(), &csv).args(["--threads", &threads.to_string()]).output();
        let stderr = String::from_utf8_lossy(&output.stderr);
        let told: Vec<&str> = stderr.lines().filter(|line| line.starts_with("error[cell-without-header]")).collect();
        let mut expected = Vec::new();
        for (column, letters) in ["B", "C", "E"].iter().enumerate() {
            let mut filled = rows.iter().enumerate().filter(|(_, row)| row[column]);
            let n = filled.clone().count();
            if let Some((first, _)) = filled.next() {
                let line = first + 2;
                let counted = if n == 1 { "1 row has".to_owned() } else { format!("{n} rows have") };
                let are = if n == 1 { "is" } else { "are" };
                expected.push(format!("error[cell-without-header] a.csv:{line}, {letters}{line} »«: column {letters} has no header, but {counted} something in it and {are} rejected"));
            }
        }
        prop_assert_eq!(told, expected);
        let records = String::from_utf8_lossy(&output.stdout).lines().count() - 1;
        prop_assert_eq!(records, rows.iter().filter(|row| !row.contains(&true)).count());
    }

    /// What a data frame makes of levels and of ja and nej means what it was made of.
    #[test]
    fn numbers_of_a_data_frame_mean_what_the_whole_numbers_do(level in 0_u8..4, truth: bool, mark in "[.,]") {
        let rubric = rubric().indicators("ja = bool").criterion("indicator = \"ja\", is = true");
        let run = |level: &str, truth: &str| {
            let csv = format!("leverandoer_id;metoder;ja\n1;{level};{truth}\n");
            let output = Case::score(rubric.clone(), &csv).output();
            (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
        };
        let truth = u8::from(truth);
        let (whole, float) = (run(&level.to_string(), &truth.to_string()), run(&format!("{level}{mark}0"), &format!("{truth}{mark}0")));
        prop_assert_eq!(&whole.0, &Some(0));
        prop_assert_eq!(whole, float);
    }
}
