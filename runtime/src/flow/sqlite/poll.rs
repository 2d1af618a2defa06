//! Flows started by asking a vendor again and again what is new, from where the last answer ended.
//!
//! The flows of an answer are in the journal before its cursor is kept. After a crash between the two the same is asked
//! for once more, and starts nothing twice: the id of an item is the id of its flow.

use super::flows::{Flows, StartError};
use crate::flow::{Error, FlowBody, FlowId};
use sqlx::Row as _;
use std::future::Future;
use std::time::Duration;

/// What an answer brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News<I> {
    /// Ids and inputs of flows.
    pub items: Vec<(FlowId, I)>,
    /// Where the next answer begins; `None`: where this one began.
    pub cursor: Option<String>,
}

impl Flows {
    /// Asks once, and starts a flow for each item; how many items there were.
    pub async fn poll_once<F, Ask, Asked>(&self, name: &str, ask: Ask) -> Result<usize, PollError>
    where
        F: FlowBody,
        Ask: FnOnce(Option<String>) -> Asked,
        Asked: Future<Output = Result<News<F::Input>, Error>>,
    {
        let news = ask(self.cursor(name).await?).await.map_err(PollError::Ask)?;
        for (id, input) in &news.items {
            self.start::<F>(id.clone(), input).await.map_err(PollError::Start)?;
        }
        if let Some(cursor) = &news.cursor {
            self.keep_cursor(name, cursor).await?;
        }
        Ok(news.items.len())
    }

    /// Asks for ever, with a pause after each answer that brought nothing, and after each failure, which `failed` is told.
    pub async fn poll<F, Ask, Asked>(&self, name: &str, pause: Duration, ask: Ask, failed: impl Fn(&PollError))
    where
        F: FlowBody,
        Ask: Fn(Option<String>) -> Asked,
        Asked: Future<Output = Result<News<F::Input>, Error>>,
    {
        loop {
            match self.poll_once::<F, _, _>(name, &ask).await {
                Ok(1..) => continue,
                Ok(0) => {}
                Err(error) => failed(&error),
            }
            tokio::time::sleep(pause).await;
        }
    }

    /// Where the last answer ended.
    pub async fn cursor(&self, name: &str) -> Result<Option<String>, PollError> {
        self.make_table().await?;
        let row = sqlx::query("SELECT cursor FROM intertie_cursors WHERE name = ?").bind(name);
        Ok(row.fetch_optional(self.pool()).await?.map(|row| row.get(0)))
    }

    async fn keep_cursor(&self, name: &str, cursor: &str) -> Result<(), PollError> {
        let keep =
            "INSERT INTO intertie_cursors VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor";
        sqlx::query(keep).bind(name).bind(cursor).execute(self.pool()).await?;
        Ok(())
    }

    async fn make_table(&self) -> Result<(), PollError> {
        let make = "CREATE TABLE IF NOT EXISTS intertie_cursors (name TEXT PRIMARY KEY, cursor TEXT NOT NULL)";
        sqlx::query(make).execute(self.pool()).await?;
        Ok(())
    }
}

/// Why asking did not end well. The cursor stays where it was.
#[derive(Debug)]
#[non_exhaustive]
pub enum PollError {
    /// The vendor could not be asked.
    Ask(Error),
    /// A flow could not be started.
    Start(StartError),
    /// The cursor could not be read or kept.
    Storage(String),
}

impl std::fmt::Display for PollError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Ask(error) => error.fmt(f),
            Self::Start(error) => error.fmt(f),
            Self::Storage(what) => write!(f, "the cursor cannot be kept: {what}"),
        }
    }
}

impl std::error::Error for PollError {}

impl From<sqlx::Error> for PollError {
    fn from(error: sqlx::Error) -> Self {
        Self::Storage(error.to_string())
    }
}
