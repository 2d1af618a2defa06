//! Unions: one of several types.

use super::about;
use crate::ir::{TypeDef, Union};
use crate::render::text::Code;
use crate::render::ty::Types;

/// A variant per branch, and `Other`.
pub(super) fn union(code: &mut Code, types: &mut Types<'_>, def: &TypeDef, shape: &Union) {
    about(code, &def.docs, def.deprecated);
    code.put("#[derive(Clone, PartialEq)]");
    code.open(format_args!("pub enum {} {{", def.name));
    for branch in &shape.branches {
        about(code, &branch.docs, false);
        let ty = types.name(&branch.ty);
        code.line(format_args!("{}({ty}),", branch.name));
    }
    types.imports.runtime("Value");
    code.put("/// What fits no variant above, as it came.");
    code.put("Other(Value),");
    code.close("}");
}
