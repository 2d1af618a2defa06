//! Reads any struct by its table.

use super::{DecodeError, Entries, Input, Member, Readable, Result, Visit};
use crate::codec::drift::DriftKind;

/// Reads `target`'s members; `false` when the input was null.
#[inline(never)]
pub fn read(target: &mut dyn Readable, input: &mut dyn Input) -> Result<bool> {
    let mut reader = Reader { members: target.table().members, target, found: false };
    input.visit(&mut reader)?;
    Ok(reader.found)
}

struct Reader<'a> {
    target: &'a mut dyn Readable,
    members: &'static [Member],
    found: bool,
}

impl Visit for Reader<'_> {
    fn expected(&self) -> &'static str {
        "object"
    }

    fn object(&mut self, entries: &mut dyn Entries) -> Result<()> {
        self.found = true;
        let mut seen = Seen::new(self.members.len());
        let mut next = 0;
        while entries.next(&mut |key, input| {
            let Some(at) = find(self.members, next, key) else { return self.other(key, input) };
            next = at + 1;
            // Of a member that comes twice the first counts: a second reading could mix the two.
            if !seen.insert(at) {
                return input.skip();
            }
            let member = &self.members[at];
            if self.target.member_mut(at).decode(input)? || member.is_nullable() || !member.is_required() {
                Ok(())
            } else {
                Err(DecodeError::null())
            }
        })? {}
        match self.members.iter().enumerate().find(|(at, member)| member.is_required() && !seen.contains(*at)) {
            Some((_, member)) => Err(DecodeError::missing().at_key(member.wire)),
            None => Ok(()),
        }
    }
}

impl Reader<'_> {
    /// A member that is not in the table.
    fn other(&mut self, key: &str, input: &mut dyn Input) -> Result<()> {
        let Some(rest) = self.target.others_mut() else {
            input.report(DriftKind::UnknownMember.here());
            return input.skip();
        };
        if rest.entry(key).decode(input)? { Ok(()) } else { Err(DecodeError::null()) }
    }
}

/// The member of this name. Answers come in the document's order mostly, so `next` is looked at first.
fn find(members: &[Member], next: usize, key: &str) -> Option<usize> {
    match members.get(next) {
        Some(member) if member.wire == key => Some(next),
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
