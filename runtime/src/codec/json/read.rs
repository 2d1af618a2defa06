//! JSON text as an [`Input`].

use super::scan::{Number, Scanner};
use crate::codec::decode::Decode;
use crate::codec::drift::{Drift, Observer};
use crate::codec::error::{DecodeError, Result};
use crate::codec::input::{Entries, Input, Items, Visit};
use crate::codec::place::{Context, Place, Reports};
use std::cell::RefCell;

/// Reads JSON text.
#[inline]
pub fn from_slice<T: Decode>(text: &[u8]) -> Result<T> {
    let mut target = T::blank();
    read(&mut target, text, None)?;
    Ok(target)
}

/// Reads JSON text.
#[inline]
pub fn from_str<T: Decode>(text: &str) -> Result<T> {
    from_slice(text.as_bytes())
}

/// Reads JSON text and tells `observer` what is not as the document says.
#[inline]
pub fn from_slice_with<T: Decode>(text: &[u8], observer: &mut dyn Observer) -> Result<T> {
    let mut target = T::blank();
    read(&mut target, text, Some(&RefCell::new(observer)))?;
    Ok(target)
}

/// Reads JSON text into a value that is there already.
pub(crate) fn read_into(target: &mut dyn Decode, text: &[u8]) -> Result<()> {
    read(target, text, None)
}

/// The same, and tells `observer` what is not as the document says.
pub(crate) fn read_into_with(target: &mut dyn Decode, text: &[u8], observer: &mut dyn Observer) -> Result<()> {
    read(target, text, Some(&RefCell::new(observer)))
}

fn read(target: &mut dyn Decode, text: &[u8], observer: Option<&dyn Reports>) -> Result<()> {
    let text = std::str::from_utf8(text).map_err(|error| DecodeError::other(format_args!("not UTF-8: {error}")))?;
    let context = Context::new(observer);
    let mut scanner = Scanner::new(text);
    let mut input = JsonInput { scanner: &mut scanner, place: Place::root(&context, 0), read: false };
    let found = target.decode(&mut input)?;
    input.skip()?;
    match scanner.peek() {
        Some(_) => Err(scanner.error("more text after the value")),
        None if found => Ok(()),
        None => Err(DecodeError::null()),
    }
}

/// Reads the value that the text begins with; how many bytes it was, none for null.
pub(crate) fn read_first(
    target: &mut dyn Decode,
    text: &str,
    context: &Context<'_>,
    depth: usize,
) -> Result<Option<usize>> {
    let mut scanner = Scanner::new(text);
    let mut input = JsonInput { scanner: &mut scanner, place: Place::root(context, depth), read: false };
    let found = target.decode(&mut input)?;
    input.skip()?;
    Ok(found.then(|| scanner.position()))
}

/// A value in the text.
struct JsonInput<'s, 't, 'p> {
    scanner: &'s mut Scanner<'t>,
    place: Place<'p>,
    read: bool,
}

impl Input for JsonInput<'_, '_, '_> {
    fn visit(&mut self, visitor: &mut dyn Visit) -> Result<()> {
        if std::mem::replace(&mut self.read, true) {
            return Err(DecodeError::other("the value was read already"));
        }
        match self.scanner.peek() {
            Some(b'"') => {
                self.scanner.take();
                visitor.str(&self.scanner.string()?)
            }
            Some(b'-' | b'0'..=b'9') => match self.scanner.number()? {
                Number::Int(value) => visitor.int(value),
                Number::Float(value) => visitor.float(value),
            },
            Some(b'{') => self.object(visitor),
            Some(b'[') => self.array(visitor),
            Some(b'n') => self.scanner.word("null").and_then(|()| visitor.null()),
            Some(b't') => self.scanner.word("true").and_then(|()| visitor.bool(true)),
            Some(b'f') => self.scanner.word("false").and_then(|()| visitor.bool(false)),
            Some(_) => Err(self.scanner.error("expected a value")),
            None => Err(self.scanner.error("end of text where a value is expected")),
        }
    }

    fn skip(&mut self) -> Result<()> {
        if self.read { Ok(()) } else { self.visit(&mut Skip) }
    }

    fn null(&mut self) -> Result<bool> {
        if self.read || self.scanner.peek() != Some(b'n') {
            return Ok(false);
        }
        self.read = true;
        self.scanner.word("null").map(|()| true)
    }

    fn ahead(&self) -> Option<&str> {
        (!self.read).then(|| self.scanner.rest())
    }

    fn passed(&mut self, bytes: usize) {
        self.scanner.advance(bytes);
        self.read = true;
    }

    fn depth(&self) -> usize {
        self.place.depth
    }

    fn listens(&self) -> bool {
        self.place.context.listens()
    }

    fn forgives(&self) -> bool {
        self.place.context.forgives()
    }

    fn report(&self, drift: Drift<'_>) {
        self.place.report(drift);
    }
}

impl JsonInput<'_, '_, '_> {
    fn array(&mut self, visitor: &mut dyn Visit) -> Result<()> {
        self.place.enter()?;
        self.scanner.take();
        let mut items = JsonItems { scanner: self.scanner, place: &self.place, at: 0, done: false };
        visitor.array(&mut items)?;
        while items.next(&mut |input| input.skip())? {}
        Ok(())
    }

    fn object(&mut self, visitor: &mut dyn Visit) -> Result<()> {
        self.place.enter()?;
        self.scanner.take();
        let mut entries = JsonEntries { scanner: self.scanner, place: &self.place, first: true, done: false };
        visitor.object(&mut entries)?;
        while entries.next(&mut |_, input| input.skip())? {}
        Ok(())
    }
}

struct JsonItems<'s, 't, 'p> {
    scanner: &'s mut Scanner<'t>,
    place: &'p Place<'p>,
    at: usize,
    done: bool,
}

impl Items for JsonItems<'_, '_, '_> {
    fn next(&mut self, each: &mut dyn FnMut(&mut dyn Input) -> Result<()>) -> Result<bool> {
        if self.done || next(self.scanner, b']', self.at == 0)? {
            self.done = true;
            return Ok(false);
        }
        let mut input = JsonInput { scanner: self.scanner, place: self.place.index(self.at), read: false };
        each(&mut input).and_then(|()| input.skip()).map_err(|error| error.at_index(self.at))?;
        self.at += 1;
        Ok(true)
    }
}

struct JsonEntries<'s, 't, 'p> {
    scanner: &'s mut Scanner<'t>,
    place: &'p Place<'p>,
    first: bool,
    done: bool,
}

impl Entries for JsonEntries<'_, '_, '_> {
    fn next(&mut self, each: &mut dyn FnMut(&str, &mut dyn Input) -> Result<()>) -> Result<bool> {
        // The empty key is read alike either way.
        self.next_like("", each)
    }

    fn next_like(&mut self, likely: &str, each: &mut dyn FnMut(&str, &mut dyn Input) -> Result<()>) -> Result<bool> {
        if !self.key()? {
            return Ok(false);
        }
        if self.scanner.this_string(likely) {
            return self.value(likely, each).map(|()| true);
        }
        let key = self.scanner.string()?;
        self.value(&key, each).map(|()| true)
    }
}

impl JsonEntries<'_, '_, '_> {
    /// Takes the quote before a key; `false` where there is the end instead.
    fn key(&mut self) -> Result<bool> {
        if self.done || next(self.scanner, b'}', self.first)? {
            self.done = true;
            return Ok(false);
        }
        self.first = false;
        self.scanner.expect(b'"', "expected a key").map(|()| true)
    }

    /// Hands on the value of this key.
    #[inline]
    fn value(&mut self, key: &str, each: &mut dyn FnMut(&str, &mut dyn Input) -> Result<()>) -> Result<()> {
        self.scanner.expect(b':', "expected `:`")?;
        let mut input = JsonInput { scanner: self.scanner, place: self.place.key(key), read: false };
        each(key, &mut input).and_then(|()| input.skip()).map_err(|error| error.at_key(key))
    }
}

/// Takes the comma before a value, or the end; whether it was the end.
#[inline]
pub(super) fn next(scanner: &mut Scanner<'_>, end: u8, first: bool) -> Result<bool> {
    match scanner.peek() {
        Some(byte) if byte == end => {
            scanner.take();
            Ok(true)
        }
        Some(_) if first => Ok(false),
        Some(b',') => {
            scanner.take();
            Ok(false)
        }
        Some(_) => Err(scanner.error("expected `,` or the end")),
        None => Err(scanner.error("end of text in a list or object")),
    }
}

/// Takes anything.
struct Skip;

impl Visit for Skip {
    fn expected(&self) -> &'static str {
        "any value"
    }
    fn bool(&mut self, _: bool) -> Result<()> {
        Ok(())
    }
    fn int(&mut self, _: i128) -> Result<()> {
        Ok(())
    }
    fn float(&mut self, _: f64) -> Result<()> {
        Ok(())
    }
    fn str(&mut self, _: &str) -> Result<()> {
        Ok(())
    }
    fn array(&mut self, _: &mut dyn Items) -> Result<()> {
        Ok(())
    }
    fn object(&mut self, _: &mut dyn Entries) -> Result<()> {
        Ok(())
    }
}
