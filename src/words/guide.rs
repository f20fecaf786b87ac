//! What is written of rubrics: pages, comparisons, forms and guides.

use super::catalogue;

catalogue! {
    /// A text on a page about a rubric.
    pub enum Guide {
        "rubric" Rubric = "Vejledning", "Rubric";
        "target-group" TargetGroup = "Målgruppe", "Målgruppe";
        "target-group-on-the-portal" TargetGroupOnThePortal = "Målgruppe på Tilbudsportalen", "Målgruppe on Tilbudsportalen";
        "sha256" Sha256 = "SHA-256 af filen", "SHA-256 of the file";
        "synonyms" Synonyms = "Kaldes også", "Also called";
        "status" Status = "Status", "Status";
        "valid" Valid = "Gælder", "Applies";
        "from" From { from: String } = format!("fra {from}"), format!("from {from}");
        "to" To { to: String } = format!("til og med {to}"), format!("to {to}");
        "from-to" FromTo { from: String, to: String } =
            format!("fra {from} til og med {to}"), format!("from {from} to {to}");
        "sources" Sources = "Kilder", "Sources";
        "file" File = "Fil", "File";
        "target-group-in-short" TargetGroupInShort = "Målgruppen i kort form", "The målgruppe in short";
        "complexity" Complexity = "Målgruppens kompleksitet", "Complexity";
        "size" Size = "Målgruppens størrelse", "Size";
        "services" Services = "Sammensætning af ydelser og foranstaltninger", "Composition of services and measures";
        "content" Content = "Fagligt indhold", "Professional content";

        "rubrics" Rubrics = "Vejledninger", "Rubrics";
        "with-criteria" WithCriteria = "Parametre med krav", "With criteria";
        "of-eight" OfEight { n: usize } = format!("{n} af 8"), format!("{n} of 8");
        "criteria" Criteria = "Krav", "Criteria";

        // The rule.
        "one-level" OneLevel = "Fra otte niveauer til ét", "From eight levels to one";
        "level-by" LevelBy { rule: String } =
            format!("Det samlede niveau er {rule}."),
            format!("The overall level is {rule}.");

        "must-have" MustHave { said: String } =
            format!("Skal-krav: {said}."), format!("Must-have: {said}.");

        "rule-of" RuleOf { rubric: String } =
            format!("{rubric}: fra otte niveauer til ét"), format!("{rubric}: from eight levels to one");
        "with-relevant" WithRelevant { n: usize } =
            if *n == 1 { "1 relevant parameter".to_owned() } else { format!("{n} relevante parametre") },
            if *n == 1 { "1 relevant parameter".to_owned() } else { format!("{n} relevant parameters") };
        "by-the-rule" ByTheRule = "Efter reglen", "By the rule";
        "when" When = "Når", "When";
        "combinations" Combinations = "Kombinationer", "Combinations";
        "ends-at" EndsAt { level: &'static str } = format!("ender på {level}"), format!("ends at {level}");
        "sums" Sums { low: u32, high: u32, mean_low: String, mean_high: String } =
            if low == high { format!("summen er {low} (gennemsnit {mean_low})") } else { format!("summen er {low}–{high} (gennemsnit {mean_low}–{mean_high})") },
            if low == high { format!("the sum is {low} (mean {mean_low})") } else { format!("the sum is {low}–{high} (mean {mean_low}–{mean_high})") };
        "fewer-reach" FewerReach { n: usize, of: usize, level: &'static str } =
            format!("færre end {n} af {of} når {level}"), format!("fewer than {n} of {of} reach {level}");
        "reach" Reach { n: usize, of: usize, level: &'static str } =
            format!("mindst {n} af {of} når {level}"), format!("at least {n} of {of} reach {level}");
        "reach-but-not" ReachButNot { n: usize, of: usize, level: &'static str, above: &'static str } =
            format!("mindst {n} af {of} når {level}, men ikke {n} når {above}"),
            format!("at least {n} of {of} reach {level}, but not {n} reach {above}");
        "every-combination" EveryCombination =
            "Hver parameter giver 0 (under let), 1 (let), 2 (moderat) eller 3 (højt). Alle kombinationer er talt med, hver én gang.",
            "Each parameter gives 0 (under let), 1 (let), 2 (moderat) or 3 (højt). All combinations are counted, each once.";
        "must-haves-lower" MustHavesLower =
            "»Ender på« er niveauet, når skal-kravene er taget med. De kan sænke niveauet og aldrig hæve det.",
            "“Ends at” is the level with the must-haves applied. They can lower the level and never raise it.";

        // The parameters.
        "the-parameters" TheParameters = "De otte parametre", "The eight parameters";
        "method-assessed" MethodAssessed =
            "Niveauet er et fagligt skøn: Konsulenten angiver det ud fra teksten.",
            "The level is a professional judgement: the consultant enters it by the wording.";
        "method-cumulative" MethodCumulative =
            "Niveauet er det højeste, hvor alle krav er opfyldt, både på niveauet og på dem under det.",
            "The level is the highest at which all criteria hold, those of the levels below included.";
        "method-independent" MethodIndependent =
            "Niveauet er det højeste, hvor alle niveauets egne krav er opfyldt, uanset niveauerne under det.",
            "The level is the highest at which all its own criteria hold, whatever the levels below.";
        "may-be-irrelevant" MayBeIrrelevant =
            "Parameteren kan udgå som »ikke relevant« med en begrundelse.",
            "The parameter may be left out as “ikke relevant”, with a reason.";
        "source-of-the-numbers" SourceOfTheNumbers = "Hvor tallene er fra", "Where the numbers are from";
        "content-from" ContentFrom { from: String } = format!("Indhold: {from}."), format!("Content: {from}.");
        "number-from" NumberFrom { from: String } = format!("Tal: {from}."), format!("Number: {from}.");
        "step-from" StepFrom { from: String } = format!("Grænse: {from}."), format!("Bound: {from}.");
        "numbers-and-steps-from" NumbersAndStepsFrom { from: String } =
            format!("Tal og grænser: {from}."), format!("Numbers and bounds: {from}.");
        "ours" Ours = "vejledningens eget", "the rubric's own";
        "ours-one-step" OursOneStep = "vejledningens egen", "the rubric's own";
        "ours-several" OursSeveral = "vejledningens egne", "the rubric's own";
        "ours-after" OursAfter { basis: String } =
            format!("vejledningens eget, efter {basis}"), format!("the rubric's own, after {basis}");

        // A comparison.
        "comparison" Comparison = "Sammenligning af vejledninger", "Comparison of rubrics";
        "name" Name = "Navn", "Name";
        "overall-level" OverallLevel = "Samlet niveau", "Overall level";
        "must-haves" MustHaves = "Skal-krav", "Must-haves";
        "no-must-haves" NoMustHaves = "ingen", "none";
        "how-found" HowFound = "Sådan findes niveauet", "How the level is found";
        "wording" Wording = "Ordlyd", "Wording";
        "level-head" LevelHead = "Niveau", "Level";
        "criterion" Criterion = "Krav", "Criterion";
        "asks" Asks = "Kræver", "Asks";
        "easiest-head" EasiestHead = "Lettest", "Easiest";
        "easiest-same" EasiestSame = "ens", "the same";
        "easiest-depends" EasiestDepends = "afhænger af leverandøren", "depends on the supplier";
        "not-comparable" NotComparable = "kan ikke sammenlignes", "not comparable";
        "same-words" SameWords = "De samme ord med forskellige tal", "The same words over different numbers";
        "no-same-words" NoSameWords = "Ingen.", "None.";

        // The facts.
        "the-facts" TheFacts = "Oplysninger", "Facts";
        "column" Column = "Kolonne", "Column";
        "fact" Fact = "Oplysning", "Fact";
        "kind-of-fact" KindOfFact = "Slags", "Kind";
        "source" Source = "Kilde", "Source";
        "used-by" UsedBy = "Bruges i", "Used in";
        "count" Count = "antal", "count";
        "number" Number = "tal", "number";
        "share" Share = "andel i procent", "share in per cent";
        "share-computed" ShareComputed { part: String, whole: String } =
            format!("andel i procent; ellers {part} af {whole}"),
            format!("share in per cent; else {part} of {whole}");
        "yes-or-no" YesOrNo = "ja eller nej", "ja or nej";
        "ordered-choice" OrderedChoice { options: String } =
            format!("et valg: {options}"), format!("a choice: {options}");
        "choice" Choice { options: String } = format!("et valg: {options}"), format!("a choice: {options}");
        "set" Set { options: String } = format!("flere valg: {options}"), format!("several choices: {options}");

        // The form.
        "form-title" FormTitle { target_group: String } =
            format!("Oplysningsskema: {target_group}"), format!("Oplysningsskema (form): {target_group}");
        "form-how-to" FormHowTo =
            "Svar i de gule felter. Lad feltet stå tomt, hvis I ikke ved det; et gæt er værre end intet svar. Skriv forbehold og kilder under note.",
            "Answer in the yellow cells. Leave a cell empty if you do not know; a guess is worse than no answer. Write reservations and sources under note.";
        "form-rubric" FormRubric { rubric: String, status: &'static str } =
            format!("Skemaet følger vejledningen {rubric} ({status})."),
            format!("The form follows the rubric {rubric} ({status}).");
        "the-supplier" TheSupplier = "Leverandøren", "The supplier";
        "for-the-supplier" ForTheSupplier = "Udfyldes af leverandøren", "For the supplier";
        "for-the-consultant" ForTheConsultant = "Udfyldes af konsulenten", "For the consultant";
        "consultant-how-to" ConsultantHowTo =
            "Arket hører sammen med leverandørens ark for samme leverandør, afdeling og målgruppe. Står de to ark i samme fil, kan leverandør-id og afdelingsid være tomme her.",
            "The sheet belongs to the supplier's for the same supplier, afdeling and målgruppe. Where the two stand in one file, the supplier's id and afdelingsid may be empty here.";
        "as-on-the-other-sheet" AsOnTheOtherSheet = "Som på leverandørens ark.", "As on the supplier's sheet.";
        "the-assessment" TheAssessment = "Vurderingen", "The assessment";
        "own-levels" OwnLevels = "Konsulentens egne niveauer", "The consultant's own levels";
        "other-facts" OtherFacts = "Øvrige oplysninger", "Other facts";
        "overrides-need-reasons" OverridesNeedReasons =
            "Niveauerne regnes ud af svarene. Angiv kun et niveau her, hvis det udregnede skal tilsidesættes, og skriv da en begrundelse.",
            "The levels are computed from the answers. Enter a level here only to override the computed one, and then give a reason.";
        "question" Question = "Spørgsmål", "Question";
        "answer" AnswerHead = "Svar", "Svar";
        "unit" Unit = "Enhed", "Unit";
        "note-head" NoteHead = "Note", "Note";
        "help-head" HelpHead = "Hjælp", "Help";
        "help-supplier-id" HelpSupplierId =
            "Tilbuds-id fra Tilbudsportalen, eller et andet id, der er fast. Skal udfyldes.",
            "The id on Tilbudsportalen, or another that does not change. Required.";
        "help-target-group" HelpTargetGroup = "Skal ikke ændres.", "Not to be changed.";
        "help-department" HelpDepartment =
            "Kun hvis vurderingen gælder en enkelt afdeling.", "Only if the assessment is of a single afdeling.";
        "help-cvr" HelpCvr = "8 cifre.", "8 digits.";
        "help-p-number" HelpPNumber = "10 cifre.", "10 digits.";
        "help-date" HelpDate = "Dag, måned og år: 31-03-2021.", "Day, month and year: 31-03-2021.";
        "help-group" HelpGroup = "Vælg på listen. Nogle krav afhænger af svaret.", "Choose from the list. Some criteria depend on it.";
        "help-quality" HelpQuality =
            "Har leverandøren den fornødne kvalitet? Det er en forudsætning og giver ingen point.",
            "Does the supplier have the necessary quality? It is a precondition and gives no points.";
        "help-overall" HelpOverall =
            "Kun hvis det samlede niveau skal tilsidesættes.", "Only to override the overall level.";
        "help-overall-reason" HelpOverallReason =
            "Skal udfyldes, hvis det samlede niveau tilsidesættes.", "Required to override the overall level.";
        "help-assessed" HelpAssessed = "Vælg det niveau, hvis tekst passer bedst.", "Choose the level whose wording fits best.";
        "help-assessed-or-irrelevant" HelpAssessedOrIrrelevant =
            "Vælg det niveau, hvis tekst passer bedst, eller »ikke relevant« med en begrundelse.",
            "Choose the level whose wording fits best, or “ikke relevant” with a reason.";
        "help-override" HelpOverride = "Kun hvis det udregnede niveau tilsidesættes.", "Only to override the computed level.";
        "help-override-or-irrelevant" HelpOverrideOrIrrelevant =
            "Kun hvis det udregnede niveau tilsidesættes, eller hvis parameteren ikke er relevant.",
            "Only to override the computed level, or if the parameter is not relevant.";
        "level-of" LevelOf { parameter: &'static str } = format!("{parameter}: niveau"), format!("{parameter}: level");
        "reason-for" ReasonFor { parameter: &'static str } = format!("{parameter}: begrundelse"), format!("{parameter}: reason");
        "hint-count" HintCount = "Et helt tal.", "A whole number.";
        "hint-number" HintNumber = "Et tal, gerne med komma.", "A number, decimals allowed.";
        "hint-share" HintShare = "Et tal fra 0 til 100.", "A number from 0 to 100.";
        "hint-bool" HintBool = "Ja eller nej.", "Ja or nej.";
        "hint-choice" HintChoice = "Vælg på listen.", "Choose from the list.";
        "hint-set" HintSet = "Svar ja eller nej til hver af dem.", "Answer ja or nej to each.";
        "from-form" FromForm = "Oplyses af leverandøren.", "Told by the supplier.";
        "from-interview" FromInterview = "Afklares i interviewet.", "Settled in the interview.";
        "from-document" FromDocument = "Skal kunne dokumenteres.", "Must be documented.";
        "wrong-answer" WrongAnswer = "Svaret kan ikke bruges", "The answer cannot be used";

        // The interview guide.
        "interview-title" InterviewTitle { target_group: String } =
            format!("Interviewguide: {target_group}"), format!("Interview guide: {target_group}");
        "interview-how-to" InterviewHowTo =
            "Guiden følger de otte parametre. Begynd åbent, og slut med det, oplysningsskemaet ikke kan svare på. Kravene står her for konsulenten; de skal ikke læses op.",
            "The guide follows the eight parameters. Begin openly, and end with what the form cannot answer. The criteria are here for the consultant; they are not to be read aloud.";
        "present" Present = "Til stede", "Present";
        "date-and-place" DateAndPlace = "Dato og sted", "Date and place";
        "interview-of-how-to" InterviewOfHowTo =
            "Guiden er udfyldt med det, der er oplyst om leverandøren. Det, der mangler, og som kan flytte niveauet, står først. Kravene står her for konsulenten; de skal ikke læses op.",
            "The guide is filled in with what is known of the supplier. What is missing and can move the level comes first. The criteria are here for the consultant; they are not to be read aloud.";
        "missing-first" MissingFirst = "Det mangler", "What is missing";
        "nothing-missing" NothingMissing =
            "Der mangler ingen oplysninger, som kan flytte niveauet.",
            "Nothing is missing that can move the level.";
        "bounds-that-apply" BoundsThatApply =
            "Grænserne er dem, der gælder for leverandøren.", "The bounds are those that apply to the supplier.";
        "level-so-far" LevelSoFar { level: String } =
            format!("Niveau efter det oplyste: {level}."), format!("Level by what is known: {level}.");
        "level-is" LevelIs { level: String } = format!("Niveau: {level}."), format!("Level: {level}.");
        "to-be-fetched" ToBeFetched =
            "Indhent det, leverandøren ikke har oplyst", "Obtain what the supplier has not told";
        "needs-no-asking" NeedsNoAsking = "Skal ikke afklares", "Needs no asking";
        "idle-fact" IdleFact { label: String } =
            format!("{label}: ikke oplyst; uden betydning for niveauet"),
            format!("{label}: not known; the level is the same without it");
        "looks-for" LooksFor = "Kendetegn på hvert niveau", "What each level looks for";
        "ask-the-leader" AskTheLeader = "Spørg lederen", "Ask the leader";
        "ask-the-staff" AskTheStaff = "Spørg medarbejderne", "Ask the staff";
        "to-be-settled" ToBeSettled = "Afklar i interviewet", "Settle in the interview";
        "ask-to-see" AskToSee = "Bed om at se dokumentation for", "Ask to see documentation of";
        "go-through" GoThrough = "Gennemgå svarene fra oplysningsskemaet", "Go through the answers on the form";
        "notes" Notes = "Noter", "Notes";
        "leader-aktiv-praksis" LeaderAktivPraksis =
            "Hvem er de borgere, I har arbejdet med det seneste år, og hvor mange af dem er blandt de mest komplekse?",
            "Who are the citizens you have worked with in the last year, and how many of them are among the most complex?";
        "staff-aktiv-praksis" StaffAktivPraksis =
            "Hvilke borgere arbejder du selv med, og hvor ofte møder du de mest komplekse forløb?",
            "Which citizens do you work with yourself, and how often do you meet the most complex cases?";
        "leader-praksiserfaring" LeaderPraksiserfaring =
            "Hvordan er erfaringen med målgruppen fordelt blandt medarbejderne, og hvad sker der, når en erfaren stopper?",
            "How is experience with the målgruppe spread among the staff, and what happens when somebody experienced leaves?";
        "staff-praksiserfaring" StaffPraksiserfaring =
            "Hvor længe har du arbejdet med målgruppen, og hvad kan du i dag, som du ikke kunne i begyndelsen?",
            "How long have you worked with the målgruppe, and what can you do now that you could not at first?";
        "leader-uddannelse" LeaderUddannelse =
            "Hvilke uddannelser og efteruddannelser lægger I vægt på, når I ansætter og udvikler medarbejdere?",
            "Which education and training do you look for when you employ and develop staff?";
        "staff-uddannelse" StaffUddannelse =
            "Hvilken del af din uddannelse bruger du i arbejdet med målgruppen? Giv et eksempel.",
            "Which part of your education do you use with the målgruppe? Give an example.";
        "leader-fagmiljoe" LeaderFagmiljoe =
            "Hvordan sikrer I, at kompetencerne er til stede, også ved sygdom, ferie og opsigelser?",
            "How do you make sure that the competences are there, also in illness, holidays and resignations?";
        "staff-fagmiljoe" StaffFagmiljoe =
            "Hvem går du til med et fagligt spørgsmål, og hvornår gjorde du det sidst?",
            "Whom do you ask a professional question, and when did you last?";
        "leader-samarbejdsformer" LeaderSamarbejdsformer =
            "Hvem samarbejder I med om borgernes forløb, og hvad er aftalt på skrift?",
            "With whom do you cooperate on the citizens' cases, and what is agreed in writing?";
        "staff-samarbejdsformer" StaffSamarbejdsformer =
            "Fortæl om et forløb, hvor flere fag eller sektorer var med. Hvem gjorde hvad?",
            "Tell of a case with several professions or sectors. Who did what?";
        "leader-vidensudvikling" LeaderVidensudvikling =
            "Hvordan holder I jer ajour med ny viden om målgruppen, og hvad giver I selv videre til andre?",
            "How do you keep up with new knowledge of the målgruppe, and what do you pass on to others?";
        "staff-vidensudvikling" StaffVidensudvikling =
            "Hvad har du senest lært om målgruppen, og hvordan har det ændret dit arbejde?",
            "What have you last learnt about the målgruppe, and how has it changed your work?";
        "leader-metoder" LeaderMetoder =
            "Hvilke metoder arbejder I efter, og hvordan ved I, at de bliver brugt?",
            "Which methods do you work by, and how do you know that they are used?";
        "staff-metoder" StaffMetoder =
            "Fortæl om en borger: Hvilken metode valgte du, hvorfor, og hvordan var borgeren selv med?",
            "Tell of a citizen: which method did you choose, why, and how did the citizen take part?";
        "leader-hjaelpemidler" LeaderHjaelpemidler =
            "Hvilke hjælpemidler har I brug for til målgruppen, og hvem kan vælge og tilpasse dem?",
            "Which assistive devices do you need for the målgruppe, and who can choose and adapt them?";
        "staff-hjaelpemidler" StaffHjaelpemidler =
            "Vis et hjælpemiddel, I bruger. Hvem har lært dig det, og hvad gør du, når det ikke virker?",
            "Show a device that you use. Who taught you, and what do you do when it does not work?";

        // The report template.
        "report-title" ReportTitle { target_group: String } =
            format!("Afrapportering af indplacering: {target_group}"), format!("Report of a placement: {target_group}");
        "supplier-id" SupplierId = "Leverandør-id", "Supplier's id";
        "date-of-assessment" DateOfAssessment = "Vurderingsdato", "Date of the assessment";
        "tilsyn" Tilsyn = "Socialtilsyn", "Socialtilsyn";
        "consultant" Consultant = "Konsulent", "Consultant";
        "in-short" InShort = "Sammenfatning", "Summary";
        "level-of-supplier" LevelOfSupplier = "Leverandørens specialiseringsniveau for målgruppen:", "The supplier's level for the målgruppe:";
        "reason-of-level" ReasonOfLevel = "Begrundelse i korte træk:", "The reason in short:";
        "quality" Quality = "Fornøden kvalitet", "Necessary quality";
        "quality-question" QualityQuestion =
            "Har leverandøren den fornødne kvalitet? Uden den indplaceres leverandøren ikke.",
            "Does the supplier have the necessary quality? Without it the supplier is not placed.";
        "quality-by" QualityBy = "Hvem har vurderet det, og hvornår:", "By whom it was assessed, and when:";
        "which-criteria-hold" WhichCriteriaHold = "Sæt kryds ved de krav, der er opfyldt:", "Tick the criteria that hold:";
        "these-criteria-hold" TheseCriteriaHold =
            "Kravene og det, der er fundet:", "The criteria and what was found:";
        "nothing-overridden" NothingOverridden = "Ingen niveauer er tilsidesat.", "No levels are overridden.";
        "department" Department = "Afdelingsid", "Afdelingsid";
        "which-wording-fits" WhichWordingFits = "Niveauet er et skøn efter disse tekster:", "The level is a judgement by these texts:";
        "reason-and-sources" ReasonAndSources = "Begrundelse og kilder:", "Reason and sources:";
        "what-is-missing" WhatIsMissing = "Oplysninger, der mangler", "Facts that are missing";
        "overridden" Overridden = "Niveauer, der er tilsidesat, og hvorfor", "Levels that are overridden, and why";
        "reservations" Reservations = "Forbehold", "Reservations";
        "made-from" MadeFrom { rubric: String, status: &'static str, sha256: String } =
            format!("Lavet efter vejledningen {rubric} ({status}, sha256 {sha256})."),
            format!("Made from the rubric {rubric} ({status}, sha256 {sha256}).");

        // The spreadsheet of a rubric.
        "part" Part = "Del", "Part";
        "about" About = "Om", "About";
        "what" What = "Hvad", "What";
        "value" Value = "Værdi (må rettes)", "Value (may be changed)";
        "at-the-export" AtTheExport = "Ved udtrækket", "At the export";
        "version" Version = "Version", "Version";
        "mean-from" MeanFrom = "Gennemsnittet fra", "The mean from";
        "last-line" LastLine = "Sidste linje; må ikke slettes", "Last line; not to be deleted";
    }
}
