//! All parameters of an operation: those of its path and its own, merged, and made to agree with the path template.

use super::template::Template;
use super::{Node, Reader, parameter, reference};
use crate::diag::Code;
use crate::document::{Location, Parameter, Style};
use crate::pointer::Pointer;
use indexmap::IndexMap;

/// What an operation's parameter lists hold.
#[derive(Default)]
pub(crate) struct Gathered<'d> {
    /// Parameters in document order, each name and place once.
    pub(crate) parameters: Vec<Parameter>,
    /// Swagger 2.0 `in: body` and `in: formData`.
    pub(crate) body_parts: Vec<Node<'d>>,
}

/// Reads the lists of `holders`, the path items first and the operation last; the later ones win.
pub(crate) fn gather<'d>(r: &mut Reader<'d, '_>, holders: &[&Node<'d>]) -> Gathered<'d> {
    let mut gathered = Gathered::default();
    for (depth, holder) in holders.iter().enumerate() {
        let own = depth + 1 == holders.len();
        for node in r.list(holder, "parameters") {
            let here = node.address();
            let Some(node) = reference::follow(r, node) else { continue };
            if !node.value.is_object() {
                r.report(Code::WrongType, &node.at, "a parameter should be an object; it was left out");
            } else if matches!(parameter::place(&node).as_str(), "body" | "formdata") {
                add_body_part(&mut gathered.body_parts, node);
            } else if let Some(parameter) = shared(r, &node, !own || node.address() != here) {
                add(r, &mut gathered.parameters, parameter, own);
            }
        }
    }
    gathered
}

/// Path-level parameters and those behind a `$ref` are read once for all operations.
fn shared<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>, is_shared: bool) -> Option<Parameter> {
    if !is_shared {
        return parameter::parameter(r, node);
    }
    if let Some(known) = r.parameters.get(&node.address()) {
        return known.clone();
    }
    let read = parameter::parameter(r, node);
    r.parameters.insert(node.address(), read.clone());
    read
}

fn add(r: &mut Reader<'_, '_>, parameters: &mut Vec<Parameter>, parameter: Parameter, own: bool) {
    let Some(at) = parameters.iter().position(|other| is_same(other, &parameter)) else {
        parameters.push(parameter);
        return;
    };
    if own && parameters[at].origin.parent() == parameter.origin.parent() {
        let message = format!("`{}` is declared twice; the last one is used", parameter.name);
        r.report(Code::Ignored, &parameters[at].origin, message);
    }
    parameters[at] = parameter;
}

/// RFC 9110: header names have no case.
fn is_same(a: &Parameter, b: &Parameter) -> bool {
    let same_name = a.name == b.name || a.location == Location::Header && a.name.eq_ignore_ascii_case(&b.name);
    a.location == b.location && same_name
}

fn add_body_part<'d>(parts: &mut Vec<Node<'d>>, node: Node<'d>) {
    let key = |node: &Node<'d>| (parameter::place(node), node.get("name"));
    match parts.iter().position(|other| key(other) == key(&node)) {
        Some(at) => parts[at] = node,
        None => parts.push(node),
    }
}

/// Makes path parameters and template agree: every variable gets a parameter, the other path parameters go.
pub(crate) fn agree(r: &mut Reader<'_, '_>, parameters: &mut Vec<Parameter>, template: &Template, at: &Pointer) {
    for name in &template.names {
        if !parameters.iter().any(|p| p.location == Location::Path && p.name == *name) {
            adopt(r, parameters, template, name, at);
        }
    }
    for (key, _) in &template.query {
        fix(r, parameters, key);
    }
    for (key, name) in &template.query_names {
        adopt_query(r, parameters, key, name, at);
    }
    parameters.retain(|parameter| {
        let stays = parameter.location != Location::Path || template.names.contains(&parameter.name);
        if !stays {
            leave_out(r, parameter);
        }
        stays
    });
    for parameter in parameters.iter_mut().filter(|p| p.location == Location::Path) {
        parameter.allow_reserved |= template.reserved.contains(&parameter.name);
    }
}

/// A parameter whose value the path fixes is nobody's to choose (Azure declares both).
fn fix(r: &mut Reader<'_, '_>, parameters: &mut Vec<Parameter>, key: &str) {
    parameters.retain(|parameter| {
        let fixed = parameter.location == Location::Query && parameter.name == key;
        if fixed {
            let message = format!("`{key}` is part of the path, which says its value");
            r.report(Code::Mended, &parameter.origin, message);
        }
        !fixed
    });
}

/// Finds the parameter that was meant by a variable of the template, or makes one.
fn adopt(r: &mut Reader<'_, '_>, parameters: &mut Vec<Parameter>, template: &Template, name: &str, at: &Pointer) {
    let is_free = |p: &Parameter| p.location == Location::Path && !template.names.contains(&p.name);
    let meant = parameters.iter().position(|p| is_free(p) && letters(&p.name) == letters(name));
    let meant = meant.or_else(|| parameters.iter().position(|p| p.location == Location::Query && p.name == name));
    let Some(meant) = meant else {
        r.report(Code::PathParameter, at, format!("the path's variable `{name}` is not declared; it is taken as text"));
        parameters.push(made(name, Location::Path, at));
        return;
    };
    let parameter = &mut parameters[meant];
    let message = format!("the path's variable `{name}` is declared as another parameter, `{}`", parameter.name);
    r.report(Code::PathParameter, &parameter.origin, message);
    parameter.location = Location::Path;
    parameter.required = true;
    name.clone_into(&mut parameter.name);
    if !matches!(parameter.style, Style::Simple | Style::Label | Style::Matrix) {
        (parameter.style, parameter.explode) = (Style::Simple, false);
    }
}

/// `/search?q={query}`: the variable is a query parameter whose name is the key.
fn adopt_query(r: &mut Reader<'_, '_>, parameters: &mut Vec<Parameter>, key: &str, name: &str, at: &Pointer) {
    if parameters.iter().any(|p| p.location == Location::Query && p.name == key) {
        return;
    }
    r.report(Code::Mended, at, format!("`{key}` in the path is a query parameter"));
    match parameters.iter_mut().find(|p| p.location == Location::Path && p.name == name) {
        Some(parameter) => {
            parameter.location = Location::Query;
            key.clone_into(&mut parameter.name);
            (parameter.style, parameter.explode) = (Style::Form, true);
        }
        None => parameters.push(made(key, Location::Query, at)),
    }
}

fn leave_out(r: &mut Reader<'_, '_>, parameter: &Parameter) {
    let name = &parameter.name;
    if r.server_variables.contains(name) {
        r.report(Code::Ignored, &parameter.origin, format!("`{name}` is a variable of the server, not of the path"));
    } else {
        let message = format!("the path has no variable `{name}`; the parameter was left out");
        r.report(Code::PathParameter, &parameter.origin, message);
    }
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn made(name: &str, location: Location, at: &Pointer) -> Parameter {
    let (style, explode) = if location == Location::Path { (Style::Simple, false) } else { (Style::Form, true) };
    Parameter {
        origin: at.clone(),
        name: name.to_owned(),
        location,
        required: true,
        deprecated: false,
        description: None,
        style,
        explode,
        allow_reserved: false,
        schema: None,
        content: None,
        extensions: IndexMap::new(),
    }
}
