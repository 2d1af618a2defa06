//! How `issue_to_event` goes: an issue that is due, as a day in the calendar.

use google_calendar::GoogleCalendarEvent;
use intertie::convert::{adf, time};
use intertie::map::{Result, required};
use intertie::{Map, NaiveDate, Value};
use jira::{IssueBean, UserDetails};
use mappings::{
    IssueToEvent, IssueToEventAttendees, IssueToEventEnd, IssueToEventExtendedProperties, IssueToEventSource,
    IssueToEventStart,
};

/// Knows where people read issues.
#[derive(Debug, Clone)]
pub struct IssueToEventMapper {
    /// `https://example.atlassian.net`
    pub site: String,
}

fn field<'i>(issue: &'i IssueBean, key: &str) -> Option<&'i Value> {
    issue.fields.as_ref()?.get(key).filter(|value| !value.is_null())
}

fn due(issue: &IssueBean) -> Result<NaiveDate> {
    time::parse_date(required(field(issue, "duedate").and_then(Value::as_str))?)
}

/// `PROJ-1: What is to be done`
fn title(issue: &IssueBean) -> Option<String> {
    let summary = field(issue, "summary").and_then(Value::as_str);
    let parts: Vec<&str> = [issue.key.as_deref(), summary].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(": "))
}

impl IssueToEvent for IssueToEventMapper {
    fn summary(&self, issue: &IssueBean, _: &UserDetails) -> Result<Option<String>> {
        Ok(title(issue))
    }

    fn description(&self, issue: &IssueBean, _: &UserDetails) -> Result<Option<String>> {
        Ok(field(issue, "description").map(adf::to_text))
    }

    /// The same issue has the same id, so that inserting twice makes no second event. The calendar takes the letters of
    /// base32hex; keys are of letters, digits, `-` and `_`, and go in as digits of 16.
    fn id(&self, issue: &IssueBean, _: &UserDetails) -> Result<Option<String>> {
        let key = required(issue.key.as_deref())?;
        Ok(Some(key.bytes().map(|byte| format!("{byte:02x}")).collect()))
    }
}

impl IssueToEventStart for IssueToEventMapper {
    fn date(&self, issue: &IssueBean, _: &UserDetails) -> Result<Option<NaiveDate>> {
        due(issue).map(Some)
    }
}

impl IssueToEventEnd for IssueToEventMapper {
    /// The day that an event ends before.
    fn date(&self, issue: &IssueBean, _: &UserDetails) -> Result<Option<NaiveDate>> {
        time::next_day(due(issue)?).map(Some)
    }
}

impl IssueToEventAttendees for IssueToEventMapper {
    fn display_name(&self, _: &IssueBean, assignee: &UserDetails) -> Result<Option<String>> {
        Ok(assignee.display_name.clone())
    }
}

impl IssueToEventSource for IssueToEventMapper {
    fn title(&self, issue: &IssueBean, _: &UserDetails) -> Result<Option<String>> {
        Ok(title(issue))
    }

    /// `self` is for programs; this is what people open.
    fn url(&self, issue: &IssueBean, _: &UserDetails) -> Result<Option<String>> {
        Ok(issue.key.as_deref().map(|key| format!("{}/browse/{key}", self.site)))
    }
}

impl IssueToEventExtendedProperties for IssueToEventMapper {
    fn private(&self, issue: &IssueBean, _: &UserDetails) -> Result<Option<Map<String>>> {
        Ok(issue.key.as_ref().map(|key| Map::from([("jiraKey".to_owned(), key.clone())])))
    }
}

/// The issue that an event was made of.
pub fn issue_key(event: &GoogleCalendarEvent) -> Option<&str> {
    event.extended_properties.as_ref()?.private.as_ref()?.get("jiraKey").map(String::as_str)
}
