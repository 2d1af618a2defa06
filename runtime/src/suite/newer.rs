//! The client of one version before the vendor of another: what it sends is made of its own contract, and the mock answers
//! by the other one.
//!
//! The environment names the other contract's file: `INTERTIE_CONTRACT` (`intertie dump --stage contract` writes one). What
//! the newer vendor has more than the client knows is no failure; what the client relies on and does not get is.

use super::call::{Call, Declared};
use crate::mock::{Contract, Operation, Place};

/// The variable.
const VARIABLE: &str = "INTERTIE_CONTRACT";

/// The contract that the environment names; `None`: the client's own counts.
pub(super) fn contract() -> Result<Option<Contract>, String> {
    let Some(path) = std::env::var_os(VARIABLE) else { return Ok(None) };
    let wrong = |error: &dyn std::fmt::Display| format!("{VARIABLE}: {}: {error}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|error| wrong(&error))?;
    Contract::parse(&text).map(Some).map_err(|error| wrong(&error))
}

/// Brings operations to what the calls know of them: their paths' names, and the statuses that both declare, in the calls'
/// order. Gives the calls with those statuses; a call without its operation comes as it was.
pub(super) fn align(newer: &mut Contract, calls: &[Call]) -> Vec<Call> {
    calls.iter().map(|call| aligned(newer, call)).collect()
}

fn aligned(newer: &mut Contract, call: &Call) -> Call {
    let mut answers: Vec<Declared> = call.answers.to_vec();
    if let Some(operation) = newer.operations.iter_mut().find(|operation| is_it(operation, call)) {
        rename(operation, call);
        let mut found = std::mem::take(&mut operation.answers);
        answers.retain(|declared| found.iter().any(|answer| answer.status == declared.status));
        found.retain(|answer| answers.iter().any(|declared| declared.status == answer.status));
        let place = |status: &str| answers.iter().position(|declared| declared.status == status);
        found.sort_by_key(|answer| place(&answer.status));
        operation.answers = found;
    }
    // The test program holds its calls until it ends.
    Call { answers: answers.leak(), ..*call }
}

/// Whether an operation is the call's, whatever the members of its path are called.
fn is_it(operation: &Operation, call: &Call) -> bool {
    nameless(&operation.key()) == nameless(call.operation)
}

/// Gives the members of the path the names that the call knows.
fn rename(operation: &mut Operation, call: &Call) {
    let path = call.operation.split_once(' ').map_or("", |(_, path)| path);
    let path = path.split('?').next().unwrap_or_default();
    for (old, new) in names(&operation.path).into_iter().zip(names(path)) {
        let of_path = |one: &&mut crate::mock::Parameter| one.place == Place::Path && one.name == old;
        if let Some(parameter) = operation.parameters.iter_mut().find(of_path) {
            parameter.name = new;
        }
    }
    path.clone_into(&mut operation.path);
}

fn names(path: &str) -> Vec<String> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
}

/// `GET /orders/{id}` as `GET /orders/{}`.
fn nameless(key: &str) -> String {
    let mut parts = key.split('{');
    let head = parts.next().unwrap_or_default().to_owned();
    parts.fold(head, |all, part| format!("{all}{{}}{}", part.split_once('}').map_or(part, |(_, rest)| rest)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::other;
    use serde_json::json;

    const KNOWN: &[Declared] = &[other("200", ""), other("404", ""), other("default", "")];

    #[test]
    fn names_of_paths_and_statuses_become_those_of_the_call() {
        let value = json!({
            "format": 1, "vendor": "acme", "title": "", "version": "2", "policy": {},
            "operations": [{
                "id": "get", "call": "orders::get", "method": "GET", "path": "/orders/{order_id}/{line}",
                "parameters": [
                    {"name": "line", "in": "path", "style": "simple"},
                    {"name": "order_id", "in": "path", "style": "simple"},
                    {"name": "order_id", "in": "query", "style": "form"},
                ],
                "answers": [{"status": "404"}, {"status": "409"}, {"status": "200"}],
            }],
        });
        let mut newer = Contract::read(value).unwrap();
        let call = |operation| Call { name: "orders::get", operation, answers: KNOWN, driver: &Nobody };
        let aligned = align(&mut newer, &[call("GET /orders/{id}/{at}"), call("GET /gone")]);
        let statuses = |call: &Call| call.answers.iter().map(|declared| declared.status).collect::<Vec<_>>();
        assert_eq!((statuses(&aligned[0]), statuses(&aligned[1])), (vec!["200", "404"], vec!["200", "404", "default"]));
        let (_, operation) = newer.operation("GET /orders/{id}/{at}").unwrap();
        assert_eq!(operation.answers.iter().map(|answer| answer.status.as_str()).collect::<Vec<_>>(), ["200", "404"]);
        let names: Vec<_> = operation.parameters.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["at", "id", "order_id"], "only members of the path are renamed");
    }

    #[derive(Debug)]
    struct Nobody;

    impl super::super::call::Drive for Nobody {
        fn spec(&self) -> &'static crate::spec::OperationSpec {
            unreachable!("nothing is sent")
        }

        fn table(&self) -> &'static crate::codec::Table {
            unreachable!("nothing is sent")
        }

        fn send(
            &self,
            _: crate::client::Client,
            _: crate::Value,
            _: super::super::stage::Settings,
        ) -> crate::auth::BoxFuture<'static, super::super::Outcome> {
            unreachable!("nothing is sent")
        }

        fn items(
            &self,
            _: crate::client::Client,
            _: crate::Value,
            _: super::super::stage::Settings,
        ) -> Option<crate::auth::BoxFuture<'static, Result<usize, String>>> {
            None
        }
    }
}
