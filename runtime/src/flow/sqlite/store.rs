//! The file: how it is opened, and how much a power cut may cost.

use durare::{Serializer, SqliteProvider};
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// What is on the disk when a step is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// Every step: `synchronous=FULL`. A power cut loses nothing.
    #[default]
    Full,
    /// What the system has written by then: `synchronous=NORMAL`. A crash of the program loses nothing; a power cut may
    /// lose the last steps, which are then made again with the same keys.
    Normal,
}

/// Connections to the file. Durare's own are `NORMAL` and wait 5 s for a lock.
pub(super) async fn pool(path: &Path, durability: Durability) -> Result<SqlitePool, sqlx::Error> {
    let synchronous = match durability {
        Durability::Full => SqliteSynchronous::Full,
        Durability::Normal => SqliteSynchronous::Normal,
    };
    let options = options(path).create_if_missing(true).synchronous(synchronous);
    SqlitePoolOptions::new().max_connections(4).acquire_timeout(Duration::from_secs(60)).connect_with(options).await
}

/// The same for a program that only looks: the file must be there.
pub(super) async fn visitor(path: &Path) -> Result<SqlitePool, sqlx::Error> {
    let options = options(path).create_if_missing(false).synchronous(SqliteSynchronous::Full);
    SqlitePoolOptions::new().max_connections(2).connect_with(options).await
}

/// Durare's store in the file. It writes plain JSON, which people can read with any SQLite, instead of base64.
pub(super) fn provider(pool: &SqlitePool) -> Arc<SqliteProvider> {
    Arc::new(SqliteProvider::from_pool(pool.clone()).with_serializer(Serializer::Portable))
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .busy_timeout(Duration::from_secs(30))
}
