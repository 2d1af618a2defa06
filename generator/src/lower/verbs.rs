//! Names of groups, methods and request structs: `customers().create()` and `CreateCustomer`.
//!
//! A vendor's operationId is used where it is a name. Where it is missing, or only repeats method and path
//! (`PostCustomersCustomer`), the REST convention names the call.

use super::docs;
use super::naming::words;
use super::singular::{is_plural, singular};
use crate::diag::{Code, Sink};
use crate::document::{Method, Operation};
use crate::ir::names::Scope;
use crate::ir::{FnName, Group, ModName, TypeName};
use crate::resolve::Resolved;
use foldhash::{HashMap, HashMapExt, HashSet};
use indexmap::IndexMap;

/// What the operations of the slice are called.
pub(super) struct Plans {
    pub(super) groups: Vec<Group>,
    pub(super) operations: Vec<Plan>,
}

/// What one operation is called.
pub(super) struct Plan {
    /// Index into the document's operations.
    pub(super) at: usize,
    /// Index into the groups.
    pub(super) group: usize,
    /// The method on the group.
    pub(super) method: FnName,
    /// Words of the request struct's name, not yet claimed.
    pub(super) request: String,
    /// The operationId, or `METHOD /path`.
    pub(super) id: String,
    /// Which of the calls that the media types of its body come to.
    pub(super) call: usize,
    /// For a call of its own for another media type of the body: the index of the operation's plan.
    pub(super) variant_of: Option<usize>,
}

/// Methods that every generated client has, and features that every generated crate has: a group is both.
const CLIENT_METHODS: &[&str] =
    &["builder", "new", "send", "inner", "from_inner", "clone", "call", "spec", "default", "serde"];

/// Names every operation of the slice.
pub(super) fn plan(resolved: &Resolved, sink: &mut Sink) -> Plans {
    let operations: Vec<&Operation> = resolved.operations.iter().map(|&at| &resolved.document.operations[at]).collect();
    let paths: HashSet<(Method, String)> = operations.iter().map(|o| (o.method, anonymous(&o.path))).collect();
    let style = IdStyle::of(&operations);
    let mut grouped: IndexMap<String, Vec<usize>> = IndexMap::new();
    for (at, operation) in operations.iter().enumerate() {
        let name: ModName = Scope::default().claim(&group_wire(operation));
        grouped.entry(name.as_str().to_owned()).or_default().push(at);
    }
    let wires: Vec<&str> = grouped.keys().map(String::as_str).collect();
    let mut modules = Scope::new(CLIENT_METHODS);
    let modules: Vec<ModName> = modules.claim_all(&wires);
    let handles: Vec<TypeName> = Scope::default().claim_all(&wires);
    let mut plans: Vec<Option<Plan>> = operations.iter().map(|_| None).collect();
    let mut seen_ids: HashMap<&str, usize> = HashMap::new();
    for (group, (wire, members)) in grouped.iter().enumerate() {
        let calls: Vec<Call> = members.iter().map(|&at| call(operations[at], &words(wire), &paths, &style)).collect();
        let methods: Vec<&str> = calls.iter().map(|call| call.method.as_str()).collect();
        let methods: Vec<FnName> = Scope::new(&["clone"]).claim_all(&methods);
        for ((&at, call), method) in members.iter().zip(&calls).zip(methods) {
            let id = id(operations[at]);
            let (at_document, request) = (resolved.operations[at], call.request.clone());
            plans[at] = Some(Plan { at: at_document, group, method, request, id, call: 0, variant_of: None });
        }
    }
    for operation in &operations {
        if let Some(id) = &operation.operation_id {
            let count = seen_ids.entry(id).or_default();
            *count += 1;
            if *count == 2 {
                sink.report(Code::DuplicateOperationId, &operation.origin, format!("`{id}` names several operations"));
            }
        }
    }
    let tags = &resolved.document.tags;
    let docs_of = |wire: &str| tags.iter().find(|tag| words(&tag.name).join("_") == *wire);
    let groups = modules.into_iter().zip(handles).zip(&wires).map(|((name, handle), wire)| Group {
        feature: name.as_str().replace('_', "-"),
        docs: docs::text(docs_of(wire).and_then(|tag| tag.description.as_deref())),
        name,
        handle,
    });
    Plans { groups: groups.collect(), operations: plans.into_iter().flatten().collect() }
}

fn id(operation: &Operation) -> String {
    match operation.operation_id.as_deref().map(str::trim) {
        Some(id) if !id.is_empty() => id.to_owned(),
        _ => format!("{} {}", operation.method.as_str(), operation.path),
    }
}

/// The path with parameters that have no names: two paths that differ only in them are one.
fn anonymous(path: &str) -> String {
    segments(path).iter().map(|s| if is_parameter(s) { "{}" } else { s }).collect::<Vec<_>>().join("/")
}

fn segments(path: &str) -> Vec<&str> {
    path.split('/').filter(|s| !s.is_empty()).collect()
}

fn is_parameter(segment: &str) -> bool {
    segment.starts_with('{')
}

/// Segments that name a version, not a resource.
fn is_version(segment: &str) -> bool {
    let bare = segment.trim_start_matches(['v', 'V']);
    !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '_'))
}

/// Literal segments that name resources, without extensions: `/api/v1/a/{id}.json` -> `a`.
fn nouns(path: &str) -> Vec<String> {
    let literals = segments(path).into_iter().filter(|s| !is_parameter(s) && !is_version(s));
    let all: Vec<&str> = literals.collect();
    let whole_api = |s: &&str| matches!(*s, "api" | "rest" | "latest" | "public");
    let start = all.iter().position(|s| !whole_api(s)).unwrap_or(all.len());
    all[start..].iter().map(|s| s.trim_end_matches(".json").trim_end_matches(".xml").to_owned()).collect()
}

fn group_wire(operation: &Operation) -> String {
    match operation.tags.iter().find(|tag| !words(tag).is_empty() && tag.as_str() != "default") {
        Some(tag) => tag.clone(),
        None => nouns(&operation.path).into_iter().next().unwrap_or_else(|| "root".to_owned()),
    }
}

/// The words of a call's two names.
struct Call {
    method: String,
    request: String,
}

/// First words of path segments that are calls, not resources.
const ACTIONS: &[&str] = &[
    "search",
    "find",
    "verify",
    "confirm",
    "capture",
    "cancel",
    "approve",
    "reject",
    "authorize",
    "archive",
    "restore",
    "send",
    "resend",
    "preview",
    "validate",
    "calculate",
    "apply",
    "attach",
    "detach",
    "increment",
    "activate",
    "deactivate",
    "enable",
    "disable",
    "close",
    "open",
    "pause",
    "resume",
    "finalize",
    "pay",
    "void",
    "mark",
    "refund",
    "reverse",
    "submit",
    "accept",
    "decline",
    "process",
    "collect",
    "export",
    "import",
    "sync",
    "refresh",
    "revoke",
    "remove",
    "add",
    "update",
    "create",
];

/// Verbs that stand alone as a method: `orders.create`.
const VERBS: &[&str] = &[
    "list", "get", "create", "update", "delete", "retrieve", "patch", "replace", "search", "send", "cancel", "remove",
    "add", "archive", "find", "fetch", "index", "show", "set", "put", "post", "insert", "query", "upsert", "merge",
];

fn call(operation: &Operation, group: &[String], paths: &HashSet<(Method, String)>, style: &IdStyle) -> Call {
    let Some(given) = given(operation).filter(|given| !(style.from_path && repeats(operation, given))) else {
        return conventional(operation, group, paths);
    };
    let given = match &style.namespace {
        Some(namespace) if given.len() > 1 && given.first() == Some(namespace) => given[1..].to_vec(),
        _ => given,
    };
    let method = without_group(&given, group);
    let one = singular(&group.join("_"));
    let request = match &method[..] {
        // `orders.create` and `create`: the verb first, as people say it.
        [verb] if VERBS.contains(&verb.as_str()) && (given.first() != Some(verb) || given.len() == 1) => {
            let noun = match tail_of_path(operation) {
                Some(noun) => noun,
                None if verb == "list" || verb == "search" => group.join("_"),
                None => one,
            };
            format!("{verb}_{noun}")
        }
        _ if given.len() > 2 || given.iter().any(|w| group.iter().any(|g| singular(g) == singular(w))) => {
            given.join("_")
        }
        _ => format!("{}_{}", given.join("_"), tail_of_path(operation).unwrap_or(one)),
    };
    let method = if method.is_empty() { conventional(operation, group, paths).method } else { method.join("_") };
    Call { method, request }
}

/// The words of the operationId, where it is a name.
fn given(operation: &Operation) -> Option<Vec<String>> {
    let id = operation.operation_id.as_deref()?;
    // HubSpot: `post-/crm/v3/objects/contacts_create`
    let id = match (id.contains('/'), id.rsplit_once('_')) {
        (true, Some((head, tail)))
            if head.contains('/') && head.to_ascii_lowercase().starts_with(method(operation)) =>
        {
            tail
        }
        _ => id,
    };
    let given = words(id);
    // What another script says cannot be a name, its numbers are none.
    let is_legible = id.chars().any(|c| c.is_ascii_alphanumeric());
    let hash = id.len() >= 20 && !id.contains(['_', '-', '.', ' ']) && id.chars().all(|c| c.is_ascii_hexdigit());
    (is_legible && !given.is_empty() && !hash).then_some(given)
}

/// Where the operationId carries the whole path: the path's last nouns, which say what the call is about.
fn tail_of_path(operation: &Operation) -> Option<String> {
    let id = operation.operation_id.as_deref()?;
    let (head, tail) = id.rsplit_once('_')?;
    let mut nouns = nouns(&operation.path);
    if !head.contains('/') || nouns.is_empty() {
        return None;
    }
    nouns.retain(|noun| words(noun) != words(tail));
    let from = nouns.len().saturating_sub(if nouns.len() > 3 { 2 } else { 1 });
    Some(nouns[from..].iter().map(|noun| singular(noun)).collect::<Vec<_>>().join("_"))
}

/// Whether an operationId only repeats method and path: `PostCustomersCustomer`.
fn repeats(operation: &Operation, given: &[String]) -> bool {
    let path: HashSet<String> = segments(&operation.path).iter().flat_map(|s| words(s)).collect();
    let filler = ["by", "id", "the", "a", "for", "of", "and", "json", "using"];
    given.first().is_some_and(|w| w == method(operation))
        && given[1..].iter().all(|w| path.contains(w) || filler.contains(&w.as_str()) || known_join(w, &path))
}

/// How a document makes its operationIds.
struct IdStyle {
    /// From method and path, not by a person.
    from_path: bool,
    /// A word that all of them start with: `calendar.events.insert`.
    namespace: Option<String>,
}

impl IdStyle {
    fn of(operations: &[&Operation]) -> Self {
        let ids: Vec<_> = operations.iter().filter_map(|operation| Some((operation, given(operation)?))).collect();
        let made = ids.iter().filter(|(operation, given)| repeats(operation, given)).count();
        let first = ids.first().and_then(|(_, given)| given.first());
        let shared = ids.len() > 2 && ids.iter().all(|(_, given)| given.len() > 1 && given.first() == first);
        // An API that only lists things has a verb there, not a namespace.
        let namespace = first.filter(|word| shared && !is_verb(word));
        Self { from_path: made * 10 > ids.len() * 7, namespace: namespace.cloned() }
    }
}

fn is_verb(word: &str) -> bool {
    VERBS.contains(&word) || ACTIONS.contains(&word)
}

/// Whether a word is several words of the path run together: `paymentintents`.
fn known_join(word: &str, path: &HashSet<String>) -> bool {
    path.iter().any(|p| p.len() > 3 && word.starts_with(p.as_str()) && path.contains(&word[p.len()..]))
}

fn method(operation: &Operation) -> &'static str {
    match operation.method {
        Method::Get => "get",
        Method::Put => "put",
        Method::Post => "post",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Patch => "patch",
        Method::Trace => "trace",
        Method::Query => "query",
    }
}

/// `given` without the group's words at its start or end, whatever their number.
fn without_group(given: &[String], group: &[String]) -> Vec<String> {
    let alike =
        |a: &[String]| a.len() == group.len() && a.iter().zip(group).all(|(x, y)| x == y || singular(x) == singular(y));
    if given.len() > group.len() && alike(&given[..group.len()]) {
        return given[group.len()..].to_vec();
    }
    if given.len() > group.len() && alike(&given[given.len() - group.len()..]) {
        return given[..given.len() - group.len()].to_vec();
    }
    given.to_vec()
}

/// Names by method and path.
fn conventional(operation: &Operation, group: &[String], paths: &HashSet<(Method, String)>) -> Call {
    let nouns = nouns(&operation.path);
    let all = segments(&operation.path);
    let on_item = all.last().is_some_and(|s| is_parameter(s));
    let has = |method: Method, path: &str| paths.contains(&(method, anonymous(path)));
    let last = nouns.last().cloned().unwrap_or_else(|| "root".to_owned());
    let after_item = all.len() > 1 && is_parameter(all[all.len() - 2]);
    let collection = has(Method::Get, &operation.path) || is_plural(&last);
    let action = !on_item && after_item && !collection;
    let says_verb = !on_item && words(&last).first().is_some_and(|w| ACTIONS.contains(&w.as_str()));
    let verb = match operation.method {
        Method::Get | Method::Post if says_verb => "",
        Method::Get if on_item || !is_plural(&last) => "get",
        Method::Get => "list",
        Method::Post if on_item => "update",
        Method::Post if action => "",
        // A resource of which there is one: `/customers/{id}/cash_balance`.
        Method::Post if after_item && !is_plural(&last) => "update",
        Method::Post if collection || nouns.len() == 1 => "create",
        Method::Post => "",
        Method::Put if has(Method::Patch, &operation.path) || has(Method::Post, &operation.path) => "replace",
        Method::Put | Method::Patch => "update",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Trace => "trace",
        Method::Query => "query",
    };
    let one = verb != "list";
    let mut parts: Vec<String> = nouns.iter().map(|noun| singular(noun)).collect();
    if !one && let Some(end) = parts.last_mut() {
        *end = last;
    }
    // `POST /payment_intents/{id}/confirm`: the action is the verb.
    let verb = if verb.is_empty() { parts.pop().unwrap_or_default() } else { verb.to_owned() };
    let wire = |parts: &[String]| parts.iter().flat_map(|p| words(p)).collect::<Vec<_>>();
    let described = wire(&parts);
    let group_is_first = !described.is_empty()
        && described.len() >= group.len()
        && described.iter().zip(group).all(|(a, b)| a == b || singular(a) == singular(b));
    let tail = if group_is_first { &described[group.len()..] } else { &described[..] };
    let tail = if without_group(&described, group).is_empty() { &[] } else { tail };
    let join =
        |tail: &[String]| std::iter::once(verb.clone()).chain(tail.iter().cloned()).collect::<Vec<_>>().join("_");
    Call { method: join(tail), request: join(&described) }
}
