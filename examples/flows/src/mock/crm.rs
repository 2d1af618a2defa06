//! HubSpot, Mailchimp and Slack: one contact and one member for each address, and messages.

use super::call::{Call, Reply};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

/// Who is known.
#[derive(Default)]
pub(super) struct People {
    contacts: BTreeMap<String, usize>,
    members: BTreeMap<String, usize>,
    messages: Vec<Value>,
    stock: BTreeMap<String, Value>,
}

impl People {
    pub(super) fn answer(&mut self, call: &Call) -> Reply {
        match (call.vendor.as_str(), call.method.as_str(), call.path.as_str()) {
            ("hubspot", "POST", "/crm/v3/objects/contacts/batch/upsert") => self.contact(&call.json()),
            ("mailchimp", "PATCH", path) if path.contains("/variants/") => {
                let (id, left) = (path.rsplit('/').next().unwrap_or_default(), call.json());
                let variant = json!({"id": id, "title": id, "inventory_quantity": left["inventory_quantity"]});
                // Said again, it is the same.
                let is_new = self.stock.insert(id.to_owned(), left["inventory_quantity"].clone())
                    != Some(left["inventory_quantity"].clone());
                if is_new { Reply::ok(variant).doing(format!("stock {id}")) } else { Reply::ok(variant) }
            }
            ("mailchimp", "PUT", path) => self.member(path, &call.json()),
            ("slack", "POST", "/chat.postMessage") => self.message(call),
            ("slack", "GET", "/conversations.history") => self.history(call),
            _ => Reply::refused(404, json!({})),
        }
    }

    fn contact(&mut self, body: &Value) -> Reply {
        let input = &body["inputs"][0];
        let email = input["id"].as_str().unwrap_or_default().to_owned();
        let (next, time) = (self.contacts.len() + 101, "2026-11-26T10:00:00Z");
        let is_new = !self.contacts.contains_key(&email);
        let id = *self.contacts.entry(email.clone()).or_insert(next);
        let contact = json!({"id": id.to_string(), "new": is_new, "archived": false, "createdAt": time, "updatedAt": time,
            "properties": input["properties"]});
        let answer = json!({"status": "COMPLETE", "startedAt": time, "completedAt": time, "results": [contact]});
        let reply = Reply::ok(answer);
        if is_new { reply.doing(format!("contact {email}")) } else { reply }
    }

    fn member(&mut self, path: &str, body: &Value) -> Reply {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let is_new = !self.members.contains_key(&name);
        let next = self.members.len() + 1;
        self.members.entry(name.clone()).or_insert(next);
        let reply = Reply::ok(json!({"id": name, "email_address": body["email_address"], "status": "pending"}));
        if is_new {
            reply.doing(format!("member {}", body["email_address"].as_str().unwrap_or_default()))
        } else {
            reply
        }
    }

    fn message(&mut self, call: &Call) -> Reply {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let (ts, text) = (format!("{now:010}.{:06}", self.messages.len() + 1), call.form("text").unwrap_or_default());
        let channel = call.form("channel").unwrap_or_default();
        let message = json!({"type": "message", "text": text, "ts": ts, "user": "U0BOT000000"});
        self.messages.push(message.clone());
        Reply::ok(json!({"ok": true, "channel": channel, "ts": ts, "message": message}))
            .doing(format!("message {text}"))
    }

    /// The newest first. Times of ten digits are in order as texts are.
    fn history(&self, call: &Call) -> Reply {
        let oldest = call.asked("oldest").unwrap_or_default();
        let is_new = |message: &&Value| message["ts"].as_str().is_some_and(|ts| *ts > *oldest);
        let found: Vec<_> = self.messages.iter().rev().filter(is_new).collect();
        Reply::ok(json!({"ok": true, "messages": found, "has_more": false}))
    }
}
