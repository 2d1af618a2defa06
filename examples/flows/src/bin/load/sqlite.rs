//! The embedded engine: bare durare against `flow::sqlite`, on files of the same settings.

use crate::Outcome;
use crate::folder::Folder;
use crate::turns::{Contender, SIZES, Table};
use crate::vendor::{Calls, charged, client};
use durare::{DurableContext, DurableEngine, EngineConfig, Serializer, SqliteProvider, WorkflowOptions};
use intertie::flow::sqlite::{self, Durability, Flows};
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const WITHIN: Duration = Duration::from_secs(5);

/// Prints a row for each durability and size.
pub(crate) async fn measure(table: &Table, folder: &Folder) -> Outcome<()> {
    for (name, durability) in [("FULL", Durability::Full), ("NORMAL", Durability::Normal)] {
        for (number, size) in SIZES.into_iter().enumerate() {
            let file = |whose: &str| folder.file().with_file_name(format!("{whose}-{name}-{number}.db"));
            let bare = Bare(Arc::new(engine(&file("bare"), durability).await?));
            let ours = sqlite::open(file("ours")).durability(durability).register(Calls(client()?));
            let ours = Ours(Arc::new(ours.start().await?));
            table.row(&format!("durare, {name}"), &bare, &ours, size).await?;
            ours.0.stop(WITHIN).await?;
            bare.0.shutdown(WITHIN).await?;
        }
    }
    Ok(())
}

#[derive(Clone)]
struct Ours(Arc<Flows>);

impl Contender for Ours {
    async fn flow(&self, id: String, steps: u32) -> Outcome<()> {
        Ok(self.0.start::<Calls>(id, &steps).await?.output().await?)
    }
}

#[derive(Clone)]
struct Bare(Arc<DurableEngine>);

impl Contender for Bare {
    async fn flow(&self, id: String, steps: u32) -> Outcome<()> {
        let handle = self.0.start::<_, Value>("calls", json!(steps), WorkflowOptions::with_id(&id)).await?;
        handle.await?;
        Ok(())
    }
}

/// The engine without the layer: the same calls by the same client, the answer journalled as JSON.
async fn engine(file: &Path, durability: Durability) -> Outcome<DurableEngine> {
    let provider = Arc::new(provider(file, durability).await?);
    let config = EngineConfig::default().app_version("1").executor_id("1");
    let mut engine = DurableEngine::with_config(provider, config).await?;
    let client = client()?;
    engine.register("calls", move |context: DurableContext, steps: u32| {
        let client = client.clone();
        async move {
            for number in 0..steps {
                let client = client.clone();
                let step = context.step(&format!("charge {number}"), move || async move {
                    charged(&client, number).await.map_err(|error| durare::Error::app(error.to_string()))
                });
                let _: Value = step.await?;
            }
            Ok(Value::Null)
        }
    });
    engine.launch().await?;
    Ok(engine)
}

/// The file with the settings that `flow::sqlite` gives it.
async fn provider(file: &Path, durability: Durability) -> Outcome<SqliteProvider> {
    let synchronous = match durability {
        Durability::Full => SqliteSynchronous::Full,
        Durability::Normal => SqliteSynchronous::Normal,
    };
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true).foreign_keys(true);
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(synchronous);
    let options = options.busy_timeout(Duration::from_secs(30));
    let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await?;
    Ok(SqliteProvider::from_pool(pool).with_serializer(Serializer::Portable))
}
