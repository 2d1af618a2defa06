//! Secrets that change while the client runs.

use super::{Vendor, client, issue};
use crate::acme::Echo;
use crate::exposure::Failed as _;
use crate::network::{echo, header};
use crate::server::serve;
use axum::Router;
use intertie::auth::{BoxFuture, SecretString};
use intertie::{ApiKey, AuthError, Basic, Bearer, Credentials, Rotating, SecretFile};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

/// A folder that is removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("intertie-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    /// A file with this content, last written so many seconds ago.
    fn write(&self, name: &str, text: &str, age: u64) -> PathBuf {
        self.write_at(name, text, SystemTime::now() - Duration::from_secs(age))
    }

    /// A file with this content, last written then.
    fn write_at(&self, name: &str, text: &str, time: SystemTime) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).expect("written");
        fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(time)).expect("dated");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn a_file_is_read_again_when_it_changes() {
    let vendor = Vendor::new(|_, _| issue("unused", 0)).await;
    let folder = Folder::new("change");
    let path = folder.write("token", "s3cret-one\n", 60);
    let client = client(&vendor.base, Bearer::new(SecretFile::new(&path)));
    let sent = async || client.send(Echo {}).await.expect("an answer")["token"].clone();
    assert_eq!((sent().await, sent().await), ("s3cret-one".into(), "s3cret-one".into()));
    // Written in place, and put in place by a rename with the same time and length.
    folder.write("token", "  s3cret-two  \r\n", 30);
    assert_eq!(sent().await, "s3cret-two");
    fs::rename(folder.write("next", "  s3cret-six  \r\n", 30), &path).expect("renamed");
    assert_eq!(sent().await, "s3cret-six");
    // Two changes within one tick of the file system's clock.
    let tick = SystemTime::now();
    folder.write_at("token", "s3cret-abc", tick);
    assert_eq!(sent().await, "s3cret-abc");
    folder.write_at("token", "s3cret-xyz", tick);
    assert_eq!(sent().await, "s3cret-xyz");
    // Somebody is just writing it, or replaces it.
    folder.write("token", "\n", 0);
    assert_eq!(sent().await, "s3cret-xyz");
    fs::remove_file(&path).expect("removed");
    assert_eq!(sent().await, "s3cret-xyz");
    folder.write("token", "s3cret-new", 0);
    assert_eq!(sent().await, "s3cret-new");
}

#[tokio::test]
async fn a_file_that_is_not_there_fails_the_call_and_says_which() {
    let folder = Folder::new("missing");
    let path = folder.0.join("token");
    let error = client("http://127.0.0.1:1", Bearer::new(SecretFile::new(&path))).send(Echo {}).await;
    let error = error.failed("no secret");
    assert!(error.is_auth() && error.is_request(), "{error:?}");
    assert!(error.to_string().contains(&*path.to_string_lossy()), "{error}");
    folder.write("token", " \n", 0);
    let empty = client("http://127.0.0.1:1", Bearer::new(SecretFile::new(&path))).send(Echo {}).await;
    assert!(empty.failed("no secret").to_string().ends_with("it is empty"));
}

#[tokio::test]
async fn the_program_changes_a_secret() {
    let base = serve(Router::new().fallback(echo)).await;
    let (key, pair) = (Rotating::new("s3cret1"), Rotating::new("ada:s3cret1"));
    let builder = crate::acme::Client::builder().base_url(base);
    let client = builder.auth(ApiKey::header("X-Key", key.clone())).auth(Basic::pair(pair.clone())).build();
    let client = client.expect("a client");
    let seen = client.send(Echo {}).await.expect("an echo");
    // `ada:s3cret1`
    assert_eq!(
        (header(&seen, "x-key"), header(&seen, "authorization")),
        (Some("s3cret1"), Some("Basic YWRhOnMzY3JldDE="))
    );
    key.set("s3cret2");
    pair.set("bob:s3cret2");
    let seen = client.send(Echo {}).await.expect("an echo");
    assert_eq!(
        (header(&seen, "x-key"), header(&seen, "authorization")),
        (Some("s3cret2"), Some("Basic Ym9iOnMzY3JldDI="))
    );
    pair.set("s3cret without a colon");
    assert!(client.send(Echo {}).await.failed("no pair").is_auth());
}

/// Counts how often it is asked.
#[derive(Debug, Default)]
struct Vault(AtomicUsize);

impl Credentials for Vault {
    fn secret(&self) -> BoxFuture<'_, Result<SecretString, AuthError>> {
        Box::pin(async {
            tokio::task::yield_now().await;
            match self.0.fetch_add(1, Ordering::SeqCst) {
                2 => Err(AuthError::new("the vault is sealed")),
                count => Ok(format!("s3cret{count}").into()),
            }
        })
    }
}

#[tokio::test]
async fn a_provider_is_asked_for_each_call() {
    let vendor = Vendor::new(|_, _| issue("unused", 0)).await;
    let client = client(&vendor.base, Bearer::new(Vault::default()));
    for wanted in ["s3cret0", "s3cret1"] {
        assert_eq!(client.send(Echo {}).await.expect("an answer")["token"], wanted);
    }
    let error = client.send(Echo {}).await.failed("sealed");
    assert_eq!(error.to_string(), "GET /echo: not sent: the vault is sealed");
}
