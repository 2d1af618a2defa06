//! How `meeting_to_link` goes: a meeting, linked from the issue that it is about.

use intertie::map::{Result, required};
use mappings::{MeetingToLink, MeetingToLinkObject};
use zoom::Meeting;

/// Needs to know nothing.
#[derive(Debug, Clone, Default)]
pub struct MeetingToLinkMapper;

impl MeetingToLink for MeetingToLinkMapper {
    /// The same meeting is linked once.
    fn global_id(&self, meeting: &Meeting) -> Result<Option<String>> {
        Ok(meeting.id.map(|id| format!("zoom-meeting={id}")))
    }
}

impl MeetingToLinkObject for MeetingToLinkMapper {
    fn title(&self, meeting: &Meeting) -> Result<String> {
        Ok(meeting.topic.clone().unwrap_or_else(|| "Meeting".to_owned()))
    }

    fn url(&self, meeting: &Meeting) -> Result<String> {
        required(meeting.join_url.clone())
    }
}
