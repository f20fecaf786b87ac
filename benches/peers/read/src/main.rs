//! Reads every record of a CSV file and says how many fields it saw; without a file it only prints a line.

use std::error::Error;
use std::fs::File;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let fields = match (args.next().as_deref(), args.next()) {
        (Some("csv"), Some(file)) => by_csv(&file)?,
        (Some("simd-csv"), Some(file)) => by_simd_csv(&file)?,
        _ => 0,
    };
    println!("{fields}");
    Ok(())
}

fn by_csv(file: &str) -> Result<usize, Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').buffer_capacity(1 << 20).from_path(file)?;
    let (mut record, mut fields) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record)? {
        fields += record.len();
    }
    Ok(fields)
}

fn by_simd_csv(file: &str) -> Result<usize, Box<dyn Error>> {
    let mut reader = simd_csv::ZeroCopyReaderBuilder::new()
        .delimiter(b';')
        .buffer_capacity(1 << 20)
        .from_reader(File::open(file)?);
    let mut fields = 0;
    while let Some(record) = reader.read_byte_record()? {
        fields += record.len();
    }
    Ok(fields)
}
