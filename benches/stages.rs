//! What each stage of scoring costs: read, assess, place, write, and the whole; `cargo bench`.
//!
//! The rows are those of the pilot, a hundred times over under other ids, by the built-in rubrics. The larger file
//! on which other engines are measured beside the whole program is that of `benches/peers`.

use divan::Bencher;
use divan::counter::ItemsCount;
use indplacer::assessment::Assessment;
use indplacer::diagnostic::Diagnostics;
use indplacer::intake::{
    Columns, Expected, IdentityCells, Input, Keep, Mapping, RawRecord, ReadRow, Reading, Records,
    RowOptions, RowReader, Sheet, SheetOptions,
};
use indplacer::place::{self, Plan};
use indplacer::record::StoredRecord;
use indplacer::render::csv::{self, Style};
use indplacer::rubric::Catalogue;
use indplacer::score::{self, Options};
use std::fmt::Write;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

fn main() {
    divan::main();
}

const TIMES: usize = 100;

/// A file of many rows, and what reads it.
struct Setting {
    _folder: TempDir,
    file: PathBuf,
    rows: usize,
    catalogue: Catalogue,
}

impl Setting {
    fn new() -> Self {
        let (header, rows) =
            include_str!("../examples/pilot.csv").split_once('\n').expect("a header");
        let mut text = format!("{header}\n");
        for time in 0..TIMES {
            for row in rows.lines() {
                writeln!(text, "{time}-{row}").expect("room");
            }
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("rows.csv");
        std::fs::write(&file, text).expect("a written file");
        Self {
            _folder: folder,
            file,
            rows: TIMES * rows.lines().count(),
            catalogue: Catalogue::built_in(&mut Diagnostics::default()),
        }
    }

    fn sheet(&self) -> Sheet {
        Sheet::open(&Input::File(self.file.clone()), SheetOptions::default()).expect("a sheet")
    }

    fn count(&self) -> ItemsCount {
        ItemsCount::new(self.rows)
    }

    /// Reads every row by its rubric, and gives it to `visit`.
    fn assess(&self, mut visit: impl FnMut(usize, &Assessment)) {
        let mut sheet = self.sheet();
        let (mapping, keep) = (Mapping::default(), Keep::default());
        let expected = Expected {
            catalogue: &self.catalogue,
            mapping: &mapping,
            keep: &keep,
            needs_target_group: true,
            denies_unknown: false,
        };
        let columns = Columns::bind(&sheet, &expected, &mut Diagnostics::default());
        let columns = columns.expect("known columns");
        let options = RowOptions::default();
        let file = Arc::from("rows.csv");
        let mut reader = RowReader::new(&self.catalogue, &columns, file, &options);
        while let Some(block) = sheet.next_block().expect("a sound file") {
            let mut records = Records::new(&block, sheet.dialect().delimiter);
            let (mut record, mut row) = (RawRecord::default(), ReadRow::default());
            while records.advance(&mut record) {
                let mut identity = IdentityCells::NOTHING;
                if let Reading::By(rubric) = reader.read(&record, &mut identity, &mut row) {
                    visit(rubric, &row.assessment);
                }
            }
        }
    }

    fn score<T: Send>(
        &self,
        threads: usize,
        draw: impl Fn(&score::Row<'_>, &mut Vec<T>) + Sync,
    ) -> Vec<T> {
        let mut notes = Diagnostics::default();
        let (options, mut all) = (Options::default(), Vec::new());
        let inputs = [Input::File(self.file.clone())];
        let opened = score::open(&self.catalogue, &inputs, &options, &mut notes);
        let threads = NonZero::new(threads).expect("a thread");
        let outcome =
            opened.expect("open files").draw(Some(threads), &mut notes, draw, |drawn, _| {
                all.append(drawn);
                Ok(())
            });
        assert_eq!(outcome.expect("a result").totals.read, self.rows as u64);
        all
    }
}

/// Bytes to text, text to records, records to cells.
#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let setting = Setting::new();
    bencher.counter(setting.count()).bench_local(|| {
        let (mut sheet, mut cells) = (setting.sheet(), 0);
        while let Some(block) = sheet.next_block().expect("a sound file") {
            let mut records = Records::new(&block, sheet.dialect().delimiter);
            let mut record = RawRecord::default();
            while records.advance(&mut record) {
                cells += record.len();
            }
        }
        cells
    });
}

/// The same, and cells to facts.
#[divan::bench]
fn assess(bencher: Bencher<'_, '_>) {
    let setting = Setting::new();
    bencher.counter(setting.count()).bench_local(|| {
        let mut facts = 0;
        setting.assess(|_, assessment| facts += assessment.facts.len());
        facts
    });
}

/// Facts to placements, by compiled rubrics.
#[divan::bench]
fn place(bencher: Bencher<'_, '_>) {
    let setting = Setting::new();
    let plans: Vec<Plan<'_>> = setting.catalogue.rubrics().iter().map(Plan::new).collect();
    let mut rows = Vec::new();
    setting.assess(|rubric, assessment| rows.push((rubric, assessment.clone())));
    bencher.counter(setting.count()).bench_local(|| {
        for (rubric, assessment) in &rows {
            divan::black_box(plans[*rubric].place(assessment, place::Options::default()));
        }
    });
}

/// Placements to lines of CSV.
#[divan::bench]
fn write(bencher: Bencher<'_, '_>) {
    let setting = Setting::new();
    let rubrics = setting.catalogue.rubrics();
    let records = setting.score(1, |row, out| {
        out.push(StoredRecord::new(&row.record, &rubrics[row.rubric]));
    });
    let mut out = Vec::new();
    bencher.counter(setting.count()).bench_local(|| {
        out.clear();
        for record in &records {
            csv::record(&record.as_record(), Style::MACHINE, &mut out);
        }
        out.len()
    });
}

/// A file to lines of CSV.
#[divan::bench(args = [1, 2])]
fn whole(bencher: Bencher<'_, '_>, threads: usize) {
    let setting = Setting::new();
    bencher.counter(setting.count()).bench_local(|| {
        setting.score(threads, |row, out| {
            csv::record(&row.record, Style::MACHINE, out);
        })
    });
}
