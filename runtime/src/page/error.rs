//! Why a list does not go on. Never shows a cursor or a URL: either may hold a secret.

use crate::codec::{DecodeError, EncodeError};
use std::fmt;

/// A list does not go on as the vendor's rule says, or not from this cursor.
#[derive(Debug)]
pub struct PageError(Reason);

/// Why.
#[derive(Debug)]
pub(super) enum Reason {
    /// The table has no rule.
    NoRule,
    /// The next page is one that was there already.
    Repeats,
    /// The answer says that there is more, and not where.
    MoreButNotWhere,
    /// The answer cannot be read for what the rule wants.
    Answer(DecodeError),
    /// The request has no such member.
    NoMember(&'static str),
    /// The request's member does not take the cursor.
    Refused(&'static str, DecodeError),
    /// The request's member cannot be written.
    Unwritten(&'static str, EncodeError),
    /// The next page is at this host.
    OtherHost(String),
    /// What should be the URL of the next page is none.
    NoUrl,
    /// The text is not what `cursor` gave.
    NoCursor,
    /// The cursor is of this operation.
    OtherOperation(String),
}

impl From<Reason> for PageError {
    fn from(reason: Reason) -> Self {
        Self(reason)
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::NoRule => f.write_str("nothing says how the list goes on"),
            Reason::Repeats => f.write_str("the next page would be one that was there already"),
            Reason::MoreButNotWhere => f.write_str("the answer says that there is more, and not where"),
            Reason::Answer(error) => write!(f, "the answer does not say how the list goes on: {error}"),
            Reason::NoMember(name) => write!(f, "the request has no member `{name}`"),
            Reason::Refused(name, error) => {
                write!(f, "the request's member `{name}` does not take the cursor: {error}")
            }
            Reason::Unwritten(name, error) => write!(f, "the request's member `{name}`: {error}"),
            Reason::OtherHost(origin) => write!(
                f,
                "the next page is at `{}`, where this client does not go: set `base_url` if it should",
                origin.escape_debug()
            ),
            Reason::NoUrl => f.write_str("the address of the next page is no URL"),
            Reason::NoCursor => f.write_str("the text is no cursor of a list"),
            Reason::OtherOperation(id) => {
                write!(f, "the cursor is one of the operation `{}`", id.escape_debug())
            }
        }
    }
}

impl std::error::Error for PageError {}
