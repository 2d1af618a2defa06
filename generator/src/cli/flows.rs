//! `intertie flows`: the flows of an embedded engine's file. It works beside the program that runs them.

use super::exit::Exit;
use super::{Failure, talk::Talk};
use clap::{Args, Subcommand};
use intertie::chrono::{DateTime, Utc};
use intertie::flow::sqlite::{FlowRow, Office, OfficeError, StepRow};
use std::future::Future;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// The file.
#[derive(Args, Debug, Clone)]
pub(crate) struct File {
    /// The file of the embedded engine.
    #[arg(long, value_name = "FILE", env = "INTERTIE_FLOWS", default_value = "flows.db", global = true)]
    pub(crate) db: PathBuf,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  intertie flows list --state dead            the dead letters
  intertie flows show stripe:evt_1            what it has done, and why it stands still
  intertie flows retry stripe:evt_1           after the cause is mended: makes the step anew, with the same key
  intertie flows give-up stripe:evt_1         undoes what it has done
  intertie flows purge --older-than-days 30   deletes what is over

Flows on Restate: `restate invocations list`, `restate invocations describe ID`, `... resume ID`, `... cancel ID`.")]
pub(crate) struct Flows {
    #[command(flatten)]
    file: File,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// The flows, the newest first.
    List {
        /// Only those in this state: running, queued, dead, paused, parked, done, undone or cancelled.
        #[arg(long)]
        state: Option<String>,
        /// How many at most.
        #[arg(long, default_value_t = 100)]
        most: usize,
    },
    /// One flow, and what it has done.
    Show { id: String },
    /// Makes the step anew that a dead letter failed at, with the same key, and lets the flow go on.
    Retry { id: String },
    /// Lets a flow go on that was cancelled or waits for a person.
    Resume { id: String },
    /// Ends a flow where it is. What it has done stays done.
    Cancel { id: String },
    /// Gives a dead letter up: what the flow has done is undone.
    GiveUp { id: String },
    /// Starts a flow by hand.
    Start {
        /// Its name and version: `order@1`.
        flow: String,
        id: String,
        /// What it is given, as JSON.
        #[arg(long, value_name = "JSON", default_value = "null")]
        input: String,
    },
    /// Starts a flow anew under another id, with what the first was started with. Its steps are made again.
    Replay { id: String, anew: String },
    /// Sends a flow a signal.
    Signal {
        id: String,
        name: String,
        /// What it carries, as JSON.
        #[arg(default_value = "null")]
        value: String,
    },
    /// Deletes flows that are over. Dead letters and flows that wait stay.
    Purge {
        #[arg(long, value_name = "DAYS")]
        older_than_days: u64,
    },
}

pub(super) fn run(args: &Flows, talk: &Talk) -> Result<Exit, Failure> {
    block_on(async {
        let office = open(&args.file).await?;
        perform(&office, &args.command, talk).await?;
        Ok(Exit::Fine)
    })
}

pub(super) async fn open(file: &File) -> Result<Office, Failure> {
    let unusable = |error: OfficeError| Failure(Exit::Io, Some(format!("{}: {error}", file.db.display())));
    Office::open(&file.db).await.map_err(unusable)
}

pub(super) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Failure(Exit::Unforeseen, Some(error.to_string())))?.block_on(work)
}

async fn perform(office: &Office, command: &Command, talk: &Talk) -> Result<(), Failure> {
    match command {
        Command::List { state, most } => list(office, state.as_deref(), *most, talk).await,
        Command::Show { id } => show(office, id, talk).await,
        Command::Retry { id } => told(office.retry(id).await, talk, id, "goes on"),
        Command::Resume { id } => told(office.resume(id).await, talk, id, "goes on"),
        Command::Cancel { id } => told(office.cancel(id).await, talk, id, "is cancelled"),
        Command::GiveUp { id } => told(office.give_up(id).await, talk, id, "is given up, and will be undone"),
        Command::Start { flow, id, input } => {
            let (name, version) =
                flow.rsplit_once('@').ok_or_else(|| Failure::usage("a flow is named NAME@VERSION: `order@1`"))?;
            told(office.start(name, version, id, &json(input)?).await, talk, id, "is started")
        }
        Command::Replay { id, anew } => told(office.replay(id, anew).await, talk, anew, "is started"),
        Command::Signal { id, name, value } => {
            told(office.signal(id, name, &json(value)?).await, talk, id, "has the signal")
        }
        Command::Purge { older_than_days } => {
            let age = Duration::from_secs(older_than_days * 24 * 60 * 60);
            let deleted = office.purge(age).await.map_err(failed)?;
            talk.note(&format!("{deleted} flows are deleted"));
            Ok(())
        }
    }
}

async fn list(office: &Office, state: Option<&str>, most: usize, talk: &Talk) -> Result<(), Failure> {
    let rows = office.list(most).await.map_err(failed)?;
    let rows: Vec<_> = rows.iter().filter(|row| state.is_none_or(|state| row.state.to_string() == state)).collect();
    if talk.is_json() {
        for row in rows {
            Talk::result(&row_json(row));
        }
        return Ok(());
    }
    let width = |get: fn(&FlowRow) -> usize| rows.iter().map(|row| get(row)).max().unwrap_or_default();
    let (id, name) = (width(|row| row.id.chars().count()), width(|row| row.name.len() + row.version.len() + 1));
    for row in &rows {
        let kind = format!("{}@{}", row.name, row.version);
        let why = row.why.as_deref().unwrap_or_default();
        Talk::result(format!("{:id$}  {kind:name$}  {:9}  {}  {why}", row.id, row.state, time(row.started)).trim_end());
    }
    talk.note(&format!("{} flows", rows.len()));
    Ok(())
}

async fn show(office: &Office, id: &str, talk: &Talk) -> Result<(), Failure> {
    let row = office.show(id).await.map_err(failed)?;
    let steps = office.steps(id).await.map_err(failed)?;
    if talk.is_json() {
        Talk::result(&row_json(&row));
        for step in &steps {
            Talk::result(&step_json(step));
        }
        return Ok(());
    }
    Talk::result(&format!("{}  {}@{}  {}  started {}", row.id, row.name, row.version, row.state, time(row.started)));
    if let Some(why) = &row.why {
        Talk::result(why);
    }
    let width = steps.iter().map(|step| step.name.chars().count()).max().unwrap_or_default();
    for step in &steps {
        let took = step.time.map(took).unwrap_or_default();
        let call = step.operation.as_deref().or(step.child.as_deref()).unwrap_or_default();
        let spec = step.spec.as_ref().map(|spec| format!("({} {})", spec.vendor, spec.version)).unwrap_or_default();
        let failed = step.failure.as_ref().map(|failure| format!("failed: {failure}")).unwrap_or_default();
        Talk::result(format!("  {:width$}  {took:>8}  {call}  {spec}  {failed}", step.name).trim_end());
    }
    Ok(())
}

fn told(done: Result<(), OfficeError>, talk: &Talk, id: &str, what: &str) -> Result<(), Failure> {
    done.map_err(failed)?;
    talk.note(&format!("{id} {what}"));
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
pub(super) fn failed(error: OfficeError) -> Failure {
    let exit = match &error {
        OfficeError::NoFlow(_) | OfficeError::NotNow { .. } => Exit::Usage,
        _ => Exit::Io,
    };
    Failure(exit, Some(error.to_string()))
}

fn json(text: &str) -> Result<serde_json::Value, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::usage(format!("this is no JSON: {error}")))
}

fn row_json(row: &FlowRow) -> String {
    serde_json::json!({
        "reason": "flow", "id": row.id, "name": row.name, "version": row.version, "state": row.state.to_string(),
        "why": row.why, "started": time(row.started), "parent": row.parent, "recovered": row.recovered,
    })
    .to_string()
}

fn step_json(step: &StepRow) -> String {
    let milliseconds =
        step.time.and_then(|(began, ended)| ended.duration_since(began).ok()).map(|took| took.as_millis());
    serde_json::json!({
        "reason": "step", "name": step.name, "operation": step.operation, "spec": step.spec, "attempts": step.attempts,
        "failure": step.failure, "child": step.child, "milliseconds": milliseconds.and_then(|took| u64::try_from(took).ok()),
    })
    .to_string()
}

fn time(time: SystemTime) -> String {
    DateTime::<Utc>::from(time).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn took((began, ended): (SystemTime, SystemTime)) -> String {
    format!("{} ms", ended.duration_since(began).unwrap_or_default().as_millis())
}
