//! [`Document`] -> [`Resolved`]: what the slice leaves out is gone, and every schema that is left is a [`Shape`]:
//! `$ref`s followed, `allOf` merged, wrappers and null branches dissolved, equal inline schemas one.
//!
//! Order of steps: select operations; build a shape per reachable schema (a work list, so no chain of `$ref`s can
//! exhaust the stack); simplify unions; unite equal inline shapes; close
//! lists of lists without an end; mark what requests and answers reach.

mod all_of;
mod build;
mod endless;
mod equal;
mod inherit;
mod media;
mod reach;
mod shape;
mod slice;
mod unions;

pub use all_of::{branches, choices, parts};
pub use media::{Media, preferred, ranked};
pub use shape::{EnumShape, ObjectShape, Property, Shape, ShapeId, ShapeKind, Shapes, UnionShape, Use};
pub use slice::{Slice, is_selected, nearest};

use crate::diag::{Sink, Stop};
use crate::document::{Document, SchemaId};

/// A document whose schemas are shapes.
#[derive(Debug)]
pub struct Resolved {
    /// The document; its schemas are only read for what a shape does not carry.
    pub document: Document,
    /// Indices of the operations that the slice keeps.
    pub operations: Vec<usize>,
    /// Whether the slice keeps all operations.
    pub whole: bool,
    /// What every reachable schema became.
    pub shapes: Shapes,
}

impl Resolved {
    /// The shape of a schema that an operation of the slice names.
    pub fn use_of(&self, schema: SchemaId) -> Use {
        self.shapes.canonical(&Use::of(schema, &self.document.schemas, self.shapes.of(schema)))
    }
}

/// Resolves a document.
///
/// # Errors
/// [`Stop`] when a selector of the slice names nothing; the reason is in the sink.
pub fn resolve(mut document: Document, slice: &Slice, sink: &mut Sink) -> Result<Resolved, Stop> {
    let operations = slice::select(&document, slice, sink)?;
    let whole = operations.len() == document.operations.len();
    let roots = reach::roots(&document, &operations, slice.is_whole());
    let mut shapes = build::build(&mut document.schemas, &roots.all(), sink);
    unions::simplify(&mut shapes, sink);
    equal::unite(&mut shapes);
    endless::close(&mut shapes);
    reach::mark(&mut shapes, &roots);
    Ok(Resolved { document, operations, whole, shapes })
}
