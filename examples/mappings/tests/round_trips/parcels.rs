//! Labels, and what becomes of the parcels.

use crate::samples::{from_value, order, payment, to_san_francisco};
use intertie::convert::{money, time};
use intertie::map::Reason;
use intertie::{Value, to_value};
use intertie_example_mappings::*;
use mappings::*;
use serde_json::json;

fn label_mapper() -> payment_to_label::PaymentToLabelMapper {
    let shipper = from_value(json!({
        "address": {"streetLines": ["1 Shop Road"], "city": "Memphis", "countryCode": "US"}, "contact": {"phoneNumber": "9015550100"},
    }));
    let ships_on = time::parse_date("2026-01-06").expect("it is a date");
    payment_to_label::PaymentToLabelMapper { shipper: shipper.expect("it is a shipper"), ships_on }
}

#[test]
fn a_payment_becomes_a_label_with_codes_and_digits() {
    let made = PaymentToLabel::map(&label_mapper(), &payment(to_san_francisco()), &order()).expect("it maps");
    let made = to_value(&made).expect("it is JSON");
    assert_eq!(
        made["recipients"],
        json!([{
            "address": {"streetLines": ["1 Market Street", "Apt 2"], "city": "San Francisco", "stateOrProvinceCode": "CA", "postalCode": "94105", "countryCode": "US"},
            "contact": {"personName": "Ada Lovelace", "emailAddress": "ada@example.com", "phoneNumber": "14155552671"},
        }])
    );
    assert_eq!(made["shipper"]["address"]["city"], "Memphis", "not the recipient's");
    assert_eq!(made["totalDeclaredValue"], json!({"amount": 49.99, "currency": "USD"}));
    assert_eq!((&made["totalWeight"], &made["shipDatestamp"]), (&json!(0.25), &json!("2026-01-06")));
    let item = &made["requestedPackageLineItems"][0];
    assert_eq!(
        (&item["weight"], &item["customerReferences"][0]["value"]),
        (&json!({"units": "KG", "value": 0.125}), &json!("pen"))
    );
    // Both ways: the amount is the payment's again.
    let back = money::Money::from_number(49.99, "USD").expect("it is money").minor();
    assert_eq!(back, 4999);
}

#[test]
fn no_phone_no_label() {
    let mut order = order();
    order.phone = None;
    let mut shipping = to_san_francisco();
    shipping["phone"] = Value::Null;
    let why = PaymentToLabel::map(&label_mapper(), &payment(shipping), &order).err().expect("it fails");
    assert_eq!((why.field().as_str(), why.reason()), ("recipients.contact.phoneNumber", Reason::Missing));
}

#[test]
fn paypal_addresses_are_the_carriers_too() {
    let address: paypal::AddressPortable = from_value(json!({
        "address_line_1": "Nanjing Road 1", "admin_area_2": "Shanghai", "admin_area_1": "Shanghai Shi", "postal_code": "200001", "country_code": "C2",
    }))
    .expect("it is an address");
    let made =
        PaypalToLabelAddress::map(&paypal_to_label_address::PaypalToLabelAddressMapper, &address).expect("it maps");
    assert_eq!((made.country_code.as_str(), made.state_or_province_code.as_deref()), ("CN", Some("SH")));
    assert_eq!((made.street_lines, made.postal_code.as_deref()), (vec!["Nanjing Road 1".to_owned()], Some("200001")));
}

fn track(detail: Value) -> fedex::TrackResult {
    from_value(json!({"latestStatusDetail": detail, "scanEvents": [{"date": "2026-01-06T12:01:00-07:00"}, {"date": "2026-01-07T08:00:00-07:00"}]}))
        .expect("it is a result")
}

#[test]
fn a_parcel_on_its_way_is_told_to_all() {
    let track = track(json!({"code": "IT", "statusByLocale": "In transit", "scanLocation": {"city": "Memphis"}}));
    let label = from_value(json!({"masterTrackingNumber": "794953535000", "shipDatestamp": "2026-01-06"}))
        .expect("it is a label");
    let mapper = label_to_tracker::LabelToTrackerMapper { capture: "8MC585209K746392H".to_owned() };
    let tracker = to_value(&LabelToTracker::map(&mapper, &label, &track).expect("it maps")).expect("it is JSON");
    assert_eq!(
        tracker,
        json!({"transaction_id": "8MC585209K746392H", "tracking_number": "794953535000", "status": "IN_TRANSIT", "shipment_date": "2026-01-06",
               "carrier": "FEDEX", "last_updated_time": "2026-01-07T15:00:00Z"})
    );
    let mapper = track_to_message::TrackToMessageMapper { account: "AC1".to_owned(), from: "+15005550006".to_owned() };
    let message = TrackToMessage::map(&mapper, &track, &order()).expect("it maps");
    assert_eq!(
        (message.to.as_str(), message.body.as_deref()),
        ("+14155552671", Some("Your order o_1: In transit, Memphis."))
    );
    let mapper = track_to_mail::TrackToMailMapper { key: "k".into(), from: "shop@example.com".to_owned() };
    let mail = to_value(&TrackToMail::map(&mapper, &track, &order()).expect("it maps")).expect("it is JSON");
    assert_eq!(mail["message"]["to"], json!([{"email": "ada@example.com", "name": "Ada Lovelace"}]));
}

#[test]
fn a_parcel_that_the_carrier_does_not_know_is_no_news() {
    let mut unknown = track(json!({"code": "IT"}));
    unknown.error =
        Some(from_value(json!({"code": "TRACKING.TRACKINGNUMBER.NOTFOUND", "message": "no"})).expect("it is an error"));
    let mapper = track_to_message::TrackToMessageMapper { account: String::new(), from: String::new() };
    let why = TrackToMessage::map(&mapper, &unknown, &order()).err().expect("it fails");
    assert_eq!((why.field().as_str(), why.reason()), ("Body", Reason::Because("the carrier does not know the parcel")));
}
