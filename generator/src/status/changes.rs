//! What a vendor's new version does to mappings: the traits before and after, method by method.

use crate::ir::mapping::{MappingBody, MappingMethod, MappingSource, MappingTrait, Mappings, StructId};
use crate::ir::{Api, Ty, TypeId, TypeKind};
use crate::render::mappings::stub::Stubs;
use serde_json::{Value, json};

/// One thing that became of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingChange {
    /// The trait.
    pub of: String,
    /// The method.
    pub method: String,
    /// What it is.
    pub what: &'static str,
    /// What a person has to do, or may.
    pub advice: String,
}

impl MappingChange {
    /// For people: the advice may be code, on lines of its own.
    pub fn text(&self) -> String {
        format!("{}::{}: {}\n{}", self.of, self.method, self.what, self.advice)
    }

    /// For programs.
    pub fn json(&self) -> Value {
        json!({"reason": "mapping-change", "trait": self.of, "method": self.method, "what": self.what, "advice": self.advice})
    }
}

/// Compares mappings of the same configuration.
pub fn changes(
    before: &Mappings,
    old: &[&Api],
    after: &Mappings,
    new: &[&Api],
    stubs: &Stubs<'_>,
) -> Vec<MappingChange> {
    let mut found = Vec::new();
    for made in &after.traits {
        let Some(earlier) = before.traits.iter().find(|earlier| earlier.name == made.name) else { continue };
        let pair = Pair { earlier, made, old: old[made.target.vendor], new: new[made.target.vendor] };
        for method in &made.methods {
            let was = earlier.methods.iter().find(|was| was.wire == method.wire && was.key == method.key);
            found.extend(pair.method(was, method, stubs));
        }
        found.extend(sources(earlier, old, made, new));
        for gone in earlier.methods.iter().filter(|was| !made.methods.iter().any(|method| method.name == was.name)) {
            let advice = "remove the method from the impl; the target has no such field".to_owned();
            found.push(pair.change(gone, "the field is gone", advice));
        }
    }
    found
}

/// What became of the sources of a trait, as far as its methods could read them.
fn sources(earlier: &MappingTrait, old: &[&Api], made: &MappingTrait, new: &[&Api]) -> Vec<MappingChange> {
    let mut found = Vec::new();
    for (before, after) in earlier.sources.iter().zip(&made.sources) {
        let (was, is) = (within(old[before.ty.vendor], before), within(new[after.ty.vendor], after));
        for (path, values) in &was {
            let change = |what, advice| MappingChange { of: made.name.to_string(), method: path.clone(), what, advice };
            match is.iter().find(|(other, _)| other == path) {
                None => found.push(change("the source's field is gone", readers(earlier, path))),
                Some((_, now)) => {
                    let added = added(values, now);
                    let arms = added.iter().map(|value| format!("    add an arm for `{value}`")).collect::<Vec<_>>();
                    found.extend(
                        (!arms.is_empty()).then(|| change("the source's field has new values", arms.join("\n"))),
                    );
                }
            }
        }
    }
    found
}

/// The methods that a field was likely read by.
fn readers(made: &MappingTrait, path: &str) -> String {
    let reads = |method: &&MappingMethod| method.candidates.first().is_some_and(|first| first.path == path);
    let names: Vec<_> = made.methods.iter().filter(reads).map(|method| method.name.to_string()).collect();
    if names.is_empty() { "nothing was made of it by default".to_owned() } else { format!("see {}", names.join(", ")) }
}

/// The fields within a source, with the values of those that are enums; a few levels deep.
fn within(api: &Api, source: &MappingSource) -> Vec<(String, Vec<String>)> {
    const DEEPEST: usize = 4;
    let mut found = Vec::new();
    let mut open = vec![(source.name.to_string(), source.ty.of, 0)];
    while let Some((at, of, depth)) = open.pop() {
        for (wire, ty) in fields(api, of) {
            let path = format!("{at}.{wire}");
            if let Some(id) = object(api, ty).filter(|_| depth < DEEPEST) {
                open.push((path.clone(), StructId::Type(id), depth + 1));
            }
            found.push((path, values(api, ty)));
        }
    }
    found.sort();
    found
}

fn fields(api: &Api, of: StructId) -> Vec<(&str, &Ty)> {
    match of {
        StructId::Type(id) => match &api.type_def(id).kind {
            TypeKind::Struct(shape) => shape.fields.iter().map(|field| (field.wire.as_str(), &field.ty)).collect(),
            TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => Vec::new(),
        },
        StructId::Request(at) => {
            api.operations[at].fields.iter().map(|field| (field.wire.as_str(), &field.ty)).collect()
        }
    }
}

fn object(api: &Api, ty: &Ty) -> Option<TypeId> {
    match api.plain(ty) {
        Ty::Option(inner) | Ty::Field(inner) | Ty::Boxed(inner) => object(api, inner),
        Ty::Named(id) => matches!(api.type_def(*id).kind, TypeKind::Struct(_)).then_some(*id),
        _ => None,
    }
}

/// A trait before and after, with the target's API.
struct Pair<'a> {
    earlier: &'a MappingTrait,
    made: &'a MappingTrait,
    old: &'a Api,
    new: &'a Api,
}

impl Pair<'_> {
    fn change(&self, method: &MappingMethod, what: &'static str, advice: String) -> MappingChange {
        MappingChange { of: self.made.name.to_string(), method: method.name.to_string(), what, advice }
    }

    fn method(&self, was: Option<&MappingMethod>, method: &MappingMethod, stubs: &Stubs<'_>) -> Vec<MappingChange> {
        let stub = || stubs.method(self.made, method);
        let is_open = matches!(method.body, MappingBody::Open);
        let Some(was) = was else {
            return vec![match (method.required, is_open) {
                (true, true) => {
                    self.change(method, "a new field that must be there: the impl does not compile without", stub())
                }
                (true, false) => self.change(method, "a new field that must be there, made by default", String::new()),
                (false, _) => self.change(method, "a new field that may be left out", candidates(method)),
            }];
        };
        let mut found = Vec::new();
        if let (MappingBody::From(way), false) =
            (&was.body, matches!(method.body, MappingBody::From(_) | MappingBody::Whole(_)))
        {
            let advice = if is_open { stub() } else { candidates(method) };
            let what = "the source that its default read is gone or no longer beyond doubt";
            found.push(self.change(method, what, format!("it read {}\n{advice}", way.origin.as_str())));
        }
        let types = [stubs.output_of(self.earlier, was, self.old), stubs.output_of(self.made, method, self.new)];
        if types[0] != types[1] {
            let what = if method.required && !was.required { "it must be there now" } else { "its type is another" };
            found.push(self.change(method, what, format!("from {} to {}", types[0], types[1])));
        }
        let added = added(&values(self.old, &was.ty), &values(self.new, &method.ty));
        if !added.is_empty() {
            found.push(self.change(method, "its type has new values", format!("new: {}", added.join(", "))));
        }
        found
    }
}

fn candidates(method: &MappingMethod) -> String {
    let lines: Vec<_> =
        method.candidates.iter().map(|candidate| format!("    {:>3} {}", candidate.score, candidate.path)).collect();
    if lines.is_empty() { "nothing in the sources is like it".to_owned() } else { lines.join("\n") }
}

/// The values of an enum, by their Rust names.
fn values(api: &Api, ty: &Ty) -> Vec<String> {
    match api.plain(ty) {
        Ty::Option(inner) | Ty::Field(inner) | Ty::Boxed(inner) | Ty::List(inner) => values(api, inner),
        Ty::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Enum(choice) => choice.variants.iter().map(|variant| variant.name.to_string()).collect(),
            TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn added(old: &[String], new: &[String]) -> Vec<String> {
    if old.is_empty() { Vec::new() } else { new.iter().filter(|value| !old.contains(value)).cloned().collect() }
}
