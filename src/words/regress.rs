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
        "cases-total" CasesTotal { n: u64, held: u64, failed: u64, rejected: u64 } =
            format!("{}: {held} som ventet, {failed} ikke ({rejected} afvist)", count(*n, "prøvesag", "prøvesager")),
            format!("{}: {held} as expected, {failed} not ({rejected} rejected)", count(*n, "case", "cases"));
        "file-expects-nothing" FileExpectsNothing { file: String } =
            format!("{file} prøver ikke noget: ingen prøvesag i den venter noget; udfyld en kolonne forventet_…, eller brug --bless"),
            format!("{file} tests nothing: no case in it expects anything; fill a column forventet_…, or use --bless");
        "no-expectations" NoExpectations { n: u64 } =
            format!("{} venter ikke noget og prøver derfor ikke noget", count(*n, "prøvesag", "prøvesager")),
            format!("{} nothing and so {} nothing", count(*n, "case expects", "cases expect"), if *n == 1 { "tests" } else { "test" });
        "row-rejected" RowRejected = "rækken er afvist", "the row is rejected";
        "no-cases" NoCases { places: String } =
            format!("der er ingen prøvesager (*.cases.csv eller *.cases.xlsx) i {places}"),
            format!("there are no cases (*.cases.csv or *.cases.xlsx) in {places}");
        "blessed" Blessed { n: u64, file: String } =
            format!("{file}: {} skrevet", count(*n, "forventning", "forventninger")),
            format!("{file}: {} written", count(*n, "expectation", "expectations"));
        "rewritten" Rewritten { place: String, column: String, from: String, to: String } =
            format!("    {place}: {column}: {from} → {to}"), format!("    {place}: {column}: {from} → {to}");
        "blessed-nothing" BlessedNothing = "intet er skrevet", "nothing was written";
        "bless-leaves" BlessLeaves { n: u64 } =
            format!("{} noget andet, end der beregnes; ret dem, eller skriv dem om med --bless=all", count(*n, "udfyldt forventning siger", "udfyldte forventninger siger")),
            format!("{} otherwise than what is computed; mend them, or write them anew with --bless=all", count(*n, "filled expectation says", "filled expectations say"));
        "allowed" Allowed = "må leve:", "allowed to live:";
        "not-in-ci" NotInCi { option: String } =
            format!("{option} bruges ikke i CI: det, der skrives, skal ses og gemmes af et menneske"),
            format!("{option} is not for CI: what is written is to be seen and saved by a person");
        "cases-added" CasesAdded { n: u64, file: String } =
            format!("{file}: {} tilføjet", count(*n, "prøvesag", "prøvesager")),
            format!("{file}: {} added", count(*n, "case", "cases"));
        "bless-stdin" BlessStdin =
            "prøvesager læses fra filer og ikke fra standard input", "cases are read from files and not from standard input";
        "bless-rejected" BlessRejected =
            "prøvesager, der er afvist, kan ikke få forventninger; ret rækkerne først",
            "cases that are rejected cannot be given expectations; mend the rows first";
        "bless-workbook" BlessWorkbook { file: String } =
            format!("{file} er et regneark, og programmet skriver kun prøvesager i CSV: ret den i Excel, eller gem den som CSV (.cases.csv)"),
            format!("{file} is a workbook, and the program writes cases in CSV only: change it in Excel, or save it as CSV (.cases.csv)");
        "bless-bytes" BlessBytes { file: String } =
            format!("{file} kan ikke skrives tilbage uden at ændre andet end forventningerne"),
            format!("{file} cannot be written back without changing more than the expectations");

        "review-terminal" ReviewTerminal =
            "--review spørger på en terminal: standard input og standard error må ikke føres andre steder hen",
            "--review asks on a terminal: neither standard input nor standard error may lead elsewhere";
        "review-ask" ReviewAsk { n: u64, all: u64 } =
            format!("{n} af {all}: [a]cceptér det, der kom, [b]ehold det, der ventes, eller [s]lut: "),
            format!("{n} of {all}: [a]ccept what came, [k]eep what is expected, or [q]uit: ");
        "review-keys" ReviewKeys = "abs", "akq";
        "review-changed" ReviewChanged { file: String } =
            format!("{file} er ændret under gennemgangen, og intet er skrevet; begynd forfra"),
            format!("{file} changed during the review, and nothing was written; begin again");

        // Mutants.
        "mutants-wait" MutantsWait =
            "ændringerne er ikke prøvet: først skal alle prøvesager give det, de venter",
            "the changes were not tried: all cases must hold first";
        "mutants-total" MutantsTotal { rubric: String, n: u64, cases: u64, killed: u64, equivalent: u64, allowed: u64, survived: u64 } =
            format!("{rubric}: {} prøvet på {}: {killed} opdaget, {equivalent} uden virkning, {}{survived} ikke opdaget", count(*n, "ændring", "ændringer"), count(*cases, "prøvesag", "prøvesager"), if *allowed > 0 { format!("{allowed} må leve, ") } else { String::new() }),
            format!("{rubric}: {} tried on {}: {killed} noticed, {equivalent} without effect, {}{survived} not noticed", count(*n, "change", "changes"), count(*cases, "case", "cases"), if *allowed > 0 { format!("{allowed} allowed to live, ") } else { String::new() });
        "survives" Survives = "ingen prøvesag opdager:", "no case notices:";
        "equivalent" Equivalent =
            "uden virkning (bevist ved at prøve alle oplysninger, der kan gøre en forskel):",
            "without effect (proved by trying all facts that can make a difference):";
        "paste" Paste { file: String } =
            format!("denne prøvesag ville; indsæt den i {file}:"),
            format!("this case would; paste it into {file}:");
        "paste-new" PasteNew = "denne prøvesag ville; indsæt den i en fil med prøvesager:", "this case would; paste it into a case file:";
        "unsettled" Unsettled =
            "om nogen prøvesag kunne, er ikke afgjort: der er for meget at prøve",
            "whether a case could is not settled: there is too much to try";
        "mutants-of" MutantsOf { rubric: String } =
            format!("ændringer af {rubric}"), format!("changes of {rubric}");
        "case" Case = "Prøvesag", "Case";
        "expected" Expected = "Ventet", "Expected";
        "got" Got = "Fik", "Got";
        "where" Where = "Sted", "Where";

        // Moves.
        "or" Or = " eller ", " or ";
        "undeclared" Undeclared = "ikke ventet", "not declared";
        "declared" Declared = "ventet", "declared";
        "arrived" Arrived { to: String } = format!("ny, {to}"), format!("new, {to}");
        "departed" Departed { from: String } = format!("udgået, før {from}"), format!("departed, before {from}");
        "admitted" Admitted { to: String } = format!("før afvist, nu {to}"), format!("rejected before, now {to}");
        "refused" Refused { from: String } = format!("afvist, før {from}"), format!("rejected, before {from}");
        "as-before" AsBefore { state: String } = format!("{state} som før"), format!("{state} as before");
        "under" Under { rubric: String } = format!("efter {rubric}"), format!("under {rubric}");
        "rubric-gone" RubricGone { id: String } =
            format!("vejledningen {id} er udgået"), format!("the rubric {id} is gone");
        "rubric-stays" RubricStays { rubric: String } =
            format!("vejledningen {rubric} skulle udgå, men er der stadig"),
            format!("the rubric {rubric} was to go, but is still there");
        "rubric-lacks" RubricLacks { rubric: String } =
            format!("vejledningen {rubric} skulle være ny, men er der ikke"),
            format!("the rubric {rubric} was to be new, but is not there");
        "version-gone" VersionGone { rubric: String } = format!("{rubric} er udgået"), format!("{rubric} is gone");
        "version-new" VersionNew { rubric: String } = format!("{rubric} er ny"), format!("{rubric} is new");
        "version-new-from" VersionNewFrom { rubric: String, date: String } =
            format!("{rubric} er ny og gælder fra {date}"), format!("{rubric} is new and in force from {date}");
        "tried-on" TriedOn { n: u64 } =
            format!("prøvet på {}", count(*n, "leverandør", "leverandører")),
            format!("tried on {}", count(*n, "supplier", "suppliers"));
        "no-row" NoRow = "ingen række bruger den", "no row uses it";
        "unused" Unused { rubrics: String } =
            format!("ingen række bruger {rubrics}"), format!("no row uses {rubrics}");
        "sides" Sides { before: String, after: String } =
            format!("før: {before}; efter: {after}"), format!("before: {before}; after: {after}");
        "side-rows" SideRows { read: u64, rejected: u64 } =
            format!("{} læst, {rejected} afvist", count(*read, "række", "rækker")),
            format!("{} read, {rejected} rejected", count(*read, "row", "rows"));
        "side-results" SideResults { placed: u64 } =
            count(*placed, "resultat", "resultater"), count(*placed, "result", "results");
        "outside" Outside { groups: String } =
            format!("uden for vejledningerne: {groups}"), format!("outside the rubrics: {groups}");
        "outside-rows" OutsideRows { name: String, n: u64 } =
            format!("{name} ({})", count(*n, "række", "rækker")), format!("{name} ({})", count(*n, "row", "rows"));
        "untouched" Untouched { n: u64, cause: String, ids: String } =
            format!("{} uændret, selv om {cause} er ændret: {ids}", count(*n, "leverandør står", "leverandører står")),
            format!("{} the same though {cause} changed: {ids}", count(*n, "supplier stays", "suppliers stay"));
        "by-data-and-rubric" ByDataAndRubric { from: String, middle: String, to: String } =
            format!("data: {from} → {middle}; rubrik: {middle} → {to}"), format!("data: {from} → {middle}; rubrik: {middle} → {to}");
        "baseline-written" BaselineWritten { file: String, kept: u64, renewed: u64, removed: u64, added: u64 } =
            format!("{file}: {} uændret, {renewed} skrevet på ny, {removed} fjernet, {added} tilføjet", count(*kept, "linje", "linjer")),
            format!("{file}: {} kept, {renewed} written anew, {removed} taken out, {added} added", count(*kept, "line", "lines"));
        "baseline-lines" BaselineLines { file: String } =
            format!("{file} er ikke JSON Lines, og kun det kan --accept skrive: lav den med `indplacer score … --format jsonl`"),
            format!("{file} is not JSON Lines, and --accept writes nothing else: make it with `indplacer score … --format jsonl`");
        "baseline-newer" BaselineNewer { file: String, version: String } =
            format!("{file} er skrevet af indplacer {version}, som er nyere end denne ({}); brug den version", env!("CARGO_PKG_VERSION")),
            format!("{file} is written by indplacer {version}, which is newer than this one ({}); use that version", env!("CARGO_PKG_VERSION"));
        "accept-baseline" AcceptBaseline =
            "--accept hører til en baseline og --data: indplacer diff BASELINE --data FIL --accept",
            "--accept goes with a baseline and --data: indplacer diff BASELINE --data FILE --accept";
        "after-needed" AfterNeeded =
            "angiv to resultater, to vejledninger med --data, en baseline med --data, eller --since",
            "give two results, two rubrics with --data, a baseline with --data, or --since";
        "git-revision" GitRevision { revision: String } =
            format!("git kender ikke revisionen »{revision}«"), format!("git knows no revision “{revision}”");
        "git-shallow" GitShallow { revision: String } =
            format!("revisionen »{revision}« er ikke hentet, fordi kopien af arkivet er overfladisk; hent hele historien (git fetch --unshallow, i CI fetch-depth: 0 eller GIT_DEPTH: 0)"),
            format!("the revision “{revision}” is not here, since the clone is shallow; fetch the whole history (git fetch --unshallow, in CI fetch-depth: 0 or GIT_DEPTH: 0)");
        "git-dash" GitDash { revision: String } =
            format!("»{revision}« er ikke en revision: en revision begynder ikke med »-«"),
            format!("“{revision}” is no revision: none begins with “-”");
        "git-failed" GitFailed { detail: String } = format!("git kunne ikke: {detail}"), format!("git could not: {detail}");
        "git-no-rubrics" GitNoRubrics { path: String, revision: String } =
            format!("der er ingen vejledninger i {path} i revisionen {revision}"),
            format!("there are no rubrics in {path} in the revision {revision}");
        "since-rubrics" SinceRubrics =
            "--since sammenligner vejledninger: angiv dem med --rubrics, og vurderingerne med --data",
            "--since compares rubrics: give them with --rubrics, and the assessments with --data";
        "expectations-head" ExpectationsHead =
            "Det, som denne ændring gør. Læs det, og slet det, der ikke er ment.",
            "What this change does. Read it, and delete what is not meant.";
        "tested" Tested = "Prøvet", "Tested";
        "compared" Compared = "Sammenlignet", "Compared";
        "rejected-rows" RejectedRows { n: u64 } =
            format!("{} er afvist; ret dem, eller brug --allow-rejected", count(*n, "række", "rækker")),
            format!("{} rejected; mend them, or use --allow-rejected", count(*n, "row is", "rows are"));
        "all-outside" AllOutside =
            "der er intet at sammenligne: ingen vejledning kender rækkernes målgrupper",
            "nothing to compare: no rubric knows the målgrupper of the rows";
        "none-placed" NonePlaced =
            "der er intet at sammenligne: ingen leverandør er indplaceret, hverken før eller efter",
            "nothing to compare: no supplier is placed, neither before nor after";
        "none-before" NoneBefore =
            "der er intet at sammenligne: ingen leverandør er indplaceret før",
            "nothing to compare: no supplier is placed before";
        "none-after" NoneAfter =
            "der er intet at sammenligne: ingen leverandør er indplaceret efter",
            "nothing to compare: no supplier is placed after";
        "none-in-common" NoneInCommon =
            "der er intet at sammenligne: ingen leverandør er med både før og efter",
            "nothing to compare: no supplier is there both before and after";
        "other-id" OtherId { before: String, after: String } =
            format!("{before} er sammenlignet med {after}: nuller først eller .0 sidst i id'et er gået tabt eller kommet til"),
            format!("{before} is compared with {after}: zeros in front of the id, or .0 behind it, were lost or added");
        "change-otherwise" ChangeOtherwise { n: u64 } =
            format!("{} sig uden at flytte sig", count(*n, "leverandør ændrer", "leverandører ændrer")),
            format!("{} without moving", count(*n, "supplier changes", "suppliers change"));
        "would-change" WouldChange { n: u64 } =
            format!("{} sig efter en ny version", count(*n, "leverandør ændrer", "leverandører ændrer")),
            format!("{} under a new version", count(*n, "supplier changes", "suppliers change"));
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
        "changes" Changes { n: u64, names: String } =
            format!("ændrer {}, som bliver stående: {names}", count(*n, "leverandør", "leverandører")),
            format!("changes {} who {}: {names}", count(*n, "supplier", "suppliers"), if *n == 1 { "stays" } else { "stay" });
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
            format!("{} sig ({up} op, {down} ned), {stayed} står, hvor de stod, {} og {departed} er udgået", count(*moved, "leverandør flytter", "leverandører flytter"), count(*arrived, "er ny", "er nye")),
            format!("{} ({up} up, {down} down), {stayed} stay, {arrived} arrived, {departed} departed", count(*moved, "supplier moves", "suppliers move"));
        "nobody-moves" NobodyMoves = "ingen flytter sig", "nobody moves";
        "edit" Edit = "Rettelse", "Edit";
        "effect" Effect = "Virkning", "Effect";
        "from" From = "Fra", "From";
        "to" To = "Til", "To";
        "why" Why = "Hvorfor", "Why";
        "supplier" Supplier = "Leverandør", "Supplier";
        "no-data" NoData { path: String } =
            format!("der er ingen vurderinger (.csv eller .xlsx) i {path}"), format!("there are no assessments (.csv or .xlsx) in {path}");
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
