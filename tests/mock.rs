//! The mock vendor against every real document at hand: it takes the requests that it makes up itself, and answers as the
//! document says.

use intertie::Value;
use intertie::mock::{Contract, Fill, Incoming, Mock};
use intertie_generator::Pipeline;
use intertie_generator::load::{Input, Options};
use intertie_tests::{parallel, pipeline, vendors_own};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What became of a document's operations.
#[derive(Debug, Default)]
struct Tally {
    operations: usize,
    refused: Vec<String>,
    wrong: Vec<String>,
}

#[test]
fn our_own_documents_are_served_without_a_fault() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut documents: Vec<PathBuf> = vendors_own::files(&specs);
    documents.retain(|path| path.file_stem().is_some_and(|stem| stem != "overlay"));
    assert_eq!(documents.len(), 15, "{documents:?}");
    let (operations, faults) = run(&documents, usize::MAX);
    assert!(operations > 200, "{operations} operations");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn real_documents_are_served_with_few_faults() {
    let Some(documents) = vendors_own::documents() else { return };
    let (operations, faults) = run(&documents, 16);
    for fault in &faults {
        println!("{fault}");
    }
    // What is left contradicts itself, or needs what no generator can find: see the list above.
    assert!(faults.len() * 50 <= operations, "{} faults of {operations} operations", faults.len());
}

/// Every document, of each so many operations at most; gives how many there were, and what went wrong.
fn run(documents: &[PathBuf], most: usize) -> (usize, Vec<String>) {
    let started = Instant::now();
    let tallies = parallel::map(documents, 64 << 20, |path| tally(path, most));
    let operations: usize = tallies.iter().map(|tally| tally.operations).sum();
    let count = |of: fn(&Tally) -> usize| tallies.iter().map(of).sum::<usize>();
    println!(
        "{} documents, {operations} operations, {} requests refused, {} answers wrong, {:.1} s",
        documents.len(),
        count(|tally| tally.refused.len()),
        count(|tally| tally.wrong.len()),
        started.elapsed().as_secs_f64()
    );
    (operations, tallies.into_iter().flat_map(|tally| tally.refused.into_iter().chain(tally.wrong)).collect())
}

fn tally(path: &Path, most: usize) -> Tally {
    let mut vendor = pipeline::vendor("vendor", Input::Path(path.to_owned()));
    vendor.profile = path.parent().map(|folder| folder.join("vendor.toml")).filter(|path| path.is_file());
    let mut pipeline = Pipeline::new(&vendor, &Options::default());
    let (_, contract) = pipeline.contract().unwrap_or_else(|_| panic!("{}: refused", path.display()));
    let mock = Mock::new(Contract::read(contract).expect("our own contract"));
    let mut tally = Tally::default();
    let all = mock.contract().operations.len();
    for at in (0..all).step_by(all.div_ceil(most).max(1)) {
        tally.operations += 1;
        for fill in [Fill::Required, Fill::Some] {
            exchange(&mock, at, fill, path, &mut tally);
        }
    }
    tally
}

fn exchange(mock: &Mock, at: usize, fill: Fill, path: &Path, tally: &mut Tally) {
    let name =
        format!("{} {}", path.file_name().unwrap_or_default().to_string_lossy(), mock.contract().operations[at].key());
    mock.reset();
    let sample = mock.sample(at, fill, None, 1);
    let request: Incoming = mock.request(at, &sample);
    let reply = mock.handle(&request);
    if let Some(problems) = reply.header("intertie-problems") {
        tally.refused.push(format!("refused: {name}: {}", problems.chars().take(300).collect::<String>()));
        return;
    }
    let media_type = reply.header("content-type").unwrap_or_default().to_owned();
    if media_type.contains("json")
        && let Ok(body) = serde_json::from_slice::<Value>(&reply.body)
    {
        let problems = mock.answer_problems(at, reply.status, &media_type, &body);
        if let Some(first) = problems.first() {
            tally.wrong.push(format!(
                "wrong: {name} {}: {}",
                reply.status,
                first.to_string().chars().take(300).collect::<String>()
            ));
        }
    }
}
