//! Rubrics as TOML and assessments as CSV, in the many ways that the formats allow.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::assessment::{Assessment, Entered, Fact, fold};
use super::rubric::{
    Bound, Criterion, Indicator, Kind, LEVEL_KEYS, Leaf, Method, Named, Number, PARAMETERS,
    Parameter, Rubric, Rule, Source, Test, whole,
};

/// How a file is written, apart from what it says.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    /// Sort keys of the tables of a rubric; none leaves them as they are.
    pub shuffle: Vec<u8>,
    /// Whether a set has one column an option; taken in turn.
    pub option_columns: Vec<bool>,
    /// Which way of writing a cell is taken; in turn.
    pub styles: Vec<u8>,
}

impl Form {
    /// Sets in one column each, tables in their order, every cell the plainest way.
    pub(crate) fn plain() -> Form {
        Form { shuffle: vec![0], option_columns: vec![false], styles: vec![0] }
    }

    /// Whether the sets with one column an option have one column for all besides, as survey tools write it.
    fn has_both_forms(&self) -> bool {
        self.styles[0] % 2 == 1
    }

    pub(crate) fn has_option_columns(&self, indicators: &[Indicator], id: &str) -> bool {
        let place = indicators.iter().position(|indicator| indicator.id == id).unwrap_or(0);
        self.option_columns[place % self.option_columns.len()]
    }
}

// Rubrics.

pub(crate) fn toml(rubric: &Rubric, form: &Form) -> String {
    let mut blocks = vec![head(rubric)];
    let cutoffs = match &rubric.rule {
        Rule::Mean(cutoffs) => Some(cutoffs.each_ref().map(written)),
        _ => None,
    };
    let usual = cutoffs.as_ref().is_some_and(|cutoffs| *cutoffs == ["0.5", "1.5", "2.5"]);
    if !usual {
        blocks.push(match (&rubric.rule, cutoffs) {
            (Rule::Median, _) => "[placement]\nrule = \"median\"\n".to_owned(),
            (_, Some([low, middle, high])) => {
                format!("[placement]\nrule = \"mean\"\ncutoffs = {{ let = {low}, moderat = {middle}, hoejt = {high} }}\n")
            }
            _ => "[placement]\nrule = \"weakest\"\n".to_owned(),
        });
    }
    for require in &rubric.requires {
        let mut block =
            format!("[[placement.require]]\nlevel = \"{}\"\n", LEVEL_KEYS[require.level - 1]);
        if let Some(parameter) = &require.parameter {
            let _ = writeln!(block, "parameter = \"{parameter}\"");
        }
        let _ = writeln!(block, "at_least = \"{}\"", LEVEL_KEYS[require.at_least - 1]);
        blocks.push(block);
    }
    if !rubric.groups.is_empty() {
        let mut block = "[groups]\n".to_owned();
        for (column, values) in &rubric.groups {
            let _ = writeln!(block, "{column} = {}", list(values));
        }
        blocks.push(block);
    }
    blocks.extend(rubric.indicators.iter().map(indicator));
    blocks.extend(rubric.parameters.iter().flat_map(|one| parameter(rubric, one)));

    let mut places: Vec<usize> = (0..blocks.len()).collect();
    places.sort_by_key(|place| form.shuffle[place % form.shuffle.len()]);
    let ordered: Vec<&str> = places.iter().map(|place| blocks[*place].as_str()).collect();
    format!("schema = 1\n\n{}", ordered.join("\n"))
}

fn head(rubric: &Rubric) -> String {
    let mut block = format!(
        "[rubric]\nid = \"{}\"\nversion = \"{}\"\ntitle = \"{}\"\nmaalgruppe = \"{}\"\nsynonyms = {}\nstatus = \"illustrativ\"\n\
         sources = [\"afprøvning\"]\n",
        rubric.id,
        rubric.version,
        rubric.title,
        rubric.maalgruppe,
        list(&rubric.synonyms)
    );
    for (key, date) in [("valid_from", &rubric.valid_from), ("valid_to", &rubric.valid_to)] {
        if let Some(date) = date {
            let _ = writeln!(block, "{key} = {date}");
        }
    }
    block
}

fn indicator(indicator: &Indicator) -> String {
    let rest = match &indicator.kind {
        Kind::Count => "type = \"count\"\nunit = \"stk.\"\n".to_owned(),
        Kind::Number => "type = \"number\"\n".to_owned(),
        Kind::Share(None) => "type = \"share\"\n".to_owned(),
        Kind::Share(Some((part, all))) => {
            format!("type = \"share\"\npart = \"{part}\"\nwhole = \"{all}\"\n")
        }
        Kind::Bool => "type = \"bool\"\n".to_owned(),
        Kind::Choice { options, ordered: true } => {
            format!("type = \"choice\"\noptions = {}\nordered = true\n", list(options))
        }
        Kind::Choice { options, .. } => format!("type = \"choice\"\noptions = {}\n", list(options)),
        Kind::Set { options } => format!("type = \"set\"\noptions = {}\n", list(options)),
    };
    format!("[indicators.{}]\nlabel = \"{}\"\n{rest}", indicator.id, indicator.label)
}

/// The blocks of one parameter; the criteria of a level stay together, because their order is part of what the rubric says.
fn parameter(rubric: &Rubric, parameter: &Parameter) -> Vec<String> {
    let id = &parameter.id;
    let mut own = format!("[parameters.{id}]\n");
    if parameter.may_be_irrelevant {
        own.push_str("may_be_irrelevant = true\n");
    }
    let guidance = format!(
        "[parameters.{id}.guidance]\nlet = \"lidt\"\nmoderat = \"mere\"\nhoejt = \"mest\"\n"
    );
    match &parameter.method {
        Method::Assessed => {
            own.push_str("method = \"assessed\"\n");
            vec![own, guidance]
        }
        Method::Criteria { cumulative, levels } => {
            if !cumulative {
                own.push_str("levels = \"independent\"\n");
            }
            let of_levels = LEVEL_KEYS.iter().zip(levels).map(|(level, criteria)| {
                criteria.iter().fold(String::new(), |mut block, named| {
                    let _ = writeln!(
                        block,
                        "[[parameters.{id}.{level}]]\n{}",
                        outermost(rubric, named)
                    );
                    block
                })
            });
            [own, guidance].into_iter().chain(of_levels).collect()
        }
    }
}

fn outermost(rubric: &Rubric, named: &Named) -> String {
    let keys = criterion_keys(rubric, &named.criterion).join("\n");
    format!("id = \"{}\"\ntext = \"krav {}\"\n{keys}\n", named.id, named.id)
}

fn criterion_keys(rubric: &Rubric, criterion: &Criterion) -> Vec<String> {
    let members = |members: &[Criterion]| {
        let inline: Vec<String> = members
            .iter()
            .map(|member| format!("{{ {} }}", criterion_keys(rubric, member).join(", ")))
            .collect();
        format!("[ {} ]", inline.join(", "))
    };
    match criterion {
        Criterion::AnyOf(all) => vec![format!("any_of = {}", members(all))],
        Criterion::AllOf(all) => vec![format!("all_of = {}", members(all))],
        Criterion::AtLeast(n, all) => {
            vec![format!("at_least = {n}"), format!("of = {}", members(all))]
        }
        Criterion::Leaf(leaf) => leaf_keys(rubric, leaf),
    }
}

fn leaf_keys(rubric: &Rubric, leaf: &Leaf) -> Vec<String> {
    let (source, options) = match &leaf.source {
        Source::Indicator(id) => (format!("indicator = \"{id}\""), rubric.options(id)),
        Source::Sum(ids) => (format!("sum = {}", list(ids)), [].as_slice()),
        Source::Union(ids) => (format!("union = {}", list(ids)), [].as_slice()),
    };
    let mut keys = vec![source];
    match &leaf.test {
        Test::Range { min, max } => {
            for (name, bound) in [("min", min), ("max", max)] {
                if let Some(bound) = bound {
                    bound_keys(name, bound, options, &mut keys);
                }
            }
        }
        Test::Is(wanted) => keys.push(format!("is = {wanted}")),
        Test::OneOf(options) => keys.push(format!("one_of = {}", list(options))),
        Test::Includes(options, n) => {
            keys.push(format!("includes = {}", list(options)));
            // All of them is also what leaving it out means.
            if n.usual < whole(options.len()) || !n.for_groups.is_empty() {
                bound_keys("at_least", n, &[], &mut keys);
            }
        }
        Test::Different(n) => bound_keys("at_least", n, &[], &mut keys),
    }
    keys
}

fn bound_keys(name: &str, bound: &Bound, options: &[String], keys: &mut Vec<String>) {
    let value = |number: &Number| {
        options
            .iter()
            .enumerate()
            .find(|(place, _)| whole(*place) == *number)
            .map_or_else(|| written(number), |(_, option)| format!("\"{option}\""))
    };
    keys.push(format!("{name} = {}", value(&bound.usual)));
    if !bound.for_groups.is_empty() {
        let entries: Vec<String> = bound
            .for_groups
            .iter()
            .map(|(column, group, number)| {
                format!("{{ {column} = \"{group}\", {name} = {} }}", value(number))
            })
            .collect();
        keys.push(format!("{name}_for = [ {} ]", entries.join(", ")));
    }
}

fn list(items: &[String]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| format!("\"{item}\"")).collect();
    format!("[{}]", quoted.join(", "))
}

/// A number with at most four decimals, as a decimal with a point.
pub(crate) fn written(number: &Number) -> String {
    let (before, after) = digits(number);
    if after.is_empty() { before } else { format!("{before}.{after}") }
}

fn digits(number: &Number) -> (String, String) {
    let scaled = number * whole(10_000);
    assert!(scaled.is_integer(), "{number} has more than four decimals");
    let text = format!("{:0>5}", scaled.to_integer().to_string());
    let (before, after) = text.split_at(text.len() - 4);
    (before.to_owned(), after.trim_end_matches('0').to_owned())
}

// Assessments.

/// The columns beside those of the indicators, as a file heads them.
const COLUMNS: [(&str, &str); 18] = [
    ("Tilbudsid", "leverandoer_id"),
    ("Afdelingsid", "afdelingsid"),
    ("Navn", "leverandoer"),
    ("Målgruppe", "maalgruppe"),
    ("delmaalgruppe", "delmaalgruppe"),
    ("Aldersgruppe", "aldersgruppe"),
    ("Vurderingsdato", "vurderingsdato"),
    ("socialtilsyn", "socialtilsyn"),
    ("Konsulent", "konsulent"),
    ("stadie", "stadie"),
    ("sagsnummer", "sagsnummer"),
    ("region", "region"),
    ("kommune", "kommune"),
    ("Driftsform", "driftsform"),
    ("Leverandørtype", "leverandoertype"),
    ("Fornøden kvalitet", "fornoeden_kvalitet"),
    ("samlet_vurdering", "samlet_vurdering"),
    ("samlet_begrundelse", "samlet_begrundelse"),
];

/// The indicators of all rubrics; those that two of them share, once.
pub(crate) fn indicators(rubrics: &[Rubric]) -> Vec<Indicator> {
    let mut indicators: Vec<Indicator> = Vec::new();
    for indicator in rubrics.iter().flat_map(|rubric| &rubric.indicators) {
        if indicators.iter().all(|other| other.id != indicator.id) {
            indicators.push(indicator.clone());
        }
    }
    indicators
}

/// The rows as a file, with the line on which each begins. Indicators that two rubrics share have one column.
pub(crate) fn csv(rubrics: &[Rubric], rows: &[Assessment], form: &Form) -> (String, Vec<usize>) {
    let indicators = indicators(rubrics);
    let mut header: Vec<String> = COLUMNS.iter().map(|(head, _)| (*head).to_owned()).collect();
    for (place, indicator) in indicators.iter().enumerate() {
        match &indicator.kind {
            Kind::Set { options } if form.has_option_columns(&indicators, &indicator.id) => {
                header.extend(options.iter().map(|option| format!("{}_{option}", indicator.id)));
                if form.has_both_forms() {
                    header.push(indicator.id.clone());
                }
            }
            _ if place % 3 == 1 => header.push(indicator.label.clone()),
            _ => header.push(indicator.id.clone()),
        }
    }
    for parameter in PARAMETERS {
        header.extend([parameter.to_owned(), format!("{parameter}_begrundelse")]);
    }
    let mut text = String::new();
    let mut lines = Vec::new();
    let mut line = 1 + put(&mut text, &header);
    for (at, row) in rows.iter().enumerate() {
        lines.push(line);
        let mut styles = Styles { all: &form.styles, at: at * 7 };
        let mut cells = cells(row, &indicators, form, &mut styles);
        // As programs do that leave out the last cells where they are empty.
        if styles.below(4) == 1 {
            let filled = cells.iter().rposition(|cell| !cell.is_empty());
            cells.truncate(filled.map_or(1, |last| last + 1));
        }
        line += put(&mut text, &cells);
    }
    (text, lines)
}

/// Which way of writing comes next.
struct Styles<'a> {
    all: &'a [u8],
    at: usize,
}

impl Styles<'_> {
    fn pick<'b>(&mut self, ways: &[&'b str]) -> &'b str {
        ways[self.below(ways.len())]
    }

    fn below(&mut self, n: usize) -> usize {
        self.at += 1;
        usize::from(self.all[self.at % self.all.len()]) % n
    }
}

fn cells(
    row: &Assessment,
    indicators: &[Indicator],
    form: &Form,
    styles: &mut Styles<'_>,
) -> Vec<String> {
    let mut cells: Vec<String> = COLUMNS
        .iter()
        .map(|(_, column)| match *column {
            "vurderingsdato" => match &row.date {
                Some(date) => dated(date, styles),
                None => nothing(styles),
            },
            "fornoeden_kvalitet" => match row.quality {
                Some(true) => styles.pick(&["ja", "Ja", "j", "Godkendt"]).to_owned(),
                Some(false) => styles.pick(&["nej", "NEJ", "n"]).to_owned(),
                None => nothing(styles),
            },
            "samlet_vurdering" => entered(row.overall.map(Entered::Level), styles),
            "samlet_begrundelse" => reason(row, "samlet", styles),
            _ => match row.text(column) {
                Some(text) => padded(text, styles),
                None => nothing(styles),
            },
        })
        .collect();
    for indicator in indicators {
        let fact = row.facts.get(&indicator.id);
        match (&indicator.kind, fact) {
            (Kind::Set { options }, _) if form.has_option_columns(indicators, &indicator.id) => {
                for option in options {
                    cells.push(match fact {
                        Some(Fact::Set { inside, .. }) if inside.contains(option) => {
                            said(true, styles)
                        }
                        Some(Fact::Set { maybe, .. }) if !maybe.contains(option) => {
                            said(false, styles)
                        }
                        _ => nothing(styles),
                    });
                }
                if form.has_both_forms() {
                    cells.push(match fact {
                        Some(Fact::Set { inside, maybe }) if maybe.is_empty() => {
                            beside(inside, styles)
                        }
                        _ => nothing(styles),
                    });
                }
            }
            (_, None) => cells.push(nothing(styles)),
            (Kind::Share(_), Some(Fact::Number(number))) => cells.push(share(number, styles)),
            (_, Some(Fact::Number(number))) => cells.push(amount(number, styles)),
            (_, Some(Fact::Truth(truth))) => cells.push(said(*truth, styles)),
            (_, Some(Fact::Choice(option))) => {
                let option =
                    if styles.below(3) == 1 { option.to_uppercase() } else { option.clone() };
                cells.push(padded(&option, styles));
            }
            (_, Some(Fact::Set { inside, maybe })) => {
                assert!(maybe.is_empty(), "a set in one cell is known or missing");
                cells.push(chosen(inside, styles.pick(&["|", " | ", ", ", "; ", "\n"])));
            }
        }
    }
    for parameter in PARAMETERS {
        cells.push(entered(row.entered.get(parameter).copied(), styles));
        cells.push(reason(row, parameter, styles));
    }
    cells
}

fn chosen(items: &BTreeSet<String>, between: &str) -> String {
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    match items.is_empty() {
        true => "ingen".to_owned(),
        false => items.join(between),
    }
}

/// A set beside the columns of its options: with blanks between the items where none has blanks in it, or not at all.
fn beside(items: &BTreeSet<String>, styles: &mut Styles<'_>) -> String {
    let has_blanks = items.iter().any(|item| item.contains(' '));
    match styles.below(3) {
        0 => nothing(styles),
        1 if !has_blanks => chosen(items, " "),
        _ => chosen(items, "|"),
    }
}

/// Adds one record, and says how many lines it takes.
fn put(text: &mut String, cells: &[String]) -> usize {
    let quoted: Vec<String> = cells
        .iter()
        .map(|cell| {
            if cell.contains([';', '"', '\n']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        })
        .collect();
    let record = quoted.join(";") + "\n";
    text.push_str(&record);
    record.matches('\n').count()
}

fn nothing(styles: &mut Styles<'_>) -> String {
    styles.pick(&["", "", "-", "?", "uoplyst", "Ved ikke", "n/a", "mangler", "\u{a0}"]).to_owned()
}

fn padded(text: &str, styles: &mut Styles<'_>) -> String {
    match styles.below(6) {
        1 => format!(" {text}"),
        2 => format!("{text}\u{a0}"),
        _ => text.to_owned(),
    }
}

fn dated(date: &str, styles: &mut Styles<'_>) -> String {
    let [year, month, day] = date.split('-').collect::<Vec<_>>()[..] else {
        panic!("{date} is no ISO date");
    };
    let short = |number: &str| number.trim_start_matches('0').to_owned();
    match styles.below(6) {
        0 => date.to_owned(),
        4 => format!("{date}T00:00:00"),
        5 => format!("{day}-{month}-{year} 00:00:00"),
        1 => format!("{day}-{month}-{year}"),
        2 => format!("{}.{}.{year}", short(day), short(month)),
        _ => format!("{day}/{}/{year}", short(month)),
    }
}

fn said(truth: bool, styles: &mut Styles<'_>) -> String {
    if truth {
        styles
            .pick(&["ja", "Ja", "j", "x", "X", "sand", "true", "yes", "1", "1.0", "1,0", "✓"])
            .to_owned()
    } else {
        styles.pick(&["nej", "NEJ", "n", "falsk", "false", "no", "0", "0.0", "0,0"]).to_owned()
    }
}

fn entered(level: Option<Entered>, styles: &mut Styles<'_>) -> String {
    match level {
        None => nothing(styles),
        Some(Entered::NotRelevant) => styles.pick(&["ikke relevant", "Irrelevant"]).to_owned(),
        Some(Entered::Level(0)) => {
            styles.pick(&["under let", "0", "0.0", "Ingen", "ikke opfyldt"]).to_owned()
        }
        Some(Entered::Level(1)) => {
            styles.pick(&["let", "1", "1,0", "Let specialiseret"]).to_owned()
        }
        Some(Entered::Level(2)) => {
            styles.pick(&["moderat", "2", "2.0", "moderat specialiseret"]).to_owned()
        }
        Some(Entered::Level(_)) => styles
            .pick(&["højt", "3", "3,0", "HØJT", "høj", "hoejt", "hojt", "Højt specialiseret"])
            .to_owned(),
    }
}

fn reason(row: &Assessment, about: &str, styles: &mut Styles<'_>) -> String {
    match row.reasons.get(about) {
        Some(reason) => padded(reason, styles),
        None => nothing(styles),
    }
}

/// A number the Danish way, with or without a thousands mark, or with a decimal point where it can be nothing else.
fn amount(number: &Number, styles: &mut Styles<'_>) -> String {
    let (before, after) = digits(number);
    let grouped = |mark: &str| {
        let mut text = String::new();
        for (place, digit) in before.chars().enumerate() {
            if place > 0 && (before.len() - place) % 3 == 0 {
                text.push_str(mark);
            }
            text.push(digit);
        }
        text
    };
    let (before, mark, after) = match styles.below(6) {
        1 => (grouped("."), ",", after),
        2 => (grouped(" "), ",", after),
        3 => (grouped("\u{a0}"), ",", after),
        // Three digits after a point could be thousands.
        4 if after.len() != 3 || before.len() > 3 => (before, ".", after),
        5 if !after.is_empty() => (before, ",", format!("{after:0<4}")),
        _ => (before, ",", after),
    };
    if after.is_empty() { before } else { format!("{before}{mark}{after}") }
}

fn share(number: &Number, styles: &mut Styles<'_>) -> String {
    let text = amount(number, styles);
    // A bare number between nothing and one could mean per cent or a fraction.
    let unclear = *number > whole(0) && *number < whole(1);
    let marks = ["%", " %", " pct.", "pct", " procent", ""];
    let mark = marks[styles.below(if unclear { 5 } else { 6 })];
    format!("{text}{mark}")
}

/// The names under which a file may call a rubric.
pub(crate) fn names(rubric: &Rubric) -> Vec<String> {
    let mut names = vec![rubric.id.clone(), rubric.title.clone(), rubric.maalgruppe.to_uppercase()];
    names.extend(rubric.synonyms.iter().map(|synonym| fold(synonym)));
    names
}
