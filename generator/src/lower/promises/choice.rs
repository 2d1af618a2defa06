//! `oneOf` and `anyOf` as a flat list of what a value can be.

use super::{Builder, parts, types};
use crate::document::{Discriminator, Schema, SchemaId, Schemas};
use crate::ir::promises::{Choice, ChoiceBranch, Fact, Keyword, Node, NodeId};
use crate::pointer::Pointer;
use crate::resolve::{self, ShapeKind};
use foldhash::HashSet;

impl Builder<'_, '_> {
    /// The choice that the place offers, if any.
    pub(super) fn choice(&mut self, node: &mut Node, ids: &[SchemaId], key: &[SchemaId]) {
        let schemas = &self.lower.resolved.document.schemas;
        let several = |id: &SchemaId| resolve::branches(&schemas[*id], schemas).len() > 1;
        let Some(part) = ids.iter().position(several) else {
            self.subclasses(node, key);
            if node.choice.is_none() && node.types.len() > 1 {
                types::split(&mut self.nodes, node);
            }
            return;
        };
        let schema = &schemas[ids[part]];
        let (flat, nullable) = flatten(schemas, resolve::branches(schema, schemas));
        if nullable && !node.is(Keyword::Nullable) {
            node.facts.insert(0, Fact { keyword: Keyword::Nullable, value: "true".to_owned(), part });
        }
        let word = if schema.one_of.len() > 1 { "oneOf" } else { "anyOf" };
        let tags: Vec<_> = flat.iter().map(|&branch| tags(schemas, schema.discriminator.as_deref(), branch)).collect();
        let discriminator = schema.discriminator.as_ref().map(|found| found.property.clone());
        self.offer(node, Choice { word, part, branches: vec![], discriminator }, flat.into_iter().zip(tags));
        self.further(node, ids);
    }

    /// The choices beside the first: what `oneOf` and `anyOf` of one schema, or several schemas of a place, offer besides.
    fn further(&mut self, node: &mut Node, ids: &[SchemaId]) {
        let schemas = &self.lower.resolved.document.schemas;
        let lists = ids.iter().enumerate().flat_map(|(part, &id)| {
            resolve::choices(&schemas[id], schemas).into_iter().map(move |(word, list)| (part, word, list))
        });
        for (part, word, list) in lists.skip(1).collect::<Vec<_>>() {
            let mut only = Node { parts: node.parts.clone(), ..Node::default() };
            let (flat, _) = flatten(schemas, list);
            let choice = Choice { word, part, branches: vec![], discriminator: None };
            self.offer(&mut only, choice, flat.into_iter().map(|branch| (branch, vec![])));
            let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or_else(|_| unreachable!("documents are limited")));
            self.nodes.push(only);
            node.further.push(id);
        }
    }

    /// A base class with a discriminator stands for its subclasses.
    fn subclasses(&mut self, node: &mut Node, key: &[SchemaId]) {
        let resolved = self.lower.resolved;
        let [id] = key else { return };
        if resolved.document.schemas[*id].discriminator.is_none() || resolved.shapes.find(*id).is_none() {
            return;
        }
        let ShapeKind::Union(union) = &resolved.shapes[resolved.use_of(*id).shape].kind else { return };
        if union.inherited {
            let part = node.parts.len() - 1;
            let discriminator = union.discriminator.clone();
            let choice = Choice { word: "allOf", part, branches: vec![], discriminator };
            let branches = union.branches.iter().map(|branch| branch.schema).zip(union.tags.iter().cloned());
            self.offer(node, choice, branches);
        }
    }

    fn offer(&mut self, node: &mut Node, mut choice: Choice, branches: impl Iterator<Item = (SchemaId, Vec<String>)>) {
        for (branch, tags) in branches {
            let origin = self.lower.resolved.document.schemas[branch].origin.clone().unwrap_or_else(Pointer::root);
            choice.branches.push(ChoiceBranch { origin, node: self.place(&[branch]), tags });
        }
        node.choice = Some(choice);
    }
}

/// The branches of a choice, those of choices within it in place of these, each choice once; and whether one of them
/// allows null.
fn flatten(schemas: &Schemas, mut open: Vec<SchemaId>) -> (Vec<SchemaId>, bool) {
    let (mut flat, mut nullable, mut opened) = (Vec::new(), false, HashSet::default());
    open.reverse();
    while let Some(branch) = open.pop() {
        let target = parts::bare_target(schemas, branch);
        if !is_mere_choice(&schemas[target], schemas) {
            flat.push(branch);
        } else if opened.insert(target) {
            nullable |= schemas[target].nullable;
            open.extend(resolve::branches(&schemas[target], schemas).into_iter().rev());
        }
    }
    (flat, nullable)
}

/// Whether a schema offers a choice and says nothing else.
fn is_mere_choice(schema: &Schema, schemas: &Schemas) -> bool {
    schema.reference.is_none()
        && schema.all_of.is_empty()
        && schema.properties.is_empty()
        && schema.discriminator.is_none()
        && resolve::branches(schema, schemas).len() > 1
}

/// The discriminator's values that choose a branch.
fn tags(schemas: &Schemas, discriminator: Option<&Discriminator>, branch: SchemaId) -> Vec<String> {
    let Some(discriminator) = discriminator else { return vec![] };
    let target = parts::bare_target(schemas, branch);
    let mapped = discriminator.mapping.iter().filter(|(_, to)| *to == Some(target) || *to == Some(branch));
    let mapped: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
    if mapped.is_empty() { schemas[target].name.clone().into_iter().collect() } else { mapped }
}
