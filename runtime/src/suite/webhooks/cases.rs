//! The situations that every event is put into.

use super::super::alike;
use super::super::cases::ensure;
use super::super::event::{Event, Notice, UNLISTED};
use super::super::outcome::Read;
use super::Post;
use crate::Value;
use crate::mock::{Fill, Shape, Webhook, Wish, Wrong, unlisted_body};
use crate::webhook::{Delivery, Scheme};
use std::time::SystemTime;

/// The vendor's id of what is delivered; Google's are `channel/number`.
const ID: &str = "intertie/7";

/// What deliveries can be refused for.
const REFUSED: [(&str, Wrong); 3] =
    [("refused_if_forged", Wrong::Signature), ("refused_if_changed", Wrong::Body), ("refused_if_old", Wrong::Time)];

/// A test of an event, or of all together.
pub(super) struct Case {
    /// The event's name among the tests; empty: it is about all.
    pub(super) event: &'static str,
    pub(super) name: String,
    pub(super) run: Run,
}

/// Is given what is shared, and a path at the receiver that is the test's own.
type Run = Box<dyn FnOnce(&Post, &str) -> Result<(), String> + Send>;

impl Case {
    fn new(
        event: &'static str,
        name: &str,
        run: impl FnOnce(&Post, &str) -> Result<(), String> + Send + 'static,
    ) -> Self {
        Self { event, name: name.to_owned(), run: Box::new(run) }
    }

    fn failure(event: &'static str, name: &str, message: String) -> Self {
        Self::new(event, name, move |_, _| Err(message))
    }
}

/// Every test of what the vendor sends.
pub(super) fn all(post: &Post, events: &'static [Event]) -> Vec<Case> {
    let mut cases = of_the_table(post, events);
    for event in events {
        if event.kind != UNLISTED && listed(post, event).is_none() {
            let gone = format!("the vendor does not send `{}` any more", event.kind);
            cases.push(Case::failure(event.name, "is_still_there", gone));
            continue;
        }
        cases.extend(
            readings(post, event)
                .into_iter()
                .map(|(name, fill)| Case::new(event.name, name, move |post, path| is_read(post, event, fill, path))),
        );
        let scheme = post.line.as_ref().map(|line| line.scheme);
        let wrongs = REFUSED.into_iter().filter(|(_, wrong)| scheme.is_some_and(|scheme| wrong.fits(scheme)));
        cases.extend(
            wrongs.map(|(name, wrong)| {
                Case::new(event.name, name, move |post, path| is_refused(post, event, wrong, path))
            }),
        );
    }
    cases
}

/// Where the client's table of events is not the contract's.
fn of_the_table(post: &Post, events: &[Event]) -> Vec<Case> {
    let (stage, contract) = (&post.stage, post.stage.mock.contract());
    let mut cases = Vec::new();
    let (known, wanted) = (stage.api.policy.webhook, contract.policy.webhook.as_deref());
    if known != wanted {
        let message = format!("the client takes its vendor to sign by {known:?}, and the contract says {wanted:?}");
        cases.push(Case::failure("", "knows_how_its_vendor_signs", message));
    }
    let is_new = |webhook: &&Webhook| events.iter().all(|event| event.kind != webhook.name);
    let new: Vec<&str> = contract.webhooks.iter().filter(is_new).map(|webhook| webhook.name.as_str()).collect();
    if !new.is_empty() && !stage.is_newer() {
        let message = format!("the client does not list {}", new.join(", "));
        cases.push(Case::failure("", "lists_every_event", message));
    }
    cases
}

/// The bodies that an event is read with.
fn readings(post: &Post, event: &Event) -> Vec<(&'static str, Option<Fill>)> {
    let Some(webhook) = listed(post, event) else { return vec![("is_read", None)] };
    let mut all = vec![("is_read", Some(Fill::Required)), ("is_read_in_full", Some(Fill::All))];
    if webhook.preferred().is_some_and(|(_, media)| !media.examples.is_empty()) {
        all.push(("is_read_as_the_example", None));
    }
    all
}

/// What the contract says of it.
fn listed<'p>(post: &'p Post, event: &Event) -> Option<&'p Webhook> {
    post.stage.mock.contract().webhooks.iter().find(|webhook| webhook.name == event.kind)
}

/// A mock makes up what its document lists, and what it lists not only where it lists nothing.
fn wish(post: &Post, event: &Event) -> Wish {
    let scheme = post.line.as_ref().map(|line| line.scheme);
    let has_document = !post.stage.mock.contract().webhooks.is_empty();
    let body = (event.kind == UNLISTED && has_document).then(|| unlisted_body(scheme, UNLISTED, ID));
    Wish { event: event.kind.to_owned(), id: Some(ID.to_owned()), body, ..Wish::default() }
}

/// The verifier takes it, and the client's event is what was sent.
fn is_read(post: &Post, event: &Event, fill: Option<Fill>, path: &str) -> Result<(), String> {
    let notice = came(post, event, &Wish { fill, ..wish(post, event) }, path)?;
    // Forms and empty bodies are of no type.
    let Ok(wanted) = serde_json::from_slice::<Value>(&notice.body) else { return Ok(()) };
    let read = (event.read)(&notice)?.ok_or_else(|| format!("`{}` became another event of the client", event.kind))?;
    // Examples may have what their schema has not, and so may a newer vendor.
    let is_strict = fill.is_some() && !post.stage.is_newer();
    is_whole(post, event, &wanted, &read, is_strict)
}

fn came(post: &Post, event: &Event, wish: &Wish, path: &str) -> Result<Notice, String> {
    let mock = &post.stage.mock;
    let there = Wish { url: Some("http://localhost/".to_owned()), ..wish.clone() };
    let sent = mock.outgoing(&there, SystemTime::now()).map_err(|error| error.to_string())?;
    let Some(line) = &post.line else { return Ok(Notice { from: Err(event.kind), body: sent.body }) };
    let (delivered, verified) = post.stage.block_on(line.deliver(wish, path))?;
    let delivery = verified.map_err(|error| format!("what the vendor signed is refused: {error}"))?;
    ensure(delivered.status == Some(200), || format!("the receiver answers {:?}", delivered.status))?;
    ensure(delivery.body == sent.body, || "the body is not what the vendor sent".to_owned())?;
    if event.kind == UNLISTED {
        is_named(line.scheme, &delivery)?;
    }
    Ok(Notice { body: delivery.body.clone(), from: Ok(delivery) })
}

/// The delivery says what it is, as far as its vendor does.
fn is_named(scheme: Scheme, delivery: &Delivery) -> Result<(), String> {
    // Messages of Twilio are forms without a kind; HubSpot and Zoom have no ids.
    let kind = (scheme != Scheme::Twilio).then_some(UNLISTED);
    let id = (!matches!(scheme, Scheme::HubSpot | Scheme::Zoom)).then_some(ID);
    let found = (delivery.kind.as_deref(), delivery.id.as_deref());
    ensure(found == (kind, id), || format!("kind and id are {found:?} instead of {:?}", (kind, id)))
}

/// Nothing was lost on the way, and nothing that the document declares is new to the client.
fn is_whole(post: &Post, event: &Event, wanted: &Value, read: &Read, is_strict: bool) -> Result<(), String> {
    let root = post.stage.mock.contract().root();
    let media = listed(post, event).and_then(Webhook::preferred).map(|(_, media)| media);
    let shape = Shape::of(root, media.and_then(|media| media.schema.as_ref()));
    // A vendor's name and id of an event are in the body whether its schema has them or not.
    let is_ours = |what: &str, place: &str| what != "UnknownMember" || declares(&shape, place);
    if let Some((place, what)) = read.drift.iter().find(|(place, what)| is_strict && is_ours(what, place)) {
        return Err(format!("the client calls this new: {what} at `{place}`"));
    }
    let lost = if read.drift.is_empty() { alike::difference(wanted, &read.value) } else { None };
    lost.map_or(Ok(()), |lost| Err(format!("read and written again, {lost}")))
}

/// Whether the member at `data[3].amount` is declared.
fn declares(shape: &Shape<'_>, place: &str) -> bool {
    let steps: Vec<&str> = place.split(['.', '[']).filter(|step| !step.is_empty()).collect();
    let Some((last, above)) = steps.split_last() else { return true };
    let mut shape = shape.clone();
    for step in above {
        shape = if step.ends_with(']') { shape.item() } else { shape.member(step) };
    }
    shape.has_member(last)
}

/// The verifier does not take it, for the right reason, and the vendor hears so.
fn is_refused(post: &Post, event: &Event, wrong: Wrong, path: &str) -> Result<(), String> {
    let line = post.line.as_ref().ok_or("nothing says how the vendor signs")?;
    let wish = Wish { wrong: Some(wrong), ..wish(post, event) };
    let (delivered, verified) = post.stage.block_on(line.deliver(&wish, path))?;
    let error = verified.err().ok_or_else(|| format!("it was taken, and its {wrong:?} is wrong"))?;
    let is_right = if wrong == Wrong::Time { error.is_time() } else { error.is_signature() };
    ensure(is_right, || format!("its {wrong:?} is wrong, and it was refused for another reason: {error}"))?;
    ensure(delivered.status == Some(401), || format!("the receiver answers {:?}", delivered.status))
}
