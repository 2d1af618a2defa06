//! `vendor.toml`: what no document says of a vendor, as data.
//!
//! In: the file. Out: a [`Profile`] whose every entry is well formed, or all that is wrong with the file, each with line
//! and column. Whether an entry fits the document is for `lower` to say, which knows the document: each entry that it
//! looks up there keeps its [`Place`].

mod auth;
mod check;
mod file;
mod paging;
mod policy;
mod section;
mod servers;
mod text_or;

pub use auth::{Alternative, Auth, Dropped, OperationAuth, Own, Part, Scheme, SchemeKind};
pub use paging::PagingEntry;
pub use policy::{Failure, Header, HeaderValue, Idempotency, IdempotencyScope};
pub use servers::Server;

use crate::diag::{Code, Diagnostic, Place, Sink, Stop};
use crate::ir;
use crate::toml_text::Text;
use section::Reader;
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// The name the file has by convention, beside the document.
pub const FILE_NAME: &str = "vendor.toml";

/// A vendor's profile.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// How calls prove who makes them.
    pub auth: Auth,
    /// Named base URLs instead of the document's; empty: the document's.
    pub servers: Vec<Server>,
    /// What makes a write safe to repeat.
    pub idempotency: Option<Idempotency>,
    /// Headers that every call carries.
    pub headers: Vec<Header>,
    /// The answer headers that tell the request's id, the best first.
    pub request_id: Vec<String>,
    /// How many calls the vendor takes.
    pub limit: Option<ir::RateLimit>,
    /// What makes an answer of status 2xx a failure.
    pub failures: Vec<Failure>,
    /// How lists go on.
    pub paging: Vec<PagingEntry>,
    /// How the vendor signs what it sends.
    pub webhook: Option<ir::WebhookScheme>,
}

/// Operations by the selectors of `include`; empty: all.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Each with its place in the file.
    pub selectors: Vec<Placed<String>>,
    /// Whether one that names no operation is no mistake: the same profile serves a slim document and the vendor's own.
    pub optional: bool,
}

/// A value, and where the file says it.
#[derive(Debug, Clone)]
pub struct Placed<T> {
    /// What.
    pub value: T,
    /// Where.
    pub place: Place,
}

/// Reads a profile.
///
/// # Errors
/// [`Stop`] when the file cannot be read or has mistakes; they are in the sink.
pub fn read(path: &Path, sink: &mut Sink) -> Result<Profile, Stop> {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(path, &text, sink),
        Err(error) => {
            let message = format!("the profile {} cannot be read: {error}", path.display());
            sink.report(Code::UnreadableInput, &crate::pointer::Pointer::root(), message);
            Err(Stop)
        }
    }
}

/// SHA-256 of the file, lower-case hex; `None`: it cannot be read.
pub fn digest(path: &Path) -> Option<String> {
    let bytes = std::fs::read(path).ok()?;
    Some(Sha256::digest(&bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}")))
}

/// Reads the text of the file at `path`.
///
/// # Errors
/// [`Stop`] when the text has mistakes; they are in the sink.
pub fn parse(path: &Path, text: &str, sink: &mut Sink) -> Result<Profile, Stop> {
    let mut reader = Reader::new(Text { path, text });
    let file = file::File::read(&mut reader);
    let profile = Profile {
        auth: auth::auth(file.auth, file.auth_operations, &mut reader),
        servers: servers::servers(file.servers, &mut reader),
        idempotency: file.idempotency.and_then(|table| policy::idempotency(table, &mut reader)),
        headers: policy::headers(file.headers, &mut reader),
        request_id: policy::request_id(file.request_id, &mut reader),
        limit: file.limit.and_then(|table| policy::limit(table, &mut reader)),
        failures: file.failures.into_iter().filter_map(|table| policy::failure(table, &mut reader)).collect(),
        paging: file.paging.into_iter().filter_map(|table| paging::paging(table, &mut reader)).collect(),
        webhook: file.webhook.and_then(|table| policy::webhook(&table, &mut reader)),
    };
    let problems: Vec<Diagnostic> = reader.finish();
    if problems.is_empty() {
        return Ok(profile);
    }
    for problem in problems {
        sink.push(problem);
    }
    Err(Stop)
}
