//! `intertie mock`: a vendor's API on this machine, from its document.

use super::args::{Fetch, Mock as Args};
use super::exit::Exit;
use super::{Failure, generate, project, talk::Talk};
use intertie::mock::{Contract, Incoming, Mock, PROBLEMS_HEADER, Reply, Scenario, Server};
use intertie_generator::Pipeline;
use intertie_generator::config::Vendor;
use intertie_generator::ir::Api;
use intertie_generator::load::Input;
use std::path::PathBuf;
use std::sync::Arc;

/// Serves until it is ended.
pub(super) fn run(args: &Args, talk: &Talk) -> Result<Exit, Failure> {
    let scenario: Option<Scenario> =
        args.scenario.as_deref().map(str::parse).transpose().map_err(|error| Failure::usage(format!("{error}")))?;
    let vendor = vendor(args)?;
    let mock = of(&vendor, &args.fetch, talk)?.1.with_seed(args.seed);
    mock.set_scenario("", scenario);
    serve(Arc::new(mock), args.port, talk)
}

/// The vendor's mock, and its API; what is wrong with the document is told.
pub(super) fn of(vendor: &Vendor, fetch: &Fetch, talk: &Talk) -> Result<(Api, Mock), Failure> {
    let mut pipeline = Pipeline::new(vendor, &project::options(fetch));
    let made = pipeline.contract();
    let findings = pipeline.into_findings();
    let Ok((api, contract)) = made else {
        talk.findings(&vendor.name, &findings);
        return Err(Failure(generate::why(&findings), None));
    };
    let contract = Contract::read(contract).map_err(|error| Failure(Exit::Unforeseen, Some(error.to_string())))?;
    Ok((api, Mock::new(contract)))
}

fn vendor(args: &Args) -> Result<Vendor, Failure> {
    let mut vendor = project::named_or_file(&args.what, &args.config)?;
    if let Some(profile) = &args.profile {
        vendor.profile = Some(PathBuf::from(profile));
    }
    if let Some(overlay) = &args.overlay {
        vendor.overlay = Some(Input::from(overlay.as_str()));
    }
    vendor.include.extend(args.include.iter().cloned());
    Ok(vendor)
}

fn serve(mock: Arc<Mock>, port: u16, talk: &Talk) -> Result<Exit, Failure> {
    let world = |error: std::io::Error| Failure(Exit::Io, Some(format!("cannot listen on port {port}: {error}")));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(world)?;
    let count = mock.contract().operations.len();
    let title = mock.contract().title.clone();
    let (quiet, json) = (talk.is_quiet(), talk.is_json());
    runtime.block_on(async move {
        let server = Server::bind(mock, port).await.map_err(world)?;
        let address = server.address().map_err(world)?;
        Talk::result(&if json {
            serde_json::json!({ "reason": "listening", "url": format!("http://{address}") }).to_string()
        } else {
            format!("{title}: {count} operations at http://{address}")
        });
        let server =
            if quiet { server } else { server.watch(move |request, reply| Talk::result(&line(request, reply, json))) };
        server.serve().await.map_err(world)
    })?;
    Ok(Exit::Fine)
}

/// A request in one line, and what is wrong with it. Without query, headers and body, which may hold secrets.
fn line(request: &Incoming, reply: &Reply, json: bool) -> String {
    let problems = reply.header(PROBLEMS_HEADER).unwrap_or("[]");
    let problems: serde_json::Value = serde_json::from_str(problems).unwrap_or_default();
    if json {
        let Incoming { method, path, .. } = request;
        let line = serde_json::json!({
            "reason": "request", "method": method, "path": path, "status": reply.status, "problems": problems,
        });
        return line.to_string();
    }
    let mut line = format!("{} {} {}", request.method, request.path, reply.status);
    for problem in problems.as_array().into_iter().flatten() {
        let part = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
        line.extend(["\n  ", &part("at"), ": ", &part("message")]);
    }
    line
}
