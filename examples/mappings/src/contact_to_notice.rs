//! How `contact_to_notice` goes: `hubspot::SimplePublicObject` to `slack::ChatPostMessage`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::ContactToNotice;

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct ContactToNoticeMapper;

impl ContactToNotice for ContactToNoticeMapper {
    fn channel(&self, contact: &hubspot::SimplePublicObject) -> intertie::map::Result<String> {
        todo!("channel: decide")
    }
}
