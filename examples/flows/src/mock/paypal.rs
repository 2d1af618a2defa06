//! PayPal: invoices, one for each number, and sending them.

use super::call::{Call, Reply};
use serde_json::{Value, json};

/// The invoices.
#[derive(Default)]
pub(super) struct Invoices(Vec<Value>);

impl Invoices {
    pub(super) fn answer(&mut self, call: &Call) -> Reply {
        match (call.method.as_str(), call.path.as_str()) {
            ("POST", "/v1/oauth2/token") => {
                Reply::ok(json!({"access_token": "t", "token_type": "Bearer", "expires_in": 3600}))
            }
            ("POST", "/v2/invoicing/invoices") => self.make(call.json()),
            ("GET", "/v2/invoicing/invoices") => Reply::ok(json!({"total_items": self.0.len(), "items": self.0})),
            ("POST", path) if path.ends_with("/send") => {
                let id = path.rsplit('/').nth(1).unwrap_or_default();
                Reply::ok(json!({"rel": "self", "href": "https://example.com", "method": "GET"}))
                    .doing(format!("send {id}"))
            }
            _ => Reply::refused(404, json!({"name": "RESOURCE_NOT_FOUND", "message": "no", "debug_id": "1"})),
        }
    }

    fn make(&mut self, mut invoice: Value) -> Reply {
        let number = invoice["detail"]["invoice_number"].clone();
        if self.0.iter().any(|known| known["detail"]["invoice_number"] == number) {
            let error = json!({"name": "UNPROCESSABLE_ENTITY", "message": "DUPLICATE_INVOICE_NUMBER", "debug_id": "1"});
            return Reply::refused(422, error);
        }
        invoice["id"] = json!(format!("INV2-{:04}", self.0.len() + 1));
        invoice["status"] = json!("DRAFT");
        self.0.push(invoice.clone());
        Reply { status: 201, ..Reply::ok(invoice).doing(format!("invoice {}", number.as_str().unwrap_or_default())) }
    }
}
