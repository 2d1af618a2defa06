//! What to put into requests: what the user says, and ids that earlier answers hold.

use intertie::mock::{Fill, Incoming, Mock, Operation, Place};
use serde_json::Value;
use std::collections::BTreeMap;

/// Values for parameters.
pub(super) struct Values {
    given: BTreeMap<String, String>,
    /// By the path of the collection as it was asked for: the first item of its list.
    items: BTreeMap<String, Value>,
}

impl Values {
    pub(super) fn new(given: BTreeMap<String, String>) -> Self {
        Self { given, items: BTreeMap::new() }
    }

    /// A request with what is required, and nothing made up where it would be for a thing that is not there.
    pub(super) fn request(&self, mock: &Mock, at: usize) -> Result<Incoming, String> {
        let operation = &mock.contract().operations[at];
        let mut sample = mock.sample(at, Fill::Required, None, 0);
        for (parameter, value) in operation.parameters.iter().zip(&mut sample.parameters) {
            let known = self.given.get(&parameter.name).cloned();
            let known = known
                .or_else(|| (parameter.place == Place::Path).then(|| self.id(operation, &parameter.name)).flatten());
            match known {
                Some(known) => *value = Some(Value::String(known)),
                None if parameter.place == Place::Path => {
                    return Err(format!("no value for `{}`: --value {}=...", parameter.name, parameter.name));
                }
                None => {}
            }
        }
        let mut request = mock.request(at, &sample);
        // A made-up proof would only be refused.
        for name in ["authorization", "cookie"] {
            request.headers.remove(name);
        }
        Ok(request)
    }

    /// The id of the first thing on the list that the parameter is an item of.
    fn id(&self, operation: &Operation, name: &str) -> Option<String> {
        let before = operation.path.split(&format!("/{{{name}}}")).next()?;
        let collection = self.filled(before)?;
        let item = self.items.get(&collection)?;
        let bare = name.strip_suffix("_id").or_else(|| name.strip_suffix("Id")).unwrap_or(name);
        let found = [name, "id", "uuid", "sid", "key", "name", bare].iter().find_map(|key| item.get(*key));
        match found.unwrap_or(item) {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A path with the parameters that are known.
    fn filled(&self, template: &str) -> Option<String> {
        let path = self
            .given
            .iter()
            .fold(template.to_owned(), |path, (name, value)| path.replace(&format!("{{{name}}}"), value));
        (!path.contains('{')).then_some(path)
    }

    /// Takes note of the first thing on a list.
    pub(super) fn learn(&mut self, operation: &Operation, path: &str, body: &[u8]) {
        if operation.method != "GET" {
            return;
        }
        let Ok(body) = serde_json::from_slice::<Value>(body) else { return };
        let lists = body.as_object().into_iter().flat_map(|members| members.values());
        let list = std::iter::once(&body).chain(lists).find_map(Value::as_array);
        if let Some(first) = list.and_then(|items| items.first()) {
            self.items.insert(path.trim_end_matches('/').to_owned(), first.clone());
        }
    }
}
