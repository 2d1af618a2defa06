//! Where a contact is: the CRM's address, looked up at Google Maps, its coordinates kept at the CRM.
//!
//! Looking up is an enriching step. Each look-up is billed, so its client has a [cache](crate::clients): contacts of one
//! address are one look-up for as long as Google's answer allows, and a flow that runs again after a crash has the answer in
//! its journal anyway. An address that Google does not know leaves the contact as it is.

use crate::clients::Clients;
use crate::mapping;
use intertie::flow::{Error, Flow, FlowBody};
use serde::{Deserialize, Serialize};

/// The flow. It holds the clients that it calls.
#[derive(Debug)]
pub struct Locate {
    /// Of the vendors.
    pub clients: Clients,
}

/// A contact whose address is new or has changed: what the CRM's webhook tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// HubSpot's id.
    pub contact: String,
}

/// Where a contact is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Located {
    pub address: String,
    pub latitude: String,
    pub longitude: String,
}

impl FlowBody for Locate {
    const NAME: &'static str = "locate";
    const VERSION: &'static str = "1";
    type Input = Moved;
    /// `None`: nobody knows.
    type Output = Option<Located>;

    async fn run(&self, flow: &Flow<'_>, moved: Moved) -> Result<Option<Located>, Error> {
        let Clients { hubspot, maps, .. } = &self.clients;
        let contact = flow.call("contact", mapping::locate::contact(hubspot, &moved.contact)).await?;
        let Some(address) = mapping::locate::address(&contact) else { return Ok(None) };
        let found = flow.call("geocode", mapping::locate::geocode(maps, &address)).await?;
        let Some(located) = mapping::locate::located(&found) else { return Ok(None) };
        // The same coordinates say the same twice.
        let keep = mapping::locate::keep(hubspot, &moved.contact, &located);
        flow.call("keep", keep).repeat_in_doubt().await?;
        Ok(Some(located))
    }
}
