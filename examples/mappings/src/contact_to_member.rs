//! How `contact_to_member` goes: a contact of the CRM, as a member of a mailing list.

use hubspot::SimplePublicObject;
use intertie::convert::{hash, phone, text, time};
use intertie::map::{Result, required};
use intertie::{DateTime, Value};
use mailchimp::MemberStatus;
use mappings::ContactToMember;

use crate::property;

/// Knows the list.
#[derive(Debug, Clone)]
pub struct ContactToMemberMapper {
    /// The list's id.
    pub list: String,
}

impl ContactToMember for ContactToMemberMapper {
    fn list_id(&self, _: &SimplePublicObject) -> Result<String> {
        Ok(self.list.clone())
    }

    /// The vendor's key of a member, so that sending twice makes no second one.
    fn subscriber_hash(&self, contact: &SimplePublicObject) -> Result<String> {
        required(property(contact, "email")).map(hash::email_key)
    }

    fn email_address(&self, contact: &SimplePublicObject) -> Result<String> {
        required(property(contact, "email")).map(str::to_lowercase)
    }

    /// Who did not ask for mail gets only what an order needs.
    fn status_if_new(&self, contact: &SimplePublicObject) -> Result<MemberStatus> {
        let wants = property(contact, "newsletter").map(text::boolean).transpose()?;
        Ok(if wants == Some(true) { MemberStatus::Subscribed } else { MemberStatus::Transactional })
    }

    fn merge_fields_fname(&self, contact: &SimplePublicObject) -> Result<Option<Value>> {
        Ok(property(contact, "firstname").map(Value::from))
    }

    fn merge_fields_lname(&self, contact: &SimplePublicObject) -> Result<Option<Value>> {
        Ok(property(contact, "lastname").map(Value::from))
    }

    fn merge_fields_phone(&self, contact: &SimplePublicObject) -> Result<Option<Value>> {
        let written = property(contact, "phone").map(|number| phone::e164(number, property(contact, "country")));
        Ok(written.transpose()?.map(Value::from))
    }

    fn language(&self, contact: &SimplePublicObject) -> Result<Option<String>> {
        Ok(property(contact, "hs_language").map(str::to_owned))
    }

    fn timestamp_opt(&self, contact: &SimplePublicObject) -> Result<Option<DateTime>> {
        property(contact, "consent_date").map(time::from_epoch_millis).transpose()
    }
}
