//! Unions: the branches' names, and the marks by which a value's branch is known.

use super::naming::branch_word;
use super::types::enum_value;
use super::{Lower, docs};
use crate::ir::names::Scope;
use crate::ir::{Branch, EnumValue, Kinds, Ty, TypeName, Union, VariantName};
use crate::resolve::{EnumShape, ObjectShape, ShapeKind, UnionShape, Use};
use foldhash::{HashSet, HashSetExt};

impl Lower<'_> {
    pub(super) fn union(&mut self, union: &UnionShape, name: &TypeName) -> Union {
        let words: Vec<String> =
            union.branches.iter().zip(&union.tags).map(|(b, t)| self.word(union, b, t, name)).collect();
        let wires: Vec<&str> = words.iter().map(String::as_str).collect();
        let names: Vec<VariantName> = Scope::new(&["Other", "Self"]).claim_all(&wires);
        let mut branches = Vec::with_capacity(names.len());
        for (at, variant) in names.into_iter().enumerate() {
            let place = &union.branches[at];
            let ty = self.ty(place, false);
            let object = match (&self.resolved.shapes[place.shape].kind, &ty) {
                (ShapeKind::Object(_), Ty::Named(id)) => Some(*id),
                _ => None,
            };
            let shape = &self.resolved.shapes[place.shape];
            let docs = if shape.name().is_none() && object.is_none() { shape.description() } else { None };
            branches.push(Branch {
                name: variant,
                ty,
                tags: union.tags[at].clone(),
                constants: self.constants(union, at),
                unique: self.unique(union, at),
                kinds: self.kinds(place),
                object,
                docs: docs::text(docs),
            });
        }
        Union { discriminator: union.discriminator.clone(), branches }
    }

    /// What a branch is called: its type's name without the union's, or its JSON type.
    fn word(&self, union: &UnionShape, branch: &Use, tags: &[String], name: &TypeName) -> String {
        let shape = &self.resolved.shapes[branch.shape];
        match &shape.kind {
            ShapeKind::Boolean => "boolean".to_owned(),
            ShapeKind::Integer(_) => "integer".to_owned(),
            ShapeKind::Number(_) => "number".to_owned(),
            ShapeKind::String(_) | ShapeKind::File if self.others_have_id(union, branch) => "id".to_owned(),
            ShapeKind::String(_) | ShapeKind::File => "string".to_owned(),
            ShapeKind::Array(_) => "list".to_owned(),
            ShapeKind::Map(_) => "map".to_owned(),
            ShapeKind::Tuple(..) if shape.name().is_none() => "tuple".to_owned(),
            ShapeKind::Enum(_) if shape.name().is_none() => "known".to_owned(),
            _ => match shape.name() {
                Some(component) => {
                    let own: TypeName = Scope::default().claim(component);
                    let rest = own.as_str().strip_prefix(name.as_str()).unwrap_or_default();
                    let bare = !rest.is_empty() && rest.starts_with(|c: char| c.is_ascii_uppercase());
                    if bare { rest.to_owned() } else { component.to_owned() }
                }
                None => branch_word(self.resolved, branch, tags),
            },
        }
    }

    /// An expandable reference: a text, or an object that has an `id`.
    fn others_have_id(&self, union: &UnionShape, text: &Use) -> bool {
        let mut others = union.branches.iter().filter(|b| b.shape != text.shape);
        union.branches.len() > 1
            && others.all(|b| self.object_of(b).is_some_and(|o| o.properties.iter().any(|p| p.wire == "id")))
    }

    fn object_of(&self, place: &Use) -> Option<&ObjectShape> {
        match &self.resolved.shapes[place.shape].kind {
            ShapeKind::Object(object) => Some(object),
            _ => None,
        }
    }

    fn known_values(&self, object: &ObjectShape, wire: &str) -> Option<&EnumShape> {
        let property = object.properties.iter().find(|p| p.wire == wire)?;
        match &self.resolved.shapes[property.value.shape].kind {
            ShapeKind::Enum(found) => Some(found),
            _ => None,
        }
    }

    /// Members of branch `at` whose known values tell it from the others: a single value, or values that no other
    /// branch shares.
    fn constants(&self, union: &UnionShape, at: usize) -> Vec<(String, Vec<EnumValue>)> {
        let Some(object) = self.object_of(&union.branches[at]) else { return vec![] };
        let (mut found, mut tells_apart) = (Vec::new(), None);
        for property in &object.properties {
            let Some(own) = self.known_values(object, &property.wire) else { continue };
            let others = union.branches.iter().enumerate().filter(|(other, _)| *other != at);
            let apart = || {
                others.clone().filter_map(|(_, branch)| self.object_of(branch)).all(|other| {
                    let theirs = self.known_values(other, &property.wire);
                    theirs.is_some_and(|t| t.values.iter().all(|v| !own.values.contains(v)))
                })
            };
            let is_apart = own.values.len() <= 32 && apart();
            if own.values.len() == 1 || is_apart {
                tells_apart = tells_apart.or(is_apart.then_some(found.len()));
                found.push((property.wire.clone(), own.values.iter().map(enum_value).collect()));
            }
        }
        match tells_apart {
            // One is enough, and each further one is a text that the vendor may reword.
            Some(one) if union.branches.len() > 1 => vec![found.swap_remove(one)],
            _ => found,
        }
    }

    /// Required members of branch `at` that no other object branch declares.
    fn unique(&self, union: &UnionShape, at: usize) -> Vec<String> {
        let Some(object) = self.object_of(&union.branches[at]) else { return vec![] };
        let mut theirs: HashSet<&str> = HashSet::new();
        for (other, branch) in union.branches.iter().enumerate() {
            if other != at
                && let Some(other) = self.object_of(branch)
            {
                theirs.extend(other.properties.iter().map(|p| p.wire.as_str()));
            }
        }
        let own = object.properties.iter().filter(|p| p.required && !theirs.contains(p.wire.as_str()));
        own.map(|p| p.wire.clone()).collect()
    }

    fn kinds(&self, place: &Use) -> Kinds {
        let mut kinds = Kinds::default();
        match &self.resolved.shapes[place.shape].kind {
            ShapeKind::Boolean => kinds.boolean = true,
            ShapeKind::Integer(_) => kinds.integer = true,
            ShapeKind::Number(_) => (kinds.number, kinds.integer) = (true, true),
            ShapeKind::String(_) | ShapeKind::File => kinds.string = true,
            ShapeKind::Enum(found) => match found.values.first() {
                Some(serde_json::Value::Number(_)) => kinds.integer = true,
                Some(serde_json::Value::Bool(_)) => kinds.boolean = true,
                _ => kinds.string = true,
            },
            ShapeKind::Array(_) | ShapeKind::Tuple(..) => kinds.array = true,
            ShapeKind::Map(_) | ShapeKind::Object(_) => kinds.object = true,
            ShapeKind::Union(union) => {
                for branch in &union.branches {
                    let inner = self.kinds_of_branch(branch);
                    kinds.object |= inner.object;
                    kinds.array |= inner.array;
                    kinds.string |= inner.string;
                    kinds.integer |= inner.integer;
                    kinds.number |= inner.number;
                    kinds.boolean |= inner.boolean;
                }
            }
            ShapeKind::Any | ShapeKind::Same(_) => {
                kinds = Kinds { boolean: true, integer: true, number: true, string: true, array: true, object: true };
            }
        }
        kinds
    }

    /// A union within a union stays only where it has a discriminator: its branches are objects.
    fn kinds_of_branch(&self, place: &Use) -> Kinds {
        match &self.resolved.shapes[place.shape].kind {
            ShapeKind::Union(_) => Kinds { object: true, ..Kinds::default() },
            _ => self.kinds(place),
        }
    }
}
