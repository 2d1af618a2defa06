//! A vendor that answers from memory, and the flow that calls it.

use crate::Outcome;
use intertie::flow::{Error, Flow, FlowBody};
use intertie::transport::{BoxFuture, HttpRequest, HttpResponse, ResponseBody, TransportError};
use intertie::{Bearer, Transport};
use serde_json::{Value, json};
use std::future::ready;

/// The client that all contenders call by.
pub(crate) fn client() -> Outcome<stripe::Client> {
    Ok(stripe::Client::builder().auth(Bearer::new("sk_test_key")).transport(Memory).build()?)
}

/// What a step calls.
pub(crate) fn charge(client: &stripe::Client, number: u32) -> stripe::Call<'_, stripe::CreatePaymentIntent> {
    client.payment_intents().create(i64::from(number) + 100, "eur").metadata([("order", "1")])
}

/// The same call by the bare engine's step; what it journals.
pub(crate) async fn charged(client: &stripe::Client, number: u32) -> Outcome<Value> {
    let answer = charge(client, number).send_whole().await?;
    Ok(json!({"status": answer.status(), "id": answer.output().id, "body": body()}))
}

/// A flow of calls.
pub(crate) struct Calls(pub(crate) stripe::Client);

impl FlowBody for Calls {
    const NAME: &'static str = "calls";
    const VERSION: &'static str = "1";
    type Input = u32;
    type Output = ();

    async fn run(&self, flow: &Flow<'_>, steps: u32) -> Result<(), Error> {
        for number in 0..steps {
            flow.call(format!("charge {number}"), charge(&self.0, number)).await?;
        }
        Ok(())
    }
}

#[derive(Debug)]
struct Memory;

impl Transport for Memory {
    fn send(&self, _request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let body = ResponseBody::whole(body().to_string());
        let headers = intertie::http::HeaderMap::new();
        Box::pin(ready(Ok(HttpResponse { status: intertie::http::StatusCode::OK, headers, body })))
    }
}

fn body() -> Value {
    json!({"id": "pi_1", "object": "payment_intent", "amount": 100, "created": 1_780_000_000, "currency": "eur",
        "livemode": false, "metadata": {"order": "1"}, "status": "succeeded"})
}
