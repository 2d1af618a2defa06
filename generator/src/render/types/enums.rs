//! Open enums.

use super::about;
use crate::ir::{Enum, EnumBase, TypeDef};
use crate::render::text::Code;

/// The known values and `Other`.
pub(super) fn enumeration(code: &mut Code, def: &TypeDef, shape: &Enum) {
    about(code, &def.docs, def.deprecated);
    let (copy, base) = match shape.base {
        EnumBase::String => ("", "String"),
        EnumBase::Integer => ("Copy, ", "i64"),
        EnumBase::Boolean => ("Copy, ", "bool"),
    };
    code.line(format_args!("#[derive(Clone, {copy}PartialEq, Eq, Hash)]"));
    code.open(format_args!("pub enum {} {{", def.name));
    for variant in &shape.variants {
        about(code, &variant.docs, false);
        code.line(format_args!("{},", variant.name));
    }
    code.put("/// A value that this version of the API does not list.");
    code.line(format_args!("Other({base}),"));
    code.close("}");
}
