//! `intertie probe` before a mock of the same document that keeps it or not, and before cassettes.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

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

/// A folder with a cassette of these exchanges: method, path and query, status, body.
fn cassette(test: &str, exchanges: &[(&str, &str, u16, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cassettes").join(test);
    std::fs::create_dir_all(folder.join("inner")).expect("a folder");
    let line = |(method, target, status, body): &(&str, &str, u16, &str)| {
        let headers = [["content-type", "application/json"]];
        let (none, answer) = (serde_json::json!({ "text": "" }), serde_json::json!({ "text": body }));
        serde_json::json!({
            "method": method, "target": target, "body": none, "status": status, "headers": headers, "answer": answer,
        })
        .to_string()
    };
    let lines: Vec<String> = exchanges.iter().map(line).collect();
    std::fs::write(folder.join("inner/all.jsonl"), lines.join("\n")).expect("a cassette");
    folder
}

fn recorded(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(INTERTIE);
    command.arg("probe").arg(document()).arg("--recorded").arg(folder).args(arguments).output().expect("it runs")
}

const REFUND: &str = r#"{"id":"rfnd_1","entity":"refund","amount":100,"currency":"INR","payment_id":"pay_1","status":"processed","created_at":1}"#;

#[test]
fn a_recording_shows_where_the_document_lies() {
    let good = cassette("good", &[("GET", "/v1/refunds/rfnd_1?expand=x", 200, REFUND)]);
    let coverage = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recorded-coverage.json");
    let output = recorded(&good, &["--coverage-out", &coverage.to_string_lossy()]);
    assert_eq!(
        text(&output),
        "200       GET /refunds/{id}\n1 of 1 operations answered; 0 breaking, 0 other deviations\n"
    );
    assert_eq!(output.status.code(), Some(0));
    let coverage: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(coverage).expect("a file")).expect("JSON");
    let asked: Vec<_> = coverage.as_array().expect("a list").iter().filter(|one| one["requests"] == 1).collect();
    assert_eq!(asked.len(), 1);
    assert_eq!((&asked[0]["operation"], &asked[0]["statuses"]["200"]), (&"GET /refunds/{id}".into(), &true.into()));
    let untouched = asked[0]["untouched"].as_array().expect("a list");
    assert!(!untouched.is_empty() && !untouched.contains(&"200/amount".into()), "{untouched:?}");

    let other = REFUND.replace("100", "\"1.00\"").replace("\"id\"", "\"arn\":{},\"id\"");
    let exchanges = [
        ("GET", "/v1/refunds/rfnd_1", 200, other.as_str()),
        ("GET", "/refunds/rfnd_2", 200, &other),
        ("GET", "/v1/vanished", 404, "{}"),
    ];
    let output = recorded(&cassette("lies", &exchanges), &[]);
    let report = text(&output);
    assert_eq!(report.matches("breaking[other-type] /amount").count(), 1, "{report}");
    assert!(report.contains("failed    GET /v1/vanished: the document has no such operation"), "{report}");
    assert_eq!(output.status.code(), Some(5));
    let output = recorded(&cassette("lies", &exchanges), &["--format", "json"]);
    let first: serde_json::Value = serde_json::from_str(text(&output).lines().next().expect("a line")).expect("JSON");
    assert_eq!((&first["operation"], &first["status"]), (&"GET /refunds/{id}".into(), &200.into()));
}

#[test]
fn a_probe_asks_a_server_or_reads_recordings() {
    let neither = Command::new(INTERTIE).arg("probe").arg(document()).output().expect("it runs");
    assert_eq!(neither.status.code(), Some(2));
    let both = recorded(Path::new("."), &["--base-url", "http://127.0.0.1:9"]);
    assert_eq!(both.status.code(), Some(2));
    let none = recorded(&cassette("none", &[]), &[]);
    assert_eq!(none.status.code(), Some(0));
    let nothing = recorded(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").as_path(), &[]);
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("there is no cassette"));
}

#[test]
fn a_server_that_is_not_there_proves_nothing() {
    let output = probe(&document(), "http://127.0.0.1:1", &[]);
    assert!(text(&output).contains("0 of 7 operations answered"), "{}", text(&output));
    assert_eq!(output.status.code(), Some(6));
}
