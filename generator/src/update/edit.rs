//! `intertie.toml` -> the same with another document and version of a vendor; comments and order stay.

use super::UpdateError;
use std::path::Path;
use toml_edit::{DocumentMut, Item, Value};

/// What changes about a vendor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit<'a> {
    pub(super) vendor: &'a str,
    pub(super) spec: Option<&'a str>,
    pub(super) version: Option<&'a str>,
}

/// The edited text; `None` where nothing changes.
pub(super) fn edited(path: &Path, text: &str, edit: &Edit<'_>) -> Result<Option<String>, UpdateError> {
    let wrong = |why: String| UpdateError::Config { path: path.to_owned(), why };
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| wrong(error.to_string()))?;
    let table = document.get_mut("vendor").and_then(|all| all.get_mut(edit.vendor)).filter(|table| !table.is_none());
    let table = table.ok_or_else(|| wrong(format!("there is no vendor `{}`", edit.vendor)))?;
    for (key, value) in [("spec", edit.spec), ("version", edit.version)] {
        if let (Some(value), Some(item)) = (value, table.get_mut(key)) {
            replace(item, value);
        }
    }
    let after = document.to_string();
    Ok((after != text).then_some(after))
}

/// Puts a text in place of a value; what stands around it, a comment perhaps, stays.
fn replace(item: &mut Item, text: &str) {
    let Some(value) = item.as_value_mut() else { return };
    let mut new = Value::from(text);
    *new.decor_mut() = value.decor().clone();
    *value = new;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_two_values_change() {
        let text = "# ours\n[vendor.\"acme@1\"]\nspec = 'specs/acme/1.yaml' # the spec\nversion = \"1\"\n\n[vendor.b]\nspec = 'b'\n";
        let edit = Edit { vendor: "acme@1", spec: Some("specs/acme/2.yaml"), version: Some("2\"") };
        let after = edited(Path::new("intertie.toml"), text, &edit).unwrap().unwrap();
        let expected = text.replace("'specs/acme/1.yaml'", "\"specs/acme/2.yaml\"").replace("\"1\"", "'2\"'");
        assert_eq!(after, expected);
        let edit = Edit { vendor: "b", spec: None, version: Some("7") };
        assert_eq!(edited(Path::new("intertie.toml"), text, &edit).unwrap(), None);
        let edit = Edit { vendor: "c", ..edit };
        assert!(edited(Path::new("intertie.toml"), text, &edit).is_err());
    }
}
