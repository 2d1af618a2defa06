//! The programs that tasks run: our own in release, others where they are on PATH.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace's root folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The cargo that runs this task.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Builds `intertie` in release and gives its path.
pub(crate) fn intertie() -> Result<PathBuf, Box<dyn std::error::Error>> {
    let mut build = cargo();
    build.args(["build", "--release", "--quiet", "--package", "intertie-generator", "--bin", "intertie"]);
    build.args(["--message-format", "json-render-diagnostics"]).current_dir(root());
    let output = build.stderr(std::process::Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err("`intertie` does not build".into());
    }
    let messages = String::from_utf8(output.stdout)?;
    let mut executables = messages.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        (message["target"]["name"] == "intertie").then(|| message["executable"].as_str().map(PathBuf::from))?
    });
    executables.next_back().ok_or_else(|| "cargo did not say where `intertie` is".into())
}

/// Where a program is on PATH.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// The folder of shared real documents: `INTERTIE_SHARED`, or beside the workspace.
pub(crate) fn shared() -> Option<PathBuf> {
    let given = std::env::var_os("INTERTIE_SHARED").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| root().join("../shared"));
    folder.join("specs").is_dir().then_some(folder)
}
