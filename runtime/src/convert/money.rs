//! Amounts of money: integers of the smallest unit, decimal texts, numbers. Nothing is ever rounded, and no amount passes a
//! binary fraction: a vendor's JSON number is taken by the digits that it is written with.
//!
//! How many decimal places a currency has is ISO 4217's matter (yen 0, dollars 2, Tunisian dinars 3). A vendor who counts
//! a currency otherwise has its exponent given: [`Money::from_minor_with`], [`Money::decimal_with`].

use super::currency::{self, Currency};
use crate::map::{Reason, Refused, Result};

/// An amount in a currency, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// In units of the currency's exponent.
    minor: i64,
    currency: Currency,
}

/// Whole numbers beyond this are not exact in a JSON number that is read as a double.
const EXACT: i64 = 1 << 53;

impl Money {
    /// From the smallest unit: 1234 cents.
    pub fn from_minor(minor: i64, code: &str) -> Result<Self> {
        let currency = currency::parse(code)?;
        exponent(currency)?;
        Ok(Self { minor, currency })
    }

    /// From units of a vendor's own exponent.
    pub fn from_minor_with(units: i64, places: u32, code: &str) -> Result<Self> {
        let currency = currency::parse(code)?;
        Ok(Self { minor: rescale(units, places, exponent(currency)?)?, currency })
    }

    /// From decimal text: `12.34`, `-5`, `.5`.
    pub fn from_decimal(text: &str, code: &str) -> Result<Self> {
        let currency = currency::parse(code)?;
        Ok(Self { minor: digits(text, exponent(currency)?)?, currency })
    }

    /// From a JSON number, by the digits that it is written with.
    pub fn from_number(number: f64, code: &str) -> Result<Self> {
        if !number.is_finite() {
            return Err(Refused::not("a finite number"));
        }
        // The shortest text that reads as this number: what the vendor wrote, for up to 15 digits.
        let money = Self::from_decimal(&number.to_string(), code)?;
        if money.minor.unsigned_abs() > EXACT.unsigned_abs() {
            Err(Refused::new(Reason::OutOfRange))
        } else {
            Ok(money)
        }
    }

    /// In the smallest unit.
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// In units of a vendor's own exponent.
    pub fn minor_with(self, places: u32) -> Result<i64> {
        rescale(self.minor, exponent(self.currency)?, places)
    }

    /// As decimal text with as many places as the currency has: `12.34`, `1234`, `1.234`.
    pub fn decimal(self) -> String {
        // A currency without exponent cannot be within.
        text(self.minor, exponent(self.currency).unwrap_or(0))
    }

    /// As decimal text with so many places, which must suffice.
    pub fn decimal_with(self, places: u32) -> Result<String> {
        Ok(text(self.minor_with(places)?, places))
    }

    /// As a JSON number.
    pub fn number(self) -> Result<f64> {
        if self.minor.unsigned_abs() > EXACT.unsigned_abs() {
            return Err(Refused::new(Reason::OutOfRange));
        }
        self.decimal().parse().map_err(|_| Refused::new(Reason::OutOfRange))
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The code in upper case.
    pub fn code(self) -> &'static str {
        self.currency.code()
    }

    /// The sum of two amounts of one currency.
    pub fn plus(self, other: Self) -> Result<Self> {
        self.with(other, i64::checked_add)
    }

    /// The difference of two amounts of one currency.
    pub fn minus(self, other: Self) -> Result<Self> {
        self.with(other, i64::checked_sub)
    }

    fn with(self, other: Self, work: fn(i64, i64) -> Option<i64>) -> Result<Self> {
        if self.currency != other.currency {
            return Err(Refused::new(Reason::OtherCurrency));
        }
        let minor = work(self.minor, other.minor).ok_or_else(|| Refused::new(Reason::OutOfRange))?;
        Ok(Self { minor, ..self })
    }

    /// So many times the amount.
    pub fn times(self, count: i64) -> Result<Self> {
        let minor = self.minor.checked_mul(count).ok_or_else(|| Refused::new(Reason::OutOfRange))?;
        Ok(Self { minor, ..self })
    }

    /// An equal part, where nothing remains.
    pub fn divided(self, count: i64) -> Result<Self> {
        match (self.minor.checked_div(count), self.minor.checked_rem(count)) {
            (Some(minor), Some(0)) => Ok(Self { minor, ..self }),
            (Some(_), Some(_)) => Err(Refused::new(Reason::Inexact)),
            _ => Err(Refused::new(Reason::OutOfRange)),
        }
    }
}

/// `decimal(1234, "usd")` is `12.34`.
pub fn decimal(minor: i64, code: &str) -> Result<String> {
    Money::from_minor(minor, code).map(Money::decimal)
}

/// `minor("12.34", "USD")` is 1234.
pub fn minor(decimal: &str, code: &str) -> Result<i64> {
    Money::from_decimal(decimal, code).map(Money::minor)
}

/// `number(1234, "usd")` is 12.34, as vendors want who take JSON numbers.
pub fn number(minor: i64, code: &str) -> Result<f64> {
    Money::from_minor(minor, code)?.number()
}

fn exponent(currency: Currency) -> Result<u32> {
    currency.exponent().map(u32::from).ok_or_else(|| Refused::not("a currency with a smallest unit"))
}

fn rescale(units: i64, from: u32, to: u32) -> Result<i64> {
    // Nothing is nothing in any unit, however small.
    if units == 0 {
        return Ok(0);
    }
    let factor = |places: u32| 10_i64.checked_pow(places).ok_or_else(|| Refused::new(Reason::OutOfRange));
    if to >= from {
        return units.checked_mul(factor(to - from)?).ok_or_else(|| Refused::new(Reason::OutOfRange));
    }
    let factor = factor(from - to)?;
    if units % factor == 0 { Ok(units / factor) } else { Err(Refused::new(Reason::Inexact)) }
}

/// Decimal text as units of `places` decimal places.
fn digits(text: &str, places: u32) -> Result<i64> {
    let not = || Refused::not("a decimal number");
    let text = text.trim();
    let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return Err(not());
    }
    let places = usize::try_from(places).map_err(|_| not())?;
    let (kept, lost) = fraction.split_at(fraction.len().min(places));
    if lost.bytes().any(|byte| byte != b'0') {
        return Err(Refused::new(Reason::Inexact));
    }
    // With the sign, so that the least of all integers has its way.
    let written = format!("{}{}{kept}{}", if negative { "-" } else { "" }, whole, "0".repeat(places - kept.len()));
    let written = if whole.is_empty() && kept.is_empty() && places == 0 { "0" } else { &written };
    written.parse().map_err(|_| Refused::new(Reason::OutOfRange))
}

fn text(units: i64, places: u32) -> String {
    let Ok(places) = usize::try_from(places) else { return units.to_string() };
    if places == 0 {
        return units.to_string();
    }
    let sign = if units < 0 { "-" } else { "" };
    let all = format!("{:0>width$}", units.unsigned_abs(), width = places + 1);
    let (whole, fraction) = all.split_at(all.len() - places);
    format!("{sign}{whole}.{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_as_many_places_as_their_currency() {
        for (minor, code, written) in [
            (1234, "usd", "12.34"),
            (5, "usd", "0.05"),
            (-5, "EUR", "-0.05"),
            (0, "usd", "0.00"),
            (1234, "JPY", "1234"),
            (1234, "TND", "1.234"),
            (12_345, "CLF", "1.2345"),
            (i64::MIN, "usd", "-92233720368547758.08"),
        ] {
            assert_eq!(decimal(minor, code).unwrap(), written);
            assert_eq!(super::minor(written, code).unwrap(), minor, "{written}");
        }
    }

    #[test]
    fn text_is_read_as_vendors_write_it() {
        for (text, code, minor) in
            [("10", "USD", 1000), (".5", "USD", 50), ("7.", "USD", 700), ("1.20", "USD", 120), ("3.000", "JPY", 3)]
        {
            assert_eq!(super::minor(text, code).unwrap(), minor, "{text}");
        }
        for text in ["", "-", ".", "1e3", "1,000.00", "12.34.5", "+1", "١", "NaN", "--1", "1 2"] {
            assert_eq!(super::minor(text, "USD").unwrap_err().reason(), Reason::Not("a decimal number"), "{text:?}");
        }
    }

    #[test]
    fn nothing_is_rounded_and_nothing_wraps() {
        assert_eq!(minor("12.345", "USD").unwrap_err().reason(), Reason::Inexact);
        assert_eq!(minor("1.5", "JPY").unwrap_err().reason(), Reason::Inexact);
        assert_eq!(minor("92233720368547758.08", "USD").unwrap_err().reason(), Reason::OutOfRange);
        let most = Money::from_minor(i64::MAX, "USD").unwrap();
        for wrong in [most.plus(Money::from_minor(1, "USD").unwrap()), most.times(2)] {
            assert_eq!(wrong.unwrap_err().reason(), Reason::OutOfRange);
        }
        let euro = Money::from_minor(1, "EUR").unwrap();
        assert_eq!(most.plus(euro).unwrap_err().reason(), Reason::OtherCurrency);
        assert_eq!(Money::from_minor(10, "EUR").unwrap().divided(3).unwrap_err().reason(), Reason::Inexact);
        assert_eq!(number(i64::MAX, "USD").unwrap_err().reason(), Reason::OutOfRange);
    }

    #[test]
    fn a_json_number_is_taken_by_its_digits() {
        for (number, code, minor) in
            [(0.1 + 0.2 - 0.000_000_000_000_000_04, "USD", 30), (1234.56, "USD", 123_456), (12.0, "JPY", 12)]
        {
            assert_eq!(Money::from_number(number, code).unwrap().minor(), minor);
        }
        assert_eq!(Money::from_number(0.1 + 0.2, "USD").unwrap_err().reason(), Reason::Inexact);
        assert!(Money::from_number(f64::NAN, "USD").is_err() && Money::from_number(1e300, "USD").is_err());
    }

    #[test]
    fn a_vendor_may_count_a_currency_otherwise() {
        // As two places although ISO 4217 has none.
        assert_eq!(Money::from_minor_with(500, 2, "ISK").unwrap().decimal(), "5");
        assert_eq!(Money::from_minor_with(550, 2, "ISK").unwrap_err().reason(), Reason::Inexact);
        assert_eq!(Money::from_minor(5, "ISK").unwrap().minor_with(2).unwrap(), 500);
        assert_eq!(Money::from_minor(5, "ISK").unwrap().decimal_with(2).unwrap(), "5.00");
    }
}
