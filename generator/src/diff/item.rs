//! What a finding touches in the generated Rust.

use crate::ir::{Api, FieldName, Operation, Place, TypeId, TypeKind};
use std::fmt;

/// Something of the generated crate that has a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// A type: `Charge`.
    Type(String),
    /// A field of a struct or request: `Charge::amount`.
    Field {
        /// The struct or request.
        owner: String,
        /// The field, also the setter of a request.
        field: String,
    },
    /// A variant of an enum or union: `Status::Paid`.
    Variant {
        /// The enum.
        owner: String,
        /// The variant.
        variant: String,
    },
    /// A call: `charges().create()`.
    Call {
        /// The accessor of its group.
        group: String,
        /// The method.
        method: String,
        /// Its request struct.
        request: String,
    },
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type(name) => f.write_str(name),
            Self::Field { owner, field: inner } | Self::Variant { owner, variant: inner } => {
                write!(f, "{owner}::{inner}")
            }
            Self::Call { group, method, .. } => write!(f, "{group}().{method}()"),
        }
    }
}

impl Item {
    pub(super) fn of_type(api: &Api, id: TypeId) -> Self {
        Self::Type(api.type_def(id).name.to_string())
    }

    pub(super) fn field(owner: impl fmt::Display, field: &FieldName) -> Self {
        Self::Field { owner: owner.to_string(), field: field.to_string() }
    }

    pub(super) fn of_call(api: &Api, operation: &Operation) -> Self {
        Self::Call {
            group: api.groups[operation.group].name.to_string(),
            method: operation.method_name.to_string(),
            request: operation.name.to_string(),
        }
    }

    /// The variant of an enum that stands for a value, given as JSON text.
    pub(super) fn variant(api: &Api, id: TypeId, value: &str) -> Option<Self> {
        let def = api.type_def(id);
        let TypeKind::Enum(found) = &def.kind else { return None };
        let variant = found.variants.iter().find(|variant| json(&variant.wire) == value)?;
        Some(Self::Variant { owner: def.name.to_string(), variant: variant.name.to_string() })
    }
}

/// As JSON writes it.
pub(super) fn json(value: &crate::ir::EnumValue) -> String {
    match value {
        crate::ir::EnumValue::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        other => other.to_string(),
    }
}

/// Whether a field of a request belongs to its body.
pub(super) fn is_of_body(place: &Place) -> bool {
    matches!(place, Place::BodyMember { .. })
}
