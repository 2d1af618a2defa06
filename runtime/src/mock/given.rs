//! From a request to the values that its operation takes.

mod body;
mod parameters;

use super::contract::{Operation, Place};
use super::incoming::{Incoming, Problem};
use super::uri::pairs;
use crate::Value;

pub(super) use body::{Coding, coding, essence, media_of, preferred};

/// What a request holds, by the operation's table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Given {
    /// Parallel to the operation's parameters.
    pub(crate) parameters: Vec<Option<Value>>,
    /// The body, and under which of the declared media types it was read.
    pub(crate) body: Option<(String, Value)>,
}

impl Given {
    /// The value of a parameter in some of these places.
    pub(super) fn parameter(&self, operation: &Operation, places: &[Place], name: &str) -> Option<&Value> {
        let at = operation.parameters.iter().position(|one| places.contains(&one.place) && one.name == name)?;
        self.parameters.get(at)?.as_ref()
    }

    /// The value that the profile names: a member of the request, or with a `/` at the start, of the body.
    pub(crate) fn named(&self, operation: &Operation, name: &str) -> Option<&Value> {
        if name.starts_with('/') {
            return self.body.as_ref()?.1.pointer(name);
        }
        let places = [Place::Query, Place::Path, Place::Header, Place::Cookie];
        self.parameter(operation, &places, name).or_else(|| self.body.as_ref()?.1.get(name))
    }
}

/// Reads the values; what cannot be read is a problem.
pub(super) fn read(
    root: &Value,
    operation: &Operation,
    path: &[(String, String)],
    request: &Incoming,
    problems: &mut Vec<Problem>,
) -> Given {
    let query = pairs(&request.query);
    let sources = parameters::Sources { path, query: &query, request };
    let parameters = operation.parameters.iter().map(|parameter| sources.read(root, parameter, problems)).collect();
    let body = body::read(root, operation, request, problems);
    Given { parameters, body }
}
