//! Who may look, and whose forms are ours.

use super::Access;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use ring::rand::{SecureRandom as _, SystemRandom};
use secrecy::ExposeSecret as _;
use std::sync::Arc;
use subtle::ConstantTimeEq as _;

pub(super) struct Guard {
    access: Access,
    /// In every form. Another site's page can send a form here, and cannot read ours.
    secret: String,
}

impl Guard {
    pub(super) fn new(access: Access) -> Self {
        let mut bytes = [0; 24];
        // Without random numbers no form is accepted: an empty secret is nobody's.
        let secret = match SystemRandom::new().fill(&mut bytes) {
            Ok(()) => crate::codec::base64::encode(&bytes),
            Err(_) => String::new(),
        };
        Self { access, secret: secret.replace(['+', '/'], "-") }
    }

    pub(super) fn secret(&self) -> &str {
        &self.secret
    }

    /// Whether a form was on one of our pages.
    pub(super) fn is_ours(&self, form: &str) -> bool {
        let given = form.strip_prefix("secret=").unwrap_or_default();
        !self.secret.is_empty() && bool::from(given.as_bytes().ct_eq(self.secret.as_bytes()))
    }

    fn lets_in(&self, headers: &HeaderMap) -> bool {
        match &self.access {
            Access::Loopback => is_loopback(headers),
            Access::Token(token) => {
                let wanted = token.expose_secret().as_bytes();
                !wanted.is_empty() && password(headers).is_some_and(|given| bool::from(given.as_slice().ct_eq(wanted)))
            }
        }
    }
}

/// Whether the page was asked for under a name of the loopback interface. A page of another site can have its own name lead
/// there, but not change what the browser says it asked for.
fn is_loopback(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return false };
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    matches!(name.map_or(host, |(name, _)| name), "127.0.0.1" | "localhost" | "[::1]")
}

/// The password of HTTP Basic.
fn password(headers: &HeaderMap) -> Option<Vec<u8>> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let bytes = crate::codec::base64::decode(text)?;
    let at = bytes.iter().position(|byte| *byte == b':')?;
    Some(bytes[at + 1..].to_vec())
}

pub(super) async fn check(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    if guard.lets_in(request.headers()) {
        return next.run(request).await;
    }
    match guard.access {
        Access::Loopback => StatusCode::FORBIDDEN.into_response(),
        Access::Token(_) => {
            (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Basic realm=\"flows\"")]).into_response()
        }
    }
}
