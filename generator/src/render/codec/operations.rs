//! `impl Object` and `impl Operation` of requests, `impl AnswerCases` of answer enums.

use super::{Row, macro_call, object, paging, uses};
use crate::document::{Status, Style};
use crate::ir::{Answer, AnswerContent, AnswerEnum, BodyCoding, MemberEncoding, OpField, Operation, Place, Security};
use crate::render::frame::Frame;
use crate::render::operations::{answer_names, outcome};
use crate::render::text::{Code, literal, literals, slice};
use crate::render::ty::Types;
use std::fmt::Write as _;

/// The implementations for the requests of one file, `depth` modules below the root.
pub(in crate::render) fn requests_file(frame: &Frame<'_>, operations: &[&Operation], depth: usize) -> String {
    let mut types = Types::new(frame.api);
    let mut body = Code::with_capacity(64 << 10);
    for op in operations {
        let rows: Vec<Row<'_>> = op.fields.iter().map(Row::op_field).collect();
        let default = op.fields.iter().all(|field| !field.required);
        object(&mut body, op.name.as_str(), &rows, None, default);
        operation(&mut body, &mut types, op);
        paging::paged(&mut body, &mut types, op);
        for cases in answer_names(op).filter(|cases| !frame.is_shared(cases.name.as_str())) {
            answer_cases(&mut body, cases);
        }
        for headers in op.headers.iter().filter(|found| found.owner && !frame.is_shared(found.name.as_str())) {
            super::headers::header_struct(&mut body, headers);
        }
    }
    let names: Vec<&str> = operations.iter().map(|op| op.name.as_str()).collect();
    for name in &names {
        types.imports.own(name);
    }
    let body = body.finish();
    let mut file = Code::with_capacity(64 << 10);
    file.raw(frame.header());
    file.put("//! How the requests of the parent module are sent and their answers read.");
    file.blank();
    file.put("use super::*;");
    file.raw(&types.imports.print(&frame.root(depth)));
    uses(&mut file, &body);
    file.put("use intertie::spec;");
    file.blank();
    macro_call(&mut file, "objects", &names);
    file.raw(&body);
    file.finish()
}

fn operation<'a>(code: &mut Code, types: &mut Types<'a>, op: &'a Operation) {
    code.blank();
    code.open(format_args!("impl intertie::Operation for {} {{", op.name));
    let output = outcome(types, &op.output);
    code.line(format_args!("type Output = {output};"));
    let error = outcome(types, &op.error);
    code.line(format_args!("type Error = {error};"));
    code.open(format_args!("const SPEC: &'static spec::OperationSpec = &spec::OperationSpec {{"));
    code.line(format_args!("id: {},", literal(&op.id)));
    code.line(format_args!("method: {},", literal(op.method.as_str())));
    code.line(format_args!("path: {},", literal(&op.path)));
    let fixed = op.fixed_query.iter().map(|(name, value)| format!("({}, {})", literal(name), literal(value)));
    code.line(format_args!("fixed_query: {},", slice(fixed)));
    code.open(format_args!("places: &["));
    for field in &op.fields {
        code.line(format_args!("{},", place(field)));
    }
    code.close("],");
    code.line(format_args!("body: {},", body(op)));
    code.line(format_args!("accept: {},", literal(&op.accept)));
    code.open(format_args!("answers: &["));
    for it in &op.answers {
        code.line(format_args!("{},", answer(it)));
    }
    code.close("],");
    code.line(format_args!("servers: {},", super::super::client::servers(&op.servers)));
    let security = op.security.as_ref().map_or("None".to_owned(), |list| format!("Some({})", alternatives(list)));
    code.line(format_args!("security: {security},"));
    code.line(format_args!("paging: {},", paging::spec(op.paging.as_ref())));
    code.line(format_args!("deprecated: {},", op.deprecated));
    code.close("};");
    code.close("}");
}

/// `spec::Place::query(spec::Style::Form, true)`.
fn place(field: &OpField) -> String {
    let mut text = String::from("spec::Place::");
    match &field.place {
        Place::Path { style, explode, multi_segment } => {
            let _ = write!(text, "path({}, {explode})", self::style(*style));
            text += if *multi_segment { ".multi_segment()" } else { "" };
        }
        Place::Query { style, explode, allow_reserved, json } => {
            let _ = write!(text, "query({}, {explode})", self::style(*style));
            text += if *allow_reserved { ".reserved()" } else { "" };
            text += if *json { ".json()" } else { "" };
        }
        Place::Header { json } => text += if *json { "header().json()" } else { "header()" },
        Place::Cookie => text += "cookie()",
        Place::BodyMember { encoding } => {
            text += "body()";
            member(encoding, &mut text);
        }
        Place::WholeBody => text += "whole_body()",
        Place::MediaType => text += "media_type()",
    }
    if !field.wire.is_empty() && field.wire != field.key {
        let _ = write!(text, ".named({})", literal(&field.wire));
    }
    common(&text).unwrap_or(text)
}

/// The constant for what most members are: the compiler checks a constant in a fraction of the time of a call.
fn common(text: &str) -> Option<String> {
    let name = match text.strip_prefix("spec::Place::")? {
        "path(spec::Style::Simple, false)" => "PATH",
        "query(spec::Style::Form, true)" => "QUERY",
        "query(spec::Style::DeepObject, true)" => "DEEP_QUERY",
        "header()" => "HEADER",
        "body()" => "BODY",
        "body().style(spec::Style::DeepObject, true)" => "DEEP_BODY",
        "whole_body()" => "WHOLE_BODY",
        _ => return None,
    };
    Some(format!("spec::Place::{name}"))
}

fn member(encoding: &MemberEncoding, text: &mut String) {
    if encoding.style.is_some() || encoding.explode.is_some() {
        let style = encoding.style.unwrap_or(Style::Form);
        let explode = encoding.explode.unwrap_or(style == Style::Form);
        let _ = write!(text, ".style({}, {explode})", self::style(style));
    }
    if let Some(media) = &encoding.content_type {
        let _ = write!(text, ".media({})", literal(media));
    }
}

fn style(style: Style) -> &'static str {
    match style {
        Style::Simple => "spec::Style::Simple",
        Style::Label => "spec::Style::Label",
        Style::Matrix => "spec::Style::Matrix",
        Style::Form => "spec::Style::Form",
        Style::SpaceDelimited => "spec::Style::SpaceDelimited",
        Style::PipeDelimited => "spec::Style::PipeDelimited",
        Style::TabDelimited => "spec::Style::TabDelimited",
        Style::DeepObject => "spec::Style::DeepObject",
    }
}

fn body(op: &Operation) -> String {
    let Some(body) = &op.body else { return "None".to_owned() };
    let (media, coding, required) = (literal(&body.media_type), coding(body.coding), body.required);
    let choices = slice(body.choices.iter().map(|choice| {
        let media = literal(&choice.media_type);
        format!("spec::BodyChoice {{ media_type: {media}, coding: {} }}", self::coding(choice.coding))
    }));
    format!(
        "Some(spec::BodySpec {{ media_type: {media}, coding: {coding}, required: {required}, choices: {choices} }})"
    )
}

fn coding(coding: BodyCoding) -> &'static str {
    match coding {
        BodyCoding::Json => "spec::Coding::Json",
        BodyCoding::Form => "spec::Coding::Form",
        BodyCoding::Multipart => "spec::Coding::Multipart",
        BodyCoding::Text => "spec::Coding::Text",
        BodyCoding::Bytes => "spec::Coding::Bytes",
    }
}

fn answer(answer: &Answer) -> String {
    let status = match answer.status {
        Status::Code(code) => format!("Code({code})"),
        Status::Range(range) => format!("Range({range})"),
        Status::Default => "Default".to_owned(),
    };
    let coding = match answer.content {
        AnswerContent::Empty => "Empty",
        AnswerContent::Json(_) => "Json",
        AnswerContent::Text => "Text",
        AnswerContent::Bytes => "Bytes",
        AnswerContent::EventStream(_) => "EventStream",
    };
    format!(
        "spec::AnswerSpec {{ status: spec::Status::{status}, coding: spec::AnswerCoding::{coding}, case: {}, success: {} }}",
        answer.case, answer.success
    )
}

/// `&[&[("bearer", &["read"])]]`.
pub(in crate::render) fn alternatives(list: &[Security]) -> String {
    slice(list.iter().map(|together| {
        slice(
            together
                .iter()
                .map(|(name, scopes)| format!("({}, {})", literal(name), literals(scopes.iter().map(String::as_str)))),
        )
    }))
}

/// How the answer enum is read, by the number of its case.
pub(in crate::render) fn answer_cases(code: &mut Code, cases: &AnswerEnum) {
    code.blank();
    code.open(format_args!("impl intertie::Answer for {} {{", cases.name));
    code.put("#[inline]");
    code.open(format_args!(
        "fn receive(case: usize, body: intertie::AnswerBody) -> Result<Self, intertie::DecodeError> {{"
    ));
    code.open(format_args!("Ok(match case {{"));
    let last = cases.cases.len().saturating_sub(1);
    for (at, case) in cases.cases.iter().enumerate() {
        let pattern = if at == last { "_".to_owned() } else { at.to_string() };
        match case.content {
            AnswerContent::Empty => code.line(format_args!("{pattern} => Self::{},", case.name)),
            _ => code.line(format_args!("{pattern} => Self::{}(body.read()?),", case.name)),
        }
    }
    code.close("})");
    code.close("}");
    code.close("}");
}
