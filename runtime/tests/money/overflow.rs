//! What does not fit is an error, never another amount: every operation beside the same in wider integers.

use intertie::convert::money::Money;
use intertie::map::{Reason, Result};
use proptest::prelude::*;

fn dollars(minor: i64) -> Money {
    Money::from_minor(minor, "USD").unwrap()
}

/// The amount where it fits, else `OutOfRange`.
fn agrees(made: Result<Money>, expected: i128) -> std::result::Result<(), TestCaseError> {
    match (made, i64::try_from(expected)) {
        (Ok(made), Ok(expected)) => prop_assert_eq!(made.minor(), expected),
        (Err(why), Err(_)) => prop_assert_eq!(why.reason(), Reason::OutOfRange),
        (made, _) => prop_assert!(false, "{made:?} for {expected}"),
    }
    Ok(())
}

/// Integers of all sizes, more of those where things go over.
fn integer() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), -100_i64..100, (i64::MAX - 100)..=i64::MAX, i64::MIN..(i64::MIN + 100)]
}

proptest! {
    #[test]
    fn sums_and_products_are_exact_or_refused(a in integer(), b in integer()) {
        let (wide_a, wide_b) = (i128::from(a), i128::from(b));
        agrees(dollars(a).plus(dollars(b)), wide_a + wide_b)?;
        agrees(dollars(a).times(b), wide_a * wide_b)?;
        agrees(dollars(a).minus(dollars(b)), wide_a - wide_b)?;
    }

    #[test]
    fn equal_parts_are_exact_or_refused(a in integer(), count in integer()) {
        match dollars(a).divided(count) {
            Ok(part) => prop_assert_eq!(i128::from(part.minor()) * i128::from(count), i128::from(a)),
            Err(why) if count == 0 || (a == i64::MIN && count == -1) => prop_assert_eq!(why.reason(), Reason::OutOfRange),
            Err(why) => prop_assert!(why.reason() == Reason::Inexact && a % count != 0, "{a} / {count}: {why}"),
        }
    }

    #[test]
    fn texts_of_any_length_are_read_exactly_or_refused(whole in "[0-9]{1,30}", cents in 0_u8..100, negative: bool) {
        let sign = if negative { "-" } else { "" };
        let expected: i128 = format!("{sign}{whole}{cents:02}").parse().unwrap();
        agrees(Money::from_decimal(&format!("{sign}{whole}.{cents:02}"), "USD"), expected)?;
    }

    #[test]
    fn units_of_other_places_are_exact_or_refused(units in integer(), places in 0_u32..40) {
        let made = Money::from_minor_with(units, places, "USD");
        match (made, 10_i128.checked_pow(places)) {
            (Ok(made), Some(factor)) => prop_assert_eq!(i128::from(made.minor()) * factor, i128::from(units) * 100),
            (Ok(made), None) => prop_assert_eq!((made.minor(), units), (0, 0)),
            (Err(why), _) => prop_assert!(matches!(why.reason(), Reason::OutOfRange | Reason::Inexact)),
        }
    }

    #[test]
    fn json_numbers_are_read_by_their_digits_or_refused(number: f64) {
        if let Ok(money) = Money::from_number(number, "USD") {
            // The same digits; nothing below zero is nothing.
            prop_assert_eq!(money.number().unwrap().to_string(), (number + 0.0).to_string());
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
