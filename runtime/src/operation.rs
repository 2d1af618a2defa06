//! An operation as a value: what generated request structs implement.

use crate::answer::Answer;
use crate::codec::Object;
use crate::request::{Request, RequestError, build};
use crate::spec::OperationSpec;
use std::fmt::Debug;

/// A call that can be logged, compared, stored and sent.
///
/// The struct's members are the call's parameters; [`SPEC`](Self::SPEC) says where each travels.
pub trait Operation: Object + Debug + Send + Sync + 'static {
    /// What comes back.
    type Output: Answer + Debug + Send;
    /// What comes back on failure.
    type Error: Answer + Debug + Send + Sync + 'static;
    /// What the document says of it.
    const SPEC: &'static OperationSpec;

    /// The request, without host and without credentials: the same bytes for the same values.
    fn request(&self) -> Result<Request, RequestError>
    where
        Self: Sized,
    {
        build(Self::SPEC, self)
    }
}
