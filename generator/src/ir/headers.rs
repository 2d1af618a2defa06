//! Headers of answers.

use super::{Docs, FieldName, Ty, TypeName};

/// A header that the document declares for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerHeader {
    /// Its name as the document writes it.
    pub wire: String,
    /// What it is when it is there.
    pub ty: Ty,
    /// Whether the document says that it is always there.
    pub required: bool,
    /// What the vendor says of it.
    pub docs: Docs,
}

/// The declared headers of all answers of an operation as a struct; operations with the same headers share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderStruct {
    /// Its Rust name: `ListReposHeaders`.
    pub name: TypeName,
    /// Whether this operation is the one whose file prints it.
    pub owner: bool,
    /// Its fields in document order, each an `Option`: a client cannot count on any.
    pub fields: Vec<HeaderField>,
}

/// One header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderField {
    /// The header's name in lower case.
    pub wire: String,
    /// The Rust name.
    pub name: FieldName,
    /// Its type, `Option` included.
    pub ty: Ty,
    /// What the vendor says of it.
    pub docs: Docs,
}
