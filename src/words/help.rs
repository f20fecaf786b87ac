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
        "reading" Reading = "Læsning af vurderinger", "Reading assessments";
        "placing" Placing = "Indplacering", "Placing";
        "writing" Writing = "Resultat", "Result";
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
        "files" Files =
            "Filer med vurderinger (CSV); - er standard input",
            "Files of assessments (CSV); - is standard input";
        "rubrics" Rubrics =
            "Brug vejledningerne i denne fil eller mappe i stedet for de indbyggede; kan gentages",
            "Use the rubrics in this file or folder instead of the built-in ones; may be repeated";
        "rubric" Rubric =
            "Brug denne ene vejledning (id eller fil) til alle rækker",
            "Use this one rubric (id or file) for every row";
        "format" Format =
            "table (standard), csv, json eller jsonl",
            "table (default), csv, json or jsonl";
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
        "lang" Lang =
            "Sproget: da eller en; ellers INDPLACER_LANG, ellers systemets sprog",
            "The language: da or en; else INDPLACER_LANG, else that of the system";
        "quiet" Quiet = "Skriv kun fejl på standard error", "Write only errors to standard error";
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
