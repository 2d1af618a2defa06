//! A struct's table and its rows.

use crate::codec::json::stands_for_itself;
use crate::codec::{Const, Decode, Encode};

/// A member of a struct.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Its name on the wire.
    pub wire: &'static str,
    /// Its Rust name.
    pub ident: &'static str,
    flags: u8,
}

/// What a struct is on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// The Rust name.
    pub name: &'static str,
    /// The members.
    pub members: &'static [Member],
    /// The members that can have one value only, by their numbers.
    pub constants: &'static [(usize, Const)],
}

/// The table of a struct.
pub const fn table(name: &'static str, members: &'static [Member]) -> Table {
    Table { name, members, constants: &[] }
}

impl Table {
    /// These members can have one value only.
    pub const fn constants(mut self, constants: &'static [(usize, Const)]) -> Self {
        self.constants = constants;
        self
    }

    /// The only value of member number `at`.
    pub(super) fn constant(&self, at: usize) -> Option<Const> {
        self.constants.iter().find(|(of, _)| *of == at).map(|(_, value)| *value)
    }
}

const REQUIRED: u8 = 1;
const NULLABLE: u8 = 2;
const SECRET: u8 = 4;
const CLEAR_EMPTY: u8 = 8;
const ESCAPED: u8 = 16;

/// A member that must be there.
pub const fn required(wire: &'static str) -> Member {
    Member { wire, ident: wire, flags: REQUIRED | escaped(wire) }
}

/// A member that may be left out.
pub const fn optional(wire: &'static str) -> Member {
    Member { wire, ident: wire, flags: escaped(wire) }
}

/// [`ESCAPED`], if JSON cannot write the name as it is.
const fn escaped(wire: &str) -> u8 {
    let mut rest = wire.as_bytes();
    while let [byte, more @ ..] = rest {
        if !stands_for_itself(*byte) {
            return ESCAPED;
        }
        rest = more;
    }
    0
}

impl Member {
    /// Its Rust name, where that is not the name on the wire.
    pub const fn ident(mut self, ident: &'static str) -> Self {
        self.ident = ident;
        self
    }

    /// It may be null.
    pub const fn nullable(self) -> Self {
        self.with(NULLABLE)
    }

    /// `Debug` does not show it.
    pub const fn secret(self) -> Self {
        self.with(SECRET)
    }

    /// Null (or an empty list) is an empty string in forms.
    pub const fn clear_empty(self) -> Self {
        self.with(CLEAR_EMPTY)
    }

    /// Its name on the wire, if JSON writes it as it is.
    pub(super) fn plain(&self) -> Option<&'static str> {
        (self.flags & ESCAPED == 0).then_some(self.wire)
    }

    /// Whether it must be there.
    pub const fn is_required(&self) -> bool {
        self.flags & REQUIRED != 0
    }

    /// Whether it may be null.
    pub const fn is_nullable(&self) -> bool {
        self.flags & NULLABLE != 0
    }

    /// Whether `Debug` hides it.
    pub const fn is_secret(&self) -> bool {
        self.flags & SECRET != 0
    }

    /// Whether null (or an empty list) is an empty string in forms.
    pub const fn is_clear_empty(&self) -> bool {
        self.flags & CLEAR_EMPTY != 0
    }

    const fn with(mut self, flag: u8) -> Self {
        self.flags |= flag;
        self
    }
}

/// For structs without members, whose `get` is never called.
pub fn no_member() -> &'static dyn Encode {
    &()
}

/// For structs without members, whose `get_mut` is never called.
pub fn no_member_mut() -> &'static mut dyn Decode {
    // A box of nothing allocates nothing, so leaking it leaks nothing.
    Box::leak(Box::new(()))
}
