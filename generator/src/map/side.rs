//! The names of a field and of what it stands in, ready to compare.

use super::vocabulary::{Token, tokens, words};
use std::collections::BTreeSet;

/// What the names say.
#[derive(Debug, Clone)]
pub(super) struct Side {
    pub(super) leaf: Vec<Token>,
    /// What it stands in, the nearest first.
    pub(super) around: Vec<Token>,
    /// Whether it stands in something that tells of another thing: an error, a setting.
    pub(super) is_aside: bool,
    pub(super) described: BTreeSet<String>,
}

impl Side {
    /// `path` and `owners` from the outside in.
    pub(super) fn new(path: &[String], owners: &[String], docs: &str) -> Self {
        let (leaf, mut before) = path.split_last().map_or(("", &[][..]), |(leaf, before)| (leaf.as_str(), before));
        let mut leaf = tokens(leaf);
        // `start.dateTime`, `reference.value`: what it is called says nothing, what it stands in does.
        if leaf.iter().all(|token| GENERIC.contains(&token.own.as_str()))
            && let Some((parent, further)) = before.split_last()
        {
            before = further;
            // As little together as alone: `dateTime` is no more than `date`.
            let share = 0.4 / f64::from(u8::try_from(leaf.len().max(1)).unwrap_or(u8::MAX));
            for token in &mut leaf {
                token.weight *= share;
            }
            leaf.splice(0..0, tokens(parent));
        }
        let mut around: Vec<Token> = before.iter().rev().flat_map(|name| tokens(name)).collect();
        let is_aside = around.iter().any(Token::is_aside);
        around.extend(
            owners
                .iter()
                .rev()
                .flat_map(|name| tokens(name))
                .map(|token| Token { weight: token.weight * 0.5, ..token }),
        );
        for token in &mut leaf {
            token.stand_in(&around);
        }
        Self { leaf, around, is_aside, described: described(docs) }
    }
}

/// What tells apart people and addresses of the same kind; words of one row are the same.
const ROLES: &[&[&str]] = &[&["shipping", "recipient"], &["billing"], &["sender"], &["organizer"]];

/// More where both stand in the same role, less where in different ones.
pub(super) fn role(a: &Side, b: &Side) -> f64 {
    let of = |side: &Side| {
        let known = |token: &Token| ROLES.iter().position(|role| role.contains(&token.meanings[0].as_str()));
        side.leaf.iter().chain(&side.around).find_map(known)
    };
    match (of(a), of(b)) {
        (Some(one), Some(other)) if one == other => 1.05,
        (Some(_), Some(_)) => 0.9,
        (Some(_), None) | (None, Some(_) | None) => 1.0,
    }
}

/// Names that say nothing of their own.
const GENERIC: &[&str] =
    &["value", "object", "data", "content", "number", "code", "date", "time", "datetime", "date_time", "text_value"];

/// The words of a description that carry sense.
fn described(docs: &str) -> BTreeSet<String> {
    const SAY_NOTHING: &[&str] = &[
        "the",
        "and",
        "for",
        "that",
        "this",
        "with",
        "from",
        "are",
        "can",
        "will",
        "has",
        "have",
        "must",
        "may",
        "not",
        "its",
        "use",
        "used",
        "which",
        "when",
        "only",
        "one",
        "any",
        "all",
        "default",
        "length",
        "most",
        "value",
        "string",
        "pattern",
        "null",
        "true",
        "false",
        "example",
        "format",
        "required",
        "optional",
        "specifies",
        "indicate",
        "valid",
    ];
    let first: String = docs.chars().take(300).collect();
    let words = words(&first).into_iter().filter(|word| word.len() > 2 && !SAY_NOTHING.contains(&word.as_str()));
    words.collect()
}
