//! Money: no amount changes its value over any path, in any currency; what does not fit is refused.

use intertie::convert::money::Money;
use intertie::map::Reason;
use proptest::prelude::*;

/// Currencies of every exponent that ISO 4217 has, and those that people get wrong.
const CURRENCIES: &[(&str, u32)] = &[
    ("JPY", 0),
    ("KRW", 0),
    ("CLP", 0),
    ("ISK", 0),
    ("VND", 0),
    ("XOF", 0),
    ("UGX", 0),
    ("USD", 2),
    ("EUR", 2),
    ("HUF", 2),
    ("INR", 2),
    ("MGA", 2),
    ("MRU", 2),
    ("TND", 3),
    ("KWD", 3),
    ("BHD", 3),
    ("OMR", 3),
    ("JOD", 3),
    ("IQD", 3),
    ("LYD", 3),
    ("CLF", 4),
    ("UYW", 4),
];

#[test]
fn every_exponent_is_that_of_iso_4217() {
    for (code, places) in CURRENCIES {
        let written = Money::from_minor(10_i64.pow(*places), code).unwrap().decimal();
        let expected = if *places == 0 { "1".to_owned() } else { format!("1.{}", "0".repeat(*places as usize)) };
        assert_eq!(written, expected, "{code}");
    }
    // Gold, and no currency at all, have no smallest unit.
    for code in ["XAU", "XXX"] {
        assert_eq!(Money::from_minor(1, code).unwrap_err().reason(), Reason::Not("a currency with a smallest unit"));
    }
}

proptest! {
    #[test]
    fn decimal_text_keeps_the_amount(minor: i64, at in 0..CURRENCIES.len()) {
        let (code, places) = CURRENCIES[at];
        let money = Money::from_minor(minor, code).unwrap();
        let text = money.decimal();
        prop_assert_eq!(text.split_once('.').map_or(0, |(_, fraction)| fraction.len()), places as usize);
        prop_assert_eq!(Money::from_decimal(&text, &code.to_lowercase()).unwrap(), money);
        // Zeroes at the end say nothing.
        let longer = if places == 0 { format!("{text}.000") } else { format!("{text}00") };
        prop_assert_eq!(Money::from_decimal(&longer, code).unwrap(), money);
    }

    #[test]
    fn json_numbers_keep_the_amount_or_refuse(minor: i64, at in 0..CURRENCIES.len()) {
        let money = Money::from_minor(minor, CURRENCIES[at].0).unwrap();
        match money.number() {
            Ok(number) => prop_assert_eq!(Money::from_number(number, CURRENCIES[at].0).unwrap(), money),
            Err(why) => {
                prop_assert_eq!(why.reason(), Reason::OutOfRange);
                prop_assert!(minor.unsigned_abs() > 1 << 53);
            }
        }
    }

    #[test]
    fn amounts_that_people_have_go_through_json_numbers(minor in -900_000_000_000_000_i64..900_000_000_000_000, at in 0..CURRENCIES.len()) {
        let money = Money::from_minor(minor, CURRENCIES[at].0).unwrap();
        prop_assert_eq!(Money::from_number(money.number().unwrap(), CURRENCIES[at].0).unwrap(), money);
    }

    #[test]
    fn other_exponents_keep_the_amount_or_refuse(minor: i64, places in 0_u32..6, at in 0..CURRENCIES.len()) {
        let money = Money::from_minor(minor, CURRENCIES[at].0).unwrap();
        match money.minor_with(places) {
            Ok(units) => prop_assert_eq!(Money::from_minor_with(units, places, CURRENCIES[at].0).unwrap(), money),
            Err(why) => prop_assert!(matches!(why.reason(), Reason::OutOfRange | Reason::Inexact)),
        }
    }

    #[test]
    fn sums_are_exact_or_refused(a: i64, b: i64) {
        let money = |minor| Money::from_minor(minor, "USD").unwrap();
        match (money(a).plus(money(b)), a.checked_add(b)) {
            (Ok(sum), Some(expected)) => prop_assert_eq!(sum.minor(), expected),
            (Err(why), None) => prop_assert_eq!(why.reason(), Reason::OutOfRange),
            (made, expected) => prop_assert!(false, "{made:?} {expected:?}"),
        }
    }

    #[test]
    fn whatever_is_no_number_is_refused(text in "\\PC{0,12}") {
        let is_number = !text.trim().is_empty()
            && text.trim().trim_start_matches('-').chars().all(|c| c.is_ascii_digit() || c == '.');
        if Money::from_decimal(&text, "USD").is_ok() {
            prop_assert!(is_number, "{text:?}");
        }
    }
}
