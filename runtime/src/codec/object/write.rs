//! Writes any struct by its table.

use super::{EncodeError, Entry, Members, Result, Sink, Written};

/// Writes the members that are there.
pub fn write(source: &dyn Written, sink: &mut dyn Sink) -> Result<(), EncodeError> {
    sink.object(&Writer(source))
}

struct Writer<'a>(&'a dyn Written);

impl Members for Writer<'_> {
    fn name(&self) -> Option<&'static str> {
        Some(self.0.table().name)
    }

    fn each(&self, take: &mut dyn FnMut(Entry<'_>) -> Result<(), EncodeError>) -> Result<(), EncodeError> {
        for (at, member) in self.0.table().members.iter().enumerate() {
            let value = self.0.member(at);
            if member.is_required() || !value.is_absent() {
                take(Entry { key: member.wire, member: Some(member), value })?;
            }
        }
        let Some(rest) = self.0.others() else { return Ok(()) };
        rest.each(&mut |key, value| {
            // A key of the table in the rest would be written twice.
            if self.0.table().members.iter().any(|member| member.wire == key) {
                return Ok(());
            }
            take(Entry { key, member: None, value })
        })
    }
}
