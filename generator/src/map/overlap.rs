//! How much of names, descriptions and values is the same.

use super::vocabulary::Token;
use std::collections::BTreeSet;

/// At most so many tokens of what is around: the nearest say most.
pub(super) fn capped(tokens: &[Token]) -> Vec<Token> {
    let falling = [1.0, 0.7, 0.5, 0.4, 0.3, 0.2];
    tokens.iter().zip(falling).map(|(token, part)| Token { weight: token.weight * part, ..token.clone() }).collect()
}

/// The weighted share of tokens that both have.
pub(super) fn dice(a: &[Token], b: &[Token]) -> f64 {
    let weight = |tokens: &[Token]| tokens.iter().map(|token| token.weight).sum::<f64>();
    let all = weight(a) + weight(b);
    if all <= f64::EPSILON {
        return 0.0;
    }
    let one = |x: &[Token], y: &[Token]| x.iter().map(|token| token.weight * best(token, y)).sum::<f64>();
    (one(a, b) + one(b, a)) / all
}

/// How much of `tokens` is somewhere in `pools`; the first pool counts in full.
pub(super) fn covered(tokens: &[Token], pools: &[&[Token]]) -> f64 {
    let all: f64 = tokens.iter().map(|token| token.weight).sum();
    if all <= f64::EPSILON {
        return 0.0;
    }
    let found = tokens.iter().map(|token| {
        let found = pools.iter().zip([1.0, 0.85]).map(|(pool, part)| part * best(token, pool));
        token.weight * found.fold(0.0, f64::max)
    });
    found.sum::<f64>() / all
}

fn best(token: &Token, pool: &[Token]) -> f64 {
    pool.iter().map(|other| token.likeness(other)).fold(0.0, f64::max)
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
pub(super) fn jaccard(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    a.intersection(b).count() as f64 / a.union(b).count() as f64
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
pub(super) fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let least = a.len().min(b.len());
    if least == 0 { 0.0 } else { a.intersection(b).count() as f64 / least as f64 }
}

/// How much of a name's words a description uses.
pub(super) fn told(tokens: &[Token], described: &BTreeSet<String>) -> f64 {
    let all: f64 = tokens.iter().map(|token| token.weight).sum();
    if all <= f64::EPSILON || described.is_empty() {
        return 0.0;
    }
    let said = |token: &&Token| token.own.split('_').all(|word| described.contains(word));
    tokens.iter().filter(said).map(|token| token.weight).sum::<f64>() / all
}
