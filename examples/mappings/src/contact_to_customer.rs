//! How `contact_to_customer` goes: `hubspot::SimplePublicObject` to `stripe::UpdateCustomer`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{
    ContactToCustomer, ContactToCustomerAddress, ContactToCustomerShipping,
    ContactToCustomerShippingAddress,
};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct ContactToCustomerMapper;

impl ContactToCustomer for ContactToCustomerMapper {
    fn customer(&self, contact: &hubspot::SimplePublicObject) -> intertie::map::Result<String> {
        // contact.properties["stripe_customer_id"] 56
        todo!("customer: decide")
    }
}

impl ContactToCustomerAddress for ContactToCustomerMapper {}

impl ContactToCustomerShipping for ContactToCustomerMapper {
    fn name(&self, contact: &hubspot::SimplePublicObject) -> intertie::map::Result<String> {
        // contact.properties["firstname"] 55
        // contact.properties["lastname"] 55
        todo!("name: decide")
    }
}

impl ContactToCustomerShippingAddress for ContactToCustomerMapper {}
