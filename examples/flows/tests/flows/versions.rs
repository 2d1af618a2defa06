//! Flows in flight while a vendor's document changes: recorded by a client of one version, resumed by one of the next.

use crate::case::order;
use crate::folder::Folder;
use flow_examples::mock::Mock;
use flow_examples::order::Order;
use intertie::flow::memory::{Journal, Memory};
use intertie::flow::sqlite::{self, FlowState, Flows, Office};
use intertie::flow::{Ended, Error, Event, Flow, FlowBody, Halt, OnChange, Watch, run};
use intertie::{Bearer, Connect};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The client of the document before: other version and digest, the same operations.
mod before {
    intertie::client! {
        /// A client for Stripe as it was.
        api: intertie::spec::ApiSpec {
            name: "stripe",
            spec: intertie::spec::SpecId { vendor: "stripe", version: "2025-03-31.basil", digest: "0ld" },
            ..*<stripe::Client as intertie::Connect>::API
        },
    }
}

/// Charges, waits to be told to go on, and refunds by what the journal has of the charge.
struct Refund<const PAUSE: bool> {
    client: intertie::Client,
}

impl<const PAUSE: bool> FlowBody for Refund<PAUSE> {
    const NAME: &'static str = "refund";
    const VERSION: &'static str = "1";
    const ON_CHANGE: OnChange = if PAUSE { OnChange::Pause } else { OnChange::GoOn };
    type Input = Order;
    type Output = (String, String);

    async fn run(&self, flow: &Flow<'_>, order: Order) -> Result<Self::Output, Error> {
        let mut charge = stripe::CreatePaymentIntent::new(order.amount, "eur");
        charge.metadata = Some([("order".to_owned(), order.number)].into());
        let payment = flow.call("charge", self.client.call(charge)).await?;
        flow.wait::<Value>("go on", None).await?;
        let mut refund = stripe::CreateRefund::new();
        refund.payment_intent = Some(payment.value.id.clone());
        let refund = flow.call("refund", self.client.call(refund)).await?;
        Ok((payment.spec.version, refund.spec.version))
    }
}

fn client<C: Connect>(mock: &Mock, inner: impl Fn(&C) -> &intertie::Client) -> intertie::Client {
    let builder = intertie::ClientBuilder::<C>::new().base_url(format!("{}/stripe", mock.address()));
    inner(&builder.auth(Bearer::new("sk_test_key")).build().expect("a client")).clone()
}

fn old(mock: &Mock) -> intertie::Client {
    client::<before::Client>(mock, before::Client::inner)
}

fn new(mock: &Mock) -> intertie::Client {
    client::<stripe::Client>(mock, stripe::Client::inner)
}

/// What was told of changes.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<String>>>);

impl Watch for Told {
    fn happened(&self, _flow: &str, event: Event<'_>) {
        if let Event::Changed { step, recorded, current } = event {
            self.0.lock().expect("words").push(format!("{step}: {recorded} -> {current}"));
        }
    }
}

#[tokio::test]
async fn what_the_old_client_recorded_the_new_one_reads_and_the_change_is_told() {
    let (mock, journal) = (Mock::start().await.expect("mocks"), Journal::default());
    let input = serde_json::to_value(order("v-1")).expect("JSON");
    let dying = Memory::new("v-1", &journal).dies_at(1);
    let ended = run(&Refund::<false> { client: old(&mock) }, &dying, None, input.clone()).await;
    assert!(matches!(ended, Ended::Halted(Halt::Storage(_))), "{ended:?}");

    journal.signal("go on", json!(null));
    let told = Told::default();
    let watch: Arc<dyn Watch> = Arc::new(told.clone());
    let again = Memory::new("v-1", &journal);
    let ended = run(&Refund::<false> { client: new(&mock) }, &again, Some(watch), input).await;
    let Ended::Done(output) = ended else { panic!("{ended:?}") };
    assert_eq!(output, json!(["2025-03-31.basil", "2026-05-27.dahlia"]));
    let told = told.0.lock().expect("words").clone();
    assert!(
        told.len() == 1 && told[0].starts_with("charge: stripe 2025-03-31.basil (0ld) -> stripe 2026-"),
        "{told:?}"
    );
    assert!(mock.effects().values().all(|times| *times == 1), "{:?}", mock.effects());
}

/// Members that are gone or new, and values of enums that only the other version lists, are read all the same.
#[tokio::test]
async fn an_answer_of_another_shape_is_read_as_far_as_it_goes() {
    let (mock, journal) = (Mock::start().await.expect("mocks"), Journal::default());
    let input = serde_json::to_value(order("v-2")).expect("JSON");
    let dying = Memory::new("v-2", &journal).dies_at(1);
    run(&Refund::<false> { client: old(&mock) }, &dying, None, input.clone()).await;
    let mut recorded = journal.value("charge").expect("it is there");
    let body = recorded["answer"]["json"].as_object_mut().expect("an object");
    body.insert("charges".into(), json!({"data": []}));
    body.insert("status".into(), json!("a_status_of_old"));
    body.remove("amount");
    journal.rewrite("charge", recorded);
    journal.signal("go on", json!(null));
    let ended = run(&Refund::<false> { client: new(&mock) }, &Memory::new("v-2", &journal), None, input).await;
    assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
}

/// A shape that the new client cannot read: a dead letter, and no call is made again.
#[tokio::test]
async fn an_answer_that_cannot_be_read_waits_for_a_client_that_can() {
    let (mock, journal) = (Mock::start().await.expect("mocks"), Journal::default());
    let input = serde_json::to_value(order("v-3")).expect("JSON");
    let dying = Memory::new("v-3", &journal).dies_at(1);
    run(&Refund::<false> { client: old(&mock) }, &dying, None, input.clone()).await;
    let sound = journal.value("charge").expect("it is there");
    let mut broken = sound.clone();
    broken["answer"]["json"].as_object_mut().expect("an object").remove("id");
    journal.rewrite("charge", broken);
    let ended = run(&Refund::<false> { client: new(&mock) }, &Memory::new("v-3", &journal), None, input.clone()).await;
    let Ended::Dead(error) = ended else { panic!("{ended:?}") };
    assert!(error.to_string().contains("not declared"), "{error}");
    journal.rewrite("charge", sound);
    journal.signal("go on", json!(null));
    let ended = run(&Refund::<false> { client: new(&mock) }, &Memory::new("v-3", &journal), None, input).await;
    assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
    assert!(mock.effects().values().all(|times| *times == 1), "{:?}", mock.effects());
}

async fn start(folder: &Folder, client: &intertie::Client) -> Flows {
    loop {
        let engine = sqlite::open(folder.file()).register(Refund::<true> { client: client.clone() });
        match engine.start().await {
            Ok(flows) => return flows,
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

#[tokio::test]
async fn a_flow_that_is_to_pause_waits_for_a_person_and_goes_on_when_told() {
    let (mock, folder) = (Mock::start().await.expect("mocks"), Folder::new());
    let flows = start(&folder, &old(&mock)).await;
    flows.start::<Refund<true>>("v-4", &order("v-4")).await.expect("it starts");
    while mock.effects().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    flows.stop(Duration::ZERO).await.expect("it stops");
    drop(flows);

    let flows = start(&folder, &new(&mock)).await;
    let office = Office::open(folder.file()).await.expect("the file");
    let becomes = async |state| {
        for _ in 0..500 {
            if office.show("v-4").await.expect("a flow").state == state {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{:?}", office.show("v-4").await);
    };
    becomes(FlowState::Paused).await;
    let why = office.show("v-4").await.expect("a flow").why.unwrap_or_default();
    assert!(why.contains("2025-03-31.basil") && why.contains("2026-05-27.dahlia"), "{why}");
    office.resume("v-4").await.expect("it waits");
    flows.signal("v-4", "go on", &(), None).await.expect("it is sent");
    becomes(FlowState::Done).await;
    assert!(mock.effects().values().all(|times| *times == 1), "{:?}", mock.effects());
}
