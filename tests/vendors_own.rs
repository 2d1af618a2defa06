//! Where the vendors' own documents are, which are not part of this repository: `INTERTIE_SHARED`, else `../shared`.

use std::path::{Path, PathBuf};

/// The folder of `specs` and `corpus`; says that a test skips where it is not there.
pub fn folder() -> Option<PathBuf> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let root = std::env::var_os("INTERTIE_SHARED").map_or(default, PathBuf::from);
    if !root.join("specs").is_dir() {
        println!("skipped: no shared documents at {}", root.display());
        return None;
    }
    Some(root)
}

/// The folder of one folder a vendor.
pub fn specs() -> Option<PathBuf> {
    folder().map(|root| root.join("specs"))
}
