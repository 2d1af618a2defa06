//! The calls as one writes them by hand.

use super::Failure;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// The version that the generated client sends, too.
const VERSION: &str = "2026-05-27.dahlia";

pub(crate) struct Hand {
    client: reqwest::Client,
    base: String,
}

impl Hand {
    pub(crate) fn new(base: &str) -> Result<Self, Failure> {
        // The library has several providers and wants to be told which.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().timeout(Duration::from_secs(60)).build()?;
        Ok(Self { client, base: base.to_owned() })
    }

    pub(crate) async fn charge(&self) -> Result<Charge, Failure> {
        self.finish(self.client.get(format!("{}/v1/charges/{}", self.base, "ch_1"))).await
    }

    pub(crate) async fn customer(&self) -> Result<Found, Failure> {
        self.finish(self.client.get(format!("{}/v1/customers/{}", self.base, "cus_1"))).await
    }

    pub(crate) async fn charges(&self) -> Result<ChargeList, Failure> {
        self.finish(self.client.get(format!("{}/v1/charges?limit={}", self.base, 10))).await
    }

    pub(crate) async fn create(&self) -> Result<Customer, Failure> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("email", "ada@example.com").append_pair("metadata[order]", "42");
        let request = self.client.post(format!("{}/v1/customers", self.base));
        let request = request.header("Content-Type", "application/x-www-form-urlencoded");
        let request = request.header("Idempotency-Key", format!("{:032x}", fastrand::u128(..)));
        self.finish(request.body(form.finish())).await
    }

    async fn finish<T: for<'de> Deserialize<'de>>(&self, request: reqwest::RequestBuilder) -> Result<T, Failure> {
        let request = request.bearer_auth("sk_test").header("Stripe-Version", VERSION);
        let request = request.header("Accept", "application/json").header("User-Agent", "by-hand/1.0");
        let answer = request.send().await?.error_for_status()?;
        Ok(serde_json::from_slice(&answer.bytes().await?)?)
    }
}

/// What is there of a customer: Stripe answers the same call with what is left of one that was deleted.
#[derive(Deserialize)]
#[serde(untagged)]
#[expect(dead_code, clippy::large_enum_variant, reason = "read, not used; as the generated client has it")]
pub(crate) enum Found {
    Customer(Customer),
    Deleted(Remains),
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, not used")]
pub(crate) struct Remains {
    deleted: bool,
    id: String,
    object: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, not used")]
pub(crate) struct Customer {
    address: Option<Address>,
    balance: Option<i64>,
    created: i64,
    currency: Option<String>,
    default_source: Option<String>,
    delinquent: Option<bool>,
    description: Option<String>,
    email: Option<String>,
    id: String,
    invoice_credit_balance: Option<BTreeMap<String, i64>>,
    invoice_prefix: Option<String>,
    livemode: bool,
    metadata: Option<BTreeMap<String, String>>,
    name: Option<String>,
    next_invoice_sequence: Option<i64>,
    object: String,
    phone: Option<String>,
    preferred_locales: Option<Vec<String>>,
    shipping: Option<Shipping>,
    tax_exempt: Option<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, not used")]
pub(crate) struct Address {
    city: Option<String>,
    country: Option<String>,
    line1: Option<String>,
    line2: Option<String>,
    postal_code: Option<String>,
    state: Option<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, not used")]
pub(crate) struct Shipping {
    address: Option<Address>,
    carrier: Option<String>,
    name: Option<String>,
    phone: Option<String>,
    tracking_number: Option<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, not used")]
pub(crate) struct ChargeList {
    object: String,
    data: Vec<Charge>,
    has_more: bool,
    url: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, not used")]
pub(crate) struct Charge {
    amount: i64,
    amount_captured: i64,
    amount_refunded: i64,
    balance_transaction: Option<String>,
    billing_details: BillingDetails,
    captured: bool,
    created: i64,
    currency: String,
    customer: Option<String>,
    description: Option<String>,
    disputed: bool,
    failure_code: Option<String>,
    failure_message: Option<String>,
    id: String,
    livemode: bool,
    metadata: BTreeMap<String, String>,
    object: String,
    paid: bool,
    payment_intent: Option<String>,
    payment_method: Option<String>,
    receipt_email: Option<String>,
    receipt_number: Option<String>,
    receipt_url: Option<String>,
    refunded: bool,
    shipping: Option<Shipping>,
    statement_descriptor: Option<String>,
    status: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, not used")]
pub(crate) struct BillingDetails {
    address: Option<Address>,
    email: Option<String>,
    name: Option<String>,
    phone: Option<String>,
    tax_id: Option<String>,
}
