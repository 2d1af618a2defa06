//! What the words of a name mean. In: a name as vendors write it. Out: its concepts, from the file `vocabulary.toml`.

mod token;
mod words;

pub(crate) use token::{Token, tokens};
pub(crate) use words::words;

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;
use words::singular;

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
