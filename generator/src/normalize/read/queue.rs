//! Schemas get their ids when they are met and are read later, first met first read.
//!
//! So a chain of `$ref`s or of nested schemas costs no stack, and a schema that is met twice is read once.

use super::Node;
use crate::document::{Schema, SchemaId, Schemas};
use foldhash::HashMap;
use serde_json::Value;
use std::collections::VecDeque;

/// What a value that is read as a schema is to its surroundings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A schema.
    Schema,
    /// A branch of allOf, oneOf or anyOf: what it requires may be declared beside it.
    Branch,
    /// A Swagger 2.0 parameter or header, which is its own schema; its description is the parameter's.
    Parameter,
    /// A Swagger 2.0 formData parameter, which becomes a property of the body.
    FormField,
}

/// A schema to be read.
#[derive(Debug)]
pub(crate) struct Task<'d> {
    /// The schema as it stands.
    pub(crate) node: Node<'d>,
    /// Its key in the section of named schemas.
    pub(crate) name: Option<String>,
    /// What it is to its surroundings.
    pub(crate) role: Role,
    /// An `enum` that stands on the list but lists what its items may be.
    pub(crate) lent_enum: Option<&'d Value>,
}

/// A schema that has an id and waits.
enum Waiting<'d> {
    Read(Task<'d>),
    Made(Box<Schema>),
}

/// Hands out ids in the order of waiting, which is the order of the arena.
#[derive(Default)]
pub(crate) struct Queue<'d> {
    next: u32,
    known: HashMap<usize, SchemaId>,
    waiting: VecDeque<Waiting<'d>>,
    /// The finished ones.
    pub(crate) schemas: Schemas,
}

impl<'d> Queue<'d> {
    /// The id of the schema that stands at `node`.
    pub(crate) fn schema(&mut self, node: Node<'d>, role: Role) -> SchemaId {
        self.task(Task { node, name: None, role, lent_enum: None })
    }

    /// The id of a schema in the section of named schemas; a name that is taken stays with the first.
    pub(crate) fn named(&mut self, node: Node<'d>, name: &str) {
        if !self.schemas.named.contains_key(name) {
            let id = self.task(Task { node, name: Some(name.to_owned()), role: Role::Schema, lent_enum: None });
            self.schemas.named.insert(name.to_owned(), id);
        }
    }

    /// The id of the schema of a task, new or known.
    pub(crate) fn task(&mut self, task: Task<'d>) -> SchemaId {
        let address = task.node.address();
        if matches!(task.role, Role::Parameter | Role::FormField) {
            return self.push(Waiting::Read(task));
        }
        if let Some(&id) = self.known.get(&address) {
            return id;
        }
        let id = self.push(Waiting::Read(task));
        self.known.insert(address, id);
        id
    }

    /// The id of a schema that a rule made up.
    pub(crate) fn made(&mut self, schema: Schema) -> SchemaId {
        self.push(Waiting::Made(Box::new(schema)))
    }

    /// Finishes made-up schemas until one is to be read, and gives that.
    pub(crate) fn pop(&mut self) -> Option<Task<'d>> {
        loop {
            match self.waiting.pop_front()? {
                Waiting::Read(task) => return Some(task),
                Waiting::Made(schema) => self.schemas.add(*schema),
            };
        }
    }

    fn push(&mut self, waiting: Waiting<'d>) -> SchemaId {
        let id = SchemaId(self.next);
        self.next += 1;
        self.waiting.push_back(waiting);
        id
    }
}
