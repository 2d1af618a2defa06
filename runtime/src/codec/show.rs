//! `Debug` of generated types, by what they write: members that are there, enums by their Rust names, no secrets.
//!
//! One sink for all types: a derived `Debug` would be compiled for each.

use super::encode::{Encode, Members, Sequence, Sink};
use super::error::{EncodeError, Result};
use super::file::File;
use std::fmt::{self, Debug, Formatter};

/// Shows a value.
pub fn show(value: &dyn Encode, f: &mut Formatter<'_>) -> fmt::Result {
    value.encode(&mut Shower { f }).map_err(|_| fmt::Error)
}

struct Shown<'a>(&'a dyn Encode);

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        show(self.0, f)
    }
}

struct Shower<'a, 'f> {
    f: &'a mut Formatter<'f>,
}

impl Shower<'_, '_> {
    fn put(&mut self, value: &dyn Debug) -> Result<(), EncodeError> {
        done(value.fmt(self.f))
    }
}

/// The only error is the one of who reads.
fn done(result: fmt::Result) -> Result<(), EncodeError> {
    result.map_err(EncodeError::new)
}

impl Sink for Shower<'_, '_> {
    fn null(&mut self) -> Result<(), EncodeError> {
        self.put(&format_args!("None"))
    }

    fn bool(&mut self, value: bool) -> Result<(), EncodeError> {
        self.put(&value)
    }

    fn int(&mut self, value: i128) -> Result<(), EncodeError> {
        self.put(&value)
    }

    fn float(&mut self, value: f64) -> Result<(), EncodeError> {
        self.put(&value)
    }

    fn str(&mut self, value: &str) -> Result<(), EncodeError> {
        self.put(&value)
    }

    fn array(&mut self, items: &dyn Sequence) -> Result<(), EncodeError> {
        let mut list = self.f.debug_list();
        items.each(&mut |item| {
            list.entry(&Shown(item));
            Ok(())
        })?;
        done(list.finish())
    }

    fn object(&mut self, members: &dyn Members) -> Result<(), EncodeError> {
        match members.name() {
            Some(name) => self.fields(name, members),
            None => self.entries(members),
        }
    }

    fn show(&mut self, shown: &dyn Debug) -> bool {
        // A failed write fails again at the end of what encloses it.
        shown.fmt(self.f).is_ok()
    }

    fn file(&mut self, file: &File) -> Result<(), EncodeError> {
        self.put(file)
    }
}

impl Shower<'_, '_> {
    fn fields(&mut self, name: &str, members: &dyn Members) -> Result<(), EncodeError> {
        let mut fields = self.f.debug_struct(name);
        members.each(&mut |entry| {
            match entry.member {
                Some(member) if member.is_secret() => fields.field(member.ident, &format_args!("[redacted]")),
                Some(member) => fields.field(member.ident, &Shown(entry.value)),
                None => fields.field(entry.key, &Shown(entry.value)),
            };
            Ok(())
        })?;
        done(fields.finish())
    }

    fn entries(&mut self, members: &dyn Members) -> Result<(), EncodeError> {
        let mut map = self.f.debug_map();
        members.each(&mut |entry| {
            map.entry(&entry.key, &Shown(entry.value));
            Ok(())
        })?;
        done(map.finish())
    }
}
