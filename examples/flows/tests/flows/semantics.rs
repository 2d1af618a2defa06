//! What a body may do, each on the embedded engine: branches, sleeps, signals, child flows, debouncing, cancelling; and over
//! an engine in memory, whose journal a test can cut anywhere.

use crate::case::order;
use crate::folder::Folder;
use flow_examples::clients::Clients;
use flow_examples::lead::{Lead, Welcome};
use flow_examples::mock::Mock;
use flow_examples::order::Ship;
use intertie::flow::memory::{Journal, Memory};
use intertie::flow::sqlite::{self, FlowState, NoOutput, Office};
use intertie::flow::{Ended, Error, Flow, FlowBody, Halt, Patience, run};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A body that is a closure's worth of code.
macro_rules! body {
    ($name:ident, $label:literal, $input:ty => $output:ty, |$self:ident, $flow:ident, $given:ident| $code:block) => {
        impl FlowBody for $name {
            const NAME: &'static str = $label;
            const VERSION: &'static str = "1";
            type Input = $input;
            type Output = $output;

            async fn run(&$self, $flow: &Flow<'_>, $given: $input) -> Result<$output, Error> $code
        }
    };
}

/// Waits for a decision, and says what it was.
struct Approval;
body!(Approval, "approval", Option<u64> => String, |self, flow, timeout| {
    let decision: Option<String> = flow.wait("decision", timeout.map(Duration::from_millis)).await?;
    flow.sleep(Duration::from_millis(30)).await?;
    Ok(decision.unwrap_or_else(|| "nobody decided".into()))
});

/// Has two others decide at the same time.
struct Both;
body!(Both, "both", () => Vec<String>, |self, flow, _input| {
    let (first, second) = flow.join(flow.child::<Approval>("a", &Some(20)), flow.child::<Approval>("b", &None)).await;
    Ok(vec![first?, second?])
});

/// Counts how often each of its steps is run.
struct Counting(Arc<AtomicU32>);
body!(Counting, "counting", u32 => u32, |self, flow, steps| {
    let mut sum = 0;
    for number in 0..steps {
        let count = Arc::clone(&self.0);
        sum += flow.step(format!("step {number}"), move |_| {
            let count = Arc::clone(&count);
            async move {
                count.fetch_add(1, Ordering::SeqCst);
                Ok(number)
            }
        }).await?;
    }
    Ok(sum)
});

#[tokio::test]
async fn a_signal_is_waited_for_taken_once_and_kept_when_it_comes_early() {
    let folder = Folder::new();
    let flows = sqlite::open(folder.file()).register(Approval).start().await.expect("an engine");
    let handle = flows.start::<Approval>("a1", &None).await.expect("it starts");
    // Sent twice with one key: one signal.
    for _ in 0..2 {
        flows.signal("a1", "decision", &"yes", Some("k1")).await.expect("it is sent");
    }
    assert_eq!(handle.output().await.as_deref(), Ok("yes"));
    let late = flows.start::<Approval>("a2", &Some(10)).await.expect("it starts");
    assert_eq!(late.output().await.as_deref(), Ok("nobody decided"));
}

#[tokio::test]
async fn children_run_at_the_same_time_and_a_restart_finds_them() {
    let folder = Folder::new();
    let open = || sqlite::open(folder.file()).register(Approval).register(Both);
    let flows = open().start().await.expect("an engine");
    flows.start::<Both>("both-1", &()).await.expect("it starts");
    tokio::time::sleep(Duration::from_millis(200)).await;
    // As if the program had died: nothing is waited for.
    flows.stop(Duration::ZERO).await.expect("it stops");
    drop(flows);
    let flows = loop {
        match open().start().await {
            Ok(flows) => break flows,
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    };
    flows.signal("both-1/b", "decision", &"no", None).await.expect("it is sent");
    let handle = flows.find::<Both>("both-1").await.expect("a flow");
    assert_eq!(handle.output().await, Ok(vec!["nobody decided".to_owned(), "no".to_owned()]));
}

#[tokio::test]
async fn a_cancelled_flow_stops_and_can_be_resumed() {
    let folder = Folder::new();
    let flows = sqlite::open(folder.file()).register(Approval).start().await.expect("an engine");
    let office = Office::open(folder.file()).await.expect("the file");
    let handle = flows.start::<Approval>("c1", &Some(100)).await.expect("it starts");
    office.cancel("c1").await.expect("it is cancelled");
    assert_eq!(handle.output().await, Err(NoOutput::StandsStill));
    assert_eq!(office.show("c1").await.expect("a flow").state, FlowState::Cancelled);
    office.resume("c1").await.expect("it goes on");
    office.signal("c1", "decision", &json!("late")).await.expect("it is sent");
    for _ in 0..500 {
        if office.show("c1").await.expect("a flow").state == FlowState::Done {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{:?}", office.show("c1").await);
}

#[tokio::test]
async fn what_comes_in_a_burst_is_one_flow_with_the_last_input() {
    let (folder, count) = (Folder::new(), Arc::new(AtomicU32::new(0)));
    let flows = sqlite::open(folder.file()).register(Counting(Arc::clone(&count))).start().await.expect("an engine");
    let mut handles = Vec::new();
    for steps in [5, 4, 3] {
        let delay = Duration::from_millis(300);
        handles.push(flows.start_debounced::<Counting>("customer-1", delay, &steps).await.expect("it starts"));
    }
    for handle in handles {
        assert_eq!(handle.output().await, Ok(3), "0 + 1 + 2");
    }
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_flow_is_started_from_outside_and_replayed_under_another_id() {
    let (folder, count) = (Folder::new(), Arc::new(AtomicU32::new(0)));
    let flows = sqlite::open(folder.file()).register(Counting(Arc::clone(&count))).start().await.expect("an engine");
    let office = Office::open(folder.file()).await.expect("the file");
    office.start("counting", "1", "by-hand", &json!(2)).await.expect("it is left at the door");
    assert_eq!(flows.find::<Counting>("by-hand").await.expect("a flow").output().await, Ok(1));
    office.replay("by-hand", "by-hand-again").await.expect("it is left at the door");
    assert_eq!(flows.find::<Counting>("by-hand-again").await.expect("a flow").output().await, Ok(1));
    assert_eq!(count.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_timer_keeps_its_hour_over_a_restart() {
    struct Nap;
    body!(Nap, "nap", () => (), |self, flow, _input| { flow.sleep(Duration::from_millis(1500)).await });
    let folder = Folder::new();
    let flows = sqlite::open(folder.file()).register(Nap).start().await.expect("an engine");
    let began = Instant::now();
    flows.start::<Nap>("nap-1", &()).await.expect("it starts");
    tokio::time::sleep(Duration::from_millis(700)).await;
    flows.stop(Duration::ZERO).await.expect("it stops");
    drop(flows);
    let flows = loop {
        match sqlite::open(folder.file()).register(Nap).start().await {
            Ok(flows) => break flows,
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    };
    flows.find::<Nap>("nap-1").await.expect("a flow").output().await.expect("it ends");
    let took = began.elapsed();
    assert!(took >= Duration::from_millis(1490) && took < Duration::from_millis(2100), "{took:?}");
}

/// A body whose code has changed without a new version: the flow stands still until the old code is back.
#[tokio::test]
async fn a_body_that_does_not_fit_its_journal_stands_still() {
    struct Changing(&'static [&'static str], Arc<Mutex<Vec<&'static str>>>);
    body!(Changing, "changing", () => (), |self, flow, _input| {
        for name in self.0 {
            let made = Arc::clone(&self.1);
            flow.step(*name, move |_| {
                made.lock().expect("names").push(name);
                async { Ok(()) }
            }).await?;
        }
        Err(Error::new("always"))
    });
    let (folder, made) = (Folder::new(), Arc::new(Mutex::new(Vec::new())));
    for (names, why) in [(&["a", "b"], "always"), (&["b", "a"], "non-deterministic"), (&["a", "b"], "always")] {
        let body = Changing(names, Arc::clone(&made));
        let flows = loop {
            match sqlite::open(folder.file()).register(Changing(body.0, Arc::clone(&body.1))).start().await {
                Ok(flows) => break flows,
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        };
        let office = Office::open(folder.file()).await.expect("the file");
        if flows.find::<Changing>("x").await.is_err() || office.show("x").await.is_err() {
            flows.start::<Changing>("x", &()).await.expect("it starts");
        } else {
            office.retry("x").await.expect("a dead letter");
        }
        for _ in 0..500 {
            if office.show("x").await.is_ok_and(|row| row.state == FlowState::Dead) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let row = office.show("x").await.expect("a flow");
        assert!(row.why.as_deref().is_some_and(|told| told.contains(why)), "{row:?}");
        flows.stop(Duration::from_secs(1)).await.expect("it stops");
    }
    assert_eq!(*made.lock().expect("names"), ["a", "b"], "each once");
}

#[tokio::test]
async fn a_program_that_dies_before_any_place_of_the_journal_goes_on_there() {
    let input = serde_json::to_value(order("memory-1")).expect("JSON");
    for place in 0..=6 {
        let mock = Mock::start().await.expect("mocks");
        let (body, journal) = (Ship { clients: Clients::at(mock.address()).expect("clients") }, Journal::default());
        let dying = Memory::new("memory-1", &journal).dies_at(place);
        let ended = run(&body, &dying, None, input.clone()).await;
        assert!(matches!(ended, Ended::Halted(Halt::Storage(_))) || place == 6, "{place}: {ended:?}");
        let ended = run(&body, &Memory::new("memory-1", &journal), None, input.clone()).await;
        assert!(matches!(ended, Ended::Done(_)), "{place}: {ended:?}");
        assert_eq!(journal.done(), ["charge", "label (begun)", "label", "track", "tell (begun)", "tell"]);
        assert!(mock.effects().values().all(|times| *times == 1), "{place}: {:?}", mock.effects());
    }
}

#[tokio::test]
async fn branches_take_their_places_in_order_whichever_is_done_first() {
    let mock = Mock::start().await.expect("mocks");
    let clients = Clients::at(mock.address()).expect("clients");
    let lead = Lead { email: "a@example.com".into(), first_name: "A".into(), last_name: "B".into(), company: None };
    for delay in [0, 30] {
        mock.set_gate(Some(Box::new(move |call, _| {
            if call.vendor == "hubspot" {
                std::thread::sleep(Duration::from_millis(delay));
            }
        })));
        let journal = Journal::default();
        let (body, input) = (Welcome { clients: clients.clone() }, serde_json::to_value(&lead).expect("JSON"));
        let ended = run(&body, &Memory::new(format!("lead-{delay}"), &journal), None, input).await;
        assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
        assert_eq!(journal.done(), ["contact", "member", "since", "tell (begun)", "tell"]);
    }
}

/// Slack keeps no keys: a message that was written and not heard of is found among the channel's.
#[tokio::test]
async fn a_lead_is_told_of_once_wherever_the_program_dies() {
    let lead = Lead {
        email: "a@example.com".into(),
        first_name: "<!channel>".into(),
        last_name: "B".into(),
        company: Some("acme.com".into()),
    };
    let input = serde_json::to_value(&lead).expect("JSON");
    for place in 0..=5 {
        let mock = Mock::start().await.expect("mocks");
        let (body, journal) = (Welcome { clients: Clients::at(mock.address()).expect("clients") }, Journal::default());
        // What others were told before is not this.
        let before = Lead { email: "b@example.com".into(), company: None, ..lead.clone() };
        let before = serde_json::to_value(before).expect("JSON");
        run(&body, &Memory::new("lead-before", &Journal::default()), None, before).await;
        let ended = run(&body, &Memory::new("lead-1", &journal).dies_at(place), None, input.clone()).await;
        assert!(matches!(ended, Ended::Halted(Halt::Storage(_))) || place == 5, "{place}: {ended:?}");
        let ended = run(&body, &Memory::new("lead-1", &journal), None, input.clone()).await;
        let Ended::Done(output) = ended else { panic!("{place}: {ended:?}") };
        assert!(output["message"].as_str().is_some_and(|ts| ts.ends_with(".000002")), "{place}: {output}");
        let told = "slack: message New lead: &lt;!channel&gt; B (acme.com), contact 102";
        assert_eq!((mock.effects().get(told), mock.effects().len()), (Some(&1), 6), "{place}: {:?}", mock.effects());
    }
}

#[tokio::test]
async fn two_steps_of_one_name_are_refused_before_the_second_is_made() {
    struct Twice(Arc<AtomicU32>);
    body!(Twice, "twice", () => (), |self, flow, _input| {
        for _ in 0..2 {
            let count = Arc::clone(&self.0);
            flow.step("same", move |_| {
                count.fetch_add(1, Ordering::SeqCst);
                async { Ok(()) }
            }).await?;
        }
        Ok(())
    });
    let count = Arc::new(AtomicU32::new(0));
    let journal = Journal::default();
    let ended = run(&Twice(Arc::clone(&count)), &Memory::new("t", &journal), None, Value::Null).await;
    assert!(matches!(&ended, Ended::Halted(Halt::Diverged(what)) if what.contains("`same`")), "{ended:?}");
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_step_s_code_is_tried_again_where_it_says_so_with_the_same_key() {
    struct Flaky(Arc<Mutex<Vec<(u32, String)>>>);
    body!(Flaky, "flaky", () => u32, |self, flow, _input| {
        let seen = Arc::clone(&self.0);
        let quick = Patience::DEFAULT.backoff(Duration::from_millis(1), Duration::from_millis(2));
        flow.step("flaky", move |run| {
            let seen = Arc::clone(&seen);
            async move {
                seen.lock().expect("runs").push((run.attempt, run.key));
                if run.attempt < 3 { Err(Error::again("not yet")) } else { Ok(run.attempt) }
            }
        }).patience(quick).await
    });
    let seen = Arc::new(Mutex::new(Vec::new()));
    let journal = Journal::default();
    let ended = run(&Flaky(Arc::clone(&seen)), &Memory::new("f", &journal), None, Value::Null).await;
    assert!(matches!(&ended, Ended::Done(value) if *value == json!(3)), "{ended:?}");
    let seen = seen.lock().expect("runs");
    assert!(seen.len() == 3 && seen.iter().all(|(_, key)| *key == seen[0].1), "{seen:?}");
}
