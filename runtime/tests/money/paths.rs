//! Amounts on their way through every shape that vendors give money, in any order.

use super::exponents::currencies;
use intertie::convert::money::{self, Money};
use intertie::map::{Reason, Result};
use proptest::prelude::*;
use std::sync::LazyLock;

static CURRENCIES: LazyLock<Vec<(String, u32)>> = LazyLock::new(currencies);

/// Any currency that has a smallest unit.
fn currency() -> impl Strategy<Value = &'static (String, u32)> {
    (0..CURRENCIES.len()).prop_map(|at| &CURRENCIES[at])
}

/// Amounts of all sizes, those at the ends of the range and those that people have, too.
fn minor() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), -1_000_000_i64..1_000_000, Just(i64::MIN), Just(i64::MAX), Just(0)]
}

/// A shape that an amount is given in, and read from again.
#[derive(Debug, Clone)]
enum Shape {
    Minor,
    MinorWith(u32),
    Decimal,
    DecimalWith(u32),
    /// With zeroes around, which say nothing.
    Padded(usize),
    Number,
}

fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![
        Just(Shape::Minor),
        (0_u32..20).prop_map(Shape::MinorWith),
        Just(Shape::Decimal),
        (0_u32..20).prop_map(Shape::DecimalWith),
        (0_usize..6).prop_map(Shape::Padded),
        Just(Shape::Number),
    ]
}

/// Into the shape, and back out of it.
fn through(shape: &Shape, amount: Money, code: &str) -> Result<Money> {
    match shape {
        Shape::Minor => Money::from_minor(amount.minor(), code),
        Shape::MinorWith(places) => Money::from_minor_with(amount.minor_with(*places)?, *places, code),
        Shape::Decimal => Money::from_decimal(&amount.decimal(), code),
        Shape::DecimalWith(places) => Money::from_decimal(&amount.decimal_with(*places)?, code),
        Shape::Padded(count) => Money::from_decimal(&padded(&amount.decimal(), *count), code),
        Shape::Number => Money::from_number(amount.number()?, code),
    }
}

/// `-1.5` -> `-001.500`.
fn padded(text: &str, count: usize) -> String {
    let zeroes = "0".repeat(count);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let dot = if digits.contains('.') || count == 0 { "" } else { "." };
    format!("{sign}{zeroes}{digits}{dot}{zeroes}")
}

proptest! {
    #[test]
    fn no_path_changes_an_amount(minor in minor(), (code, _) in currency(), shapes in prop::collection::vec(shape(), 1..8)) {
        let amount = Money::from_minor(minor, code).unwrap();
        let mut now = amount;
        for (at, shape) in shapes.iter().enumerate() {
            // Vendors write codes in either case.
            let code = if at % 2 == 0 { code.to_lowercase() } else { code.clone() };
            match through(shape, now, &code) {
                Ok(next) => now = next,
                Err(why) => prop_assert!(matches!(why.reason(), Reason::OutOfRange | Reason::Inexact), "{shape:?}: {why}"),
            }
            prop_assert_eq!(now, amount, "{:?}", shape);
        }
    }

    #[test]
    fn only_what_cannot_be_is_refused(minor in minor(), (code, places) in currency(), wanted in 0_u32..20) {
        let amount = Money::from_minor(minor, code).unwrap();
        let wide = i128::from(minor) * 10_i128.pow(wanted);
        let exact = wide % 10_i128.pow(*places) == 0;
        let fits = i64::try_from(wide / 10_i128.pow(*places));
        match (amount.minor_with(wanted), exact, fits) {
            (Ok(units), true, Ok(expected)) => prop_assert_eq!(units, expected),
            (Err(why), false, _) => prop_assert_eq!(why.reason(), Reason::Inexact),
            (Err(why), true, Err(_)) => prop_assert_eq!(why.reason(), Reason::OutOfRange),
            (made, ..) => prop_assert!(false, "{made:?}"),
        }
    }

    #[test]
    fn amounts_that_people_have_go_through_json_numbers(
        minor in -900_000_000_000_000_i64..900_000_000_000_000, (code, _) in currency()
    ) {
        prop_assert_eq!(through(&Shape::Number, Money::from_minor(minor, code).unwrap(), code).unwrap().minor(), minor);
        prop_assert_eq!(money::number(minor, code).unwrap().to_string(), Money::from_minor(minor, code).unwrap().number().unwrap().to_string());
    }

    #[test]
    fn decimal_text_has_the_places_of_its_currency(minor in minor(), (code, places) in currency()) {
        let text = money::decimal(minor, code).unwrap();
        prop_assert_eq!(text.split_once('.').map_or(0, |(_, fraction)| fraction.len()), *places as usize);
        prop_assert_eq!(money::minor(&text, code).unwrap(), minor);
    }
}
