//! `impl From<&HeaderMap>` of header structs.

use crate::ir::HeaderStruct;
use crate::render::text::{Code, literal};

/// Reads each header by itself.
pub(in crate::render) fn header_struct(code: &mut Code, headers: &HeaderStruct) {
    code.blank();
    code.open(format_args!("impl From<&intertie::http::HeaderMap> for {} {{", headers.name));
    code.open(format_args!("fn from(headers: &intertie::http::HeaderMap) -> Self {{"));
    code.open(format_args!("Self {{"));
    for field in &headers.fields {
        code.line(format_args!("{}: intertie::header(headers, {}),", field.name, literal(&field.wire)));
    }
    code.close("}");
    code.close("}");
    code.close("}");
}
