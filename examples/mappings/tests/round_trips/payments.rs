//! Checkouts, orders and payments.

use crate::samples::{from_value, order, payment, to_san_francisco};
use intertie::convert::money;
use intertie::map::Reason;
use intertie::{Value, to_value};
use intertie_example_mappings::*;
use mappings::*;
use serde_json::json;

#[test]
fn a_checkout_becomes_an_order_whose_parts_sum_up() {
    let session: stripe::CheckoutSession = from_value(json!({
        "id": "cs_1", "object": "checkout.session", "created": 1, "expires_at": 2, "livemode": false, "mode": "payment", "payment_status": "paid",
        "payment_method_types": ["card"], "currency": "usd", "amount_subtotal": 4000, "amount_total": 4999, "client_reference_id": "o_1",
        "total_details": {"amount_discount": 0, "amount_shipping": 599, "amount_tax": 400},
        "collected_information": {"shipping_details": {"name": "Ada Lovelace", "address": to_san_francisco()["address"]}},
        "line_items": {"object": "list", "has_more": false, "url": "/", "data": [
            {"id": "li_1", "object": "item", "amount_discount": 0, "amount_subtotal": 4000, "amount_tax": 400, "amount_total": 4400,
             "currency": "usd", "description": "A pen", "quantity": 2}]},
    }))
    .expect("it is a checkout");
    let made = SessionToOrder::map(&session_to_order::SessionToOrderMapper, &session).expect("it maps");
    let unit = &to_value(&made).expect("it is JSON")["purchase_units"][0];
    assert_eq!(unit["amount"]["value"], "49.99");
    assert_eq!(unit["amount"]["currency_code"], "USD");
    let part = |name: &str| {
        money::minor(unit["amount"]["breakdown"][name]["value"].as_str().unwrap_or("0"), "USD").expect("it is money")
    };
    assert_eq!(
        part("item_total") + part("tax_total") + part("shipping") - part("discount"),
        session.amount_total.unwrap()
    );
    assert_eq!(
        unit["items"],
        json!([{"name": "A pen", "quantity": "2", "unit_amount": {"currency_code": "USD", "value": "20.00"}}])
    );
    assert_eq!((&unit["custom_id"], &unit["shipping"]["name"]["full_name"]), (&json!("o_1"), &json!("Ada Lovelace")));
    assert_eq!(unit["shipping"]["address"]["address_line_2"], "Apt 2");
    // The amount comes back.
    assert_eq!(money::minor(unit["amount"]["value"].as_str().unwrap(), "usd").unwrap(), session.amount_total.unwrap());
}

#[test]
fn a_checkout_without_a_currency_says_where_it_fails() {
    let session: stripe::CheckoutSession = from_value(json!({
        "id": "cs_1", "object": "checkout.session", "created": 1, "expires_at": 2, "livemode": false, "mode": "payment", "payment_status": "paid",
        "payment_method_types": [], "amount_total": 4999,
    }))
    .expect("it is a checkout");
    let why = SessionToOrder::map(&session_to_order::SessionToOrderMapper, &session).err().expect("it fails");
    assert_eq!(
        (why.reason(), why.mapping(), why.field().as_str()),
        (Reason::Missing, Some("session_to_order"), "purchase_units.amount.currency_code")
    );
    assert!(!format!("{why:?}").contains("4999"), "no value of the source is in an error: {why:?}");
}

#[test]
fn orders_and_payments_keep_amount_currency_and_id() {
    let made = OrderToPayment::map(&order_to_payment::OrderToPaymentMapper, &order()).expect("it maps");
    assert_eq!(
        (made.amount, made.currency.as_str(), made.receipt_email.as_deref()),
        (4999, "usd", Some("ada@example.com"))
    );
    let shipping = made.shipping.expect("it ships");
    assert_eq!((shipping.address.line2.as_deref(), shipping.address.country.as_deref()), (Some("Apt 2"), Some("US")));
    let razorpay =
        PaymentToOrder::map(&payment_to_order::PaymentToOrderMapper, &payment(Value::Null)).expect("it maps");
    assert_eq!((razorpay.amount, razorpay.currency.as_str(), razorpay.receipt.as_deref()), (4999, "USD", Some("pi_1")));
    assert_eq!(to_value(&razorpay).expect("it is JSON")["notes"], json!({"order_id": "o_1"}));
    assert_eq!(made.metadata.expect("there is some")["order_id"], "o_1");
}
