//! Why a supplier stands where it stands: the words of explanations and of suppliers' pages.
//!
//! Written to be read aloud to a supplier: labels and no ids, and no word of the rubric's file format.

use super::{Lang, catalogue};
use crate::vocabulary::RubricStatus;

catalogue! {
    /// A text of an explanation.
    pub enum Why {
        // The head.
        "proposal" Proposal { level: String } =
            format!("Forslag til indplacering: {level}"),
            format!("Proposed placement: {level}");
        "proposal-under" ProposalUnderLet =
            "Forslag til indplacering: under let, for intet niveau er nået",
            "Proposed placement: under let, since no level is reached";
        "proposal-quality" WithoutQuality =
            "Ikke indplaceret: den fornødne kvalitet er ikke til stede",
            "Not placed: the necessary quality is not there";
        "proposal-quality-open" QualityDecides { levels: String } =
            format!("Uafklaret: det er ikke oplyst, om den fornødne kvalitet er til stede; parametrene giver {levels}"),
            format!("Uafklaret: it is not known whether the necessary quality is there; the parameters give {levels}");
        "proposal-open" MissingDecides { low: String, high: String } =
            format!("Uafklaret: det, der mangler, afgør, om niveauet bliver {low} eller op til {high}"),
            format!("Uafklaret: what is missing decides whether the level is {low} or up to {high}");
        "supplier" Supplier = "Leverandør", "Supplier";
        "id" Id { id: String } = format!("id {id}"), format!("id {id}");
        "unit" Unit { id: String } = format!("afdeling {id}"), format!("afdeling {id}");
        "target-group" TargetGroup = "Målgruppe", "Målgruppe";
        "assessed" Assessed = "Vurderet", "Assessed";
        "by" By { who: String } = format!("af {who}"), format!("by {who}");
        "stage" Stage = "Stadie", "Stage";
        "case-number" CaseNumber = "Sagsnummer", "Case number";
        "rubric" Rubric = "Vejledning", "Rubric";
        "rubric-name" RubricName { title: String, version: String, status: String, sha: String } =
            format!("{title}, version {version}, {status}, kontrolsum {sha}"),
            format!("{title}, version {version}, {status}, checksum {sha}");
        "row" Row = "Kilde", "Source";
        "row-at" RowAt { file: String, row: u64 } =
            format!("{file}, række {row} i regnearket"),
            format!("{file}, row {row} of the spreadsheet");

        // How the level was found.
        "rule-heading" RuleHeading = "Sådan er niveauet fundet", "How the level was found";
        "rule-mean" Mean { points: String, of: u8, mean: String, cutoffs: String } =
            format!("{points} point af {of}, gennemsnit {mean}; {cutoffs}."),
            format!("{points} points of {of}, mean {mean}; {cutoffs}.");
        "rule-mean-open" MeanOpen { least: u8, most: u8, of: u8, cutoffs: String } =
            format!("Mellem {least} og {most} point af {of}, efter hvad det manglende viser; gennemsnittet skal være: {cutoffs}."),
            format!("Between {least} and {most} points of {of}, by what the missing facts show; the mean must be: {cutoffs}.");
        "rule-median" Median { level: String, points: String, of: u8 } =
            format!("Medianen af parametrene er {level}: det niveau, som mere end halvdelen når. {points} point af {of}."),
            format!("The median of the parameters is {level}: the level that more than half reach. {points} points of {of}.");
        "rule-median-open" MedianOpen =
            "Niveauet er medianen af parametrene, som afhænger af det, der mangler.",
            "The level is the median of the parameters, which depends on what is missing.";
        "rule-weakest" Weakest { level: String, points: String, of: u8 } =
            format!("Den svageste parameter er {level}, og den afgør niveauet. {points} point af {of}."),
            format!("The weakest parameter is {level}, and it decides the level. {points} points of {of}.");
        "rule-weakest-open" WeakestOpen =
            "Niveauet er den svageste parameters, som afhænger af det, der mangler.",
            "The level is that of the weakest parameter, which depends on what is missing.";
        "by-other-rules" ByOtherRules { rules: String } =
            format!("Til sammenligning: {rules}."),
            format!("For comparison: {rules}.");
        "by-median" ByMedian { level: String } =
            format!("efter medianen {level}"), format!("by the median {level}");
        "by-weakest" ByWeakest { level: String } =
            format!("efter den svageste parameter {level}"),
            format!("by the weakest parameter {level}");
        "depends-on-weighting" DependsOnWeighting { level: String, share: String } =
            format!("Niveauet afhænger af, hvordan parametrene vægtes: {share} af alle vægtninger giver {level}."),
            format!("The level depends on how the parameters are weighted: {share} of all weightings give {level}.");
        "more-than" MoreThan { share: String } =
            format!("mere end {share}"), format!("more than {share}");
        "less-than" LessThan { share: String } =
            format!("mindre end {share}"), format!("less than {share}");
        "under-any-weighting" UnderAnyWeighting =
            "Niveauet er det samme, hvordan parametrene end vægtes.",
            "The level is the same, however the parameters are weighted.";
        "quality-yes" QualityYes { at: String } =
            format!("Den fornødne kvalitet er til stede{at}."),
            format!("The necessary quality is there{at}.");
        "quality-no" QualityNo { at: String } =
            format!("Den fornødne kvalitet er ikke til stede{at}. Derfor er leverandøren ikke indplaceret."),
            format!("The necessary quality is not there{at}. So the supplier is not placed.");
        "quality-assumed" QualityAssumed =
            "Det er ikke oplyst, om den fornødne kvalitet er til stede; her er det lagt til grund.",
            "Whether the necessary quality is there is not known; here it is taken for granted.";
        "quality-open" QualityOpen =
            "Det er ikke oplyst, om den fornødne kvalitet er til stede.",
            "Whether the necessary quality is there is not known.";
        "quality-by" QualityBy { who: String } =
            format!(" ifølge {who}"), format!(" according to {who}");
        "must-have-met" MustHaveMet = "opfyldt", "met";
        "must-have-failed" MustHaveFailed { who: String } =
            format!("ikke opfyldt af {who}"), format!("not met by {who}");
        "must-have-open" MustHaveOpen { who: String } =
            format!("afhænger af, hvad der mangler om {who}"),
            format!("depends on what is missing about {who}");
        "must-have-caps" MustHaveCaps { level: String, by_rule: String } =
            format!("Derfor holdes niveauet på {level}, selv om reglen alene giver {by_rule}"),
            format!("So the level is held at {level}, though the rule alone gives {by_rule}");
        "overall" Overall { level: String } =
            format!("Det samlede niveau er sat til {level} af konsulenten"),
            format!("The overall level was set to {level} by the consultant");
        "overall-same" OverallSame { level: String } =
            format!("Konsulentens samlede vurdering er også {level}."),
            format!("The consultant's overall assessment is {level} too.");
        "rubric-alone" RubricAlone { level: String } =
            format!("vejledningen alene giver {level}"),
            format!("the rubric alone gives {level}");
        "without-overrides" WithoutOverrides { level: String } =
            format!("Uden konsulentens egne niveauer giver vejledningen {level}."),
            format!("Without the consultant's own levels the rubric gives {level}.");
        "reason" Reason { text: String } =
            format!("Begrundelse: »{text}«"), format!("Reason: “{text}”");
        "remark" Remark { text: String } =
            format!("Bemærkning: »{text}«"), format!("Remark: “{text}”");

        // The parameters.
        "parameters" Parameters = "De otte parametre", "The eight parameters";
        "mark-met" MarkMet = "opfyldt", "met";
        "mark-not-met" MarkNotMet = "ikke opfyldt", "not met";
        "mark-unknown" MarkUnknown = "uvist", "not known";
        "criteria-shown" CriteriaShown =
            "Her står kravene til det nåede niveau og til det næste.",
            "These are the criteria of the level reached and of the next.";
        "parameter-level" ParameterLevel { parameter: String, level: String } =
            format!("{parameter}: {level}"), format!("{parameter}: {level}");
        "not-relevant" NotRelevant = "ikke relevant", "not relevant";
        "open" Open { low: String, high: String } =
            format!("uafklaret, {low} til {high}"), format!("open, {low} to {high}");
        "overridden" Overridden { level: String, computed: String } =
            format!("Sat til {level} af konsulenten; kravene alene giver {computed}."),
            format!("Set to {level} by the consultant; the criteria alone give {computed}.");
        "confirmed" Confirmed =
            "Konsulenten har angivet det samme niveau.",
            "The consultant entered the same level.";
        "assessed-here" AssessedHere { level: String, at: String } =
            format!("Konsulenten har skønnet niveauet til {level}{at}; denne parameter har ingen krav, der kan regnes på."),
            format!("The consultant judged the level to be {level}{at}; this parameter has no criteria to compute with.");
        "assessed-missing" AssessedMissing =
            "Konsulenten skal skønne niveauet, og det er ikke angivet endnu.",
            "The consultant is to judge the level, and it has not been entered yet.";
        "guidance" Guidance { level: String, text: String } =
            format!("{level}: {text}"), format!("{level}: {text}");
        "found" FoundIs { found: String } =
            format!("Fundet: {found}"), format!("Found: {found}");
        "asked" Asked { test: String } =
            format!("Krav: {test}"), format!("Asked: {test}");
        "left-out" LeftOut = "udeladt", "left out";
        "not-told" NotTold = "ikke oplyst", "not known";
        "at-least-so-far" AtLeastSoFar { found: String } =
            format!("mindst {found}, resten er ikke oplyst"),
            format!("at least {found}, the rest is not known");
        "part-of" PartOf { share: String, part: String, whole: String } =
            format!("{share} ({part} af {whole})"),
            format!("{share} ({part} of {whole})");
        "none" None = "ingen", "none";
        "not-all-told" NotAllTold { found: String } =
            format!("{found}; resten er ikke oplyst"), format!("{found}; the rest is not known");
        "or" Or = " eller ", " or ";
        "and" And = " og ", " and ";
        "cell" Cell { cell: String } = format!("celle {cell}"), format!("cell {cell}");
        "cells" Cells { cells: String } = format!("celler {cells}"), format!("cells {cells}");
        "options-found" OptionsFound { n: usize, options: String } =
            format!("{n} – {options}"), format!("{n} – {options}");

        // The facts.
        "notes" Notes = "Noter til oplysningerne", "Notes on the facts";
        "evidence-short" EvidenceBehind =
            "Oplysninger, der er lagt til grund", "The facts behind it";
        "fact" Fact = "Oplysning", "Fact";
        "answer" Answer = "Svar", "Answer";
        "cell-column" CellColumn = "Celle", "Cell";
        "source-column" SourceColumn = "Fra", "From";
        "note-column" NoteColumn = "Note", "Note";
        "note-on" NoteOn { label: String, cell: String, text: String } =
            format!("Note til »{label}« ({cell}): »{text}«"),
            format!("Note on “{label}” ({cell}): “{text}”");
        "without-column" WithoutColumn { labels: String } =
            format!("Uden kolonne i filen: {labels}"),
            format!("Without a column in the file: {labels}");
        "no-column" NoColumn = "ingen kolonne", "no column";

        // What is missing.
        "missing" Missing = "Det mangler", "What is missing";
        "missing-quality" MissingQuality =
            "Om den fornødne kvalitet er til stede", "Whether the necessary quality is there";
        "missing-level" MissingLevel { parameter: String } =
            format!("Konsulentens skøn af {parameter}"),
            format!("The consultant's judgement of {parameter}");
        "missing-group" MissingGroup { column: String } =
            format!("Hvilken slags leverandør det er ({column})"),
            format!("What kind of supplier it is ({column})");
        "leaves-open" LeavesOpen { what: String } =
            format!("som afgør {what}"), format!("which decides {what}");
        "missing-leaves" MissingLeaves { low: String, high: String } =
            format!("Med det, der mangler, kan niveauet blive fra {low} til {high}."),
            format!("With what is missing the level can be from {low} to {high}.");
        "missing-harmless" MissingHarmless { level: String } =
            format!("Niveauet er {level}, hvad det manglende end viser."),
            format!("The level is {level}, whatever the missing facts show.");

        // Ways up and down.
        "ways-up" WaysUp = "Korteste vej til et højere niveau", "The shortest way to a higher level";
        "ways-down" WaysDown = "Hvad der ville koste niveauet", "What would lose the level";
        "ways" Ways { steps: u8, ways: usize, shown: usize } =
            ways_da(*steps, *ways, *shown), ways_en(*steps, *ways, *shown);
        "way-to" WayTo { parameter: String, level: String } =
            format!("{parameter} til {level}"), format!("{parameter} to {level}");
        "way-leads" WayLeads { steps: String, level: String } =
            format!("{steps} (giver {level})"), format!("{steps} (gives {level})");
        "steps-heading" StepsHeading =
            "Det mindste, hvert trin kræver, når alt andet er uændret. Er flere ændringer lige små, er en af dem vist:",
            "The least that each step takes, with all else unchanged. Where several changes are as small, one of them is shown:";
        "steps-heading-down" StepsHeadingDown =
            "Det mindste, der ville føre til hvert trin, når alt andet er uændret. Er flere ændringer lige små, er en af dem vist:",
            "The least that would lead to each step, with all else unchanged. Where several changes are as small, one of them is shown:";
        "step" Step { parameter: String, from: String, to: String, how: String } =
            format!("{parameter} fra {from} til {to}: {how}"),
            format!("{parameter} from {from} to {to}: {how}");
        "no-way-up" NoWayUp = "Der er intet højere niveau at nå.", "There is no higher level to reach.";
        "no-way-down" NoWayDown = "Der er intet niveau at miste.", "There is no level to lose.";
        "no-ways-open" NoWaysOpen =
            "Vejen op og ned kan først regnes ud, når det manglende er oplyst.",
            "The ways up and down can be computed only when what is missing is known.";
        "no-ways-overall" NoWaysOverall =
            "Konsulenten har sat det samlede niveau, så ingen enkelt oplysning flytter det.",
            "The consultant set the overall level, so no single fact moves it.";
        "no-ways-quality" NoWaysQuality =
            "Uden fornøden kvalitet er der ingen vej op eller ned at regne på.",
            "Without the necessary quality there are no ways up or down to compute.";
        "by-consultant" ByConsultant =
            "konsulentens eget skøn; ingen oplysning flytter det",
            "the consultant's own judgement; no fact moves it";
        "never" Never =
            "kan ikke nås ved nogen ændring af oplysningerne",
            "cannot be reached by any change of facts";
        "unsettled" Unsettled =
            "kravene er så sammenfiltrede, at den mindste ændring ikke er fundet",
            "the criteria are so entangled that the smallest change was not found";
        "change" Change { label: String, change: String } =
            format!("{label}: {change}"), format!("{label}: {change}");
        "more" More { by: String, from: String, to: String } =
            format!("{by} mere (fra {from} til {to})"), format!("{by} more (from {from} to {to})");
        "less" Less { by: String, from: String, to: String } =
            format!("{by} mindre (fra {from} til {to})"), format!("{by} less (from {from} to {to})");
        "many-more" ManyMore { by: String, from: String, to: String } =
            format!("{} (fra {from} til {to})", more_da(by)),
            format!("{by} more (from {from} to {to})");
        "fewer" Fewer { by: String, from: String, to: String } =
            format!("{by} færre (fra {from} til {to})"), format!("{by} fewer (from {from} to {to})");
        "more-of" MoreOf { by: String, from: String, to: String, whole: String, label: String } =
            format!("{} af de {whole} ({label}), fra {from} til {to}", more_da(by)),
            format!("{by} more of the {whole} ({label}), from {from} to {to}");
        "fewer-of" FewerOf { by: String, from: String, to: String, whole: String, label: String } =
            format!("{by} færre af de {whole} ({label}), fra {from} til {to}"),
            format!("{by} fewer of the {whole} ({label}), from {from} to {to}");
        "told-of" ToldOf { to: String, whole: String, label: String } =
            format!("oplyst som {to} af de {whole} ({label}); i dag er det ikke oplyst"),
            format!("known to be {to} of the {whole} ({label}); today it is not known");
        "told-as" ToldAs { to: String } =
            format!("oplyst som {to}; i dag er det ikke oplyst"),
            format!("known to be {to}; today it is not known");
        "instead-of" InsteadOf { to: String, from: String } =
            format!("{to} i stedet for {from}"), format!("{to} instead of {from}");
        "options-more" OptionsMore { n: usize, which: String, options: String } =
            format!("{n} mere, {which} {options}"),
            format!("{n} more, {which} {options}");
        "options-fewer" OptionsFewer { n: usize, which: String, options: String } =
            format!("{n} færre, {which} uden {options}"),
            format!("{n} fewer, {which} without {options}");
        "for-instance" ForInstance = "for eksempel", "for instance";
        "namely" Namely = "nemlig", "namely";
        "percentage-points" PercentagePoints { n: String } =
            format!("{n} procentpoint"), format!("{n} percentage points");
        "also-moves" AlsoMoves { moves: String } =
            format!("Samme ændring flytter også {moves}"),
            format!("The same change also moves {moves}");
        "move" Move { parameter: String, from: String, to: String } =
            format!("{parameter} fra {from} til {to}"), format!("{parameter} from {from} to {to}");

        // Who is asked for.
        "unknown-supplier" UnknownSupplier { id: String } =
            format!("der er ingen leverandør med id »{id}« i filerne"),
            format!("there is no supplier with the id “{id}” in the files");
        "unknown-supplier-near" UnknownSupplierNear { id: String, near: String } =
            format!("der er ingen leverandør med id »{id}« i filerne; de nærmeste er {near}"),
            format!("there is no supplier with the id “{id}” in the files; the nearest are {near}");
        "not-for-group" NotForGroup { id: String, group: String, known: String } =
            format!("leverandør »{id}« er ikke vurderet for målgruppen »{group}«; den er vurderet for {known}"),
            format!("supplier “{id}” was not assessed for “{group}”; it was assessed for {known}");
        "only-rejected" OnlyRejected { id: String } =
            format!("alle rækker med leverandør »{id}« er afvist, så der er intet at forklare"),
            format!("every row of supplier “{id}” was rejected, so there is nothing to explain");
        "table-needs-all" TableNeedsAll =
            "csv og jsonl hører til --all; brug text, md, html eller json for én leverandør",
            "csv and jsonl go with --all; use text, md, html or json for one supplier";
        "all-needs-table" AllNeedsTable =
            "--all skrives som csv eller jsonl", "--all is written as csv or jsonl";
        "format-unknown" FormatUnknown { file: String } =
            format!("formatet kan ikke ses af {file}; brug .txt, .md, .html eller .json, eller angiv --format"),
            format!("the format cannot be told from {file}; use .txt, .md, .html or .json, or give --format");
        "unknown-hidden" UnknownHidden { name: String } =
            format!("--hide: ingen vejledning har oplysningen »{name}«"),
            format!("--hide: no rubric has a fact “{name}”");
        "unknown-hidden-near" UnknownHiddenNear { name: String, near: String } =
            format!("--hide: ingen vejledning har oplysningen »{name}«; mente du {near}?"),
            format!("--hide: no rubric has a fact “{name}”; did you mean {near}?");

        // The supplier's page.
        "page-title" PageTitle { name: String } =
            format!("Forslag til indplacering af {name}"),
            format!("Proposed placement of {name}");
        "page-intro" PageIntro =
            "Dette er et forslag. Det bygger på de oplysninger og krav, som er vist her, og leverandøren kan komme med bemærkninger, før der træffes en afgørelse.",
            "This is a proposal. It rests on the facts and criteria shown here, and the supplier may comment before it is decided.";
        "page-intro-final" PageIntroFinal =
            "Dette er et forslag. Det bygger på de oplysninger og krav, som er vist her.",
            "This is a proposal. It rests on the facts and criteria shown here.";
        "page-result" PageResult = "Resultat", "Result";
        "page-what" PageWhat = "Hvad der er vurderet", "What was assessed";
        "page-parameter" PageParameter = "Parameter", "Parameter";
        "page-level" PageLevel = "Niveau", "Level";
        "page-remarks" PageRemarks = "Leverandørens bemærkninger", "The supplier's remarks";
        "page-remarks-about" PageRemarksAbout =
            "Er der oplysninger, der mangler eller er forkerte? Skriv gerne, hvilken oplysning eller parameter det gælder.",
            "Is something missing or wrong? Please say which fact or parameter it is about.";
        "page-decision" PageDecision = "Afgørelse", "Decision";
        "page-decided-reason" PageDecidedReason = "Begrundelse", "Reason";
        "page-decided-date" PageDecidedDate = "Dato og underskrift", "Date and signature";
        "page-again" PageAgain = "Regn efter", "Compute it again";
        "page-again-about" PageAgainAbout =
            "Med den samme vejledning og række giver den samme udgave af programmet det samme resultat. Resultatet ligger også i denne fil i en form, som programmet kan læse; det kan holde det op mod et nyt.",
            "With the same rubric and row, the same version of the program gives the same result. The result is in this file in a form for machines too; the program can hold it against a new one.";
        "page-rubric-sum" PageRubricSum = "Vejledningens kontrolsum (SHA-256)", "Checksum of the rubric (SHA-256)";
        "page-row-sum" PageRowSum = "Rækkens kontrolsum", "Checksum of the row";
        "page-program" PageProgram = "Program", "Program";
        "page-places" PagePlaces = "Pladser", "Places";
        "page-type" PageType = "Type", "Type";
        "page-form" PageForm = "Driftsform", "Driftsform";
        "page-where" PageWhere = "Sted", "Where";
        "page-numbers" PageNumbers = "CVR- og P-nummer", "CVR and P-number";
        "page-cvr" PageCvr { cvr: String } = format!("CVR {cvr}"), format!("CVR {cvr}");
        "page-p" PageP { number: String } = format!("P-nummer {number}"), format!("P-number {number}");
        "page-hidden" PageHidden =
            "Svar, der kan pege på enkelte borgere, er udeladt.",
            "Answers that may point at single citizens are left out.";
        "pages-written" PagesWritten { n: u64, folder: String } =
            format!("{} skrevet i {folder}", super::count(*n, "dokument", "dokumenter")),
            format!("{} written in {folder}", super::count(*n, "document", "documents"));
        "folder-unusable" FolderUnusable { folder: String, reason: String } =
            format!("der kan ikke skrives i mappen {folder}: {reason}"),
            format!("the folder {folder} cannot be written in: {reason}");
    }
}

/// `1 mere`, `2 flere`.
fn more_da(n: &str) -> String {
    format!("{n} {}", if n == "1" { "mere" } else { "flere" })
}

fn ways_da(steps: u8, ways: usize, shown: usize) -> String {
    let steps = super::count(u64::from(steps), "trin på en parameter", "trin på parametrene");
    match (ways, shown) {
        (1, _) => format!("Det kræver {steps} og kan kun ske på denne måde:"),
        (ways, 1) => {
            format!("Det kræver {steps} og kan ske på {ways} måder. Her er den, der kræver mindst:")
        }
        (ways, shown) if ways > shown => format!(
            "Det kræver {steps} og kan ske på {ways} måder. Her er de {shown}, der kræver mindst; der er {} til:",
            ways - shown
        ),
        (ways, _) => format!(
            "Det kræver {steps} og kan ske på {ways} måder; de, der kræver mindst, står først:"
        ),
    }
}

fn ways_en(steps: u8, ways: usize, shown: usize) -> String {
    let steps = super::count(u64::from(steps), "step on a parameter", "steps on the parameters");
    match (ways, shown) {
        (1, _) => format!("It takes {steps}, in this way only:"),
        (ways, 1) => format!("It takes {steps}, in {ways} ways. Here is the one that takes least:"),
        (ways, shown) if ways > shown => format!(
            "It takes {steps}, in {ways} ways. Here are the {shown} that take least; there are {} more:",
            ways - shown
        ),
        (ways, _) => format!("It takes {steps}, in {ways} ways; those that take least come first:"),
    }
}

/// How binding a rubric is, in the reader's words.
pub(crate) fn rubric_status(status: RubricStatus, lang: Lang) -> &'static str {
    match (status, lang) {
        (RubricStatus::Illustrativ, _) => "illustrativ",
        (RubricStatus::Udkast, _) => "udkast",
        (RubricStatus::Gaeldende, Lang::Da) => "gældende",
        (RubricStatus::Gaeldende, Lang::En) => "gaeldende",
    }
}

/// `a`, `a og b`, `a, b og c`.
pub(crate) fn list<T: AsRef<str>>(items: &[T], lang: Lang) -> String {
    joined(items, &Why::And.text(lang))
}

/// The same for names that may have an »og« of their own: then it would not be seen where one ends.
pub(crate) fn enumerated<T: AsRef<str>>(items: &[T], lang: Lang) -> String {
    let and = Why::And.text(lang);
    match items.iter().any(|item| item.as_ref().contains(&and)) {
        true => joined(items, ", "),
        false => list(items, lang),
    }
}

/// `a`, `a eller b`, `a, b eller c`.
pub(crate) fn alternatives<T: AsRef<str>>(items: &[T], lang: Lang) -> String {
    joined(items, &Why::Or.text(lang))
}

fn joined<T: AsRef<str>>(items: &[T], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., end] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{}{last}{}", first.join(", "), end.as_ref())
        }
    }
}
