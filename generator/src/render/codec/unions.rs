//! `impl Union`, and `From` where the type of a branch says which one it is.

use crate::ir::{Branch, EnumValue, Kinds, Ty, TypeId, TypeKind, Union};
use crate::render::frame::Frame;
use crate::render::text::{Code, literal, literals, slice};
use crate::render::ty::Types;

/// What tells the branches apart, and the access to their content.
pub(super) fn union(code: &mut Code, frame: &Frame<'_>, id: TypeId, name: &str, shape: &Union) {
    code.blank();
    code.open(format_args!("impl codec::Union for {name} {{"));
    let discriminator = shape.discriminator.as_deref().map_or("None".to_owned(), |d| format!("Some({})", literal(d)));
    code.open(format_args!(
        "const CHOICE: &'static codec::Choice = &codec::Choice {{ discriminator: {discriminator}, branches: &["
    ));
    for branch in &shape.branches {
        code.line(format_args!("{},", row(frame, branch)));
    }
    code.close("] };");
    code.put("#[inline]");
    code.put("fn blank() -> Self { Self::Other(intertie::Value::Null) }");
    select(code, shape);
    code.put("#[inline]");
    code.put("fn part(&self) -> &dyn codec::Encode {");
    part(code, shape);
    code.put("}");
    code.put("#[inline]");
    code.put("fn other(value: intertie::Value) -> Self { Self::Other(value) }");
    code.close("}");
    if frame.is_sent(id) {
        conversions(code, frame, id, name, shape);
    }
}

fn select(code: &mut Code, shape: &Union) {
    code.put("#[inline]");
    code.open(format_args!("fn select(&mut self, at: usize) -> &mut dyn codec::Decode {{"));
    if shape.branches.is_empty() {
        code.put("let _ = at;");
        code.put("*self = Self::blank();");
    } else {
        code.open(format_args!("*self = match at {{"));
        for (at, branch) in shape.branches.iter().enumerate() {
            code.line(format_args!("{at} => Self::{}(codec::Decode::blank()),", branch.name));
        }
        code.put("_ => Self::Other(intertie::Value::Null),");
        code.close("};");
    }
    part(code, shape);
    code.close("}");
}

fn part(code: &mut Code, shape: &Union) {
    code.open(format_args!("match self {{"));
    for branch in &shape.branches {
        code.line(format_args!("Self::{}(part) => part,", branch.name));
    }
    code.put("Self::Other(part) => part,");
    code.close("}");
}

fn row(frame: &Frame<'_>, branch: &Branch) -> String {
    let constants = branch.constants.iter().map(|(name, values)| {
        let values = slice(values.iter().map(constant));
        format!("({}, {values})", literal(name))
    });
    let members = branch.object.map_or("&[]".to_owned(), |id| {
        format!("<{}::{} as codec::Object>::TABLE.members", frame.root(3), frame.api.type_def(id).name)
    });
    format!(
        "codec::Branch {{ tags: {}, constants: {}, unique: {}, kinds: {}, members: {members} }}",
        literals(branch.tags.iter().map(String::as_str)),
        slice(constants),
        literals(branch.unique.iter().map(String::as_str)),
        kinds(branch.kinds)
    )
}

/// A value that a member must have.
pub(super) fn constant(value: &EnumValue) -> String {
    match value {
        EnumValue::String(text) => format!("codec::Const::Str({})", literal(text)),
        EnumValue::Integer(number) => format!("codec::Const::Int({number})"),
        EnumValue::Boolean(value) => format!("codec::Const::Bool({value})"),
    }
}

fn kinds(kinds: Kinds) -> String {
    let all = [
        (kinds.boolean, "codec::BOOLEAN"),
        (kinds.integer, "codec::INTEGER"),
        (kinds.number, "codec::NUMBER"),
        (kinds.string, "codec::STRING"),
        (kinds.array, "codec::ARRAY"),
        (kinds.object, "codec::OBJECT"),
    ];
    let names: Vec<&str> = all.into_iter().filter_map(|(has, name)| has.then_some(name)).collect();
    if names.is_empty() { "0".to_owned() } else { names.join(" | ") }
}

/// `impl From<Card> for Source`: for every branch whose type no other branch has.
fn conversions(code: &mut Code, frame: &Frame<'_>, id: TypeId, name: &str, shape: &Union) {
    let types: Vec<Option<Ty>> = shape.branches.iter().map(|branch| content(frame, id, &branch.ty)).collect();
    for (at, branch) in shape.branches.iter().enumerate() {
        let Some(ty) = &types[at] else { continue };
        if types.iter().filter(|other| other.as_ref() == Some(ty)).count() > 1 {
            continue;
        }
        let text = match ty {
            Ty::Named(id) => format!("{}::{}", frame.root(3), frame.api.type_def(*id).name),
            leaf => Types::new(frame.api).name(leaf),
        };
        let boxed = matches!(frame.api.plain(&branch.ty), Ty::Boxed(_));
        let value = if boxed { "Box::new(value)" } else { "value" };
        let variant = &branch.name;
        code.open(format_args!("impl From<{text}> for {name} {{"));
        code.put("#[inline]");
        code.line(format_args!("fn from(value: {text}) -> Self {{ Self::{variant}({value}) }}"));
        code.close("}");
        if *ty == Ty::String {
            code.open(format_args!("impl From<&str> for {name} {{"));
            code.put("#[inline]");
            code.line(format_args!("fn from(value: &str) -> Self {{ Self::{variant}(value.to_owned()) }}"));
            code.close("}");
        }
    }
}

/// The type a caller has in hand for a branch; `None` where a conversion would not be clear.
fn content(frame: &Frame<'_>, union: TypeId, ty: &Ty) -> Option<Ty> {
    let inner = match frame.api.plain(ty) {
        Ty::Boxed(inner) => frame.api.plain(inner),
        inner => inner,
    };
    match inner {
        Ty::Named(id) if *id == union || matches!(frame.api.type_def(*id).kind, TypeKind::Alias(_)) => None,
        Ty::Named(_) | Ty::Bool | Ty::Int(_) | Ty::F64 | Ty::F32 | Ty::String => Some(inner.clone()),
        _ => None,
    }
}
