//! Paid orders: invoices and stock.

use crate::samples::from_value;
use intertie::to_value;
use intertie_example_mappings::*;
use mappings::*;
use serde_json::json;

fn paid() -> paypal::Order {
    from_value(json!({
        "id": "5O190127TN364715T", "create_time": "2026-01-05T23:30:00Z", "payer": {"name": {"given_name": "Ada", "surname": "Lovelace"}, "email_address": "ada@example.com"},
        "purchase_units": [{"invoice_id": "o_1", "amount": {"currency_code": "EUR", "value": "44.00"},
            "items": [{"name": "A pen", "quantity": "2", "unit_amount": {"currency_code": "EUR", "value": "20.00"}, "tax": {"currency_code": "EUR", "value": "2.00"}, "sku": "pen"}],
            "shipping": {"name": {"full_name": "Ada King Lovelace"}, "address": {"country_code": "DE", "postal_code": "10115"}},
            "payments": {"captures": [{"id": "8MC585209K746392H", "amount": {"currency_code": "EUR", "value": "44.00"}, "create_time": "2026-01-05T23:31:00Z"}]}}],
    }))
    .expect("it is an order")
}

#[test]
fn a_paid_order_becomes_an_invoice_in_the_books_own_days() {
    let order = paid();
    let unit = &order.purchase_units.as_ref().expect("there is one")[0];
    let mapper = order_to_invoice::OrderToInvoiceMapper {
        zone: "Europe/Berlin".to_owned(),
        tax: ("VAT".to_owned(), "10".to_owned()),
    };
    let made = to_value(&OrderToInvoice::map(&mapper, &order, unit).expect("it maps")).expect("it is JSON");
    assert_eq!(
        made["detail"],
        json!({"reference": "5O190127TN364715T", "currency_code": "EUR", "invoice_number": "o_1", "invoice_date": "2026-01-06"})
    );
    let recipient = &made["primary_recipients"][0];
    assert_eq!(
        recipient["billing_info"],
        json!({"name": {"given_name": "Ada", "surname": "Lovelace"}, "email_address": "ada@example.com"})
    );
    assert_eq!(recipient["shipping_info"]["name"], json!({"given_name": "Ada King", "surname": "Lovelace"}));
    assert_eq!(
        made["items"][0]["unit_amount"],
        to_value(&unit.items.as_ref().unwrap()[0].unit_amount).unwrap(),
        "money is copied, digit by digit"
    );
    let capture = &unit.payments.as_ref().unwrap().captures.as_ref().unwrap()[0];
    let mapper = capture_to_payment::CaptureToPaymentMapper { zone: "America/New_York".to_owned() };
    let made = CaptureToPayment::map(&mapper, capture).expect("it maps");
    assert_eq!(
        (made.payment_id, made.payment_date.as_deref(), made.amount),
        (capture.id.clone(), Some("2026-01-05"), capture.amount.clone())
    );
}

#[test]
fn a_paid_item_leaves_the_stock_of_its_own_variant() {
    let order = paid();
    let item = &order.purchase_units.as_ref().unwrap()[0].items.as_ref().unwrap()[0];
    let mapper = item_to_stock::ItemToStockMapper { store: "s".to_owned(), product: "p".to_owned() };
    let variant = |sku: &str, stock: i64| {
        from_value(json!({"id": "v", "sku": sku, "inventory_quantity": stock})).expect("it is a variant")
    };
    let made = ItemToStock::map(&mapper, item, &variant("pen", 5)).expect("it maps");
    assert_eq!((made.inventory_quantity, made.variant_id.as_str()), (Some(3), "v"));
    let why = ItemToStock::map(&mapper, item, &variant("ink", 5)).err().expect("it fails");
    assert_eq!(why.field(), "sku");
}
