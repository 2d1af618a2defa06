//! A clock that jumps while the program is down. The test does not set the machine's: it writes the times in the file as a
//! clock that jumped would find them.

use crate::folder::Folder;
use crate::http::request;
use intertie::chrono::{DateTime, TimeDelta, Utc};
use intertie::flow::sqlite::{self, Access, FlowState, Flows, Office};
use intertie::flow::{Error, Flow, FlowBody};
use sqlx::{Connection as _, SqliteConnection};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Waits so many seconds, and then says something once.
struct Remind(Arc<AtomicU32>);

impl FlowBody for Remind {
    const NAME: &'static str = "remind";
    const VERSION: &'static str = "1";
    type Input = u64;
    type Output = ();

    async fn run(&self, flow: &Flow<'_>, seconds: u64) -> Result<(), Error> {
        flow.sleep(Duration::from_secs(seconds)).await?;
        let said = Arc::clone(&self.0);
        flow.step("say", move |_| {
            said.fetch_add(1, Ordering::SeqCst);
            async { Ok(()) }
        })
        .await
    }
}

async fn open(folder: &Folder, said: &Arc<AtomicU32>) -> Flows {
    loop {
        match sqlite::open(folder.file()).register(Remind(Arc::clone(said))).start().await {
            Ok(flows) => return flows,
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

/// The hour of a flow's timer as a clock finds it that jumped by so much.
async fn jump(file: &Path, id: &str, by: TimeDelta) {
    let url = format!("sqlite://{}", file.display());
    let mut file = SqliteConnection::connect(&url).await.expect("the file");
    let one = "WHERE workflow_uuid = ? AND function_name = 'DBOS.sleep'";
    let read = format!("SELECT output FROM operation_outputs {one}");
    let hour: String = sqlx::query_scalar(&read).bind(id).fetch_one(&mut file).await.expect("a timer");
    let hour: DateTime<Utc> = serde_json::from_str(&hour).expect("a time");
    let hour = serde_json::to_string(&(hour - by)).expect("JSON");
    let write =
        format!("UPDATE operation_outputs SET output = ?, started_at_epoch_ms = completed_at_epoch_ms + 9999 {one}");
    sqlx::query(&write).bind(hour).bind(id).execute(&mut file).await.expect("it is written");
}

#[tokio::test]
async fn a_clock_that_jumps_ends_a_timer_early_or_late_and_what_follows_is_done_once() {
    let (folder, said) = (Folder::new(), Arc::new(AtomicU32::new(0)));
    let flows = open(&folder, &said).await;
    flows.start::<Remind>("ahead-1", &3600).await.expect("it starts");
    flows.start::<Remind>("back-1", &1).await.expect("it starts");
    tokio::time::sleep(Duration::from_millis(300)).await;
    flows.stop(Duration::ZERO).await.expect("it stops");
    drop(flows);
    jump(&folder.file(), "ahead-1", TimeDelta::hours(2)).await;
    jump(&folder.file(), "back-1", TimeDelta::hours(-2)).await;

    let flows = open(&folder, &said).await;
    flows.find::<Remind>("ahead-1").await.expect("a flow").output().await.expect("it ends at once");
    let office = Office::open(folder.file()).await.expect("the file");
    // Past the hour that it had by the old clock.
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(office.show("back-1").await.expect("a flow").state, FlowState::Running);
    assert_eq!(said.load(Ordering::SeqCst), 1);

    // A step that ended before it began is shown all the same.
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let router = office.dashboard(Access::Loopback);
    tokio::spawn(async move { axum::serve(listener, router).await });
    for page in ["/flows/ahead-1", "/vendors", "/"] {
        assert_eq!(request(&address, "GET", page, &[], "").await.status, 200, "{page}");
    }
}
