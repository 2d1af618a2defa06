//! Twilio: `X-Twilio-Signature`, base64 HMAC-SHA1 of the URL and the form's names and values, sorted by name; a body
//! that is no form is signed through its hash, `bodySHA256` in the URL
//! (<https://www.twilio.com/docs/usage/security#validating-requests>).

use super::about::{About, json, shared_text};
use super::claim::{Claim, Content};
use super::error::WebhookError;
use super::form;
use super::inbound::Inbound;
use super::mac;

pub(super) fn claim<'a>(inbound: &Inbound<'a>) -> Result<Claim<'a>, WebhookError> {
    let signature = inbound.header("x-twilio-signature")?;
    let parameters = match body_hash(inbound) {
        Some(hash) if mac::same(&mac::sha256([&inbound.body[..]]), &hash) => Vec::new(),
        Some(_) => return Err(WebhookError::signature()),
        // Whatever the body is: bytes that were not signed must not pass for none.
        None => sorted(inbound.body),
    };
    let content = |url: String| -> Content<'a> { vec![url.into_bytes().into(), parameters.clone().into()] };
    let contents = urls(&inbound.url()).into_iter().map(content).collect();
    Ok(Claim { signatures: vec![signature], contents, sent: None })
}

fn body_hash(inbound: &Inbound<'_>) -> Option<String> {
    let mut pairs = form::pairs(inbound.query()?.as_bytes());
    let (_, hash) = pairs.find(|(name, _)| name == b"bodySHA256")?;
    Some(String::from_utf8_lossy(&hash).into_owned())
}

/// Names and values, sorted by both. Of pairs that are the same the vendor's own libraries take one.
pub(super) fn sorted(body: &[u8]) -> Vec<u8> {
    let mut pairs: Vec<_> = form::pairs(body).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().flat_map(|(name, value)| [name, value]).flatten().collect()
}

/// The URL, with and without the default port: Twilio signs one or the other, as its libraries tell.
fn urls(url: &str) -> Vec<String> {
    let Some((scheme, rest)) = url.split_once("://") else { return vec![url.to_owned()] };
    let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    let other = match name {
        Some((name, _)) => format!("{scheme}://{name}{path}"),
        None => format!("{scheme}://{host}:{}{path}", if scheme == "http" { 80 } else { 443 }),
    };
    vec![url.to_owned(), other]
}

/// Event Streams send a list of `CloudEvents`; messages and calls are forms without a kind.
pub(super) fn about(inbound: &Inbound<'_>) -> About {
    let kind = shared_text(&json(inbound.body), "type");
    About { id: inbound.hint("i-twilio-idempotency-token"), kind, ..About::default() }
}
