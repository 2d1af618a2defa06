//! The id of a flow: what starts it twice starts it once.

use std::fmt;

/// A flow's id, such as the id of the event that started it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FlowId(String);

impl FlowId {
    /// An id of the event `event` of the vendor `source`: ids of several vendors do not meet.
    pub fn of_event(source: &str, event: &str) -> Self {
        Self(format!("{source}:{event}"))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for FlowId {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for FlowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
