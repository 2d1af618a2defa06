//! What goes wrong around a flow: a file that is locked, a disk that is full, a vendor that is down for a whole run.

use crate::case::order;
use crate::folder::Folder;
use crate::worker::Worker;
use flow_examples::clients::Clients;
use flow_examples::mock::Mock;
use flow_examples::order::Ship;
use intertie::flow::sqlite;
use sqlx::{ConnectOptions as _, Executor as _};
use std::collections::BTreeMap;
use std::process::Command;
use std::time::Duration;

#[tokio::test]
async fn a_file_that_another_program_locks_for_a_while_is_waited_for() {
    let (mock, folder) = (Mock::start().await.expect("mocks"), Folder::new());
    let clients = Clients::at(mock.address()).expect("clients");
    let flows = sqlite::open(folder.file()).register(Ship { clients }).start().await.expect("an engine");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.file());
    let mut other = options.connect().await.expect("the file");
    other.execute("BEGIN IMMEDIATE").await.expect("the lock");
    let ended = async {
        let handle = flows.start::<Ship>("locked-1", &order("locked-1")).await.expect("it starts");
        handle.output().await.expect("it ends")
    };
    let release = async {
        tokio::time::sleep(Duration::from_millis(1500)).await;
        assert!(mock.effects().is_empty(), "nothing is done that cannot be journalled before");
        other.execute("COMMIT").await.expect("the lock is given back");
    };
    tokio::join!(ended, release);
    assert!(mock.effects().values().all(|times| *times == 1), "{:?}", mock.effects());
}

/// The system lets a program write no file beyond a size: what a full disk is to it. It stops; with room it goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_stops_flows_and_loses_none() {
    let (mock, folder) = (Mock::start().await.expect("mocks"), Folder::new());
    let ids: Vec<String> = (0..12).map(|number| format!("order-{number}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    // The file and its tables, while there is room.
    let first = Worker::start(&folder.file(), mock.address(), &ids[..1], None);
    assert!(first.ends().await, "{:?}", first.lines());
    let mut full = Command::new("sh");
    // 48 blocks of 512 bytes: some steps of the log.
    full.args(["-c", "trap '' XFSZ; ulimit -f 48; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_worker")]);
    full.arg(folder.file()).arg(mock.address()).args(&ids);
    let second = Worker::run(full, None);
    tokio::time::sleep(Duration::from_secs(3)).await;
    second.kill();
    assert!(mock.effects().len() < 3 * ids.len(), "the disk was full: {:?}", second.lines());

    let third = Worker::start(&folder.file(), mock.address(), &ids, None);
    assert!(third.ends().await, "{:?}", third.lines());
    let effects = mock.effects();
    let twice: BTreeMap<_, _> = effects.iter().filter(|(_, times)| **times != 1).collect();
    assert!(twice.is_empty() && effects.len() == 3 * ids.len(), "{twice:?} {:?}", third.lines());
}
