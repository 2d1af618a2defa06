//! A part of another file in the place of its `$ref`.

use super::files::FileId;
use super::{Bundler, Id, target};
use crate::diag::Code;
use crate::pointer::Pointer;
use serde_json::Value;

impl Bundler<'_> {
    /// Replaces a `$ref` by what it leads to. Members beside the `$ref` win.
    pub(super) fn inline(&mut self, node: &mut Value, id: Id, file: FileId, at: &Pointer) -> Option<FileId> {
        if self.inlining.contains(&id) {
            let message = format!("`{}` contains itself here", self.files.name(id.0));
            self.sink.report(Code::RefCycle, at, message);
            return None;
        }
        let target = self.copy(&id, at)?;
        let beside = std::mem::replace(node, target).as_object_mut().map(std::mem::take).unwrap_or_default();
        self.placed.entry(id.clone()).or_insert_with(|| at.clone());
        self.inlining.push(id.clone());
        if let Some(members) = node.as_object_mut() {
            for (key, value) in beside.into_iter().filter(|(key, _)| key != "$ref") {
                let origin = self.mounts.origin(at, file).push(&key);
                self.mounts.add(at.push(&key), file, origin);
                members.insert(key, value);
            }
        }
        let source = id.0;
        self.mounts.add(at.clone(), source, id.1);
        Some(source)
    }

    /// A copy of a node, while the document is within its bounds.
    pub(super) fn copy(&mut self, id: &Id, at: &Pointer) -> Option<Value> {
        let value = target::within(self.files.value(id.0), &id.1)?;
        self.copied += weight(value);
        if self.copied > self.files.bytes().saturating_mul(10).saturating_add(1 << 24) {
            self.sink.report(Code::TooLarge, at, "the document is refused: its files contain each other too often");
            return None;
        }
        Some(value.clone())
    }
}

/// About how many bytes a copy takes.
fn weight(value: &Value) -> u64 {
    match value {
        Value::Object(members) => members.iter().map(|(key, value)| key.len() as u64 + weight(value)).sum::<u64>() + 16,
        Value::Array(items) => items.iter().map(weight).sum::<u64>() + 16,
        Value::String(text) => text.len() as u64 + 16,
        _ => 16,
    }
}
