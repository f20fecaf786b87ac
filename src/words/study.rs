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
            "Vægte: alle måder at vægte de relevante parametre på; de tæller alle lige meget. Andelen er regnet nøjagtigt, ikke ved stikprøver. Ufravigelige krav til en parameter gælder uændret som et loft.",
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
            format!("{} uden fornøden kvalitet er ikke med: ingen vægtning indplacerer dem.", assessments(*n, Da)),
            format!("{} without the necessary quality left out: no weighting places them.", assessments(*n, En));
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
            format!("Gns, Md, Sv, −{shift}, +{shift}: niveauet efter gennemsnittet, medianen, den svageste parameter og forskudte grænser, hvor det er et andet"),
            format!("Mn, Md, Wk, −{shift}, +{shift}: the level by the mean, the median, the weakest parameter and moved cut-offs, where it is another");
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
    }
}
