//! One table of the file at a time, with all of its mistakes: serde stops at the first, so what it stopped at is taken
//! out and the rest is read again.

use crate::diag::Diagnostic;
use crate::profile::Placed;
use crate::toml_text::{Text, nearest};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

/// A value with its place.
pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// The text, and what is wrong with it so far.
pub(super) struct Reader<'t> {
    text: Text<'t>,
    problems: Vec<Diagnostic>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: Text<'t>) -> Self {
        Self { text, problems: Vec::new() }
    }

    /// The file's own table; where the text is no TOML, as much of it as could be read.
    pub(super) fn table(&mut self) -> DeTable<'t> {
        let (table, errors) = DeTable::parse_recoverable(self.text.text);
        self.problems.extend(errors.iter().map(|error| self.text.serde(error)));
        table.into_inner()
    }

    /// A mistake.
    pub(super) fn wrong(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(self.text.at(span, message).help(help));
    }

    /// A key that is not known here.
    pub(super) fn unknown(&mut self, span: Range<usize>, what: &str, word: &str, known: &[&str]) {
        let help = match nearest(word, known) {
            Some(near) => format!("did you mean `{near}`? Known here: {}", known.join(", ")),
            None => format!("known here: {}", known.join(", ")),
        };
        self.wrong(span, format!("unknown {what} `{word}`"), help);
    }

    /// A value with its place for later.
    pub(super) fn placed<T>(&self, spanned: Spanned<T>) -> Placed<T> {
        let place = self.text.place(spanned.span());
        Placed { value: spanned.into_inner(), place }
    }

    /// A value as a `T`; `None` after telling every mistake in it.
    pub(super) fn section<T: DeserializeOwned>(&mut self, value: Value<'t>) -> Option<T> {
        let (mut value, mut gone, before) = (value, BTreeSet::new(), self.problems.len());
        loop {
            let error = match T::deserialize(ValueDeserializer::from(value.clone())) {
                Ok(read) => return (self.problems.len() == before).then_some(read),
                Err(error) => error,
            };
            let missing = error.message().strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
            if missing.is_none_or(|name| !gone.contains(name)) {
                self.problems.push(self.text.serde(&error));
            }
            let span = error.span().unwrap_or_default();
            if !take_out(&mut value, &span, &mut gone) {
                return None;
            }
        }
    }

    /// All mistakes, in the order of the text.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.problems.sort_by_key(|problem| problem.place.as_ref().map(|place| (place.line, place.column)));
        self.problems.dedup();
        self.problems
    }
}

/// Takes the innermost entry out that holds the span; its key is remembered.
fn take_out(value: &mut Value<'_>, span: &Range<usize>, gone: &mut BTreeSet<String>) -> bool {
    let holds = |outer: Range<usize>| outer.start <= span.start && span.end <= outer.end;
    match value.get_mut() {
        DeValue::Table(table) => {
            if table.iter_mut().any(|(_, inner)| take_out(inner, span, gone)) {
                return true;
            }
            let found = table.iter().find(|(key, inner)| holds(key.span()) || holds(inner.span()));
            let Some(key) = found.map(|(key, _)| key.clone()) else { return false };
            gone.insert(key.get_ref().to_string());
            table.remove(&key).is_some()
        }
        DeValue::Array(items) => {
            if items.iter_mut().any(|inner| take_out(inner, span, gone)) {
                return true;
            }
            let Some(at) = items.iter().position(|inner| holds(inner.span())) else { return false };
            let all = std::mem::replace(items, DeArray::new()).into_iter().enumerate();
            *items = all.filter(|(index, _)| *index != at).map(|(_, item)| item).collect();
            true
        }
        _ => false,
    }
}
