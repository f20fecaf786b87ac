//! Checks as JUnit XML, which every CI reads; held against the schema of the Jenkins xUnit plug-in.

use super::checks::{Outcome, Suite};
use std::fmt::Write as _;

/// The whole document.
pub fn document(suites: &[Suite]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let all = || suites.iter().flat_map(|suite| &suite.checks);
    let failures = all().filter(|check| matches!(check.outcome, Outcome::Failed(_))).count();
    let _ = writeln!(
        out,
        "<testsuites name=\"indplacer\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">",
        all().count(),
    );
    for suite in suites {
        self::suite(suite, &mut out);
    }
    out.push_str("</testsuites>\n");
    out
}

fn suite(suite: &Suite, out: &mut String) {
    let count = |wanted: fn(&Outcome) -> bool| {
        suite.checks.iter().filter(|check| wanted(&check.outcome)).count()
    };
    let name = escaped(&suite.name);
    let _ = writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">",
        suite.checks.len(),
        count(|outcome| matches!(outcome, Outcome::Failed(_))),
        count(|outcome| matches!(outcome, Outcome::PassedOver(_))),
    );
    for check in &suite.checks {
        let case = format!("    <testcase classname=\"{name}\" name=\"{}\"", escaped(&check.name));
        let _ = match &check.outcome {
            Outcome::Held => writeln!(out, "{case}/>"),
            Outcome::PassedOver(reason) => writeln!(
                out,
                "{case}>\n      <skipped message=\"{}\"/>\n    </testcase>",
                escaped(reason)
            ),
            Outcome::Told(finding) => writeln!(
                out,
                "{case}>\n      <system-out>{}</system-out>\n    </testcase>",
                text(&format!("{}\n{}", finding.title, finding.detail))
            ),
            Outcome::Failed(finding) => writeln!(
                out,
                "{case}>\n      <failure message=\"{}\">{}</failure>\n    </testcase>",
                escaped(&finding.title),
                text(&finding.detail)
            ),
        };
    }
    out.push_str("  </testsuite>\n");
}

/// The text of an element, in which line ends may stand as they are.
fn text(text: &str) -> String {
    escaped(text).replace("&#10;", "\n")
}

/// The value of an attribute; what XML has no place for at all becomes a sign that can be seen.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            sign if sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}') => {
                out.push(char::REPLACEMENT_CHARACTER);
            }
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::regress::checks::{Check, Finding};

    #[test]
    fn names_from_a_file_are_text_and_nothing_else() {
        let suites = [Suite {
            name: "a \"b\" & c".into(),
            checks: vec![
                Check {
                    name: "<script>\u{1b}[2J\u{ffff}".into(),
                    outcome: Outcome::Failed(Finding {
                        title: "x\ny".into(),
                        detail: "]]>".into(),
                        place: None,
                    }),
                },
                Check { name: "ok".into(), outcome: Outcome::Held },
                Check {
                    name: "uden virkning".into(),
                    outcome: Outcome::PassedOver("bevist".into()),
                },
            ],
        }];
        assert_eq!(
            document(&suites),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="indplacer" tests="3" failures="1" errors="0">
  <testsuite name="a &quot;b&quot; &amp; c" tests="3" failures="1" errors="0" skipped="1">
    <testcase classname="a &quot;b&quot; &amp; c" name="&lt;script&gt;�[2J�">
      <failure message="x&#10;y">]]&gt;</failure>
    </testcase>
    <testcase classname="a &quot;b&quot; &amp; c" name="ok"/>
    <testcase classname="a &quot;b&quot; &amp; c" name="uden virkning">
      <skipped message="bevist"/>
    </testcase>
  </testsuite>
</testsuites>
"#
        );
    }
}
