//! The JSON Schema of rubric files: what an editor offers and marks while one writes.
//!
//! Its descriptions are in Danish, as rubrics are. It knows the shape of a file and the words that may stand in it;
//! whether names exist and numbers fit each other is for [`Rubric::read`](super::Rubric::read). A test holds its keys
//! against those that the reader knows.

use super::{EvidenceSource, Options};
use crate::vocabulary::{Identity, Level, Lint, LintLevel, Parameter, RubricStatus};
use serde_json::{Map, Value, json};

/// The schema, as the text of a file.
pub fn schema() -> String {
    format!("{:#}\n", document())
}

/// A table: its description, its keys, and those that must be there.
fn table(
    description: &str,
    keys: impl IntoIterator<Item = (&'static str, Value)>,
    required: &[&str],
) -> Value {
    let keys: Map<String, Value> =
        keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let mut table = json!({
        "type": "object",
        "description": description,
        "additionalProperties": false,
        "properties": keys,
    });
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "description": description })
}

fn texts(description: &str) -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    json!({ "type": "array", "items": text, "description": description })
}

/// A list with something in it, and nothing twice.
fn distinct(list: Value) -> Value {
    with(with(list, "minItems", json!(1)), "uniqueItems", json!(true))
}

fn boolean(description: &str) -> Value {
    json!({ "type": "boolean", "description": description })
}

fn word<const N: usize>(words: [&str; N], description: &str) -> Value {
    json!({ "enum": words.as_slice(), "description": description })
}

fn list_of(definition: &str, description: &str) -> Value {
    let items = json!({ "$ref": format!("#/definitions/{definition}") });
    json!({ "type": "array", "minItems": 1, "items": items, "description": description })
}

const LEVELS: [Level; 3] = Level::DESCRIBED;

fn level_texts(description: &str) -> Value {
    let texts = LEVELS.map(|level| (level.key(), text(&format!("Teksten for {level}."))));
    table(description, texts, &LEVELS.map(Level::key))
}

/// The columns that bounds may depend on.
fn groups() -> impl Iterator<Item = &'static str> {
    Identity::ALL.into_iter().filter(|column| column.may_group()).map(Identity::id)
}

fn document() -> Value {
    let group_values = groups().map(|column| {
        let values = texts(&format!("Alle de værdier, der kan stå i kolonnen {column}."));
        (column, distinct(values))
    });
    let parameters = Parameter::ALL.map(|parameter| (parameter.id(), self::parameter(parameter)));
    let levels_of_lints = LintLevel::ALL.map(LintLevel::as_str);
    let lints = Lint::ALL.map(|lint| {
        let meaning =
            "allow: sig intet. note: nævn det. warning: advar. error: vejledningen består ikke.";
        (lint.id(), word(levels_of_lints, meaning))
    });
    let indicators = json!({
        "type": "object",
        "description": "Oplysningerne, som kravene spørger til. Navnet efter punktummet er kolonnens navn i regneark: små bogstaver a-z, tal og _.",
        "propertyNames": { "pattern": "^[a-z0-9_]+$" },
        "additionalProperties": { "$ref": "#/definitions/oplysning" },
    });
    let mut document = table(
        "En målgruppes vejledning: hvornår en leverandør er let, moderat eller højt specialiseret på de otte parametre.",
        [
            ("schema", json!({ "const": 1, "description": "Filformatets version. Skal være 1." })),
            ("rubric", header()),
            ("target_group", target_group()),
            ("placement", placement()),
            (
                "groups",
                table(
                    "De kolonner, som grænser kan afhænge af, hver med alle sine værdier.",
                    group_values,
                    &[],
                ),
            ),
            ("indicators", indicators),
            (
                "parameters",
                table(
                    "De otte parametre. De skal alle være der.",
                    parameters,
                    &Parameter::ALL.map(Parameter::id),
                ),
            ),
            (
                "lints",
                table(
                    "Hvor strengt `indplacer check` skal tage sine kontroller i denne fil.",
                    lints,
                    &[],
                ),
            ),
        ],
        &["schema", "rubric", "parameters"],
    );
    document["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    document["title"] = json!("Vejledning til indplacering på specialiseringsniveau");
    document["definitions"] = json!({
        "vejledningstekst": level_texts("Teksten for hvert niveau, som konsulenten læser."),
        "oplysning": indicator(),
        "krav": criterion(),
        "betingelse": condition(),
        "mindst_for": bounds_for("min", bound("Grænsen.")),
        "hoejst_for": bounds_for("max", bound("Grænsen.")),
        "antal_for": bounds_for("at_least", how_many("Antallet.")),
    });
    document
}

fn with(mut value: Value, key: &str, more: Value) -> Value {
    value[key] = more;
    value
}

fn header() -> Value {
    let date =
        |description| json!({ "type": "string", "format": "date", "description": description });
    let statuses = [RubricStatus::Illustrativ, RubricStatus::Udkast, RubricStatus::Gaeldende];
    let id = text("Et kort navn: små bogstaver a-z, tal og bindestreger.");
    table(
        "Hvad vejledningen er, og hvor bindende den er.",
        [
            ("id", with(id, "pattern", json!("^-*[a-z0-9][a-z0-9-]*$"))),
            ("version", text("Versionen. Sammen med id er den vejledningens navn i resultater.")),
            ("title", text("Målgruppens navn i fuld længde.")),
            ("maalgruppe", text("Målgruppens navn på Tilbudsportalen.")),
            ("synonyms", texts("Andre ord for målgruppen, som et regneark kan bruge.")),
            (
                "status",
                word(
                    statuses.map(RubricStatus::as_str),
                    "illustrativ: et eksempel. udkast: på vej. gaeldende: besluttet af den, der må.",
                ),
            ),
            (
                "valid_from",
                date("Den første dag, vejledningen gælder, fx 2020-12-01 uden anførselstegn."),
            ),
            ("valid_to", date("Den sidste dag, vejledningen gælder, uden anførselstegn.")),
            ("sources", texts("De kilder, som vejledningen er skrevet efter.")),
        ],
        &["id", "version", "title", "maalgruppe", "status"],
    )
}

fn target_group() -> Value {
    table(
        "Målgruppen i kort form, en tekst for hvert niveau. Den vises på skemaet og i interviewguiden.",
        [
            ("complexity", level_texts("Målgruppens kompleksitet.")),
            ("size", level_texts("Målgruppens størrelse.")),
            ("services", level_texts("Sammensætning af ydelser og foranstaltninger.")),
            ("content", level_texts("Fagligt indhold.")),
        ],
        &[],
    )
}

fn placement() -> Value {
    let cutoff = |level: Level| {
        let description = format!("Det gennemsnit, som {level} begynder ved.");
        let number = json!({
            "type": "number", "exclusiveMinimum": 0, "maximum": 3, "description": description
        });
        (level.key(), number)
    };
    let keys = LEVELS.map(Level::key);
    let requirement = table(
        "Ét skal-krav.",
        [
            ("level", word(keys, "Det samlede niveau, der kræver det.")),
            (
                "parameter",
                word(
                    Parameter::ALL.map(Parameter::id),
                    "Parameteren. Udelades den, gælder det alle relevante parametre.",
                ),
            ),
            ("at_least", word(keys, "Det niveau, parameteren mindst skal nå.")),
        ],
        &["level", "at_least"],
    );
    let placement = table(
        "Hvordan otte niveauer bliver til ét. Udelades det, er det gennemsnittet, hvor alle parametre vægter lige.",
        [
            (
                "rule",
                word(
                    ["mean", "median", "weakest"],
                    "mean (standard): gennemsnittet. median: det niveau, som mere end halvdelen når. weakest: den svageste parameter.",
                ),
            ),
            (
                "cutoffs",
                table(
                    "Det gennemsnit, hvert niveau begynder ved: stigende, og alle tre. Kun sammen med mean.",
                    LEVELS.map(cutoff),
                    &keys,
                ),
            ),
            (
                "require",
                json!({
                    "type": "array",
                    "items": requirement,
                    "description": "Skal-krav: er et af dem ikke opfyldt, bliver det samlede niveau under det nævnte.",
                }),
            ),
        ],
        &[],
    );
    let other_rule = json!({ "required": ["rule"], "properties": { "rule": { "enum": ["median", "weakest"] } } });
    let placement = with(placement, "if", other_rule);
    with(placement, "then", json!({ "not": { "required": ["cutoffs"] } }))
}

fn indicator() -> Value {
    let sources =
        [EvidenceSource::Oplysningsskema, EvidenceSource::Interview, EvidenceSource::Dokument];
    let options = texts("Mulighederne. Kun til choice og set.");
    let options = distinct(options);
    let indicator = table(
        "En oplysning om leverandøren.",
        [
            (
                "type",
                word(
                    ["count", "number", "share", "bool", "choice", "set"],
                    "count: et helt tal. number: et tal. share: en procent fra 0 til 100. bool: ja eller nej. choice: én af mulighederne. set: flere af mulighederne.",
                ),
            ),
            (
                "label",
                text(
                    "Oplysningens navn for mennesker. Det kan også være kolonnens overskrift i regneark.",
                ),
            ),
            ("unit", text("Hvad der tælles eller måles, fx borgere. Kun til count og number.")),
            ("ask", text("Spørgsmålet på oplysningsskemaet.")),
            ("source", word(sources.map(EvidenceSource::as_str), "Hvor svaret kommer fra.")),
            ("options", with(options, "maxItems", json!(Options::MAX))),
            ("ordered", boolean("Om mulighederne går fra mindst til mest. Kun til choice.")),
            (
                "part",
                text(
                    "Den oplysning, der er delen, når andelen skal regnes ud. Kun til share, og kun sammen med whole.",
                ),
            ),
            (
                "whole",
                text(
                    "Den oplysning, der er det hele, når andelen skal regnes ud. Kun til share, og kun sammen med part.",
                ),
            ),
        ],
        &["type", "label"],
    );
    let both = json!({ "part": ["whole"], "whole": ["part"] });
    let indicator = with(indicator, "dependencies", both);
    with(indicator, "allOf", keys_of_types())
}

/// Which keys an oplysning of each type must have, and which are of other types.
fn keys_of_types() -> Value {
    let of = |types: &[&str], then: Value| {
        let is = json!({ "required": ["type"], "properties": { "type": { "enum": types } } });
        json!({ "if": is, "then": then })
    };
    let without = |keys: &[&str]| json!({ "not": any_required(keys) });
    json!([
        of(&["choice", "set"], json!({ "required": ["options"] })),
        of(&["count", "number", "share", "bool"], without(&["options"])),
        of(&["count", "number", "share", "bool", "set"], without(&["ordered"])),
        of(&["count", "number", "bool", "choice", "set"], without(&["part", "whole"])),
        of(&["share", "bool", "choice", "set"], without(&["unit"])),
    ])
}

/// One of the keys at least.
fn any_required(keys: &[&str]) -> Value {
    let each: Vec<Value> = keys.iter().map(|key| json!({ "required": [key] })).collect();
    json!({ "anyOf": each })
}

fn parameter(parameter: Parameter) -> Value {
    let criteria = LEVELS.map(|level| {
        let description =
            format!("Et krav på niveauet {level}. Alle niveauets krav skal være opfyldt.");
        (level.key(), list_of("krav", &description))
    });
    let others = [
        (
            "method",
            word(
                ["criteria", "assessed"],
                "criteria (standard): niveauet findes af kravene. assessed: konsulenten angiver niveauet efter teksterne, og der er ingen krav.",
            ),
        ),
        (
            "levels",
            word(
                ["cumulative", "independent"],
                "cumulative (standard): et niveau kræver også, at kravene på niveauerne under det er opfyldt. independent: hvert niveau står for sig selv.",
            ),
        ),
        (
            "may_be_irrelevant",
            boolean("Om parameteren kan udgå som »ikke relevant« med en begrundelse."),
        ),
        ("guidance", json!({ "$ref": "#/definitions/vejledningstekst" })),
    ];
    let keys = LEVELS.map(Level::key);
    let at_least_one = |key| (key, json!({ "minItems": 1 }));
    let table = table(parameter.label(), others.into_iter().chain(criteria), &["guidance"]);
    // An assessed parameter has no criteria, another has some at each level.
    let assessed =
        json!({ "required": ["method"], "properties": { "method": { "const": "assessed" } } });
    let each: serde_json::Map<String, Value> = keys
        .map(at_least_one)
        .into_iter()
        .map(|(key, value): (&str, Value)| (key.to_owned(), value))
        .collect();
    let table = with(table, "if", assessed);
    let table = with(table, "then", json!({ "not": any_required(&keys) }));
    with(table, "else", json!({ "required": keys, "properties": each }))
}

fn criterion() -> Value {
    let words = [
        ("id", text("Kravets id, fx AP-L1. Det må kun bruges én gang i vejledningen.")),
        ("text", text("Kravet i ord. {min} og {max} bliver til den grænse, der gælder.")),
        ("basis", text("Hvor i kilden kravet kommer fra, fx »Boks 4, Aktiv praksis«.")),
        ("own", boolean("true, hvis indholdet er jeres eget og ikke kildens.")),
        ("bound_basis", text("Hvor kravets tal kommer fra. Udelades det, er tallet jeres eget.")),
    ];
    let criterion = table(
        "Et krav: ord, som mennesker læser, og en test af oplysninger.",
        words.into_iter().chain(condition_keys()),
        &["id", "text"],
    );
    tested(criterion)
}

fn condition() -> Value {
    let condition = table(
        "En betingelse: en oplysning og en test, eller en gruppe af betingelser.",
        condition_keys(),
        &[],
    );
    tested(condition)
}

/// A condition is about one thing, and asks something of it that its other keys belong to.
fn tested(condition: Value) -> Value {
    let condition = with(condition, "oneOf", one_fact());
    let tests = any_required(&["min", "max", "is", "one_of", "includes", "at_least"]);
    let fact = any_required(&["indicator", "sum", "union"]);
    let condition = with(condition, "allOf", json!([{ "if": fact, "then": tests }]));
    let needs = json!({
        "of": ["at_least"],
        "min_for": ["min"],
        "max_for": ["max"],
        "at_least_for": ["at_least"],
        "one_of": { "not": any_required(&["min", "max"]) },
    });
    with(condition, "dependencies", needs)
}

/// A condition is about one thing.
fn one_fact() -> Value {
    ["indicator", "sum", "union", "any_of", "all_of", "of"]
        .map(|key| json!({ "required": [key] }))
        .into_iter()
        .collect()
}

fn condition_keys() -> [(&'static str, Value); 15] {
    let listed = |description| distinct(texts(description));
    [
        ("indicator", text("Den oplysning, der spørges til.")),
        ("sum", listed("Oplysninger, der lægges sammen, før der testes.")),
        ("union", listed("Oplysninger med de samme muligheder, der tælles under ét.")),
        (
            "min",
            bound(
                "Mindst så meget; tallet selv tæller med. I et ordnet valg: mindst denne mulighed.",
            ),
        ),
        (
            "max",
            bound(
                "Højst så meget; tallet selv tæller med. I et ordnet valg: højst denne mulighed.",
            ),
        ),
        (
            "min_for",
            list_of(
                "mindst_for",
                "Andre grænser for nogle leverandører; den første, der passer, træder i stedet for min.",
            ),
        ),
        (
            "max_for",
            list_of(
                "hoejst_for",
                "Andre grænser for nogle leverandører; den første, der passer, træder i stedet for max.",
            ),
        ),
        ("is", boolean("Svaret på et ja/nej-spørgsmål: true er ja, false er nej.")),
        ("one_of", listed("Svaret skal være en af disse muligheder.")),
        (
            "includes",
            listed(
                "Disse muligheder skal være valgt: dem alle, eller så mange, som at_least siger.",
            ),
        ),
        (
            "at_least",
            how_many("Så mange forskellige muligheder, eller så mange af betingelserne i of."),
        ),
        (
            "at_least_for",
            list_of(
                "antal_for",
                "Andre antal muligheder for nogle leverandører; den første, der passer, træder i stedet for at_least.",
            ),
        ),
        ("any_of", list_of("betingelse", "Mindst én af betingelserne skal være opfyldt.")),
        ("all_of", list_of("betingelse", "Alle betingelserne skal være opfyldt.")),
        (
            "of",
            list_of(
                "betingelse",
                "Betingelser, hvoraf så mange, som at_least siger, skal være opfyldt.",
            ),
        ),
    ]
}

/// A number, or an option of an ordered choice.
fn bound(description: &str) -> Value {
    json!({
        "description": description,
        "anyOf": [
            { "type": "number", "minimum": 0 },
            { "type": "string", "minLength": 1 },
        ],
    })
}

fn how_many(description: &str) -> Value {
    json!({ "type": "integer", "minimum": 1, "description": description })
}

fn bounds_for(key: &'static str, bound: Value) -> Value {
    let columns = groups().map(|column| (column, text("En af kolonnens værdier fra [groups].")));
    let entry = table(
        "Én kolonne med en værdi, og den grænse, der gælder for den.",
        columns.chain([(key, bound)]),
        &[key],
    );
    let entry = with(entry, "minProperties", json!(2));
    with(entry, "maxProperties", json!(2))
}
