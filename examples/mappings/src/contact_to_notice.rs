//! How `contact_to_notice` goes: a new contact, told to the team.

use hubspot::SimplePublicObject;
use intertie::convert::name;
use intertie::map::Result;
use mappings::ContactToNotice;

use crate::property;

/// Knows the channel.
#[derive(Debug, Clone)]
pub struct ContactToNoticeMapper {
    /// The channel's id or name.
    pub channel: String,
}

impl ContactToNotice for ContactToNoticeMapper {
    fn channel(&self, _: &SimplePublicObject) -> Result<String> {
        Ok(self.channel.clone())
    }

    fn text(&self, contact: &SimplePublicObject) -> Result<Option<String>> {
        let name = name::join(property(contact, "firstname"), property(contact, "lastname"));
        let company = property(contact, "company").map(|company| format!(" of {company}"));
        let mail = property(contact, "email").map(|mail| format!(" ({mail})"));
        let link = contact.url.as_deref().map(|url| format!("\n{url}"));
        let parts = [Some(name.unwrap_or_else(|| format!("Contact {}", contact.id))), company, mail, link];
        // The vendor takes these three for markup.
        let text: String = parts.into_iter().flatten().collect();
        Ok(Some(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")))
    }
}
