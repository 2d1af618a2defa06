//! The lines of a [`Policy`]: one for each thing it says.

use crate::ir::{FailureRule, FailureTest, Idempotency, KeyPlace, Policy, RateLimit};
use std::fmt::{self, Formatter};

pub(super) fn dump(f: &mut Formatter<'_>, policy: &Policy) -> fmt::Result {
    policy.idempotency.iter().try_for_each(|rule| idempotency(f, rule))?;
    policy.headers.iter().try_for_each(|(name, value)| writeln!(f, "every call {name}: {value}"))?;
    policy.request_id.iter().try_for_each(|name| writeln!(f, "request id in {name}"))?;
    policy.limit.iter().try_for_each(|rule| limit(f, rule))?;
    policy.failures.iter().try_for_each(|rule| failure(f, rule))?;
    policy.webhook.iter().try_for_each(|scheme| writeln!(f, "webhook {}", scheme.name()))
}

fn idempotency(f: &mut Formatter<'_>, rule: &Idempotency) -> fmt::Result {
    let place = match &rule.place {
        KeyPlace::Header(name) => format!("header {name}"),
        KeyPlace::Member(name) => format!("member {name}"),
    };
    write!(f, "idempotency {place} {} up to {}", rule.methods.join("|"), rule.max_length)?;
    operations(f, &rule.operations)
}

fn limit(f: &mut Formatter<'_>, rule: &RateLimit) -> fmt::Result {
    write!(f, "limit {} in {} s", rule.calls, rule.seconds)?;
    rule.remaining.iter().try_for_each(|name| write!(f, " remaining {name}"))?;
    rule.reset.iter().try_for_each(|(name, unit)| write!(f, " reset {name} {unit:?}"))?;
    writeln!(f)
}

fn failure(f: &mut Formatter<'_>, rule: &FailureRule) -> fmt::Result {
    let test = match &rule.test {
        FailureTest::Is(is) => format!("is {is}"),
        FailureTest::NoneOf(texts) => format!("none of {texts:?}"),
        FailureTest::OneOf(texts) => format!("one of {texts:?}"),
        FailureTest::Present => "present".to_owned(),
    };
    write!(f, "failure {} {test}", rule.member)?;
    rule.code.iter().try_for_each(|code| write!(f, " code {code}"))?;
    rule.message.iter().try_for_each(|message| write!(f, " message {message}"))?;
    rule.as_status.iter().try_for_each(|(code, status)| write!(f, " {code:?} as {status}"))?;
    operations(f, &rule.operations)
}

fn operations(f: &mut Formatter<'_>, ids: &[String]) -> fmt::Result {
    if ids.is_empty() { writeln!(f) } else { writeln!(f, " of {ids:?}") }
}
