//! An issue that becomes an appointment and a meeting: wherever the program dies, and where a vendor says no.

use flow_examples::clients::Clients;
use flow_examples::meeting::{Due, Meet, Met};
use flow_examples::mock::{Mock, Moment};
use intertie::flow::memory::{Journal, Memory};
use intertie::flow::{Ended, Halt, run};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

fn due(key: &str) -> Value {
    serde_json::to_value(Due { key: key.into() }).expect("JSON")
}

async fn meet() -> (Mock, Meet) {
    let mock = Mock::start().await.expect("mocks");
    let clients = Clients::at(mock.address()).expect("clients");
    (mock, Meet { clients })
}

fn once() -> BTreeMap<String, usize> {
    [
        "google-calendar: event PROJ-7: Ship it",
        "google-calendar: join PROJ-7: Ship it",
        "jira: link PROJ-7 zoom-meeting=89000000001",
        "zoom: meeting PROJ-7: Ship it",
    ]
    .map(|name| (name.to_owned(), 1))
    .into()
}

fn met(ended: &Ended) -> Met {
    let Ended::Done(value) = ended else { panic!("{ended:?}") };
    serde_json::from_value(value.clone()).expect("what it gives")
}

#[tokio::test]
async fn an_issue_is_met_about_once_wherever_the_program_dies() {
    for place in 0..=7 {
        let ((mock, body), journal) = (meet().await, Journal::default());
        let dying = Memory::new("meet-1", &journal).dies_at(place);
        let ended = run(&body, &dying, None, due("PROJ-7")).await;
        assert!(matches!(ended, Ended::Halted(Halt::Storage(_))) || place == 7, "{place}: {ended:?}");
        let ended = run(&body, &Memory::new("meet-1", &journal), None, due("PROJ-7")).await;
        let wanted = Met {
            event: "50524f4a2d37".into(),
            meeting: "89000000001".into(),
            join: Some("https://zoom.example/j/89000000001".into()),
        };
        assert_eq!((met(&ended), mock.effects()), (wanted, once()), "{place}");
        let names = ["issue", "event (begun)", "event", "meeting (begun)", "meeting", "join", "link"];
        assert_eq!(journal.done(), names, "{place}");
    }
}

/// The vendor has acted and its answer is lost: what it made is found, not made again.
#[tokio::test]
async fn what_was_made_and_not_heard_of_is_found() {
    for (vendor, path) in [("google-calendar", "/calendars/primary/events"), ("zoom", "/users/me/meetings")] {
        let ((mock, body), journal) = (meet().await, Journal::default());
        let lost = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&lost);
        mock.set_gate(Some(Box::new(move |call, moment| {
            let is_it = call.vendor == vendor && call.path == path && call.method == "POST";
            let breaks = is_it && moment == Moment::After && !seen.swap(true, Ordering::SeqCst);
            assert!(!breaks, "the connection breaks");
        })));
        let ended = run(&body, &Memory::new("meet-2", &journal), None, due("PROJ-7")).await;
        assert_eq!((met(&ended).meeting.as_str(), mock.effects()), ("89000000001", once()), "{vendor}");
        assert!(lost.load(Ordering::SeqCst), "{vendor}");
        let posts =
            |call: &&flow_examples::mock::Call| call.vendor == vendor && call.path == path && call.method == "POST";
        assert_eq!(mock.calls().iter().filter(posts).count(), 1, "{vendor}");
    }
}

#[tokio::test]
async fn a_meeting_that_zoom_has_no_room_for_takes_the_appointment_back() {
    let ((mock, body), journal) = (meet().await, Journal::default());
    let ended = run(&body, &Memory::new("meet-3", &journal), None, due("FULL-1")).await;
    assert!(matches!(&ended, Ended::Undone(error) if error.status() == Some(400)), "{ended:?}");
    let names = ["google-calendar: cancel FULL-1: Ship it", "google-calendar: event FULL-1: Ship it"];
    let once: BTreeMap<_, _> = names.map(|name| (name.to_owned(), 1)).into();
    assert_eq!(mock.effects(), once);
}

/// Nothing is made of an issue that is not due, and the flow says what is missing.
#[tokio::test]
async fn an_issue_that_is_not_due_is_a_dead_letter() {
    let ((mock, body), journal) = (meet().await, Journal::default());
    let ended = run(&body, &Memory::new("meet-4", &journal), None, due("LATER-1")).await;
    let Ended::Dead(error) = ended else { panic!("{ended:?}") };
    assert!(error.to_string().contains("issue_to_event"), "{error}");
    assert!(mock.effects().is_empty(), "{:?}", mock.effects());
}

/// At nine o'clock where the assignee is; and who reads the journal cannot start the meeting as its host.
#[tokio::test]
async fn people_meet_in_the_morning_of_the_assignee_and_the_journal_has_no_secret() {
    let ((mock, body), journal) = (meet().await, Journal::default());
    run(&body, &Memory::new("meet-5", &journal), None, due("PROJ-7")).await;
    let calls = mock.calls();
    let sent = |vendor: &str, method: &str| {
        let is_it = |call: &&flow_examples::mock::Call| {
            call.vendor == vendor && call.method == method && !call.path.contains("token")
        };
        let call = calls.iter().find(is_it).expect("a call");
        serde_json::from_str::<Value>(&call.body).expect("JSON")
    };
    let event = sent("google-calendar", "POST");
    assert_eq!(event["start"], json!({"dateTime": "2026-12-23T09:00:00+01:00", "timeZone": "Europe/Berlin"}));
    assert_eq!(event["attendees"][0]["email"], "ada@example.com");
    let meeting = sent("zoom", "POST");
    assert_eq!((&meeting["start_time"], &meeting["duration"]), (&json!("2026-12-23T08:00:00Z"), &json!(30)));
    let change = sent("google-calendar", "PATCH");
    assert_eq!(change.as_object().map(serde_json::Map::len), Some(2), "{change}");
    assert_eq!(change["conferenceData"]["entryPoints"][0]["uri"], "https://zoom.example/j/89000000001");
    let kept = journal.value("meeting").expect("it is there").to_string();
    assert!(kept.contains("join_url") && !kept.contains("do_not_keep"), "{kept}");
}
