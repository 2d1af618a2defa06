//! A text of a schema: by its format, its pattern, its length.

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use serde_json::Value;

/// How many texts of a pattern are tried until one is as long as it must be.
const TRIES: usize = 200;

/// A text that is valid; `None` where a pattern is none that can be followed and there is no example.
pub(super) fn sample(schema: &Value) -> Option<String> {
    let example = ["default", "example"].iter().find_map(|word| schema[*word].as_str());
    match (schema["pattern"].as_str(), by_format(schema["format"].as_str().unwrap_or_default())) {
        (Some(pattern), _) => by_pattern(pattern, schema).or(example.map(str::to_owned)),
        (None, Some(text)) => Some(text.to_owned()),
        (None, None) => Some(fitted("text", schema)),
    }
}

fn by_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "date" => "2026-05-27",
        "date-time" => "2026-05-27T10:00:00Z",
        "date-time-rfc-2822" => "Wed, 27 May 2026 10:00:00 +0000",
        "time" => "10:00:00Z",
        "uuid" => "c56a4180-65aa-42ec-a945-5fd21dec0538",
        "uri" | "url" => "https://example.com/a",
        "email" => "ada@example.com",
        "hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" | "binary" => "dGV4dA==",
        _ => return None,
    })
}

/// The first that is as long as it must be, of those that a generator with a fixed seed makes.
fn by_pattern(pattern: &str, schema: &Value) -> Option<String> {
    // JavaScript's `\d` is ASCII's.
    let ascii = without_lookahead(pattern).replace(r"\d", "[0-9]").replace(r"\w", "[a-zA-Z0-9_]");
    let ascii = ascii.replace(r"\S", "[!-~]");
    let strategy = proptest::string::string_regex(ascii.trim_start_matches('^').trim_end_matches('$')).ok()?;
    let mut runner = TestRunner::deterministic();
    let fits = |text: &String| fitted(text, schema) == *text && !text.is_empty();
    (0..TRIES).filter_map(|_| Some(strategy.new_tree(&mut runner).ok()?.current())).find(fits)
}

/// What must not follow is left out: the generator knows no such thing, and hits it seldom.
fn without_lookahead(pattern: &str) -> String {
    let Some((before, after)) = pattern.split_once("(?!") else { return pattern.to_owned() };
    format!("{before}{}", after.split_once(')').map_or("", |(_, after)| after))
}

/// The text, as long as it must be and no longer than it may be.
fn fitted(text: &str, schema: &Value) -> String {
    let bound = |word: &str| schema[word].as_u64().and_then(|length| usize::try_from(length).ok());
    let (least, most) = (bound("minLength").unwrap_or(0), bound("maxLength").unwrap_or(usize::MAX));
    text.chars().chain(std::iter::repeat('x')).take(text.chars().count().max(least).min(most)).collect()
}
