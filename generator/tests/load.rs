//! Loading: the smallest document for each behaviour.

#[path = "load/bundle.rs"]
mod bundle;
#[path = "load/fetch.rs"]
#[cfg(feature = "cli")]
mod fetch;
#[path = "load/folder.rs"]
mod folder;
#[path = "load/locate.rs"]
mod locate;
#[path = "load/overlay.rs"]
mod overlay;
#[path = "load/real.rs"]
mod real;
#[path = "load/refusal.rs"]
mod refusal;
#[path = "load/syntax.rs"]
mod syntax;

use intertie_generator::diag::{Code, Diagnostic, Severity, Sink};
use intertie_generator::load::{Input, Options, RawDoc, load};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A document and what was found on the way.
struct Loaded {
    doc: Option<RawDoc>,
    found: Vec<Diagnostic>,
}

impl Loaded {
    fn from(input: &Input, options: &Options) -> Self {
        let mut sink = Sink::default();
        let doc = load(input, options, &mut sink).ok();
        Self { doc, found: sink.found().to_vec() }
    }

    fn text(text: &str) -> Self {
        Self::bytes(text.as_bytes())
    }

    fn bytes(bytes: &[u8]) -> Self {
        Self::from(&Input::Bytes { name: "api.yaml".to_owned(), bytes: bytes.to_vec() }, &Options::default())
    }

    fn path(path: impl AsRef<Path>) -> Self {
        Self::from(&Input::Path(path.as_ref().to_owned()), &Options::default())
    }

    #[track_caller]
    fn doc(&self) -> &RawDoc {
        self.doc.as_ref().unwrap_or_else(|| panic!("not loaded: {:?}", self.found))
    }

    /// The value at `#/info/x-test`, where the tests put what they are about.
    #[track_caller]
    fn test(&self) -> &serde_json::Value {
        &self.doc().value["x-test"]
    }

    fn codes(&self) -> Vec<Code> {
        self.found.iter().map(|found| found.code).collect()
    }

    #[track_caller]
    fn refused(&self, code: Code) -> &Diagnostic {
        assert!(self.doc.is_none(), "it was loaded");
        let found = self.found.iter().find(|found| found.code == code);
        let found = found.unwrap_or_else(|| panic!("{code:?} is not among {:?}", self.found));
        assert_eq!(found.severity, Severity::Error);
        found
    }
}

/// A folder of its own for a test, removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("intertie-load-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = Self(std::env::temp_dir().join(name));
        for (name, text) in files {
            let path = folder.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn load(&self, name: &str) -> Loaded {
        Loaded::path(self.0.join(name))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
