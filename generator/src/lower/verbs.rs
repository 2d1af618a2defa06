//! Names of groups, methods and request structs: `customers().create()` and `CreateCustomer`.
//!
//! A vendor's operationId is used where it is a name. Where it is missing, or only repeats method and path
//! (`PostCustomersCustomer`), the REST convention names the call.

mod call;
mod convention;
mod id;
mod known;
mod path;

use super::docs;
use super::naming::words;
use crate::diag::{Code, Sink};
use crate::document::{Method, Operation};
use crate::ir::names::Scope;
use crate::ir::{FnName, Group, ModName, TypeName};
use crate::resolve::Resolved;
use call::{Call, call};
use foldhash::{HashMap, HashMapExt, HashSet};
use id::IdStyle;
use indexmap::IndexMap;
use path::{anonymous, nouns};

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

fn group_wire(operation: &Operation) -> String {
    match operation.tags.iter().find(|tag| !words(tag).is_empty() && tag.as_str() != "default") {
        Some(tag) => tag.clone(),
        None => nouns(&operation.path).into_iter().next().unwrap_or_else(|| "root".to_owned()),
    }
}
