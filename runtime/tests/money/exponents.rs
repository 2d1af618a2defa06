//! How many decimal places each currency has: ISO 4217's list, as it stands in the standard.

use intertie::convert::money::Money;
use intertie::map::Reason;

/// Currencies that have no two places. Those of ISO 4217 that are not here have two.
const OTHERS: &[(u32, &[&str])] = &[
    (
        0,
        &[
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
            "XOF", "XPF",
        ],
    ),
    (3, &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]),
    (4, &["CLF", "UYW"]),
];

/// Metals, units of account, tests, and no currency: they have no smallest unit.
const WITHOUT: &[&str] = &["XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX"];

/// The exponent of a code.
fn expected(code: &str) -> u32 {
    OTHERS.iter().find(|(_, codes)| codes.contains(&code)).map_or(2, |(places, _)| *places)
}

/// Every code that the runtime takes for a currency with a smallest unit, with its exponent.
pub(crate) fn currencies() -> Vec<(String, u32)> {
    let letters = || b'A'..=b'Z';
    let codes = letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| [a, b, c])));
    let codes = codes.map(|code| code.map(char::from).iter().collect::<String>());
    codes.filter(|code| Money::from_minor(0, code).is_ok()).map(|code| (code.clone(), expected(&code))).collect()
}

#[test]
fn every_exponent_is_that_of_iso_4217() {
    let all = currencies();
    assert!(all.len() > 150, "{} currencies", all.len());
    for (code, places) in &all {
        let written = Money::from_minor(10_i64.pow(*places), code).unwrap().decimal();
        let expected = if *places == 0 { "1".to_owned() } else { format!("1.{}", "0".repeat(*places as usize)) };
        assert_eq!(written, expected, "{code}");
    }
    for code in OTHERS.iter().flat_map(|(_, codes)| *codes).chain(&["USD", "EUR", "HUF", "INR", "MGA", "MRU"]) {
        assert!(all.iter().any(|(known, _)| known == code), "{code} is no currency");
    }
}

#[test]
fn what_has_no_smallest_unit_is_no_money() {
    for code in WITHOUT {
        assert_eq!(
            Money::from_minor(1, code).unwrap_err().reason(),
            Reason::Not("a currency with a smallest unit"),
            "{code}"
        );
    }
}
