//! Parameters, by where they travel and what they are called.

use super::edit::{Edit, Travels};
use super::effect::Rust;
use super::item::Item;
use super::kind::{Change, Kind, Subject};
use super::names;
use super::operations::{Side, label, word};
use super::pairs::{Below, Pairs};
use crate::document::{JsonType, Location, Style};
use crate::ir::promises::{Node, NodeId, Parameter, Promises};
use crate::ir::{OpField, Operation, Place, Ty};
use crate::path_template;

/// Requests carry it.
pub(super) const SENT: Travels = Travels { request: true, answer: false };

/// Compares parameters.
pub(super) fn compare<'a>(pairs: &mut Pairs<'a>, slot: usize, old: Side<'a>, new: Side<'a>) {
    let (names, others) = (members(old.operation), members(new.operation));
    // A path's parameters have their place, whatever they are called.
    let renamed = |parameter: &Parameter| match parameter.location {
        Location::Path => {
            let at = names.iter().position(|name| *name == parameter.wire);
            at.and_then(|at| others.get(at)).map_or(parameter.wire.clone(), |name| (*name).to_owned())
        }
        Location::Query | Location::Header | Location::Cookie => parameter.wire.clone(),
    };
    let mut theirs: Vec<&Parameter> = new.call.parameters.iter().collect();
    for parameter in &old.call.parameters {
        let name = renamed(parameter);
        let is_same = |other: &&Parameter| {
            let header = parameter.location == Location::Header && other.wire.eq_ignore_ascii_case(&name);
            other.location == parameter.location && (other.wire == name || header)
        };
        match theirs.iter().position(is_same) {
            Some(at) => both(pairs, slot, (old, parameter), (new, theirs.remove(at))),
            None => one(pairs, slot, (old, parameter), new, Change::Removed),
        }
    }
    for parameter in theirs {
        one(pairs, slot, (new, parameter), old, Change::Added);
    }
    ignored(pairs, slot, old, new);
}

/// Header parameters that the client does not send because OpenAPI says to ignore them.
fn ignored(pairs: &mut Pairs<'_>, slot: usize, old: Side<'_>, new: Side<'_>) {
    let has = |side: Side<'_>, wire: &str| side.call.ignored.iter().any(|(other, _)| other.eq_ignore_ascii_case(wire));
    let text = |wire: &str| format!("{} header {wire}", label(old.operation));
    let edit = |wire: &str, change| Edit::new(Kind::of(Subject::IgnoredParameter, change), text(wire)).travels(SENT);
    for (wire, origin) in old.call.ignored.iter().filter(|(wire, _)| !has(new, wire)) {
        let edit = edit(wire, Change::Removed).at(origin.clone(), new.operation.origin.clone());
        pairs.calls.push((edit, vec![slot]));
    }
    for (wire, origin) in new.call.ignored.iter().filter(|(wire, _)| !has(old, wire)) {
        let edit = edit(wire, Change::Added).at(old.operation.origin.clone(), origin.clone());
        pairs.calls.push((edit, vec![slot]));
    }
}

/// The names of what the path takes, in order.
fn members(operation: &Operation) -> Vec<&str> {
    path_template::names(&operation.path).collect()
}

fn place_word(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn subject(parameter: &Parameter) -> Subject {
    match (parameter.location, parameter.required) {
        (Location::Path, _) => Subject::PathParameter,
        (Location::Query, false) => Subject::QueryParameter,
        (Location::Query, true) => Subject::RequiredQueryParameter,
        (Location::Header, false) => Subject::HeaderParameter,
        (Location::Header, true) => Subject::RequiredHeaderParameter,
        (Location::Cookie, false) => Subject::CookieParameter,
        (Location::Cookie, true) => Subject::RequiredCookieParameter,
    }
}

/// The subject of a parameter that is in both versions.
fn kept_subject(location: Location) -> Subject {
    match location {
        Location::Path => Subject::PathParameter,
        Location::Query => Subject::QueryParameter,
        Location::Header => Subject::HeaderParameter,
        Location::Cookie => Subject::CookieParameter,
    }
}

/// The field of the request that a parameter became.
fn field<'a>(operation: &'a Operation, parameter: &Parameter) -> Option<&'a OpField> {
    let is_there = |place: &Place| {
        matches!(
            (place, parameter.location),
            (Place::Path { .. }, Location::Path)
                | (Place::Query { .. }, Location::Query)
                | (Place::Header { .. }, Location::Header)
                | (Place::Cookie, Location::Cookie)
        )
    };
    operation.fields.iter().find(|field| field.wire == parameter.wire && is_there(&field.place))
}

fn item(side: Side<'_>, parameter: &Parameter) -> Option<Item> {
    field(side.operation, parameter).map(|field| Item::field(&side.operation.name, &field.name))
}

fn one(pairs: &mut Pairs<'_>, slot: usize, found: (Side<'_>, &Parameter), other: Side<'_>, change: Change) {
    let (side, parameter) = found;
    let text = format!("{} {} {}", label(side.operation), place_word(parameter.location), parameter.wire);
    let item = item(side, parameter);
    let edit = Edit::new(Kind::of(subject(parameter), change), text).travels(SENT);
    let elsewhere = other.operation.origin.clone();
    let edit = if change == Change::Removed {
        edit.at(parameter.origin.clone(), elsewhere).items(item, None)
    } else {
        let is_asked = field(side.operation, parameter).is_some_and(OpField::is_argument);
        let rust = if is_asked { Rust::Asked } else { Rust::Untold };
        edit.at(elsewhere, parameter.origin.clone()).rust(rust).items(None, item)
    };
    pairs.calls.push((edit, vec![slot]));
}

fn both<'a>(pairs: &mut Pairs<'a>, slot: usize, old: (Side<'a>, &'a Parameter), new: (Side<'a>, &'a Parameter)) {
    let (was, is) = (old.1, new.1);
    let text = format!("{} {} {}", label(old.0.operation), place_word(was.location), was.wire);
    let items = (item(old.0, was), item(new.0, is));
    let fields = field(old.0.operation, was).zip(field(new.0.operation, is));
    let types: Option<(Ty, Ty)> = fields.map(|(before, after)| (before.ty.clone(), after.ty.clone()));
    let is_styled = is_styled(pairs.versions.before, was) || is_styled(pairs.versions.after, is);
    for ((subject, key, before), (.., after)) in said(was).into_iter().zip(said(is)) {
        let is_style = matches!(subject, Subject::ParameterStyle | Subject::ParameterExplode);
        if let Some(edit) = word(subject, &text, before, after).filter(|_| is_styled || !is_style) {
            let (before, after) = items.clone();
            let edit = edit.at(was.origin.push(key), is.origin.push(key)).travels(SENT);
            pairs.calls.push((edit.items(before, after), vec![slot]));
        }
    }
    if was.required != is.required {
        let change = if is.required { Change::BecameRequired } else { Change::BecameOptional };
        let rust = types.as_ref().map_or(Rust::Untold, |(before, after)| names::types(pairs.versions, before, after));
        let edit = Edit::new(Kind::of(kept_subject(was.location), change), text.clone())
            .at(was.origin.push("required"), is.origin.push("required"))
            .rust(rust)
            .items(items.0.clone(), items.1.clone())
            .travels(SENT);
        pairs.calls.push((edit, vec![slot]));
    }
    if let (Some(was), Some(is)) = (was.schema, is.schema) {
        // Whether it is asked for was told; what it is, its schema tells.
        let types = types.map(|(before, after)| (within(before), within(after)));
        pairs.root(slot, Below { items, types, travels: SENT, ..Below::new(was, is, text) });
    }
}

/// What a parameter says of itself, but for its schema.
fn said(parameter: &Parameter) -> [(Subject, &'static str, Option<String>); 6] {
    let Parameter { style, explode, allow_reserved, content, deprecated, description, .. } = parameter;
    let content = content.clone().unwrap_or_else(|| "none".to_owned());
    [
        (Subject::ParameterStyle, "style", Some(format!("{style:?}"))),
        (Subject::ParameterExplode, "explode", Some(explode.to_string())),
        (Subject::ParameterReserved, "allowReserved", Some(allow_reserved.to_string())),
        (Subject::ParameterContent, "content", Some(content)),
        (Subject::ParameterDeprecation, "deprecated", deprecated.then(|| "true".to_owned())),
        (Subject::ParameterDescription, "description", description.clone()),
    ]
}

/// The type of a value that is there.
fn within(ty: Ty) -> Ty {
    match ty {
        Ty::Option(inner) => *inner,
        other => other,
    }
}

/// Whether its style makes a difference: one piece of text is written in one way, but for these two.
fn is_styled(promises: &Promises, parameter: &Parameter) -> bool {
    let is_text = |node: &Node| {
        let is_plain = |t: &JsonType| !matches!(t, JsonType::Array | JsonType::Object);
        !node.types.is_empty() && node.types.iter().all(is_plain)
    };
    let is_one_text = |id: NodeId| match &promises.node(id).choice {
        Some(choice) => choice.branches.iter().all(|branch| is_text(promises.node(branch.node))),
        None => is_text(promises.node(id)),
    };
    matches!(parameter.style, Style::Label | Style::Matrix) || !parameter.schema.is_some_and(is_one_text)
}
