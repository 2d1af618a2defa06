//! The idempotency key of a call: whose it is, that it is one the vendor takes, and where it goes.
//!
//! In: the vendor's rule, the request and perhaps the caller's key. Out: the request with a key, the same over all its
//! attempts, and whether it has one: with a key, even a POST may be sent again.

mod generate;
mod member;
pub(crate) mod uuid;

use crate::client::ConfigError;
use crate::request::{Request, header_name, header_value};
use crate::spec::{Idempotency, KeyPlace, OperationSpec, Policy};

/// Puts a key into the request, where the vendor keeps keys for this operation; whether there is one.
///
/// The caller's key goes before the one that the operation's own values hold, and that before a new one.
pub(crate) fn attach(
    policy: &Policy,
    spec: &'static OperationSpec,
    request: &mut Request,
    key: Option<&str>,
) -> Result<bool, ConfigError> {
    let Some(rule) = policy.idempotency_of(spec) else {
        return key
            .map_or(Ok(false), |_| Err(ConfigError::new("the vendor takes no idempotency key for this operation")));
    };
    match key.map(str::to_owned).or_else(|| present(rule, spec, request)) {
        Some(key) => {
            check(rule, &key)?;
            write(rule, spec, request, &key)?;
            Ok(true)
        }
        None if member::has_place(rule, spec, request) => {
            write(rule, spec, request, &generate::key(rule.max_length)?)?;
            Ok(true)
        }
        None => Ok(false),
    }
}

/// The key that the operation's values hold.
fn present(rule: &Idempotency, spec: &'static OperationSpec, request: &Request) -> Option<String> {
    match rule.place {
        KeyPlace::Header(name) => request.headers.get(name)?.to_str().ok().map(str::to_owned),
        KeyPlace::Member(name) => member::get(spec, request, name),
    }
}

/// Refuses what the vendor would refuse, or cut off and so confuse with another key.
fn check(rule: &Idempotency, key: &str) -> Result<(), ConfigError> {
    let (length, most) = (key.chars().count(), rule.max_length);
    if key.is_empty() {
        return Err(ConfigError::new("the idempotency key is empty"));
    }
    if length > most {
        let reason = format_args!("the idempotency key has {length} characters, and the vendor takes {most}");
        return Err(ConfigError::new(reason));
    }
    Ok(())
}

fn write(
    rule: &Idempotency,
    spec: &'static OperationSpec,
    request: &mut Request,
    key: &str,
) -> Result<(), ConfigError> {
    match rule.place {
        KeyPlace::Header(name) => {
            let no_header = || ConfigError::new(format_args!("`{name}` is no header that can hold a key"));
            let no_value = || ConfigError::new("the idempotency key must not hold control characters");
            let value = header_value(key).ok_or_else(no_value)?;
            request.headers.insert(header_name(name).ok_or_else(no_header)?, value);
            Ok(())
        }
        KeyPlace::Member(name) => member::set(spec, request, name, key),
    }
}
