//! Any table, however a CSV writer or a workbook holds it, reads back to the same records or is refused (contract §2).

mod workbook;

use indplacer::arithmetic::{DecimalMark, Number};
use indplacer::assessment::Fact;
use indplacer::diagnostic::Diagnostics;
use indplacer::intake::{Holds, Input, Mapping, Names, SheetOptions};
use indplacer::rubric::Catalogue;
use indplacer::score::{Options, score};
use indplacer::source::Source;
use indplacer::vocabulary::Identity;
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};
use workbook::{workbook_of, worksheet};

/// A rubric for every row, with the number `a`.
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let mut text = String::from(
        "schema = 1\n[rubric]\nid = 'r'\nversion = '1'\ntitle = 'R'\nmaalgruppe = 'R'\nstatus = 'udkast'\nsources = ['s']\n\
         [indicators.a]\ntype = 'number'\nlabel = 'Tal'\n",
    );
    for parameter in indplacer::vocabulary::Parameter::ALL {
        let id = parameter.id();
        text += &format!(
            "[parameters.{id}]\n[parameters.{id}.guidance]\nlet = 'l'\nmoderat = 'm'\nhoejt = 'h'\n"
        );
        for (level, min) in [("let", 1), ("moderat", 2), ("hoejt", 3)] {
            text += &format!(
                "[[parameters.{id}.{level}]]\nid = '{id}-{level}'\ntext = 'Mindst {{min}}'\nbasis = 'b'\nindicator = 'a'\nmin = {min}\n"
            );
        }
    }
    let mut notes = Diagnostics::default();
    let source = Source { name: "r.toml".into(), text: text.into() };
    let catalogue = Catalogue::read([source], &mut notes);
    assert!(!notes.has_errors(), "{notes:?}");
    catalogue
});

/// A supplier: its id, its name, and the number in ten-thousandths.
type Supplier = (String, String, Option<u64>);

/// How a table is written.
#[derive(Debug, Clone)]
struct Writing {
    delimiter: char,
    quotes_all: bool,
    line_end: &'static str,
    ends_the_last: bool,
    encoding: &'static str,
    mark: DecimalMark,
    groups_thousands: bool,
    titles: Vec<String>,
    swaps_columns: bool,
}

impl Writing {
    fn number(&self, ten_thousandths: u64) -> String {
        let number = Number::from_ten_thousandths(ten_thousandths);
        let text = number.with_mark(self.mark);
        let (whole, decimals) = match text.split_once([',', '.']) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (&*text, None),
        };
        let thousands = match self.mark {
            DecimalMark::Comma => '.',
            DecimalMark::Point => ',',
        };
        let mut written = String::new();
        for (index, digit) in whole.char_indices() {
            if self.groups_thousands && index > 0 && (whole.len() - index).is_multiple_of(3) {
                written.push(thousands);
            }
            written.push(digit);
        }
        if let Some(decimals) = decimals {
            written.push(match self.mark {
                DecimalMark::Comma => ',',
                DecimalMark::Point => '.',
            });
            written += decimals;
        }
        written
    }

    fn line(&self, mut cells: Vec<String>) -> String {
        if self.swaps_columns {
            cells.reverse();
        }
        let special = [self.delimiter, '"', '\n', '\r'];
        let written: Vec<String> = cells
            .into_iter()
            .map(|cell| match self.quotes_all || cell.contains(special) {
                true => format!("\"{}\"", cell.replace('"', "\"\"")),
                false => cell,
            })
            .collect();
        written.join(&self.delimiter.to_string())
    }

    fn bytes(&self, suppliers: &[Supplier]) -> Vec<u8> {
        let header = ["leverandoer_id", "Navn", "Tal"].map(str::to_owned);
        let mut lines: Vec<String> = self.titles.clone();
        lines.push(self.line(header.to_vec()));
        for (id, name, number) in suppliers {
            let number = number.map(|number| self.number(number)).unwrap_or_default();
            lines.push(self.line(vec![id.clone(), name.clone(), number]));
        }
        let mut text = lines.join(self.line_end);
        if self.ends_the_last {
            text += self.line_end;
        }
        match self.encoding {
            "utf-8" => text.into_bytes(),
            "utf-8 with a mark" => format!("\u{feff}{text}").into_bytes(),
            "utf-16" => {
                format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
            }
            _ => {
                text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect()
            }
        }
    }
}

fn writings() -> impl Strategy<Value = Writing> {
    let signs = (
        prop::sample::select(vec![';', ',', '\t']),
        any::<bool>(),
        prop::sample::select(vec!["\n", "\r\n"]),
        any::<bool>(),
        prop::sample::select(vec!["utf-8", "utf-8 with a mark", "utf-16", "windows-1252"]),
    );
    let content = (
        prop::sample::select(vec![DecimalMark::Comma, DecimalMark::Point]),
        any::<bool>(),
        prop::collection::vec("[A-Za-zæø,;. ]{0,20}", 0..3),
        any::<bool>(),
    );
    (signs, content).prop_map(
        |(
            (delimiter, quotes_all, line_end, ends_the_last, encoding),
            (mark, groups_thousands, titles, swaps_columns),
        )| Writing {
            delimiter,
            quotes_all,
            line_end,
            ends_the_last,
            encoding,
            mark,
            groups_thousands,
            titles,
            swaps_columns,
        },
    )
}

fn suppliers() -> impl Strategy<Value = Vec<Supplier>> {
    let number = prop_oneof![
        1 => Just(None),
        2 => (0_u64..10).prop_map(|n| Some(n * 5_000)),
        2 => (0_u64..40_000).prop_map(|n| Some(n * 10)),
        2 => (0_u64..99_999_999).prop_map(Some),
    ];
    // An apostrophe before a sign that a spreadsheet would run is read back as nothing, which is another matter.
    let name = "[A-Za-zæøåÆØÅ \";,.\n-]{0,12}B";
    prop::collection::vec((name, number), 1..8).prop_map(|rows| {
        let numbered = rows.into_iter().enumerate();
        numbered
            .map(|(index, (name, number))| (format!("F-{index}"), format!("A{name}"), number))
            .collect()
    })
}

/// What is read: every supplier that was placed, and how many rows were rejected; nothing if the file was refused.
fn read(ending: &str, bytes: &[u8], decimal: Option<DecimalMark>) -> Option<(Vec<Supplier>, u64)> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("a.{ending}"));
    std::fs::write(&path, bytes).expect("a file");
    let mapping = Mapping::default();
    let mut options = Options {
        sheet: SheetOptions {
            decimal,
            holds: Holds::Assessments {
                names: Arc::new(Names::new(&CATALOGUE, &mapping)),
                needs_target_group: false,
            },
            ..SheetOptions::default()
        },
        ..Options::default()
    };
    options.row.rubric = Some("r".to_owned());
    options.row.decimal = decimal.unwrap_or_default();
    let mut placed = Vec::new();
    let mut notes = Diagnostics::default();
    let outcome = score(&CATALOGUE, &[Input::File(path)], &options, &mut notes, |row| {
        let number = match row.assessment.facts[0] {
            Fact::Number(number) => Some(number.ten_thousandths()),
            _ => None,
        };
        let text = |column| row.record.identity(column).to_owned();
        placed.push((text(Identity::LeverandoerId), text(Identity::Leverandoer), number));
        Ok(())
    });
    outcome.ok().map(|outcome| (placed, outcome.totals.rejected))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_table_whose_decimal_mark_is_said_reads_back_to_the_same_records(writing in writings(), suppliers in suppliers()) {
        let bytes = writing.bytes(&suppliers);
        let read = read("csv", &bytes, Some(writing.mark));
        prop_assert_eq!(read, Some((suppliers, 0)), "{:?}\n{}", writing, String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_column_that_shows_its_decimal_mark_is_read_right_or_refused(writing in writings(), mut suppliers in suppliers(), at: prop::sample::Index) {
        // A mark that stands alone and not before three digits; a number with both marks is rejected and tells nothing.
        suppliers.insert(at.index(suppliers.len()), ("F-x".into(), "AB".into(), Some(25_000)));
        let bytes = writing.bytes(&suppliers);
        if let Some((placed, rejected)) = read("csv", &bytes, None) {
            prop_assert_eq!(placed.len() as u64 + rejected, suppliers.len() as u64);
            for supplier in &placed {
                prop_assert!(suppliers.contains(supplier), "{:?} in\n{}", supplier, String::from_utf8_lossy(&bytes));
            }
        }
    }

    #[test]
    fn the_sheet_that_fits_is_read_wherever_it_stands(suppliers in suppliers(), before in 0_usize..3, behind in 0_usize..3, titles in 0_usize..3) {
        let plain = |text: &str| text.replace(['"', '\n', '\''], " ").trim().to_owned();
        let rows: Vec<[String; 2]> = suppliers.iter().map(|(id, name, _)| [id.clone(), plain(name)]).collect();
        let mut cells: Vec<Vec<&str>> = vec![vec!["Oversigt", "", ""]; titles];
        cells.push(vec!["leverandoer_id", "Navn"]);
        cells.extend(rows.iter().map(|row| row.iter().map(String::as_str).collect()));
        let cells: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
        let (table, cover) = (worksheet(&cells), worksheet(&[&["Forside"], &["navn", "region"]]));
        let mut sheets: Vec<(&str, &[u8])> = ["A", "-B", "C"][..before].iter().map(|name| (*name, &cover[..])).collect();
        sheets.push(("Data", &table));
        sheets.extend(["D", "-E", "F"][..behind].iter().map(|name| (*name, &cover[..])));
        let read = read("xlsx", &workbook_of(&sheets), None);
        let expected: Vec<Supplier> = rows.into_iter().map(|[id, name]| (id, name, None)).collect();
        prop_assert_eq!(read, Some((expected, 0)));
    }
}
