//! Operations: the request struct's fields, its body and where each field travels.

use super::answers::Unnamed;
use super::bodies::{self, BodyCalls};
use super::drafts::{Draft, named};
use super::naming::Names;
use super::verbs::{Plan, Plans};
use super::{Lower, constants, docs, media, request_body, security};
use crate::document::{Location, Operation, Parameter, Style};
use crate::ir::{self, Body, OpField, Outcome, Place, Ty, TypeName};
use serde_json::Value;

impl Lower<'_> {
    /// Every operation of the slice, calls of further media types last; outcomes with several cases come back to be named.
    pub(super) fn operations(&mut self, plans: &Plans, names: &Names) -> (Vec<ir::Operation>, Vec<Unnamed>) {
        let resolved = self.resolved;
        let mut unnamed = Vec::new();
        let mut out = Vec::with_capacity(plans.operations.len());
        for (index, (plan, name)) in plans.operations.iter().zip(&names.requests).enumerate() {
            let operation = &resolved.document.operations[plan.at];
            let calls = bodies::calls(resolved, operation);
            let mut lowered = self.operation(operation, plan, name, &calls);
            if plan.variant_of.is_none() {
                let (answers, output, error, cases) = self.answers(operation, index);
                self.note_unsent(&calls.unsent);
                unnamed.extend(cases);
                (lowered.answers, lowered.output, lowered.error) = (answers, output, error);
            }
            out.push(lowered);
        }
        (out, unnamed)
    }

    /// Everything but the answers.
    fn operation(
        &mut self,
        operation: &Operation,
        plan: &Plan,
        name: &TypeName,
        calls: &BodyCalls<'_>,
    ) -> ir::Operation {
        let (fields, body) = self.fields(operation, calls, plan);
        ir::Operation {
            id: plan.id.clone(),
            name: name.clone(),
            group: plan.group,
            method_name: plan.method.clone(),
            variant_of: plan.variant_of,
            method: operation.method,
            path: operation.path.clone(),
            fixed_query: operation.path_query.clone(),
            docs: docs::summary_and_description(operation.summary.as_deref(), operation.description.as_deref()),
            deprecated: operation.deprecated,
            origin: operation.origin.clone(),
            fields,
            body,
            accept: media::accept(operation),
            answers: vec![],
            output: Outcome::Undeclared,
            error: Outcome::Undeclared,
            headers: None,
            servers: security::servers(&operation.servers),
            security: operation.security.as_deref().map(security::requirements),
            paging: None,
        }
    }

    /// The fields in their final order, and the body they make up.
    fn fields(&mut self, operation: &Operation, calls: &BodyCalls<'_>, plan: &Plan) -> (Vec<OpField>, Option<Body>) {
        let mut drafts: Vec<Draft> = operation.parameters.iter().map(|p| self.parameter(p)).collect();
        let call = calls.calls.get(plan.call);
        let mut body = call.map(|call| self.body(operation, call, &mut drafts));
        let before = drafts.len();
        drafts.retain(|draft| !self.drops.take(plan.at, &draft.place, &draft.wire));
        // A body of which nothing is left is none.
        if drafts.len() < before && !drafts.iter().any(Draft::is_of_body) {
            body = None;
        }
        let position = |wire: &str| operation.path.find(&format!("{{{wire}}}")).unwrap_or(usize::MAX);
        // Arguments in the order of the path, then the other required ones, then what is optional.
        drafts.sort_by_key(|draft| match draft.place {
            Place::Path { .. } => (0, position(&draft.wire)),
            _ => (if draft.required { 1 } else { 2 }, 0),
        });
        let (fields, mut scope) = named(drafts);
        let choices = call.map(|call| request_body::choices(call, &mut scope)).unwrap_or_default();
        (fields, body.map(|body| Body { choices, ..body }))
    }

    fn parameter(&mut self, parameter: &Parameter) -> Draft {
        let place = parameter.schema.map(|schema| self.resolved.use_of(schema));
        let in_path = parameter.location == Location::Path;
        let required = parameter.required || in_path;
        let constant = place.as_ref().and_then(|place| constants::value(&self.resolved.shapes, place));
        let bare = match (&constant, &place) {
            (Some(value), _) => constants::ty(value),
            (None, Some(place)) => self.ty(place, false),
            (None, None) => Ty::String,
        };
        let schema_docs = match &place {
            Some(place) => {
                let always = constant.as_ref().map(|value| (value, required));
                docs::member(parameter.description.as_deref(), self.facts(place), always)
            }
            None => docs::text(parameter.description.as_deref()),
        };
        let json = parameter.content.is_some();
        let Parameter { style, explode, allow_reserved, .. } = *parameter;
        Draft {
            wire: parameter.name.clone(),
            ty: if required { bare.clone() } else { Ty::Option(Box::new(bare.clone())) },
            docs: schema_docs,
            origin: parameter.origin.clone(),
            place: match parameter.location {
                Location::Path => Place::Path { style, explode, multi_segment: is_multi_segment(parameter) },
                Location::Query => Place::Query { style, explode, allow_reserved, json },
                Location::Header => Place::Header { json },
                Location::Cookie => Place::Cookie,
            },
            required,
            nullable: false,
            secret: bare == Ty::Secret,
            deprecated: parameter.deprecated || place.is_some_and(|p| p.deprecated),
            clear_with_empty: false,
            constant,
        }
    }
}

/// Whether the slashes of a path parameter stay (GitHub marks such with `x-multi-segment`).
fn is_multi_segment(parameter: &Parameter) -> bool {
    let marked = parameter.extensions.get("x-multi-segment") == Some(&Value::Bool(true));
    marked || (parameter.allow_reserved && parameter.style == Style::Simple)
}
