//! Equal inline shapes become one, whatever their titles and descriptions say.

use super::shape::{ShapeId, ShapeKind, Shapes, Use};
use super::unions;
use foldhash::{HashMap, HashMapExt};
use serde_json::Value;

/// Inline shapes nested deeper than this are left alone.
const DEEPEST: usize = 200;

/// Points every use at the first of its equals.
pub(super) fn unite(shapes: &mut Shapes) {
    canonicalize(shapes);
    let mut pass = Pass { shapes, same: HashMap::new(), first: vec![None; shapes.all.len()], open: Vec::new() };
    let first: Vec<ShapeId> = shapes.ids().map(|id| pass.first_equal(id)).collect();
    forget_differing_docs(shapes, &first);
    for shape in &mut shapes.all {
        for place in shape.kind.uses_mut() {
            place.shape = first[place.shape.0 as usize];
        }
    }
    for shape in shapes.by_schema.iter_mut().flatten() {
        *shape = first[shape.0 as usize];
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
fn forget_differing_docs(shapes: &mut Shapes, first: &[ShapeId]) {
    for id in shapes.ids() {
        let kept = first[id.0 as usize];
        if kept != id && shapes[kept].description() != shapes[id].description() {
            shapes[kept].words.description = false;
        }
        if kept != id && shapes[kept].title() != shapes[id].title() {
            shapes[kept].words.title = false;
        }
    }
}

struct Pass<'a> {
    shapes: &'a Shapes,
    /// Signature to the first shape that has it.
    same: HashMap<Vec<u8>, ShapeId>,
    /// The first equal of each shape, once it is known.
    first: Vec<Option<ShapeId>>,
    open: Vec<ShapeId>,
}

impl Pass<'_> {
    fn first_equal(&mut self, id: ShapeId) -> ShapeId {
        if let Some(first) = self.first[id.0 as usize] {
            return first;
        }
        let shape = &self.shapes[id];
        // A named shape is its own; so is one that contains itself.
        let is_type = !is_scalar(&shape.kind) && (shape.name().is_some() || matches!(shape.kind, ShapeKind::Same(_)));
        if is_type || self.open.contains(&id) || self.open.len() > DEEPEST {
            if is_type {
                self.first[id.0 as usize] = Some(id);
            }
            return id;
        }
        self.open.push(id);
        let signature = self.signature(id);
        self.open.pop();
        let first = *self.same.entry(signature).or_insert(id);
        self.first[id.0 as usize] = Some(first);
        first
    }

    /// What tells a shape from others, in bytes that no other shape has.
    fn signature(&mut self, id: ShapeId) -> Vec<u8> {
        let kind = &self.shapes[id].kind;
        let mut out = Signature(Vec::with_capacity(64));
        match kind {
            ShapeKind::Any => out.tag(0),
            ShapeKind::Boolean => out.tag(1),
            ShapeKind::Integer(format) => out.tag(2).text(format.as_deref()),
            ShapeKind::Number(format) => out.tag(3).text(format.as_deref()),
            ShapeKind::String(format) => out.tag(4).text(format.as_deref()),
            ShapeKind::File => out.tag(5),
            ShapeKind::Enum(found) => out.tag(6).values(&found.values).texts(&found.names),
            ShapeKind::Array(_) => out.tag(7),
            ShapeKind::Tuple(items, rest) => out.tag(8).count(items.len()).flag(rest.is_some()),
            ShapeKind::Map(_) => out.tag(9),
            ShapeKind::Object(object) => {
                out.tag(10).count(object.properties.len()).flag(object.rest.is_some());
                object.properties.iter().fold(&mut out, |out, p| out.text(Some(&p.wire)).flag(p.required))
            }
            ShapeKind::Union(union) => {
                out.tag(11).text(union.discriminator.as_deref()).count(union.tags.len());
                union.tags.iter().fold(&mut out, |out, tags| out.texts(tags))
            }
            ShapeKind::Same(_) => out.tag(12).count(id.0 as usize),
        };
        for place in kind.uses() {
            let Use { shape, nullable, clear_empty, read_only, write_only, deprecated, schema: _ } = place;
            out.count(self.first_equal(*shape).0 as usize);
            out.flag(*nullable).flag(*clear_empty).flag(*read_only).flag(*write_only).flag(*deprecated);
        }
        out.0
    }
}

/// Bytes of which each part tells its length.
struct Signature(Vec<u8>);

impl Signature {
    fn tag(&mut self, tag: u8) -> &mut Self {
        self.0.push(tag);
        self
    }

    fn flag(&mut self, flag: bool) -> &mut Self {
        self.tag(u8::from(flag))
    }

    fn count(&mut self, count: usize) -> &mut Self {
        self.0.extend_from_slice(&count.to_le_bytes());
        self
    }

    fn text(&mut self, text: Option<&str>) -> &mut Self {
        self.count(text.map_or(usize::MAX, str::len));
        self.0.extend_from_slice(text.unwrap_or_default().as_bytes());
        self
    }

    fn texts(&mut self, texts: &[String]) -> &mut Self {
        texts.iter().fold(self.count(texts.len()), |out, text| out.text(Some(text)))
    }

    fn values(&mut self, values: &[Value]) -> &mut Self {
        values.iter().fold(self.count(values.len()), |out, value| match value {
            Value::String(text) => out.tag(0).text(Some(text)),
            other => out.tag(1).text(Some(&other.to_string())),
        })
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
