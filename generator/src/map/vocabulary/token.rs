//! The parts of a name that mean something.

use super::words::words;
use super::{VOCABULARY, Within};

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
    pub(crate) fn is_aside(&self) -> bool {
        self.own.split('_').any(|word| VOCABULARY.aside.contains(word))
    }

    /// Takes what it means in the nearest thing that gives it a meaning: the `name` of a line item is an item's name.
    /// That is likely, and no proof.
    pub(crate) fn stand_in(&mut self, around: &[Self]) {
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
