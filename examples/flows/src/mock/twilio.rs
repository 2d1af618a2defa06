//! Twilio: messages, each call a new one, and a list of them.

use super::call::{Call, Reply};
use serde_json::{Value, json};

/// What was sent.
#[derive(Default)]
pub(super) struct Messages(Vec<Value>);

impl Messages {
    pub(super) fn answer(&mut self, call: &Call) -> Reply {
        if !call.path.ends_with("/Messages.json") {
            return Reply::refused(404, json!({"code": 20404, "message": "not found", "status": 404}));
        }
        if call.method == "GET" {
            let to = call.asked("To").unwrap_or_default();
            let found: Vec<_> = self.0.iter().filter(|message| message["to"] == to.as_str()).collect();
            return Reply::ok(json!({"messages": found}));
        }
        let (to, text) = (call.form("To").unwrap_or_default(), call.form("Body").unwrap_or_default());
        let message =
            json!({"sid": format!("SM{:032x}", self.0.len() + 1), "to": to, "body": text, "status": "queued"});
        self.0.push(message.clone());
        Reply { status: 201, ..Reply::ok(message).doing(format!("message {to} {text}")) }
    }
}
