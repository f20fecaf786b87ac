//! `indplacer rubric sql`: a rubric as a query for engines that hold the data.

use super::args::{Dialect, SqlArgs};
use super::{choose, write};
use crate::cli::output::{Kind, Outputs};
use crate::cli::shared::{Exit, Speaker};
use crate::workbench;

pub(super) fn run(args: &SqlArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let reads = choose::paths(&[&args.which], &args.among);
    let path = args.output.as_deref();
    let target = Outputs::beside(reads, speaker).open(path, Kind::Data)?;
    let Some(rubric) = choose::one(&args.which, &args.among, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let dialect = match args.dialect {
        Dialect::DuckDb => workbench::Dialect::DuckDb,
        Dialect::Postgres => workbench::Dialect::Postgres,
    };
    let query = workbench::sql(&rubric, dialect, &args.table, target.lang());
    write::whole(query.as_bytes(), target, path, speaker)
}
