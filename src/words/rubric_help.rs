//! The help of `indplacer rubric`.

use super::catalogue;

catalogue! {
    /// A text of `rubric --help`.
    pub enum RubricHelp {
        "rubric" Rubric =
            "Læs, skriv, sammenlign og udveksl vejledninger, og lav deres skemaer",
            "Read, write, compare and exchange rubrics, and make their forms";
        "list" List = "Vis, hvilke vejledninger der er", "Show which rubrics there are";
        "show" Show =
            "Vis en hel vejledning som en side, der kan læses",
            "Show a whole rubric as a page that can be read";
        "compare" Compare =
            "Hold vejledninger op mod hinanden: ordlyd, tal, og hvor den ene er lettere end den anden",
            "Hold rubrics against each other: wording, numbers, and where one is easier than another";
        "compared" Compared =
            "To eller flere vejledninger: id, id@version eller fil",
            "Two or more rubrics: id, id@version or file";
        "new" New =
            "Begynd en ny vejledning efter en anden, med TODO ved alt, der skal skrives",
            "Begin a new rubric from another, with TODO at all that must be written";
        "new-id" NewId =
            "Den nye vejlednings id: små bogstaver a-z, tal og bindestreger",
            "The id of the new rubric: small letters a-z, digits and hyphens";
        "new-from" NewFrom =
            "Vejledningen, der begyndes efter; ellers generisk, hvor alt er skøn",
            "The rubric to begin from; else generisk, where all is judgement";
        "new-output" NewOutput =
            "Skriv til denne fil, som ikke må findes; ellers ID.toml",
            "Write to this file, which must not exist; else ID.toml";
        "new-cases" NewCases =
            "Skriv også den første fil med prøvesager: en for hvert niveau af hver parameter",
            "Write the first case file as well: a case for each level of each parameter";
        "new-version" NewVersion =
            "Kopiér en vejledning som dens næste version, med alle tekster",
            "Copy a rubric as its next version, with all its texts";
        "valid-from" ValidFrom =
            "Den nye versions første dag", "The first day of the new version";
        "version-number" VersionNumber =
            "Den nye versions nummer; ellers årstallet og .1, eller det næste, der er frit",
            "The number of the new version; else its year and .1, or the next that is free";
        "version-output" VersionOutput =
            "Skriv til denne fil, som ikke må findes; ellers ID-VERSION.toml ved siden af den gamle",
            "Write to this file, which must not exist; else ID-VERSION.toml beside the old one";
        "cases" Cases =
            "Lav den første fil med prøvesager: en for hvert niveau af hver parameter",
            "Make the first case file: a case for each level of each parameter";
        "cases-output" CasesOutput =
            "Skriv til denne fil, som ikke må findes; ellers ID.cases.csv",
            "Write to this file, which must not exist; else ID.cases.csv";
        "form" Form =
            "Lav målgruppens papirer: oplysningsskema, interviewguide eller skabelon for afrapportering",
            "Make the papers of a målgruppe: oplysningsskema, interview guide or report template";
        "kind" Kind =
            "skema (standard), interview eller afrapportering",
            "skema (default), interview or afrapportering";
        "layout" Layout =
            "Skemaet for én leverandør (single, standard) eller som en liste med en række for hver (list)",
            "The form for one supplier (single, default) or as a list with a row for each (list)";
        "form-output" FormOutput =
            "Skriv til denne fil: .xlsx, .docx, .md, .html eller .txt; en liste .xlsx eller .csv",
            "Write to this file: .xlsx, .docx, .md, .html or .txt; a list .xlsx or .csv";
        "form-for" FormFor =
            "Udfyld papiret efter en leverandørs vurdering i denne fil; kan gentages",
            "Fill the paper in from a supplier's assessment in this file; may be repeated";
        "export" Export =
            "Skriv vejledningens tekster og tal i et regneark, hvor de kan rettes",
            "Write the texts and numbers of a rubric to a spreadsheet, where they can be changed";
        "export-output" ExportOutput = "Skriv til denne fil (.xlsx)", "Write to this file (.xlsx)";
        "import" Import =
            "Før rettelserne i regnearket tilbage i vejledningens fil; alt andet i filen bliver stående",
            "Carry the changes in the spreadsheet back into the rubric's file; all else in it stays";
        "workbook" Workbook =
            "Regnearket fra `rubric export`", "The spreadsheet from `rubric export`";
        "into" Into = "Vejledningens fil, der rettes", "The rubric's file, which is changed";
        "sql" Sql =
            "Skriv vejledningen som én SQL-forespørgsel, der indplacerer rækkerne i en tabel",
            "Write the rubric as one SQL query that places the rows of a table";
        "sql-dialect" SqlDialect =
            "duckdb (standard) eller postgres", "duckdb (default) or postgres";
        "sql-table" SqlTable =
            "Tabellen med vurderingerne (ellers vurderinger)",
            "The table of the assessments (else vurderinger)";
        "sql-output" SqlOutput = "Skriv til denne fil", "Write to this file";
        "schema" Schema =
            "Skriv det JSON Schema, som editorer kan hjælpe og kontrollere efter",
            "Write the JSON Schema by which editors can help and check";
        "which" Which =
            "Vejledningen: dens id, id@version eller fil",
            "The rubric: its id, id@version or file";
        "show-rule" ShowRule =
            "Vis i stedet, hvad reglen gør ved alle kombinationer af niveauer på parametrene",
            "Show instead what the rule makes of all combinations of levels on the parameters";
        "among" Among =
            "Find vejledningerne i denne fil eller mappe i stedet for blandt de indbyggede; kan gentages",
            "Find the rubrics in this file or folder instead of among the built-in ones; may be repeated";
        "page-format" PageFormat =
            "text (standard), md, html eller docx; list og compare også json",
            "text (default), md, html or docx; list and compare json as well";
        "output" Output =
            "Skriv til denne fil; formatet ses af endelsen",
            "Write to this file; the format is told by its ending";
    }
}
