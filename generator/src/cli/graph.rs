//! `intertie graph`: what flows are made of, drawn from their journals: what was really called, in which version.

mod mermaid;
mod svg;

use super::exit::Exit;
use super::flows::{File, block_on, failed, open};
use super::{Failure, talk::Talk};
use clap::{Args, ValueEnum};

#[derive(Args, Debug)]
pub(crate) struct Graph {
    #[command(flatten)]
    file: File,
    /// As what it is drawn.
    #[arg(long = "as", value_enum, default_value_t)]
    kind: Kind,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    /// A flowchart of Mermaid, as Markdown shows it.
    #[default]
    Mermaid,
    /// A picture.
    Svg,
}

/// Writes it to standard output.
pub(super) fn run(args: &Graph, talk: &Talk) -> Result<Exit, Failure> {
    block_on(async {
        let shapes = open(&args.file).await?.shapes().await.map_err(failed)?;
        let drawn = match args.kind {
            Kind::Mermaid => mermaid::draw(&shapes),
            Kind::Svg => svg::draw(&shapes),
        };
        Talk::result(&drawn);
        talk.note(&format!("{} kinds of flows", shapes.len()));
        Ok(Exit::Fine)
    })
}
