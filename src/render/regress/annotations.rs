//! Checks as GitHub's workflow commands, which mark lines of a pull request:
//! `::error file=rubrics/autisme.toml,line=12,col=3,title=…::…`.

use super::checks::{Finding, Outcome, Suite};
use crate::render::github::annotation;

/// One line for each finding.
pub fn lines(suites: &[Suite]) -> String {
    let mut out = String::new();
    for check in suites.iter().flat_map(|suite| &suite.checks) {
        match &check.outcome {
            Outcome::Held | Outcome::PassedOver(_) => {}
            Outcome::Told(finding) => line("notice", finding, &mut out),
            Outcome::Failed(finding) => line("error", finding, &mut out),
        }
    }
    out
}

fn line(command: &str, finding: &Finding, out: &mut String) {
    let mut properties = Vec::new();
    if let Some(place) = &finding.place {
        properties.push(("file", place.file.clone()));
        properties.push(("line", place.line.to_string()));
        properties.extend(place.column.map(|column| ("col", column.to_string())));
    }
    properties.push(("title", finding.title.clone()));
    // Without a message there is no annotation.
    let message = if finding.detail.is_empty() { &finding.title } else { &finding.detail };
    annotation(command, &properties, message, out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::regress::checks::Position;

    #[test]
    fn what_would_end_a_property_or_begin_a_command_is_escaped() {
        let finding = Finding {
            title: "a: b, 100 %".into(),
            detail: "x:\n::error::y\r, 1 %0A\u{1b}".into(),
            place: Some(Position { file: "a,b:c.toml".into(), line: 3, column: Some(5) }),
        };
        let mut out = String::new();
        line("error", &finding, &mut out);
        assert_eq!(
            out,
            "::error file=a%2Cb%3Ac.toml,line=3,col=5,title=a%3A b%2C 100 %25::x:%0A::error::y , 1 %250A<U+001B>\n"
        );
    }
}
