//! What a request claims: these signatures, over these bytes, made at this time.

use super::error::WebhookError;
use std::borrow::Cow;
use std::time::{Duration, SystemTime};

/// Bytes in pieces, to be signed one after the other.
pub(super) type Content<'a> = Vec<Cow<'a, [u8]>>;

/// What a request claims.
pub(super) struct Claim<'a> {
    /// As the vendor writes them, without prefix. One that fits is enough: vendors send several while a secret changes.
    pub(super) signatures: Vec<&'a str>,
    /// What may be signed; several where the vendor is known to sign the one or the other.
    pub(super) contents: Vec<Content<'a>>,
    /// When it was sent, where that is signed.
    pub(super) sent: Option<SystemTime>,
}

impl<'a> Claim<'a> {
    /// One signature over these bytes.
    pub(super) fn of(signature: &'a str, content: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let content = content.into_iter().map(Cow::Borrowed).collect();
        Self { signatures: vec![signature], contents: vec![content], sent: None }
    }

    /// Says when it was sent.
    pub(super) fn sent(mut self, at: SystemTime) -> Self {
        self.sent = Some(at);
        self
    }
}

/// What a timestamp counts.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    Seconds,
    Milliseconds,
}

/// The time that the digits in this header mean. Digits alone: what is signed is their text, so two readings of one text
/// would be two times with one signature.
pub(super) fn time(header: &'static str, text: &str, unit: Unit) -> Result<SystemTime, WebhookError> {
    let malformed = || WebhookError::malformed(header);
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed());
    }
    let count: u64 = text.parse().map_err(|_| malformed())?;
    let since = match unit {
        Unit::Seconds => Duration::from_secs(count),
        Unit::Milliseconds => Duration::from_millis(count),
    };
    SystemTime::UNIX_EPOCH.checked_add(since).ok_or_else(malformed)
}
