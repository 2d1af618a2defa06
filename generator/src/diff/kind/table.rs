//! Every kind with what it does. Nothing here says how grave it is.

use super::super::effect::Effect::{
    self, Access, Advice, Appears, Elsewhere, Ends, EntersAnswers, EntersRequests, LeavesAnswers, LeavesRequests,
    Listed, Meaning, Name, Narrower, NeverNull, Nullable, Promised, Prose, Replaced as Other, Shifts, Unlisted,
    Unpromised, Vanishes, Wider,
};
use super::Change::{
    self, Added, BecameOptional, BecameRequired, Changed, Lowered, Narrowed, Raised, Removed, Renamed, Replaced,
    Widened,
};
use super::Subject::{self as S};

type Row = (S, &'static [(Change, Effect)]);

const LEAST: &[(Change, Effect)] = &[(Added, Narrower), (Removed, Wider), (Raised, Narrower), (Lowered, Wider)];
const MOST: &[(Change, Effect)] = &[(Added, Narrower), (Removed, Wider), (Raised, Wider), (Lowered, Narrower)];
const RULE: &[(Change, Effect)] = &[(Added, Narrower), (Removed, Wider), (Changed, Shifts)];
const MARK: &[(Change, Effect)] = &[(Added, Narrower), (Removed, Wider)];
const WORDS: &[(Change, Effect)] = &[(Added, Prose), (Removed, Prose), (Changed, Prose)];
const END: &[(Change, Effect)] = &[(Added, Ends), (Removed, Prose), (Changed, Ends)];
const ADVICE: &[(Change, Effect)] = &[(Added, Advice), (Removed, Advice)];
const MENTION: &[(Change, Effect)] = &[(Added, Prose), (Removed, Prose)];
const PARAMETER: &[(Change, Effect)] =
    &[(Added, Appears), (Removed, Vanishes), (BecameRequired, Promised), (BecameOptional, Unpromised)];
const ASKED: &[(Change, Effect)] = &[(Added, Promised), (Removed, Vanishes)];
const OFFER: &[(Change, Effect)] = &[(Added, Appears), (Removed, Vanishes)];
const OPEN_LIST: &[(Change, Effect)] = &[(Added, Listed), (Removed, Unlisted)];

pub(super) const TABLE: &[Row] = &[
    (S::Type, &[(Widened, Wider), (Narrowed, Narrower), (Changed, Other)]),
    (S::Format, &[(Added, Narrower), (Removed, Wider), (Changed, Shifts), (Widened, Wider), (Narrowed, Narrower)]),
    (S::Null, &[(Added, Nullable), (Removed, NeverNull)]),
    (S::Enum, &[(Added, Narrower), (Removed, Wider)]),
    (S::EnumValue, OPEN_LIST),
    (S::Const, &[(Added, Narrower), (Removed, Wider), (Changed, Other)]),
    (S::Minimum, LEAST),
    (S::ExclusiveMinimum, MARK),
    (S::Maximum, MOST),
    (S::ExclusiveMaximum, MARK),
    (S::MultipleOf, RULE),
    (S::MinLength, LEAST),
    (S::MaxLength, MOST),
    (S::Pattern, RULE),
    (S::MinItems, LEAST),
    (S::MaxItems, MOST),
    (S::UniqueItems, MARK),
    (S::MinProperties, LEAST),
    (S::MaxProperties, MOST),
    (S::Property, PARAMETER),
    (S::RequiredProperty, ASKED),
    (S::RequiredName, MARK),
    (S::OtherProperties, OPEN_LIST),
    (S::OtherPropertiesSchema, MARK),
    (S::PatternProperty, OPEN_LIST),
    (S::Items, MARK),
    (S::TupleItem, &[(Added, Shifts), (Removed, Shifts)]),
    (S::UnionBranch, OPEN_LIST),
    (S::Union, &[(Widened, Wider), (Narrowed, Narrower)]),
    (S::Discriminator, RULE),
    (S::DiscriminatorValue, &[(Added, Listed), (Removed, Unlisted), (Changed, Shifts)]),
    (S::Default, &[(Added, Prose), (Removed, Meaning), (Changed, Meaning)]),
    (S::ReadOnly, &[(Added, LeavesRequests), (Removed, EntersRequests)]),
    (S::WriteOnly, &[(Added, LeavesAnswers), (Removed, EntersAnswers)]),
    (S::Deprecation, ADVICE),
    (S::Sunset, END),
    (S::Title, WORDS),
    (S::Description, WORDS),
    (S::Example, WORDS),
    (S::RustType, &[(Renamed, Name), (Changed, Name)]),
    (S::RustField, &[(Renamed, Name)]),
    (S::RustVariant, &[(Renamed, Name)]),
    (S::Schema, &[(Added, Appears), (Removed, Vanishes), (Renamed, Name), (Replaced, Name)]),
    (S::PathParameter, &[(Added, Promised), (Removed, Vanishes)]),
    (S::QueryParameter, PARAMETER),
    (S::RequiredQueryParameter, ASKED),
    (S::HeaderParameter, PARAMETER),
    (S::RequiredHeaderParameter, ASKED),
    (S::CookieParameter, PARAMETER),
    (S::RequiredCookieParameter, ASKED),
    (S::IgnoredParameter, MENTION),
    (S::ParameterStyle, &[(Changed, Shifts)]),
    (S::ParameterExplode, &[(Changed, Shifts)]),
    (S::ParameterReserved, &[(Changed, Shifts)]),
    (S::ParameterContent, &[(Changed, Shifts)]),
    (S::ParameterDeprecation, ADVICE),
    (S::ParameterDescription, WORDS),
    (S::Body, PARAMETER),
    (S::RequiredBody, ASKED),
    (S::BodyDescription, WORDS),
    (S::BodyMediaType, OFFER),
    (S::BodySchema, MARK),
    (S::BodyEncoding, &[(Changed, Shifts)]),
    (S::Answer, &[(Added, Wider), (Removed, Vanishes)]),
    (S::ErrorAnswer, OPEN_LIST),
    (S::AnswerDescription, WORDS),
    (S::AnswerMediaType, OFFER),
    (S::AnswerSchema, &[(Added, Promised), (Removed, Unpromised)]),
    (S::AnswerHeader, PARAMETER),
    (S::RequiredAnswerHeader, ASKED),
    (S::AnswerHeaderDeprecation, ADVICE),
    (S::AnswerHeaderDescription, WORDS),
    (S::Event, &[(Added, Listed), (Removed, Vanishes)]),
    (S::EventBody, OFFER),
    (S::RustAnswer, &[(Changed, Name)]),
    (S::Operation, OFFER),
    (S::OperationPath, &[(Changed, Shifts)]),
    (S::OperationMethod, &[(Changed, Shifts)]),
    (S::OperationId, &[(Changed, Name), (Added, Name), (Removed, Name)]),
    (S::OperationSummary, WORDS),
    (S::OperationDescription, WORDS),
    (S::OperationDeprecation, ADVICE),
    (S::OperationSunset, END),
    (S::OperationTag, &[(Added, Name), (Removed, Name)]),
    (S::RustCall, &[(Renamed, Name)]),
    (S::Security, &[(Added, Access), (Removed, Appears)]),
    (S::SecurityAlternative, &[(Added, Appears), (Removed, Vanishes)]),
    (S::Scope, &[(Added, Access), (Removed, Appears)]),
    (S::SecurityScheme, &[(Added, Appears), (Removed, Vanishes), (Changed, Access)]),
    (S::SecuritySchemeDescription, WORDS),
    (S::OAuthFlow, OFFER),
    (S::OAuthUrl, &[(Added, Appears), (Removed, Elsewhere), (Changed, Elsewhere)]),
    (S::OAuthScope, OFFER),
    (S::Server, &[(Added, Appears), (Removed, Elsewhere), (Changed, Elsewhere)]),
    (S::ServerVariable, &[(Changed, Elsewhere)]),
    (S::ServerDescription, WORDS),
    (S::InfoTitle, &[(Changed, Prose)]),
    (S::InfoVersion, &[(Changed, Prose)]),
    (S::InfoDescription, WORDS),
    (S::Tag, MENTION),
    (S::TagDescription, WORDS),
];
