//! What a run does about the lock: whether the document may be read on, and what is locked afterwards.

use super::entry::{Difference, Entry};
use super::{FILE_NAME, Lock};
use crate::config::Vendor;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::load::{self, RawDoc};
use crate::pointer::Pointer;
use std::path::Path;

/// How strict a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rule {
    /// Another document is refused; settings that a person changed are taken in.
    #[default]
    Hold,
    /// Whatever is there is taken in.
    Take,
    /// Any difference is told as an error.
    Exact,
}

/// The lock, for one vendor's run.
#[derive(Debug, Clone, Copy)]
pub enum Pin<'l> {
    /// There is nothing to hold to: one document without a configuration.
    Free,
    /// A configuration's lock, empty where there is no file yet.
    To(&'l Lock, Rule),
}

/// Whether a run may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It may.
    Fits,
    /// It may not: what is wrong was pushed.
    Off,
}

impl<'l> Pin<'l> {
    fn locked(self, name: &str) -> Option<&'l Entry> {
        match self {
            Self::Free => None,
            Self::To(lock, _) => lock.entry(name),
        }
    }

    /// What is true of a vendor now; `None` where nothing is locked.
    pub(crate) fn now(self, vendor: &Vendor, raw: &RawDoc) -> Option<Entry> {
        let Self::To(lock, _) = self else { return None };
        let base = lock.path.parent().unwrap_or(Path::new(""));
        Some(Entry::of(vendor, raw, base).with_etag_of(lock.entry(&vendor.name)))
    }

    /// Whether the lock says of a vendor what is there, as far as can be told without parsing: `digest` is that of the
    /// document with its overlay.
    pub(crate) fn is_settled(self, vendor: &Vendor, digest: &str) -> bool {
        let Self::To(lock, _) = self else { return true };
        let Some(entry) = self.locked(&vendor.name) else { return false };
        let base = lock.path.parent().unwrap_or(Path::new(""));
        let now = entry.resettled(vendor, base);
        load::combined(&entry.digest, entry.overlay.as_deref()).as_deref() == Some(digest) && now == *entry
    }

    /// Judges what was read, and says what is wrong with it.
    pub(crate) fn judge(self, now: &Entry, sink: &mut Sink) -> Verdict {
        let Self::To(lock, rule) = self else { return Verdict::Fits };
        let then = lock.entry(&now.name);
        let all = then.map_or_else(|| vec![Difference::Unlocked], |then| then.differences(now));
        let counts = |what: &Difference| match rule {
            Rule::Take => false,
            Rule::Hold => *what == Difference::Document,
            Rule::Exact => true,
        };
        let wrong: Vec<_> = all.into_iter().filter(counts).collect();
        for what in &wrong {
            let (message, help) = (what.say(then, now), what.help(&now.name));
            let file = if lock.path.as_os_str().is_empty() { Path::new(FILE_NAME) } else { &lock.path };
            let place = Place { file: file.display().to_string(), line: lock.line(&now.name), column: 1 };
            sink.push(Diagnostic::new(Code::NotLocked, &Pointer::root(), message).help(help).at(place));
        }
        if wrong.is_empty() { Verdict::Fits } else { Verdict::Off }
    }
}
