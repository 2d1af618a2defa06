//! What flows cost: steps a second and a flow's latency beside the bare engine in the same run, on durare and on Restate,
//! and the memory of flows that wait.
//!
//! `cargo xtask bench flows`. The vendor answers from memory, so that only engine and layer are measured. Restate's server
//! is installed from npm; where it cannot be had, that part says so and is left out.

#[path = "../../../tests/flows/folder.rs"]
mod folder;
#[path = "../../../tests/flows/http.rs"]
#[expect(dead_code, reason = "a module of the tests, which look at more of an answer")]
mod http;
#[path = "../../../../../tests/installed.rs"]
#[expect(dead_code, unreachable_pub, reason = "a module of the tests' library, of which one function is used here")]
mod installed;
mod process;
mod restate;
#[path = "../../../tests/flows/server.rs"]
#[expect(dead_code, reason = "a module of the tests, which have clusters, too")]
mod server;
mod sqlite;
mod turns;
mod vendor;
mod waiting;

use folder::Folder;
use turns::Table;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Outcome<()> {
    let folder = Folder::new();
    let table = Table::begin();
    sqlite::measure(&table, &folder).await?;
    restate::measure(&table, &folder).await?;
    println!();
    waiting::measure(&folder).await
}
