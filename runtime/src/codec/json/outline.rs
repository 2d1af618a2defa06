//! Looks at a value of JSON text without reading it.

use super::read::next;
use super::scan::{Number, Scanner};
use crate::codec::union::{Mark, Members, Outline};

/// What the value is that the text begins with; `None`: that cannot be told, because it is not JSON or has no end.
pub(crate) fn outline(text: &str) -> Option<Outline<'_>> {
    let mut scanner = Scanner::new(text);
    Some(match scanner.peek()? {
        b'n' => Outline::Null,
        b't' | b'f' => Outline::Bool,
        b'"' => Outline::Str,
        b'[' => Outline::Array,
        b'{' => {
            scanner.take();
            Outline::Object(members(&mut scanner)?)
        }
        b'-' | b'0'..=b'9' => match scanner.number().ok()? {
            Number::Int(_) => Outline::Int,
            Number::Float(_) => Outline::Float,
        },
        _ => return None,
    })
}

/// The members of an object, after its opening brace.
fn members<'t>(scanner: &mut Scanner<'t>) -> Option<Members<'t>> {
    let mut members = Members::default();
    while !next(scanner, b'}', members.is_empty()).ok()? {
        scanner.expect(b'"', "").ok()?;
        let key = scanner.string().ok()?;
        scanner.expect(b':', "").ok()?;
        members.push(key, mark(scanner)?);
    }
    Some(members)
}

fn mark<'t>(scanner: &mut Scanner<'t>) -> Option<Mark<'t>> {
    Some(match scanner.peek()? {
        b'"' => {
            scanner.take();
            Mark::Str(scanner.string().ok()?)
        }
        b'-' | b'0'..=b'9' => match scanner.number().ok()? {
            Number::Int(value) => Mark::Int(value),
            Number::Float(value) => Mark::Float(value),
        },
        b't' => scanner.word("true").map(|()| Mark::Bool(true)).ok()?,
        b'f' => scanner.word("false").map(|()| Mark::Bool(false)).ok()?,
        b'n' => scanner.word("null").map(|()| Mark::Other).ok()?,
        b'{' | b'[' => scanner.compound().map(|()| Mark::Other)?,
        _ => return None,
    })
}
