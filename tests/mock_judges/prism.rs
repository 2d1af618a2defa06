//! Prism is another mock of any document. Of the same requests, both take the good ones and refuse the broken ones.

use crate::{http, requests, served};
use intertie_tests::{installed, vendors_own};
use std::collections::BTreeMap;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Good requests, and as many broken ones.
const REQUESTS: usize = 500;

/// How long Prism may take to listen: with Stripe's document it is half a minute on two busy cores.
const PATIENCE: Duration = Duration::from_secs(180);

/// Where the two may differ: what a document says, and how each reads it.
const KNOWN: &[(&str, &str)] = &[
    ("fedex", "Prism takes a union of samples at its word: where a branch takes anything, no value is of exactly one"),
    ("jira", "Prism does not read a multipart body whose schema is a list"),
    ("newrelic", "Prism does not know the parameter `names[]` by its name"),
    ("stripe", "Prism does not read nested forms (`a[b]=c`) of all depths"),
];

/// A process that is ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn prism_agrees_about_good_and_broken_requests() {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let Some(modules) = installed::from_npm(cache, "prism", &["@stoplight/prism-cli@5.14.2"]) else { return };
    let program = modules.join(".bin/prism");
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut documents = vendors_own::files(&specs);
    documents.retain(|path| path.file_stem().is_some_and(|stem| stem != "overlay"));
    documents.sort();
    // One that Prism does not serve is none to compare.
    let each = REQUESTS.div_ceil(documents.len() - 1);
    let mut unserved = Vec::new();
    let mut passed = Vec::new();
    let mut broke = BTreeMap::<String, usize>::new();
    let (mut asked, mut differ) = (BTreeMap::new(), BTreeMap::<String, Vec<String>>::new());
    for path in &documents {
        let vendor = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let mock = served::mock(path);
        let Some((_running, port)) = start(&program, path) else {
            unserved.push(vendor);
            continue;
        };
        for probe in requests::probes(&mock, each) {
            let reply = mock.handle(&probe.request);
            let ours = reply.header("intertie-problems").is_none() && !matches!(reply.status, 404 | 405);
            if ours && !probe.wrong.is_empty() {
                passed.push(format!("{} ({})", probe.operation, probe.wrong));
            }
            let status = http::status(port, &probe.request).unwrap_or(0);
            if status >= 500 {
                *broke.entry(vendor.clone()).or_insert(0) += 1;
                continue;
            }
            let theirs = (200..400).contains(&status);
            *asked.entry(probe.wrong.is_empty()).or_insert(0) += 1;
            if ours != theirs {
                let problems = reply.header("intertie-problems").unwrap_or_default();
                let line =
                    format!("{} ({}): here {ours}, Prism {status} {:.200}", probe.operation, probe.wrong, problems);
                differ.entry(vendor.clone()).or_default().push(line);
            }
        }
    }
    let all: usize = differ.values().map(Vec::len).sum();
    println!("{} good and {} broken requests, {all} judged otherwise", asked[&true], asked[&false]);
    println!("Prism does not serve within three minutes: {unserved:?}; it fails itself (5xx): {broke:?}");
    for (vendor, lines) in &differ {
        let why = KNOWN.iter().find(|(known, _)| known == vendor).map_or("not explained", |(_, why)| why);
        println!("{vendor}: {} ({why})", lines.len());
        lines.iter().take(6).for_each(|line| println!("  {line}"));
    }
    let unknown: Vec<&String> = differ.keys().filter(|vendor| KNOWN.iter().all(|(known, _)| known != vendor)).collect();
    assert!(asked[&true] >= REQUESTS && asked[&false] >= REQUESTS, "{asked:?}");
    assert!(passed.is_empty(), "broken, and taken here: {passed:?}");
    assert!(unknown.is_empty(), "not explained: {unknown:?}");
}

/// Prism on a free port, once it listens.
fn start(program: &Path, document: &Path) -> Option<(Running, u16)> {
    let port = TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
    let mut command = Command::new(program);
    command.args(["mock", "--host", "127.0.0.1", "--port", &port.to_string()]).arg(document);
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    let running = Running(child);
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some((running, port));
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    None
}
