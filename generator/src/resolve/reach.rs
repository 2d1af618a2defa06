//! Which schemas the slice reaches, and from which side.

use super::media::{Media, preferred};
use super::shape::{Shape, ShapeId, ShapeKind, Shapes, Use};
use crate::document::{Document, JsonType, MediaType, Operation, Schema, SchemaId, Schemas};

/// Where reaching starts.
pub(super) struct Roots {
    requests: Vec<SchemaId>,
    answers: Vec<SchemaId>,
}

impl Roots {
    pub(super) fn all(&self) -> Vec<SchemaId> {
        self.requests.iter().chain(&self.answers).copied().collect()
    }
}

/// The schemas that the kept operations name themselves.
pub(super) fn roots(document: &Document, operations: &[usize], whole: bool) -> Roots {
    let mut roots = Roots { requests: vec![], answers: vec![] };
    for &at in operations {
        operation(&document.operations[at], &mut roots);
        let headers = document.operations[at].responses.iter().flat_map(|response| &response.headers);
        let schemas = headers.filter_map(|header| header.schema);
        roots.answers.extend(schemas.filter(|&schema| is_text(&document.schemas, schema)));
    }
    if whole {
        for webhook in &document.webhooks {
            event(&webhook.operation, &mut roots);
        }
        if document.operations.is_empty() && document.webhooks.is_empty() {
            // A library of schemas: all of them, for both sides.
            roots.requests.extend(document.schemas.named.values());
            roots.answers.extend(document.schemas.named.values());
        }
    }
    roots
}

fn operation(operation: &Operation, roots: &mut Roots) {
    roots.requests.extend(operation.parameters.iter().filter_map(|p| p.schema));
    roots.requests.extend(operation.body.iter().flat_map(|body| sent(&body.content)));
    roots.answers.extend(operation.responses.iter().filter_map(|r| spoken(&r.content)));
    for callback in &operation.callbacks {
        event(&callback.operation, roots);
    }
}

/// Whether a header of this schema is one piece of text, or a list of such. Others are handed over as they come, so
/// their types are not needed.
fn is_text(schemas: &Schemas, id: SchemaId) -> bool {
    let plain = |id: SchemaId| -> Option<&Schema> {
        let mut schema = &schemas[id];
        for _ in 0..16 {
            let Some(reference) = &schema.reference else { break };
            schema = &schemas[reference.target?];
        }
        let simple = schema.all_of.is_empty() && schema.one_of.is_empty() && schema.any_of.is_empty();
        let object = schema.types.contains(&JsonType::Object) || !schema.properties.is_empty();
        (simple && !object && schema.reference.is_none()).then_some(schema)
    };
    let Some(schema) = plain(id) else { return false };
    match schema.items {
        Some(items) => schema.prefix_items.is_empty() && plain(items).is_some_and(|items| items.items.is_none()),
        None => !schema.types.contains(&JsonType::Array),
    }
}

/// What the vendor sends is read here like an answer.
fn event(operation: &Operation, roots: &mut Roots) {
    roots.answers.extend(operation.body.iter().filter_map(|body| spoken(&body.content)));
}

/// The schemas of what a request can carry: each media type with a structure is a call or a choice.
fn sent(content: &[MediaType]) -> impl Iterator<Item = SchemaId> {
    let structured =
        |media: &&MediaType| matches!(Media::of(&media.name), Media::Json | Media::Form | Media::Multipart);
    content.iter().filter(structured).filter_map(|media| media.schema).chain(spoken(content))
}

/// The schema of what is spoken; text and bytes are handed over as they come, whatever their schema says.
fn spoken(content: &[MediaType]) -> Option<SchemaId> {
    let (media, coding) = preferred(content)?;
    media.schema.filter(|_| !matches!(coding, Media::Text | Media::Bytes))
}

/// Marks every shape that a request or an answer can contain.
pub(super) fn mark(shapes: &mut Shapes, roots: &Roots) {
    walk(shapes, &roots.requests, |shape| &mut shape.in_request, |place| !place.read_only);
    walk(shapes, &roots.answers, |shape| &mut shape.in_answer, |place| !place.write_only);
    walk(shapes, &roots.all(), |shape| &mut shape.reached, |_| true);
}

/// Sets a flag on everything below `roots`, through members that travel that way.
fn walk(shapes: &mut Shapes, roots: &[SchemaId], flag: fn(&mut Shape) -> &mut bool, travels: fn(&Use) -> bool) {
    let mut open: Vec<ShapeId> = roots.iter().map(|&id| shapes.of(id)).collect();
    while let Some(id) = open.pop() {
        if std::mem::replace(flag(&mut shapes[id]), true) {
            continue;
        }
        match &shapes[id].kind {
            ShapeKind::Object(object) => {
                let members = object.properties.iter().map(|p| &p.value).chain(&object.rest);
                open.extend(members.filter(|place| travels(place)).map(|place| place.shape));
            }
            kind => open.extend(kind.uses().iter().map(|place| place.shape)),
        }
    }
}
