//! Answers: which type success and failure have, by status.

use super::{Lower, docs, same_schema};
use crate::diag::Code;
use crate::document::{MediaType, Method, Operation, Response, Status};
use crate::ir::names::Scope;
use crate::ir::{self, Answer, AnswerCase, AnswerContent, AnswerEnum, Outcome, Ty, TypeName, VariantName};
use crate::resolve::{Media, Resolved, ShapeKind, Use, preferred, ranked};
use std::collections::HashMap;

/// The typed bodies of an operation's answers, and whether each is a success.
pub(super) fn typed(resolved: &Resolved, operation: &Operation) -> Vec<(Use, bool)> {
    let successes = successes(operation);
    let body = |response: &Response| match content(resolved, operation, response) {
        Content::Json(Some(place)) | Content::EventStream(Some(place)) => Some(place),
        _ => None,
    };
    let all = operation.responses.iter();
    all.filter_map(|response| Some((body(response)?, successes.contains(&response.status)))).collect()
}

/// The statuses that mean success: 2xx; 3xx where no 2xx is declared; else `default`.
pub(super) fn successes(operation: &Operation) -> Vec<Status> {
    let of = |hundred: u16| {
        let within = move |status: &Status| match *status {
            Status::Code(code) => code / 100 == hundred,
            Status::Range(range) => u16::from(range) == hundred,
            Status::Default => false,
        };
        operation.responses.iter().map(|r| r.status).filter(within).collect::<Vec<_>>()
    };
    let (two, three) = (of(2), of(3));
    let any = operation.responses.iter().map(|r| r.status).filter(|s| *s == Status::Default);
    match (two.is_empty(), three.is_empty()) {
        (false, _) => two,
        (true, false) => three,
        (true, true) => any.collect(),
    }
}

/// What the body of one answer is, before types.
enum Content {
    Empty,
    Json(Option<Use>),
    Text,
    Bytes,
    EventStream(Option<Use>),
}

fn content(resolved: &Resolved, operation: &Operation, response: &Response) -> Content {
    let spoken = preferred(&response.content).filter(|_| !is_bodiless(operation, response));
    let Some((media, coding)) = spoken else { return Content::Empty };
    let structured = !matches!(coding, Media::Text | Media::Bytes);
    let place = media.schema.filter(|_| structured).map(|schema| resolved.use_of(schema));
    let file = place.as_ref().is_some_and(|p| matches!(resolved.shapes[p.shape].kind, ShapeKind::File));
    match coding {
        Media::Json if file || (place.is_none() && media.name.starts_with("*/")) => Content::Bytes,
        Media::Json => Content::Json(place),
        Media::EventStream => Content::EventStream(place),
        Media::Text => Content::Text,
        Media::Form | Media::Multipart | Media::Bytes => Content::Bytes,
    }
}

/// HTTP allows no body here, whatever the document says (RFC 9110, 15.3.5 and 9.3.2).
fn is_bodiless(operation: &Operation, response: &Response) -> bool {
    matches!(response.status, Status::Code(204 | 205 | 304)) || operation.method == Method::Head
}

/// Cases of a call that still need a name.
pub(super) struct Unnamed {
    pub(super) operation: usize,
    pub(super) success: bool,
    pub(super) cases: Vec<AnswerCase>,
}

impl Lower<'_> {
    /// The answers of an operation; outcomes with several cases are left `Undeclared` and returned to be named.
    pub(super) fn answers(
        &mut self,
        operation: &Operation,
        index: usize,
    ) -> (Vec<Answer>, Outcome, Outcome, Vec<Unnamed>) {
        let successes = successes(operation);
        let mut answers: Vec<Answer> = Vec::new();
        for response in &operation.responses {
            let alternatives = self.alternatives(operation, response);
            answers.push(Answer {
                status: response.status,
                content: self.content(operation, response),
                docs: docs::text(response.description.as_deref()),
                alternatives,
                headers: response.headers.iter().map(|header| self.header(header)).collect(),
                case: 0,
                success: successes.contains(&response.status),
            });
        }
        let mut unnamed = Vec::new();
        let [output, error] = [true, false].map(|success| {
            let (outcome, cases) = outcome(&mut answers, success);
            unnamed.extend(cases.map(|cases| Unnamed { operation: index, success, cases }));
            outcome
        });
        (answers, output, error, unnamed)
    }

    /// The media types of an answer that are not asked for, but those that are only another name of the one that is.
    fn alternatives(&mut self, operation: &Operation, response: &Response) -> Vec<String> {
        let mut all = ranked(&response.content).into_iter();
        let read = all.next().filter(|_| !is_bodiless(operation, response));
        let Some((spoken, coding)) = read else { return vec![] };
        let schemas = &self.resolved.document.schemas;
        let is_same = |media: &MediaType, other| match (spoken.schema, media.schema) {
            _ if other != Media::Json || coding != Media::Json => false,
            (Some(one), Some(another)) => same_schema::is_same(schemas, one, another),
            (_, None) => true,
            (None, Some(_)) => false,
        };
        let others: Vec<String> =
            all.filter(|(media, other)| !is_same(media, *other)).map(|(m, _)| m.name.clone()).collect();
        if !others.is_empty() {
            let listed = others.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let message = format!("the answer may also be {listed}; `{}` is asked for", spoken.name);
            self.sink.report(Code::Ignored, &response.origin, message);
        }
        others
    }

    fn content(&mut self, operation: &Operation, response: &Response) -> AnswerContent {
        let ty = |lower: &mut Self, place: Option<Use>| place.map_or(Ty::Json, |place| lower.item(&place));
        match content(self.resolved, operation, response) {
            Content::Empty => AnswerContent::Empty,
            Content::Json(place) => AnswerContent::Json(ty(self, place)),
            Content::Text => AnswerContent::Text,
            Content::Bytes => AnswerContent::Bytes,
            Content::EventStream(place) => AnswerContent::EventStream(ty(self, place)),
        }
    }
}

/// The outcome of one side; its cases where it has several.
fn outcome(answers: &mut [Answer], success: bool) -> (Outcome, Option<Vec<AnswerCase>>) {
    let mut side: Vec<&mut Answer> = answers.iter_mut().filter(|a| a.success == success).collect();
    let mut contents: Vec<AnswerContent> = Vec::new();
    for answer in &side {
        // A failure without a body says nothing that the status does not.
        let counts = success || answer.content != AnswerContent::Empty;
        if counts && !contents.contains(&answer.content) {
            contents.push(answer.content.clone());
        }
    }
    match &contents[..] {
        [] => (Outcome::Undeclared, None),
        [one] => (Outcome::Single(one.clone()), None),
        _ => {
            let words: Vec<String> = side.iter().map(|a| status_word(a.status)).collect();
            let wires: Vec<&str> = words.iter().map(String::as_str).collect();
            let names: Vec<VariantName> = Scope::new(&["Self"]).claim_all(&wires);
            let mut cases = Vec::new();
            for (case, (answer, name)) in side.iter_mut().zip(names).enumerate() {
                answer.case = case;
                cases.push(AnswerCase { name, content: answer.content.clone() });
            }
            (Outcome::Undeclared, Some(cases))
        }
    }
}

/// Names every enum of answers; operations with the same cases share one.
pub(super) fn name_cases(
    operations: &mut [ir::Operation],
    groups: &[ir::Group],
    unnamed: &[Unnamed],
    scope: &mut Scope,
) {
    let mut uses: HashMap<(bool, Vec<CaseKey>), Vec<usize>> = HashMap::new();
    let key =
        |u: &Unnamed| (u.success, u.cases.iter().map(|c| (c.name.clone(), c.content.clone())).collect::<Vec<_>>());
    for (at, found) in unnamed.iter().enumerate() {
        uses.entry(key(found)).or_default().push(at);
    }
    for (at, found) in unnamed.iter().enumerate() {
        let same = &uses[&key(found)];
        if same[0] != at {
            continue;
        }
        let wire = enum_word(operations, groups, unnamed, same);
        let name: TypeName = scope.claim(&wire);
        for &other in same {
            let Unnamed { operation, success, cases } = &unnamed[other];
            let cases = AnswerEnum { name: name.clone(), owner: other == at, cases: cases.clone() };
            let operation = &mut operations[*operation];
            *if *success { &mut operation.output } else { &mut operation.error } = Outcome::Cases(cases);
        }
    }
}

type CaseKey = (VariantName, AnswerContent);

/// `GetRepoError`; for a shared enum `ReposError` or the statuses it tells apart.
fn enum_word(operations: &[ir::Operation], groups: &[ir::Group], unnamed: &[Unnamed], same: &[usize]) -> String {
    let first = &unnamed[same[0]];
    let kind = if first.success { "Answer" } else { "Error" };
    let operation = &operations[first.operation];
    if same.len() == 1 {
        return format!("{} {kind}", operation.name);
    }
    let one_group = same.iter().all(|&at| operations[unnamed[at].operation].group == operation.group);
    match &first.cases[..] {
        _ if one_group => format!("{} {kind}", groups[operation.group].handle),
        cases @ ([_, _] | [_, _, _]) => {
            let names: Vec<&str> = cases.iter().map(|c| c.name.as_str()).collect();
            format!("{} {kind}", names.join(" Or "))
        }
        [first, .., last] => format!("{} To {} {kind}", first.name, last.name),
        _ => format!("{} {kind}", operation.name),
    }
}

/// The name of a status (IANA's registry).
fn status_word(status: Status) -> String {
    let code = match status {
        Status::Default => return "default".to_owned(),
        Status::Range(1) => return "informational".to_owned(),
        Status::Range(2) => return "success".to_owned(),
        Status::Range(3) => return "redirection".to_owned(),
        Status::Range(4) => return "client error".to_owned(),
        Status::Range(5) => return "server error".to_owned(),
        Status::Range(other) => return format!("status {other}xx"),
        Status::Code(code) => code,
    };
    let name = match code {
        200 => "ok",
        201 => "created",
        202 => "accepted",
        203 => "non authoritative",
        204 => "no content",
        205 => "reset content",
        206 => "partial content",
        207 => "multi status",
        208 => "already reported",
        300 => "multiple choices",
        301 => "moved permanently",
        302 => "found",
        303 => "see other",
        304 => "not modified",
        307 => "temporary redirect",
        308 => "permanent redirect",
        400 => "bad request",
        401 => "unauthorized",
        402 => "payment required",
        403 => "forbidden",
        404 => "not found",
        405 => "method not allowed",
        406 => "not acceptable",
        408 => "request timeout",
        409 => "conflict",
        410 => "gone",
        411 => "length required",
        412 => "precondition failed",
        413 => "content too large",
        414 => "uri too long",
        415 => "unsupported media type",
        416 => "range not satisfiable",
        418 => "im a teapot",
        421 => "misdirected request",
        422 => "unprocessable content",
        423 => "locked",
        424 => "failed dependency",
        425 => "too early",
        426 => "upgrade required",
        428 => "precondition required",
        429 => "too many requests",
        431 => "request header fields too large",
        451 => "unavailable for legal reasons",
        500 => "internal server error",
        501 => "not implemented",
        502 => "bad gateway",
        503 => "service unavailable",
        504 => "gateway timeout",
        507 => "insufficient storage",
        other => return format!("status {other}"),
    };
    name.to_owned()
}
