//! How `contact_to_check` goes: a contact's address, to be validated by the carrier.

use hubspot::SimplePublicObject;
use intertie::Value;
use intertie::convert::address::Lines;
use intertie::convert::country;
use intertie::map::{Result, required};
use mappings::{ContactToCheck, ContactToCheckAddressesToValidate, ContactToCheckAddressesToValidateAddress};

use crate::property;

/// Needs to know nothing.
#[derive(Debug, Clone, Default)]
pub struct ContactToCheckMapper;

impl ContactToCheck for ContactToCheckMapper {}

impl ContactToCheckAddressesToValidate for ContactToCheckMapper {}

impl ContactToCheckAddressesToValidateAddress for ContactToCheckMapper {
    /// The carrier takes three lines of 35 characters.
    fn street_lines(&self, contact: &SimplePublicObject) -> Result<Vec<String>> {
        Lines::of([property(contact, "address")]).within(3, 35)
    }

    fn city(&self, contact: &SimplePublicObject) -> Result<String> {
        required(property(contact, "city")).map(str::to_owned)
    }

    fn state_or_province_code(&self, contact: &SimplePublicObject) -> Result<Option<Value>> {
        Ok(property(contact, "state").map(Value::from))
    }

    fn postal_code(&self, contact: &SimplePublicObject) -> Result<Value> {
        required(property(contact, "zip")).map(Value::from)
    }

    fn country_code(&self, contact: &SimplePublicObject) -> Result<Option<String>> {
        property(contact, "country").map(country::alpha2).transpose()
    }
}
