//! Operations and events -> what they carry.

use super::Builder;
use crate::document::{self, Operation};
use crate::ir;
use crate::ir::promises::{Call, Content, NodeId, Parameter, RequestBody, Response, ResponseHeader, Sent};
use crate::lower::{answers, events};

impl Builder<'_, '_> {
    /// One for each operation, not for its further media types.
    pub(super) fn calls(&mut self, operations: &[ir::Operation], at: &[usize]) -> Vec<Call> {
        let resolved = self.lower.resolved;
        let main = operations.iter().zip(at).enumerate();
        let main = main.filter(|(_, (operation, _))| operation.variant_of.is_none());
        main.map(|(index, (_, &at))| self.call(index, &resolved.document.operations[at])).collect()
    }

    fn call(&mut self, operation: usize, declared: &Operation) -> Call {
        let successes = answers::successes(declared);
        Call {
            operation,
            id: declared.operation_id.clone(),
            tags: declared.tags.clone(),
            sunset: declared.extensions.get("x-sunset").map(ToString::to_string),
            summary: declared.summary.clone(),
            description: declared.description.clone(),
            parameters: declared.parameters.iter().map(|parameter| self.parameter(parameter)).collect(),
            ignored: declared.ignored.clone(),
            body: declared.body.as_ref().map(|body| self.body(body)),
            responses: (declared.responses.iter())
                .map(|response| self.response(response, successes.contains(&response.status)))
                .collect(),
        }
    }

    /// One for each event, in their order.
    pub(super) fn sent(&mut self) -> Vec<Sent> {
        let found = events::found(self.lower.resolved);
        let sent = found.into_iter().enumerate().map(|(event, (webhook, _))| Sent {
            event,
            body: webhook.operation.body.as_ref().map(|body| self.body(body)),
        });
        sent.collect()
    }

    fn schema(&mut self, schema: Option<document::SchemaId>) -> Option<NodeId> {
        schema.map(|schema| self.place(&[schema]))
    }

    fn parameter(&mut self, declared: &document::Parameter) -> Parameter {
        Parameter {
            origin: declared.origin.clone(),
            wire: declared.name.clone(),
            location: declared.location,
            required: declared.required || declared.location == document::Location::Path,
            deprecated: declared.deprecated,
            description: declared.description.clone(),
            style: declared.style,
            explode: declared.explode,
            allow_reserved: declared.allow_reserved,
            content: declared.content.clone(),
            schema: self.schema(declared.schema),
        }
    }

    fn body(&mut self, declared: &document::RequestBody) -> RequestBody {
        RequestBody {
            origin: declared.origin.clone(),
            required: declared.required,
            description: declared.description.clone(),
            content: self.content(&declared.content),
        }
    }

    fn content(&mut self, declared: &[document::MediaType]) -> Vec<Content> {
        let content = declared.iter().map(|media| Content {
            origin: media.origin.clone(),
            media_type: media.name.clone(),
            schema: self.schema(media.schema),
            encoding: media.encoding.iter().map(|(wire, how)| (wire.clone(), encoding(how))).collect(),
        });
        content.collect()
    }

    fn response(&mut self, declared: &document::Response, success: bool) -> Response {
        let headers = declared.headers.iter().map(|header| ResponseHeader {
            wire: header.name.clone(),
            required: header.required,
            deprecated: header.deprecated,
            description: header.description.clone(),
            schema: self.schema(header.schema),
        });
        Response {
            origin: declared.origin.clone(),
            status: declared.status,
            success,
            description: declared.description.clone(),
            headers: headers.collect(),
            content: self.content(&declared.content),
        }
    }
}

fn encoding(declared: &document::Encoding) -> String {
    let media = declared.content_type.as_ref().map(|media| format!("as {media}"));
    let style = declared.style.map(|style| format!("style {style:?}"));
    let explode = declared.explode.map(|explode| format!("explode {explode}"));
    media.into_iter().chain(style).chain(explode).collect::<Vec<_>>().join(", ")
}
