//! People's names: whole and in parts.

/// A name in two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// All but the surname.
    pub given: String,
    /// The last word, with the particles before it; empty for a name of one word.
    pub surname: String,
}

/// Words that belong to the surname after them.
const PARTICLES: &[&str] =
    &["van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "la", "le", "bin", "al", "ter", "ten", "zu"];

/// Splits a name before its surname. `Surname, Given` is understood. What it does with names of other orders is a guess,
/// as every such split is: where the vendor has the parts, take them.
pub fn split(full: &str) -> Parts {
    if let Some((surname, given)) =
        full.split_once(',').filter(|(surname, given)| !surname.trim().is_empty() && !given.trim().is_empty())
    {
        return Parts { given: joined(given), surname: joined(surname) };
    }
    let words: Vec<&str> = full.split_whitespace().collect();
    let Some(mut at) = words.len().checked_sub(1).filter(|&at| at > 0) else {
        return Parts { given: words.concat(), surname: String::new() };
    };
    // Of several particles the last may not be the first word: somebody has a given name.
    while at > 1 && PARTICLES.contains(&words[at - 1].to_lowercase().as_str()) {
        at -= 1;
    }
    Parts { given: words[..at].join(" "), surname: words[at..].join(" ") }
}

/// Joins the parts that are there.
pub fn join(given: Option<&str>, surname: Option<&str>) -> Option<String> {
    let parts = [given, surname].into_iter().flatten().map(str::trim).filter(|part| !part.is_empty());
    let name = parts.collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_split_before_the_surname() {
        for (full, given, surname) in [
            ("Ada Lovelace", "Ada", "Lovelace"),
            ("  Ludwig  van Beethoven ", "Ludwig", "van Beethoven"),
            ("Mary Ann Evans", "Mary Ann", "Evans"),
            ("Lovelace, Ada", "Ada", "Lovelace"),
            ("Plato", "Plato", ""),
            ("", "", ""),
            ("Vincent van der Berg", "Vincent", "van der Berg"),
            ("Van Morrison", "Van", "Morrison"),
        ] {
            assert_eq!(split(full), Parts { given: given.to_owned(), surname: surname.to_owned() }, "{full}");
        }
    }

    #[test]
    fn parts_join_to_what_they_were() {
        let Parts { given, surname } = split("Ludwig van Beethoven");
        assert_eq!(join(Some(&given), Some(&surname)).as_deref(), Some("Ludwig van Beethoven"));
        assert_eq!((join(None, Some(" ")), join(Some("Plato"), None).as_deref()), (None, Some("Plato")));
    }
}
