//! What is async: the methods that `intertie.toml` names, and whatever calls them.

use crate::config::{AsyncMethods, Mapping};

/// Whether the method of a wire path is one of those.
pub(super) fn method(mapping: &Mapping, path: &str) -> bool {
    match &mapping.is_async {
        AsyncMethods::All(all) => *all,
        AsyncMethods::Fields(fields) => fields.iter().any(|field| field == path),
    }
}

/// The async methods below a path, as the key of a shared trait has them.
pub(super) fn methods_below(mapping: &Mapping, below: &str) -> Vec<String> {
    match &mapping.is_async {
        AsyncMethods::All(all) => all.then(|| "*".to_owned()).into_iter().collect(),
        AsyncMethods::Fields(fields) => {
            fields.iter().filter_map(|field| field.strip_prefix(below)).map(str::to_owned).collect()
        }
    }
}

/// Whether anything below is async: then what calls it is, too.
pub(super) fn below(mapping: &Mapping, at: &[String]) -> bool {
    let below = if at.is_empty() { String::new() } else { format!("{}.", at.join(".")) };
    !methods_below(mapping, &below).is_empty()
}
