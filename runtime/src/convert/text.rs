//! Texts within limits, and values that vendors keep as texts.

use crate::map::{Reason, Refused, Result};

/// The text, where it has at most so many characters.
pub fn within(text: &str, limit: usize) -> Result<String> {
    if text.chars().count() <= limit { Ok(text.to_owned()) } else { Err(Refused::new(Reason::TooLong { limit })) }
}

/// The first so many characters, with `…` as the last where something was cut off. Only for texts that people read.
pub fn truncated(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let kept: String = text.chars().take(limit.saturating_sub(1)).collect();
    if limit == 0 { String::new() } else { format!("{}…", kept.trim_end()) }
}

/// The text, unless there is none in it: blank is absent.
pub fn present(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// `true` and `false` as texts.
pub fn boolean(text: &str) -> Result<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Refused::not("`true` or `false`")),
    }
}

/// A whole number as text.
pub fn integer(text: &str) -> Result<i64> {
    text.trim().parse().map_err(|_| Refused::not("a whole number"))
}

/// Several values in one text: `a;b`.
pub fn list(text: &str, between: char) -> Vec<String> {
    text.split(between).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// Several values as one text; refuses values that hold the separator.
pub fn joined<T: AsRef<str>>(items: impl IntoIterator<Item = T>, between: char) -> Result<String> {
    let mut text = String::new();
    for item in items {
        if item.as_ref().contains(between) {
            return Err(Refused::not("free of the separator"));
        }
        if !text.is_empty() {
            text.push(between);
        }
        text.push_str(item.as_ref());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_only_when_asked() {
        assert_eq!(within("abc", 3).unwrap(), "abc");
        assert_eq!(within("äbcd", 3).unwrap_err().reason(), Reason::TooLong { limit: 3 });
        assert_eq!(truncated("äbcdef", 4), "äbc…");
        assert_eq!((truncated("abc", 3), truncated("abc", 0)), ("abc".to_owned(), String::new()));
    }

    #[test]
    fn values_in_texts_come_back() {
        assert_eq!(list(&joined(["a", "b"], ';').unwrap(), ';'), ["a", "b"]);
        assert!(joined(["a;b"], ';').is_err());
        assert!(boolean("TRUE").unwrap() && boolean("yes").is_err());
        assert_eq!((integer(" 42 ").unwrap(), present(" "), present(" a ").as_deref()), (42, None, Some("a")));
    }
}
