//! What a vendor sends: the body of an event, from the document's webhooks.

use super::contract::{Media, Webhook};
use super::deliver::{DeliverError, Wish};
use super::given::preferred;
use super::scenario::Scenario;
use super::schemas::{Side, step};
use super::synth::seed;
use super::{Contract, Mock, writer};
use crate::Value;
use crate::webhook::Scheme;
use serde_json::{Map, json};

/// What Twilio sends.
const FORM: &str = "application/x-www-form-urlencoded";

/// The body of an event, and what its headers need to know.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) media_type: String,
    pub(super) body: Vec<u8>,
    /// What happened, as headers say it.
    pub(super) kind: String,
}

impl Mock {
    /// The event that is wished for; its members that name it say what was asked for.
    pub(super) fn event(&self, scheme: Option<Scheme>, wish: &Wish, id: &str) -> Result<Event, DeliverError> {
        let (name, own) = (wish.event.as_str(), wish.body.as_ref());
        let listed = listed(self.contract(), name);
        if listed.is_none() && own.is_none() && !self.contract().webhooks.is_empty() {
            let all: Vec<&str> = self.contract().webhooks.iter().map(|one| one.name.as_str()).collect();
            return Err(DeliverError::new(format!("the document has no event `{name}`: it has {}", all.join(", "))));
        }
        if scheme == Some(Scheme::Google) {
            return Ok(Event { media_type: String::new(), body: Vec::new(), kind: name.to_owned() });
        }
        let declared = listed.and_then(|(at, webhook)| Some((at, webhook.preferred()?)));
        let usual = if scheme == Some(Scheme::Twilio) { FORM } else { "application/json" };
        let media_type = declared.map_or(usual, |(_, (media_type, _))| media_type);
        let value = match (own, declared) {
            (Some(own), _) => own.clone(),
            (None, Some((at, declared))) => self.of_document(scheme, at, declared, wish, id),
            (None, None) => unlisted(scheme, name, id),
        };
        let kind = header_kind(name, &value);
        let (media_type, body) = writer::body(media_type, &value);
        Ok(Event { media_type, body, kind })
    }

    /// An example or a value of the schema, with its own name and id in it where the schema takes them.
    fn of_document(
        &self,
        scheme: Option<Scheme>,
        at: usize,
        (media_type, media): (&str, &Media),
        wish: &Wish,
        id: &str,
    ) -> Value {
        let name = wish.event.as_str();
        let scenario = Scenario { fill: wish.fill, ..Scenario::default() };
        let pointer = format!("/webhooks/{at}/content/{}/schema", step(media_type));
        let value = self.body_value(media, &pointer, &scenario, seed(&[name, "event"]) ^ self.seed);
        let whole = named(scheme, name, id, value.clone());
        let accepts = |value: &Value| {
            media.schema.is_none() || self.schemas.accepts(&self.contract().value, Side::Answer, &pointer, value)
        };
        if accepts(&whole) || !accepts(&value) { whole } else { value }
    }
}

fn listed<'c>(contract: &'c Contract, name: &str) -> Option<(usize, &'c Webhook)> {
    contract.webhooks.iter().enumerate().find(|(_, one)| one.name == name)
}

impl Webhook {
    /// JSON, or the first.
    pub(crate) fn preferred(&self) -> Option<(&str, &Media)> {
        preferred(self.content.as_ref()?).map(|(name, media)| (name.as_str(), media))
    }
}

/// The body of an event that no document lists.
pub(crate) fn unlisted(scheme: Option<Scheme>, name: &str, id: &str) -> Value {
    named(scheme, name, id, json!({}))
}

/// The event with its name and id where the vendor has them.
fn named(scheme: Option<Scheme>, name: &str, id: &str, mut value: Value) -> Value {
    match scheme {
        Some(Scheme::HubSpot) if !value.is_array() => value = Value::Array(vec![value]),
        // A message is a form without a kind.
        Some(Scheme::Twilio) if value == json!({}) => return json!({ "MessageSid": id, "MessageStatus": name }),
        None if value == json!({}) => return json!({ "id": id, "type": name }),
        _ => {}
    }
    let members: &[(&str, &str)] = match scheme {
        Some(Scheme::Stripe) => &[("id", id), ("type", name)],
        Some(Scheme::PayPal) => &[("id", id), ("event_type", name)],
        Some(Scheme::Slack) => &[("type", "event_callback"), ("event_id", id)],
        Some(Scheme::Jira) => &[("webhookEvent", name)],
        Some(Scheme::Zoom | Scheme::Razorpay) => &[("event", name)],
        Some(Scheme::StandardWebhooks) => &[("type", name)],
        Some(Scheme::HubSpot) => &[("subscriptionType", name)],
        Some(Scheme::GitHub | Scheme::Twilio | Scheme::Google) | None => &[],
    };
    let items = match &mut value {
        Value::Array(items) => items.iter_mut().collect(),
        whole => vec![whole],
    };
    for object in items.into_iter().filter_map(Value::as_object_mut) {
        object.extend(members.iter().map(|(key, text)| ((*key).to_owned(), (*text).into())));
        if scheme == Some(Scheme::Slack) {
            let event = object.entry("event").or_insert_with(|| Value::Object(Map::new()));
            if let Some(event) = event.as_object_mut() {
                event.insert("type".to_owned(), name.into());
            }
        }
    }
    value
}

/// GitHub's header names the event without the action, which its document adds: `pull-request-opened`.
fn header_kind(name: &str, value: &Value) -> String {
    let action = value.get("action").and_then(Value::as_str).map(|action| format!("-{}", action.replace('_', "-")));
    let bare = action.and_then(|action| name.strip_suffix(action.as_str()));
    bare.map_or_else(|| name.to_owned(), |bare| bare.replace('-', "_"))
}
