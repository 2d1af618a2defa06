//! `oneOf` and `anyOf` down to what they mean: null branches become null, nested unions flatten, branches that JSON
//! cannot tell apart become one, a single branch is no union.

use super::shape::{EnumShape, Shape, ShapeId, ShapeKind, Shapes, UnionShape, Use};
use crate::diag::{Code, Sink};
use foldhash::{HashMap, HashMapExt};
use serde_json::Value;

/// Unions nested deeper than this stay nested: no vendor writes them, and they must not exhaust the stack.
const DEEPEST: usize = 64;

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Simplifies every union in place.
pub(super) fn simplify(shapes: &mut Shapes, sink: &mut Sink) {
    let mut pass = Pass { state: vec![State::New; shapes.all.len()], lists: HashMap::new(), shapes, sink };
    for id in pass.shapes.ids() {
        pass.union(id, 0);
    }
}

/// Branches that became equal are one; a union of one is its branch.
pub(super) fn collapse(shapes: &mut Shapes) {
    for id in shapes.ids() {
        let ShapeKind::Union(union) = &shapes[id].kind else { continue };
        let parts = union.branches.iter().zip(&union.tags).map(|(b, t)| (shapes.canonical(b), t.clone()));
        let parts = distinct(parts.collect());
        let inherited = union.inherited;
        let discriminator = union.discriminator.clone();
        shapes[id].kind = match &parts[..] {
            [(only, _)] if !inherited => ShapeKind::Same(only.clone()),
            _ => {
                let (branches, tags) = parts.into_iter().unzip();
                ShapeKind::Union(UnionShape { branches, discriminator, tags, inherited })
            }
        };
    }
}

/// A branch with the discriminator values that choose it.
type Part = (Use, Vec<String>);

struct Pass<'a> {
    shapes: &'a mut Shapes,
    /// Lists (or maps) of several types, by these types.
    lists: HashMap<(bool, Vec<(ShapeId, bool)>), Part>,
    state: Vec<State>,
    sink: &'a mut Sink,
}

impl Pass<'_> {
    fn union(&mut self, id: ShapeId, depth: usize) {
        if self.state.get(id.0 as usize).is_some_and(|state| *state != State::New) {
            return;
        }
        self.set_state(id, State::Open);
        if let ShapeKind::Union(union) = self.shapes[id].kind.clone() {
            let kind = self.simplified(id, union, depth);
            self.shapes[id].kind = kind;
        }
        self.set_state(id, State::Done);
    }

    fn set_state(&mut self, id: ShapeId, state: State) {
        let at = id.0 as usize;
        if self.state.len() <= at {
            self.state.resize(at + 1, State::New);
        }
        self.state[at] = state;
    }

    fn simplified(&mut self, id: ShapeId, union: UnionShape, depth: usize) -> ShapeKind {
        let UnionShape { branches, discriminator, tags, inherited } = union;
        let tagged = discriminator.is_some();
        let mut parts: Vec<Part> = Vec::new();
        let (mut nullable, mut clear_empty) = (false, false);
        for (branch, tags) in branches.iter().zip(tags) {
            self.branch(branch, tags, tagged, depth, &mut parts, &mut nullable);
        }
        let several = parts.len() > 1;
        parts.retain(|(branch, _)| {
            let clears = several && self.is_empty_text(branch);
            clear_empty |= clears;
            !clears
        });
        nullable |= parts.iter().any(|(branch, _)| branch.nullable);
        let mut parts = distinct(parts);
        if !tagged {
            parts = self.one_per_kind(id, parts, depth);
        }
        self.finished(
            id,
            parts,
            UnionShape { branches: vec![], discriminator, tags: vec![], inherited },
            nullable,
            clear_empty,
        )
    }

    /// Adds what a branch stands for.
    fn branch(
        &mut self,
        branch: &Use,
        tags: Vec<String>,
        tagged: bool,
        depth: usize,
        parts: &mut Vec<Part>,
        nullable: &mut bool,
    ) {
        let mut place = self.shapes.canonical(branch);
        if depth < DEEPEST {
            self.union(place.shape, depth + 1);
            place = self.shapes.canonical(&place);
        }
        match &self.shapes[place.shape].kind {
            // `type: null`, `enum: [null]`
            ShapeKind::Any if place.nullable => *nullable = true,
            ShapeKind::Union(inner) if !tagged && inner.discriminator.is_none() => {
                *nullable |= place.nullable;
                parts.extend(inner.branches.iter().cloned().zip(inner.tags.iter().cloned()));
            }
            _ => parts.push((place, tags)),
        }
    }

    fn is_empty_text(&self, branch: &Use) -> bool {
        match &self.shapes[branch.shape].kind {
            ShapeKind::Enum(found) => found.values == [Value::String(String::new())],
            _ => false,
        }
    }

    fn finished(
        &mut self,
        id: ShapeId,
        parts: Vec<Part>,
        union: UnionShape,
        nullable: bool,
        clear_empty: bool,
    ) -> ShapeKind {
        if let ([(only, _)], false) = (&parts[..], union.inherited) {
            let mut only = only.clone();
            only.nullable |= nullable;
            only.clear_empty |= clear_empty;
            return ShapeKind::Same(only);
        }
        if parts.is_empty() {
            return ShapeKind::Any;
        }
        let schema = parts[0].0.schema;
        let (branches, tags) = parts.into_iter().map(|(b, t)| (Use { nullable: false, ..b }, t)).unzip();
        let kind = ShapeKind::Union(UnionShape { branches, tags, ..union });
        if !nullable && !clear_empty {
            return kind;
        }
        // Null belongs to the places that use the union, so the union itself moves behind a `Same`.
        let inner = Shape { kind, ..self.shapes[id].clone() };
        let shape = self.shapes.add(inner);
        self.shapes[id].words.name = false;
        self.set_state(shape, State::Done);
        let plain =
            Use { shape, nullable, clear_empty, schema, read_only: false, write_only: false, deprecated: false };
        ShapeKind::Same(plain)
    }

    /// Branches that cannot be told apart by their JSON become one: texts, numbers, lists, free maps.
    fn one_per_kind(&mut self, id: ShapeId, parts: Vec<Part>, depth: usize) -> Vec<Part> {
        let kind = |shapes: &Shapes, part: &Part| Kind::of(&shapes[part.0.shape].kind);
        if parts.len() > 1 && parts.iter().any(|part| kind(self.shapes, part) == Kind::Any) {
            let at = self.shapes[id].origin();
            self.sink.report(Code::Untyped, &at, "one branch of the union takes any JSON, so the whole does");
            let any = parts.into_iter().find(|part| kind(self.shapes, part) == Kind::Any);
            return any.into_iter().collect();
        }
        let number = parts.iter().any(|part| kind(self.shapes, part) == Kind::Number);
        let mut out: Vec<(Kind, Vec<Part>)> = Vec::new();
        for part in parts {
            let mut found = kind(self.shapes, &part);
            if found == Kind::Integer && number {
                found = Kind::Number;
            }
            match out.iter_mut().find(|(known, _)| *known == found && found != Kind::Object) {
                Some((_, same)) => same.push(part),
                None => out.push((found, vec![part])),
            }
        }
        let merged = out.into_iter().map(|(kind, same)| match (&same[..], kind) {
            ([_], _) => same.into_iter().next().unwrap_or_else(|| unreachable!("a group has a member")),
            (_, Kind::Array | Kind::Map) => self.union_of_items(id, &same, depth),
            _ => self.one_of_texts(id, &same, kind),
        });
        merged.collect()
    }

    /// Texts or numbers: the known values together, or the plain type where none has known values.
    fn one_of_texts(&mut self, id: ShapeId, same: &[Part], kind: Kind) -> Part {
        let enums: Vec<&Part> =
            same.iter().filter(|p| matches!(self.shapes[p.0.shape].kind, ShapeKind::Enum(_))).collect();
        let merged = match &enums[..] {
            [only] if kind != Kind::Number => return (*only).clone(),
            [] => self.plainest(same, kind),
            _ if kind == Kind::Number => self.plainest(same, kind),
            _ => {
                let mut all = EnumShape { values: vec![], names: vec![], docs: vec![] };
                for part in &enums {
                    let ShapeKind::Enum(found) = &self.shapes[part.0.shape].kind else { continue };
                    let fresh: Vec<_> = found.values.iter().filter(|v| !all.values.contains(v)).cloned().collect();
                    all.values.extend(fresh);
                }
                ShapeKind::Enum(all)
            }
        };
        self.made(id, merged, &same[0].0)
    }

    fn plainest(&self, same: &[Part], kind: Kind) -> ShapeKind {
        let first = &self.shapes[same[0].0.shape].kind;
        if same.iter().all(|part| self.shapes[part.0.shape].kind == *first) {
            return first.clone();
        }
        match kind {
            Kind::Integer => ShapeKind::Integer(None),
            Kind::Number => ShapeKind::Number(None),
            Kind::Boolean => ShapeKind::Boolean,
            _ => ShapeKind::String(None),
        }
    }

    /// A list of A or a list of B: a list of (A or B).
    fn union_of_items(&mut self, id: ShapeId, same: &[Part], depth: usize) -> Part {
        let item = |part: &Part| match &self.shapes[part.0.shape].kind {
            ShapeKind::Array(item) | ShapeKind::Map(item) => Some(item.clone()),
            _ => None,
        };
        let branches: Vec<Use> = same.iter().filter_map(item).collect();
        if branches.len() != same.len() {
            // A tuple among lists: any list.
            return same[0].clone();
        }
        let is_map = matches!(self.shapes[same[0].0.shape].kind, ShapeKind::Map(_));
        let types = branches.iter().map(|branch| self.shapes.canonical(branch));
        let key = (is_map, types.map(|branch| (branch.shape, branch.nullable)).collect());
        if let Some(known) = self.lists.get(&key) {
            return known.clone();
        }
        let of = |items: Use| if is_map { ShapeKind::Map(items) } else { ShapeKind::Array(items) };
        let first = branches[0].clone();
        let list = self.made(id, of(first.clone()), &same[0].0);
        // Before what is inside: lists of themselves lead back here.
        self.lists.insert(key, list.clone());
        let kind = if depth < DEEPEST {
            let tags = vec![vec![]; branches.len()];
            ShapeKind::Union(UnionShape { branches, discriminator: None, tags, inherited: false })
        } else {
            ShapeKind::Any
        };
        let items = self.made(id, kind, &first).0;
        self.union(items.shape, depth + 1);
        let items = self.shapes.canonical(&items);
        self.shapes[list.0.shape].kind = of(items);
        list
    }

    fn made(&mut self, from: ShapeId, kind: ShapeKind, place: &Use) -> Part {
        let mut shape = Shape { kind, ..self.shapes[from].clone() };
        (shape.words.name, shape.words.title) = (false, false);
        let shape = self.shapes.add(shape);
        (Use { shape, nullable: false, clear_empty: false, ..place.clone() }, vec![])
    }
}

/// What JSON a branch is read from. Objects can be told apart by their members, the others cannot.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Any,
    Boolean,
    Integer,
    Number,
    Text,
    Array,
    Map,
    Object,
}

impl Kind {
    fn of(kind: &ShapeKind) -> Self {
        match kind {
            ShapeKind::Any | ShapeKind::Same(_) => Self::Any,
            ShapeKind::Boolean => Self::Boolean,
            ShapeKind::Integer(_) => Self::Integer,
            ShapeKind::Number(_) => Self::Number,
            ShapeKind::String(_) | ShapeKind::File => Self::Text,
            ShapeKind::Enum(found) => match found.values.first() {
                Some(Value::Number(_)) => Self::Integer,
                Some(Value::Bool(_)) => Self::Boolean,
                _ => Self::Text,
            },
            ShapeKind::Array(_) | ShapeKind::Tuple(..) => Self::Array,
            ShapeKind::Map(_) => Self::Map,
            // A union that stayed nested has a discriminator, so it is of objects.
            ShapeKind::Object(_) | ShapeKind::Union(_) => Self::Object,
        }
    }
}

/// Without repeats; the tags of repeats are joined.
fn distinct(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    for (place, tags) in parts {
        match out.iter_mut().find(|(known, _)| known.shape == place.shape) {
            Some((_, known)) => {
                let fresh: Vec<_> = tags.into_iter().filter(|t| !known.contains(t)).collect();
                known.extend(fresh);
            }
            None => out.push((place, tags)),
        }
    }
    out
}
