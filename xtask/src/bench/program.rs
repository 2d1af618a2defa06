//! A program that calls ten operations of our client, built in release.

use super::Document;
use crate::measure::{self, Usage};
use crate::program;
use std::path::Path;
use std::process::Command;

/// How many operations the program calls.
const CALLS: usize = 10;

/// What the compiler used for the client and for the program.
pub(super) fn build(
    document: &Document,
    client_folder: &Path,
    work: &Path,
) -> Result<Vec<(String, Usage)>, Box<dyn std::error::Error>> {
    let folder = work.join("compile").join(document.name).join("program");
    std::fs::create_dir_all(folder.join("src"))?;
    let runtime = program::root().join("runtime");
    let (client, runtime) = (client_folder.display(), runtime.display());
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         vendor = {{ path = '{client}' }}\nintertie = {{ path = '{runtime}' }}\n"
    );
    std::fs::write(folder.join("Cargo.toml"), manifest)?;
    // Both are members of one workspace: the compiler is measured on members only.
    let workspace = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"program\", '{client}']\n\n\
         [patch.crates-io]\nintertie = {{ path = '{runtime}' }}\n"
    );
    std::fs::write(folder.with_file_name("Cargo.toml"), workspace)?;
    join(client_folder)?;
    std::fs::write(folder.join("src/main.rs"), source(&requests(document)?))?;
    let reports = work.join("compile/reports");
    let mut cargo = program::cargo();
    cargo.args(["build", "--release", "--quiet", "--target-dir"]).arg(work.join("compile/target")).current_dir(&folder);
    measure::rustc_reports(&mut cargo, &reports)?;
    cargo.status()?;
    let names = ["vendor", "program"].into_iter();
    Ok(names.filter_map(|name| Some((name.to_owned(), measure::rustc_usage(&reports, name)?))).collect())
}

/// The client was a workspace of its own, to be checked alone; now it is a member of the program's.
fn join(client: &Path) -> std::io::Result<()> {
    let manifest = client.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest)?;
    let alone = text.find("\n[workspace]").unwrap_or(text.len());
    std::fs::write(&manifest, &text[..alone])
}

/// The names of request types, spread over all operations.
fn requests(document: &Document) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut list = Command::new(program::intertie()?);
    list.args(["ops", "--format", "json", "--spec"]).arg(&document.path);
    let text = String::from_utf8(list.output()?.stdout)?;
    let rows = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let rows: Vec<_> = rows.filter(|row| row["reason"] == "operation").collect();
    let names = rows.iter().step_by((rows.len() / CALLS).max(1)).take(CALLS);
    Ok(names.filter_map(|row| row["request"].as_str().map(str::to_owned)).collect())
}

fn source(requests: &[String]) -> String {
    let calls =
        requests.iter().map(|name| format!("    call::<vendor::{name}>(&client);\n")).collect::<Vec<_>>().concat();
    format!(
        "//! Calls ten operations.\n\n\
         fn call<O: intertie::Operation + intertie::codec::Decode>(client: &vendor::Client) {{\n    \
         let call = client.send(<O as intertie::codec::Decode>::blank());\n    \
         // As a trait object, so that polling it is compiled though nothing is sent.\n    \
         let call: std::pin::Pin<Box<dyn Future<Output = _> + '_>> = Box::pin(call);\n    \
         drop(std::hint::black_box(call));\n}}\n\n\
         fn main() {{\n    let Ok(client) = vendor::Client::builder().build() else {{ return }};\n{calls}}}\n"
    )
}
