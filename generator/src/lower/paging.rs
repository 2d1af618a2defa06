//! `x-pagination` (Datadog) -> [`Paging`], and the search for the members that a paging rule names.
//!
//! ```yaml
//! x-pagination: { cursorParam: "page[cursor]", cursorPath: meta.page.after, limitParam: "page[limit]", resultsPath: data }
//! ```
//!
//! `pageOffsetParam` or `pageParam` (with `pageStart`, 0 unless said) stand in place of the cursor; a parameter `body.page.cursor` is
//! a member of the body. A rule that names what is not there is left out and reported: the operation itself is unharmed.

use super::verbs::Plan;
use crate::diag::{Code, Sink};
use crate::document::{Document, Operation};
use crate::ir::{self, AnswerContent, Api, MemberPath, MemberStep, NextPage, Outcome, Paging, Place, Ty, TypeKind};
use serde_json::{Map, Value};

/// Reads the rule of every operation that has one.
pub(super) fn read(api: &mut Api, document: &Document, plans: &[Plan], sink: &mut Sink) {
    for (at, plan) in plans.iter().enumerate() {
        let declared = &document.operations[plan.at];
        let Some(rule) = declared.extensions.get("x-pagination") else { continue };
        match paging(api, &api.operations[at], rule) {
            Ok(paging) => api.operations[at].paging = Some(paging),
            Err(what) if plan.variant_of.is_none() => report(sink, declared, &what),
            Err(_) => {}
        }
    }
}

fn report(sink: &mut Sink, declared: &Operation, what: &str) {
    let message = format!("the rule for pages is left out: {what}");
    sink.report(Code::Ignored, &declared.origin.push("x-pagination"), message);
}

fn paging(api: &Api, operation: &ir::Operation, rule: &Value) -> Result<Paging, String> {
    let rule = rule.as_object().ok_or("it is no object")?;
    let Outcome::Single(AnswerContent::Json(answer)) = &operation.output else {
        return Err("the answer is not one JSON value".to_owned());
    };
    let in_answer = |path: &str| {
        let wires: Vec<&str> = path.split('.').collect();
        within(api, answer, &wires).ok_or_else(|| format!("the answer has no `{path}`"))
    };
    let in_request = |key| match text(rule, key) {
        Some(name) => in_request(api, operation, name).ok_or_else(|| format!("the request has no `{name}`")).map(Some),
        None => Ok(None),
    };
    let next = match (in_request("cursorParam")?, in_request("pageOffsetParam")?, in_request("pageParam")?) {
        (Some(member), _, _) => {
            let path = text(rule, "cursorPath").ok_or("a `cursorParam` needs a `cursorPath`")?;
            NextPage::Cursor { member, cursor: in_answer(path)? }
        }
        (_, Some(member), _) => NextPage::Offset { member },
        (_, _, Some(member)) => {
            NextPage::PageNumber { member, first: rule.get("pageStart").and_then(Value::as_i64).unwrap_or(0) }
        }
        (None, None, None) => return Err("it names no parameter".to_owned()),
    };
    let items = match text(rule, "resultsPath") {
        Some(path) => Some(in_answer(path)?),
        None => Some(MemberPath { steps: vec![], ty: bare(api, answer).clone() }),
    };
    let items = items.filter(|items| matches!(items.ty, Ty::List(_)));
    Ok(Paging { next, limit: in_request("limitParam")?, items })
}

fn text<'r>(rule: &'r Map<String, Value>, key: &str) -> Option<&'r str> {
    rule.get(key)?.as_str().filter(|text| !text.is_empty())
}

/// A parameter by its name, or a member of the body as `body.page.cursor`.
pub(super) fn in_request(api: &Api, operation: &ir::Operation, name: &str) -> Option<MemberPath> {
    let parameter = |place: &Place| matches!(place, Place::Query { .. } | Place::Header { .. } | Place::Path { .. });
    if let Some(field) = operation.fields.iter().find(|field| field.wire == name && parameter(&field.place)) {
        return Some(
            from_field(api, field, &[]).unwrap_or_else(|| unreachable!("no step can fail where there is none")),
        );
    }
    let wires: Vec<&str> = name.strip_prefix("body.")?.split('.').collect();
    let found = operation.fields.iter().find_map(|field| match &field.place {
        Place::WholeBody => Some((field, &wires[..])),
        Place::BodyMember { .. } if field.wire == wires[0] => Some((field, &wires[1..])),
        _ => None,
    });
    let (field, inner) = found?;
    from_field(api, field, inner)
}

fn from_field(api: &Api, field: &ir::OpField, wires: &[&str]) -> Option<MemberPath> {
    let first = MemberStep { wire: field.wire.clone(), name: field.name.clone(), ty: field.ty.clone() };
    let mut path = within(api, &field.ty, wires)?;
    path.steps.insert(0, first);
    Some(path)
}

/// The members by their wire names, each in the struct that the one before it is.
pub(super) fn within(api: &Api, ty: &Ty, wires: &[&str]) -> Option<MemberPath> {
    let mut ty = bare(api, ty);
    let mut steps = Vec::with_capacity(wires.len());
    for wire in wires {
        let Ty::Named(id) = ty else { return None };
        let TypeKind::Struct(shape) = &api.type_def(*id).kind else { return None };
        let field = shape.fields.iter().find(|field| field.wire == *wire)?;
        steps.push(MemberStep { wire: field.wire.clone(), name: field.name.clone(), ty: field.ty.clone() });
        ty = bare(api, &field.ty);
    }
    Some(MemberPath { steps, ty: ty.clone() })
}

/// What a value is when it is there, behind aliases.
fn bare<'a>(api: &'a Api, mut ty: &'a Ty) -> &'a Ty {
    for _ in 0..64 {
        ty = match ty {
            Ty::Option(inner) | Ty::Field(inner) | Ty::Boxed(inner) => inner,
            Ty::Named(id) => match &api.type_def(*id).kind {
                TypeKind::Alias(target) => target,
                _ => break,
            },
            _ => break,
        };
    }
    ty
}
