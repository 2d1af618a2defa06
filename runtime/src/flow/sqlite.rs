//! The embedded engine: [durare](https://docs.rs/durare) over one SQLite file, nothing to install.
//!
//! In: bodies, registered with [`SqliteBuilder::register`]. Out: [`Flows`], which starts them, sends them signals and waits
//! for them; and an [`Office`], which looks at the file from any program.
//!
//! One program at a time runs the flows of a file, and a second one is refused. What was cut off when a program died goes on
//! when the next one starts.

mod adapter;
#[cfg(feature = "axum")]
mod dashboard;
mod flows;
#[cfg(feature = "axum")]
mod hand;
mod lanes;
mod letter;
mod office;
mod owner;
mod poll;
mod schedule;
mod store;
#[cfg(feature = "axum")]
mod webhook;

#[cfg(feature = "axum")]
pub use dashboard::Access;
pub use flows::{Flows, Handle, NoOutput, StartError};
pub use office::{DriftRow, FlowRow, FlowState, Office, OfficeError, Pinned, Shape, ShapeStep, StepRow, Tally};
pub use poll::{News, PollError};
pub use store::Durability;

use super::body::{FlowBody, registered};
use super::raise::run;
use super::watch::Watch;
use adapter::Adapter;
use durare::{DurableContext, DurableEngine, EngineConfig, RetentionPolicy, SqliteProvider, WorkflowQueue};
use lanes::Lanes;
use owner::Owner;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What stands for the program in the journal: versions are the flows' own, in their names.
const PROGRAM: &str = "intertie-1";

/// Where other programs leave flows to be started.
const DOOR: &str = "intertie-door";

/// Why the engine could not be opened.
#[derive(Debug)]
#[non_exhaustive]
pub enum OpenError {
    /// Another program runs the flows of this file.
    Owned(PathBuf),
    /// The file cannot be opened, read or written.
    Storage(String),
    /// Two bodies have one name and version.
    Twice(String),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Owned(path) => write!(f, "another program runs the flows of {}", path.display()),
            Self::Storage(what) => write!(f, "the file of the flows cannot be used: {what}"),
            Self::Twice(name) => write!(f, "two flows are registered as `{name}`"),
        }
    }
}

impl std::error::Error for OpenError {}

impl From<durare::Error> for OpenError {
    fn from(error: durare::Error) -> Self {
        Self::Storage(error.to_string())
    }
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        Self::Storage(error.to_string())
    }
}

/// What runs a body, given its context and its input.
type Runner = Box<dyn FnOnce(&mut DurableEngine, &Arc<Shared>) + Send>;

/// What all flows of an engine share.
pub(super) struct Shared {
    provider: Arc<SqliteProvider>,
    watch: Option<Arc<dyn Watch>>,
    lanes: Lanes,
}

/// Sets the engine up.
pub struct SqliteBuilder {
    path: PathBuf,
    durability: Durability,
    watch: Option<Arc<dyn Watch>>,
    lanes: BTreeMap<String, usize>,
    retention: Option<Duration>,
    /// By name and version.
    runners: Vec<(String, Runner)>,
    schedules: Vec<schedule::Schedule>,
}

/// The engine over this file, which is made if it is not there.
pub fn open(path: impl AsRef<Path>) -> SqliteBuilder {
    SqliteBuilder {
        path: path.as_ref().to_owned(),
        durability: Durability::default(),
        watch: None,
        lanes: BTreeMap::new(),
        retention: None,
        runners: Vec::new(),
        schedules: Vec::new(),
    }
}

impl SqliteBuilder {
    /// Makes a flow known. Several versions of one name stand side by side: flows in flight end with theirs.
    pub fn register<F: FlowBody>(mut self, body: F) -> Self {
        let runner: Runner = Box::new(move |engine, shared| {
            let (body, shared) = (Arc::new(body), Arc::clone(shared));
            engine.register(&registered::<F>(), move |context: DurableContext, input: Value| {
                let (body, shared) = (Arc::clone(&body), Arc::clone(&shared));
                async move {
                    let engine = Adapter::new(context, Arc::clone(&shared));
                    let ended = run(&*body, &engine, shared.watch.clone(), input).await;
                    engine.end(ended).await
                }
            });
        });
        self.runners.push((registered::<F>(), runner));
        self
    }

    /// What a power cut may cost: nothing by default.
    pub const fn durability(mut self, durability: Durability) -> Self {
        self.durability = durability;
        self
    }

    /// Who is told what happens.
    pub fn watch(mut self, watch: impl Watch + 'static) -> Self {
        self.watch = Some(Arc::new(watch));
        self
    }

    /// How many steps call this vendor at a time, over all flows. As many as there are by default.
    pub fn at_a_time(mut self, vendor: impl Into<String>, steps: usize) -> Self {
        self.lanes.insert(vendor.into(), steps);
        self
    }

    /// Deletes flows that have been over for so long. Kept for ever by default.
    pub const fn keep_for(mut self, time: Duration) -> Self {
        self.retention = Some(time);
        self
    }

    /// Opens the file, and lets what was cut off go on.
    pub async fn start(self) -> Result<Flows, OpenError> {
        let owner = Owner::take(&self.path).await?;
        let pool = store::pool(&self.path, self.durability).await?;
        let provider = store::provider(&pool);
        let shared =
            Arc::new(Shared { provider: Arc::clone(&provider), watch: self.watch, lanes: Lanes::new(self.lanes) });
        let mut config = EngineConfig::default().app_version(PROGRAM).executor_id(PROGRAM);
        config.retention = self.retention.map(|period| RetentionPolicy::new().period(period));
        let mut engine = DurableEngine::with_config(provider, config).await?;
        let mut names = BTreeSet::new();
        for (name, runner) in self.runners {
            if !names.insert(name.clone()) {
                return Err(OpenError::Twice(name));
            }
            runner(&mut engine, &shared);
        }
        let schedules = schedule::register(&mut engine, self.schedules);
        engine.register_queue(WorkflowQueue::new(DOOR).base_polling_interval(Duration::from_millis(200)));
        // What was cut off is taken up before anything new begins: nobody else is at it, as the lock proves.
        engine.recover().await?;
        engine.launch().await?;
        schedule::apply(&engine, schedules).await?;
        Ok(Flows::new(engine, pool, owner))
    }
}
