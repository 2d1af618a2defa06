//! The words of a name.

use super::{VOCABULARY, Vocabulary};

/// The words of a name: parted at signs, at capitals and at digits; in full; in the singular.
pub(crate) fn words(name: &str) -> Vec<String> {
    let vocabulary = &*VOCABULARY;
    let mut words = Vec::new();
    for part in parts(name) {
        let word = vocabulary.short.get(&part).cloned().unwrap_or(part);
        let word = singular(&word);
        match split(vocabulary, &word) {
            Some((head, tail)) => words.extend([head, tail]),
            None => words.push(word),
        }
    }
    words
}

fn parts(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut parts: Vec<String> = Vec::new();
    let mut word = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| chars[before]);
        let after = chars.get(at + 1);
        let ends_capitals =
            c.is_uppercase() && before.is_some_and(char::is_uppercase) && after.is_some_and(|next| next.is_lowercase());
        let starts = before.is_some_and(|before| {
            (c.is_uppercase() && before.is_lowercase()) || c.is_ascii_digit() != before.is_ascii_digit()
        });
        if (starts || ends_capitals || !c.is_alphanumeric()) && !word.is_empty() {
            parts.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    parts.extend((!word.is_empty()).then_some(word));
    parts
}

/// `firstname` -> `first`, `name`: two words of the vocabulary without a gap.
fn split(vocabulary: &Vocabulary, word: &str) -> Option<(String, String)> {
    if word == "fname" || word == "lname" {
        return Some((word[..1].to_owned(), word[1..].to_owned()));
    }
    if vocabulary.words.contains(word) || vocabulary.phrases.contains_key(word) || !word.is_ascii() || word.len() < 5 {
        return None;
    }
    let cut = |at: usize| (word[..at].to_owned(), word[at..].to_owned());
    (2..word.len() - 1).rev().map(cut).find(|(head, tail)| {
        head.len() > 2 && (vocabulary.words.contains(head) && (vocabulary.words.contains(tail) || tail == "id"))
    })
}

/// The singular of an English noun, well enough to compare names.
pub(super) fn singular(word: &str) -> String {
    let stem = |cut: usize, end: &str| format!("{}{end}", &word[..word.len() - cut]);
    match word {
        _ if word.len() < 4 || !word.is_ascii() => word.to_owned(),
        _ if ["details", "address", "business", "status", "notes", "pieces", "minutes"].contains(&word) => {
            word.to_owned()
        }
        _ if word.ends_with("ies") => stem(3, "y"),
        _ if ["sses", "ches", "shes", "xes"].iter().any(|end| word.ends_with(end)) => stem(2, ""),
        _ if word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) => stem(1, ""),
        _ => word.to_owned(),
    }
}
