//! Equal inline shapes become one, whatever their titles and descriptions say.

use super::shape::{ShapeId, ShapeKind, Shapes, Use};
use super::unions;
use std::collections::HashMap;
use std::fmt::Write;

/// Inline shapes nested deeper than this are left alone.
const DEEPEST: usize = 200;

/// Points every use at the first of its equals.
pub(super) fn unite(shapes: &mut Shapes) {
    canonicalize(shapes);
    let mut pass = Pass { shapes, same: HashMap::new(), first: HashMap::new(), open: Vec::new() };
    for id in pass.shapes.ids() {
        pass.first_equal(id);
    }
    let first = pass.first;
    forget_differing_docs(shapes, &first);
    for shape in &mut shapes.all {
        for place in shape.kind.uses_mut() {
            place.shape = first[&place.shape];
        }
    }
    for shape in shapes.by_schema.values_mut() {
        *shape = first[shape];
    }
    unions::collapse(shapes);
    canonicalize(shapes);
}

/// No use of a member, item or branch points at a `Same` any more.
fn canonicalize(shapes: &mut Shapes) {
    for id in shapes.ids() {
        let mut kind = std::mem::replace(&mut shapes[id].kind, ShapeKind::Any);
        let same = matches!(kind, ShapeKind::Same(_));
        for place in kind.uses_mut() {
            if !same {
                *place = shapes.canonical(place);
            }
        }
        shapes[id].kind = kind;
    }
}

/// A description that only some of the equals have would mislead the readers of the others.
fn forget_differing_docs(shapes: &mut Shapes, first: &HashMap<ShapeId, ShapeId>) {
    for id in shapes.ids() {
        let kept = first[&id];
        if kept != id && shapes[kept].description != shapes[id].description {
            shapes[kept].description = None;
        }
        if kept != id && shapes[kept].title != shapes[id].title {
            shapes[kept].title = None;
        }
    }
}

struct Pass<'a> {
    shapes: &'a mut Shapes,
    /// Signature to the first shape that has it.
    same: HashMap<String, ShapeId>,
    first: HashMap<ShapeId, ShapeId>,
    open: Vec<ShapeId>,
}

impl Pass<'_> {
    fn first_equal(&mut self, id: ShapeId) -> ShapeId {
        if let Some(&first) = self.first.get(&id) {
            return first;
        }
        let shape = &self.shapes[id];
        // A named shape is its own; so is one that contains itself.
        let is_type = !is_scalar(&shape.kind) && (shape.name.is_some() || matches!(shape.kind, ShapeKind::Same(_)));
        if is_type || self.open.contains(&id) || self.open.len() > DEEPEST {
            if is_type {
                self.first.insert(id, id);
            }
            return id;
        }
        self.open.push(id);
        let signature = self.signature(id);
        self.open.pop();
        let first = *self.same.entry(signature).or_insert(id);
        self.first.insert(id, first);
        first
    }

    fn signature(&mut self, id: ShapeId) -> String {
        let kind = self.shapes[id].kind.clone();
        let mut out = String::new();
        // Writing to a String cannot fail.
        let _ = match &kind {
            ShapeKind::Any => write!(out, "any"),
            ShapeKind::Boolean => write!(out, "bool"),
            ShapeKind::Integer(format) => write!(out, "int {format:?}"),
            ShapeKind::Number(format) => write!(out, "num {format:?}"),
            ShapeKind::String(format) => write!(out, "str {format:?}"),
            ShapeKind::File => write!(out, "file"),
            ShapeKind::Enum(found) => write!(out, "enum {:?} {:?}", found.values, found.names),
            ShapeKind::Array(_) => write!(out, "list"),
            ShapeKind::Tuple(items, rest) => write!(out, "tuple {} {}", items.len(), rest.is_some()),
            ShapeKind::Map(_) => write!(out, "map"),
            ShapeKind::Object(object) => {
                let keys = object.properties.iter().map(|p| (&p.wire, p.required)).collect::<Vec<_>>();
                write!(out, "object {keys:?} {}", object.rest.is_some())
            }
            ShapeKind::Union(union) => write!(out, "union {:?} {:?}", union.discriminator, union.tags),
            ShapeKind::Same(_) => write!(out, "same {}", id.0),
        };
        for place in kind.uses() {
            let Use { shape, nullable, clear_empty, read_only, write_only, deprecated, schema: _ } = place;
            let first = self.first_equal(*shape);
            let _ = write!(out, "|{} {nullable} {clear_empty} {read_only} {write_only} {deprecated}", first.0);
        }
        out
    }
}

fn is_scalar(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Any
            | ShapeKind::Boolean
            | ShapeKind::Integer(_)
            | ShapeKind::Number(_)
            | ShapeKind::String(_)
            | ShapeKind::File
    )
}
