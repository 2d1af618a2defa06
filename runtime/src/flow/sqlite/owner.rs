//! Who runs the flows of a file: one program. What was cut off may be taken up only where nobody is at it any more, and the
//! engine cannot tell.
//!
//! The proof is a lock on a file beside it, which the system gives back when its holder dies, however it dies.

use super::OpenError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Executor as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The lock. Held as long as this lives.
#[derive(Debug)]
pub(super) struct Owner {
    _connection: SqliteConnection,
}

impl Owner {
    pub(super) async fn take(path: &Path) -> Result<Self, OpenError> {
        let options =
            SqliteConnectOptions::new().filename(beside(path)).create_if_missing(true).busy_timeout(Duration::ZERO);
        let mut connection = options.connect().await?;
        match connection.execute("BEGIN EXCLUSIVE").await {
            Ok(_) => Ok(Self { _connection: connection }),
            Err(error) if is_busy(&error) => Err(OpenError::Owned(path.to_owned())),
            Err(error) => Err(error.into()),
        }
    }
}

/// `flows.db` -> `flows.db-owner`.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-owner");
    name.into()
}

/// `SQLITE_BUSY` is 5, in the lowest byte of extended codes, too.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| code & 0xff == 5)
}
