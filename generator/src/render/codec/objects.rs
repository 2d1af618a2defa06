//! `impl Object`, `impl Tuple`.

use super::unions::constant;
use crate::ir::{EnumValue, Field, OpField, Tuple, Ty};
use crate::render::text::{Code, literal};

/// A member of a struct, as its table needs it.
#[expect(clippy::struct_excessive_bools, reason = "they are the flags of the table")]
pub(in crate::render) struct Row<'a> {
    wire: &'a str,
    ident: &'a str,
    ty: &'a Ty,
    required: bool,
    nullable: bool,
    secret: bool,
    clear: bool,
    constant: Option<&'a EnumValue>,
}

impl<'a> Row<'a> {
    /// Of a type's field.
    pub(in crate::render) fn field(field: &'a Field) -> Self {
        Self {
            wire: &field.wire,
            ident: field.name.as_str(),
            ty: &field.ty,
            required: field.required,
            nullable: field.nullable,
            secret: field.secret,
            clear: field.clear_with_empty,
            constant: field.constant.as_ref(),
        }
    }

    /// Of a request's field.
    pub(in crate::render) fn op_field(field: &'a OpField) -> Self {
        Self {
            wire: &field.key,
            ident: field.name.as_str(),
            ty: &field.ty,
            required: field.required,
            nullable: field.nullable,
            secret: field.secret,
            clear: field.clear_with_empty,
            // A request is not held against the document when it is read back.
            constant: None,
        }
    }

    fn member(&self) -> String {
        let mut text = String::from(if self.required { "required(" } else { "optional(" });
        text += &literal(self.wire);
        text.push(')');
        let ident = self.ident.strip_prefix("r#").unwrap_or(self.ident);
        if ident != self.wire {
            text += ".ident(";
            text += &literal(ident);
            text.push(')');
        }
        for (flag, call) in [(self.nullable, ".nullable()"), (self.secret, ".secret()"), (self.clear, ".clear_empty()")]
        {
            if flag {
                text += call;
            }
        }
        text
    }

    fn blank(&self) -> &'static str {
        match self.ty {
            Ty::Option(_) => "None",
            Ty::Field(_) => "intertie::Field::Absent",
            _ => "codec::Decode::blank()",
        }
    }
}

/// The table of a struct and the access to its members.
pub(in crate::render) fn object(code: &mut Code, name: &str, rows: &[Row<'_>], rest: Option<&str>, default: bool) {
    code.blank();
    code.open(format_args!("impl codec::Object for {name} {{"));
    code.open(format_args!("const TABLE: codec::Table = codec::table({}, &[", literal(name)));
    for row in rows {
        code.line(format_args!("{},", row.member()));
    }
    code.close(&format!("]){};", constants(rows)));
    blank(code, rows, rest, default);
    accessors(code, rows.len(), ["codec::Encode", "codec::Decode"], |at| rows[at].ident.to_owned());
    if let Some(rest) = rest {
        rests(code, "codec::Rest", rest);
    }
    code.close("}");
}

/// The members that can have one value only, by their numbers.
fn constants(rows: &[Row<'_>]) -> String {
    let only = rows.iter().enumerate().filter_map(|(at, row)| Some(format!("({at}, {})", constant(row.constant?))));
    let all: Vec<String> = only.collect();
    if all.is_empty() { String::new() } else { format!(".constants(&[{}])", all.join(", ")) }
}

/// What a struct is before it is read.
fn blank(code: &mut Code, rows: &[Row<'_>], rest: Option<&str>, default: bool) {
    code.put("#[inline]");
    if default {
        code.put("fn blank() -> Self { Self::default() }");
        return;
    }
    code.open(format_args!("fn blank() -> Self {{ Self {{"));
    for row in rows {
        code.line(format_args!("{}: {},", row.ident, row.blank()));
    }
    if let Some(rest) = rest {
        code.line(format_args!("{rest}: intertie::Map::new(),"));
    }
    code.close("} }");
}

/// The items of a tuple.
pub(super) fn tuple(code: &mut Code, name: &str, shape: &Tuple) {
    let len = shape.items.len();
    code.blank();
    code.open(format_args!("impl codec::Tuple for {name} {{"));
    code.line(format_args!("const LEN: usize = {len};"));
    code.put("#[inline]");
    let blanks = vec!["codec::Decode::blank()"; len + usize::from(shape.rest.is_some())];
    code.line(format_args!("fn blank() -> Self {{ Self({}) }}", blanks.join(", ")));
    if len > 0 {
        accessors(code, len, ["codec::Part"; 2], |at| at.to_string());
    }
    if shape.rest.is_some() {
        rests(code, "codec::TupleRest", &len.to_string());
    }
    code.close("}");
}

/// `get` and `get_mut`.
fn accessors(code: &mut Code, len: usize, of: [&str; 2], ident: impl Fn(usize) -> String) {
    for (mutable, name, reference, of) in [("", "get", "&", of[0]), ("_mut", "get_mut", "&mut ", of[1])] {
        code.put("#[inline]");
        if len == 0 {
            code.line(format_args!(
                "fn {name}({reference}self, _: usize) -> {reference}dyn {of} {{ codec::no_member{mutable}() }}"
            ));
            continue;
        }
        if len == 1 {
            let ident = ident(0);
            code.line(format_args!(
                "fn {name}({reference}self, _: usize) -> {reference}dyn {of} {{ {reference}self.{ident} }}"
            ));
            continue;
        }
        code.open(format_args!("fn {name}({reference}self, at: usize) -> {reference}dyn {of} {{ match at {{"));
        for at in 0..len - 1 {
            code.line(format_args!("{at} => {reference}self.{},", ident(at)));
        }
        code.line(format_args!("_ => {reference}self.{},", ident(len - 1)));
        code.close("} }");
    }
}

fn rests(code: &mut Code, of: &str, ident: &str) {
    code.put("#[inline]");
    code.line(format_args!("fn rest(&self) -> Option<&dyn {of}> {{ Some(&self.{ident}) }}"));
    code.put("#[inline]");
    code.line(format_args!("fn rest_mut(&mut self) -> Option<&mut dyn {of}> {{ Some(&mut self.{ident}) }}"));
}
