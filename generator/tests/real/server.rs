//! A server of others on a port of the loopback.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Until when it must listen.
const PATIENCE: Duration = Duration::from_secs(120);

/// A process that ends with the test.
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts a program that gets its port by `with_port`, in a folder of its own, and waits until it listens.
    pub(crate) fn start(mut command: Command, folder: &Path, with_port: impl FnOnce(&mut Command, &str)) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr());
        let port = free.expect("a port").port();
        std::fs::create_dir_all(folder).expect("a folder");
        with_port(&mut command, &port.to_string());
        command.current_dir(folder).env("HOME", folder);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut server = Self { child: child.expect("it starts"), url: format!("http://127.0.0.1:{port}") };
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = server.child.try_wait().expect("a process");
            assert!(ended.is_none() && started.elapsed() < PATIENCE, "it does not listen: {ended:?}");
            std::thread::sleep(Duration::from_millis(100));
        }
        server
    }

    /// What `intertie probe` says of it, its paths below `base`.
    pub(crate) fn probe(&self, base: &str, document: &Path, arguments: &[&str]) -> Probed {
        let mut command = Command::new(env!("CARGO_BIN_EXE_intertie"));
        command
            .arg("probe")
            .arg(document)
            .args(["--base-url", &format!("{}{base}", self.url), "--rate", "100"])
            .args(arguments);
        let Output { status, stdout, stderr } = command.env("PROOF", "token intertie").output().expect("it runs");
        let report = String::from_utf8_lossy(&stdout).into_owned();
        println!("{report}");
        assert!(!report.is_empty(), "{}", String::from_utf8_lossy(&stderr));
        Probed { report, code: status.code() }
    }
}

/// What a probe said.
pub(crate) struct Probed {
    pub(crate) report: String,
    pub(crate) code: Option<i32>,
}
