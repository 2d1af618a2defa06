//! `impl StringEnum`, `IntEnum`, `BoolEnum`.

use crate::ir::{Enum, EnumBase, EnumValue};
use crate::render::text::{Code, literal, slice};
use proc_macro2::Literal;

/// The table of values.
pub(super) fn enumeration(code: &mut Code, name: &str, shape: &Enum) {
    let (of, wire, base, getter, other) = match shape.base {
        EnumBase::String => ("StringEnum", "&'static str", "String", "as_str(&self) -> &str", "value"),
        EnumBase::Integer => ("IntEnum", "i64", "i64", "as_i64(&self) -> i64", "*value"),
        EnumBase::Boolean => ("BoolEnum", "bool", "bool", "as_bool(&self) -> bool", "*value"),
    };
    code.blank();
    code.open(format_args!("impl codec::{of} for {name} {{"));
    code.open(format_args!("const VALUES: &'static [({wire}, Self)] = &["));
    for variant in &shape.variants {
        code.line(format_args!("({}, Self::{}),", value(&variant.wire), variant.name));
    }
    code.close("];");
    let names = slice(shape.variants.iter().map(|variant| literal(variant.name.as_str())));
    code.line(format_args!("const NAMES: &'static [&'static str] = {names};"));
    code.put("#[inline]");
    code.open(format_args!("fn {getter} {{ match self {{"));
    for variant in &shape.variants {
        code.line(format_args!("Self::{} => {},", variant.name, value(&variant.wire)));
    }
    code.line(format_args!("Self::Other(value) => {other},"));
    code.close("} }");
    code.put("#[inline]");
    code.line(format_args!("fn other(value: {base}) -> Self {{ Self::Other(value) }}"));
    code.close("}");
}

fn value(value: &EnumValue) -> String {
    match value {
        EnumValue::String(text) => literal(text),
        EnumValue::Integer(number) => Literal::i64_unsuffixed(*number).to_string(),
        EnumValue::Boolean(value) => value.to_string(),
    }
}
