//! An answer of the real vendor beside what the contract says of it.

use super::Mock;
use super::given::media_of;
use super::schemas::{Side, step};
use super::shape::{Shape, kind, referred};
use crate::Value;
use serde::Serialize;
use serde_json::{Map, json};
use std::borrow::Cow;

/// What is not as the contract says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deviation {
    /// What it is.
    pub kind: DeviationKind,
    /// Where in the body, as a JSON pointer; numbers of items are `*`. Empty: the answer as a whole.
    pub at: String,
    /// For people.
    pub message: String,
    /// What the document would say if it were true: the schema it is about and what to add there.
    pub proposal: Option<Proposal>,
}

/// A change of a document that would make an answer right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The shared schema, by name; `None`: the answer's own.
    pub schema: Option<String>,
    /// What is merged into it.
    pub update: Value,
}

/// The kinds of deviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviationKind {
    /// A status that is not declared.
    UndeclaredStatus,
    /// A media type that is not declared.
    UndeclaredMediaType,
    /// The body is not what its media type says.
    Unreadable,
    /// A member that is not declared.
    UndeclaredMember,
    /// A value that the enum does not list.
    UndeclaredValue,
    /// A required member is not there.
    MissingMember,
    /// Null where it is not declared.
    UndeclaredNull,
    /// A value of another type.
    OtherType,
    /// A value out of its bounds, of another format, and so on.
    OtherValue,
}

impl DeviationKind {
    /// Whether a client that keeps to the document cannot read the answer.
    pub const fn is_breaking(self) -> bool {
        match self {
            Self::UndeclaredMediaType | Self::Unreadable | Self::MissingMember | Self::OtherType => true,
            Self::UndeclaredStatus
            | Self::UndeclaredMember
            | Self::UndeclaredValue
            | Self::UndeclaredNull
            | Self::OtherValue => false,
        }
    }

    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UndeclaredStatus => "undeclared-status",
            Self::UndeclaredMediaType => "undeclared-media-type",
            Self::Unreadable => "unreadable",
            Self::UndeclaredMember => "undeclared-member",
            Self::UndeclaredValue => "undeclared-value",
            Self::MissingMember => "missing-member",
            Self::UndeclaredNull => "undeclared-null",
            Self::OtherType => "other-type",
            Self::OtherValue => "other-value",
        }
    }
}

impl Mock {
    /// What is not as the contract says in an answer of this operation, each thing once.
    pub fn compare(&self, operation: usize, status: u16, media_type: &str, body: &[u8]) -> Vec<Deviation> {
        let contract = self.contract();
        let Some((index, answer)) = contract.operations[operation].answer(status) else {
            return vec![Deviation::whole(DeviationKind::UndeclaredStatus, format!("status {status} is not declared"))];
        };
        if answer.content.is_empty() || body.is_empty() {
            return Vec::new();
        }
        let Some((name, media)) = media_of(&answer.content, media_type) else {
            let known: Vec<&str> = answer.content.keys().map(String::as_str).collect();
            let message = format!("`{media_type}` is none of {}", known.join(", "));
            return vec![Deviation::whole(DeviationKind::UndeclaredMediaType, message)];
        };
        let Some(schema) = media.schema.as_ref().filter(|_| media_type.contains("json")) else { return Vec::new() };
        let value: Value = match serde_json::from_slice(body) {
            Ok(value) => value,
            Err(error) => {
                return vec![Deviation::whole(DeviationKind::Unreadable, format!("this is no JSON: {error}"))];
            }
        };
        let pointer = format!("/operations/{operation}/answers/{index}/content/{}/schema", step(name));
        let walk = Walk { root: &contract.value, schema, value: &value };
        let mut found = Vec::new();
        for problem in self.schemas.problems(&contract.value, Side::Answer, &pointer, &value, "") {
            found.push(walk.deviation(&problem.at, &problem.what, &problem.message));
        }
        walk.undeclared(&value, &Shape::of(&contract.value, Some(schema)), "", &mut found);
        unique(found)
    }
}

impl Deviation {
    fn whole(kind: DeviationKind, message: String) -> Self {
        Self { kind, at: String::new(), message, proposal: None }
    }
}

/// A value beside its schema.
struct Walk<'c> {
    root: &'c Value,
    schema: &'c Value,
    value: &'c Value,
}

impl Walk<'_> {
    /// A finding of the validator.
    fn deviation(&self, at: &str, keyword: &str, message: &str) -> Deviation {
        let here = self.value.pointer(at).unwrap_or(&Value::Null);
        let (kind, change) = match keyword {
            "type" if here.is_null() => (DeviationKind::UndeclaredNull, Some(json!({ "nullable": true }))),
            "type" => (DeviationKind::OtherType, None),
            "enum" | "const" => (DeviationKind::UndeclaredValue, Some(json!({ "enum": [here] }))),
            "required" => (DeviationKind::MissingMember, None),
            _ => (DeviationKind::OtherValue, None),
        };
        let proposal = change.map(|change| self.proposal(at, change));
        Deviation { kind, at: without_numbers(at), message: message.to_owned(), proposal }
    }

    /// Members that no schema lists, where schemas list any.
    fn undeclared(&self, value: &Value, shape: &Shape<'_>, at: &str, found: &mut Vec<Deviation>) {
        match value {
            Value::Object(members) => {
                let listed = shape.members().next().is_some();
                for (name, value) in members {
                    let inner = shape.member(name);
                    let at = format!("{at}/{}", step(name));
                    if listed && inner.is_blank() {
                        let message = format!("`{name}` is not declared");
                        let proposal = self.proposal(&at, guess(value));
                        let at = without_numbers(&at);
                        found.push(Deviation {
                            kind: DeviationKind::UndeclaredMember,
                            at,
                            message,
                            proposal: Some(proposal),
                        });
                    } else {
                        self.undeclared(value, &inner, &at, found);
                    }
                }
            }
            Value::Array(items) => {
                let item = shape.item();
                for (index, value) in items.iter().enumerate() {
                    self.undeclared(value, &item, &format!("{at}/{index}"), found);
                }
            }
            _ => {}
        }
    }

    /// The change at the nearest shared schema above a place.
    fn proposal(&self, at: &str, change: Value) -> Proposal {
        let keys: Vec<String> = crate::pointer::keys(at).map(Cow::into_owned).collect();
        let (mut schema, mut name, mut since) = (Some(self.schema), None, 0);
        for (depth, key) in keys.iter().enumerate() {
            for _ in 0..8 {
                let Some(reference) = schema.and_then(|schema| schema.get("$ref")).and_then(Value::as_str) else {
                    break;
                };
                name = reference.rsplit('/').next().map(str::to_owned);
                since = depth;
                schema = referred(self.root, reference);
            }
            schema = schema.and_then(|schema| {
                let member = schema.get("properties").and_then(|members| members.get(key));
                member.or_else(|| schema.get("items").filter(|_| key.parse::<usize>().is_ok()))
            });
        }
        let update = keys[since..].iter().rev().fold(change, |inner, key| {
            if key.parse::<usize>().is_ok() {
                json!({ "items": inner })
            } else {
                json!({ "properties": { key: inner } })
            }
        });
        Proposal { schema: name, update }
    }
}

/// The schema that a value suggests.
fn guess(value: &Value) -> Value {
    match value {
        Value::Null => json!({ "nullable": true }),
        Value::Array(items) => json!({ "type": "array", "items": items.first().map_or_else(|| json!({}), guess) }),
        Value::Object(members) => {
            let members: Map<String, Value> =
                members.iter().map(|(name, value)| (name.clone(), guess(value))).collect();
            json!({ "type": "object", "properties": members })
        }
        other => json!({ "type": kind(other) }),
    }
}

fn without_numbers(at: &str) -> String {
    let keys =
        at.split('/').map(|key| if !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit()) { "*" } else { key });
    keys.collect::<Vec<_>>().join("/")
}

/// Each kind at each place once.
fn unique(found: Vec<Deviation>) -> Vec<Deviation> {
    let mut seen = std::collections::HashSet::new();
    found.into_iter().filter(|one| seen.insert((one.kind, one.at.clone()))).collect()
}
