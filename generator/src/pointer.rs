//! JSON pointers (RFC 6901) in their URI fragment form, as OpenAPI writes them: `#/paths/~1invoices/get`.

use std::fmt;

/// A place in a document. `#` is the document itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self("#".to_owned())
    }

    /// Reads the fragment form; `None` when the text does not start with `#` or `#/`.
    pub fn parse(text: &str) -> Option<Self> {
        (text == "#" || text.starts_with("#/")).then(|| Self(text.to_owned()))
    }

    /// The place of a member or an item below this one.
    #[must_use]
    pub fn push(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for c in key.chars() {
            match c {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                c => text.push(c),
            }
        }
        Self(text)
    }

    /// The place of the item number `index` below this one.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The place that contains this one.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|at| Self(self.0[..at].to_owned()))
    }

    /// The keys from the root down, unescaped.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~"))
    }

    /// The last key, unescaped; `None` for the root.
    pub fn last(&self) -> Option<String> {
        self.0.rsplit_once('/').map(|(_, key)| key.replace("~1", "/").replace("~0", "~"))
    }

    /// The text, escaped, with its leading `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
