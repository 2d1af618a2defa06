//! The office as web pages: how flows stand, what they have done, how vendors do, and the buttons that do something about it.
//!
//! Pages are made here and need no script, font or file from anywhere. Text of flows and vendors is escaped, always
//! ([`html`]). Who may look: whoever can reach the loopback interface, or who has the token. What changes something wants a
//! secret that only the pages have, so that no other site's page can press the buttons ([`guard`]).

mod guard;
mod html;
mod pages;

use super::office::{Office, OfficeError};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use guard::Guard;
use html::Html;
use secrecy::SecretString;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many flows are listed.
const MOST: usize = 500;

/// Who may look at the dashboard.
#[derive(Debug, Clone)]
pub enum Access {
    /// Whoever asks under a name of the loopback interface: for a server that listens there only.
    Loopback,
    /// Who gives this as the password of HTTP Basic, under any user name. The server must be reached by HTTPS.
    Token(SecretString),
}

#[derive(Clone)]
struct Desk {
    office: Arc<Office>,
    guard: Arc<Guard>,
}

impl Office {
    /// The pages, as a router of axum.
    pub fn dashboard(self, access: Access) -> Router {
        let desk = Desk { office: Arc::new(self), guard: Arc::new(Guard::new(access)) };
        Router::new()
            .route("/", get(flows))
            .route("/vendors", get(vendors))
            .route("/drift", get(drift))
            .route("/versions", get(versions))
            .route("/flows/{id}", get(flow))
            .route("/flows/{id}/{action}", post(act))
            .layer(axum::middleware::from_fn_with_state(Arc::clone(&desk.guard), guard::check))
            .with_state(desk)
    }
}

async fn flows(State(desk): State<Desk>) -> Response {
    page(desk.office.list(MOST).await.map(|rows| pages::flows(&rows)))
}

async fn vendors(State(desk): State<Desk>) -> Response {
    page(desk.office.tallies().await.map(|tallies| pages::vendors(&tallies)))
}

async fn drift(State(desk): State<Desk>) -> Response {
    page(desk.office.drift().await.map(|rows| pages::drift(&rows)))
}

async fn versions(State(desk): State<Desk>) -> Response {
    let used = desk
        .office
        .tallies()
        .await
        .map(|tallies| tallies.into_iter().map(|tally| (tally.vendor, tally.version)).collect::<BTreeSet<_>>());
    page(used.map(|used| pages::versions(desk.office.versions(), &used)))
}

async fn flow(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    let row = match desk.office.show(&id).await {
        Ok(row) => row,
        Err(error) => return page(Err(error)),
    };
    page(desk.office.steps(&id).await.map(|steps| pages::flow(&row, &steps, desk.guard.secret())))
}

async fn act(State(desk): State<Desk>, Path((id, action)): Path<(String, String)>, body: String) -> Response {
    if !desk.guard.is_ours(&body) {
        return (StatusCode::FORBIDDEN, "the page is too old: load it again").into_response();
    }
    let done = match action.as_str() {
        "retry" => desk.office.retry(&id).await,
        "resume" => desk.office.resume(&id).await,
        "cancel" => desk.office.cancel(&id).await,
        "give-up" => desk.office.give_up(&id).await,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match done {
        // The page shows what came of it; loading that again does nothing.
        Ok(()) => Redirect::to(&format!("/flows/{}", crate::percent::escaped(&id))).into_response(),
        Err(error) => page(Err(error)),
    }
}

fn page(page: Result<Html, OfficeError>) -> Response {
    let (status, body) = match page {
        Ok(page) => (StatusCode::OK, page),
        Err(error) => {
            let status = match &error {
                OfficeError::NoFlow(_) => StatusCode::NOT_FOUND,
                OfficeError::NotNow { .. } => StatusCode::CONFLICT,
                OfficeError::Storage(_) => StatusCode::SERVICE_UNAVAILABLE,
            };
            (status, pages::error(&error.to_string()))
        }
    };
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"),
    ] {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
    (status, headers, body.into_text()).into_response()
}
