//! Reads any union by its table: as it comes where the JSON type tells the branch; else from the text, which is looked at
//! first; else from a tree.

use super::finding::{Finding, Findings};
use super::outline::Outline;
use super::{Branch, Pick, choose, stream};
use crate::codec::decode::Decode;
use crate::codec::drift::DriftKind;
use crate::codec::error::Result;
use crate::codec::input::Input;
use crate::codec::json;
use crate::codec::place::{Context, Place, Reports};
use crate::codec::tree::TreeInput;
use serde_json::Value;

/// Reads the branch that fits; `false` when the input was null.
#[inline(never)]
pub fn read(target: &mut dyn Pick, input: &mut dyn Input) -> Result<bool> {
    if input.is_nothing() {
        target.keep(Value::Null);
        return Ok(true);
    }
    if distinct(target.choice().branches) {
        return stream::read(target, input);
    }
    match in_text(target, input) {
        InText::Read => Ok(true),
        InText::Unreadable => keep(target, input).map(|()| true),
        InText::Unclear => buffer(target, input),
    }
}

/// Whether the JSON type tells the branch.
fn distinct(branches: &[Branch]) -> bool {
    let mut all = 0;
    branches.iter().all(|branch| {
        let new = all & branch.kinds == 0;
        all |= branch.kinds;
        new
    })
}

/// What came of reading a union from the text.
enum InText {
    Read,
    /// Its branch is known, and cannot be read.
    Unreadable,
    /// It is no text, null, or may be several branches.
    Unclear,
}

/// Looks at the value in the text, and reads it from there where that tells the branch.
fn in_text(target: &mut dyn Pick, input: &mut dyn Input) -> InText {
    let Some(text) = input.ahead() else { return InText::Unclear };
    let candidates = json::outline(text).map(|outline| choose::candidates(target.choice(), &outline));
    let Some([at]) = candidates.as_deref() else { return InText::Unclear };
    let (depth, branch) = (input.depth(), target.choose(*at));
    let (read, findings) = tried(input.listens(), |context| json::read_first(branch, text, context, depth));
    let Ok(Some(bytes)) = read else { return InText::Unreadable };
    Finding::report_all(&findings, input);
    input.passed(bytes);
    InText::Read
}

/// Keeps what can be read as no branch.
pub(super) fn keep(target: &mut dyn Pick, input: &mut dyn Input) -> Result<()> {
    let mut own = Value::Null;
    own.decode(input)?;
    target.keep(own);
    input.report(DriftKind::UnknownBranch.here());
    Ok(())
}

fn buffer(target: &mut dyn Pick, input: &mut dyn Input) -> Result<bool> {
    let mut own = Value::Null;
    if input.tree().is_none() {
        own.decode(input)?;
    }
    let tree = input.tree().unwrap_or(&own);
    if tree.is_null() {
        return Ok(false);
    }
    let candidates = choose::candidates(target.choice(), &Outline::of(tree));
    let mut best: Option<(usize, Vec<Finding>)> = None;
    for at in &candidates {
        let Some(findings) = attempt(target, *at, tree, input, candidates.len() > 1) else { continue };
        if findings.is_empty() || candidates.len() == 1 {
            Finding::report_all(&findings, input);
            return Ok(true);
        }
        if best.as_ref().is_none_or(|(_, least)| findings.len() < least.len()) {
            best = Some((*at, findings));
        }
    }
    match best {
        Some((at, findings)) if attempt(target, at, tree, input, false).is_some() => {
            Finding::report_all(&findings, input);
        }
        _ => {
            target.keep(tree.clone());
            input.report(DriftKind::UnknownBranch.here());
        }
    }
    Ok(true)
}

/// Reads branch `at`; what was found not to be as documented, or none where it cannot be read.
fn attempt(target: &mut dyn Pick, at: usize, tree: &Value, input: &dyn Input, compare: bool) -> Option<Vec<Finding>> {
    let (depth, branch) = (input.depth(), target.choose(at));
    let (read, findings) = tried(compare || input.listens(), |context| {
        branch.decode(&mut TreeInput { tree: Some(tree), place: Place::root(context, depth) })
    });
    matches!(read, Ok(true)).then_some(findings)
}

/// Reads what may be another branch; beside it, what was found not to be as documented, where that is asked for.
fn tried<T>(listens: bool, read: impl FnOnce(&Context<'_>) -> T) -> (T, Vec<Finding>) {
    let findings = Findings::default();
    let listener: &dyn Reports = &findings;
    let read = read(&Context::tried(listens.then_some(listener)));
    (read, findings.take())
}
