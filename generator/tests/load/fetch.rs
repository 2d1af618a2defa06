//! Downloads, from a server on this machine.

use super::Loaded;
use intertie_generator::diag::Code;
use intertie_generator::load::{Input, Options};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::time::Duration;

/// Serves these answers, one connection each; gives the address.
fn serve(answers: Vec<String>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for answer in answers {
            let Ok((mut stream, _)) = listener.accept() else { return };
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

fn redirect(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
}

fn fetch(url: &str, options: &Options) -> Loaded {
    Loaded::from(&Input::Url(url.to_owned()), options)
}

#[test]
fn downloads_a_document() {
    let address = serve(vec![redirect("/b.yaml"), ok("openapi: 3.0.0\n")]);
    let loaded = fetch(&format!("{address}/a.yaml?token=secret"), &Options::default());
    assert_eq!(loaded.doc().sources[0].name, format!("{address}/a.yaml"));
}

#[test]
fn stays_with_the_host() {
    let options = Options::default();
    let loaded = fetch(&serve(vec![redirect("http://localhost:1/")]), &options);
    assert!(loaded.refused(Code::UnreadableInput).message.contains("`localhost`"));
    let other = serve(vec![ok("openapi: 3.0.0\n")]).replace("127.0.0.1", "localhost");
    let loaded = fetch(&serve(vec![redirect(&other)]), &Options { cross_host: true, ..Options::default() });
    assert!(loaded.doc.is_some(), "{:?}", loaded.found);
    let loaded = fetch(&serve(vec![redirect("/"); 7]), &options);
    assert!(loaded.refused(Code::UnreadableInput).message.contains("again and again"));
}

#[test]
fn refuses_what_is_unsafe() {
    let options = Options::default();
    for (url, word) in [
        ("https://me:secret@example.com/a.yaml", "password"),
        ("http://example.com/a.yaml", "not encrypted"),
        ("https:///a", "address"),
    ] {
        let loaded = fetch(url, &options);
        let found = loaded.refused(Code::UnreadableInput);
        assert!(found.message.contains(word), "{}", found.message);
        assert!(!format!("{:?}", loaded.found).contains("secret"));
    }
}

#[test]
fn is_bounded() {
    let options = Options { max_bytes: 10, ..Options::default() };
    fetch(&serve(vec![ok("openapi: 3.0.0\n")]), &options).refused(Code::TooLarge);
    let options = Options { timeout: Duration::from_millis(200), ..Options::default() };
    let loaded = fetch(&serve(vec!["HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nope".to_owned(); 1]), &options);
    loaded.refused(Code::UnreadableInput);
    let loaded = fetch(&serve(vec!["HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_owned()]), &options);
    assert!(loaded.refused(Code::UnreadableInput).message.contains("404"));
}
