//! How `resolved_to_address` goes: `fedex::ResolvedAddress` to `fedex::PartyAddress2`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::ResolvedToAddress;

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct ResolvedToAddressMapper;

impl ResolvedToAddress for ResolvedToAddressMapper {
    fn street_lines(
        &self,
        resolved: &fedex::ResolvedAddress,
    ) -> intertie::map::Result<Vec<String>> {
        // resolved.streetLinesToken 59
        todo!("streetLines: decide")
    }

    fn city(&self, resolved: &fedex::ResolvedAddress) -> intertie::map::Result<String> {
        // resolved.city 66
        // resolved.cityToken[].value 30
        todo!("city: decide")
    }

    fn country_code(&self, resolved: &fedex::ResolvedAddress) -> intertie::map::Result<String> {
        // resolved.countryCode 66, see intertie::convert::country::alpha2
        todo!("countryCode: decide")
    }
}
