//! OpenAPI Overlay 1.0: changes to a document, kept beside it (<https://spec.openapis.org/overlay/v1.0.0.html>).
//!
//! An action that matches nothing is an error: a fix that no longer applies must not rot silently.

use super::input::{self, Input, Options};
use super::tree::MAX_TOTAL_DEPTH;
use super::{Locator, Source, parse_source, text};
use crate::diag::{Code, Diagnostic, Sink, Stop};
use crate::pointer::Pointer;
use serde_json::{Map, Value};
use serde_json_path::{JsonPath, NormalizedPath, PathElement};

const HELP: &str = "see https://spec.openapis.org/overlay/v1.0.0.html; in a JSONPath, other names than letters, digits and \
                    `_` are written `['x-name']` (RFC 9535)";

/// An overlay that is well formed.
pub(super) struct Overlay {
    source: Source,
    actions: Vec<Action>,
}

struct Action {
    at: Pointer,
    target: String,
    path: JsonPath,
    change: Change,
}

enum Change {
    Remove,
    Update(Value),
}

impl Overlay {
    /// Reads an overlay; every mistake in it is pushed before it is refused.
    pub(super) fn read(from: &Input, options: &Options, sink: &mut Sink) -> Result<Self, Stop> {
        let source = text::decode(input::read(from, options, sink)?, sink);
        let mut value = parse_source(&source, sink)?.value;
        let mut complaints = Vec::new();
        let version = value.get("overlay").map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
        if !version.as_deref().is_some_and(|version| version == "1" || version.starts_with("1.")) {
            complaints.push((Pointer::root(), "`overlay: 1.0.0` is missing".to_owned()));
        }
        let mut actions = Vec::new();
        match value.get_mut("actions").map(Value::take) {
            Some(Value::Array(items)) if !items.is_empty() => {
                for (index, item) in items.into_iter().enumerate() {
                    let at = Pointer::root().push("actions").index(index);
                    match Action::read(item, at.clone()) {
                        Ok(action) => actions.push(action),
                        Err(message) => complaints.push((at, message)),
                    }
                }
            }
            _ => complaints.push((Pointer::root(), "`actions` must be a list with at least one action".to_owned())),
        }
        let overlay = Self { source, actions };
        if complaints.is_empty() {
            return Ok(overlay);
        }
        for (at, message) in complaints {
            overlay.complain(Code::OverlayInvalid, &at, message, HELP, sink);
        }
        Err(Stop)
    }

    /// Digest of the file.
    pub(super) fn digest(&self) -> [u8; 32] {
        self.source.digest
    }

    /// Changes the document, action after action.
    pub(super) fn apply(&self, value: &mut Value, sink: &mut Sink) -> Result<(), Stop> {
        let mut fine = true;
        for (index, action) in self.actions.iter().enumerate() {
            let problem = match action.apply(value) {
                Ok(0) => {
                    let message = format!("action {} matches nothing: `{}`", index + 1, action.target);
                    Some((Code::OverlayUnmatched, message, "the document has changed: correct the action or remove it"))
                }
                Ok(_) => None,
                Err(why) => {
                    let message = format!("action {} cannot be applied to `{}`: {why}", index + 1, action.target);
                    Some((Code::OverlayInvalid, message, "an update fits its target: an object an object"))
                }
            };
            if let Some((code, message, help)) = problem {
                self.complain(code, &action.at, message, help, sink);
                fine = false;
            }
        }
        if fine { Ok(()) } else { Err(Stop) }
    }

    /// The pointer is one of the overlay's, so the place is found at once.
    fn complain(&self, code: Code, at: &Pointer, message: String, help: &str, sink: &mut Sink) {
        let place = Locator::of_source(&self.source).place_of(at);
        sink.push(Diagnostic { place, ..Diagnostic::new(code, at, message).help(help) });
    }
}

impl Action {
    fn read(item: Value, at: Pointer) -> Result<Self, String> {
        let Value::Object(mut members) = item else { return Err("an action must be an object".to_owned()) };
        let Some(Value::String(target)) = members.remove("target") else {
            return Err("`target` is missing".to_owned());
        };
        let path = JsonPath::parse(&target).map_err(|error| format!("`{target}` is no JSONPath: {error}"))?;
        let change = match (members.remove("remove"), members.remove("update")) {
            (Some(Value::Bool(true)), _) => Change::Remove,
            (_, Some(update)) => Change::Update(update),
            (_, None) => return Err("there is neither `update` nor `remove: true`".to_owned()),
        };
        Ok(Self { at, target, path, change })
    }

    /// How many nodes it matched.
    fn apply(&self, root: &mut Value) -> Result<usize, String> {
        let mut found: Vec<Vec<Step>> = self.path.query_located(root).locations().map(steps).collect();
        found.sort();
        found.dedup();
        // From the end, so that removing an item moves none that is still to come.
        for steps in found.iter().rev() {
            match &self.change {
                Change::Remove => remove(root, steps)?,
                Change::Update(update) => {
                    if steps.len() + depth(update) > MAX_TOTAL_DEPTH {
                        return Err("the result would be nested too deeply".to_owned());
                    }
                    if let Some(node) = steps.iter().try_fold(&mut *root, child) {
                        merge_target(node, update)?;
                    }
                }
            }
        }
        Ok(found.len())
    }
}

/// One step of a location. The derived order puts later items and inner nodes last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Index(usize),
    Key(String),
}

fn steps(path: &NormalizedPath<'_>) -> Vec<Step> {
    let step = |element: &PathElement<'_>| match element {
        PathElement::Name(name) => Step::Key((*name).to_owned()),
        PathElement::Index(index) => Step::Index(*index),
    };
    path.iter().map(step).collect()
}

fn child<'v>(node: &'v mut Value, step: &Step) -> Option<&'v mut Value> {
    match step {
        Step::Key(key) => node.get_mut(key),
        Step::Index(index) => node.get_mut(index),
    }
}

fn remove(root: &mut Value, steps: &[Step]) -> Result<(), String> {
    let Some((last, before)) = steps.split_last() else {
        return Err("the document itself cannot be removed".to_owned());
    };
    match (before.iter().try_fold(root, child), last) {
        (Some(Value::Object(members)), Step::Key(key)) => {
            members.shift_remove(key);
        }
        (Some(Value::Array(items)), Step::Index(index)) if *index < items.len() => {
            items.remove(*index);
        }
        // What contained it was removed by the same action.
        _ => {}
    }
    Ok(())
}

/// An object is merged, a list gets the update as one more item, anything else is replaced by something simple.
fn merge_target(node: &mut Value, update: &Value) -> Result<(), String> {
    match (node, update) {
        (Value::Object(members), Value::Object(update)) => merge(members, update),
        (Value::Object(_), _) => return Err("the target is an object, the update is not".to_owned()),
        (Value::Array(items), update) => items.push(update.clone()),
        (_, Value::Object(_) | Value::Array(_)) => return Err("the target is neither object nor list".to_owned()),
        (simple, update) => *simple = update.clone(),
    }
    Ok(())
}

/// Objects are merged, lists are joined, anything else is replaced.
fn merge(members: &mut Map<String, Value>, update: &Map<String, Value>) {
    for (key, new) in update {
        match (members.get_mut(key), new) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (Some(Value::Array(old)), Value::Array(new)) => old.extend(new.iter().cloned()),
            (Some(old), new) => *old = new.clone(),
            (None, new) => {
                members.insert(key.clone(), new.clone());
            }
        }
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Object(members) => members.values().map(depth).max().unwrap_or(0) + 1,
        Value::Array(items) => items.iter().map(depth).max().unwrap_or(0) + 1,
        _ => 0,
    }
}
