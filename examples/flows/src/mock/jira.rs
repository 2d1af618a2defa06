//! Jira: any issue one asks for is due before Christmas, and links, one for each `globalId`.

use super::call::{Call, Reply};
use serde_json::json;
use std::collections::BTreeSet;

/// The links: issue and `globalId`.
#[derive(Default)]
pub(super) struct Issues(BTreeSet<(String, String)>);

impl Issues {
    pub(super) fn answer(&mut self, call: &Call) -> Reply {
        let Some(rest) = call.path.strip_prefix("/rest/api/3/issue/") else { return Reply::refused(404, json!({})) };
        match (call.method.as_str(), rest.split_once('/')) {
            ("GET", None) => read(rest),
            ("POST", Some((key, "remotelink"))) => self.link(key, call),
            _ => Reply::refused(404, json!({"errorMessages": ["Issue does not exist"], "errors": {}})),
        }
    }

    fn link(&mut self, key: &str, call: &Call) -> Reply {
        let global = call.json()["globalId"].as_str().unwrap_or_default().to_owned();
        let link = Reply::ok(json!({"id": self.0.len() + 1, "self": "https://example.atlassian.net/link"}));
        if self.0.insert((key.to_owned(), global.clone())) {
            Reply { status: 201, ..link.doing(format!("link {key} {global}")) }
        } else {
            link
        }
    }
}

/// One whose key begins with `LATER` is not due.
fn read(key: &str) -> Reply {
    let due = (!key.starts_with("LATER")).then_some("2026-12-23");
    let text = json!({"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [{"type": "text", "text": "All of it."}]}]});
    Reply::ok(json!({
        "id": "10001", "key": key, "self": "https://example.atlassian.net/rest/api/3/issue/10001",
        "fields": {
            "summary": "Ship it", "description": text, "duedate": due,
            "assignee": {"accountId": "5b1", "emailAddress": "ada@example.com", "displayName": "Ada", "timeZone": "Europe/Berlin"},
        },
    }))
}
