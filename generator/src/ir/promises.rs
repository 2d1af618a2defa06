//! What the document promises on the wire, keyword by keyword, before it became Rust: what `diff` compares.
//!
//! A [`Node`] is what one place says of a value, whatever schemas say it: `$ref`s are followed, `allOf` is folded, a choice
//! of one is no choice. Each fact remembers which schema said it, so that one edit of a shared schema is one edit, however
//! many places reach it. It is kept only where it is asked for: clients are generated without. (What mocks serve and contract
//! tests check is made by the stage of that name, from types.)

mod calls;

pub use calls::*;

use super::{Ty, TypeId};
use crate::document::JsonType;
use crate::pointer::Pointer;

/// Index into [`Promises::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// Everything that is promised.
#[derive(Debug, Clone, Default)]
pub struct Promises {
    /// Every place that says something of its own.
    pub nodes: Vec<Node>,
    /// The named schemas in document order; those that no operation reaches only where nothing is sliced out.
    pub components: Vec<Component>,
    /// The operations, in the order of [`Api::operations`](super::Api::operations).
    pub calls: Vec<Call>,
    /// What the vendor sends.
    pub sent: Vec<Sent>,
    /// The declared tags, with their descriptions.
    pub tags: Vec<(String, Option<String>)>,
}

impl Promises {
    /// The node behind an id.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
}

/// A named schema.
#[derive(Debug, Clone)]
pub struct Component {
    /// Its key in `components.schemas` or `definitions`.
    pub name: String,
    /// Where it stands.
    pub origin: Pointer,
    /// What it says.
    pub node: NodeId,
}

/// What one place says of a value.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// The schemas that say it, the place's own last.
    pub parts: Vec<Pointer>,
    /// The name of the component that it is.
    pub component: Option<String>,
    /// What it became in Rust; `None`: nothing that is generated reaches it.
    pub ty: Option<Ty>,
    /// The Rust type that it is.
    pub named: Option<TypeId>,
    /// The allowed JSON types without null; empty: any.
    pub types: Vec<JsonType>,
    /// What stands in a keyword of its own, in the order of [`Keyword`].
    pub facts: Vec<Fact>,
    /// Known values as JSON text; `const` is one.
    pub values: Option<Said<Vec<String>>>,
    /// The members, in document order.
    pub members: Vec<Member>,
    /// Names that `required` asks for and no member has, each with the index of the one of [`Node::parts`] that says it.
    pub required_names: Vec<(String, usize)>,
    /// Members beside those.
    pub others: Others,
    /// Members by pattern.
    pub patterns: Vec<(String, NodeId)>,
    /// What each item is.
    pub items: Option<NodeId>,
    /// What the first items are.
    pub first_items: Vec<NodeId>,
    /// Several things that it can be.
    pub choice: Option<Choice>,
    /// Further choices that a value must fit at the same time, each a node with nothing but its choice.
    pub further: Vec<NodeId>,
}

impl Node {
    /// The schema at the place itself.
    pub fn origin(&self) -> Pointer {
        self.parts.last().cloned().unwrap_or_else(Pointer::root)
    }

    /// What a keyword says.
    pub fn fact(&self, keyword: Keyword) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.keyword == keyword)
    }

    /// Whether a keyword is set.
    pub fn is(&self, keyword: Keyword) -> bool {
        self.fact(keyword).is_some()
    }
}

/// A value, and which of [`Node::parts`] says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<T> {
    /// What is said.
    pub value: T,
    /// Index into [`Node::parts`].
    pub part: usize,
}

/// One keyword.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Which.
    pub keyword: Keyword,
    /// Its value as text; a mark that is set says `true`.
    pub value: String,
    /// Index into [`Node::parts`].
    pub part: usize,
}

/// Keywords with a value of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are JSON Schema's and OpenAPI's")]
pub enum Keyword {
    Nullable,
    Format,
    Minimum,
    ExclusiveMinimum,
    Maximum,
    ExclusiveMaximum,
    MultipleOf,
    MinLength,
    MaxLength,
    Pattern,
    MinItems,
    MaxItems,
    UniqueItems,
    MinProperties,
    MaxProperties,
    Default,
    ReadOnly,
    WriteOnly,
    Deprecated,
    Sunset,
    Title,
    Description,
    Example,
}

impl Keyword {
    /// As the document writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nullable => "nullable",
            Self::Format => "format",
            Self::Minimum => "minimum",
            Self::ExclusiveMinimum => "exclusiveMinimum",
            Self::Maximum => "maximum",
            Self::ExclusiveMaximum => "exclusiveMaximum",
            Self::MultipleOf => "multipleOf",
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::Pattern => "pattern",
            Self::MinItems => "minItems",
            Self::MaxItems => "maxItems",
            Self::UniqueItems => "uniqueItems",
            Self::MinProperties => "minProperties",
            Self::MaxProperties => "maxProperties",
            Self::Default => "default",
            Self::ReadOnly => "readOnly",
            Self::WriteOnly => "writeOnly",
            Self::Deprecated => "deprecated",
            Self::Sunset => "x-sunset",
            Self::Title => "title",
            Self::Description => "description",
            Self::Example => "example",
        }
    }
}

/// A member of an object.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its key.
    pub wire: String,
    /// The place that says it.
    pub origin: Pointer,
    /// Where it is asked for: the `required` of this one of [`Node::parts`].
    pub required: Option<usize>,
    /// What it is.
    pub node: NodeId,
}

/// Members beside the declared ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Others {
    /// Not said, which allows them.
    #[default]
    Unsaid,
    /// Forbidden.
    Forbidden,
    /// Any.
    Any,
    /// Each is this.
    Each(NodeId),
}

/// Several things that a value can be.
#[derive(Debug, Clone)]
pub struct Choice {
    /// `oneOf`, `anyOf`, or the subclasses of a base class.
    pub word: &'static str,
    /// Which of [`Node::parts`] says it.
    pub part: usize,
    /// What it can be.
    pub branches: Vec<ChoiceBranch>,
    /// The member that tells which.
    pub discriminator: Option<String>,
}

/// One of several things.
#[derive(Debug, Clone)]
pub struct ChoiceBranch {
    /// Where it is named.
    pub origin: Pointer,
    /// What it is.
    pub node: NodeId,
    /// The discriminator's values that choose it.
    pub tags: Vec<String>,
}
