//! `src/events.rs`: what the vendor sends, as one enum chosen by the event's name.

use super::docs;
use super::frame::Frame;
use super::text::Code;
use super::ty::Types;
use super::types::about;
use crate::ir::{Docs, Event, Ty};
use proc_macro2::Ident;
use quote::format_ident;
use std::collections::HashSet;
use syn::parse_quote;

/// The enum `Event` and how it is read.
pub(super) fn file(frame: &Frame<'_>) -> String {
    let mut types = Types::new(frame.api);
    let mut body = Code::with_capacity(32 << 10);
    types.imports.runtime("Value");
    types.imports.runtime("DecodeError");
    types.imports.own("Event");
    enumeration(&mut body, &mut types, &frame.api.events);
    body.blank();
    body.put("#[rustfmt::skip]");
    body.raw(&functions(&frame.api.events));
    body.blank();
    body.raw(NAMED);
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

/// What lets a verified webhook be read as an `Event`.
const NAMED: &str = "\
impl intertie::NamedEvent for Event {
    const NAMES: &'static [&'static str] = Self::NAMES;
    fn from_named(name: &str, body: &[u8]) -> Result<Self, DecodeError> {
        Self::from_slice(name, body)
    }
}
";

/// The functions of `Event`. Only a compiler reads their bodies, and they are few: here quote and prettyplease fit.
fn functions(events: &[Event]) -> String {
    let mut seen = HashSet::new();
    let listed: Vec<&Event> = events.iter().filter(|event| seen.insert(event.name.as_str())).collect();
    let names: Vec<&str> = listed.iter().map(|event| event.name.as_str()).collect();
    let read: Vec<Ident> = listed.iter().map(|event| variant(event)).collect();
    let all: Vec<Ident> = events.iter().map(variant).collect();
    let name_of_all = events.iter().map(|event| event.name.as_str());
    let file: syn::File = parse_quote! {
        impl Event {
            #[doc = " The names of all listed events."]
            pub const NAMES: &'static [&'static str] = &[#(#names),*];

            #[doc = " Reads the body of the event `name`; an unknown name gives [`Event::Other`]."]
            pub fn from_slice(name: &str, body: &[u8]) -> Result<Self, DecodeError> {
                Ok(match name {
                    #(#names => Self::#read(intertie::from_slice(body)?),)*
                    _ => Self::Other { name: name.to_owned(), body: intertie::from_slice(body)? },
                })
            }

            #[doc = " The vendor's name of the event."]
            pub fn name(&self) -> &str {
                match self {
                    #(Self::#all(_) => #name_of_all,)*
                    Self::Other { name, .. } => name,
                }
            }
        }
    };
    prettyplease::unparse(&file)
}

fn variant(event: &Event) -> Ident {
    format_ident!("{}", event.variant.as_str())
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
