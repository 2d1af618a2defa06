//! What comes back, and what the vendor sends by itself.

pub(super) mod media;

use super::edit::{Edit, Travels};
use super::effect::Rust;
use super::kind::{Change, Kind, Subject};
use super::operations::{Side, label, word};
use super::pairs::{Below, Pairs};
use super::{Versions, names};
use crate::document::Status;
use crate::ir::promises::{RequestBody, Response, ResponseHeader};
use crate::ir::{AnswerContent, Event, Outcome};
use crate::pointer::Pointer;

/// Answers carry it.
pub(super) const RECEIVED: Travels = Travels { request: false, answer: true };

/// Compares the answers of an operation.
pub(super) fn compare<'a>(pairs: &mut Pairs<'a>, slot: usize, old: Side<'a>, new: Side<'a>) {
    let before = pairs.calls.len();
    for was in &old.call.responses {
        match new.call.responses.iter().find(|is| is.status == was.status) {
            Some(is) => both(pairs, slot, &label(old.operation), was, is),
            None => one(pairs, slot, was, (old, new), Change::Removed),
        }
    }
    for is in &new.call.responses {
        if old.call.responses.iter().all(|was| was.status != is.status) {
            one(pairs, slot, is, (old, new), Change::Added);
        }
    }
    outcomes(pairs, slot, before, old, new);
}

/// `200`, `4XX`, `default`.
fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(range) => format!("{range}XX"),
        Status::Default => "default".to_owned(),
    }
}

fn one(pairs: &mut Pairs<'_>, slot: usize, response: &Response, sides: (Side<'_>, Side<'_>), change: Change) {
    let subject = if response.success { Subject::Answer } else { Subject::ErrorAnswer };
    let text = format!("{} {}", label(sides.0.operation), status(response.status));
    let edit = Edit::new(Kind::of(subject, change), text).travels(RECEIVED);
    let edit = if change == Change::Removed {
        edit.at(response.origin.clone(), sides.1.operation.origin.push("responses"))
    } else {
        edit.at(sides.0.operation.origin.push("responses"), response.origin.clone())
    };
    pairs.calls.push((edit, vec![slot]));
}

fn both<'a>(pairs: &mut Pairs<'a>, slot: usize, operation: &str, was: &'a Response, is: &'a Response) {
    let text = format!("{operation} {}", status(was.status));
    if let Some(edit) = word(Subject::AnswerDescription, &text, was.description.clone(), is.description.clone()) {
        let edit = edit.at(was.origin.push("description"), is.origin.push("description")).travels(RECEIVED);
        pairs.calls.push((edit, vec![slot]));
    }
    headers(pairs, slot, was, is, &text);
    let kinds = media::Kinds { media: Subject::AnswerMediaType, schema: Subject::AnswerSchema };
    let matched =
        media::compare(pairs, slot, (&was.content, &was.origin), (&is.content, &is.origin), &text, kinds, RECEIVED);
    for (was, is) in matched {
        if let (Some(before), Some(after)) = (was.schema, is.schema) {
            pairs.root(slot, Below { travels: RECEIVED, ..Below::new(before, after, text.clone()) });
        }
    }
}

fn headers<'a>(pairs: &mut Pairs<'a>, slot: usize, old: &'a Response, new: &'a Response, text: &str) {
    let of = |response: &'a Response, wire: &str| -> Option<&'a ResponseHeader> {
        response.headers.iter().find(|header| header.wire.eq_ignore_ascii_case(wire))
    };
    let place = |response: &Response, wire: &str| response.origin.push("headers").push(wire);
    let subject =
        |header: &ResponseHeader| if header.required { Subject::RequiredAnswerHeader } else { Subject::AnswerHeader };
    for was in &old.headers {
        let text = format!("{text} header {}", was.wire);
        let Some(is) = of(new, &was.wire) else {
            let edit = Edit::new(Kind::of(subject(was), Change::Removed), text)
                .at(place(old, &was.wire), new.origin.clone())
                .travels(RECEIVED);
            pairs.calls.push((edit, vec![slot]));
            continue;
        };
        let places = (place(old, &was.wire), place(new, &is.wire));
        if was.required != is.required {
            let change = if is.required { Change::BecameRequired } else { Change::BecameOptional };
            // The client's headers are all optional.
            let edit = Edit::new(Kind::of(Subject::AnswerHeader, change), text.clone())
                .at(places.0.push("required"), places.1.push("required"))
                .rust(Rust::Same)
                .travels(RECEIVED);
            pairs.calls.push((edit, vec![slot]));
        }
        for edit in header_words(&text, (was, is), &places) {
            pairs.calls.push((edit, vec![slot]));
        }
        if let (Some(was), Some(is)) = (was.schema, is.schema) {
            pairs.root(slot, Below { travels: RECEIVED, ..Below::new(was, is, text) });
        }
    }
    for is in new.headers.iter().filter(|is| of(old, &is.wire).is_none()) {
        let edit = Edit::new(Kind::of(subject(is), Change::Added), format!("{text} header {}", is.wire))
            .at(old.origin.clone(), place(new, &is.wire))
            .travels(RECEIVED);
        pairs.calls.push((edit, vec![slot]));
    }
}

/// What is said of a header beside what it holds.
fn header_words(
    text: &str,
    (was, is): (&ResponseHeader, &ResponseHeader),
    places: &(Pointer, Pointer),
) -> impl Iterator<Item = Edit> {
    let mark = |header: &ResponseHeader| header.deprecated.then(|| "true".to_owned());
    let deprecation = word(Subject::AnswerHeaderDeprecation, text, mark(was), mark(is));
    let description = word(Subject::AnswerHeaderDescription, text, was.description.clone(), is.description.clone());
    let at = |edit: Edit, key: &str| edit.at(places.0.push(key), places.1.push(key)).travels(RECEIVED);
    let deprecation = deprecation.map(|edit| at(edit, "deprecated"));
    deprecation.into_iter().chain(description.map(|edit| at(edit, "description")))
}

/// The Rust types of success and failure: where they change, an edit of the answers tells so, or one of its own.
fn outcomes(pairs: &mut Pairs<'_>, slot: usize, first: usize, old: Side<'_>, new: Side<'_>) {
    for (side, was, is) in [
        ("output", &old.operation.output, &new.operation.output),
        ("error", &old.operation.error, &new.operation.error),
    ] {
        let Some((before, after)) = changed(pairs.versions, was, is) else { continue };
        let rust = Rust::Type(before.clone(), after.clone());
        let is_side = |edit: &Edit| match edit.kind.subject() {
            Subject::Answer => side == "output",
            Subject::ErrorAnswer => side == "error",
            Subject::AnswerMediaType | Subject::AnswerSchema => true,
            _ => false,
        };
        let mut told = pairs.calls[first..].iter_mut().filter(|(edit, _)| is_side(edit)).peekable();
        if told.peek().is_some() {
            told.for_each(|(edit, _)| edit.rust = rust.clone());
            continue;
        }
        let kind = Kind::of(Subject::RustAnswer, Change::Changed);
        let edit = Edit::new(kind, format!("{} {side}", label(old.operation)))
            .at(old.operation.origin.push("responses"), new.operation.origin.push("responses"))
            .says(Some(before), Some(after))
            .rust(rust)
            .travels(RECEIVED);
        pairs.calls.push((edit, vec![slot]));
    }
}

/// The types of an outcome, where they differ in more than what the types of the crate are called.
fn changed(versions: Versions<'_>, was: &Outcome, is: &Outcome) -> Option<(String, String)> {
    let text = |api: &crate::ir::Api, content: &AnswerContent| match content {
        AnswerContent::Empty => "()".to_owned(),
        AnswerContent::Json(ty) => names::written(api, ty),
        AnswerContent::Text => "String".to_owned(),
        AnswerContent::Bytes => "Download".to_owned(),
        AnswerContent::EventStream(ty) => format!("Events<{}>", names::written(api, ty)),
    };
    let name = |api, outcome: &Outcome| match outcome {
        Outcome::Undeclared => "Untyped".to_owned(),
        Outcome::Single(content) => text(api, content),
        Outcome::Cases(cases) => {
            let words = cases.cases.iter().map(|case| format!("{}({})", case.name, text(api, &case.content)));
            format!("{} {{ {} }}", cases.name, words.collect::<Vec<_>>().join(", "))
        }
    };
    let is_same = match (was, is) {
        (Outcome::Undeclared, Outcome::Undeclared) => true,
        (Outcome::Single(was), Outcome::Single(is)) => is_same_content(versions, was, is),
        (Outcome::Cases(was), Outcome::Cases(is)) => {
            was.cases.len() == is.cases.len()
                && was.name == is.name
                && (was.cases.iter().zip(&is.cases))
                    .all(|(was, is)| was.name == is.name && is_same_content(versions, &was.content, &is.content))
        }
        _ => false,
    };
    (!is_same).then(|| (name(versions.old, was), name(versions.new, is)))
}

fn is_same_content(versions: Versions<'_>, was: &AnswerContent, is: &AnswerContent) -> bool {
    match (was, is) {
        (AnswerContent::Json(was), AnswerContent::Json(is))
        | (AnswerContent::EventStream(was), AnswerContent::EventStream(is)) => {
            names::types(versions, was, is) == Rust::Same
        }
        (was, is) => was == is,
    }
}

/// Compares what an event carries.
pub(super) fn event<'a>(
    pairs: &mut Pairs<'a>,
    slot: usize,
    old: (&'a Event, Option<&'a RequestBody>),
    new: (&'a Event, Option<&'a RequestBody>),
) {
    let text = format!("event {}", old.0.name);
    let edit = |change| Edit::new(Kind::of(Subject::EventBody, change), text.clone()).travels(RECEIVED);
    match (old.1, new.1) {
        (None, None) => {}
        (Some(was), None) => {
            let edit = edit(Change::Removed).at(was.origin.clone(), new.0.origin.clone());
            pairs.calls.push((edit, vec![slot]));
        }
        (None, Some(is)) => {
            let edit = edit(Change::Added).at(old.0.origin.clone(), is.origin.clone());
            pairs.calls.push((edit, vec![slot]));
        }
        (Some(was), Some(is)) => {
            let kinds = media::Kinds { media: Subject::AnswerMediaType, schema: Subject::AnswerSchema };
            let matched = media::compare(
                pairs,
                slot,
                (&was.content, &was.origin),
                (&is.content, &is.origin),
                &text,
                kinds,
                RECEIVED,
            );
            for (was, is) in matched {
                if let (Some(before), Some(after)) = (was.schema, is.schema) {
                    pairs.root(slot, Below { travels: RECEIVED, ..Below::new(before, after, text.clone()) });
                }
            }
        }
    }
}
