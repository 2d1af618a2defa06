//! The list of charges as derived serde has it, and one to measure with.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize)]
pub(super) struct ChargeList {
    object: String,
    data: Vec<Charge>,
    has_more: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Charge {
    id: String,
    amount: i64,
    currency: Currency,
    created: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    livemode: bool,
    metadata: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Box<Outcome>>,
    paid: bool,
    rate: f64,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Outcome {
    #[serde(skip_serializing_if = "Option::is_none")]
    network_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    risk_score: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seller_message: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Succeeded,
    Pending,
    RequiresAction,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Currency {
    Usd,
    Eur,
    Jpy,
}

/// A list of this many charges, all a little different.
pub(super) fn list(charges: u32) -> ChargeList {
    ChargeList {
        object: "list".into(),
        data: (0..charges).map(charge).collect(),
        has_more: true,
        url: Some("/v1/charges".into()),
    }
}

fn charge(at: u32) -> Charge {
    let some = |every: u32| at.is_multiple_of(every);
    Charge {
        id: format!("ch_3NirD82eZvKYlo2CIvbtLWuY{at}"),
        amount: i64::from(at) * 1_099,
        currency: if some(3) {
            Currency::Usd
        } else if some(2) {
            Currency::Eur
        } else {
            Currency::Jpy
        },
        created: 1_692_000_000 + i64::from(at),
        customer: Some(format!("cus_9s6XKzkNRiz8i3{at}")),
        description: some(2).then(|| format!("Invoice \"{at}\" of the shop, thank you for your order")),
        livemode: some(3),
        metadata: [
            ("order_id".into(), format!("67{at}")),
            ("note".into(), "left at the door, as agreed with the neighbour".into()),
        ]
        .into(),
        outcome: Some(Box::new(Outcome {
            network_status: Some("approved_by_network".into()),
            reason: None,
            risk_score: Some(i64::from(at % 100)),
            seller_message: Some("Payment complete, the bank approved it.".into()),
        })),
        paid: true,
        rate: f64::from(at) * 0.137,
        status: if some(3) {
            Status::Pending
        } else if some(2) {
            Status::RequiresAction
        } else {
            Status::Succeeded
        },
        tags: Some(vec!["web".into(), "eu".into()]),
        r#type: some(2).then(|| "charge".into()),
    }
}
