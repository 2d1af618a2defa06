//! Flows started by what vendors send.
//!
//! A delivery is proved, its flow is in the journal, and only then it is answered: what is not answered with 2xx the vendor
//! sends again. The delivery's [key](Delivery::key) is the flow's id, so that what is sent again starts nothing twice.

use super::flows::Flows;
use crate::flow::{Error, FlowBody};
use crate::webhook::{Delivery, Refusal, Verifier};
use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use std::sync::Arc;

/// What a flow is started with for a delivery; `None`: it is not about this flow.
type Read<F> = Arc<dyn Fn(&Delivery) -> Result<Option<<F as FlowBody>::Input>, Error> + Send + Sync>;

struct Receiver<F: FlowBody> {
    flows: Flows,
    verifier: Verifier,
    read: Read<F>,
}

impl<F: FlowBody> Clone for Receiver<F> {
    fn clone(&self) -> Self {
        Self { flows: self.flows.clone(), verifier: self.verifier.clone(), read: Arc::clone(&self.read) }
    }
}

impl<F: FlowBody> FromRef<Receiver<F>> for Verifier {
    fn from_ref(receiver: &Receiver<F>) -> Self {
        receiver.verifier.clone()
    }
}

impl Flows {
    /// A route that starts a flow for each delivery: `POST /` of the router, to be nested where the vendor sends.
    ///
    /// It answers 200 when the flow is in the journal, 202 where `read` finds that the delivery is not about it, 422 where
    /// `read` cannot read it (and the vendor need not send it again), 503 where the journal fails (and it should).
    pub fn webhook<F: FlowBody>(
        &self,
        verifier: Verifier,
        read: impl Fn(&Delivery) -> Result<Option<F::Input>, Error> + Send + Sync + 'static,
    ) -> Router {
        let receiver = Receiver::<F> { flows: self.clone(), verifier, read: Arc::new(read) };
        Router::new().route("/", post(receive::<F>)).with_state(receiver)
    }
}

async fn receive<F: FlowBody>(State(receiver): State<Receiver<F>>, delivery: Result<Delivery, Refusal>) -> Response {
    let delivery = match delivery {
        Ok(delivery) => delivery,
        Err(refusal) => return refusal.into_response(),
    };
    let input = match (receiver.read)(&delivery) {
        Ok(Some(input)) => input,
        Ok(None) => return StatusCode::ACCEPTED.into_response(),
        Err(_) => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
    };
    if receiver.flows.start::<F>(delivery.key(), &input).await.is_ok() {
        return StatusCode::OK.into_response();
    }
    // It is to come again. Where it cannot be forgotten, its own store says so at the next delivery.
    let _ = receiver.verifier.forget(&delivery).await;
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
