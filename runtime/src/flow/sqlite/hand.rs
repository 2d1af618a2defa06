//! Flows started by hand over HTTP, by whoever has the token.

use super::flows::{Flows, StartError};
use crate::flow::FlowId;
use axum::extract::{Path, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use axum::{Router, body::Bytes};
use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;

#[derive(Clone)]
struct Hand {
    flows: Flows,
    token: SecretString,
}

impl Flows {
    /// A route that starts flows by name, version and id: `POST /order/1/shop%3A1001` with the input as JSON and
    /// `Authorization: Bearer TOKEN`. It answers 202, the same for an id that was started before.
    pub fn by_hand(&self, token: impl Into<SecretString>) -> Router {
        let hand = Hand { flows: self.clone(), token: token.into() };
        Router::new().route("/{name}/{version}/{id}", post(start)).with_state(hand)
    }
}

async fn start(
    State(hand): State<Hand>,
    Path((name, version, id)): Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    if !is_allowed(&headers, &hand.token) {
        return (StatusCode::UNAUTHORIZED, String::new());
    }
    let Ok(input) = serde_json::from_slice(&body) else {
        return (StatusCode::BAD_REQUEST, "the input is not JSON".into());
    };
    match hand.flows.start_named(&format!("{name}@{version}"), &FlowId::from(id), input).await {
        Ok(_) => (StatusCode::ACCEPTED, String::new()),
        Err(error @ StartError::Unknown(_)) => (StatusCode::NOT_FOUND, error.to_string()),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, error.to_string()),
    }
}

/// In constant time. An empty token opens nothing.
fn is_allowed(headers: &HeaderMap, token: &SecretString) -> bool {
    let given = headers.get(AUTHORIZATION).and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
    let wanted = token.expose_secret().as_bytes();
    !wanted.is_empty() && given.is_some_and(|given| bool::from(given.ct_eq(wanted)))
}
