//! A vendor's operations before Prism: every request with sample values, every declared answer.

use crate::judged::Judged;
use crate::samples;
use crate::vendor::{Answered, Entry, Vendor};
use crate::witness::{Violation, Witness};
use intertie::{Client, Status};
use intertie_generator::ir;
use serde_json::Value;
use std::collections::BTreeSet;

/// How many answers with values made up at random are read for each operation.
const RANDOM_ANSWERS: usize = 2;

/// Asks for an answer that is made up at random.
const RANDOM: &str = "__dynamic=true";

/// What the judge, or the document, cannot do: the vendor, a part of the complaint, and why it is none of ours. Each must
/// be of use.
pub const EXCUSES: &[(&str, &str, &str)] = &[
    ("stripe", "last_payment_error.payment_intent.last_payment_error", "Prism cuts a value that contains itself"),
    ("stripe", "default_source.customer is unknown_branch", "Prism cuts a value that contains itself"),
    (
        "stripe",
        "must have required property 'enabled'",
        "Prism takes an object that a form does not have for an empty one",
    ),
    (
        "stripe",
        "must have required property 'name'",
        "Prism takes an object that a form does not have for an empty one",
    ),
    ("stripe", "Cannot deserialize JSON object array in form data", "Prism reads no lists of objects in forms"),
    (
        "twilio",
        "expected RFC 2822 date and time, found string",
        "Prism does not know the format, which Twilio invented",
    ),
    ("twilio", "date_created is other_type", "Prism does not know the format, which Twilio invented"),
    ("twilio", " must be array (POST", "Prism reads no repeated keys in forms"),
    ("fedex", "must match exactly one schema in oneOf", "what fits one of FedEx's schemas fits the others, too"),
    ("fedex", "Request body property document must be object", "Prism reads no JSON in parts"),
];

/// All of a vendor before a judge that serves its document.
#[derive(Debug)]
pub struct Rounds<'v> {
    vendor: &'v Vendor,
    judged: &'v Judged,
    client: Client,
    witness: Witness,
    complaints: Vec<String>,
    excused: BTreeSet<usize>,
    requests: usize,
    answers: usize,
}

impl<'v> Rounds<'v> {
    /// Before the judge at this URL.
    pub fn new(vendor: &'v Vendor, judged: &'v Judged, judge: &str) -> Self {
        let witness = Witness::new();
        let client = (vendor.connect)(judge, &witness);
        Self {
            vendor,
            judged,
            client,
            witness,
            complaints: Vec::new(),
            excused: BTreeSet::new(),
            requests: 0,
            answers: 0,
        }
    }

    /// Goes through all; what is not right, and how many requests and answers there were.
    pub async fn run(mut self) -> (Vec<String>, usize, usize) {
        for entry in &self.vendor.operations {
            let Some(operation) = self.judged.operation(entry.name) else {
                self.complaints.push(format!("{} is not in the document", entry.name));
                continue;
            };
            match samples::requests(&self.judged.document, operation) {
                Ok(requests) => self.operation(entry, operation, &requests).await,
                Err(why) => self.complaints.push(format!("{}: {why}", entry.name)),
            }
        }
        let idle = EXCUSES.iter().enumerate().filter(|(_, (vendor, ..))| *vendor == self.vendor.name);
        let idle = idle.filter(|(at, _)| !self.excused.contains(at));
        self.complaints
            .extend(idle.map(|(_, (vendor, what, _))| format!("{vendor}: {what:?} needs no excuse any more")));
        (self.complaints, self.requests, self.answers)
    }

    async fn operation(&mut self, entry: &Entry, operation: &ir::Operation, requests: &[Value]) {
        for request in requests {
            self.requests += 1;
            self.send(entry, request, "").await;
        }
        let Some(request) = requests.last() else { return };
        for status in operation.answers.iter().filter_map(|answer| code(entry, answer)) {
            self.answers += 1;
            self.send(entry, request, &format!("__code={status}")).await;
        }
        for _ in 0..RANDOM_ANSWERS {
            self.answers += 1;
            self.send(entry, request, RANDOM).await;
        }
    }

    async fn send(&mut self, entry: &Entry, request: &Value, ask: &str) {
        self.witness.ask(ask);
        let text = request.to_string();
        let complaints = match (entry.send)(&self.client, text.as_bytes()) {
            Ok(call) => {
                let drift = call.drift.iter().map(|found| format!("the request has no place for {found} of {text}"));
                let mut complaints: Vec<String> = drift.collect();
                let answered = call.answer.await;
                complaints.extend(self.said(&answered, &text, ask));
                complaints
            }
            Err(why) => vec![format!("the request cannot hold {text}: {why}")],
        };
        for complaint in complaints {
            self.complain(format!("{} {}: {complaint}", self.vendor.name, entry.name));
        }
    }

    /// What the judge says of the request, and the client of the answer. An answer that the judge itself finds to be
    /// against the document need not be read.
    fn said(&self, answered: &Answered, request: &str, ask: &str) -> Vec<String> {
        let (seen, drift) = (self.witness.take(), self.witness.take_drift());
        let violations = seen.iter().flat_map(|seen| seen.violations.iter().map(move |found| (seen, found)));
        let (of_request, others): (Vec<_>, Vec<_>) = violations.partition(|(_, found)| is_of_request(found));
        let mut said: Vec<String> = of_request
            .iter()
            .map(|(seen, Violation { place, message })| format!("{place}: {message} ({} of {request})", seen.request))
            .collect();
        let is_judges = seen.iter().any(|seen| seen.is_judges);
        if of_request.is_empty() && others.is_empty() && !is_judges {
            let seen = seen.last().map_or(request.to_owned(), |seen| format!("{} {}", seen.status, seen.request));
            if let Answered::Unread(why) = answered {
                said.push(format!("an answer cannot be read: {why} ({seen} {ask})"));
            }
            // What is made up at random has members that are made up, too.
            let drift = drift.iter().filter(|found| ask != RANDOM || found.kind != "unknown_member");
            said.extend(drift.map(|found| format!("{} is {} ({seen} {ask})", found.place, found.kind)));
        }
        said
    }

    fn complain(&mut self, complaint: String) {
        let excuse =
            EXCUSES.iter().position(|(vendor, what, _)| *vendor == self.vendor.name && complaint.contains(what));
        match excuse {
            Some(excuse) => drop(self.excused.insert(excuse)),
            None if self.complaints.contains(&complaint) => {}
            None => self.complaints.push(complaint),
        }
    }
}

/// A status of this answer that no other is for.
fn code(entry: &Entry, answer: &ir::Answer) -> Option<u16> {
    let is_taken = |code: u16| entry.spec.answers.iter().any(|other| other.status == Status::Code(code));
    match answer.status {
        intertie_generator::document::Status::Code(code) => Some(code),
        intertie_generator::document::Status::Range(range) => {
            (u16::from(range) * 100..).take(100).find(|code| !is_taken(*code))
        }
        intertie_generator::document::Status::Default => (500..600).find(|code| !is_taken(*code)),
    }
}

fn is_of_request(violation: &Violation) -> bool {
    violation.place.starts_with("request")
}
