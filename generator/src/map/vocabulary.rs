//! What the words of a name mean. In: a name as vendors write it. Out: its concepts, from the file `vocabulary.toml`.

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// The file; a mistake in it is ours.
const FILE: &str = include_str!("../../data/vocabulary.toml");

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| match toml::from_str::<File>(FILE) {
    Ok(file) => Vocabulary::of(file),
    Err(error) => unreachable!("vocabulary.toml: {error}"),
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    short: HashMap<String, String>,
    concept: toml::map::Map<String, toml::Value>,
    weak: HashMap<String, f64>,
    vague: Vague,
    aside: Words,
    within: Vec<Within>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: HashSet<String>,
}

/// What words mean within something.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Within {
    /// The concepts of what they stand in.
    of: HashSet<String>,
    words: HashSet<String>,
    /// The concept that they then mean; none: that of what they stand in.
    means: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vague {
    concepts: HashSet<String>,
    words: HashSet<String>,
}

struct Vocabulary {
    short: HashMap<String, String>,
    /// Words of a phrase, joined by spaces: the concepts it stands for, the likeliest first.
    phrases: BTreeMap<String, Vec<String>>,
    /// Phrases that may as well mean something else.
    loose: HashSet<String>,
    /// Every word of a phrase, for names whose words are not parted (`firstname`).
    words: HashSet<String>,
    weak: HashMap<String, f64>,
    vague: Vague,
    aside: HashSet<String>,
    within: Vec<Within>,
    longest: usize,
}

impl Vocabulary {
    fn of(file: File) -> Self {
        let mut phrases: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut loose = HashSet::new();
        for (concept, listed) in &file.concept {
            let listed = listed.as_array().into_iter().flatten().filter_map(toml::Value::as_str);
            for phrase in listed {
                let words: Vec<String> = phrase.trim_start_matches('~').split(' ').map(singular).collect();
                let words = words.join(" ");
                if phrase.starts_with('~') {
                    loose.insert(words.clone());
                }
                phrases.entry(words).or_default().push(concept.clone());
            }
        }
        let words = phrases.keys().flat_map(|phrase| phrase.split(' ')).map(str::to_owned).collect();
        let longest = phrases.keys().map(|phrase| phrase.split(' ').count()).max().unwrap_or(1);
        let File { short, weak, vague, aside, within, .. } = file;
        Self { short, phrases, loose, words, weak, vague, aside: aside.words, within, longest }
    }
}

impl Vocabulary {
    /// Whether a phrase of the first words leaves its last ones to a phrase that is as long and goes on further: `billing
    /// address line 1` is the first line of an address, and no line of a billing address.
    fn gives_way(&self, words: &[String], count: usize) -> bool {
        let reaches = |from: usize| {
            let longest = self.longest.min(words.len() - from);
            (count.max(count - from + 1)..=longest)
                .any(|len| self.phrases.contains_key(&words[from..from + len].join(" ")))
        };
        (1..count).any(reaches)
    }

    /// What the last word of a phrase means by itself: a `join url` is a URL. Not where it only repeats what the others
    /// say: an `email address` is no address.
    fn head(&self, phrase: &[String], meanings: &[String]) -> Option<String> {
        let (head, others) = phrase.split_last()?;
        let alone = self.phrases.get(head)?.first()?;
        let repeats = self.phrases.get(&others.join(" ")).is_some_and(|said| said[0] == meanings[0]);
        (!repeats && !meanings.contains(alone)).then(|| alone.clone())
    }
}

/// A part of a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    /// Its words as they stand.
    pub(crate) own: String,
    /// What it stands for, the likeliest first; a word that stands for nothing known stands for itself.
    pub(crate) meanings: Vec<String>,
    /// Whether it may as well mean something else: enough to suggest, too little to be sure.
    pub(crate) is_loose: bool,
    /// How much it says.
    pub(crate) weight: f64,
    /// Whether what it says is too little to prove anything.
    pub(crate) is_vague: bool,
}

impl Token {
    /// How much two tokens mean the same: 1 for what both mostly mean.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        if self.own == other.own || self.meanings[0] == other.meanings[0] {
            return if self.own != other.own && (self.is_loose || other.is_loose) { 0.9 } else { 1.0 };
        }
        let first = |a: &Self, b: &Self| b.meanings.contains(&a.meanings[0]);
        if first(self, other) || first(other, self) {
            0.8
        } else if self.meanings.iter().any(|meaning| other.meanings.contains(meaning)) {
            0.6
        } else {
            0.0
        }
    }
}

impl Token {
    /// Whether what stands in this tells of another thing.
    pub(super) fn is_aside(&self) -> bool {
        self.own.split('_').any(|word| VOCABULARY.aside.contains(word))
    }

    /// Takes what it means in the nearest thing that gives it a meaning: the `name` of a line item is an item's name.
    /// That is likely, and no proof.
    pub(super) fn stand_in(&mut self, around: &[Self]) {
        const NEAREST: usize = 2;
        let meant = around.iter().take(NEAREST).find_map(|outer| {
            let of = &outer.meanings[0];
            let fits = |within: &&Within| within.of.contains(of) && within.words.contains(&self.own);
            VOCABULARY.within.iter().find(fits).map(|within| within.means.as_ref().unwrap_or(of))
        });
        if let Some(meant) = meant.filter(|meant| self.meanings[0] != **meant) {
            self.meanings.retain(|meaning| meaning != meant);
            self.meanings.insert(0, meant.clone());
            self.own.clone_from(meant);
            self.is_loose = true;
        }
    }
}

/// The tokens of a name.
pub(crate) fn tokens(name: &str) -> Vec<Token> {
    let vocabulary = &*VOCABULARY;
    let words = words(name);
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let longest = vocabulary.longest.min(rest.len());
        let phrase = (1..=longest).rev().find_map(|count| {
            let concepts = vocabulary.phrases.get(&rest[..count].join(" "))?;
            (!vocabulary.gives_way(rest, count)).then_some((count, concepts))
        });
        let (count, meanings) =
            phrase.map_or((1, vec![words[at].clone()]), |(count, concepts)| (count, concepts.clone()));
        // The word itself too: `value` is an amount here and nothing but a value there.
        let own = words[at..at + count].join("_");
        let mut meanings = meanings;
        if count > 1 {
            meanings.extend(vocabulary.head(&words[at..at + count], &meanings));
        }
        let weight = if count > 1 { 1.2 } else { vocabulary.weak.get(&words[at]).copied().unwrap_or(1.0) };
        let is_vague = vocabulary.vague.concepts.contains(&meanings[0]) || vocabulary.vague.words.contains(&own);
        let is_loose = vocabulary.loose.contains(&own.replace('_', " "));
        tokens.push(Token { own, meanings, is_loose, weight, is_vague });
        at += count;
    }
    tokens
}

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
fn singular(word: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn meanings(name: &str) -> Vec<String> {
        tokens(name).into_iter().map(|token| token.meanings[0].clone()).collect()
    }

    #[test]
    fn the_same_thing_in_other_words_is_the_same() {
        for names in [
            &["zip", "postal_code", "postcode", "PostalCode", "zipCode", "POSTAL-CODE"][..],
            &["line1", "address_line_1", "addr1", "streetLines"],
            &["firstname", "first_name", "givenName", "FNAME"],
            &["email", "emailAddress", "email_address"],
            &["stateOrProvinceCode", "state", "admin_area_1", "province"],
        ] {
            let first = tokens(names[0]);
            for name in names {
                let other = tokens(name);
                assert_eq!(other.len(), 1, "{name}: {other:?}");
                assert!(first[0].likeness(&other[0]) > 0.5, "{name}: {other:?}");
            }
        }
    }

    #[test]
    fn words_are_parted_at_capitals_digits_and_signs() {
        assert_eq!(words("HTTPServerURL2x"), ["http", "server", "url", "2", "x"]);
        assert_eq!(words("tracking-numbers"), ["tracking", "number"]);
        assert_eq!(meanings("contact_email"), ["customer", "email"]);
        assert_eq!(meanings("billingAddressLine1"), ["billing", "line1"]);
        assert_eq!(meanings("shipping_address_city"), ["shipping", "city"]);
    }

    #[test]
    fn what_can_be_anything_proves_nothing() {
        assert!(tokens("id")[0].is_vague && tokens("name")[0].is_vague && tokens("status")[0].is_vague);
        assert!(!tokens("postal_code")[0].is_vague && !tokens("email")[0].is_vague);
    }

    #[test]
    fn a_word_means_what_it_stands_in() {
        let within = |name: &str, around: &str| {
            let mut token = tokens(name).remove(0);
            token.stand_in(&tokens(around));
            token
        };
        assert!(within("title", "line_items").likeness(&within("name", "products")) > 0.9);
        assert_eq!(within("amount", "discounts").meanings[0], "discount");
        assert_eq!(within("name", "country").meanings[0], "country");
        assert!(within("name", "country").is_loose, "it is likely, and no proof");
        assert_eq!(within("name", "person"), tokens("name")[0]);
        assert!(tokens("last_payment_error").iter().any(Token::is_aside));
    }
}
