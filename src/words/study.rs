//! The words of the studies.

use super::{catalogue, count};

/// Assessments, counted.
fn assessments(n: usize, lang: super::Lang) -> String {
    match lang {
        super::Lang::Da => count(n as u64, "vurdering", "vurderinger"),
        super::Lang::En => count(n as u64, "assessment", "assessments"),
    }
}

use super::Lang::{Da, En};

catalogue! {
    /// A text of a study.
    pub enum Study {
        "figure-in-table" FigureInTable =
            "Tabellen på siden viser de samme tal.",
            "The table on the page shows the same figures.";
        "assessments" Assessments = "Vurderinger", "Assessments";
        "up" Up = "op", "up";
        "down" Down = "ned", "down";
        "rule" Rule = "Regel", "Rule";
        "parameter" Parameter = "Parameter", "Parameter";
        "stay" Stay = "bliver", "stay";
        "open" OpenCount = "åbne", "open";

        // Robustness.
        "robustness" Robustness =
            "Robusthed: ville niveauet være det samme med andre vægte, en anden regel eller en anden parameter?",
            "Robustness: would the level be the same with other weights, another rule or another parameter?";
        "varied" Varied = "Hvad der er ændret", "What was varied";
        "varied-weights" VariedWeights =
            "Vægte: alle måder at vægte de relevante parametre på; de tæller alle lige meget. Andelen er regnet nøjagtigt, ikke ved stikprøver. Skal-krav gælder uændret som et loft.",
            "Weights: every way of weighting the relevant parameters; they all count the same. The share is computed exactly, not by sampling. The must-haves apply unchanged, as a cap.";
        "varied-rules" VariedRules { shift: String } =
            format!("Regel: gennemsnit (vejledningens grænser), median, svageste parameter, og gennemsnittet med alle grænser {shift} lavere og {shift} højere."),
            format!("Rule: mean (the rubric's cut-offs), median, weakest parameter, and the mean with all cut-offs {shift} lower and {shift} higher.");
        "varied-parameters" VariedParameters =
            "Parametre: hver parameter udeladt, ét niveau højere og ét niveau lavere, én ad gangen.",
            "Parameters: each parameter left out, one level higher and one level lower, one at a time.";
        "not-varied" NotVaried =
            "Oplysninger, tærskler og den fornødne kvalitet er ikke ændret.",
            "Facts, thresholds and the necessary quality were not varied.";
        "without-quality-left-out" WithoutQualityLeftOut { n: usize } =
            format!("{} uden fornøden kvalitet er ikke med: dér indplacerer ingen vægtning.", assessments(*n, Da)),
            format!("{} without the necessary quality left out: no weighting places there.", assessments(*n, En));
        "shares-of" SharesOf { name: String } =
            format!("{name}: så stor en andel af alle vægtninger giver hvert niveau"),
            format!("{name}: so large a share of all weightings gives each level");
        "shares-of-open" SharesOfOpen { name: String } =
            format!("{name}: det samme, hvor oplysninger mangler"),
            format!("{name}: the same where facts are missing");
        "otherwise-of" OtherwiseOf { name: String } =
            format!("{name}: niveauet efter en anden regel, hvor det er et andet, og de afgørende parametre"),
            format!("{name}: the level by another rule, where it is another, and the pivotal parameters");
        "firm-throughout" FirmThroughout { n: usize } =
            format!("{}: samme niveau efter alle regler og grænser, og ingen parameter er afgørende.", assessments(*n, Da)),
            format!("{}: the same level by all rules and cut-offs, and no parameter is pivotal.", assessments(*n, En));
        "all-of-them" AllOfThem = "alle", "all";
        "per-supplier" PerSupplier = "Hver vurdering", "Each assessment";
        "moved-by" MovedBy = "Flyttes af", "Moved by";
        "towards" Towards = "Til", "Towards";
        "pivotal" Pivotal = "Afgørende", "Pivotal";
        "mean-short" MeanShort = "Gns", "Mn";
        "lower-short" LowerShort { shift: String } = format!("−{shift}"), format!("−{shift}");
        "higher-short" HigherShort { shift: String } = format!("+{shift}"), format!("+{shift}");
        "legend-shares" LegendShares =
            "højt, moderat, let, under let: andelen af alle vægtninger, der giver det niveau; et interval, hvor oplysninger mangler",
            "højt, moderat, let, under let: the share of all weightings that give that level; a range where facts are missing";
        "legend-moved" LegendMoved =
            "Flyttes af: så stor en del af vægten skal mindst flyttes fra lige vægt, før niveauet stiger (op) eller falder (ned); > betyder mere end. Til: de parametre, som vægten flyttes til",
            "Moved by: the least part of the weight that must change hands, from equal weights, before the level rises (up) or falls (down); > means more than. Towards: the parameters that the weight goes to";
        "legend-rules" LegendOtherRules { shift: String } =
            format!("Gns, Md, Sv, −{shift}, +{shift}: niveauet efter gennemsnittet, medianen, den svageste parameter og forskudte grænser, hvor det er et andet; ? er uafklaret"),
            format!("Mn, Md, Wk, −{shift}, +{shift}: the level by the mean, the median, the weakest parameter and moved cut-offs, where it is another; ? is open");
        "legend-pivotal" LegendPivotal =
            "Afgørende: de parametre, hvor et niveau op eller ned, eller at parameteren udelades, flytter leverandøren",
            "Pivotal: the parameters of which one level up or down, or leaving it out, moves the supplier";
        "legend-overridden" LegendOverridden =
            "* niveauet er fastsat ved en samlet vurdering; tallene gælder niveauet efter reglen",
            "* the level was set by an overall judgement; the figures concern the level by the rule";
        "in-sum" InSum = "Samlet", "In sum";
        "weights-in-sum" WeightsInSum =
            "Vægtene: hvor mange står fast?", "The weights: how many stand firm?";
        "determined" Determined = "afgjorte", "determined";
        "certain" Certain = "samme niveau ved alle vægte", "same level under all weights";
        "depends" Depends = "afhænger af vægtene", "depend on the weights";
        "mostly-elsewhere" MostlyElsewhere =
            "heraf: de fleste vægte giver et andet niveau", "of these: most weights give another level";
        "rules-in-sum" RulesInSum = "Reglen: hvem bliver, og hvem flytter?", "The rule: who stays, who moves?";
        "rule-mean" RuleMean = "gennemsnit", "mean";
        "rule-median" RuleMedian = "median", "median";
        "rule-weakest" RuleWeakest = "svageste parameter", "weakest parameter";
        "rule-lower" RuleLower { shift: String } = format!("grænser {shift} lavere"), format!("cut-offs {shift} lower");
        "rule-higher" RuleHigher { shift: String } = format!("grænser {shift} højere"), format!("cut-offs {shift} higher");
        "parameters-in-sum" ParametersInSum =
            "Parametrene: hvor mange flytter hver af dem?", "The parameters: how many does each of them move?";
        "relevant" Relevant = "relevant for", "relevant to";
        "left-out" LeftOut = "udeladt", "left out";
        "raised" Raised = "et niveau op", "one level up";
        "lowered" Lowered = "et niveau ned", "one level down";
        "any-of-these" AnyOfThese = "mindst ét af dem", "any of these";
        "weights-figure" WeightsFigure { shown: usize, all: usize } =
            format!("Andelen af alle vægtninger, der giver hvert niveau, for vurderinger, der afhænger af vægtene ({shown} af {all})"),
            format!("The share of all weightings that give each level, for assessments that depend on the weights ({shown} of {all})");

        // Overview.
        "overview" Overview = "Overblik: hvem kan levere hvad i dag?", "Overview: who can deliver what today?";
        "overview-basis" OverviewBasis =
            "Tallene gælder de vurderede leverandører, hver ved sin seneste vurdering. En leverandør tæller én gang for hver målgruppe (og for hver afdeling, delmålgruppe og aldersgruppe, der er vurderet for sig), og derfor lægges målgrupperne ikke sammen.",
            "The figures are of the assessed suppliers, each by its latest assessment. A supplier counts once for each målgruppe (and for each afdeling, delmålgruppe and aldersgruppe that is assessed on its own), so målgrupper are not added up.";
        "superseded" Superseded { n: usize } =
            format!("{} er afløst af en senere vurdering af samme leverandør.", assessments(*n, Da)),
            format!("{} superseded by a later one of the same supplier.", assessments(*n, En));
        "withheld-note" WithheldNote { fewest: usize } =
            format!("Grupper med færre end {fewest} leverandører er udeladt. De vises samlet med så mange andre, at heller ikke forskellen til målgruppens total viser en mindre gruppe. Leverandører nævnes ikke ved navn."),
            format!("Groups of fewer than {fewest} suppliers are withheld. They are shown together with as many others as it takes for the difference from the total of the målgruppe not to show a smaller group either. No supplier is named.");
        "withheld-group" WithheldGroup { name: String, fewest: usize } =
            format!("{name}: færre end {fewest} vurderede leverandører, udeladt"),
            format!("{name}: fewer than {fewest} assessed suppliers, withheld");
        "target-group-heading" TargetGroupHeading { name: String, n: usize } =
            format!("{name}: {}", count(*n as u64, "vurderet leverandør", "vurderede leverandører")),
            format!("{name}: {}", count(*n as u64, "assessed supplier", "assessed suppliers"));
        "not-assessed-n" NotAssessedN { n: usize } =
            format!("Ikke vurderet: {}.", count(*n as u64, "leverandør", "leverandører")),
            format!("Not assessed: {}.", count(*n as u64, "supplier", "suppliers"));
        "without-places" WithoutPlaces { n: usize } =
            format!("{} har ikke oplyst pladser.", count(*n as u64, "leverandør", "leverandører")),
            format!("{} without stated pladser.", count(*n as u64, "supplier", "suppliers"));
        "suppliers" Suppliers = "Leverandører", "Suppliers";
        "share" Share = "Andel", "Share";
        "places" Places = "Pladser", "Pladser";
        "places-hoejt" PlacesHoejt = "pladser højt", "pladser højt";
        "not-assessed" NotAssessed = "ikke vurderet", "not assessed";
        "not-stated" NotStated = "ikke oplyst", "not stated";
        "together" Together { n: usize } =
            format!("{} samlet", count(*n as u64, "gruppe", "grupper")),
            format!("{} together", count(*n as u64, "group", "groups"));
        "gaps" Gaps = "Hvor højt mangler eller hænger på én", "Where højt is missing or hangs on one";
        "gap-missing" GapMissing { place: String } =
            format!("{place}: ingen på højt blandt de vurderede leverandører"),
            format!("{place}: nobody at højt among the assessed suppliers");
        "gap-one" GapOne { place: String, name: String } =
            format!("{place}: højt hænger på én blandt de vurderede leverandører{}", if name.is_empty() { String::new() } else { format!(": {name}") }),
            format!("{place}: højt hangs on one among the assessed suppliers{}", if name.is_empty() { String::new() } else { format!(": {name}") });
        "no-gaps" NoGaps = "Der er mindst to på højt overalt blandt de viste.", "There are at least two at højt everywhere among those shown.";
        "falling" Falling = "Ét trin fra at falde", "One step from falling";
        "falling-basis" FallingBasis =
            "Et trin ned på én parameter er nok til et lavere niveau. Det siger, hvor lidt der skal til, ikke at det vil ske.",
            "One step down on one parameter is enough for a lower level. It says how little it takes, not that it will happen.";
        "falling-none" FallingNone = "Ingen.", "None.";
        "by" By { column: String } = format!("Fordelt på {column}"), format!("By {column}");
        "overview-figure" OverviewFigure = "Vurderede leverandører efter niveau", "Assessed suppliers by level";
        "listing" Listing = "Hvem kan levere det i dag?", "Who can deliver it today?";
        "listing-basis" ListingBasis { level: String, target_group: String, region: String } =
            format!("Niveau: {}. Målgruppe: {}. Region: {}. Hver leverandør ved sin seneste vurdering, blandt dem, der er vurderet. Et højt niveau siger ikke, at leverandøren også tager imod borgere med lettere behov.", or_all(level, "alle niveauer"), or_all(target_group, "alle"), or_all(region, "alle")),
            format!("Level: {}. Målgruppe: {}. Region: {}. Each supplier by its latest assessment, among those assessed. A high level does not say that the supplier also takes citizens with lighter needs.", or_all(level, "all levels"), or_all(target_group, "all"), or_all(region, "all"));
        "listing-none" ListingNone = "Ingen blandt de vurderede leverandører.", "Nobody among the assessed suppliers.";
        "region" Region = "Region", "Region";
        "kommune" Kommune = "Kommune", "Kommune";
        "socialtilsyn" Socialtilsyn = "Socialtilsyn", "Socialtilsyn";
        "date" Date = "Vurderet", "Assessed on";
        "listing-withheld" ListingWithheld =
            "--min-group hører ikke sammen med en liste: den nævner leverandører ved navn",
            "--min-group does not go with a list: it names suppliers";
        "unknown-target-group" UnknownTargetGroup { name: String, known: String } =
            format!("der er ingen målgruppe, der hedder »{name}«; der er: {known}"),
            format!("there is no målgruppe “{name}”; there are: {known}");

        // Discrimination.
        "discrimination" Discrimination =
            "Skelner parametrene mellem leverandørerne, og ville det ændre noget at prioritere dem?",
            "Do the parameters tell suppliers apart, and would it change anything to prioritise among them?";
        "discrimination-basis" DiscriminationBasis { few: usize } =
            format!("Hver vurdering tæller én gang. Under {few} vurderinger er for få til at sige noget om en parameter eller et krav; svaret til sidst er nøjagtigt for netop disse vurderinger, uanset hvor få de er."),
            format!("Each assessment counts once. Fewer than {few} assessments are too few to say anything of a parameter or a criterion; the answer at the end is exact for these very assessments, however few.");
        "group-assessments" GroupAssessments { name: String, n: usize } =
            format!("{name}: {}", assessments(*n, Da)),
            format!("{name}: {}", assessments(*n, En));
        "too-few" TooFew = "For få til at sige noget om parametrene.", "Too few to say anything of the parameters.";
        "spread" Spread = "Fordelingen af niveauer på hver parameter", "How the levels are spread on each parameter";
        "irrelevant" Irrelevant = "ikke relevant", "not relevant";
        "overridden" Overridden = "tilsidesat", "overridden";
        "ceiling" Ceiling = "loft", "ceiling";
        "floor" Floor = "bund", "floor";
        "entropy" Entropy = "entropi", "entropy";
        "decides" Decides = "afgør", "decides";
        "shares" Shares = "Hvad fordelingen siger", "What the spread says";
        "spread-legend" SpreadLegend =
            "Åbne og tilsidesat: andelen af de relevante. Loft og bund: andelen af de afgjorte på højt og under let. Entropi: fra 0 (alle ens) til 2 bit (jævnt fordelt). Afgør: så mange vurderinger flytter, hvis parameteren ændres et niveau eller udelades.",
            "Open and overridden: the share of the relevant. Ceiling and floor: the share of the determined at højt and under let. Entropy: from 0 (all alike) to 2 bits (evenly spread). Decides: so many assessments move if the parameter changes one level or is left out.";
        "correlations" Correlations =
            "Rangkorrelation mellem parametrene (Kendalls tau-b): 1 er samme rækkefølge, 0 ingen sammenhæng, −1 omvendt",
            "Rank correlation between the parameters (Kendall's tau-b): 1 is the same order, 0 none, −1 the opposite";
        "most-alike" MostAlike { a: String, b: String, tau: String, same: usize, n: usize } =
            format!("Mest ens er {a} og {b}: tau-b {tau}, samme niveau i {same} af {n} vurderinger."),
            format!("The most alike are {a} and {b}: tau-b {tau}, the same level in {same} of {n} assessments.");
        "flat-criteria" FlatCriteria = "Krav, der ikke skelner", "Criteria that do not tell apart";
        "criterion" Criterion = "Krav", "Criterion";
        "rubric" Rubric = "Vejledning", "Rubric";
        "met" Met = "opfyldt", "met";
        "not-met" NotMet = "ikke opfyldt", "not met";
        "unknown" Unknown = "ukendt", "unknown";
        "all-tell-apart" AllTellApart { counted: usize } =
            format!("Ingen af de {} med nok oplysninger er opfyldt af alle eller af ingen.", count(*counted as u64, "krav", "krav")),
            format!("None of the {} with enough facts is met by all or by none.", count(*counted as u64, "criterion", "criteria"));
        "answer" Answer = "Er der behov for en prioritering eller sortering i parametrene?", "Is there a need to prioritise or sort the parameters?";
        "answer-none" AnswerNone = "Ingen vurderinger er afgjort efter reglen, så det kan ikke siges.", "No assessment is determined by the rule, so nothing can be said.";
        "answer-no" AnswerNo { name: String, n: usize } =
            format!("{name}: Nej. Ingen prioritering ville ændre niveauet for nogen af {}.", assessments(*n, Da)),
            format!("{name}: No. No prioritising would change the level of any of {}.", assessments(*n, En));
        "answer-yes" AnswerYes { name: String, depends: usize, n: usize } =
            format!("{name}: Ja. Niveauet afhænger af vægtene for {depends} af {}.", assessments(*n, Da)),
            format!("{name}: Yes. The level depends on the weights for {depends} of {}.", assessments(*n, En));
        "firmness" FirmnessLine { all: usize, nearly: usize, most: usize, half: usize, fewer: usize } =
            format!("Så stor en del af alle vægtninger giver det niveau, leverandøren har: alle for {all}; 95 % eller mere for {nearly}; 75–95 % for {most}; 50–75 % for {half}; under 50 % for {fewer}."),
            format!("So large a share of all weightings gives the level that the supplier has: all for {all}; 95% or more for {nearly}; 75–95% for {most}; 50–75% for {half}; under 50% for {fewer}.");
        "droppable" Droppable { sets: String } =
            format!("Kan udelades, uden at nogen flytter: {sets}."),
            format!("Can be dropped without moving anyone: {sets}.");
        "not-droppable" NotDroppable =
            "Ingen parameter kan udelades, uden at nogen flytter.",
            "No parameter can be dropped without moving someone.";
        "cheapest" Cheapest =
            "Hvis parametre skal udelades, flytter disse færrest (alle sæt er prøvet)",
            "If parameters are to be dropped, these move the fewest (every set was tried)";
        "dropped" DroppedN = "Udeladt", "Dropped";
        "which" Which = "Hvilke", "Which";
        "moves" Moves = "Flytter", "Moved";
        "closest" Closest = "Afhænger mest af vægtene", "Depend the most on the weights";
        "own-share" OwnShare = "andel med det niveau", "share with that level";
        "share-of-weightings" ShareOfWeightings = "Andel af alle vægtninger", "Share of all weightings";

        "and-others" AndOthers { n: usize } =
            format!("og {}", count(*n as u64, "anden", "andre")),
            format!("and {}", count(*n as u64, "other", "others"));

        // Agreement.
        "agreement" Agreement = "Enighed: placerer flere de samme leverandører ens?", "Agreement: do several place the same suppliers alike?";
        "raters-files" RatersFiles { names: String } =
            format!("Hver fil er én bedømmer: {names}."),
            format!("Each file is one rater: {names}.");
        "raters-consultants" RatersConsultants { names: String } =
            format!("Hver konsulent er én bedømmer: {names}."),
            format!("Each konsulent is one rater: {names}.");
        "units" Units { units: usize, alone: usize } =
            format!("{} er vurderet af mindst to, {alone} af kun én.", count(*units as u64, "leverandør", "leverandører")),
            format!("{} assessed by at least two, {alone} by one alone.", count(*units as u64, "supplier", "suppliers"));
        "without-rater" WithoutRater { n: usize } =
            format!("{} uden konsulent er ikke med.", assessments(*n, Da)),
            format!("{} without a konsulent left out.", assessments(*n, En));
        "nothing-to-compare" NothingToCompare =
            "Ingen leverandør er vurderet af mere end én, så der er intet at sammenligne.",
            "No supplier is assessed by more than one, so there is nothing to compare.";
        "measures" Measures = "Enighed om hver parameter og om niveauet", "Agreement on each parameter and on the level";
        "pairs" Pairs = "par", "pairs";
        "same" Same = "ens", "same";
        "near" Near = "højst ét niveau fra", "at most one apart";
        "kappa" Kappa = "kappa", "kappa";
        "kappa-quadratic" KappaQuadratic = "kappa, kvadratisk", "kappa, quadratic";
        "alpha" Alpha = "alfa", "alpha";
        "level-of-the-whole" LevelOfTheWhole = "Niveau", "Level";
        "measures-legend" MeasuresLegend { few: usize, samples: usize, seed: u64 } =
            format!("Ens: andelen af par af vurderinger på samme niveau. Kappa: Cohens vægtede kappa med lineære vægte, kun for to bedømmere. Alfa: Krippendorffs alfa for ordnede niveauer. 1 er fuld enighed, 0 er som tilfældigt. I parentes 95 %-interval ved bootstrap over leverandører ({samples} gange, frø {seed}). – hvor færre end {few} leverandører er for få, eller alle er ens."),
            format!("Same: the share of pairs of assessments at the same level. Kappa: Cohen's weighted kappa with linear weights, of two raters only. Alpha: Krippendorff's alpha for ordered levels. 1 is full agreement, 0 is as by chance. In parentheses the 95% interval by bootstrap over suppliers ({samples} times, seed {seed}). – where fewer than {few} suppliers are too few, or all are alike.");
        "rater-pairs" RaterPairs = "To og to, om niveauet", "Two and two, on the level";
        "first-rater" FirstRater = "Første", "First";
        "second-rater" SecondRater = "Anden", "Second";
        "by-socialtilsyn" BySocialtilsyn = "Om niveauet, efter socialtilsyn", "On the level, by socialtilsyn";
        "several-or-none" SeveralOrNone = "flere eller ikke oplyst", "several or not stated";
        "disagreements" Disagreements = "Uenigheder, der ændrer niveauet", "Disagreements that change the level";
        "no-disagreements" NoDisagreements = "Ingen.", "None.";
        "outcomes" Outcomes = "Kom til", "Came to";
        "differ-on" DifferOn = "Forskellige på", "Differ on";
        "decisive-legend" DecisiveLegend =
            "! parameteren er afgørende: med den førstes niveau på den alene var den anden kommet til et andet niveau",
            "! the parameter is decisive: with the first one's level on it alone, the second would have come to another level";
        "decisive-in-time" DecisiveInTime =
            "! parameteren er afgørende: uden ændringen på netop den var niveauet blevet et andet",
            "! the parameter is decisive: without the change on that very one the level would have been another";
        "irrelevant-short" IrrelevantShort = "ikke rel.", "not rel.";

        // Timeline.
        "timeline" Timeline = "Forløb: hvem steg, faldt, kom til eller holdt op?", "Timeline: who rose, fell, appeared or ended?";
        "timeline-basis" TimelineBasis =
            "Hver leverandør følges fra vurdering til vurdering efter vurderingsdato. I en runde tæller den sidste vurdering. At en leverandør ikke er vurderet igen, siger ikke, at den er lukket. To vurderinger efter hver sin udgave af vejledningen kan ikke sammenlignes og regnes hverken som en stigning eller et fald.",
            "Each supplier is followed from assessment to assessment by vurderingsdato. In a round the last assessment counts. That a supplier is not assessed again does not say that it has closed. Two assessments by different versions of the rubric are not comparable, and count neither as a rise nor as a fall.";
        "undated" Undated { n: usize } =
            format!("{} uden vurderingsdato er ikke med.", assessments(*n, Da)),
            format!("{} without a vurderingsdato left out.", assessments(*n, En));
        "by-date" ByDate = "Målt med den udgave af vejledningen, der gjaldt på hver vurderingsdato", "Measured by the version of the rubric that applied on each vurderingsdato";
        "as-of" AsOf { date: String } =
            format!("Målt med den udgave af vejledningen, der gjaldt {date}, hele vejen"),
            format!("Measured by the version of the rubric that applied on {date} throughout");
        "again-as-of" AgainAsOf { date: String } =
            format!("læser filerne igen med vejledningernes udgave pr. {date}"),
            format!("reading the files again with the rubrics' version of {date}");
        "rounds" Rounds = "Vurderet i hver runde", "Assessed in each round";
        "round" Round = "Runde", "Round";
        "flows" Flows = "Fra runde til runde", "From round to round";
        "from-round" FromRound = "Runde", "Round";
        "to-round" ToRound = "Næste", "Next";
        "from" From = "Fra", "From";
        "to" To = "Til", "To";
        "count" Count = "Antal", "Count";
        "comparable" Comparable = "Sammenlignelig", "Comparable";
        "yes" Yes = "ja", "yes";
        "no" No = "nej", "no";
        "not-yet" NotYet = "ikke vurderet endnu", "not assessed yet";
        "not-again" NotAgain = "ikke vurderet igen", "not assessed again";
        "moves-line" MovesLine { rose: usize, fell: usize, same: usize, unclear: usize, not_comparable: usize, appeared: usize, ended: usize } =
            format!("Fra vurdering til vurdering: {rose} steg, {fell} faldt, {same} uændret, {unclear} uden niveau i den ene ende, {not_comparable} ikke sammenlignelige. {} kom til efter første runde, {ended} er ikke vurderet i den seneste.", count(*appeared as u64, "leverandør", "leverandører")),
            format!("From assessment to assessment: {rose} rose, {fell} fell, {same} the same, {unclear} without a level at one end, {not_comparable} not comparable. {} appeared after the first round, {ended} not assessed in the last.", count(*appeared as u64, "supplier", "suppliers"));
        "drivers" Drivers = "Hvad der drev dem, der steg og faldt", "What drove those that rose and fell";
        "rose-with" RoseWith = "steg med den", "rose with it";
        "rose-by" RoseBy = "på grund af den", "because of it";
        "fell-with" FellWith = "faldt med den", "fell with it";
        "fell-by" FellBy = "på grund af den", "because of it";
        "drivers-legend" DriversLegend =
            "På grund af den: uden ændringen på netop den parameter var niveauet blevet et andet end det nye. Flere parametre kan være det for samme leverandør, eller ingen alene.",
            "Because of it: without the change on that very parameter the level would have been another than the new one. Several parameters can be that for the same supplier, or none alone.";
        "paths" Paths = "Hvem flyttede", "Who moved";
        "nobody-moved" NobodyMoved = "Ingen er vurderet mere end én gang med forskelligt resultat.", "Nobody is assessed more than once with different results.";
        "path" Path = "Forløb", "Path";
        "changed" Changed = "Ændret siden sidst", "Changed since";
        "not-comparable" NotComparable = "ikke sammenlignelig", "not comparable";
        "flows-figure" FlowsFigure { name: String } =
            format!("{name}: fra runde til runde"),
            format!("{name}: from round to round");
    }
}

/// A choice, or that there was none.
fn or_all<'t>(choice: &'t str, all: &'t str) -> &'t str {
    if choice.is_empty() { all } else { choice }
}
