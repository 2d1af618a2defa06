//! Keys of `paths`: the template, the names in it, and what some vendors add behind `?` and `#`.

/// A path as it is called.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Template {
    /// With a leading slash, without query and fragment; every variable as `{name}`.
    pub(crate) path: String,
    /// The names of its variables.
    pub(crate) names: Vec<String>,
    /// Names of variables whose slashes stay (`{+name}`).
    pub(crate) reserved: Vec<String>,
    /// Literal query members.
    pub(crate) query: Vec<(String, String)>,
    /// Query members whose value is a variable: key and name.
    pub(crate) query_names: Vec<(String, String)>,
}

/// Reads a key of `paths`. `declared` are the names of path parameters, which are taken as they are written.
pub(crate) fn template(key: &str, declared: &[&str]) -> Template {
    let key = key.trim();
    let called = outside_braces(key, '#').map_or(key, |(called, _)| called);
    let (path, query) = outside_braces(called, '?').unwrap_or((called, ""));
    let mut template = Template {
        path: String::with_capacity(path.len() + 1),
        names: Vec::new(),
        reserved: Vec::new(),
        query: Vec::new(),
        query_names: Vec::new(),
    };
    // Exactly one slash in front: `//host/x` must not be taken for another host.
    template.path.push('/');
    template.read_path(path.trim_start_matches('/'), declared);
    template.read_query(query);
    template
}

impl Template {
    fn read_path(&mut self, path: &str, declared: &[&str]) {
        let mut rest = path;
        while let Some((before, variable, after)) = next_variable(rest) {
            self.push_literal(before);
            rest = after;
            let name = if declared.contains(&variable) { variable } else { self.plain_name(variable) };
            if !name.is_empty() {
                self.path.extend(["{", name, "}"]);
                self.names.push(name.to_owned());
            }
        }
        self.push_literal(rest);
    }

    /// Text that is no variable, in a form that a URI's path can have (RFC 3986); percent codes stay.
    fn push_literal(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_graphic() && !r#""<>\^`{|}"#.contains(c) {
                self.path.push(c);
            } else {
                let mut bytes = [0; 4];
                self.path.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
            }
        }
    }

    /// The name in a variable with operators: `{+name}`, `{name*}`, `{name=projects/*}`, `{name:[0-9]+}`, `{?query}`.
    fn plain_name<'t>(&mut self, variable: &'t str) -> &'t str {
        let variable = variable.trim();
        if variable.starts_with(['?', '&']) {
            return "";
        }
        let bare = variable.trim_start_matches('+');
        let name = bare.split(['*', ':', '=']).next().unwrap_or(bare).trim();
        if bare != variable || name.len() < bare.len() && bare[name.len()..].contains('*') {
            self.reserved.push(name.to_owned());
        }
        if name.is_empty() { variable } else { name }
    }

    fn read_query(&mut self, query: &str) {
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = value.strip_prefix('{').and_then(|value| value.strip_suffix('}'));
            match name {
                Some(name) => self.query_names.push((key.to_owned(), name.to_owned())),
                None => self.query.push((key.to_owned(), value.to_owned())),
            }
        }
    }
}

/// What stands before and behind the first `mark` that is in no variable.
fn outside_braces(text: &str, mark: char) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if c == mark && depth == 0 => return Some((&text[..at], &text[at + c.len_utf8()..])),
            _ => {}
        }
    }
    None
}

/// The text before the next variable, the variable without its braces, and the rest.
fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('{')?;
    let close = open + text[open..].find('}')?;
    Some((&text[..open], &text[open + 1..close], &text[close + 1..]))
}

#[cfg(test)]
mod tests {
    use super::template;

    #[test]
    fn fragment_and_query_are_no_part_of_the_path() {
        let read = template("/associations?action=list&id={id}#Security{x}", &[]);
        assert_eq!(read.path, "/associations");
        assert_eq!(read.query, [("action".to_owned(), "list".to_owned())]);
        assert_eq!(read.query_names, [("id".to_owned(), "id".to_owned())]);
        assert!(read.names.is_empty());
    }

    #[test]
    fn variables_in_part_of_a_segment_are_found() {
        let read = template("/compare/{base}...{head}/{id}.json", &["base"]);
        assert_eq!(read.names, ["base", "head", "id"]);
        assert_eq!(read.path, "/compare/{base}...{head}/{id}.json");
    }

    #[test]
    fn operators_and_patterns_are_no_part_of_a_name() {
        let read = template("v1/{+parent}/x/{id:[0-9]+}/{name=projects/*}{?page}", &[]);
        assert_eq!(read.path, "/v1/{parent}/x/{id}/{name}");
        assert_eq!(read.reserved, ["parent", "name"]);
    }

    #[test]
    fn a_declared_name_is_taken_as_written() {
        assert_eq!(template("/{user:id}", &["user:id"]).names, ["user:id"]);
    }

    #[test]
    fn lone_braces_are_plain_text() {
        assert_eq!(template("/a{b", &[]).path, "/a%7Bb");
        assert_eq!(template("/a}b{}", &[]).path, "/a%7Db");
    }

    #[test]
    fn a_path_cannot_name_another_host() {
        assert_eq!(template("//evil.example/x", &[]).path, "/evil.example/x");
        assert_eq!(template("/\\evil\n.example", &[]).path, "/%5Cevil%0A.example");
        assert_eq!(template("https://evil.example/x", &[]).path, "/https://evil.example/x");
    }
}
