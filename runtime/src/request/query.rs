//! The query string, and urlencoded bodies, which are written alike: the document's styles, and brackets for what nests.
//!
//! The standard leaves `deepObject` on arrays, and nesting of any kind, undefined. What vendors read is written: scalars
//! of a list as `expand[]=a`, compound items by index: `items[0][price]=p`.

use super::error::{Reason, RequestError};
use super::node::Node;
use super::{Slot, Values};
use crate::percent::{Kept, escape, escape_but, escaped};
use crate::spec::{Part, Place, Style};
use std::borrow::Cow;

/// Reserved characters that can stand in a query without ending a value or the query.
const RESERVED: Kept = Kept::and(b":/?@!$'()*,;=");

/// What stays in the document's names: vendors write `page[size]` and `$filter`, and not all decode them.
const IN_NAMES: Kept = Kept::and(b"[]$:@!*(),/");

/// The query of an operation, without the question mark.
pub(super) fn write(fixed: &[(&str, &str)], values: Values<'_>) -> Result<String, RequestError> {
    let mut out = Pairs::default();
    for (key, text) in fixed {
        out.name(&escaped(key));
        escape(text, &mut out.text);
    }
    for slot in values.of(Part::Query) {
        out.slot(slot)?;
    }
    Ok(out.text)
}

/// `a=1&b=2`, being written.
#[derive(Default)]
pub(super) struct Pairs {
    pub(super) text: String,
    reserved: bool,
}

impl Pairs {
    /// Writes one member.
    pub(super) fn slot(&mut self, slot: Slot<'_>) -> Result<(), RequestError> {
        let Some(value) = slot.present() else { return Ok(()) };
        let json = slot.place.is_json() || is_json(slot.place.media);
        let node = if json { crate::to_string(value).map(Node::Text) } else { Node::of(value) };
        let node = match node.map_err(|error| slot.error(error))? {
            Node::Null if slot.member.is_clear_empty() => Node::Text(String::new()),
            Node::List(items) if slot.member.is_clear_empty() && items.is_empty() => Node::Text(String::new()),
            node => node,
        };
        let mut name = String::with_capacity(slot.name().len());
        escape_but(&IN_NAMES, slot.name(), &mut name);
        self.node(&name, &node, slot.place);
        Ok(())
    }

    /// Writes a value as its place says, under a name that is encoded already.
    pub(super) fn node(&mut self, name: &str, node: &Node, place: &Place) {
        self.reserved = place.is_reserved();
        match (place.style, place.explodes()) {
            // The default of forms: repeated keys for lists, brackets for what nests.
            (None, _) if !matches!(node, Node::Map(_)) => self.exploded(name, node),
            (None | Some(Style::DeepObject), _) => self.brackets(name, node),
            (Some(_), true) => self.exploded(name, node),
            (Some(style), false) if !node.is_nested() => self.joined(name, node, separator(style)),
            (Some(_), false) => self.brackets(name, node),
        }
    }

    /// Writes the members that no table lists.
    pub(super) fn rest(&mut self, members: Vec<(String, Node)>) {
        const DEFAULT: Place = Place::body();
        for (key, node) in members {
            self.node(&escaped(&key), &node, &DEFAULT);
        }
    }

    /// `name=a&name=b`, `R=100&G=200`.
    fn exploded(&mut self, name: &str, node: &Node) {
        match node {
            Node::List(items) if !node.is_nested() => items.iter().for_each(|item| self.exploded(name, item)),
            Node::Map(members) => members.iter().for_each(|(key, node)| match node {
                Node::Map(_) => self.brackets(&escaped(key), node),
                _ => self.exploded(&escaped(key), node),
            }),
            _ => self.brackets(name, node),
        }
    }

    /// `name=a,b`, `name=R,100,G,200`.
    fn joined(&mut self, name: &str, node: &Node, separator: &str) {
        let texts: Vec<String> = match node {
            Node::List(items) => items.iter().filter_map(|item| self.value(item)).collect(),
            Node::Map(members) => {
                let present = members.iter().filter_map(|(key, node)| Some([escaped(key), self.value(node)?]));
                present.flatten().collect()
            }
            scalar => return self.scalar(name, scalar),
        };
        if !texts.is_empty() {
            self.name(name);
            self.text.push_str(&texts.join(separator));
        }
    }

    /// `name[a][]=b`, `name[0][a]=b`.
    fn brackets(&mut self, name: &str, node: &Node) {
        match node {
            Node::List(items) => items.iter().enumerate().for_each(|(at, item)| {
                let index = if node.is_nested() { at.to_string() } else { String::new() };
                self.brackets(&format!("{name}[{index}]"), item);
            }),
            Node::Map(members) => {
                for (key, node) in members {
                    self.brackets(&format!("{name}[{}]", escaped(key)), node);
                }
            }
            scalar => self.scalar(name, scalar),
        }
    }

    /// `name=text`; nothing of null.
    fn scalar(&mut self, name: &str, node: &Node) {
        if let Some(text) = present(node) {
            self.name(name);
            escape_but(self.kept(), &text, &mut self.text);
        }
    }

    /// The encoded text of a scalar; none of null.
    fn value(&self, node: &Node) -> Option<String> {
        let text = present(node)?;
        let mut out = String::with_capacity(text.len());
        escape_but(self.kept(), &text, &mut out);
        Some(out)
    }

    /// What values keep as it is.
    fn kept(&self) -> &'static Kept {
        if self.reserved { &RESERVED } else { &Kept::UNRESERVED }
    }

    /// Begins a pair; the name is encoded already.
    fn name(&mut self, name: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.push_str(name);
        self.text.push('=');
    }
}

/// The text of a scalar that is not null.
fn present(node: &Node) -> Option<Cow<'_, str>> {
    if matches!(node, Node::Null) { None } else { node.text() }
}

const fn separator(style: Style) -> &'static str {
    match style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        Style::TabDelimited => "%09",
        Style::Simple | Style::Label | Style::Matrix | Style::Form | Style::DeepObject => ",",
    }
}

/// Whether a media type is JSON.
pub(super) fn is_json(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json") || essence.to_ascii_lowercase().ends_with("+json")
}

/// A whole value as a form: its members, or an error where it is no object.
pub(super) fn form(node: Node) -> Result<String, Reason> {
    let Node::Map(members) = node else { return Err(Reason::NotAnObject) };
    let mut out = Pairs::default();
    out.rest(members);
    Ok(out.text)
}
