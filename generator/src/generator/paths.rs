//! Paths as another place sees them.

use crate::config::Runtime;
use crate::render;
use std::path::{Component, Path, PathBuf};

/// The way from one folder to another, with `/` on every system. Neither has to exist.
pub fn from_to(from: &Path, to: &Path) -> String {
    let (from, to) = (absolute(from), absolute(to));
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return to.display().to_string();
    }
    let up = std::iter::repeat_n("..".to_owned(), from.components().count() - shared);
    let down = to.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let way: Vec<_> = up.chain(down).collect();
    if way.is_empty() { ".".to_owned() } else { way.join("/") }
}

/// Where a crate in the folder `out` has its runtime from.
pub(super) fn runtime(of: &Runtime, out: &Path) -> render::Runtime {
    match of {
        Runtime::Version(version) => render::Runtime::Version(version.clone()),
        Runtime::Path(path) => render::Runtime::Path(from_to(out, path)),
        Runtime::Workspace => render::Runtime::Workspace,
    }
}

/// A version as the name of a file: what a stranger wrote cannot lead anywhere.
pub fn file_stem(version: &str) -> String {
    let keeps = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
    let plain: String = version.chars().map(|c| if keeps(c) { c } else { '-' }).take(40).collect();
    let plain = plain.trim_matches(['.', '-']);
    if plain.is_empty() { "openapi".to_owned() } else { plain.to_owned() }
}

/// Without `.` and `..`; links are followed as far as the path exists.
fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
        if let Ok(real) = plain.canonicalize() {
            plain = real;
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::from_to;
    use std::path::Path;

    #[test]
    fn the_way_goes_up_and_down() {
        let way = |from, to| from_to(Path::new(from), Path::new(to));
        assert_eq!(way("generated/stripe", "runtime"), "../../runtime");
        assert_eq!(way("nowhere/./a/../b", "nowhere/c"), "../c");
        assert_eq!(way("nowhere", "nowhere"), ".");
        assert_eq!(way("", "nowhere/c"), "nowhere/c");
    }
}
