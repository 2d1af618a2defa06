//! What a request's body is: members of the request struct, or one value.

use crate::document::{MediaType, Operation};
use crate::resolve::{Media, Resolved, ShapeId, ShapeKind, Use, preferred};
use std::collections::HashSet;

/// The body of a request.
pub(super) enum BodyShape<'a> {
    /// An inline object: its members become fields of the request.
    Members { media: &'a MediaType, coding: Media, object: ShapeId },
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
    let Some(schema) = media.schema else { return Some(BodyShape::Whole { media, coding, value: None }) };
    let value = resolved.use_of(schema);
    let shape = &resolved.shapes[value.shape];
    let members = match &shape.kind {
        ShapeKind::Object(object) => object.rest.is_none() && !object.properties.is_empty() && !value.nullable,
        _ => false,
    };
    // A component keeps its name: the same type often comes back in answers. A multipart body is made for the request.
    let inline = shape.name.is_none() || coding == Media::Multipart;
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
