//! What a schema means, whatever keywords said it.

use crate::document::{Schema, SchemaId, Schemas};
use crate::pointer::Pointer;
use serde_json::Value;
use std::sync::Arc;

/// Index of a shape in [`Shapes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShapeId(pub u32);

/// The meaning of one schema.
#[derive(Debug, Clone)]
pub struct Shape {
    /// The schema that became it, for its words.
    pub(super) schema: Arc<Schema>,
    /// Which of them are about the shape, too.
    pub(super) words: Words,
    /// What it is.
    pub kind: ShapeKind,
    /// A request of the slice can contain it.
    pub in_request: bool,
    /// An answer or event of the slice can contain it.
    pub in_answer: bool,
    /// Something of the slice names it.
    pub reached: bool,
}

/// Which words of a schema are about the shape that it became.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    pub(super) name: bool,
    pub(super) title: bool,
    pub(super) description: bool,
}

impl Shape {
    /// The shape of a schema, its kind not known yet.
    pub(super) fn new(schema: Arc<Schema>) -> Self {
        Self {
            schema,
            words: Words { name: true, title: true, description: true },
            kind: ShapeKind::Any,
            in_request: false,
            in_answer: false,
            reached: false,
        }
    }

    /// Where its schema stands.
    pub fn origin(&self) -> Pointer {
        self.schema.origin.clone().unwrap_or_else(Pointer::root)
    }

    /// The component name, where it has one.
    pub fn name(&self) -> Option<&str> {
        self.schema.name.as_deref().filter(|_| self.words.name)
    }

    /// A name that the document suggests for an inline schema: `title`, or the component a branch was made from.
    pub fn title(&self) -> Option<&str> {
        self.schema.title.as_deref().filter(|_| self.words.title)
    }

    /// What the vendor says of it.
    pub fn description(&self) -> Option<&str> {
        self.schema.description.as_deref().filter(|_| self.words.description)
    }

    /// `deprecated` on the schema itself.
    pub fn deprecated(&self) -> bool {
        self.schema.deprecated
    }
}

/// The kinds of meaning.
#[derive(Debug, Clone, PartialEq)]
pub enum ShapeKind {
    /// Any JSON.
    Any,
    /// true or false.
    Boolean,
    /// A whole number, with its format.
    Integer(Option<String>),
    /// A number, with its format.
    Number(Option<String>),
    /// Text, with its format.
    String(Option<String>),
    /// The content of a file (Swagger 2.0 `type: file`, format binary).
    File,
    /// Known values.
    Enum(EnumShape),
    /// A list.
    Array(Use),
    /// A list whose first items have types of their own.
    Tuple(Vec<Use>, Option<Use>),
    /// An object with free keys.
    Map(Use),
    /// An object with known keys.
    Object(ObjectShape),
    /// One of several.
    Union(UnionShape),
    /// The same as another shape.
    Same(Use),
}

/// Known values, all of one type.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumShape {
    /// The values in document order, without repeats: all strings, all integers or all booleans.
    pub values: Vec<Value>,
    /// Names that the vendor gives them, parallel to `values`, or empty.
    pub names: Vec<String>,
    /// Descriptions, parallel to `values`, or empty.
    pub docs: Vec<String>,
}

/// Known keys.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectShape {
    /// The members in document order.
    pub properties: Vec<Property>,
    /// What other members are, where the document says that there are any.
    pub rest: Option<Use>,
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// Its key.
    pub wire: String,
    /// Its value.
    pub value: Use,
    /// Must be there.
    pub required: bool,
}

/// One of several.
#[derive(Debug, Clone, PartialEq)]
pub struct UnionShape {
    /// The branches in document order.
    pub branches: Vec<Use>,
    /// The property that names the branch.
    pub discriminator: Option<String>,
    /// Discriminator values of each branch, parallel to `branches`.
    pub tags: Vec<Vec<String>>,
    /// Made from subclasses of a base class: more may come, so one branch is still a union.
    pub inherited: bool,
}

/// A shape at the place where it is used.
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    /// What it is.
    pub shape: ShapeId,
    /// May be null here.
    pub nullable: bool,
    /// An empty string here means: clear the value (Stripe).
    pub clear_empty: bool,
    /// The schema that stands here, for its docs, default and bounds.
    pub schema: SchemaId,
    /// Only ever in answers.
    pub read_only: bool,
    /// Only ever in requests.
    pub write_only: bool,
    /// `deprecated` at this place.
    pub deprecated: bool,
}

impl Use {
    /// The use of `shape` by the schema that became it.
    pub fn of(schema: SchemaId, schemas: &Schemas, shape: ShapeId) -> Self {
        let Schema { nullable, read_only, write_only, deprecated, .. } = schemas[schema];
        Self { shape, nullable, clear_empty: false, schema, read_only, write_only, deprecated }
    }
}

/// All shapes.
#[derive(Debug, Default)]
pub struct Shapes {
    pub(super) all: Vec<Shape>,
    /// By the schema's id; `None` where it was not reached.
    pub(super) by_schema: Vec<Option<ShapeId>>,
}

impl Shapes {
    /// The shape that a reached schema became.
    ///
    /// # Panics
    /// When the schema was not reached from the roots: a mistake of `resolve`.
    pub fn of(&self, schema: SchemaId) -> ShapeId {
        self.find(schema).unwrap_or_else(|| unreachable!("every root was built"))
    }

    /// The shape of a schema, where it was reached.
    pub fn find(&self, schema: SchemaId) -> Option<ShapeId> {
        self.by_schema.get(schema.0 as usize).copied().flatten()
    }

    /// Says what a schema became.
    pub(super) fn set(&mut self, schema: SchemaId, shape: ShapeId) {
        let at = schema.0 as usize;
        if self.by_schema.len() <= at {
            self.by_schema.resize(at + 1, None);
        }
        self.by_schema[at] = Some(shape);
    }

    /// All ids in order.
    pub fn ids(&self) -> impl Iterator<Item = ShapeId> + use<> {
        (0..u32::try_from(self.all.len()).unwrap_or(u32::MAX)).map(ShapeId)
    }

    /// Follows `Same` to the shape itself; what each step says of null and the like is kept.
    pub fn canonical(&self, place: &Use) -> Use {
        let mut place = place.clone();
        // A ring of `Same` cannot come from `build`, which breaks rings of `$ref`; the count is a second bolt.
        for _ in 0..self.all.len() {
            let ShapeKind::Same(next) = &self[place.shape].kind else { break };
            place.shape = next.shape;
            place.nullable |= next.nullable;
            place.clear_empty |= next.clear_empty;
            place.read_only |= next.read_only;
            place.write_only |= next.write_only;
            place.deprecated |= next.deprecated;
        }
        place
    }

    pub(super) fn add(&mut self, shape: Shape) -> ShapeId {
        let id = ShapeId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(shape);
        id
    }
}

impl std::ops::Index<ShapeId> for Shapes {
    type Output = Shape;
    fn index(&self, id: ShapeId) -> &Shape {
        &self.all[id.0 as usize]
    }
}

impl std::ops::IndexMut<ShapeId> for Shapes {
    fn index_mut(&mut self, id: ShapeId) -> &mut Shape {
        &mut self.all[id.0 as usize]
    }
}

impl ShapeKind {
    /// Every use inside, in document order.
    pub fn uses(&self) -> Vec<&Use> {
        match self {
            Self::Any
            | Self::Boolean
            | Self::Integer(_)
            | Self::Number(_)
            | Self::String(_)
            | Self::File
            | Self::Enum(_) => vec![],
            Self::Array(item) | Self::Map(item) | Self::Same(item) => vec![item],
            Self::Tuple(items, rest) => items.iter().chain(rest).collect(),
            Self::Object(object) => object.properties.iter().map(|p| &p.value).chain(&object.rest).collect(),
            Self::Union(union) => union.branches.iter().collect(),
        }
    }

    /// Every use inside, to be changed.
    pub fn uses_mut(&mut self) -> Vec<&mut Use> {
        match self {
            Self::Any
            | Self::Boolean
            | Self::Integer(_)
            | Self::Number(_)
            | Self::String(_)
            | Self::File
            | Self::Enum(_) => vec![],
            Self::Array(item) | Self::Map(item) | Self::Same(item) => vec![item],
            Self::Tuple(items, rest) => items.iter_mut().chain(rest).collect(),
            Self::Object(object) => {
                object.properties.iter_mut().map(|p| &mut p.value).chain(&mut object.rest).collect()
            }
            Self::Union(union) => union.branches.iter_mut().collect(),
        }
    }
}
