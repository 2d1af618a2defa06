//! How `contact_to_check` goes: `hubspot::SimplePublicObject` to `fedex::FullSchemaValidateAddress`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{
    ContactToCheck, ContactToCheckAddressesToValidate, ContactToCheckAddressesToValidateAddress,
};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct ContactToCheckMapper;

impl ContactToCheck for ContactToCheckMapper {}

impl ContactToCheckAddressesToValidate for ContactToCheckMapper {}

impl ContactToCheckAddressesToValidateAddress for ContactToCheckMapper {
    fn street_lines(
        &self,
        contact: &hubspot::SimplePublicObject,
    ) -> intertie::map::Result<Vec<String>> {
        // contact.properties["address"] 56, see intertie::convert::address::Lines
        todo!("streetLines: decide")
    }

    fn city(&self, contact: &hubspot::SimplePublicObject) -> intertie::map::Result<String> {
        // contact.properties["city"] 69
        todo!("city: decide")
    }

    fn postal_code(
        &self,
        contact: &hubspot::SimplePublicObject,
    ) -> intertie::map::Result<intertie::Value> {
        // contact.properties["zip"] 59
        todo!("postalCode: decide")
    }
}
