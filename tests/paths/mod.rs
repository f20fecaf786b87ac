//! The matrix: every command, and every argument of it that names a path.

/// A command; in each text `{}` is the path, and the id is the one that the command line has for the argument.
pub(crate) struct Row {
    pub(crate) command: &'static str,
    /// For every argument that names a path to be read, a whole command line that reads it; and which fixture it is.
    pub(crate) reads: &'static [(&'static str, &'static str, Fixture)],
    /// For every argument that names a path to be written, itself and what goes with it.
    pub(crate) writes: &'static [(&'static str, &'static str)],
    /// Whether standard output is written to where nothing else is named; with what goes with it.
    pub(crate) stdout: Option<&'static str>,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Fixture {
    Data,
    Rubric,
    Columns,
    Population,
    Cases,
    Results,
    Expectations,
    Workbook,
}

use Fixture::{Cases, Columns, Data, Expectations, Population, Results, Rubric, Workbook};

/// What every command on data reads.
macro_rules! reads {
    ($before:literal, $after:literal $(, $more:expr)*) => {
        &[
            ("files", concat!($before, " {} ", $after), Data),
            ("rubrics", concat!($before, " d.csv --rubrics {} ", $after), Rubric),
            ("rubric", concat!($before, " d.csv --rubric {} ", $after), Rubric),
            ("columns", concat!($before, " d.csv --columns {} ", $after), Columns),
            $($more),*
        ]
    };
}

const STUDY: &[(&str, &str)] = &[("output", "--format csv -o {}")];
const PAGE: &[(&str, &str)] = &[("page_output", "--format md -o {}")];

pub(crate) const MATRIX: &[Row] = &[
    Row {
        command: "score",
        reads: reads!("score", "", ("header_from", "score d.csv --header-from {}", Data)),
        writes: &[("output", "--format csv -o {}"), ("rejects", "-o new.csv --rejects {}")],
        stdout: Some("--format csv"),
    },
    Row {
        command: "explain",
        reads: reads!("explain", "--all"),
        writes: &[("explain_output", "--format csv -o {}")],
        stdout: Some("--format csv"),
    },
    Row {
        command: "report",
        reads: reads!("report", ""),
        writes: &[("report_output", "--format html -o {}"), ("per_supplier", "")],
        stdout: Some("--format html"),
    },
    Row {
        command: "study overview",
        reads: reads!(
            "study overview",
            "",
            ("population", "study overview d.csv --population {}", Population)
        ),
        writes: STUDY,
        stdout: Some(""),
    },
    Row {
        command: "study robustness",
        reads: reads!("study robustness", ""),
        writes: STUDY,
        stdout: Some(""),
    },
    Row {
        command: "study discrimination",
        reads: reads!("study discrimination", ""),
        writes: STUDY,
        stdout: Some(""),
    },
    Row {
        command: "study agreement",
        reads: reads!("study agreement", ""),
        writes: STUDY,
        stdout: Some(""),
    },
    Row {
        command: "study timeline",
        reads: reads!("study timeline", ""),
        writes: STUDY,
        stdout: Some(""),
    },
    Row {
        command: "test",
        reads: &[
            ("cases", "test {} --rubrics r.toml", Cases),
            ("rubrics", "test c.csv --rubrics {}", Rubric),
            ("rubric", "test c.csv --rubric {}", Rubric),
            ("columns", "test c.csv --rubrics r.toml --columns {}", Columns),
        ],
        writes: &[("ci_output", "-o {}")],
        stdout: Some(""),
    },
    Row {
        command: "diff",
        reads: &[
            ("before", "diff {} e.jsonl", Results),
            ("after", "diff e.jsonl {}", Results),
            ("data", "diff r.toml r.toml --data {}", Data),
            ("rubrics", "diff e.jsonl --data d.csv --rubrics {}", Rubric),
            ("rubric", "diff e.jsonl --data d.csv --rubric {}", Rubric),
            ("expect", "diff e.jsonl e.jsonl --expect {}", Expectations),
            ("columns", "diff r.toml r.toml --data d.csv --columns {}", Columns),
        ],
        writes: &[("ci_output", "-o {}"), ("expect_write", "--expect-write {}")],
        stdout: Some(""),
    },
    Row {
        command: "check",
        reads: &[
            ("paths", "check {}", Data),
            ("paths", "check r.toml {}", Rubric),
            ("rubrics", "check d.csv --rubrics {}", Rubric),
            ("rubric", "check d.csv --rubric {}", Rubric),
            ("columns", "check d.csv --columns {}", Columns),
        ],
        writes: &[("findings_output", "--format json -o {}")],
        stdout: Some(""),
    },
    Row {
        command: "rubric list",
        reads: &[("among", "rubric list --rubrics {}", Rubric)],
        writes: PAGE,
        stdout: Some(""),
    },
    Row {
        command: "rubric show",
        reads: &[
            ("which", "rubric show {}", Rubric),
            ("among", "rubric show r --rubrics {}", Rubric),
        ],
        writes: PAGE,
        stdout: Some(""),
    },
    Row {
        command: "rubric compare",
        reads: &[
            ("compared", "rubric compare r.toml {}", Rubric),
            ("among", "rubric compare r r --rubrics {}", Rubric),
        ],
        writes: PAGE,
        stdout: Some(""),
    },
    Row {
        command: "rubric new",
        reads: &[
            ("new_from", "rubric new x --from {}", Rubric),
            ("among", "rubric new x --from r --rubrics {}", Rubric),
        ],
        writes: &[("new_output", "-o {}")],
        stdout: Some("-o -"),
    },
    Row {
        command: "rubric new-version",
        reads: &[
            ("which", "rubric new-version {} --valid-from 2027-01-01", Rubric),
            ("among", "rubric new-version r --valid-from 2027-01-01 --rubrics {}", Rubric),
        ],
        writes: &[("version_output", "-o {}")],
        stdout: Some("-o -"),
    },
    Row {
        command: "rubric cases",
        reads: &[
            ("which", "rubric cases {}", Rubric),
            ("among", "rubric cases r --rubrics {}", Rubric),
        ],
        writes: &[("cases_output", "-o {}")],
        stdout: Some("-o -"),
    },
    Row {
        command: "rubric form",
        reads: &[
            ("which", "rubric form {}", Rubric),
            ("among", "rubric form r --rubrics {}", Rubric),
            ("form_for", "rubric form r.toml --kind interview --for {} --supplier 1", Data),
            (
                "columns",
                "rubric form r.toml --kind interview --for d.csv --supplier 1 --columns {}",
                Columns,
            ),
        ],
        writes: &[("form_output", "-o {}")],
        stdout: None,
    },
    Row {
        command: "rubric export",
        reads: &[
            ("which", "rubric export {}", Rubric),
            ("among", "rubric export r --rubrics {}", Rubric),
        ],
        writes: &[("export_output", "-o {}")],
        stdout: None,
    },
    Row {
        command: "rubric import",
        reads: &[("workbook", "rubric import {}", Workbook)],
        writes: &[("into", "--into {}")],
        stdout: None,
    },
    Row {
        command: "rubric sql",
        reads: &[
            ("which", "rubric sql {}", Rubric),
            ("among", "rubric sql r --rubrics {}", Rubric),
        ],
        writes: &[("sql_output", "-o {}")],
        stdout: Some(""),
    },
    Row { command: "rubric schema", reads: &[], writes: &[("page_output", "-o {}")], stdout: None },
];

/// Arguments that name no path.
pub(crate) const NO_PATH: &[&str] = &[
    "accept",
    "add_cases",
    "all",
    "allow_rejected",
    "allow_duplicates",
    "as_of",
    "assume_quality",
    "beside",
    "bless",
    "by",
    "ci_format",
    "decimal",
    "delimiter",
    "deny",
    "deny_unknown",
    "encoding",
    "excel",
    "explain_format",
    "fail_on",
    "findings_format",
    "format",
    "header_row",
    "help",
    "hide",
    "in_diff",
    "keep_columns",
    "kind",
    "lang",
    "layout",
    "dialect",
    "table",
    "level",
    "list_mutants",
    "maalgruppe",
    "min_count",
    "missing",
    "min_group",
    "mutate",
    "new_cases",
    "new_id",
    "no_header",
    "only_for",
    "page_format",
    "quiet",
    "region",
    "replace",
    "review",
    "report_format",
    "round",
    "sheet",
    "show_rule",
    "since",
    "strict",
    "study_format",
    "supplier",
    "template",
    "threads",
    "valid_from",
    "version",
    "version_number",
    "ways",
];
