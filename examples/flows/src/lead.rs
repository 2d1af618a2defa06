//! From a lead to the CRM, the mailing list and the sales channel.
//!
//! The contact and the member are made at the same time. HubSpot's upsert and Mailchimp's PUT give the same however often
//! they are made. Slack keeps no keys: a message that was under way when the program died is looked for in the channel, among
//! those since the flow came to it. Two flows of one contact that are in doubt at once may find the same message.

use crate::clients::Clients;
use crate::mapping;
use intertie::flow::{Error, Flow, FlowBody};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How far Slack's clock may be behind ours.
const SKEW: Duration = Duration::from_secs(300);

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
        let since = flow.step("since", |_| async { Ok(since()) }).await?;
        let (client, about) = (slack.clone(), contact.clone());
        let message = flow
            .call("tell", mapping::lead::message(slack, &lead, &contact))
            .found_by(move || told(client.clone(), since, about.clone()))
            .await?;
        Ok(Welcomed { contact, member: member.value.id, message: message.value.ts })
    }
}

/// From when on a message may be the flow's, in seconds since 1970.
fn since() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().saturating_sub(SKEW).as_secs()
}

/// The message about this contact, if the channel has one.
async fn told(slack: slack::Client, since: u64, contact: String) -> Result<Option<Value>, Error> {
    let mut messages = mapping::lead::messages(&slack, since).items();
    while let Some(message) = messages.try_next().await.map_err(Error::again)? {
        if mapping::lead::is_about(&message, &contact) {
            return mapping::lead::as_sent(&message).map(Some).map_err(Error::new);
        }
    }
    Ok(None)
}
