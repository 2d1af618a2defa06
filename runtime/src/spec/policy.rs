//! What no document says of a vendor, as data: `vendor.toml` becomes this.

use super::OperationSpec;

/// A vendor's rules beside its document.
#[derive(Debug)]
pub struct Policy {
    /// What makes a write safe to repeat.
    pub idempotency: Option<Idempotency>,
    /// A header that every call carries, such as `Stripe-Version`.
    pub headers: &'static [(&'static str, &'static str)],
    /// The answer headers that tell the request's id, the best first.
    pub request_id: &'static [&'static str],
    /// How many calls the vendor takes, and how its answers tell.
    pub limit: Option<RateLimit>,
    /// What makes an answer of status 2xx a failure; the first rule that holds counts.
    pub failures: &'static [FailureRule],
    /// How the vendor signs what it sends, by the name of the scheme: `stripe`, `standard-webhooks`.
    pub webhook: Option<&'static str>,
}

impl Policy {
    /// Nothing beyond the document.
    pub const NONE: Self =
        Self { idempotency: None, headers: &[], request_id: &[], limit: None, failures: &[], webhook: None };

    /// What makes this operation safe to repeat, where the vendor keeps keys for it.
    pub fn idempotency_of(&self, operation: &OperationSpec) -> Option<&Idempotency> {
        let covers = |rule: &&Idempotency| {
            rule.methods.contains(&operation.method)
                && (rule.operations.is_empty() || rule.operations.contains(&operation.id))
        };
        self.idempotency.as_ref().filter(covers)
    }
}

/// What makes a write safe to repeat: the same key is sent again, and the vendor answers what it answered first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idempotency {
    /// Where the key travels.
    pub place: KeyPlace,
    /// The methods for which the vendor keeps keys; all others are called without.
    pub methods: &'static [&'static str],
    /// The operations it is for, by id; empty: all of these methods.
    pub operations: &'static [&'static str],
    /// How long a key may be, in characters.
    pub max_length: usize,
}

/// Where an idempotency key travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlace {
    /// A header of this name.
    Header(&'static str),
    /// The request member of this wire name: `IdempotencyKey`.
    Member(&'static str),
}

/// How many calls a vendor takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// At most so many calls ...
    pub calls: u32,
    /// ... in so many seconds; 0: not known beforehand.
    pub seconds: u32,
    /// The answer header that says how many calls are left.
    pub remaining: Option<&'static str>,
    /// The answer header that says when there are more again.
    pub reset: Option<(&'static str, ResetUnit)>,
}

/// In what a reset header counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResetUnit {
    /// Seconds from now.
    Seconds,
    /// Milliseconds from now.
    Milliseconds,
    /// Seconds since 1970.
    EpochSeconds,
    /// Milliseconds since 1970.
    EpochMilliseconds,
}

/// What makes an answer of status 2xx a failure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FailureRule {
    /// The operations it is for, by id; empty: all.
    pub operations: &'static [&'static str],
    /// JSON pointer of the member that tells: `/ok`, `/status`.
    pub member: &'static str,
    /// What it must be (or not be) for the answer to be a failure.
    pub test: FailureTest,
    /// JSON pointer of the vendor's code: `/error`.
    pub code: Option<&'static str>,
    /// JSON pointer of a text for people: `/error_message`.
    pub message: Option<&'static str>,
    /// The HTTP statuses that codes stand for: `("OVER_QUERY_LIMIT", 429)`. They decide whether the call is sent again.
    pub as_status: &'static [(&'static str, u16)],
}

/// The test of a [`FailureRule`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FailureTest {
    /// The boolean is this.
    Is(bool),
    /// The text is none of these.
    NoneOf(&'static [&'static str]),
    /// The text is one of these.
    OneOf(&'static [&'static str]),
    /// It is there, and neither null nor empty: a list of errors of items, as in answers of status 207.
    Present,
}
