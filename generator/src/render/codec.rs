//! The codec half of a file of types: tables and accessors, read by a compiler only, so rustfmt skips it.

mod enums;
pub(super) mod headers;
mod objects;
pub(super) mod operations;
mod paging;
mod unions;

pub(super) use objects::{Row, object};

use super::frame::Frame;
use super::text::Code;
use crate::ir::{TypeDef, TypeId, TypeKind};

/// Names of the types for which each macro of the runtime is called.
#[derive(Default)]
struct Lists<'a> {
    objects: Vec<&'a str>,
    tuples: Vec<&'a str>,
    strings: Vec<&'a str>,
    ints: Vec<&'a str>,
    bools: Vec<&'a str>,
    unions: Vec<&'a str>,
}

/// The implementations for one module of types.
pub(super) fn module_file(frame: &Frame<'_>, at: usize) -> String {
    let mut lists = Lists::default();
    let mut body = Code::with_capacity(128 << 10);
    for (id, def) in frame.types_of(at) {
        item(&mut body, frame, id, def, &mut lists);
    }
    let mut file = Code::with_capacity(128 << 10);
    let body = body.finish();
    file.raw(frame.header());
    file.put("//! How the types of the parent module are read and written.");
    file.blank();
    file.put("use super::*;");
    uses(&mut file, &body);
    file.blank();
    for (name, list) in [
        ("objects", &lists.objects),
        ("tuples", &lists.tuples),
        ("string_enums", &lists.strings),
        ("int_enums", &lists.ints),
        ("bool_enums", &lists.bools),
        ("unions", &lists.unions),
    ] {
        macro_call(&mut file, name, list);
    }
    file.raw(&body);
    file.finish()
}

/// What `body` names of the runtime's codec.
pub(super) fn uses(file: &mut Code, body: &str) {
    let mut names = vec!["self"];
    names.extend(["optional", "required"].into_iter().filter(|name| body.contains(&format!("{name}(\""))));
    if names.len() == 1 {
        file.put("use intertie::codec;");
    } else {
        file.line(format_args!("use intertie::codec::{{{}}};", names.join(", ")));
    }
}

/// `intertie::objects! { A, B }`.
pub(super) fn macro_call(file: &mut Code, name: &str, list: &[&str]) {
    if list.is_empty() {
        return;
    }
    file.open(format_args!("intertie::{name}! {{"));
    for names in list.chunks(8) {
        file.line(format_args!("{},", names.join(", ")));
    }
    file.close("}");
}

fn item<'a>(code: &mut Code, frame: &Frame<'a>, id: TypeId, def: &'a TypeDef, lists: &mut Lists<'a>) {
    let name = def.name.as_str();
    match &def.kind {
        TypeKind::Struct(shape) => {
            lists.objects.push(name);
            let rows: Vec<Row<'_>> = shape.fields.iter().map(Row::field).collect();
            object(code, name, &rows, shape.rest.as_ref().map(|rest| rest.name.as_str()), shape.default);
        }
        TypeKind::Tuple(shape) => {
            lists.tuples.push(name);
            objects::tuple(code, name, shape);
        }
        TypeKind::Enum(shape) => {
            match shape.base {
                crate::ir::EnumBase::String => &mut lists.strings,
                crate::ir::EnumBase::Integer => &mut lists.ints,
                crate::ir::EnumBase::Boolean => &mut lists.bools,
            }
            .push(name);
            enums::enumeration(code, name, shape);
        }
        TypeKind::Union(shape) => {
            lists.unions.push(name);
            unions::union(code, frame, id, name, shape);
        }
        TypeKind::Alias(_) => {}
    }
}
