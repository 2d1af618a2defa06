//! Currency codes, ISO 4217: some vendors write them in lower case, most in upper case.

use crate::map::{Refused, Result};
pub use iso_currency::Currency;

/// The currency of a code in any case.
pub fn parse(code: &str) -> Result<Currency> {
    Currency::from_code(&code.trim().to_ascii_uppercase()).ok_or_else(|| Refused::not("a currency code of ISO 4217"))
}

/// The code in upper case: `USD`.
pub fn upper(code: &str) -> Result<String> {
    parse(code).map(|currency| currency.code().to_owned())
}

/// The code in lower case: `usd`.
pub fn lower(code: &str) -> Result<String> {
    parse(code).map(|currency| currency.code().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_change_their_case_and_nothing_else() {
        assert_eq!((upper("usd").unwrap().as_str(), lower("JPY").unwrap().as_str()), ("USD", "jpy"));
        assert!(upper("dollar").is_err() && upper("").is_err() && lower("zzz").is_err());
    }
}
