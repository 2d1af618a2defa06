//! `intertie mock`: a vendor's API on this machine, from its document.

mod sender;

use super::args::{Fetch, Mock as Args};
use super::exit::Exit;
use super::{Failure, generate, project, talk::Talk};
use intertie::mock::{Contract, Delivered, Hooks, Incoming, Mock, PROBLEMS_HEADER, Reply, Scenario, Server, Wish};
use intertie::webhook::Scheme;
use intertie_generator::Pipeline;
use intertie_generator::config::Vendor;
use intertie_generator::ir::Api;
use intertie_generator::load::Input;
use sender::Sender;
use std::path::PathBuf;
use std::sync::Arc;

/// Serves until it is ended.
pub(super) fn run(args: &Args, talk: &Talk) -> Result<Exit, Failure> {
    let scenario: Option<Scenario> =
        args.scenario.as_deref().map(str::parse).transpose().map_err(|error| Failure::usage(format!("{error}")))?;
    let vendor = vendor(args)?;
    let mock = of(&vendor, &args.fetch, talk)?.1.with_seed(args.seed);
    let mock = mock.with_hooks(hooks(args)?).map_err(|error| Failure::usage(error.to_string()))?;
    mock.set_scenario("", scenario);
    serve(Arc::new(mock), args, talk)
}

/// Where webhooks go. The secret stands in no command line: it comes from the environment.
fn hooks(args: &Args) -> Result<Hooks, Failure> {
    let mut hooks = Hooks::default();
    if let Some(url) = &args.webhook_url {
        hooks = hooks.to(url);
    }
    if let Some(variable) = &args.webhook_secret {
        let secret = std::env::var(variable)
            .map_err(|_| Failure::usage(format!("the environment has no `{variable}` to sign webhooks with")))?;
        hooks = hooks.secret(secret);
    }
    if let Some(name) = &args.webhook_scheme {
        hooks = hooks.scheme(Scheme::from_name(name).ok_or_else(|| {
            let all: Vec<&str> = Scheme::all().map(Scheme::name).collect();
            Failure::usage(format!("`{name}` is no scheme of webhooks: known are {}", all.join(", ")))
        })?);
    }
    Ok(if args.webhook_anywhere { hooks.anywhere() } else { hooks })
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

fn serve(mock: Arc<Mock>, args: &Args, talk: &Talk) -> Result<Exit, Failure> {
    let port = args.port;
    let world = |error: std::io::Error| Failure(Exit::Io, Some(format!("cannot listen on port {port}: {error}")));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(world)?;
    let count = mock.contract().operations.len();
    let title = mock.contract().title.clone();
    let sender = Sender::new(args.webhook_anywhere);
    let (quiet, json) = (talk.is_quiet(), talk.is_json());
    runtime.block_on(async move {
        let server = Server::bind(mock, port).await.map_err(world)?;
        let address = server.address().map_err(world)?;
        Talk::result(&if json {
            serde_json::json!({ "reason": "listening", "url": format!("http://{address}") }).to_string()
        } else {
            format!("{title}: {count} operations at http://{address}")
        });
        let server = server.transport(sender);
        let server =
            if quiet { server } else { server.watch(move |request, reply| Talk::result(&line(request, reply, json))) };
        let server =
            if quiet { server } else { server.watch_deliveries(move |one| Talk::result(&delivery(one, json))) };
        for event in &args.deliver {
            let wish = Wish { event: event.clone(), ..Wish::default() };
            server.deliver(&wish).await.map_err(|error| Failure::usage(error.to_string()))?;
        }
        server.serve().await.map_err(world)
    })?;
    Ok(Exit::Fine)
}

/// What came of a webhook, in one line.
fn delivery(delivered: &Delivered, json: bool) -> String {
    if json {
        let mut line = serde_json::json!(delivered);
        line["reason"] = "delivery".into();
        return line.to_string();
    }
    let outcome = delivered.status.map_or_else(|| delivered.error.clone().unwrap_or_default(), |code| code.to_string());
    format!("delivered {} {}: {outcome}", delivered.event, delivered.id)
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
