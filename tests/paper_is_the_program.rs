//! Every bound that stands on paper is the one that the program applies: read back from the interview guide, the report
//! template and the page of a rubric, for every kind of supplier, and from the form what it asks.

mod oracle;

use indplacer::arithmetic::Number;
use indplacer::diagnostic::Diagnostics;
use indplacer::render::document::markdown;
use indplacer::rubric::{Condition, Criterion, GroupKind, Kind, Leaf, Rubric};
use indplacer::source::Source;
use indplacer::words::Lang;
use indplacer::workbench::{Answer, form, interview_guide, report_template, show};
use oracle::generate::{ANYTHING, rubric};
use oracle::write::{self, Form};
use proptest::prelude::*;
use std::fs;

/// A line of a list on a page, with those below it.
#[derive(Debug)]
struct Line {
    text: String,
    below: Vec<Line>,
}

/// The bounds that a page states: for everybody, and for groups by the words of their values.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Stated {
    everybody: Option<String>,
    others: Vec<(String, String)>,
}

/// The lines of the list that begins with `lines`, as far as they are indented by at least so much.
fn list(lines: &[&str], indent: usize) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let inner = line.trim_start();
        if inner.is_empty() || line.len() - inner.len() < indent || !inner.starts_with("- ") {
            break;
        }
        let deeper = line.len() - inner.len() + 2;
        let below = list(&lines[at + 1..], deeper);
        at += 1 + count(&below);
        let text = inner[2..].replace('\\', "");
        let text = text.strip_prefix("[ ] ").unwrap_or(&text).to_owned();
        found.push(Line { text, below });
    }
    found
}

fn count(lines: &[Line]) -> usize {
    lines.iter().map(|line| 1 + count(&line.below)).sum()
}

/// The one line of a page that is about a criterion, with those below it.
fn line_of(page: &str, criterion: &Criterion) -> Line {
    let lines: Vec<&str> = page.lines().collect();
    let is_of = |line: &&str| {
        let text = line.trim_start().trim_start_matches("- ");
        let text = text.strip_prefix("[ ] ").unwrap_or(text);
        text.starts_with(&format!("{}: ", criterion.id))
    };
    let places: Vec<usize> = (0..lines.len()).filter(|&at| is_of(&lines[at])).collect();
    assert_eq!(places.len(), 1, "{} stands once on a page", criterion.id);
    let indent = lines[places[0]].len() - lines[places[0]].trim_start().len();
    list(&lines[places[0]..], indent).remove(0)
}

/// `a; mindst ambulant 6; højst botilbud 9` without what is for everybody: the exceptions of either bound.
fn others(parts: &[&str], has: [bool; 2]) -> [Vec<(String, String)>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    for part in parts {
        let (side, part) = match (has, part) {
            ([true, true], part) if part.starts_with("mindst ") => (0, &part["mindst ".len()..]),
            ([true, true], part) => (1, part.strip_prefix("højst ").expect("which bound")),
            ([is_lower, _], part) => (usize::from(!is_lower), *part),
        };
        let part = part.strip_suffix(" (det første, der passer)").unwrap_or(part);
        found[side].extend(part.split(", ").map(|one| {
            let (group, value) = one.rsplit_once(" »").map_or_else(
                || one.rsplit_once(' ').expect("a group and its bound"),
                |(group, _)| (group, &one[group.len() + 1..]),
            );
            (group.to_owned(), value.to_owned())
        }));
    }
    found
}

/// A bound without its unit: `12,5 borgere` is `12,5`, and an option is all of it.
fn amount(text: &str) -> &str {
    match text.starts_with('»') {
        true => text,
        false => text.split(' ').next().unwrap_or_default(),
    }
}

/// What a test in words states of its two bounds.
fn stated_by_test(test: &str) -> [Stated; 2] {
    let parts: Vec<&str> = test.split("; ").collect();
    let (everybody, rest) = parts.split_first().expect("a test");
    let (min, max) = if let Some(range) = everybody.strip_prefix("fra ") {
        let (min, max) = range.split_once(" til ").expect("both");
        (Some(min), Some(max))
    } else if let Some(min) = everybody.strip_prefix("mindst ") {
        (Some(min), None)
    } else {
        (None, Some(everybody.strip_prefix("højst ").expect("a bound")))
    };
    let [lower, upper] = others(rest, [min.is_some(), max.is_some()]);
    let stated = |bound: Option<&str>, others| Stated {
        everybody: bound.map(|bound| amount(bound).to_owned()),
        others,
    };
    [stated(min, lower), stated(max, upper)]
}

/// What the words of a criterion state of the bounds that they show.
fn stated_by_words(words: &str, text: &str) -> [Stated; 2] {
    let text = text.trim_end_matches('.');
    let mut stated = [Stated::default(), Stated::default()];
    let (mut rest, mut pattern) = (words, text);
    while let Some(open) = pattern.find('{') {
        let side = usize::from(pattern[open..].starts_with("{max}"));
        rest = rest.strip_prefix(&pattern[..open]).expect("the words of the criterion");
        pattern = &pattern[open + "{min}".len()..];
        let end = match rest.starts_with('»') {
            true => rest.find('«').expect("an option") + '«'.len_utf8(),
            false => rest.find([' ', ';']).unwrap_or(rest.len()),
        };
        let number = rest[..end].trim_end_matches('.');
        stated[side].everybody = Some(number.to_owned());
        rest = &rest[number.len()..];
        if number == "1" {
            // The word behind it is that of one: a borger, and no borgere.
            (rest, pattern) = (behind_word(rest), behind_word(pattern));
        }
    }
    let rest = rest.strip_prefix(pattern).expect("the words of the criterion");
    let Some(rest) = rest.strip_prefix("; ") else {
        return stated;
    };
    // Behind it stands where content and number are from.
    let rest = rest.split(". ").next().unwrap_or_default();
    let parts: Vec<&str> = rest.trim_end_matches('.').split("; ").collect();
    let has = [0, 1].map(|side| stated[side].everybody.is_some());
    for (stated, others) in stated.iter_mut().zip(others(&parts, has)) {
        stated.others = others;
    }
    stated
}

/// What stands behind the first word.
fn behind_word(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|sign: char| !sign.is_alphabetic());
    &text[end.unwrap_or(text.len())..]
}

/// A bound as people read it.
fn written(kind: &Kind, bound: Number) -> String {
    match kind {
        Kind::Choice { options, .. } => {
            let index = bound.ten_thousandths() / 10_000;
            format!("»{}«", options.names[usize::try_from(index).expect("an index")])
        }
        _ => bound.to_string().replace('.', ","),
    }
}

/// For every kind of supplier: what the page says is what the program applies.
#[track_caller]
fn agree(rubric: &Rubric, kind: &Kind, leaf: &Leaf, stated: &[Stated; 2], place: &str) {
    let open = vec![None; rubric.groups.len()];
    let suppliers = leaf.combinations(&rubric.groups, &open);
    for (side, bound) in leaf.bounds().into_iter().enumerate() {
        let said = &stated[side];
        let Some(bound) = bound else {
            assert_eq!(*said, Stated::default(), "{place}: a bound that is none");
            continue;
        };
        let everybody = written(kind, bound.value);
        assert_eq!(said.everybody.as_ref(), Some(&everybody), "{place}");
        for supplier in &suppliers {
            let is_of = |group: &str| {
                let mut values = rubric
                    .groups
                    .iter()
                    .zip(supplier)
                    .filter_map(|(of, value)| value.map(|value| of.values[value].as_str()));
                values.any(|value| value == group)
            };
            let applies = said.others.iter().find(|(group, _)| is_of(group));
            let read = applies.map_or(&everybody, |(_, bound)| bound);
            let applied = written(kind, bound.for_groups(supplier));
            assert_eq!(*read, applied, "{place}: for {supplier:?}");
        }
    }
}

/// What is asked about, in words.
fn fact(rubric: &Rubric, leaf: &Leaf) -> String {
    let labels: Vec<&str> =
        leaf.indicators().iter().map(|&index| rubric.indicators[index].label.as_str()).collect();
    let together = labels.join(" + ");
    if labels.len() > 1 { format!("{together} tilsammen") } else { together }
}

/// Reads a condition back from a line and those below it.
fn condition_is(rubric: &Rubric, of: &Condition, line: &Line, place: &str) {
    match of {
        Condition::AtLeast { kind, n, members } => {
            let said = match kind {
                GroupKind::Any => "Mindst ét af disse:".to_owned(),
                GroupKind::All => "Alle disse:".to_owned(),
                GroupKind::AtLeast => format!("Mindst {n} af disse {}:", members.len()),
            };
            assert_eq!(line.text, said, "{place}");
            assert_eq!(line.below.len(), members.len(), "{place}");
            for (member, line) in members.iter().zip(&line.below) {
                condition_is(rubric, member, line, place);
            }
        }
        Condition::Leaf(leaf) => {
            let begins = format!("{}: ", fact(rubric, leaf));
            let test = line.text.strip_prefix(&begins);
            let test =
                test.unwrap_or_else(|| panic!("{place}: {} is not about {begins}", line.text));
            test_is(rubric, leaf, test, place);
        }
    }
}

/// Names with commas, and a word before the last.
fn listed(names: &[String], word: &str) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{}{word}{last}", first.join(", ")),
        names => names.concat(),
    }
}

fn test_is(rubric: &Rubric, leaf: &Leaf, test: &str, place: &str) {
    let kind = &rubric.indicators[leaf.indicators()[0]].kind;
    let names = |some: &indplacer::rubric::OptionSet| -> Vec<String> {
        let options = kind.options().expect("options");
        some.iter().map(|index| options.names[index].clone()).collect()
    };
    // Where a name has an »og« of its own there is none between them.
    let all_of = |names: Vec<String>| match names.iter().any(|name| name.contains(" og ")) {
        true => names.join(", "),
        false => listed(&names, " og "),
    };
    match leaf {
        Leaf::Range { .. } => agree(rubric, kind, leaf, &stated_by_test(test), place),
        Leaf::Is { value, .. } => {
            let answer = if *value { "ja" } else { "nej" };
            assert_eq!(test, format!("skal være {answer}"), "{place}");
        }
        Leaf::OneOf { options, .. } => {
            let names: Vec<String> =
                names(options).iter().map(|name| format!("»{name}«")).collect();
            assert_eq!(test, format!("skal være {}", listed(&names, " eller ")), "{place}");
        }
        Leaf::Includes { named, options, .. } => {
            let bound = leaf.bounds()[0].expect("a number of options");
            let n = bound.value.to_string();
            let said = match (named, n == options.len().to_string()) {
                (false, _) if n == "1" => "mindst én".to_owned(),
                (false, _) => format!("mindst {n} forskellige"),
                (true, true) => format!("skal omfatte {}", all_of(names(options))),
                (true, false) => format!("mindst {n} af disse: {}", all_of(names(options))),
            };
            let others_said = test.strip_prefix(&said);
            let others_said =
                others_said.unwrap_or_else(|| panic!("{place}: {test} is not {said}"));
            let parts: Vec<&str> = others_said.split("; ").skip(1).collect();
            let [others, _] = others(&parts, [true, false]);
            let lower = Stated { everybody: Some(n), others };
            agree(rubric, kind, leaf, &[lower, Stated::default()], place);
        }
    }
}

/// Every criterion of a rubric is read back from a page, its words and what stands below them.
fn page_is_the_program(rubric: &Rubric, page: &str, name: &str) {
    for criterion in rubric.parameters.iter().flat_map(|part| part.criteria.iter().flatten()) {
        let place = format!("{name}, {}", criterion.id);
        let line = line_of(page, criterion);
        let words = &line.text[criterion.id.len() + 2..];
        let shows = ["{min}", "{max}"].map(|name| criterion.text.contains(name));
        let mut is_told = [false; 2];
        if let Condition::Leaf(leaf) = &criterion.condition
            && shows.contains(&true)
        {
            let kind = &rubric.indicators[leaf.indicators()[0]].kind;
            let stated = stated_by_words(words, &criterion.text);
            is_told = shows;
            if leaf.bounds().map(|bound| bound.is_some()) == shows {
                agree(rubric, kind, leaf, &stated, &place);
            }
        }
        let has = match &criterion.condition {
            Condition::Leaf(leaf @ Leaf::Range { .. }) => {
                leaf.bounds().map(|bound| bound.is_some())
            }
            _ => [true; 2],
        };
        match line.below.as_slice() {
            [] => assert_eq!(is_told, has, "{place}: neither words nor test state the bounds"),
            [test] => condition_is(rubric, &criterion.condition, test, &place),
            more => panic!("{place}: {} conditions", more.len()),
        }
    }
}

/// The form asks for every fact that a criterion tests, with the answers that the test knows, and for no share that is
/// computed: for its two numbers.
fn form_asks_what_is_tested(rubric: &Rubric) {
    let form = form(rubric, Lang::Da);
    let fields: Vec<_> = form.sections.iter().flat_map(|section| &section.fields).collect();
    let answer = |column: &str| {
        let mut found = fields.iter().filter(|field| field.column == column);
        let field = found.next().unwrap_or_else(|| panic!("{column} is not asked"));
        assert!(found.next().is_none(), "{column} is asked twice");
        field.answer.clone()
    };
    let asks = |column: &str| fields.iter().any(|field| field.column == column);
    let yes_no = || Answer::OneOf(vec!["ja".to_owned(), "nej".to_owned()]);
    for criterion in rubric.parameters.iter().flat_map(|part| part.criteria.iter().flatten()) {
        criterion.condition.for_each_leaf(&mut |leaf| {
            for indicator in leaf.indicators().iter().map(|&index| &rubric.indicators[index]) {
                match &indicator.kind {
                    Kind::Count => assert_eq!(answer(&indicator.id), Answer::Count),
                    Kind::Number => assert_eq!(answer(&indicator.id), Answer::Number),
                    Kind::Bool => assert_eq!(answer(&indicator.id), yes_no()),
                    Kind::Choice { options, .. } => {
                        assert_eq!(answer(&indicator.id), Answer::OneOf(options.names.clone()));
                    }
                    Kind::Set { options } => {
                        for name in &options.names {
                            assert_eq!(answer(&format!("{}_{name}", indicator.id)), yes_no());
                        }
                    }
                    Kind::Share { computed: None } => {
                        assert_eq!(answer(&indicator.id), Answer::Share);
                    }
                    Kind::Share { computed: Some(of) } => {
                        assert!(!asks(&indicator.id), "{}", indicator.id);
                        for end in [of.part, of.whole] {
                            answer(&rubric.indicators[end].id);
                        }
                    }
                }
            }
            for group in leaf.groups().into_iter().map(|index| &rubric.groups[index]) {
                assert_eq!(answer(group.column.id()), Answer::OneOf(group.values.clone()));
            }
        });
    }
}

fn paper_is_the_program(rubric: &Rubric) {
    for (name, page) in [
        ("show", show(rubric, Lang::Da)),
        ("interview", interview_guide(rubric, Lang::Da)),
        ("afrapportering", report_template(rubric, Lang::Da)),
    ] {
        page_is_the_program(rubric, &markdown(&page), name);
    }
    form_asks_what_is_tested(rubric);
}

fn read(name: &str, text: String) -> Rubric {
    let mut notes = Diagnostics::default();
    let name = name.into();
    let text = text.into();
    let source = Source { name, text };
    Rubric::read(source, &mut notes).expect("a valid rubric")
}

#[test]
fn every_bound_of_the_rubrics_here_is_on_paper_as_the_program_applies_it() {
    let mut read_of = 0;
    for folder in ["rubrics", "examples/rubrics"] {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("a file").path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let text = fs::read_to_string(&path).expect("a text");
                paper_is_the_program(&read(&path.display().to_string(), text));
                read_of += 1;
            }
        }
    }
    assert!(read_of >= 5, "the rubrics are where they were");
}

/// The same rubric with words that show the bounds of those criteria that have one fact.
fn with_words(text: &str) -> String {
    let rubric = read("a.toml", text.to_owned());
    let mut text = text.to_owned();
    for criterion in rubric.parameters.iter().flat_map(|part| part.criteria.iter().flatten()) {
        let Condition::Leaf(leaf @ Leaf::Range { .. }) = &criterion.condition else {
            continue;
        };
        let words = match leaf.bounds() {
            [Some(_), Some(_)] => "Mellem {min} og {max} i alt.",
            [Some(_), None] => "Ikke under {min} borgere i alt",
            _ => "Ikke over {max}.",
        };
        let id = &criterion.id;
        text = text.replace(&format!("text = \"krav {id}\"\n"), &format!("text = \"{words}\"\n"));
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_bound_of_a_random_rubric_is_on_paper_as_the_program_applies_it(rubric in rubric(ANYTHING)) {
        let text = write::toml(&rubric, &Form::plain());
        paper_is_the_program(&read("a.toml", text.clone()));
        paper_is_the_program(&read("a.toml", with_words(&text)));
    }
}
