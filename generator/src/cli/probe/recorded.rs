//! What a vendor answered once: cassettes beside the document.

use super::{Outcome, Probed};
use crate::cli::Failure;
use intertie::mock::{Deviation, Mock};
use intertie::record::{Recorded, answers};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Everything that the answers to one operation with one status say together.
type Answered = BTreeMap<(usize, u16), (String, Vec<Deviation>)>;

/// Holds each recorded answer against the document, in the document's order; requests that it does not know come last.
pub(super) fn probe(mock: &Mock, from: &[PathBuf]) -> Result<Vec<Probed>, Failure> {
    let mut answered = Answered::new();
    let mut unknown: Vec<Probed> = Vec::new();
    for path in cassettes(from)? {
        let all = answers(&path).map_err(|error| Failure::io("read the cassette", &path, &error))?;
        for one in all {
            match mock.operation_of(&one.method, &one.path, &one.query) {
                Some(at) => note(mock, at, &one, &mut answered),
                None if unknown.iter().any(|known| known.method == one.method && known.path == one.path) => {}
                None => unknown.push(undeclared(one)),
            }
        }
    }
    let operations = &mock.contract().operations;
    let known = answered.into_iter().map(|((at, status), (media_type, found))| Probed {
        operation: operations[at].key(),
        method: operations[at].method.clone(),
        path: operations[at].path.clone(),
        outcome: Outcome::Answered(status, media_type, found),
    });
    Ok(known.chain(unknown).collect())
}

fn note(mock: &Mock, at: usize, one: &Recorded, answered: &mut Answered) {
    mock.cover_answer(at, one.status, &one.media_type, &one.body);
    let found = mock.compare(at, one.status, &one.media_type, &one.body);
    let (_, known) = answered.entry((at, one.status)).or_insert_with(|| (one.media_type.clone(), Vec::new()));
    for deviation in found {
        if !known.iter().any(|other| (other.kind, &other.at) == (deviation.kind, &deviation.at)) {
            known.push(deviation);
        }
    }
}

fn undeclared(one: Recorded) -> Probed {
    let Recorded { method, path, .. } = one;
    let outcome = Outcome::Failed("the document has no such operation".to_owned());
    Probed { operation: format!("{method} {path}"), method, path, outcome }
}

/// Every `.jsonl` below these, each folder in the order of its names.
fn cassettes(from: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut all = Vec::new();
    for path in from {
        if path.is_dir() {
            below(path, &mut all)?;
        } else {
            all.push(path.clone());
        }
    }
    if all.is_empty() {
        return Err(Failure::usage("there is no cassette (a file that ends in .jsonl) there"));
    }
    Ok(all)
}

fn below(folder: &Path, all: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::io("read", folder, &error);
    let entries = std::fs::read_dir(folder).map_err(failed)?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|one| one.path())).collect::<Result<_, _>>().map_err(failed)?;
    paths.sort();
    for path in paths {
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            below(&path, all)?;
        } else if path.extension().is_some_and(|end| end == "jsonl") {
            all.push(path);
        }
    }
    Ok(())
}
