//! A path as names: its nouns, its parameters.

/// The path with parameters that have no names: two paths that differ only in them are one.
pub(super) fn anonymous(path: &str) -> String {
    segments(path).iter().map(|s| if is_parameter(s) { "{}" } else { s }).collect::<Vec<_>>().join("/")
}

pub(super) fn segments(path: &str) -> Vec<&str> {
    path.split('/').filter(|s| !s.is_empty()).collect()
}

pub(super) fn is_parameter(segment: &str) -> bool {
    segment.starts_with('{')
}

/// Segments that name a version, not a resource.
fn is_version(segment: &str) -> bool {
    let bare = segment.trim_start_matches(['v', 'V']);
    !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '_'))
}

/// Literal segments that name resources, without extensions: `/api/v1/a/{id}.json` -> `a`.
pub(super) fn nouns(path: &str) -> Vec<String> {
    let literals = segments(path).into_iter().filter(|s| !is_parameter(s) && !is_version(s));
    let all: Vec<&str> = literals.collect();
    let whole_api = |s: &&str| matches!(*s, "api" | "rest" | "latest" | "public");
    let start = all.iter().position(|s| !whole_api(s)).unwrap_or(all.len());
    all[start..].iter().map(|s| s.trim_end_matches(".json").trim_end_matches(".xml").to_owned()).collect()
}
