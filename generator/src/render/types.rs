//! Files of types: what a reader reads. The other half of each, what only a compiler reads, is in [`super::codec`].

mod enums;
mod structs;
mod unions;

use super::docs;
use super::frame::Frame;
use super::text::Code;
use super::ty::Types;
use crate::ir::{Docs, Module, TypeDef, TypeKind};

/// A module of types.
pub(super) fn module_file(frame: &Frame<'_>, at: usize, module: &Module) -> String {
    let mut types = Types::new(frame.api);
    let mut body = Code::with_capacity(64 << 10);
    for (id, def) in frame.types_of(at) {
        types.imports.own(def.name.as_str());
        body.blank();
        item(&mut body, &mut types, def, frame.is_sent(id));
    }
    let mut file = Code::with_capacity(80 << 10);
    file.raw(frame.header());
    file.line(format_args!("//! Types: {}.", module.name.as_str().replace('_', " ")));
    file.blank();
    if frame.has_codec(at) {
        file.put("#[rustfmt::skip]");
        file.put("mod codec;");
        file.blank();
    }
    file.raw(&types.imports.print(&frame.root(2)));
    let body = body.finish();
    file.raw(if file.ends_with_blank() { body.trim_start_matches('\n') } else { &body });
    file.finish()
}

fn item(code: &mut Code, types: &mut Types<'_>, def: &TypeDef, sent: bool) {
    match &def.kind {
        TypeKind::Struct(shape) => structs::strukt(code, types, def, shape, sent),
        TypeKind::Tuple(shape) => structs::tuple(code, types, def, shape),
        TypeKind::Enum(shape) => enums::enumeration(code, def, shape),
        TypeKind::Union(shape) => unions::union(code, types, def, shape),
        TypeKind::Alias(target) => {
            about(code, &def.docs, def.deprecated);
            let target = types.name(target);
            code.line(format_args!("pub type {} = {target};", def.name));
        }
    }
}

/// The doc comment of an item.
pub(super) fn about(code: &mut Code, text: &Docs, deprecated: bool) {
    let text = docs::full(text, code.room() - 4);
    code.doc(&text);
    if deprecated {
        if !text.is_empty() {
            code.put("///");
        }
        code.put("/// **Deprecated.**");
    }
}
