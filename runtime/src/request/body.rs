//! The body: a member that is the whole of it, or the members that make it up.

use super::error::{Reason, RequestError};
use super::node::Node;
use super::query::{Pairs, form};
use super::{Body, Slot, Values, header, multipart};
use crate::codec::file::Content;
use crate::codec::{Encode, EncodeError, Entry, Members, Sink};
use crate::spec::{BodyChoice, BodySpec, Coding, Part};
use http::HeaderValue;
use std::fmt;

/// A body and its `Content-Type`.
#[derive(Default)]
pub(super) struct Written {
    pub(super) body: Body,
    pub(super) media_type: Option<HeaderValue>,
}

impl Written {
    /// A media type comes from the document or from a file: one that is no header value is no media type.
    pub(super) fn new(bytes: Vec<u8>, media_type: &'static str) -> Self {
        Self { body: Body::Bytes(bytes.into()), media_type: header::fixed(media_type) }
    }

    pub(super) fn of(content: Content, media_type: &str) -> Self {
        let body = match content {
            Content::Bytes(bytes) => Body::Bytes(bytes),
            Content::Stream(stream) => Body::Stream(stream),
        };
        Self { body, media_type: header::value(media_type) }
    }
}

/// The body of an operation.
pub(super) fn write(values: Values<'_>) -> Result<Written, RequestError> {
    let Some(declared) = &values.spec.body else { return Ok(Written::default()) };
    let spec = chosen(values, declared)?;
    if let Some(slot) = values.of(Part::WholeBody).next() {
        return match slot.present() {
            Some(value) => whole(spec, slot, value).map_err(|reason| slot.error(reason)),
            None => Ok(Written::default()),
        };
    }
    let object = BodyObject(values);
    if !declared.required && object.is_empty() {
        return Ok(Written::default());
    }
    let encoded = |error: EncodeError| RequestError::whole(error.into());
    match spec.coding {
        Coding::Form => Ok(Written::new(object.form()?.into_bytes(), spec.media_type)),
        Coding::Multipart => multipart::write(values, spec),
        Coding::Json | Coding::Text | Coding::Bytes => {
            Ok(Written::new(crate::to_vec(&object).map_err(encoded)?, spec.media_type))
        }
    }
}

/// The media type to send: the first one unless the caller chose another.
fn chosen(values: Values<'_>, declared: &'static BodySpec) -> Result<BodyChoice, RequestError> {
    let first = BodyChoice { media_type: declared.media_type, coding: declared.coding };
    let Some(slot) = values.of(Part::MediaType).next() else { return Ok(first) };
    let Some(value) = slot.present() else { return Ok(first) };
    let text = crate::form::scalar(value).map_err(|error| slot.error(error))?.unwrap_or_default();
    let mut all = std::iter::once(&first).chain(declared.choices);
    all.find(|choice| choice.media_type == text).copied().ok_or_else(|| slot.error(Reason::MediaType))
}

fn whole(spec: BodyChoice, slot: Slot<'_>, value: &dyn Encode) -> Result<Written, Reason> {
    Ok(match spec.coding {
        Coding::Json => Written::new(crate::to_vec(value)?, spec.media_type),
        Coding::Form => Written::new(form(Node::of(value)?)?.into_bytes(), spec.media_type),
        Coding::Multipart => multipart::whole(slot, value, spec)?,
        Coding::Text | Coding::Bytes => match Node::of(value)? {
            Node::Null => Written::default(),
            Node::Text(text) => Written::new(text.into_bytes(), concrete(spec.media_type, None)),
            Node::File(file) => {
                let media_type = concrete(spec.media_type, file.media_type.as_deref()).to_owned();
                Written::of(unspent(file.content)?, &media_type)
            }
            Node::List(_) | Node::Map(_) => Written::new(crate::to_vec(value)?, spec.media_type),
        },
    })
}

/// The content of a file, unless it is a stream that was sent already.
pub(super) fn unspent(content: Content) -> Result<Content, EncodeError> {
    match &content {
        Content::Stream(stream) if stream.is_spent() => {
            Err(EncodeError::new("the stream was sent already; a request that is sent again needs a new one"))
        }
        Content::Bytes(_) | Content::Stream(_) => Ok(content),
    }
}

/// The media type to send: the file's own where it fits, never a range like `image/*`.
fn concrete<'a>(declared: &'a str, own: Option<&'a str>) -> &'a str {
    if !declared.contains('*') && declared != "application/octet-stream" {
        return declared;
    }
    own.unwrap_or("application/octet-stream")
}

/// The members that make up the body.
struct BodyObject<'a>(Values<'a>);

impl BodyObject<'_> {
    fn is_empty(&self) -> bool {
        let mut empty = true;
        // Nothing here fails but what `take` fails with.
        let _ = self.each(&mut |_| {
            empty = false;
            Ok(())
        });
        empty
    }

    fn form(&self) -> Result<String, RequestError> {
        let mut out = Pairs::default();
        for slot in self.0.of(Part::Body) {
            out.slot(slot)?;
        }
        if let Some(rest) = self.0.table.others() {
            let mut nodes = Vec::new();
            let read = rest.each(&mut |key, value| {
                nodes.push((key.to_owned(), Node::of(value)?));
                Ok(())
            });
            read.map_err(|error| RequestError::whole(error.into()))?;
            out.rest(nodes);
        }
        Ok(out.text)
    }
}

impl Members for BodyObject<'_> {
    fn each(&self, take: &mut dyn FnMut(Entry<'_>) -> Result<(), EncodeError>) -> Result<(), EncodeError> {
        for slot in self.0.of(Part::Body) {
            if slot.member.is_required() || !slot.value.is_absent() {
                take(Entry { key: slot.name(), member: Some(slot.member), value: slot.value })?;
            }
        }
        let Some(rest) = self.0.table.others() else { return Ok(()) };
        rest.each(&mut |key, value| {
            // A declared member in the rest would be written twice.
            if self.0.of(Part::Body).any(|slot| slot.name() == key) {
                return Ok(());
            }
            take(Entry { key, member: None, value })
        })
    }
}

impl Encode for BodyObject<'_> {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.object(self)
    }
}

impl fmt::Debug for BodyObject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BodyObject")
    }
}
