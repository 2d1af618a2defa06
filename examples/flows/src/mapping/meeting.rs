//! An issue as Google Calendar and Zoom want it, and a meeting as the calendar and Jira do: by the mappings of
//! `examples/mappings`, and what only this flow knows, which is the hour.

use google_calendar::{EventDateTime, GoogleCalendarEvent};
use intertie::DateTime;
use intertie::chrono::TimeDelta;
use intertie::convert::time;
use intertie::map::{Result, required};
use intertie_example_mappings::event_to_meeting::EventToMeetingMapper;
use intertie_example_mappings::issue_to_event::IssueToEventMapper;
use intertie_example_mappings::meeting_to_event::MeetingToEventMapper;
use intertie_example_mappings::meeting_to_link::MeetingToLinkMapper;
use jira::{IssueBean, UserDetails};
use mappings::{EventToMeeting as _, IssueToEvent as _, MeetingToEvent as _, MeetingToLink as _};
use zoom::{Meeting, MeetingInput};

/// Where people read issues.
const SITE: &str = "https://example.atlassian.net";

/// The calendar of the account.
const CALENDAR: &str = "primary";

/// Who invites.
const HOST: &str = "me";

/// When people meet on the day that an issue is due, where its assignee is.
const HOUR: &str = "09:00";

/// For how long.
const LASTS: TimeDelta = TimeDelta::minutes(30);

/// The issue.
pub fn issue<'c>(jira: &'c jira::Client, key: &str) -> jira::Call<'c, jira::GetIssue> {
    jira.issues().get(key).fields(["summary", "description", "duedate", "assignee"])
}

/// The appointment, with the assignee if there is one who shows an address.
pub fn event(issue: &IssueBean) -> Result<GoogleCalendarEvent> {
    let assignee = assignee(issue);
    let mut event = IssueToEventMapper { site: SITE.to_owned() }.map(issue, &assignee)?;
    let day = required(event.start.as_ref().and_then(|start| start.date))?;
    let zone = assignee.time_zone.as_deref().unwrap_or("UTC");
    let start = time::parse_in(&format!("{day}T{HOUR}"), zone)?;
    event.start = Some(at(start, zone));
    event.end = Some(at(start + LASTS, zone));
    event.attendees = event.attendees.filter(|_| assignee.email_address.is_some());
    Ok(event)
}

/// Enters the appointment under the id it has.
pub fn insert(
    calendar: &google_calendar::Client,
    event: GoogleCalendarEvent,
) -> google_calendar::Call<'_, google_calendar::InsertEvent> {
    calendar.events().insert(CALENDAR, event).send_updates(google_calendar::SendUpdates::All)
}

/// What the calendar has under an id.
pub fn entered<'c>(
    calendar: &'c google_calendar::Client,
    id: &str,
) -> google_calendar::Call<'c, google_calendar::GetEvent> {
    calendar.events().get(CALENDAR, id)
}

/// Takes the appointment back.
pub fn remove<'c>(
    calendar: &'c google_calendar::Client,
    id: &str,
) -> google_calendar::Call<'c, google_calendar::DeleteEvent> {
    calendar.events().delete(CALENDAR, id)
}

/// The meeting that an appointment is about.
pub fn meeting(event: &GoogleCalendarEvent) -> Result<MeetingInput> {
    EventToMeetingMapper.map(event)
}

/// Schedules a meeting.
pub fn schedule(zoom: &zoom::Client, meeting: MeetingInput) -> zoom::Call<'_, zoom::CreateMeeting> {
    zoom.meetings().create(HOST, meeting)
}

/// The meetings of the host.
pub fn meetings(zoom: &zoom::Client) -> zoom::Call<'_, zoom::MeetingsRequest> {
    zoom.meetings().meetings(HOST).page_size(300)
}

/// Says in the appointment how to join. Its times and texts stay as they are.
pub fn join<'c>(
    calendar: &'c google_calendar::Client,
    id: &str,
    meeting: &Meeting,
) -> Result<google_calendar::Call<'c, google_calendar::PatchEvent>> {
    let GoogleCalendarEvent { location, conference_data, .. } = MeetingToEventMapper.map(meeting)?;
    let change = GoogleCalendarEvent { location, conference_data, ..GoogleCalendarEvent::default() };
    Ok(calendar.events().patch(CALENDAR, id, change).conference_data_version(1))
}

/// Links the meeting from the issue.
pub fn link<'c>(
    jira: &'c jira::Client,
    key: &str,
    meeting: &Meeting,
) -> Result<jira::Call<'c, jira::CreateOrUpdateRemoteIssueLink>> {
    Ok(jira.issue_remote_links().create_or_update_remote_issue_link(key, MeetingToLinkMapper.map(meeting)?))
}

/// Nobody: one of whom nothing is known.
fn assignee(issue: &IssueBean) -> UserDetails {
    let field = issue.fields.as_ref().and_then(|fields| fields.get("assignee")).filter(|value| !value.is_null());
    field.and_then(|value| intertie::from_value(value).ok()).unwrap_or_default()
}

fn at(moment: DateTime, zone: &str) -> EventDateTime {
    EventDateTime { date: None, date_time: Some(moment), time_zone: Some(zone.to_owned()) }
}
