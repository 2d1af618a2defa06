//! Which declared answer an HTTP status is.

use crate::spec::{AnswerSpec, OperationSpec, Status};
use http::StatusCode;

/// The answer declared for this status: exact, else by range, else the default.
///
/// Two cases are decided against the letter of the document, because HTTP knows better: a 2xx that only a `default`
/// *error* would take is read as the declared success (documents say 200 where servers say 201), and a status from 400
/// on is never a success.
pub(crate) fn choose(spec: &'static OperationSpec, status: StatusCode) -> Option<&'static AnswerSpec> {
    let find = |wanted: Status| spec.answers.iter().find(|answer| answer.status == wanted);
    let hundred = u8::try_from(status.as_u16() / 100).unwrap_or_default();
    let named = find(Status::Code(status.as_u16())).or_else(|| find(Status::Range(hundred)));
    let default = || {
        let default = find(Status::Default);
        if status.is_success() {
            let success = || spec.answers.iter().find(|answer| answer.success);
            default.filter(|answer| answer.success).or_else(success).or(default)
        } else {
            default
        }
    };
    named.or_else(default).filter(|answer| !answer.success || status.as_u16() < 400)
}
