//! `intertie probe` before servers: a mock of the same document that keeps it or not, and a real one with its own document.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

#[path = "../../tests/installed.rs"]
#[expect(dead_code, unreachable_pub, reason = "a module of the tests' library, of which one function is used here")]
mod installed;

const INTERTIE: &str = env!("CARGO_BIN_EXE_intertie");

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn document() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/razorpay/v1.yaml")
}

/// A mock that does this with every request, and its URL.
fn mock(scenario: &str) -> (Running, String) {
    let mut command = Command::new(INTERTIE);
    command.arg("mock").arg(document()).args(["--port", "0", "--format", "json", "--scenario", scenario]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("it listens");
    let listening: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    (Running(child), listening["url"].as_str().expect("a URL").to_owned())
}

fn probe(document: &Path, url: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(INTERTIE);
    command.arg("probe").arg(document).args([
        "--base-url",
        url,
        "--rate",
        "1000",
        "--header",
        "Authorization=PROBE_PROOF",
    ]);
    command.env("PROBE_PROOF", "Basic aW50ZXJ0aWU6a2V5").args(arguments).output().expect("it runs")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_server_that_keeps_its_document_has_no_deviations() {
    let (_running, url) = mock("full");
    let output = probe(&document(), &url, &["--value", "id=rfnd_1"]);
    assert!(
        text(&output).ends_with("7 of 7 operations answered; 0 breaking, 0 other deviations\n"),
        "{}",
        text(&output)
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn what_no_client_can_read_ends_with_code_5() {
    let (_running, url) = mock("malformed");
    let output = probe(&document(), &url, &["--format", "junit"]);
    assert_eq!(output.status.code(), Some(5));
    let report = text(&output);
    assert!(report.starts_with("<?xml") && report.contains("<failure message=\"unreadable"), "{report}");
}

#[test]
fn a_new_member_is_told_and_proposed_as_an_overlay_that_applies() {
    let (_running, url) = mock("unknown-field full");
    let overlay = Path::new(env!("CARGO_TARGET_TMPDIR")).join("probe-overlay.json");
    let output = probe(&document(), &url, &["--format", "json", "--overlay-out", &overlay.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(text(&output).contains("\"undeclared-member\""), "{}", text(&output));
    let mut check = Command::new(INTERTIE);
    let checked = check.args(["dump", "--stage", "raw"]).arg(document()).output().expect("it runs");
    assert!(!text(&checked).contains("intertie_unknown_field"));
    let mut check = Command::new(INTERTIE);
    let checked =
        check.args(["check", "--overlay"]).arg(&overlay).arg("--spec").arg(document()).output().expect("it runs");
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
fn secrets_stand_neither_in_the_command_line_nor_in_the_report() {
    let output = probe(&document(), "http://127.0.0.1:9", &[]);
    let said = text(&output) + &String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("failed") && !said.contains("aW50ZXJ0aWU6a2V5"), "{said}");
}

/// Jupyter Server ships its document (Swagger 2.0) in its package.
#[test]
fn a_real_server_is_held_against_its_own_document() {
    let Some(folder) = jupyter() else { return };
    let package = std::fs::read_dir(folder.join("lib")).expect("a library").flatten().next().expect("python").path();
    let document = package.join("site-packages/jupyter_server/services/api/api.yaml");
    let work = folder.join("work");
    std::fs::create_dir_all(&work).expect("a folder");
    let notebook = r#"{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}"#;
    std::fs::write(work.join("a.ipynb"), notebook).expect("a notebook");
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr()).expect("a port").port();
    let mut command = Command::new(folder.join("bin/jupyter-server"));
    command.args(["--no-browser", "--allow-root", "--IdentityProvider.token=intertie", "--ServerApp.ip=127.0.0.1"]);
    command
        .arg(format!("--port={port}"))
        .current_dir(&work)
        .env("HOME", &work)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let _running = Running(command.spawn().expect("it starts"));
    let started = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(started.elapsed() < Duration::from_secs(60), "Jupyter Server does not listen");
        std::thread::sleep(Duration::from_millis(100));
    }
    let url = format!("http://127.0.0.1:{port}");
    let mut command = Command::new(INTERTIE);
    command.arg("probe").arg(&document).args(["--base-url", &url, "--rate", "100", "--header", "Authorization=PROOF"]);
    let output = command.env("PROOF", "token intertie").args(["--value", "path=a.ipynb"]).output().expect("it runs");
    let report = text(&output);
    println!("{report}");
    // Its document says that the content of a file is text; a notebook's is an object.
    assert!(report.contains("breaking[other-type] /content"), "{report}");
    assert!(report.contains("drift[undeclared-null] /identity/color"), "{report}");
    assert_eq!(output.status.code(), Some(5));
}

/// An environment with Jupyter Server; says that the test skips where it cannot be had.
fn jupyter() -> Option<PathBuf> {
    installed::from_pypi(Path::new(env!("CARGO_TARGET_TMPDIR")), "jupyter", "jupyter_server==2.21.1")
}
