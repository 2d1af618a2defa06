//! The kill tests on Restate: `kill -9` of the program that serves the flows, at every step boundary and inside of every
//! step. Skipped where npm cannot install Restate's server.

use crate::case::{Case, LEAD, ORDER, is_same, order};
use crate::folder::Folder;
use crate::server::{self, Member, Node};
use crate::worker::Worker;
use flow_examples::lead::{Lead, Welcome};
use flow_examples::mock::{Mock, Moment};
use flow_examples::order::Ship;
use intertie::flow::restate::{Ingress, IngressError};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A server, alone.
pub(crate) struct Place {
    _folder: Folder,
    pub(crate) node: Node,
    pub(crate) ingress: Ingress,
}

impl Place {
    pub(crate) async fn new() -> Option<Self> {
        let programs = server::install(Path::new(env!("CARGO_TARGET_TMPDIR")))?;
        let folder = Folder::new();
        let member = Member { name: "alone", all: &[], port: server::port() };
        let node = Node::start(&programs, folder.file().parent().expect("a folder"), &member);
        node.is_up().await;
        let ingress = Ingress::new(&node.ingress).expect("an ingress");
        Some(Self { _folder: folder, node, ingress })
    }
}

fn serve(port: u16, mock: &Mock, halt_after: Option<&str>) -> Worker {
    let mut command = Command::new(env!("CARGO_BIN_EXE_restate-worker"));
    command.arg(port.to_string()).arg(mock.address());
    Worker::run(command, halt_after)
}

async fn start(ingress: &Ingress, case: &Case) {
    for _ in 0..100 {
        let started = if case.id == LEAD.id {
            let email = format!("{}@example.com", case.id);
            let lead = Lead { email, first_name: "Grace".into(), last_name: "Hopper".into(), company: None };
            ingress.start::<Welcome>(case.id, &lead).await
        } else {
            ingress.start::<Ship>(case.id, &order(case.id)).await
        };
        match started {
            Ok(()) => return,
            Err(error) => println!("not yet: {error}"),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the flow does not start");
}

async fn ends(ingress: &Ingress, case: &Case) {
    let ended = async {
        if case.id == LEAD.id {
            ingress.output::<Welcome>(case.id).await.map(|_| ())
        } else {
            ingress.output::<Ship>(case.id).await.map(|_| ())
        }
    };
    tokio::time::timeout(Duration::from_secs(60), ended).await.expect("in time").expect("it ends");
}

/// A node and a worker of its own for each kill, so that nothing is left of the one before.
async fn killed_after(case: &Case, step: &str) {
    let Some(place) = Place::new().await else { return };
    let (mock, port) = (Mock::start().await.expect("mocks"), server::port());
    let first = serve(port, &mock, Some(step));
    first.says("up").await;
    place.node.deploy(port).await;
    start(&place.ingress, case).await;
    first.says("halted").await;
    first.kill();
    let second = serve(port, &mock, None);
    ends(&place.ingress, case).await;
    case.check(&mock, &second.lines(), None);
}

async fn killed_in(case: &Case, step: &'static str, moment: Moment) {
    let Some(place) = Place::new().await else { return };
    let (mock, port) = (Mock::start().await.expect("mocks"), server::port());
    let (_, vendor, operation) = *case.steps.iter().find(|(name, ..)| *name == step).expect("a step");
    let first = Arc::new(serve(port, &mock, None));
    first.says("up").await;
    place.node.deploy(port).await;
    let (kill, done, dead) = (first.killer(), AtomicBool::new(false), Arc::new(Mutex::new(false)));
    let told = Arc::clone(&dead);
    mock.set_gate(Some(Box::new(move |call, now| {
        let is_it = now == moment && call.vendor == vendor && is_same(&call.operation(), operation);
        if is_it && !done.swap(true, Ordering::SeqCst) {
            kill();
            *told.lock().expect("the word") = true;
        }
    })));
    start(&place.ingress, case).await;
    while !*dead.lock().expect("the word") {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    first.kill();
    let second = serve(port, &mock, None);
    ends(&place.ingress, case).await;
    case.check(&mock, &second.lines(), Some(step));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_killed_anywhere_gets_to_its_end() {
    for (step, ..) in ORDER.steps {
        killed_after(&ORDER, step).await;
        for moment in [Moment::Before, Moment::After] {
            killed_in(&ORDER, step, moment).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_killed_anywhere_gets_to_its_end() {
    for (step, ..) in LEAD.steps {
        killed_after(&LEAD, step).await;
        for moment in [Moment::Before, Moment::After] {
            killed_in(&LEAD, step, moment).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vendor_that_is_down_is_waited_for_and_a_no_is_undone() {
    let Some(place) = Place::new().await else { return };
    let (mock, port) = (Mock::start().await.expect("mocks"), server::port());
    let worker = serve(port, &mock, None);
    worker.says("up").await;
    place.node.deploy(port).await;
    // Twice the same event: one flow.
    let order = order("unshippable-1");
    place.ingress.start::<Ship>("unshippable-1", &order).await.expect("it starts");
    place.ingress.start::<Ship>("unshippable-1", &order).await.expect("it was started");
    match place.ingress.output::<Ship>("unshippable-1").await {
        Err(IngressError::Refused(422, why)) => assert!(why.contains("`label` was refused"), "{why}"),
        other => panic!("{other:?}"),
    }
    let effects: Vec<_> = mock.effects().into_iter().collect();
    let wanted = [("stripe: charge unshippable-1".to_owned(), 1), ("stripe: refund pi_unshippable-1".to_owned(), 1)];
    assert_eq!(effects, wanted);
}
