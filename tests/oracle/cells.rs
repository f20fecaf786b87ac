//! A plain reader of semicolon-separated rows, enough for the files that these tests write.
//!
//! It knows the Danish ways of writing a cell, but none of the dialects, warnings and explanations of the product.

use std::collections::{BTreeMap, BTreeSet};

use super::arithmetic::Fault;
use super::assessment::{Assessment, Entered, Fact, fold};
use super::record::{Row, named_indicators, rubric_of};
use super::rubric::{Kind, Number, PARAMETERS, Rubric, decimal, whole};

pub(crate) fn read(rubrics: &[Rubric], csv: &str) -> Vec<Row> {
    let mut records = split(csv);
    let last = records.last().map(|(line, _)| *line);
    let is_cut = |line: usize| Some(line) == last && !csv.ends_with('\n');
    let (_, header) = records.remove(0);
    let names: Vec<String> = header.iter().map(|name| column_name(name)).collect();
    records
        .into_iter()
        .filter(|(_, fields)| fields.iter().any(|field| !field.trim().is_empty()))
        .map(|(line, fields)| Row {
            line,
            read: if fields.len() < names.len() && is_cut(line) {
                Err(vec!["for få felter".to_owned()])
            } else {
                read_row(rubrics, &names, &fields)
            },
        })
        .collect()
}

/// Records with the line on which each begins; quotes as in RFC 4180.
fn split(csv: &str) -> Vec<(usize, Vec<String>)> {
    let text = csv.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut records = Vec::new();
    let (mut fields, mut field, mut quoted, mut line, mut begins) =
        (Vec::new(), String::new(), false, 1, 1);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ';' if !quoted => fields.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                line += 1;
                fields.push(std::mem::take(&mut field));
                records.push((begins, std::mem::take(&mut fields)));
                begins = line;
            }
            _ => {
                line += usize::from(c == '\n');
                field.push(c);
            }
        }
    }
    if !fields.is_empty() || !field.is_empty() {
        fields.push(field);
        records.push((begins, fields));
    }
    records
}

/// The folded header, with the other names of a few columns.
fn column_name(header: &str) -> String {
    match fold(header).as_str() {
        "tilbudsid" | "tilbuds_id" => "leverandoer_id".to_owned(),
        "navn" => "leverandoer".to_owned(),
        other => other.to_owned(),
    }
}

fn trim(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}')
}

fn is_missing(cell: &str) -> bool {
    let words = ["", "-", "–", "?", "uoplyst", "ikke oplyst", "ved ikke", "mangler", "n/a", "na"];
    words.contains(&trim(cell).to_lowercase().as_str())
}

fn read_row(
    rubrics: &[Rubric],
    names: &[String],
    fields: &[String],
) -> Result<Assessment, Vec<Fault>> {
    let cells: BTreeMap<&str, &str> = names
        .iter()
        .zip(fields)
        .filter(|(_, cell)| !is_missing(cell))
        .map(|(name, cell)| (name.as_str(), trim(cell)))
        .collect();
    let mut row = Assessment::default();
    let mut faults = Vec::new();
    for (name, cell) in &cells {
        row.identity.insert((*name).to_owned(), (*cell).to_owned());
    }
    if let Some(cell) = cells.get("vurderingsdato") {
        row.date = read_date(cell);
        if row.date.is_none() {
            faults.push("vurderingsdato".to_owned());
        }
    }
    match cells.get("fornoeden_kvalitet").map(|cell| cell.to_lowercase()).as_deref() {
        Some("ja" | "j" | "godkendt") => row.quality = Some(true),
        Some("nej" | "n") => row.quality = Some(false),
        Some(_) => faults.push("fornoeden_kvalitet".to_owned()),
        None => {}
    }
    let mut entered = |column: &str| {
        let cell = cells.get(column)?;
        let read = read_level(cell);
        if read.is_none() {
            faults.push(column.to_owned());
        }
        read
    };
    for parameter in PARAMETERS {
        if let Some(level) = entered(parameter) {
            row.entered.insert(parameter.to_owned(), level);
        }
    }
    match entered("samlet_vurdering") {
        Some(Entered::Level(level)) => row.overall = Some(level),
        Some(Entered::NotRelevant) => faults.push("samlet_vurdering".to_owned()),
        None => {}
    }
    for about in PARAMETERS.into_iter().chain(["samlet"]) {
        if let Some(reason) = cells.get(format!("{about}_begrundelse").as_str()) {
            row.reasons.insert(about.to_owned(), (*reason).to_owned());
        }
    }
    let rubric = rubric_of(rubrics, &row).map_err(|fault| vec![fault])?;
    for id in named_indicators(rubric) {
        match read_indicator(rubric, &id, &cells, names) {
            Ok(Some(fact)) => {
                row.facts.insert(id, fact);
            }
            Ok(None) => {}
            Err(()) => faults.push(id),
        }
    }
    if faults.is_empty() { Ok(row) } else { Err(faults) }
}

fn read_indicator(
    rubric: &Rubric,
    id: &str,
    cells: &BTreeMap<&str, &str>,
    names: &[String],
) -> Result<Option<Fact>, ()> {
    let indicator = rubric.indicator(id);
    let label = fold(&indicator.label);
    let cell = cells.get(id).or_else(|| cells.get(label.as_str()));
    match (&indicator.kind, cell) {
        (Kind::Set { options }, cell) if has_option_columns(id, options, names) => {
            let columns: Vec<String> = option_columns(id, options);
            let (mut inside, mut maybe) = (BTreeSet::new(), BTreeSet::new());
            for (option, column) in options.iter().zip(&columns) {
                match cells.get(column.as_str()).map(|cell| read_bool(cell)) {
                    Some(Some(true)) => {
                        inside.insert(option.clone());
                    }
                    Some(Some(false)) => {}
                    Some(None) => return Err(()),
                    None => {
                        maybe.insert(option.clone());
                    }
                }
            }
            match cell {
                None => Ok((maybe.len() < options.len()).then_some(Fact::Set { inside, maybe })),
                Some(cell) => joined(options, cell, &inside, &maybe).map(Some).ok_or(()),
            }
        }
        (_, None) => Ok(None),
        (Kind::Set { options }, Some(cell)) => read_set(options, cell).map(Some).ok_or(()),
        (Kind::Choice { options, .. }, Some(cell)) => {
            option(options, cell).map(|o| Some(Fact::Choice(o))).ok_or(())
        }
        (Kind::Bool, Some(cell)) => read_bool(cell).map(|truth| Some(Fact::Truth(truth))).ok_or(()),
        (Kind::Share(_), Some(cell)) => read_share(cell).map(|n| Some(Fact::Number(n))).ok_or(()),
        (Kind::Number, Some(cell)) => read_number(cell).map(|n| Some(Fact::Number(n))).ok_or(()),
        (Kind::Count, Some(cell)) => {
            read_number(cell).filter(Number::is_integer).map(|n| Some(Fact::Number(n))).ok_or(())
        }
    }
}

fn option_columns(id: &str, options: &[String]) -> Vec<String> {
    let columns = options.iter();
    columns.map(|option| format!("{id}_{}", fold(option))).collect()
}

fn has_option_columns(id: &str, options: &[String], names: &[String]) -> bool {
    option_columns(id, options).iter().any(|column| names.contains(column))
}

/// What a cell beside the columns of the options says, if one way of reading it agrees with them.
fn joined(
    options: &[String],
    cell: &str,
    inside: &BTreeSet<String>,
    maybe: &BTreeSet<String>,
) -> Option<Fact> {
    let between_blanks = cell.split_whitespace().collect::<Vec<_>>().join("|");
    [cell, between_blanks.as_str()].into_iter().find_map(|cell| {
        let fact = read_set(options, cell)?;
        let Fact::Set { inside: chosen, .. } = &fact else {
            return None;
        };
        let agrees = options.iter().all(|option| {
            maybe.contains(option) || inside.contains(option) == chosen.contains(option)
        });
        agrees.then_some(fact)
    })
}

fn option(options: &[String], cell: &str) -> Option<String> {
    options.iter().find(|option| fold(option) == fold(cell)).cloned()
}

fn read_set(options: &[String], cell: &str) -> Option<Fact> {
    let mut inside = BTreeSet::new();
    if fold(cell) != "ingen" {
        for item in cell.split(['|', ',', ';', '\n']) {
            inside.insert(option(options, item)?);
        }
    }
    Some(Fact::Set { inside, maybe: BTreeSet::new() })
}

fn read_bool(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "ja" | "j" | "x" | "✓" | "sand" | "true" | "yes" | "1" | "1.0" | "1,0" => Some(true),
        "nej" | "n" | "falsk" | "false" | "no" | "0" | "0.0" | "0,0" => Some(false),
        _ => None,
    }
}

fn read_level(cell: &str) -> Option<Entered> {
    let lower = cell.to_lowercase();
    let level = match lower.strip_suffix(" specialiseret").unwrap_or(&lower) {
        "0" | "0.0" | "0,0" | "ingen" | "under let" | "ikke opfyldt" => 0,
        "1" | "1.0" | "1,0" | "let" => 1,
        "2" | "2.0" | "2,0" | "moderat" => 2,
        "3" | "3.0" | "3,0" | "højt" | "høj" | "hoejt" | "hojt" => 3,
        "ikke relevant" | "irrelevant" => return Some(Entered::NotRelevant),
        _ => return None,
    };
    Some(Entered::Level(level))
}

fn read_date(cell: &str) -> Option<String> {
    let day = ["T00:00:00", " 00:00:00"].iter().find_map(|midnight| cell.strip_suffix(midnight));
    let parts: Vec<&str> = day.unwrap_or(cell).split(['-', '.', '/']).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    Some(format!("{year}-{month:0>2}-{day:0>2}"))
}

fn read_share(cell: &str) -> Option<Number> {
    let lower = cell.to_lowercase();
    let bare = ["%", "pct.", "pct", "procent"].iter().find_map(|mark| lower.strip_suffix(mark));
    let share = read_number(trim(bare.unwrap_or(&lower)))?;
    let unclear = bare.is_none() && share > whole(0) && share < whole(1);
    (share <= whole(100) && !unclear).then_some(share)
}

fn read_number(cell: &str) -> Option<Number> {
    let text = cell.replace('\u{a0}', " ");
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let grouped = |text: &str| {
        let mut groups = text.split(['.', ' ']);
        let first = groups.next().unwrap_or_default();
        let rest: Vec<&str> = groups.collect();
        let plausible = digits(first) && first.len() <= 3 && !first.starts_with('0');
        plausible && !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && digits(group))
    };
    let (before, after) = if let Some((before, after)) = text.split_once(',') {
        (before, Some(after))
    } else if grouped(&text) {
        (text.as_str(), None)
    } else if let Some((before, after)) = text.split_once('.') {
        // A nought in front of three digits may be either mark.
        if before.len() <= 3 && after.len() == 3 {
            return None;
        }
        return exact(before, after);
    } else {
        (text.as_str(), None)
    };
    let before = if grouped(before) { before.replace(['.', ' '], "") } else { before.to_owned() };
    match after {
        Some(after) => exact(&before, after),
        None if digits(&before) && before.len() <= 9 => Some(decimal(&before)),
        None => None,
    }
}

fn exact(before: &str, after: &str) -> Option<Number> {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let fits = before.len() <= 9 && after.len() <= 4;
    (digits(before) && digits(after) && fits).then(|| decimal(&format!("{before}.{after}")))
}
