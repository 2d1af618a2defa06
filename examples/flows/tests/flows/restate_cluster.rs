//! Three nodes of Restate with two copies of everything: one is killed during 200 orders. Skipped where npm cannot install
//! Restate's server.

use crate::case::order;
use crate::folder::Folder;
use crate::server::{self, Member, Node};
use crate::worker::Worker;
use flow_examples::mock::Mock;
use flow_examples::order::Ship;
use intertie::flow::restate::Ingress;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const ORDERS: usize = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_killed_during_200_orders_costs_none_of_them() {
    let Some(programs) = server::install(Path::new(env!("CARGO_TARGET_TMPDIR"))) else { return };
    let folder = Folder::new();
    let data = folder.file().parent().expect("a folder").to_owned();
    let ports = [server::port(), server::port(), server::port()];
    let all: Vec<String> = ports.iter().map(|port| format!("http://127.0.0.1:{port}")).collect();
    let start = |(name, port): (&&str, &u16)| Node::start(&programs, &data, &Member { name, all: &all, port: *port });
    let mut nodes: Vec<Node> = ["n1", "n2", "n3"].iter().zip(&ports).map(start).collect();
    tokio::time::sleep(Duration::from_secs(5)).await;
    provision(&programs, &nodes[0].address);
    for node in &nodes {
        node.is_up().await;
    }

    let (mock, port) = (Mock::start().await.expect("mocks"), server::port());
    let mut command = Command::new(env!("CARGO_BIN_EXE_restate-worker"));
    command.arg(port.to_string()).arg(mock.address());
    let worker = Worker::run(command, None);
    worker.says("up").await;
    nodes[0].deploy(port).await;

    let doors: Arc<Vec<Ingress>> =
        Arc::new(nodes.iter().map(|node| Ingress::new(&node.ingress).expect("an ingress")).collect());
    let (done, next) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut callers = Vec::new();
    for _ in 0..16 {
        let (doors, done, next) = (Arc::clone(&doors), Arc::clone(&done), Arc::clone(&next));
        callers.push(tokio::spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::SeqCst);
                if number >= ORDERS {
                    return;
                }
                place(&doors, number).await;
                done.fetch_add(1, Ordering::SeqCst);
            }
        }));
    }
    while done.load(Ordering::SeqCst) < ORDERS / 4 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    nodes[0].kill();
    for caller in callers {
        caller.await.expect("all of its orders are done");
    }

    assert_eq!(done.load(Ordering::SeqCst), ORDERS);
    let effects = mock.effects();
    let twice: Vec<_> = effects.iter().filter(|(_, times)| **times != 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    assert_eq!(effects.len(), 3 * ORDERS, "{:?}", worker.lines());
}

/// At any node that answers, as often as it takes: with one id it is one flow.
async fn place(doors: &[Ingress], number: usize) {
    let id = format!("order-{number}");
    for attempt in 0..200 {
        let door = &doors[(number + attempt) % doors.len()];
        let order = order(&id);
        let done = async {
            door.start::<Ship>(id.as_str(), &order).await?;
            door.output::<Ship>(id.as_str()).await
        };
        match tokio::time::timeout(Duration::from_secs(20), done).await {
            Ok(Ok(_)) => return,
            Ok(Err(_)) | Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
    panic!("{id} does not end");
}

fn provision(programs: &Path, address: &str) {
    let mut command = Command::new(programs.join("restatectl-linux-x64/bin/restatectl"));
    command.args(["--address", address, "provision", "--yes", "--num-partitions", "4"]);
    command.args(["--log-provider", "replicated", "--log-replication", "2", "--partition-replication", "2"]);
    let output = command.output().expect("restatectl runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
