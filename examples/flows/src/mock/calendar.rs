//! Google Calendar: events under ids of the caller's, each of which is taken once, and changes of them.

use super::call::{Call, Reply};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The events by id.
#[derive(Default)]
pub(super) struct Events(BTreeMap<String, Value>);

impl Events {
    pub(super) fn answer(&mut self, call: &Call) -> Reply {
        let Some(rest) = call.path.strip_prefix("/calendars/primary/events") else { return gone() };
        let id = rest.trim_start_matches('/');
        match call.method.as_str() {
            "POST" => self.insert(call.json()),
            "GET" => self.0.get(id).map_or_else(gone, |event| Reply::ok(event.clone())),
            "PATCH" => self.patch(id, &call.json()),
            "DELETE" => {
                let Some(event) = self.0.get_mut(id) else { return gone() };
                event["status"] = json!("cancelled");
                Reply { status: 204, ..Reply::ok(Value::Null).doing(format!("cancel {}", title(event))) }
            }
            _ => gone(),
        }
    }

    fn insert(&mut self, mut event: Value) -> Reply {
        let id = event["id"].as_str().unwrap_or_default().to_owned();
        if self.0.contains_key(&id) {
            let error = json!({"code": 409, "message": "The requested identifier already exists."});
            return Reply::refused(409, json!({"error": error}));
        }
        event["status"] = json!("confirmed");
        self.0.insert(id, event.clone());
        Reply::ok(event.clone()).doing(format!("event {}", title(&event)))
    }

    fn patch(&mut self, id: &str, change: &Value) -> Reply {
        let Some(event) = self.0.get_mut(id) else { return gone() };
        let before = event.clone();
        for (name, value) in change.as_object().into_iter().flatten() {
            event[name] = value.clone();
        }
        let reply = Reply::ok(event.clone());
        // Said again, it is the same.
        if *event == before { reply } else { reply.doing(format!("join {}", title(event))) }
    }
}

fn title(event: &Value) -> &str {
    event["summary"].as_str().unwrap_or_default()
}

fn gone() -> Reply {
    Reply::refused(404, json!({"error": {"code": 404, "message": "Not Found"}}))
}
