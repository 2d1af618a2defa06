//! One finding: what is not as the document says, and where.

use crate::codec::drift::DriftKind;
use crate::spec::SpecId;
use std::borrow::Cow;
use std::fmt;
use std::time::SystemTime;

/// What is not as the document says, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DriftReport<'a> {
    /// The document that the client was generated from.
    pub spec: SpecId,
    /// The operation's id.
    pub operation: &'static str,
    /// Where in the answer's body: `data[].amount`; empty: the answer as a whole.
    pub place: &'a str,
    /// What.
    pub finding: Finding<'a>,
}

/// What is not as the document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finding<'a> {
    /// A member (or an item of a tuple) that the document does not list.
    UnknownMember,
    /// A value that the enum does not list, or another than the only one.
    UnknownValue(&'a str),
    /// A value of another type; read all the same where that loses nothing.
    OtherType,
    /// A union's value that fits none of its branches.
    UnknownBranch,
    /// A required member is not there or null. The answer is read all the same where the member's type has something for
    /// nothing: no items, no members, null.
    Missing,
    /// A status that the document does not declare.
    UndeclaredStatus(u16),
    /// The vendor advises against what was called (`Deprecation`, RFC 9745); since or from when.
    Deprecated(Option<SystemTime>),
    /// What was called will be gone (`Sunset`, RFC 8594); when.
    Sunset(Option<SystemTime>),
}

impl Finding<'_> {
    /// Its kind, as logs and metrics have it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::UnknownMember => "unknown_member",
            Self::UnknownValue(_) => "unknown_value",
            Self::OtherType => "other_type",
            Self::UnknownBranch => "unknown_branch",
            Self::Missing => "missing",
            Self::UndeclaredStatus(_) => "undeclared_status",
            Self::Deprecated(_) => "deprecated",
            Self::Sunset(_) => "sunset",
        }
    }

    /// What tells it from others of its kind.
    pub(super) fn value(&self) -> Option<Cow<'_, str>> {
        let date = |date: Option<SystemTime>| date.map(|date| Cow::Owned(day(date)));
        match self {
            Self::UnknownValue(value) => Some(Cow::Borrowed(value)),
            Self::UndeclaredStatus(status) => Some(Cow::Owned(status.to_string())),
            Self::Deprecated(since) => date(*since),
            Self::Sunset(when) => date(*when),
            Self::UnknownMember | Self::OtherType | Self::UnknownBranch | Self::Missing => None,
        }
    }
}

/// `06-Nov-1994`.
fn day(date: SystemTime) -> String {
    let text = httpdate::fmt_http_date(date);
    text.get(5..16).unwrap_or_default().replace(' ', "-")
}

impl<'a> From<DriftKind<'a>> for Finding<'a> {
    fn from(kind: DriftKind<'a>) -> Self {
        match kind {
            DriftKind::UnknownMember => Self::UnknownMember,
            DriftKind::UnknownValue(value) => Self::UnknownValue(value),
            DriftKind::OtherType => Self::OtherType,
            DriftKind::UnknownBranch => Self::UnknownBranch,
            DriftKind::Missing => Self::Missing,
        }
    }
}

impl fmt::Display for Finding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownMember => "a member that the document does not list",
            Self::UnknownValue(_) => "a value that the document does not list",
            Self::OtherType => "a value of another type than the document says",
            Self::UnknownBranch => "a value that is none of those the document says",
            Self::Missing => "a required member is missing",
            Self::UndeclaredStatus(_) => "a status that the document does not declare",
            Self::Deprecated(_) => "the vendor advises against this call",
            Self::Sunset(_) => "the vendor will end this call",
        })
    }
}
