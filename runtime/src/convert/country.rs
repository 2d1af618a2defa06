//! Countries: names and codes of any kind to the two letters of ISO 3166-1, and back to a name.

use crate::map::{Refused, Result};
use rust_iso3166::CountryCode;

/// What people and vendors write beside ISO's names, in the letters that [`letters`] leaves.
const OTHER_NAMES: &[(&str, &str)] = &[
    // A payment vendor's code for worldwide use of China.
    ("c2", "CN"),
    ("usa", "US"),
    ("unitedstates", "US"),
    ("america", "US"),
    ("uk", "GB"),
    ("unitedkingdom", "GB"),
    ("greatbritain", "GB"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("wales", "GB"),
    ("northernireland", "GB"),
    ("russia", "RU"),
    ("southkorea", "KR"),
    ("korea", "KR"),
    ("republicofkorea", "KR"),
    ("northkorea", "KP"),
    ("vietnam", "VN"),
    ("iran", "IR"),
    ("syria", "SY"),
    ("laos", "LA"),
    ("moldova", "MD"),
    ("bolivia", "BO"),
    ("venezuela", "VE"),
    ("tanzania", "TZ"),
    ("taiwan", "TW"),
    ("macau", "MO"),
    ("macao", "MO"),
    ("hongkong", "HK"),
    ("brunei", "BN"),
    ("czechrepublic", "CZ"),
    ("thenetherlands", "NL"),
    ("netherlands", "NL"),
    ("holland", "NL"),
    ("turkey", "TR"),
    ("turkiye", "TR"),
    ("ivorycoast", "CI"),
    ("capeverde", "CV"),
    ("swaziland", "SZ"),
    ("macedonia", "MK"),
    ("burma", "MM"),
    ("easttimor", "TL"),
    ("vatican", "VA"),
    ("vaticancity", "VA"),
    ("palestine", "PS"),
    ("micronesia", "FM"),
    ("democraticrepublicofthecongo", "CD"),
    ("republicofthecongo", "CG"),
    ("deutschland", "DE"),
    ("espana", "ES"),
    ("osterreich", "AT"),
    ("schweiz", "CH"),
    ("suisse", "CH"),
    ("belgie", "BE"),
    ("belgique", "BE"),
    ("italia", "IT"),
    ("brasil", "BR"),
    ("polska", "PL"),
    ("sverige", "SE"),
    ("norge", "NO"),
    ("danmark", "DK"),
    ("suomi", "FI"),
];

/// The two letters: of a code of two or three letters, of a name. `C2` is China.
pub fn alpha2(text: &str) -> Result<String> {
    find(text).map(|country| country.alpha2.to_owned())
}

/// The three letters.
pub fn alpha3(text: &str) -> Result<String> {
    find(text).map(|country| country.alpha3.to_owned())
}

/// ISO's short name in English.
pub fn name(text: &str) -> Result<String> {
    find(text).map(|country| country.name.to_owned())
}

pub(super) fn find(text: &str) -> Result<CountryCode> {
    let typed = text.trim();
    let upper = typed.to_ascii_uppercase();
    let by_code = match upper.len() {
        2 => rust_iso3166::from_alpha2(&upper),
        3 => rust_iso3166::from_alpha3(&upper),
        _ => None,
    };
    by_code.or_else(|| by_name(&letters(typed))).ok_or_else(|| Refused::not("a country"))
}

fn by_name(wanted: &str) -> Option<CountryCode> {
    if let Some((_, code)) = OTHER_NAMES.iter().find(|(name, _)| *name == wanted) {
        return rust_iso3166::from_alpha2(code);
    }
    let whole = rust_iso3166::ALL.iter().find(|country| letters(country.name) == wanted);
    // `Iran (Islamic Republic of)`: what is before the bracket, where it is one country's alone.
    let short = |country: &&CountryCode| country.name.split_once(" (").is_some_and(|(name, _)| letters(name) == wanted);
    let mut short = rust_iso3166::ALL.iter().filter(short);
    match (whole, short.next(), short.next()) {
        (Some(country), ..) | (None, Some(country), None) => Some(*country),
        // None, or more than one: nobody is to guess.
        (None, ..) => None,
    }
}

/// A name without case, signs, accents.
pub(super) fn letters(text: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ē' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' => 'u',
        'ñ' => 'n',
        'ç' | 'č' => 'c',
        'š' => 's',
        'ž' => 'z',
        'ý' => 'y',
        c => c,
    };
    let text = text.replace('&', " and ");
    text.chars().flat_map(char::to_lowercase).map(plain).filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_become_two_letters() {
        for (text, code) in [
            ("us", "US"),
            ("USA", "US"),
            ("United States", "US"),
            ("C2", "CN"),
            ("China", "CN"),
            ("deu", "DE"),
            ("Germany", "DE"),
            ("Côte d'Ivoire", "CI"),
            ("South Korea", "KR"),
            (" United Kingdom ", "GB"),
            ("Netherlands", "NL"),
            ("Åland Islands", "AX"),
            ("Trinidad & Tobago", "TT"),
            ("Russian Federation", "RU"),
            ("Türkiye", "TR"),
            ("Viet Nam", "VN"),
        ] {
            assert_eq!(alpha2(text).unwrap(), code, "{text}");
        }
        for text in ["", "XX", "Atlantis", "Congo Republic of Nowhere", "U"] {
            assert!(alpha2(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_country_is_found_by_all_its_names() {
        for country in rust_iso3166::ALL {
            for text in [country.alpha2, country.alpha3, country.name] {
                assert_eq!(alpha2(text).ok().as_deref(), Some(country.alpha2), "{text}");
            }
        }
    }
}
