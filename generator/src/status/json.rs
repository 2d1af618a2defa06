//! The state of mappings for programs.

use super::{FieldStatus, State, Status};
use serde_json::{Value, json};

/// A mapping as one object.
pub fn json(status: &Status) -> Value {
    let unread: Vec<_> = status.sources.iter().filter(|(_, is_read)| !is_read).map(|(path, _)| path.as_str()).collect();
    json!({
        "reason": "mapping",
        "mapping": status.name,
        "from": status.from,
        "to": status.to,
        "file": status.stub,
        "open": status.count(|state| *state == State::Open),
        "undecided": status.count(|state| *state == State::Undecided),
        "fields": status.fields.iter().map(field).collect::<Vec<_>>(),
        "unread": unread,
    })
}

fn field(field: &FieldStatus) -> Value {
    let candidates: Vec<Value> = (field.candidates.iter())
        .map(|candidate| {
            json!({
                "source": candidate.path, "score": candidate.score, "reasons": candidate.reasons,
                "pointer": candidate.way.origin.as_str(), "hint": candidate.hint,
            })
        })
        .collect();
    let mut value = json!({
        "path": field.path, "method": field.method, "required": field.required, "state": field.state.word(),
        "reads": field.reads, "candidates": candidates,
    });
    if let State::LeftOut(reason) = &field.state {
        value["why"] = reason.as_str().into();
    }
    if let Some(line) = field.line {
        value["line"] = line.into();
    }
    value
}
