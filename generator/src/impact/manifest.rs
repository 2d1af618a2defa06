//! A Cargo manifest that is copied elsewhere: what it finds outside the copied folder, it must still find.

use std::path::{Component, Path, PathBuf};
use toml_edit::{DocumentMut, Item, TableLike, Value};

/// The manifest of the folder `folder` with absolute paths in place of those that lead out of `root`; `None` where that
/// changes nothing.
pub(super) fn rooted(text: &str, folder: &Path, root: &Path) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let changed = below(document.as_table_mut(), &|path| outside(folder, root, path));
    changed.then(|| document.to_string())
}

/// Rewrites every `path` of a table and of the tables in it.
fn below(table: &mut dyn TableLike, outside: &dyn Fn(&str) -> Option<PathBuf>) -> bool {
    let mut changed = false;
    for (key, item) in table.iter_mut() {
        if key == "path" {
            changed |= rewrite(item, outside);
        } else if let Some(inner) = item.as_table_like_mut() {
            changed |= below(inner, outside);
        } else if let Some(list) = item.as_array_of_tables_mut() {
            changed |= list.iter_mut().fold(false, |changed, inner| below(inner, outside) | changed);
        }
    }
    changed
}

fn rewrite(item: &mut Item, outside: &dyn Fn(&str) -> Option<PathBuf>) -> bool {
    let Some(path) = item.as_str().and_then(outside) else { return false };
    *item = Item::Value(Value::from(path.to_string_lossy().as_ref()));
    true
}

/// Where a relative path leads, if that is not below `root`.
fn outside(folder: &Path, root: &Path, path: &str) -> Option<PathBuf> {
    if Path::new(path).is_absolute() {
        return None;
    }
    let mut plain = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    (!plain.starts_with(root)).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::rooted;
    use std::path::Path;

    #[test]
    fn only_what_leads_out_becomes_absolute() {
        let text = "[dependencies]\na = { path = \"../a\" }\nb = { path = '../../b' } # out\n[[bin]]\nname='x'\npath='src/x.rs'\n\
                    [target.'cfg(unix)'.dependencies.c]\npath = '../../../c'\n[workspace.dependencies]\nd.path = '/d'\n";
        let after = rooted(text, Path::new("/w/app"), Path::new("/w")).unwrap();
        assert_eq!(after, text.replace("'../../b'", "\"/b\"").replace("'../../../c'", "\"/c\""));
        assert_eq!(rooted("[dependencies]\na = { path = '../a' }\n", Path::new("/w/app"), Path::new("/w")), None);
    }
}
