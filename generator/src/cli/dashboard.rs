//! `intertie dashboard`: the flows of an embedded engine's file as web pages.

use super::args::{ConfigFile, Fetch, Outdated};
use super::exit::Exit;
use super::flows::{File, block_on, open};
use super::{Failure, outdated, talk::Talk};
use clap::Args;
use intertie::flow::sqlite::{Access, Pinned};
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(after_help = "\
On the loopback interface whoever is on this machine may look. On any other, INTERTIE_DASHBOARD_TOKEN must be set: it is the \
password that browsers ask for, and a proxy in front must bring HTTPS.")]
pub(crate) struct Dashboard {
    #[command(flatten)]
    file: File,
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8089")]
    listen: SocketAddr,
    /// Show which versions vendors are pinned to there, beside the newest: asked once, at the start, as `outdated` asks.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Where the token comes from: not from the command line, which other users of the machine can see.
const TOKEN: &str = "INTERTIE_DASHBOARD_TOKEN";

pub(super) fn run(args: &Dashboard, talk: &Talk) -> Result<Exit, Failure> {
    let access = match std::env::var(TOKEN).ok().filter(|token| !token.is_empty()) {
        Some(token) => Access::Token(token.into()),
        None if args.listen.ip().is_loopback() => Access::Loopback,
        None => return Err(Failure::usage(format!("{} is not loopback: set {TOKEN}", args.listen))),
    };
    let pinned = args.config.as_ref().map(|config| pinned(config.clone(), talk)).transpose()?.unwrap_or_default();
    block_on(async {
        let router = open(&args.file).await?.with_versions(pinned).dashboard(access);
        let unusable = |error: std::io::Error| Failure(Exit::Io, Some(format!("{}: {error}", args.listen)));
        let listener = tokio::net::TcpListener::bind(args.listen).await.map_err(unusable)?;
        let address = listener.local_addr().map_err(unusable)?;
        talk.note(&format!("http://{address}/ (Ctrl-C ends it)"));
        let end = async {
            // Without signals it ends as any program does.
            let _ = tokio::signal::ctrl_c().await;
        };
        axum::serve(listener, router).with_graceful_shutdown(end).await.map_err(unusable)?;
        Ok(Exit::Fine)
    })
}

/// What is known of the vendors of a configuration. One that cannot be asked is shown as such.
fn pinned(config: PathBuf, talk: &Talk) -> Result<Vec<Pinned>, Failure> {
    let config = ConfigFile { config: Some(config) };
    let (rows, _) = outdated::rows(&Outdated { names: Vec::new(), config, fetch: Fetch::default() }, talk)?;
    let pinned = |row: outdated::Row| Pinned {
        vendor: row.vendor,
        version: row.version,
        newest: row.newest,
        is_outdated: row.outdated,
        breaking: row.breaking,
        dangerous: row.dangerous,
        why: row.why.map(str::to_owned),
    };
    Ok(rows.into_iter().map(pinned).collect())
}
