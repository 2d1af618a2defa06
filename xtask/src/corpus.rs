//! Every document below a folder through `intertie generate`, and every client through `cargo check`.
//!
//! In: a folder. Out: a table, the worst offenders, and a JSON file for comparisons. Each document has a process of its
//! own with limits, so one that crashes or runs away costs only itself.

mod compile;
mod documents;
mod generate;
mod report;

use super::{Outcome, measure::Limits, program};
use documents::Document;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder; files that are no OpenAPI or Swagger document are passed over.
    folder: PathBuf,
    /// Compile each client with `cargo check`, all in one workspace.
    #[arg(long)]
    check: bool,
    /// Write all results to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// How many documents at a time.
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// Only documents with this text in their path.
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Where clients are written.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The program to run, where the release build of this repository is not wanted.
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    #[command(flatten)]
    limits: Limits,
}

/// The OpenAPI and Swagger documents below a folder.
pub(crate) fn openapi(folder: &std::path::Path) -> std::io::Result<Vec<PathBuf>> {
    let all = documents::below(folder, None)?.into_iter();
    Ok(all.filter(|document| document.openapi).map(|document| document.path).collect())
}

/// Runs the task; false on a crash, a compile error or a compile warning.
pub(crate) fn run(args: &Args) -> Outcome {
    let documents = documents::below(&args.folder, args.filter.as_deref())?;
    let out = args.out.clone().unwrap_or_else(|| program::root().join("target/corpus"));
    let intertie = args.program.clone().map_or_else(program::intertie, Ok)?;
    let clients = out.join("clients");
    if clients.exists() {
        std::fs::remove_dir_all(&clients)?;
    }
    eprintln!("{} documents below {}", documents.len(), args.folder.display());
    let mut results = in_parallel(args.jobs, &documents, |document| {
        generate::generate(&intertie, document, &clients.join(&document.name), args.limits)
    });
    if args.check {
        compile::check(&clients, args.jobs, &mut results)?;
    }
    print!("{}", report::text(&results));
    if let Some(file) = &args.json {
        file.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(file, serde_json::to_vec_pretty(&results)?)?;
    }
    Ok(results.iter().all(report::Row::is_well))
}

/// The results in the order of the documents.
fn in_parallel(
    jobs: usize,
    documents: &[Document],
    work: impl Fn(&Document) -> report::Row + Sync,
) -> Vec<report::Row> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(documents.len()));
    std::thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            scope.spawn(|| {
                while let Some((at, document)) = take(&next, documents) {
                    let row = work(document);
                    eprintln!("  {:4}/{}  {}", at + 1, documents.len(), row.line());
                    done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, row));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, row)| row).collect()
}

fn take<'a>(next: &AtomicUsize, documents: &'a [Document]) -> Option<(usize, &'a Document)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    documents.get(at).map(|document| (at, document))
}
