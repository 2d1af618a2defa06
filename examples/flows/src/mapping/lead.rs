//! A lead as HubSpot, Mailchimp and Slack want it.

use crate::lead::Lead;
use md5::{Digest as _, Md5};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The audience at Mailchimp.
const AUDIENCE: &str = "a1b2c3d4e5";

/// The channel at Slack.
const CHANNEL: &str = "C0SALES0000";

/// The contact; one for each address, whatever HubSpot has already.
pub fn contact<'c>(hubspot: &'c hubspot::Client, lead: &Lead) -> hubspot::Call<'c, hubspot::UpsertContactBatch> {
    let properties = [
        ("email", lead.email.as_str()),
        ("firstname", &lead.first_name),
        ("lastname", &lead.last_name),
        ("company", lead.company.as_deref().unwrap_or_default()),
    ];
    let properties = properties.into_iter().filter(|(_, value)| !value.is_empty());
    let mut input = hubspot::SimplePublicObjectBatchInputUpsert::new(&lead.email, properties);
    input.id_property = Some("email".into());
    hubspot.contacts().upsert(hubspot::BatchInputSimplePublicObjectBatchInputUpsert { inputs: vec![input] })
}

/// HubSpot's id of the contact.
pub fn contact_id(answer: &hubspot::UpsertContactBatchAnswer) -> Option<String> {
    match answer {
        hubspot::UpsertContactBatchAnswer::Ok(stored) => stored.results.first(),
        hubspot::UpsertContactBatchAnswer::MultiStatus(stored) => stored.results.first(),
    }
    .map(|contact| contact.id.clone())
}

/// The member of the mailing list, who is asked for consent first.
pub fn member<'c>(mailchimp: &'c mailchimp::Client, lead: &Lead) -> mailchimp::Call<'c, mailchimp::ReplaceListMember> {
    let status = mailchimp::MemberStatus::Pending;
    let call = mailchimp.lists().replace_member(AUDIENCE, subscriber(&lead.email), &lead.email, status);
    call.merge_fields([("FNAME", lead.first_name.as_str()), ("LNAME", &lead.last_name)])
}

/// What the sales channel reads.
pub fn message<'c>(slack: &'c slack::Client, lead: &Lead, contact: &str) -> slack::Call<'c, slack::ChatPostMessage> {
    let company = lead.company.as_deref().map(|company| format!(" ({company})")).unwrap_or_default();
    let who = plain(&format!("New lead: {} {}{company}", lead.first_name, lead.last_name));
    slack.chat().post_message(CHANNEL).text(format!("{who}{}", about(contact)))
}

/// What the sales channel has read since then, in seconds since 1970, the newest first.
pub fn messages(slack: &slack::Client, since: u64) -> slack::Call<'_, slack::ConversationsHistory> {
    slack.conversations().history(CHANNEL).oldest(format!("{since}.000000")).limit(200)
}

/// Whether a message is the one about this contact. Slack writes names its own way (`<http://acme.com|acme.com>`), so that
/// only the end is looked at.
pub fn is_about(message: &slack::ObjsMessage, contact: &str) -> bool {
    message.text.ends_with(&about(contact))
}

/// The answer that a message would have had when it was sent.
pub fn as_sent(message: &slack::ObjsMessage) -> Result<Value, intertie::EncodeError> {
    Ok(json!({"ok": true, "channel": CHANNEL, "ts": message.ts, "message": intertie::to_value(message)?}))
}

fn about(contact: &str) -> String {
    format!(", contact {contact}")
}

/// Without what Slack takes for a command: a name may be `<!channel>`.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Mailchimp's name of a member: MD5 of the address in lower case.
fn subscriber(email: &str) -> String {
    let mut name = String::with_capacity(32);
    for byte in Md5::digest(email.to_lowercase()) {
        // Writing to a `String` cannot fail.
        let _ = write!(name, "{byte:02x}");
    }
    name
}
