//! Case files: how they are written anew, and how a test of them ends.

use super::shared::{Exit, Speaker};
use crate::regress::bless::{self, Update};
use crate::regress::cases::CaseFile;
use crate::regress::tested::Tested;
use crate::words::{Lang, Regress};
use anyhow::anyhow;

/// How a test ends; says which files test nothing.
pub(super) fn told(tested: &Tested, speaker: Speaker) -> Exit {
    for file in &tested.idle {
        let file = file.clone();
        speaker.error(&Regress::FileExpectsNothing { file }.text(speaker.lang));
    }
    match (tested.idle.is_empty(), tested.holds()) {
        (false, _) => Exit::CouldNot,
        (true, false) => Exit::ActOn,
        (true, true) => Exit::Done,
    }
}

/// A case file's bytes with other expectations in it.
pub(super) fn rewritten(
    bytes: &[u8],
    file: &CaseFile,
    updates: &[Update],
    lang: Lang,
) -> anyhow::Result<Vec<u8>> {
    let name = file.name.to_string();
    bless::apply(bytes, file, updates).map_err(|fault| unwritable(fault, name, lang))
}

/// Why nothing is written into a case file, and what to do.
pub(super) fn unwritable(fault: bless::Fault, file: String, lang: Lang) -> anyhow::Error {
    let text = match fault {
        bless::Fault::NotReversible => Regress::BlessBytes { file },
        bless::Fault::Workbook => Regress::BlessWorkbook { file },
    };
    anyhow!(text.text(lang))
}
