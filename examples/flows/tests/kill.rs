//! `kill -9` at every step boundary and inside of every step: nothing is lost, what is done is not done again, what was
//! under way is repeated only with the same key, and each vendor has acted once.

mod folder;
mod worker;

use flow_examples::mock::{Call, Mock, Moment};
use folder::Folder;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use worker::Worker;

/// A flow, and of each step the vendor and the operation that it is.
struct Case {
    id: &'static str,
    steps: &'static [(&'static str, &'static str, &'static str)],
    effects: &'static [&'static str],
}

const ORDER: Case = Case {
    id: "order-1",
    steps: &[
        ("charge", "stripe", "POST /v1/payment_intents"),
        ("label", "fedex", "POST /ship/v1/shipments"),
        ("track", "fedex", "POST /track/v1/trackingnumbers"),
        ("tell", "twilio", "POST /2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json"),
    ],
    effects: &[
        "fedex: label order-1",
        "stripe: charge order-1",
        "twilio: message +442079460000 Order order-1: your parcel 794600000001 is on its way.",
    ],
};

const LEAD: Case = Case {
    id: "lead-1",
    steps: &[
        ("contact", "hubspot", "POST /crm/v3/objects/contacts/batch/upsert"),
        ("member", "mailchimp", "PUT /lists/a1b2c3d4e5/members/1bdc10ce5711b5ffd6c9c1ae1e4e3b96"),
        ("tell", "slack", "POST /chat.postMessage"),
    ],
    effects: &[
        "hubspot: contact lead-1@example.com",
        "mailchimp: member lead-1@example.com",
        "slack: message New lead: Grace Hopper, contact 101",
    ],
};

impl Case {
    /// The calls that a vendor got for a step.
    fn calls(&self, mock: &Mock, step: &str) -> Vec<Call> {
        let (_, vendor, operation) = self.steps.iter().find(|(name, ..)| *name == step).expect("a step");
        let is_it = |call: &Call| call.vendor == *vendor && is_same(&call.operation(), operation);
        mock.calls().into_iter().filter(is_it).collect()
    }

    fn check(&self, mock: &Mock, worker: &Worker, killed_in: Option<&str>) {
        let place = format!("{} killed in {killed_in:?}: {:?}", self.id, worker.lines());
        let once: BTreeMap<_, _> = self.effects.iter().map(|effect| ((*effect).to_owned(), 1)).collect();
        assert_eq!(mock.effects(), once, "{place}");
        for (step, ..) in self.steps {
            let calls = self.calls(mock, step);
            let most = if killed_in == Some(step) { 2 } else { 1 };
            assert!((1..=most).contains(&calls.len()), "`{step}` was called {} times: {place}", calls.len());
            let first = &calls[0];
            assert!(calls.iter().all(|call| call.key == first.key && call.body == first.body), "{place}");
        }
    }
}

/// The last part of a path may be a digest.
fn is_same(operation: &str, wanted: &str) -> bool {
    let cut = |text: &str| text.rsplit_once('/').map(|(start, _)| start.to_owned()).unwrap_or_default();
    operation == wanted || (wanted.contains("/members/") && cut(operation) == cut(wanted))
}

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
    case.check(&mock, &second, beside.map(|(name, ..)| *name));
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
    let beside = case.id == LEAD.id && step != "tell";
    check_in(case, &mock, &second, step, beside);
}

fn check_in(case: &Case, mock: &Mock, worker: &Worker, step: &str, beside: bool) {
    if !beside {
        return case.check(mock, worker, Some(step));
    }
    // Both branches were under way.
    let once: BTreeMap<_, _> = case.effects.iter().map(|effect| ((*effect).to_owned(), 1)).collect();
    assert_eq!(mock.effects(), once, "{step}: {:?}", worker.lines());
    assert_eq!(case.calls(mock, "tell").len(), 1);
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
