//! Faults put into copies of the clients: a test that no fault can fail would say nothing.

mod copies;

use super::{Outcome, Tally, test};
use serde::Deserialize;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

/// The faults.
const TABLE: &str = include_str!("mutants.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    mutant: Vec<Mutant>,
}

/// One fault.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mutant {
    fault: String,
    vendor: String,
    /// Below the crate's folder; with `runtime/`, below the repository.
    file: PathBuf,
    /// A text before the place.
    #[serde(default)]
    after: String,
    from: String,
    to: String,
}

/// Tries each fault; false where the tests pass all the same.
pub(super) fn run(only: Option<&str>) -> Outcome {
    let table: Table = toml::from_str(TABLE)?;
    let chosen =
        table.mutant.iter().filter(|one| only.is_none_or(|text| one.fault.contains(text) || one.vendor == text));
    let (mut found, mut missed) = (0, Vec::new());
    for mutant in chosen {
        if let Some(by) = mutant.is_found()? {
            found += 1;
            println!("found   {}: {} ({by})", mutant.vendor, mutant.fault);
        } else {
            println!("MISSED  {}: {}", mutant.vendor, mutant.fault);
            missed.push(mutant.fault.as_str());
        }
    }
    println!("{found} of {} faults found", found + missed.len());
    Ok(missed.is_empty())
}

impl Mutant {
    /// Which tests find it, if any does.
    fn is_found(&self) -> Result<Option<String>, Box<dyn Error>> {
        let of_the_runtime = self.file.starts_with("runtime");
        let workspace = copies::workspace(&self.vendor, of_the_runtime)?;
        let path =
            if of_the_runtime { workspace.join(&self.file) } else { workspace.join(&self.vendor).join(&self.file) };
        fs::write(&path, self.applied(&fs::read_to_string(&path)?)?)?;
        let built = test(&workspace, &["--no-run", "--package", &self.vendor])?;
        if !built.status.success() {
            return Err(format!("`{}` does not compile: {}", self.fault, String::from_utf8_lossy(&built.stderr)).into());
        }
        let output = test(&workspace, &["--package", &self.vendor])?;
        let text = String::from_utf8_lossy(&output.stdout);
        let tally = Tally::of(&text);
        if tally.crates == 0 {
            return Err(format!("`{}`: no test ran: {}", self.fault, String::from_utf8_lossy(&output.stderr)).into());
        }
        let first = text.lines().find(|line| line.starts_with("test ") && line.ends_with("FAILED"));
        let first = first.and_then(|line| line.split_whitespace().nth(1)).unwrap_or_default();
        Ok((tally.failed > 0).then(|| format!("{} tests, first {first}", tally.failed)))
    }

    fn applied(&self, text: &str) -> Result<String, Box<dyn Error>> {
        let gone = || format!("`{}` no longer applies to {}", self.fault, self.file.display());
        let start = text.find(&self.after).ok_or_else(gone)?;
        let (before, rest) = text.split_at(start);
        if !rest.contains(&self.from) {
            return Err(gone().into());
        }
        Ok(before.to_owned() + &rest.replacen(&self.from, &self.to, 1))
    }
}
