//! How alike two fields are: by what their names mean, where they stand, their types, values and descriptions.
//!
//! The same for every vendor, and the same on every run: only sums over lists in a fixed order.

use super::kind::{Kind, fits, kind, values};
use super::leaf::Leaf;
use super::overlap::{capped, covered, dice, jaccard, overlap, told};
use super::side::{Side, role};
use super::vocabulary::Token;
use crate::ir::Api;
use crate::ir::mapping::Access;
use std::collections::BTreeSet;

/// A field of the target with the names around it.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) name: Side,
    pub(super) kind: Kind,
    pub(super) values: BTreeSet<String>,
    /// Whether there are many of it.
    pub(super) many: bool,
}

/// A value of a source, likewise.
#[derive(Debug, Clone)]
pub(super) struct Offered {
    pub(super) name: Side,
    pub(super) kind: Kind,
    pub(super) values: BTreeSet<String>,
    pub(super) depth: usize,
    /// Whether there are many of it.
    pub(super) many: bool,
    /// Whether somebody declared it, as a key that only run time knows.
    pub(super) declared: bool,
}

/// A source's value, ready to compare.
pub(super) fn offered(api: &Api, leaf: &Leaf) -> Offered {
    let path: Vec<String> = leaf.steps.iter().map(|step| step.wire.clone()).filter(|wire| !wire.is_empty()).collect();
    Offered {
        name: Side::new(&path, &leaf.owners, &leaf.docs.0),
        kind: kind(api, &leaf.ty),
        values: values(api, &leaf.ty),
        depth: leaf.steps.len(),
        many: leaf.is_many(),
        declared: leaf.steps.last().is_some_and(|step| step.access == Access::Key),
    }
}

/// How alike, 0 to 1, and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Likeness {
    pub(super) score: f64,
    /// How much the names mean the same, without what is around them.
    pub(super) names: f64,
    /// Whether the names have the same words, whatever they mean.
    pub(super) same_words: bool,
    /// Whether what stands around them agrees, too.
    pub(super) around: f64,
    pub(super) values: f64,
}

/// Compares a field with a value.
pub(super) fn likeness(wanted: &Wanted, offered: &Offered) -> Likeness {
    let (to, from) = (&wanted.name, &offered.name);
    let names = dice(&to.leaf, &from.leaf);
    // `customer_email` and `customer.email`: what one says in its name, the other says around it.
    let spread = covered(&to.leaf, &[&from.leaf, &from.around]).min(covered(&from.leaf, &[&to.leaf, &to.around]));
    let around = dice(&capped(&to.around), &capped(&from.around));
    let described = jaccard(&to.described, &from.described);
    // A name in the other's description.
    let told = told(&to.leaf, &from.described).max(told(&from.leaf, &to.described));
    let values = overlap(&wanted.values, &offered.values);
    // `receipt_email` is an e-mail address: what a name ends with is what it names.
    let ends =
        to.leaf.last().zip(from.leaf.last()).map_or(0.0, |(a, b)| a.likeness(b) * a.weight.min(b.weight).min(1.0));
    let by_name = names.max(0.9 * spread).max(0.5 * ends + 0.45 * names).max(0.4 * told_clearly(from, to));
    let strong = if by_name > 0.0 { 0.69 * by_name + 0.17 * around } else { 0.1 * around };
    let depth = if offered.declared { 0.0 } else { 0.03 * f64::from(u8::try_from(offered.depth.min(8)).unwrap_or(8)) };
    let count = if offered.many && !wanted.many { 0.94 } else { 1.0 };
    let aside = if from.is_aside && !to.is_aside { 0.85 } else { 1.0 };
    let score = (strong + 0.1 * described + 0.1 * told + 0.2 * values - depth)
        * fits(offered.kind, wanted.kind)
        * count
        * aside
        * role(to, from);
    let same_words = to.leaf.len() == from.leaf.len() && to.leaf.iter().zip(&from.leaf).all(|(a, b)| a.own == b.own);
    Likeness { score: score.clamp(0.0, 1.0), names, same_words, around, values }
}

/// Whether the target's description speaks of what the source is clearly called.
fn told_clearly(from: &Side, to: &Side) -> f64 {
    let clear: Vec<Token> = from.leaf.iter().filter(|token| !token.is_vague).cloned().collect();
    if clear.is_empty() { 0.0 } else { told(&clear, &to.described) }
}
