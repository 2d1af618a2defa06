//! Documents to crates: CPU seconds, wall time, memory; and again where nothing changed.

use super::{Document, documents, peers};
use crate::measure::{Limits, Usage, measured};
use crate::table::{Table, median};
use crate::{Outcome, program};
use std::path::Path;
use std::process::Command;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many runs each figure is the median of.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Only this document: stripe, github, datadog or synthetic.
    #[arg(long)]
    document: Option<String>,
    #[command(flatten)]
    limits: Limits,
}

/// Runs the bench and prints a table with the ratio of each generator to ours.
pub(crate) fn run(args: &Args) -> Outcome {
    let work = program::root().join("target/bench");
    std::fs::create_dir_all(&work)?;
    let generators = peers::all(&program::intertie()?);
    let mut table = Table::new(&["document", "generator", "cpu s", "wall s", "MiB", "x cpu", "x wall", "result"]);
    let wanted = |document: &Document| args.document.as_deref().is_none_or(|name| name == document.name);
    for document in documents(&work)?.iter().filter(|document| wanted(document)) {
        let mut ours = None;
        for generator in &generators {
            let out = work.join(document.name).join(generator.name);
            let command = generator.command(&document.path, &out);
            let usage = runs(&command, args, || clear(&out))?;
            let ours = ours.get_or_insert_with(|| usage.clone());
            table.row(row(document.name, generator.name, &usage, ours));
        }
        table.row(unchanged(document, &work, args, ours.as_ref())?);
    }
    print!("{}", table.text());
    Ok(true)
}

/// The same document into the same folder once more: nothing is to be done.
fn unchanged(
    document: &Document,
    work: &Path,
    args: &Args,
    ours: Option<&Usage>,
) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let out = work.join(document.name).join("intertie");
    let mut command = Command::new(program::intertie()?);
    command.args(["generate", "--quiet", "--name", "vendor", "--spec"]).arg(&document.path).arg("--out").arg(&out);
    measured(&command, args.limits)?;
    let usage = runs(&command, args, || Ok(()))?;
    Ok(row(document.name, "intertie, unchanged", &usage, ours.unwrap_or(&usage)))
}

fn clear(out: &Path) -> std::io::Result<()> {
    if out.exists() {
        std::fs::remove_dir_all(out)?;
    }
    out.parent().map_or(Ok(()), std::fs::create_dir_all)
}

/// The median of each figure over all runs; a failed run is not repeated.
pub(super) fn runs(
    command: &Command,
    args: &Args,
    prepare: impl Fn() -> std::io::Result<()>,
) -> std::io::Result<Usage> {
    let mut all = Vec::new();
    for _ in 0..args.runs.max(1) {
        prepare()?;
        let run = measured(command, args.limits)?;
        if run.usage.code != Some(0) {
            eprintln!("{command:?} failed:\n{}", run.stderr.lines().last().unwrap_or(""));
            return Ok(run.usage);
        }
        all.push(run.usage);
    }
    let middle = |get: fn(&Usage) -> f64| median(all.iter().map(get).collect());
    Ok(Usage { cpu: middle(|u| u.cpu), wall: middle(|u| u.wall), peak: middle(|u| u.peak), ..all[0].clone() })
}

fn row(document: &str, generator: &str, usage: &Usage, ours: &Usage) -> Vec<String> {
    let well = usage.code == Some(0);
    let ratio = |theirs: f64, ours: f64| if well { format!("{:.1}", theirs / ours) } else { String::new() };
    vec![
        document.to_owned(),
        generator.to_owned(),
        format!("{:.3}", usage.cpu),
        format!("{:.3}", usage.wall),
        format!("{:.0}", usage.peak),
        ratio(usage.cpu, ours.cpu),
        ratio(usage.wall, ours.wall),
        if well { "generated".to_owned() } else { "failed".to_owned() },
    ]
}
