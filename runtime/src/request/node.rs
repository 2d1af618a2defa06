//! A value as text, list or map: what the parameter styles are defined on.

use super::error::Reason;
use crate::codec::file::File;
use crate::codec::form;
use crate::codec::{Base64, Encode, EncodeError, MAX_DEPTH, Members, Sequence, Sink};
use std::borrow::Cow;

/// A value in the terms of RFC 6570.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Null,
    Text(String),
    File(File),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    /// Takes a value apart.
    pub(super) fn of(value: &dyn Encode) -> Result<Self, EncodeError> {
        let mut sink = NodeSink { node: Self::Null, depth: 0 };
        value.encode(&mut sink)?;
        Ok(sink.node)
    }

    /// Its text, where it is not compound. Null is empty.
    pub(super) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Null => Some(Cow::Borrowed("")),
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::File(file) => form::scalar(&Base64(file.bytes()?.to_vec())).ok().flatten().map(Cow::Owned),
            Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The same, or that it is compound.
    fn into_text(self) -> Result<String, Reason> {
        match self {
            Self::Text(text) => Ok(text),
            other => other.text().map(Cow::into_owned).ok_or(Reason::NotScalar),
        }
    }

    /// Whether it is compound.
    pub(super) fn is_compound(&self) -> bool {
        matches!(self, Self::List(_) | Self::Map(_))
    }

    /// Whether anything below it is compound.
    pub(super) fn is_nested(&self) -> bool {
        match self {
            Self::Null | Self::Text(_) | Self::File(_) => false,
            Self::List(items) => items.iter().any(Self::is_compound),
            Self::Map(members) => members.iter().any(|(_, node)| node.is_compound()),
        }
    }
}

/// The flat shapes that the non-nesting styles write. Nulls in lists and maps are left out: they have no text.
pub(super) enum Flat {
    Text(String),
    List(Vec<String>),
    Map(Vec<(String, String)>),
}

impl Flat {
    /// `None` for null.
    pub(super) fn of(node: Node) -> Result<Option<Self>, Reason> {
        Ok(Some(match node {
            Node::Null => return Ok(None),
            Node::Text(text) => Self::Text(text),
            file @ Node::File(_) => Self::Text(file.into_text()?),
            Node::List(items) => {
                let items = items.into_iter().filter(|item| *item != Node::Null);
                Self::List(items.map(Node::into_text).collect::<Result<_, _>>()?)
            }
            Node::Map(members) => {
                let members = members.into_iter().filter(|(_, node)| *node != Node::Null);
                let text = |(key, node): (String, Node)| Ok((key, node.into_text()?));
                Self::Map(members.map(text).collect::<Result<_, Reason>>()?)
            }
        }))
    }
}

struct NodeSink {
    node: Node,
    depth: usize,
}

impl NodeSink {
    fn inner(&self, value: &dyn Encode) -> Result<Node, EncodeError> {
        if self.depth >= MAX_DEPTH {
            return Err(EncodeError::new(format_args!("the value nests deeper than {MAX_DEPTH} levels")));
        }
        let mut sink = Self { node: Node::Null, depth: self.depth + 1 };
        value.encode(&mut sink)?;
        Ok(sink.node)
    }

    fn put(&mut self, text: String) {
        self.node = Node::Text(text);
    }
}

impl Sink for NodeSink {
    fn null(&mut self) -> Result<(), EncodeError> {
        self.node = Node::Null;
        Ok(())
    }

    fn bool(&mut self, value: bool) -> Result<(), EncodeError> {
        self.put(value.to_string());
        Ok(())
    }

    fn int(&mut self, value: i128) -> Result<(), EncodeError> {
        self.put(value.to_string());
        Ok(())
    }

    fn float(&mut self, value: f64) -> Result<(), EncodeError> {
        if !value.is_finite() {
            return Err(EncodeError::new("a number must be finite"));
        }
        self.put(serde_json::Value::from(value).to_string());
        Ok(())
    }

    fn str(&mut self, value: &str) -> Result<(), EncodeError> {
        self.put(value.to_owned());
        Ok(())
    }

    fn array(&mut self, items: &dyn Sequence) -> Result<(), EncodeError> {
        let mut nodes = Vec::new();
        items.each(&mut |item| {
            nodes.push(self.inner(item)?);
            Ok(())
        })?;
        self.node = Node::List(nodes);
        Ok(())
    }

    fn object(&mut self, members: &dyn Members) -> Result<(), EncodeError> {
        let mut nodes = Vec::new();
        members.each(&mut |entry| {
            let clears = entry.member.is_some_and(crate::codec::Member::is_clear_empty);
            let node = match self.inner(entry.value)? {
                Node::Null if clears => Node::Text(String::new()),
                Node::List(items) if clears && items.is_empty() => Node::Text(String::new()),
                node => node,
            };
            nodes.push((entry.key.to_owned(), node));
            Ok(())
        })?;
        self.node = Node::Map(nodes);
        Ok(())
    }

    fn file(&mut self, file: &File) -> Result<(), EncodeError> {
        self.node = Node::File(file.clone());
        Ok(())
    }
}
