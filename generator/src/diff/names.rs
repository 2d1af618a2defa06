//! Names and types in Rust: what code that uses the client is written against.

use super::Versions;
use super::edit::Edit;
use super::effect::Rust;
use super::item::{Item, json};
use super::kind::{Change, Kind, Subject};
use super::pairs::{Aspect, Pair, Pairs};
use crate::ir::promises::Node;
use crate::ir::text;
use crate::ir::{Api, Promises, Ty, TypeId, TypeKind};
use foldhash::HashSet;

/// Whether another component stands at a place: one of both versions, or one that has little in common with it. Then what
/// tells them apart is no edit of either.
pub(super) fn is_replaced(versions: Versions<'_>, old: &Node, new: &Node) -> bool {
    let (Some(before), Some(after)) = (&old.component, &new.component) else { return false };
    if before == after || old.named.is_none() || new.named.is_none() {
        return false;
    }
    let has = |promises: &Promises, name: &str| promises.components.iter().any(|c| c.name == name);
    has(versions.after, before) || has(versions.before, after) || !is_alike(old, new)
}

/// Whether one can be the other by another name: it shares half of the members.
fn is_alike(old: &Node, new: &Node) -> bool {
    let theirs: HashSet<&str> = new.members.iter().map(|member| member.wire.as_str()).collect();
    let shared = old.members.iter().filter(|member| theirs.contains(member.wire.as_str())).count();
    let is_same_sort = old.types == new.types && old.choice.is_some() == new.choice.is_some();
    is_same_sort && shared * 2 >= old.members.len().max(new.members.len())
}

/// The edits of names, of everything that was compared.
pub(super) fn compare(pairs: &mut Pairs<'_>) {
    let mut known: HashSet<(TypeId, TypeId)> = HashSet::default();
    for at in 0..pairs.all.len() {
        let Pair { old, new, aspect, .. } = pairs.all[at];
        if let (Some(before), Some(after)) = (old.named, new.named)
            && aspect == Aspect::Whole
            && known.insert((before, after))
        {
            type_names(pairs, at, before, after);
            if !is_replaced(pairs.versions, old, new) {
                inner_names(pairs, at, before, after);
            }
        }
        if aspect == Aspect::Whole {
            silent_type(pairs, at);
        }
    }
}

fn type_names(pairs: &mut Pairs<'_>, at: usize, before: TypeId, after: TypeId) {
    let (versions, pair) = (pairs.versions, &pairs.all[at]);
    let (old, new) = (Item::of_type(versions.old, before), Item::of_type(versions.new, after));
    let is_replaced = is_replaced(versions, pair.old, pair.new);
    let kind = match (&pair.old.component, &pair.new.component) {
        (Some(before), Some(after)) if before != after && is_replaced => Kind::of(Subject::Schema, Change::Replaced),
        (Some(before), Some(after)) if before != after => Kind::of(Subject::Schema, Change::Renamed),
        _ if old != new => Kind::of(Subject::RustType, Change::Renamed),
        _ => return,
    };
    let name = |component: &Option<String>, item: &Item| component.clone().unwrap_or_else(|| item.to_string());
    let said = (name(&pair.old.component, &old), name(&pair.new.component, &new));
    let rust = if old == new { Rust::Same } else { Rust::Renamed };
    let edit = Edit::new(kind, pair.label.clone())
        .at(pair.old.origin(), pair.new.origin())
        .says(Some(said.0), Some(said.1))
        .rust(rust)
        .items(Some(old), Some(new));
    pairs.all[at].edits.push(edit);
}

/// Fields and variants that are called differently though nothing was edited.
fn inner_names(pairs: &mut Pairs<'_>, at: usize, before: TypeId, after: TypeId) {
    let (versions, pair) = (pairs.versions, &pairs.all[at]);
    let (old, new) = (versions.old.type_def(before), versions.new.type_def(after));
    let mut renamed: Vec<(Subject, String, Item, Item)> = Vec::new();
    match (&old.kind, &new.kind) {
        (TypeKind::Struct(was), TypeKind::Struct(is)) => {
            for field in &was.fields {
                let other = is.fields.iter().find(|other| other.wire == field.wire && other.name != field.name);
                renamed.extend(other.map(|other| {
                    let items = (Item::field(&old.name, &field.name), Item::field(&new.name, &other.name));
                    (Subject::RustField, field.wire.clone(), items.0, items.1)
                }));
            }
        }
        (TypeKind::Enum(was), TypeKind::Enum(is)) => {
            for variant in &was.variants {
                let other = is.variants.iter().find(|o| o.wire == variant.wire && o.name != variant.name);
                renamed.extend(other.map(|other| {
                    let item = |owner: &crate::ir::TypeName, variant: &crate::ir::VariantName| Item::Variant {
                        owner: owner.to_string(),
                        variant: variant.to_string(),
                    };
                    let items = (item(&old.name, &variant.name), item(&new.name, &other.name));
                    (Subject::RustVariant, json(&variant.wire), items.0, items.1)
                }));
            }
        }
        _ => {}
    }
    let edits = renamed.into_iter().map(|(subject, wire, old, new)| {
        Edit::new(Kind::of(subject, Change::Renamed), format!("{}.{wire}", pair.label))
            .at(pair.old.origin(), pair.new.origin())
            .says(Some(old.to_string()), Some(new.to_string()))
            .rust(Rust::Renamed)
            .items(Some(old), Some(new))
    });
    let edits: Vec<Edit> = edits.collect();
    pairs.all[at].edits.extend(edits);
}

/// A field whose type changed though no edit of the place itself tells why: a format that an example belies, say.
fn silent_type(pairs: &mut Pairs<'_>, at: usize) {
    let pair = &pairs.all[at];
    let Some((before, after)) = &pair.types else { return };
    let Rust::Type(before, after) = types(pairs.versions, before, after) else { return };
    let tells = |edit: &Edit| matches!(edit.rust, Rust::Type(..));
    let is_told = pair.edits.iter().any(tells)
        || pair
            .from
            .iter()
            .any(|(owner, _)| pairs.all[*owner].edits.iter().any(|e| e.subject == pair.label && tells(e)))
        || !is_scalar(pair);
    if is_told {
        return;
    }
    let (old, new) = pair.items.clone();
    let edit = Edit::new(Kind::of(Subject::RustType, Change::Changed), pair.label.clone())
        .at(pair.old.origin(), pair.new.origin())
        .says(Some(before.clone()), Some(after.clone()))
        .rust(Rust::Type(before, after))
        .items(old, new);
    pairs.all[at].edits.push(edit);
}

/// Nothing lies below that could tell.
fn is_scalar(pair: &Pair<'_>) -> bool {
    [pair.old, pair.new].iter().all(|node| node.items.is_none() && node.choice.is_none() && node.members.is_empty())
}

/// How the type of a value changed, whatever holds it.
pub(super) fn bare(versions: Versions<'_>, old: &Node, new: &Node) -> Rust {
    match (&old.ty, &new.ty) {
        (Some(before), Some(after)) => types(versions, before, after),
        _ => Rust::Untold,
    }
}

/// How a type changed. Types of the crate are compared by themselves.
pub(super) fn types(versions: Versions<'_>, before: &Ty, after: &Ty) -> Rust {
    if is_same(before, after) {
        return Rust::Same;
    }
    Rust::Type(written(versions.old, before), written(versions.new, after))
}

/// A type as the generated code writes it.
pub(super) fn written(api: &Api, ty: &Ty) -> String {
    let mut inner = ty;
    let (mut before, mut after) = (String::new(), String::new());
    loop {
        let (word, next) = match inner {
            Ty::Option(next) => ("Option", next),
            Ty::Field(next) => ("Field", next),
            Ty::List(next) => ("Vec", next),
            Ty::Map(next) => ("Map", next),
            Ty::Boxed(next) => ("Box", next),
            Ty::Bool => return format!("{before}bool{after}"),
            Ty::F64 => return format!("{before}f64{after}"),
            Ty::F32 => return format!("{before}f32{after}"),
            Ty::Json => return format!("{before}Value{after}"),
            Ty::Unit => return format!("{before}(){after}"),
            other => return format!("{before}{}{after}", text::ty(api, other)),
        };
        before.extend([word, "<"]);
        after.push('>');
        inner = next;
    }
}

fn is_same(mut before: &Ty, mut after: &Ty) -> bool {
    loop {
        match (before, after) {
            // A box is where a type would contain itself: that is told of the types.
            (Ty::Boxed(inner), _) => before = inner,
            (_, Ty::Boxed(inner)) => after = inner,
            (Ty::Named(_), Ty::Named(_)) => return true,
            (Ty::Option(one), Ty::Option(other))
            | (Ty::Field(one), Ty::Field(other))
            | (Ty::List(one), Ty::List(other))
            | (Ty::Map(one), Ty::Map(other)) => (before, after) = (one, other),
            (one, other) => return one == other,
        }
    }
}
