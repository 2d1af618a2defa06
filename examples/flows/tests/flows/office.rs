//! Flows that do not go as they should, over the embedded engine: what a person sees, and what can be done.

use crate::case::order;
use crate::folder::Folder;
use flow_examples::clients::Clients;
use flow_examples::mock::Mock;
use flow_examples::order::{Order, Ship};
use intertie::flow::sqlite::{self, FlowState, Flows, NoOutput, Office, OfficeError, OpenError};
use intertie::flow::{Error, Flow, FlowBody, Patience, Reason};
use std::time::Duration;

struct Place {
    mock: Mock,
    folder: Folder,
    flows: Flows,
    office: Office,
}

/// The order flow without its patience: a vendor that is down is so at once.
struct Hasty(Ship);

impl FlowBody for Hasty {
    const NAME: &'static str = "order";
    const VERSION: &'static str = "1";
    type Input = Order;
    type Output = flow_examples::order::Shipped;

    async fn run(&self, flow: &Flow<'_>, order: Order) -> Result<Self::Output, Error> {
        flow.set_patience(Patience::none());
        self.0.run(flow, order).await
    }
}

impl Place {
    async fn new() -> Self {
        let (mock, folder) = (Mock::start().await.expect("mocks"), Folder::new());
        let clients = Clients::at(mock.address()).expect("clients");
        let flows = sqlite::open(folder.file()).register(Hasty(Ship { clients })).start().await.expect("an engine");
        let office = Office::open(folder.file()).await.expect("the file");
        Self { mock, folder, flows, office }
    }

    async fn ship(&self, number: &str) -> Result<flow_examples::order::Shipped, NoOutput> {
        let handle = self.flows.start::<Hasty>(number, &order(number)).await.expect("it starts");
        handle.output().await
    }

    async fn state(&self, id: &str) -> FlowState {
        self.office.show(id).await.expect("a flow").state
    }

    async fn becomes(&self, id: &str, state: FlowState) {
        for _ in 0..500 {
            if self.state(id).await == state {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{:?}", self.office.show(id).await);
    }

    fn count(&self, effect: &str) -> usize {
        self.mock.effects().iter().filter(|(name, _)| name.starts_with(effect)).map(|(_, times)| times).sum()
    }
}

#[tokio::test]
async fn a_vendor_s_no_undoes_what_was_done() {
    let place = Place::new().await;
    let Err(NoOutput::Undone(why)) = place.ship("unshippable-1").await else { panic!("it cannot be shipped") };
    assert!(why.contains("`label` was refused") && why.contains("400"), "{why}");
    assert_eq!((place.count("stripe: charge"), place.count("stripe: refund")), (1, 1));
    let row = place.office.show("unshippable-1").await.expect("a flow");
    assert_eq!((row.state, row.why.as_deref()), (FlowState::Undone, Some(why.as_str())));
    let steps = place.office.steps("unshippable-1").await.expect("steps");
    let names: Vec<_> = steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(names, ["charge", "label (begun)", "label", "refund"]);
    assert_eq!(steps[2].failure.as_ref().map(|failure| failure.reason), Some(Reason::Refused));
    assert_eq!(steps[0].spec.as_ref().map(|spec| spec.vendor.as_str()), Some("stripe"));
}

#[tokio::test]
async fn a_vendor_that_is_down_makes_a_dead_letter_and_a_retry_goes_on_there() {
    let place = Place::new().await;
    // With a token: an endpoint of tokens that fails is left alone for a while.
    place.ship("warm-1").await.expect("it is shipped");
    place.mock.fail("fedex", usize::MAX, 503, None);
    assert_eq!(place.ship("down-1").await, Err(NoOutput::StandsStill));
    let row = place.office.show("down-1").await.expect("a flow");
    assert_eq!(row.state, FlowState::Dead);
    assert_eq!(place.count("stripe: refund"), 0, "a person decides");

    // Nothing was mended: the same again.
    place.office.retry("down-1").await.expect("a dead letter");
    place.becomes("down-1", FlowState::Dead).await;

    place.mock.mend();
    place.office.retry("down-1").await.expect("a dead letter");
    place.becomes("down-1", FlowState::Done).await;
    assert_eq!((place.count("stripe: charge"), place.count("fedex: label"), place.count("twilio:")), (2, 2, 2));
    let again = place.office.retry("down-1").await;
    assert!(matches!(again, Err(OfficeError::NotNow { state: FlowState::Done, .. })), "{again:?}");
}

#[tokio::test]
async fn a_dead_letter_that_is_given_up_is_undone() {
    let place = Place::new().await;
    place.mock.fail("fedex", usize::MAX, 503, None);
    assert_eq!(place.ship("lost-1").await, Err(NoOutput::StandsStill));
    place.office.give_up("lost-1").await.expect("a dead letter");
    place.becomes("lost-1", FlowState::Undone).await;
    assert_eq!((place.count("stripe: charge"), place.count("stripe: refund")), (1, 1));
}

#[tokio::test]
async fn a_failed_undoing_is_a_dead_letter_and_a_retry_undoes_the_rest() {
    let place = Place::new().await;
    place.mock.fail("stripe", 0, 500, None);
    let handle = place.flows.start::<Hasty>("unshippable-2", &order("unshippable-2")).await.expect("it starts");
    // The charge goes through, the refund does not.
    while place.count("stripe: charge") == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    place.mock.fail("stripe", usize::MAX, 400, None);
    assert_eq!(handle.output().await, Err(NoOutput::StandsStill));
    let why = place.office.show("unshippable-2").await.expect("a flow").why.unwrap_or_default();
    assert!(why.contains("`refund`") && why.contains("`label`"), "{why}");
    place.mock.mend();
    place.office.retry("unshippable-2").await.expect("a dead letter");
    place.becomes("unshippable-2", FlowState::Undone).await;
    assert_eq!(place.count("stripe: refund"), 1);
}

#[tokio::test]
async fn an_event_delivered_five_times_at_once_starts_one_flow() {
    let place = Place::new().await;
    let order = order("event-1");
    let start = || place.flows.start::<Hasty>("evt_1", &order);
    let started = tokio::join!(start(), start(), start(), start(), start());
    for handle in [started.0, started.1, started.2, started.3, started.4] {
        handle.expect("it starts").output().await.expect("it ends");
    }
    assert_eq!((place.count("stripe: charge"), place.count("fedex: label"), place.count("twilio:")), (1, 1, 1));
}

#[tokio::test]
async fn a_poison_event_is_a_dead_letter_and_hurts_nobody_else() {
    let place = Place::new().await;
    let poison = place.flows.durare().start::<_, serde_json::Value>(
        "order@1",
        serde_json::json!({"number": 7}),
        durare_id("poison-1"),
    );
    poison.await.expect("it starts");
    place.becomes("poison-1", FlowState::Dead).await;
    let why = place.office.show("poison-1").await.expect("a flow").why.unwrap_or_default();
    assert!(why.contains("the input is not as expected"), "{why}");
    place.ship("sound-1").await.expect("it is shipped");
}

#[tokio::test]
async fn what_a_vendor_wants_to_be_left_alone_for_is_waited_for() {
    let place = Place::new().await;
    place.mock.fail("stripe", 1, 429, Some(1));
    let clients = Clients::at(place.mock.address()).expect("clients");
    let folder = Folder::new();
    let flows = sqlite::open(folder.file()).register(Ship { clients }).start().await.expect("an engine");
    let began = std::time::Instant::now();
    flows.start::<Ship>("slow-1", &order("slow-1")).await.expect("it starts").output().await.expect("it ends");
    assert!(began.elapsed() >= Duration::from_secs(1));
    let keys: Vec<_> =
        place.mock.calls().into_iter().filter(|call| call.vendor == "stripe").map(|call| call.key).collect();
    assert!(keys.len() == 2 && keys[0] == keys[1] && keys[0].is_some(), "{keys:?}");
}

#[tokio::test]
async fn no_secret_is_in_the_file() {
    let place = Place::new().await;
    place.ship("secret-1").await.expect("it is shipped");
    place.flows.stop(Duration::from_secs(5)).await.expect("it stops");
    let text = everything(&place.folder.file()).await;
    assert!(text.contains("pi_secret-1"), "the answer is there: {text}");
    for secret in ["do_not_keep", "sk_test_key", "client-key", "twilio-token"] {
        assert!(!text.contains(secret), "`{secret}` is in the file");
    }
}

#[tokio::test]
async fn a_second_program_is_refused_the_file() {
    let place = Place::new().await;
    let second = sqlite::open(place.folder.file()).start().await;
    assert!(matches!(second, Err(OpenError::Owned(_))), "{:?}", second.err());
}

#[tokio::test]
async fn what_is_over_is_purged_and_what_waits_stays() {
    let place = Place::new().await;
    place.ship("done-1").await.expect("it is shipped");
    place.mock.fail("fedex", usize::MAX, 503, None);
    assert_eq!(place.ship("down-2").await, Err(NoOutput::StandsStill));
    assert_eq!(place.office.purge(Duration::from_secs(3600)).await.expect("it purges"), 0);
    tokio::time::sleep(Duration::from_millis(5)).await;
    assert_eq!(place.office.purge(Duration::ZERO).await.expect("it purges"), 1);
    let left: Vec<_> = place.office.list(10).await.expect("a list").into_iter().map(|row| row.id).collect();
    assert_eq!(left, ["down-2"]);
}

/// All text of all tables.
async fn everything(file: &std::path::Path) -> String {
    use sqlx::{Connection as _, Row as _};
    let url = format!("sqlite://{}", file.display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.expect("the file");
    let tables = sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table'").fetch_all(&mut connection).await;
    let mut text = String::new();
    for table in tables.expect("tables") {
        let all = format!("SELECT * FROM \"{}\"", table.get::<String, _>(0));
        for row in sqlx::query(&all).fetch_all(&mut connection).await.expect("rows") {
            for at in 0..row.len() {
                text += &row.try_get::<Option<String>, _>(at).ok().flatten().unwrap_or_default();
                text.push('\n');
            }
        }
    }
    text
}

fn durare_id(id: &str) -> durare::WorkflowOptions {
    durare::WorkflowOptions::with_id(id)
}
