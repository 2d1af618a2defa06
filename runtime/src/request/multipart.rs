//! `multipart/form-data` (RFC 7578).

mod boundary;

use super::body::{Written, unspent};
use super::error::{Reason, RequestError};
use super::node::Node;
use super::query::is_json;
use super::{Slot, Values};
use crate::codec::file::{Content, File};
use crate::codec::{Encode, EncodeError, Members, Sequence, Sink, to_vec};
use crate::spec::{BodyChoice, Part};
use crate::upload::joined;
use std::fmt;

/// The members of the body as parts.
pub(super) fn write(values: Values<'_>, spec: BodyChoice) -> Result<Written, RequestError> {
    let mut form = Form::default();
    for slot in values.of(Part::Body) {
        if let Some(value) = slot.present() {
            form.add(slot.name(), slot.place.media, value).map_err(|reason| slot.error(reason))?;
        }
    }
    if let Some(rest) = values.table.others() {
        let added = rest.each(&mut |key, value| form.add(key, "", value));
        added.map_err(|error| RequestError::whole(error.into()))?;
    }
    Ok(form.written(spec.media_type))
}

/// A single value that is the whole body: its members as parts, or one part of the place's name.
pub(super) fn whole(slot: Slot<'_>, value: &dyn Encode, spec: BodyChoice) -> Result<Written, Reason> {
    let mut form = Form::default();
    let name = if slot.name().is_empty() { "file" } else { slot.name() };
    value.encode(&mut PartSink { form: &mut form, name, media: "", spread: true })?;
    Ok(form.written(spec.media_type))
}

/// The parts, one after the other.
#[derive(Default)]
struct Form {
    parts: Vec<(String, Content)>,
}

impl Form {
    /// Adds a value: a list as parts of one name, what is compound as JSON.
    fn add(&mut self, name: &str, media: &str, value: &dyn Encode) -> Result<(), EncodeError> {
        if is_json(media) {
            self.push(name, None, media, Content::Bytes(to_vec(value)?.into()));
            return Ok(());
        }
        value.encode(&mut PartSink { form: self, name, media, spread: false })
    }

    fn push(&mut self, name: &str, file_name: Option<&str>, media: &str, content: Content) {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = file_name {
            head.extend(["; filename=\"", &quoted(file_name), "\""]);
        }
        if !media.is_empty() && super::header::value(media).is_some() {
            head.extend(["\r\nContent-Type: ", media]);
        }
        self.parts.push((head, content));
    }

    fn written(self, media_type: &str) -> Written {
        let boundary = boundary::of(&self.parts);
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        let mut pieces = Pieces::default();
        for (head, content) in self.parts {
            pieces.bytes(format!("--{boundary}\r\n{head}\r\n\r\n").as_bytes());
            match content {
                Content::Bytes(bytes) => pieces.bytes(&bytes),
                stream @ Content::Stream(_) => pieces.stream(stream),
            }
            pieces.bytes(b"\r\n");
        }
        pieces.bytes(format!("--{boundary}--\r\n").as_bytes());
        Written::of(pieces.finish(), &format!("{essence}; boundary={boundary}"))
    }
}

/// What a body consists of: bytes in a row are one piece.
#[derive(Default)]
struct Pieces {
    done: Vec<Content>,
    open: Vec<u8>,
}

impl Pieces {
    fn bytes(&mut self, bytes: &[u8]) {
        self.open.extend_from_slice(bytes);
    }

    fn stream(&mut self, stream: Content) {
        let open = std::mem::take(&mut self.open);
        self.done.extend([Content::Bytes(open.into()), stream]);
    }

    fn finish(mut self) -> Content {
        let last = Content::Bytes(self.open.into());
        if self.done.is_empty() {
            return last;
        }
        self.done.push(last);
        Content::Stream(joined(self.done))
    }
}

/// As browsers write names (WHATWG HTML, multipart form data): nothing can end the quotes or the line.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out += "%22",
            '\r' => out += "%0D",
            '\n' => out += "%0A",
            c if c.is_control() => out.push('_'),
            c => out.push(c),
        }
    }
    out
}

/// Takes a value and adds its parts.
struct PartSink<'a> {
    form: &'a mut Form,
    name: &'a str,
    media: &'a str,
    /// Whether the members of an object are parts of their own.
    spread: bool,
}

impl PartSink<'_> {
    fn text(&mut self, text: &str) {
        self.form.push(self.name, None, self.media, Content::Bytes(text.as_bytes().to_vec().into()));
    }

    fn json(&mut self, bytes: Vec<u8>) {
        let media = if self.media.is_empty() { "application/json" } else { self.media };
        self.form.push(self.name, None, media, Content::Bytes(bytes.into()));
    }
}

impl Sink for PartSink<'_> {
    fn null(&mut self) -> Result<(), EncodeError> {
        Ok(())
    }
    fn bool(&mut self, value: bool) -> Result<(), EncodeError> {
        self.text(if value { "true" } else { "false" });
        Ok(())
    }
    fn int(&mut self, value: i128) -> Result<(), EncodeError> {
        self.text(&value.to_string());
        Ok(())
    }
    fn float(&mut self, value: f64) -> Result<(), EncodeError> {
        let node = Node::of(&value)?;
        self.text(&node.text().unwrap_or_default());
        Ok(())
    }
    fn str(&mut self, value: &str) -> Result<(), EncodeError> {
        self.text(value);
        Ok(())
    }
    fn array(&mut self, items: &dyn Sequence) -> Result<(), EncodeError> {
        items.each(&mut |item| match Node::of(item)? {
            // A list in a list has no form of its own.
            Node::List(_) | Node::Map(_) => {
                self.json(to_vec(item)?);
                Ok(())
            }
            _ => item.encode(self),
        })
    }
    fn object(&mut self, members: &dyn Members) -> Result<(), EncodeError> {
        if self.spread {
            return members.each(&mut |entry| self.form.add(entry.key, "", entry.value));
        }
        self.json(to_vec(&Compound(members))?);
        Ok(())
    }
    fn file(&mut self, file: &File) -> Result<(), EncodeError> {
        // Servers tell files from texts by the file name.
        let name = file.name.as_deref().unwrap_or(self.name).to_owned();
        let declared = if self.media.contains('*') { "" } else { self.media };
        let media = file.media_type.as_deref().unwrap_or(declared);
        let media = if media.is_empty() { "application/octet-stream" } else { media };
        self.form.push(self.name, Some(&name), media, unspent(file.content.clone())?);
        Ok(())
    }
}

/// An object on its way through, as a value again.
struct Compound<'a>(&'a dyn Members);

impl Encode for Compound<'_> {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.object(self.0)
    }
}

impl fmt::Debug for Compound<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Compound")
    }
}
