//! What a request carries beside parameters.

use super::answers::media;
use super::edit::Edit;
use super::effect::Rust;
use super::kind::{Change, Kind, Subject};
use super::names;
use super::operations::{Side, label, word};
use super::pairs::{Below, Pairs};
use super::parameters::SENT;
use crate::ir::Place;
use crate::ir::promises::{Content, RequestBody};

/// Compares bodies.
pub(super) fn compare<'a>(pairs: &mut Pairs<'a>, slot: usize, old: Side<'a>, new: Side<'a>) {
    let text = format!("{} body", label(old.operation));
    match (&old.call.body, &new.call.body) {
        (None, None) => {}
        (Some(was), None) => lone_body(pairs, slot, was, &text, new, Change::Removed),
        (None, Some(is)) => lone_body(pairs, slot, is, &text, old, Change::Added),
        (Some(was), Some(is)) => {
            if let Some(edit) = word(Subject::BodyDescription, &text, was.description.clone(), is.description.clone()) {
                let edit = edit.at(was.origin.push("description"), is.origin.push("description")).travels(SENT);
                pairs.calls.push((edit, vec![slot]));
            }
            if was.required != is.required {
                let change = if is.required { Change::BecameRequired } else { Change::BecameOptional };
                let whole = |side: Side<'a>| side.operation.fields.iter().find(|f| f.place == Place::WholeBody);
                let rust = match (whole(old), whole(new)) {
                    (Some(before), Some(after)) => names::types(pairs.versions, &before.ty, &after.ty),
                    _ => Rust::Untold,
                };
                let edit = Edit::new(Kind::of(Subject::Body, change), text.clone())
                    .at(was.origin.push("required"), is.origin.push("required"))
                    .rust(rust)
                    .travels(SENT);
                pairs.calls.push((edit, vec![slot]));
            }
            content(pairs, slot, (old, was), (new, is), &text);
        }
    }
}

fn lone_body(pairs: &mut Pairs<'_>, slot: usize, body: &RequestBody, text: &str, other: Side<'_>, change: Change) {
    let subject = if body.required { Subject::RequiredBody } else { Subject::Body };
    let edit = Edit::new(Kind::of(subject, change), text).travels(SENT);
    let elsewhere = other.operation.origin.clone();
    let edit = if change == Change::Removed {
        edit.at(body.origin.clone(), elsewhere).rust(Rust::Gone)
    } else {
        edit.at(elsewhere, body.origin.clone())
    };
    pairs.calls.push((edit, vec![slot]));
}

fn content<'a>(
    pairs: &mut Pairs<'a>,
    slot: usize,
    old: (Side<'a>, &'a RequestBody),
    new: (Side<'a>, &'a RequestBody),
    text: &str,
) {
    let kinds = media::Kinds { media: Subject::BodyMediaType, schema: Subject::BodySchema };
    let matched = media::compare(
        pairs,
        slot,
        (&old.1.content, &old.1.origin),
        (&new.1.content, &new.1.origin),
        text,
        kinds,
        SENT,
    );
    for (was, is) in matched {
        let before = was.encoding.iter().map(|(wire, how)| (wire, how));
        for (wire, how) in before {
            let other = is.encoding.iter().find(|(other, _)| other == wire).map(|(_, how)| how.clone());
            encoding(pairs, slot, (was, is), (wire, Some(how.clone()), other), text);
        }
        for (wire, how) in is.encoding.iter().filter(|(wire, _)| was.encoding.iter().all(|(other, _)| other != wire)) {
            encoding(pairs, slot, (was, is), (wire, None, Some(how.clone())), text);
        }
        if let (Some(before), Some(after)) = (was.schema, is.schema) {
            let requests = Some((old.0.operation, new.0.operation));
            pairs.root(slot, Below { requests, travels: SENT, ..Below::new(before, after, text.to_owned()) });
        }
    }
}

fn encoding(
    pairs: &mut Pairs<'_>,
    slot: usize,
    content: (&Content, &Content),
    said: (&str, Option<String>, Option<String>),
    text: &str,
) {
    let (wire, before, after) = said;
    if before == after {
        return;
    }
    let place = |content: &Content| content.origin.push("encoding").push(wire);
    let edit = Edit::new(Kind::of(Subject::BodyEncoding, Change::Changed), format!("{text}.{wire}"))
        .at(place(content.0), place(content.1))
        .says(before, after)
        .travels(SENT);
    pairs.calls.push((edit, vec![slot]));
}
