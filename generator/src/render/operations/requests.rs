//! Request structs, their `new`, and the setters of a call.

use super::{answers, headers};
use crate::ir::{BodyChoice, Docs, OpField, Operation, Place};
use crate::render::docs;
use crate::render::frame::Frame;
use crate::render::signature::{Parameter, constructor, default_of_new};
use crate::render::text::{Code, literal};
use crate::render::ty::Types;
use crate::render::types::about;

/// Everything of one operation but the method that makes it.
pub(super) fn request<'a>(code: &mut Code, frame: &Frame<'_>, types: &mut Types<'a>, op: &'a Operation, handle: &str) {
    types.imports.own(op.name.as_str());
    let parameters = op.fields.iter().map(|field| match field.filled() {
        Some(value) => Parameter::constant(&field.name, value),
        None => Parameter::new(types, &field.name, &field.ty, field.required),
    });
    let parameters: Vec<_> = parameters.collect();
    code.blank();
    about(code, &introduction(op, handle), op.deprecated);
    let default = op.fields.iter().all(|field| !field.required);
    code.put(if default { "#[derive(Clone, PartialEq, Default)]" } else { "#[derive(Clone, PartialEq)]" });
    fields(code, types, op);
    code.blank();
    code.open(format_args!("impl {} {{", op.name));
    let bare = op.fields.iter().all(|field| !field.is_argument());
    code.put(if bare { "/// Without any option." } else { "/// With what is required." });
    constructor(code, &parameters, None, default);
    code.close("}");
    if !default {
        default_of_new(code, op.name.as_str(), &parameters);
    }
    setters(code, types, op);
    for cases in [&op.output, &op.error].into_iter().filter_map(answers::owned) {
        if !frame.is_shared(cases.name.as_str()) {
            types.imports.own(cases.name.as_str());
            answers::answer_enum(code, types, op, cases);
        }
    }
    for found in op.headers.iter().filter(|found| found.owner && !frame.is_shared(found.name.as_str())) {
        types.imports.own(found.name.as_str());
        headers::header_struct(code, types, found);
    }
}

fn introduction(op: &Operation, handle: &str) -> Docs {
    let method = op.method_name.as_str();
    let path = docs::code(&format!("{} {}", op.method.as_str(), op.path));
    let short = handle.rsplit("::").next().unwrap_or(handle);
    let headers =
        op.headers.as_ref().map(|headers| format!("\n\n`{}` reads the headers of its answers.", headers.name));
    let others = op.answers.iter().filter(|answer| answer.success).flat_map(|answer| &answer.alternatives);
    let mut others: Vec<String> = others.map(|media| docs::code(media)).collect();
    others.sort_unstable();
    others.dedup();
    let others = if others.is_empty() {
        String::new()
    } else {
        format!("\n\n`send_for` gives the answer in another media type: {}.", others.join(", "))
    };
    Docs(format!("The request of `{short}::{method}`: {path}.{}{others}", headers.unwrap_or_default()))
}

fn fields(code: &mut Code, types: &mut Types<'_>, op: &Operation) {
    if op.fields.is_empty() {
        return code.line(format_args!("pub struct {} {{}}", op.name));
    }
    code.open(format_args!("pub struct {} {{", op.name));
    for field in &op.fields {
        about(code, &field.docs, field.deprecated);
        let ty = types.name(&field.ty);
        code.line(format_args!("pub {}: {ty},", field.name));
    }
    code.close("}");
}

fn setters(code: &mut Code, types: &mut Types<'_>, op: &Operation) {
    let optional: Vec<&OpField> = op.fields.iter().filter(|field| !field.required).collect();
    if optional.is_empty() {
        return;
    }
    code.blank();
    code.open(format_args!("impl Call<'_, {}> {{", op.name));
    for (at, field) in optional.into_iter().enumerate() {
        if at > 0 {
            code.blank();
        }
        match &op.body {
            Some(body) if field.place == Place::MediaType => choices(code, field, &body.choices),
            _ => setter(code, types, field),
        }
    }
    code.close("}");
}

fn setter(code: &mut Code, types: &mut Types<'_>, field: &OpField) {
    let argument = types.argument(&field.ty, "value");
    let name = &field.name;
    code.doc(&docs::summary(&field.docs, code.room() - 4));
    if !argument.ty.contains("impl ") {
        code.put("#[inline]");
    }
    let line = format!("pub fn {name}(mut self, value: {}) -> Self {{", argument.ty);
    if line.len() <= code.room() {
        code.open(format_args!("{line}"));
    } else {
        code.open(format_args!("pub fn {name}("));
        code.put("mut self,");
        code.line(format_args!("value: {},", argument.ty));
        code.close_open(") -> Self {");
    }
    let assignment = argument.value.print(&format!("{} = ", target(name.as_str(), code.margin())), ";", code.margin());
    code.put(&assignment);
    code.put("self");
    code.close("}");
}

/// `with_form`: the same value in another media type.
fn choices(code: &mut Code, field: &OpField, choices: &[BodyChoice]) {
    for (at, choice) in choices.iter().enumerate() {
        if at > 0 {
            code.blank();
        }
        code.doc(&format!("Sends the body as {}.", docs::code(&choice.media_type)));
        code.open(format_args!("pub fn {}(mut self) -> Self {{", choice.method));
        let assigned = format!("{} =", target(field.name.as_str(), code.margin()));
        let value = format!("Some({}.to_owned());", literal(&choice.media_type));
        let last = assigned.rsplit('\n').next().map_or(0, str::len);
        if last + 1 + value.len() <= code.room() {
            code.line(format_args!("{assigned} {value}"));
        } else {
            code.line(format_args!("{assigned}\n{}{value}", " ".repeat(code.margin() + 4)));
        }
        code.put("self");
        code.close("}");
    }
}

/// The field of the request that a setter sets; rustfmt breaks it where it is wider than 60 columns.
fn target(name: &str, margin: usize) -> String {
    let line = format!("self.0.operation.{name}");
    if line.len() <= 60 {
        return line;
    }
    let pad = " ".repeat(margin + 4);
    format!("self.0\n{pad}.operation\n{pad}.{name}")
}
