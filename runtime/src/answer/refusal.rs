//! Failures that come with a status of success: which rule of the profile holds, and what the vendor says.
//!
//! In: an answer's first lines and its bytes. Out: the rule. The body is searched for the members that the rules name, and
//! not read otherwise; without rules it is not looked at.

use super::Head;
use crate::codec::value_at;
use crate::spec::{AnswerSpec, FailureRule, FailureTest, OperationSpec, Status};
use serde_json::Value;

/// The rule by which this answer of status 2xx is a failure.
pub(crate) fn find(head: &Head, body: &[u8]) -> Option<&'static FailureRule> {
    if !head.status.is_success() {
        return None;
    }
    rules(head).find(|rule| holds(rule, body))
}

/// The declared error that such an answer is read as: what is declared for all else, or the only one there is. Others are
/// for statuses that this answer does not have. One that tells what failed beside what was done is none of them.
pub(crate) fn declared(rule: &FailureRule, spec: &'static OperationSpec) -> Option<&'static AnswerSpec> {
    if rule.test == FailureTest::Present {
        return None;
    }
    let failures = || spec.answers.iter().filter(|answer| !answer.success);
    let only = || {
        let first = failures().next()?;
        failures().all(|answer| answer.case == first.case).then_some(first)
    };
    failures().find(|answer| answer.status == Status::Default).or_else(only)
}

/// The HTTP status that the vendor's code stands for: by this a call is sent again, or not.
pub(crate) fn as_status(rule: &FailureRule, body: &[u8]) -> Option<u16> {
    if rule.as_status.is_empty() {
        return None;
    }
    let code = text(&value_at(body, rule.code.unwrap_or(rule.member))?)?;
    rule.as_status.iter().find(|(known, _)| *known == code).map(|(_, status)| *status)
}

/// The vendor's code, where a rule says where it is.
pub(crate) fn code(head: &Head, body: &[u8]) -> Option<String> {
    told(head, body, |rule| rule.code)
}

/// The vendor's text for people, where a rule says where it is.
pub(crate) fn message(head: &Head, body: &[u8]) -> Option<String> {
    told(head, body, |rule| rule.message)
}

fn told(head: &Head, body: &[u8], place: fn(&FailureRule) -> Option<&'static str>) -> Option<String> {
    // Answers of other statuses look the same, mostly.
    let about = rules(head).filter(|rule| !head.status.is_success() || holds(rule, body));
    about.filter_map(place).find_map(|pointer| text(&value_at(body, pointer)?))
}

fn rules(head: &Head) -> impl Iterator<Item = &'static FailureRule> {
    let id = head.spec.id;
    head.api.policy.failures.iter().filter(move |rule| rule.operations.is_empty() || rule.operations.contains(&id))
}

fn holds(rule: &FailureRule, body: &[u8]) -> bool {
    let Some(value) = value_at(body, rule.member) else { return false };
    match rule.test {
        FailureTest::Is(wanted) => value == Value::Bool(wanted),
        FailureTest::NoneOf(texts) => text(&value).is_some_and(|text| !texts.contains(&text.as_str())),
        FailureTest::OneOf(texts) => text(&value).is_some_and(|text| texts.contains(&text.as_str())),
        FailureTest::Present => match value {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            Value::Object(members) => !members.is_empty(),
            Value::Bool(_) | Value::Number(_) => true,
        },
    }
}

/// Codes are numbers with some vendors.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
