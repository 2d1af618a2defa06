//! What no document says, as the runtime's table.

use crate::ir::{FailureRule, FailureTest, Idempotency, KeyPlace, Policy, RateLimit, ResetUnit};
use crate::render::text::{Code, literal, literals, slice};

/// The member `policy`.
pub(super) fn put(code: &mut Code, policy: &Policy) {
    let Policy { idempotency, headers, request_id, limit, failures, webhook } = policy;
    if *policy == Policy::default() {
        code.put("policy: &intertie::spec::Policy::NONE,");
        return;
    }
    code.open(format_args!("policy: &intertie::spec::Policy {{"));
    code.line(format_args!("idempotency: {},", some(idempotency.as_ref().map(self::idempotency))));
    let pairs = headers.iter().map(|(name, value)| format!("({}, {})", literal(name), literal(value)));
    code.line(format_args!("headers: {},", slice(pairs)));
    code.line(format_args!("request_id: {},", texts(request_id)));
    code.line(format_args!("limit: {},", some(limit.as_ref().map(self::limit))));
    if failures.is_empty() {
        code.put("failures: &[],");
    } else {
        code.open(format_args!("failures: &["));
        for rule in failures {
            code.line(format_args!("{},", failure(rule)));
        }
        code.close("],");
    }
    code.line(format_args!("webhook: {},", some(webhook.map(|scheme| literal(scheme.name())))));
    code.close("},");
}

fn idempotency(rule: &Idempotency) -> String {
    let place = match &rule.place {
        KeyPlace::Header(name) => format!("Header({})", literal(name)),
        KeyPlace::Member(name) => format!("Member({})", literal(name)),
    };
    format!(
        "intertie::spec::Idempotency {{ place: intertie::spec::KeyPlace::{place}, methods: {}, operations: {}, \
         max_length: {} }}",
        texts(&rule.methods),
        texts(&rule.operations),
        rule.max_length
    )
}

fn limit(rule: &RateLimit) -> String {
    let reset = rule.reset.as_ref().map(|(header, unit)| {
        let unit = match unit {
            ResetUnit::Seconds => "Seconds",
            ResetUnit::Milliseconds => "Milliseconds",
            ResetUnit::EpochSeconds => "EpochSeconds",
            ResetUnit::EpochMilliseconds => "EpochMilliseconds",
        };
        format!("({}, intertie::spec::ResetUnit::{unit})", literal(header))
    });
    format!(
        "intertie::spec::RateLimit {{ calls: {}, seconds: {}, remaining: {}, reset: {} }}",
        rule.calls,
        rule.seconds,
        some(rule.remaining.as_deref().map(literal)),
        some(reset)
    )
}

fn failure(rule: &FailureRule) -> String {
    let test = match &rule.test {
        FailureTest::Is(is) => format!("Is({is})"),
        FailureTest::NoneOf(values) => format!("NoneOf({})", texts(values)),
        FailureTest::OneOf(values) => format!("OneOf({})", texts(values)),
        FailureTest::Present => "Present".to_owned(),
    };
    format!(
        "intertie::spec::FailureRule {{ operations: {}, member: {}, test: intertie::spec::FailureTest::{test}, \
         code: {}, message: {}, as_status: {} }}",
        texts(&rule.operations),
        literal(&rule.member),
        some(rule.code.as_deref().map(literal)),
        some(rule.message.as_deref().map(literal)),
        slice(rule.as_status.iter().map(|(code, status)| format!("({}, {status})", literal(code))))
    )
}

fn texts(texts: &[String]) -> String {
    literals(texts.iter().map(String::as_str))
}

fn some(value: Option<impl std::fmt::Display>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}
