//! One value of a JSON text, without reading the others into anything.

use super::read::read_into;
use crate::codec::input::{Entries, Input, Items, Visit};
use crate::codec::{Decode, DecodeError, Result};
use serde_json::Value;

/// The value at these steps (member names, or numbers of items); `None` where there is none, or no JSON.
pub(crate) fn value_at(text: &[u8], steps: &[&str]) -> Option<Value> {
    let mut search = Search { steps, found: None };
    // That it ends early is how a search that found something ends.
    let _ = read_into(&mut search, text);
    search.found
}

/// The text at these steps.
pub(crate) fn text_at(text: &[u8], steps: &[&str]) -> Option<String> {
    match value_at(text, steps)? {
        Value::String(text) => Some(text),
        _ => None,
    }
}

struct Search<'s> {
    steps: &'s [&'s str],
    found: Option<Value>,
}

impl Decode for Search<'_> {
    fn blank() -> Self {
        Self { steps: &[], found: None }
    }

    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        if self.steps.is_empty() {
            let mut value = Value::Null;
            value.decode(input)?;
            self.found = Some(value);
            return Err(DecodeError::other("found"));
        }
        input.visit(self)?;
        Ok(true)
    }
}

impl Search<'_> {
    fn step(&mut self, input: &mut dyn Input) -> Result<()> {
        let mut below = Search { steps: &self.steps[1..], found: None };
        let result = below.decode(input);
        self.found = below.found;
        // Of members that come twice the first counts, as in reading.
        result.and_then(|_| Err(DecodeError::other("nothing there")))
    }
}

impl Visit for Search<'_> {
    fn expected(&self) -> &'static str {
        "object"
    }

    fn array(&mut self, items: &mut dyn Items) -> Result<()> {
        let Ok(wanted) = self.steps[0].parse::<usize>() else { return Ok(()) };
        let mut at = 0;
        while items.next(&mut |input| {
            at += 1;
            if at == wanted + 1 { self.step(input) } else { input.skip() }
        })? {}
        Ok(())
    }

    fn object(&mut self, entries: &mut dyn Entries) -> Result<()> {
        while entries.next(&mut |key, input| if key == self.steps[0] { self.step(input) } else { input.skip() })? {}
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::value_at;
    use serde_json::json;

    #[test]
    fn a_value_is_found_wherever_it_is_and_whatever_follows() {
        let text = br#"{"a":{"b":[1,{"c":"x"}]},"a":2,"n":null,"e~/":[],"broken"#;
        assert_eq!(value_at(text, &["a", "b", "1", "c"]), Some(json!("x")));
        assert_eq!(value_at(text, &["a", "b", "0"]), Some(json!(1)));
        assert_eq!(value_at(text, &["n"]), Some(json!(null)));
        assert_eq!(value_at(text, &["e~/"]), Some(json!([])));
        for nowhere in [&["a", "x"][..], &["a", "b", "2"], &["a", "b", "c"], &["n", "x"], &["broken"]] {
            assert_eq!(value_at(text, nowhere), None, "{nowhere:?}");
        }
        assert_eq!(value_at(b"[1,2]", &[]), Some(json!([1, 2])));
        assert_eq!(value_at(b"<html>", &["a"]), None);
    }
}
