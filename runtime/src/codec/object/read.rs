//! Reads any struct by its table.

use super::{DecodeError, Entries, Input, Member, Readable, Result, Table, Visit, constant};
use crate::codec::drift::{Drift, DriftKind};
use crate::codec::nothing;

/// Reads `target`'s members; `false` when the input was null.
#[inline(never)]
pub fn read(target: &mut dyn Readable, input: &mut dyn Input) -> Result<bool> {
    let table = target.table();
    let (depth, forgives, listens) = (input.depth(), input.forgives(), input.listens());
    let mut reader = Reader { target, table, depth, forgives, listens, found: false, missing: Vec::new() };
    input.visit(&mut reader)?;
    let Reader { found, missing, .. } = reader;
    for member in missing {
        input.report(Drift { path: member.wire, kind: DriftKind::Missing });
    }
    Ok(found)
}

struct Reader<'a> {
    target: &'a mut dyn Readable,
    table: &'static Table,
    depth: usize,
    forgives: bool,
    listens: bool,
    found: bool,
    /// What is required and not there, to be told; empty where nobody listens.
    missing: Vec<&'static Member>,
}

impl Visit for Reader<'_> {
    fn expected(&self) -> &'static str {
        "object"
    }

    fn object(&mut self, entries: &mut dyn Entries) -> Result<()> {
        self.found = true;
        let members = self.table.members;
        let mut seen = Seen::new(members.len());
        let mut next = 0;
        while entries.next_like(likely(members, next), &mut |key, input| {
            let Some(at) = find(members, next, key) else { return self.other(key, input) };
            next = at + 1;
            // Of a member that comes twice the first counts: a second reading could mix the two.
            if !seen.insert(at) {
                return input.skip();
            }
            let member = &members[at];
            if self.member(at, input)? || member.is_nullable() || !member.is_required() {
                return Ok(());
            }
            if !self.does_without(at) {
                return Err(DecodeError::null());
            }
            input.report(DriftKind::Missing.here());
            Ok(())
        })? {}
        let required = members.iter().enumerate().filter(|(_, member)| member.is_required());
        for (at, member) in required.filter(|(at, _)| !seen.contains(*at)) {
            if !self.does_without(at) {
                return Err(DecodeError::missing().at_key(member.wire));
            }
            self.missing.extend(self.listens.then_some(member));
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Reads member number `at`; `false` for null.
    fn member(&mut self, at: usize, input: &mut dyn Input) -> Result<bool> {
        let target = self.target.member_mut(at);
        let only = if self.listens { self.table.constant(at) } else { None };
        match only {
            Some(only) => constant::read(target, input, only),
            None => target.decode(input),
        }
    }

    /// Whether member number `at` need not be there, though it is required.
    fn does_without(&mut self, at: usize) -> bool {
        let (target, only) = (self.target.member_mut(at), self.table.constant(at));
        // What may be null is blank already, which is null.
        self.forgives && (self.table.members[at].is_nullable() || nothing::fill(target, only, self.depth + 1))
    }

    /// A member that is not in the table.
    fn other(&mut self, key: &str, input: &mut dyn Input) -> Result<()> {
        let Some(rest) = self.target.others_mut() else {
            input.report(DriftKind::UnknownMember.here());
            return input.skip();
        };
        if rest.entry(key).decode(input)? { Ok(()) } else { Err(DecodeError::null()) }
    }
}

/// The name that comes next, if the answer is in the document's order.
fn likely(members: &[Member], next: usize) -> &'static str {
    members.get(next).and_then(Member::plain).unwrap_or_default()
}

/// The member of this name. Answers come in the document's order mostly, so `next` is looked at first.
fn find(members: &[Member], next: usize, key: &str) -> Option<usize> {
    match members.get(next) {
        Some(member) if std::ptr::eq(member.wire, key) || member.wire == key => Some(next),
        _ => members.iter().position(|member| member.wire == key),
    }
}

/// A set of member numbers; allocates only for structs of more than 64 members.
struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    fn new(members: usize) -> Self {
        Self { first: 0, more: vec![0; members.saturating_sub(1) / 64] }
    }

    /// Whether it is new.
    fn insert(&mut self, at: usize) -> bool {
        let (word, bit) = (at / 64, 1 << (at % 64));
        let word = if word == 0 { &mut self.first } else { &mut self.more[word - 1] };
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    fn contains(&self, at: usize) -> bool {
        let word = if at < 64 { self.first } else { self.more[at / 64 - 1] };
        word & (1 << (at % 64)) != 0
    }
}
