//! How `meeting_to_event` goes: a meeting's link, back into the appointment.

use intertie::DateTime;
use intertie::convert::time;
use intertie::map::{Reason, Refused, Result, required};
use mappings::{
    MeetingToEvent, MeetingToEventConferenceData, MeetingToEventConferenceDataEntryPoints, MeetingToEventEnd,
    MeetingToEventStart,
};
use zoom::Meeting;

/// Needs to know nothing.
#[derive(Debug, Clone, Default)]
pub struct MeetingToEventMapper;

impl MeetingToEvent for MeetingToEventMapper {
    fn summary(&self, meeting: &Meeting) -> Result<Option<String>> {
        Ok(meeting.topic.clone())
    }

    fn description(&self, meeting: &Meeting) -> Result<Option<String>> {
        Ok(meeting.agenda.clone())
    }

    fn location(&self, meeting: &Meeting) -> Result<Option<String>> {
        Ok(meeting.join_url.clone())
    }
}

impl MeetingToEventStart for MeetingToEventMapper {
    fn date_time(&self, meeting: &Meeting) -> Result<Option<DateTime>> {
        Ok(meeting.start_time)
    }
}

impl MeetingToEventEnd for MeetingToEventMapper {
    fn date_time(&self, meeting: &Meeting) -> Result<Option<DateTime>> {
        let start = required(meeting.start_time)?;
        let lasts = intertie::chrono::TimeDelta::try_minutes(required(meeting.duration)?);
        let end = lasts.and_then(|lasts| start.checked_add_signed(lasts));
        end.map(Some).ok_or_else(|| Refused::new(Reason::OutOfRange))
    }
}

impl MeetingToEventConferenceData for MeetingToEventMapper {
    /// Beyond what a JSON number holds exactly, so text from here on.
    fn conference_id(&self, meeting: &Meeting) -> Result<Option<String>> {
        Ok(meeting.id.map(|id| id.to_string()))
    }
}

impl MeetingToEventConferenceDataEntryPoints for MeetingToEventMapper {
    fn entry_point_type(&self, _: &Meeting) -> Result<Option<String>> {
        Ok(Some("video".to_owned()))
    }

    fn uri(&self, meeting: &Meeting) -> Result<Option<String>> {
        Ok(meeting.join_url.clone())
    }

    fn meeting_code(&self, meeting: &Meeting) -> Result<Option<String>> {
        Ok(meeting.id.map(|id| id.to_string()))
    }

    /// A calendar is read by many: the password stays out.
    fn password(&self, _: &Meeting) -> Result<Option<String>> {
        Ok(None)
    }
}

/// The start as people write it.
pub fn starts(meeting: &Meeting) -> Option<String> {
    meeting.start_time.map(time::utc)
}
