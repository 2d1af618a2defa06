//! [`Delivery`] as an extractor of axum: `async fn hook(delivery: Delivery)`, in a router whose state is or holds a
//! [`Verifier`].

use super::delivery::Delivery;
use super::error::WebhookError;
use super::verifier::Verifier;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRef, FromRequest, OriginalUri, Request};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use std::time::SystemTime;

/// A request that does not reach the handler.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Refusal {
    /// It is no delivery, or a repeat. Answered with [`WebhookError::status`] and no word of why.
    Error(WebhookError),
    /// The vendor asks whether the URL is ours. Answered with [`Delivery::answer`].
    Question(Delivery),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, body) = match &self {
            Self::Error(error) => return error.status().into_response(),
            Self::Question(delivery) => (StatusCode::OK, delivery.answer().unwrap_or_default().to_owned()),
        };
        let mut response = (status, body).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    }
}

impl<S> FromRequest<S> for Delivery
where
    Verifier: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let verifier = Verifier::from_ref(state);
        let request = whole(request, &verifier, state).await.map_err(Refusal::Error)?;
        let delivery = verifier.verify(&request, SystemTime::now()).await.map_err(Refusal::Error)?;
        if delivery.answer().is_some() { Err(Refusal::Question(delivery)) } else { Ok(delivery) }
    }
}

/// The request with its body, and with the path that was called: a nested router has cut it.
async fn whole<S: Send + Sync>(
    mut request: Request,
    verifier: &Verifier,
    state: &S,
) -> Result<http::Request<Bytes>, WebhookError> {
    DefaultBodyLimit::max(verifier.body_limit()).apply(&mut request);
    let (mut parts, body) = request.into_parts();
    if let Some(OriginalUri(uri)) = parts.extensions.get::<OriginalUri>() {
        parts.uri = uri.clone();
    }
    let kept = parts.clone();
    let body = Bytes::from_request(Request::from_parts(parts, Body::new(body)), state).await;
    let body = body.map_err(|error| WebhookError::unread(error.status()))?;
    Ok(http::Request::from_parts(kept, body))
}
