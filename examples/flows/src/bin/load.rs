//! What flows cost: steps a second beside the bare engine in the same run, and the memory of flows that wait.
//!
//! `cargo xtask bench flows`. The vendor answers from memory, so that only engine and layer are measured.

use durare::{DurableContext, DurableEngine, EngineConfig, Serializer, SqliteProvider, WorkflowOptions};
use intertie::flow::sqlite::{self, Durability, Flows};
use intertie::flow::{Error, Flow, FlowBody};
use intertie::transport::{HttpRequest, HttpResponse, ResponseBody, TransportError};
use intertie::{Bearer, Transport};
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::future::{Future, ready};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Of each measurement; the median counts.
const ROUNDS: usize = 7;

/// Flows at a time, and steps in each.
const SIZES: [(usize, u32); 2] = [(1, 300), (16, 25)];

/// How many flows wait.
const WAITING: usize = 10_000;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Outcome<()> {
    let folder = std::env::temp_dir().join(format!("intertie-load-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    println!(
        "| | flows x steps | bare durare, steps/s | intertie, steps/s | layer, % | bare, ms/flow | intertie, ms/flow |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (name, durability) in [("FULL", Durability::Full), ("NORMAL", Durability::Normal)] {
        for (flows, steps) in SIZES {
            compare(&folder, name, durability, flows, steps).await?;
        }
    }
    waiting(&folder).await?;
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// The two by turns, so that what else the machine does hits both.
async fn compare(folder: &Path, name: &str, durability: Durability, flows: usize, steps: u32) -> Outcome<()> {
    let bare = bare(&folder.join(format!("bare-{name}-{flows}.db")), durability).await?;
    let ours = sqlite::open(folder.join(format!("ours-{name}-{flows}.db"))).durability(durability);
    let ours = ours.register(Calls(stripe(Memory)?)).start().await?;
    let (mut bare_times, mut our_times, mut layers) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let ids: Vec<String> = (0..flows).map(|number| format!("{round}-{number}")).collect();
        let bare_time = run_bare(&bare, &ids, steps).await?;
        let our_time = run_ours(&ours, &ids, steps).await?;
        // The first warms up.
        if round > 0 {
            layers.push((our_time.as_secs_f64() / bare_time.as_secs_f64() - 1.0) * 100.0);
            bare_times.push(bare_time.as_secs_f64());
            our_times.push(our_time.as_secs_f64());
        }
    }
    let all = f64::from(steps) * f64::from(u32::try_from(flows)?);
    let (bare_time, our_time, layer) = (median(bare_times), median(our_times), median(layers));
    println!(
        "| {name} | {flows} x {steps} | {:.0} | {:.0} | {layer:.1} | {:.0} | {:.0} |",
        all / bare_time,
        all / our_time,
        bare_time * 1000.0,
        our_time * 1000.0,
    );
    ours.stop(Duration::from_secs(5)).await?;
    Ok(bare.shutdown(Duration::from_secs(5)).await?)
}

async fn run_bare(engine: &DurableEngine, ids: &[String], steps: u32) -> Outcome<Duration> {
    let began = Instant::now();
    let mut handles = Vec::new();
    for id in ids {
        handles.push(engine.start::<_, Value>("calls", json!(steps), WorkflowOptions::with_id(id)).await?);
    }
    for handle in handles {
        handle.await?;
    }
    Ok(began.elapsed())
}

async fn run_ours(flows: &Flows, ids: &[String], steps: u32) -> Outcome<Duration> {
    let began = Instant::now();
    let mut handles = Vec::new();
    for id in ids {
        handles.push(flows.start::<Calls>(id.as_str(), &steps).await?);
    }
    for handle in handles {
        handle.output().await?;
    }
    Ok(began.elapsed())
}

/// The engine without the layer: the same calls by the same client, the answer journalled as JSON.
async fn bare(file: &Path, durability: Durability) -> Outcome<DurableEngine> {
    let synchronous = match durability {
        Durability::Full => SqliteSynchronous::Full,
        Durability::Normal => SqliteSynchronous::Normal,
    };
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true).foreign_keys(true);
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(synchronous);
    let options = options.busy_timeout(Duration::from_secs(30));
    let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await?;
    let provider = Arc::new(SqliteProvider::from_pool(pool).with_serializer(Serializer::Portable));
    let mut engine =
        DurableEngine::with_config(provider, EngineConfig::default().app_version("1").executor_id("1")).await?;
    let client = stripe(Memory)?;
    engine.register("calls", move |context: DurableContext, steps: u32| {
        let client = client.clone();
        async move {
            for number in 0..steps {
                let client = client.clone();
                let step = context.step(&format!("charge {number}"), move || async move {
                    let call = charge(&client, number).send_whole();
                    let answer = call.await.map_err(|error| durare::Error::app(error.to_string()))?;
                    Ok(json!({"status": answer.status(), "id": answer.output().id, "body": answer_body()}))
                });
                let _: Value = step.await?;
            }
            Ok(Value::Null)
        }
    });
    engine.launch().await?;
    Ok(engine)
}

struct Calls(stripe::Client);

impl FlowBody for Calls {
    const NAME: &'static str = "calls";
    const VERSION: &'static str = "1";
    type Input = u32;
    type Output = ();

    async fn run(&self, flow: &Flow<'_>, steps: u32) -> Result<(), Error> {
        for number in 0..steps {
            flow.call(format!("charge {number}"), charge(&self.0, number)).await?;
        }
        Ok(())
    }
}

struct Waits;

impl FlowBody for Waits {
    const NAME: &'static str = "waits";
    const VERSION: &'static str = "1";
    type Input = ();
    type Output = ();

    async fn run(&self, flow: &Flow<'_>, (): ()) -> Result<(), Error> {
        flow.sleep(Duration::from_secs(3600)).await
    }
}

async fn waiting(folder: &Path) -> Outcome<()> {
    let flows = sqlite::open(folder.join("waiting.db")).durability(Durability::Normal).register(Waits).start().await?;
    let (before, began) = (resident()?, Instant::now());
    for number in 0..WAITING {
        flows.start::<Waits>(format!("w{number}"), &()).await?;
    }
    let started = began.elapsed();
    tokio::time::sleep(Duration::from_secs(5)).await;
    let after = resident()?;
    println!();
    println!(
        "{WAITING} flows asleep: {} MB resident, {} MB more than before them; started in {:.1} s",
        after / 1024,
        after.saturating_sub(before) / 1024,
        started.as_secs_f64()
    );
    flows.stop(Duration::ZERO).await?;
    Ok(())
}

/// In kilobytes.
fn resident() -> Outcome<usize> {
    let status = std::fs::read_to_string(PathBuf::from("/proc/self/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("the system does not tell")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

fn charge(client: &stripe::Client, number: u32) -> stripe::Call<'_, stripe::CreatePaymentIntent> {
    client.payment_intents().create(i64::from(number) + 100, "eur").metadata([("order", "1")])
}

fn stripe(transport: impl Transport) -> Outcome<stripe::Client> {
    Ok(stripe::Client::builder().auth(Bearer::new("sk_test_key")).transport(transport).build()?)
}

/// A vendor that answers at once.
#[derive(Debug)]
struct Memory;

impl Transport for Memory {
    fn send(
        &self,
        _request: HttpRequest,
    ) -> Pin<Box<dyn Future<Output = Result<HttpResponse, TransportError>> + Send + '_>> {
        let body = ResponseBody::whole(answer_body().to_string());
        let headers = intertie::http::HeaderMap::new();
        Box::pin(ready(Ok(HttpResponse { status: intertie::http::StatusCode::OK, headers, body })))
    }
}

fn answer_body() -> Value {
    json!({"id": "pi_1", "object": "payment_intent", "amount": 100, "created": 1_780_000_000, "currency": "eur",
        "livemode": false, "metadata": {"order": "1"}, "status": "succeeded"})
}
