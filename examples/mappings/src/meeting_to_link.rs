//! How `meeting_to_link` goes: `zoom::Meeting` to `jira::RemoteIssueLinkRequest`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{MeetingToLink, MeetingToLinkObject};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct MeetingToLinkMapper;

impl MeetingToLink for MeetingToLinkMapper {}

impl MeetingToLinkObject for MeetingToLinkMapper {
    fn title(&self, meeting: &zoom::Meeting) -> intertie::map::Result<String> {
        // meeting.topic 66
        todo!("title: decide")
    }

    fn url(&self, meeting: &zoom::Meeting) -> intertie::map::Result<String> {
        // meeting.join_url 52
        // meeting.start_url 52
        todo!("url: decide")
    }
}
