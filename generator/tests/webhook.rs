//! `intertie mock --deliver`: what the vendor sends by itself gets to a receiver, and only to one on this machine.
#![cfg(feature = "cli")]

use bytes::Bytes;
use intertie::http;
use intertie::webhook::{Scheme, Verifier};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::SystemTime;

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn command(url: &str) -> Command {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/razorpay");
    let file = |name: &str| -> PathBuf { folder.join(name) };
    let mut command = Command::new(env!("CARGO_BIN_EXE_intertie"));
    command.arg("mock").arg(file("v1.yaml")).arg("--profile").arg(file("vendor.toml"));
    command.args(["--port", "0", "--format", "json", "--webhook-url", url, "--deliver", "payment.captured"]);
    command
}

/// One request, answered with 200.
fn receive(listener: &TcpListener) -> http::Request<Bytes> {
    let (mut stream, _) = listener.accept().expect("a caller");
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut request = http::Request::post("/hook");
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a line");
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.trim().split_once(": ") {
            if name.eq_ignore_ascii_case("content-length") {
                length = value.parse().expect("a number");
            }
            request = request.header(name, value);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("the body");
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").expect("an answer");
    request.body(body.into()).expect("a request")
}

#[test]
fn an_event_gets_to_its_receiver_signed_with_the_receivers_secret() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
    let mut command = command(&url);
    command.args(["--webhook-secret", "HOOK_SECRET"]).env("HOOK_SECRET", "of the receiver");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    let said = child.stdout.take().expect("its output");
    let _running = Running(child);
    let request = receive(&listener);
    let verifier = Verifier::builder(Scheme::Razorpay).secret("of the receiver").build().expect("a verifier");
    let delivery = verifier.check(&request, SystemTime::now()).expect("a delivery");
    assert_eq!(delivery.kind.as_deref(), Some("payment.captured"));
    let mut lines = BufReader::new(said).lines().map(|line| line.expect("a line"));
    assert!(lines.next().expect("it listens").contains("\"listening\""));
    let told: serde_json::Value = serde_json::from_str(&lines.next().expect("it delivered")).expect("JSON");
    assert_eq!(
        (&told["reason"], &told["event"], &told["status"]),
        (&"delivery".into(), &"payment.captured".into(), &200.into())
    );
}

fn refused(command: &mut Command) -> String {
    let Output { status, stdout, .. } = command.output().expect("it runs");
    assert_eq!(status.code(), Some(2));
    String::from_utf8_lossy(&stdout).into_owned()
}

#[test]
fn what_cannot_be_delivered_ends_with_code_2() {
    let off = refused(&mut command("http://hooks.example.com/"));
    assert!(off.contains("`hooks.example.com` is not this machine"), "{off}");
    let scheme = refused(command("http://127.0.0.1:9/").args(["--webhook-scheme", "acme"]));
    assert!(scheme.contains("known are stripe, slack"), "{scheme}");
    let unset = refused(command("http://127.0.0.1:9/").args(["--webhook-secret", "NO_SUCH_VARIABLE"]));
    assert!(unset.contains("NO_SUCH_VARIABLE"), "{unset}");
    let event = refused(command("http://127.0.0.1:9/").args(["--deliver", "payment.vanished"]));
    assert!(event.contains("it has order.paid, payment.captured"), "{event}");
}
