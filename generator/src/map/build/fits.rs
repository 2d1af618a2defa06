//! Entries of `intertie.toml` that fit nothing: what is left out or waited for and is not there, keys of what is no map.

use super::super::leaf::leaves;
use super::super::wrong;
use super::Builder;
use crate::config::{AsyncMethods, Mapping};
use crate::diag::{Diagnostic, Sink};
use crate::ir::Ty;
use crate::ir::mapping::{Foreign, MappingMethod, MappingTrait, TraitId};
use crate::nearest;

impl Builder<'_> {
    /// An entry that fits nothing any more must not rot in silence.
    pub(super) fn refuse_what_fits_nothing(&self, mapping: &Mapping, reaches: &[(TraitId, String)], sink: &mut Sink) {
        let paths = self.reached(reaches);
        for (entry, _) in &mapping.left_out {
            let fits = match entry.strip_suffix('*') {
                Some(stem) => paths.iter().any(|path| path.starts_with(stem)),
                None => paths.contains(entry),
            };
            if !fits {
                sink.push(unfit(mapping, &format!("leaves out `{entry}`"), entry, &paths));
            }
        }
        if let AsyncMethods::Fields(fields) = &mapping.is_async {
            for entry in fields.iter().filter(|entry| !paths.contains(entry)) {
                sink.push(unfit(mapping, &format!("waits for `{entry}`"), entry, &paths));
            }
        }
        self.refuse_keys_of_no_map(mapping, reaches, sink);
    }

    fn refuse_keys_of_no_map(&self, mapping: &Mapping, reaches: &[(TraitId, String)], sink: &mut Sink) {
        let root = reaches.first().and_then(|(id, _)| self.made(*id));
        let keyed = root.map_or_else(Vec::new, |root| self.maps(mapping, root));
        for (path, _) in mapping.keys.iter().filter(|(path, _)| !keyed.contains(path)) {
            let near = nearest::ranked(path, keyed.clone(), 3).join("`, `");
            let message = format!("mapping `{}` has keys for `{path}`, which is no map", mapping.name);
            let help =
                if near.is_empty() { "neither end has one".to_owned() } else { format!("the maps are `{near}`") };
            sink.push(wrong(mapping, message).help(help));
        }
    }

    fn made(&self, id: TraitId) -> Option<&MappingTrait> {
        self.traits.get(id.0).and_then(Option::as_ref)
    }

    /// The wire path of every method that a mapping reaches.
    fn reached(&self, reaches: &[(TraitId, String)]) -> Vec<String> {
        let methods = |(id, at): &(TraitId, String)| -> Vec<String> {
            let methods = self.made(*id).into_iter().flat_map(|made| &made.methods);
            let path = |method: &MappingMethod| {
                let parts = [Some(at.as_str()), Some(method.wire.as_str()), method.key.as_deref()];
                parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
            };
            methods.map(path).collect()
        };
        reaches.iter().flat_map(methods).collect()
    }

    /// The paths of every map of the sources and the target.
    fn maps(&self, mapping: &Mapping, root: &MappingTrait) -> Vec<String> {
        let of = |foreign: &Foreign| {
            let found = leaves(self.api(foreign), 0, foreign, &[]).into_iter();
            found.filter(|leaf| matches!(leaf.ty, Ty::Map(_))).map(|leaf| leaf.path()).collect::<Vec<_>>()
        };
        let mut all = of(&root.target);
        for source in &root.sources {
            let paths = of(&source.ty);
            all.extend(paths.iter().map(|path| format!("{}.{path}", source.name)));
            all.extend(paths.into_iter().filter(|_| mapping.from.len() == 1));
        }
        all
    }
}

/// An entry for a field of the target that is not there.
fn unfit(mapping: &Mapping, does: &str, entry: &str, paths: &[String]) -> Diagnostic {
    let near = nearest::ranked(entry, paths.to_vec(), 3).join("`, `");
    let message = format!("mapping `{}` {does}, which its target does not have", mapping.name);
    wrong(mapping, message).help(format!("the nearest are `{near}`"))
}
