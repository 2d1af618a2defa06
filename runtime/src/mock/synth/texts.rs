//! Text: by format, by pattern, or a word that says where it is from.

use super::{formats, pattern};
use crate::Value;
use fastrand::Rng;
use serde_json::Map;

/// Words of three to seven letters.
const WORDS: &[&str] =
    &["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "iris", "juniper", "kelp", "lotus"];

/// Text as the schema wants it.
pub(super) fn text(rng: &mut Rng, schema: &Map<String, Value>, name: &str) -> String {
    let bound = |key: &str| schema.get(key).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
    let (least, most) = (bound("minLength").unwrap_or(0), bound("maxLength").unwrap_or(usize::MAX));
    let fits = |text: &String| (least..=most).contains(&text.chars().count());
    if let Some(wanted) = schema.get("pattern").and_then(Value::as_str) {
        let mut tries = (0..40).filter_map(|extra| pattern::matching(rng, wanted, extra * least.max(8) / 20));
        let found = tries.find(fits);
        let default = || schema.get("default").and_then(Value::as_str).map(str::to_owned);
        if let Some(text) = found.or_else(default) {
            return text;
        }
    }
    let format = schema.get("format").and_then(Value::as_str);
    if let Some(text) = format.and_then(|format| formats::text(rng, format)).filter(fits) {
        return text;
    }
    let word = word(rng, name);
    sized(rng, word, least, most)
}

/// `amber-name`.
pub(super) fn word(rng: &mut Rng, name: &str) -> String {
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(24).collect();
    let word = rng.choice(WORDS).copied().unwrap_or("amber");
    if name.is_empty() { word.to_owned() } else { format!("{name}-{word}{}", rng.u16(..1000)) }
}

fn sized(rng: &mut Rng, mut text: String, least: usize, most: usize) -> String {
    while text.chars().count() < least {
        text.push_str(rng.choice(WORDS).copied().unwrap_or("x"));
    }
    text.chars().take(most.max(least)).take(most).collect()
}
