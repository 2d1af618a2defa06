//! The other flows: an address that changes in a burst, and a paid order whose branches run at the same time.

use crate::folder::Folder;
use flow_examples::clients::Clients;
use flow_examples::mock::{Mock, Moment};
use flow_examples::moved::{Move, Moved};
use flow_examples::paid::{Book, Booked, Paid};
use intertie::flow::memory::{Journal, Memory};
use intertie::flow::sqlite::{self, NoOutput};
use intertie::flow::{Ended, Halt, run};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

fn moved(street: &str, city: &str) -> Move {
    Move {
        customer: "cus_1".into(),
        name: "Ada Lovelace".into(),
        street: vec![street.into()],
        city: city.into(),
        region: None,
        postal_code: "SW1Y 4JH".into(),
        country: "GB".into(),
    }
}

fn paid() -> Paid {
    Paid {
        number: "paid-1".into(),
        email: "ada@example.com".into(),
        product: "mug".into(),
        variant: "mug-blue".into(),
        quantity: 2,
        cents: 1205,
        currency: "EUR".into(),
        left: 40,
    }
}

#[tokio::test]
async fn an_address_that_is_typed_in_a_burst_is_kept_once_as_it_was_last() {
    let (mock, folder) = (Mock::start().await.expect("mocks"), Folder::new());
    let clients = Clients::at(mock.address()).expect("clients");
    let flows = sqlite::open(folder.file()).register(Moved { clients }).start().await.expect("an engine");
    let mut last = None;
    for street in ["1", "12 St", "12 St James's Square"] {
        let delay = Duration::from_millis(400);
        last = Some(flows.start_debounced::<Moved>("cus_1", delay, &moved(street, "London")).await.expect("it starts"));
    }
    let known = last.expect("a flow").output().await.expect("it ends");
    assert_eq!((known.classification.as_deref(), known.city.as_str()), (Some("RESIDENTIAL"), "LONDON"));
    let once: BTreeMap<_, _> = [("stripe: customer cus_1 12 ST JAMES'S SQUARE".to_owned(), 1)].into();
    assert_eq!(mock.effects(), once);
    let nowhere = flows.start::<Moved>("m2", &moved("1", "Nowhere")).await.expect("it starts");
    assert_eq!(nowhere.output().await, Err(NoOutput::StandsStill), "nothing was done, and a person may correct it");
}

#[tokio::test]
async fn a_paid_order_is_booked_once_wherever_the_program_dies() {
    let input = serde_json::to_value(paid()).expect("JSON");
    let once: BTreeMap<_, _> = ["mailchimp: stock mug-blue", "paypal: invoice paid-1", "paypal: send INV2-0001"]
        .map(|name| (name.to_owned(), 1))
        .into();
    for place in 0..=4 {
        let mock = Mock::start().await.expect("mocks");
        let (body, journal) = (Book { clients: Clients::at(mock.address()).expect("clients") }, Journal::default());
        let dying = Memory::new("paid-1", &journal).dies_at(place);
        let ended = run(&body, &dying, None, input.clone()).await;
        assert!(matches!(ended, Ended::Halted(Halt::Storage(_))) || place == 4, "{place}: {ended:?}");
        let ended = run(&body, &Memory::new("paid-1", &journal), None, input.clone()).await;
        let Ended::Done(value) = ended else { panic!("{place}: {ended:?}") };
        let booked: Booked = serde_json::from_value(value).expect("what it gives");
        assert_eq!((booked.invoice.as_str(), mock.effects()), ("INV2-0001", once.clone()), "{place}");
    }
}

#[tokio::test]
async fn the_branches_of_a_paid_order_are_under_way_at_the_same_time() {
    let mock = Mock::start().await.expect("mocks");
    mock.set_delay(Duration::from_millis(150));
    let (body, journal) = (Book { clients: Clients::at(mock.address()).expect("clients") }, Journal::default());
    let (now, most) = (std::sync::Arc::new(AtomicUsize::new(0)), std::sync::Arc::new(AtomicUsize::new(0)));
    let (counted, seen) = (std::sync::Arc::clone(&now), std::sync::Arc::clone(&most));
    mock.set_gate(Some(Box::new(move |call, moment| {
        if call.path.contains("token") {
            return;
        }
        match moment {
            Moment::Before => {
                seen.fetch_max(counted.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            }
            Moment::After => {
                counted.fetch_sub(1, Ordering::SeqCst);
            }
        }
    })));
    // A token first: both branches then begin with their calls.
    body.clients.paypal.invoices().list().send().await.expect("a list");
    let ended = run(&body, &Memory::new("paid-1", &journal), None, serde_json::to_value(paid()).expect("JSON")).await;
    assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
    assert_eq!(most.load(Ordering::SeqCst), 2);
    assert_eq!(now.load(Ordering::SeqCst), 0);
}
