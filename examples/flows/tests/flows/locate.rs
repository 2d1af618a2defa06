//! Contacts that are enriched by where they are: what was looked up is not looked up again.

use crate::folder::Folder;
use flow_examples::clients::Clients;
use flow_examples::locate::{Locate, Located, Moved};
use flow_examples::mock::Mock;
use intertie::flow::memory::{Journal, Memory};
use intertie::flow::sqlite;
use intertie::flow::{Ended, Halt, run};
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Duration;

const LOOKUP: &str = "google-maps: look up 12 st james's square, sw1y 4jh, london, gb";

fn moved(contact: &str) -> Value {
    serde_json::to_value(Moved { contact: contact.into() }).expect("JSON")
}

async fn locate() -> (Mock, Locate) {
    let mock = Mock::start().await.expect("mocks");
    let clients = Clients::at(mock.address()).expect("clients");
    (mock, Locate { clients })
}

fn once(names: &[&str]) -> BTreeMap<String, usize> {
    names.iter().map(|name| ((*name).to_owned(), 1)).collect()
}

fn located(ended: &Ended) -> Option<Located> {
    let Ended::Done(value) = ended else { panic!("{ended:?}") };
    serde_json::from_value(value.clone()).expect("what it gives")
}

#[tokio::test]
async fn a_contact_is_located_once_wherever_the_program_dies() {
    for place in 0..=3 {
        let ((mock, body), journal) = (locate().await, Journal::default());
        let dying = Memory::new("locate-1", &journal).dies_at(place);
        let ended = run(&body, &dying, None, moved("201")).await;
        assert!(matches!(ended, Ended::Halted(Halt::Storage(_))) || place == 3, "{place}: {ended:?}");
        let ended = run(&body, &Memory::new("locate-1", &journal), None, moved("201")).await;
        let at = located(&ended).expect("a place");
        assert_eq!((at.latitude.as_str(), at.longitude.as_str()), ("51.50725", "-0.1359"), "{place}");
        assert_eq!(mock.effects(), once(&[LOOKUP, "hubspot: coordinates 201"]), "{place}");
        assert_eq!(journal.done(), ["contact", "geocode", "keep"], "{place}");
    }
}

/// Two flows, two journals, one look-up: the second answer is the kept one.
#[tokio::test]
async fn contacts_of_one_address_are_one_look_up() {
    let ((mock, body), folder) = (locate().await, Folder::new());
    let flows = sqlite::open(folder.file()).register(body).start().await.expect("an engine");
    for contact in ["201", "202", "201"] {
        let id = format!("locate-{contact}");
        let moved = Moved { contact: contact.into() };
        let handle = flows.start::<Locate>(id, &moved).await.expect("it starts");
        assert!(handle.output().await.expect("it ends").is_some(), "{contact}");
    }
    let wanted = once(&[LOOKUP, "hubspot: coordinates 201", "hubspot: coordinates 202"]);
    assert_eq!(mock.effects(), wanted);
    // The address alone decides: another client of another program asks for itself.
    let (fresh, journal) = (Clients::at(mock.address()).expect("clients"), Journal::default());
    run(&Locate { clients: fresh }, &Memory::new("locate-9", &journal), None, moved("202")).await;
    assert_eq!(mock.effects().get(LOOKUP), Some(&2));
}

#[tokio::test]
async fn what_nobody_knows_is_left_as_it_is() {
    let (mock, body) = locate().await;
    for (contact, effects) in [("204", 0), ("203", 1)] {
        let journal = Journal::default();
        let ended = run(&body, &Memory::new(contact, &journal), None, moved(contact)).await;
        assert_eq!((located(&ended), mock.effects().len()), (None, effects), "{contact}");
    }
}

/// Google says with status 200 that there were too many calls, then that it failed: the look-up is made again.
#[tokio::test]
async fn what_google_does_not_do_now_it_is_asked_for_again() {
    for status in ["OVER_QUERY_LIMIT", "UNKNOWN_ERROR"] {
        let ((mock, body), journal) = (locate().await, Journal::default());
        mock.refuse("google-maps", serde_json::json!({"results": [], "status": status}));
        let asked = || mock.calls().iter().filter(|call| call.vendor == "google-maps").count();
        let mended = async {
            while asked() == 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            mock.mend();
        };
        let memory = Memory::new("locate-3", &journal);
        let (ended, ()) = tokio::join!(run(&body, &memory, None, moved("201")), mended);
        assert!(located(&ended).is_some() && asked() > 1, "{status}: {ended:?}");
        assert_eq!(mock.effects(), once(&[LOOKUP, "hubspot: coordinates 201"]), "{status}");
    }
}

/// Google says with status 200 that it refuses: no coordinates are made of that.
#[tokio::test]
async fn a_refusal_in_an_answer_of_success_is_one() {
    let ((mock, body), journal) = (locate().await, Journal::default());
    mock.refuse("google-maps", serde_json::json!({"results": [], "status": "REQUEST_DENIED", "error_message": "no"}));
    let ended = run(&body, &Memory::new("locate-2", &journal), None, moved("201")).await;
    let Ended::Dead(error) = ended else { panic!("{ended:?}") };
    assert_eq!(error.code(), Some("REQUEST_DENIED"));
    assert!(mock.effects().is_empty(), "{:?}", mock.effects());
}
