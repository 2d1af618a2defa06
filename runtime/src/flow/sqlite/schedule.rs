//! Flows started by the clock: cron, as durare keeps it.
//!
//! Each tick is a flow of durare's own that starts ours under the tick's id, so that a tick that is found twice, by a
//! restart or a clock that is set back, starts nothing twice.

use super::{OpenError, SqliteBuilder};
use crate::flow::body::{FlowBody, registered};
use durare::{
    ApplySchedule, DurableContext, DurableEngine, PendingStep, ScheduleOptions, ScheduledInput, WorkflowHandle,
    WorkflowOptions,
};
use serde_json::Value;
use std::sync::Arc;
use std::time::SystemTime;

/// A schedule that was asked for.
pub(super) struct Schedule {
    name: String,
    cron: String,
    backfills: bool,
    register: Register,
}

/// Makes its ticks known to an engine, under this name.
type Register = Box<dyn FnOnce(&mut DurableEngine, &str) + Send>;

impl SqliteBuilder {
    /// Starts a flow at each tick of `cron` (six fields, seconds first, UTC), with what `input` makes of the tick's time.
    /// With `backfill`, ticks that fell while no program ran are made up for.
    pub fn every<F: FlowBody>(
        mut self,
        name: impl Into<String>,
        cron: impl Into<String>,
        backfill: bool,
        input: impl Fn(SystemTime) -> F::Input + Send + Sync + 'static,
    ) -> Self {
        let (name, input) = (name.into(), Arc::new(input));
        let schedule = name.clone();
        let register = Box::new(move |engine: &mut DurableEngine, registered_as: &str| {
            engine.register(registered_as, move |context: DurableContext, tick: ScheduledInput| {
                let (input, schedule) = (Arc::clone(&input), schedule.clone());
                async move {
                    let time = tick.scheduled_time;
                    let input = serde_json::to_value(input(time.into()))?;
                    let id = format!("{schedule}:{}", time.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
                    let started: PendingStep<'_, WorkflowHandle<Value>> =
                        context.start_workflow(&registered::<F>(), input, WorkflowOptions::with_id(id));
                    started.await.map(|_| ())
                }
            });
        });
        self.schedules.push(Schedule { name, cron: cron.into(), backfills: backfill, register });
        self
    }
}

/// A schedule whose ticks the engine knows.
pub(super) struct Known {
    name: String,
    registered_as: String,
    cron: String,
    backfills: bool,
}

/// Makes the ticks known, before the engine begins.
pub(super) fn register(engine: &mut DurableEngine, schedules: Vec<Schedule>) -> Vec<Known> {
    let known = schedules.into_iter().map(|Schedule { name, cron, backfills, register }| {
        let registered_as = format!("(cron) {name}");
        register(engine, &registered_as);
        Known { name, registered_as, cron, backfills }
    });
    known.collect()
}

/// Puts the schedules in force. One that is there as it is wanted stays: it knows when it ticked last.
pub(super) async fn apply(engine: &DurableEngine, known: Vec<Known>) -> Result<(), OpenError> {
    let mut wanted = Vec::new();
    for Known { name, registered_as, cron, backfills } in known {
        let there = engine.get_schedule(&name).await?;
        if there.is_some_and(|there| there.schedule == cron && there.automatic_backfill == backfills) {
            continue;
        }
        let options = ScheduleOptions::new().automatic_backfill(backfills);
        wanted.push(ApplySchedule::new(name, registered_as, cron).options(options));
    }
    if !wanted.is_empty() {
        engine.apply_schedules(wanted).await?;
    }
    Ok(())
}
