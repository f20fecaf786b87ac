//! What is read of one file, by its signs.

/// A name that a file brings in.
pub(crate) struct Use {
    pub(crate) path: Vec<String>,
    /// What it is called here.
    pub(crate) name: String,
    /// Whether it is handed on.
    pub(crate) is_public: bool,
}

/// The code with blanks for every sign of comments and texts; lines stay lines.
pub(crate) fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '"' => quoted(rest),
            'r' if is_raw(rest, &out) => raw(rest),
            '\'' => letter(rest),
            _ => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
        };
        out.extend(rest[..length].chars().map(|sign| if sign == '\n' { '\n' } else { ' ' }));
        rest = &rest[length..];
    }
    out
}

/// How long the text in quotes is.
fn quoted(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, sign) in rest.char_indices().skip(1) {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn is_raw(rest: &str, before: &str) -> bool {
    let is_word =
        before.ends_with(|sign: char| sign.is_alphanumeric() && sign != 'b' || sign == '_');
    !is_word && rest[1..].trim_start_matches('#').starts_with('"')
}

fn raw(rest: &str) -> usize {
    let signs = rest[1..].len() - rest[1..].trim_start_matches('#').len();
    let end = format!("\"{}", "#".repeat(signs));
    let start = 2 + signs;
    rest[start..].find(&end).map_or(rest.len(), |at| start + at + end.len())
}

/// How long a letter in quotes is; of a lifetime only its quote.
fn letter(rest: &str) -> usize {
    let mut signs = rest.char_indices().skip(1);
    match (signs.next(), signs.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let behind = at + escaped.len_utf8();
            rest[behind..].find('\'').map_or(1, |end| behind + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// Everything that the code brings in, and the code without it.
pub(crate) fn uses(code: &str) -> (Vec<Use>, String) {
    let (mut uses, mut rest, mut behind) = (Vec::new(), String::new(), 0);
    for (at, _) in code.match_indices("use ") {
        let line = code[..at].rfind('\n').map_or(0, |line| line + 1);
        let before = code[line..at].trim();
        if !["", "pub", "pub(crate)", "pub(super)"].contains(&before) {
            continue;
        }
        let Some(end) = code[at..].find(';') else {
            continue;
        };
        let tree: String = code[at + 4..at + end].split_whitespace().collect::<Vec<_>>().join(" ");
        expand(&[], &tree, !before.is_empty(), &mut uses);
        rest.push_str(&code[behind..at]);
        behind = at + end;
    }
    rest.push_str(&code[behind..]);
    (uses, rest)
}

fn expand(before: &[String], tree: &str, is_public: bool, uses: &mut Vec<Use>) {
    let tree = tree.trim();
    let mut path = before.to_vec();
    let Some(open) = tree.find('{') else {
        let (path_text, name) = tree.split_once(" as ").unwrap_or((tree, ""));
        path.extend(path_text.split("::").map(str::to_owned));
        path.pop_if(|last| last == "self" || last == "*");
        let last = path.last().cloned().unwrap_or_default();
        let name = if name.is_empty() { last } else { name.to_owned() };
        uses.push(Use { path, name, is_public });
        return;
    };
    path.extend(tree[..open].split("::").filter(|part| !part.is_empty()).map(str::to_owned));
    let inner = &tree[open + 1..tree.rfind('}').unwrap_or(tree.len())];
    let (mut depth, mut start) = (0, 0);
    for (at, sign) in inner.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&path, &inner[start..at], is_public, uses);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !inner[start..].trim().is_empty() {
        expand(&path, &inner[start..], is_public, uses);
    }
}

/// Every path of two or more names in the code.
pub(crate) fn paths(code: &str) -> Vec<Vec<String>> {
    let is_of_path = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == ':';
    let mut paths = Vec::new();
    // How far a name is seen is no arrow.
    let code = code.replace("pub(in crate", "pub(");
    for text in code.split(|sign: char| !is_of_path(sign)) {
        let names = text.split("::").take_while(|name| !name.is_empty() && !name.contains(':'));
        let names: Vec<String> = names.map(str::to_owned).collect();
        if names.len() > 1 {
            paths.push(names);
        }
    }
    paths
}

/// The functions with the lines that each takes.
pub(crate) fn functions(code: &str) -> Vec<(String, usize)> {
    let mut functions = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        if code[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '_') {
            continue;
        }
        let name: String = code[at + 3..]
            .chars()
            .take_while(|sign| sign.is_alphanumeric() || *sign == '_')
            .collect();
        let end = body_end(&code[at..]);
        if let Some(end) = end
            && !name.is_empty()
        {
            functions.push((name, code[at..at + end].lines().count()));
        }
    }
    functions
}

/// Where the body of a function ends; nothing where it has none.
fn body_end(code: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, sign) in code.char_indices() {
        match sign {
            ';' if depth == 0 => return None,
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => {
                depth -= 1;
                if depth == 0 && sign == '}' {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}
