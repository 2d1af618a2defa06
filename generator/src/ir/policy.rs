//! What no document says of a vendor: the runtime's `Policy`, decided.

/// A vendor's rules beside its document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// What makes a write safe to repeat.
    pub idempotency: Option<Idempotency>,
    /// Headers that every call carries.
    pub headers: Vec<(String, String)>,
    /// The answer headers that tell the request's id, the best first.
    pub request_id: Vec<String>,
    /// How many calls the vendor takes.
    pub limit: Option<RateLimit>,
    /// What makes an answer of status 2xx a failure; the first that holds counts.
    pub failures: Vec<FailureRule>,
    /// How the vendor signs what it sends.
    pub webhook: Option<WebhookScheme>,
}

/// What makes a write safe to repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// Where the key travels.
    pub place: KeyPlace,
    /// The methods for which the vendor keeps keys.
    pub methods: Vec<String>,
    /// The operations it is for, by id; empty: all of these methods.
    pub operations: Vec<String>,
    /// How long a key may be, in characters.
    pub max_length: usize,
}

/// Where an idempotency key travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPlace {
    /// A header of this name.
    Header(String),
    /// The request member of this wire name.
    Member(String),
}

/// How many calls a vendor takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLimit {
    /// At most so many calls ...
    pub calls: u32,
    /// ... in so many seconds; 0: not known beforehand.
    pub seconds: u32,
    /// The answer header that says how many calls are left.
    pub remaining: Option<String>,
    /// The answer header that says when there are more again.
    pub reset: Option<(String, ResetUnit)>,
}

/// In what a reset header counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it; the runtime's type of this name documents them")]
pub enum ResetUnit {
    Seconds,
    Milliseconds,
    EpochSeconds,
    EpochMilliseconds,
}

/// What makes an answer of status 2xx a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailureRule {
    /// The operations it is for, by id; empty: all.
    pub operations: Vec<String>,
    /// JSON pointer of the member that tells.
    pub member: String,
    /// What it must be (or not be).
    pub test: FailureTest,
    /// JSON pointer of the vendor's code.
    pub code: Option<String>,
    /// JSON pointer of a text for people.
    pub message: Option<String>,
    /// The HTTP statuses that codes stand for.
    pub as_status: Vec<(String, u16)>,
}

/// The test of a [`FailureRule`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FailureTest {
    /// The boolean is this.
    Is(bool),
    /// The text is none of these.
    NoneOf(Vec<String>),
    /// The text is one of these.
    OneOf(Vec<String>),
    /// It is there, and neither null nor empty.
    Present,
}

/// How a vendor signs what it sends; the names are those of the runtime's module `webhook`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "vendors' names")]
pub enum WebhookScheme {
    Stripe,
    Slack,
    GitHub,
    Jira,
    HubSpot,
    Zoom,
    Razorpay,
    Twilio,
    PayPal,
    Google,
    StandardWebhooks,
}

impl WebhookScheme {
    /// Every scheme.
    pub const ALL: &'static [Self] = &[
        Self::Stripe,
        Self::Slack,
        Self::GitHub,
        Self::Jira,
        Self::HubSpot,
        Self::Zoom,
        Self::Razorpay,
        Self::Twilio,
        Self::PayPal,
        Self::Google,
        Self::StandardWebhooks,
    ];

    /// Its name in profiles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stripe => "stripe",
            Self::Slack => "slack",
            Self::GitHub => "github",
            Self::Jira => "jira",
            Self::HubSpot => "hubspot",
            Self::Zoom => "zoom",
            Self::Razorpay => "razorpay",
            Self::Twilio => "twilio",
            Self::PayPal => "paypal",
            Self::Google => "google",
            Self::StandardWebhooks => "standard-webhooks",
        }
    }
}
