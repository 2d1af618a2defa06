//! How `event_to_meeting` goes: `google_calendar::GoogleCalendarEvent` to `zoom::MeetingInput`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{
    EventToMeeting, EventToMeetingSettings,
    GoogleCalendarEventAttendeeToZoomSettingsMeetingInvitee,
};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct EventToMeetingMapper;

impl EventToMeeting for EventToMeetingMapper {}

impl EventToMeetingSettings for EventToMeetingMapper {}

impl GoogleCalendarEventAttendeeToZoomSettingsMeetingInvitee for EventToMeetingMapper {}
