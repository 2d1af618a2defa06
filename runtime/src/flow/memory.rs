//! An engine in memory: for tests of flows. Its journal can be kept over runs, so that a test can break a flow off anywhere
//! and let it run again.

use super::engine::{Body, BoxFuture, ChildSpec, Engine, Halt, Step, repeat};
use serde_json::Value;
use std::collections::BTreeMap;
use std::future::ready;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The journal of one flow. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Journal(Arc<Mutex<Pages>>);

#[derive(Debug, Default)]
struct Pages {
    /// What took each place, and what it gave.
    places: Vec<(String, Option<Value>)>,
    /// Signals that nobody has taken yet.
    signals: BTreeMap<String, Vec<Value>>,
    /// What a person has let go on.
    passed: Vec<String>,
    given_up: bool,
}

impl Journal {
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The names of the steps that are done, in order.
    pub fn done(&self) -> Vec<String> {
        self.pages().places.iter().filter(|(_, value)| value.is_some()).map(|(name, _)| name.clone()).collect()
    }

    /// The value of a step that is done, as it would be on disk.
    pub fn value(&self, step: &str) -> Option<Value> {
        self.pages().places.iter().find(|(name, _)| name == step)?.1.clone()
    }

    /// Puts another value in the place of a step that is done: what a program of another version would have left there.
    pub fn rewrite(&self, step: &str, value: Value) {
        if let Some(place) = self.pages().places.iter_mut().find(|(name, _)| name == step) {
            place.1 = Some(value);
        }
    }

    /// Sends the flow a signal.
    pub fn signal(&self, name: &str, value: Value) {
        self.pages().signals.entry(name.into()).or_default().push(value);
    }

    /// Lets the flow go on past a point where it waits for a person.
    pub fn pass(&self, reason: &str) {
        self.pages().passed.push(reason.into());
    }

    /// Gives the flow up: its next failure undoes what it has done.
    pub fn give_up(&self) {
        self.pages().given_up = true;
    }
}

/// One run of a flow over a [`Journal`].
pub struct Memory {
    id: String,
    journal: Journal,
    next: Mutex<usize>,
    children: BTreeMap<String, Value>,
    dies_at: usize,
}

impl Memory {
    /// A run of the flow of this id.
    pub fn new(id: impl Into<String>, journal: &Journal) -> Self {
        Self {
            id: id.into(),
            journal: journal.clone(),
            next: Mutex::default(),
            children: BTreeMap::new(),
            dies_at: usize::MAX,
        }
    }

    /// What a child flow of this name and version gives: `invoice@1`.
    pub fn with_child(mut self, flow: impl Into<String>, output: Value) -> Self {
        self.children.insert(flow.into(), output);
        self
    }

    /// The run ends before this place of the journal, from 0, as if the program had died there.
    pub fn dies_at(mut self, place: usize) -> Self {
        self.dies_at = place;
        self
    }

    /// Takes the next place for what is called so; what it gave before.
    fn place(&self, name: &str) -> Result<(usize, Option<Value>), Halt> {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let at = *next;
        *next += 1;
        if at >= self.dies_at {
            return Err(Halt::Storage("the program dies here".into()));
        }
        let mut pages = self.journal.pages();
        match pages.places.get(at) {
            Some((recorded, value)) if recorded == name => Ok((at, value.clone())),
            Some((recorded, _)) => Err(Halt::Diverged(format!("`{name}` where the journal has `{recorded}`"))),
            None => {
                pages.places.push((name.to_owned(), None));
                Ok((at, None))
            }
        }
    }

    fn put(&self, at: usize, value: Value) {
        if let Some(place) = self.journal.pages().places.get_mut(at) {
            place.1 = Some(value);
        }
    }

    fn take_signal(&self, name: &str) -> Option<Value> {
        let mut pages = self.journal.pages();
        let signals = pages.signals.get_mut(name)?;
        (!signals.is_empty()).then(|| signals.remove(0))
    }
}

impl Engine for Memory {
    fn id(&self) -> &str {
        &self.id
    }

    fn step(&self, step: Step, mut body: Body) -> BoxFuture<'_, Result<Value, Halt>> {
        let place = self.place(&step.name);
        Box::pin(async move {
            let (at, value) = place?;
            if let Some(value) = value {
                return Ok(value);
            }
            let value = repeat(&step, &mut body).await;
            self.put(at, value.clone());
            Ok(value)
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, Result<(), Halt>> {
        let place = self.place("(sleep)");
        Box::pin(async move {
            let (at, value) = place?;
            if value.is_none() {
                tokio::time::sleep(duration).await;
                self.put(at, Value::Null);
            }
            Ok(())
        })
    }

    fn signal<'a>(&'a self, name: &str, timeout: Option<Duration>) -> BoxFuture<'a, Result<Option<Value>, Halt>> {
        let (place, name) = (self.place(&format!("(signal {name})")), name.to_owned());
        Box::pin(async move {
            let (at, value) = place?;
            if let Some(value) = value {
                return Ok(serde_json::from_value(value).unwrap_or_default());
            }
            let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
            let signal = loop {
                let signal = self.take_signal(&name);
                if signal.is_some() || end.is_some_and(|end| Instant::now() >= end) {
                    break signal;
                }
                tokio::time::sleep(Duration::from_millis(2)).await;
            };
            self.put(at, signal.clone().unwrap_or_default());
            Ok(signal)
        })
    }

    fn child(&self, child: ChildSpec) -> BoxFuture<'_, Result<Value, Halt>> {
        let place = self.place(&child.flow);
        Box::pin(async move {
            let (at, value) = place?;
            if let Some(value) = value {
                return Ok(value);
            }
            let Some(output) = self.children.get(&child.flow) else {
                return Err(Halt::Child(format!("the test has no flow `{}`", child.flow)));
            };
            self.put(at, output.clone());
            Ok(output.clone())
        })
    }

    fn pause(&self, reason: String) -> BoxFuture<'_, Result<(), Halt>> {
        let passed = self.journal.pages().passed.contains(&reason);
        Box::pin(ready(if passed { Ok(()) } else { Err(Halt::Paused(reason)) }))
    }

    fn given_up(&self) -> BoxFuture<'_, Result<bool, Halt>> {
        Box::pin(ready(Ok(self.journal.pages().given_up)))
    }
}
