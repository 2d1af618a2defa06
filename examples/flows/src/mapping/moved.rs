//! An address as FedEx and Stripe want it.

use crate::moved::{Known, Move};

/// What FedEx knows of the address.
pub fn look_up<'c>(fedex: &'c fedex::Client, moved: &Move) -> fedex::Call<'c, fedex::ValidateAddress> {
    let lines = moved.street.iter().filter(|line| !line.trim().is_empty());
    let mut address = fedex::Address::new(lines, &moved.city, moved.postal_code.as_str());
    address.country_code = Some(moved.country.clone());
    fedex.addresses().validate(fedex::FullSchemaValidateAddress::new([fedex::ResolveContactAndAddress::new(address)]))
}

/// The address, if it is one.
pub fn resolved(answer: &fedex::AdvcResponseVo) -> Option<&fedex::ResolvedAddress> {
    let resolved = answer.output.as_ref()?.resolved_addresses.as_ref()?.first()?;
    resolved.city.is_some().then_some(resolved)
}

/// Stripe's customer with the address as FedEx writes it.
pub fn customer<'c>(
    stripe: &'c stripe::Client,
    moved: &Move,
    resolved: &fedex::ResolvedAddress,
) -> stripe::Call<'c, stripe::UpdateCustomer> {
    let lines = resolved.street_lines_token.as_ref().unwrap_or(&moved.street);
    let address = stripe::AddressParam {
        line1: lines.first().cloned(),
        line2: lines.get(1).filter(|line| !line.is_empty()).cloned(),
        city: resolved.city.clone(),
        state: resolved.state_or_province_code.clone().or_else(|| moved.region.clone()),
        postal_code: Some(moved.postal_code.clone()),
        country: Some(moved.country.clone()),
    };
    let shipping = stripe::ShippingInput { address, name: moved.name.clone(), phone: None };
    stripe.customers().update(&moved.customer).shipping(intertie::Field::Value(shipping))
}

/// What FedEx makes of it.
pub fn known(moved: &Move, resolved: &fedex::ResolvedAddress) -> Known {
    let classification = resolved.classification.as_ref().map(|classification| match classification {
        fedex::ResolvedAddressClassification::Mixed => "MIXED".to_owned(),
        fedex::ResolvedAddressClassification::Unknown => "UNKNOWN".to_owned(),
        fedex::ResolvedAddressClassification::Business => "BUSINESS".to_owned(),
        fedex::ResolvedAddressClassification::Residential => "RESIDENTIAL".to_owned(),
        fedex::ResolvedAddressClassification::Other(text) => text.clone(),
    });
    Known { classification, city: resolved.city.clone().unwrap_or_else(|| moved.city.clone()) }
}
