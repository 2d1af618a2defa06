//! What is generated, decided: Rust names and types are final here. `render` only prints it, `diff` only compares it.

pub mod headers;
pub mod mapping;
pub mod names;
pub mod ops;
pub mod paging;
pub mod policy;
pub mod promises;
pub mod text;
pub mod types;

pub use headers::*;
pub use names::{CrateName, FieldName, FnName, ModName, TypeName, VariantName};
pub use ops::*;
pub use paging::{NextPage, Paging, PagingRule, Step};
pub use policy::{FailureRule, FailureTest, Idempotency, KeyPlace, Policy, RateLimit, ResetUnit, WebhookScheme};
pub use promises::Promises;
pub use types::*;

use crate::document::Dialect;

/// One vendor's API, ready to print.
#[derive(Debug, Clone)]
pub struct Api {
    /// The crate's or module's name.
    pub name: CrateName,
    /// `info.title`.
    pub title: String,
    /// `info.description`, as doc text.
    pub docs: Docs,
    /// `info.version`: the version this client speaks.
    pub version: String,
    /// SHA-256 of the source, lower-case hex.
    pub digest: String,
    /// What the source was.
    pub dialect: Dialect,
    /// The servers of operations that name none; the first is the default.
    pub servers: Vec<Server>,
    /// Ways to prove who calls, by the vendor's name.
    pub security_schemes: Vec<SecurityScheme>,
    /// Alternatives for operations that name none; within one, all are needed.
    pub security: Vec<Security>,
    /// What no document says.
    pub policy: Policy,
    /// The rules about pages as they are declared; [`Operation::paging`] is what became of them.
    pub paging: Vec<PagingRule>,
    /// Every type; [`TypeId`] is an index.
    pub types: Vec<TypeDef>,
    /// Modules of types, in the order they are printed; [`TypeDef::module`] is an index.
    pub modules: Vec<Module>,
    /// How operations are grouped for the fluent client; [`Operation::group`] is an index.
    pub groups: Vec<Group>,
    /// Every operation, in document order.
    pub operations: Vec<Operation>,
    /// What the vendor sends: webhooks and callbacks.
    pub events: Vec<Event>,
    /// How many operations the document declares.
    pub declared_operations: usize,
    /// How many of them the slice leaves out on purpose.
    pub sliced_out: usize,
    /// Operations that could not be generated: `METHOD /path` and why.
    pub dropped: Vec<(String, String)>,
    /// The longest chain of distinct types in a reference cycle; rustc's drop check recurses that deep.
    pub deepest_cycle: usize,
    /// What the document promises keyword by keyword; `None` where nothing compares it.
    pub promises: Option<Promises>,
}

impl Api {
    /// How many of the document's operations there are: several calls of one count once.
    pub fn generated_operations(&self) -> usize {
        self.operations.iter().filter(|operation| operation.variant_of.is_none()).count()
    }

    /// The type behind aliases. A chain of aliases longer than the list of types is a cycle.
    pub fn plain<'t>(&'t self, ty: &'t Ty) -> &'t Ty {
        let mut ty = ty;
        for _ in 0..self.types.len() {
            match ty {
                Ty::Named(id) => match &self.type_def(*id).kind {
                    TypeKind::Alias(target) => ty = target,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    /// The definition behind an id.
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0 as usize]
    }
}

/// Doc text: plain Markdown, one paragraph or more, without control characters; not yet escaped for Rust.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs(pub String);

impl Docs {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A file of types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// Its name.
    pub name: ModName,
    /// The cargo feature that its types need; `None`: always there.
    pub feature: Option<String>,
}

/// Operations that share a tag or a first path segment: `client.customers()`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Module and accessor name: `customers`.
    pub name: ModName,
    /// The handle's type name: `Customers`.
    pub handle: TypeName,
    /// The tag's description.
    pub docs: Docs,
    /// The cargo feature, named like the group.
    pub feature: String,
}
