//! Zoom: meetings, each call a new one, and a list of them. It has no room for what is called `FULL`.

use super::call::{Call, Reply};
use serde_json::{Value, json};

/// What was scheduled.
#[derive(Default)]
pub(super) struct Meetings(Vec<Value>);

impl Meetings {
    pub(super) fn answer(&mut self, call: &Call) -> Reply {
        match (call.method.as_str(), call.path.as_str()) {
            ("POST", "/oauth/token") => {
                Reply::ok(json!({"access_token": "t", "token_type": "bearer", "expires_in": 3600}))
            }
            ("POST", "/users/me/meetings") => self.schedule(&call.json()),
            ("GET", "/users/me/meetings") => {
                let listed = self.0.iter().map(|meeting| {
                    let mut listed = meeting.clone();
                    listed.as_object_mut().map(|members| members.remove("start_url"));
                    listed
                });
                Reply::ok(json!({"next_page_token": "", "page_size": 300, "meetings": listed.collect::<Vec<_>>()}))
            }
            ("DELETE", path) => {
                let id: i64 = path.rsplit('/').next().and_then(|id| id.parse().ok()).unwrap_or_default();
                self.0.retain(|meeting| meeting["id"].as_i64() != Some(id));
                Reply { status: 204, ..Reply::ok(Value::Null).doing(format!("cancel {id}")) }
            }
            _ => Reply::refused(404, json!({"code": 3001, "message": "Meeting does not exist."})),
        }
    }

    fn schedule(&mut self, wanted: &Value) -> Reply {
        let topic = wanted["topic"].as_str().unwrap_or_default().to_owned();
        if topic.starts_with("FULL") {
            return Reply::refused(400, json!({"code": 300, "message": "Meeting capacity is reached."}));
        }
        let id = 89_000_000_001 + self.0.len();
        let meeting = json!({
            "id": id, "topic": topic, "agenda": wanted["agenda"], "start_time": wanted["start_time"], "type": 2,
            "duration": wanted["duration"], "timezone": wanted["timezone"], "join_url": format!("https://zoom.example/j/{id}"),
            "start_url": format!("https://zoom.example/s/{id}?zak=do_not_keep"),
        });
        self.0.push(meeting.clone());
        Reply { status: 201, ..Reply::ok(meeting).doing(format!("meeting {topic}")) }
    }
}
