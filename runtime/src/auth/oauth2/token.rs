//! A token and how long it lives, by the local monotonic clock: the server's idea of the time does not matter.

use secrecy::SecretString;
use std::time::{Duration, Instant};

/// What a token endpoint gives (RFC 6749, 5.1).
#[derive(Debug, Clone)]
pub struct Token {
    access: SecretString,
    refresh: Option<SecretString>,
    scope: Option<String>,
    lifetime: Option<Duration>,
    /// When it was asked for: its life began then or later.
    since: Instant,
}

/// What a token is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Fresh,
    /// Still good, and to be renewed.
    Aging,
    Expired,
}

/// How long before its end a token is renewed, at most; otherwise a tenth of its life.
const AHEAD: Duration = Duration::from_secs(300);

/// How long before its end a token is no longer sent, at most: the request needs time to arrive.
const TRAVEL: Duration = Duration::from_secs(5);

impl Token {
    /// This access token, of unknown life, from now.
    pub fn new(access: impl Into<SecretString>) -> Self {
        Self { access: access.into(), refresh: None, scope: None, lifetime: None, since: Instant::now() }
    }

    /// How long it lives, counted from `since`.
    pub const fn with_lifetime(mut self, lifetime: Duration, since: Instant) -> Self {
        self.lifetime = Some(lifetime);
        self.since = since;
        self
    }

    /// The refresh token that came with it.
    pub fn with_refresh(mut self, refresh: Option<SecretString>) -> Self {
        self.refresh = refresh;
        self
    }

    /// What it allows, as the server says.
    pub fn with_scope(mut self, scope: Option<String>) -> Self {
        self.scope = scope;
        self
    }

    /// The access token.
    pub const fn access(&self) -> &SecretString {
        &self.access
    }

    /// The refresh token, where the server gave one.
    pub const fn refresh(&self) -> Option<&SecretString> {
        self.refresh.as_ref()
    }

    /// What it allows, where the server says so.
    pub fn scope(&self) -> Option<&str> {
        self.scope.as_deref()
    }

    /// How long it lives, where the server says so.
    pub const fn lifetime(&self) -> Option<Duration> {
        self.lifetime
    }

    /// A token of unknown life is good until the server refuses it.
    pub(super) fn phase(&self, now: Instant) -> Phase {
        let Some(lifetime) = self.lifetime else { return Phase::Fresh };
        let age = now.saturating_duration_since(self.since);
        let tenth = lifetime / 10;
        if age >= lifetime.saturating_sub(tenth.min(TRAVEL)) {
            Phase::Expired
        } else if age >= lifetime.saturating_sub(tenth.min(AHEAD)) {
            Phase::Aging
        } else {
            Phase::Fresh
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Phase, Token};
    use std::time::{Duration, Instant};

    #[test]
    fn a_token_ages_before_it_expires() {
        let since = Instant::now();
        let phases = |lifetime: u64, ages: &[u64]| -> Vec<Phase> {
            let token = Token::new("t").with_lifetime(Duration::from_secs(lifetime), since);
            ages.iter().map(|age| token.phase(since + Duration::from_secs(*age))).collect()
        };
        let order = [Phase::Fresh, Phase::Aging, Phase::Aging, Phase::Expired, Phase::Expired];
        assert_eq!(phases(3600, &[3299, 3300, 3594, 3595, 9999]), order);
        assert_eq!(phases(32_400, &[32_099, 32_100, 32_394, 32_395, 99_999]), order);
        // Short lives have no room for both.
        assert_eq!(phases(10, &[0, 8, 9, 10]), [Phase::Fresh, Phase::Fresh, Phase::Expired, Phase::Expired]);
        assert_eq!(phases(0, &[0]), [Phase::Expired]);
        assert_eq!(Token::new("t").phase(since + Duration::from_secs(1_000_000_000)), Phase::Fresh);
        // A clock cannot go back, but a token may be from later than `now` was taken.
        assert_eq!(Token::new("t").with_lifetime(Duration::from_secs(60), since).phase(since), Phase::Fresh);
    }
}
