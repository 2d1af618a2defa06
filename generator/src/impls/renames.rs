//! `use path::Trait as Other`: what a file calls a trait otherwise.

use std::collections::BTreeMap;

/// The names that a file gives, and what they stand for.
pub(super) fn renames(items: &[syn::Item]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    collect(items, &mut found);
    found
}

fn collect(items: &[syn::Item], found: &mut BTreeMap<String, String>) {
    for item in items {
        match item {
            syn::Item::Use(item) => walk(&item.tree, found),
            syn::Item::Mod(module) => collect(module.content.as_ref().map_or(&[][..], |(_, items)| items), found),
            _ => {}
        }
    }
}

fn walk(tree: &syn::UseTree, found: &mut BTreeMap<String, String>) {
    match tree {
        syn::UseTree::Path(path) => walk(&path.tree, found),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| walk(tree, found)),
        syn::UseTree::Rename(renamed) => {
            found.insert(renamed.rename.to_string(), renamed.ident.to_string());
        }
        _ => {}
    }
}
