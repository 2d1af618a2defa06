//! How `paypal_to_label_address` goes: where a PayPal order goes, as the carrier wants it.

use intertie::convert::address::Lines;
use intertie::convert::{region, text};
use intertie::map::{Result, required};
use mappings::PaypalToLabelAddress;
use paypal::AddressPortable;

/// Needs to know nothing.
#[derive(Debug, Clone, Default)]
pub struct PaypalToLabelAddressMapper;

impl PaypalToLabelAddress for PaypalToLabelAddressMapper {
    fn street_lines(&self, address: &AddressPortable) -> Result<Vec<String>> {
        let lines = [&address.address_line_1, &address.address_line_2, &address.address_line_3];
        Lines::of(lines.map(Option::as_deref)).within(3, 35)
    }

    fn city(&self, address: &AddressPortable) -> Result<String> {
        text::within(required(address.admin_area_2.as_deref())?, 35)
    }

    fn state_or_province_code(&self, address: &AddressPortable) -> Result<Option<String>> {
        let code = |state: &String| region::code(&address.country_code, state);
        address.admin_area_1.as_ref().map(code).transpose()
    }
}
