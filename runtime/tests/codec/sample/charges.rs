//! A list of charges, as large answers are.
#![allow(dead_code, missing_docs, unreachable_pub, reason = "each user needs a part; the shape is the generator's")]

use intertie::Map;
use intertie::codec::{Decode, Encode, Object, StringEnum, Table, optional, required, table};

#[derive(Clone, PartialEq)]
pub struct ChargeList {
    pub object: String,
    pub data: Vec<Charge>,
    pub has_more: bool,
    pub url: Option<String>,
}

impl Object for ChargeList {
    const TABLE: Table =
        table("ChargeList", &[required("object"), required("data"), required("has_more"), optional("url")]);
    #[inline]
    fn blank() -> Self {
        Self { object: Decode::blank(), data: Decode::blank(), has_more: Decode::blank(), url: None }
    }
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.object,
            1 => &self.data,
            2 => &self.has_more,
            _ => &self.url,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.object,
            1 => &mut self.data,
            2 => &mut self.has_more,
            _ => &mut self.url,
        }
    }
}

#[derive(Clone, PartialEq)]
pub struct Charge {
    pub id: String,
    pub amount: i64,
    pub currency: Currency,
    pub created: i64,
    pub customer: Option<String>,
    pub description: Option<String>,
    pub livemode: bool,
    pub metadata: Map<String>,
    pub outcome: Option<Box<Outcome>>,
    pub paid: bool,
    pub rate: f64,
    pub status: Status,
    pub tags: Option<Vec<String>>,
    pub r#type: Option<String>,
}

impl Object for Charge {
    const TABLE: Table = table(
        "Charge",
        &[
            required("id"),
            required("amount"),
            required("currency"),
            required("created"),
            optional("customer").nullable(),
            optional("description").nullable(),
            required("livemode"),
            required("metadata"),
            optional("outcome").nullable(),
            required("paid"),
            required("rate"),
            required("status"),
            optional("tags"),
            optional("type").ident("r#type"),
        ],
    );
    #[inline]
    fn blank() -> Self {
        Self {
            id: Decode::blank(),
            amount: Decode::blank(),
            currency: Decode::blank(),
            created: Decode::blank(),
            customer: None,
            description: None,
            livemode: Decode::blank(),
            metadata: Decode::blank(),
            outcome: None,
            paid: Decode::blank(),
            rate: Decode::blank(),
            status: Decode::blank(),
            tags: None,
            r#type: None,
        }
    }
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.id,
            1 => &self.amount,
            2 => &self.currency,
            3 => &self.created,
            4 => &self.customer,
            5 => &self.description,
            6 => &self.livemode,
            7 => &self.metadata,
            8 => &self.outcome,
            9 => &self.paid,
            10 => &self.rate,
            11 => &self.status,
            12 => &self.tags,
            _ => &self.r#type,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.id,
            1 => &mut self.amount,
            2 => &mut self.currency,
            3 => &mut self.created,
            4 => &mut self.customer,
            5 => &mut self.description,
            6 => &mut self.livemode,
            7 => &mut self.metadata,
            8 => &mut self.outcome,
            9 => &mut self.paid,
            10 => &mut self.rate,
            11 => &mut self.status,
            12 => &mut self.tags,
            _ => &mut self.r#type,
        }
    }
}

#[derive(Clone, PartialEq, Default)]
pub struct Outcome {
    pub network_status: Option<String>,
    pub reason: Option<String>,
    pub risk_score: Option<i64>,
    pub seller_message: Option<String>,
}

impl Object for Outcome {
    const TABLE: Table = table(
        "Outcome",
        &[
            optional("network_status"),
            optional("reason").nullable(),
            optional("risk_score"),
            optional("seller_message"),
        ],
    );
    #[inline]
    fn blank() -> Self {
        Self { network_status: None, reason: None, risk_score: None, seller_message: None }
    }
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.network_status,
            1 => &self.reason,
            2 => &self.risk_score,
            _ => &self.seller_message,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.network_status,
            1 => &mut self.reason,
            2 => &mut self.risk_score,
            _ => &mut self.seller_message,
        }
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Status {
    Succeeded,
    Pending,
    RequiresAction,
    Other(String),
}

impl StringEnum for Status {
    const VALUES: &'static [(&'static str, &'static str)] =
        &[("succeeded", "Succeeded"), ("pending", "Pending"), ("requires_action", "RequiresAction")];
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Pending => "pending",
            Self::RequiresAction => "requires_action",
            Self::Other(text) => text,
        }
    }
    #[inline]
    fn pick(at: usize, value: &str) -> Self {
        match at {
            0 => Self::Succeeded,
            1 => Self::Pending,
            2 => Self::RequiresAction,
            _ => Self::Other(value.to_owned()),
        }
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Currency {
    Usd,
    Eur,
    Jpy,
    Other(String),
}

impl StringEnum for Currency {
    const VALUES: &'static [(&'static str, &'static str)] = &[("usd", "Usd"), ("eur", "Eur"), ("jpy", "Jpy")];
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::Usd => "usd",
            Self::Eur => "eur",
            Self::Jpy => "jpy",
            Self::Other(text) => text,
        }
    }
    #[inline]
    fn pick(at: usize, value: &str) -> Self {
        match at {
            0 => Self::Usd,
            1 => Self::Eur,
            2 => Self::Jpy,
            _ => Self::Other(value.to_owned()),
        }
    }
}

intertie::objects! { ChargeList, Charge, Outcome }
intertie::string_enums! { Status, Currency }
