//! What contract tests exercised, as a table.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// An operation, as the test program writes it.
#[derive(Deserialize)]
struct Exercised {
    operation: String,
    requests: usize,
    statuses: BTreeMap<String, bool>,
    members: (usize, usize),
}

/// Prints a line a client, and what no test touched.
pub(super) fn show(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    println!("{:18} {:>11} {:>9} {:>9} {:>23}", "client", "operations", "requests", "statuses", "members and values");
    for path in paths {
        let all: Vec<Exercised> = serde_json::from_str(&fs::read_to_string(&path)?)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let asked = all.iter().filter(|one| one.requests > 0).count();
        let requests: usize = all.iter().map(|one| one.requests).sum();
        let statuses = all.iter().flat_map(|one| one.statuses.values());
        let (given, declared) = (statuses.clone().filter(|given| **given).count(), statuses.count());
        let (found, members) =
            all.iter().fold((0, 0), |(found, all), one| (found + one.members.0, all + one.members.1));
        let share = 100 * found / members.max(1);
        println!(
            "{name:18} {:>11} {requests:>9} {:>9} {:>23}",
            format!("{asked}/{}", all.len()),
            format!("{given}/{declared}"),
            format!("{found}/{members} {share} %")
        );
        for one in all {
            let missing: Vec<&str> =
                one.statuses.iter().filter(|(_, given)| !**given).map(|(status, _)| status.as_str()).collect();
            if !missing.is_empty() {
                println!("  {}: no answer of {}", one.operation, missing.join(", "));
            }
        }
    }
    Ok(())
}
