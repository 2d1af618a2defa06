//! The members of a request that ask for a page, read and set by their wire names: no code per operation.

use super::error::{PageError, Reason};
use crate::codec::object::{Readable, Table, Written};
use crate::codec::{read_tree_into, to_value};
use crate::pointer::{split, unescaped};
use crate::spec::{OperationSpec, Part};
use serde_json::{Map, Value};

/// A member, or a place within one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Member {
    /// Its name in the rule.
    name: &'static str,
    at: usize,
    /// JSON pointer from there.
    below: &'static str,
}

impl Member {
    /// Finds what a rule names: a key of the table, a name on the wire, or a pointer into the body.
    pub(super) fn find(spec: &'static OperationSpec, table: &Table, name: &'static str) -> Result<Self, PageError> {
        let all = || table.members.iter().zip(spec.places).enumerate();
        let named = |(_, (member, place)): &(usize, (&crate::codec::Member, &crate::spec::Place)), wanted: &str| {
            if place.name.is_empty() { member.wire == wanted } else { place.name == wanted }
        };
        let found = if let Some((first, rest)) = split(name) {
            let whole = all().find(|(_, (_, place))| place.part == Part::WholeBody).map(|(at, _)| (at, name));
            let first = unescaped(first);
            let part = || all().find(|it| it.1.1.part == Part::Body && named(it, &first)).map(|(at, _)| (at, rest));
            whole.or_else(part)
        } else {
            let by_key = all().find(|(_, (member, _))| member.wire == name);
            by_key.or_else(|| all().find(|it| named(it, name))).map(|(at, _)| (at, ""))
        };
        let (at, below) = found.ok_or(Reason::NoMember(name))?;
        Ok(Self { name, at, below })
    }

    /// What it is now; null where it is not set.
    pub(super) fn get(self, request: &dyn Written) -> Result<Value, PageError> {
        let whole = self.whole(request)?;
        Ok(whole.pointer(self.below).cloned().unwrap_or_default())
    }

    /// Sets it. What stands around it in the body stays, and is made where it is not there.
    pub(super) fn set<R: Written + Readable>(self, request: &mut R, value: &Value) -> Result<(), PageError> {
        let changed;
        let tree = if self.below.is_empty() {
            value
        } else {
            let mut whole = self.whole(request)?;
            put(&mut whole, self.below, value);
            changed = whole;
            &changed
        };
        let set = read_tree_into(request.member_mut(self.at), tree);
        set.map_err(|error| Reason::Refused(self.name, error).into())
    }

    fn whole(self, request: &dyn Written) -> Result<Value, PageError> {
        let member = request.member(self.at);
        to_value(member).map_err(|error| Reason::Unwritten(self.name, error).into())
    }
}

/// Puts a value at the place of a pointer; what is no object on the way becomes one.
fn put(tree: &mut Value, pointer: &str, value: &Value) {
    let Some((first, rest)) = split(pointer) else {
        value.clone_into(tree);
        return;
    };
    if let Value::Array(items) = tree
        && let Some(item) = first.parse().ok().and_then(|at: usize| items.get_mut(at))
    {
        return put(item, rest, value);
    }
    if !tree.is_object() {
        *tree = Value::Object(Map::new());
    }
    if let Value::Object(members) = tree {
        put(members.entry(unescaped(first)).or_insert(Value::Null), rest, value);
    }
}
