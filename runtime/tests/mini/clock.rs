//! A clock that moves only when somebody sleeps, or when it is told to.

use intertie::Clock;
use intertie::transport::BoxFuture;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::Poll;
use std::time::{Duration, Instant, SystemTime};

/// Whoever sleeps and is to wake up next wakes up at once, and the clock moves that far. Clones are the same clock.
#[derive(Debug, Clone)]
pub(crate) struct FakeClock {
    start: Instant,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    passed: Duration,
    waits: Vec<Duration>,
    sleepers: Vec<(usize, Duration)>,
    next: usize,
}

impl FakeClock {
    pub(crate) fn new() -> Self {
        Self { start: Instant::now(), state: Arc::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no panic")
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, duration: Duration) {
        self.state().passed += duration;
    }

    /// How long each sleep was that was slept to its end.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    pub(crate) fn passed(&self) -> Duration {
        self.state().passed
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        self.start + self.passed()
    }

    /// It begins on 9 September 2001, at 01:46:40.
    fn date(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000) + self.passed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let sleeper = Sleeper::new(self.clone(), duration);
        Box::pin(async move {
            poll_fn(|context| {
                if sleeper.is_next() {
                    return Poll::Ready(());
                }
                context.waker().wake_by_ref();
                Poll::Pending
            })
            .await;
            sleeper.wake_up(duration);
        })
    }
}

struct Sleeper {
    clock: FakeClock,
    id: usize,
    until: Duration,
}

impl Sleeper {
    fn new(clock: FakeClock, duration: Duration) -> Self {
        let mut state = clock.state();
        let (id, until) = (state.next, state.passed + duration);
        state.next += 1;
        state.sleepers.push((id, until));
        drop(state);
        Self { clock, id, until }
    }

    fn is_next(&self) -> bool {
        let state = self.clock.state();
        state.sleepers.iter().all(|(id, until)| *id == self.id || *until >= self.until)
    }

    fn wake_up(&self, duration: Duration) {
        let mut state = self.clock.state();
        state.passed = state.passed.max(self.until);
        state.waits.push(duration);
    }
}

impl Drop for Sleeper {
    fn drop(&mut self) {
        self.clock.state().sleepers.retain(|(id, _)| *id != self.id);
    }
}
