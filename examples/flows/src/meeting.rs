//! From an issue that is due to an appointment and a meeting online, and back: the appointment says how to join, the issue
//! links to the meeting.
//!
//! The calendar knows an event by an id of ours, which is made of the issue's key: one that was under way when the program
//! died is asked for by it. Zoom keeps no keys: a meeting is looked for among the host's by its topic and its time. What
//! is said to the event and the issue afterwards is the same however often it is said.

use crate::clients::Clients;
use crate::mapping;
use intertie::flow::{Error, Flow, FlowBody};
use intertie::{DateTime, to_value};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The flow. It holds the clients that it calls.
#[derive(Debug)]
pub struct Meet {
    /// Of the vendors.
    pub clients: Clients,
}

/// An issue to meet about: what Jira's webhook tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Due {
    /// `PROJ-7`
    pub key: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Met {
    pub event: String,
    /// As text: Zoom's numbers are longer than a JSON number is exact.
    pub meeting: String,
    pub join: Option<String>,
}

impl FlowBody for Meet {
    const NAME: &'static str = "meeting";
    const VERSION: &'static str = "1";
    type Input = Due;
    type Output = Met;

    async fn run(&self, flow: &Flow<'_>, due: Due) -> Result<Met, Error> {
        let Clients { jira, calendar, zoom, .. } = &self.clients;

        let issue = flow.call("issue", mapping::meeting::issue(jira, &due.key)).await?;
        let wanted = mapping::meeting::event(&issue).map_err(Error::new)?;
        let id = wanted.id.clone().ok_or_else(|| Error::new("the issue has no key"))?;
        let (client, own) = (calendar.clone(), id.clone());
        let event = flow
            .call("event", mapping::meeting::insert(calendar, wanted))
            .found_by(move || entered(client.clone(), own.clone()))
            .await?;
        flow.undo("cancel event", mapping::meeting::remove(calendar, &id));

        let wanted = mapping::meeting::meeting(&event).map_err(Error::new)?;
        let (client, topic) = (zoom.clone(), wanted.topic.clone());
        let start = event.start.as_ref().and_then(|start| start.date_time);
        let meeting = flow
            .call("meeting", mapping::meeting::schedule(zoom, wanted))
            .found_by(move || scheduled(client.clone(), topic.clone(), start))
            .await?;
        let number = meeting.id.ok_or_else(|| Error::new("the meeting has no number"))?;
        flow.undo("cancel meeting", zoom.meetings().delete(number));

        let join = mapping::meeting::join(calendar, &id, &meeting).map_err(Error::new)?;
        flow.call("join", join).repeat_in_doubt().await?;
        let link = mapping::meeting::link(jira, &due.key, &meeting).map_err(Error::new)?;
        flow.call("link", link).repeat_in_doubt().await?;
        Ok(Met { event: id, meeting: number.to_string(), join: meeting.value.join_url })
    }
}

/// The event of this id, if the calendar has one that is not cancelled.
async fn entered(calendar: google_calendar::Client, id: String) -> Result<Option<Value>, Error> {
    match mapping::meeting::entered(&calendar, &id).send().await {
        Ok(event) if event.status.as_deref() == Some("cancelled") => Ok(None),
        Ok(event) => to_value(&event).map(Some).map_err(Error::new),
        Err(error) if error.status() == Some(404) => Ok(None),
        Err(error) => Err(Error::again(error)),
    }
}

/// The meeting of this topic and time, if the host has one.
async fn scheduled(zoom: zoom::Client, topic: Option<String>, start: Option<DateTime>) -> Result<Option<Value>, Error> {
    let mut meetings = mapping::meeting::meetings(&zoom).items();
    while let Some(meeting) = meetings.try_next().await.map_err(Error::again)? {
        if (&meeting.topic, meeting.start_time) == (&topic, start) {
            return to_value(&meeting).map(Some).map_err(Error::new);
        }
    }
    Ok(None)
}
