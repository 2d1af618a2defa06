//! The handle that a flow's body works with.

use super::body::OnChange;
use super::call::FlowCall;
use super::child::FlowChild;
use super::engine::{Attempt, Body, BoxFuture, Engine, Halt, Outcome, Step};
use super::entry::{Entry, Failed};
use super::error::{Error, Failure, Reason};
use super::patience::Patience;
use super::told::{Told, within};
use super::undo::Undo;
use super::watch::{Event, Watch};
use super::{FlowBody, key};
use crate::observe;
use crate::operation::Operation;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;
use std::future::{Future, IntoFuture, ready};
use std::marker::PhantomData;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// One run of a flow.
///
/// What it gives ([`call`](Self::call), [`step`](Self::step), ...) does nothing until it is awaited, or joined with
/// others ([`join`](Self::join)).
pub struct Flow<'e> {
    pub(super) engine: &'e dyn Engine,
    pub(super) watch: Arc<dyn Watch>,
    name: &'static str,
    pub(super) on_change: OnChange,
    patience: Mutex<Patience>,
    names: Mutex<BTreeSet<String>>,
    pub(super) undo: Mutex<Vec<Undo>>,
}

impl<'e> Flow<'e> {
    pub(super) fn new(engine: &'e dyn Engine, watch: Arc<dyn Watch>, name: &'static str, on_change: OnChange) -> Self {
        let (names, undo) = (Mutex::default(), Mutex::default());
        Self { engine, watch, name, on_change, patience: Mutex::default(), names, undo }
    }

    /// The flow's id.
    pub fn id(&self) -> &str {
        self.engine.id()
    }

    /// A call of a vendor, as a step of this name.
    pub fn call<'f, 'c, O: Operation>(
        &'f self,
        name: impl Into<String>,
        call: impl Into<crate::Call<'c, O>>,
    ) -> FlowCall<'f, O> {
        FlowCall::new(self, name.into(), call.into())
    }

    /// Code of the flow's own as a step: a database, the clock, a random number. It is run at least once, and its value is
    /// journalled once. Fails for good with [`Error::new`], and is tried again for [`Error::again`].
    pub fn step<T, F, Fut>(&self, name: impl Into<String>, code: F) -> FlowStep<'_, T>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: FnMut(StepRun) -> Fut + Send + 'static,
        Fut: Future<Output = Result<T, Error>> + Send + 'static,
    {
        FlowStep::new(self, name.into(), code)
    }

    /// Waits. A restart does not begin the wait anew.
    pub fn sleep(&self, duration: Duration) -> FlowSleep<'_> {
        FlowSleep { flow: self, duration }
    }

    /// Waits until this time.
    pub fn until(&self, time: SystemTime) -> FlowSleep<'_> {
        self.sleep(time.duration_since(SystemTime::now()).unwrap_or_default())
    }

    /// Waits for a signal of this name, for so long at most; `None`: the time was over first.
    pub fn wait<T: DeserializeOwned>(&self, name: impl Into<String>, timeout: Option<Duration>) -> FlowWait<'_, T> {
        FlowWait { flow: self, name: name.into(), timeout, signal: PhantomData }
    }

    /// Another flow, whose end is waited for. Its id is this flow's with `/` and the name.
    pub fn child<F: FlowBody>(&self, name: impl Into<String>, input: &F::Input) -> FlowChild<'_, F> {
        FlowChild::new(self, name.into(), input)
    }

    /// Has the next call that `name` made undone, should the flow fail later on: undoing is a call, too, made as a step of
    /// its own. What was said last is undone first.
    pub fn undo<'c, O: Operation>(&self, name: impl Into<String>, call: impl Into<crate::Call<'c, O>>) {
        self.push_undo(Undo::call(name.into(), call.into()));
    }

    /// The same with code of the flow's own.
    pub fn undo_step<F, Fut>(&self, name: impl Into<String>, code: F)
    where
        F: FnMut(StepRun) -> Fut + Send + 'static,
        Fut: Future<Output = Result<(), Error>> + Send + 'static,
    {
        self.push_undo(Undo::step(name.into(), code));
    }

    fn push_undo(&self, undo: Undo) {
        self.undo.lock().unwrap_or_else(PoisonError::into_inner).push(undo);
    }

    /// How patient calls and steps are from here on, unless they say otherwise.
    pub fn set_patience(&self, patience: Patience) {
        *self.patience.lock().unwrap_or_else(PoisonError::into_inner) = patience;
    }

    pub(super) fn patience(&self) -> Patience {
        *self.patience.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key that a step of this name sends.
    pub fn key(&self, step: &str) -> String {
        key::of(self.id(), step, usize::MAX)
    }

    /// Takes a step's name: with two of one name, the second would send the key of the first.
    pub(super) fn claim(&self, name: &str) -> Result<(), Error> {
        if self.names.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned()) {
            Ok(())
        } else {
            let what = format!("two steps are called `{name}`; number the steps of a loop");
            Err(Halt::Diverged(what).into())
        }
    }

    pub(super) fn tell(&self, event: Event<'_>) {
        self.watch.happened(self.engine.id(), event);
    }

    /// What the journal gave for a step.
    pub(super) fn entry(&self, step: &str, value: Value, now: bool) -> Result<Entry, Error> {
        let unread = |error| Halt::Diverged(format!("the journal of `{step}` cannot be read: {error}"));
        let entry = Entry::from_value(value).map_err(unread)?;
        self.done(step, now, if let Entry::Failed(failed) = &entry { Some(&failed.failure) } else { None });
        Ok(entry)
    }

    /// A step is over, in this run or in one before.
    pub(super) fn done(&self, step: &str, now: bool, failure: Option<&Failure>) {
        if now {
            observe::step_done(self.name, failure.map_or("done", |failure| failure.reason.name()));
        }
        self.tell(Event::Done { step, now, failure });
    }
}

/// What a step's code may want to know.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StepRun {
    /// Which attempt of this run of the flow, from 1.
    pub attempt: u32,
    /// The step's idempotency key: the same however often the step is run.
    pub key: String,
}

/// Code of the flow's own as a step.
#[must_use = "a step does nothing until it is awaited"]
pub struct FlowStep<'f, T> {
    pub(super) flow: &'f Flow<'f>,
    name: String,
    patience: Patience,
    code: Code,
    value: PhantomData<fn() -> T>,
}

type Code = Box<dyn FnMut(StepRun) -> BoxFuture<'static, Result<Value, Error>> + Send>;

impl<'f, T: Serialize + DeserializeOwned + Send + 'static> FlowStep<'f, T> {
    fn new<F, Fut>(flow: &'f Flow<'_>, name: String, mut code: F) -> Self
    where
        F: FnMut(StepRun) -> Fut + Send + 'static,
        Fut: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let erased: Code = Box::new(move |run| {
            let future = code(run);
            Box::pin(async move { serde_json::to_value(future.await?).map_err(Error::new) })
        });
        Self { flow, name, patience: flow.patience(), code: erased, value: PhantomData }
    }

    /// How patient this step is.
    pub fn patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }
}

impl<'f, T: Serialize + DeserializeOwned + Send + 'static> IntoFuture for FlowStep<'f, T> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<'f, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { flow, name, patience, code, .. } = self;
        if let Err(error) = flow.claim(&name) {
            return Box::pin(ready(Err(error)));
        }
        let step = Step { name: name.clone(), attempts: patience.attempts, vendor: None };
        let key = key::of(flow.id(), &name, usize::MAX);
        let told = Told::new(flow, &name, None);
        let now = told.now();
        let done = flow.engine.step(step, code_body(name.clone(), key, patience, code, told));
        Box::pin(async move {
            let value = done.await?;
            match flow.entry(&name, value, now.load(Ordering::Relaxed))? {
                Entry::Value(value) => serde_json::from_value(value)
                    .map_err(|error| Halt::Diverged(format!("what `{name}` gave cannot be read: {error}")).into()),
                Entry::Failed(failed) => Err(Error::step(failed.failure)),
                Entry::Answer(_) => Err(Halt::Diverged(format!("`{name}` was a call")).into()),
            }
        })
    }
}

fn code_body(name: String, key: String, patience: Patience, mut code: Code, told: Told) -> Body {
    Box::new(move |Attempt { number }| {
        let span = told.attempt(number);
        let future = span.within(|| code(StepRun { attempt: number, key: key.clone() }));
        let name = name.clone();
        Box::pin(within(span, async move {
            match future.await {
                Ok(value) => Outcome::Done(Entry::Value(value).into_value()),
                Err(error) => code_failed(name, &error, patience, number),
            }
        }))
    })
}

fn code_failed(step: String, error: &Error, patience: Patience, attempts: u32) -> Outcome {
    let again = error.is_again();
    let reason = if again { Reason::Exhausted } else { Reason::Code };
    let failure = Failure { step, reason, message: error.to_string(), status: None, code: None, body: None, attempts };
    let or = Entry::Failed(Failed { failure, by: None }).into_value();
    match patience.wait(attempts, None) {
        Some(after) if again => Outcome::Again { after, or },
        _ => Outcome::Done(or),
    }
}

/// A wait that is not begun.
#[must_use = "nothing is waited for until it is awaited"]
pub struct FlowSleep<'f> {
    pub(super) flow: &'f Flow<'f>,
    duration: Duration,
}

impl<'f> IntoFuture for FlowSleep<'f> {
    type Output = Result<(), Error>;
    type IntoFuture = BoxFuture<'f, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let slept = self.flow.engine.sleep(self.duration);
        Box::pin(async move { slept.await.map_err(Error::from) })
    }
}

/// A wait for a signal that is not begun.
#[must_use = "nothing is waited for until it is awaited"]
pub struct FlowWait<'f, T> {
    pub(super) flow: &'f Flow<'f>,
    name: String,
    timeout: Option<Duration>,
    signal: PhantomData<fn() -> T>,
}

impl<'f, T: DeserializeOwned + Send + 'f> IntoFuture for FlowWait<'f, T> {
    type Output = Result<Option<T>, Error>;
    type IntoFuture = BoxFuture<'f, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { flow, name, timeout, .. } = self;
        let signal = flow.engine.signal(&name, timeout);
        Box::pin(async move {
            let Some(value) = signal.await? else { return Ok(None) };
            // A signal comes from outside: one that is not as expected fails the flow, which can be tried again.
            let unread = |error| Error::new(format_args!("the signal `{name}` is not as expected: {error}"));
            serde_json::from_value(value).map(Some).map_err(unread)
        })
    }
}
