//! Mappings between vendors, decided: which trait has which methods, and what each does where nobody says otherwise.
//!
//! Types are those of several vendors, so a [`Ty`] goes with the index of its [`Api`](super::Api) in [`Mappings::vendors`].

use super::{Api, Docs, EnumValue, Field, FieldName, FnName, ModName, OpField, Ty, TypeId, TypeKind, TypeName};
use crate::pointer::Pointer;

/// All mappings of a project, ready to print.
#[derive(Debug, Clone, Default)]
pub struct Mappings {
    /// The vendors that mappings name; the APIs are handed beside this in the same order.
    pub vendors: Vec<MappedVendor>,
    /// Every trait, roots first in the order of `intertie.toml`, then those of what they hold.
    pub traits: Vec<MappingTrait>,
    /// What `intertie.toml` declares.
    pub roots: Vec<RootMapping>,
    /// Crates that conversions of the user's live in: name, and the folder from that of the traits.
    pub crates: Vec<(String, String)>,
}

/// A vendor that mappings name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedVendor {
    /// Its name in `intertie.toml`.
    pub name: String,
    /// The package of its client.
    pub package: String,
    /// The folder of its client, as the mappings' package sees it.
    pub path: String,
}

/// A mapping that `intertie.toml` declares.
#[derive(Debug, Clone)]
pub struct RootMapping {
    /// Its name there.
    pub name: String,
    /// Its trait.
    pub root: TraitId,
    /// Its trait and those of what it holds, each once, outer ones first, with the wire path from the root.
    pub reaches: Vec<(TraitId, String)>,
    /// What it leaves out on purpose: wire path (`*` and `a.*` cover all below) and why.
    pub left_out: Vec<(String, String)>,
}

impl RootMapping {
    /// Why a field is left out; the most exact entry counts.
    pub fn reason(&self, path: &str) -> Option<&str> {
        let covers = |entry: &str| {
            entry == path || entry == "*" || entry.strip_suffix('*').is_some_and(|stem| path.starts_with(stem))
        };
        let fits = self.left_out.iter().filter(|(entry, _)| covers(entry));
        fits.max_by_key(|(entry, _)| (entry == path, entry.len())).map(|(_, reason)| reason.as_str())
    }
}

/// Index into [`Mappings::traits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TraitId(pub usize);

/// A type of one of the vendors.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Foreign {
    /// Index into [`Mappings::vendors`].
    pub vendor: usize,
    /// The struct.
    pub of: StructId,
}

/// A struct: a type, or the request of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StructId {
    /// Index into [`Api::types`](super::Api::types).
    Type(TypeId),
    /// Index into [`Api::operations`](super::Api::operations).
    Request(usize),
}

impl StructId {
    /// Its Rust name.
    pub fn name(self, api: &Api) -> &TypeName {
        match self {
            Self::Type(id) => &api.type_def(id).name,
            Self::Request(at) => &api.operations[at].name,
        }
    }

    /// Its members.
    pub fn fields(self, api: &Api) -> Vec<StructField<'_>> {
        match self {
            Self::Type(id) => match &api.type_def(id).kind {
                TypeKind::Struct(shape) => shape.fields.iter().map(StructField::of_type).collect(),
                TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => Vec::new(),
            },
            Self::Request(at) => api.operations[at].fields.iter().map(StructField::of_request).collect(),
        }
    }
}

/// A member of a struct: what fields of types and of requests have in common.
#[derive(Debug, Clone, Copy)]
pub struct StructField<'a> {
    /// The name on the wire; empty for a request's body as a whole.
    pub wire: &'a str,
    /// The Rust name.
    pub name: &'a FieldName,
    /// As it is declared.
    pub ty: &'a Ty,
    /// What the vendor says of it.
    pub docs: &'a Docs,
    /// Where it stands.
    pub origin: &'a Pointer,
    /// Must be there.
    pub required: bool,
    /// Not shown by `Debug`.
    pub secret: bool,
    /// The value that `new` fills in by itself.
    pub filled: Option<&'a EnumValue>,
}

impl<'a> StructField<'a> {
    fn of_type(field: &'a Field) -> Self {
        let Field { wire, name, ty, docs, origin, required, secret, .. } = field;
        Self { wire, name, ty, docs, origin, required: *required, secret: *secret, filled: field.filled() }
    }

    fn of_request(field: &'a OpField) -> Self {
        let OpField { wire, name, ty, docs, origin, required, secret, .. } = field;
        Self { wire, name, ty, docs, origin, required: *required, secret: *secret, filled: field.filled() }
    }
}

/// A trait: sources to one struct, a method per field.
#[derive(Debug, Clone)]
pub struct MappingTrait {
    /// Its Rust name.
    pub name: TypeName,
    /// The module that holds it.
    pub module: ModName,
    /// The name that errors give.
    pub label: String,
    /// The arguments of every method.
    pub sources: Vec<MappingSource>,
    /// What is built.
    pub target: Foreign,
    /// A method per field, in the order of the struct.
    pub methods: Vec<MappingMethod>,
    /// Traits of what it holds, whose `map` its defaults call.
    pub holds: Vec<TraitId>,
    /// Whether `map` and the methods that say so are async.
    pub is_async: bool,
    /// The Rust name of the target's map of other members, which stays empty.
    pub rest: Option<FieldName>,
}

/// An argument of a trait's methods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingSource {
    /// Its name.
    pub name: FieldName,
    /// Its type; methods take it by reference.
    pub ty: Foreign,
}

/// A method: one field of the target.
#[derive(Debug, Clone)]
pub struct MappingMethod {
    /// Its name.
    pub name: FnName,
    /// The target's field.
    pub field: FieldName,
    /// The field's name on the wire.
    pub wire: String,
    /// For a key of a map: the key. The method then gives `Option` of the map's value.
    pub key: Option<String>,
    /// What it gives.
    pub ty: Ty,
    /// What the vendor says of the field.
    pub docs: Docs,
    /// Where the field stands in the target's document.
    pub origin: Pointer,
    /// Whether the target must have it.
    pub required: bool,
    /// Whether its value is a secret.
    pub secret: bool,
    /// Whether it is async.
    pub is_async: bool,
    /// What it does by itself.
    pub body: MappingBody,
    /// Where its value may come from, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// What a method does where nobody says otherwise.
#[derive(Debug, Clone)]
pub enum MappingBody {
    /// Nothing: a person must decide, or the impl does not compile.
    Open,
    /// The field is left out.
    Absent,
    /// The only value it can have.
    Constant(EnumValue),
    /// A source's value.
    From(Way),
    /// The mapping of what the field holds, over the same sources.
    Whole(TraitId),
    /// The mapping of what the field holds, over what a source holds: an object, or each of a list.
    Nested(Way, TraitId),
}

/// From a source to the field.
#[derive(Debug, Clone)]
pub struct Way {
    /// Index into [`MappingTrait::sources`].
    pub source: usize,
    /// The members that lead to the value.
    pub steps: Vec<SourceStep>,
    /// The value's type, without `Option` and `Field`.
    pub ty: Ty,
    /// Where it stands in the source's document.
    pub origin: Pointer,
    /// What is done with the value.
    pub conversion: Conversion,
}

/// One member on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceStep {
    /// The member's name on the wire, or the key in a map.
    pub wire: String,
    /// How it is reached.
    pub access: Access,
    /// Whether it may be missing.
    pub presence: Presence,
}

/// How a member is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// A field, and whether it is boxed.
    Field(FieldName, bool),
    /// A key in a map, which may not be there whatever [`SourceStep::presence`] says of its value.
    Key,
    /// The items of a list: there are many values.
    Items,
}

/// Whether a value may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always there.
    Always,
    /// `Option`.
    Option,
    /// `Field`.
    Field,
}

/// What is done with a source's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conversion {
    /// It is copied.
    Same,
    /// A number as text.
    Text,
    /// An integer of another size.
    Integer,
    /// A function of the runtime's or the user's: text to text, may refuse.
    Function(String),
    /// The value of an open enum, as text.
    EnumText,
    /// An enum to another: source variant, target variant. The variants without one are refused.
    Enum(Vec<(usize, usize)>),
    /// Times of different Rust types: a function of the runtime's.
    Time(&'static str),
}

/// Where a field's value may come from.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The way there; its conversion is a suggestion.
    pub way: Way,
    /// The way as people write it: `order.shipping.address.city`.
    pub path: String,
    /// 0 to 100.
    pub score: u8,
    /// Why.
    pub reasons: Vec<String>,
    /// What would have to be done with the value, in words; `None`: it is copied, or nobody knows.
    pub hint: Option<String>,
}
