//! Text that is not shown.

use super::decode::Decode;
use super::encode::{Encode, Sink};
use super::error::{EncodeError, Result};
use super::input::Input;
use std::fmt;

/// Text that `Debug` does not show: a password, a key, a token.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Secret(String);

impl Secret {
    /// Wraps the text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The text, unwrapped.
    pub fn into_exposed(self) -> String {
        self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl<T: Into<String>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl Decode for Secret {
    #[inline]
    fn blank() -> Self {
        Self::default()
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        let found = self.0.decode(input)?;
        #[cfg(feature = "flow")]
        note(&self.0);
        Ok(found)
    }
}

#[cfg(feature = "flow")]
std::thread_local! {
    /// The secrets read since somebody began to note them.
    static NOTED: std::cell::RefCell<Option<Vec<String>>> = const { std::cell::RefCell::new(None) };
}

/// Runs what reads, and gives the secrets that were read: who keeps the text they stand in must leave them out.
#[cfg(feature = "flow")]
pub(crate) fn noting<T>(read: impl FnOnce() -> T) -> (T, Vec<String>) {
    NOTED.set(Some(Vec::new()));
    let result = read();
    (result, NOTED.take().unwrap_or_default())
}

#[cfg(feature = "flow")]
fn note(text: &str) {
    NOTED.with_borrow_mut(|noted| noted.iter_mut().for_each(|noted| noted.push(text.to_owned())));
}

impl Encode for Secret {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        if sink.show(self) { Ok(()) } else { sink.str(&self.0) }
    }
}
