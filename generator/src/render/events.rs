//! `src/events.rs`: what the vendor sends, as one enum chosen by the event's name.

use super::docs;
use super::frame::Frame;
use super::text::{Code, literal, literals};
use super::ty::Types;
use super::types::about;
use crate::ir::{Docs, Event, Ty};
use std::collections::HashSet;

/// The enum `Event` and how it is read.
pub(super) fn file(frame: &Frame<'_>) -> String {
    let mut types = Types::new(frame.api);
    let mut body = Code::with_capacity(32 << 10);
    types.imports.runtime("Value");
    types.imports.runtime("DecodeError");
    types.imports.own("Event");
    enumeration(&mut body, &mut types, &frame.api.events);
    body.blank();
    body.open(format_args!("impl Event {{"));
    by_name(&mut body, &frame.api.events);
    body.blank();
    name(&mut body, &frame.api.events);
    body.close("}");
    let mut file = Code::with_capacity(32 << 10);
    file.raw(frame.header());
    file.put("//! What the vendor sends: webhooks and callbacks.");
    file.blank();
    file.raw(&types.imports.print(&frame.root(1)));
    file.raw(&body.finish());
    file.finish()
}

fn enumeration(code: &mut Code, types: &mut Types<'_>, events: &[Event]) {
    code.blank();
    code.put("/// Something that the vendor sends.");
    code.put("#[derive(Clone, PartialEq, Debug)]");
    code.put("#[allow(clippy::large_enum_variant, reason = \"the sizes are the vendor's\")]");
    code.open(format_args!("pub enum Event {{"));
    for event in events {
        let docs =
            if event.docs.is_empty() { Docs(format!("{}.", docs::code(&event.name))) } else { event.docs.clone() };
        about(code, &docs, false);
        let ty = event.body.as_ref().map_or("Value".to_owned(), |ty| types.name(ty));
        code.line(format_args!("{}({ty}),", event.variant));
    }
    code.put("/// An event that this version of the API does not list.");
    code.open(format_args!("Other {{"));
    code.put("/// Its name.");
    code.put("name: String,");
    code.put("/// Its body, as it came.");
    code.put("body: Value,");
    code.close("},");
    code.close("}");
}

fn by_name(code: &mut Code, events: &[Event]) {
    let mut seen = HashSet::new();
    let first: Vec<&Event> = events.iter().filter(|event| seen.insert(event.name.as_str())).collect();
    let names = literals(first.iter().map(|event| event.name.as_str()));
    code.put("/// The names of all listed events.");
    code.put("#[rustfmt::skip]");
    code.line(format_args!("pub const NAMES: &'static [&'static str] = {names};"));
    code.blank();
    code.put("/// Reads the body of the event `name`; an unknown name gives [`Event::Other`].");
    code.put("#[rustfmt::skip]");
    code.open(format_args!("pub fn from_slice(name: &str, body: &[u8]) -> Result<Self, DecodeError> {{"));
    code.open(format_args!("Ok(match name {{"));
    for event in first {
        code.line(format_args!("{} => Self::{}(intertie::from_slice(body)?),", literal(&event.name), event.variant));
    }
    code.put("_ => Self::Other { name: name.to_owned(), body: intertie::from_slice(body)? },");
    code.close("})");
    code.close("}");
}

fn name(code: &mut Code, events: &[Event]) {
    code.put("/// The vendor's name of the event.");
    code.put("#[rustfmt::skip]");
    code.open(format_args!("pub fn name(&self) -> &str {{"));
    code.open(format_args!("match self {{"));
    for event in events {
        code.line(format_args!("Self::{}(_) => {},", event.variant, literal(&event.name)));
    }
    code.put("Self::Other { name, .. } => name,");
    code.close("}");
    code.close("}");
}

/// Types that the features of the runtime give.
pub(super) fn needs(ty: &Ty) -> Option<&'static str> {
    match ty {
        Ty::DateTime | Ty::Date | Ty::UnixTime | Ty::Rfc2822 => Some("chrono"),
        Ty::Uuid => Some("uuid"),
        Ty::Decimal => Some("rust_decimal"),
        _ => None,
    }
}
