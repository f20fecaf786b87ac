//! The smallest rubric that is a rubric, and the ways in which a test makes it its own.

use std::fmt;

/// The columns of the eight parameters, in the model's order.
pub(crate) const PARAMETERS: [&str; 8] = [
    "aktiv_praksis",
    "praksiserfaring",
    "uddannelse",
    "fagmiljoe",
    "samarbejdsformer",
    "vidensudvikling",
    "metoder",
    "hjaelpemidler",
];

/// The text of a rubric: [`rubric`] with what a test adds. Shown, it is the file.
#[derive(Clone)]
pub(crate) struct RubricText {
    id: String,
    version: String,
    maalgruppe: String,
    header: String,
    tables: String,
    parameters: [String; 8],
}

/// `r@1` for the målgruppe `Gruppe`: gaeldende, by the mean, all eight parameters assessed.
pub(crate) fn rubric() -> RubricText {
    RubricText {
        id: "r".into(),
        version: "1".into(),
        maalgruppe: "Gruppe".into(),
        header: String::new(),
        tables: String::new(),
        parameters: std::array::from_fn(|_| "method = \"assessed\"\n".into()),
    }
}

impl RubricText {
    /// Another id; the målgruppe is then named after it.
    pub(crate) fn id(mut self, id: &str) -> Self {
        self.id = id.into();
        self.maalgruppe = format!("Gruppe {id}");
        self
    }

    /// Another version.
    pub(crate) fn version(mut self, version: &str) -> Self {
        self.version = version.into();
        self
    }

    /// Another målgruppe.
    pub(crate) fn maalgruppe(mut self, term: &str) -> Self {
        self.maalgruppe = term.into();
        self
    }

    /// More keys of `[rubric]`.
    pub(crate) fn header(mut self, toml: &str) -> Self {
        self.header += &format!("{toml}\n");
        self
    }

    /// More tables, such as `[placement]`, `[groups]` or `[indicators.x]`.
    pub(crate) fn tables(mut self, toml: &str) -> Self {
        self.tables += &format!("{toml}\n");
        self
    }

    /// Indicators in short, `id = type` between `,`: `"a = count, b = bool"`. The label of `a` is
    /// `Om a`. A choice or a set has the options x, y and z; a choice is ordered.
    pub(crate) fn indicators(mut self, short: &str) -> Self {
        for pair in short.split(',') {
            let (id, kind) = pair.split_once('=').expect("id = type");
            let (id, kind) = (id.trim(), kind.trim());
            let more = match kind {
                "choice" => "options = [\"x\", \"y\", \"z\"]\nordered = true\n",
                "set" => "options = [\"x\", \"y\", \"z\"]\n",
                _ => "",
            };
            self.tables +=
                &format!("[indicators.{id}]\ntype = \"{kind}\"\nlabel = \"Om {id}\"\n{more}");
        }
        self
    }

    /// More keys of `[parameters.<name>]`, such as `may_be_irrelevant = true`.
    pub(crate) fn parameter(mut self, name: &str, toml: &str) -> Self {
        *self.parameter_mut(name) += &format!("{toml}\n");
        self
    }

    /// A parameter by criteria: for each of let, moderat and højt one condition, as inside an inline table:
    /// `indicator = "a", min = 8`.
    pub(crate) fn levels(mut self, name: &str, levels: &str, conditions: [&str; 3]) -> Self {
        let mut toml = format!("levels = \"{levels}\"\n");
        for (key, condition) in ["let", "moderat", "hoejt"].into_iter().zip(conditions) {
            let id = format!("{name}-{key}");
            toml += &format!("{key} = [{{ id = \"{id}\", text = \"Krav\", {condition} }}]\n");
        }
        *self.parameter_mut(name) = toml;
        self
    }

    /// Makes `aktiv_praksis` show one condition: it is højt where the condition is true, under let where it is
    /// false, and `under let..højt` where it is unknown.
    pub(crate) fn criterion(self, condition: &str) -> Self {
        self.levels("aktiv_praksis", "cumulative", [condition; 3])
    }

    fn parameter_mut(&mut self, name: &str) -> &mut String {
        let index = PARAMETERS.iter().position(|parameter| *parameter == name);
        &mut self.parameters[index.expect("one of the eight")]
    }
}

impl fmt::Display for RubricText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "schema = 1\n[rubric]")?;
        writeln!(f, "id = \"{}\"\nversion = \"{}\"", self.id, self.version)?;
        writeln!(f, "title = \"Vejledning {}\"", self.id)?;
        writeln!(f, "maalgruppe = \"{}\"", self.maalgruppe)?;
        writeln!(f, "status = \"gaeldende\"\n{}{}", self.header, self.tables)?;
        for (name, toml) in PARAMETERS.iter().zip(&self.parameters) {
            writeln!(f, "[parameters.{name}]\n{toml}[parameters.{name}.guidance]")?;
            writeln!(f, "let = \"l\"\nmoderat = \"m\"\nhoejt = \"h\"")?;
        }
        Ok(())
    }
}
