//! An order as Stripe, FedEx and Twilio want it.

use crate::order::Order;
use serde_json::{Value, json};

/// The shop's account at Twilio.
pub const ACCOUNT: &str = "AC00000000000000000000000000000000";

/// The shop's account at FedEx.
const SHIPPER: &str = "510087000";

/// The payment.
pub fn charge<'c>(stripe: &'c stripe::Client, order: &Order) -> stripe::Call<'c, stripe::CreatePaymentIntent> {
    let call = stripe.payment_intents().create(order.amount, order.currency.to_ascii_lowercase());
    call.confirm(true)
        .payment_method("pm_card_visa")
        .receipt_email(&order.email)
        .description(format!("Order {}", order.number))
        .metadata([("order", &order.number)])
}

/// The label.
pub fn label<'c>(fedex: &'c fedex::Client, order: &Order) -> fedex::Call<'c, fedex::CreateShipment> {
    let mut parcel = fedex::RequestedPackageLineItem::new(fedex::Weight {
        units: fedex::WeightUnits::Kg,
        value: f64::from(order.grams) / 1000.0,
    });
    parcel.customer_references = Some(vec![fedex::CustomerReference1 {
        customer_reference_type: Some(fedex::CustomerReference1CustomerReferenceType::CustomerReference),
        value: Some(order.number.clone()),
    }]);
    let shipment = fedex::RequestedShipment1::new(
        fedex::ShipperParty { address: warehouse(), contact: contact("+49 30 901820", "The Shop") },
        [fedex::RecipientsParty::new(address(order), contact(&order.phone, &order.name))],
        fedex::PickupType::DropoffAtFedexLocation,
        "FEDEX_INTERNATIONAL_PRIORITY",
        "YOUR_PACKAGING",
        f64::from(order.grams) / 1000.0,
        fedex::Payment::new(fedex::PaymentPaymentType::Sender),
        fedex::LabelSpecification::new(
            fedex::LabelSpecificationLabelStockType::Paper4x6,
            fedex::LabelSpecificationImageType::Pdf,
        ),
        [parcel],
    );
    fedex.shipments().create(fedex::FullSchemaShip::new(shipment, fedex::Labelresponseoptions::UrlOnly, account()))
}

/// Takes the label back.
pub fn cancel<'c>(fedex: &'c fedex::Client, tracking: &str) -> fedex::Call<'c, fedex::CancelShipment> {
    fedex.shipments().cancel(account(), tracking)
}

/// Where the parcel is.
pub fn track<'c>(fedex: &'c fedex::Client, tracking: &str) -> fedex::Call<'c, fedex::TrackByTrackingNumber> {
    let number = fedex::TrackingNumberInfo::new(tracking);
    let item = fedex::FullSchemaTrackingNumbersTrackingInfoItem::new(number);
    fedex.tracking().track_by_tracking_number(fedex::FullSchemaTrackingNumbers {
        include_detailed_scans: false,
        tracking_info: vec![item],
    })
}

/// What was shipped for an order.
pub fn by_reference<'c>(fedex: &'c fedex::Client, order: &str) -> fedex::Call<'c, fedex::TrackByReferences> {
    let information = fedex::FullSchemaTrackingReferencesReferencesInformation::new(
        fedex::FullSchemaTrackingReferencesType::CustomerReference,
        order,
    );
    fedex.tracking().track_by_references(fedex::FullSchemaTrackingReferences::new(information))
}

/// A parcel that was found, in the shape of the answer that made it. The label itself is in FedEx's account.
pub fn as_label(found: &fedex::TrkcResponseVoTrackingNumber) -> Option<Value> {
    let number = results(found).next()?.tracking_number_info.as_ref()?.tracking_number.clone();
    Some(json!({"output": {"transactionShipments": [{"masterTrackingNumber": number}]}}))
}

/// The parcel's number.
pub fn tracking_number(label: &fedex::ShpcResponseVoShipShipment) -> Option<String> {
    label.output.as_ref()?.transaction_shipments.as_ref()?.first()?.master_tracking_number.clone()
}

/// FedEx's word for how the parcel is: `Label created`.
pub fn status(parcel: &fedex::TrkcResponseVoTrackingNumber) -> Option<String> {
    results(parcel).next()?.latest_status_detail.as_ref()?.status_by_locale.clone()
}

/// A text message to the customer.
pub fn message<'c>(twilio: &'c twilio::Client, order: &Order, text: &str) -> twilio::Call<'c, twilio::CreateMessage> {
    twilio.api20100401_message().create_message(ACCOUNT, &order.phone).from("+4915799999999").body(text)
}

fn results(found: &fedex::TrkcResponseVoTrackingNumber) -> impl Iterator<Item = &fedex::TrackResult> {
    let tracked = found.output.iter().flat_map(|output| output.complete_track_results.iter().flatten());
    let results = tracked.flat_map(|tracked| tracked.track_results.iter().flatten());
    results.filter(|result| result.error.is_none())
}

fn account() -> fedex::ShipperAccountNumber {
    fedex::ShipperAccountNumber { value: SHIPPER.into() }
}

fn warehouse() -> fedex::PartyAddress2 {
    let mut address = fedex::PartyAddress2::new(["Werkstrasse 1"], "Berlin", "DE");
    address.postal_code = Some("10115".into());
    address
}

fn address(order: &Order) -> fedex::PartyAddress2 {
    let lines = order.street.iter().filter(|line| !line.trim().is_empty());
    let mut address = fedex::PartyAddress2::new(lines, &order.city, &order.country);
    address.postal_code = Some(order.postal_code.clone());
    address.state_or_province_code.clone_from(&order.region);
    address
}

/// FedEx takes the digits of a phone number only.
fn contact(phone: &str, name: &str) -> fedex::PartyContact {
    let mut contact = fedex::PartyContact::new(phone.chars().filter(char::is_ascii_digit).collect::<String>());
    contact.person_name = Some(name.into());
    contact
}
