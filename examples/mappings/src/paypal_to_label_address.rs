//! How `paypal_to_label_address` goes: `paypal::AddressPortable` to `fedex::PartyAddress2`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::PaypalToLabelAddress;

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct PaypalToLabelAddressMapper;

impl PaypalToLabelAddress for PaypalToLabelAddressMapper {
    fn street_lines(
        &self,
        address: &paypal::AddressPortable,
    ) -> intertie::map::Result<Vec<String>> {
        // address.address_line_1 53, see intertie::convert::address::Lines
        // address.address_line_2 47, see intertie::convert::address::Lines
        // address.address_line_3 47, see intertie::convert::address::Lines
        todo!("streetLines: decide")
    }

    fn city(&self, address: &paypal::AddressPortable) -> intertie::map::Result<String> {
        // address.admin_area_2 66
        todo!("city: decide")
    }
}
