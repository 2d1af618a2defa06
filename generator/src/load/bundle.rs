//! A document in several files -> one value in which every `$ref` is local.
//!
//! Each part of another file is put in once. What OpenAPI can keep under a name (schemas, parameters, answers ...) goes
//! to that section, under the name its file or key suggests, and all its users refer to it there; so a schema stays one
//! schema. What it cannot (`paths` as a whole, an operation, a value) replaces the `$ref` itself. A `$ref` that may not
//! or cannot be followed is reported and stays as it is.

mod files;
mod home;
mod inline;
mod mounts;
mod names;
mod shape;
mod target;

use self::files::{FileId, Files, MAIN};
use self::mounts::Mounts;
use self::names::Names;
use self::shape::{Node, Shape};
use self::target::Target;
use super::input::Options;
use super::tree::MAX_TOTAL_DEPTH;
use super::{Mount, Source};
use crate::diag::{Code, Severity, Sink, Stop};
use crate::document::Dialect;
use crate::pointer::Pointer;
use serde_json::{Map, Value};
use std::collections::{HashMap, VecDeque};

/// Where the parts of a document came from.
pub(super) struct Bundled {
    /// All files, the document first.
    pub(super) sources: Vec<Source>,
    /// Where their parts were put.
    pub(super) mounts: Vec<Mount>,
}

/// Puts the parts of other files into `value`.
pub(super) fn bundle(
    value: &mut Value,
    dialect: Dialect,
    main: Source,
    options: &Options,
    sink: &mut Sink,
) -> Result<Bundled, Stop> {
    let mut bundler = Bundler {
        dialect,
        files: Files::new(main, options),
        names: Names::default(),
        placed: HashMap::new(),
        pending: VecDeque::new(),
        inlining: Vec::new(),
        mounts: Mounts::default(),
        copied: 0,
        sink,
    };
    bundler.settle(value);
    bundler.walk(value, Shape::One(Node::Document), MAIN, &Pointer::root(), 0);
    bundler.finish(value);
    if bundler.sink.has(Severity::Error) {
        return Err(Stop);
    }
    Ok(Bundled { sources: bundler.files.sources, mounts: bundler.mounts.into_list() })
}

/// A node of another file.
type Id = (FileId, Pointer);

struct Bundler<'a> {
    dialect: Dialect,
    files: Files<'a>,
    names: Names,
    /// Where nodes of other files are, or will be.
    placed: HashMap<Id, Pointer>,
    /// Named parts that wait to be walked and put in.
    pending: VecDeque<(Node, String, Id)>,
    /// What is being put in place around the current node, to see a file that contains itself.
    inlining: Vec<Id>,
    mounts: Mounts,
    /// How much was copied, in about bytes.
    copied: u64,
    sink: &'a mut Sink,
}

impl Bundler<'_> {
    /// Puts in whole sections (`components: {schemas: {$ref: ...}}`) and notes which of their entries stand for a node
    /// of another file, so that others who refer to that node find it under the vendor's own name.
    fn settle(&mut self, root: &mut Value) {
        let components = Pointer::root().push("components");
        if let Some(node) = root.get_mut("components") {
            self.place(node, Shape::One(Node::Components), MAIN, &components);
        }
        for kind in Node::KEPT {
            let Some(section) = kind.section(self.dialect) else { continue };
            let at = section.iter().fold(Pointer::root(), |at, key| at.push(key));
            let Some(node) = section.iter().try_fold(&mut *root, |node, key| node.get_mut(key)) else { continue };
            let file = self.mounts.file_at(&components).unwrap_or(MAIN);
            self.place(node, Shape::Map(kind), file, &at);
            let Some(entries) = node.as_object() else { continue };
            for (name, entry) in entries {
                self.names.take(kind, name);
                self.reserve(entry, kind, &at, name);
            }
        }
    }

    fn reserve(&mut self, entry: &Value, kind: Node, section: &Pointer, name: &str) {
        let at = section.push(name);
        let file = self.mounts.file_at(&at).or(self.mounts.file_at(section)).unwrap_or(MAIN);
        let Some(members) = entry.as_object().filter(|members| members.len() == 1) else { return };
        let Some(to) = members.get("$ref").and_then(Value::as_str) else { return };
        if file == MAIN && to.starts_with('#') {
            return;
        }
        // What goes wrong here goes wrong again, and is reported, when the entry is walked.
        if let Ok(Target::Foreign(id)) = self.target(to, kind, file, &mut Sink::default()) {
            self.placed.entry(id).or_insert(at);
        }
    }

    fn walk(&mut self, node: &mut Value, shape: Shape, file: FileId, at: &Pointer, depth: usize) {
        // Only `settle` puts parts in before the walk, and not deeper than a section's entries.
        let file = if depth <= 3 { self.mounts.file_at(at).unwrap_or(file) } else { file };
        if depth > MAX_TOTAL_DEPTH {
            let message = "the document is refused: its files nest too deeply";
            return self.sink.report(Code::TooLarge, at, message);
        }
        let before = self.inlining.len();
        let file = self.place(node, shape, file, at);
        match node {
            Value::Object(members) => {
                if shape == Shape::One(Node::Discriminator) {
                    self.mapping(members, file);
                }
                for (key, member) in members {
                    let at = at.push(key);
                    let file =
                        if self.inlining.len() > before { self.mounts.file_at(&at).unwrap_or(file) } else { file };
                    self.walk(member, shape.member(key), file, &at, depth + 1);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.walk(item, shape.item(), file, &at.index(index), depth + 1);
                }
            }
            _ => {}
        }
        self.inlining.truncate(before);
    }

    /// Follows the `$ref` of a node until it is local or gone; gives the file that the node's members are of.
    fn place(&mut self, node: &mut Value, shape: Shape, file: FileId, at: &Pointer) -> FileId {
        let mut file = file;
        while let Some(to) = node.get("$ref").and_then(Value::as_str) {
            if file == MAIN && to.starts_with('#') {
                break;
            }
            let Some(next) = self.step(node, shape, file, at) else { break };
            file = next;
        }
        file
    }

    /// Follows one `$ref`. The file of what replaced it; `None` when the `$ref` stays.
    fn step(&mut self, node: &mut Value, shape: Shape, file: FileId, at: &Pointer) -> Option<FileId> {
        let kind = match shape {
            Shape::One(kind) => kind,
            Shape::Map(_) | Shape::List(_) => Node::Plain,
        };
        let members = node.as_object_mut()?;
        let to = members.get("$ref")?.as_str()?.to_owned();
        let mut findings = Sink::default();
        let found = self.target(&to, kind, file, &mut findings);
        findings.found().iter().for_each(|found| self.sink.push(found.clone()));
        match found {
            Err(problem) => {
                self.complain(&to, kind, problem, at);
                None
            }
            Ok(Target::Text(text)) => {
                *node = Value::String(text);
                Some(MAIN)
            }
            Ok(Target::Local(pointer)) => {
                members.insert("$ref".to_owned(), Value::String(fragment(&pointer)));
                None
            }
            Ok(Target::Foreign(id)) => match self.home(kind, &id, at) {
                Some(home) => {
                    members.insert("$ref".to_owned(), Value::String(fragment(&home)));
                    None
                }
                None => self.inline(node, id, file, at),
            },
        }
    }

    /// Walks the named parts, which can name others, and puts them into their sections.
    fn finish(&mut self, root: &mut Value) {
        while let Some((kind, name, id)) = self.pending.pop_front() {
            let Some(section) = kind.section(self.dialect) else { continue };
            let at = section.iter().fold(Pointer::root(), |at, key| at.push(key)).push(&name);
            let Some(mut value) = self.copy(&id, &at) else { continue };
            self.mounts.add(at.clone(), id.0, id.1.clone());
            self.walk(&mut value, Shape::One(kind), id.0, &at, section.len() + 1);
            let entries = section.iter().fold(&mut *root, |node, key| member(node, key));
            object(entries).insert(name, value);
        }
    }

    /// `discriminator.mapping` refers to schemas by bare text.
    fn mapping(&mut self, discriminator: &mut Map<String, Value>, file: FileId) {
        let Some(mapping) = discriminator.get_mut("mapping").and_then(Value::as_object_mut) else { return };
        for value in mapping.values_mut() {
            let Some(to) = value.as_str() else { continue };
            let is_file = [".yaml", ".yml", ".json"].iter().any(|end| to.ends_with(end));
            if (file == MAIN && to.starts_with('#')) || !(is_file || to.contains(['#', '/'])) {
                continue;
            }
            let pointer = match self.target(to, Node::Schema, file, &mut Sink::default()) {
                Ok(Target::Local(pointer)) => Some(pointer),
                Ok(Target::Foreign(id)) => self.home(Node::Schema, &id, &Pointer::root()),
                Ok(Target::Text(_)) | Err(_) => None,
            };
            if let Some(pointer) = pointer {
                *value = Value::String(fragment(&pointer));
            }
        }
    }
}

/// A pointer as `$ref` writes it: `%` would start an escape there (RFC 3986).
fn fragment(pointer: &Pointer) -> String {
    pointer.as_str().replace('%', "%25")
}

fn object(node: &mut Value) -> &mut Map<String, Value> {
    if !node.is_object() {
        *node = Value::Object(Map::new());
    }
    match node {
        Value::Object(members) => members,
        _ => unreachable!("it was made an object above"),
    }
}

fn member<'v>(node: &'v mut Value, key: &str) -> &'v mut Value {
    object(node).entry(key).or_insert(Value::Null)
}
