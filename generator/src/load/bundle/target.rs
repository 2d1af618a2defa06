//! The text of a `$ref` -> what it leads to, through files and the `$ref`s on the way.

use super::files::{FileId, Files, MAIN, Problem, percent_decoded};
use super::shape::Node;
use super::{Bundler, Id};
use crate::diag::{Code, Diagnostic, Sink};
use crate::pointer::Pointer;
use serde_json::Value;

/// How many `$ref`s may stand on the way to a node.
const MAX_HOPS: usize = 50;

/// Files whose text is a value in itself, where a value may stand (`description: {$ref: intro.md}`).
const TEXTS: [&str; 6] = [".md", ".txt", ".html", ".xml", ".csv", ".graphql"];

/// What a `$ref` leads to.
pub(super) enum Target {
    /// A place of the document itself.
    Local(Pointer),
    /// A node of another file.
    Foreign(Id),
    /// The text of a file that is no document.
    Text(String),
}

impl Bundler<'_> {
    /// Finds what a `$ref` in `file` leads to.
    pub(super) fn target(&mut self, to: &str, kind: Node, file: FileId, sink: &mut Sink) -> Result<Target, Problem> {
        let (path, fragment) = to.split_once('#').unwrap_or((to, ""));
        let is_value = matches!(kind, Node::Plain | Node::Data);
        if path.is_empty() {
            return self.files.follow(file, fragment, sink);
        }
        if kind == Node::Schema && self.names.has(Node::Schema, path) && fragment.is_empty() {
            let section = kind.section(self.dialect).unwrap_or_default();
            return Ok(Target::Local(section.iter().fold(Pointer::root(), |at, key| at.push(key)).push(path)));
        }
        if is_value && TEXTS.iter().any(|end| path.ends_with(end)) {
            return self.files.text(file, path, sink).map(Target::Text);
        }
        // In a value, `$ref` may be anything; only what looks like a document is opened.
        let is_document = [".yaml", ".yml", ".json"].iter().any(|end| path.ends_with(end));
        if kind == Node::Data && !is_document {
            return Err(Problem::Missing(format!("`{path}` is no document")));
        }
        let opened = self.files.open(file, path, sink)?;
        self.files.follow(opened, fragment, sink)
    }

    /// Says why a `$ref` stays as it is. In the vendor's own values it may be meant as it is.
    pub(super) fn complain(&mut self, to: &str, kind: Node, problem: Problem, at: &Pointer) {
        let found = match problem {
            Problem::TooLarge(why) => Diagnostic::new(Code::TooLarge, at, why),
            _ if kind == Node::Data => return,
            Problem::Broken => return,
            Problem::Forbidden(why) => Diagnostic::new(Code::ForbiddenRef, at, why).help(
                "only files in the document's folder are read; put the file there and refer to it by its relative path",
            ),
            Problem::Missing(why) => {
                Diagnostic::new(Code::UnresolvedRef, at, format!("`$ref: {to}` points at nothing: {why}"))
            }
        };
        self.sink.push(found);
    }
}

impl Files<'_> {
    /// Walks down a fragment. Where a `$ref` stands on the way, the way goes on behind it.
    fn follow(&mut self, file: FileId, fragment: &str, sink: &mut Sink) -> Result<Target, Problem> {
        let mut file = file;
        let mut keys = keys(fragment)?;
        for _ in 0..MAX_HOPS {
            if file == MAIN {
                return Ok(Target::Local(pointer(&keys)));
            }
            let Some((at, to)) = first_ref(self.value(file), &keys) else {
                let pointer = pointer(&keys);
                return match within(self.value(file), &pointer) {
                    Some(Value::Object(_) | Value::Array(_) | Value::Bool(_)) => Ok(Target::Foreign((file, pointer))),
                    _ => Err(Problem::Missing(format!("`{}` has no object at `{pointer}`", self.name(file)))),
                };
            };
            let (path, fragment) = to.split_once('#').unwrap_or((&to, ""));
            let mut onward = self::keys(fragment)?;
            onward.extend(keys.drain(at..));
            if !path.is_empty() {
                file = self.open(file, path, sink)?;
            }
            keys = onward;
        }
        Err(Problem::Missing("the way there never ends".to_owned()))
    }
}

/// The first object on the way that is a `$ref` and does not have the next key itself.
fn first_ref(value: &Value, keys: &[String]) -> Option<(usize, String)> {
    let mut node = value;
    for (index, key) in keys.iter().enumerate() {
        match child(node, key) {
            Some(next) => node = next,
            None => return Some((index, node.get("$ref")?.as_str()?.to_owned())),
        }
    }
    None
}

/// The node at a pointer.
pub(super) fn within<'v>(value: &'v Value, pointer: &Pointer) -> Option<&'v Value> {
    pointer.keys().try_fold(value, |node, key| child(node, &key))
}

fn child<'v>(node: &'v Value, key: &str) -> Option<&'v Value> {
    match node {
        Value::Object(members) => members.get(key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The keys of a fragment, which may be percent-encoded.
fn keys(fragment: &str) -> Result<Vec<String>, Problem> {
    let plain = percent_decoded(fragment);
    Pointer::parse(&format!("#{plain}"))
        .map(|pointer| pointer.keys().collect())
        .ok_or_else(|| Problem::Missing(format!("`#{plain}` is not a JSON pointer")))
}

fn pointer(keys: &[String]) -> Pointer {
    keys.iter().fold(Pointer::root(), |at, key| at.push(key))
}
