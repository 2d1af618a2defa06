//! Whether a request is as the contract says.

use super::contract::{Contract, Operation};
use super::given::{self, Given};
use super::incoming::{Incoming, Problem};
use super::schemas::{Schemas, Side, step};
use super::security;
use crate::Value;

/// What a request holds and what is wrong with it. A lack of proof is told apart: it is answered first.
#[derive(Debug, Clone, Default)]
pub(super) struct Checked {
    pub(super) given: Given,
    pub(super) problems: Vec<Problem>,
    pub(super) unproven: Option<Problem>,
}

/// Checks a request for the operation number `at`.
pub(super) fn request(
    contract: &Contract,
    schemas: &Schemas,
    at: usize,
    path: &[(String, String)],
    request: &Incoming,
) -> Checked {
    let operation = &contract.operations[at];
    let root = &contract.value;
    let mut problems = Vec::new();
    let given = given::read(root, operation, path, request, &mut problems);
    parameters(root, schemas, at, operation, &given, &mut problems);
    if let Some((media, value)) = &given.body {
        let pointer = format!("/operations/{at}/body/content/{}/schema", step(media));
        if root.pointer(&pointer).is_some() {
            problems.extend(schemas.problems(root, Side::Request, &pointer, value, "body"));
        }
    }
    Checked { given, problems, unproven: security::problem(contract, operation, request) }
}

fn parameters(
    root: &Value,
    schemas: &Schemas,
    at: usize,
    operation: &Operation,
    given: &Given,
    problems: &mut Vec<Problem>,
) {
    for (index, (parameter, value)) in operation.parameters.iter().zip(&given.parameters).enumerate() {
        let name = format!("{}.{}", parameter.place.name(), parameter.name);
        match value {
            None if parameter.required => problems.push(Problem::new(name, "required", "this parameter is required")),
            Some(value) if parameter.schema.is_some() => {
                let pointer = format!("/operations/{at}/parameters/{index}/schema");
                problems.extend(schemas.problems(root, Side::Request, &pointer, value, &name));
            }
            Some(_) | None => {}
        }
    }
}
