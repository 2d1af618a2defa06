//! Picks a few values out of the bytes of an answer, in one walk.
//!
//! In: JSON text and JSON pointers (RFC 6901). Out: the values there, how many items the list has, and the id of the
//! last. All else is passed over without being built. Where a key comes twice the first counts, as in the codec.

use crate::codec::{Decode, DecodeError, Entries, Input, Items, Result, Visit, read_into};
use serde_json::Value;
use std::borrow::Cow;

/// What is wanted of an answer, then what was found.
#[derive(Debug, Default)]
pub(super) struct Find {
    /// What is left of each pointer, and which value it is for; [`LIST`]: the list.
    targets: Vec<Target>,
    values: Vec<Option<Value>>,
    /// JSON pointer of the id in an item.
    id: Option<&'static str>,
    /// How many items the list has.
    pub(super) count: u64,
    /// The id of the last item.
    pub(super) last: Option<Value>,
    counted: bool,
}

type Target = (&'static str, usize);

const LIST: usize = usize::MAX;

impl Find {
    /// Wants the list at `pointer`, and of its last item the value at `id`.
    pub(super) fn list(mut self, pointer: &'static str, id: Option<&'static str>) -> Self {
        self.targets.push((pointer, LIST));
        self.id = id;
        self
    }

    /// Wants the value at `pointer`; [`take`](Self::take) gives it by its number.
    pub(super) fn value(mut self, pointer: Option<&'static str>) -> Self {
        self.targets.extend(pointer.map(|pointer| (pointer, self.values.len())));
        self.values.push(None);
        self
    }

    /// Reads the text. An empty one holds nothing.
    pub(super) fn read(mut self, text: Option<&[u8]>) -> Result<Self> {
        if let Some(text) = text {
            read_into(&mut self, text)?;
        }
        Ok(self)
    }

    /// Value number `at`; null where there is none.
    pub(super) fn take(&mut self, at: usize) -> Value {
        self.values.get_mut(at).and_then(Option::take).unwrap_or_default()
    }

    fn seek(&mut self, targets: &[Target], input: &mut dyn Input) -> Result<()> {
        match targets.iter().find(|(rest, _)| rest.is_empty()) {
            Some((_, LIST)) if self.counted => Ok(()),
            Some((_, LIST)) => {
                self.counted = true;
                input.visit(&mut List(self))
            }
            Some((_, at)) => match &mut self.values[*at] {
                Some(_) => Ok(()),
                empty => empty.insert(Value::Null).decode(input).map(|_| ()),
            },
            None => input.visit(&mut Seek { targets, find: self }),
        }
    }
}

impl Decode for Find {
    fn blank() -> Self {
        Self::default()
    }

    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        let targets = std::mem::take(&mut self.targets);
        self.seek(&targets, input).map(|()| true)
    }
}

/// Goes one step down.
struct Seek<'a> {
    targets: &'a [Target],
    find: &'a mut Find,
}

impl Seek<'_> {
    fn below(&mut self, key: &str, input: &mut dyn Input) -> Result<()> {
        let below: Vec<Target> =
            self.targets.iter().filter_map(|(rest, slot)| Some((step(rest, key)?, *slot))).collect();
        if below.is_empty() { input.skip() } else { self.find.seek(&below, input) }
    }
}

impl Visit for Seek<'_> {
    fn expected(&self) -> &'static str {
        "object"
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
    fn array(&mut self, items: &mut dyn Items) -> Result<()> {
        let mut at = 0_usize;
        while items.next(&mut |input| {
            let key = at.to_string();
            at += 1;
            self.below(&key, input)
        })? {}
        Ok(())
    }
    fn object(&mut self, entries: &mut dyn Entries) -> Result<()> {
        while entries.next(&mut |key, input| self.below(key, input))? {}
        Ok(())
    }
}

/// Counts the items, and keeps the id of the last.
struct List<'a>(&'a mut Find);

impl Visit for List<'_> {
    fn expected(&self) -> &'static str {
        "array"
    }
    fn array(&mut self, items: &mut dyn Items) -> Result<()> {
        let Find { id, count, last, .. } = self.0;
        while items.next(&mut |input| {
            *count += 1;
            let Some(id) = *id else { return input.skip() };
            let mut item = Find::default().value(Some(id));
            item.decode(input)?;
            *last = Some(item.take(0)).filter(|id| !id.is_null());
            Ok(())
        })? {}
        Ok(())
    }
}

/// What is left of a pointer below `key`; `None`: it leads elsewhere.
fn step(pointer: &'static str, key: &str) -> Option<&'static str> {
    let (first, rest) = split(pointer)?;
    (unescaped(first) == key).then_some(rest)
}

/// The first part of a pointer, still escaped, and the rest.
pub(super) fn split(pointer: &str) -> Option<(&str, &str)> {
    let after = pointer.strip_prefix('/')?;
    Some(after.split_at(after.find('/').unwrap_or(after.len())))
}

/// A part of a pointer as the key that it is.
pub(super) fn unescaped(part: &str) -> Cow<'_, str> {
    if part.contains('~') { part.replace("~1", "/").replace("~0", "~").into() } else { part.into() }
}

/// Whether a value is a cursor, a link or an id: absent, null and empty text are none.
pub(super) fn is_there(value: &Value) -> bool {
    !value.is_null() && value.as_str() != Some("")
}

/// A whole number, also as text.
pub(super) fn number(value: &Value) -> Option<u64> {
    let float = || value.as_f64().filter(|number| number.fract() == 0.0 && (0.0..9e15).contains(number));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, not negative and small")]
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok()).or_else(|| float().map(|number| number as u64))
}

/// The error of a reading as one about pages.
pub(super) fn unreadable(error: DecodeError) -> super::PageError {
    super::error::Reason::Answer(error).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(find: Find, text: &str) -> Find {
        find.read(Some(text.as_bytes())).expect("JSON")
    }

    #[test]
    fn values_are_picked_by_pointers() {
        let text = r#"{"a":{"b":[1,{"c/d":"x"}],"b~":true},"a2":[{"id":1},{"id":"last"}],"n":null,"a":0}"#;
        let find = Find::default().list("/a2", Some("/id")).value(Some("/a/b/1/c~1d")).value(Some("/a/b~0"));
        let mut found = read(find.value(Some("/n/x")).value(None).value(Some("/a2/0/id")), text);
        assert_eq!((found.count, found.last.clone()), (2, Some(json!("last"))));
        assert_eq!((found.take(0), found.take(1), found.take(2)), (json!("x"), json!(true), Value::Null));
        assert_eq!((found.take(3), found.take(4)), (Value::Null, Value::Null));
    }

    #[test]
    fn the_answer_itself_may_be_the_list_or_nothing() {
        let found = read(Find::default().list("", Some("/id")), r#"[{"id":7},{"ID":8}]"#);
        assert_eq!((found.count, found.last), (2, None));
        assert_eq!(read(Find::default().list("", None), "null").count, 0);
        assert_eq!(Find::default().list("", None).read(None).expect("nothing").count, 0);
        assert!(Find::default().list("", None).read(Some(b"{}")).is_err());
    }

    #[test]
    fn numbers_are_read_in_any_form() {
        let all = [json!(3), json!("3"), json!(3.0), json!("x"), json!(-1), json!(0.5), json!(null)];
        assert_eq!(all.map(|value| number(&value)), [Some(3), Some(3), Some(3), None, None, None, None]);
    }
}
