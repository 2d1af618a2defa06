//! The token that all calls share: one request for a new one at a time, however many calls wait for it.
//!
//! A renewal runs as a task of its own where there is a tokio runtime, so that a call which is given up does not take a
//! rotated refresh token with it.

use super::Grant;
use super::token::{Phase, Token};
use crate::auth::{Auth, AuthError, BoxFuture, Site, set};
use crate::request::Request;
use http::HeaderValue;
use http::header::AUTHORIZATION;
use secrecy::ExposeSecret as _;
use secrecy::zeroize::Zeroizing;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// OAuth 2.0, by any [`Grant`]. Clones share the token, also between clients.
#[derive(Clone)]
pub struct OAuth2 {
    shared: Arc<Shared>,
}

struct Shared {
    grant: Box<dyn Grant>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Arc<Token>>,
    /// Where the renewal that is under way will tell its outcome.
    pending: Option<watch::Receiver<Outcome>>,
    failed: Option<Failed>,
    /// When a refused token was dropped last.
    dropped: Option<Instant>,
}

type Outcome = Option<Result<Arc<Token>, AuthError>>;

/// The last renewal failed: the server is left alone for a while.
struct Failed {
    error: AuthError,
    until: Instant,
    pause: Duration,
}

/// How long a server that failed is left alone; doubled each time.
const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How often at most a refused token is replaced: a server that refuses every token is not asked for one per call.
const REPLACE: Duration = Duration::from_secs(5);

/// What a call does.
enum Step {
    Use(Arc<Token>),
    Fail(AuthError),
    Wait(watch::Receiver<Outcome>),
    /// Begin a renewal, and use the old token where there is one.
    Renew(watch::Sender<Outcome>, Option<Arc<Token>>),
}

impl OAuth2 {
    /// Asks for the first token when it is needed.
    pub fn new(grant: impl Grant) -> Self {
        Self { shared: Arc::new(Shared { grant: Box::new(grant), state: Mutex::default() }) }
    }

    /// Begins with this token: the one that a login gave.
    pub fn with_token(grant: impl Grant, token: Token) -> Self {
        let state = State { token: Some(Arc::new(token)), ..State::default() };
        Self { shared: Arc::new(Shared { grant: Box::new(grant), state: Mutex::new(state) }) }
    }

    /// A token that is good now.
    pub async fn token(&self, site: &Site) -> Result<Arc<Token>, AuthError> {
        // A renewal that ends without outcome was given up with its call, or panicked.
        for _ in 0..3 {
            let mut outcome = match self.shared.step(site.clock().now()) {
                Step::Use(token) => return Ok(token),
                Step::Fail(error) => return Err(error),
                Step::Wait(outcome) => outcome,
                Step::Renew(sender, old) => {
                    let outcome = sender.subscribe();
                    self.renew(site, sender).await;
                    if let Some(old) = old {
                        return Ok(old);
                    }
                    outcome
                }
            };
            if let Ok(outcome) = outcome.wait_for(Option::is_some).await
                && let Some(result) = &*outcome
            {
                return result.clone();
            }
        }
        Err(AuthError::new("the token request was given up before it had an answer"))
    }

    async fn renew(&self, site: &Site, sender: watch::Sender<Outcome>) {
        let (shared, site) = (Arc::clone(&self.shared), site.clone());
        let renewal = async move {
            let result = shared.grant.token(&site).await.map(Arc::new);
            shared.settle(&result, site.clock().now());
            // Nobody may be waiting any more.
            let _ = sender.send(Some(result));
        };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(renewal)),
            Err(_) => renewal.await,
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn step(&self, now: Instant) -> Step {
        let mut state = self.state();
        let usable = state.token.clone().map(|token| (token.phase(now), token));
        let old = match usable {
            Some((Phase::Fresh, token)) => return Step::Use(token),
            Some((Phase::Aging, token)) => Some(token),
            Some((Phase::Expired, _)) | None => None,
        };
        if let Some(pending) = state.pending.as_ref().filter(|pending| pending.has_changed().is_ok()) {
            return old.map_or_else(|| Step::Wait(pending.clone()), Step::Use);
        }
        if let Some(failed) = state.failed.as_ref().filter(|failed| now < failed.until) {
            return old.map_or_else(|| Step::Fail(failed.error.clone()), Step::Use);
        }
        let (sender, receiver) = watch::channel(None);
        state.pending = Some(receiver);
        Step::Renew(sender, old)
    }

    /// Takes note of how a renewal went.
    fn settle(&self, result: &Result<Arc<Token>, AuthError>, now: Instant) {
        let mut state = self.state();
        state.pending = None;
        match result {
            Ok(token) => {
                state.token = Some(Arc::clone(token));
                state.failed = None;
            }
            Err(error) => {
                let pause = state.failed.as_ref().map_or(PAUSE, |last| (last.pause * 2).min(LONGEST_PAUSE));
                let until = now + error.retry_after().unwrap_or(pause).min(LONGEST_PAUSE);
                state.failed = Some(Failed { error: error.clone(), until, pause });
            }
        }
    }

    /// Drops the token if it is the refused one.
    fn refused(&self, authorization: &HeaderValue, now: Instant) -> bool {
        let mut state = self.state();
        let Some(token) = &state.token else { return true };
        if authorization.as_bytes() != header(token).as_bytes() {
            // Another call has replaced it already.
            return true;
        }
        if state.dropped.is_some_and(|last| now.saturating_duration_since(last) < REPLACE) {
            return false;
        }
        state.dropped = Some(now);
        state.token = None;
        true
    }
}

fn header(token: &Token) -> Zeroizing<String> {
    Zeroizing::new(format!("Bearer {}", token.access().expose_secret()))
}

impl Auth for OAuth2 {
    fn apply<'a>(&'a self, request: &'a mut Request, site: &'a Site) -> BoxFuture<'a, Result<(), AuthError>> {
        Box::pin(async move { set(request, AUTHORIZATION, &header(&*self.token(site).await?)) })
    }

    fn refused(&self, authorization: &HeaderValue, site: &Site) -> bool {
        self.shared.refused(authorization, site.clock().now())
    }
}

/// The grant, which shows no secret, and whether there is a token.
impl fmt::Debug for OAuth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let has_token = self.shared.state().token.is_some();
        f.debug_struct("OAuth2")
            .field("grant", &self.shared.grant)
            .field("has_token", &has_token)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
