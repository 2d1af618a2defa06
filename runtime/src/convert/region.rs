//! States and provinces: names to the code within their country, ISO 3166-2, and back.

use super::country::{find, letters};
use crate::map::{Refused, Result};
use rust_iso3166::iso3166_2::Subdivision;

/// The code without the country: `code("US", "California")` is `CA`; a code stays what it is.
pub fn code(country: &str, region: &str) -> Result<String> {
    let found = subdivision(country, region)?;
    Ok(found.code.split_once('-').map_or(found.code, |(_, code)| code).to_owned())
}

/// The name in the country's own way: `name("US", "CA")` is `California`.
pub fn name(country: &str, region: &str) -> Result<String> {
    subdivision(country, region).map(|found| found.name.to_owned())
}

fn subdivision(country: &str, region: &str) -> Result<Subdivision> {
    let country = find(country)?;
    let all = country.subdivisions().unwrap_or_default();
    let typed = region.trim();
    let full = format!("{}-{}", country.alpha2, typed.to_ascii_uppercase());
    let by_code = all.iter().find(|found| found.code == full || found.code.eq_ignore_ascii_case(typed));
    let wanted = letters(typed);
    let mut by_name = all.iter().filter(|found| letters(found.name) == wanted);
    let found = by_code.or_else(|| match (by_name.next(), by_name.next()) {
        (Some(found), None) => Some(found),
        _ => None,
    });
    found.copied().ok_or_else(|| Refused::not("a region of its country"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_codes_and_codes_stay() {
        for (country, region, expected) in [
            ("US", "California", "CA"),
            ("usa", "ca", "CA"),
            ("United States", "US-NY", "NY"),
            ("CA", "Ontario", "ON"),
            ("AU", "New South Wales", "NSW"),
        ] {
            assert_eq!(code(country, region).unwrap(), expected, "{region}");
        }
        assert_eq!(name("US", "tx").unwrap(), "Texas");
        assert!(code("US", "Ontario").is_err() && code("Atlantis", "CA").is_err() && code("US", "").is_err());
    }
}
