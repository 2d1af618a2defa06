//! `intertie probe`: a vendor's server, or what was recorded of it, beside its document.

mod ask;
mod recorded;
mod report;
mod values;

use super::args::Probe as Args;
use super::exit::Exit;
use super::{Failure, mock, project, talk::Talk};
use ask::Asker;
use intertie::mock::{Deviation, Mock, Operation};
use intertie_generator::document::Dialect;
use std::collections::BTreeMap;
use values::Values;

/// What came of an operation.
pub(super) struct Probed {
    pub(super) operation: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) outcome: Outcome,
}

pub(super) enum Outcome {
    /// It was not sent; why.
    Skipped(String),
    /// No answer came; why.
    Failed(String),
    /// An answer came: its status and media type, and what is not as declared.
    Answered(u16, String, Vec<Deviation>),
}

/// Sends what is safe to send, and reports.
pub(super) fn run(args: &Args, talk: &Talk) -> Result<Exit, Failure> {
    let vendor = project::named_or_file(&args.what, &args.config)?;
    let (api, mock) = mock::of(&vendor, &args.fetch, talk)?;
    let probed = match &args.base_url {
        Some(base) => {
            let asker = Asker::new(base, headers(&args.header)?, args.rate)?;
            probe(&mock, &asker, pairs(&args.value)?, &also(&mock, &args.also)?)
        }
        None => recorded::probe(&mock, &args.recorded)?,
    };
    if let Some(path) = &args.overlay_out {
        let text = report::overlay(&api.title, api.dialect == Dialect::Swagger2, &probed);
        std::fs::write(path, text).map_err(|error| Failure::io("write", path, &error))?;
    }
    if let Some(path) = &args.coverage_out {
        let text = format!("{:#}\n", serde_json::json!(mock.coverage()));
        std::fs::write(path, text).map_err(|error| Failure::io("write", path, &error))?;
    }
    Talk::report(&report::text(&vendor.name, &probed, talk)?);
    let breaking = probed.iter().any(
        |one| matches!(&one.outcome, Outcome::Answered(_, _, found) if found.iter().any(|one| one.kind.is_breaking())),
    );
    let answered = probed.iter().any(|one| matches!(one.outcome, Outcome::Answered(..)));
    let failed = probed.iter().any(|one| matches!(one.outcome, Outcome::Failed(_)));
    Ok(match (breaking, answered) {
        (true, _) => Exit::Changed,
        // Nobody was there: that is no proof of anything.
        (false, false) if failed => Exit::Io,
        (false, _) => Exit::Fine,
    })
}

/// Lists come before what is on them.
fn probe(mock: &Mock, asker: &Asker, given: BTreeMap<String, String>, also: &[usize]) -> Vec<Probed> {
    let operations = &mock.contract().operations;
    let is_safe = |operation: &Operation| matches!(operation.method.as_str(), "GET" | "HEAD");
    let mut order: Vec<usize> =
        (0..operations.len()).filter(|at| is_safe(&operations[*at]) || also.contains(at)).collect();
    order.sort_by_key(|at| operations[*at].path.matches('{').count());
    let mut values = Values::new(given);
    let mut probed: Vec<(usize, Probed)> = Vec::new();
    for at in order {
        let operation = &operations[at];
        let outcome = match values.request(mock, at) {
            Err(why) => Outcome::Skipped(why),
            Ok(request) => match asker.ask(&request) {
                Err(why) => Outcome::Failed(why),
                Ok(answer) => {
                    values.learn(operation, &request.path, &answer.body);
                    mock.cover_answer(at, answer.status, &answer.media_type, &answer.body);
                    let found = mock.compare(at, answer.status, &answer.media_type, &answer.body);
                    Outcome::Answered(answer.status, answer.media_type, found)
                }
            },
        };
        let (method, path) = (operation.method.clone(), operation.path.clone());
        probed.push((at, Probed { operation: operation.key(), method, path, outcome }));
    }
    probed.sort_by_key(|(at, _)| *at);
    probed.into_iter().map(|(_, one)| one).collect()
}

fn also(mock: &Mock, names: &[String]) -> Result<Vec<usize>, Failure> {
    let find = |name: &String| {
        let found = mock.contract().operation(name).map(|(at, _)| at);
        found.ok_or_else(|| Failure::usage(format!("there is no operation `{name}`; `intertie ops` lists all")))
    };
    names.iter().map(find).collect()
}

fn pairs(texts: &[String]) -> Result<BTreeMap<String, String>, Failure> {
    let pair = |text: &String| {
        let (name, value) =
            text.split_once('=').ok_or_else(|| Failure::usage(format!("`{text}` is not NAME=VALUE")))?;
        Ok((name.to_owned(), value.to_owned()))
    };
    texts.iter().map(pair).collect()
}

/// Secrets stand in no command line: headers come from the environment.
fn headers(texts: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let read = |(name, variable): (String, String)| {
        let value = std::env::var(&variable)
            .map_err(|_| Failure::usage(format!("the environment has no `{variable}` for the header `{name}`")))?;
        Ok((name, value))
    };
    pairs(texts)?.into_iter().map(read).collect()
}
