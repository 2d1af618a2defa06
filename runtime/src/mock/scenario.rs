//! What a caller wants the vendor to do: a status, a list that is empty, a connection that breaks.

use super::synth::Fill;
use std::fmt;
use std::time::Duration;

/// What the vendor is to do with a request, instead of answering it well.
///
/// As text: words and `word=value`, separated by spaces, commas or semicolons: `status=429 times=1`, `pages=3`, `cut`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scenario {
    /// Answers with this status, or the answer declared under this word: `404`, `4XX`, `default`.
    pub status: Option<String>,
    /// Answers with the document's example of this number.
    pub example: Option<usize>,
    /// Another seed, another answer.
    pub seed: u64,
    /// Which optional members answers have; `None`: some, and examples where there are any.
    pub fill: Option<Fill>,
    /// A list without items.
    pub empty: bool,
    /// A list of so many pages.
    pub pages: Option<usize>,
    /// What happens to the connection.
    pub fault: Option<Fault>,
    /// What is done to a good answer.
    pub edit: Option<Edit>,
    /// The body tells a failure, whatever the status says.
    pub failure: bool,
    /// The token has expired.
    pub expired: bool,
    /// Sends the event of this name beside the answer.
    pub deliver: Option<String>,
    /// Only the first so many requests; those after them are answered well.
    pub times: Option<usize>,
}

/// What happens to the connection, or to the bytes on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The answer comes late.
    Slow(Duration),
    /// It never comes.
    Timeout,
    /// The connection is reset.
    Reset,
    /// The body ends early.
    Cut,
    /// The body is no JSON.
    Malformed,
    /// The body is HTML, and says so.
    WrongType,
    /// 429, with `Retry-After` in seconds.
    RateLimited(u64),
}

/// What is done to a good answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// A member that no document lists.
    UnknownField,
    /// A value that no enum lists.
    UnknownValue,
    /// Null wherever it may be.
    Nulls,
}

/// A text is no scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioError(String);

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no scenario: known are {WORDS}", self.0)
    }
}

impl std::error::Error for ScenarioError {}

/// Every word, for people.
pub const WORDS: &str = "status=CODE, status=4XX, status=default, example=N, seed=N, sparse, full, empty, pages=N, \
slow=MILLISECONDS, timeout, reset, cut, malformed, wrong-type, rate-limited=SECONDS, unknown-field, unknown-value, nulls, \
failure, expired, deliver=EVENT, times=N";

impl std::str::FromStr for Scenario {
    type Err = ScenarioError;

    fn from_str(text: &str) -> Result<Self, ScenarioError> {
        let mut scenario = Self::default();
        for word in text.split([' ', ',', ';']).filter(|word| !word.is_empty()) {
            let (name, value) = word.split_once('=').unwrap_or((word, ""));
            scenario.add(name, value).ok_or_else(|| ScenarioError(word.to_owned()))?;
        }
        Ok(scenario)
    }
}

impl Scenario {
    fn add(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            // `code` and `dynamic` are Prism's words.
            "status" | "code" => self.status = if value.is_empty() { None } else { Some(status(value)?) },
            "example" => self.example = Some(value.parse().ok()?),
            "seed" => self.seed = value.parse().ok()?,
            "sparse" => self.fill = Some(Fill::Required),
            "full" => self.fill = Some(Fill::All),
            "dynamic" => self.fill = Some(Fill::Some),
            "empty" => self.empty = true,
            "pages" => self.pages = Some(value.parse().ok()?),
            "slow" => self.fault = Some(Fault::Slow(Duration::from_millis(value.parse().ok()?))),
            "timeout" => self.fault = Some(Fault::Timeout),
            "reset" => self.fault = Some(Fault::Reset),
            "cut" => self.fault = Some(Fault::Cut),
            "malformed" => self.fault = Some(Fault::Malformed),
            "wrong-type" => self.fault = Some(Fault::WrongType),
            "rate-limited" => {
                self.fault = Some(Fault::RateLimited(if value.is_empty() { 1 } else { value.parse().ok()? }));
            }
            "unknown-field" => self.edit = Some(Edit::UnknownField),
            "unknown-value" => self.edit = Some(Edit::UnknownValue),
            "nulls" => self.edit = Some(Edit::Nulls),
            "failure" => self.failure = true,
            "expired" => self.expired = true,
            "deliver" => self.deliver = (!value.is_empty()).then(|| value.to_owned()),
            "times" => self.times = Some(value.parse().ok()?),
            _ => return None,
        }
        Some(())
    }

    /// Whether it is about the answer's content only, so that what was stored may be in it.
    pub(super) fn is_plain(&self) -> bool {
        let plain = Self { seed: self.seed, fill: self.fill, ..Self::default() };
        *self == Self { deliver: self.deliver.clone(), ..plain }
    }
}

/// A code, a family of codes or `default`, as documents name answers.
fn status(text: &str) -> Option<String> {
    let code = || text.parse().is_ok_and(|code: u16| (100..600).contains(&code));
    let family = || matches!(text.as_bytes(), [b'1'..=b'5', b'x' | b'X', b'x' | b'X']);
    (text.eq_ignore_ascii_case("default") || code() || family()).then(|| text.to_owned())
}
