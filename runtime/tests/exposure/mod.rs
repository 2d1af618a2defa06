//! What a test program exposes: all that it logs, traces and prints, and every client and error that its tests come by, as
//! `Debug` and `Display` have them. The test that searches it for secrets runs the whole program again, so that no test
//! can be forgotten.

use std::error::Error;
use std::fmt::Debug;
use std::fs::File;
use std::io::{self, Write};
use std::process::Command;
use std::sync::{Mutex, OnceLock};
use tracing_subscriber::fmt::format::FmtSpan;

/// Names the file that takes it, in the run that is made for it.
const FILE: &str = "INTERTIE_TEST_EXPOSED";

/// Every secret of the tests has `s3cret` in it, or is RFC 7617's example; both also as base64 has them, by how many bytes
/// come before.
const MARKS: [&str; 6] = ["s3cret", "czNjcmV0", "MzY3JldA", "zM2NyZX", "open sesame", "QWxhZGRpbj"];

/// Takes what is exposed; nothing in any other run.
#[derive(Clone, Copy)]
pub(crate) struct Exposed;

impl Exposed {
    /// Whether this is the run that is searched.
    pub(crate) fn wanted() -> bool {
        file().is_some()
    }

    /// Listens to all threads, where this is the run that is searched.
    pub(crate) fn listen() {
        static LISTENING: OnceLock<()> = OnceLock::new();
        LISTENING.get_or_init(|| {
            if Self::wanted() {
                let subscriber = tracing_subscriber::fmt()
                    .with_max_level(tracing::Level::TRACE)
                    .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
                    .with_ansi(false)
                    .with_writer(|| Exposed);
                tracing::subscriber::set_global_default(subscriber.finish()).expect("there is no other");
            }
        });
    }

    /// A value that programs print.
    pub(crate) fn debug(value: &dyn Debug) {
        if Self::wanted() {
            write!(Self, "{value:?} {value:#?}").expect("written");
        }
    }

    /// An error and its causes.
    pub(crate) fn error(error: &dyn Error) {
        let mut cause = Some(error);
        while let Some(error) = cause {
            if Self::wanted() {
                write!(Self, "{error} {error:?} {error:#?}").expect("written");
            }
            cause = error.source();
        }
    }
}

impl Write for Exposed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match file() {
            Some(file) => file.lock().expect("no panic").write(bytes),
            None => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn file() -> Option<&'static Mutex<File>> {
    static INTO: OnceLock<Option<Mutex<File>>> = OnceLock::new();
    let open = || std::env::var_os(FILE).map(|path| Mutex::new(File::create(path).expect("a file")));
    INTO.get_or_init(open).as_ref()
}

/// What `expect_err` gives, exposed.
pub(crate) trait Failed<E> {
    fn failed(self, what: &str) -> E;
}

impl<T: Debug, E: Error> Failed<E> for Result<T, E> {
    #[track_caller]
    fn failed(self, what: &str) -> E {
        Exposed::listen();
        let error = self.expect_err(what);
        Exposed::error(&error);
        error
    }
}

/// Runs all tests of this program but `own` again, and searches what they expose, at least so many bytes, for `more`, too.
pub(crate) fn search(own: &str, least: usize, more: &[&str]) {
    let folder = std::env::temp_dir().join(format!("intertie-exposed-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("exposed");
    let program = std::env::current_exe().expect("this program");
    let run = Command::new(program).args(["--nocapture", "--skip", own]).env(FILE, &path).output().expect("a run");
    let mut exposed = std::fs::read(&path).unwrap_or_default();
    std::fs::remove_dir_all(&folder).expect("removed");
    let logged = exposed.len();
    exposed.extend(run.stdout.into_iter().chain(run.stderr));
    let exposed = String::from_utf8_lossy(&exposed);
    assert!(exposed.contains("test result: ") && logged >= least, "{logged} bytes: {exposed}");
    for mark in MARKS.iter().chain(more) {
        let lines: Vec<_> = exposed.lines().filter(|line| line.contains(*mark)).take(3).collect();
        assert!(lines.is_empty(), "a secret is shown: {lines:#?}");
    }
}
