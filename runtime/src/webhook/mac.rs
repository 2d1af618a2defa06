//! Secrets, and whether a signature is made with one of them. The only file that computes and compares.

use super::claim::{Claim, Content};
use crate::codec::secret::Secret;
use crate::codec::{from_base64, to_base64};
use ring::{digest, hmac};
use std::fmt;
use subtle::ConstantTimeEq;

/// How a signature is made and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// HMAC-SHA256, lower-case hex.
    Hex,
    /// HMAC-SHA256, base64.
    Base64,
    /// HMAC-SHA1, base64.
    Sha1Base64,
}

/// A secret, ready for use.
#[derive(Clone)]
pub(super) enum Key {
    /// Signs.
    Mac(hmac::Key),
    /// Is sent as it is.
    Text(Secret),
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Key {
    pub(super) fn new(coding: Option<Coding>, secret: &[u8]) -> Self {
        match coding {
            Some(Coding::Hex | Coding::Base64) => Self::Mac(hmac::Key::new(hmac::HMAC_SHA256, secret)),
            Some(Coding::Sha1Base64) => Self::Mac(hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret)),
            None => Self::Text(Secret::new(String::from_utf8_lossy(secret))),
        }
    }

    /// The signature of these bytes as the vendor writes it; the text itself where nothing is signed.
    pub(super) fn expected(&self, coding: Option<Coding>, content: &Content<'_>) -> Secret {
        let key = match self {
            Self::Mac(key) => key,
            Self::Text(secret) => return secret.clone(),
        };
        let mut signing = hmac::Context::with_key(key);
        for piece in content {
            signing.update(piece);
        }
        let tag = signing.sign();
        Secret::new(if coding == Some(Coding::Hex) { hex(tag.as_ref()) } else { to_base64(tag.as_ref()) })
    }
}

/// Which of the keys, over which of the contents, made one of the signatures.
///
/// What is compared is text: a reader of hex or base64 would take several texts for one signature.
pub(super) fn matching<'k, 'c, 'a>(
    keys: &'k [Key],
    coding: Option<Coding>,
    claim: &'c Claim<'a>,
) -> Option<(&'k Key, &'c Content<'a>)> {
    let pairs = claim.contents.iter().flat_map(|content| keys.iter().map(move |key| (key, content)));
    let made = |(key, content): &(&Key, &Content<'_>)| {
        let expected = key.expected(coding, content);
        claim.signatures.iter().any(|signature| same(expected.expose(), signature))
    };
    pairs.into_iter().find(made)
}

/// Whether the texts are the same, in a time that tells nothing of them, not even their lengths.
pub(super) fn same(one: &str, other: &str) -> bool {
    let of = |text: &str| digest::digest(&digest::SHA256, text.as_bytes());
    of(one).as_ref().ct_eq(of(other).as_ref()).into()
}

/// SHA-256 of the pieces, lower-case hex.
pub(super) fn sha256<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut context = digest::Context::new(&digest::SHA256);
    for piece in pieces {
        context.update(piece);
    }
    hex(context.finish().as_ref())
}

/// The bytes of a secret that is base64 text after `whsec_` (Standard Webhooks).
pub(super) fn whsec(text: &str) -> Option<Vec<u8>> {
    from_base64(text.strip_prefix("whsec_").unwrap_or(text)).filter(|bytes| !bytes.is_empty())
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
