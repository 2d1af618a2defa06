//! The kinds of edits: what was edited, and how. [`Kind::all`] is the whole list; each has one effect, from which its level
//! is derived.

mod table;

use super::effect::{Direction, Effect};
use std::fmt;

/// A kind of edit, written `max-length-lowered`. Its text is stable: files that accept findings name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kind {
    subject: Subject,
    change: Change,
}

impl Kind {
    /// The kind, which must be in the table.
    pub(super) const fn of(subject: Subject, change: Change) -> Self {
        Self { subject, change }
    }

    /// What was edited.
    pub fn subject(self) -> Subject {
        self.subject
    }

    /// How.
    pub fn change(self) -> Change {
        self.change
    }

    /// What it does to what can be said.
    pub fn effect(self) -> Effect {
        let row = table::TABLE.iter().find(|(subject, _)| *subject == self.subject);
        let found = row.and_then(|(_, changes)| changes.iter().find(|(change, _)| *change == self.change));
        found.map_or_else(|| unreachable!("every kind that is found is in the table: {self}"), |(_, effect)| *effect)
    }

    /// Every kind.
    pub fn all() -> impl Iterator<Item = Self> {
        table::TABLE.iter().flat_map(|(subject, changes)| changes.iter().map(|(change, _)| Self::of(*subject, *change)))
    }

    /// The directions in which it can be found by itself.
    pub fn directions(self) -> &'static [Direction] {
        use Direction::{Answer, Call, Request, Unused};
        match self.subject.about() {
            About::Request => &[Request],
            About::Answer => &[Answer],
            About::Call => &[Call],
            About::Component if self.change == Change::Removed || self.change == Change::Added => &[Unused, Call],
            About::Value | About::Component => &[Request, Answer],
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.subject.as_str(), self.change.as_str())
    }
}

/// What a subject belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// A value, which travels one way or both.
    Value,
    /// What only requests have.
    Request,
    /// What only answers have.
    Answer,
    /// The operation or the API.
    Call,
    /// A named schema.
    Component,
}

/// What was edited, by what it belongs to.
macro_rules! subjects {
    ($($about:ident { $($variant:ident $text:literal,)* })*) => {
        /// What was edited.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the text of each says it")]
        pub enum Subject { $($($variant,)*)* }

        impl Subject {
            /// Its part of a kind's name.
            pub fn as_str(self) -> &'static str {
                match self { $($(Self::$variant => $text,)*)* }
            }

            fn about(self) -> About {
                match self { $($(Self::$variant => About::$about,)*)* }
            }
        }
    };
}

subjects! {
    Value {
        Type "type",
        Format "format",
        Null "null",
        Enum "enum",
        EnumValue "enum-value",
        Const "const",
        Minimum "minimum",
        ExclusiveMinimum "exclusive-minimum",
        Maximum "maximum",
        ExclusiveMaximum "exclusive-maximum",
        MultipleOf "multiple-of",
        MinLength "min-length",
        MaxLength "max-length",
        Pattern "pattern",
        MinItems "min-items",
        MaxItems "max-items",
        UniqueItems "unique-items",
        MinProperties "min-properties",
        MaxProperties "max-properties",
        Property "property",
        RequiredProperty "required-property",
        RequiredName "required-name",
        OtherProperties "other-properties",
        OtherPropertiesSchema "other-properties-schema",
        PatternProperty "pattern-property",
        Items "items",
        TupleItem "tuple-item",
        UnionBranch "union-branch",
        Union "union",
        Discriminator "discriminator",
        DiscriminatorValue "discriminator-value",
        Default "default",
        ReadOnly "read-only",
        WriteOnly "write-only",
        Deprecation "deprecation",
        Sunset "sunset",
        Title "title",
        Description "description",
        Example "example",
        RustType "rust-type",
        RustField "rust-field",
        RustVariant "rust-variant",
    }
    Component {
        Schema "schema",
    }
    Request {
        PathParameter "path-parameter",
        QueryParameter "query-parameter",
        RequiredQueryParameter "required-query-parameter",
        HeaderParameter "header-parameter",
        RequiredHeaderParameter "required-header-parameter",
        CookieParameter "cookie-parameter",
        RequiredCookieParameter "required-cookie-parameter",
        IgnoredParameter "ignored-parameter",
        ParameterStyle "parameter-style",
        ParameterExplode "parameter-explode",
        ParameterReserved "parameter-reserved",
        ParameterContent "parameter-content",
        ParameterDeprecation "parameter-deprecation",
        ParameterDescription "parameter-description",
        Body "body",
        RequiredBody "required-body",
        BodyDescription "body-description",
        BodyMediaType "body-media-type",
        BodySchema "body-schema",
        BodyEncoding "body-encoding",
    }
    Answer {
        Answer "answer",
        ErrorAnswer "error-answer",
        AnswerDescription "answer-description",
        AnswerMediaType "answer-media-type",
        AnswerSchema "answer-schema",
        AnswerHeader "answer-header",
        RequiredAnswerHeader "required-answer-header",
        AnswerHeaderDeprecation "answer-header-deprecation",
        AnswerHeaderDescription "answer-header-description",
        Event "event",
        EventBody "event-body",
        RustAnswer "rust-answer",
    }
    Call {
        Operation "operation",
        OperationPath "operation-path",
        OperationMethod "operation-method",
        OperationId "operation-id",
        OperationSummary "operation-summary",
        OperationDescription "operation-description",
        OperationDeprecation "operation-deprecation",
        OperationSunset "operation-sunset",
        OperationTag "operation-tag",
        RustCall "rust-call",
        Security "security",
        SecurityAlternative "security-alternative",
        Scope "scope",
        SecurityScheme "security-scheme",
        SecuritySchemeDescription "security-scheme-description",
        OAuthFlow "oauth-flow",
        OAuthUrl "oauth-url",
        OAuthScope "oauth-scope",
        Server "server",
        ServerVariable "server-variable",
        ServerDescription "server-description",
        InfoTitle "info-title",
        InfoVersion "info-version",
        InfoDescription "info-description",
        Tag "tag",
        TagDescription "tag-description",
    }
}

macro_rules! changes {
    ($($variant:ident $text:literal,)*) => {
        /// How it was edited.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the text of each says it")]
        pub enum Change { $($variant,)* }

        impl Change {
            /// Its part of a kind's name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

changes! {
    Added "added",
    Removed "removed",
    Changed "changed",
    Raised "raised",
    Lowered "lowered",
    Widened "widened",
    Narrowed "narrowed",
    Renamed "renamed",
    Replaced "replaced",
    BecameRequired "became-required",
    BecameOptional "became-optional",
}
