//! Structs of the headers that answers have.

use crate::ir::HeaderStruct;
use crate::render::text::Code;
use crate::render::ty::Types;
use crate::render::types::about;

/// The struct; how it is read is in [`super::super::codec`].
pub(super) fn header_struct(code: &mut Code, types: &mut Types<'_>, headers: &HeaderStruct) {
    code.blank();
    code.put("/// Declared headers of answers. One that is not there, or not as declared, is `None`.");
    code.put("#[derive(Clone, PartialEq, Default, Debug)]");
    code.open(format_args!("pub struct {} {{", headers.name));
    for field in &headers.fields {
        about(code, &field.docs, false);
        let ty = types.name(&field.ty);
        code.line(format_args!("pub {}: {ty},", field.name));
    }
    code.close("}");
}
