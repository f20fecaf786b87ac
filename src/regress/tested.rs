//! What a run of the cases came to, as every output draws it.

use super::add::{self, Cells};
use super::cases::{self, Case, Cases, Decisive};
use super::mutants::{self, Fate, Killer, Mutant};
use super::suggest::{self, Suggestion, suggestion};
use super::{Location, Tweak};
use crate::arithmetic::DecimalMark;
use crate::diagnostic::Diagnostic;
use crate::place::Options;
use crate::rubric::{Catalogue, Rubric};
use crate::words::Lang;
use std::sync::Arc;

/// Every case, and every mutant if they were asked for.
#[derive(Debug)]
pub struct Tested {
    /// In input order; the rejected ones after the others of their file.
    pub cases: Vec<TestedCase>,
    /// The case files in which no case expects anything, so that they test nothing.
    pub idle: Vec<String>,
    /// One for each rubric whose mutants were tried; nothing where none were to be.
    pub mutants: Option<Vec<MutatedRubric>>,
}

/// One case.
#[derive(Debug)]
pub struct TestedCase {
    /// Its name.
    pub name: String,
    /// The case file.
    pub file: String,
    /// The line on which it begins, from 1.
    pub line: u64,
    /// `id@version` of the rubric; nothing where none could be told.
    pub rubric: Option<String>,
    /// Its index in [`Cases::cases`]; nothing for a row that could not be used.
    pub case: Option<usize>,
    /// How many expectations it has.
    pub expectations: usize,
    /// Those that are not met.
    pub failures: Vec<Failure>,
    /// Why the row could not be used; then nothing was expected of it.
    pub faults: Vec<Diagnostic>,
}

impl TestedCase {
    /// Whether all is as expected.
    pub fn holds(&self) -> bool {
        self.failures.is_empty() && self.faults.is_empty()
    }
}

/// An expectation that is not met.
#[derive(Debug)]
pub struct Failure {
    /// The column that says what is expected.
    pub column: String,
    /// What is expected.
    pub expected: &'static str,
    /// What was computed.
    pub got: &'static str,
    /// The criteria that made the difference.
    pub decisive: Vec<Decisive>,
    /// Where the first of them stands.
    pub at: Option<Location>,
}

/// The mutants of one rubric.
#[derive(Debug)]
pub struct MutatedRubric {
    /// `id@version`.
    pub rubric: String,
    /// The file.
    pub file: String,
    /// How many cases the rubric has.
    pub cases: usize,
    /// How many mutants a case notices.
    pub killed: usize,
    /// Those that are proved to be no change.
    pub equivalent: Vec<Tweak>,
    /// Those that no case notices, each with the case that would.
    pub survivors: Vec<Survivor>,
    /// Those that are meant to live, each with the reason that a comment in the rubric gives.
    pub allowed: Vec<(Tweak, String)>,
    /// As few cases as notice all survivors, by column.
    pub missing: Vec<Cells>,
}

impl MutatedRubric {
    /// How many mutants there are.
    pub fn total(&self) -> usize {
        self.killed + self.equivalent.len() + self.allowed.len() + self.survivors.len()
    }
}

/// A mutant that no case notices.
#[derive(Debug)]
pub struct Survivor {
    /// What it changes.
    pub tweak: Tweak,
    /// The case that would notice; nothing where it was not settled whether one could.
    pub case: Option<Suggestion>,
}

impl Tested {
    /// How many cases do not hold.
    pub fn failed(&self) -> usize {
        self.cases.iter().filter(|case| !case.holds()).count()
    }

    /// How many mutants no case notices.
    pub fn survivors(&self) -> usize {
        self.mutants.iter().flatten().map(|rubric| rubric.survivors.len()).sum()
    }

    /// Whether there is nothing to act on.
    pub fn holds(&self) -> bool {
        self.idle.is_empty() && self.failed() == 0 && self.survivors() == 0
    }

    /// How many rows could not be used.
    pub fn rejected(&self) -> usize {
        self.cases.iter().filter(|case| !case.faults.is_empty()).count()
    }

    /// Draws up how every case did.
    pub fn of(catalogue: &Catalogue, cases: &Cases, lang: Lang) -> Self {
        let mut tested = Vec::new();
        for (index, file) in cases.files.iter().enumerate() {
            let all = cases.cases.iter().enumerate();
            let of_file = all.filter(|(_, case)| case.file == index);
            tested.extend(of_file.map(|case| tested_case(catalogue, case, &file.name, lang)));
            let rejected = cases.rejected.iter().filter(|row| row.file == file.name);
            tested.extend(rejected.map(|row| TestedCase {
                name: format!("{}:{}", row.file, row.line),
                file: file.name.to_string(),
                line: row.line,
                rubric: None,
                case: None,
                expectations: 0,
                failures: Vec::new(),
                faults: row.faults.clone(),
            }));
        }
        let expects = |file: &str| {
            let mut of_file = tested.iter().filter(|case| case.file == file);
            of_file.any(|case: &TestedCase| case.expectations > 0)
        };
        let files = cases.files.iter().map(|file| file.name.to_string());
        Self { idle: files.filter(|file| !expects(file)).collect(), cases: tested, mutants: None }
    }

    /// Tries every mutant that is wanted of the rubrics at these indices; all cases hold without them.
    pub fn mutate(
        &mut self,
        catalogue: &Catalogue,
        rubrics: &[usize],
        is_wanted: impl Fn(&Tweak) -> bool,
        cases: &Cases,
        (options, mark): (Options, DecimalMark),
    ) {
        let mutated = rubrics.iter().map(|&index| {
            let mutants = mutants::all(&catalogue.rubrics()[index]).into_iter();
            let wanted = mutants.filter(|mutant| is_wanted(&mutant.tweak));
            let rubric = &catalogue.rubrics()[index];
            mutated(rubric, index, wanted.collect(), cases, options, mark)
        });
        self.mutants = Some(mutated.collect());
    }
}

fn tested_case(
    catalogue: &Catalogue,
    (index, case): (usize, &Case),
    file: &Arc<str>,
    lang: Lang,
) -> TestedCase {
    let rubric = &catalogue.rubrics()[case.rubric];
    let failures = case.failures().map(|expectation| {
        let decisive = cases::decisive(rubric, case, expectation, lang);
        let first = decisive.first().and_then(|decisive| {
            let part = rubric.parameter(decisive.parameter);
            part.criteria.iter().flatten().find(|criterion| criterion.id == decisive.id)
        });
        Failure {
            column: expectation.target.column(),
            expected: expectation.expected,
            got: expectation.target.computed(&case.placement),
            at: first.map(|criterion| Location {
                source: Arc::clone(&rubric.source),
                span: criterion.span.clone(),
            }),
            decisive,
        }
    });
    TestedCase {
        name: case.name.clone(),
        file: file.to_string(),
        line: case.line,
        rubric: Some(rubric.name()),
        case: Some(index),
        expectations: case.expectations.len(),
        failures: failures.collect(),
        faults: Vec::new(),
    }
}

/// Why a mutant is meant to live: `# indplacer:allow <place> – reason`, with the change behind the place where only one
/// of several at it is meant, as `AP-H1 max: 60`. Without a reason nothing is allowed.
fn allowed(rubric: &Rubric, tweak: &Tweak) -> Option<String> {
    const MARK: &str = "indplacer:allow ";
    let to = tweak.to.as_deref().unwrap_or("-");
    let named = [tweak.place.clone(), format!("{}: {to}", tweak.place)];
    rubric.source.text.lines().find_map(|line| {
        let (_, comment) = line.split_once('#')?;
        let (mutant, reason) = comment.trim_start().strip_prefix(MARK)?.split_once(" – ")?;
        let is_it = named.iter().any(|name| name == mutant.trim());
        (is_it && !reason.trim().is_empty()).then(|| reason.trim().to_owned())
    })
}

fn mutated(
    rubric: &Rubric,
    index: usize,
    wanted: Vec<Mutant>,
    cases: &Cases,
    options: Options,
    mark: DecimalMark,
) -> MutatedRubric {
    let own: Vec<(usize, &Case)> =
        cases.cases.iter().enumerate().filter(|(_, case)| case.rubric == index).collect();
    let file = own.first().map(|(_, case)| &cases.files[case.file]);
    let mut mutated = MutatedRubric {
        rubric: rubric.name(),
        file: rubric.source.name.clone(),
        cases: own.len(),
        killed: 0,
        equivalent: Vec::new(),
        survivors: Vec::new(),
        allowed: Vec::new(),
        missing: Vec::new(),
    };
    let mut killers: Vec<(Mutant, Killer)> = Vec::new();
    for mutant in wanted {
        let Mutant { tweak, .. } = &mutant;
        let fate = mutants::fate(rubric, &mutant, &own, options);
        let lives = matches!(fate, Fate::Survives(_) | Fate::Unsettled);
        if let Some(reason) = lives.then(|| allowed(rubric, tweak)).flatten() {
            mutated.allowed.push((tweak.clone(), reason));
            continue;
        }
        match fate {
            Fate::Killed(_) => mutated.killed += 1,
            Fate::Equivalent => mutated.equivalent.push(tweak.clone()),
            Fate::Survives(killer) => {
                let number = mutated.survivors.len() + 1;
                let case = suggestion(rubric, &mutant, &killer, number, file, mark);
                mutated.survivors.push(Survivor { tweak: tweak.clone(), case: Some(case) });
                killers.push((mutant, *killer));
            }
            Fate::Unsettled => {
                mutated.survivors.push(Survivor { tweak: tweak.clone(), case: None });
            }
        }
    }
    let mut numbers = (1..).filter(|number| {
        let id = suggest::id(rubric, *number);
        !own.iter().any(|(_, case)| case.id == id)
    });
    for index in add::chosen(rubric, &killers, options) {
        let (mutant, killer) = &killers[index];
        let number = numbers.next().unwrap_or_default();
        let name = suggest::name(rubric, mutant, killer, mark);
        let cells = suggest::cells(rubric, name, killer, number, mark);
        mutated.missing.push(cells);
    }
    mutated
}
