//! From a lead to the CRM, the mailing list and the sales channel.
//!
//! The contact and the member are made at the same time. HubSpot's upsert and Mailchimp's PUT give the same however often
//! they are made. Slack is given an id by which it may know a message again, as it does for its own programs; to apps it
//! promises nothing.

use crate::clients::Clients;
use crate::mapping;
use intertie::flow::{Error, Flow, FlowBody};
use serde::{Deserialize, Serialize};

/// The flow. It holds the clients that it calls.
#[derive(Debug)]
pub struct Welcome {
    /// Of the vendors.
    pub clients: Clients,
}

/// What the form gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Lead {
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub company: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Welcomed {
    pub contact: String,
    pub member: Option<String>,
    pub message: String,
}

impl FlowBody for Welcome {
    const NAME: &'static str = "lead";
    const VERSION: &'static str = "1";
    type Input = Lead;
    type Output = Welcomed;

    async fn run(&self, flow: &Flow<'_>, lead: Lead) -> Result<Welcomed, Error> {
        let Clients { hubspot, mailchimp, slack, .. } = &self.clients;
        let contact = flow.call("contact", mapping::lead::contact(hubspot, &lead)).repeat_in_doubt();
        let member = flow.call("member", mapping::lead::member(mailchimp, &lead));
        let (contact, member) = flow.join(contact, member).await;
        let (contact, member) = (contact?, member?);
        let contact = mapping::lead::contact_id(&contact).ok_or_else(|| Error::new("HubSpot has stored no contact"))?;
        let message = flow.call("tell", mapping::lead::message(slack, &lead, &contact)).await?;
        Ok(Welcomed { contact, member: member.value.id, message: message.value.ts })
    }
}
