//! `multipart/form-data` (RFC 7578). The boundary is derived from the content, so that equal values give equal bytes.

use super::body::Written;
use super::error::{Reason, RequestError};
use super::node::Node;
use super::query::is_json;
use super::{Slot, Values};
use crate::codec::file::File;
use crate::codec::{Encode, EncodeError, Members, Sequence, Sink, to_vec};
use crate::spec::{BodyChoice, Part};
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
    parts: Vec<(String, Vec<u8>)>,
}

impl Form {
    /// Adds a value: a list as parts of one name, what is compound as JSON.
    fn add(&mut self, name: &str, media: &str, value: &dyn Encode) -> Result<(), EncodeError> {
        if is_json(media) {
            self.push(name, None, media, to_vec(value)?);
            return Ok(());
        }
        value.encode(&mut PartSink { form: self, name, media, spread: false })
    }

    fn push(&mut self, name: &str, file_name: Option<&str>, media: &str, bytes: Vec<u8>) {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = file_name {
            head.extend(["; filename=\"", &quoted(file_name), "\""]);
        }
        if !media.is_empty() && super::header::value(media).is_some() {
            head.extend(["\r\nContent-Type: ", media]);
        }
        self.parts.push((head, bytes));
    }

    fn written(self, media_type: &str) -> Written {
        let boundary = self.boundary();
        let mut out = Vec::new();
        for (head, bytes) in &self.parts {
            out.extend_from_slice(format!("--{boundary}\r\n{head}\r\n\r\n").as_bytes());
            out.extend_from_slice(bytes);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        Written::new(out, &format!("{essence}; boundary={boundary}"))
    }

    /// A text that stands in no part. Whoever chooses the content cannot choose it, too: it is looked for.
    fn boundary(&self) -> String {
        let (mut low, mut high) = (0xcbf2_9ce4_8422_2325_u64, 0x6c62_272e_07bb_0142_u64);
        for byte in self.parts.iter().flat_map(|(head, bytes)| head.as_bytes().iter().chain(bytes)) {
            low = (low ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
            high = (high ^ u64::from(*byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
        }
        loop {
            let boundary = format!("intertie-{high:016x}{low:016x}");
            if !self.parts.iter().any(|(head, bytes)| holds(bytes, &boundary) || head.contains(&boundary)) {
                return boundary;
            }
            low = low.wrapping_add(1);
        }
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
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
        self.form.push(self.name, None, self.media, text.as_bytes().to_vec());
    }

    fn json(&mut self, bytes: Vec<u8>) {
        let media = if self.media.is_empty() { "application/json" } else { self.media };
        self.form.push(self.name, None, media, bytes);
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
        let text = Node::of(&value)?.text().unwrap_or_default();
        self.text(&text);
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
        self.form.push(self.name, Some(&name), media, file.bytes.clone());
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
