//! The user's conversions, their fields ready to compare.

use super::vocabulary::{Token, tokens};
use crate::config::UserConversion;

/// A function of the user's that makes text fields of some names.
pub(super) struct OwnFunction {
    /// Its Rust path.
    pub(super) path: String,
    /// Each field by what its name means.
    fields: Vec<Vec<Token>>,
}

impl OwnFunction {
    pub(super) fn all(conversions: &[UserConversion]) -> Vec<Self> {
        let ready = |own: &UserConversion| Self {
            path: own.path.clone(),
            fields: own.fields.iter().map(|field| tokens(field)).collect(),
        };
        conversions.iter().map(ready).collect()
    }

    /// Whether it makes a field of this name: all that one of its own says is in it. What else a word may mean is no
    /// matter here, because the user said which is meant.
    pub(super) fn makes(&self, name: &[Token]) -> bool {
        let is_in = |wanted: &Token| {
            name.iter().any(|token| token.own == wanted.own || token.meanings.first() == wanted.meanings.first())
        };
        self.fields.iter().any(|field| !field.is_empty() && field.iter().all(is_in))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_all_that_its_name_says() {
        let conversion =
            |field: &str| UserConversion { path: "x".to_owned(), fields: vec![field.to_owned()], package: None };
        let makes = |field: &str, name: &str| OwnFunction::all(&[conversion(field)])[0].makes(&tokens(name));
        assert!(makes("region", "stateOrProvinceCode") && makes("state", "shippingProvince"));
        assert!(makes("paint colour", "paintColour") && !makes("paint colour", "colour"));
        assert!(!makes("region", "country") && !makes("", "country"));
    }
}
