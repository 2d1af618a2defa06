//! Picks a few values out of a JSON text, in one walk.
//!
//! In: JSON text and JSON pointers (RFC 6901). Out: the values there, how many items a list has, and the ids of its first and last.
//! All else is passed over without being built. Where a key comes twice the first counts, as in reading.

use super::read::read_into;
use crate::codec::{Decode, DecodeError, Entries, Input, Items, Result, Visit};
use crate::pointer::{split, unescaped};
use serde_json::Value;

/// The value at this pointer; `None` where there is none, or no JSON before it.
pub(crate) fn value_at(text: &[u8], pointer: &str) -> Option<Value> {
    let mut find = Find::default().value(Some(pointer));
    find.open = 1;
    // What is wrong behind the value does not matter.
    let _ = read_into(&mut find, text);
    find.values.pop().flatten().filter(|_| find.open == 0)
}

/// What is wanted of an answer, then what was found.
#[derive(Debug, Default)]
pub(crate) struct Find<'p> {
    /// What is left of each pointer, and which value it is for; [`LIST`]: the list.
    targets: Vec<Target<'p>>,
    values: Vec<Option<Value>>,
    /// JSON pointer of the id in an item.
    id: Option<&'p str>,
    /// How many items the list has.
    pub(crate) count: u64,
    /// The id of the first item.
    pub(crate) first: Option<Value>,
    /// The id of the last item.
    pub(crate) last: Option<Value>,
    counted: bool,
    /// How many targets were not met yet: after the last, the rest of the text is not looked at.
    open: usize,
}

type Target<'p> = (&'p str, usize);

const LIST: usize = usize::MAX;

impl<'p> Find<'p> {
    /// Wants the list at `pointer`, and of its first and last item the value at `id`.
    pub(crate) fn list(mut self, pointer: &'p str, id: Option<&'p str>) -> Self {
        self.targets.push((pointer, LIST));
        self.id = id;
        self
    }

    /// Wants the value at `pointer`; [`take`](Self::take) gives it by its number.
    pub(crate) fn value(mut self, pointer: Option<&'p str>) -> Self {
        self.targets.extend(pointer.map(|pointer| (pointer, self.values.len())));
        self.values.push(None);
        self
    }

    /// Reads the text. An empty one holds nothing.
    pub(crate) fn read(mut self, text: Option<&[u8]>) -> Result<Self> {
        if let Some(text) = text {
            self.open = self.targets.len();
            let read = read_into(&mut self, text);
            if self.open > 0 {
                read?;
            }
        }
        Ok(self)
    }

    /// Value number `at`; null where there is none.
    pub(crate) fn take(&mut self, at: usize) -> Value {
        self.values.get_mut(at).and_then(Option::take).unwrap_or_default()
    }

    fn seek(&mut self, targets: &[Target<'p>], input: &mut dyn Input) -> Result<()> {
        match targets.iter().find(|(rest, _)| rest.is_empty()) {
            Some((_, LIST)) if self.counted => return Ok(()),
            Some((_, LIST)) => {
                self.counted = true;
                input.visit(&mut List(self))?;
            }
            Some((_, at)) => match &mut self.values[*at] {
                Some(_) => return Ok(()),
                empty => drop(empty.insert(Value::Null).decode(input)?),
            },
            None => return input.visit(&mut Seek { targets, find: self }),
        }
        self.open -= 1;
        // That it ends early is how a search that found everything ends.
        if self.open == 0 { Err(DecodeError::other("all found")) } else { Ok(()) }
    }
}

impl Decode for Find<'_> {
    fn blank() -> Self {
        Self::default()
    }

    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        let targets = std::mem::take(&mut self.targets);
        self.seek(&targets, input).map(|()| true)
    }
}

/// Goes one step down.
struct Seek<'a, 'p> {
    targets: &'a [Target<'p>],
    find: &'a mut Find<'p>,
}

impl Seek<'_, '_> {
    fn below(&mut self, key: &str, input: &mut dyn Input) -> Result<()> {
        let below: Vec<Target<'_>> =
            self.targets.iter().filter_map(|(rest, slot)| Some((step(rest, key)?, *slot))).collect();
        if below.is_empty() { input.skip() } else { self.find.seek(&below, input) }
    }
}

impl Visit for Seek<'_, '_> {
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

/// Counts the items, and keeps the ids of the first and the last.
struct List<'a, 'p>(&'a mut Find<'p>);

impl Visit for List<'_, '_> {
    fn expected(&self) -> &'static str {
        "array"
    }
    fn array(&mut self, items: &mut dyn Items) -> Result<()> {
        let Find { id, count, first, last, .. } = self.0;
        while items.next(&mut |input| {
            *count += 1;
            let Some(id) = *id else { return input.skip() };
            let mut item = Find::default().value(Some(id));
            // Not to end before the item does.
            item.open = usize::MAX;
            item.decode(input)?;
            *last = Some(item.take(0)).filter(|id| !id.is_null());
            if *count == 1 {
                first.clone_from(last);
            }
            Ok(())
        })? {}
        Ok(())
    }
}

/// What is left of a pointer below `key`; `None`: it leads elsewhere.
fn step<'p>(pointer: &'p str, key: &str) -> Option<&'p str> {
    let (first, rest) = split(pointer)?;
    (unescaped(first) == key).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read<'p>(find: Find<'p>, text: &str) -> Find<'p> {
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
        let found = read(Find::default().list("", Some("/id")), r#"[{"id":7},{"id":8,"id":9}]"#);
        assert_eq!((found.count, found.last), (2, Some(json!(8))));
        assert_eq!(read(Find::default().list("", None), "null").count, 0);
        assert_eq!(Find::default().list("", None).read(None).expect("nothing").count, 0);
        assert!(Find::default().list("", None).read(Some(b"{}")).is_err());
    }

    #[test]
    fn nothing_is_read_behind_what_was_wanted_last() {
        let mut found = read(Find::default().value(Some("/a")).value(Some("/b/0")), r#"{"b":[1,2],"a":2,"c":"#);
        assert_eq!((found.take(0), found.take(1)), (json!(2), json!(1)));
        assert!(Find::default().value(Some("/c")).read(Some(br#"{"a":2,"c":"#)).is_err());
    }

    #[test]
    fn a_value_is_found_wherever_it_is_and_whatever_follows() {
        let text = br#"{"a":{"b":[1,{"c":"x"}]},"a":2,"n":null,"e~/":[],"broken"#;
        assert_eq!(value_at(text, "/a/b/1/c"), Some(json!("x")));
        assert_eq!(value_at(text, "/a/b/0"), Some(json!(1)));
        assert_eq!(value_at(text, "/n"), Some(json!(null)));
        assert_eq!(value_at(text, "/e~0~1"), Some(json!([])));
        for nowhere in ["/a/x", "/a/b/2", "/a/b/c", "/n/x", "/broken"] {
            assert_eq!(value_at(text, nowhere), None, "{nowhere:?}");
        }
        assert_eq!(value_at(b"[1,2]", ""), Some(json!([1, 2])));
        assert_eq!(value_at(b"<html>", "/a"), None);
    }
}
