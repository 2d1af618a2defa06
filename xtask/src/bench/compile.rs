//! What a generated crate costs its user: `cargo check` of it, and a release build of a program that calls ten operations.
//!
//! Dependencies are built before; the figures are those of the compiler on the generated crate (and the program) alone.

use super::peers::{self, Generator};
use super::program::build as build_program;
use super::{Document, documents};
use crate::measure::{self, Limits, Usage, measured};
use crate::table::Table;
use crate::{Outcome, program};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The document: stripe, github, datadog or synthetic.
    #[arg(long, default_value = "stripe")]
    document: String,
    /// Also build in release: our client with a program that calls ten operations; of the others the library alone, which
    /// any program needs.
    #[arg(long)]
    release: bool,
    /// Our client only.
    #[arg(long)]
    alone: bool,
}

/// Runs the bench and prints a table.
pub(crate) fn run(args: &Args) -> Outcome {
    let work = program::root().join("target/bench");
    std::fs::create_dir_all(&work)?;
    let documents = documents(&work)?;
    let document = documents.iter().find(|document| document.name == args.document).ok_or("no such document")?;
    let mut table = Table::new(&["what", "cpu s", "wall s", "MiB", "result"]);
    for (at, generator) in peers::all(&program::intertie()?).iter().enumerate() {
        if at > 0 && args.alone {
            break;
        }
        let Some(folder) = generated(generator, document, &work)? else {
            table.row(vec![
                generator.name.to_owned(),
                String::new(),
                String::new(),
                String::new(),
                "not generated".into(),
            ]);
            continue;
        };
        table.row(row(&format!("{}: check", generator.name), cargo(&folder, &work, &["check"])?));
        if args.release && at > 0 {
            let what = format!("{}: release, library alone", generator.name);
            table.row(row(&what, cargo(&folder, &work, &["build", "--release"])?));
        } else if args.release {
            for (part, usage) in build_program(document, &folder, &work)? {
                table.row(row(&format!("{}: release, {part}", generator.name), Some(usage)));
            }
        }
    }
    print!("{}", table.text());
    Ok(true)
}

/// The folder of the crate that a generator made.
fn generated(generator: &Generator, document: &Document, work: &Path) -> std::io::Result<Option<PathBuf>> {
    let out = work.join("compile").join(document.name).join(generator.name);
    if out.exists() {
        std::fs::remove_dir_all(&out)?;
    }
    if let Some(parent) = out.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let run = measured(&generator.command(&document.path, &out), Limits { seconds: 600, memory: 0 })?;
    Ok((run.usage.code == Some(0)).then_some(out))
}

/// What the compiler used for the generated crate alone, of all that cargo builds.
fn cargo(folder: &Path, work: &Path, command: &[&str]) -> Result<Option<Usage>, Box<dyn std::error::Error>> {
    stand_alone(folder)?;
    let reports = work.join("compile/reports");
    let mut cargo = program::cargo();
    cargo.args(command).args(["--quiet", "--target-dir"]).arg(work.join("compile/target")).current_dir(folder);
    measure::rustc_reports(&mut cargo, &reports)?;
    cargo.status()?;
    Ok(largest(&reports))
}

/// The crate is not part of the workspace that it lies in, and takes the runtime from it.
fn stand_alone(folder: &Path) -> std::io::Result<()> {
    let manifest = folder.join("Cargo.toml");
    let mut text = std::fs::read_to_string(&manifest)?;
    if !text.contains("[workspace") {
        text.push_str("\n[workspace]\n");
    }
    if !text.contains("[patch") {
        let _ = write!(
            text,
            "\n[patch.crates-io]\nintertie = {{ path = '{}' }}\n",
            program::root().join("runtime").display()
        );
    }
    std::fs::write(&manifest, text)
}

/// What the compiler used for the largest crate of the workspace: the generated one.
fn largest(reports: &Path) -> Option<Usage> {
    let files = std::fs::read_dir(reports).ok()?.flatten();
    let usages = files.filter_map(|file| serde_json::from_slice::<Usage>(&std::fs::read(file.path()).ok()?).ok());
    usages.max_by(|a, b| a.cpu.total_cmp(&b.cpu))
}

fn row(what: &str, usage: Option<Usage>) -> Vec<String> {
    let Some(usage) = usage else {
        return vec![what.to_owned(), String::new(), String::new(), String::new(), "failed".into()];
    };
    let result = if usage.code == Some(0) { "ok" } else { "failed" };
    vec![
        what.to_owned(),
        format!("{:.1}", usage.cpu),
        format!("{:.1}", usage.wall),
        format!("{:.0}", usage.peak),
        result.to_owned(),
    ]
}
