//! What a person or a test tells a mock over HTTP, beside the vendor's own paths.

use super::deliver::{Delivered, Wish};
use super::incoming::{Incoming, Problem};
use super::reply::Reply;
use super::{Mock, Scenario};
use crate::Value;
use serde_json::json;
use std::time::SystemTime;

/// Where it listens to that.
const FOLDER: &str = "/_intertie/";

/// The answer, where the request is one of these.
pub(super) fn answer(mock: &Mock, request: &Incoming) -> Option<Reply> {
    let what = request.path.strip_prefix(FOLDER)?;
    Some(match (request.method.as_str(), what) {
        ("GET", "operations") => operations(mock),
        ("GET", "requests") => requests(mock),
        ("GET", "coverage") => Reply::of(200, "application/json", json!(mock.coverage()).to_string()),
        ("GET", "events") => events(mock),
        ("GET", "deliveries") => Reply::of(200, "application/json", json!(mock.deliveries()).to_string()),
        ("POST", "deliver") => deliver(mock, &request.body),
        ("POST", "scenario") => scenario(mock, &request.body),
        ("POST", "reset") => {
            mock.reset();
            Reply::empty(204)
        }
        _ => wrong(
            "there are GET operations, requests, coverage, events and deliveries, POST scenario, deliver and reset",
        ),
    })
}

fn operations(mock: &Mock) -> Reply {
    let all: Vec<Value> = (mock.contract().operations.iter())
        .map(|one| {
            let answers: Vec<&str> = one.answers.iter().map(|answer| answer.status.as_str()).collect();
            json!({ "operation": one.key(), "id": one.id, "answers": answers })
        })
        .collect();
    Reply::of(200, "application/json", Value::from(all).to_string())
}

/// Without headers and bodies, which may hold secrets.
fn requests(mock: &Mock) -> Reply {
    let all: Vec<Value> = (mock.exchanges().iter())
        .map(|exchange| {
            let operation = exchange.operation.map(|at| mock.contract().operations[at].key());
            let (method, path) = (&exchange.request.method, &exchange.request.path);
            json!({ "operation": operation, "method": method, "path": path, "problems": exchange.problems })
        })
        .collect();
    Reply::of(200, "application/json", Value::from(all).to_string())
}

/// `{"operation": "GET /v1/customers", "scenario": "status=500 times=2"}`; without a scenario, nothing unusual happens.
fn scenario(mock: &Mock, body: &[u8]) -> Reply {
    let Ok(Value::Object(wish)) = serde_json::from_slice(body) else {
        return wrong("the body is an object with `scenario`, and `operation` where it is not for all");
    };
    let operation = wish.get("operation").and_then(Value::as_str).unwrap_or_default();
    if !operation.is_empty() && mock.contract().operation(operation).is_none() {
        return wrong(&format!("there is no operation `{operation}`; GET operations lists all"));
    }
    let text = wish.get("scenario").and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    match text.map(str::parse::<Scenario>).transpose() {
        Ok(scenario) => {
            mock.set_scenario(operation, scenario);
            Reply::empty(204)
        }
        Err(error) => wrong(&error.to_string()),
    }
}

fn events(mock: &Mock) -> Reply {
    let names: Vec<&str> = mock.contract().webhooks.iter().map(|one| one.name.as_str()).collect();
    Reply::of(200, "application/json", json!(names).to_string())
}

/// `{"event": "payment.captured", "url": "http://127.0.0.1:8080/hook"}`: what is to be sent; [`told`] says what came of it.
fn deliver(mock: &Mock, body: &[u8]) -> Reply {
    let wish: Wish = match serde_json::from_slice(body) {
        Ok(wish) => wish,
        Err(error) => return wrong(&format!("the body says which `event` to deliver: {error}")),
    };
    match mock.outgoing(&wish, SystemTime::now()) {
        Ok(outgoing) => Reply { outgoing: Some(outgoing), ..Reply::empty(202) },
        Err(error) => wrong(&error.to_string()),
    }
}

/// What came of the delivery that was asked for.
pub(super) fn told(delivered: &Delivered) -> Reply {
    let status = if delivered.error.is_none() { 200 } else { 502 };
    Reply::of(status, "application/json", json!(delivered).to_string())
}

fn wrong(message: &str) -> Reply {
    Reply::problem(400, "the mock was asked for what it cannot do", &[Problem::new("request", "control", message)])
}
