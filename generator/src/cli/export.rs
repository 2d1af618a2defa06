//! `intertie export`: the contract for those who test with other tools.

mod har;
mod postman;

use super::args::{Export as Args, ExportForm};
use super::exit::Exit;
use super::{Failure, mock, project, talk::Talk};
use intertie::mock::{Fill, Incoming, Mock, Reply, SCENARIO_HEADER};

/// An operation with a request and what it is answered.
pub(super) struct Exported {
    pub(super) operation: usize,
    pub(super) request: Incoming,
    /// Of each declared status.
    pub(super) replies: Vec<Reply>,
}

/// Writes it to standard output.
pub(super) fn run(args: &Args, talk: &Talk) -> Result<Exit, Failure> {
    let vendor = project::named_or_file(&args.what, &args.config)?;
    let (_, mock) = mock::of(&vendor, &args.fetch, talk)?;
    let base = args.base_url.clone().or_else(|| mock.contract().servers.first().cloned()).unwrap_or_default();
    let exported: Vec<Exported> = (0..mock.contract().operations.len()).map(|at| export(&mock, at)).collect();
    let document = match args.form {
        ExportForm::Postman => postman::collection(&mock, base.trim_end_matches('/'), &exported),
        ExportForm::Har => har::archive(&mock, base.trim_end_matches('/'), &exported),
    };
    Talk::report(&format!("{document:#}\n"));
    Ok(Exit::Fine)
}

fn export(mock: &Mock, at: usize) -> Exported {
    let request = mock.request(at, &mock.sample(at, Fill::Required, None, 0));
    let answers = &mock.contract().operations[at].answers;
    let reply = |status: &str| {
        let mut asked = request.clone();
        let scenario = ureq::http::HeaderValue::from_str(&format!("status={status}"));
        scenario.ok().map(|scenario| asked.headers.insert(SCENARIO_HEADER, scenario));
        mock.handle(&asked)
    };
    let replies = answers.iter().map(|answer| reply(&answer.status)).collect();
    Exported { operation: at, request, replies }
}
