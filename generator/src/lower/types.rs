//! Shapes -> named types, and uses of shapes -> types of fields.

use super::naming::{is_type, note_number};
use super::{Lower, docs, scalars};
use crate::diag::Code;
use crate::document::Schema;
use crate::ir::names::Scope;
use crate::ir::{
    Enum, EnumBase, EnumValue, Field, FieldName, Rest, Struct, Tuple, Ty, TypeDef, TypeKind, TypeName, Variant,
    VariantName,
};
use crate::resolve::{EnumShape, ObjectShape, ShapeId, ShapeKind, Use};
use serde_json::Value;

impl Lower<'_> {
    /// The type that a shape becomes.
    pub(super) fn type_def(&mut self, id: ShapeId, name: TypeName) -> TypeDef {
        let resolved = self.resolved;
        let shape = &resolved.shapes[id];
        let kind = match &shape.kind {
            ShapeKind::Object(object) => TypeKind::Struct(self.object(id, object)),
            ShapeKind::Enum(found) => TypeKind::Enum(enumeration(found)),
            ShapeKind::Union(union) => TypeKind::Union(self.union(union, &name)),
            ShapeKind::Tuple(items, rest) => TypeKind::Tuple(Tuple {
                items: items.iter().map(|item| self.item(item)).collect(),
                rest: rest.as_ref().map(|rest| self.item(rest)),
            }),
            _ => unreachable!("only shapes that are types are named"),
        };
        TypeDef {
            name,
            module: 0,
            docs: docs::text(shape.description()),
            deprecated: shape.deprecated(),
            origin: shape.origin(),
            kind,
        }
    }

    fn object(&mut self, id: ShapeId, object: &ObjectShape) -> Struct {
        let (in_request, in_answer) = {
            let shape = &self.resolved.shapes[id];
            (shape.in_request, shape.in_answer)
        };
        let file = self.multipart.contains(&id);
        let mut scope = Scope::default();
        let wires: Vec<&str> = object.properties.iter().map(|p| p.wire.as_str()).collect();
        let names: Vec<FieldName> = scope.claim_all(&wires);
        let mut fields = Vec::with_capacity(names.len());
        for (property, name) in object.properties.iter().zip(names) {
            // A read-only member cannot be asked of a request, a write-only one not of an answer.
            let other_side = (property.value.read_only && in_request) || (property.value.write_only && in_answer);
            let found = self.member(&property.value, property.required && !other_side, in_request, file);
            let schema = &self.resolved.document.schemas[property.value.schema];
            let origin = schema.origin.clone().unwrap_or_else(|| self.resolved.shapes[id].origin());
            let plain = || Scope::default().claim::<FieldName>(&property.wire).to_string();
            note_number(self.sink, &origin, &property.wire, name.as_str(), plain);
            fields.push(Field {
                wire: property.wire.clone(),
                name,
                docs: docs::member(schema.description.as_deref(), self.facts(&property.value), found.always()),
                origin,
                required: found.required,
                nullable: found.nullable,
                secret: matches!(found.bare, Ty::Secret),
                clear_with_empty: found.clear_with_empty,
                constant: found.constant,
                deprecated: property.value.deprecated,
                ty: found.ty,
            });
        }
        let rest = object.rest.as_ref().map(|rest| Rest { name: scope.claim("rest"), ty: self.item(rest) });
        let default = fields.iter().all(|field| !field.required);
        Struct { fields, rest, default }
    }

    /// The type of an item of a list or map.
    pub(super) fn item(&mut self, place: &Use) -> Ty {
        let ty = self.ty(place, false);
        if place.nullable && ty != Ty::Json { Ty::Option(Box::new(ty)) } else { ty }
    }

    /// The type of a value that is there and not null. `file`: binary text is a file of a multipart body.
    pub(super) fn ty(&mut self, place: &Use, file: bool) -> Ty {
        let resolved = self.resolved;
        let kind = &resolved.shapes[place.shape].kind;
        if is_type(kind) {
            return Ty::Named(self.ids[&place.shape]);
        }
        match kind {
            ShapeKind::Boolean => Ty::Bool,
            ShapeKind::Integer(format) => scalars::integer(format.as_deref(), self.facts(place), self.options.types),
            ShapeKind::Number(format) => scalars::number(format.as_deref(), self.options.types),
            ShapeKind::String(format) => self.text(format.as_deref(), place),
            ShapeKind::File if file => Ty::File,
            ShapeKind::File => Ty::String,
            ShapeKind::Array(item) if file => Ty::List(Box::new(self.ty(item, true))),
            ShapeKind::Array(item) => Ty::List(Box::new(self.item(item))),
            ShapeKind::Map(item) => Ty::Map(Box::new(self.item(item))),
            _ => Ty::Json,
        }
    }

    fn text(&mut self, format: Option<&str>, place: &Use) -> Ty {
        match scalars::string(format, self.facts(place), self.options.types) {
            Ok(ty) => ty,
            Err(why) => {
                let schema = &self.resolved.document.schemas[place.schema];
                if let Some(origin) = &schema.origin {
                    let text = format!("`{}` stays text: {why}", format.unwrap_or_default());
                    self.sink.report(Code::UnreliableFormat, origin, text);
                }
                Ty::String
            }
        }
    }

    /// The schema that says what the value at a place is: behind bare `$ref`s.
    pub(super) fn facts(&self, place: &Use) -> &Schema {
        let schemas = &self.resolved.document.schemas;
        let mut id = place.schema;
        for _ in 0..64 {
            let schema = &schemas[id];
            match schema.reference.as_ref().and_then(|r| r.target) {
                Some(target) if schema.default.is_none() => id = target,
                _ => break,
            }
        }
        &schemas[id]
    }
}

fn enumeration(found: &EnumShape) -> Enum {
    let texts: Vec<String> = found.values.iter().map(value_text).collect();
    let names = if found.names.is_empty() { &texts } else { &found.names };
    let wires: Vec<&str> = names.iter().map(String::as_str).collect();
    let names: Vec<VariantName> = Scope::new(&["Other", "Self"]).claim_all(&wires);
    let variants = found.values.iter().zip(names).enumerate().map(|(at, (value, name))| Variant {
        name,
        wire: enum_value(value),
        docs: docs::text(found.docs.get(at).map(String::as_str)),
    });
    let base = match found.values.first() {
        Some(Value::Number(_)) => EnumBase::Integer,
        Some(Value::Bool(_)) => EnumBase::Boolean,
        _ => EnumBase::String,
    };
    Enum { base, variants: variants.collect() }
}

fn value_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A value of an enum; `build` lets only texts, whole numbers and booleans in.
pub(super) fn enum_value(value: &Value) -> EnumValue {
    match value {
        Value::String(text) => EnumValue::String(text.clone()),
        Value::Bool(value) => EnumValue::Boolean(*value),
        other => EnumValue::Integer(other.as_i64().unwrap_or_default()),
    }
}
