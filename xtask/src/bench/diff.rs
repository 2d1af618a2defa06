//! Versions of documents compared: CPU seconds after both are read; and every document with itself.

use crate::table::{Table, median};
use crate::{Outcome, program};
use intertie_generator::Pipeline;
use intertie_generator::config::Vendor;
use intertie_generator::diff::{self, Level};
use intertie_generator::ir::Api;
use intertie_generator::load::{Input, Options};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use std::path::{Path, PathBuf};

/// Unusual documents nest deeper than a thread's usual stack allows.
const STACK: usize = 64 << 20;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many runs each figure is the median of.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Compare every document of `specs` and `corpus` with itself instead; nothing may be found.
    #[arg(long)]
    same: bool,
}

/// Runs the bench, or the comparison of everything with itself.
pub(crate) fn run(args: &Args) -> Outcome {
    let shared = program::shared().ok_or("no shared documents; set INTERTIE_SHARED to their folder")?;
    let (runs, same) = (args.runs.max(1), args.same);
    let work = move || if same { with_itself(&shared) } else { versions(&shared, runs) };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work)?;
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)).map_err(Into::into)
}

fn versions(shared: &Path, runs: usize) -> Result<bool, String> {
    let mut table = Table::new(&["versions", "operations", "findings", "breaking", "load cpu s", "diff cpu s"]);
    for (name, old, new) in pairs(shared) {
        let before = cpu();
        let (old, new) = (lowered(&old)?, lowered(&new)?);
        let load = cpu() - before;
        let mut all = Vec::new();
        let mut changes = diff::Changes::default();
        for _ in 0..runs {
            let before = cpu();
            changes = diff::diff(&old, &new);
            all.push(cpu() - before);
        }
        table.row(vec![
            name,
            format!("{} / {}", old.generated_operations(), new.generated_operations()),
            changes.findings.len().to_string(),
            changes.count(Level::Breaking).to_string(),
            format!("{load:.3}"),
            format!("{:.3}", median(all)),
        ]);
    }
    print!("{}", table.text());
    Ok(true)
}

/// The pairs that are kept as such, two revisions of Jira, and large documents with themselves.
fn pairs(shared: &Path) -> Vec<(String, PathBuf, PathBuf)> {
    let mut pairs = Vec::new();
    for vendor in folders(&shared.join("versions")) {
        for pair in folders(&vendor) {
            let name = vendor.file_name().unwrap_or_default().to_string_lossy().into_owned();
            pairs.push((name, pair.join("old.json"), pair.join("new.json")));
        }
    }
    let specs = shared.join("specs");
    let jira = specs.join("jira");
    pairs.push(("jira".to_owned(), jira.join("jira_cloud_v3_2023.json"), jira.join("jira_cloud_v3_2025.json")));
    let slack = specs.join("slack/slack_web_openapi_v2_without_examples.json");
    pairs.push(("slack, itself".to_owned(), slack.clone(), slack));
    let stripe = specs.join("stripe/openapi.spec3.json");
    pairs.push(("stripe today, itself".to_owned(), stripe.clone(), stripe));
    pairs
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

fn with_itself(shared: &Path) -> Result<bool, String> {
    let (mut compared, mut refused, mut wrong) = (0, 0, 0);
    for folder in ["specs", "corpus"] {
        for path in crate::corpus::openapi(&shared.join(folder)).map_err(|error| error.to_string())? {
            let (Ok(one), Ok(other)) = (lowered(&path), lowered(&path)) else {
                println!("refused: {}", path.display());
                refused += 1;
                continue;
            };
            compared += 1;
            for finding in diff::diff(&one, &other).findings {
                println!("{}: {} {}", path.display(), finding.kind, finding.subject);
                wrong += 1;
            }
        }
    }
    println!("{compared} documents compared with themselves, {refused} refused, {wrong} findings");
    Ok(wrong == 0)
}

fn lowered(path: &Path) -> Result<Api, String> {
    let vendor = Vendor::new("bench", Input::Path(path.to_owned()), "");
    let mut pipeline = Pipeline::new(&vendor, &Options::default()).with_promises();
    pipeline.api().map_err(|_| format!("{} was refused", path.display()))
}

/// CPU seconds of this thread.
fn cpu() -> f64 {
    let Ok(used) = getrusage(UsageWho::RUSAGE_THREAD) else { return f64::NAN };
    let micros = used.user_time().num_microseconds() + used.system_time().num_microseconds();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let seconds = micros as f64 / 1e6;
    seconds
}
