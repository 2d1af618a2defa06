//! A trait: a method per field, and `map`, which builds the target of them.

use super::body::body;
use super::signature::{arguments, head, output, passed};
use super::{Sheet, header};
use crate::ir::Ty;
use crate::ir::mapping::{Candidate, MappingBody, MappingMethod, MappingTrait, Way};
use crate::render::docs;
use crate::render::text::{Code, literal};

/// The file of a trait.
pub(super) fn trait_file(sheet: &Sheet<'_>, made: &MappingTrait) -> String {
    let mut code = Code::with_capacity(16 * 1024);
    code.raw(&header());
    let (from, to) = (sources(sheet, made), sheet.foreign(&made.target));
    code.line(format_args!("//! {from} to `{to}`."));
    code.blank();
    code.raw(&imports(sheet, made));
    code.blank();
    code.line(format_args!("/// {from} to `{to}`: `map` builds it, a method makes each field."));
    code.open(format_args!("pub trait {}{} {{", made.name, bounds(sheet, made)));
    for method in &made.methods {
        print(&mut code, sheet, made, method);
    }
    map(&mut code, sheet, made);
    code.close("}");
    code.finish()
}

fn sources(sheet: &Sheet<'_>, made: &MappingTrait) -> String {
    let types: Vec<_> = made.sources.iter().map(|source| format!("`{}`", sheet.foreign(&source.ty))).collect();
    types.join(" and ")
}

fn imports(sheet: &Sheet<'_>, made: &MappingTrait) -> String {
    let mut held: Vec<_> = made.holds.iter().map(|id| sheet.mappings.traits[id.0].name.as_str()).collect();
    held.retain(|name| *name != made.name.as_str());
    let mut text = String::new();
    crate::render::imports::list("super", &held, &mut text);
    text + "use intertie::map::{Result, at};\n"
}

fn bounds(sheet: &Sheet<'_>, made: &MappingTrait) -> String {
    let mut held: Vec<_> = made.holds.iter().map(|id| sheet.mappings.traits[id.0].name.to_string()).collect();
    if made.is_async {
        held.push("Sync".to_owned());
    }
    if held.is_empty() { String::new() } else { format!(": {}", held.join(" + ")) }
}

fn print(code: &mut Code, sheet: &Sheet<'_>, made: &MappingTrait, method: &MappingMethod) {
    code.doc(&documented(sheet, made, method, code.room() - 4));
    let result = format!("Result<{}>", output(sheet, made, method));
    let body = body(sheet, made, method);
    let output = if method.is_async { format!("impl Future<Output = {result}> + Send") } else { result };
    let end = if body.is_some() { " {" } else { ";" };
    let line = head(&format!("fn {}", method.name), &arguments(sheet, made), &output, end, code.margin());
    match body {
        None => code.line(format_args!("{line};")),
        Some(body) => {
            if body_ignores(&body, made) {
                code.put("#[allow(unused_variables, reason = \"for who overrides it\")]");
            }
            code.open(format_args!("{line} {{"));
            if method.is_async {
                code.line(format_args!("async move {{ {body} }}"));
            } else {
                code.line(format_args!("{body}"));
            }
            code.close("}");
        }
    }
    code.blank();
}

/// Whether a body leaves an argument aside.
fn body_ignores(body: &str, made: &MappingTrait) -> bool {
    let named =
        |name: &str| body.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '#').any(|word| word == name);
    made.sources.iter().any(|source| !named(source.name.as_str()))
}

/// The documentation of a method.
fn documented(sheet: &Sheet<'_>, made: &MappingTrait, method: &MappingMethod, width: usize) -> String {
    let what = if method.required { "required" } else { "optional" };
    let name = match &method.key {
        Some(key) => format!("{}[{}]", method.wire, literal(key)),
        None => method.wire.clone(),
    };
    let mut text = format!("{}, {what}.", docs::code(&name));
    let about = docs::summary(&method.docs, width);
    if !about.is_empty() {
        text.push_str("\n\n");
        text.push_str(&about);
    }
    text.push_str("\n\n");
    let body = match &method.body {
        MappingBody::Open => "**Open**: nothing is beyond doubt here.".to_owned(),
        MappingBody::Absent => "Left out unless you say otherwise.".to_owned(),
        MappingBody::Constant(_) => "The only value it can have.".to_owned(),
        MappingBody::Whole(id) => format!("By [`{}`], from the same.", sheet.mappings.traits[id.0].name),
        MappingBody::Nested(way, id) => {
            let read = docs::code(&read(made, way));
            let origin = docs::code(way.origin.as_str());
            format!("By [`{}`], from {read} ({origin}).", sheet.mappings.traits[id.0].name)
        }
        MappingBody::From(way) => {
            format!("From {} ({}).", docs::code(&read(made, way)), docs::code(way.origin.as_str()))
        }
    };
    text.push_str(&body);
    let is_open = matches!(method.body, MappingBody::Open | MappingBody::Absent);
    if is_open && !method.candidates.is_empty() {
        text.push_str("\n\nCandidates:\n");
        text.extend(method.candidates.iter().map(listed));
    }
    text
}

/// What a default reads: `order.shipping.city`.
fn read(made: &MappingTrait, way: &Way) -> String {
    let source = made.sources[way.source].name.as_str();
    let steps = way.steps.iter().map(|step| step.wire.as_str()).filter(|wire| !wire.is_empty());
    std::iter::once(source).chain(steps).collect::<Vec<_>>().join(".")
}

/// A candidate as a line of a list.
pub(super) fn listed(candidate: &Candidate) -> String {
    let mut reasons = candidate.reasons.clone();
    reasons.extend(candidate.hint.as_ref().map(|hint| format!("see `{hint}`")));
    let (path, origin) = (docs::code(&candidate.path), docs::code(candidate.way.origin.as_str()));
    let reasons = if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join(", ")) };
    format!("\n* {path} {}{reasons} ({origin})", candidate.score)
}

/// `map`: every field by its method, errors with the place.
fn map(code: &mut Code, sheet: &Sheet<'_>, made: &MappingTrait) {
    code.put("/// Builds the whole: every field by its method.");
    let result = format!("Result<{}>", sheet.foreign(&made.target));
    let output = if made.is_async { format!("impl Future<Output = {result}> + Send") } else { result };
    let line = head("fn map", &arguments(sheet, made), &output, " {", code.margin());
    if made.methods.is_empty() {
        code.put("#[allow(unused_variables, reason = \"there is no field\")]");
    }
    code.open(format_args!("{line} {{"));
    if !made.methods.is_empty() {
        code.line(format_args!("const LABEL: &str = {};", literal(&made.label)));
    }
    if made.is_async {
        code.open(format_args!("async move {{"));
    }
    fields(code, sheet, made);
    if made.is_async {
        code.close("}");
    }
    code.close("}");
}

fn fields(code: &mut Code, sheet: &Sheet<'_>, made: &MappingTrait) {
    // Methods of a map's keys fill one field together.
    let mut lines: Vec<(String, String)> = Vec::new();
    for method in &made.methods {
        let call = call(made, method);
        match &method.key {
            None => lines.push((method.field.to_string(), call)),
            Some(key) => {
                let name = format!("keyed_{}", method.field.as_str().trim_start_matches("r#"));
                if !lines.iter().any(|(field, _)| *field == method.field.as_str()) {
                    code.line(format_args!("let mut {name} = intertie::Map::new();"));
                    lines.push((method.field.to_string(), map_value(sheet, made, method, &name)));
                }
                code.open(format_args!("if let Some(value) = {call} {{"));
                code.line(format_args!("{name}.insert({}.to_owned(), value.into());", literal(key)));
                code.close("}");
            }
        }
    }
    code.open(format_args!("Ok({} {{", sheet.foreign(&made.target)));
    for (field, value) in &lines {
        code.line(format_args!("{field}: {value},"));
    }
    if let Some(rest) = &made.rest {
        code.line(format_args!("{rest}: intertie::Map::new(),"));
    }
    code.close("})");
}

fn call(made: &MappingTrait, method: &MappingMethod) -> String {
    let wait = if method.is_async { ".await" } else { "" };
    let name = match &method.key {
        Some(key) => format!("{}.{key}", method.wire),
        None => method.wire.clone(),
    };
    let call = format!("{}::{}(self{}){wait}", made.name, method.name, passed(made));
    format!("at(LABEL, {}, {}, {call})?", literal(&name), literal(method.origin.as_str()))
}

/// The collected keys as the field has them.
fn map_value(sheet: &Sheet<'_>, made: &MappingTrait, method: &MappingMethod, name: &str) -> String {
    let api = sheet.apis[made.target.vendor];
    let declared = declared(sheet, made, method);
    match declared.map(|ty| api.plain(ty)) {
        Some(Ty::Option(_)) => format!("(!{name}.is_empty()).then_some({name})"),
        Some(Ty::Field(_)) => {
            format!("if {name}.is_empty() {{ intertie::Field::Absent }} else {{ intertie::Field::Value({name}) }}")
        }
        _ => name.to_owned(),
    }
}

/// The type of the map that a method makes a key of.
fn declared<'a>(sheet: &Sheet<'a>, made: &MappingTrait, method: &MappingMethod) -> Option<&'a Ty> {
    let fields = made.target.of.fields(sheet.apis[made.target.vendor]);
    fields.into_iter().find(|field| *field.name == method.field).map(|field| field.ty)
}
