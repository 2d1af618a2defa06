//! A tree as an [`Input`], and as a type that takes whatever comes.

use crate::codec::decode::Decode;
use crate::codec::drift::Drift;
use crate::codec::error::{DecodeError, Result};
use crate::codec::input::{Entries, Input, Items, Visit};
use crate::codec::place::{Context, Place};
use serde_json::{Map, Number, Value};

/// Reads a tree.
#[inline]
pub fn from_value<T: Decode>(tree: &Value) -> Result<T> {
    let mut target = T::blank();
    read_tree_into(&mut target, tree)?;
    Ok(target)
}

/// Reads a tree into a value that is there already.
pub(crate) fn read_tree_into(target: &mut dyn Decode, tree: &Value) -> Result<()> {
    let context = Context::new(None);
    if target.decode(&mut TreeInput { tree: Some(tree), place: Place::root(&context, 0) })? {
        Ok(())
    } else {
        Err(DecodeError::null())
    }
}

/// A value of a tree.
pub(crate) struct TreeInput<'t, 'p> {
    pub(crate) tree: Option<&'t Value>,
    pub(crate) place: Place<'p>,
}

impl Input for TreeInput<'_, '_> {
    fn visit(&mut self, visitor: &mut dyn Visit) -> Result<()> {
        let Some(tree) = self.tree else { return Err(DecodeError::other("the value was read already")) };
        match tree {
            Value::Null => visitor.null(),
            Value::Bool(value) => visitor.bool(*value),
            Value::Number(value) => visit_number(value, visitor),
            Value::String(value) => visitor.str(value),
            Value::Array(values) => {
                self.place.enter()?;
                visitor.array(&mut TreeItems { values: values.iter(), at: 0, place: &self.place })
            }
            Value::Object(members) => {
                self.place.enter()?;
                visitor.object(&mut TreeEntries { members: members.iter(), place: &self.place })
            }
        }
    }

    fn skip(&mut self) -> Result<()> {
        Ok(())
    }

    fn tree(&self) -> Option<&Value> {
        self.tree
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

fn visit_number(value: &Number, visitor: &mut dyn Visit) -> Result<()> {
    match (value.as_i128(), value.as_f64()) {
        (Some(value), _) => visitor.int(value),
        (None, Some(value)) => visitor.float(value),
        (None, None) => Err(DecodeError::expected(visitor.expected(), "a number out of range")),
    }
}

struct TreeItems<'t, 'p> {
    values: std::slice::Iter<'t, Value>,
    at: usize,
    place: &'p Place<'p>,
}

impl Items for TreeItems<'_, '_> {
    fn next(&mut self, each: &mut dyn FnMut(&mut dyn Input) -> Result<()>) -> Result<bool> {
        let Some(tree) = self.values.next() else { return Ok(false) };
        let place = self.place.index(self.at);
        each(&mut TreeInput { tree: Some(tree), place }).map_err(|error| error.at_index(self.at))?;
        self.at += 1;
        Ok(true)
    }
}

struct TreeEntries<'t, 'p> {
    members: serde_json::map::Iter<'t>,
    place: &'p Place<'p>,
}

impl Entries for TreeEntries<'_, '_> {
    fn next(&mut self, each: &mut dyn FnMut(&str, &mut dyn Input) -> Result<()>) -> Result<bool> {
        let Some((key, tree)) = self.members.next() else { return Ok(false) };
        each(key, &mut TreeInput { tree: Some(tree), place: self.place.key(key) })
            .map_err(|error| error.at_key(key))?;
        Ok(true)
    }
}

impl Decode for Value {
    #[inline]
    fn blank() -> Self {
        Value::Null
    }

    #[inline]
    fn takes_null() -> bool {
        true
    }

    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        match input.tree() {
            _ if input.is_nothing() => *self = Value::Null,
            Some(tree) => *self = tree.clone(),
            None => input.visit(&mut Builder(self))?,
        }
        Ok(true)
    }
}

struct Builder<'a>(&'a mut Value);

impl Visit for Builder<'_> {
    fn expected(&self) -> &'static str {
        "any value"
    }

    fn null(&mut self) -> Result<()> {
        *self.0 = Value::Null;
        Ok(())
    }

    fn bool(&mut self, value: bool) -> Result<()> {
        *self.0 = Value::Bool(value);
        Ok(())
    }

    #[expect(clippy::cast_precision_loss, reason = "a tree has no wider integers, and reads such text as f64 too")]
    fn int(&mut self, value: i128) -> Result<()> {
        *self.0 = Number::from_i128(value).map_or_else(|| Value::from(value as f64), Value::Number);
        Ok(())
    }

    fn float(&mut self, value: f64) -> Result<()> {
        *self.0 = Value::from(value);
        Ok(())
    }

    fn str(&mut self, value: &str) -> Result<()> {
        *self.0 = Value::String(value.to_owned());
        Ok(())
    }

    fn array(&mut self, items: &mut dyn Items) -> Result<()> {
        let mut values = Vec::new();
        while items.next(&mut |input| {
            let mut value = Value::Null;
            value.decode(input)?;
            values.push(value);
            Ok(())
        })? {}
        *self.0 = Value::Array(values);
        Ok(())
    }

    fn object(&mut self, entries: &mut dyn Entries) -> Result<()> {
        let mut members = Map::new();
        while entries.next(&mut |key, input| {
            let mut value = Value::Null;
            value.decode(input)?;
            members.insert(key.to_owned(), value);
            Ok(())
        })? {}
        *self.0 = Value::Object(members);
        Ok(())
    }
}
