//! Values of requests made up from the contract; [`writer`](super::writer) has the requests that carry them.

use super::Mock;
use super::contract::{Body, Media};
use super::given::{Coding, coding, preferred};
use super::schemas::{Side, step};
use super::shape::Shape;
use super::synth::{Fill, seed};
use crate::Value;
use serde_json::Map;

/// Values for a request of an operation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sample {
    /// Parallel to the operation's parameters.
    pub parameters: Vec<Option<Value>>,
    /// The body and its media type.
    pub body: Option<(String, Value)>,
}

impl Mock {
    /// Values that the operation takes. `media_type`: of the body, where the document has several; else JSON or the first.
    pub fn sample(&self, operation: usize, fill: Fill, media_type: Option<&str>, number: u64) -> Sample {
        let declared = &self.contract().operations[operation];
        let number = seed(&[&declared.key(), "sample"]) ^ number.rotate_left(40);
        let parameters = declared.parameters.iter().enumerate().map(|(index, parameter)| {
            let wanted = parameter.required || fill != Fill::Required;
            let pointer = format!("/operations/{operation}/parameters/{index}/schema");
            wanted.then(|| self.valid(parameter.schema.as_ref(), &pointer, &parameter.name, fill, number))
        });
        let parameters = parameters.collect();
        // A body that may be left out, but not some of its members, is there: clients ask for these.
        let has_needs = |body: &Body| {
            let schemas = body.content.values().filter_map(|media| media.schema.as_ref());
            schemas.into_iter().any(|schema| Shape::of(&self.contract().value, Some(schema)).requires())
        };
        let wanted = declared.body.as_ref().filter(|body| body.required || fill != Fill::Required || has_needs(body));
        let body = wanted.and_then(|body| {
            let asked = media_type.and_then(|wanted| body.content.iter().find(|(name, _)| *name == wanted));
            let (name, media) = asked.or_else(|| preferred(&body.content))?;
            Some((name.clone(), self.body_sample(operation, name, media, fill, number)))
        });
        Sample { parameters, body }
    }

    fn body_sample(&self, operation: usize, name: &str, media: &Media, fill: Fill, number: u64) -> Value {
        let pointer = format!("/operations/{operation}/body/content/{}/schema", step(name));
        let value = self.valid(media.schema.as_ref(), &pointer, "body", fill, number);
        if coding(name) == Coding::Form && holds_nothing(&value) {
            return self.valid(media.schema.as_ref(), &pointer, "body", Fill::All, number);
        }
        value
    }

    fn valid(&self, schema: Option<&Value>, pointer: &str, name: &str, fill: Fill, number: u64) -> Value {
        let Some(schema) = schema else { return "intertie".into() };
        self.made_up(Side::Request, (schema, pointer), name, fill, number)
    }
}

/// Whether there is an empty object or list somewhere, which forms cannot say.
fn holds_nothing(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            members.values().any(|value| value.as_object().is_some_and(Map::is_empty) || holds_nothing(value))
        }
        Value::Array(items) => items.is_empty() || items.iter().any(holds_nothing),
        _ => false,
    }
}
