//! The workflow of Restate that all flows are.

use super::Erased;
use super::adapter::{self, Adapter, STANDS_STILL, UNDONE};
use crate::flow::raise::Ended;
use crate::flow::watch::Watch;
use restate_sdk::context::{ContextPromises as _, SharedWorkflowContext, WorkflowContext};
use restate_sdk::errors::{HandlerError, HandlerResult, TerminalError};
use restate_sdk::serde::Json;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) struct Flows {
    pub(super) bodies: BTreeMap<String, Arc<dyn Erased>>,
    pub(super) watch: Option<Arc<dyn Watch>>,
}

/// What a signal carries.
#[derive(Debug, Serialize, Deserialize)]
struct Signal {
    name: String,
    value: Value,
}

#[restate_sdk::workflow]
impl Flows {
    #[handler]
    async fn run(&self, context: WorkflowContext<'_>, input: Json<Value>) -> HandlerResult<Json<Value>> {
        let (name, id) = parts(context.key());
        // It waits, and is tried again, until a program that knows the flow is deployed.
        let body = self.bodies.get(name).ok_or_else(|| format!("no flow is registered as `{name}`"))?;
        let engine = Adapter::new(&context, id);
        match body.run(&engine, self.watch.clone(), input.into_inner()).await {
            Ended::Done(value) => Ok(Json(value)),
            Ended::Undone(error) => Err(TerminalError::new_with_code(UNDONE, error.to_string()).into()),
            Ended::Dead(error) => Err(TerminalError::new_with_code(STANDS_STILL, error.to_string()).into()),
            Ended::Halted(halt) => Err(adapter::stopped(&halt)),
        }
    }

    #[handler]
    #[expect(clippy::unused_async, reason = "the macro wants it so")]
    async fn signal(&self, context: SharedWorkflowContext<'_>, signal: Json<Signal>) -> Result<(), HandlerError> {
        let Signal { name, value } = signal.into_inner();
        context.resolve_promise(&name, Json(value));
        Ok(())
    }
}

/// Name and version, and the id, of which only the last can hold a colon.
fn parts(key: &str) -> (&str, &str) {
    key.split_once(':').unwrap_or((key, ""))
}
