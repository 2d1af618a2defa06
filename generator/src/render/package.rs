//! Files that people read first: `Cargo.toml`, `README.md`, the crate's documentation. They are templates; this module
//! hands over finished strings.

use super::frame::Frame;
use super::root::description;
use super::{Form, Package, Runtime, credentials, docs, events};
use crate::ir::{Api, Operation, Ty, TypeKind};
use minijinja::{Environment, UndefinedBehavior, Value};
use std::collections::{BTreeMap, BTreeSet};

/// How long a line of the example may be: beside `//!` and what it is assigned to it still fits a page.
const LONGEST: usize = 85;

pub(super) type View = BTreeMap<&'static str, Value>;

/// Fills a template. The templates are part of the program, so a mistake in one is ours.
pub(super) fn fill(template: &str, view: View) -> String {
    let mut env = Environment::empty();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    match env.render_str(template, Value::from(view)) {
        Ok(text) => text.trim_end().to_owned() + "\n",
        Err(error) => unreachable!("a template does not fit its view: {error}"),
    }
}

/// `Cargo.toml`.
pub(super) fn cargo_toml(frame: &Frame<'_>) -> String {
    let Form::Crate(package) = &frame.options.form else { return String::new() };
    let api = frame.api;
    let features: Vec<String> = features(api).into_iter().map(toml).collect();
    let lib = (package.name.replace('-', "_") != api.name.as_str()).then(|| toml(api.name.as_str()));
    let title = docs::plain_line(&api.title);
    let view = View::from([
        ("header", docs::plain_line(frame.header().trim_start_matches("// ")).into()),
        ("name", toml(&package.name).into()),
        ("version", toml(&package.version).into()),
        ("description", toml(&format!("Typed client for {title} {}", docs::plain_line(&api.version))).into()),
        ("lib", Value::from(lib.unwrap_or_default())),
        ("features", Value::from(features)),
        ("runtime", runtime(&package.runtime, &features_line(api, package)).into()),
        ("test_runtime", test_runtime(package).into()),
        ("spec_version", toml(&api.version).into()),
        ("digest", toml(&api.digest).into()),
        ("generator", toml(env!("CARGO_PKG_VERSION")).into()),
        ("standalone", package.standalone.into()),
    ]);
    fill(include_str!("../../templates/Cargo.toml.j2"), view)
}

fn runtime(runtime: &Runtime, rest: &str) -> String {
    let place = match runtime {
        Runtime::Version(version) => format!("version = {}", toml(version)),
        Runtime::Path(path) => format!("path = {}", toml(path)),
        Runtime::Workspace => "workspace = true".to_owned(),
    };
    place + rest
}

fn features_line(api: &Api, package: &Package) -> String {
    let mut features: BTreeSet<&str> = package.runtime_features.iter().map(String::as_str).collect();
    features.extend(needs(api));
    let features: Vec<String> = features.into_iter().map(toml).collect();
    let default = if package.runtime_default { "" } else { ", default-features = false" };
    let features = if features.is_empty() { String::new() } else { format!(", features = [{}]", features.join(", ")) };
    default.to_owned() + &features
}

/// What contract tests need of the runtime; empty: there are none.
fn test_runtime(package: &Package) -> String {
    let rest = ", features = [\"reqwest\", \"test-util\"]";
    package.contract.as_ref().map(|_| runtime(&package.runtime, rest)).unwrap_or_default()
}

/// The features of the runtime that the types of an API need.
fn needs(api: &Api) -> BTreeSet<&'static str> {
    let fields = api.operations.iter().flat_map(|op| op.fields.iter().map(|field| &field.ty));
    let headers = api.operations.iter().filter_map(|op| op.headers.as_ref()).flat_map(|headers| &headers.fields);
    let fields = fields.chain(headers.map(|field| &field.ty));
    let mut open: Vec<&Ty> = fields.chain(api.types.iter().flat_map(|def| inside(&def.kind))).collect();
    let mut found = BTreeSet::new();
    while let Some(ty) = open.pop() {
        match ty {
            Ty::Option(item) | Ty::Field(item) | Ty::List(item) | Ty::Map(item) | Ty::Boxed(item) => open.push(item),
            leaf => found.extend(events::needs(leaf)),
        }
    }
    found
}

fn inside(kind: &TypeKind) -> Vec<&Ty> {
    super::frame::contents(kind)
}

/// Every feature, once, in order.
fn features(api: &Api) -> BTreeSet<&str> {
    let groups = api.operations.iter().map(|op| api.groups[op.group].feature.as_str());
    groups.chain(api.modules.iter().filter_map(|module| module.feature.as_deref())).collect()
}

/// The documentation of the crate, as Markdown.
pub(super) fn crate_docs(frame: &Frame<'_>) -> String {
    let api = frame.api;
    let example = example(api);
    let view = View::from([
        ("title", docs::one_line(&api.title).into()),
        ("version", docs::code(&api.version).into()),
        ("builder", builder(api, example).into()),
        ("group", example.map_or("", |op| api.groups[op.group].name.as_str()).into()),
        ("method", example.map_or("", |op| op.method_name.as_str()).into()),
        ("arguments", example.map_or(String::new(), arguments).into()),
        ("example", example.map_or("Request", |op| op.name.as_str()).into()),
        ("description", description(frame).into()),
    ]);
    fill(include_str!("../../templates/crate.md.j2"), view).trim_end().to_owned()
}

/// A client in the making, with what it cannot do without.
fn builder(api: &Api, example: Option<&Operation>) -> String {
    let mut steps = credentials::example(api, example);
    let own = example.map(|op| &op.servers).filter(|servers| !servers.is_empty());
    if own.unwrap_or(&api.servers).first().is_none_or(|server| server.url.starts_with('/')) {
        steps.insert(0, ".base_url(\"https://...\")".to_owned());
    }
    let start = format!("{}::Client::builder()", api.name);
    let line = format!("{start}{}.build()?", steps.concat());
    if line.len() <= LONGEST {
        return line;
    }
    steps.push(".build()?".to_owned());
    steps.iter().fold(start, |text, step| text + "\n    " + step)
}

/// The operation with the fewest arguments, the first of those.
fn example(api: &Api) -> Option<&Operation> {
    api.operations.iter().min_by_key(|op| op.fields.iter().filter(|field| field.is_argument()).count())
}

fn arguments(op: &Operation) -> String {
    let names = op.fields.iter().filter(|field| field.is_argument()).map(|field| field.name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// `README.md`.
pub(super) fn readme(frame: &Frame<'_>) -> String {
    let Form::Crate(package) = &frame.options.form else { return String::new() };
    let api = frame.api;
    let groups: Vec<Value> =
        (0..api.groups.len()).filter(|&at| frame.has_operations(at)).map(|at| row(frame, at)).collect();
    let dropped = api.dropped.iter().map(|(what, why)| format!("{}: {}", docs::code(what), docs::one_line(why)));
    let header = docs::plain_line(frame.header().trim_start_matches("// ")).replace("--", "- -").replace('>', "");
    let view = View::from([
        ("header", header.into()),
        ("name", docs::one_line(&package.name).into()),
        ("body", crate_docs(frame).replace("```ignore", "```rust").into()),
        ("declared", api.generated_operations().into()),
        ("count", groups.len().into()),
        ("groups", Value::from(groups)),
        ("sliced", api.sliced_out.into()),
        ("dropped", Value::from(dropped.collect::<Vec<_>>())),
    ]);
    fill(include_str!("../../templates/README.md.j2"), view)
}

fn row(frame: &Frame<'_>, at: usize) -> Value {
    let group = &frame.api.groups[at];
    let all = frame.groups[at].iter().flat_map(|part| &part.operations);
    let count = all.filter(|op| op.variant_of.is_none()).count();
    let about = docs::summary(&group.docs, usize::MAX).replace('|', "\\|");
    Value::from(View::from([("name", group.name.as_str().into()), ("count", count.into()), ("about", about.into())]))
}

/// A TOML string.
pub(super) fn toml(text: &str) -> String {
    toml::Value::String(docs::plain_line(text)).to_string()
}
