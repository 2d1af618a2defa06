//! What a request's body is: members of the request struct, or one value; and which calls its media types come to.
//!
//! The first call speaks the preferred media type. Another media type of the same value is a choice on that call; one with a
//! value of its own is a call of its own. XML beside another media type is left out and reported: no type is made for it.

use super::media;
use crate::document::{MediaType, Operation};
use crate::resolve::{Media, Resolved, ShapeId, ShapeKind, Use, ranked};
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

/// A body, and what else it can be sent as.
pub(super) struct BodyCall<'a> {
    pub(super) shape: BodyShape<'a>,
    pub(super) choices: Vec<(&'a MediaType, Media)>,
}

/// The calls that the media types of an operation's body come to, and the media types that no call sends.
#[derive(Default)]
pub(super) struct BodyCalls<'a> {
    /// The first is the operation's own. Empty: it has no body.
    pub(super) calls: Vec<BodyCall<'a>>,
    pub(super) unsent: Vec<&'a MediaType>,
}

impl<'a> BodyShape<'a> {
    pub(super) fn media(&self) -> &'a MediaType {
        match self {
            Self::Members { media, .. } | Self::Files { media } | Self::Whole { media, .. } => media,
        }
    }

    pub(super) fn coding(&self) -> Media {
        match self {
            Self::Members { coding, .. } | Self::Whole { coding, .. } => *coding,
            Self::Files { .. } => Media::Multipart,
        }
    }

    /// The object or other schema behind it.
    fn value(&self) -> Option<ShapeId> {
        match self {
            Self::Members { object, .. } => Some(*object),
            Self::Whole { value, .. } => value.as_ref().map(|value| value.shape),
            Self::Files { .. } => None,
        }
    }

    /// Whether both are made from the same value of Rust.
    fn is_same_value(&self, other: &Self, resolved: &Resolved) -> bool {
        if !is_structured(self.coding()) || !is_structured(other.coding()) {
            return self.coding() == other.coding();
        }
        // Binary members are files in multipart bodies, and text in others.
        let multipart = [self, other].iter().filter(|shape| shape.coding() == Media::Multipart).count();
        match (self.value(), other.value()) {
            (Some(one), Some(another)) => one == another && (multipart != 1 || !has_files(resolved, one)),
            // A media type without a schema is another way to write what the first one says.
            (Some(one), None) if matches!(other, Self::Whole { .. }) => multipart != 1 || !has_files(resolved, one),
            (None, None) => multipart != 1,
            _ => false,
        }
    }
}

/// Whether values have members in it.
fn is_structured(coding: Media) -> bool {
    matches!(coding, Media::Json | Media::Form | Media::Multipart)
}

fn has_files(resolved: &Resolved, object: ShapeId) -> bool {
    let is_file = |place: &Use| match &resolved.shapes[place.shape].kind {
        ShapeKind::File => true,
        ShapeKind::Array(item) => resolved.shapes[item.shape].kind == ShapeKind::File,
        _ => false,
    };
    match &resolved.shapes[object].kind {
        ShapeKind::Object(found) => found.properties.iter().any(|property| is_file(&property.value)),
        ShapeKind::File => true,
        _ => false,
    }
}

/// Decides what the body of an operation comes to.
pub(super) fn calls<'a>(resolved: &Resolved, operation: &'a Operation) -> BodyCalls<'a> {
    let mut found = BodyCalls::default();
    let Some(body) = &operation.body else { return found };
    for (media, coding) in ranked(&body.content) {
        if !found.calls.is_empty() && media::is_xml(&media.name) {
            found.unsent.push(media);
            continue;
        }
        let shape = shape(resolved, media, coding);
        match found.calls.iter_mut().find(|call| call.shape.is_same_value(&shape, resolved)) {
            // Another name of JSON: the same bytes.
            Some(call) if call.shape.coding() == Media::Json && shape.coding() == Media::Json => {}
            Some(call) => call.choices.push((media, shape.coding())),
            None => found.calls.push(BodyCall { shape, choices: vec![] }),
        }
    }
    found
}

fn shape<'a>(resolved: &Resolved, media: &'a MediaType, coding: Media) -> BodyShape<'a> {
    // What is sent as text or bytes has no type of its own, so its schema is not resolved.
    let Some(schema) = media.schema.filter(|_| is_structured(coding)) else {
        return BodyShape::Whole { media, coding, value: None };
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
        return BodyShape::Files { media };
    }
    // A component keeps its name: the same type often comes back in answers. A multipart body is made for the request.
    let inline = shape.name().is_none() || coding == Media::Multipart;
    if members && inline && is_structured(coding) {
        BodyShape::Members { media, coding, object: value.shape }
    } else {
        BodyShape::Whole { media, coding, value: Some(value) }
    }
}

/// The types of bodies that are one field.
pub(super) fn whole(resolved: &Resolved, operation: &Operation) -> Vec<Use> {
    let calls = calls(resolved, operation).calls.into_iter();
    let values = calls.filter_map(|call| match call.shape {
        BodyShape::Whole { value, .. } => value,
        BodyShape::Members { .. } | BodyShape::Files { .. } => None,
    });
    values.collect()
}

/// Objects whose binary members are files, because they travel as multipart.
pub(super) fn multipart_objects(resolved: &Resolved) -> HashSet<ShapeId> {
    let operations = resolved.operations.iter().map(|&at| &resolved.document.operations[at]);
    let bodies = operations.flat_map(|operation| calls(resolved, operation).calls);
    let objects = bodies.filter_map(|body| match body.shape {
        BodyShape::Members { coding: Media::Multipart, object, .. } => Some(object),
        BodyShape::Whole { coding: Media::Multipart, value: Some(value), .. } => Some(value.shape),
        _ => None,
    });
    objects.collect()
}
