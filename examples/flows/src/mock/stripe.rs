//! Stripe: payments that succeed at once, unless the order is called `declined`.

use super::call::{Call, Reply};
use serde_json::json;

pub(super) fn answer(call: &Call) -> Reply {
    match call.operation().as_str() {
        "POST /v1/payment_intents" => charge(call),
        "POST /v1/refunds" => {
            let payment = call.form("payment_intent").unwrap_or_default();
            let id = payment.replacen("pi_", "re_", 1);
            let refund = json!({"id": id, "object": "refund", "amount": 1, "created": 1_780_000_000, "currency": "eur",
                "payment_intent": payment, "status": "succeeded"});
            Reply::ok(refund).doing(format!("refund {payment}"))
        }
        operation if operation.starts_with("POST /v1/customers/") => {
            let id = operation.rsplit('/').next().unwrap_or_default().to_owned();
            let line = call.form("shipping[address][line1]").unwrap_or_default();
            let customer = json!({"id": id, "object": "customer", "created": 1_780_000_000, "livemode": false});
            Reply::ok(customer).doing(format!("customer {id} {line}"))
        }
        _ => Reply::refused(404, json!({"error": {"type": "invalid_request_error"}})),
    }
}

fn charge(call: &Call) -> Reply {
    let order = call.form("metadata[order]").unwrap_or_default();
    if order.starts_with("declined") {
        let error = json!({"type": "card_error", "code": "card_declined", "message": "Your card was declined."});
        return Reply::refused(402, json!({"error": error}));
    }
    let amount: i64 = call.form("amount").and_then(|amount| amount.parse().ok()).unwrap_or_default();
    let payment = json!({
        "id": format!("pi_{order}"),
        "object": "payment_intent",
        "amount": amount,
        "client_secret": format!("pi_{order}_secret_do_not_keep"),
        "created": 1_780_000_000,
        "currency": call.form("currency"),
        "livemode": false,
        "metadata": {"order": order},
        "status": "succeeded",
    });
    Reply::ok(payment).doing(format!("charge {order}"))
}
