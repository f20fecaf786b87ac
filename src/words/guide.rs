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
        "services" Services = "Ydelser og indsatser", "Services";
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
        "require-one" RequireOne { level: &'static str, parameter: &'static str, at_least: &'static str } =
            format!("Skal-krav: {level} kræver mindst {at_least} på {parameter}."),
            format!("Must-have: {level} takes at least {at_least} on {parameter}.");
        "require-all" RequireAll { level: &'static str, at_least: &'static str } =
            format!("Skal-krav: {level} kræver mindst {at_least} på alle relevante parametre."),
            format!("Must-have: {level} takes at least {at_least} on every relevant parameter.");

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
        "own-addition" OwnAddition = "egen tilføjelse", "own addition";
        "any-of" AnyOf = "Mindst ét af disse:", "At least one of these:";
        "all-of" AllOf = "Det hele:", "All of these:";
        "at-least-of" AtLeastOf { n: usize, of: usize } =
            format!("Mindst {n} af disse {of}:"), format!("At least {n} of these {of}:");
        "sum" Sum { facts: String } = format!("{facts} (lagt sammen)"), format!("{facts} (added up)");
        "union" Union { facts: String } = format!("{facts} (tilsammen)"), format!("{facts} (together)");
        "at-least" AtLeast { bound: String } = format!("mindst {bound}"), format!("at least {bound}");
        "at-most" AtMost { bound: String } = format!("højst {bound}"), format!("at most {bound}");
        "between" Between { min: String, max: String } =
            format!("fra {min} til {max}"), format!("from {min} to {max}");
        "at-least-short" AtLeastShort = "mindst", "at least";
        "at-most-short" AtMostShort = "højst", "at most";
        "other-numbers" OtherNumbers { everybody: String, others: String } =
            format!("{everybody} (dog {others})"), format!("{everybody} (but {others})");
        "yes" Yes = "ja", "ja";
        "no" No = "nej", "nej";
        "one-of" OneOf { names: String } = format!("en af: {names}"), format!("one of: {names}");
        "different" Different { n: usize } =
            if *n == 1 { "mindst én".to_owned() } else { format!("mindst {n} forskellige") },
            if *n == 1 { "at least one".to_owned() } else { format!("at least {n} different") };
        "every" Every { names: String } = format!("alle: {names}"), format!("all of: {names}");
        "some" Some { n: usize, names: String } =
            format!("mindst {n} af: {names}"), format!("at least {n} of: {names}");
        "quoted" Quoted { text: String } = format!("»{text}«"), format!("“{text}”");

        // A comparison.
        "comparison" Comparison = "Sammenligning af vejledninger", "Comparison of rubrics";
        "name" Name = "Navn", "Name";
        "overall-level" OverallLevel = "Samlet niveau", "Overall level";
        "must-haves" MustHaves = "Skal-krav", "Must-haves";
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
    }
}
