//! A server on the loopback that knows three answers, on threads of its own.

use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Result, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

/// Serves until the program ends; gives the base URL.
pub(crate) fn start() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base = format!("http://{}", listener.local_addr()?);
    let answers = Arc::new([answer(&customer()), answer(&charges()), answer(&charge(0))]);
    std::thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let answers = Arc::clone(&answers);
            // That a client hangs up is how a connection ends.
            std::thread::spawn(move || serve(connection, &answers[..]).ok());
        }
    });
    Ok(base)
}

fn serve(connection: TcpStream, answers: &[Vec<u8>]) -> Result<()> {
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection.try_clone()?);
    let mut connection = connection;
    while let Some(path) = request(&mut reader)? {
        let at = match path.as_str() {
            path if path.starts_with("/v1/charges/") => 2,
            path if path.starts_with("/v1/charges") => 1,
            _ => 0,
        };
        connection.write_all(&answers[at])?;
    }
    Ok(())
}

/// Reads a request whole; gives its path, `None` where none comes any more.
fn request(reader: &mut BufReader<TcpStream>) -> Result<Option<String>> {
    let (mut line, mut path, mut length) = (String::new(), None, 0_u64);
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let text = line.trim_end();
        if path.is_none() {
            path = text.split(' ').nth(1).map(str::to_owned);
        } else if text.is_empty() {
            break;
        } else if let Some(value) = text.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    std::io::copy(&mut reader.take(length), &mut std::io::sink())?;
    Ok(path)
}

fn answer(body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nRequest-Id: req_1\r\n\
         Stripe-Version: 2026-05-27.dahlia\r\nDate: Wed, 27 May 2026 10:00:00 GMT\r\n\r\n{body}"
    )
    .into_bytes()
}

fn address() -> Value {
    json!({ "city": "London", "country": "GB", "line1": "12 St James's Square", "line2": null, "postal_code": "SW1Y 4JH",
            "state": null })
}

fn shipping() -> Value {
    json!({ "address": address(), "carrier": null, "name": "Ada Lovelace", "phone": "+442079460000", "tracking_number": null })
}

fn customer() -> Value {
    json!({
        "id": "cus_NffrFeUfNV2Hib", "object": "customer", "address": address(), "balance": 0, "created": 1_680_893_993,
        "currency": "gbp", "default_source": null, "delinquent": false, "description": "A customer of long standing",
        "email": "ada@example.com", "invoice_prefix": "0759376C", "livemode": false, "metadata": { "order": "42" },
        "name": "Ada Lovelace", "next_invoice_sequence": 1, "phone": null, "preferred_locales": ["en-GB"],
        "shipping": shipping(), "tax_exempt": "none",
    })
}

fn charges() -> Value {
    let data: Vec<Value> = (0..10).map(charge).collect();
    json!({ "object": "list", "url": "/v1/charges", "has_more": true, "data": data })
}

fn charge(number: i64) -> Value {
    json!({
        "id": format!("ch_3MmlLrLkdIwHu7ix0snN0B1{number}"), "object": "charge", "amount": 1_099 + number,
        "amount_captured": 1_099 + number, "amount_refunded": 0, "balance_transaction": "txn_3MmlLrLkdIwHu7ix0uke3Ezy",
        "billing_details": { "address": address(), "email": "ada@example.com", "name": "Ada Lovelace", "phone": null,
                             "tax_id": null },
        "captured": true, "created": 1_679_090_539, "currency": "gbp", "customer": "cus_NffrFeUfNV2Hib",
        "description": "Invoice 42, thank you for your order", "disputed": false, "failure_code": null,
        "failure_message": null, "livemode": false, "metadata": { "order": "42", "shop": "web" }, "paid": true,
        "payment_intent": "pi_3MmlLrLkdIwHu7ix0A1", "payment_method": "card_1MmlLrLkdIwHu7ixIJwEWSNR",
        "receipt_email": null, "receipt_number": null, "receipt_url": "https://pay.example.com/receipts/payment/CAcaFwoV",
        "refunded": false, "shipping": shipping(), "statement_descriptor": null, "status": "succeeded",
    })
}
