//! How `contact_to_member` goes: `hubspot::SimplePublicObject` to `mailchimp::ReplaceListMember`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::ContactToMember;

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct ContactToMemberMapper;

impl ContactToMember for ContactToMemberMapper {
    fn list_id(&self, contact: &hubspot::SimplePublicObject) -> intertie::map::Result<String> {
        // contact.id 61
        // contact.objectWriteTraceId 46
        todo!("list_id: decide")
    }

    fn subscriber_hash(
        &self,
        contact: &hubspot::SimplePublicObject,
    ) -> intertie::map::Result<String> {
        // contact.properties["address"] 38, see intertie::convert::hash::email_key
        todo!("subscriber_hash: decide")
    }

    fn email_address(
        &self,
        contact: &hubspot::SimplePublicObject,
    ) -> intertie::map::Result<String> {
        // contact.properties["email"] 69
        todo!("email_address: decide")
    }

    fn status_if_new(
        &self,
        contact: &hubspot::SimplePublicObject,
    ) -> intertie::map::Result<mailchimp::MemberStatus> {
        todo!("status_if_new: decide")
    }
}
