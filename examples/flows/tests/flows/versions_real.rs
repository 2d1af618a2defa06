//! A flow that a client of Stripe in 2018 began and that one of today ends, by changes that Stripe has really made:
//! `next_source_action` became `next_action`, and statuses got other words.
//!
//! `stripe_2018` is made by `intertie generate --spec specs/stripe-2018-11-08.yaml --profile specs/stripe-2018-11-08.vendor.toml
//! --module --name stripe --out tests/flows/stripe_2018`, in the folder of this package.

use crate::stripe_2018;
use flow_examples::mock::Mock;
use intertie::Bearer;
use intertie::flow::memory::{Journal, Memory};
use intertie::flow::{Ended, Error, Event, Flow, FlowBody, Halt, OnChange, Watch, run};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// As it was written in 2018.
struct Before(stripe_2018::Client);

impl FlowBody for Before {
    const NAME: &'static str = "pay";
    const VERSION: &'static str = "1";
    type Input = i64;
    type Output = bool;

    async fn run(&self, flow: &Flow<'_>, amount: i64) -> Result<bool, Error> {
        let create = self.0.payment_intents().create(["card"], amount, "eur").confirm(true);
        let payment = flow.call("charge", create).await?;
        flow.wait::<Value>("go on", None).await?;
        Ok(payment.status == stripe_2018::PaymentIntentStatus::RequiresSourceAction)
    }
}

/// The same flow on today's client.
struct After<const PAUSE: bool>(stripe::Client);

impl<const PAUSE: bool> FlowBody for After<PAUSE> {
    const NAME: &'static str = "pay";
    const VERSION: &'static str = "1";
    const ON_CHANGE: OnChange = if PAUSE { OnChange::Pause } else { OnChange::GoOn };
    type Input = i64;
    type Output = (String, String, bool);

    async fn run(&self, flow: &Flow<'_>, amount: i64) -> Result<Self::Output, Error> {
        let payment = flow.call("charge", self.0.payment_intents().create(amount, "eur").confirm(true)).await?;
        flow.wait::<Value>("go on", None).await?;
        let stripe::PaymentIntentStatus::Other(word) = &payment.status else {
            return Err(Error::new("a status of today"));
        };
        Ok((payment.spec.version.clone(), word.clone(), payment.next_action.is_some()))
    }
}

/// What was told, by flow and client.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<String>>>);

impl Told {
    fn push(&self, line: String) {
        self.0.lock().expect("words").push(line);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().expect("words"))
    }
}

impl Watch for Told {
    fn happened(&self, _flow: &str, event: Event<'_>) {
        if let Event::Changed { step, recorded, current } = event {
            self.push(format!("{step}: {} -> {}", recorded.version, current.version));
        }
    }
}

/// A flow that the old client began: its journal, and where Stripe is.
async fn begun() -> (Mock, Journal) {
    let (mock, journal) = (Mock::start().await.expect("mocks"), Journal::default());
    let action = json!({"type": "authorize_with_url", "authorize_with_url": {"url": "https://hooks.example"}});
    mock.refuse(
        "stripe",
        json!({
            "id": "pi_1", "object": "payment_intent", "allowed_source_types": ["card"], "amount": 4200, "created": 1_541_635_200,
            "currency": "eur", "livemode": false, "metadata": {}, "next_source_action": action, "status": "requires_source_action",
        }),
    );
    let ended = run(&Before(old(&mock)), &Memory::new("pay-1", &journal).dies_at(1), None, json!(4200)).await;
    assert!(matches!(ended, Ended::Halted(Halt::Storage(_))), "{ended:?}");
    journal.signal("go on", json!(null));
    (mock, journal)
}

fn old(mock: &Mock) -> stripe_2018::Client {
    let builder = stripe_2018::Client::builder().base_url(format!("{}/stripe", mock.address()));
    builder.auth(Bearer::new("sk_test_key")).build().expect("a client")
}

fn new(mock: &Mock, told: &Told) -> stripe::Client {
    let told = told.clone();
    let builder = stripe::Client::builder().base_url(format!("{}/stripe", mock.address()));
    let builder = builder.on_drift(move |report| told.push(format!("{} {}", report.place, report.finding.name())));
    builder.auth(Bearer::new("sk_test_key")).build().expect("a client")
}

#[tokio::test]
async fn what_stripe_answered_in_2018_the_client_of_today_reads_and_tells_what_changed() {
    let ((mock, journal), told) = (begun().await, Told::default());
    let watch: Arc<dyn Watch> = Arc::new(told.clone());
    let body = After::<false>(new(&mock, &told));
    let ended = run(&body, &Memory::new("pay-1", &journal), Some(watch), json!(4200)).await;
    let Ended::Done(output) = ended else { panic!("{ended:?}") };
    assert_eq!(output, json!(["2018-11-08", "requires_source_action", false]));
    let told = told.take();
    for wanted in [
        "charge: 2018-11-08 -> 2026-05-27.dahlia",
        "allowed_source_types unknown_member",
        "next_source_action unknown_member",
        "status unknown_value",
    ] {
        assert!(told.iter().any(|line| line == wanted), "{wanted}: {told:?}");
    }
    assert_eq!(mock.calls().len(), 1, "it was charged once");
}

#[tokio::test]
async fn a_flow_of_2018_that_is_to_pause_waits_for_a_person() {
    let ((mock, journal), told) = (begun().await, Told::default());
    let body = After::<true>(new(&mock, &told));
    let ended = run(&body, &Memory::new("pay-1", &journal), None, json!(4200)).await;
    let Ended::Halted(Halt::Paused(reason)) = ended else { panic!("{ended:?}") };
    assert!(reason.contains("2018-11-08") && reason.contains("2026-05-27.dahlia"), "{reason}");
    journal.pass(&reason);
    let ended = run(&body, &Memory::new("pay-1", &journal), None, json!(4200)).await;
    assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
    assert_eq!(mock.calls().len(), 1, "it was charged once");
}

/// The old client is still linked, beside the new one: it knows its own words.
#[tokio::test]
async fn a_flow_of_2018_ends_with_the_client_of_2018() {
    let (mock, journal) = begun().await;
    let ended = run(&Before(old(&mock)), &Memory::new("pay-1", &journal), None, json!(4200)).await;
    assert!(matches!(&ended, Ended::Done(value) if *value == json!(true)), "{ended:?}");
    assert_eq!(mock.calls().len(), 1, "it was charged once");
}
