//! Restate's server, installed from npm as its documentation says and started on free ports of the loopback interface.

use crate::http::request;
use crate::installed;
use std::fmt::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The version that the tests are written for.
const VERSION: &str = "1.7.12";

/// Where its programs are, in a folder of `cache`; `None`, with a word of why, where they cannot be had.
pub(crate) fn install(cache: &Path) -> Option<PathBuf> {
    let packages = [format!("@restatedev/restate-server@{VERSION}"), format!("@restatedev/restatectl@{VERSION}")];
    let modules = installed::from_npm(cache, "restate", &packages.each_ref().map(String::as_str))?.join("@restatedev");
    if !modules.join("restate-server-linux-x64/bin/restate-server").is_file() {
        println!("skipped: npm gives no Restate {VERSION} for this machine");
        return None;
    }
    Some(modules)
}

/// Whether a call is answered with 2xx.
async fn succeeds(method: &str, url: &str, body: &str) -> bool {
    let Some((host, path)) = url.trim_start_matches("http://").split_once('/') else { return false };
    (200..300).contains(&request(host, method, &format!("/{path}"), &[], body).await.status)
}

/// A port that is free now.
pub(crate) fn port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr()).expect("a port").port()
}

/// A node.
pub(crate) struct Node {
    child: Child,
    pub(crate) ingress: String,
    pub(crate) admin: String,
    pub(crate) address: String,
}

/// What is special about a node of a cluster.
pub(crate) struct Member<'a> {
    pub(crate) name: &'a str,
    /// The addresses of all nodes; empty: it is alone.
    pub(crate) all: &'a [String],
    pub(crate) port: u16,
}

impl Node {
    pub(crate) fn start(programs: &Path, data: &Path, member: &Member<'_>) -> Self {
        let (ingress, admin, port) = (port(), port(), member.port);
        let address = format!("http://127.0.0.1:{port}");
        let alone = member.all.is_empty();
        let mut config = format!(
            "roles = [\"http-ingress\", \"admin\", \"worker\", \"log-server\", \"metadata-server\"]\n\
             cluster-name = \"test\"\nnode-name = \"{}\"\nbase-dir = \"{}\"\nauto-provision = {alone}\n\
             default-num-partitions = 4\ndisable-telemetry = true\nlisten-mode = \"tcp\"\n\
             bind-address = \"127.0.0.1:{port}\"\nadvertised-address = \"{address}\"\n\
             rocksdb-total-memory-size = \"256 MiB\"\nlog-filter = \"warn\"\n",
            member.name,
            data.display(),
        );
        if !alone {
            let list = member.all.iter().map(|address| format!("{address:?}")).collect::<Vec<_>>().join(", ");
            let _ = write!(
                config,
                "default-replication = 2\n[metadata-server]\ntype = \"replicated\"\n\
                 [metadata-client]\ntype = \"replicated\"\naddresses = [{list}]\n"
            );
        }
        // Writing to a `String` cannot fail.
        let _ = write!(
            config,
            "[ingress]\nbind-address = \"127.0.0.1:{ingress}\"\n[admin]\nbind-address = \"127.0.0.1:{admin}\"\n\
             [bifrost]\ndefault-provider = \"replicated\"\n"
        );
        let file = data.join(format!("{}.toml", member.name));
        std::fs::write(&file, config).expect("a configuration");
        let mut command = Command::new(programs.join("restate-server-linux-x64/bin/restate-server"));
        command.arg("--no-logo").arg("-c").arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().expect("the server starts");
        let at = |port: u16| format!("http://127.0.0.1:{port}");
        Self { child, ingress: at(ingress), admin: at(admin), address }
    }

    pub(crate) async fn is_up(&self) {
        let url = format!("{}/health", self.admin);
        for _ in 0..600 {
            if succeeds("GET", &url, "").await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the server is not up");
    }

    /// Tells it of a program that serves flows.
    pub(crate) async fn deploy(&self, worker: u16) {
        let url = format!("{}/deployments", self.admin);
        let body = format!("{{\"uri\":\"http://127.0.0.1:{worker}\",\"force\":true}}");
        for _ in 0..100 {
            if succeeds("POST", &url, &body).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("the server does not take the worker");
    }

    pub(crate) fn kill(&mut self) {
        // `SIGKILL`: it gets to do nothing more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}
