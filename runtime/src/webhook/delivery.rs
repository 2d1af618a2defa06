//! A request that is proven: what the user's code gets.

use super::about::About;
use super::form;
use super::scheme::Scheme;
use crate::codec::{Decode, Result};
use crate::event::NamedEvent;
use bytes::Bytes;
use std::fmt;
use std::time::SystemTime;

/// Something the vendor sent. Only a [`Verifier`](super::Verifier) makes one.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Delivery {
    /// How it was proven.
    pub scheme: Scheme,
    /// The vendor's id of the event or delivery, where it has one. GitHub's, Jira's, Razorpay's and Twilio's stand in a
    /// header that is not signed: to tell repeats, use [`key`](Self::key).
    pub id: Option<String>,
    /// When it was sent, where that is signed.
    pub timestamp: Option<SystemTime>,
    /// The vendor's name of what happened, where it has one. GitHub's stands in a header that is not signed.
    pub kind: Option<String>,
    /// The body, as it came.
    pub body: Bytes,
    pub(super) names: Vec<String>,
    pub(super) key: String,
    pub(super) answer: Option<String>,
}

/// How long an id may be to stand in a key.
const LONGEST_ID: usize = 200;

impl Delivery {
    /// `digest` is of all that the proof covers.
    pub(super) fn new(scheme: Scheme, about: About, timestamp: Option<SystemTime>, body: Bytes, digest: &str) -> Self {
        let proven = about.id.as_deref().filter(|id| about.id_is_proven && id.len() <= LONGEST_ID);
        let key = format!("{}:{}", scheme.name(), proven.unwrap_or(digest));
        Self { scheme, id: about.id, timestamp, kind: about.kind, body, names: about.names, key, answer: None }
    }

    /// What is the same whenever this delivery is repeated, and cannot be changed by who repeats it: the id where it is
    /// signed, else a digest of all that is. Fit to be the id of a flow.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What the vendor wants to hear, as JSON, where it only asks whether the URL is ours (Slack's `url_verification`,
    /// Zoom's `endpoint.url_validation`). To be answered with status 200; nothing has happened.
    pub fn answer(&self) -> Option<&str> {
        self.answer.as_deref()
    }

    /// The event as the generated client's `Event`, chosen by [`kind`](Self::kind).
    pub fn event<E: NamedEvent>(&self) -> Result<E> {
        let listed = self.names.iter().find(|name| E::NAMES.contains(&name.as_str()));
        E::from_named(listed.or(self.kind.as_ref()).map_or("", String::as_str), &self.body)
    }

    /// The body as JSON of this type.
    pub fn read<T: Decode>(&self) -> Result<T> {
        crate::from_slice(&self.body)
    }

    /// The body as a form: Twilio's, Slack's commands. What is not UTF-8 is replaced.
    pub fn form(&self) -> Vec<(String, String)> {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        form::pairs(&self.body).map(|(name, value)| (text(name), text(value))).collect()
    }
}

/// Without the body, which tells of people, and without the answer, which is signed.
impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery")
            .field("scheme", &self.scheme)
            .field("id", &self.id)
            .field("timestamp", &self.timestamp)
            .field("kind", &self.kind)
            .field("body", &format_args!("[{} bytes]", self.body.len()))
            .finish_non_exhaustive()
    }
}
