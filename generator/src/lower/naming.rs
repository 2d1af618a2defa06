//! Names of types: components first, then request structs, then inline types in document order.
//!
//! An inline type is named after its owner (the component or request it stands in) and its property, with more of the
//! path only where that is taken: `CustomerAddress`. One that several owners share is named after the property alone.

mod walk;

use super::constants;
use super::verbs::Plans;
use crate::diag::{Code, Sink};
use crate::ir::TypeName;
use crate::ir::names::Scope;
use crate::pointer::Pointer;
use crate::resolve::{Resolved, ShapeId, ShapeKind, Use};
use walk::{Place, Walk};

/// Every name of the crate's type namespace.
pub(super) struct Names {
    /// Each shape that becomes a type, in the order of the types.
    pub(super) types: Vec<(ShapeId, TypeName)>,
    /// Request structs, parallel to the plans.
    pub(super) requests: Vec<TypeName>,
    /// For the names that operations still need.
    pub(super) scope: Scope,
}

/// Whether a shape is a Rust type of its own.
pub(super) fn is_type(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::Enum(_) | ShapeKind::Object(_) | ShapeKind::Union(_) | ShapeKind::Tuple(..))
}

/// Decides all names.
pub(super) fn name(resolved: &Resolved, plans: &mut Plans, vendor: &str, sink: &mut Sink) -> Names {
    let mut scope = Scope::types();
    let mut components = components(resolved);
    for (_, name) in &mut components {
        // The vendor's `Error` cannot be the crate's: it becomes `StripeError`.
        if !scope.is_free::<TypeName>(name) {
            *name = format!("{vendor} {name}");
        }
    }
    let wires: Vec<&str> = components.iter().map(|(_, name)| name.as_str()).collect();
    let component_names = scope.claim_all::<TypeName>(&wires);
    for ((shape, wire), name) in components.iter().zip(&component_names) {
        let plain = || Scope::default().claim::<TypeName>(wire).to_string();
        note_number(sink, &resolved.shapes[*shape].origin(), wire, name.as_str(), plain);
    }
    for group in &mut plans.groups {
        // A group often has the name of its main component: `accounts()` and `Accounts`.
        let wire = group.name.as_str();
        let free = scope.is_free::<TypeName>(wire);
        group.handle = if free { scope.claim(wire) } else { scope.claim(&format!("{wire} api")) };
    }
    let requests: Vec<TypeName> = plans.operations.iter().map(|plan| request_name(&mut scope, &plan.request)).collect();

    let mut walk = Walk::new(resolved);
    for ((shape, _), name) in components.iter().zip(&component_names) {
        walk.component(*shape, name.as_str());
    }
    for (plan, name) in plans.operations.iter().zip(&requests) {
        match plan.variant_of {
            None => walk.operation(plan.at, name.as_str()),
            // Its types are those of the operation, as far as they are the same.
            Some(main) => walk.body(plan.at, plan.call, requests[main].as_str()),
        }
    }
    walk.events();
    let found = walk.found;
    let mut types: Vec<_> = components.iter().map(|(shape, _)| *shape).zip(component_names).collect();
    for (shape, places) in &found {
        types.push((*shape, inline_name(resolved, *shape, places, &mut scope)));
    }
    Names { types, requests, scope }
}

fn request_name(scope: &mut Scope, wire: &str) -> TypeName {
    if scope.is_free::<TypeName>(wire) { scope.claim(wire) } else { scope.claim(&format!("{wire} request")) }
}

/// Reached components that are types, in document order, with the name the document gives them.
fn components(resolved: &Resolved) -> Vec<(ShapeId, String)> {
    let shapes = &resolved.shapes;
    let choices = constants::choices(resolved);
    let mut found: Vec<(ShapeId, String)> = Vec::new();
    let is_needed = |id: ShapeId| match &shapes[id].kind {
        ShapeKind::Enum(one) if one.values.len() == 1 => choices.contains(&id),
        kind => is_type(kind),
    };
    let named = shapes.ids().filter(|&id| shapes[id].reached && is_needed(id));
    found.extend(named.filter_map(|id| Some((id, shapes[id].name()?.to_owned()))));
    let order = &resolved.document.schemas.named;
    found.sort_by_key(|(id, name)| (order.get_index_of(name), *id));
    found
}

/// What an inline branch of a union is called.
pub(super) fn branch_word(resolved: &Resolved, branch: &Use, tags: &[String]) -> String {
    let shape = &resolved.shapes[branch.shape];
    if let Some(title) = shape.title().filter(|title| title.len() <= 40 && !title.trim().is_empty()) {
        return title.to_owned();
    }
    if let Some(tag) = tags.first() {
        return tag.clone();
    }
    let ShapeKind::Object(object) = &shape.kind else { return "variant".to_owned() };
    let constant = object.properties.iter().find_map(|p| match &resolved.shapes[p.value.shape].kind {
        ShapeKind::Enum(found) if found.values.len() == 1 => found.values[0].as_str().map(str::to_owned),
        _ => None,
    });
    constant.filter(|word| !word.is_empty()).unwrap_or_else(|| "object".to_owned())
}

fn inline_name(resolved: &Resolved, shape: ShapeId, places: &[Place], scope: &mut Scope) -> TypeName {
    let first = &places[0];
    let same_owner = places.iter().all(|p| p.owner == first.owner);
    let shared = (!same_owner).then(|| shared_word(resolved, shape, places)).flatten();
    let side = match (resolved.shapes[shape].in_request, resolved.shapes[shape].in_answer) {
        (true, false) => "input",
        _ => "details",
    };
    // A component may have the plain word.
    let shared = shared.map(|word| [word.clone(), format!("{word} {side}")]);
    let expandable = expandable(resolved, shape).map(|word| format!("{word} reference"));
    // The owner and the last word, then more words where that is taken.
    let owned = (0..first.words.len()).rev().map(|from| format!("{} {}", first.owner, first.words[from..].join(" ")));
    let mut names = expandable.into_iter().chain(shared.into_iter().flatten()).chain(owned);
    match names.find(|name| scope.is_free::<TypeName>(name)) {
        Some(name) => scope.claim(&name),
        None => scope.claim(&format!("{} {}", first.owner, first.words.join(" "))),
    }
}

/// For a text or an object with an `id`, which is what expandable references are: the object's name.
fn expandable(resolved: &Resolved, shape: ShapeId) -> Option<&str> {
    let shapes = &resolved.shapes;
    let ShapeKind::Union(union) = &shapes[shape].kind else { return None };
    let text = |u: &Use| matches!(shapes[u.shape].kind, ShapeKind::String(_));
    let has_id = |u: &Use| match &shapes[u.shape].kind {
        ShapeKind::Object(object) => object.properties.iter().any(|p| p.wire == "id"),
        _ => false,
    };
    let (texts, objects): (Vec<&Use>, Vec<&Use>) = union.branches.iter().partition(|u| text(u));
    let is_reference = texts.len() == 1 && !objects.is_empty() && objects.iter().all(|u| has_id(u));
    objects.first().filter(|_| is_reference).and_then(|u| shapes[u.shape].name())
}

/// A word that fits the places of a shared type: the words that all properties end with, the property of most, or
/// what the type itself holds.
fn shared_word(resolved: &Resolved, shape: ShapeId, places: &[Place]) -> Option<String> {
    // These say where a type stands, not what it is.
    const POSITIONS: &[&str] = &["response", "error", "body", "item", "value", "object", "variant", "data"];
    let last: Vec<Vec<String>> = places.iter().map(|p| p.words.last().map(|w| words(w)).unwrap_or_default()).collect();
    let tells = |words: &[String]| match words {
        [] => false,
        [one] => !POSITIONS.contains(&one.as_str()),
        _ => true,
    };
    let mut common = last[0].clone();
    for other in &last[1..] {
        let same = common.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
        common.drain(..common.len() - same);
    }
    if tells(&common) {
        return Some(common.join(" "));
    }
    if let ShapeKind::Enum(found) = &resolved.shapes[shape].kind
        && (2..=3).contains(&found.values.len())
    {
        let values: Vec<&str> = found.values.iter().filter_map(|v| v.as_str()).filter(|v| !v.is_empty()).collect();
        if values.len() == found.values.len() && values.iter().all(|v| v.len() <= 16) {
            return Some(values.join(" or "));
        }
    }
    let most = last.iter().max_by_key(|w| last.iter().filter(|o| o == w).count())?;
    let count = last.iter().filter(|o| *o == most).count();
    (tells(most) && count * 2 > last.len()).then(|| most.join(" "))
}

/// Says that a name was numbered, because another is the same in Rust.
pub(super) fn note_number(sink: &mut Sink, at: &Pointer, wire: &str, name: &str, plain: impl Fn() -> String) {
    if name.ends_with(|c: char| c.is_ascii_digit()) && plain() != name {
        let message = format!("`{wire}` became `{name}`: another name is the same in Rust, or means something there");
        sink.report(Code::NameCollision, at, message);
    }
}

/// Lower-case words of a wire name.
pub(super) fn words(wire: &str) -> Vec<String> {
    let name: crate::ir::ModName = Scope::default().claim(wire);
    name.as_str().split('_').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}
