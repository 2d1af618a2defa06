//! A customer who has moved: the address is looked up at FedEx, and kept at Stripe as FedEx knows it.
//!
//! A CRM tells of every field that is typed. Start it by [`start_debounced`](intertie::flow::sqlite::Flows::start_debounced)
//! with the customer as key: one flow for a burst, with the last address.

use crate::clients::Clients;
use crate::mapping;
use intertie::flow::{Error, Flow, FlowBody};
use serde::{Deserialize, Serialize};

/// The flow. It holds the clients that it calls.
#[derive(Debug)]
pub struct Moved {
    /// Of the vendors.
    pub clients: Clients,
}

/// Where a customer lives now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Move {
    /// Stripe's id.
    pub customer: String,
    pub name: String,
    pub street: Vec<String>,
    pub city: String,
    pub region: Option<String>,
    pub postal_code: String,
    pub country: String,
}

/// What FedEx makes of it: `BUSINESS`, `RESIDENTIAL`, ...
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Known {
    pub classification: Option<String>,
    pub city: String,
}

impl FlowBody for Moved {
    const NAME: &'static str = "moved";
    const VERSION: &'static str = "1";
    type Input = Move;
    type Output = Known;

    async fn run(&self, flow: &Flow<'_>, moved: Move) -> Result<Known, Error> {
        let Clients { stripe, fedex, .. } = &self.clients;
        // A POST that only reads.
        let looked_up = flow.call("look up", mapping::moved::look_up(fedex, &moved)).repeat_in_doubt().await?;
        let Some(resolved) = mapping::moved::resolved(&looked_up) else {
            return Err(Error::new(format_args!("FedEx does not know {} {}", moved.postal_code, moved.city)));
        };
        flow.call("customer", mapping::moved::customer(stripe, &moved, resolved)).await?;
        Ok(mapping::moved::known(&moved, resolved))
    }
}
