//! `kill -9` at every step boundary and inside of every step: nothing is lost, what is done is not done again, what was
//! under way is repeated only with the same key, and each vendor has acted once.

use crate::case::{Case, LEAD, ORDER, is_same};
use crate::folder::Folder;
use crate::worker::Worker;
use flow_examples::mock::{Mock, Moment};
use std::sync::atomic::{AtomicBool, Ordering};

/// Kills when the step is in the journal, before the next one begins.
async fn killed_after(case: &Case, step: &str) {
    let (mock, folder) = (Mock::start().await.expect("mocks"), Folder::new());
    let first = Worker::start(&folder.file(), mock.address(), &[case.id], Some(step));
    first.says("halted").await;
    first.kill();
    let second = Worker::start(&folder.file(), mock.address(), &[case.id], None);
    assert!(second.ends().await, "{:?}", second.lines());
    // A branch beside the step that halts is cut off with it.
    let beside = case.steps.iter().find(|(name, ..)| case.id == LEAD.id && *name != step && *name != "tell");
    case.check(&mock, &second.lines(), beside.map(|(name, ..)| *name));
}

/// Kills when the call has reached the vendor, before or after it acts.
async fn killed_in(case: &Case, step: &'static str, moment: Moment) {
    let (mock, folder) = (Mock::start().await.expect("mocks"), Folder::new());
    let (_, vendor, operation) = *case.steps.iter().find(|(name, ..)| *name == step).expect("a step");
    let first = std::sync::Arc::new(std::sync::Mutex::new(None::<Box<dyn Fn() + Send + Sync>>));
    let (killer, done) = (std::sync::Arc::clone(&first), AtomicBool::new(false));
    mock.set_gate(Some(Box::new(move |call, now| {
        let is_it = now == moment && call.vendor == vendor && is_same(&call.operation(), operation);
        if is_it && !done.swap(true, Ordering::SeqCst) {
            // It is there before the worker makes its first call.
            if let Some(kill) = killer.lock().expect("the killer").as_ref() {
                kill();
            }
        }
    })));
    let worker = {
        let mut killer = first.lock().expect("the killer");
        let worker = Worker::start(&folder.file(), mock.address(), &[case.id], None);
        *killer = Some(Box::new(worker.killer()));
        worker
    };
    assert!(!worker.ends().await, "it was killed in `{step}`: {:?}", worker.lines());
    let second = Worker::start(&folder.file(), mock.address(), &[case.id], None);
    assert!(second.ends().await, "{:?}", second.lines());
    case.check_in(&mock, &second.lines(), step);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_killed_after_any_step_goes_on_there() {
    for (step, ..) in ORDER.steps {
        killed_after(&ORDER, step).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_killed_within_any_step_makes_it_once() {
    for (step, ..) in ORDER.steps {
        for moment in [Moment::Before, Moment::After] {
            killed_in(&ORDER, step, moment).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_killed_after_any_step_goes_on_there() {
    for (step, ..) in LEAD.steps {
        killed_after(&LEAD, step).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_killed_within_any_step_makes_it_once() {
    for (step, ..) in LEAD.steps {
        for moment in [Moment::Before, Moment::After] {
            killed_in(&LEAD, step, moment).await;
        }
    }
}

/// Killed again and again, at a moment that chance chooses.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_flows_killed_at_any_time_lose_nothing() {
    let (mock, folder) = (Mock::start().await.expect("mocks"), Folder::new());
    mock.set_delay(std::time::Duration::from_millis(3));
    let ids: Vec<String> = (0..40).map(|number| format!("order-{number}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut kills = 0;
    loop {
        let worker = Worker::start(&folder.file(), mock.address(), &ids, None);
        worker.says("up").await;
        tokio::time::sleep(std::time::Duration::from_millis(60 + 37 * kills % 150)).await;
        if kills == 12 {
            assert!(worker.ends().await, "{:?}", worker.lines());
            break;
        }
        kills += 1;
        worker.kill();
    }
    let effects = mock.effects();
    let twice: Vec<_> = effects.iter().filter(|(_, times)| **times != 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    assert_eq!(effects.len(), 3 * ids.len());
}
