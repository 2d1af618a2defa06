//! What makes writes safe to repeat, headers of every call, limits, failures in answers of status 2xx, webhooks.

use super::auth::selection;
use super::file::{
    FailureTable, FromWord, HeaderTable, IdempotencyTable, LimitTable, RequestIdTable, UnitWord, WebhookTable,
};
use super::section::Reader;
use super::text_or::TextOr;
use super::{Placed, Selection, check};
use crate::ir::{FailureTest, KeyPlace, RateLimit, ResetUnit, WebhookScheme};
use indexmap::IndexMap;
use toml::Spanned;

/// What makes a write safe to repeat.
#[derive(Debug, Clone)]
pub struct Idempotency {
    /// Where the key travels.
    pub place: Placed<KeyPlace>,
    /// The methods for which the vendor keeps keys.
    pub methods: Vec<String>,
    /// Which operations.
    pub scope: IdempotencyScope,
    /// How long a key may be, in characters.
    pub max_length: usize,
}

/// Which operations take an idempotency key.
#[derive(Debug, Clone)]
pub enum IdempotencyScope {
    /// Those that are selected.
    Selected(Selection),
    /// Those that declare the header or member; `optional`: there may be none.
    Declared {
        /// Whether none at all is no mistake.
        optional: bool,
    },
}

/// A header of every call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: HeaderValue,
}

/// The value of a [`Header`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderValue {
    /// This text.
    Text(String),
    /// The document's `info.version`.
    DocumentVersion,
}

/// What makes an answer of status 2xx a failure.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Of which operations.
    pub operations: Selection,
    /// The member that tells.
    pub member: Placed<String>,
    /// What it must be.
    pub test: FailureTest,
    /// The vendor's code.
    pub code: Option<String>,
    /// A text for people.
    pub message: Option<String>,
    /// The HTTP statuses that codes stand for.
    pub as_status: Vec<(String, u16)>,
}

/// The methods whose keys vendors keep, unless said otherwise.
const METHODS: &[&str] = &["POST"];

/// Long enough for a UUID and a prefix; every vendor known takes at least that.
const MAX_LENGTH: usize = 255;

pub(super) fn idempotency(table: IdempotencyTable, reader: &mut Reader<'_>) -> Option<Idempotency> {
    let methods = table.methods.map(|methods| {
        let known = ["POST", "PUT", "PATCH", "DELETE"];
        for method in methods.iter().filter(|method| !known.contains(&method.get_ref().as_str())) {
            reader.unknown(method.span(), "method", method.get_ref(), &known);
        }
        methods.into_iter().map(Spanned::into_inner).collect()
    });
    let place = match (table.header, table.member) {
        (Some(header), None) => {
            check::header(&header, reader);
            Spanned::new(header.span(), KeyPlace::Header(header.into_inner()))
        }
        (None, Some(member)) => {
            check::name(&member, reader);
            Spanned::new(member.span(), KeyPlace::Member(member.into_inner()))
        }
        (header, _) => {
            let span = header.map_or(0..0, |header| header.span());
            reader.wrong(span, "`[idempotency]` needs exactly one of `header`, `member`", "write one of them");
            return None;
        }
    };
    // A member is there only where it is declared.
    let declared = table.declared || matches!(place.get_ref(), KeyPlace::Member(_)) && table.operations.is_empty();
    if table.declared && !table.operations.is_empty() {
        let span = table.operations[0].span();
        reader.wrong(span, "`declared` and `operations` say two things", "keep one of them");
    }
    Some(Idempotency {
        place: reader.placed(place),
        methods: methods.unwrap_or_else(|| METHODS.iter().map(|&method| method.to_owned()).collect()),
        scope: if declared {
            IdempotencyScope::Declared { optional: table.optional }
        } else {
            IdempotencyScope::Selected(selection(table.operations, table.optional, reader))
        },
        max_length: table.max_length.unwrap_or(MAX_LENGTH),
    })
}

pub(super) fn headers(
    typed: IndexMap<Spanned<String>, Spanned<TextOr<HeaderTable>>>,
    reader: &mut Reader<'_>,
) -> Vec<Header> {
    let header = |(name, value): (Spanned<String>, Spanned<TextOr<HeaderTable>>)| {
        check::header(&name, reader);
        let span = value.span();
        let value = match value.into_inner() {
            TextOr::Text(text) => HeaderValue::Text(text.into_inner()),
            TextOr::Table(HeaderTable { from: FromWord::InfoVersion }) => HeaderValue::DocumentVersion,
        };
        if matches!(&value, HeaderValue::Text(text) if text.is_empty() || text.chars().any(|c| !(' '..='~').contains(&c)))
        {
            reader.wrong(span, "this cannot be the value of a header", "plain ASCII text");
        }
        Header { name: name.into_inner(), value }
    };
    typed.into_iter().map(header).collect()
}

pub(super) fn request_id(table: Option<RequestIdTable>, reader: &mut Reader<'_>) -> Vec<String> {
    let names = table.map(|table| table.headers).unwrap_or_default();
    for name in &names {
        check::header(name, reader);
    }
    names.into_iter().map(Spanned::into_inner).collect()
}

pub(super) fn limit(table: LimitTable, reader: &mut Reader<'_>) -> Option<RateLimit> {
    for header in table.remaining.iter().chain(table.reset.as_ref().map(|reset| &reset.header)) {
        check::header(header, reader);
    }
    let (calls, seconds) = (table.calls, table.seconds);
    if let (Some(alone), None) | (None, Some(alone)) = (&calls, &seconds) {
        reader.wrong(alone.span(), "`calls` and `seconds` belong together", "write both, or neither");
        return None;
    }
    for zero in [&calls, &seconds].into_iter().flatten().filter(|number| *number.get_ref() == 0) {
        reader.wrong(zero.span(), "this must be more than 0", "leave both out where the vendor states no limit");
    }
    Some(RateLimit {
        calls: calls.map_or(0, Spanned::into_inner),
        seconds: seconds.map_or(0, Spanned::into_inner),
        remaining: table.remaining.map(Spanned::into_inner),
        reset: table.reset.map(|reset| (reset.header.into_inner(), unit(reset.unit))),
    })
}

fn unit(word: UnitWord) -> ResetUnit {
    match word {
        UnitWord::Seconds => ResetUnit::Seconds,
        UnitWord::Milliseconds => ResetUnit::Milliseconds,
        UnitWord::EpochSeconds => ResetUnit::EpochSeconds,
        UnitWord::EpochMilliseconds => ResetUnit::EpochMilliseconds,
    }
}

pub(super) fn failure(entry: Spanned<FailureTable>, reader: &mut Reader<'_>) -> Option<Failure> {
    let span = entry.span();
    let table = entry.into_inner();
    check::pointer(&table.member, reader);
    check::pointer_or_none(table.code.as_ref(), reader);
    check::pointer_or_none(table.message.as_ref(), reader);
    let keys = [
        ("is", table.is.is_some()),
        ("none_of", table.none_of.is_some()),
        ("one_of", table.one_of.is_some()),
        ("present", table.present.is_some()),
    ];
    check::one_of(&keys, span.clone(), "a failure", reader)?;
    if table.present == Some(false) {
        reader.wrong(span, "`present = false` would make every answer without it a failure", "write `present = true`");
    }
    let test = match (table.is, table.none_of, table.one_of) {
        (Some(is), ..) => FailureTest::Is(is),
        (_, Some(texts), _) => FailureTest::NoneOf(texts),
        (.., Some(texts)) => FailureTest::OneOf(texts),
        _ => FailureTest::Present,
    };
    let code_elsewhere = table.code.as_ref().is_some_and(|code| code.get_ref() != table.member.get_ref());
    for (code, status) in &table.as_status {
        as_status(code, status, &test, code_elsewhere, reader);
    }
    Some(Failure {
        operations: selection(table.operations, table.optional, reader),
        member: reader.placed(table.member),
        test,
        code: table.code.map(Spanned::into_inner),
        message: table.message.map(Spanned::into_inner),
        as_status: table.as_status.into_iter().map(|(code, status)| (code, status.into_inner())).collect(),
    })
}

/// What a code stands for; and that there may be an answer with it which is a failure.
fn as_status(code: &str, status: &Spanned<u16>, test: &FailureTest, code_elsewhere: bool, reader: &mut Reader<'_>) {
    if !(400..600).contains(status.get_ref()) {
        reader.wrong(status.span(), "this is no HTTP status of a failure", "a number from 400 to 599");
    }
    if code_elsewhere {
        return;
    }
    let fails = match test {
        FailureTest::NoneOf(good) => !good.iter().any(|text| text == code),
        FailureTest::OneOf(bad) => bad.iter().any(|text| text == code),
        FailureTest::Is(_) | FailureTest::Present => false,
    };
    if !fails {
        let message = format!("by this rule no failure has the code {code:?}");
        reader.wrong(status.span(), message, "say with `code` where the vendor's code is, or take it out");
    }
}

pub(super) fn webhook(table: &WebhookTable, reader: &mut Reader<'_>) -> Option<WebhookScheme> {
    let found = WebhookScheme::ALL.iter().find(|scheme| scheme.name() == table.scheme.get_ref());
    if found.is_none() {
        let known: Vec<&str> = WebhookScheme::ALL.iter().map(|scheme| scheme.name()).collect();
        reader.unknown(table.scheme.span(), "webhook scheme", table.scheme.get_ref(), &known);
    }
    found.copied()
}
