//! A tree as a value to write, and as a [`Sink`].

use crate::codec::MAX_DEPTH;
use crate::codec::encode::{Encode, Entry, Members, Sequence, Sink};
use crate::codec::error::{EncodeError, Result};
use serde_json::{Map, Number, Value};

/// Writes a tree.
pub fn to_value(value: &dyn Encode) -> Result<Value, EncodeError> {
    let mut sink = TreeSink { tree: Value::Null, depth: 0 };
    value.encode(&mut sink)?;
    Ok(sink.tree)
}

impl Encode for Value {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        match self {
            Value::Null => sink.null(),
            Value::Bool(value) => sink.bool(*value),
            Value::Number(value) => match (value.as_i128(), value.as_f64()) {
                (Some(value), _) => sink.int(value),
                (None, Some(value)) => sink.float(value),
                (None, None) => Err(EncodeError::new("the number is out of range")),
            },
            Value::String(value) => sink.str(value),
            Value::Array(values) => sink.array(values),
            Value::Object(members) => sink.object(members),
        }
    }
}

impl Members for Map<String, Value> {
    fn each(&self, take: &mut dyn FnMut(Entry<'_>) -> Result<(), EncodeError>) -> Result<(), EncodeError> {
        self.iter().try_for_each(|(key, value)| take(Entry { key, member: None, value }))
    }
}

struct TreeSink {
    tree: Value,
    depth: usize,
}

impl TreeSink {
    fn inner(&self) -> Result<Self, EncodeError> {
        if self.depth < MAX_DEPTH {
            Ok(Self { tree: Value::Null, depth: self.depth + 1 })
        } else {
            Err(EncodeError::too_deep())
        }
    }
}

impl Sink for TreeSink {
    fn null(&mut self) -> Result<(), EncodeError> {
        self.tree = Value::Null;
        Ok(())
    }

    fn bool(&mut self, value: bool) -> Result<(), EncodeError> {
        self.tree = Value::Bool(value);
        Ok(())
    }

    fn int(&mut self, value: i128) -> Result<(), EncodeError> {
        let number = Number::from_i128(value);
        self.tree =
            Value::Number(number.ok_or_else(|| EncodeError::new("a tree has no integers of more than 64 bits"))?);
        Ok(())
    }

    fn float(&mut self, value: f64) -> Result<(), EncodeError> {
        let number = Number::from_f64(value);
        self.tree = Value::Number(number.ok_or_else(|| EncodeError::new("JSON has no infinity and no NaN"))?);
        Ok(())
    }

    fn str(&mut self, value: &str) -> Result<(), EncodeError> {
        self.tree = Value::String(value.to_owned());
        Ok(())
    }

    fn array(&mut self, items: &dyn Sequence) -> Result<(), EncodeError> {
        let mut values = Vec::with_capacity(items.len().unwrap_or(0));
        items.each(&mut |item| {
            let mut sink = self.inner()?;
            item.encode(&mut sink)?;
            values.push(sink.tree);
            Ok(())
        })?;
        self.tree = Value::Array(values);
        Ok(())
    }

    fn object(&mut self, members: &dyn Members) -> Result<(), EncodeError> {
        let mut tree = Map::new();
        members.each(&mut |entry| {
            let mut sink = self.inner()?;
            entry.value.encode(&mut sink)?;
            tree.insert(entry.key.to_owned(), sink.tree);
            Ok(())
        })?;
        self.tree = Value::Object(tree);
        Ok(())
    }
}
