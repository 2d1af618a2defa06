//! How `issue_to_event` goes: `jira::IssueBean` and `jira::UserDetails` to `google_calendar::GoogleCalendarEvent`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{
    IssueToEvent, IssueToEventAttendees, IssueToEventEnd, IssueToEventExtendedProperties,
    IssueToEventSource, IssueToEventStart,
};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct IssueToEventMapper;

impl IssueToEvent for IssueToEventMapper {}

impl IssueToEventAttendees for IssueToEventMapper {}

impl IssueToEventEnd for IssueToEventMapper {}

impl IssueToEventExtendedProperties for IssueToEventMapper {}

impl IssueToEventSource for IssueToEventMapper {}

impl IssueToEventStart for IssueToEventMapper {}
