//! Which of the declared answers is given, and what it holds.

use super::contract::{Answer, FailureRule, FailureTest, Header, Media, Operation};
use super::given::Coding;
use super::given::{coding, essence, media_of};
use super::schemas::{Side, step};
use super::shape::Shape;
use super::synth::{Fill, Synth};
use super::{Contract, Mock, Scenario};
use crate::Value;
use serde_json::Map;

/// An answer whose body is still a value.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) status: u16,
    pub(super) media_type: Option<String>,
    pub(super) value: Value,
    pub(super) headers: Vec<(String, String)>,
    /// Where its schema is in the contract.
    pub(super) pointer: Option<String>,
}

impl Mock {
    /// The answer that the scenario asks for, else the first good one.
    pub(super) fn draft(&self, at: usize, scenario: &Scenario, accept: Option<&str>, seed: u64) -> Draft {
        let operation = &self.contract.operations[at];
        let (index, status) = chosen(&self.contract, operation, scenario);
        let Some(index) = index else { return Draft::blank(status) };
        let answer = &operation.answers[index];
        let headers = self.headers(answer, seed);
        let Some((name, media)) = spoken(answer, accept) else { return Draft { headers, ..Draft::blank(status) } };
        let pointer = format!("/operations/{at}/answers/{index}/content/{}/schema", step(name));
        let value = self.body_value(media, &pointer, scenario, seed);
        let media_type = Some(if name.contains('*') { "application/json".to_owned() } else { name.to_owned() });
        let mut draft = Draft { status, media_type, value, headers, pointer: media.schema.as_ref().map(|_| pointer) };
        if scenario.failure || is_failure(&self.contract, operation, answer, status) {
            fail(&self.contract, operation, &mut draft.value);
        } else if (200..300).contains(&status) && scenario.example.is_none() {
            succeed(&self.contract, operation, &mut draft.value);
        }
        draft
    }

    /// Whether there is the example that the scenario asks for.
    pub(super) fn has_example(&self, at: usize, scenario: &Scenario, accept: Option<&str>) -> bool {
        let operation = &self.contract.operations[at];
        let answer = chosen(&self.contract, operation, scenario).0.map(|index| &operation.answers[index]);
        let media = answer.and_then(|answer| spoken(answer, accept));
        media.is_some_and(|(_, media)| scenario.example.is_some_and(|number| number < media.examples.len()))
    }

    /// An example that is as the schema says, else a value made up.
    pub(super) fn body_value(&self, media: &Media, pointer: &str, scenario: &Scenario, seed: u64) -> Value {
        let accepts = |value: &Value| {
            media.schema.is_none() || self.schemas.accepts(&self.contract.value, Side::Answer, pointer, value)
        };
        let examples: Vec<Value> = media.examples.iter().map(|example| plain(example, media)).collect();
        if let Some(wanted) = scenario.example {
            return examples.into_iter().nth(wanted).unwrap_or_default();
        }
        if scenario.fill.is_none()
            && scenario.seed == 0
            && let Some(example) = examples.iter().find(|example| accepts(example))
        {
            return example.clone();
        }
        let Some(schema) = &media.schema else { return examples.into_iter().next().unwrap_or_default() };
        let fill = scenario.fill.unwrap_or(Fill::Some);
        self.made_up(Side::Answer, (schema, pointer), "value", fill, seed)
    }

    /// What the schema at a pointer of the contract says; nothing where there is none.
    pub(super) fn shape(&self, pointer: Option<&str>) -> Shape<'_> {
        let root = &self.contract.value;
        Shape::of(root, pointer.and_then(|at| root.pointer(at)))
    }

    /// What may be at a pointer of an answer.
    pub(super) fn shape_at(&self, draft: &Draft, pointer: &str) -> Shape<'_> {
        self.shape(draft.pointer.as_deref()).at(pointer)
    }

    /// Whether an answer may have this value.
    pub(super) fn is_valid(&self, draft: &Draft, value: &Value) -> bool {
        let accepts = |at: &String| self.schemas.accepts(&self.contract.value, Side::Answer, at, value);
        draft.pointer.as_ref().is_none_or(accepts)
    }

    fn headers(&self, answer: &Answer, seed: u64) -> Vec<(String, String)> {
        let mut synth = Synth::new(&self.contract.value, Side::Answer, Fill::Required, seed);
        let own = answer.headers.iter().filter(|header| is_ours_to_say(header));
        own.map(|header| (header.name.clone(), header_text(header, &mut synth))).collect()
    }
}

impl Draft {
    fn blank(status: u16) -> Self {
        Self { status, media_type: None, value: Value::Null, headers: Vec::new(), pointer: None }
    }

    /// The bytes of the body, as its media type wants them.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let Some(media_type) = &self.media_type else { return Vec::new() };
        match (&self.value, coding(media_type)) {
            (Value::String(text), Coding::Text | Coding::Opaque | Coding::Multipart | Coding::Form) => {
                text.clone().into_bytes()
            }
            (value, Coding::Opaque) if essence(media_type) == "text/event-stream" => {
                format!("data: {value}\n\n").into_bytes()
            }
            (_, Coding::Opaque) if media_type.contains("xml") => b"<answer/>".to_vec(),
            (value, _) => value.to_string().into_bytes(),
        }
    }
}

/// The index of the declared answer, and the status it is given with.
fn chosen(contract: &Contract, operation: &Operation, scenario: &Scenario) -> (Option<usize>, u16) {
    if scenario.failure && scenario.status.is_none() {
        let error = operation.answers.iter().position(|answer| answer.status == "default");
        return (error.or_else(|| first_of(operation, '2')), 200);
    }
    if let Some(wanted) = &scenario.status {
        if let Some(index) = operation.answers.iter().position(|answer| answer.status.eq_ignore_ascii_case(wanted)) {
            return (Some(index), concrete(contract, operation, &operation.answers[index]));
        }
        if let Ok(status) = wanted.parse() {
            return (operation.answer(status).map(|(index, _)| index), status);
        }
        return member_of(contract, operation, wanted);
    }
    let only = || operation.answers.iter().position(|answer| answer.status == "default");
    match first_of(operation, '2') {
        Some(index) => (Some(index), concrete(contract, operation, &operation.answers[index])),
        None => match only() {
            Some(index) => (Some(index), 200),
            None => match first_of(operation, '3') {
                Some(index) => (Some(index), concrete(contract, operation, &operation.answers[index])),
                None => (None, 200),
            },
        },
    }
}

/// The first answer whose status begins so.
fn first_of(operation: &Operation, digit: char) -> Option<usize> {
    operation.answers.iter().position(|answer| answer.status.starts_with(digit))
}

/// The first answer of a family that is not declared as one (`4XX`), else what is declared for all else.
fn member_of(contract: &Contract, operation: &Operation, family: &str) -> (Option<usize>, u16) {
    let digit = family.chars().next().filter(|digit| ('1'..='5').contains(digit)).unwrap_or('5');
    if let Some(index) = first_of(operation, digit) {
        return (Some(index), concrete(contract, operation, &operation.answers[index]));
    }
    let status = digit.to_digit(10).and_then(|digit| u16::try_from(digit * 100).ok()).unwrap_or(500);
    (operation.answer(status).map(|(index, _)| index), status)
}

/// A status that the answer is declared for.
pub(super) fn concrete(contract: &Contract, operation: &Operation, answer: &Answer) -> u16 {
    if let Ok(status) = answer.status.parse() {
        return status;
    }
    let declared = |status: u16| operation.answers.iter().any(|one| one.status == status.to_string());
    let free = |wanted: &[u16]| wanted.iter().copied().find(|status| !declared(*status));
    match answer.status.chars().next() {
        Some(digit @ '1'..='5') => {
            let first = u16::try_from(digit.to_digit(10).unwrap_or(2)).unwrap_or(2) * 100;
            free(&[first, first + 1, first + 9, first + 22]).unwrap_or(first + 18)
        }
        // What is declared for all else: of a vendor that tells failures in the body, with the status of success.
        _ if rule(contract, operation).is_some_and(|rule| !matches!(rule.test, FailureTest::Present)) => 200,
        _ => free(&[400, 409, 422, 404, 418]).unwrap_or(499),
    }
}

/// The rule by which an answer of this operation is a failure, whatever its status.
pub(super) fn rule<'c>(contract: &'c Contract, operation: &Operation) -> Option<&'c FailureRule> {
    let mut rules = contract.policy.failures.iter();
    rules.find(|rule| rule.operations.is_empty() || rule.operations.contains(&operation.id))
}

/// Whether an answer of success is to be read as a failure.
fn is_failure(contract: &Contract, operation: &Operation, answer: &Answer, status: u16) -> bool {
    answer.status == "default"
        && (200..300).contains(&status)
        && operation.answers.len() > 1
        && rule(contract, operation).is_some()
}

/// Makes the body say that it is a failure.
fn fail(contract: &Contract, operation: &Operation, value: &mut Value) {
    let Some(rule) = rule(contract, operation) else { return };
    let told = match &rule.test {
        FailureTest::Is(wanted) => Value::Bool(*wanted),
        FailureTest::NoneOf(_) => "INTERTIE_FAILURE".into(),
        FailureTest::OneOf(texts) => texts.first().map_or(Value::Null, |text| text.as_str().into()),
        FailureTest::Present => serde_json::json!([{}]),
    };
    let known = value.pointer(&rule.member);
    let is_one = match (&rule.test, known) {
        (FailureTest::Present, Some(Value::Array(items))) => !items.is_empty(),
        (FailureTest::Present, Some(known)) => !known.is_null(),
        (FailureTest::NoneOf(texts), Some(Value::String(text))) => !texts.contains(text),
        (FailureTest::OneOf(texts), Some(Value::String(text))) => texts.contains(text),
        _ => false,
    };
    if !is_one {
        set_at(value, &rule.member, told);
    }
}

/// Makes the body say that it is no failure, where it says anything about that.
fn succeed(contract: &Contract, operation: &Operation, value: &mut Value) {
    let Some(rule) = rule(contract, operation) else { return };
    let Some(known) = value.pointer(&rule.member) else { return };
    match (&rule.test, known) {
        (FailureTest::Is(failed), Value::Bool(known)) if known == failed => {
            set_at(value, &rule.member, Value::Bool(!failed));
        }
        (FailureTest::NoneOf(texts), Value::String(known)) if !texts.contains(known) => {
            let good = texts.first().cloned().unwrap_or_default();
            set_at(value, &rule.member, good.into());
        }
        (FailureTest::OneOf(texts), Value::String(known)) if texts.contains(known) => remove_at(value, &rule.member),
        (FailureTest::Present, Value::Array(items)) if !items.is_empty() => {
            set_at(value, &rule.member, Value::Array(Vec::new()));
        }
        (FailureTest::Present, Value::Object(_) | Value::String(_)) => remove_at(value, &rule.member),
        _ => {}
    }
}

/// Sets a value at a JSON pointer; objects on the way are made where they are missing.
pub(super) fn set_at(value: &mut Value, pointer: &str, new: Value) {
    let mut here = value;
    for key in crate::pointer::keys(pointer) {
        if let Value::Array(items) = here {
            let at = key.parse::<usize>().unwrap_or(0);
            let Some(item) = items.get_mut(at) else { return };
            here = item;
            continue;
        }
        if !here.is_object() {
            *here = Value::Object(Map::new());
        }
        let Value::Object(members) = here else { return };
        here = members.entry(key.into_owned()).or_insert(Value::Null);
    }
    *here = new;
}

/// Takes out the member at a JSON pointer.
pub(super) fn remove_at(value: &mut Value, pointer: &str) {
    let Some((parent, key)) = pointer.rsplit_once('/') else { return };
    if let Some(Value::Object(members)) = value.pointer_mut(parent) {
        members.remove(&*crate::pointer::unescaped(key));
    }
}

/// The media type that the caller wants most, JSON where it does not say.
fn spoken<'c>(answer: &'c Answer, accept: Option<&str>) -> Option<(&'c str, &'c Media)> {
    let wanted = accept.into_iter().flat_map(|text| text.split(',')).map(str::trim);
    let mut wanted = wanted.filter(|one| !one.starts_with("*/*"));
    let asked = wanted.find_map(|one| media_of(&answer.content, one));
    asked.or_else(|| {
        let json = answer.content.iter().find(|(name, media)| coding(name) == Coding::Json && media.schema.is_some());
        let json = json.or_else(|| answer.content.iter().find(|(name, _)| coding(name) == Coding::Json));
        json.or_else(|| answer.content.iter().next()).map(|(name, media)| (name.as_str(), media))
    })
}

/// JSON that the document wrote as text.
fn plain(example: &Value, media: &Media) -> Value {
    let wants_text =
        media.schema.as_ref().is_some_and(|schema| schema.get("type").and_then(Value::as_str) == Some("string"));
    match example {
        Value::String(text) if !wants_text => serde_json::from_str(text).unwrap_or_else(|_| example.clone()),
        _ => example.clone(),
    }
}

/// Not what the transport says itself, nor what would make a client wait or go elsewhere.
fn is_ours_to_say(header: &Header) -> bool {
    let name = header.name.to_ascii_lowercase();
    let fixed = [
        "content-type",
        "content-length",
        "content-encoding",
        "transfer-encoding",
        "connection",
        "link",
        "set-cookie",
        "date",
    ];
    !fixed.contains(&name.as_str())
        && !["ratelimit", "rate-limit", "retry-after", "cache"].iter().any(|part| name.contains(part))
        && http::HeaderName::from_bytes(name.as_bytes()).is_ok()
}

fn header_text(header: &Header, synth: &mut Synth<'_>) -> String {
    let value = header.schema.as_ref().map(|schema| synth.value(schema, &header.name));
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let written = match value {
        Some(Value::Array(items)) => items.iter().map(text).collect::<Vec<_>>().join(","),
        Some(value) => text(&value),
        None => "intertie".to_owned(),
    };
    written.chars().filter(|c| ('\u{20}'..='\u{7e}').contains(c)).collect()
}
