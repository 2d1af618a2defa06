//! A worker process that tests start and kill.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A running worker. It is killed, not asked to end: so are all of a test that fails.
pub(crate) struct Worker {
    child: Arc<Mutex<Child>>,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Worker {
    pub(crate) fn start(file: &Path, vendors: &str, ids: &[&str], halt_after: Option<&str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_worker"));
        command.arg(file).arg(vendors).args(ids);
        Self::run(command, halt_after)
    }

    pub(crate) fn run(mut command: Command, halt_after: Option<&str>) -> Self {
        command.stdout(Stdio::piped());
        if let Some(step) = halt_after {
            command.env("HALT_AFTER", step);
        }
        let mut child = command.spawn().expect("the worker starts");
        let out = child.stdout.take().expect("its output is piped");
        let lines = Arc::new(Mutex::new(Vec::new()));
        let read = Arc::clone(&lines);
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                read.lock().expect("lines").push(line);
            }
        });
        Self { child: Arc::new(Mutex::new(child)), lines }
    }

    /// Kills it as from within a mock vendor.
    pub(crate) fn killer(&self) -> impl Fn() + Send + Sync + 'static {
        let child = Arc::clone(&self.child);
        // `SIGKILL`: it gets to do nothing more.
        move || child.lock().expect("the child").kill().expect("it is ours")
    }

    pub(crate) fn kill(&self) {
        self.killer()();
        self.child.lock().expect("the child").wait().expect("it ends");
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.lines.lock().expect("lines").clone()
    }

    /// Waits until it says a line that begins so.
    pub(crate) async fn says(&self, start: &str) -> String {
        for _ in 0..6000 {
            if let Some(line) = self.lines().iter().find(|line| line.starts_with(start)) {
                return line.clone();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the worker does not say `{start}`: {:?}", self.lines());
    }

    /// Waits until it is over; whether all went well.
    pub(crate) async fn ends(&self) -> bool {
        for _ in 0..6000 {
            if let Some(status) = self.child.lock().expect("the child").try_wait().expect("it is ours") {
                return status.success();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the worker does not end: {:?}", self.lines());
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Ok(mut child) = self.child.lock() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
