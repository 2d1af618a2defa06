//! Lines of an address: two fields here, a list there, one text elsewhere, each with limits.

use crate::map::{Reason, Refused, Result};

/// The lines of an address, without empty ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines(Vec<String>);

impl Lines {
    /// From fields that may be missing, in their order.
    pub fn of<T: AsRef<str>>(fields: impl IntoIterator<Item = Option<T>>) -> Self {
        let lines = fields.into_iter().flatten().flat_map(|field| {
            let lines = field.as_ref().lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
            lines.into_iter().filter(|line| !line.is_empty())
        });
        Self(lines.collect())
    }

    /// At most `lines` of at most `width` characters: longer ones are broken between words, and further ones joined.
    /// Refuses what still does not fit; nothing is cut off.
    pub fn within(&self, lines: usize, width: usize) -> Result<Vec<String>> {
        let broken: Vec<String> = self.0.iter().flat_map(|line| broken(line, width)).collect();
        if broken.len() <= lines && broken.iter().all(|line| fits(line, width)) {
            return Ok(broken);
        }
        // All words flow.
        let flowing = broken_at(&self.0.join(", "), width);
        let is_within = flowing.len() <= lines && flowing.iter().all(|line| fits(line, width));
        if is_within { Ok(flowing) } else { Err(Refused::new(Reason::TooLong { limit: lines * width })) }
    }

    /// Line number `at`, from 1; the last of `of` fields takes what is left.
    pub fn field(&self, at: usize, of: usize) -> Option<String> {
        let from = at.checked_sub(1)?;
        let lines = self.0.get(from..)?;
        let taken = if at == of { lines } else { lines.get(..1)? };
        (!taken.is_empty()).then(|| taken.join(", "))
    }

    /// All in one text.
    pub fn joined(&self, between: &str) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join(between))
    }

    /// As they are.
    pub fn into_vec(self) -> Vec<String> {
        self.0
    }
}

fn fits(line: &str, width: usize) -> bool {
    line.chars().count() <= width
}

fn broken(line: &str, width: usize) -> Vec<String> {
    if fits(line, width) { vec![line.to_owned()] } else { broken_at(line, width) }
}

/// Breaks between words; a word that is too long stays whole.
fn broken_at(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => line.extend([" ", word]),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_go_and_long_ones_break_between_words() {
        let lines = Lines::of([Some("10 Downing Street"), Some(" "), None]);
        assert_eq!(lines.within(3, 35).unwrap(), ["10 Downing Street"]);
        let long = Lines::of([Some("Building 4, Floor 12, The Old Brewery Yard"), Some("Commercial Road")]);
        assert_eq!(long.within(3, 35).unwrap(), ["Building 4, Floor 12, The Old", "Brewery Yard", "Commercial Road"]);
        assert_eq!(long.within(2, 20).unwrap_err().reason(), Reason::TooLong { limit: 40 });
    }

    #[test]
    fn what_was_split_can_be_joined_again() {
        let lines = Lines::of([Some("Line 1"), Some("Line 2"), Some("Line 3")]);
        assert_eq!(lines.field(1, 2).as_deref(), Some("Line 1"));
        assert_eq!(lines.field(2, 2).as_deref(), Some("Line 2, Line 3"));
        assert_eq!((lines.field(3, 3).as_deref(), lines.field(4, 4), lines.field(0, 2)), (Some("Line 3"), None, None));
        assert_eq!(Lines::of([Some("a\nb")]).into_vec(), ["a", "b"]);
        assert_eq!(lines.joined("\n").as_deref(), Some("Line 1\nLine 2\nLine 3"));
        assert_eq!(Lines::of::<&str>([None]).joined(" "), None);
    }
}
