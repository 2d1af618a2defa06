//! Issues, appointments and meetings.

use crate::samples::from_value;
use intertie::convert::time;
use intertie::to_value;
use intertie_example_mappings::*;
use mappings::*;
use serde_json::json;

#[test]
fn an_issue_becomes_a_day_and_is_found_again() {
    let issue = from_value(json!({
        "id": "10001", "key": "PROJ-1", "self": "https://x/rest/api/3/issue/10001", "fields": {"summary": "Ship it", "duedate": "2026-02-28",
        "description": {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Soon."}]}]}},
    }))
    .expect("it is an issue");
    let assignee =
        from_value(json!({"emailAddress": "ada@example.com", "displayName": "Ada", "timeZone": "Europe/London"}))
            .expect("it is a user");
    let mapper = issue_to_event::IssueToEventMapper { site: "https://example.atlassian.net".to_owned() };
    let event = IssueToEvent::map(&mapper, &issue, &assignee).expect("it maps");
    assert_eq!((event.summary.as_deref(), event.description.as_deref()), (Some("PROJ-1: Ship it"), Some("Soon.")));
    let day =
        |at: &Option<google_calendar::EventDateTime>| at.as_ref().and_then(|at| at.date).map(|date| date.to_string());
    assert_eq!((day(&event.start).as_deref(), day(&event.end).as_deref()), (Some("2026-02-28"), Some("2026-03-01")));
    assert_eq!(event.attendees.as_ref().and_then(|all| all[0].email.as_deref()), Some("ada@example.com"));
    let id = event.id.as_deref().expect("it has one");
    assert!((5..=1024).contains(&id.len()) && id.chars().all(|c| matches!(c, '0'..='9' | 'a'..='v')), "{id}");
    assert_eq!(issue_to_event::issue_key(&event), Some("PROJ-1"));
}

#[test]
fn an_appointment_becomes_a_meeting_and_the_meeting_the_appointment() {
    let event: google_calendar::GoogleCalendarEvent = from_value(json!({
        "summary": "Ship it", "description": "<b>Soon</b> &amp; well", "start": {"dateTime": "2026-02-28T10:00:00+01:00", "timeZone": "Europe/Berlin"},
        "end": {"dateTime": "2026-02-28T10:45:30+01:00", "timeZone": "Europe/Berlin"}, "attendees": [{"email": "ada@example.com"}, {"email": "bob@example.com"}],
    }))
    .expect("it is an event");
    let input = EventToMeeting::map(&event_to_meeting::EventToMeetingMapper, &event).expect("it maps");
    assert_eq!((input.start_time.as_deref(), input.duration), (Some("2026-02-28T09:00:00Z"), Some(46)));
    assert_eq!((input.agenda.as_deref(), input.timezone.as_deref()), (Some("Soon & well"), Some("Europe/Berlin")));
    let sent = to_value(&input).expect("it is JSON");
    assert_eq!(
        sent["settings"]["meeting_invitees"],
        json!([{"email": "ada@example.com"}, {"email": "bob@example.com"}])
    );
    let meeting: zoom::Meeting = from_value(json!({
        "id": 89_123_456_789_i64, "topic": input.topic, "agenda": input.agenda, "start_time": input.start_time, "duration": input.duration,
        "timezone": input.timezone, "join_url": "https://zoom.example/j/89123456789", "password": "secret",
    }))
    .expect("it is a meeting");
    let back = MeetingToEvent::map(&meeting_to_event::MeetingToEventMapper, &meeting).expect("it maps");
    let at = |at: &Option<google_calendar::EventDateTime>| at.as_ref().and_then(|at| at.date_time).map(time::utc);
    assert_eq!((at(&back.start), at(&back.end).as_deref()), (at(&event.start), Some("2026-02-28T09:46:00Z")));
    assert_eq!((&back.summary, back.location.as_deref()), (&event.summary, Some("https://zoom.example/j/89123456789")));
    let back = to_value(&back).expect("it is JSON");
    assert_eq!(back["conferenceData"]["entryPoints"][0]["meetingCode"], "89123456789");
    assert!(!back.to_string().contains("secret"));
    let link = MeetingToLink::map(&meeting_to_link::MeetingToLinkMapper, &meeting).expect("it maps");
    assert_eq!((link.object.title.as_str(), link.global_id.as_deref()), ("Ship it", Some("zoom-meeting=89123456789")));
}
