//! From values of the contract to those of the client's request struct.

use super::call::Call;
use super::stage::Stage;
use crate::Value;
use crate::codec::{Member, to_base64};
use crate::mock::{Fill, KeyPlace, Mock, Operation, Place, Sample, Shape};
use crate::spec::{Coding, Part};
use serde_json::Map;

/// Values for a call: as the client's contract has them, and as the request struct takes them.
#[derive(Debug, Clone)]
pub(super) struct Values {
    /// The operation in the contract of the mock.
    pub(super) operation: usize,
    pub(super) sample: Sample,
    pub(super) request: Value,
}

/// Values of a call: what is required, or all.
pub(super) fn values(stage: &Stage, call: &Call, fill: Fill) -> Result<Values, String> {
    let (operation, _) = find(stage, call)?;
    let (own, declared) = found(stage.own(), call)?;
    let media_type = call.driver.spec().body.as_ref().map(|body| body.media_type);
    let media_type = media_type.and_then(|wanted| {
        let names = declared.body.as_ref().map(|body| body.content.keys().map(String::as_str));
        names.into_iter().flatten().find(|name| name.eq_ignore_ascii_case(wanted))
    });
    let mut sample = stage.own().sample(own, fill, media_type, 0);
    let mut request = Map::new();
    let places = call.driver.spec().places;
    let carries_bytes =
        call.driver.spec().body.as_ref().is_some_and(|body| matches!(body.coding, Coding::Multipart | Coding::Bytes));
    for (member, place) in call.driver.table().members.iter().zip(places) {
        let wire = if place.name.is_empty() { member.wire } else { place.name };
        if let Some(mut value) = value(declared, &sample, place.part, wire) {
            if carries_bytes {
                let shape = body_shape(stage, declared, &sample, place.part, wire);
                as_files(&mut value, &shape, place.part == Part::WholeBody);
            }
            request.insert(member.wire.to_owned(), value);
        }
    }
    leave_key_out(stage, declared, &mut request, &mut sample);
    Ok(Values { operation, sample, request: Value::Object(request) })
}

/// The operation in the contract that the mock has.
pub(super) fn find<'s>(stage: &'s Stage, call: &Call) -> Result<(usize, &'s Operation), String> {
    found(&stage.mock, call)
}

fn found<'m>(mock: &'m Mock, call: &Call) -> Result<(usize, &'m Operation), String> {
    let found = mock.contract().operation(call.operation);
    found.ok_or_else(|| format!("the contract has no `{}`", call.operation))
}

fn value(operation: &Operation, sample: &Sample, part: Part, wire: &str) -> Option<Value> {
    let parameter = |place: Place| {
        let at = operation.parameters.iter().position(|one| one.place == place && one.name == wire)?;
        sample.parameters[at].clone()
    };
    match part {
        Part::Path => parameter(Place::Path),
        Part::Query => parameter(Place::Query),
        Part::Header => parameter(Place::Header),
        Part::Cookie => parameter(Place::Cookie),
        Part::Body => sample.body.as_ref()?.1.get(wire).cloned(),
        Part::WholeBody => sample.body.as_ref().map(|(_, body)| body.clone()),
        Part::MediaType => None,
    }
}

/// What the body, or a member of it, is.
fn body_shape<'s>(stage: &'s Stage, operation: &'s Operation, sample: &Sample, part: Part, wire: &str) -> Shape<'s> {
    let media = sample.body.as_ref().and_then(|(name, _)| operation.body.as_ref()?.content.get(name));
    let shape = Shape::of(&stage.own().contract().value, media.and_then(|media| media.schema.as_ref()));
    match part {
        Part::Body => shape.member(wire),
        Part::WholeBody => shape,
        Part::Path | Part::Query | Part::Header | Part::Cookie | Part::MediaType => Shape::of(&Value::Null, None),
    }
}

/// Where bytes travel as they are, a value that can be read has them in base64; a body that is bytes as a whole has no need
/// of a format to say so.
fn as_files(value: &mut Value, shape: &Shape<'_>, whole: bool) {
    match value {
        Value::String(text) if whole || shape.says("format", &"binary".into()) => *text = to_base64(text.as_bytes()),
        Value::Array(items) => {
            let item = shape.item();
            for value in items {
                as_files(value, &item, false);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                as_files(value, &shape.member(name), false);
            }
        }
        _ => {}
    }
}

/// A key that the client makes up itself is no value of the caller's.
fn leave_key_out(stage: &Stage, operation: &Operation, request: &mut Map<String, Value>, sample: &mut Sample) {
    let Some(rule) = stage.own().contract().idempotency_of(operation) else { return };
    let (KeyPlace::Header(name) | KeyPlace::Member(name)) = &rule.place;
    request.retain(|key, _| !key.eq_ignore_ascii_case(name));
    for (parameter, value) in operation.parameters.iter().zip(&mut sample.parameters) {
        if parameter.name.eq_ignore_ascii_case(name) {
            *value = None;
        }
    }
    if let Some((_, Value::Object(body))) = &mut sample.body {
        body.retain(|key, _| !key.eq_ignore_ascii_case(name));
    }
}

/// The names of the members that the client can set, for messages.
pub(super) fn names(members: &[Member]) -> Vec<&'static str> {
    members.iter().map(|member| member.wire).collect()
}
