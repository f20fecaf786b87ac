//! What the TOML reader says, in Danish; it knows only English.

/// The beginning of what it says, and the same in Danish.
const DANISH: [(&str, &str); 26] = [
    ("duplicate key", "navnet er brugt før"),
    ("string values must be quoted", "her skal stå en værdi; tekst skrives i anførselstegn"),
    ("missing value", "her mangler en værdi"),
    ("invalid basic string, expected `\"`", "teksten mangler det sidste anførselstegn"),
    ("invalid basic string", "teksten har et tegn, som ikke kan stå der"),
    ("invalid multi-line basic string", "teksten mangler de tre sidste anførselstegn"),
    ("invalid literal string", "teksten mangler den sidste apostrof"),
    ("invalid multi-line literal string", "teksten mangler de tre sidste apostroffer"),
    ("missing escaped value", "efter \\ mangler et tegn; skriv \\\\ for selve tegnet \\"),
    ("missing opening quote", "teksten mangler det første anførselstegn"),
    ("invalid unquoted key", "nøglen har et tegn, som ikke kan stå der"),
    ("unquoted keys cannot be empty", "her mangler en nøgle"),
    ("missing assignment", "her mangler et lighedstegn"),
    ("extra assignment", "her står et lighedstegn for meget"),
    ("missing comma", "her mangler et komma"),
    ("extra comma", "her står et komma for meget"),
    ("unclosed array table", "tabellens navn mangler ]]"),
    ("unclosed array", "listen mangler sit ]"),
    ("unclosed inline table", "tabellen mangler sit }"),
    ("unclosed table", "tabellens navn mangler ]"),
    (
        "unexpected `=` in array",
        "et lighedstegn kan ikke stå i en liste; mangler der et ] før det?",
    ),
    ("unexpected key or value", "der står mere på linjen, end der kan"),
    ("invalid date", "den dato findes ikke; datoer skrives 2020-12-01"),
    ("unexpected leading zero", "tallet begynder med et nul"),
    ("invalid boolean", "her skal stå true eller false"),
    ("cannot extend value", "det er ikke en tabel, som noget kan føjes til"),
];

/// The same fault in Danish; a rare one is only named.
pub(super) fn danish(detail: &str) -> &str {
    DANISH
        .into_iter()
        .find(|(english, _)| detail.starts_with(english))
        .map_or("noget kan ikke stå sådan her", |(_, danish)| danish)
}
