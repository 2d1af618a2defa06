//! Structs and tuple structs.

use super::about;
use crate::ir::{Docs, Struct, Tuple, TypeDef};
use crate::render::signature::{Parameter, constructor, default_of_new};
use crate::render::text::Code;
use crate::render::ty::Types;

/// A struct with public fields; with `new` where callers build it and it has no `Default`.
pub(super) fn strukt(code: &mut Code, types: &mut Types<'_>, def: &TypeDef, shape: &Struct, sent: bool) {
    about(code, &def.docs, def.deprecated);
    code.put(if shape.default { "#[derive(Clone, PartialEq, Default)]" } else { "#[derive(Clone, PartialEq)]" });
    if shape.fields.is_empty() && shape.rest.is_none() {
        return code.line(format_args!("pub struct {} {{}}", def.name));
    }
    code.open(format_args!("pub struct {} {{", def.name));
    for field in &shape.fields {
        about(code, &field.docs, field.deprecated);
        let ty = types.name(&field.ty);
        code.line(format_args!("pub {}: {ty},", field.name));
    }
    if let Some(rest) = &shape.rest {
        types.imports.runtime("Map");
        about(code, &Docs("Members that are not listed above.".to_owned()), false);
        let ty = types.name(&rest.ty);
        code.line(format_args!("pub {}: Map<{ty}>,", rest.name));
    }
    code.close("}");
    if sent && !shape.default && shape.fields.iter().any(|field| !field.is_argument()) {
        new(code, types, def, shape);
    }
}

fn new(code: &mut Code, types: &mut Types<'_>, def: &TypeDef, shape: &Struct) {
    let parameters = shape.fields.iter().map(|field| match field.filled() {
        Some(value) => Parameter::constant(&field.name, value),
        None => Parameter::new(types, &field.name, &field.ty, field.required),
    });
    let parameters: Vec<_> = parameters.collect();
    let rest = shape.rest.as_ref().map(|rest| rest.name.as_str());
    code.blank();
    code.open(format_args!("impl {} {{", def.name));
    code.put("/// With what is required; the rest is absent.");
    constructor(code, &parameters, rest, false);
    code.close("}");
    default_of_new(code, def.name.as_str(), &parameters);
}

/// A tuple struct.
pub(super) fn tuple(code: &mut Code, types: &mut Types<'_>, def: &TypeDef, shape: &Tuple) {
    about(code, &def.docs, def.deprecated);
    code.put("#[derive(Clone, PartialEq)]");
    let mut items: Vec<String> = shape.items.iter().map(|ty| format!("pub {}", types.name(ty))).collect();
    if let Some(rest) = &shape.rest {
        items.push(format!("pub Vec<{}>", types.name(rest)));
    }
    let line = format!("pub struct {}({});", def.name, items.join(", "));
    if line.len() <= code.room() {
        return code.put(&line);
    }
    code.open(format_args!("pub struct {}(", def.name));
    for item in &items {
        code.line(format_args!("{item},"));
    }
    code.close(");");
}
