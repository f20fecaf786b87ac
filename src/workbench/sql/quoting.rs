//! Names, texts and comments as SQL writes them: none of a rubric's signs ends one.

/// A table's name, its schema apart; a file's name is one.
pub(super) fn table_name(table: &str) -> String {
    let is_file = [".parquet", ".csv"].iter().any(|ending| table.ends_with(ending));
    match is_file || table.split('.').any(str::is_empty) {
        true => name(table),
        false => table.split('.').map(name).collect::<Vec<_>>().join("."),
    }
}

/// A name in SQL, whatever signs are in it.
pub(super) fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text in SQL.
pub(super) fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

pub(super) fn texts(all: &[impl AsRef<str>]) -> String {
    all.iter().map(|one| text(one.as_ref())).collect::<Vec<_>>().join(", ")
}

/// A text as comments: no line of it can end one.
pub(super) fn comment(text: &str) -> impl Iterator<Item = String> {
    let lines = text.split(|sign: char| {
        sign == '\n' || sign == '\r' || sign == '\u{2028}' || sign == '\u{2029}'
    });
    lines
        .map(|line| format!("-- {}", line.replace(char::is_control, " ")))
        .collect::<Vec<_>>()
        .into_iter()
}
