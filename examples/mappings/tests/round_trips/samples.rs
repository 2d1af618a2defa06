//! What the mappings are tried on.

use intertie::{DecodeError, Map, Value};
use serde_json::json;

pub(crate) fn from_value<T: intertie::codec::Decode>(value: Value) -> Result<T, DecodeError> {
    intertie::from_value(&value)
}

pub(crate) fn contact(properties: &[(&str, Option<&str>)]) -> hubspot::SimplePublicObject {
    let properties: Map<Option<&str>> = properties.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect();
    from_value(json!({
        "id": "51", "archived": false, "createdAt": "2026-01-05T09:00:00Z", "updatedAt": "2026-01-06T09:00:00Z", "properties": properties,
    }))
    .expect("it is a contact")
}

pub(crate) fn ada() -> hubspot::SimplePublicObject {
    contact(&[
        ("email", Some("Ada@Example.com")),
        ("firstname", Some("Ada")),
        ("lastname", Some("Lovelace")),
        ("phone", Some("020 7946 0018")),
        ("address", Some("12 St James's Square")),
        ("city", Some("London")),
        ("state", None),
        ("zip", Some("SW1Y 4JH")),
        ("country", Some("United Kingdom")),
        ("stripe_customer_id", Some("cus_1")),
        ("newsletter", Some("true")),
        ("consent_date", Some("1767571200000")),
        ("hs_language", Some("en-gb")),
        ("company", Some("")),
    ])
}

pub(crate) fn order() -> shop::Order {
    from_value(json!({
        "id": "o_1", "placed_at": "2026-01-05T09:00:00+01:00", "currency": "USD", "total": 4999, "email": "ada@example.com", "phone": "(415) 555-2671",
        "lines": [{"sku": "pen", "title": "A pen", "quantity": 2, "unit_price": 2000, "weight_grams": 125}],
        "ship_to": {"name": "Ada Lovelace", "line1": "1 Market Street", "line2": "Apt 2", "city": "San Francisco", "state": "California",
                    "postal_code": "94105", "country": "US"},
    }))
    .expect("it is an order")
}

pub(crate) fn payment(shipping: Value) -> stripe::PaymentIntent {
    from_value(json!({
        "id": "pi_1", "object": "payment_intent", "created": 1_767_600_000, "livemode": false, "status": "succeeded", "amount": 4999, "currency": "usd",
        "receipt_email": "ada@example.com", "metadata": {"order_id": "o_1"}, "shipping": shipping,
    }))
    .expect("it is a payment")
}

pub(crate) fn to_san_francisco() -> Value {
    json!({"name": "Ada Lovelace", "phone": "+1 415 555 2671",
           "address": {"line1": "1 Market Street", "line2": "Apt 2", "city": "San Francisco", "state": "California", "postal_code": "94105", "country": "US"}})
}
