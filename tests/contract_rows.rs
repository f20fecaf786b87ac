//! Cells and rows (contract §2): what a cell says, what makes a row rejected, and by which rubric it is placed.

mod case;

use case::{Case, RubricText, assessed, rubric};

/// A rubric whose aktiv_praksis shows one condition on the indicator `a` of that type.
fn on(kind: &str, condition: &str) -> RubricText {
    rubric()
        .indicators(&format!("a = {kind}"))
        .criterion(&format!("indicator = \"a\", {condition}"))
}

/// What aktiv_praksis is for a cell under `a`.
#[track_caller]
fn reads(rubric: &RubricText, cells: &[&str], level: &str) {
    let rows: Vec<String> =
        (1..).zip(cells).map(|(id, cell)| format!("{id};{}\n", quoted(cell))).collect();
    let expected = vec![level; cells.len()];
    Case::score(rubric, &format!("leverandoer_id;a\n{}", rows.concat()))
        .records("aktiv_praksis", &expected)
        .code(0);
}

/// What is said of a cell under `a` that cannot be read.
#[track_caller]
fn refuses(rubric: &RubricText, cell: &str, code: &str, said: &str, help: &str) {
    let help = if help.is_empty() { String::new() } else { format!("    {help}\n") };
    Case::score(rubric, &format!("leverandoer_id;a\n1;{}\n2;\n", quoted(cell)))
        .records("leverandoer_id", &["2"])
        .stderr(format!(
            "error[{code}] a.csv:2, B2 »a«: “{cell}” – {said}\n{help}\
             error: 1 row is rejected and not in the result\n"
        ))
        .code(1);
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

// Cells.

#[test]
fn missing_is_said_in_many_ways_and_everywhere() {
    let words = [
        "",
        " ",
        "-",
        "–",
        "?",
        "uoplyst",
        "Ikke oplyst",
        "ved  ikke",
        "VED\u{a0}IKKE",
        "mangler",
        "N/A",
        "na",
        "\u{a0}-\u{a0}",
    ];
    for rubric in [
        on("count", "min = 1"),
        on("bool", "is = true"),
        on("set", "at_least = 1"),
        on("choice", "min = \"x\""),
    ] {
        reads(&rubric, &words, "under let..højt");
    }
}

#[test]
fn missing_is_missing_in_identity_columns_too() {
    Case::score(rubric(), "leverandoer_id;navn;vurderingsdato;cvr;p_nummer;pladser;fornoeden_kvalitet\n1;-;?;uoplyst;n/a;mangler;ved ikke\n")
        .records("leverandoer,vurderingsdato,status", &[",,uafklaret"])
        .code(0);
}

#[test]
fn a_reason_that_is_missing_is_none() {
    let rubric = rubric().parameter("hjaelpemidler", "may_be_irrelevant = true");
    Case::score(rubric, "leverandoer_id;hjaelpemidler;hjaelpemidler_begrundelse\n1;ikke relevant;ikke oplyst\n2;Ikke  Relevant;Ingen bruger dem\n3;irrelevant;Ingen\n")
        .records("leverandoer_id,hjaelpemidler,begrundelser", &[
            "2,ikke relevant,hjaelpemidler: Ingen bruger dem",
            "3,ikke relevant,hjaelpemidler: Ingen",
        ])
        .stderr("
            error[reason-missing] a.csv:2, B2 »hjaelpemidler«: “ikke relevant” – ikke relevant needs a reason
                write it in hjaelpemidler_begrundelse
            error: 1 row is rejected and not in the result
        ")
        .code(1);
}

#[test]
fn not_relevant_is_said_only_where_the_rubric_allows_it() {
    Case::score(rubric(), "leverandoer_id;hjaelpemidler;hjaelpemidler_begrundelse\n1;irrelevant;Ingen\n2;;\n")
        .records("leverandoer_id", &["2"])
        .stderr("
            error[may-not-be-irrelevant] a.csv:2, B2 »hjaelpemidler«: “irrelevant” – the rubric does not let hjaelpemidler be ikke relevant
            error: 1 row is rejected and not in the result
        ")
        .code(1);
}

#[test]
fn not_relevant_is_said_only_in_a_parameters_own_column() {
    let rubric = on("count", "min = 1").parameter("hjaelpemidler", "may_be_irrelevant = true");
    refuses(
        &rubric,
        "ikke relevant",
        "not-a-number",
        "not a number",
        "write the number alone, such as 12 or 12,5",
    );
}

#[test]
fn ja_and_nej_are_said_in_many_ways() {
    let rubric = on("bool", "is = true");
    reads(
        &rubric,
        &["ja", "J", "x", "SAND", "true", "Yes", "1", "1.0", "1,0", "✓", "✔\u{fe0f}", " ja\u{a0}"],
        "højt",
    );
    reads(&rubric, &["nej", "N", "Falsk", "false", "no", "0", "0.0", "0,0"], "under let");
    let help = "write ja or nej, or leave the cell empty if it is not known";
    for cell in ["måske", "2", "2.0", "1.00", "✗", "☐", "ja?", "ja/nej"] {
        refuses(&rubric, cell, "not-ja-nej", "neither ja nor nej", help);
    }
}

#[test]
fn the_quality_is_ja_or_nej_but_never_a_number() {
    let csv = "leverandoer_id;fornoeden_kvalitet\n1;ja\n2;J\n3;Godkendt\n4;nej\n5;n\n";
    Case::score(rubric(), csv)
        .records(
            "leverandoer_id,status",
            &["1,uafklaret", "2,uafklaret", "3,uafklaret", "4,uden_kvalitet", "5,uden_kvalitet"],
        )
        .code(0);
    for cell in ["1", "0", "x", "sand", "5"] {
        Case::score(rubric(), &format!("leverandoer_id;fornoeden_kvalitet\n1;{cell}\n2;\n"))
            .records("leverandoer_id", &["2"])
            .stderr(format!("\
error[not-quality] a.csv:2, B2 »fornoeden_kvalitet«: “{cell}” – does not say whether the necessary quality is there
    write ja, nej or godkendt
error: 1 row is rejected and not in the result
"))
            .code(1);
    }
}

#[test]
fn a_level_is_said_by_number_or_word_and_may_be_specialiseret() {
    let cells = [
        ("let", &["1", "1.0", "1,0", "let", "LET", "let specialiseret"][..]),
        ("moderat", &["2", "2.0", "2,0", "moderat", "Moderat specialiseret"]),
        ("højt", &["3", "3.0", "højt", "høj", "hoejt", "hojt", "HØJT  Specialiseret"]),
        ("under let", &["0", "0.0", "0,0", "ingen", "under let", "Under  Let", "ikke opfyldt"]),
    ];
    for (level, cells) in cells {
        for cell in cells {
            Case::score(rubric(), &format!("leverandoer_id;metoder\n1;{cell}\n"))
                .records("metoder", &[level])
                .code(0);
        }
    }
    for cell in
        ["4", "middel", "let-moderat", "1,5", "2.00", "12.0", ".0", "let.0", "specialiseret"]
    {
        Case::score(rubric(), &format!("leverandoer_id;metoder\n1;{cell}\n2;\n"))
            .records("leverandoer_id", &["2"])
            .stderr(format!(
                "\
error[not-a-level] a.csv:2, B2 »metoder«: “{cell}” – not a level
    write let, moderat, højt or under let (or 1, 2, 3, 0)
error: 1 row is rejected and not in the result
"
            ))
            .code(1);
    }
}

#[test]
fn the_comma_is_the_decimal_mark() {
    reads(
        &on("number", "min = 12.5, max = 12.5"),
        &["12,5", "12,50", "012,5", "12.5", " 12,5 "],
        "højt",
    );
    reads(&on("number", "min = 0.0001, max = 0.0001"), &["0,0001", "0.0001"], "højt");
    reads(&on("number", "min = 999999999.9999"), &["999999999,9999", "999.999.999,9999"], "højt");
}

#[test]
fn a_point_or_a_space_before_groups_of_three_digits_is_a_thousands_mark() {
    reads(
        &on("number", "min = 1500, max = 1500"),
        &["1.500", "1 500", "1\u{a0}500", "1500"],
        "højt",
    );
    reads(
        &on("number", "min = 1500.5, max = 1500.5"),
        &["1 500,5", "1.500,5", "1500,5", "1500.5"],
        "højt",
    );
    reads(&on("number", "min = 1234567, max = 1234567"), &["1.234.567", "1 234 567"], "højt");
}

#[test]
fn a_single_point_that_cannot_be_a_thousands_mark_is_a_decimal_point() {
    reads(&on("number", "min = 1.5, max = 1.5"), &["1.5"], "højt");
    reads(&on("number", "min = 12.25, max = 12.25"), &["12.25"], "højt");
    reads(&on("number", "min = 1500.25, max = 1500.25"), &["1500.250"], "højt");
}

#[test]
fn a_number_that_could_be_either_is_an_error_that_offers_both() {
    let rubric = on("number", "min = 1");
    refuses(&rubric, "0.500", "ambiguous-number", "can be read in two ways", "write 0,500 or 500");
    refuses(
        &rubric,
        "012.500",
        "ambiguous-number",
        "can be read in two ways",
        "write 012,500 or 12500",
    );
    refuses(
        &rubric,
        "1,500.5",
        "mixed-marks",
        "point and comma contradict each other",
        "write the number alone, such as 12 or 12,5",
    );
}

#[test]
fn what_is_no_number_is_an_error() {
    let rubric = on("number", "min = 1");
    let help = "write the number alone, such as 12 or 12,5";
    for cell in [
        "ca. 5", "5 stk", "+5", ",5", "5,", ".5", "1 50", "1 500.5", "٣", "1/2", "1..5", "5-7",
        "to",
    ] {
        refuses(&rubric, cell, "not-a-number", "not a number", help);
    }
    refuses(&rubric, "-5", "negative", "a negative number", "");
    refuses(&rubric, "1000000000", "too-large", "more than 9 digits before the decimal mark", "");
    refuses(
        &rubric,
        "1,00001",
        "too-precise",
        "more than 4 digits after the decimal mark",
        "round the number in the sheet, such as with =ROUND(A1;4)",
    );
    refuses(
        &rubric,
        "1,00E+09",
        "exponent",
        "Excel has rewritten a long number, and digits may be lost",
        "give the column the format Text in Excel, and write the number again",
    );
}

#[test]
fn decimal_point_swaps_the_two_marks() {
    let csv = "leverandoer_id;a\n1;1,500.5\n2;1500.5\n3;1 500.5\n4;1.500\n";
    Case::score(on("number", "min = 1500.5, max = 1500.5"), csv)
        .args(["--decimal", "point"])
        .records("aktiv_praksis", &["højt", "højt", "højt", "under let"])
        .code(0);
    Case::score(on("number", "min = 1"), "leverandoer_id;a\n1;0,500\n2;\n")
        .args(["--decimal", "point"])
        .records("leverandoer_id", &["2"])
        .stderr(
            "
            error[ambiguous-number] a.csv:2, B2 »a«: “0,500” – can be read in two ways
                write 0.500 or 500
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn a_count_is_a_whole_number() {
    let rubric = on("count", "min = 8");
    reads(&rubric, &["8", "8,0", "8.0"], "højt");
    reads(&rubric, &["8,0", "1.500"], "højt");
    reads(&rubric, &["7", "0", "7,0000"], "under let");
    refuses(&rubric, "8,5", "not-whole", "not a whole number", "");
}

#[test]
fn a_share_is_from_0_to_100_and_a_sign_may_follow() {
    let rubric = on("share", "min = 60, max = 60");
    reads(
        &rubric,
        &["60", "60%", "60 %", "60 pct", "60 PCT.", "60 procent", "60procent", "60\u{a0}%", "60,0"],
        "højt",
    );
    reads(&on("share", "max = 1"), &["0", "1", "0 %", "0,6 %", "0,6 pct."], "højt");
    reads(&on("share", "min = 100"), &["100", "100,00 %"], "højt");
    refuses(&rubric, "100,1", "share-above-hundred", "more than 100 %", "");
    refuses(&rubric, "-1", "negative", "a negative number", "");
}

#[test]
fn a_bare_number_between_0_and_1_is_no_share() {
    let rubric = on("share", "min = 60");
    refuses(
        &rubric,
        "0,6",
        "fraction-or-percent",
        "a fraction or a percentage?",
        "write 0,6 % or 60 %",
    );
    refuses(
        &rubric,
        "0,0001",
        "fraction-or-percent",
        "a fraction or a percentage?",
        "write 0,0001 % or 0,01 %",
    );
    refuses(&rubric, "0.125", "ambiguous-number", "can be read in two ways", "write 0,125 or 125");
}

fn share_of(condition: &str) -> RubricText {
    rubric()
        .tables("[indicators.a]\ntype = \"share\"\nlabel = \"Andel\"\npart = \"b\"\nwhole = \"c\"")
        .indicators("b = count, c = count")
        .criterion(&format!("indicator = \"a\", {condition}"))
}

#[test]
fn a_share_whose_own_cell_is_missing_is_part_of_whole_exactly() {
    // 1 of 3 is 33.333… %: above 33.3333 and below 33.3334.
    let csv = "leverandoer_id;b;c\n1;1;3\n";
    Case::score(share_of("min = 33.3333"), csv).records("aktiv_praksis", &["højt"]).code(0);
    Case::score(share_of("min = 33.3334"), csv).records("aktiv_praksis", &["under let"]).code(0);
    Case::score(share_of("max = 33.3333"), csv).records("aktiv_praksis", &["under let"]).code(0);
}

#[test]
fn a_share_of_nothing_is_missing() {
    Case::score(share_of("min = 1"), "leverandoer_id;a;b;c\n1;;0;0\n2;;;5\n3;;5;\n4;50;0;0\n")
        .records(
            "aktiv_praksis",
            &["under let..højt", "under let..højt", "under let..højt", "højt"],
        )
        .code(0);
}

#[test]
fn a_part_above_its_whole_is_an_error() {
    Case::score(share_of("min = 1"), "leverandoer_id;a;b;c\n1;;6;5\n2;50;6;5\n3;;5;5\n")
        .records("leverandoer_id", &["3"])
        .stderr(
            "
            error[part-above-whole] a.csv:2, C2 »b«: “6” – more than the whole, which is 5 (Om c)
            error[part-above-whole] a.csv:3, C3 »b«: “6” – more than the whole, which is 5 (Om c)
            error: 2 rows are rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn a_filled_share_that_differs_by_more_than_one_point_is_a_warning() {
    Case::score_aloud(share_of("min = 50"), "leverandoer_id;a;b;c\n1;51;50;100\n2;49;50;100\n3;51,0001;50;100\n4;48,9;50;100\n")
        .records("leverandoer_id,aktiv_praksis", &["1,højt", "2,under let", "3,højt", "4,under let"])
        .stderr("
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            warning[share-differs] a.csv:4, B4 »a«: “51,0001” – the share differs by more than 1 percentage point from 50 of 100
            warning[share-differs] a.csv:5, B5 »a«: “48,9” – the share differs by more than 1 percentage point from 50 of 100
            4 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 4 uafklaret + 0 rejected
        ")
        .code(0);
}

#[test]
fn a_choice_is_one_of_the_options_folded() {
    let rubric = rubric()
        .tables("[indicators.a]\ntype = \"choice\"\nlabel = \"A\"\noptions = [\"årligt\", \"hver måned\"]")
        .criterion("indicator = \"a\", one_of = [\"hver måned\"]");
    reads(&rubric, &["hver måned", "Hver  Måned", "HVER-MAANED", " hver\u{a0}måned "], "højt");
    reads(&rubric, &["årligt", "aarligt"], "under let");
    refuses(
        &rubric,
        "hver maned",
        "not-an-option",
        "none of the options",
        "did you mean “hver måned”?",
    );
    refuses(
        &rubric,
        "aldrig",
        "not-an-option",
        "none of the options",
        "possible: årligt, hver måned",
    );
}

#[test]
fn a_set_is_items_between_separators_and_ingen_is_the_empty_set() {
    let rubric = on("set", "includes = [\"x\", \"y\"]");
    reads(
        &rubric,
        &["x|y", "x, y", "X;Y", "x\ny", "x\r\ny", "x|y|", "|x||y", "y | x | z", "x|x|y"],
        "højt",
    );
    reads(&rubric, &["x", "z", "ingen", "Ingen", "x|z"], "under let");
    refuses(
        &rubric,
        "|",
        "only-separators",
        "separators alone",
        "write ingen if nothing fits, or leave the cell empty if it is not known",
    );
    refuses(
        &rubric,
        ", ,",
        "only-separators",
        "separators alone",
        "write ingen if nothing fits, or leave the cell empty if it is not known",
    );
    refuses(&rubric, "x|w", "not-an-option", "“w” is none of the options", "possible: x, y, z");
}

#[test]
fn a_date_is_written_in_the_danish_ways_or_as_iso() {
    for cell in [
        "2021-03-01",
        "01-03-2021",
        "1-3-2021",
        "01.03.2021",
        "1.3.2021",
        "01/03/2021",
        "1/03/2021",
        "2021-3-1",
        "2021-03-01T00:00:00",
        "01-03-2021 00:00:00",
        "2021-03-01 00:00:00.000",
        "1.3.2021\u{a0}00:00",
    ] {
        Case::score(rubric(), &format!("leverandoer_id;vurderingsdato\n1;{cell}\n"))
            .records("vurderingsdato", &["2021-03-01"])
            .code(0);
    }
    let cells = [
        ("1.3-2021", "not-a-date", "not a date; write it as 31-03-2021 or 2021-03-31"),
        ("01-03-21", "not-a-date", "not a date; write it as 31-03-2021 or 2021-03-31"),
        ("2021/03/01", "not-a-date", "not a date; write it as 31-03-2021 or 2021-03-31"),
        ("marts 2021", "not-a-date", "not a date; write it as 31-03-2021 or 2021-03-31"),
        ("31-02-2021", "no-such-date", "there is no such day"),
        ("31-02-2021T00:00:00", "no-such-date", "there is no such day"),
        ("29.02.2021", "no-such-date", "there is no such day"),
    ];
    for (cell, code, said) in cells {
        Case::score(rubric(), &format!("leverandoer_id;vurderingsdato\n1;{cell}\n2;29.02.2020\n"))
            .records("leverandoer_id,vurderingsdato", &["2,2020-02-29"])
            .stderr(format!(
                "\
error[{code}] a.csv:2, B2 »vurderingsdato«: “{cell}” – {said}
error: 1 row is rejected and not in the result
"
            ))
            .code(1);
    }
}

fn by_type() -> RubricText {
    rubric()
        .tables("[groups]\nleverandoertype = [\"botilbud\", \"døgninstitution\"]")
        .indicators("a = count")
        .criterion(
            "indicator = \"a\", min = 8, min_for = [{ leverandoertype = \"botilbud\", min = 5 }]",
        )
}

#[test]
fn a_group_column_that_the_rubric_names_holds_one_of_its_values() {
    Case::score(by_type(), "leverandoer_id;leverandoertype;a\n1;Botilbud;5\n2;DOEGNINSTITUTION;5\n3;botlbud;5\n4;skib;5\n")
        .records("leverandoer_id,leverandoertype,aktiv_praksis", &["1,Botilbud,højt", "2,DOEGNINSTITUTION,under let"])
        .stderr("
            error[not-a-group-value] a.csv:4, B4 »leverandoertype«: “botlbud” – none of the values that the rubric's bounds depend on
                did you mean “botilbud”?
            error[not-a-group-value] a.csv:5, B5 »leverandoertype«: “skib” – none of the values that the rubric's bounds depend on
                possible: botilbud, døgninstitution
            error: 2 rows are rejected and not in the result
        ")
        .code(1);
}

#[test]
fn a_cvr_number_has_8_digits_and_a_check_sum_that_only_warns() {
    Case::score_aloud(rubric(), "leverandoer_id;cvr\n1;13748136\n2;13 74 81 36\n3;13-74-81-36\n4;13748137\n5;1374813\n6;DK13748136\n")
        .records("leverandoer_id", &["1", "2", "3", "4"])
        .stderr("
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            warning[cvr-check-sum] a.csv:5, B5 »cvr«: “13748137” – the CVR number's check digit does not fit; is a digit mistyped?
            error[not-a-cvr] a.csv:6, B6 »cvr«: “1374813” – not a CVR number of 8 digits
            error[not-a-cvr] a.csv:7, B7 »cvr«: “DK13748136” – not a CVR number of 8 digits
            error: 2 rows are rejected and not in the result
            6 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 4 uafklaret + 2 rejected
        ")
        .code(1);
}

#[test]
fn a_p_number_has_10_digits_and_no_check_sum() {
    Case::score_aloud(
        rubric(),
        "leverandoer_id;p_nummer\n1;1003457812\n2;1003457813\n3;100345781\n",
    )
    .records("leverandoer_id", &["1", "2"])
    .stderr(
        "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            error[not-a-p-number] a.csv:4, B4 »p_nummer«: “100345781” – not a P-number of 10 digits
            error: 1 row is rejected and not in the result
            3 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 2 uafklaret + 1 rejected
        ",
    )
    .code(1);
}

#[test]
fn ids_are_text_and_keep_their_zeros() {
    Case::score(rubric(), "leverandoer_id;afdelingsid\n007;01\n7;1\n007;1\n")
        .records("leverandoer_id,afdelingsid", &["007,01", "7,1", "007,1"])
        .code(0);
}

#[test]
fn blanks_around_a_cell_are_trimmed_and_within_it_kept() {
    Case::score(
        rubric(),
        "leverandoer_id;navn;metoder\n1;\u{a0} Hus  i  Ry \u{200b};\u{a0}let\u{a0}\n",
    )
    .records("leverandoer,metoder", &["Hus  i  Ry,let"])
    .code(0);
}

#[test]
fn cells_that_do_not_count_are_not_read() {
    let rubric =
        rubric().indicators("a = count, b = count").criterion("indicator = \"a\", min = 1");
    // b stands in no criterion, and leverandoertype in no group.
    Case::score(rubric, "leverandoer_id;a;b;b_note;leverandoertype\n1;1;mange;;skib\n")
        .records("aktiv_praksis,leverandoertype", &["højt,skib"])
        .code(0);
}

// Rows.

#[test]
fn rows_with_only_empty_cells_are_skipped_and_not_counted() {
    Case::score_aloud(rubric(), "leverandoer_id;navn\n\n;\n1;A\n \u{a0};\"\"\n;;;;\n2;B\n\n")
        .records("leverandoer_id,kilde", &["1,a.csv:4", "2,a.csv:7"])
        .stderr(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            2 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 2 uafklaret + 0 rejected
        ",
        )
        .code(0);
}

#[test]
fn fields_missing_at_the_end_of_a_row_are_empty_and_warned_of_once_a_file() {
    let csv = "leverandoer_id;navn;kommune;;\n1;A\n2;B;\n3\n4;C;Ry;;\n";
    Case::score_aloud(rubric(), csv)
        .records("leverandoer_id,leverandoer,kommune", &["1,A,", "2,B,", "3,,", "4,C,Ry"])
        .stderr(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            warning[short-rows] a.csv:2: the row has 2 cells, and the headers reach to number 3; the last are read as empty here and in others, 2 rows in all
            4 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 4 uafklaret + 0 rejected
        ",
        )
        .code(0);
}

#[test]
fn a_short_last_row_without_a_line_end_is_rejected_for_it_may_have_been_cut_off() {
    for csv in [
        "leverandoer_id;navn;kommune\n1;A;Ry\n2;B",
        "leverandoer_id;navn;kommune\r\n1;A;Ry\r\n2;B",
        "leverandoer_id;navn;kommune\n1;\"A\";Ry\n2;\"B\"",
    ] {
        Case::score(rubric(), csv)
            .records("leverandoer_id", &["1"])
            .stderr(
                "
                error[too-few-cells] a.csv:3: the row has 2 cells, but the headers reach to number 3
                    the file ends within a line; has it been cut off? Fetch it again, or end the line
                error: 1 row is rejected and not in the result
            ",
            )
            .code(1);
    }
    let whole = "leverandoer_id;navn;kommune\n1;A;Ry\n2;B;";
    Case::score(rubric(), whole).records("leverandoer_id", &["1", "2"]).code(0);
}

#[test]
fn a_filled_field_without_a_header_rejects_its_row_and_is_told_once_a_file_and_column() {
    let csv = "leverandoer_id;;navn\n1;;A;B\n2;;C;;  \n3;x;D;y\n4;;E;z\n5;;F\n";
    Case::score(rubric(), csv)
        .file("b.csv", "leverandoer_id;;navn\n6;z;G\n")
        .args(["b.csv", "--rejects", "rejects.csv"])
        .records("leverandoer_id", &["2", "5"])
        .stderr(
            "
            error[cell-without-header] a.csv:4, B4 »«: column B has no header, but 1 row has something in it and is rejected
                give the column a header, or empty it; if few rows have something in it, a delimiter, a line break or a quote may have come into them, or dropped out
            error[cell-without-header] a.csv:2, D2 »«: column D has no header, but 3 rows have something in it and are rejected
                give the column a header, or empty it; if few rows have something in it, a delimiter, a line break or a quote may have come into them, or dropped out
            error[cell-without-header] b.csv:2, B2 »«: column B has no header, but 1 row has something in it and is rejected
                give the column a header, or empty it; if few rows have something in it, a delimiter, a line break or a quote may have come into them, or dropped out
            error: 4 rows are rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn a_row_without_leverandoer_id_is_rejected() {
    Case::score(rubric(), "leverandoer_id;navn\n;A\n-;B\n1;C\n")
        .records("leverandoer_id", &["1"])
        .stderr(
            "
            error[id-missing] a.csv:2, A2 »leverandoer_id«: the supplier has no id
            error[id-missing] a.csv:3, A3 »leverandoer_id«: “-” – the supplier has no id
            error: 2 rows are rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn an_unknown_maalgruppe_rejects_the_row_with_a_suggestion() {
    Case::new()
        .file("a.csv", "leverandoer_id;maalgruppe\n1;autsime\n2;Hjemløshed\n3;\n4;Autisme\n")
        .args(["score", "a.csv", "--format", "csv", "--quiet", "--lang", "da"])
        .records("leverandoer_id,maalgruppe", &["4,autisme"])
        .stderr("
            fejl[target-group] a.csv:2, B2 »maalgruppe«: »autsime« – ingen vejledning har denne målgruppe
                mente du »autisme«?
            fejl[target-group] a.csv:3, B3 »maalgruppe«: »Hjemløshed« – ingen vejledning har denne målgruppe
                der er vejledninger til: autisme, erhvervet-hjerneskade, generisk, synsnedsaettelse
            fejl[target-group] a.csv:4, B4 »maalgruppe«: målgruppen mangler
            fejl: 3 rækker er afvist og indgår ikke i resultatet
        ")
        .code(1);
}

#[test]
fn a_row_without_a_relevant_parameter_is_rejected() {
    let mut all = rubric();
    for parameter in case::PARAMETERS {
        all = all.parameter(parameter, "may_be_irrelevant = true");
    }
    let reasons: Vec<String> =
        case::PARAMETERS.iter().map(|parameter| format!("{parameter}_begrundelse")).collect();
    let csv = format!(
        "leverandoer_id;{};{}\n1{}{}\n2;let{}{}\n",
        case::PARAMETERS.join(";"),
        reasons.join(";"),
        ";irrelevant".repeat(8),
        ";Fordi".repeat(8),
        ";irrelevant".repeat(7),
        ";Fordi".repeat(8),
    );
    Case::score(all, &csv)
        .records("leverandoer_id,parametre", &["2,1"])
        .stderr(
            "
            error[no-relevant-parameter] a.csv:2: none of the eight parameters is relevant
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn all_faults_of_a_row_are_reported_in_the_order_of_the_columns() {
    let rubric = on("count", "min = 1");
    Case::score(rubric, "metoder;a;vurderingsdato;leverandoer_id;cvr\nmeget;mange;i går;;12\n;1;;1;\n")
        .records("leverandoer_id", &["1"])
        .stderr("
            error[not-a-level] a.csv:2, A2 »metoder«: “meget” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error[not-a-number] a.csv:2, B2 »a«: “mange” – not a number
                write the number alone, such as 12 or 12,5
            error[not-a-date] a.csv:2, C2 »vurderingsdato«: “i går” – not a date; write it as 31-03-2021 or 2021-03-31
            error[id-missing] a.csv:2, D2 »leverandoer_id«: the supplier has no id
            error[not-a-cvr] a.csv:2, E2 »cvr«: “12” – not a CVR number of 8 digits
            error: 1 row is rejected and not in the result
        ")
        .code(1);
}

#[test]
fn the_same_fault_in_many_rows_is_shown_three_times_and_then_counted() {
    Case::score(rubric(), "leverandoer_id;metoder\n1;a\n2;b\n3;c\n4;d\n5;e\n6;\n")
        .records("leverandoer_id", &["6"])
        .stderr(
            "
            error[not-a-level] a.csv:2, B2 »metoder«: “a” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error[not-a-level] a.csv:3, B3 »metoder«: “b” – not a level
            error[not-a-level] a.csv:4, B4 »metoder«: “c” – not a level
                … and 2 more places
            error: 5 rows are rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn the_line_is_the_physical_one_and_the_cell_is_excels() {
    // sep= is no row of the sheet, a blank row is one, and a row with a line break is one row on two lines.
    let csv = "sep=;\r\nleverandoer_id;navn;metoder\r\n\r\n1;\"A\r\nB\";let\r\n2;C;x\r\n";
    Case::score(rubric(), csv)
        .records("leverandoer_id,kilde", &["1,a.csv:4"])
        .stderr(
            "
            error[not-a-level] a.csv:6, C4 »metoder«: “x” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn columns_beyond_z_are_lettered_as_excel_does() {
    let headers: Vec<String> = (1..=26).map(|n| format!("x{n}")).collect();
    let csv = format!(
        "leverandoer_id;{};metoder\n1;{};x\n2;{};\n",
        headers.join(";"),
        "1;".repeat(26).trim_end_matches(';'),
        ";".repeat(25)
    );
    Case::score(rubric(), &csv)
        .records("leverandoer_id", &["2"])
        .stderr(
            "
            error[not-a-level] a.csv:2, AB2 »metoder«: “x” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn a_doubled_key_rejects_the_later_row_and_names_the_first() {
    Case::score(rubric(), "leverandoer_id;metoder\n1;let\n2;let\n1;højt\n1;\n")
        .records("leverandoer_id,metoder", &["1,let", "2,let"])
        .stderr("
            error[same-row] a.csv:4: the same supplier, målgruppe and date as in a.csv:2
                keep one of the rows, or part them by afdelingsid, delmaalgruppe, aldersgruppe, vurderingsdato or konsulent
            error[same-row] a.csv:5: the same supplier, målgruppe and date as in a.csv:2
            error: 2 rows are rejected and not in the result
        ")
        .code(1);
}

#[test]
fn each_part_of_the_key_tells_rows_apart() {
    for column in ["afdelingsid", "delmaalgruppe", "aldersgruppe", "vurderingsdato", "konsulent"] {
        let csv = format!("leverandoer_id;{column}\n1;01-01-2021\n1;02-01-2021\n1;\n");
        Case::score(rubric(), &csv).records("leverandoer_id", &["1", "1", "1"]).code(0);
    }
}

#[test]
fn keys_are_compared_trimmed_and_in_nfc_and_all_but_ids_in_lower_case() {
    let rows = [
        ("a;;;", "A;;;", true),
        ("a;b;;", "a;B;;", true),
        ("a;;Ældre;", "a;;\u{a0}ÆLDRE ;", false),
        ("a;;;ÅB", "a;;;a\u{30a}b", false),
        ("å;;;", "a\u{30a};;;", false),
        ("a;;;", "a;-;?;n/a", false),
    ];
    for (first, second, are_two) in rows {
        let case = Case::score(
            rubric(),
            &format!("leverandoer_id;afdelingsid;delmaalgruppe;konsulent\n{first}\n{second}\n"),
        );
        if are_two {
            case.records("parametre", &["8", "8"]).code(0);
        } else {
            case.records("parametre", &["8"]).stderr("
                error[same-row] a.csv:3: the same supplier, målgruppe and date as in a.csv:2
                    keep one of the rows, or part them by afdelingsid, delmaalgruppe, aldersgruppe, vurderingsdato or konsulent
                error: 1 row is rejected and not in the result
            ").code(1);
        }
    }
}

#[test]
fn dates_in_the_key_are_days_and_maalgrupper_are_rubrics() {
    Case::score(rubric(), "leverandoer_id;maalgruppe;vurderingsdato\n1;r;2021-02-01\n1;Gruppe;1.2.2021\n")
        .records("leverandoer_id", &["1"])
        .stderr("
            error[same-row] a.csv:3: the same supplier, målgruppe and date as in a.csv:2
                keep one of the rows, or part them by afdelingsid, delmaalgruppe, aldersgruppe, vurderingsdato or konsulent
            error: 1 row is rejected and not in the result
        ")
        .code(1);
}

#[test]
fn keys_are_held_across_all_files_of_a_run() {
    Case::score(rubric(), "leverandoer_id\n1\n")
        .file("b.csv", "leverandoer_id\n2\n1\n")
        .args(["b.csv"])
        .records("leverandoer_id,kilde", &["1,a.csv:2", "2,b.csv:2"])
        .stderr("
            error[same-row] b.csv:3: the same supplier, målgruppe and date as in a.csv:2
                keep one of the rows, or part them by afdelingsid, delmaalgruppe, aldersgruppe, vurderingsdato or konsulent
            error: 1 row is rejected and not in the result
        ")
        .code(1);
}

#[test]
fn a_row_that_is_rejected_for_another_reason_holds_no_key() {
    Case::score(rubric(), "leverandoer_id;metoder\n1;x\n1;let\n1;højt\n")
        .records("leverandoer_id,metoder", &["1,let"])
        .stderr("
            error[not-a-level] a.csv:2, B2 »metoder«: “x” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error[same-row] a.csv:4: the same supplier, målgruppe and date as in a.csv:3
                keep one of the rows, or part them by afdelingsid, delmaalgruppe, aldersgruppe, vurderingsdato or konsulent
            error: 2 rows are rejected and not in the result
        ")
        .code(1);
}

#[test]
fn one_supplier_by_several_konsulenter_at_one_date_is_a_warning() {
    Case::score_aloud(rubric(), "leverandoer_id;konsulent;vurderingsdato\n1;ABC;2021-01-01\n1;DEF;2021-01-01\n1;DEF;2021-01-02\n")
        .records("konsulent", &["ABC", "DEF", "DEF"])
        .stderr("
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            warning[several-consultants] a.csv:3: the same supplier, målgruppe and date is also assessed by another konsulent in a.csv:2
            3 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 3 uafklaret + 0 rejected
        ")
        .code(0);
}

#[test]
fn every_row_read_is_placed_or_rejected_and_the_totals_say_so() {
    let csv = "leverandoer_id;fornoeden_kvalitet;samlet_vurdering;samlet_begrundelse\n1;ja;let;F\n2;ja;0;F\n3;nej;;\n4;;;\n5;x;;\n\n6;ja;højt;F\n";
    Case::score_aloud(rubric(), csv)
        .records("leverandoer_id,status", &["1,indplaceret", "2,under_let", "3,uden_kvalitet", "4,uafklaret", "6,indplaceret"])
        .stderr("
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            error[not-quality] a.csv:6, B6 »fornoeden_kvalitet«: “x” – does not say whether the necessary quality is there
                write ja, nej or godkendt
            error: 1 row is rejected and not in the result
            6 rows read = 2 indplaceret + 1 under let + 1 uden kvalitet + 1 uafklaret + 1 rejected
        ")
        .code(1);
}

// The rubric of a row.

#[test]
fn a_rubric_is_found_by_id_title_maalgruppe_and_synonyms_folded() {
    let rubric = rubric().maalgruppe("Børn & unge").header("synonyms = [\"B/U\"]");
    let csv = "leverandoer_id;maalgruppe\n1;R\n2;vejledning R\n3;BOERN  unge\n4;b-u\n";
    Case::new()
        .file("r.toml", rubric)
        .file("a.csv", csv)
        .args(["score", "a.csv", "--rubrics", "r.toml", "--format", "csv", "--quiet"])
        .records("leverandoer_id,maalgruppe,rubrik", &["1,r,r@1", "2,r,r@1", "3,r,r@1", "4,r,r@1"])
        .code(0);
}

/// `a.csv` by the versions 1 (to 2020) and 2 (from 2021) of one rubric.
fn versions(csv: &str) -> Case {
    let old = rubric().header("valid_from = 2020-01-01\nvalid_to = 2020-12-31");
    let new = rubric().version("2").maalgruppe("Ny gruppe").header("valid_from = 2021-01-01");
    Case::new().file("r/1.toml", old).file("r/2.toml", new).file("a.csv", csv).args([
        "score",
        "a.csv",
        "--rubrics",
        "r",
        "--format",
        "csv",
        "--quiet",
    ])
}

#[test]
fn of_a_rubrics_versions_the_one_valid_on_vurderingsdato_is_used() {
    versions("leverandoer_id;maalgruppe;vurderingsdato\n1;r;2020-12-31\n2;r;2021-01-01\n3;r;2020-01-01\n4;Ny gruppe;2020-05-05\n5;Gruppe;2022-05-05\n")
        .records("leverandoer_id,rubrik", &["1,r@1", "2,r@2", "3,r@1", "4,r@1", "5,r@2"])
        .code(0);
}

#[test]
fn a_date_that_no_version_covers_rejects_the_row() {
    versions("leverandoer_id;maalgruppe;vurderingsdato\n1;r;2019-12-31\n2;r;2021-01-01\n")
        .records("leverandoer_id,rubrik", &["2,r@2"])
        .stderr("
            error[no-version] a.csv:2, C2 »vurderingsdato«: “2019-12-31” – no version of the rubric is valid on 2019-12-31
            error: 1 row is rejected and not in the result
        ")
        .code(1);
}

#[test]
fn as_of_takes_the_place_of_vurderingsdato_for_this_choice_only() {
    versions("leverandoer_id;maalgruppe;vurderingsdato\n1;r;2020-12-31\n2;r;\n")
        .args(["--as-of", "2021-06-30"])
        .records("leverandoer_id,rubrik,vurderingsdato", &["1,r@2,2020-12-31", "2,r@2,"])
        .code(0);
}

#[test]
fn without_a_date_there_must_be_only_one_version() {
    versions("leverandoer_id;maalgruppe;vurderingsdato\n1;r;\n2;r;2020-05-05\n")
        .records("leverandoer_id", &["2"])
        .stderr("
            error[date-needed] a.csv:2, C2 »vurderingsdato«: the rubric has several versions, and vurderingsdato is missing
                write vurderingsdato, or choose a day for every row with --as-of
            error: 1 row is rejected and not in the result
        ")
        .code(1);
    let dated = rubric().header("valid_from = 2020-01-01");
    Case::score(dated, "leverandoer_id\n1\n").records("rubrik", &["r@1"]).code(0);
}

#[test]
fn rubric_names_the_one_rubric_for_every_row_by_id_in_all_its_versions() {
    versions("leverandoer_id;vurderingsdato\n1;2020-05-05\n2;2021-05-05\n")
        .args(["--rubric", "r"])
        .records("leverandoer_id,rubrik", &["1,r@1", "2,r@2"])
        .code(0);
    versions("leverandoer_id\n1\n")
        .args(["--rubric", "s"])
        .stderr("error: there is no rubric “s”; there are: r\n")
        .code(2);
}

#[test]
fn the_built_in_rubrics_are_used_where_none_are_named() {
    let csv = "leverandoer_id;maalgruppe\n1;ASF\n2;erhvervet hjerneskade\n3;Synsnedsættelse\n4;generisk\n";
    Case::new()
        .file("a.csv", csv)
        .args(["score", "a.csv", "--format", "csv", "--quiet"])
        .records(
            "maalgruppe",
            &["autisme", "erhvervet-hjerneskade", "synsnedsaettelse", "generisk"],
        )
        .code(0);
}

#[test]
fn a_whole_assessment_is_placed() {
    Case::score(rubric(), &assessed(&["33333332"]))
        .records("leverandoer_id,status,niveau", &["1,indplaceret,højt"])
        .code(0);
}

#[test]
fn a_row_without_a_rubric_has_its_other_faults_told_too() {
    let csv = "leverandoer_id;maalgruppe;metoder;fornoeden_kvalitet;samlet_vurdering;p_nummer\n1;autsime;meget;1;4;5\n2;;irrelevant;;;\n";
    Case::new()
        .file("r.toml", rubric())
        .file("a.csv", csv)
        .args(["score", "a.csv", "--rubrics", "r.toml", "--format", "csv", "--quiet"])
        .records("leverandoer_id", &[])
        .stderr("
            error[target-group] a.csv:2, B2 »maalgruppe«: “autsime” – no rubric has this målgruppe
                there are rubrics for: r
            error[not-a-level] a.csv:2, C2 »metoder«: “meget” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error[not-quality] a.csv:2, D2 »fornoeden_kvalitet«: “1” – does not say whether the necessary quality is there
                write ja, nej or godkendt
            error[not-a-level] a.csv:2, E2 »samlet_vurdering«: “4” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error[not-a-p-number] a.csv:2, F2 »p_nummer«: “5” – not a P-number of 10 digits
            error[target-group] a.csv:3, B3 »maalgruppe«: the målgruppe is missing
            error: 2 rows are rejected and not in the result
        ")
        .code(1);
}
