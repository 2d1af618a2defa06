//! What the document promises, keyword by keyword: [`Promises`], for `diff`.
//!
//! Order of steps: operations and events name the schemas they carry; components that nothing carries follow; a work list
//! then makes a node of each, so that no chain of schemas can exhaust the stack.

mod calls;
mod choice;
mod facts;
mod parts;
mod types;

use super::{Lower, constants};
use crate::document::{Additional, Schema, SchemaId, Schemas};
use crate::ir::promises::{Component, Member, Node, NodeId, Others, Promises};
use crate::ir::{Operation, Ty};
use crate::pointer::Pointer;
use crate::resolve::{self, Use};
use foldhash::{HashMap, HashSet};
use indexmap::IndexMap;
use std::collections::VecDeque;

impl Lower<'_> {
    /// What is promised of the operations, of which `at` gives the place in the document, and of all events.
    pub(super) fn promises(&mut self, operations: &[Operation], at: &[usize]) -> Promises {
        let joined = joined(&self.resolved.document.schemas);
        let mut builder =
            Builder { lower: self, nodes: Vec::new(), known: HashMap::default(), queue: VecDeque::new(), joined };
        let calls = builder.calls(operations, at);
        let sent = builder.sent();
        builder.work();
        let components = builder.components();
        builder.work();
        let document = &builder.lower.resolved.document;
        let tags = document.tags.iter().map(|tag| (tag.name.clone(), tag.description.clone())).collect();
        Promises { nodes: builder.nodes, components, calls, sent, tags }
    }
}

/// The state of the work list.
struct Builder<'l, 'a> {
    lower: &'l mut Lower<'a>,
    nodes: Vec<Node>,
    /// Nodes by the schemas that say them.
    known: HashMap<Vec<SchemaId>, NodeId>,
    queue: VecDeque<(NodeId, Vec<SchemaId>)>,
    /// What `resolve` made of several schemas at one place.
    joined: HashMap<Vec<SchemaId>, SchemaId>,
}

impl Builder<'_, '_> {
    /// The node of a place that these schemas describe together, made now or later.
    fn place(&mut self, ids: &[SchemaId]) -> NodeId {
        let schemas = &self.lower.resolved.document.schemas;
        let mut key = Vec::with_capacity(ids.len());
        for id in ids.iter().map(|&id| parts::bare_target(schemas, id)) {
            if !key.contains(&id) {
                key.push(id);
            }
        }
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or_else(|_| unreachable!("documents are limited")));
        self.nodes.push(Node::default());
        self.known.insert(key.clone(), id);
        self.queue.push_back((id, key));
        id
    }

    fn work(&mut self) {
        while let Some((id, key)) = self.queue.pop_front() {
            self.nodes[id.0 as usize] = self.node(&key);
        }
    }

    /// Every named schema; in a slice, those that it reaches.
    fn components(&mut self) -> Vec<Component> {
        let resolved = self.lower.resolved;
        let mut found = Vec::new();
        for (name, &id) in &resolved.document.schemas.named {
            let target = parts::bare_target(&resolved.document.schemas, id);
            if resolved.whole || self.known.contains_key(&vec![target]) {
                let origin = resolved.document.schemas[id].origin.clone().unwrap_or_else(Pointer::root);
                found.push(Component { name: name.clone(), origin, node: self.place(&[id]) });
            }
        }
        found
    }

    fn node(&mut self, key: &[SchemaId]) -> Node {
        let schemas = &self.lower.resolved.document.schemas;
        let ids = parts::of(schemas, key);
        let mut node = facts::fold(schemas, &ids);
        node.component = match key {
            [only] => schemas[*only].name.clone(),
            _ => None,
        };
        self.rust(&mut node, key);
        self.members(&mut node, &ids);
        self.inside(&mut node, &ids);
        self.choice(&mut node, &ids, key);
        node
    }

    /// What the place became in Rust.
    fn rust(&mut self, node: &mut Node, key: &[SchemaId]) {
        let resolved = self.lower.resolved;
        let id = match key {
            [only] => Some(*only),
            several => self.joined.get(several).copied(),
        };
        let Some(id) = id.filter(|&id| resolved.shapes.find(id).is_some()) else { return };
        let place: Use = resolved.use_of(id);
        let ty = match constants::value(&resolved.shapes, &place) {
            Some(value) if !self.lower.ids.contains_key(&place.shape) => Some(constants::ty(&value)),
            _ => self.lower.quiet_ty(&place),
        };
        node.named = match ty {
            Some(Ty::Named(id)) => Some(id),
            _ => None,
        };
        node.ty = ty;
    }

    fn members(&mut self, node: &mut Node, ids: &[SchemaId]) {
        let schemas = &self.lower.resolved.document.schemas;
        let mut members: IndexMap<&str, Vec<SchemaId>> = IndexMap::new();
        let mut required: HashMap<&str, usize> = HashMap::default();
        for (part, &id) in ids.iter().enumerate() {
            for (wire, &value) in &schemas[id].properties {
                members.entry(wire).or_default().push(value);
            }
            for wire in &schemas[id].required {
                required.entry(wire).or_insert(part);
            }
        }
        let asked =
            ids.iter().enumerate().flat_map(|(part, &id)| schemas[id].required.iter().map(move |wire| (wire, part)));
        for (wire, part) in asked.filter(|(wire, _)| !members.contains_key(wire.as_str())) {
            if !node.required_names.iter().any(|(known, _)| known == wire) {
                node.required_names.push((wire.clone(), part));
            }
        }
        for (wire, values) in members {
            let last = values.last().and_then(|&id| schemas[id].origin.clone());
            node.members.push(Member {
                wire: wire.to_owned(),
                origin: last.unwrap_or_else(|| node.origin()),
                required: required.get(wire).copied(),
                node: self.place(&values),
            });
        }
    }

    /// Items, and members that are not named.
    fn inside(&mut self, node: &mut Node, ids: &[SchemaId]) {
        let schemas = &self.lower.resolved.document.schemas;
        let structured = ids.iter().filter(|&&id| !schemas[id].properties.is_empty()).count();
        let (mut items, mut additional) = (Vec::new(), Additional::Unsaid);
        for &id in ids {
            let schema: &Schema = &schemas[id];
            items.extend(schema.items);
            match schema.additional {
                Additional::Unsaid => {}
                // `false` in one member would forbid the members of the others: nobody means that.
                Additional::Forbidden if structured > 1 => {}
                said => additional = said,
            }
        }
        node.items = (!items.is_empty()).then(|| self.place(&items));
        node.others = match additional {
            Additional::Unsaid => Others::Unsaid,
            Additional::Forbidden => Others::Forbidden,
            Additional::Any => Others::Any,
            Additional::Schema(each) => Others::Each(self.place(&[each])),
        };
        for &id in ids {
            for (pattern, each) in &schemas[id].pattern_properties {
                node.patterns.push((pattern.clone(), self.place(&[*each])));
            }
            if !schemas[id].prefix_items.is_empty() {
                node.first_items = schemas[id].prefix_items.iter().map(|&item| self.place(&[item])).collect();
            }
        }
    }
}

impl Lower<'_> {
    /// The type of a value, without saying again what was said when it was generated.
    fn quiet_ty(&mut self, place: &Use) -> Option<Ty> {
        let resolved = self.resolved;
        let kind = &resolved.shapes[place.shape].kind;
        if super::naming::is_type(kind) {
            return self.ids.get(&place.shape).copied().map(Ty::Named);
        }
        match kind {
            resolve::ShapeKind::String(format) => {
                let found = super::scalars::string(format.as_deref(), self.facts(place), self.options.types);
                Some(found.unwrap_or(Ty::String))
            }
            resolve::ShapeKind::Array(item) => Some(Ty::List(Box::new(self.quiet_ty(item)?))),
            resolve::ShapeKind::Map(item) => Some(Ty::Map(Box::new(self.quiet_ty(item)?))),
            _ => Some(self.ty(place, false)),
        }
    }
}

/// Schemas that `resolve` made where several describe one place, by those.
fn joined(schemas: &Schemas) -> HashMap<Vec<SchemaId>, SchemaId> {
    let mut found = HashMap::default();
    for id in schemas.ids().filter(|&id| schemas[id].all_of.len() > 1 && schemas[id].name.is_none()) {
        let mut seen = HashSet::default();
        let all = schemas[id].all_of.iter().map(|&part| parts::bare_target(schemas, part));
        found.entry(all.filter(|&part| seen.insert(part)).collect()).or_insert(id);
    }
    found
}
