//! From a request to the vendor's answer: what is wrong with it, what is to happen to it, and what it gets.

use super::answers::{self, Draft};
use super::check::{self, Checked};
use super::given::Given;
use super::incoming::{Incoming, Problem};
use super::reply::{Reply, ascii, spoiled};
use super::route::Found;
use super::scenario::{Edit, Fault, Scenario};
use super::synth::seed;
use super::{EDITED_HEADER, Mock, Wish, edits, paypal};
use crate::webhook;
use std::borrow::Cow;
use std::time::SystemTime;

impl Mock {
    /// Answers a request.
    pub fn handle(&self, request: &Incoming) -> Reply {
        let (operation, problems, reply) = match self.router.find(&request.method, &request.path, &request.query) {
            Found::Nothing => {
                let problems =
                    vec![Problem::new("path", "path", format!("no operation has the path `{}`", request.path))];
                let reply = Reply::problem(404, "no such path", &problems);
                (None, problems, reply)
            }
            Found::OtherMethods(methods) => {
                let methods = methods.join(", ");
                let problems = vec![Problem::new("method", "method", format!("`{}` takes {methods}", request.path))];
                let reply = Reply::problem(405, "no such method", &problems).with("allow", methods);
                (None, problems, reply)
            }
            Found::Operation(at, path) => {
                let checked = check::request(&self.contract, &self.schemas, at, &path, request);
                let problems: Vec<Problem> = checked.unproven.iter().chain(&checked.problems).cloned().collect();
                let reply = self.answer(at, &checked, &problems, request);
                (Some(at), problems, reply)
            }
        };
        self.note(operation, request, &problems, &reply);
        if let Some(at) = operation {
            self.cover(at, &reply);
        }
        reply
    }

    fn answer(&self, at: usize, checked: &Checked, all: &[Problem], request: &Incoming) -> Reply {
        let scenario = match self.scenario(at, request) {
            Ok(scenario) => self.counted(scenario, at, request),
            Err(error) => {
                return Reply::problem(
                    400,
                    "no such scenario",
                    &[Problem::new("header", "scenario", error.to_string())],
                );
            }
        };
        if scenario.expired || checked.unproven.is_some() {
            return self.refuse(at, request, &[401, 403], all);
        }
        if let Some(Fault::RateLimited(seconds)) = scenario.fault {
            return self.refuse(at, request, &[429], &[]).with("retry-after", seconds.to_string());
        }
        if let Some(number) = scenario.example.filter(|_| !self.has_example(at, &scenario, request.header("accept"))) {
            let message = format!("the document has no example {number} of this answer; the first is 0");
            return Reply::problem(400, "no such example", &[Problem::new("header", "scenario", message)]);
        }
        if !checked.problems.is_empty() && scenario.status.is_none() {
            return self.refuse(at, request, statuses(&checked.problems), all);
        }
        let wish = scenario.deliver.as_ref().map(|event| Wish { event: event.clone(), ..Wish::default() });
        match wish.map(|wish| self.outgoing(&wish, SystemTime::now())).transpose() {
            Ok(outgoing) => Reply { outgoing, ..self.good(at, checked, request, &scenario) },
            Err(error) => {
                let problem = Problem::new("header", "scenario", error.to_string());
                Reply::problem(400, "nothing can be delivered", &[problem])
            }
        }
    }

    fn good(&self, at: usize, checked: &Checked, request: &Incoming, scenario: &Scenario) -> Reply {
        let mut draft = self.draft(at, scenario, request.header("accept"), self.seed_of(at, request, scenario));
        if scenario.is_plain()
            && (200..300).contains(&draft.status)
            && self.is_deleted(at, &checked.given, request, &mut draft)
        {
            return self.refuse(at, request, &[404, 410], &[Problem::new("path", "deleted", "this was deleted")]);
        }
        self.page(at, &checked.given, request, scenario, &mut draft);
        if scenario.is_plain()
            && self.hooks.scheme_of(&self.contract) == Some(webhook::Scheme::PayPal)
            && let Some(verdict) = paypal::verdict(&self.contract.operations[at], &request.body)
            && let Some(members) = draft.value.as_object_mut()
        {
            members.insert("verification_status".to_owned(), verdict.into());
        }
        let edited = scenario.edit.map(|edit| self.edit(at, edit, &mut draft)).unwrap_or_default();
        let mut reply = self.written(&draft);
        if !edited.is_empty() {
            reply = reply.with(EDITED_HEADER, ascii(&edited.join(", ")));
        }
        Reply { fault: scenario.fault, ..spoiled(reply, scenario.fault) }
    }

    /// Whether the request is for something that was deleted; what it does to what is stored is done, and the answer says it.
    fn is_deleted(&self, at: usize, given: &Given, request: &Incoming, draft: &mut Draft) -> bool {
        if draft.value.is_object() || draft.value.is_array() {
            self.remember_and_recall(at, given, request, draft)
        } else {
            self.remember_alone(at, given, request)
        }
    }

    fn edit(&self, at: usize, edit: Edit, draft: &mut Draft) -> Vec<String> {
        let rule = answers::rule(&self.contract, &self.contract.operations[at]);
        edits::apply(&self.contract.value, edit, rule.map(|rule| rule.member.as_str()), draft)
    }

    /// An answer that refuses, in the vendor's own words where some of these statuses is declared.
    fn refuse(&self, at: usize, request: &Incoming, statuses: &[u16], problems: &[Problem]) -> Reply {
        let operation = &self.contract.operations[at];
        let declared =
            statuses.iter().find(|status| operation.answers.iter().any(|answer| answer.status == status.to_string()));
        let status = declared.or(statuses.first()).copied().unwrap_or(400);
        let scenario = Scenario { status: Some(status.to_string()), ..Scenario::default() };
        let draft = self.draft(at, &scenario, request.header("accept"), self.seed_of(at, request, &scenario));
        if draft.media_type.is_some() {
            return self.written(&draft).with_problems(problems);
        }
        let own = http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
        let title = own.filter(|_| problems.is_empty() || matches!(status, 404 | 410));
        Reply::problem(status, title.unwrap_or("the request is not as the document says"), problems)
    }

    fn written(&self, draft: &Draft) -> Reply {
        let body = draft.bytes();
        let mut reply = match &draft.media_type {
            Some(media_type) => Reply::of(draft.status, media_type, body),
            None => Reply::empty(draft.status),
        };
        reply.headers.extend(draft.headers.iter().cloned());
        if let Some(name) = self.contract.policy.request_id.first()
            && reply.header(name).is_none()
        {
            reply = reply.with(name, "intertie-request");
        }
        reply
    }

    /// The same for the same request. What is made of another body is another thing, with an id of its own.
    fn seed_of(&self, at: usize, request: &Incoming, scenario: &Scenario) -> u64 {
        let operation = &self.contract.operations[at];
        let body = if self.creates(at) { String::from_utf8_lossy(&request.body) } else { Cow::Borrowed("") };
        let path = self.router.bare(at, &request.path);
        seed(&[&operation.key(), path, scenario.status.as_deref().unwrap_or(""), &body])
            ^ self.seed.rotate_left(32)
            ^ scenario.seed.rotate_left(16)
    }
}

/// What vendors answer to such mistakes, the likeliest first.
fn statuses(problems: &[Problem]) -> &'static [u16] {
    if problems.iter().any(|problem| problem.what == "media-type") { &[415, 400, 422] } else { &[400, 422] }
}
