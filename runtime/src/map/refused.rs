//! Why a field cannot be made. Says where and what kind of value stood in the way, never the value itself: it may be
//! somebody's name, or a secret.

use std::fmt;

/// A field that cannot be made.
///
/// Nothing in it, its `Debug` included, holds a value of the source.
pub struct Refused(Box<Inner>);

struct Inner {
    reason: Reason,
    mapping: Option<&'static str>,
    /// From the inside out.
    path: Vec<&'static str>,
    target: Option<&'static str>,
    source: Option<&'static str>,
    cause: Option<crate::Error>,
}

/// What stood in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The source has no value, and the target must have one.
    Missing,
    /// A text that is not of the named kind: `a country`, `a decimal number`.
    Not(&'static str),
    /// A value of a list of values that has no counterpart.
    UnknownValue,
    /// A text of more characters than the target takes.
    TooLong {
        /// As many it takes.
        limit: usize,
    },
    /// A number or time that the target's type cannot hold.
    OutOfRange,
    /// Digits would be lost: more decimal places than the currency has.
    Inexact,
    /// Two amounts of different currencies.
    OtherCurrency,
    /// What the impl itself says.
    Because(&'static str),
    /// A call that the impl made failed.
    Call,
}

/// Where in a mapping: filled in by generated code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// The mapping's name.
    pub mapping: &'static str,
    /// The field's name on the wire.
    pub field: &'static str,
    /// Where the field stands in the target's document.
    pub target: &'static str,
}

impl Refused {
    /// For this reason.
    pub fn new(reason: Reason) -> Self {
        Self(Box::new(Inner { reason, mapping: None, path: Vec::new(), target: None, source: None, cause: None }))
    }

    /// The source has no value.
    pub fn missing() -> Self {
        Self::new(Reason::Missing)
    }

    /// The text is not of that kind: `a country`.
    pub fn not(what: &'static str) -> Self {
        Self::new(Reason::Not(what))
    }

    /// A value without a counterpart.
    pub fn unknown_value() -> Self {
        Self::new(Reason::UnknownValue)
    }

    /// For a reason of the impl's own. It takes no text made at run time, so that no value gets into it.
    pub fn because(why: &'static str) -> Self {
        Self::new(Reason::Because(why))
    }

    /// Says which member of the source's document was read, unless that is said already.
    #[must_use]
    pub fn read(mut self, pointer: &'static str) -> Self {
        self.0.source.get_or_insert(pointer);
        self
    }

    /// Says which field it was; each mapping on the way out adds its own.
    #[must_use]
    pub fn at(mut self, at: &At) -> Self {
        self.0.mapping = Some(at.mapping);
        self.0.path.push(at.field);
        self.0.target.get_or_insert(at.target);
        self
    }

    /// What stood in the way.
    pub fn reason(&self) -> Reason {
        self.0.reason
    }

    /// The outermost mapping.
    pub fn mapping(&self) -> Option<&'static str> {
        self.0.mapping
    }

    /// The field, from the outermost target: `purchase_units.amount.value`.
    pub fn field(&self) -> String {
        self.0.path.iter().rev().copied().collect::<Vec<_>>().join(".")
    }

    /// Where the field stands in the target's document.
    pub fn target(&self) -> Option<&'static str> {
        self.0.target
    }

    /// The member of the source's document that was read, where that is known.
    pub fn source_pointer(&self) -> Option<&'static str> {
        self.0.source
    }
}

/// A call within a mapping: a lookup.
impl From<crate::Error> for Refused {
    fn from(error: crate::Error) -> Self {
        let mut refused = Self::new(Reason::Call);
        refused.0.cause = Some(error);
        refused
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the source has no value"),
            Self::Not(what) => write!(f, "the text is not {what}"),
            Self::UnknownValue => f.write_str("the source's value has no counterpart"),
            Self::TooLong { limit } => write!(f, "the text has more than {limit} characters"),
            Self::OutOfRange => f.write_str("the value is out of range"),
            Self::Inexact => f.write_str("digits would be lost"),
            Self::OtherCurrency => f.write_str("the amounts are in different currencies"),
            Self::Because(why) => f.write_str(why),
            Self::Call => f.write_str("a call that it needs failed"),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(mapping) = self.0.mapping {
            write!(f, "mapping `{mapping}` cannot make `{}`: ", self.field())?;
        }
        write!(f, "{}", self.0.reason)?;
        match (self.0.source, self.0.target) {
            (Some(source), Some(target)) => write!(f, " (from {source} to {target})"),
            (Some(source), None) => write!(f, " (from {source})"),
            (None, Some(target)) => write!(f, " (to {target})"),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Refused({self})")
    }
}

impl std::error::Error for Refused {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.cause.as_ref().map(|cause| cause as &(dyn std::error::Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_mapping_field_and_both_places() {
        let inner = Refused::not("a country").read("#/components/schemas/address/properties/country");
        let inner = inner.at(&At { mapping: "address", field: "country_code", target: "#/t" });
        let outer = inner.at(&At { mapping: "order_to_label", field: "recipient", target: "#/outer" });
        assert_eq!(
            outer.to_string(),
            "mapping `order_to_label` cannot make `recipient.country_code`: the text is not a country \
             (from #/components/schemas/address/properties/country to #/t)"
        );
    }
}
