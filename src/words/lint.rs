//! What is said of a rubric that can be read but is probably not what its author means.

use super::asked::{self, Asked};
use super::{Lang, catalogue};
use crate::arithmetic::Number;
use crate::vocabulary::{Level, Lint, Parameter};

catalogue! {
    /// A finding of a lint, or a word beside it; the code of a finding is the lint's id.
    pub enum LintText {
        // The levels of a parameter.
        "unreachable-level" UnreachableLevel { parameter: Parameter, level: Level, who: Who } =
            format!("ingen leverandør{} kan få niveauet {level} på {parameter}", who.da()),
            format!("no supplier{} can have the level {level} on {parameter}", who.en());
        "holds-too" HoldsToo { level: Level } =
            format!("{level} er så altid opfyldt også"),
            format!("{level} then always holds too");
        "criterion-never-met" CriterionNeverMet { id: String } =
            format!("kravet {id} kan aldrig være opfyldt"),
            format!("the criterion {id} can never be met");
        "criterion-always-met" CriterionAlwaysMet { id: String } =
            format!("kravet {id} er altid opfyldt"),
            format!("the criterion {id} is always met");
        "redundant-criterion" RedundantCriterion { id: String, parameter: Parameter } =
            format!("kravet {id} afgør intet: uden det får alle leverandører det samme niveau på {parameter}"),
            format!("the criterion {id} decides nothing: without it every supplier has the same level on {parameter}");
        "implies" ImpliesIt = "herefter er det altid afgjort", "with this it is always settled";
        "redundant-member" RedundantMember { id: String, parameter: Parameter } =
            format!("denne del af kravet {id} afgør intet: uden den får alle leverandører det samme niveau på {parameter}"),
            format!("this part of the criterion {id} decides nothing: without it every supplier has the same level on {parameter}");
        "falling-threshold" FallingThreshold { high: Level, low: Level, high_bound: BoundWord, low_bound: BoundWord } =
            format!("{high} stiller et svagere krav end {low}: {} i stedet for {}", high_bound.da(), low_bound.da()),
            format!("{high} asks for less than {low}: {} instead of {}", high_bound.en(), low_bound.en());
        "easier-for-group" EasierForGroup { high: Level, low: Level, high_bound: BoundWord, low_bound: BoundWord, who: Who } =
            format!("{high} stiller et svagere krav end {low}: {} i stedet for {}{}", high_bound.da(), low_bound.da(), who.aside()),
            format!("{high} asks for less than {low}: {} instead of {}{}", high_bound.en(), low_bound.en(), who.aside());
        "bound" LowerLevelAsks { level: Level, bound: BoundWord } =
            format!("{level} kræver {}", bound.da()),
            format!("{level} asks for {}", bound.en());
        "cliff" Cliff { fact: String, from: FactValue, to: FactValue, parameter: Parameter, high: Level, low: Level, who: Who } =
            format!("når »{fact}« går fra {} til {}, falder {parameter} fra {high} til {low}{}", from.da(), to.da(), who.aside()),
            format!("when “{fact}” goes from {} to {}, {parameter} falls from {high} to {low}{}", from.en(), to.en(), who.aside());
        "also-lost" AlsoLost { level: Level } =
            format!("og {level} går tabt i samme trin"),
            format!("and {level} is lost in the same step");
        "band-gap" BandGap { fact: String, low: Level, high: Level, from: String, to: String } =
            format!("{low} og {high} lader et hul stå mellem {from} og {to} i »{fact}«"),
            format!("{low} and {high} leave a hole between {from} and {to} of “{fact}”");
        "bound" TheBandBelow { level: Level } =
            format!("{level} er her"), format!("{level} is here");
        "maximum-at-hoejt" MaximumAtHoejt { parameter: Parameter } =
            format!("{parameter} har en højeste grænse på højt: en leverandør, der har mere, mister niveauet"),
            format!("{parameter} has a maximum at højt: a supplier that has more loses the level");
        "minimum-or-allow" MinimumOrAllow =
            "skulle det være min? Hvis mindre er bedre, så skriv maximum-at-hoejt = \"allow\" i [lints]",
            "was min meant? If less is better, write maximum-at-hoejt = \"allow\" in [lints]";
        "shared-fact" SharedFact { fact: String, parameter: Parameter } =
            format!("når »{fact}« mangler, kan {parameter} stå mere åben, end den behøver: oplysningen bruges flere steder, som ikke kan være opfyldt på én gang"),
            format!("when “{fact}” is missing, {parameter} may stand more open than it need: the fact is used in several places that cannot hold at once");
        "used-here" UsedHereToo = "bruges også her", "is used here too";

        // What is never used.
        "unused-indicator" UnusedIndicator { id: String } =
            format!("intet krav bruger oplysningen {id}"),
            format!("no criterion uses the indicator {id}");
        "unused-option" UnusedOption { option: String, id: String } =
            format!("intet krav tæller »{option}« i {id} med"),
            format!("no criterion counts “{option}” of {id}");
        "unused-group" UnusedGroup { column: String } =
            format!("ingen grænse afhænger af {column}"),
            format!("no bound depends on {column}");
        "unused-exception" UnusedException =
            "denne grænse får ingen leverandør: en tidligere i listen kommer altid først",
            "no supplier gets this bound: one before it in the list always comes first";
        "unused-exception" ExceptionIsTheRule =
            "denne undtagelse er den grænse, der gælder i forvejen",
            "this exception is the bound that applies without it";
        "remove" RemoveOrChange = "slet den, eller ret tallet", "delete it, or change its number";
        "remove" RemoveOrUse = "slet den, eller brug den i et krav", "delete it, or use it in a criterion";
        "remove" Remove = "slet den, eller flyt den frem i listen", "delete it, or move it to the front of the list";

        // The placement.
        "unreachable-placement" UnreachablePlacement { level: Level, counts: String } =
            format!("grænserne lader ingen sum af point give {level}, når {counts} parametre er relevante"),
            format!("the cut-offs let no sum of points give {level} when {counts} parameters are relevant");
        "idle-requirement" IdleRequirement =
            "dette skal-krav ændrer aldrig en indplacering", "this must-have never changes a placement";
        "blocking-requirement" BlockingRequirement { level: Level, parameter: Parameter, at_least: Level } =
            format!("ingen kan indplaceres på {level}: {parameter} kan aldrig nå {at_least}"),
            format!("nobody can be placed at {level}: {parameter} can never reach {at_least}");

        // The words.
        "no-basis" NoBasis { id: String } =
            format!("kravet {id} har hverken `basis` eller `own`"),
            format!("the criterion {id} has neither `basis` nor `own`");
        "number-basis-without-number" NumberBasisWithoutNumber { id: String } =
            format!("kravet {id} siger i `bound_basis`, hvor tallet kommer fra, men har intet tal"),
            format!("the criterion {id} says in `bound_basis` where its number is from, and has none");
        "write-basis" WriteBasis =
            "skriv i `basis`, hvor i kilden kravet kommer fra, eller skriv own = true, hvis det er jeres eget",
            "write in `basis` where in the source it comes from, or write own = true if it is yours";
        "divided-option" DividedOption { option: String, id: String } =
            format!("»{option}« i {id} kan ikke stå i en celle: den læses som flere svar"),
            format!("“{option}” of {id} cannot stand in a cell: it reads as several answers");
        "name-undivided" NameUndivided =
            "skriv den uden , ; | og linjeskift", "write it without , ; | and line breaks";
        "unwritten-text" UnwrittenText =
            "teksten er ikke skrevet endnu", "the text is not written yet";
        "write-the-text" WriteTheText =
            "skriv den, og slet ordet TODO", "write it, and delete the word TODO";
        "same-guidance" SameGuidance { low: Level, high: Level } =
            format!("teksten er den samme for {low} og {high}"),
            format!("the wording is the same for {low} and {high}");
        "same-guidance" SameCriterionText { low: Level, high: Level } =
            format!("kravets tekst er den samme på {low} og {high}, men grænserne er forskellige"),
            format!("the criterion's text is the same at {low} and {high}, and the bounds differ");
        "same-text" SameText = "den samme tekst", "the same wording";
        "number-in-text" NumberInText { number: String } =
            format!("»{number}« i teksten er ikke en grænse i kravet"),
            format!("“{number}” in the text is no bound of the criterion");
        "number-in-text" NumberForSome { number: String, key: &'static str } =
            format!("»{number}« i teksten gælder kun nogle leverandører; andre har en anden grænse (`{key}`)"),
            format!("“{number}” in the text is the bound for some suppliers only; others have another (`{key}`)");
        "mend-text-or-test" MendTextOrTest =
            "ret teksten eller grænsen, så de siger det samme",
            "mend the text or the bound, so that they say the same";
        "text-against-test" AtLeastOfMaximum =
            "teksten siger »mindst« om en højeste grænse",
            "the text says “mindst” (at least) of a maximum";
        "text-against-test" AtMostOfMinimum =
            "teksten siger »højst« om en mindste grænse",
            "the text says “højst” (at most) of a minimum";
        "text-against-test" WrongUnit { unit: String, id: String, share: bool } =
            if *share { format!("teksten siger »{unit}«, men {id} er en andel i procent") } else { format!("teksten siger »{unit}«, men det er ikke det, {id} tæller eller måler") },
            if *share { format!("the text says “{unit}”, and {id} is a share in percent") } else { format!("the text says “{unit}”, which is not what {id} counts or measures") };
        "bound-against-type" FractionOfShare { number: String } =
            format!("{number} er under 1 %: en andel skrives som procent fra 0 til 100"),
            format!("{number} is less than 1 %: a share is written in percent, from 0 to 100");
        "bound-against-type" DecimalOfCount { number: String } =
            format!("{number} er ikke et helt tal, men oplysningen er et antal"),
            format!("{number} is no whole number, and the fact is a count");
        "look-alike-names" LookAlikeNames { name: String, other: String } =
            format!("»{name}« kan ikke skelnes fra »{other}«: de afviger kun i store bogstaver, usynlige tegn eller bogstaver fra andre alfabeter"),
            format!("“{name}” cannot be told from “{other}”: they differ only in case, in signs that are not seen or in letters of other alphabets");
        "the-other" TheOther = "den anden", "the other";
        "name-apart" NameApart = "giv dem navne, der kan skelnes", "give them names that can be told apart";
        "write-placeholder" WritePlaceholder { bound: &'static str } =
            format!("skriv {{{bound}}} i stedet, så viser teksten altid den grænse, der gælder"),
            format!("write {{{bound}}} instead, and the text always shows the bound that applies");
        "the-bound" TheBound = "grænsen", "the bound";
        "placeholder-without-bound" PlaceholderWithoutBound { name: String } =
            format!("{{{name}}} i teksten har ingen grænse at vise"),
            format!("{{{name}}} in the text has no bound to show");
        "placeholder-without-bound" BrokenPlaceholder { written: String } =
            format!("»{written}« i teksten er ikke en pladsholder: den skrives {{min}} eller {{max}}"),
            format!("“{written}” in the text is no placeholder: one is written {{min}} or {{max}}");
        "known-placeholders" KnownPlaceholders =
            "{min} og {max} viser grænserne i et krav med én oplysning, én sum eller én forening; {min} er også antallet i at_least",
            "{min} and {max} show the bounds of a criterion on one fact, one sum or one union; {min} is the number of at_least as well";

        // The document.
        "validity-gap" ValidityGap { from: String, to: String, other: String, place: String } =
            format!("ingen version gælder fra {from} til {to}, mellem {other} ({place}) og denne"),
            format!("no version is valid from {from} to {to}, between {other} ({place}) and this one");
        "in-force-incomplete" InForceWithout { key: &'static str } =
            format!("vejledningen er gældende, men har ingen `{key}`"),
            format!("the rubric is in force and has no `{key}`");
        "unlikely-date" UnlikelyDate { date: String } =
            format!("{date} ligger uden for årene 2000 til 2099"),
            format!("{date} is outside the years 2000 to 2099");
        "not-the-pilots-rule" NotThePilotsRule { rule: &'static str } =
            format!("reglen er `{rule}`; i afprøvningen vægter de otte parametre lige, og deres gennemsnit afgør"),
            format!("the rule is `{rule}`; in the pilot the eight parameters weigh the same, and their mean decides");
        "not-the-pilots-rule" MustHavesAreOurs { n: usize } =
            format!("{}; i afprøvningen vægter de otte parametre lige", if *n == 1 { "et skal-krav lader en parameter veje tungere".to_owned() } else { format!("{n} skal-krav lader nogle parametre veje tungere") }),
            format!("{}; in the pilot the eight parameters weigh the same", if *n == 1 { "a must-have lets one parameter weigh more".to_owned() } else { format!("{n} must-haves let some parameters weigh more") });
        "illustrative" Illustrative =
            "vejledningen er illustrativ; ingen myndighed har besluttet dens grænser",
            "the rubric is an illustration; no authority has decided its bounds";
    }
}

impl Lint {
    /// What the lint looks for, in a few words.
    pub const fn title(self, lang: Lang) -> &'static str {
        let (da, en) = match self {
            Self::UnreachableLevel => {
                ("Et niveau, ingen leverandør kan få", "A level that no supplier can have")
            }
            Self::CriterionNeverMet => {
                ("Et krav, ingen kan opfylde", "A criterion that nobody can meet")
            }
            Self::CriterionAlwaysMet => {
                ("Et krav, alle opfylder", "A criterion that everybody meets")
            }
            Self::RedundantCriterion => {
                ("Et krav, der intet afgør", "A criterion that decides nothing")
            }
            Self::RedundantMember => {
                ("En del af et krav, der intet afgør", "A part of a criterion that decides nothing")
            }
            Self::FallingThreshold => {
                ("Et højere niveau med et svagere krav", "A higher level that asks for less")
            }
            Self::EasierForGroup => (
                "Et højere niveau med et svagere krav til nogle leverandører",
                "A higher level that asks some suppliers for less",
            ),
            Self::Cliff => {
                ("Det mindste trin koster to niveauer", "The smallest step costs two levels")
            }
            Self::SharedFact => (
                "En oplysning, der holder en parameter unødigt åben",
                "A fact that keeps a parameter needlessly open",
            ),
            Self::UnusedIndicator => {
                ("En oplysning, ingen bruger", "An indicator that nothing uses")
            }
            Self::UnusedOption => {
                ("En valgmulighed, intet krav tæller med", "An option that no criterion counts")
            }
            Self::UnusedGroup => {
                ("En gruppe, ingen grænse afhænger af", "A group that no bound depends on")
            }
            Self::UnusedException => {
                ("En grænse, ingen leverandør får", "A bound that no supplier gets")
            }
            Self::UnreachablePlacement => {
                ("Et niveau, ingen sum af point giver", "A level that no sum of points gives")
            }
            Self::IdleRequirement => {
                ("Et skal-krav, der intet ændrer", "A must-have that changes nothing")
            }
            Self::BlockingRequirement => {
                ("Et skal-krav, ingen kan opfylde", "A must-have that nobody can fulfil")
            }
            Self::NoBasis => ("Et krav uden kilde", "A criterion without a source"),
            Self::SameGuidance => {
                ("Den samme tekst på to niveauer", "The same wording at two levels")
            }
            Self::NumberInText => (
                "Et tal i teksten, der ikke er grænsen",
                "A number in the text that is not the bound",
            ),
            Self::TextAgainstTest => {
                ("En tekst, der modsiger kravets grænse", "A text that contradicts its test")
            }
            Self::BoundAgainstType => (
                "En grænse, der ikke passer til oplysningens type",
                "A bound that does not suit the type of its fact",
            ),
            Self::LookAlikeNames => {
                ("To navne, der ikke kan skelnes", "Two names that cannot be told apart")
            }
            Self::BandGap => {
                ("Et hul mellem to niveauers intervaller", "A hole between the bands of two levels")
            }
            Self::MaximumAtHoejt => ("En højeste grænse på højt", "A maximum at højt"),
            Self::InForceIncomplete => (
                "En gældende vejledning uden dato eller kilder",
                "A rubric in force without a date or sources",
            ),
            Self::UnlikelyDate => {
                ("En dato uden for årene 2000 til 2099", "A date outside the years 2000 to 2099")
            }
            Self::PlaceholderWithoutBound => {
                ("En pladsholder uden grænse", "A placeholder without a bound")
            }
            Self::DividedOption => {
                ("En valgmulighed, der læses som flere", "An option that reads as several")
            }
            Self::UnwrittenText => {
                ("En tekst, der ikke er skrevet endnu", "A text that is not written yet")
            }
            Self::ValidityGap => ("Dage uden en gældende version", "Days without a valid version"),
            Self::NotThePilotsRule => {
                ("En anden regel end afprøvningens", "Another rule than the pilot's")
            }
            Self::Illustrative => ("En illustrativ vejledning", "An illustrative rubric"),
        };
        match lang {
            Lang::Da => da,
            Lang::En => en,
        }
    }
}

/// The suppliers that a finding is about: everybody, or those of some groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Who(pub Vec<(&'static str, String)>);

impl Who {
    fn da(&self) -> String {
        self.named(" med ", " og ", "")
    }

    fn en(&self) -> String {
        self.named(" with ", " and ", "")
    }

    fn aside(&self) -> String {
        self.named(" (", ", ", ")")
    }

    fn named(&self, before: &str, between: &str, after: &str) -> String {
        let groups: Vec<String> =
            self.0.iter().map(|(column, value)| format!("{column} = {value}")).collect();
        if groups.is_empty() {
            return String::new();
        }
        format!("{before}{}{after}", groups.join(between))
    }
}

/// A bound as a phrase: `mindst 8`, `højst 3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoundWord {
    /// At least this.
    AtLeast(FactValue),
    /// At most this.
    AtMost(FactValue),
}

impl BoundWord {
    fn da(&self) -> String {
        self.text(Lang::Da)
    }

    fn en(&self) -> String {
        self.text(Lang::En)
    }

    fn text(&self, lang: Lang) -> String {
        match self {
            Self::AtLeast(bound) => Asked::AtLeast { bound: bound.text(lang) },
            Self::AtMost(bound) => Asked::AtMost { bound: bound.text(lang) },
        }
        .text(lang)
    }
}

/// What a fact may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactValue {
    /// A count, a number, a share in percent.
    Number(Number),
    /// Ja or nej.
    Bool(bool),
    /// An option.
    Option(String),
    /// A set that has an option.
    With(String),
    /// A set that has it not.
    Without(String),
}

impl FactValue {
    fn da(&self) -> String {
        self.text(Lang::Da)
    }

    fn en(&self) -> String {
        self.text(Lang::En)
    }

    fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Number(number), _) => asked::number(*number, lang),
            (Self::Bool(so), _) => asked::yes_no(*so, lang),
            (Self::Option(option), _) => asked::quoted(option, lang),
            (Self::With(option), Lang::Da) => format!("at have »{option}« med"),
            (Self::Without(_), Lang::Da) => "ikke at have det".to_owned(),
            (Self::With(option), Lang::En) => format!("including “{option}”"),
            (Self::Without(_), Lang::En) => "not including it".to_owned(),
        }
    }
}
