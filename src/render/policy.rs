//! The content security policy of our pages: nothing is fetched, and of style and script only our own is used.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy of a page with this style and this script, by their fingerprints.
pub(super) fn policy(style: &str, script: Option<&str>) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    let script = script.map(|script| format!(" script-src 'sha256-{}';", hash(script)));
    format!(
        "default-src 'none'; style-src 'sha256-{}';{} base-uri 'none'; form-action 'none'",
        hash(style),
        script.unwrap_or_default()
    )
}
