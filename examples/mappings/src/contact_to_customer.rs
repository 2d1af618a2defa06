//! How `contact_to_customer` goes: an address that changed at the CRM, for the customer of the payments.

use hubspot::SimplePublicObject;
use intertie::convert::{country, name};
use intertie::map::{Result, required};
use mappings::{
    ContactToCustomer, ContactToCustomerAddress, ContactToCustomerShipping, ContactToCustomerShippingAddress,
};

use crate::property;

/// Needs to know nothing: the customer's id is a property of the contact.
#[derive(Debug, Clone, Default)]
pub struct ContactToCustomerMapper;

impl ContactToCustomer for ContactToCustomerMapper {
    fn customer(&self, contact: &SimplePublicObject) -> Result<String> {
        required(property(contact, "stripe_customer_id")).map(str::to_owned)
    }

    fn phone(&self, contact: &SimplePublicObject) -> Result<Option<String>> {
        Ok(property(contact, "phone").map(str::to_owned))
    }

    fn name(&self, contact: &SimplePublicObject) -> Result<Option<String>> {
        Ok(name::join(property(contact, "firstname"), property(contact, "lastname")))
    }
}

impl ContactToCustomerAddress for ContactToCustomerMapper {
    fn line1(&self, contact: &SimplePublicObject) -> Result<Option<String>> {
        Ok(property(contact, "address").map(str::to_owned))
    }

    fn state(&self, contact: &SimplePublicObject) -> Result<Option<String>> {
        Ok(property(contact, "state").map(str::to_owned))
    }

    fn country(&self, contact: &SimplePublicObject) -> Result<Option<String>> {
        property(contact, "country").map(country::alpha2).transpose()
    }
}

impl ContactToCustomerShipping for ContactToCustomerMapper {
    fn name(&self, contact: &SimplePublicObject) -> Result<String> {
        required(name::join(property(contact, "firstname"), property(contact, "lastname")))
    }

    fn phone(&self, contact: &SimplePublicObject) -> Result<Option<String>> {
        Ok(property(contact, "phone").map(str::to_owned))
    }
}

/// The same address: the CRM has one.
impl ContactToCustomerShippingAddress for ContactToCustomerMapper {
    fn line1(&self, contact: &SimplePublicObject) -> Result<Option<String>> {
        ContactToCustomerAddress::line1(self, contact)
    }

    fn state(&self, contact: &SimplePublicObject) -> Result<Option<String>> {
        ContactToCustomerAddress::state(self, contact)
    }

    fn country(&self, contact: &SimplePublicObject) -> Result<Option<String>> {
        ContactToCustomerAddress::country(self, contact)
    }
}
