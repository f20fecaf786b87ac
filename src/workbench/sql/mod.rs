//! A rubric as one SQL query that places the rows of a wide table, for engines that already hold the data.
//!
//! SQL's `NULL` is Kleene's unknown, so a criterion reads as it is written in the rubric. Nothing is divided: a
//! share is compared by multiplying across. The same query runs in both dialects; only the types at its head differ.

mod condition;
mod quoting;

use condition::Conditions;
use quoting::{comment, name, table_name, text, texts};

use crate::place::sum_needed;
use crate::rubric::{
    Criterion, Indicator, Kind, Levels, Method, PartOfWhole, Requirement, Rubric, Rule,
};
use crate::tell::criterion;
use crate::vocabulary::{Level, Parameter, RubricStatus};
use crate::words::{Lang, Sql, Ui};
use std::fmt::Write as _;

/// Which engine's names for types stand at the query's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// DuckDB.
    DuckDb,
    /// PostgreSQL.
    Postgres,
}

/// The query that places every row of `table`, which holds the assessments of the rubric's målgruppe.
///
/// Entered levels, overrides and `ikke relevant` are left out, and the head says so. `table` may be qualified, as in
/// `skema.vurderinger`, or be a file that DuckDB reads by its name.
pub fn sql(rubric: &Rubric, dialect: Dialect, table: &str, lang: Lang) -> String {
    let query = Query { rubric, lang };
    let table = table_name(table);
    let parts = [
        query.head(dialect, &table),
        format!("WITH krav AS (\n{}\n  FROM {table}\n)", query.criteria()),
        format!(", niveauer AS (\n{}\n  FROM krav\n)", query.levels()),
        format!(", parametre AS (\n{}\n  FROM niveauer\n)", query.parameters()),
        format!(", summer AS (\n{}\n  FROM parametre\n)", query.sums()),
        format!(", samlet AS (\n{}\n  FROM summer\n)", query.placement()),
        format!("\nSELECT\n{}\nFROM samlet;\n", query.results()),
    ];
    parts.concat()
}

/// Both ends of what is known: the column's ending, and how a level that may hold is taken.
const ENDS: [End; 2] = [End::Min, End::Max];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Only what surely holds counts.
    Min,
    /// What may hold counts.
    Max,
}

impl End {
    const fn word(self) -> &'static str {
        match self {
            Self::Min => "min",
            Self::Max => "max",
        }
    }
}

/// A rubric on its way to SQL, and the language of the comments.
struct Query<'r> {
    rubric: &'r Rubric,
    lang: Lang,
}

impl Query<'_> {
    /// What the query is, what it leaves out, and the columns that the table must have.
    fn head(&self, dialect: Dialect, table: &str) -> String {
        let rubric = self.rubric;
        let engine = match dialect {
            Dialect::DuckDb => "DuckDB",
            Dialect::Postgres => "PostgreSQL",
        };
        let mut lines = vec![
            Sql::Title { name: rubric.name(), title: rubric.title.clone(), engine }.text(self.lang),
            Sql::Proposal.text(self.lang),
            Sql::LeftOut.text(self.lang),
            Sql::Columns { table: table.to_owned() }.text(self.lang),
        ];
        if rubric.status == RubricStatus::Illustrativ {
            lines.insert(2, Ui::Illustrative.text(self.lang));
        }
        let text = match dialect {
            Dialect::DuckDb => "VARCHAR",
            Dialect::Postgres => "TEXT",
        };
        let decimal = match dialect {
            Dialect::DuckDb => "DECIMAL(13,4)",
            Dialect::Postgres => "NUMERIC(13,4)",
        };
        let mut column = |column: &str, of_type: &str, about: &str| {
            lines.push(format!("  {} {of_type}  {about}", name(column)).trim_end().to_owned());
        };
        column("leverandoer_id", text, "");
        column("fornoeden_kvalitet", "BOOLEAN", "");
        for group in &rubric.groups {
            column(group.column.id(), text, &group.values.join(" | "));
        }
        for indicator in self.indicators() {
            let of_type = match indicator.kind {
                Kind::Count => "BIGINT",
                Kind::Number | Kind::Share { .. } => decimal,
                Kind::Bool => "BOOLEAN",
                Kind::Choice { .. } | Kind::Set { .. } => text,
            };
            column(&indicator.id, of_type, &indicator.label);
        }
        lines
            .iter()
            .flat_map(|line| comment(line))
            .fold(String::new(), |all, line| all + &line + "\n")
    }

    /// The indicators whose cells count.
    fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.rubric.used_indicators().into_iter().map(|index| &self.rubric.indicators[index])
    }

    fn all_criteria(&self) -> impl Iterator<Item = (usize, Parameter, Level, &Criterion)> {
        let of_parameter = |parameter| {
            let part = self.rubric.parameter(parameter);
            let of_level = move |level| {
                part.criteria_of(level).iter().map(move |criterion| (parameter, level, criterion))
            };
            Level::DESCRIBED.into_iter().flat_map(of_level)
        };
        let all = Parameter::ALL.into_iter().flat_map(of_parameter);
        (1..)
            .zip(all)
            .map(|(number, (parameter, level, criterion))| (number, parameter, level, criterion))
    }

    /// Every row with whether it can be read, and each criterion: true, false or unknown.
    fn criteria(&self) -> String {
        let mut columns = format!("  SELECT *,\n    {} AS \"gyldig\"", self.valid());
        let conditions = Conditions { rubric: self.rubric };
        for (number, parameter, level, own) in self.all_criteria() {
            let text = criterion::as_written(self.rubric, own, self.lang);
            let head = format!("{} {} {}: {text}", own.id, parameter.id(), level.as_str());
            let condition = conditions.condition(&own.condition);
            columns.push_str(",\n");
            for line in comment(&head) {
                let _ = writeln!(columns, "    {line}");
            }
            let _ = write!(columns, "    {condition} AS {}", of_criterion(number));
        }
        columns
    }

    /// Whether every cell that counts is one that the rubric allows; a missing one is.
    fn valid(&self) -> String {
        let mut checks = Vec::new();
        for group in &self.rubric.groups {
            checks.push(format!("{} IN ({})", name(group.column.id()), texts(&group.values)));
        }
        for indicator in self.indicators() {
            let own = name(&indicator.id);
            match &indicator.kind {
                Kind::Count | Kind::Number => {
                    checks.push(format!("{own} BETWEEN 0 AND 999999999.9999"));
                }
                Kind::Share { computed } => {
                    checks.push(format!("{own} BETWEEN 0 AND 100"));
                    if let Some(PartOfWhole { part, whole }) = *computed {
                        let [part, whole] =
                            [part, whole].map(|index| name(&self.rubric.indicators[index].id));
                        checks.push(format!("{part} <= {whole}"));
                    }
                }
                Kind::Bool => {}
                Kind::Choice { options, .. } => {
                    checks.push(format!("{own} IN ({})", texts(&options.names)));
                }
                Kind::Set { options } => checks.push(is_a_set(&own, &options.names)),
            }
        }
        let checks: Vec<_> =
            checks.iter().map(|check| format!("COALESCE({check}, TRUE)")).collect();
        if checks.is_empty() { "TRUE".to_owned() } else { checks.join("\n      AND ") }
    }

    /// Every level of every parameter with criteria: whether all of them hold.
    fn levels(&self) -> String {
        let mut columns = "  SELECT *".to_owned();
        for parameter in self.parameters_with_criteria() {
            for level in Level::DESCRIBED {
                let of_level = self.all_criteria();
                let of_level = of_level.filter(|(_, own, at, _)| *own == parameter && *at == level);
                let criteria: Vec<_> = of_level.map(|(number, ..)| of_criterion(number)).collect();
                let column = of_level_name(parameter, level);
                let _ = write!(columns, ",\n    {} AS {column}", criteria.join(" AND "));
            }
        }
        columns
    }

    fn parameters_with_criteria(&self) -> impl Iterator<Item = Parameter> {
        let has =
            |parameter: &Parameter| self.rubric.parameter(*parameter).method == Method::Criteria;
        Parameter::ALL.into_iter().filter(has)
    }

    /// The points of every parameter, as an interval.
    fn parameters(&self) -> String {
        let mut columns = "  SELECT *".to_owned();
        for parameter in Parameter::ALL {
            for end in ENDS {
                let points = self.points(parameter, end);
                let _ = write!(columns, ",\n    {points} AS {}", of_end(parameter, end));
            }
        }
        columns
    }

    fn points(&self, parameter: Parameter, end: End) -> String {
        let part = self.rubric.parameter(parameter);
        let [low, middle, high] = Level::DESCRIBED.map(|level| {
            let column = of_level_name(parameter, level);
            match end {
                End::Min => format!("COALESCE({column}, FALSE)"),
                End::Max => format!("COALESCE({column}, TRUE)"),
            }
        });
        match (part.method, part.levels, end) {
            (Method::Assessed, _, End::Min) => "0".to_owned(),
            (Method::Assessed, _, End::Max) => "3".to_owned(),
            (Method::Criteria, Levels::Cumulative, _) => format!(
                "CASE WHEN NOT {low} THEN 0 WHEN NOT {middle} THEN 1 WHEN NOT {high} THEN 2 ELSE 3 END"
            ),
            (Method::Criteria, Levels::Independent, _) => {
                format!("CASE WHEN {high} THEN 3 WHEN {middle} THEN 2 WHEN {low} THEN 1 ELSE 0 END")
            }
        }
    }

    /// The sum of points at both ends, and whether any parameter is open.
    fn sums(&self) -> String {
        let of = |end| Parameter::ALL.map(|parameter| of_end(parameter, end)).join(" + ");
        format!(
            "  SELECT *,\n    {} AS \"point min\",\n    {} AS \"point max\"",
            of(End::Min),
            of(End::Max)
        )
    }

    /// The level at both ends, after the rule and the must-haves.
    fn placement(&self) -> String {
        let rule = match self.rubric.rule {
            Rule::Mean(cutoffs) => {
                let of = |level: Level| {
                    format!("{} {}", level.as_str(), cutoffs.0[usize::from(level.points()) - 1])
                };
                Sql::Mean { cutoffs: Level::DESCRIBED.map(of).join(", ") }
            }
            Rule::Median => Sql::Median,
            Rule::Weakest => Sql::Weakest,
        };
        let mut columns = "  SELECT *,\n".to_owned();
        for line in comment(&rule.text(self.lang)) {
            let _ = writeln!(columns, "    {line}");
        }
        let ends = ENDS.map(|end| format!("    {} AS \"niveau {}\"", self.level(end), end.word()));
        columns + &ends.join(",\n")
    }

    fn level(&self, end: End) -> String {
        let points = Parameter::ALL.map(|parameter| of_end(parameter, end));
        let by_rule = match self.rubric.rule {
            Rule::Mean(cutoffs) => {
                let reaches = |level: Level| {
                    let needed = sum_needed(&cutoffs, level, Parameter::COUNT);
                    format!("WHEN \"point {}\" >= {needed} THEN {}", end.word(), level.points())
                };
                let [low, middle, high] = Level::DESCRIBED.map(reaches);
                format!("CASE {high} {middle} {low} ELSE 0 END")
            }
            Rule::Median => {
                let reaches = |level: Level| {
                    let counts = points.each_ref().map(|of| {
                        format!("CASE WHEN {of} >= {} THEN 1 ELSE 0 END", level.points())
                    });
                    let quorum = Parameter::COUNT - (Parameter::COUNT - 1) / 2;
                    format!("WHEN {} >= {quorum} THEN {}", counts.join(" + "), level.points())
                };
                let [low, middle, high] = Level::DESCRIBED.map(reaches);
                format!("CASE {high} {middle} {low} ELSE 0 END")
            }
            Rule::Weakest => format!("LEAST({})", points.join(", ")),
        };
        let caps = self.rubric.requirements.iter().map(|requirement| cap(requirement, end));
        let caps: Vec<_> = caps.collect();
        if caps.is_empty() {
            by_rule
        } else {
            format!("LEAST({by_rule},\n      {})", caps.join(",\n      "))
        }
    }

    /// What is told of a row.
    fn results(&self) -> String {
        let open = Parameter::ALL.map(|parameter| {
            format!("{} = {}", of_end(parameter, End::Min), of_end(parameter, End::Max))
        });
        let mut columns = vec![
            "  \"leverandoer_id\"".to_owned(),
            "  CASE WHEN NOT \"gyldig\" THEN 'afvist' WHEN NOT \"fornoeden_kvalitet\" THEN 'uden_kvalitet'\n    \
             WHEN \"fornoeden_kvalitet\" IS NULL OR \"niveau min\" < \"niveau max\" THEN 'uafklaret'\n    \
             WHEN \"niveau min\" = 0 THEN 'under_let' ELSE 'indplaceret' END AS \"status\""
                .to_owned(),
            format!(
                "  CASE WHEN \"gyldig\" AND \"fornoeden_kvalitet\" AND \"niveau min\" = \"niveau max\" \
                 AND \"niveau min\" > 0 THEN {} END AS \"niveau\"",
                word("\"niveau min\"")
            ),
        ];
        for end in ENDS.map(End::word) {
            let column = format!("\"niveau {end}\"");
            columns.push(format!(
                "  CASE WHEN \"gyldig\" THEN {} END AS \"niveau_{end}\"",
                word(&column)
            ));
        }
        columns.push(format!(
            "  CASE WHEN \"gyldig\" AND {} THEN \"point min\" END AS \"point\"",
            open.join(" AND ")
        ));
        for parameter in Parameter::ALL {
            let [min, max] = ENDS.map(|end| of_end(parameter, end));
            columns.push(format!(
                "  CASE WHEN \"gyldig\" THEN {} || CASE WHEN {min} < {max} THEN '..' || {} ELSE '' END END AS {}",
                word(&min),
                word(&max),
                name(parameter.id())
            ));
        }
        columns.join(",\n")
    }
}

/// The level that a must-have leaves open at one end.
fn cap(requirement: &Requirement, end: End) -> String {
    let concerned = Parameter::ALL.into_iter().filter(|parameter| requirement.concerns(*parameter));
    let points: Vec<_> = concerned.map(|parameter| of_end(parameter, end)).collect();
    let weakest = match &points[..] {
        [one] => one.clone(),
        all => format!("LEAST({})", all.join(", ")),
    };
    let below = requirement.level.points().saturating_sub(1);
    format!("CASE WHEN {weakest} < {} THEN {below} ELSE 3 END", requirement.at_least.points())
}

/// The word for a level given in points.
fn word(points: &str) -> String {
    let words = [Level::UnderLet, Level::Let, Level::Moderat, Level::Hoejt]
        .map(|level| text(level.as_str()));
    format!("(ARRAY[{}])[{points} + 1]", words.join(", "))
}

fn of_criterion(number: usize) -> String {
    format!("\"krav {number}\"")
}

fn of_level_name(parameter: Parameter, level: Level) -> String {
    format!("\"{} {}\"", parameter.id(), level.points())
}

fn of_end(parameter: Parameter, end: End) -> String {
    format!("\"{} {}\"", parameter.id(), end.word())
}

/// Whether a cell holds nothing but options, each once, or is the empty set: what is left of it when each is taken out.
fn is_a_set(fact: &str, options: &[String]) -> String {
    let take_out = |left: String, option: &String| {
        format!("REPLACE({left}, {}, '|')", text(&format!("|{option}|")))
    };
    let left = options.iter().fold(format!("'|' || {fact} || '|'"), take_out);
    format!("({fact} = 'ingen' OR {left} = '|')")
}
