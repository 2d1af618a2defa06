//! `intertie dashboard`: the flows of an embedded engine's file as web pages.

use super::exit::Exit;
use super::flows::{File, block_on, open};
use super::{Failure, talk::Talk};
use clap::Args;
use intertie::flow::sqlite::Access;
use std::net::SocketAddr;

#[derive(Args, Debug)]
#[command(after_help = "\
On the loopback interface whoever is on this machine may look. On any other, INTERTIE_DASHBOARD_TOKEN must be set: it is the
password that browsers ask for, and a proxy in front must bring HTTPS.")]
pub(crate) struct Dashboard {
    #[command(flatten)]
    file: File,
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8089")]
    listen: SocketAddr,
}

/// Where the token comes from: not from the command line, which other users of the machine can see.
const TOKEN: &str = "INTERTIE_DASHBOARD_TOKEN";

pub(super) fn run(args: &Dashboard, talk: &Talk) -> Result<Exit, Failure> {
    let access = match std::env::var(TOKEN).ok().filter(|token| !token.is_empty()) {
        Some(token) => Access::Token(token.into()),
        None if args.listen.ip().is_loopback() => Access::Loopback,
        None => return Err(Failure::usage(format!("{} is not loopback: set {TOKEN}", args.listen))),
    };
    block_on(async {
        let router = open(&args.file).await?.dashboard(access);
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
