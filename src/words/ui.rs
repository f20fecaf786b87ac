//! Everything said that is not about a fault: tables, totals, notes.

use super::{catalogue, count};
use crate::arithmetic::DecimalMark;

catalogue! {
    /// A text of the program itself.
    pub enum Ui {
        "illustrative" Illustrative =
            "Illustrative vejledninger: modellen siger kun, at de otte parametre vægter lige. Gennemsnittet, dets grænser og alle tærskler er dette programs valg og ikke Socialstyrelsens.",
            "Illustrative rubrics: the model says only that the eight parameters weigh the same. The mean, its cut-offs and all thresholds are this tool's choice and not Socialstyrelsen's.";
        "proposal" Proposal =
            "En indplacering er et forslag. Et fagligt skøn kan tilsidesætte den, med en begrundelse.",
            "A placement is a proposal. Professional judgement may override it, with a reason.";

        // Severities.
        "error" Error = "fejl", "error";
        "warning" Warning = "advarsel", "warning";
        "note" Note = "bemærk", "note";
        "help" Help = "hjælp", "help";
        "and-more" AndMore { n: u64 } =
            format!("og {} til", count(*n, "sted", "steder")),
            format!("and {}", count(*n, "more place", "more places"));

        // The table.
        "supplier" Supplier = "Leverandør", "Supplier";
        "target-group" TargetGroup = "Målgruppe", "Målgruppe";
        "level" Level = "Niveau", "Level";
        "steps" Steps = "Trin", "Steps";
        "median" Median = "Md", "Md";
        "weakest" Weakest = "Sv", "Wk";
        "missing" Missing = "Mgl", "Mis";
        "without-quality-short" WithoutQualityShort = "uden kval.", "uden kval.";
        "legend-parameters" LegendParameters = "Parametre", "Parameters";
        "legend-marks" LegendMarks =
            "H højt · M moderat · L let · - under let · ? åben · / ikke relevant · * tilsidesat med begrundelse",
            "H højt · M moderat · L let · - under let · ? open · / ikke relevant · * overridden with a reason";
        "legend-steps" LegendSteps =
            "Trin: så mange trin på parametrene skal der mindst til for at komme et niveau op (+) eller ned (-)",
            "Steps: the fewest steps on parameters to a higher (+) or a lower (-) level";
        "legend-rules" LegendRules =
            "Md, Sv: niveauet efter medianen og efter den svageste parameter, hvor det er et andet",
            "Md, Wk: the level by the median and by the weakest parameter, where it is another";
        "legend-missing" LegendMissing =
            "Mgl: hvor mange oplysninger der mangler og kan få betydning",
            "Mis: how many facts are missing and could matter";
        "what-is-missing" WhatIsMissing = "Mangler og kan få betydning", "Missing, and could matter";
        "totals" Totals = "I alt", "Total";
        "of-target-group" TotalsByTargetGroup = "Fordeling", "Distribution";
        "sum-line" SumLine { read: u64, placed: u64, under: u64, without: u64, open: u64, rejected: u64 } =
            format!("{} læst = {placed} indplaceret + {under} under let + {without} uden fornøden kvalitet + {open} uafklaret + {rejected} afvist", count(*read, "række", "rækker")),
            format!("{} read = {placed} indplaceret + {under} under let + {without} uden kvalitet + {open} uafklaret + {rejected} rejected", count(*read, "row", "rows"));
        "rubrics-used" RubricsUsed = "Vejledninger", "Rubrics";
        "rule-mean" RuleMean { cutoffs: String } =
            format!("gennemsnittet af parametrene: {cutoffs}"), format!("the mean of the parameters: {cutoffs}");
        "rule-median" RuleMedian =
            "medianen af parametrene", "the median of the parameters";
        "rule-weakest" RuleWeakest =
            "den svageste parameter", "the weakest parameter";
        "without-quality" WithoutQuality = "uden kvalitet", "uden kvalitet";
        "under-let" UnderLet = "under let", "under let";
        "open" Open = "uafklaret", "uafklaret";

        // What is said of columns before anything is scored.
        "column" Column = "kolonne", "column";
        "taken-for" TakenFor = "læses som", "read as";
        "filled" Filled = "udfyldt", "filled";
        "different" Different = "forskellige", "different";
        "over" Over { n: String } = format!("over {n}"), format!("over {n}");
        "smallest" Smallest = "mindste", "smallest";
        "largest" Largest = "største", "largest";
        "examples" Examples = "eksempler", "examples";
        "without-header" WithoutHeader = "(uden overskrift)", "(without a header)";
        "header-and-rows" HeaderAndRows { row: u64, rows: Option<String> } =
            format!("overskrifterne står i række {row}{}", match rows.as_deref() { None => String::new(), Some("1") => "; der er 1 række under dem".to_owned(), Some(rows) => format!("; der er {rows} rækker under dem") }),
            format!("the headers stand in row {row}{}", match rows.as_deref() { None => String::new(), Some("1") => "; there is 1 row below them".to_owned(), Some(rows) => format!("; there are {rows} rows below them") });
        "form-fields" FormFields { filled: u64, of: u64 } =
            format!("oplysningsskema for én leverandør; {filled} af {of} felter er udfyldt"),
            format!("oplysningsskema of one supplier; {filled} of {of} fields are filled in");
        "column-in-words" ColumnInWords { letters: String, header: String, taken_for: String, filled: String, different: String, range: Option<[String; 2]>, examples: Option<String> } =
            format!("{letters} »{header}« læses som {taken_for}; udfyldt {filled}; forskellige: {different}{}{}", range.as_ref().map_or_else(String::new, |[least, most]| format!("; {least} til {most}")), examples.as_ref().map_or_else(String::new, |examples| format!("; fx {examples}"))),
            format!("{letters} »{header}« read as {taken_for}; filled {filled}; different: {different}{}{}", range.as_ref().map_or_else(String::new, |[least, most]| format!("; {least} to {most}")), examples.as_ref().map_or_else(String::new, |examples| format!("; such as {examples}")));
        "unused" Unused = "(bruges ikke)", "(not used)";
        "unused-perhaps" UnusedPerhaps { nearest: String } =
            format!("(bruges ikke – {nearest}?)"),
            format!("(not used – {nearest}?)");
        "template-head" TemplateHead { file: String } =
            format!("Oversættelse af {file} til brug med --columns.\nTil venstre står filens overskrifter og ord, til højre vores. Linjer, der begynder med #, gælder ikke:\nde er kun gæt, eller der mangler noget. Ret dem, og slet #, så gælder de. \"\" betyder, at det ikke er oplyst."),
            format!("Translation of {file}, for use with --columns.\nTheir headers and words to the left, ours to the right. Lines that begin with # do not count:\nthey are guesses, or lack something. Mend them and delete the #, and they count. \"\" means that it is not known.");
        "template-more" TemplateMore { n: u64 } =
            format!("Der er flere end disse {n}."), format!("There are more than these {n}.");
        "template-done" TemplateDone { columns: u64, words: u64 } =
            format!("{} og {} kendes ikke", count(*columns, "kolonne", "kolonner"), count(*words, "ord", "ord")),
            format!("{} and {} are not known", count(*columns, "column", "columns"), count(*words, "word", "words"));
        "template-without-data" TemplateWithoutData =
            "--template kræver en fil med vurderinger", "--template needs a file of assessments";

        // What is said on standard error.
        "read-as" ReadAs { file: String, encoding: String, delimiter: String, decimal: DecimalMark, header: Option<u64> } =
            format!("{file}: læst som {encoding} med {delimiter} mellem cellerne og {} som decimaltegn{}", mark_da(*decimal), header_da(*header)),
            format!("{file}: read as {encoding}, cells separated by {delimiter}, decimal {}{}", mark_en(*decimal), header_en(*header));
        "read-sheet" ReadSheet { file: String, sheet: String, of: u64, decimal: DecimalMark, header: Option<u64> } =
            format!("{file}: læst som Excel-fil, arket »{sheet}«{}, {} som decimaltegn i tekst{}", if *of > 1 { format!(" (1 af {of} ark; vælg et andet med --sheet)") } else { String::new() }, mark_da(*decimal), header_da(*header)),
            format!("{file}: read as an Excel file, sheet “{sheet}”{}, decimal {} in text{}", if *of > 1 { format!(" (1 of {of} sheets; choose another with --sheet)") } else { String::new() }, mark_en(*decimal), header_en(*header));
        "rejected-rows" RejectedRows { n: u64 } =
            format!("{} er afvist og indgår ikke i resultatet", count(*n, "række", "rækker")),
            format!("{} rejected and not in the result", if *n == 1 { "1 row is".to_owned() } else { format!("{n} rows are") });
        "refused-files" RefusedFiles { n: u64 } =
            format!("{} kunne ikke læses og indgår ikke i resultatet", count(*n, "fil", "filer")),
            format!("{} could not be read and {} not in the result", if *n == 1 { "1 file".to_owned() } else { format!("{n} files") }, if *n == 1 { "is" } else { "are" });
        "records-do-not-hold" RecordsDoNotHold { n: u64 } =
            format!("standard output fik {}, før fejlen blev fundet; {} gælder ikke", count(*n, "resultat", "resultater"), if *n == 1 { "det" } else { "de" }),
            format!("standard output got {} before the fault was found; {} not hold", if *n == 1 { "1 record".to_owned() } else { format!("{n} records") }, if *n == 1 { "it does" } else { "they do" });
        "report-format-unknown" ReportFormatUnknown { file: String } =
            format!("formatet kan ikke ses af {file}; brug .html eller .xlsx, eller angiv --format"),
            format!("the format cannot be told from {file}; use .html or .xlsx, or give --format");
        "report-formats" ReportFormats =
            "xlsx er til den samlede rapport, docx og md til --per-supplier",
            "xlsx is for the report of all, docx and md for --per-supplier";
        "report-to-terminal" ReportToTerminal =
            "skriv, hvor rapporten skal hen: -o rapport.html, -o rapport.xlsx eller --beside",
            "say where the report is to go: -o report.html, -o report.xlsx or --beside";
        "nothing-beside-stdin" NothingBesideStdin =
            "--beside kræver filer med et navn", "--beside needs files with a name";
        "workbook-failed" WorkbookFailed =
            "projektmappen kan ikke skrives; et ark har plads til 1.048.576 rækker",
            "the workbook cannot be written; a sheet has room for 1,048,576 rows";
        "rows-so-far" RowsSoFar { rows: String, seconds: u64 } =
            format!("{rows} rækker indplaceret på {seconds} s …"), format!("{rows} rows placed in {seconds} s …");
        "working-so-far" WorkingSoFar { seconds: u64 } =
            format!("arbejder, {seconds} s …"), format!("working, {seconds} s …");
        "press-enter" PressEnter =
            "Tryk Enter for at lukke vinduet.", "Press Enter to close the window.";
        "written" Written { file: String } =
            format!("gemt: {file}"),
            format!("written: {file}");

        // What goes wrong outside the user's data.
        "target-locked" TargetLocked { file: String } =
            format!("{file} kan ikke skrives: filen er åben i et andet program – luk den og prøv igen"),
            format!("{file} cannot be written: the file is open in another program – close it and try again");
        "target-edited" TargetEdited { file: String } =
            format!("{file} findes allerede og er ikke, som programmet skrev den: nogen har rettet i den – flyt den, eller giv den et andet navn; med --replace bliver den overskrevet"),
            format!("{file} exists already and is not as the program wrote it: somebody has edited it – move it or give it another name; with --replace it is overwritten");
        "target-owner" TargetOwner =
            "filen ejes af en anden, og ejeren kan ikke bevares – slet den først, eller vælg et andet navn",
            "the file has another owner, who cannot be kept – delete it first, or choose another name";
        "is-a-file" IsAFile = "det er en fil, ikke en mappe", "this is a file, not a folder";
        "no-room-aside" NoRoomAside { folder: String } =
            format!("projektmappen kan ikke skrives: der er ikke plads til dens midlertidige filer i {folder}"),
            format!("the workbook cannot be written: there is no room for its temporary files in {folder}");
        "output-twice" OutputTwice { file: String } =
            format!("{file} kan ikke skrives to gange: vælg to forskellige navne"),
            format!("{file} cannot be written twice: choose two different names");
        "stdout-twice" StdoutTwice =
            "standard output kan kun bruges til én ting: angiv en fil til den anden",
            "standard output can be used for one thing only: name a file for the other";
        "stdout-is-input" StdoutIsInput { file: String } =
            format!("{file} skal læses og kan ikke også skrives: standard output er ført ind i den"),
            format!("{file} is to be read and cannot be written as well: standard output leads into it");
        "hidden-signs" HiddenSigns =
            "resultatet har styretegn eller usynlige tegn fra filerne, som en terminal ikke må få – skriv det til en fil med -o",
            "the result has control signs or invisible signs from the files, which no terminal may get – write it to a file with -o";
        "left-over" LeftOver { n: u64, files: String } =
            format!("{} fra en tidligere kørsel hører ikke længere til og er ikke slettet: {files}", count(*n, "side", "sider")),
            format!("{} of an earlier run no longer {} and {} not deleted: {files}", count(*n, "page", "pages"), if *n == 1 { "belongs" } else { "belong" }, if *n == 1 { "is" } else { "are" });
        "target-forbidden" TargetForbidden { file: String } =
            format!("{file} kan ikke skrives: du har ikke lov til at skrive i mappen"),
            format!("{file} cannot be written: you may not write in the folder");
        "target-folder" TargetFolder { file: String } =
            format!("{file} kan ikke skrives: mappen findes ikke"),
            format!("{file} cannot be written: the folder does not exist");
        "target-unwritable" TargetUnwritable { file: String, reason: String } =
            format!("{file} kan ikke skrives: {reason}"),
            format!("{file} cannot be written: {reason}");
        "format-unknown" FormatUnknown { file: String } =
            format!("formatet kan ikke ses af {file}; brug .csv, .json, .jsonl eller .txt, eller angiv --format"),
            format!("the format cannot be told from {file}; use .csv, .json, .jsonl or .txt, or give --format");
        "study-format-unknown" StudyFormatUnknown { file: String } =
            format!("formatet kan ikke ses af {file}; brug .csv, .json, .md, .html eller .txt, eller angiv --format"),
            format!("the format cannot be told from {file}; use .csv, .json, .md, .html or .txt, or give --format");
        "excel-is-csv" ExcelIsCsv =
            "--excel hører til CSV", "--excel goes with CSV";
        "folder-unreadable" FolderUnreadable { folder: String, reason: String } =
            format!("mappen {folder} kan ikke læses: {reason}"),
            format!("the folder {folder} cannot be read: {reason}");
        "no-such-pattern" NoSuchFile { file: String } =
            format!("{file} findes ikke"),
            format!("{file} does not exist");
        "no-rubrics" NoRubrics { path: String } =
            format!("{path} har ingen vejledninger (.toml)"),
            format!("{path} has no rubrics (.toml)");
        "unknown-rubric" UnknownRubric { name: String, known: String } =
            format!("der er ingen vejledning, der hedder »{name}«; der er: {known}"),
            format!("there is no rubric “{name}”; there are: {known}");
        "several-versions" SeveralVersions { name: String, versions: String } =
            format!("»{name}« findes i flere versioner; skriv en af dem: {versions}"),
            format!("“{name}” exists in several versions; name one of them: {versions}");
        "no-slug" NoSlug { id: String } =
            format!("»{id}« kan ikke være et id: brug små bogstaver a-z, tal og bindestreger"),
            format!("“{id}” cannot be an id: use small letters a-z, digits and hyphens");
        "reserved-id" ReservedId { id: String } =
            format!("»{id}« kan ikke være et id: en fil må ikke hedde sådan i Windows"),
            format!("“{id}” cannot be an id: no file may have that name in Windows");
        "needs-last-day" NeedsLastDay { rubric: String, file: String, date: String } =
            format!("{rubric} ({file}) skal have valid_to = {date} i [rubric]; den er ikke ændret"),
            format!("{rubric} ({file}) needs valid_to = {date} in [rubric]; it was not changed");
        "already-there" AlreadyThere { file: String } =
            format!("{file} findes allerede og bliver ikke overskrevet"),
            format!("{file} exists already and is not overwritten");
        "next-check" NextCheck { file: String } =
            format!("find det, der skal skrives: indplacer check {file}"),
            format!("find what must be written: indplacer check {file}");
        "file-ending" FileEnding { endings: &'static str } =
            format!("filen skal ende på {endings}"), format!("the file must end in {endings}");
        "filled-kind" FilledKind =
            "kun interviewguiden og afrapporteringen kan udfyldes for en leverandør: brug --kind interview eller --kind afrapportering",
            "only the interview guide and the report can be filled in for a supplier: use --kind interview or --kind afrapportering";
        "nothing-changed" NothingChanged =
            "regnearket ændrer intet", "the spreadsheet changes nothing";
        "changed" Changed { cell: String, place: String, from: String, to: String } =
            format!("{cell}: {place}: {from} → {to}"), format!("{cell}: {place}: {from} → {to}");
        "endings-are" EndingsAre { endings: &'static str } =
            format!("formatet kan ikke bruges her; filen skal ende på {endings}, eller angiv --format"),
            format!("the format cannot be used here; the file must end in {endings}, or give --format");
        "rejects-headers" RejectsHeaders =
            "filerne har forskellige overskrifter, og hver får sin egen fil med afviste rækker: angiv et filnavn efter --rejects",
            "the files have different headers, and each gets a file of rejected rows of its own: give --rejects a file name";
        "findings" Findings { errors: u64, denied: u64, warnings: u64, notes: u64 } =
            format!("{}{}, {}, {}", count(*errors, "fejl", "fejl"), if *denied > 0 { format!(" (heraf {denied} på grund af --deny)") } else { String::new() }, count(*warnings, "advarsel", "advarsler"), count(*notes, "bemærkning", "bemærkninger")),
            format!("{}{}, {}, {}", count(*errors, "error", "errors"), if *denied > 0 { format!(" ({denied} of them by --deny)") } else { String::new() }, count(*warnings, "warning", "warnings"), count(*notes, "note", "notes"));
        "output-is-input" OutputIsInput { file: String } =
            format!("{file} skal læses og kan ikke også skrives"),
            format!("{file} is to be read and cannot be written as well");
        "output-is-same-file" OutputIsSameFile { file: String, input: String } =
            format!("{file} er den samme fil som {input}, der skal læses og ikke også kan skrives"),
            format!("{file} is the same file as {input}, which is to be read and cannot be written as well");
        "lock-file" LockFile { file: String } =
            format!("{file}: sprunget over; Excel laver sådan en låsefil, mens et regneark er åbent"),
            format!("{file}: passed over; Excel makes such a lock file while a workbook is open");
        "stdin-twice" StdinTwice =
            "- (standard input) kan kun læses én gang", "- (standard input) can be read only once";
        "usage-hint" UsageHint = "Se `indplacer --help`.", "See `indplacer --help`.";
    }
}

pub(super) const fn mark_da(mark: DecimalMark) -> &'static str {
    match mark {
        DecimalMark::Comma => "komma",
        DecimalMark::Point => "punktum",
    }
}

pub(super) const fn mark_en(mark: DecimalMark) -> &'static str {
    match mark {
        DecimalMark::Comma => "comma",
        DecimalMark::Point => "point",
    }
}

fn header_da(row: Option<u64>) -> String {
    row.map_or_else(String::new, |row| format!(", overskrifter i række {row}"))
}

fn header_en(row: Option<u64>) -> String {
    row.map_or_else(String::new, |row| format!(", headers in row {row}"))
}
