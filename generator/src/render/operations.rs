//! Files of operations: for each group the handle with its methods, and the requests.

mod answers;
mod headers;
mod requests;

pub(super) use answers::{answer_names, outcome};

use super::codec::{self, operations::answer_cases};
use super::docs;
use super::frame::Frame;
use super::parts::Part;
use super::signature::{Parameter, head, names};
use super::text::Code;
use super::ty::Types;
use super::types::about;
use crate::ir::{Docs, Group, Operation};

/// The file of a group: its handle, and the requests unless they have files of their own.
pub(super) fn group_file<'a>(frame: &Frame<'a>, group: &'a Group, parts: &[Part<'a>]) -> String {
    let mut types = Types::new(frame.api);
    let mut body = Code::with_capacity(64 << 10);
    handle(&mut body, &mut types, group, parts);
    for op in &parts[0].operations {
        requests::request(&mut body, frame, &mut types, op, &group.handle.to_string());
    }
    // What the parts define is here by their `pub use`; importing it from the root as well would be a cycle.
    for op in parts.iter().flat_map(|part| &part.operations) {
        types.imports.own(op.name.as_str());
    }
    let mut file = Code::with_capacity(80 << 10);
    file.raw(frame.header());
    file.line(format_args!("//! Operations: {}.", group.name.as_str().replace('_', " ")));
    file.blank();
    modules(&mut file, parts);
    types.imports.local("Call");
    types.imports.local("Client");
    types.imports.own(group.handle.as_str());
    file.raw(&types.imports.print(&frame.root(2)));
    file.raw(&body.finish());
    file.finish()
}

fn modules(file: &mut Code, parts: &[Part<'_>]) {
    let mut names: Vec<&str> = parts.iter().filter_map(|part| Some(part.name.as_ref()?.as_str())).collect();
    if !parts[0].operations.is_empty() {
        file.put("#[rustfmt::skip]");
        file.put("mod codec;");
    }
    names.sort_unstable();
    for name in &names {
        file.line(format_args!("mod {name};"));
    }
    file.blank();
    if !names.is_empty() {
        names.sort_by(|a, b| super::imports::order(a, b));
        for name in &names {
            file.line(format_args!("pub use {name}::*;"));
        }
        file.blank();
    }
}

/// A file with the requests of a part of a group.
pub(super) fn part_file<'a>(frame: &Frame<'a>, group: &Group, part: &Part<'a>) -> String {
    let mut types = Types::new(frame.api);
    let mut body = Code::with_capacity(64 << 10);
    let handle = format!("super::{}", group.handle);
    for op in &part.operations {
        requests::request(&mut body, frame, &mut types, op, &handle);
    }
    let mut file = Code::with_capacity(80 << 10);
    file.raw(frame.header());
    file.line(format_args!("//! Requests of [`{0}`](super::{0}).", group.handle));
    file.blank();
    file.put("#[rustfmt::skip]");
    file.put("mod codec;");
    file.blank();
    if part.operations.iter().any(|op| op.fields.iter().any(|field| !field.required)) {
        types.imports.local("Call");
    }
    file.raw(&types.imports.print(&frame.root(3)));
    file.raw(&body.finish());
    file.finish()
}

/// `answers.rs`: the enums that operations of several groups share.
pub(super) fn shared_file(frame: &Frame<'_>) -> String {
    let mut types = Types::new(frame.api);
    let mut body = Code::with_capacity(16 << 10);
    for (name, op) in &frame.shared {
        types.imports.own(name);
        let cases = [&op.output, &op.error].into_iter().filter_map(answers::cases);
        for cases in cases.filter(|cases| cases.name.as_str() == *name) {
            answers::answer_enum(&mut body, &mut types, op, cases);
            answer_cases(&mut body, cases);
        }
        for headers in op.headers.iter().filter(|headers| headers.name.as_str() == *name) {
            headers::header_struct(&mut body, &mut types, headers);
            codec::headers::header_struct(&mut body, headers);
        }
    }
    let mut file = Code::with_capacity(16 << 10);
    file.raw(frame.header());
    file.put("//! Answers that operations of several groups have in common.");
    file.blank();
    file.raw(&types.imports.print(&frame.root(1)));
    let body = body.finish();
    file.raw(if file.ends_with_blank() { body.trim_start_matches('\n') } else { &body });
    file.finish()
}

fn handle<'a>(code: &mut Code, types: &mut Types<'a>, group: &Group, parts: &[Part<'a>]) {
    let (handle, name) = (&group.handle, &group.name);
    let docs = if group.docs.is_empty() { Docs(format!("The operations of `{name}`.")) } else { group.docs.clone() };
    code.blank();
    code.put("impl Client {");
    let mut inner = Code::inner(1);
    about(&mut inner, &docs, false);
    inner.put("#[inline]");
    inner.open(format_args!("pub fn {name}(&self) -> {handle}<'_> {{"));
    inner.line(format_args!("{handle} {{ client: self }}"));
    inner.close("}");
    code.raw(&inner.finish());
    code.put("}");
    code.blank();
    about(code, &docs, false);
    code.put("#[derive(Clone, Copy, Debug)]");
    code.open(format_args!("pub struct {handle}<'c> {{"));
    code.put("client: &'c Client,");
    code.close("}");
    code.blank();
    code.open(format_args!("impl<'c> {handle}<'c> {{"));
    for (at, op) in parts.iter().flat_map(|part| &part.operations).enumerate() {
        if at > 0 {
            code.blank();
        }
        method(code, types, op);
    }
    code.close("}");
}

/// `pub fn create(&self, ..) -> Call<'c, CreateCustomer>`.
fn method<'a>(code: &mut Code, types: &mut Types<'a>, op: &'a Operation) {
    about(code, &op.docs, op.deprecated);
    if !op.docs.is_empty() || op.deprecated {
        code.put("///");
    }
    code.line(format_args!("/// {}", docs::code(&format!("{} {}", op.method.as_str(), op.path))));
    if op.paging.is_some() {
        code.put("///");
        code.put("/// Its answers are pages: `items()` follows them item by item, `pages()` one by one.");
    }
    if op.deprecated {
        code.put("#[deprecated = \"the vendor may take it away\"]");
    }
    let required = op.fields.iter().filter(|field| field.is_argument());
    let parameters: Vec<_> = required.map(|field| Parameter::new(types, &field.name, &field.ty, true)).collect();
    types.imports.local(op.name.as_str());
    let output = format!("Call<'c, {}>", op.name);
    head(code, op.method_name.as_str(), "&self", &parameters, &output, true);
    let request = format!("{}::new({})", op.name, names(&parameters).join(", "));
    pass(code, &request, op.name.as_str(), &names(&parameters));
    code.close("}");
}

/// `Call::new(self.client, Create::new(a, b))`, in the layout of rustfmt: arguments of more than 60 columns stand on
/// lines of their own.
fn pass(code: &mut Code, request: &str, name: &str, arguments: &[&str]) {
    const ARGUMENTS: usize = 60;
    let all = arguments.join(", ");
    let fits = "self.client, ".len() + request.len() <= ARGUMENTS;
    if fits && all.len() <= ARGUMENTS && "Call::new(self.client, )".len() + request.len() <= code.room() {
        return code.line(format_args!("Call::new(self.client, {request})"));
    }
    code.open(format_args!("Call::new("));
    code.put("self.client,");
    if all.len() <= ARGUMENTS && request.len() < code.room() {
        code.line(format_args!("{request},"));
    } else {
        code.open(format_args!("{name}::new("));
        super::signature::passed(code, arguments);
        code.close("),");
    }
    code.close(")");
}
