//! Cassettes: what is replayed is what was recorded, and no secret is on the disk.

use crate::acme::Client;
use crate::exposure::Failed as _;
use crate::server::{client, say_json};
use intertie::record::{Recorder, Scrub, answers};
use intertie::{Bearer, ReqwestTransport};
use std::path::PathBuf;

const SECRET: &str = "sk_live_s3cret51Habcdefghijk";

fn cassette(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.jsonl"))
}

async fn recorded(name: &str, body: &str) -> (PathBuf, String) {
    let base = say_json("200 OK", "Set-Cookie: sid=s3cret123\r\nX-Internal: 1\r\n", body).await;
    let path = cassette(name);
    let recorder =
        Recorder::record(&path, ReqwestTransport::new().expect("a transport")).scrub(Scrub::default().also("nick"));
    let client = Client::builder().base_url(&base).auth_for("token", Bearer::new(SECRET)).transport(recorder).build();
    let client: Client = client.expect("a client");
    let call =
        client.widgets().create().name("Ada").metadata([("email", "ada@lovelace.org"), ("nickname", "countess")]);
    let widget = call.send().await.expect("a widget");
    (path, widget.id)
}

#[tokio::test]
async fn a_cassette_answers_as_the_vendor_did() {
    let (path, id) = recorded("plain", r#"{"id": "w_1", "count": 7}"#).await;
    assert_eq!(id, "w_1");
    let again = Recorder::replay(&path).expect("a cassette").scrub(Scrub::default().also("nick"));
    let offline: Client = Client::builder().base_url("http://127.0.0.1:9").transport(again).build().expect("a client");
    let call = offline.widgets().create().name("Ada").metadata([("email", "other@person.org"), ("nickname", "x")]);
    let widget = call.send().await.expect("the recorded answer");
    assert_eq!((widget.id.as_str(), widget.count), ("w_1", Some(7)));
    let error = offline.widgets().create().name("Bob").send().await.failed("nothing of that kind was recorded");
    assert!(error.is_transport() && !format!("{error:?}").contains("Bob"), "{error:?}");
}

#[tokio::test]
async fn no_secret_and_no_person_is_on_the_disk() {
    let body = format!(
        r#"{{"id": "w_2", "owner": {{"email": "ada@lovelace.org", "phone": "+44 20 7946 0000"}}, "echo": "{SECRET}",
             "client_secret": "pi_s3cret_9", "address": {{"line1": "12 St James's Square", "no": 12}}}}"#
    );
    let (path, _) = recorded("secret", &body).await;
    let kept = std::fs::read_to_string(&path).expect("a cassette");
    for secret in [SECRET, "lovelace", "7946", "pi_s3cret_9", "James", "countess", "s3cret123", "Internal"] {
        assert!(!kept.contains(secret), "{secret} is in {kept}");
    }
    assert!(
        kept.contains("w_2") && kept.contains("scrubbed@example.com") && kept.contains("+00 00 0000 0000"),
        "{kept}"
    );
    let kept = answers(&path).expect("a cassette");
    assert_eq!((kept[0].method.as_str(), kept[0].path.as_str(), kept[0].status), ("POST", "/widgets", 200));
}

#[tokio::test]
async fn a_cassette_that_is_not_there_is_told_at_once() {
    assert!(Recorder::replay(cassette("none")).is_err());
    // The client of the other tests is not changed by any of this.
    let _ = client("http://127.0.0.1:9");
}
