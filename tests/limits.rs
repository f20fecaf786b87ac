//! Files that are made to hurt, or are hurt: each is refused in words, soon, and in little memory.
//!
//! The program reads each from a pipe, under a bound on its address space where there is one to set. The
//! bounds themselves are told in `docs/limits.md`.

#![expect(clippy::unwrap_used, reason = "the helpers of a test are a test")]

mod workbook;

#[path = "case/program.rs"]
mod program;

use program::{binary, command};
use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};
use workbook::{workbook, worksheet};

const PILOT: &str = include_str!("../examples/pilot.csv");
const MIB: usize = 1 << 20;

/// Gives the program this file, in no more than `mebibytes` of memory, and holds its one message against
/// `message`. It may stop reading whenever it has seen enough.
#[track_caller]
fn refused(mut file: impl Read, mebibytes: usize, message: &str) {
    let program = binary();
    let arguments = ["score", "-", "--lang", "da", "--format", "csv"];
    let mut command = if cfg!(target_os = "linux") {
        let mut command = Command::new("sh");
        let bound = format!("ulimit -v {}; exec \"$0\" \"$@\"", mebibytes * 1024);
        command.arg("-c").arg(bound).arg(program);
        command
    } else {
        Command::new(program)
    };
    let mut child = command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // A broken pipe is how the program says that it has seen enough.
    let _ = std::io::copy(&mut file, &mut input);
    drop(input);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, message);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
}

/// `piece` again and again, up to so many bytes.
fn endless(piece: &'static [u8], bytes: usize) -> impl Read {
    Repeated { piece, at: 0 }.take(bytes as u64)
}

struct Repeated {
    piece: &'static [u8],
    at: usize,
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = (&self.piece[self.at..]).read(buffer)?;
        self.at = (self.at + count) % self.piece.len();
        Ok(count)
    }
}

/// Runs the program in a folder, in no more than so much memory, and expects it to be refused so.
#[cfg(target_os = "linux")]
#[track_caller]
fn refused_in(folder: &std::path::Path, arguments: &str, mebibytes: usize, message: &str) {
    let bound = format!("ulimit -v {}; exec \"$0\" {arguments} --lang da -q", mebibytes * 1024);
    let ran = Command::new("sh")
        .args(["-c", &bound, &binary()])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(said.contains(message), "{arguments}\n{said}");
    assert_eq!(ran.status.code(), Some(2), "{arguments}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_device_without_an_end_ends_at_the_bound_wherever_a_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("pilot.csv"), PILOT).unwrap();
    for arguments in [
        "score pilot.csv --rubric /dev/zero",
        "score pilot.csv --rubrics /dev/zero",
        "score pilot.csv --columns /dev/zero",
        "rubric show /dev/zero",
        "rubric compare autisme /dev/zero",
        "diff pilot.csv pilot.csv --expect /dev/zero",
    ] {
        let message = "filen er større end 4 MiB";
        refused_in(folder.path(), arguments, OF_TEXT, message);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_rubric_with_more_criteria_or_facts_than_can_be_looked_into() {
    let folder = tempfile::tempdir().unwrap();
    let rubric = |criteria: usize, facts: usize| {
        let mut text = String::from(
            "schema = 1\n[rubric]\nid = \"r\"\nversion = \"1\"\ntitle = \"R\"\nmaalgruppe = \"R\"\nstatus = \"udkast\"\nsources = []\n",
        );
        for fact in 0..facts {
            text += &format!("[indicators.f{fact}]\ntype = \"count\"\nlabel = \"F{fact}\"\n");
        }
        text += "[parameters.metoder.guidance]\nlet = \"x\"\nmoderat = \"x\"\nhoejt = \"x\"\n";
        for criterion in 0..criteria {
            text += &format!(
                "[[parameters.metoder.let]]\nid = \"K{criterion}\"\ntext = \"x\"\nindicator = \"f0\"\nmin = 1\n"
            );
        }
        std::fs::write(folder.path().join("r.toml"), text).unwrap();
    };
    rubric(2_001, 1);
    let message = "vejledningen har 2001 krav; der kan højst være 2000";
    refused_in(folder.path(), "rubric show r.toml", OF_TEXT, message);
    rubric(1, 2_001);
    let message = "vejledningen har 2001 oplysninger; der kan højst være 2000";
    refused_in(folder.path(), "rubric show r.toml", OF_TEXT, message);
}

/// A text file's own memory, with room for the program itself.
const OF_TEXT: usize = 128;

#[test]
fn a_line_of_a_gigabyte() {
    static PIECE: [u8; 1 << 16] = [b'a'; 1 << 16];
    let message = "fejl[record-too-long] stdin:1: rækken er længere end 16 MiB\n";
    refused(endless(&PIECE, 1024 * MIB), OF_TEXT, message);
}

#[test]
fn a_hundred_thousand_columns() {
    let message = "fejl[too-many-columns] stdin: 100000 kolonner; der kan højst være 16384\n";
    refused(endless(b"a;", 199_999), OF_TEXT, message);
}

#[test]
fn a_quote_that_is_opened_at_the_top_of_a_large_file() {
    static PIECE: &[u8] = b"F-001;autisme;voksne;Nord;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;\r\n";
    let file = Cursor::new("leverandoer_id;\"navn\r\n").chain(endless(PIECE, 1024 * MIB));
    let message = "fejl[open-quote] stdin:1: et anførselstegn åbnes her og lukkes aldrig\n    \
        luk det, eller skriv det dobbelt, hvis det hører til teksten\n";
    refused(file, OF_TEXT, message);
}

#[test]
fn signs_that_no_text_has() {
    let help = "filen har et NUL-tegn her, og det har en tekstfil ikke\n    \
        er det en anden slags fil? UTF-16 uden BOM læses med --encoding utf-16le eller utf-16be\n";
    let message = format!("fejl[nul-sign] stdin:1: {help}");
    refused(endless(b"\0", 1024 * MIB), OF_TEXT, &message);
    let utf_16: Vec<u8> = PILOT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(&*utf_16, OF_TEXT, &message);
    let message = format!("fejl[nul-sign] stdin:104: {help}");
    refused(format!("{PILOT}F-9;\0").as_bytes(), OF_TEXT, &message);
}

#[test]
fn more_rows_or_faults_than_can_be_held_at_once_are_refused() {
    let message = "fejl[too-many-rows] filerne har flere end 200000 rækker, og her skal de alle være i hukommelsen på én gang\n    \
        brug score med --format csv eller jsonl, som ikke har nogen grænse, eller del filen op, fx efter målgruppe eller år\n";
    let rows = |count: usize, quality: &str| -> String {
        let rows = (1..=count).map(|row| format!("F-{row};{quality}\n"));
        std::iter::once("leverandoer_id;fornoeden_kvalitet\n".to_owned()).chain(rows).collect()
    };
    let run = |arguments: &[&str], rows: &str| {
        let mut child = command()
            .args(arguments)
            .args(["--rubric", "generisk", "--lang", "da", "--quiet"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let rows = rows.to_owned();
        // It may stop reading whenever it has seen enough.
        let writing = std::thread::spawn(move || input.write_all(rows.as_bytes()));
        let output = child.wait_with_output().unwrap();
        let _ = writing.join();
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), output.stdout.len() > 1000, said)
    };
    let more = rows(200_001, "ja");
    let done = (Some(0), true, String::new());
    let refused = (Some(2), false, message.to_owned());
    assert_eq!(run(&["score", "-", "--format", "json"], &more), refused);
    let on_a_page = "fejl[too-many-rows-for-a-page] filerne har flere end 10000 rækker, og så mange kan en side i en browser ikke vise\n    \
        skriv en projektmappe (.xlsx), brug score med --format csv, eller del filen op, fx efter målgruppe eller år\n";
    let on_a_page = (Some(2), false, on_a_page.to_owned());
    assert_eq!(run(&["report", "-"], &rows(10_001, "ja")), on_a_page);
    assert_eq!(run(&["score", "-", "--format", "csv"], &more), done);

    let message = "fejl[not-quality] stdin:2, B2 »fornoeden_kvalitet«: »måske« – siger ikke, om den fornødne kvalitet er til stede\n    \
        skriv ja, nej eller godkendt\n\
        fejl[not-quality] stdin:3, B3 »fornoeden_kvalitet«: »måske« – siger ikke, om den fornødne kvalitet er til stede\n\
        fejl[not-quality] stdin:4, B4 »fornoeden_kvalitet«: »måske« – siger ikke, om den fornødne kvalitet er til stede\n    \
        … og 997 steder til\n\
        fejl[too-many-rejected] flere end 200000 rækker er afvist; de første er nævnt herover\n    \
        ret udtrækket, eller oversæt det med --columns, og prøv det først på nogle få rækker med indplacer check\n";
    assert_eq!(
        run(&["score", "-", "--format", "csv"], &rows(200_001, "måske")),
        (Some(2), false, message.to_owned())
    );
    // The judge of a file goes on to its end.
    let (code, _, said) = run(&["check", "-"], &rows(200_001, "måske"));
    assert_eq!((code, said), (Some(1), String::new()));
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_of_results_that_is_too_large_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.csv"), PILOT).unwrap();
    // All of it would not fit into the memory there is.
    let file = std::fs::File::create(folder.path().join("large.csv")).unwrap();
    file.set_len((512 << 20) + 1).unwrap();
    let message = "large.csv: filen er større end 512 MiB; sammenlign i mindre dele, fx efter målgruppe eller år";
    for arguments in ["diff large.csv a.csv", "diff large.csv --data a.csv"] {
        refused_in(folder.path(), arguments, OF_TEXT, message);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_report_of_too_many_rows_is_refused_before_any_of_them_is_placed() {
    let folder = tempfile::tempdir().unwrap();
    // The first row would be warned of, were it read.
    let rows = |rows: usize| {
        let mut csv = String::from("leverandoer_id;cvr;fornoeden_kvalitet\n0;12345678;ja\n");
        for row in 1..rows {
            csv += &format!("{row};;ja\n");
        }
        csv
    };
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("page.csv", &rows(10_001));
    write("half.csv", &rows(5_001));
    write("other.csv", &rows(5_000).replace("0;12345678", "x;12345678"));
    write("book.csv", &rows(100_001));
    let run = |arguments: &str| {
        let ran = Command::new(env!("CARGO_BIN_EXE_indplacer"))
            .args(arguments.split(' '))
            .args(["--rubric", "generisk", "--lang", "da"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(2), "{arguments}");
        assert!(ran.stdout.is_empty(), "{arguments}");
        String::from_utf8(ran.stderr).unwrap()
    };
    let on_a_page = "fejl[too-many-rows-for-a-page] filerne har flere end 10000 rækker, og så mange kan en side i en browser ikke vise\n    \
        skriv en projektmappe (.xlsx), brug score med --format csv, eller del filen op, fx efter målgruppe eller år\n";
    assert_eq!(run("report page.csv -o a.html"), on_a_page);
    assert_eq!(run("report page.csv --beside"), on_a_page);
    assert_eq!(run("report half.csv other.csv -o a.html"), on_a_page);
    let in_a_workbook = "fejl[too-many-rows] filerne har flere end 100000 rækker, og her skal de alle være i hukommelsen på én gang\n    \
        brug score med --format csv eller jsonl, som ikke har nogen grænse, eller del filen op, fx efter målgruppe eller år\n";
    assert_eq!(run("report book.csv -o a.xlsx"), in_a_workbook);
}

/// A gzip file of that much of one piece.
fn gzip(piece: &[u8], times: usize) -> Vec<u8> {
    let mut file = b"\x1F\x8B\x08\0\0\0\0\0\0\x03".to_vec();
    file.extend(repeated(b"", piece, times));
    file
}

#[test]
fn a_gzip_file_that_unpacks_to_gigabytes() {
    let line = gzip(&vec![b'a'; MIB], 10_000);
    let message = "fejl[record-too-long] stdin:1: rækken er længere end 16 MiB\n";
    refused(&*line, OF_TEXT, message);
    let blank = gzip(&b"\r\n".repeat(MIB / 2), 2);
    // The length and the check sum that should end it are not there.
    let message = "fejl[gzip-damaged] stdin: gzip-filen er beskadiget eller afbrudt\n";
    refused(&*blank, OF_TEXT, message);
}

#[test]
fn a_million_blank_lines_above_the_header_take_no_time() {
    let file = endless(b"\n", MIB).chain(Cursor::new("a;b\nc;d\n"));
    let message = "fejl[column-missing] stdin:1048577: kolonnen leverandoer_id mangler\n    \
        tilføj en kolonne med overskriften leverandoer_id\n";
    let mut said = String::new();
    let mut child = command()
        .args(["score", "-", "--lang", "da"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut file = file;
    std::io::copy(&mut file, &mut input).unwrap();
    drop(input);
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(said.contains(message), "{said}");
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

/// A part that is packed already, and of which the file says what it likes.
struct Packed {
    name: &'static str,
    /// A raw deflate stream.
    bytes: Vec<u8>,
    /// How long the file says that the part is.
    says: u32,
}

/// A stream of `before`, then `piece` so many times: small, whatever it unpacks to.
fn repeated(before: &[u8], piece: &[u8], times: usize) -> Vec<u8> {
    let mut packer = flate2::Compress::new(flate2::Compression::best(), false);
    let mut out = Vec::with_capacity(1 << 20);
    let mut pack = |bytes: &[u8], out: &mut Vec<u8>| {
        out.reserve(bytes.len() + 1024);
        packer.compress_vec(bytes, out, flate2::FlushCompress::Full).expect("packed");
    };
    pack(before, &mut out);
    // A full flush forgets what came before, so that the piece can stand anywhere.
    let start = out.len();
    pack(piece, &mut out);
    let packed = out[start..].to_vec();
    for _ in 1..times {
        out.extend_from_slice(&packed);
    }
    // The empty last block.
    out.extend_from_slice(b"\x03\x00");
    out
}

/// The workbook of [`workbook`] with one of its parts instead of its own.
fn workbook_with(part: Packed) -> Vec<u8> {
    let own = workbook(&worksheet(&[&["a"]]));
    let mut own = zip::ZipArchive::new(Cursor::new(own)).expect("a workbook");
    let mut files = Vec::new();
    for index in 0..own.len() {
        let mut file = own.by_index(index).expect("a part");
        let name = file.name().expect("a name").into_owned();
        if name != part.name {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut bytes).expect("its bytes");
            files.push((name, 0u16, file.crc32(), bytes.len() as u32, bytes));
        }
    }
    files.push((part.name.to_owned(), 8, 0, part.says, part.bytes));
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, method, crc, size, bytes) in &files {
        let mut head = vec![20, 0, 0, 0];
        head.extend(method.to_le_bytes());
        head.extend([0; 4]);
        for number in [*crc, bytes.len() as u32, *size] {
            head.extend(number.to_le_bytes());
        }
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0; 2]);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&head);
        list.extend([0; 10]);
        list.extend((out.len() as u32).to_le_bytes());
        list.extend(name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(bytes);
    }
    let count = (files.len() as u16).to_le_bytes();
    let (at, length) = (out.len() as u32, list.len() as u32);
    out.extend(list);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend(count);
    out.extend(count);
    out.extend(length.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// A workbook in which a part is `before`, then `piece` so many times, of which the file says the truth.
fn bomb(name: &'static str, before: &[u8], piece: &[u8], times: usize) -> Vec<u8> {
    let size = before.len() + piece.len() * times;
    workbook_with(Packed {
        name,
        bytes: repeated(before, piece, times),
        says: u32::try_from(size).unwrap(),
    })
}

#[test]
fn a_workbook_with_a_cell_of_gigabytes() {
    let file = bomb(SHEET, b"<worksheet><sheetData><row><c t=\"str\"><v>", &vec![b'a'; MIB], 3000);
    let message = "fejl[record-too-long] stdin: rækken er længere end 16 MiB\n";
    refused(&*file, 160, message);
}

#[test]
fn a_workbook_with_a_row_of_gigabytes_from_one_shared_text() {
    let text = format!("<sst><si><t>{}</t></si></sst>", "b".repeat(10 * MIB));
    let mut cells = b"<worksheet><sheetData><row>".to_vec();
    cells.extend(b"<c t=\"s\"><v>0</v></c>".repeat(10_000));
    let mut file = zip::ZipArchive::new(Cursor::new(workbook(&cells))).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..file.len() {
        let part = file.by_index_raw(index).unwrap();
        if part.name().unwrap() == STRINGS {
            let options = zip::write::SimpleFileOptions::default();
            out.start_file(STRINGS, options).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        } else {
            out.raw_copy_file(part).unwrap();
        }
    }
    let file = out.finish().unwrap().into_inner();
    let message = "fejl[record-too-long] stdin:1: rækken er længere end 16 MiB\n";
    refused(&*file, 200, message);
}

#[test]
fn a_workbook_with_more_shared_texts_than_memory_should_hold() {
    let piece = format!("<si><t>{}</t></si>", "a".repeat(MIB));
    let file = bomb(STRINGS, b"<sst uniqueCount=\"99999999999999\">", piece.as_bytes(), 2000);
    let message = "fejl[part-too-large] stdin: xl/sharedStrings.xml i Excel-filen fylder mere end 256 MiB pakket ud\n";
    // The texts grow by doubling, and for a moment both are there.
    refused(&*file, 128 + 3 * 256, message);
}

#[test]
fn a_workbook_that_does_not_tell_how_much_it_unpacks_to() {
    let file = workbook_with(Packed {
        name: SHEET,
        bytes: repeated(b"<worksheet>", &b"<a/>".repeat(MIB / 4), 10_000),
        says: 100,
    });
    let message = "fejl[workbook-damaged] stdin: Excel-filen er beskadiget (xl/worksheets/sheet1.xml)\n    \
        åbn filen, og gem den som »Excel-projektmappe (.xlsx)« uden adgangskode eller som »CSV UTF-8«\n";
    refused(&*file, 160, message);
}

#[test]
fn a_workbook_with_elements_inside_elements_without_end() {
    let file = bomb(SHEET, b"<worksheet>", &b"<a>".repeat(MIB / 3), 1000);
    let message = "fejl[workbook-damaged] stdin: Excel-filen er beskadiget (xl/worksheets/sheet1.xml)\n    \
        åbn filen, og gem den som »Excel-projektmappe (.xlsx)« uden adgangskode eller som »CSV UTF-8«\n";
    refused(&*file, 160, message);
}

#[test]
fn a_workbook_with_more_parts_than_any_has() {
    // Each entry of the list, with a name of two letters, and no file behind it.
    let mut file = b"PK\x03\x04".to_vec();
    let mut entry = b"PK\x01\x02".to_vec();
    entry.extend([0; 24]);
    entry.extend([2, 0]);
    entry.extend([0; 16]);
    entry.extend(b"ab");
    file.extend(entry.repeat(20_000));
    let message = "fejl[workbook-damaged] stdin: Excel-filen er beskadiget (zip)\n    \
        åbn filen, og gem den som »Excel-projektmappe (.xlsx)« uden adgangskode eller som »CSV UTF-8«\n";
    refused(&*file, 160, message);
}

#[test]
fn a_workbook_that_is_too_large_to_hold() {
    static PIECE: [u8; 1 << 16] = [b'a'; 1 << 16];
    let file = Cursor::new(b"PK\x03\x04").chain(endless(&PIECE, 1024 * MIB));
    let message = "fejl[workbook-too-large] stdin: Excel-filen er større end 128 MiB\n    \
        gem arket som »CSV UTF-8«; så er der ingen grænse for filens størrelse\n";
    refused(file, 128 + 3 * 128, message);
}

#[test]
fn rows_columns_and_formats_that_a_spreadsheet_cannot_have() {
    let message = "fejl[workbook-damaged] stdin: Excel-filen er beskadiget (xl/worksheets/sheet1.xml)\n    \
        åbn filen, og gem den som »Excel-projektmappe (.xlsx)« uden adgangskode eller som »CSV UTF-8«\n";
    for row in [
        "<row r=\"1048577\"/>",
        "<row r=\"0\"/>",
        "<row r=\"2\"/><row r=\"2\"/>",
        "<row><c r=\"XFE1\"/></row>",
        "<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>1</v></c></row>",
        "<row><c s=\"5\"><v>1</v></c></row>",
    ] {
        let sheet = format!("<worksheet><sheetData>{row}</sheetData></worksheet>");
        refused(&*workbook(sheet.as_bytes()), 160, message);
    }
}
