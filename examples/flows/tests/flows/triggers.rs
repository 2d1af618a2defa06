//! What starts flows: deliveries of a vendor, the clock, a poll, a hand. And the dashboard, which is served the same way.

use crate::browser::Browser;
use crate::case::order;
use crate::folder::Folder;
use crate::http::{Answer, request};
use flow_examples::clients::Clients;
use flow_examples::mock::Mock;
use flow_examples::order::{Order, Ship};
use intertie::flow::sqlite::{self, Access, FlowState, Flows, News, Office, Pinned};
use intertie::flow::{Error, Flow, FlowBody, FlowId, Patience};
use intertie::webhook::{Scheme, Verifier};
use serde_json::json;
use std::fmt::Write as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const SECRET: &str = "whsec_test";

struct Place {
    mock: Mock,
    folder: Folder,
    flows: Flows,
}

impl Place {
    async fn new() -> Self {
        let (mock, folder) = (Mock::start().await.expect("mocks"), Folder::new());
        let clients = Clients::at(mock.address()).expect("clients");
        let engine = sqlite::open(folder.file()).register(Ship { clients }).register(Tick);
        let engine = engine.every::<Tick>("each second", "* * * * * *", false, |_| ());
        Self { mock, folder, flows: engine.start().await.expect("an engine") }
    }

    async fn serve(router: axum::Router) -> String {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    async fn becomes(&self, id: &str, state: FlowState) {
        let office = Office::open(self.folder.file()).await.expect("the file");
        for _ in 0..500 {
            if office.show(id).await.is_ok_and(|row| row.state == state) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{id}: {:?}", office.show(id).await);
    }
}

struct Tick;

impl FlowBody for Tick {
    const NAME: &'static str = "tick";
    const VERSION: &'static str = "1";
    type Input = ();
    type Output = ();

    async fn run(&self, flow: &Flow<'_>, (): ()) -> Result<(), Error> {
        flow.step("tick", |_| async { Ok(()) }).patience(Patience::none()).await
    }
}

/// As Stripe signs it.
fn signed(body: &str, secret: &str) -> String {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret.as_bytes());
    let tag = ring::hmac::sign(&key, format!("{time}.{body}").as_bytes());
    let mut signature = format!("t={time},v1=");
    for byte in tag.as_ref() {
        // Writing to a `String` cannot fail.
        let _ = write!(signature, "{byte:02x}");
    }
    signature
}

fn event(id: &str, kind: &str, order: &Order) -> String {
    json!({"id": id, "type": kind, "object": "event", "data": {"object": order}}).to_string()
}

async fn deliver(address: &str, body: &str, signature: &str) -> u16 {
    request(address, "POST", "/stripe", &[("stripe-signature", signature)], body).await.status
}

#[tokio::test]
async fn a_delivery_five_times_at_once_and_later_again_ships_once_and_a_forged_one_never() {
    let place = Place::new().await;
    let verifier = Verifier::builder(Scheme::Stripe).secret(SECRET).build().expect("a verifier");
    let hook = place.flows.webhook::<Ship>(verifier, |delivery| {
        if delivery.kind.as_deref() != Some("order.paid") {
            return Ok(None);
        }
        let event: serde_json::Value = delivery.read().map_err(Error::new)?;
        serde_json::from_value(event["data"]["object"].clone()).map(Some).map_err(Error::new)
    });
    let address = Place::serve(axum::Router::new().nest("/stripe", hook)).await;

    let body = event("evt_1", "order.paid", &order("hook-1"));
    let signature = signed(&body, SECRET);
    let send = || deliver(&address, &body, &signature);
    let answers = tokio::join!(send(), send(), send(), send(), send());
    assert_eq!(answers, (200, 200, 200, 200, 200));
    // Out of order: an event of another kind, one that came before it, and the first once more.
    let other = event("evt_0", "order.made", &order("hook-0"));
    assert_eq!(deliver(&address, &other, &signed(&other, SECRET)).await, 202);
    assert_eq!(deliver(&address, &body, &signed(&body, SECRET)).await, 200);
    let forged = event("evt_2", "order.paid", &order("hook-2"));
    assert!(deliver(&address, &forged, &signed(&forged, "whsec_other")).await >= 400);
    let poison = json!({"id": "evt_3", "type": "order.paid", "data": {"object": {"number": 7}}}).to_string();
    assert_eq!(deliver(&address, &poison, &signed(&poison, SECRET)).await, 422);

    place.becomes("stripe:evt_1", FlowState::Done).await;
    let effects = place.mock.effects();
    assert!(effects.len() == 3 && effects.values().all(|times| *times == 1), "{effects:?}");
}

#[tokio::test]
async fn a_hand_needs_the_token() {
    let place = Place::new().await;
    let address = Place::serve(axum::Router::new().nest("/start", place.flows.by_hand("let me in"))).await;
    let input = serde_json::to_string(&order("hand-1")).expect("JSON");
    let start =
        async |headers: &[(&str, &str)], path: &str| request(&address, "POST", path, headers, &input).await.status;
    assert_eq!(start(&[], "/start/order/1/hand-1").await, 401);
    assert_eq!(start(&[("authorization", "Bearer let me out")], "/start/order/1/hand-1").await, 401);
    let token = [("authorization", "Bearer let me in")];
    assert_eq!(start(&token, "/start/order/2/hand-1").await, 404);
    assert_eq!(start(&token, "/start/order/1/hand-1").await, 202);
    assert_eq!(start(&token, "/start/order/1/hand-1").await, 202);
    place.becomes("hand-1", FlowState::Done).await;
    assert!(place.mock.effects().values().all(|times| *times == 1));
}

#[tokio::test]
async fn the_clock_starts_a_flow_at_each_tick_and_once_for_each() {
    let place = Place::new().await;
    tokio::time::sleep(Duration::from_millis(3300)).await;
    let office = Office::open(place.folder.file()).await.expect("the file");
    let ids: Vec<_> = office.list(100).await.expect("a list").into_iter().filter(|row| row.name == "tick").collect();
    assert!((2..=4).contains(&ids.len()), "{ids:?}");
    assert!(ids.iter().all(|row| row.id.starts_with("each second:20") && row.id.ends_with('Z')), "{ids:?}");
}

#[tokio::test]
async fn a_poll_goes_on_from_its_cursor_and_starts_nothing_twice() {
    let place = Place::new().await;
    let news = |numbers: &'static [&'static str], cursor: &'static str| {
        let items = numbers.iter().map(|number| (FlowId::of_event("shop", number), order(number))).collect();
        News { items, cursor: Some(cursor.to_owned()) }
    };
    let first = place.flows.poll_once::<Ship, _, _>("orders", |cursor| async move {
        assert_eq!(cursor, None);
        Ok(news(&["p1", "p2"], "2"))
    });
    assert_eq!(first.await.expect("news"), 2);
    // The vendor fails: the cursor stays.
    let failed = place.flows.poll_once::<Ship, _, _>("orders", |_| async { Err(Error::again("down")) });
    assert!(failed.await.is_err());
    // And what was seen comes again.
    let second = place.flows.poll_once::<Ship, _, _>("orders", |cursor| async move {
        assert_eq!(cursor.as_deref(), Some("2"));
        Ok(news(&["p2", "p3"], "3"))
    });
    assert_eq!(second.await.expect("news"), 2);
    for id in ["shop:p1", "shop:p2", "shop:p3"] {
        place.becomes(id, FlowState::Done).await;
    }
    let effects = place.mock.effects();
    assert!(effects.len() == 9 && effects.values().all(|times| *times == 1), "{effects:?}");
}

#[tokio::test]
async fn the_dashboard_lists_shows_and_retries_a_dead_letter() {
    let place = Place::new().await;
    place.mock.fail("stripe", usize::MAX, 401, None);
    let evil = "<script>alert(1)</script>";
    let mut order = order("dash-1");
    order.name = evil.into();
    let id = format!("dash/{evil}");
    place.flows.start::<Ship>(id.as_str(), &order).await.expect("it starts");
    place.becomes(&id, FlowState::Dead).await;

    let office = Office::open(place.folder.file()).await.expect("the file");
    let address = Place::serve(office.dashboard(Access::Loopback)).await;
    let get = async |path: &str| request(&address, "GET", path, &[], "").await;
    let list = get("/").await;
    assert!(list.status == 200 && list.body.contains("dead") && !list.body.contains(evil), "{}", list.body);
    let link = list.body.split("href=\"").find(|part| part.starts_with("/flows/dash")).expect("a link");
    let link = link.split('"').next().expect("an end").to_owned();
    let page = get(&link).await;
    assert!(page.status == 200 && page.body.contains("Try again") && !page.body.contains(evil), "{}", page.body);
    assert!(page.body.contains("POST /v1/payment_intents") && !page.body.contains("sk_test_key"), "{}", page.body);

    // Another site's page has no secret, and another name of this address is none.
    let forged = request(&address, "POST", &format!("{link}/retry"), &[], "secret=guess").await;
    assert_eq!(forged.status, 403);
    assert_eq!(request(&address, "GET", "/", &[("host", "evil.example:80")], "").await.status, 403);

    place.mock.mend();
    let secret = page.body.split("name=\"secret\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let form = format!("secret={}", secret.expect("a secret"));
    let Answer { status, location, .. } = request(&address, "POST", &format!("{link}/retry"), &[], &form).await;
    assert_eq!((status, location.as_deref()), (303, Some(link.as_str())));
    place.becomes(&id, FlowState::Done).await;
    let vendors = get("/vendors").await;
    assert!(vendors.body.contains("fedex") && vendors.body.contains("POST /ship/v1/shipments"), "{}", vendors.body);
}

/// What the vendor sends beyond its document is in the journal by place and kind, and never by value.
#[tokio::test]
async fn the_dashboard_shows_what_drifted_and_which_versions_are_pinned() {
    let place = Place::new().await;
    place.mock.refuse("twilio", json!({"sid": "SM1", "brand_new": "<b>private</b>"}));
    for id in ["drift-1", "drift-2"] {
        place.flows.start::<Ship>(id, &order(id)).await.expect("it starts");
        place.becomes(id, FlowState::Done).await;
    }
    let office = Office::open(place.folder.file()).await.expect("the file");
    let drift = office.drift().await.expect("the newest steps");
    let twilio = drift.iter().filter(|row| row.vendor == "twilio");
    let found: Vec<_> = twilio.map(|row| (row.place.as_str(), row.kind.as_str(), row.steps)).collect();
    assert_eq!(found, [("", "undeclared_status", 2), ("brand_new", "unknown_member", 2)], "{drift:?}");

    let pinned =
        |vendor: &str, version: &str| Pinned { vendor: vendor.into(), version: version.into(), ..Pinned::default() };
    let twilio = Pinned {
        newest: Some("2031-04-01".into()),
        is_outdated: true,
        breaking: Some(3),
        ..pinned("twilio", "2010-04-01")
    };
    let zoom = Pinned { why: Some("no source".into()), ..pinned("zoom", "v2") };
    let address = Place::serve(office.with_versions(vec![twilio, zoom]).dashboard(Access::Loopback)).await;
    let get = async |path: &str| request(&address, "GET", path, &[], "").await;
    let page = get("/drift").await;
    assert_eq!(page.status, 200);
    for text in ["brand_new", "unknown member", "(the answer)", "Messages.json", "twilio"] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    assert!(!page.body.contains("private"), "{}", page.body);
    let page = get("/versions").await;
    for text in ["<td>2010-04-01</td>", "2031-04-01", "<td>3</td>", "(no source)", "2026-05-27.dahlia"] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
}

/// By the keyboard alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_finds_a_dead_letter_in_a_browser_and_retries_it() {
    let place = Place::new().await;
    place.flows.start::<Ship>("fine-1", &order("fine-1")).await.expect("it starts");
    place.becomes("fine-1", FlowState::Done).await;
    place.mock.fail("stripe", usize::MAX, 401, None);
    place.flows.start::<Ship>("sad-1", &order("sad-1")).await.expect("it starts");
    place.becomes("sad-1", FlowState::Dead).await;
    let office = Office::open(place.folder.file()).await.expect("the file");
    let address = Place::serve(office.dashboard(Access::Loopback)).await;
    let (folder, mock) = (Folder::new(), place.mock.clone());
    let looked = tokio::task::spawn_blocking(move || {
        let folder = folder.file().parent().expect("a folder").to_owned();
        let Some(mut browser) = Browser::open(&folder, &format!("http://{address}/")) else { return false };
        browser.until("document.querySelectorAll('tbody tr').length >= 2");
        browser.picture("dashboard-flows");
        browser.evaluate("[...document.querySelectorAll('a')].find(a => a.textContent == 'sad-1').focus()");
        browser.press("Enter", 13);
        browser.until(
            "document.querySelector('h1').textContent == 'sad-1' && document.querySelectorAll('button').length == 3",
        );
        browser.picture("dashboard-dead-letter");
        mock.mend();
        // The first button is reached by the key that goes on from the navigation.
        browser.evaluate("document.querySelector('nav a:last-child').focus()");
        browser.press("Tab", 9);
        assert_eq!(browser.evaluate("document.activeElement.textContent"), "Try again");
        browser.press("Enter", 13);
        browser.until("!document.body.innerText.includes('Try again')");
        true
    });
    if looked.await.expect("the browser does it") {
        place.becomes("sad-1", FlowState::Done).await;
        assert!(place.mock.effects().values().all(|times| *times == 1), "{:?}", place.mock.effects());
    }
}

#[tokio::test]
async fn a_dashboard_with_a_token_asks_for_it() {
    let place = Place::new().await;
    let office = Office::open(place.folder.file()).await.expect("the file");
    let address = Place::serve(office.dashboard(Access::Token("open".to_owned().into()))).await;
    let get = async |headers: &[(&str, &str)]| request(&address, "GET", "/", headers, "").await.status;
    assert_eq!(get(&[]).await, 401);
    // `me:shut` and `me:open`.
    assert_eq!(get(&[("authorization", "Basic bWU6c2h1dA==")]).await, 401);
    assert_eq!(get(&[("authorization", "Basic bWU6b3Blbg==")]).await, 200);
}
