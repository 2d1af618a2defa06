//! Fields of a request before they have names.

use crate::ir::names::Scope;
use crate::ir::{Docs, EnumValue, FieldName, OpField, Place, Ty};
use crate::pointer::Pointer;
use std::collections::HashMap;

/// Names of the methods that `Call` has beside setters.
const CALL_METHODS: &[&str] = &[
    "send",
    "send_for",
    "send_whole",
    "operation",
    "into_operation",
    "request",
    "items",
    "pages",
    "stream",
    "new",
    "clone",
    "spec",
    "with_header",
    "with_timeout",
];

/// A field before it has a Rust name.
pub(super) struct Draft {
    pub(super) wire: String,
    pub(super) ty: Ty,
    pub(super) docs: Docs,
    pub(super) origin: Pointer,
    pub(super) place: Place,
    pub(super) required: bool,
    pub(super) nullable: bool,
    pub(super) secret: bool,
    pub(super) deprecated: bool,
    pub(super) clear_with_empty: bool,
    pub(super) constant: Option<EnumValue>,
}

impl Draft {
    /// Whether it is a part of the body, or all of it.
    pub(super) fn is_of_body(&self) -> bool {
        matches!(self.place, Place::BodyMember { .. } | Place::WholeBody)
    }
}

impl Draft {
    /// The field that says which media type the body is sent as.
    pub(super) fn media_type(declared: &str, origin: Pointer) -> Self {
        Self {
            wire: "media_type".to_owned(),
            ty: Ty::Option(Box::new(Ty::String)),
            docs: Docs(format!("The media type of the body; `{declared}` where it is not said.")),
            origin,
            place: Place::MediaType,
            required: false,
            nullable: false,
            secret: false,
            deprecated: false,
            clear_with_empty: false,
            constant: None,
        }
    }

    /// What it is called without regard to others.
    fn word(&self) -> &str {
        if self.place == Place::WholeBody { "body" } else { &self.wire }
    }
}

/// Gives each draft its name and its key, and the namespace for further methods of the call. Where two places share a wire
/// name, the later one says its place.
pub(super) fn named(drafts: Vec<Draft>) -> (Vec<OpField>, Scope) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut words = Vec::with_capacity(drafts.len());
    let mut keys = Vec::with_capacity(drafts.len());
    for draft in &drafts {
        let wire = draft.word();
        let again = seen.contains_key(wire);
        *seen.entry(wire.to_owned()).or_default() += 1;
        let place = place_word(&draft.place);
        words.push(if again { format!("{place} {wire}") } else { wire.to_owned() });
        keys.push(if again { format!("{place}.{wire}") } else { wire.to_owned() });
    }
    let wires: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut scope = Scope::new(CALL_METHODS);
    let names: Vec<FieldName> = scope.claim_all(&wires);
    let fields = drafts.into_iter().zip(names).zip(keys).map(|((draft, name), key)| OpField {
        wire: draft.wire,
        key,
        name,
        ty: draft.ty,
        docs: draft.docs,
        origin: draft.origin,
        place: draft.place,
        required: draft.required,
        nullable: draft.nullable,
        secret: draft.secret,
        deprecated: draft.deprecated,
        clear_with_empty: draft.clear_with_empty,
        constant: draft.constant,
    });
    (fields.collect(), scope)
}

fn place_word(place: &Place) -> &'static str {
    match place {
        Place::Path { .. } => "path",
        Place::Query { .. } => "query",
        Place::Header { .. } => "header",
        Place::Cookie => "cookie",
        Place::BodyMember { .. } | Place::WholeBody | Place::MediaType => "body",
    }
}
