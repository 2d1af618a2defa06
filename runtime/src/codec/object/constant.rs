//! Members that can have one value only: `object: "charge"`.

use super::{Entries, Input, Result, Visit};
use crate::codec::drift::{Drift, DriftKind};
use crate::codec::input::Items;
use crate::codec::{Const, Decode};
use serde_json::Value;

/// Reads such a member, whatever it is, and tells whoever listens of another value.
pub(super) fn read(target: &mut dyn Decode, input: &mut dyn Input, only: Const) -> Result<bool> {
    let mut heard = Heard { input, only, other: None };
    let found = target.decode(&mut heard)?;
    let Heard { input, other, .. } = heard;
    if let Some(other) = other {
        input.report(DriftKind::UnknownValue(&other).here());
    }
    Ok(found)
}

/// A value that is looked at on its way to the target.
struct Heard<'a> {
    input: &'a mut dyn Input,
    only: Const,
    other: Option<String>,
}

impl Input for Heard<'_> {
    fn visit(&mut self, visitor: &mut dyn Visit) -> Result<()> {
        self.input.visit(&mut Listener { visitor, only: self.only, other: &mut self.other })
    }
    fn skip(&mut self) -> Result<()> {
        self.input.skip()
    }
    fn tree(&self) -> Option<&Value> {
        self.input.tree()
    }
    fn depth(&self) -> usize {
        self.input.depth()
    }
    fn listens(&self) -> bool {
        self.input.listens()
    }
    fn forgives(&self) -> bool {
        self.input.forgives()
    }
    fn report(&self, drift: Drift<'_>) {
        self.input.report(drift);
    }
}

/// Compares, and hands on. A value of another type is told by who reads it.
struct Listener<'a> {
    visitor: &'a mut dyn Visit,
    only: Const,
    other: &'a mut Option<String>,
}

impl Visit for Listener<'_> {
    fn expected(&self) -> &'static str {
        self.visitor.expected()
    }
    fn null(&mut self) -> Result<()> {
        self.visitor.null()
    }
    fn bool(&mut self, value: bool) -> Result<()> {
        if matches!(self.only, Const::Bool(only) if only != value) {
            *self.other = Some(value.to_string());
        }
        self.visitor.bool(value)
    }
    fn int(&mut self, value: i128) -> Result<()> {
        if matches!(self.only, Const::Int(only) if i128::from(only) != value) {
            *self.other = Some(value.to_string());
        }
        self.visitor.int(value)
    }
    fn float(&mut self, value: f64) -> Result<()> {
        self.visitor.float(value)
    }
    fn str(&mut self, value: &str) -> Result<()> {
        if matches!(self.only, Const::Str(only) if only != value) {
            *self.other = Some(value.to_owned());
        }
        self.visitor.str(value)
    }
    fn array(&mut self, items: &mut dyn Items) -> Result<()> {
        self.visitor.array(items)
    }
    fn object(&mut self, entries: &mut dyn Entries) -> Result<()> {
        self.visitor.object(entries)
    }
}
