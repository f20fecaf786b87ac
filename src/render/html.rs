//! What every HTML page of ours is in: one file that fetches nothing, in which only its own style and script count.

use crate::words::Lang;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

/// A page without its body.
pub(super) struct Frame<'p> {
    pub(super) lang: Lang,
    pub(super) title: &'p str,
    pub(super) style: &'p str,
    pub(super) script: Option<&'p str>,
    /// More of the head: names of `meta` and what they say.
    pub(super) meta: &'p [(&'p str, &'p str)],
}

impl Frame<'_> {
    /// The page with this in its body.
    pub(super) fn around(&self, body: &Markup) -> String {
        html! {
            (DOCTYPE)
            html lang=(self.lang.tag()) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy(self.style, self.script));
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    @for (name, content) in self.meta { meta name=(name) content=(content); }
                    title { (self.title) }
                    style { (PreEscaped(self.style)) }
                }
                body {
                    (body)
                    @if let Some(script) = self.script { script { (PreEscaped(script)) } }
                }
            }
        }
        .into_string()
    }
}

/// The content security policy of a page with this style and this script, by their fingerprints.
fn policy(style: &str, script: Option<&str>) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    let script = script.map(|script| format!(" script-src 'sha256-{}';", hash(script)));
    format!(
        "default-src 'none'; style-src 'sha256-{}';{} base-uri 'none'; form-action 'none'",
        hash(style),
        script.unwrap_or_default()
    )
}
