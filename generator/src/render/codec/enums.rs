//! `impl StringEnum`, `IntEnum`, `BoolEnum`.

use crate::ir::{Enum, EnumBase, EnumValue};
use crate::render::text::{Code, literal};
use proc_macro2::Literal;

/// The table of values.
pub(super) fn enumeration(code: &mut Code, name: &str, shape: &Enum) {
    let (of, wire, base, getter, other, own) = match shape.base {
        EnumBase::String => {
            ("StringEnum", "&'static str", "&str", "as_str(&self) -> &str", "value", "value.to_owned()")
        }
        EnumBase::Integer => ("IntEnum", "i64", "i64", "as_i64(&self) -> i64", "*value", "value"),
        EnumBase::Boolean => ("BoolEnum", "bool", "bool", "as_bool(&self) -> bool", "*value", "value"),
    };
    code.blank();
    code.open(format_args!("impl codec::{of} for {name} {{"));
    code.open(format_args!("const VALUES: &'static [({wire}, &'static str)] = &["));
    for variant in &shape.variants {
        code.line(format_args!("({}, {}),", value(&variant.wire), literal(variant.name.as_str())));
    }
    code.close("];");
    code.put("#[inline]");
    code.open(format_args!("fn {getter} {{ match self {{"));
    for variant in &shape.variants {
        code.line(format_args!("Self::{} => {},", variant.name, value(&variant.wire)));
    }
    code.line(format_args!("Self::Other(value) => {other},"));
    code.close("} }");
    code.put("#[inline]");
    code.open(format_args!("fn pick(at: usize, value: {base}) -> Self {{ match at {{"));
    for (at, variant) in shape.variants.iter().enumerate() {
        code.line(format_args!("{at} => Self::{},", variant.name));
    }
    code.line(format_args!("_ => Self::Other({own}),"));
    code.close("} }");
    code.close("}");
}

fn value(value: &EnumValue) -> String {
    match value {
        EnumValue::String(text) => literal(text),
        EnumValue::Integer(number) => Literal::i64_unsuffixed(*number).to_string(),
        EnumValue::Boolean(value) => value.to_string(),
    }
}
