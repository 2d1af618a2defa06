//! A workspace of copies, for faults to be put into.

use super::super::{lock, program};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// One client, and the runtime where that is to have the fault.
pub(super) fn workspace(vendor: &str, has_runtime: bool) -> Result<PathBuf, Box<dyn Error>> {
    let folder = program::root().join("target/mutants");
    let client = folder.join(vendor);
    copy(&program::root().join("generated").join(vendor), &client)?;
    let mut members = vec![vendor];
    if has_runtime {
        copy(&program::root().join("runtime"), &folder.join("runtime"))?;
        members.push("runtime");
    }
    let runtime = if has_runtime { "../runtime" } else { "../../../runtime" };
    let manifest = fs::read_to_string(client.join("Cargo.toml"))?.replace("../../runtime", runtime);
    fs::write(client.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("Cargo.toml"), toml::to_string(&root(&members)?)?)?;
    lock(&folder)?;
    Ok(folder)
}

/// The manifest above all; the runtime takes its versions from there.
fn root(members: &[&str]) -> Result<Table, Box<dyn Error>> {
    let own: Table = toml::from_str(&fs::read_to_string(program::root().join("Cargo.toml"))?)?;
    let mut workspace = own.get("workspace").and_then(Value::as_table).cloned().unwrap_or_default();
    workspace.remove("exclude");
    workspace.insert("members".to_owned(), members.to_vec().into());
    let mut manifest: Table = toml::from_str("[profile.dev]\ndebug = false\n")?;
    manifest.insert("workspace".to_owned(), workspace.into());
    Ok(manifest)
}

/// Copies the files that a crate is made of, and takes away those that are no more.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_name() == "target" || entry.file_name() == "Cargo.lock" {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
