//! The help of the command line.

use super::catalogue;

catalogue! {
    /// A text of `--help`.
    pub enum Help {
        "about" About =
            "Indplacerer leverandører af sociale indsatser på et specialiseringsniveau: let, moderat eller højt",
            "Places suppliers of social services at a specialisation level: let, moderat or højt";
        "usage" Usage = "Brug:", "Usage:";
        "commands" Commands = "Kommandoer", "Commands";
        "arguments" Arguments = "Argumenter", "Arguments";
        "options" Options = "Tilvalg", "Options";
        "easy-door" EasyDoor =
            "En fil uden kommando, eller sluppet på programmets ikon, får sin rapport som webside og projektmappe ved siden af sig.",
            "A file without a command, or dropped on the program's icon, gets its report as a page and a workbook beside it.";
        "usage-options" UsageOptions = "[TILVALG]", "[OPTIONS]";
        "value-column" ValueColumn = "KOLONNE", "COLUMN";
        "value-dialect" ValueDialect = "DIALEKT", "DIALECT";
        "value-command" ValueCommand = "KOMMANDO", "COMMAND";
        "value-date" ValueDate = "DATO", "DATE";
        "value-dir" ValueDir = "MAPPE", "DIR";
        "value-file" ValueFile = "FIL", "FILE";
        "value-id-or-file" ValueIdOrFile = "ID|FIL", "ID|FILE";
        "value-lang" ValueLang = "SPROG", "LANG";
        "value-length" ValueLength = "LÆNGDE", "LENGTH";
        "value-level" ValueLevel = "NIVEAU", "LEVEL";
        "value-mark" ValueMark = "TEGN", "MARK";
        "value-name" ValueName = "NAVN", "NAME";
        "value-path" ValuePath = "STI", "PATH";
        "value-sign" ValueSign = "TEGN", "SIGN";
        "value-before" ValueBefore = "FØR", "BEFORE";
        "value-after" ValueAfter = "EFTER", "AFTER";
        "value-cases" ValueCases = "PRØVESAGER", "CASES";
        "value-kind" ValueKind = "SLAGS", "KIND";
        "value-layout" ValueLayout = "OPSTILLING", "LAYOUT";
        "value-revision" ValueRevision = "REVISION", "REV";
        "value-what" ValueWhat = "HVAD", "WHAT";
        "value-which" ValueWhich = "HVILKE", "WHICH";
        "value-word" ValueWord = "ORD", "WORD";
        "value-workbook" ValueWorkbook = "REGNEARK", "WORKBOOK";
        "reading" Reading = "Læsning af vurderinger", "Reading assessments";
        "placing" Placing = "Indplacering", "Placing";
        "writing" Writing = "Resultat", "Result";
        "testing" Testing = "Prøve af vejledninger", "Testing rubrics";
        "comparing" Comparing = "Sammenligning", "Comparing";
        "general" General = "Generelt", "General";
        "score" Score =
            "Indplacér hver leverandør i en eller flere filer med vurderinger",
            "Place every supplier in one or more files of assessments";
        "study" StudyCommand =
            "Undersøg mange vurderinger samlet: hvem kan hvad, og hvor sikkert står det",
            "Study many assessments together: who can do what, and how firmly that stands";
        "study-overview" StudyOverview =
            "Hvem kan levere hvad i dag, hvor mangler højt, og hvem er tæt på at falde?",
            "Who can deliver what today, where is højt missing, and who is close to falling?";
        "study-discrimination" StudyDiscrimination =
            "Skelner parametrene mellem leverandørerne, og hvilke kunne undværes?",
            "Do the parameters tell suppliers apart, and which could go?";
        "study-agreement" StudyAgreement =
            "Hvor enige er flere om de samme leverandører? Giv en fil for hver, eller én fil med kolonnen konsulent",
            "How well do several agree on the same suppliers? Give a file for each, or one with the column konsulent";
        "study-timeline" StudyTimeline =
            "Hvem steg, faldt, kom til eller holdt op? Med --as-of også målt med én udgave af vejledningen",
            "Who rose, fell, appeared or ended? With --as-of also measured by one version of the rubric";
        "round" Round =
            "Hvor lang en runde er: year (standard), half, quarter eller month",
            "How long a round is: year (default), half, quarter or month";
        "min-count" MinCount =
            "Sig ikke noget ud fra færre vurderinger end så mange (10)",
            "Say nothing on fewer assessments than so many (10)";
        "by" By =
            "Del hver målgruppe op: region, kommune, socialtilsyn, driftsform, leverandoertype, aldersgruppe eller delmaalgruppe",
            "Divide each målgruppe: region, kommune, socialtilsyn, driftsform, leverandoertype, aldersgruppe or delmaalgruppe";
        "population" Population =
            "En fil (CSV) med alle leverandører, så de, der ikke er vurderet, også kan tælles",
            "A file (CSV) of all suppliers, so that those not assessed can be counted too";
        "min-group" MinGroup =
            "Vis ingen gruppe med færre end så mange leverandører, heller ikke indirekte, og ingen navne",
            "Show no group of fewer than so many suppliers, not even indirectly, and no names";
        "level" Level =
            "Vis en liste over leverandører på dette niveau: let, moderat eller hoejt",
            "List the suppliers at this level: let, moderat or hoejt";
        "maalgruppe" TargetGroup =
            "Vis en liste over leverandører for denne målgruppe",
            "List the suppliers for this målgruppe";
        "region" Region =
            "Vis en liste over leverandører i denne region",
            "List the suppliers in this region";
        "selecting" Selecting = "Udvalg og opdeling", "Selecting and dividing";
        "study-robustness" StudyRobustness =
            "Ville niveauet være det samme med andre vægte, en anden regel eller en anden parameter?",
            "Would the level be the same with other weights, another rule or another parameter?";
        "study-format" StudyFormat =
            "table (standard), csv, json, md eller html",
            "table (default), csv, json, md or html";
        "check" Check =
            "Kontrollér vejledninger og vurderinger, før nogen indplaceres",
            "Check rubrics and assessments before anybody is placed";
        "check-paths" CheckPaths =
            "Vejledninger (.toml) eller mapper med vejledninger",
            "Rubrics (.toml) or folders of rubrics";
        "checking" Checking = "Kontrol", "Checking";
        "deny" Deny =
            "Tæl dette fund som en fejl: kontrollens id, warnings eller all; kan gentages",
            "Count this finding as an error: the lint's id, warnings or all; may be repeated";
        "findings-format" FindingsFormat =
            "text (standard), json, sarif eller github",
            "text (default), json, sarif or github";
        "findings-output" FindingsOutput =
            "Skriv fundene til denne fil",
            "Write the findings to this file";
        "per-supplier" PerSupplier =
            "Skriv i stedet ét dokument pr. leverandør i denne mappe, til partshøring",
            "Write instead one document a supplier in this folder, for hearing";
        "explain" Explain =
            "Forklar én leverandørs indplacering, krav for krav, eller skriv alle krav som en tabel",
            "Explain one supplier's placement, criterion by criterion, or write all criteria as a table";
        "supplier" Supplier =
            "Leverandøren, der skal forklares, ved sit id",
            "The supplier to explain, by its id";
        "maalgruppe" Maalgruppe =
            "Kun for denne målgruppe, hvis leverandøren er vurderet for flere",
            "Only for this målgruppe, if the supplier was assessed for several";
        "all" All =
            "Alle leverandører: én linje pr. leverandør, parameter, niveau og krav (csv eller jsonl)",
            "All suppliers: one line a supplier, parameter, level and criterion (csv or jsonl)";
        "ways" Ways =
            "Vis højst så mange af de korteste veje i hver retning (standard 3, i JSON alle)",
            "Show at most so many of the shortest ways in each direction (default 3, in JSON all)";
        "explain-format" ExplainFormat =
            "text (standard), md, html eller json; med --all csv (standard) eller jsonl",
            "text (default), md, html or json; with --all csv (default) or jsonl";
        "explain-output" ExplainOutput =
            "Skriv til denne fil; formatet ses af endelsen",
            "Write to this file; the format is told by its ending";
        "report" Report =
            "Skriv en rapport til at læse, sende og udskrive: en webside i én fil eller en projektmappe til Excel",
            "Write a report to read, send and print: a web page in one file, or a workbook for Excel";
        "report-format" ReportFormat =
            "html (standard) eller xlsx; med --per-supplier html (standard), docx eller md",
            "html (default) or xlsx; with --per-supplier html (default), docx or md";
        "report-output" ReportOutput =
            "Skriv til denne fil: .html eller .xlsx", "Write to this file: .html or .xlsx";
        "beside" Beside =
            "Skriv både .html og .xlsx ved siden af hver fil; det samme som at trække filen hen på programmets ikon",
            "Write both .html and .xlsx beside each file; the same as dropping the file on the program's icon";
        "hide" Hide =
            "Udelad denne oplysning (id eller navn), fx små antal borgere; den tæller stadig med; kan gentages",
            "Leave this fact (id or name) out, such as small numbers of citizens; it still counts; may be repeated";
        "files" Files =
            "Filer med vurderinger (CSV, også pakket med gzip, eller Excel .xlsx); - er standard input",
            "Files of assessments (CSV, also packed with gzip, or Excel .xlsx); - is standard input";
        "rubrics" Rubrics =
            "Brug vejledningerne i denne fil eller mappe i stedet for de indbyggede; kan gentages",
            "Use the rubrics in this file or folder instead of the built-in ones; may be repeated";
        "rubric" Rubric =
            "Brug denne ene vejledning (id eller fil) til alle rækker",
            "Use this one rubric (id or file) for every row";
        "format" Format =
            "table (standard), csv, json eller jsonl; table og json holder alle rækker i hukommelsen, csv og jsonl ingen",
            "table (default), csv, json or jsonl; table and json hold all rows in memory, csv and jsonl none";
        "output" Output =
            "Skriv til denne fil; formatet ses af endelsen",
            "Write to this file; the format is told by its ending";
        "excel" Excel =
            "Skriv CSV til et dansk Excel: semikolon, decimalkomma, CRLF og BOM",
            "Write CSV for a Danish Excel: semicolon, decimal comma, CRLF and BOM";
        "assume-quality" AssumeQuality =
            "Gå ud fra, at den fornødne kvalitet er til stede, hvor det ikke er oplyst",
            "Take the necessary quality for granted where nothing is said of it";
        "as-of" AsOf =
            "Vælg vejledningernes version efter denne dag i stedet for vurderingsdatoen",
            "Choose the version of the rubrics by this day instead of vurderingsdato";
        "deny-unknown" DenyUnknown =
            "Stop, hvis en kolonne ikke kendes",
            "Stop if a column is not known";
        "delimiter" Delimiter =
            "Tegnet mellem cellerne, hvis det ikke skal findes af filen; tab for tabulator",
            "The sign between cells, if it is not to be found from the file; tab for a tab";
        "encoding" Encoding =
            "Tegnsættet, hvis det ikke skal findes af filen: utf-8, utf-16le, utf-16be eller windows-1252",
            "The encoding, if it is not to be found from the file: utf-8, utf-16le, utf-16be or windows-1252";
        "decimal" Decimal =
            "Decimaltegnet i filerne: comma (standard) eller point",
            "The decimal mark in the files: comma (default) or point";
        "columns" Columns =
            "En TOML-fil, der oversætter kolonner og værdier fra et fremmed udtræk",
            "A TOML file that translates the columns and values of a foreign export";
        "missing" Missing =
            "Læs også disse ord som »ikke oplyst«, fx NULL,NaN,None,#N/A; kan gentages",
            "Read these words as missing too, such as NULL,NaN,None,#N/A; may be repeated";
        "rejects" Rejects =
            "Skriv de afviste rækker til denne fil, uændrede og med linje og fejl",
            "Write the rejected rows to this file, unchanged and with linje and fejl";
        "keep-columns" KeepColumns =
            "Tag denne kolonne med til resultatet, eller all; kan gentages",
            "Carry this column through to the result, or all; may be repeated";
        "test" Test =
            "Prøv vejledningerne på prøvesager, der siger, hvad de skal give",
            "Try the rubrics on cases that say what they should come to";
        "diff" Diff =
            "Vis, hvem der flytter sig fra ét resultat, eller én vejledning, til et andet, og hvorfor",
            "Show who moves from one result, or one rubric, to another, and why";
        "cases" Cases =
            "Filer med prøvesager (CSV eller Excel); ellers alle *.cases.csv og *.cases.xlsx ved siden af vejledningerne",
            "Case files (CSV or Excel); otherwise every *.cases.csv and *.cases.xlsx beside the rubrics";
        "mutate" Mutate =
            "Lav hver lille ændring af vejledningerne, og vis dem, som ingen prøvesag opdager",
            "Make every small change of the rubrics, and show those that no case notices";
        "add-cases" AddCases =
            "Skriv så få nye prøvesager som muligt, der opdager resten, nederst i prøvesagernes filer",
            "Write as few new cases as notice the rest at the end of the case files";
        "in-diff" InDiff =
            "Prøv kun ændringer af de linjer, der er rettet siden denne revision i git",
            "Only try changes of the lines that differ from this git revision";
        "list-mutants" ListMutants =
            "Vis kun, hvilke ændringer der ville blive prøvet", "Only show which changes would be tried";
        "review" Review =
            "Gennemgå på en terminal de prøvesager, der ikke giver det, de venter, og skriv det, der kom, i dem, du accepterer",
            "Go through the cases that do not hold on a terminal, and write what came into those that you accept";
        "bless" Bless =
            "Skriv det, der beregnes, i prøvesager, der ikke venter noget; med --bless=all også i dem, der venter noget andet",
            "Write what is computed into cases that expect nothing; with --bless=all also into those that expect something else";
        "ci-format" CiFormat =
            "text (standard), json, junit, github eller markdown",
            "text (default), json, junit, github or markdown";
        "ci-output" CiOutput = "Skriv til denne fil", "Write to this file";
        "before" Before =
            "Resultatet før (CSV, JSON, JSON Lines eller en leverandørs side), eller med --data vejledningerne før",
            "The result before (CSV, JSON, JSON Lines or a supplier's page), or with --data the rubrics before";
        "after" After =
            "Det samme efter", "The same after";
        "data" Data =
            "Sammenlign vejledningerne før og efter på disse vurderinger: en fil, en mappe eller et mønster i anførselstegn (\"data/*.csv\"); kan gentages",
            "Compare the rubrics before and after on these assessments: a file, a folder or a quoted pattern (\"data/*.csv\"); may be repeated";
        "expect" Expect =
            "En TOML-fil med dem, ændringen er ment at flytte; alle andre er fejl, og det er de, der ikke flytter sig, også",
            "A TOML file of those whom the change is meant to move; all others fail, and so do those who stay";
        "fail-on" FailOn =
            "Hvad der giver fejlkode 1, adskilt af komma: niveau, status, udgaaet, afvist, parameter (disse er standard), interval, tilsidesat, ny; rubrik (en ny eller udgået version af en vejledning), down (ethvert tab), up, any (alt) eller none",
            "What gives exit code 1, separated by commas: niveau, status, udgaaet, afvist, parameter (these by default), interval, tilsidesat, ny; rubrik (a version of a rubric that is new or gone), down (every loss), up, any (all) or none";
        "since" Since =
            "Sammenlign vejledningerne (og vurderingerne, hvis de ligger i arkivet) med en revision i git",
            "Compare the rubrics (and the assessments, if they are in the repository) with a git revision";
        "accept" Accept =
            "Skriv det, der er set, i baselinen; linjer, hvor intet er ændret, bliver stående",
            "Write what was seen into the baseline; lines where nothing changed stay as they are";
        "expect-write" ExpectWrite =
            "Skriv den fil til --expect, som denne ændring kræver, så et menneske kan læse og rette den",
            "Write the file for --expect that this change needs, for a person to read and cut";
        "allow-rejected" AllowRejected =
            "Afviste rækker giver ikke fejlkode 1; en leverandør, der er blevet afvist, gør det stadig",
            "Rejected rows do not give exit code 1; a supplier that came to be rejected still does";
        "sheet" Sheet =
            "Arket i en Excel-fil, hvis det ikke er det eneste, der passer",
            "The sheet of an Excel file, if it is not the only one that fits";
        "header-row" HeaderRow =
            "Rækken med overskrifterne, hvis den ikke skal findes af filen",
            "The row of the headers, if it is not to be found from the file";
        "strict" Strict =
            "Stop, hvis bare én af filerne ikke kan læses, i stedet for at læse de andre",
            "Stop if only one of the files cannot be read, instead of reading the others";
        "template" Template =
            "Skriv en fil til --columns med filens overskrifter i stedet for det fundne",
            "Write a file for --columns with the file's headers instead of what was found";
        "allow-duplicates" AllowDuplicates =
            "Find ikke rækker, der kommer to gange; det sparer hukommelse ved meget store filer",
            "Do not look for rows that come twice; this spares memory on very large files";
        "header-from" HeaderFrom =
            "Filerne er stykker uden overskrifter; overskrifterne står i denne fil",
            "The files are pieces without headers; the headers stand in this file";
        "no-header" NoHeader =
            "Skriv CSV uden overskrifter, så stykker kan sættes sammen",
            "Write CSV without headers, so that pieces can be put together";
        "threads" Threads =
            "Hvor mange tråde der regnes på; resultatet er det samme",
            "How many threads to compute on; the result is the same";
        "lang" Lang =
            "Sproget: da eller en; ellers INDPLACER_LANG, ellers systemets sprog",
            "The language: da or en; else INDPLACER_LANG, else that of the system";
        "quiet" Quiet = "Vis kun fejl", "Show only errors";
        "replace" Replace =
            "Overskriv også sider og projektmapper, som nogen har rettet i",
            "Overwrite pages and workbooks that somebody has edited, too";
        "help" Help = "Vis denne hjælp", "Show this help";
        "version" Version = "Vis versionen", "Show the version";

        // What is wrong with a command line; the library that reads it knows only English.
        "unknown-argument" UnknownArgument { argument: String } =
            format!("tilvalget »{argument}« findes ikke"),
            format!("there is no option “{argument}”");
        "unknown-command" UnknownCommand { argument: String } =
            format!("kommandoen »{argument}« findes ikke"),
            format!("there is no command “{argument}”");
        "bad-value" BadValue { argument: String, value: String } =
            format!("»{value}« kan ikke bruges til {argument}"),
            format!("“{value}” cannot be used for {argument}");
        "value-missing" ValueMissing { argument: String } =
            format!("{argument} mangler en værdi"),
            format!("{argument} lacks a value");
        "argument-missing" ArgumentMissing { argument: String } =
            format!("{argument} mangler"),
            format!("{argument} is missing");
        "command-missing" CommandMissing = "en kommando mangler", "a command is missing";
        "conflict" Conflict { argument: String } =
            format!("{argument} kan ikke bruges sammen med det øvrige"),
            format!("{argument} cannot be used with the rest");
        "did-you-mean" DidYouMean { name: String } =
            format!("mente du {name}?"),
            format!("did you mean {name}?");
        "possible" Possible { names: String } =
            format!("muligt er: {names}"),
            format!("possible: {names}");
        "other-usage" OtherUsage = "kommandolinjen kan ikke læses", "the command line cannot be read";
    }
}
