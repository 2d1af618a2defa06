//! Writes and shows any struct by its table.

use super::{EncodeError, Entry, Members, Result, Sink, Table};
use std::fmt;

/// Writes the members that are there.
pub fn write(source: &dyn Table, sink: &mut dyn Sink) -> Result<(), EncodeError> {
    sink.object(&Writer(source))
}

struct Writer<'a>(&'a dyn Table);

impl Members for Writer<'_> {
    fn each(&self, take: &mut dyn FnMut(Entry<'_>) -> Result<(), EncodeError>) -> Result<(), EncodeError> {
        for (at, member) in self.0.members().iter().enumerate() {
            let value = self.0.member(at);
            if member.is_required() || !value.is_absent() {
                take(Entry { key: member.wire, member: Some(member), value })?;
            }
        }
        let Some(rest) = self.0.others() else { return Ok(()) };
        rest.each(&mut |key, value| {
            // A key of the table in the rest would be written twice.
            if self.0.members().iter().any(|member| member.wire == key) {
                return Ok(());
            }
            take(Entry { key, member: None, value })
        })
    }
}

/// As derived `Debug` does it, without the secrets.
pub fn debug(source: &dyn Table, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_struct(source.name());
    for (at, member) in source.members().iter().enumerate() {
        let value = source.member(at);
        if member.is_secret() && !value.is_absent() {
            out.field(member.ident, &format_args!("[redacted]"));
        } else {
            out.field(member.ident, &value);
        }
    }
    if let Some(rest) = source.others() {
        out.field("rest", &rest);
    }
    out.finish()
}
