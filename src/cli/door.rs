//! The easy door: a file dropped on the program's icon, or named without a command, is reported on.

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal};
use std::path::Path;

/// The endings of files that can hold assessments.
const ENDINGS: [&str; 4] = ["csv", "xlsx", "txt", "tsv"];

/// What `indplacer FILE …` means: `indplacer report --beside FILE …`; other arguments are left as they are.
pub(super) fn opened(
    mut arguments: Vec<OsString>,
    is_command: impl Fn(&OsStr) -> bool,
) -> Vec<OsString> {
    let names_a_file = arguments.get(1).is_some_and(|first| {
        let path = Path::new(first);
        let ending = path.extension().and_then(|ending| ending.to_str());
        let is_data = ending
            .is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)));
        !is_command(first) && (is_data || path.is_file())
    });
    if names_a_file {
        arguments.splice(1..1, ["report", "--beside"].map(OsString::from));
    }
    arguments
}

/// Whether the window closes when the program ends, so that nobody could read what it said.
///
/// Windows opens a window of its own for a program that is started by its icon. There is no safe way
/// to ask whose window it is, so this goes by the marks of such a start: nothing but whole paths on
/// the command line, the program's own included. That there is no `PROMPT`, which every `cmd.exe` sets, is for the caller.
pub(super) fn window_closes(arguments: &[OsString]) -> bool {
    cfg!(windows)
        && looks_dropped(arguments)
        && io::stdin().is_terminal()
        && io::stdout().is_terminal()
}

fn looks_dropped(arguments: &[OsString]) -> bool {
    arguments.iter().all(|argument| Path::new(argument).is_absolute())
}

/// Waits for Enter.
pub(super) fn wait() {
    let _ = io::stdin().read_line(&mut String::new());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened_as(arguments: &[&str]) -> Vec<String> {
        let arguments = arguments.iter().map(OsString::from).collect();
        opened(arguments, |name| name == "score" || name == "report")
            .into_iter()
            .map(|argument| argument.into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_without_a_command_is_reported_on() {
        assert_eq!(
            opened_as(&["indplacer", "pilot.CSV", "--lang", "en"]),
            ["indplacer", "report", "--beside", "pilot.CSV", "--lang", "en"]
        );
    }

    #[test]
    fn a_command_an_option_and_a_word_are_left_as_they_are() {
        for arguments in [
            vec!["indplacer"],
            vec!["indplacer", "--help"],
            vec!["indplacer", "score", "pilot.csv"],
            vec!["indplacer", "scroe"],
        ] {
            assert_eq!(opened_as(&arguments), arguments);
        }
    }

    #[test]
    fn only_whole_paths_look_dropped() {
        let dropped = |arguments: &[&str]| {
            looks_dropped(&arguments.iter().map(OsString::from).collect::<Vec<_>>())
        };
        let root = if cfg!(windows) { "C:\\" } else { "/" };
        let path = |name: &str| format!("{root}{name}");
        assert!(dropped(&[&path("indplacer.exe"), &path("pilot.csv")]));
        assert!(!dropped(&[&path("indplacer.exe"), "pilot.csv"]));
        assert!(!dropped(&["indplacer", &path("pilot.csv")]));
    }
}
