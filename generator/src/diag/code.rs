//! The catalogue of findings: one stable kebab-case code each.

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $text:literal, $severity:ident;)*) => {
        /// The kind of a finding. The text form is stable: people filter and accept by it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)*
        }

        impl Code {
            /// Every code, in the order of this list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable text form.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// What the code means, in a sentence.
            pub fn description(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+),)* }
            }

            /// How much a finding of this kind costs.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The input is neither JSON nor YAML.
    Syntax = "syntax", Error;
    /// The input is empty.
    EmptyInput = "empty-input", Error;
    /// The input cannot be read: no such file, no permission, a download that failed.
    UnreadableInput = "unreadable-input", Error;
    /// A folder holds no document, or several and nothing says which.
    AmbiguousInput = "ambiguous-input", Error;
    /// The text is not clean Unicode; what could not be read was replaced.
    Encoding = "encoding", Warning;
    /// An object has a key twice; the last one counts.
    DuplicateKey = "duplicate-key", Warning;
    /// A YAML file holds several documents; only the first is read.
    ExtraDocuments = "extra-documents", Warning;
    /// The document is of a kind that is not OpenAPI (AsyncAPI, Google Discovery, Postman, GraphQL, HTML).
    NotOpenapi = "not-openapi", Error;
    /// The document's `openapi` or `swagger` version is not one that can be read.
    UnknownVersion = "unknown-version", Error;
    /// The document is of a newer version than this tool knows in full.
    NewerVersion = "newer-version", Warning;
    /// The document is too large, too deep or expands too far.
    TooLarge = "too-large", Error;
    /// A `$ref` points out of the document's folder or to another host.
    ForbiddenRef = "forbidden-ref", Warning;
    /// A `$ref` points at nothing.
    UnresolvedRef = "unresolved-ref", Warning;
    /// A chain of `$ref`s never ends.
    RefCycle = "ref-cycle", Warning;
    /// A node has another JSON type than its place asks for.
    WrongType = "wrong-type", Warning;
    /// A member that its object must have is missing.
    MissingMember = "missing-member", Warning;
    /// An overlay action matches nothing.
    OverlayUnmatched = "overlay-unmatched", Error;
    /// An overlay document is not well formed.
    OverlayInvalid = "overlay-invalid", Error;
    /// An entry of the profile matches nothing in the document.
    ProfileUnmatched = "profile-unmatched", Error;
    /// A selector of the slice names no operation.
    UnknownSelector = "unknown-selector", Error;
    /// An operation could not be generated.
    DroppedOperation = "dropped-operation", Warning;
    /// The profile `vendor.toml` or `intertie.toml` has a mistake.
    BadConfig = "bad-config", Error;
    /// A mapping of `intertie.toml` names what its vendors do not have.
    BadMapping = "bad-mapping", Error;
    /// A mapping has fields that nobody has decided about.
    OpenMapping = "open-mapping", Error;
    /// A file of mappings that people write cannot be read as Rust.
    UnreadableMapping = "unreadable-mapping", Error;
    /// A keyword of the document was mended without loss.
    Mended = "mended", Note;
    /// A keyword has no effect on the generated client.
    Ignored = "ignored", Note;
    /// `required` names a property that is not declared.
    RequiredUndeclared = "required-undeclared", Note;
    /// A `default` does not fit its schema and was dropped.
    BadDefault = "bad-default", Warning;
    /// An enum value does not fit its schema's type.
    BadEnumValue = "bad-enum-value", Warning;
    /// Members of an `allOf` contradict each other.
    AllOfConflict = "all-of-conflict", Warning;
    /// A schema cannot be expressed and became an untyped JSON value.
    Untyped = "untyped", Warning;
    /// The text is not reliably of its declared format; the field is a plain string.
    UnreliableFormat = "unreliable-format", Note;
    /// Two names became equal in Rust; one was numbered.
    NameCollision = "name-collision", Note;
    /// A path template and the declared path parameters disagree.
    PathParameter = "path-parameter", Warning;
    /// A rule for pages names what the operation does not have.
    PagingRule = "paging-rule", Warning;
    /// Two operations have the same method and path.
    DuplicateOperation = "duplicate-operation", Warning;
    /// Two operations have the same operationId.
    DuplicateOperationId = "duplicate-operation-id", Warning;
    /// A machine-owned file was edited by hand.
    EditedOutput = "edited-output", Error;
    /// A generated file is missing or out of date.
    StaleOutput = "stale-output", Error;
    /// The document, or a setting, is not the one that `intertie.lock` says.
    NotLocked = "not-locked", Error;
    /// Another run of this program is changing the project.
    Busy = "busy", Error;
}
