//! How `event_to_meeting` goes: an appointment, as a meeting online.

use google_calendar::{EventDateTime, GoogleCalendarEvent};
use intertie::DateTime;
use intertie::convert::{html, text, time};
use intertie::map::{Result, required};
use mappings::{
    EventToMeeting, EventToMeetingSettings,
    GoogleCalendarEventAttendeeToZoomSettingsMeetingInvitee as AttendeeToInvitee,
};
use zoom::MeetingType;

/// Needs to know nothing.
#[derive(Debug, Clone, Default)]
pub struct EventToMeetingMapper;

/// When it starts or ends; a whole day has no time.
fn moment(at: Option<&EventDateTime>) -> Result<DateTime> {
    required(at.and_then(|at| at.date_time))
}

impl EventToMeeting for EventToMeetingMapper {
    fn topic(&self, event: &GoogleCalendarEvent) -> Result<Option<String>> {
        Ok(event.summary.as_deref().map(|topic| text::truncated(topic, 200)))
    }

    /// The calendar allows HTML, the meeting only text.
    fn agenda(&self, event: &GoogleCalendarEvent) -> Result<Option<String>> {
        let plain = event.description.as_deref().map(html::to_text).transpose()?;
        Ok(plain.map(|agenda| text::truncated(&agenda, 2000)))
    }

    /// A scheduled meeting.
    fn r#type(&self, _: &GoogleCalendarEvent) -> Result<Option<MeetingType>> {
        Ok(Some(MeetingType::N2))
    }

    fn start_time(&self, event: &GoogleCalendarEvent) -> Result<Option<String>> {
        moment(event.start.as_ref()).map(|start| Some(time::utc(start)))
    }

    fn timezone(&self, event: &GoogleCalendarEvent) -> Result<Option<String>> {
        Ok(event.start.as_ref().and_then(|start| start.time_zone.clone()))
    }

    fn duration(&self, event: &GoogleCalendarEvent) -> Result<Option<i64>> {
        let (start, end) = (moment(event.start.as_ref())?, moment(event.end.as_ref())?);
        time::minutes_between(start, end).map(Some)
    }
}

impl EventToMeetingSettings for EventToMeetingMapper {}

impl AttendeeToInvitee for EventToMeetingMapper {}
