//! What is said of cases, mutants, moves and what caused them.

use super::{catalogue, count};

catalogue! {
    /// A text about a test or a difference.
    pub enum Regress {
        // Cases.
        "case-failed" CaseFailed = "FEJL", "FAIL";
        "expected-got" ExpectedGot { column: String, expected: String, got: String } =
            format!("{column}: ventede {expected}, fik {got}"),
            format!("{column}: expected {expected}, got {got}");
        "met" Met = "opfyldt", "met";
        "not-met" NotMet = "ikke opfyldt", "not met";
        "unknown" Unknown = "uvist", "unknown";
        "cases-total" CasesTotal { n: u64, held: u64, failed: u64 } =
            format!("{}: {held} som ventet, {failed} ikke", count(*n, "case", "cases")),
            format!("{}: {held} as expected, {failed} not", count(*n, "case", "cases"));
        "no-expectations" NoExpectations { n: u64 } =
            format!("{} venter ikke noget og prøver derfor ikke noget", count(*n, "case", "cases")),
            format!("{} nothing and so {} nothing", count(*n, "case expects", "cases expect"), if *n == 1 { "tests" } else { "test" });
        "row-rejected" RowRejected = "rækken er afvist", "the row is rejected";
        "no-cases" NoCases { places: String } =
            format!("der er ingen cases (*.cases.csv) i {places}"),
            format!("there are no cases (*.cases.csv) in {places}");
        "blessed" Blessed { n: u64, file: String } =
            format!("{file}: {} skrevet", count(*n, "forventning", "forventninger")),
            format!("{file}: {} written", count(*n, "expectation", "expectations"));
        "bless-in-ci" BlessInCi =
            "--bless bruges ikke i CI: forventningerne skal ses og gemmes af et menneske",
            "--bless is not for CI: expectations are to be seen and saved by a person";
        "bless-stdin" BlessStdin =
            "cases læses af filer og ikke af standard input", "cases are read from files and not from standard input";
        "bless-rejected" BlessRejected =
            "cases, der er afvist, kan ikke få forventninger; ret rækkerne først",
            "cases that are rejected cannot be given expectations; mend the rows first";
        "bless-bytes" BlessBytes { file: String } =
            format!("{file} kan ikke skrives tilbage uden at ændre andet end forventningerne"),
            format!("{file} cannot be written back without changing more than the expectations");

        // Mutants.
        "mutants-wait" MutantsWait =
            "ændringerne er ikke prøvet: først skal alle cases give det, de venter",
            "the changes were not tried: all cases must hold first";
        "mutants-total" MutantsTotal { rubric: String, n: u64, cases: u64, killed: u64, equivalent: u64, survived: u64 } =
            format!("{rubric}: {} prøvet på {}: {killed} opdaget, {equivalent} uden virkning, {survived} ikke opdaget", count(*n, "ændring", "ændringer"), count(*cases, "case", "cases")),
            format!("{rubric}: {} tried on {}: {killed} noticed, {equivalent} without effect, {survived} not noticed", count(*n, "change", "changes"), count(*cases, "case", "cases"));
        "survives" Survives = "ingen case opdager:", "no case notices:";
        "equivalent" Equivalent =
            "uden virkning (bevist ved at prøve alle oplysninger, der kan gøre en forskel):",
            "without effect (proved by trying all facts that can make a difference):";
        "paste" Paste { file: String } =
            format!("denne case ville; indsæt den i {file}:"),
            format!("this case would; paste it into {file}:");
        "paste-new" PasteNew = "denne case ville; indsæt den i en casefil:", "this case would; paste it into a case file:";
        "unsettled" Unsettled =
            "om nogen case kunne, er ikke afgjort: der er for meget at prøve",
            "whether a case could is not settled: there is too much to try";
        "mutants-of" MutantsOf { rubric: String } =
            format!("ændringer af {rubric}"), format!("changes of {rubric}");
        "case" Case = "Case", "Case";
        "expected" Expected = "Ventet", "Expected";
        "got" Got = "Fik", "Got";
        "where" Where = "Sted", "Where";

        // Moves.
        "or" Or = " eller ", " or ";
        "undeclared" Undeclared = "ikke ventet", "not declared";
        "declared" Declared = "ventet", "declared";
        "arrived" Arrived = "kommet til som", "arrived as";
        "departed" Departed = "væk, før", "departed, before";
        "new" New = "nyt", "new";
        "gone" Gone = "udgået", "gone";
        "made-alone" MadeAlone { edits: String } =
            format!("alene på grund af: {edits}"), format!("by this alone: {edits}");
        "made-together" MadeTogether { edits: String } =
            format!("på grund af disse tilsammen: {edits}"), format!("by these together: {edits}");
        "not-without" NotWithout { edits: String } =
            format!("ikke uden: {edits}"), format!("not without: {edits}");
        "edits-of" EditsOf { before: String, after: String } =
            if before == after { format!("Rettelser af {before}") } else { format!("Rettelser fra {before} til {after}") },
            if before == after { format!("Edits of {before}") } else { format!("Edits from {before} to {after}") };
        "moves" Moves { n: u64, names: String } =
            format!("flytter {}: {names}", count(*n, "leverandør", "leverandører")),
            format!("moves {}: {names}", count(*n, "supplier", "suppliers"));
        "moves-nobody" MovesNobody = "flytter ingen", "moves nobody";
        "wording-only" WordingOnly = "kun tekst, flytter ingen", "wording only, moves nobody";
        "did-not-move" DidNotMove { who: String } =
            format!("{who} skulle flytte sig, men gjorde det ikke"),
            format!("{who} was to move, but did not");
        "other-count" OtherCount { ends: String, n: u64, found: u64 } =
            format!("{ends}: {n} skulle flytte sig, {found} gjorde det"),
            format!("{ends}: {n} were to move, {found} did");
        "from-to" FromTo = "fra \\ til", "from \\ to";
        "diff-total" DiffTotal { moved: u64, up: u64, down: u64, stayed: u64, arrived: u64, departed: u64 } =
            format!("{} sig ({up} op, {down} ned), {stayed} står, hvor de stod, {arrived} er kommet til, {departed} er væk", count(*moved, "leverandør flytter", "leverandører flytter")),
            format!("{} ({up} up, {down} down), {stayed} stay, {arrived} arrived, {departed} departed", count(*moved, "supplier moves", "suppliers move"));
        "nobody-moves" NobodyMoves = "ingen flytter sig", "nobody moves";
        "edit" Edit = "Rettelse", "Edit";
        "effect" Effect = "Virkning", "Effect";
        "from" From = "Fra", "From";
        "to" To = "Til", "To";
        "why" Why = "Hvorfor", "Why";
        "supplier" Supplier = "Leverandør", "Supplier";
        "data-needed" DataNeeded { file: String } =
            format!("{file} er vejledninger; angiv med --data de vurderinger, de skal prøves på"),
            format!("{file} are rubrics; give with --data the assessments to try them on");
        "rubrics-needed" RubricsNeeded { file: String } =
            format!("--data hører til to vejledninger (.toml) eller mapper; det er {file} ikke"),
            format!("--data goes with two rubrics (.toml) or folders, which {file} is not");
        "not-results" NotResults { file: String } =
            format!("{file} er ikke et resultat af `indplacer score` (CSV, JSON eller JSON Lines) eller en leverandørs side"),
            format!("{file} is not a result of `indplacer score` (CSV, JSON or JSON Lines) or a supplier's page");
        "results-json" ResultsJson { file: String, line: u64, detail: String } =
            format!("{file}:{line} er ikke JSON: {detail}"), format!("{file}:{line} is not JSON: {detail}");
        "results-lack" ResultsLack { file: String, number: u64, key: String } =
            format!("{file}: resultat {number} mangler {key}"), format!("{file}: result {number} lacks {key}");
        "results-say" ResultsSay { file: String, number: u64, key: String, value: String } =
            format!("{file}: resultat {number} siger »{value}« i {key}, som ikke kan stå der"),
            format!("{file}: result {number} says “{value}” in {key}, which cannot be there");

        // Tweaks.
        "tweaked" Tweaked { place: String, from: String, to: String } =
            format!("{place}: {from} → {to}"), format!("{place}: {from} → {to}");
        "dropped" Dropped { place: String, what: String } =
            format!("{place}: {what} udgår"), format!("{place}: {what} dropped");
        "added" Added { place: String, what: String } =
            format!("{place}: {what} tilføjet"), format!("{place}: {what} added");
    }
}
