//! What became of the sources of a trait, as far as its methods could read them.

use super::MappingChange;
use super::values::{beyond, lines, values};
use crate::ir::mapping::{MappingMethod, MappingTrait, StructField, StructId};
use crate::ir::{Api, Ty, TypeId, TypeKind};
use crate::render::mappings::stub::Stubs;

/// A source's API and struct, before or after.
struct End<'a> {
    api: &'a Api,
    vendor: usize,
    of: StructId,
}

/// A field within a source.
struct Inner {
    /// Its path below the source.
    path: String,
    /// Its type, as code writes it; empty for an object, whose fields are compared.
    ty: String,
    values: Vec<String>,
}

/// Compares the sources, in their order.
pub(super) fn sources(
    earlier: &MappingTrait,
    old: &[&Api],
    made: &MappingTrait,
    new: &[&Api],
    stubs: &Stubs<'_>,
) -> Vec<MappingChange> {
    let mut found = Vec::new();
    for (before, after) in earlier.sources.iter().zip(&made.sources) {
        let end = |apis: &[&'_ Api], vendor: usize, of| within(&End { api: apis[vendor], vendor, of }, stubs);
        let was = end(old, before.ty.vendor, before.ty.of);
        let is = end(new, after.ty.vendor, after.ty.of);
        for inner in &was {
            let path = format!("{}.{}", before.name, inner.path);
            let now = is.iter().find(|other| other.path == inner.path);
            let told = told(inner, now, &readers(earlier, &path));
            found.extend(told.into_iter().map(|(what, advice)| MappingChange {
                of: made.name.to_string(),
                method: path.clone(),
                what,
                advice,
            }));
        }
    }
    found
}

/// What became of one field, with advice.
fn told(was: &Inner, now: Option<&Inner>, readers: &str) -> Vec<(&'static str, String)> {
    let Some(now) = now else { return vec![("the source's field is gone", readers.to_owned())] };
    let mut found = Vec::new();
    if was.ty != now.ty && !was.ty.is_empty() && !now.ty.is_empty() {
        found.push(("the source's field has another type", format!("from {} to {}\n{readers}", was.ty, now.ty)));
    }
    let (added, lost) = (beyond(&now.values, &was.values), beyond(&was.values, &now.values));
    if !added.is_empty() {
        found.push(("the source's field has new values", lines("add an arm for", &added, "")));
    }
    if !lost.is_empty() {
        found.push(("the source's field has values less", lines("remove the arm for", &lost, "")));
    }
    found
}

/// The methods that a field was likely read by.
fn readers(made: &MappingTrait, path: &str) -> String {
    let reads = |method: &&MappingMethod| method.candidates.first().is_some_and(|first| first.path == path);
    let names: Vec<_> = made.methods.iter().filter(reads).map(|method| method.name.to_string()).collect();
    if names.is_empty() { "nothing was made of it by default".to_owned() } else { format!("see {}", names.join(", ")) }
}

/// The fields within a source; a few levels deep.
fn within(end: &End<'_>, stubs: &Stubs<'_>) -> Vec<Inner> {
    const DEEPEST: usize = 4;
    let mut found = Vec::new();
    let mut open = vec![(String::new(), end.of, 0)];
    while let Some((at, of, depth)) = open.pop() {
        for StructField { wire, ty, .. } in of.fields(end.api) {
            let path = format!("{at}{wire}");
            let inner = object(end.api, ty);
            if let Some(id) = inner.filter(|_| depth < DEEPEST) {
                open.push((format!("{path}."), StructId::Type(id), depth + 1));
            }
            let text = if inner.is_some() { String::new() } else { stubs.type_of(end.vendor, ty, end.api) };
            found.push(Inner { path, ty: text, values: values(end.api, ty) });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn object(api: &Api, ty: &Ty) -> Option<TypeId> {
    match api.plain(ty) {
        Ty::Option(inner) | Ty::Field(inner) | Ty::Boxed(inner) => object(api, inner),
        Ty::Named(id) => matches!(api.type_def(*id).kind, TypeKind::Struct(_)).then_some(*id),
        _ => None,
    }
}
