//! How `meeting_to_event` goes: `zoom::Meeting` to `google_calendar::GoogleCalendarEvent`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{
    MeetingToEvent, MeetingToEventConferenceData, MeetingToEventConferenceDataEntryPoints,
    MeetingToEventEnd, MeetingToEventStart,
};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct MeetingToEventMapper;

impl MeetingToEvent for MeetingToEventMapper {}

impl MeetingToEventConferenceData for MeetingToEventMapper {}

impl MeetingToEventEnd for MeetingToEventMapper {}

impl MeetingToEventStart for MeetingToEventMapper {}

impl MeetingToEventConferenceDataEntryPoints for MeetingToEventMapper {}
