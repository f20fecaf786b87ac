//! How a rubric file is laid out: its tables, their keys, and what may stand at each.
//!
//! The one description of it. The reader knows the keys of a table from here, and the JSON Schema is made of it; its
//! descriptions are in Danish, as rubrics are.

use super::indicator::{EvidenceSource, Options};
use super::model::Aspect;
use crate::vocabulary::{Level, RubricStatus};

/// A key of a table.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    /// What it is, for the author of a rubric.
    pub(crate) says: &'static str,
    pub(crate) is_required: bool,
}

/// What may stand at a key.
pub(crate) enum Shape {
    /// A text that is not empty.
    Text,
    /// A text of these signs, as a regular expression has them.
    Slug(&'static str),
    /// Texts, maybe none.
    Texts,
    /// Texts, one at least and none twice; and no more than so many.
    Distinct(Option<usize>),
    /// `true` or `false`.
    Flag,
    Date,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A number, or an option of an ordered choice.
    Bound,
    /// A whole number from 1.
    Count,
    /// A number above 0 and at most 3.
    Cutoff,
    /// The number of the file's format.
    Version,
    /// A table with these keys.
    Table(&'static [Key]),
    /// A list, maybe empty, of tables of one sort: what one of them is, and its keys.
    Tables(&'static str, &'static [Key]),
    /// A list of these, one at least.
    Listed(Definition),
    Guidance,
    Parameter,
    /// A table for each parameter, indicator, group column or lint.
    Parameters,
    Indicators,
    Groups,
    Lints,
}

/// A table that stands in several places, by its name in the schema.
#[derive(Clone, Copy)]
pub(crate) enum Definition {
    Criterion,
    Condition,
    MinFor,
    MaxFor,
    AtLeastFor,
}

impl Definition {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Criterion => "krav",
            Self::Condition => "betingelse",
            Self::MinFor => "mindst_for",
            Self::MaxFor => "hoejst_for",
            Self::AtLeastFor => "antal_for",
        }
    }
}

const fn key(name: &'static str, shape: Shape, says: &'static str) -> Key {
    Key { name, shape, says, is_required: false }
}

const fn required(name: &'static str, shape: Shape, says: &'static str) -> Key {
    Key { name, shape, says, is_required: true }
}

pub(crate) const DOCUMENT: &[Key] = &[
    required("schema", Shape::Version, "Filformatets version. Skal være 1."),
    required("rubric", Shape::Table(HEADER), "Hvad vejledningen er, og hvor bindende den er."),
    key(
        "target_group",
        Shape::Table(TARGET_GROUP),
        "Målgruppen i kort form, en tekst for hvert niveau. Den vises på skemaet og i interviewguiden.",
    ),
    key(
        "placement",
        Shape::Table(PLACEMENT),
        "Hvordan otte niveauer bliver til ét. Udelades det, er det gennemsnittet, hvor alle parametre vægter lige.",
    ),
    key(
        "groups",
        Shape::Groups,
        "De kolonner, som grænser kan afhænge af, hver med alle sine værdier.",
    ),
    key(
        "indicators",
        Shape::Indicators,
        "Oplysningerne, som kravene spørger til. Navnet efter punktummet er kolonnens navn i regneark: små bogstaver a-z, tal og _.",
    ),
    required("parameters", Shape::Parameters, "De otte parametre. De skal alle være der."),
    key(
        "lints",
        Shape::Lints,
        "Hvor strengt `indplacer check` skal tage sine kontroller i denne fil.",
    ),
];

pub(crate) const HEADER: &[Key] = &[
    required(
        "id",
        Shape::Slug("^-*[a-z0-9][a-z0-9-]*$"),
        "Et kort navn: små bogstaver a-z, tal og bindestreger.",
    ),
    required(
        "version",
        Shape::Text,
        "Versionen. Sammen med id er den vejledningens navn i resultater.",
    ),
    required("title", Shape::Text, "Målgruppens navn i fuld længde."),
    required("maalgruppe", Shape::Text, "Målgruppens navn på Tilbudsportalen."),
    key("synonyms", Shape::Texts, "Andre ord for målgruppen, som et regneark kan bruge."),
    required(
        "status",
        Shape::Word(&[
            RubricStatus::Illustrativ.as_str(),
            RubricStatus::Udkast.as_str(),
            RubricStatus::Gaeldende.as_str(),
        ]),
        "illustrativ: et eksempel. udkast: på vej. gaeldende: besluttet af den, der må.",
    ),
    key(
        "valid_from",
        Shape::Date,
        "Den første dag, vejledningen gælder, fx 2020-12-01 uden anførselstegn.",
    ),
    key("valid_to", Shape::Date, "Den sidste dag, vejledningen gælder, uden anførselstegn."),
    key("sources", Shape::Texts, "De kilder, som vejledningen er skrevet efter."),
];

const fn aspect(aspect: Aspect, says: &'static str) -> Key {
    key(aspect.key(), Shape::Table(LEVEL_TEXTS), says)
}

pub(crate) const TARGET_GROUP: &[Key] = &[
    aspect(Aspect::Complexity, "Målgruppens kompleksitet."),
    aspect(Aspect::Size, "Målgruppens størrelse."),
    aspect(Aspect::Services, "Sammensætning af ydelser og foranstaltninger."),
    aspect(Aspect::Content, "Fagligt indhold."),
];

/// One text a level.
pub(crate) const LEVEL_TEXTS: &[Key] = &[
    required(Level::Let.key(), Shape::Text, "Teksten for let."),
    required(Level::Moderat.key(), Shape::Text, "Teksten for moderat."),
    required(Level::Hoejt.key(), Shape::Text, "Teksten for højt."),
];

const LEVELS: &[&str] = &[Level::Let.key(), Level::Moderat.key(), Level::Hoejt.key()];

pub(crate) const PLACEMENT: &[Key] = &[
    key(
        "rule",
        Shape::Word(&["mean", "median", "weakest"]),
        "mean (standard): gennemsnittet. median: det niveau, som mere end halvdelen når. weakest: den svageste parameter.",
    ),
    key(
        "cutoffs",
        Shape::Table(CUTOFFS),
        "Det gennemsnit, hvert niveau begynder ved: stigende, og alle tre. Kun sammen med mean.",
    ),
    key(
        "require",
        Shape::Tables("Ét skal-krav.", REQUIRE),
        "Skal-krav: er et af dem ikke opfyldt, bliver det samlede niveau under det nævnte.",
    ),
];

pub(crate) const CUTOFFS: &[Key] = &[
    required(Level::Let.key(), Shape::Cutoff, "Det gennemsnit, som let begynder ved."),
    required(Level::Moderat.key(), Shape::Cutoff, "Det gennemsnit, som moderat begynder ved."),
    required(Level::Hoejt.key(), Shape::Cutoff, "Det gennemsnit, som højt begynder ved."),
];

pub(crate) const REQUIRE: &[Key] = &[
    required("level", Shape::Word(LEVELS), "Det samlede niveau, der kræver det."),
    key(
        "parameter",
        Shape::Parameter,
        "Parameteren. Udelades den, gælder det alle relevante parametre.",
    ),
    required("at_least", Shape::Word(LEVELS), "Det niveau, parameteren mindst skal nå."),
];

pub(crate) const INDICATOR: &[Key] = &[
    required(
        "type",
        Shape::Word(&["count", "number", "share", "bool", "choice", "set"]),
        "count: et helt tal. number: et tal. share: en procent fra 0 til 100. bool: ja eller nej. choice: én af mulighederne. set: flere af mulighederne.",
    ),
    required(
        "label",
        Shape::Text,
        "Oplysningens navn for mennesker. Det kan også være kolonnens overskrift i regneark.",
    ),
    key("unit", Shape::Text, "Hvad der tælles eller måles, fx borgere. Kun til count og number."),
    key("ask", Shape::Text, "Spørgsmålet på oplysningsskemaet."),
    key(
        "source",
        Shape::Word(&[
            EvidenceSource::Oplysningsskema.as_str(),
            EvidenceSource::Interview.as_str(),
            EvidenceSource::Dokument.as_str(),
        ]),
        "Hvor svaret kommer fra.",
    ),
    key("options", Shape::Distinct(Some(Options::MAX)), "Mulighederne. Kun til choice og set."),
    key("ordered", Shape::Flag, "Om mulighederne går fra mindst til mest. Kun til choice."),
    key(
        "part",
        Shape::Text,
        "Den oplysning, der er delen, når andelen skal regnes ud. Kun til share, og kun sammen med whole.",
    ),
    key(
        "whole",
        Shape::Text,
        "Den oplysning, der er det hele, når andelen skal regnes ud. Kun til share, og kun sammen med part.",
    ),
];

pub(crate) const PARAMETER: &[Key] = &[
    key(
        "method",
        Shape::Word(&["criteria", "assessed"]),
        "criteria (standard): niveauet findes af kravene. assessed: konsulenten angiver niveauet efter teksterne, og der er ingen krav.",
    ),
    key(
        "levels",
        Shape::Word(&["cumulative", "independent"]),
        "cumulative (standard): et niveau kræver også, at kravene på niveauerne under det er opfyldt. independent: hvert niveau står for sig selv.",
    ),
    key(
        "may_be_irrelevant",
        Shape::Flag,
        "Om parameteren kan udgå som »ikke relevant« med en begrundelse.",
    ),
    required("guidance", Shape::Guidance, ""),
    key(
        Level::Let.key(),
        Shape::Listed(Definition::Criterion),
        "Et krav på niveauet let. Alle niveauets krav skal være opfyldt.",
    ),
    key(
        Level::Moderat.key(),
        Shape::Listed(Definition::Criterion),
        "Et krav på niveauet moderat. Alle niveauets krav skal være opfyldt.",
    ),
    key(
        Level::Hoejt.key(),
        Shape::Listed(Definition::Criterion),
        "Et krav på niveauet højt. Alle niveauets krav skal være opfyldt.",
    ),
];

/// What a criterion may say: its own words, and then those of a condition.
pub(crate) const CRITERION: &[Key] = &[
    required("id", Shape::Text, "Kravets id, fx AP-L1. Det må kun bruges én gang i vejledningen."),
    required(
        "text",
        Shape::Text,
        "Kravet i ord. {min} og {max} bliver til den grænse, der gælder.",
    ),
    key("basis", Shape::Text, "Hvor i kilden kravet kommer fra, fx »Boks 4, Aktiv praksis«."),
    key("own", Shape::Flag, "true, hvis indholdet er jeres eget og ikke kildens."),
    key(
        "bound_basis",
        Shape::Text,
        "Hvor kravets tal kommer fra. Udelades det, er tallet jeres eget.",
    ),
    key("indicator", Shape::Text, "Den oplysning, der spørges til."),
    key("sum", Shape::Distinct(None), "Oplysninger, der lægges sammen, før der testes."),
    key(
        "union",
        Shape::Distinct(None),
        "Oplysninger med de samme muligheder, der tælles under ét.",
    ),
    key(
        "min",
        Shape::Bound,
        "Mindst så meget; tallet selv tæller med. I et ordnet valg: mindst denne mulighed.",
    ),
    key(
        "max",
        Shape::Bound,
        "Højst så meget; tallet selv tæller med. I et ordnet valg: højst denne mulighed.",
    ),
    key(
        "min_for",
        Shape::Listed(Definition::MinFor),
        "Andre grænser for nogle leverandører; den første, der passer, træder i stedet for min.",
    ),
    key(
        "max_for",
        Shape::Listed(Definition::MaxFor),
        "Andre grænser for nogle leverandører; den første, der passer, træder i stedet for max.",
    ),
    key("is", Shape::Flag, "Svaret på et ja/nej-spørgsmål: true er ja, false er nej."),
    key("one_of", Shape::Distinct(None), "Svaret skal være en af disse muligheder."),
    key(
        "includes",
        Shape::Distinct(None),
        "Disse muligheder skal være valgt: dem alle, eller så mange, som at_least siger.",
    ),
    key(
        "at_least",
        Shape::Count,
        "Så mange forskellige muligheder, eller så mange af betingelserne i of.",
    ),
    key(
        "at_least_for",
        Shape::Listed(Definition::AtLeastFor),
        "Andre antal muligheder for nogle leverandører; den første, der passer, træder i stedet for at_least.",
    ),
    key(
        "any_of",
        Shape::Listed(Definition::Condition),
        "Mindst én af betingelserne skal være opfyldt.",
    ),
    key("all_of", Shape::Listed(Definition::Condition), "Alle betingelserne skal være opfyldt."),
    key(
        "of",
        Shape::Listed(Definition::Condition),
        "Betingelser, hvoraf så mange, som at_least siger, skal være opfyldt.",
    ),
];

/// What a leaf or a group may say.
pub(crate) const CONDITION: &[Key] = CRITERION.split_at(5).1;
