//! Telephone numbers: as E.164 writes them, in parts, as digits.

use super::country::alpha2;
use crate::map::{Refused, Result};
use phonenumber::{Mode, PhoneNumber};

/// A number in the parts that some vendors want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// 1 to 3 digits: `49`.
    pub country_code: String,
    /// The rest, as digits.
    pub national_number: String,
}

/// `+14155552671`. A number without a country code is of `country`, which is any of its names or codes.
pub fn e164(number: &str, country: Option<&str>) -> Result<String> {
    Ok(parse(number, country)?.format().mode(Mode::E164).to_string())
}

/// Country code and national number.
pub fn parts(number: &str, country: Option<&str>) -> Result<Parts> {
    let number = parse(number, country)?;
    Ok(Parts { country_code: number.code().value().to_string(), national_number: number.national().to_string() })
}

/// The number of the parts.
pub fn joined(country_code: &str, national_number: &str) -> Result<String> {
    e164(&format!("+{}{}", digits(country_code), digits(national_number)), None)
}

/// Digits alone, as they stand.
pub fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

fn parse(number: &str, country: Option<&str>) -> Result<PhoneNumber> {
    let not = || Refused::not("a telephone number");
    let id = country.map(|country| alpha2(country)?.parse().map_err(|_| not())).transpose()?;
    let number = phonenumber::parse(id, number).map_err(|_| not())?;
    if number.is_valid() { Ok(number) } else { Err(not()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_form() {
        for (number, country, expected) in [
            ("(415) 555-2671", Some("US"), "+14155552671"),
            ("+49 30 901820", None, "+4930901820"),
            ("030 901820", Some("Germany"), "+4930901820"),
            ("+44 20 7946 0018", Some("US"), "+442079460018"),
        ] {
            assert_eq!(e164(number, country).unwrap(), expected);
        }
        for (number, country) in [("415 555 2671", None), ("12", Some("US")), ("call me", Some("US")), ("", None)] {
            assert!(e164(number, country).is_err(), "{number}");
        }
    }

    #[test]
    fn parts_join_to_the_number() {
        let Parts { country_code, national_number } = parts("+1 415 555 2671", None).unwrap();
        assert_eq!((country_code.as_str(), national_number.as_str()), ("1", "4155552671"));
        assert_eq!(joined(&country_code, &national_number).unwrap(), "+14155552671");
        assert_eq!(digits("+1 (415) 555-2671"), "14155552671");
    }
}
