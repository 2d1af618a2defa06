//! HubSpot: `X-HubSpot-Signature-v3`, base64 HMAC-SHA256 of method, URI, body and timestamp, one after the other
//! (<https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation>).

use super::about::{About, json, shared_text};
use super::claim::{Claim, Content, Unit, time};
use super::error::WebhookError;
use super::inbound::Inbound;
use std::borrow::Cow;

const SIGNATURE: &str = "x-hubspot-signature-v3";
const TIMESTAMP: &str = "x-hubspot-request-timestamp";

/// What the vendor's table says is decoded before the URI is signed; all else stays as it is.
const DECODED: &[(&str, char)] = &[
    ("3A", ':'),
    ("2F", '/'),
    ("3F", '?'),
    ("40", '@'),
    ("21", '!'),
    ("24", '$'),
    ("27", '\''),
    ("28", '('),
    ("29", ')'),
    ("2A", '*'),
    ("2C", ','),
    ("3B", ';'),
];

pub(super) fn claim<'a>(inbound: &Inbound<'a>) -> Result<Claim<'a>, WebhookError> {
    let signature = inbound.header(SIGNATURE)?;
    let at = inbound.header(TIMESTAMP)?;
    let sent = Some(time(TIMESTAMP, at, Unit::Milliseconds)?);
    let url = inbound.url();
    let decoded = decoded(&url);
    // The vendor's own libraries do not decode.
    let urls = if decoded == url { vec![url] } else { vec![decoded, url] };
    let content = |url: String| -> Content<'a> {
        let method = Cow::Borrowed(inbound.method.as_str().as_bytes());
        vec![method, url.into_bytes().into(), Cow::Borrowed(inbound.body), Cow::Borrowed(at.as_bytes())]
    };
    Ok(Claim { signatures: vec![signature], contents: urls.into_iter().map(content).collect(), sent })
}

pub(super) fn decoded(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    let mut rest = url;
    while let Some((before, after)) = rest.split_once('%') {
        out += before;
        let escape = |(digits, _): &&(&str, char)| after.get(..2).is_some_and(|own| own.eq_ignore_ascii_case(digits));
        let plain = DECODED.iter().find(escape).map(|(_, plain)| *plain);
        out.push(plain.unwrap_or('%'));
        rest = if plain.is_some() { &after[2..] } else { after };
    }
    out + rest
}

/// A delivery is a list of up to 100 events. Their ids are not unique, as the vendor says.
pub(super) fn about(inbound: &Inbound<'_>) -> About {
    let value = json(inbound.body);
    let kind = shared_text(&value, "subscriptionType").or_else(|| shared_text(&value, "eventType"));
    About { kind, ..About::default() }
}
