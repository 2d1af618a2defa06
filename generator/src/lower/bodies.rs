//! What a request's body is: members of the request struct, or one value.

use crate::document::{MediaType, Operation};
use crate::resolve::{Media, Resolved, ShapeId, ShapeKind, Use, preferred};
use foldhash::HashSet;

/// The body of a request.
pub(super) enum BodyShape<'a> {
    /// An inline object: its members become fields of the request.
    Members { media: &'a MediaType, coding: Media, object: ShapeId },
    /// A multipart body that is a list of files: one field, `file`.
    Files { media: &'a MediaType },
    /// Anything else is one field, `body`.
    Whole {
        media: &'a MediaType,
        coding: Media,
        /// `None`: no schema is declared.
        value: Option<Use>,
    },
}

/// Decides what the body of an operation is; `None`: it has none.
pub(super) fn shape<'a>(resolved: &Resolved, operation: &'a Operation) -> Option<BodyShape<'a>> {
    let (media, coding) = preferred(&operation.body.as_ref()?.content)?;
    let structured = !matches!(coding, Media::Text | Media::Bytes);
    let Some(schema) = media.schema.filter(|_| structured) else {
        return Some(BodyShape::Whole { media, coding, value: None });
    };
    let value = resolved.use_of(schema);
    let shape = &resolved.shapes[value.shape];
    // Binary content is never JSON, also where the document says `*/*` or calls a JSON file so.
    let coding = if coding == Media::Json && shape.kind == ShapeKind::File { Media::Bytes } else { coding };
    let members = match &shape.kind {
        ShapeKind::Object(object) => object.rest.is_none() && !object.properties.is_empty() && !value.nullable,
        _ => false,
    };
    if coding == Media::Multipart && matches!(shape.kind, ShapeKind::Array(_)) {
        return Some(BodyShape::Files { media });
    }
    // A component keeps its name: the same type often comes back in answers. A multipart body is made for the request.
    let inline = shape.name().is_none() || coding == Media::Multipart;
    let structured = matches!(coding, Media::Json | Media::Form | Media::Multipart);
    Some(if members && inline && structured {
        BodyShape::Members { media, coding, object: value.shape }
    } else {
        BodyShape::Whole { media, coding, value: Some(value) }
    })
}

/// Objects whose binary members are files, because they travel as multipart.
pub(super) fn multipart_objects(resolved: &Resolved) -> HashSet<ShapeId> {
    let operations = resolved.operations.iter().map(|&at| &resolved.document.operations[at]);
    let bodies = operations.filter_map(|operation| shape(resolved, operation));
    let objects = bodies.filter_map(|body| match body {
        BodyShape::Members { coding: Media::Multipart, object, .. } => Some(object),
        BodyShape::Whole { coding: Media::Multipart, value: Some(value), .. } => Some(value.shape),
        _ => None,
    });
    objects.collect()
}
