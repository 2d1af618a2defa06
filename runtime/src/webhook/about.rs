//! What the vendor calls the event: read from a proven request only.

use crate::Value;

/// What the vendor calls the event.
#[derive(Default)]
pub(super) struct About {
    /// The vendor's id of the delivery or event.
    pub(super) id: Option<String>,
    /// Whether the id is covered by the proof; otherwise whoever repeats the request can write another.
    pub(super) id_is_proven: bool,
    /// The vendor's name of what happened.
    pub(super) kind: Option<String>,
    /// Other names under which a document may list it, the best first.
    pub(super) names: Vec<String>,
}

impl About {
    /// Id and kind from these members of the body, which the proof covers.
    pub(super) fn body(body: &[u8], id: &str, kind: &str) -> Self {
        let value = json(body);
        Self { id: text(&value, id), id_is_proven: true, kind: text(&value, kind), names: Vec::new() }
    }
}

/// The body, as far as it is JSON.
pub(super) fn json(body: &[u8]) -> Value {
    crate::from_slice(body).unwrap_or_default()
}

/// The text or number at this pointer.
pub(super) fn text(value: &Value, pointer: &str) -> Option<String> {
    match value.pointer(pointer)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The text of this member in all items of an array, where all say the same.
pub(super) fn shared_text(value: &Value, member: &str) -> Option<String> {
    let (first, others) = value.as_array()?.split_first()?;
    let shared = first.get(member)?.as_str()?;
    let all = others.iter().all(|item| item.get(member).and_then(Value::as_str) == Some(shared));
    all.then(|| shared.to_owned())
}
