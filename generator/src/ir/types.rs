//! Types: what a schema became.

use super::{Docs, FieldName, TypeName, VariantName};
use crate::pointer::Pointer;

/// Index into [`Api::types`](super::Api::types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// A named Rust type.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// Its Rust name, unique in the crate.
    pub name: TypeName,
    /// Index into [`Api::modules`](super::Api::modules).
    pub module: usize,
    /// What the vendor says of it.
    pub docs: Docs,
    /// `deprecated`.
    pub deprecated: bool,
    /// Where its schema stands in the vendor's document.
    pub origin: Pointer,
    /// What it is.
    pub kind: TypeKind,
}

/// The shapes a named type has.
#[derive(Debug, Clone)]
pub enum TypeKind {
    /// Members by name.
    Struct(Struct),
    /// Known values, open to others.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// `prefixItems`: a tuple struct read from an array.
    Tuple(Tuple),
    /// A named schema that is no type of its own: `pub type Currency = String;`.
    Alias(Ty),
}

/// The type of a field, an item, an argument.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ty {
    /// `bool`.
    Bool,
    /// `i64` and its kin.
    Int(IntTy),
    /// `f64`.
    F64,
    /// `f32`.
    F32,
    /// `String`.
    String,
    /// `intertie::Secret`: text that `Debug` does not show (format password).
    Secret,
    /// `intertie::Base64`: bytes, base64 on the wire (format byte).
    Base64,
    /// `intertie::File`: bytes with a name and media type, in multipart bodies (format binary).
    File,
    /// `chrono::DateTime<FixedOffset>` (format date-time), through `intertie::chrono`.
    DateTime,
    /// `chrono::NaiveDate` (format date).
    Date,
    /// `intertie::UnixTime`: a chrono `DateTime<Utc>`, seconds since 1970 on the wire (format unix-time).
    UnixTime,
    /// `intertie::Rfc2822`: a chrono `DateTime<FixedOffset>`, RFC 2822 text on the wire.
    Rfc2822,
    /// `uuid::Uuid`, through `intertie::uuid`.
    Uuid,
    /// `rust_decimal::Decimal`, through `intertie::rust_decimal`.
    Decimal,
    /// `intertie::Value`: any JSON.
    Json,
    /// `()`: an answer without a body.
    Unit,
    /// `Option<T>`.
    Option(Box<Ty>),
    /// `intertie::Field<T>`: absent, null or a value.
    Field(Box<Ty>),
    /// `Vec<T>`.
    List(Box<Ty>),
    /// `BTreeMap<String, T>`, as `intertie::Map<T>`.
    Map(Box<Ty>),
    /// `Box<T>`: only where a type would contain itself.
    Boxed(Box<Ty>),
    /// A type of this crate.
    Named(TypeId),
}

/// Rust's integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are Rust's")]
pub enum IntTy {
    I32,
    I64,
    U32,
    U64,
    I128,
}

/// A struct with public fields.
#[derive(Debug, Clone)]
pub struct Struct {
    /// Its fields in document order.
    pub fields: Vec<Field>,
    /// `additionalProperties` beside properties: a map named `rest` (or numbered) for the others.
    pub rest: Option<Rest>,
    /// Whether no field is required, so that `Default` is legal.
    pub default: bool,
}

/// One member.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name on the wire.
    pub wire: String,
    /// The Rust name.
    pub name: FieldName,
    /// Its type; `Option`/`Field` included.
    pub ty: Ty,
    /// What the vendor says of it, with default and bounds.
    pub docs: Docs,
    /// Where its schema stands.
    pub origin: Pointer,
    /// Must be there.
    pub required: bool,
    /// May be null.
    pub nullable: bool,
    /// Not shown by `Debug` (format password, or the profile says so).
    pub secret: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// Null is sent as an empty string in forms (Stripe).
    pub clear_with_empty: bool,
    /// The only value it can have; its type is then that of the value.
    pub constant: Option<EnumValue>,
}

impl Field {
    /// The value that `new` fills in by itself.
    pub fn filled(&self) -> Option<&EnumValue> {
        self.constant.as_ref().filter(|_| self.required && !self.nullable)
    }

    /// Whether `new` asks for it.
    pub fn is_argument(&self) -> bool {
        self.required && self.filled().is_none()
    }
}

/// The map of a struct's other members.
#[derive(Debug, Clone)]
pub struct Rest {
    /// Its Rust name.
    pub name: FieldName,
    /// The type of each.
    pub ty: Ty,
}

/// Known values, open to others.
#[derive(Debug, Clone)]
pub struct Enum {
    /// What the values are.
    pub base: EnumBase,
    /// The known values; names unique, `Other` reserved.
    pub variants: Vec<Variant>,
}

/// What the values of an enum are, and so what `Other` holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are JSON's")]
pub enum EnumBase {
    String,
    Integer,
    Boolean,
}

/// One known value.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its Rust name.
    pub name: VariantName,
    /// Its value.
    pub wire: EnumValue,
    /// What the vendor says of it.
    pub docs: Docs,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are JSON's")]
pub enum EnumValue {
    String(String),
    Integer(i64),
    Boolean(bool),
}

impl EnumValue {
    /// Its kind.
    pub fn base(&self) -> EnumBase {
        match self {
            Self::String(_) => EnumBase::String,
            Self::Integer(_) => EnumBase::Integer,
            Self::Boolean(_) => EnumBase::Boolean,
        }
    }
}

impl std::fmt::Display for EnumValue {
    /// As a literal.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::String(text) => write!(f, "{text:?}"),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Boolean(value) => write!(f, "{value}"),
        }
    }
}

/// One of several types; `Other(intertie::Value)` keeps what fits none.
#[derive(Debug, Clone)]
pub struct Union {
    /// The property that names the branch.
    pub discriminator: Option<String>,
    /// The branches in document order; `Other` is reserved.
    pub branches: Vec<Branch>,
}

/// One branch of a union.
#[derive(Debug, Clone)]
pub struct Branch {
    /// Its Rust name.
    pub name: VariantName,
    /// What it holds.
    pub ty: Ty,
    /// Discriminator values that choose it.
    pub tags: Vec<String>,
    /// Members with known values that choose it: `deleted: true`, `object: "card"`. All must hold.
    pub constants: Vec<(String, Vec<EnumValue>)>,
    /// Required members that no other object branch has; any of them chooses it.
    pub unique: Vec<String>,
    /// The JSON types it can be read from.
    pub kinds: Kinds,
    /// For a branch that is a struct: the struct, for the best fit by its members.
    pub object: Option<TypeId>,
    /// What the vendor says of it.
    pub docs: Docs,
}

/// A set of JSON types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(missing_docs, clippy::struct_excessive_bools, reason = "the names are JSON's; it is a set")]
pub struct Kinds {
    pub boolean: bool,
    pub integer: bool,
    pub number: bool,
    pub string: bool,
    pub array: bool,
    pub object: bool,
}

/// A tuple struct.
#[derive(Debug, Clone)]
pub struct Tuple {
    /// The types of the first items.
    pub items: Vec<Ty>,
    /// The type of any further ones, collected in a last `Vec`.
    pub rest: Option<Ty>,
}
