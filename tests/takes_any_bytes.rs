//! Intake takes any bytes: the properties that `fuzz/` hunts with, over random input and no tools.

mod fuzzing;

use proptest::prelude::*;

/// Bytes as they come, and bytes made of what assessment files are made of.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: &[&[u8]] = &[
        b";",
        b",",
        b"\t",
        b"\"",
        b"\n",
        b"\r\n",
        b"\r",
        b" ",
        b"a",
        b"1",
        b"1.500",
        b"0,6",
        b"60 %",
        b"-",
        b"31-03-2021",
        b"F-001",
        b"autisme",
        b"Synsneds\xE6ttelse",
        "\u{e6}".as_bytes(),
        b"\xF8",
        b"\x81",
        b"\0",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\xFE\xFF",
        b"sep=;",
        b"\x1F\x8B\x08",
        b"PK\x03\x04",
        b"ja",
        b"h\xC3\xB8jt",
    ];
    let made =
        prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|some| some.concat());
    prop_oneof![prop::collection::vec(any::<u8>(), 0..300), made]
}

/// A worksheet, more or less.
fn worksheet() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: &[&str] = &[
        "<row>",
        "<row r=\"3\" hidden=\"1\">",
        "<row r=\"1048576\">",
        "</row>",
        "<c>",
        "<c r=\"B2\" s=\"1\">",
        "<c r=\"XFD1\" t=\"s\">",
        "<c t=\"inlineStr\">",
        "<c t=\"b\">",
        "<c t=\"e\">",
        "<c t=\"d\">",
        "<c s=\"2\">",
        "<c t=\"str\">",
        "</c>",
        "<v>",
        "</v>",
        "<v/>",
        "<f>A1</f>",
        "<is>",
        "<t>",
        "</t>",
        "</is>",
        "0",
        "1",
        "44286.5",
        "1e300",
        "#REF!",
        "2021-03-31",
        "&amp;",
        "&x;",
        "_x000D_",
        "\"",
        ";",
        "\n",
        "<!-- -->",
        "<![CDATA[x]]>",
        "\u{e6}",
    ];
    let made = prop::collection::vec(prop::sample::select(PIECES), 0..80);
    const CELLS: &[&str] = &[
        "<c><v>7</v></c>",
        "<c t=\"s\"><v>1</v></c>",
        "<c s=\"2\"><v>44286</v></c>",
        "<c t=\"inlineStr\"><is><t>a;b\"c</t></is></c>",
    ];
    let row = prop::collection::vec(prop::sample::select(CELLS), 0..6);
    let sound = prop::collection::vec(row, 0..8).prop_map(|rows| {
        let rows: String =
            rows.iter().map(|cells| format!("<row>{}</row>", cells.concat())).collect();
        format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes()
    });
    let unsound =
        made.prop_map(|some| format!("<worksheet><sheetData>{}", some.concat()).into_bytes());
    prop_oneof![sound, unsound]
}

/// A blank row may hold what the next row begins with.
#[test]
fn a_row_is_not_taken_for_a_part_of_the_blank_row_above() {
    fuzzing::splits(b";;\" \" \n \"");
}

proptest! {
    #[test]
    fn bytes_are_read_in_their_encoding_or_refused(bytes in bytes()) {
        fuzzing::decodes(&bytes);
    }

    #[test]
    fn records_are_where_they_say(bytes in bytes()) {
        fuzzing::splits(&bytes);
    }

    #[test]
    fn rows_are_read_or_rejected(bytes in bytes()) {
        fuzzing::understands(&bytes);
    }

    #[test]
    fn workbooks_are_read_or_refused(bytes in worksheet()) {
        fuzzing::opens_workbook(&bytes);
    }

}

proptest! {
    // A whole workbook is read each time, twice.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_workbook_with_a_byte_amiss_is_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut workbook = include_bytes!("data/pilot-openpyxl.xlsx").to_vec();
        let at = at.index(workbook.len());
        workbook[at] = byte;
        fuzzing::opens_workbook(&workbook);
    }
}
