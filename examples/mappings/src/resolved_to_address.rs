//! How `resolved_to_address` goes: an address as the carrier knows it, for the next parcel.

use fedex::{ResolvedAddress, ResolvedAddressClassification};
use intertie::map::{Result, required};
use mappings::ResolvedToAddress;

/// Needs to know nothing.
#[derive(Debug, Clone, Default)]
pub struct ResolvedToAddressMapper;

impl ResolvedToAddress for ResolvedToAddressMapper {
    fn street_lines(&self, resolved: &ResolvedAddress) -> Result<Vec<String>> {
        required(resolved.street_lines_token.clone())
    }

    fn city(&self, resolved: &ResolvedAddress) -> Result<String> {
        required(resolved.city.clone())
    }

    fn state_or_province_code(&self, resolved: &ResolvedAddress) -> Result<Option<String>> {
        Ok(resolved.state_or_province_code.clone())
    }

    /// With the four further digits, where there are any.
    fn postal_code(&self, resolved: &ResolvedAddress) -> Result<Option<String>> {
        let Some(parsed) = &resolved.parsed_postal_code else { return Ok(None) };
        let further = parsed.add_on.as_deref().filter(|digits| !digits.is_empty());
        Ok(parsed.base.as_ref().map(|base| further.map_or_else(|| base.clone(), |digits| format!("{base}-{digits}"))))
    }

    fn country_code(&self, resolved: &ResolvedAddress) -> Result<String> {
        required(resolved.country_code.clone())
    }

    /// Only what is known for sure: a building of both kinds is none.
    fn residential(&self, resolved: &ResolvedAddress) -> Result<Option<bool>> {
        Ok(match &resolved.classification {
            Some(ResolvedAddressClassification::Residential) => Some(true),
            Some(ResolvedAddressClassification::Business) => Some(false),
            _ => None,
        })
    }
}
