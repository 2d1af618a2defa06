//! The distributed engine: [Restate](https://restate.dev), a server (or a cluster of them) that keeps the journals and calls
//! this program for each run.
//!
//! In: bodies, registered with [`RestateBuilder::register`] and served over HTTP/2. Out: one workflow of Restate, `Flows`,
//! whose keys are a flow's name, version and id: `order@1:shop:1001`. An [`Ingress`] starts them, or anything that can POST.
//!
//! What Restate does itself is left to it. A failure that mending its cause may turn into success is not journalled: Restate
//! tries the step again, as its retry policy says, and then pauses the invocation (`restate invocations resume ID`). Flows
//! in flight stay with the deployment they began on. Its own tools list, show, cancel and purge.

mod adapter;
mod ingress;
mod served;
mod turn;

pub use ingress::{Ingress, IngressError};

use super::body::{FlowBody, registered};
use super::engine::{BoxFuture, Engine};
use super::raise::{Ended, run};
use super::watch::Watch;
use restate_sdk::endpoint::{Endpoint, ServiceOptions};
use restate_sdk::http_server::HttpServer;
use restate_sdk::service::IntoServiceDefinition as _;
use serde_json::Value;
use served::Flows;
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// The workflow of Restate that all flows are.
pub(super) const SERVICE: &str = "Flows";

/// The key of a flow: Restate's library gives a service its name when it is compiled, so the flow's is here.
pub(super) fn key(registered: &str, id: &str) -> String {
    format!("{registered}:{id}")
}

/// Sets the program up.
pub struct RestateBuilder {
    bodies: BTreeMap<String, Arc<dyn Erased>>,
    watch: Option<Arc<dyn Watch>>,
    options: ServiceOptions,
}

/// No flow yet.
pub fn serve() -> RestateBuilder {
    RestateBuilder { bodies: BTreeMap::new(), watch: None, options: ServiceOptions::new() }.again(
        Duration::from_millis(250),
        Duration::from_secs(60),
        70,
    )
}

impl RestateBuilder {
    /// Makes a flow known. Several versions of one name stand side by side; the last of one name and version counts.
    pub fn register<F: FlowBody>(mut self, body: F) -> Self {
        self.bodies.insert(registered::<F>(), Arc::new(body));
        self
    }

    /// Who is told what happens.
    pub fn watch(mut self, watch: impl Watch + 'static) -> Self {
        self.watch = Some(Arc::new(watch));
        self
    }

    /// How Restate tries again what fails or is cut off: with waits that double from `first` to `longest`, and after so many
    /// attempts it pauses the invocation. 250 ms, a minute, and 70 by default: an hour.
    pub fn again(mut self, first: Duration, longest: Duration, attempts: u64) -> Self {
        self.options = ServiceOptions::new()
            .retry_policy_initial_interval(first)
            .retry_policy_exponentiation_factor(2.0)
            .retry_policy_max_interval(longest)
            .retry_policy_max_attempts(attempts)
            .retry_policy_pause_on_max_attempts();
        self
    }

    /// Serves the flows until `end`. Restate must be told where: `POST /deployments` of its admin API.
    pub async fn listen(self, listener: TcpListener, end: impl Future<Output = ()>) {
        let flows = Flows { bodies: self.bodies, watch: self.watch };
        let endpoint = Endpoint::builder().bind(flows.into_service_definition().options(self.options)).build();
        HttpServer::new(endpoint).serve_with_cancel(listener, end).await;
    }
}

/// A body without its types.
trait Erased: Send + Sync {
    fn run<'a>(&'a self, engine: &'a dyn Engine, watch: Option<Arc<dyn Watch>>, input: Value) -> BoxFuture<'a, Ended>;
}

impl<F: FlowBody> Erased for F {
    fn run<'a>(&'a self, engine: &'a dyn Engine, watch: Option<Arc<dyn Watch>>, input: Value) -> BoxFuture<'a, Ended> {
        Box::pin(run(self, engine, watch, input))
    }
}
