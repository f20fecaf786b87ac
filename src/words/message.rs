//! What is said of the users' files: what was found, and what to do.
//!
//! A message about a cell is a phrase that follows the cell's value; a message about a rubric follows
//! the place in its text.

use super::ui::{mark_da, mark_en};
use super::{ForeignFile, Lang, LintText, catalogue, toml_fault};
use crate::arithmetic::DecimalMark;
use crate::vocabulary::Parameter;

catalogue! {
    /// What was found, or what to do about it; the code is the same in both languages.
    pub enum Message {
        // The shape of a rubric file.
        "toml-syntax" TomlSyntax { detail: String } =
            format!("filen er ikke gyldig TOML: {}", toml_fault::danish(detail)),
            format!("the file is not valid TOML: {detail}");
        "write-decimal-point" WriteDecimalPoint =
            "skriv decimaltal med punktum: 0.5",
            "write decimals with a point: 0.5";
        "write-keys-in-ascii" WriteKeysInAscii =
            "skriv nøgler med a-z, 0-9, _ og -, og æ, ø, å som ae, oe, aa (hoejt)",
            "write keys with a-z, 0-9, _ and -, and æ, ø, å as ae, oe, aa (hoejt)";
        "unknown-schema" UnknownSchema =
            "ukendt udgave af formatet; dette program læser schema = 1",
            "unknown version of the format; this program reads schema = 1";
        "unknown-key" UnknownKey { key: String } =
            format!("nøglen `{key}` findes ikke her"),
            format!("there is no key `{key}` here");
        "missing-key" MissingKey { key: String } =
            format!("nøglen `{key}` mangler"),
            format!("the key `{key}` is missing");
        "wrong-type" WrongType { expected: &'static str, found: &'static str } =
            format!("her skal stå {}, ikke {}", toml_type_da(expected), toml_type_da(found)),
            format!("expected {}, found {}", toml_type_en(expected), toml_type_en(found));
        "empty-text" EmptyText = "teksten er tom", "the text is empty";
        "empty-list" EmptyList { key: String } =
            format!("listen `{key}` er tom"),
            format!("the list `{key}` is empty");
        "unknown-value" UnknownValue { key: &'static str, value: String } =
            format!("`{key}` kan ikke være `{value}`"),
            format!("`{key}` cannot be `{value}`");
        "did-you-mean" DidYouMean { name: String } =
            format!("mente du »{name}«?"),
            format!("did you mean “{name}”?");
        "known-names" KnownNames { names: String } =
            format!("muligt er: {names}"),
            format!("possible: {names}");
        "first-here" FirstHere = "står første gang her", "stands here first";

        // The head of a rubric.
        "rubric-id" RubricIdIsNoSlug { id: String } =
            format!("id'et »{id}« skal bestå af a-z, 0-9 og bindestreger og have mindst ét bogstav eller ciffer"),
            format!("the id “{id}” must have a-z, 0-9 and hyphens alone, and at least one letter or digit");
        "validity" ValidityEndsBeforeItBegins =
            "vejledningen holder op med at gælde, før den begynder",
            "the rubric ceases to be valid before it begins to be";
        "begins-here" BeginsHere = "begynder her", "begins here";
        "name-claimed-twice" NameClaimedTwice { name: String, other: String, rubric: String } =
            format!("navnet »{name}« bruges på samme tid af {rubric} ({other})"),
            format!("the name “{name}” is used at the same time by {rubric} ({other})");
        "separate-versions" SeparateVersionsByDate =
            "skil versionerne ad med valid_from og valid_to",
            "part the versions by valid_from and valid_to";
        "give-different-names" GiveDifferentNames =
            "giv vejledningerne forskellige id, title, maalgruppe og synonyms",
            "give the rubrics a different id, title, maalgruppe and synonyms";
        "name-claimed-twice" VersionTwice { rubric: String, other: String } =
            format!("{rubric} findes også i {other}"),
            format!("{rubric} is also in {other}");
        "number-versions" NumberVersions =
            "giv hver version sit nummer i version, og skil dem ad med valid_from og valid_to",
            "give each version its own number in version, and part them by valid_from and valid_to";

        "unknown-lint" UnknownLint { id: String } =
            format!("der er ingen kontrol, der hedder »{id}«"),
            format!("there is no lint “{id}”");

        "lint" Lint { text: Box<LintText> } = text.text(Lang::Da), text.text(Lang::En);

        // The placement.
        "cutoffs" CutoffMissing { level: &'static str } =
            format!("grænsen for `{level}` mangler; skriv alle tre eller ingen"),
            format!("the cut-off of `{level}` is missing; write all three or none");
        "cutoffs" CutoffsNotRising =
            "grænserne skal stige: 0 < let < moderat < hoejt ≤ 3",
            "the cut-offs must rise: 0 < let < moderat < hoejt ≤ 3";
        "cutoffs" CutoffsBesideAnotherRule =
            "grænser hører kun til reglen `mean`",
            "cut-offs belong to the rule `mean` only";
        "unknown-parameter" UnknownParameter { name: String } =
            format!("»{name}« er ikke en af de otte parametre"),
            format!("“{name}” is none of the eight parameters");
        "missing-parameter" ParameterMissing { parameter: Parameter } =
            format!("parameteren `{parameter}` mangler"),
            format!("the parameter `{parameter}` is missing");

        // Groups and indicators.
        "group" NotAGroupColumn { name: String } =
            format!("grænser kan ikke afhænge af kolonnen »{name}«"),
            format!("bounds cannot depend on the column “{name}”");
        "unknown-group" UnknownGroup { name: String } =
            format!("»{name}« står ikke i [groups]"),
            format!("“{name}” is not in [groups]");
        "unknown-group-value" UnknownGroupValue { value: String, group: String } =
            format!("»{value}« er ikke en af værdierne for {group} i [groups]"),
            format!("“{value}” is not among the values of {group} in [groups]");
        "reads-as-missing" NameReadsAsMissing { name: String } =
            format!("»{name}« kan ikke skelnes fra en tom celle"),
            format!("“{name}” cannot be told from an empty cell");
        "reads-as-missing" OptionReadsAsEmptySet { name: String } =
            format!("»{name}« betyder i en celle, at intet er valgt"),
            format!("“{name}” in a cell means that nothing is chosen");
        "names-alike" NamesFoldAlike { name: String, other: String } =
            format!("»{name}« og »{other}« kan ikke skelnes i en celle"),
            format!("“{name}” and “{other}” cannot be told apart in a cell");
        "kind-key" KeyDoesNotFitKind { key: &'static str, kind: &'static str } =
            format!("en oplysning af typen {kind} kan ikke have `{key}`"),
            format!("an indicator of type {kind} cannot have `{key}`");
        "too-many-options" TooManyOptions { most: usize } =
            format!("der kan højst være {most} valgmuligheder"),
            format!("there can be at most {most} options");
        "part-whole" PartWithoutWhole { missing: &'static str } =
            format!("`part` og `whole` hører sammen; `{missing}` mangler"),
            format!("`part` and `whole` go together; `{missing}` is missing");
        "part-whole" NotCountable { name: String, kind: &'static str } =
            format!("en andel beregnes af antal eller tal, og »{name}« er af typen {kind}"),
            format!("a share is computed from counts or numbers, and “{name}” is of type {kind}");
        "indicator-id" IndicatorIdHasOtherSigns { id: String } =
            format!("id'et »{id}« skal bestå af a-z, 0-9 og _ og have mindst ét bogstav eller ciffer"),
            format!("the id “{id}” must have a-z, 0-9 and _ alone, and at least one letter or digit");
        "column-name" ColumnNameTaken { written: String, name: String } =
            format!("»{written}« giver kolonnenavnet {name}, som allerede betyder noget"),
            format!("“{written}” makes the column name {name}, which has a meaning already");
        "unknown-indicator" UnknownIndicator { name: String } =
            format!("oplysningen »{name}« findes ikke i [indicators]"),
            format!("there is no indicator “{name}” in [indicators]");
        "unknown-option" UnknownOption { name: String } =
            format!("»{name}« er ikke en af oplysningens valgmuligheder"),
            format!("“{name}” is none of the indicator's options");

        // Parameters and criteria.
        "assessed" CriteriaOnAssessed { parameter: String } =
            format!("`{parameter}` vurderes af konsulenten og kan ikke have krav"),
            format!("`{parameter}` is assessed by the consultant and cannot have criteria");
        "assessed-here" AssessedHere = "metoden står her", "the method stands here";
        "level-without-criteria" LevelWithoutCriteria { parameter: String, level: &'static str } =
            format!("`{parameter}` har ingen krav på niveauet `{level}`"),
            format!("`{parameter}` has no criteria at the level `{level}`");
        "level-without-criteria" NoCriteria { parameter: String } =
            format!("`{parameter}` har ingen krav"),
            format!("`{parameter}` has no criteria");
        "write-criteria" WriteCriteriaOrAssessed =
            "skriv krav på let, moderat og hoejt, eller method = \"assessed\", hvis konsulenten selv skal angive niveauet",
            "write criteria at let, moderat and hoejt, or method = \"assessed\" if the consultant is to enter the level";
        "criterion-id" CriterionIdTwice { id: String } =
            format!("kravets id »{id}« bruges to gange"),
            format!("the criterion id “{id}” is used twice");
        "no-fact" NoFactAndNoGroup =
            "kravet har ingen oplysning: skriv `indicator`, `sum`, `union`, `any_of`, `all_of` eller `of`",
            "the criterion has no fact: write `indicator`, `sum`, `union`, `any_of`, `all_of` or `of`";
        "several-facts" SeveralFactsOrGroups =
            "kun én af `indicator`, `sum`, `union`, `any_of`, `all_of` og `of` kan stå her",
            "only one of `indicator`, `sum`, `union`, `any_of`, `all_of` and `of` can stand here";
        "empty-group" EmptyGroup = "gruppen er tom", "the group is empty";
        "of-without-at-least" OfWithoutAtLeast =
            "`of` skal have `at_least` ved siden af sig",
            "`of` needs `at_least` beside it";
        "at-least" AtLeastOutOfRange { most: usize } =
            if *most == 1 { "`at_least` kan kun være 1".to_owned() } else { format!("`at_least` skal være et helt tal fra 1 til {most}") },
            if *most == 1 { "`at_least` can only be 1".to_owned() } else { format!("`at_least` must be a whole number from 1 to {most}") };
        "test-does-not-fit" TestDoesNotFit { test: &'static str, kind: &'static str } =
            format!("prøven `{test}` passer ikke til {}", fact_kind_da(kind)),
            format!("the test `{test}` does not fit {}", fact_kind_en(kind));
        "no-test" LeafWithoutTest { tests: String } =
            format!("kravet har ingen prøve; her kan stå: {tests}"),
            format!("the criterion has no test; possible here: {tests}");
        "two-tests" TwoTests =
            "`one_of` kan ikke stå sammen med `min` eller `max`",
            "`one_of` cannot stand with `min` or `max`";
        "named-twice" NamedTwice { name: String } =
            format!("»{name}« står to gange i listen"),
            format!("“{name}” stands twice in the list");
        "sum" SumOfOtherThanCounts { name: String, kind: &'static str } =
            format!("kun antal eller kun tal kan lægges sammen, og »{name}« er af typen {kind}"),
            format!("only counts or only numbers can be added, and “{name}” is of type {kind}");
        "union" UnionOfOtherThanSets { name: String, kind: &'static str } =
            format!("kun mængder kan forenes, og »{name}« er af typen {kind}"),
            format!("only sets can be united, and “{name}” is of type {kind}");
        "union" UnionOfOtherOptions { name: String, first: String } =
            format!("»{name}« har ikke de samme valgmuligheder i samme rækkefølge som »{first}«"),
            format!("“{name}” has not the same options in the same order as “{first}”");
        "exception-without-bound" ExceptionWithoutBound { key: &'static str } =
            format!("`{key}_for` skal have `{key}` ved siden af sig: grænsen for alle andre"),
            format!("`{key}_for` needs `{key}` beside it: the bound for everybody else");
        "exception" OneGroupAnEntry { key: String } =
            format!("hver undtagelse skal have én gruppe og `{key}`, hverken mere eller mindre"),
            format!("each exception needs one group and `{key}`, no more and no less");
        "bound-no-option" BoundIsNoOption =
            "grænsen for et ordnet valg er en af dets valgmuligheder",
            "the bound of an ordered choice is one of its options";
        "min-above-max" MinAboveMax =
            "den nedre grænse er højere end den øvre",
            "the lower bound is above the upper one";
        "min-above-max" MinAboveMaxFor { groups: String } =
            format!("den nedre grænse er højere end den øvre for {groups}"),
            format!("the lower bound is above the upper one for {groups}");
        "upper-bound" UpperBoundHere = "den øvre grænse", "the upper bound";
        "too-many-combinations" TooManyCombinations { most: usize } =
            format!("grænserne skelner mellem mere end {most} kombinationer af grupper"),
            format!("the bounds tell more than {most} combinations of groups apart");
        "number" NumberNegative = "tallet er negativt", "the number is negative";
        "number" NumberTooLong =
            "tallet har mere end 9 cifre før eller 4 efter punktummet",
            "the number has more than 9 digits before or 4 after the point";
        "number" NumberNotPlain =
            "skriv tallet som et almindeligt decimaltal, fx 8 eller 12.5",
            "write the number as a plain decimal, such as 8 or 12.5";

        "not-utf-8" NotUtf8 { line: usize, bytes: String } =
            format!("filen er ikke gemt som UTF-8 ({bytes} på linje {line}); gem den igen som UTF-8"),
            format!("the file is not saved as UTF-8 ({bytes} on line {line}); save it again as UTF-8");

        // A whole assessment file.
        "file-not-found" FileNotFound = "filen findes ikke", "the file does not exist";
        "file-not-allowed" FileNotAllowed =
            "filen må ikke læses, eller den er låst af et andet program",
            "the file may not be read, or another program has locked it";
        "file-is-folder" FileIsAFolder = "det er en mappe, ikke en fil", "this is a folder, not a file";
        "file-unreadable" FileUnreadable { reason: String } =
            format!("filen kan ikke læses: {reason}"),
            format!("the file cannot be read: {reason}");
        "text-too-large" TextTooLarge { most: u64 } =
            format!("filen er større end {most} MiB; så stor er ingen vejledning og ingen oversættelse"),
            format!("the file is larger than {most} MiB; no rubric and no translation is");
        "too-many-criteria" TooManyCriteria { found: usize, most: usize } =
            format!("vejledningen har {found} krav; der kan højst være {most}"),
            format!("the rubric has {found} criteria; there can be at most {most}");
        "too-many-indicators" TooManyIndicators { found: usize, most: usize } =
            format!("vejledningen har {found} oplysninger; der kan højst være {most}"),
            format!("the rubric has {found} facts; there can be at most {most}");
        "results-too-large" ResultsTooLarge { most: u64 } =
            format!("filen er større end {most} MiB; sammenlign i mindre dele, fx efter målgruppe eller år"),
            format!("the file is larger than {most} MiB; compare in smaller parts, by målgruppe or year say");
        "too-many-rows-for-a-page" TooManyRowsForAPage { most: u64 } =
            format!("filerne har flere end {most} rækker, og så mange kan en side i en browser ikke vise"),
            format!("the files have more than {most} rows, and no page in a browser can show so many");
        "report-in-pieces" ReportInPieces =
            "skriv en projektmappe (.xlsx), brug score med --format csv, eller del filen op, fx efter målgruppe eller år",
            "write a workbook (.xlsx), use score with --format csv, or split the file, by målgruppe or year say";
        "not-a-folder" NotAFolder =
            "stien går gennem en fil, som om den var en mappe",
            "the path goes through a file as if it were a folder";
        "no-room" NoRoom = "der er ikke plads på drevet", "there is no room on the disk";
        "too-large-for-the-system" TooLargeForTheSystem =
            "filen bliver større, end systemet tillader", "the file grows larger than the system allows";
        "read-only-disk" ReadOnlyDisk = "drevet kan kun læses", "the disk can only be read";
        "no-file-name" NoFileName =
            "navnet er for langt eller har tegn, som drevet ikke kan have i navne",
            "the name is too long, or has signs that the disk cannot have in names";
        "link-in-a-circle" LinkInACircle =
            "det er et link, som fører tilbage til sig selv",
            "it is a link that leads back to itself";
        "nobody-reads" NobodyReads =
            "det program, der skulle læse, er holdt op", "the program that was to read has stopped";
        "other-fault" OtherFault { reason: String } =
            format!("systemet siger: {reason}"), format!("the system says: {reason}");
        "file-empty" EmptyFile = "filen er tom", "the file is empty";
        "form-without-fields" FormWithoutFields =
            "filen begynder som et oplysningsskema, men har ingen spørgsmål: linjen med »felt« og »svar« eller linjerne under den mangler",
            "the file begins like an oplysningsskema but has no questions: the line with “felt” and “svar” or the lines below it are missing";
        "make-the-form-anew" MakeTheFormAnew =
            "lav et nyt skema med `indplacer rubric form`", "make a new form with `indplacer rubric form`";
        "no-exported-rubric" NoExportedRubric =
            "filen er ikke en vejledning i regneark", "the file is not a rubric in a spreadsheet";
        "export-first" ExportFirst =
            "brug et regneark fra `indplacer rubric export`", "use a spreadsheet from `indplacer rubric export`";
        "export-of-another" ExportOfAnother { id: String } =
            format!("regnearket er ikke af vejledningen {id}"),
            format!("the spreadsheet is not of the rubric {id}");
        "line-added" LineAdded =
            "linjen er ikke fra vejledningen; krav og oplysninger kan ikke tilføjes i regnearket",
            "the line is not from the rubric; criteria and facts cannot be added in the spreadsheet";
        "line-twice" LineTwice = "stedet står på to linjer", "the place stands on two lines";
        "lines-removed" LinesRemoved { exported: Option<String>, found: usize } =
            match exported {
                Some(exported) => format!("regnearket havde {exported} linjer og har nu {found}; krav og oplysninger kan ikke fjernes i regnearket"),
                None => "regnearkets sidste linje mangler; krav og oplysninger kan ikke fjernes i regnearket".to_owned(),
            },
            match exported {
                Some(exported) => format!("the spreadsheet had {exported} lines and has {found} now; criteria and facts cannot be removed in the spreadsheet"),
                None => "the last line of the spreadsheet is missing; criteria and facts cannot be removed in the spreadsheet".to_owned(),
            };
        "export-anew" ExportAnew =
            "lav et nyt udtræk, og ret i det", "export anew, and make the changes there";
        "place-gone" PlaceGone { place: String } =
            format!("{place} findes ikke i vejledningen"), format!("{place} does not exist in the rubric");
        "value-removed" ValueRemoved =
            "værdien er slettet; den kan rettes, men ikke fjernes",
            "the value is deleted; it can be changed but not removed";
        "changed-in-both" ChangedInBoth { now: String } =
            format!("vejledningen er selv rettet her siden udtrækket; dér står nu {now}"),
            format!("the rubric itself was changed here since the export; it now says {now}");
        "import-unreadable" ImportUnreadable { cells: String } =
            format!("med rettelserne i {cells} kan vejledningen ikke læses; intet er skrevet"),
            format!("with the changes in {cells} the rubric cannot be read; nothing is written");
        "import-wrong" ImportWrong { cells: String } =
            format!("med rettelserne i {cells} har vejledningen fejl; intet er skrevet"),
            format!("with the changes in {cells} the rubric has errors; nothing is written");
        "too-many-columns" TooManyColumns { found: usize, most: usize } =
            format!("{found} kolonner; der kan højst være {most}"),
            format!("{found} columns; there can be at most {most}");
        "lone-return" LoneReturn =
            "linjeskiftet er et vognretur alene, som i filer fra gamle Mac-programmer",
            "the line ends in a carriage return alone, as in files from old Mac programs";
        "save-as-csv" SaveAsCsv =
            "gem filen igen som »CSV (semikolonsepareret)« eller »CSV UTF-8«",
            "save the file again as “CSV (semicolon delimited)” or “CSV UTF-8”";
        "open-quote" QuoteNeverClosed =
            "et anførselstegn åbnes her og lukkes aldrig",
            "a quote is opened here and never closed";
        "close-quote" CloseTheQuote =
            "luk det, eller skriv det dobbelt, hvis det hører til teksten",
            "close it, or double it if it is part of the text";
        "pipe-too-long" PipeTooLong { most: u64 } =
            format!("der kom mere end {most} GiB, og det skal kunne læses to gange; læg det i en fil, eller giv det alene til score"),
            format!("more than {most} GiB came, and it must be read twice; put it in a file, or give it to score alone");
        "record-too-long" RecordTooLong { most: usize } =
            format!("rækken er længere end {most} MiB"),
            format!("the row is longer than {most} MiB");
        "bytes" BytesNotInEncoding { encoding: &'static str, bytes: String } =
            format!("filen blev læst som {encoding}, men bytes {bytes} findes ikke i {encoding}"),
            format!("the file was read as {encoding}, but {encoding} has no bytes {bytes}");
        "name-encoding" NameTheEncoding =
            "gem filen igen som »CSV UTF-8«, eller angiv tegnsættet med --encoding",
            "save the file again as “CSV UTF-8”, or name the encoding with --encoding";
        "nul-sign" NulSign =
            "filen har et NUL-tegn her, og det har en tekstfil ikke",
            "the file has a NUL sign here, which a text file has not";
        "not-text" NotText =
            "er det en anden slags fil? UTF-16 uden BOM læses med --encoding utf-16le eller utf-16be",
            "is it another kind of file? UTF-16 without a BOM is read with --encoding utf-16le or utf-16be";
        "gzip-damaged" GzipDamaged =
            "gzip-filen er beskadiget eller afbrudt",
            "the gzip file is damaged or cut short";

        // A workbook.
        "old-workbook" OldWorkbook =
            "det er en Excel-fil i det gamle format (.xls) eller en, der er beskyttet med adgangskode",
            "this is an Excel file in the old format (.xls), or one protected by a password";
        "no-workbook" NoWorkbook =
            "det er en zip-fil, men ikke en Excel-projektmappe (.xlsx)",
            "this is a zip file, but not an Excel workbook (.xlsx)";
        "foreign-file" ForeignFile { what: ForeignFile } = what.text(Lang::Da), what.text(Lang::En);
        "save-without-password" SaveWithoutPassword =
            "åbn filen med adgangskoden, og gem den uden (Filer, Oplysninger, Beskyt projektmappe) som »Excel-projektmappe (.xlsx)« eller »CSV UTF-8«",
            "open the file with the password, and save it without (File, Info, Protect Workbook) as “Excel Workbook (.xlsx)” or “CSV UTF-8”";
        "copy-the-table" CopyTheTable =
            "vurderinger læses af regneark (.xlsx) og CSV-filer; kopiér tabellen over i et regneark",
            "assessments are read from spreadsheets (.xlsx) and CSV files; copy the table into a spreadsheet";
        "save-as-workbook" SaveAsWorkbook =
            "åbn filen, og gem den som »Excel-projektmappe (.xlsx)« uden adgangskode eller som »CSV UTF-8«",
            "open the file and save it as “Excel Workbook (.xlsx)” without a password, or as “CSV UTF-8”";
        "workbook-damaged" WorkbookDamaged { part: String } =
            format!("Excel-filen er beskadiget ({part})"),
            format!("the Excel file is damaged ({part})");
        "workbook-too-large" WorkbookTooLarge { most: u64 } =
            format!("Excel-filen er større end {most} MiB"),
            format!("the Excel file is larger than {most} MiB");
        "part-too-large" PartTooLarge { part: String, most: u64 } =
            format!("{part} i Excel-filen fylder mere end {most} MiB pakket ud"),
            format!("{part} in the Excel file is more than {most} MiB unpacked");
        "save-big-as-csv" SaveBigAsCsv =
            "gem arket som »CSV UTF-8«; så er der ingen grænse for filens størrelse",
            "save the sheet as “CSV UTF-8”; then there is no bound on the size of the file";
        "no-sheet-fits" NoSheetFits =
            "ingen af de synlige ark kan læses som vurderinger",
            "none of the visible sheets can be read as assessments";
        "several-sheets-fit" SeveralSheetsFit =
            "flere af de synlige ark kan læses som vurderinger, eller der er både skemaer og en tabel",
            "several of the visible sheets can be read as assessments, or there are forms and a table";
        "name-one-of" NameOneOf { sheets: Vec<(String, SheetHolds)> } =
            format!("vælg ét med --sheet: {}", sheets.iter().map(|(name, holds)| format!("»{name}« ({})", holds.text(Lang::Da))).collect::<Vec<_>>().join(", ")),
            format!("choose one with --sheet: {}", sheets.iter().map(|(name, holds)| format!("“{name}” ({})", holds.text(Lang::En))).collect::<Vec<_>>().join(", "));
        "several-forms" SeveralForms =
            "filen har flere skemaer, og her kan kun ét læses",
            "the file has several forms, and only one can be read here";
        "half-alone" HalfAlone { half: Half } =
            format!("kun {} er læst: {} for samme leverandør, afdeling og målgruppe er ikke med eller ikke udfyldt",
                half.text(Lang::Da), half.other().text(Lang::Da)),
            format!("only {} is read: {} for the same supplier, afdeling and målgruppe is not there or not filled in",
                half.text(Lang::En), half.other().text(Lang::En));
        "halves-together" HalvesTogether { with: String } =
            format!("læst sammen med konsulentens ark i {with} som én vurdering"),
            format!("read together with the consultant's sheet in {with} as one assessment");
        "half-twice" HalfTwice { id: String, half: Half, first: String } =
            format!("leverandør »{id}« har også {} i {first}, for samme afdeling og målgruppe; ingen af dem er læst", half.text(Lang::Da)),
            format!("supplier “{id}” has {} in {first} as well, for the same afdeling and målgruppe; none of them is read", half.text(Lang::En));
        "one-of-each-half" OneOfEachHalf =
            "lad kun ét af dem være med, eller giv dem hvert sit afdelingsid",
            "leave one of them out, or give each its own afdelingsid";
        "no-such-header-row" NoSuchHeaderRow { row: u64 } =
            format!("række {row} er tom eller findes ikke, så der er ingen overskrifter"),
            format!("row {row} is empty or does not exist, so there are no headers");
        "no-such-sheet" NoSuchSheet { name: String } =
            format!("arket »{name}« findes ikke"),
            format!("there is no sheet “{name}”");
        "no-sheet-shown" NoSheetShown =
            "filen har intet synligt ark", "the file has no visible sheet";
        "name-a-sheet" NameASheet =
            "angiv et skjult ark med --sheet", "name a hidden sheet with --sheet";
        "cells-merged" CellsMerged { range: String, more: u64 } =
            match more {
                0 => format!("cellerne {range} er flettet"),
                1 => format!("cellerne {range} er flettet, og det er cellerne ét andet sted også"),
                more => format!("cellerne {range} er flettet, og det er cellerne {more} andre steder også"),
            },
            match more {
                0 => format!("the cells {range} are merged"),
                more => format!("the cells {range} are merged, and so are {}", super::count(*more, "other range", "other ranges")),
            };
        "unmerge" UnmergeCells =
            "ophæv fletningen (Hjem > Flet og centrer): overskrifterne står i én række, og hver celle har sin egen værdi",
            "unmerge them (Home > Merge & Center): the headers stand in one row, and every cell has its own value";
        "header-hidden" HeaderHidden =
            "rækken med overskrifter er skjult", "the row of headers is hidden";
        "show-row" ShowTheRow =
            "vis rækken igen, eller slet den, hvis overskrifterne står i en anden",
            "unhide the row, or delete it if the headers stand in another";
        "hidden-was-read" HiddenWasRead { rows: u64, columns: u64 } =
            match (rows, columns) {
                (rows, 0) => format!("{} i arket er læst med", super::count(*rows, "skjult række", "skjulte rækker")),
                (0, columns) => format!("{} i arket er læst med", super::count(*columns, "skjult kolonne", "skjulte kolonner")),
                (rows, columns) => format!("{} og {} i arket er læst med", super::count(*rows, "skjult række", "skjulte rækker"), super::count(*columns, "skjult kolonne", "skjulte kolonner")),
            },
            match (rows, columns) {
                (rows, 0) => format!("{} of the sheet read like the others", super::count(*rows, "hidden row", "hidden rows")),
                (0, columns) => format!("{} of the sheet read like the others", super::count(*columns, "hidden column", "hidden columns")),
                (rows, columns) => format!("{} and {} of the sheet read like the others", super::count(*rows, "hidden row", "hidden rows"), super::count(*columns, "hidden column", "hidden columns")),
            };
        "never-calculated" FormulaNeverCalculated =
            "formlen er aldrig regnet ud, så cellen har ingen værdi",
            "the formula was never calculated, so the cell has no value";
        "open-and-save" OpenAndSave =
            "åbn filen i Excel, og gem den igen", "open the file in Excel and save it again";
        "too-many-rows" TooManyRows { most: u64 } =
            format!("filerne har flere end {most} rækker, og her skal de alle være i hukommelsen på én gang"),
            format!("the files have more than {most} rows, and here all of them must be in memory at once");
        "score-in-pieces" ScoreInPieces =
            "brug score med --format csv eller jsonl, som ikke har nogen grænse, eller del filen op, fx efter målgruppe eller år",
            "use score with --format csv or jsonl, which have no bound, or split the file, by målgruppe or year say";
        "too-many-rejected" TooManyRejected { most: usize } =
            format!("flere end {most} rækker er afvist; de første er nævnt herover"),
            format!("more than {most} rows are rejected; the first of them are told above");
        "mend-the-export" MendTheExport =
            "ret udtrækket, eller oversæt det med --columns, og prøv det først på nogle få rækker med indplacer check",
            "mend the export, or translate it by --columns, and try a few rows first by indplacer check";
        "further-warnings" FurtherWarnings { n: u64 } =
            format!("{n} advarsler mere er ikke vist"),
            format!("{n} more warnings are not shown");
        "further-rejected" FurtherRejected { n: u64 } =
            format!("{n} afviste rækker mere er ikke vist"),
            format!("{n} more rejected rows are not shown");
        "nothing-to-score" NothingToScore =
            "ingen af filerne har en række med en vurdering",
            "no file has a row with an assessment";

        "letters-changed" LettersChanged { word: String, mended: Option<String> } =
            match mended {
                Some(mended) => format!("»{word}« skulle nok være »{mended}«: bogstaver er blevet til andre tegn, da filen blev gemt"),
                None => format!("i »{word}« er bogstaver blevet til andre tegn, da filen blev gemt"),
            },
            match mended {
                Some(mended) => format!("“{word}” should probably be “{mended}”: letters have become other signs when the file was saved"),
                None => format!("in “{word}” letters have become other signs when the file was saved"),
            };
        "save-as-utf-8" SaveAsUtf8 =
            "hent filen igen, eller gem den igen fra det oprindelige program som UTF-8 (i Excel: CSV UTF-8); her er bogstaverne læst, som de står",
            "fetch the file again, or save it again from the program where it began as UTF-8 (in Excel: CSV UTF-8); here the letters are read as they stand";
        "letters-lost" LettersLost { word: String } =
            format!("i »{word}« er et bogstav gået tabt, før filen kom hertil"),
            format!("in “{word}” a letter was lost before the file came here");
        "fetch-again" FetchAgain =
            "hent filen igen, hvor den kommer fra, eller ret ordet; hvad der stod, kan ikke ses af filen",
            "fetch the file again from where it comes, or mend the word; what stood there cannot be seen from the file";

        // Headers.
        "column-missing" ColumnMissing { name: &'static str } =
            format!("kolonnen {name} mangler"),
            format!("the column {name} is missing");
        "rename-column" RenameColumn { from: String, to: &'static str } =
            format!("skal »{from}« hedde {to}?"),
            format!("should “{from}” be called {to}?");
        "add-column" AddColumn { name: &'static str } =
            format!("tilføj en kolonne med overskriften {name}"),
            format!("add a column with the header {name}");
        "add-target-group" AddTargetGroup =
            "tilføj en kolonne med overskriften maalgruppe, eller vælg én vejledning til alle rækker med --rubric",
            "add a column with the header maalgruppe, or use one rubric for every row with --rubric";
        "headers-alike" HeadersAlike { first: String, first_at: String } =
            format!("betyder det samme som »{first}« i kolonne {first_at}"),
            format!("means the same as “{first}” in column {first_at}");
        "remove-column" RemoveOneOrNameIt { letters: String } =
            format!("slet eller omdøb den ene, eller vælg én med dens bogstav i --columns: \"[{letters}]\" = \"…\""),
            format!("delete or rename one of them, or choose one by its letter in --columns: \"[{letters}]\" = \"…\"");
        "unknown-column" UnknownColumn =
            "kolonnen bruges ikke", "the column is not used";

        // What a file is that is no table of assessments.
        "one-fact-a-row" OneFactARow =
            "hver række er én oplysning og ikke en vurdering: kolonnen siger, hvilken oplysning rækken handler om",
            "every row is one fact and not an assessment: the column says which fact the row is about";
        "one-row-an-assessment" OneRowAnAssessment =
            "saml oplysningerne om en leverandør i én række med en kolonne for hver, fx med en pivottabel",
            "gather the facts about a supplier in one row with a column for each, by a pivot table say";
        "transposed" TransposedSheet =
            "rækker og kolonner er byttet om: oplysningerne står under hinanden og leverandørerne ved siden af hinanden",
            "rows and columns have changed places: the facts stand below each other and the suppliers side by side";
        "transpose" Transpose =
            "kopiér arket, og sæt det ind med Sæt ind > Transponer",
            "copy the sheet, and paste it with Paste > Transpose";
        "no-facts" NoFacts =
            "ingen kolonne er genkendt som en oplysning i en vejledning",
            "no column was recognised as a fact of a rubric";
        "name-the-facts" NameTheFacts =
            "find navnene med `indplacer rubric form ID --layout list`, eller oversæt filens med --template og --columns",
            "find the names by `indplacer rubric form ID --layout list`, or translate the file's by --template and --columns";
        "no-facts" FactsEmpty =
            "kolonnerne med oplysninger er tomme i alle rækker",
            "the columns of facts are empty in all rows";
        "fill-in-the-facts" FillInTheFacts =
            "er det den rigtige fil, og er kolonnernes indhold kommet med?",
            "is it the right file, and did the content of the columns come along?";

        // A file that adapts a foreign export.
        "map-column" MapToUnknownColumn { name: String } =
            format!("»{name}« er ikke en kolonne, som vi kender"),
            format!("“{name}” is not a column that we know");
        "map-column" MapColumnTwice { name: String } =
            format!("to kolonner skal begge hedde {name}"),
            format!("two columns are both to be called {name}");
        "map-column" MapNotInFile { name: String } =
            format!("ingen af filerne har kolonnen »{name}«"),
            format!("no file has the column “{name}”");
        "map-value" MapValueTwice { name: String } =
            format!("»{name}« er oversat to gange"),
            format!("“{name}” is translated twice");
        "kept-column" KeptColumnClashes { name: String } =
            format!("kolonnen »{name}« kan ikke tages med, for resultatet har selv en kolonne af det navn"),
            format!("the column “{name}” cannot be kept, for the result has a column of that name itself");
        "kept-column" KeptColumnNotInFile { name: String } =
            format!("ingen af filerne har kolonnen »{name}«, som skulle tages med"),
            format!("no file has the column “{name}” that was to be kept");

        // Rows.
        "too-few-cells" TooFewCells { found: usize, expected: usize } =
            format!("rækken har {found} celler, men overskrifterne går til nr. {expected}"),
            format!("the row has {found} cells, but the headers reach to number {expected}");
        "cell-without-header" CellWithoutHeader =
            "står i en kolonne uden overskrift", "stands in a column without a header";
        "sign-after-quote" SignAfterQuote { lines: Option<(u64, u64)> } =
            format!("efter det afsluttende anførselstegn står der mere i cellen{}", lines.map_or_else(String::new, |(first, last)| format!("; rækken går fra linje {first} til linje {last}"))),
            format!("the cell goes on after its closing quote{}", lines.map_or_else(String::new, |(first, last)| format!("; the row runs from line {first} to line {last}")));
        "double-the-quote" DoubleTheQuote =
            "skriv anførselstegn inde i en celle dobbelt (\"\"), og brug ikke omvendt skråstreg",
            "double the quotes inside a cell (\"\"), and use no backslash";
        "row-in-row" RowInRow { last: u64, inner: u64 } =
            format!("rækken går til linje {last}, og linje {inner} ligner en række for sig"),
            format!("the row runs to line {last}, and line {inner} looks like a row of its own");
        "check-opening-quote" CheckOpeningQuote =
            "er et anførselstegn åbnet for tidligt, eller mangler der et, så hører linjerne til hver sin leverandør",
            "where a quote is opened too early or one is missing, the lines belong to a supplier each";
        "check-quotes" CheckQuotesAndBreaks =
            "er et skilletegn, et linjeskift eller et anførselstegn kommet ind i eller faldet ud af rækken?",
            "has a delimiter, a line break or a quote come into the row, or dropped out of it?";
        "short-rows" ShortRows { found: usize, expected: usize, n: u64 } =
            match n {
                1 => format!("rækken har {found} celler, og overskrifterne går til nr. {expected}; de sidste er læst som tomme"),
                n => format!("rækken har {found} celler, og overskrifterne går til nr. {expected}; de sidste er læst som tomme her og i andre, i alt {n} rækker"),
            },
            match n {
                1 => format!("the row has {found} cells, and the headers reach to number {expected}; the last are read as empty"),
                n => format!("the row has {found} cells, and the headers reach to number {expected}; the last are read as empty here and in others, {n} rows in all"),
            };
        "may-be-cut-off" MayBeCutOff =
            "filen ender midt i en linje; er den blevet skåret af? Hent den igen, eller afslut linjen",
            "the file ends within a line; has it been cut off? Fetch it again, or end the line";
        "cell-without-header" CellsWithoutHeader { letters: String, n: u64 } =
            match n {
                1 => format!("kolonne {letters} har ingen overskrift, men 1 række har noget i den og er afvist"),
                n => format!("kolonne {letters} har ingen overskrift, men {n} rækker har noget i den og er afvist"),
            },
            match n {
                1 => format!("column {letters} has no header, but 1 row has something in it and is rejected"),
                n => format!("column {letters} has no header, but {n} rows have something in it and are rejected"),
            };
        "give-a-header" GiveAHeader =
            "giv kolonnen en overskrift, eller tøm den; har kun få rækker noget i den, kan et skilletegn, et linjeskift eller et anførselstegn være kommet ind i eller faldet ud af dem",
            "give the column a header, or empty it; if few rows have something in it, a delimiter, a line break or a quote may have come into them, or dropped out";
        "counts-rows" CountsRows =
            "den første kolonne har ingen overskrift og tæller rækkerne; den bliver ikke læst",
            "the first column has no header and counts the rows; it is not read";
        "count-broken" CountBroken { n: u64 } =
            match n {
                1 => "den første kolonne tæller rækkerne, men tallet her følger ikke efter det forrige; er rækker faldet ud eller byttet om?".to_owned(),
                n => format!("den første kolonne tæller rækkerne, men tallet her følger ikke efter det forrige, og det sker {n} gange; er rækker faldet ud eller byttet om?"),
            },
            match n {
                1 => "the first column counts the rows, but the number here does not follow the one before; are rows lost or in another order?".to_owned(),
                n => format!("the first column counts the rows, but the number here does not follow the one before, which happens {n} times; are rows lost or in another order?"),
            };
        "float-ids" FloatIds { columns: String } =
            format!("id'erne i {columns} ender alle på ,0 eller .0; er de blevet til tal i et andet program?"),
            format!("the ids in {columns} all end in .0 or ,0; did another program make numbers of them?");
        "save-ids-as-text" SaveIdsAsText =
            "gem id'erne som tekst i det program, der skrev filen; id'er her uden ,0 regnes for andre",
            "save the ids as text in the program that wrote the file; ids without .0 count as others here";
        "id-missing" IdMissing = "leverandøren har intet id", "the supplier has no id";
        "same-row" SameRowAgain { first: String } =
            format!("den samme leverandør, målgruppe og dato som i {first}"),
            format!("the same supplier, målgruppe and date as in {first}");
        "keep-one" KeepOneRow =
            "behold én af rækkerne, eller skil dem ad med afdelingsid, delmaalgruppe, aldersgruppe, vurderingsdato eller konsulent",
            "keep one of the rows, or part them by afdelingsid, delmaalgruppe, aldersgruppe, vurderingsdato or konsulent";
        "several-consultants" SeveralConsultants { first: String } =
            format!("samme leverandør, målgruppe og dato er også vurderet af en anden konsulent i {first}"),
            format!("the same supplier, målgruppe and date is also assessed by another konsulent in {first}");

        // Which rubric.
        "target-group" TargetGroupMissing = "målgruppen mangler", "the målgruppe is missing";
        "target-group" UnknownTargetGroup =
            "ingen vejledning har denne målgruppe", "no rubric has this målgruppe";
        "rubric-list" SeeRubricList { names: String } =
            format!("der er vejledninger til: {names}"),
            format!("there are rubrics for: {names}");
        "target-group" OtherTargetGroup =
            "en anden målgruppe end den valgte vejlednings",
            "another målgruppe than that of the rubric chosen";
        "rubric-fixed" RubricIsFixed { rubric: String } =
            format!("--rubric {rubric} gælder alle rækker"),
            format!("--rubric {rubric} is for every row");
        "date-needed" DateNeeded =
            "vejledningen har flere versioner, og vurderingsdato mangler",
            "the rubric has several versions, and vurderingsdato is missing";
        "give-date" GiveDate =
            "skriv vurderingsdato, eller vælg en dag for alle rækker med --as-of",
            "write vurderingsdato, or choose a day for every row with --as-of";
        "no-version" NoVersionOn { date: String } =
            format!("ingen version af vejledningen gælder den {date}"),
            format!("no version of the rubric is valid on {date}");

        // Cells.
        "not-ja-nej" NotJaNej = "hverken ja eller nej", "neither ja nor nej";
        "write-ja-nej" WriteJaNej =
            "skriv ja eller nej, eller lad cellen stå tom, hvis det ikke vides",
            "write ja or nej, or leave the cell empty if it is not known";
        "not-quality" NotQuality =
            "siger ikke, om den fornødne kvalitet er til stede",
            "does not say whether the necessary quality is there";
        "write-quality" WriteJaNejGodkendt =
            "skriv ja, nej eller godkendt", "write ja, nej or godkendt";
        "not-a-level" NotALevel = "ikke et niveau", "not a level";
        "write-level" WriteALevel =
            "skriv let, moderat, højt eller under let (eller 1, 2, 3, 0)",
            "write let, moderat, højt or under let (or 1, 2, 3, 0)";
        "not-a-number" NotANumber = "ikke et tal", "not a number";
        "write-number" WriteANumber =
            "skriv kun tallet, fx 12 eller 12,5",
            "write the number alone, such as 12 or 12,5";
        "negative" NegativeCell = "et negativt tal", "a negative number";
        "too-large" CellTooLarge =
            "mere end 9 cifre før kommaet", "more than 9 digits before the decimal mark";
        "too-precise" CellTooPrecise =
            "mere end 4 cifre efter kommaet", "more than 4 digits after the decimal mark";
        "round-the-number" RoundTheNumber =
            "afrund tallet i arket, fx med =AFRUND(A1;4)", "round the number in the sheet, such as with =ROUND(A1;4)";
        "exponent" ExponentCell =
            "Excel har skrevet et langt tal om, og cifre kan være gået tabt",
            "Excel has rewritten a long number, and digits may be lost";
        "format-as-text" FormatAsText =
            "giv kolonnen formatet Tekst i Excel, og skriv tallet igen",
            "give the column the format Text in Excel, and write the number again";
        "mixed-marks" MixedMarks =
            "punktum og komma modsiger hinanden", "point and comma contradict each other";
        "ambiguous-number" AmbiguousNumber =
            "kan læses på to måder", "can be read in two ways";
        "write-either" WriteEither { one: String, other: String } =
            format!("skriv {one} eller {other}"),
            format!("write {one} or {other}");
        "not-whole" NotWhole = "ikke et helt tal", "not a whole number";
        "fraction-or-percent" FractionOrPercent =
            "en brøkdel eller en procent?", "a fraction or a percentage?";
        "share-above-hundred" ShareAboveHundred = "mere end 100 %", "more than 100 %";
        "not-an-option" NotAnOption =
            "ikke en af valgmulighederne", "none of the options";
        "not-an-option" ItemIsNoOption { item: String } =
            format!("»{item}« er ikke en af valgmulighederne"),
            format!("“{item}” is none of the options");
        "only-separators" OnlySeparators = "kun skilletegn", "separators alone";
        "write-ingen" WriteIngen =
            "skriv ingen, hvis intet passer, eller lad cellen stå tom, hvis det ikke vides",
            "write ingen if nothing fits, or leave the cell empty if it is not known";
        "not-a-group-value" NotAGroupValue =
            "ikke en af de værdier, som vejledningens grænser afhænger af",
            "none of the values that the rubric's bounds depend on";
        "not-a-date" NotADate =
            "ikke en dato; skriv den som 31-03-2021 eller 2021-03-31",
            "not a date; write it as 31-03-2021 or 2021-03-31";
        "date-with-time" DateHasTime { time: String } =
            format!("der står et klokkeslæt ({time}) efter datoen"),
            format!("a time of day ({time}) stands behind the date");
        "date-serial" DateIsSerial =
            "Excel har skrevet datoen som et antal dage", "Excel has written the date as a count of days";
        "write-date" WriteDate { date: String } =
            format!("skriv {date}, hvis det er den dag, der menes"),
            format!("write {date}, if that is the day that is meant");
        "spreadsheet-error" SpreadsheetError =
            "en formel i regnearket er gået galt", "a formula in the spreadsheet has failed";
        "mend-formula" MendTheFormula =
            "ret formlen, eller lad cellen stå tom, hvis det ikke vides",
            "mend the formula, or leave the cell empty if it is not known";
        "mend-formula" MendOrAddMissing { word: String } =
            format!("ret formlen, eller tilføj --missing \"{word}\", hvis det betyder, at det ikke vides"),
            format!("mend the formula, or add --missing \"{word}\" if it means that it is not known");
        "missing-elsewhere" MissingElsewhere =
            "det skriver andre programmer, hvor der intet står",
            "other programs write this where there is nothing";
        "add-missing" AddMissing { word: String } =
            format!("tilføj --missing \"{word}\", hvis det betyder, at det ikke vides"),
            format!("add --missing \"{word}\" if it means that it is not known");
        "write-the-id" WriteTheId =
            "skriv leverandørens id", "write the supplier's id";
        "write-the-target-group" WriteTheTargetGroup =
            "skriv målgruppen", "write the målgruppe";
        "missing-as-text" MissingAsText { word: String, n: u64 } =
            match n {
                1 => format!("»{word}« er læst som en tekst; andre programmer skriver det, hvor der intet står"),
                n => format!("»{word}« er læst som en tekst i {n} rækker; andre programmer skriver det, hvor der intet står"),
            },
            match n {
                1 => format!("“{word}” is read as a text; other programs write it where there is nothing"),
                n => format!("“{word}” is read as a text in {n} rows; other programs write it where there is nothing"),
            };
        "leading-apostrophe" LeadingApostrophe =
            "begynder med Excels apostrof for tekst", "begins with Excel's apostrophe for text";
        "delete-apostrophe" DeleteTheApostrophe =
            "slet apostroffen", "delete the apostrophe";
        "totals-row" TotalsRow =
            "ligner en række med totaler og ikke en leverandør",
            "looks like a row of totals and not a supplier";
        "delete-row" DeleteTheRow =
            "slet rækken", "delete the row";
        "repeated-header" RepeatedHeader { n: u64 } =
            if *n == 1 { "overskrifterne står her igen, og rækken er sprunget over".to_owned() } else { format!("overskrifterne står her igen og i alt {n} gange; de rækker er sprunget over") },
            if *n == 1 { "the headers stand here again, and the row is passed over".to_owned() } else { format!("the headers stand here again, and {n} times in all; those rows are passed over") };
        "second-header" SecondHeader =
            "her står overskrifterne igen, men i en anden rækkefølge eller med andre kolonner",
            "here the headers stand again, but in another order or with other columns";
        "split-the-file" SplitTheFile =
            "del filen i to her, og læs begge: indplacer score a.csv b.csv",
            "split the file in two here, and read both: indplacer score a.csv b.csv";
        "two-decimal-marks" TwoDecimalMarks { other: String, value: String, mark: DecimalMark } =
            format!("er læst med {} som tusindtalstegn, men i {other} ({value}) kan det kun være et decimaltegn", mark_da(*mark)),
            format!("was read with the {} as thousands mark, but in {other} ({value}) it can only be a decimal mark", mark_en(*mark));
        "say-the-mark" SayTheMark { mark: DecimalMark } =
            format!("angiv --decimal {0}, hvis {1} er decimaltegn i hele filen; ellers ret tallene", mark_en(*mark), mark_da(*mark)),
            format!("give --decimal {0} if the {0} is the decimal mark in the whole file; else mend the numbers", mark_en(*mark));
        "either-mark" EitherMark =
            "kan være et decimaltal eller et tal med tusindtalstegn",
            "can be a decimal or a number with a thousands mark";
        "say-either-mark" SayEitherMark =
            "angiv decimaltegnet med --decimal point eller --decimal comma",
            "say which is the decimal mark with --decimal point or --decimal comma";
        "no-header" NoHeaderHere =
            "her skulle overskrifterne stå", "the headers should stand here";
        "other-delimiter" OtherDelimiter { sign: String } =
            format!("cellerne ser ud til at være adskilt af {sign}: angiv --delimiter \"{sign}\""),
            format!("the cells seem to be separated by {sign}: give --delimiter \"{sign}\"");
        "header-further-down" HeaderFurtherDown { row: u64 } =
            format!("overskrifterne ser ud til at stå i række {row}: oversæt deres navne med --columns, angiv --header-row {row}, eller slet rækkerne over dem"),
            format!("the headers seem to stand in row {row}: translate their names with --columns, give --header-row {row}, or delete the rows above them");
        "lost-zeros" LostZeros { width: usize, n: u64 } =
            format!("id'erne har {width} cifre, men {n} er kortere; er foranstillede nuller faldet bort?"),
            format!("the ids have {width} digits, but {n} of them fewer; are leading zeros lost?");
        "fraction-column" FractionColumn { fractions: u64, ones: u64 } =
            format!("kolonnen ser ud til at holde brøkdele: {fractions} er mellem 0 og 1, og {ones} gange står der 1, som er læst som 1 %"),
            format!("the column seems to hold fractions: {fractions} are between 0 and 1, and {ones} times there is 1, which is read as 1 %");
        "write-percent" WritePercent =
            "gang hele kolonnen med 100, eller giv den formatet Procent, før den gemmes",
            "multiply the whole column by 100, or give it the format Percentage before it is saved";
        "no-such-date" NoSuchDate = "den dag findes ikke", "there is no such day";
        "not-a-cvr" NotACvr = "ikke et CVR-nummer på 8 cifre", "not a CVR number of 8 digits";
        "cvr-check-sum" CvrCheckSum =
            "CVR-nummerets kontrolciffer passer ikke; er et ciffer tastet forkert?",
            "the CVR number's check digit does not fit; is a digit mistyped?";
        "not-a-p-number" NotAPNumber =
            "ikke et P-nummer på 10 cifre", "not a P-number of 10 digits";
        "fact-in-two-columns" FactInTwoColumns { id: String, one: String, other: String } =
            format!("oplysningen {id} står både i »{one}« og »{other}«; behold den ene kolonne"),
            format!("the fact {id} stands in both “{one}” and “{other}”; keep one of the columns");
        "set-forms-differ" SetFormsDiffer =
            "svarer ikke til ja/nej-kolonnerne for de samme valgmuligheder",
            "does not agree with the ja/nej columns of the same options";
        "make-them-agree" MakeThemAgree =
            "ret en af dem, så de siger det samme, eller slet enten kolonnen eller ja/nej-kolonnerne",
            "mend one of them, so that they say the same, or delete either the column or the ja/nej columns";
        "set-reads-several-ways" SetReadsSeveralWays =
            "ordene kan deles i valgmuligheder på flere måder",
            "the words can be divided into options in several ways";
        "put-bars-between" PutBarsBetween =
            "skil valgmulighederne med |, eller udfyld deres ja/nej-kolonner",
            "put | between the options, or fill in their ja/nej columns";
        "part-above-whole" PartAboveWhole { whole: String, whole_label: String } =
            format!("mere end det hele, som er {whole} ({whole_label})"),
            format!("more than the whole, which is {whole} ({whole_label})");
        "share-differs" ShareDiffers { part: String, whole: String } =
            format!("andelen afviger mere end 1 procentpoint fra {part} af {whole}"),
            format!("the share differs by more than 1 percentage point from {part} of {whole}");
        "may-not-be-irrelevant" MayNotBeIrrelevant { parameter: Parameter } =
            format!("vejledningen lader ikke {parameter} være ikke relevant"),
            format!("the rubric does not let {parameter} be ikke relevant");
        "reason-missing" IrrelevantWithoutReason =
            "ikke relevant kræver en begrundelse", "ikke relevant needs a reason";
        "reason-missing" ReasonMissing =
            "afviger fra det beregnede niveau og kræver en begrundelse",
            "differs from the computed level and needs a reason";
        "reason-missing" OverallReasonMissing =
            "afviger fra det beregnede samlede niveau og kræver en begrundelse",
            "differs from the computed overall level and needs a reason";
        "write-reason" WriteReasonIn { column: String } =
            format!("skriv den i {column}"),
            format!("write it in {column}");
        "no-relevant-parameter" NoRelevantParameter =
            "ingen af de otte parametre er relevant", "none of the eight parameters is relevant";

        // Cases.
        "expectation-unknown" ExpectationUnknown =
            "ingen vejledning giver noget af det navn, man kan vente", "nothing of that name can be expected";
        "expectation-twice" ExpectationTwice =
            "der er to kolonner for det samme, der ventes", "two columns are about the same expectation";
        "expectation-unreadable" ExpectationUnreadable =
            "det kan man ikke vente her", "that cannot be expected here";
        "nothing-expected" NothingExpected =
            "filen siger ikke, hvad der ventes af rækkerne", "the file does not say what is expected of its rows";
        "add-expectations" AddExpectations =
            "tilføj en kolonne forventet_niveau, forventet_status eller forventet_ og navnet på en parameter",
            "add a column forventet_niveau, forventet_status, or forventet_ and the name of a parameter";
    }
}

impl Message {
    /// Why a file cannot be read.
    pub(crate) fn unreadable(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        /// What Linux says of a link that leads back to itself.
        const LOOP: i32 = 40;
        match error.kind() {
            ErrorKind::NotFound => Self::FileNotFound,
            ErrorKind::PermissionDenied => Self::FileNotAllowed,
            ErrorKind::IsADirectory => Self::FileIsAFolder,
            ErrorKind::NotADirectory => Self::NotAFolder,
            ErrorKind::InvalidFilename => Self::NoFileName,
            _ if cfg!(target_os = "linux") && error.raw_os_error() == Some(LOOP) => {
                Self::LinkInACircle
            }
            _ => Self::FileUnreadable { reason: error.to_string() },
        }
    }

    /// What the system says of a file, in the reader's words where they are known.
    #[cfg(feature = "cli")]
    pub(crate) fn of_the_system(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound => Self::FileNotFound,
            ErrorKind::PermissionDenied => Self::FileNotAllowed,
            ErrorKind::IsADirectory => Self::FileIsAFolder,
            ErrorKind::NotADirectory => Self::NotAFolder,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::NoRoom,
            ErrorKind::FileTooLarge => Self::TooLargeForTheSystem,
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyDisk,
            ErrorKind::InvalidFilename => Self::NoFileName,
            ErrorKind::BrokenPipe => Self::NobodyReads,
            _ => Self::OtherFault { reason: error.to_string() },
        }
    }
}

fn toml_type_da(name: &str) -> &'static str {
    match name {
        "string" => "en tekst",
        "integer" | "float" | "number" => "et tal",
        "boolean" => "true eller false",
        "datetime" => "et tidspunkt",
        "date" => "en dato (2020-12-01)",
        "array" => "en liste",
        "array of tables" => "en liste af tabeller",
        _ => "en tabel",
    }
}

fn toml_type_en(name: &str) -> &'static str {
    match name {
        "string" => "a string",
        "integer" | "float" | "number" => "a number",
        "boolean" => "true or false",
        "datetime" => "a datetime",
        "date" => "a date (2020-12-01)",
        "array" => "an array",
        "array of tables" => "an array of tables",
        _ => "a table",
    }
}

fn fact_kind_da(kind: &str) -> &'static str {
    match kind {
        "group" => "en gruppe",
        "sum" => "en sum",
        "count" => "et antal",
        "number" => "et tal",
        "share" => "en andel",
        "bool" => "ja/nej",
        "choice" => "et ordnet valg",
        "unordered choice" => "et valg uden rækkefølge",
        _ => "en mængde",
    }
}

fn fact_kind_en(kind: &str) -> &'static str {
    match kind {
        "group" => "a group",
        "sum" => "a sum",
        "count" => "a count",
        "number" => "a number",
        "share" => "a share",
        "bool" => "a bool",
        "choice" => "an ordered choice",
        "unordered choice" => "an unordered choice",
        _ => "a set",
    }
}

catalogue! {
    /// What a sheet of a workbook was found to hold.
    pub enum SheetHolds {
        "form" Form = "et skema", "a form";
        "assessments" Assessments = "en tabel med vurderinger", "a table of assessments";
        "no-target-group" NoTargetGroup = "ingen kolonne med målgruppen (maalgruppe)", "no column for the målgruppe (maalgruppe)";
        "no-id" NoId = "ingen kolonne med leverandør-id (leverandoer_id)", "no column for the supplier's id (leverandoer_id)";
        "nothing" Nothing = "tomt", "empty";
        "hidden" Hidden = "skjult", "hidden";
    }
}

catalogue! {
    /// A sheet of a form; the two are one row together.
    #[derive(Copy)]
    pub enum Half {
        "whole" Whole = "et helt skema", "a whole form";
        "supplier" Supplier = "leverandørens ark", "the supplier's sheet";
        "consultant" Consultant = "konsulentens ark", "the consultant's sheet";
    }
}

impl Half {
    /// What belongs to it.
    pub const fn other(self) -> Self {
        match self {
            Self::Whole => Self::Whole,
            Self::Supplier => Self::Consultant,
            Self::Consultant => Self::Supplier,
        }
    }
}

impl From<LintText> for Message {
    fn from(text: LintText) -> Self {
        let text = Box::new(text);
        Self::Lint { text }
    }
}
