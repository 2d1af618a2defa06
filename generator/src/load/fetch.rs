//! URL -> bytes: over HTTPS (or from this machine), bounded in size and time, never to a host that was not named.

use super::input::{Options, Read, ReadError, limited, shown};
use crate::diag::Code;
use std::net::IpAddr;
use ureq::Agent;
use ureq::http::{Uri, header};

/// How often a server may point elsewhere.
const MAX_REDIRECTS: usize = 5;

/// The longest `ETag` that is remembered.
const MAX_ETAG: usize = 200;

/// Why a document was not downloaded.
#[derive(Debug)]
pub(super) enum Refused {
    /// Not an address.
    Invalid(String),
    /// User name or password in the address.
    Credentials,
    /// Not encrypted, to another machine.
    Insecure,
    /// To another host.
    OtherHost(String),
    /// Back and forth.
    TooManyRedirects,
    /// An answer that is no document.
    Status(u16),
    /// More bytes than allowed.
    TooLarge(u64),
    /// The network.
    Failed(String),
}

impl Refused {
    /// Code, message and help.
    pub(super) fn say(&self) -> (Code, String, &'static str) {
        let (message, help) = match self {
            Self::Invalid(why) => {
                (format!("the address cannot be read: {why}"), "give one like https://example.com/api.yaml")
            }
            Self::Credentials => (
                "the address holds a user name or password".to_owned(),
                "addresses end up in logs and lock files; download the document with curl and give its path",
            ),
            Self::Insecure => ("the address is not encrypted".to_owned(), "use https; http is only for this machine"),
            Self::OtherHost(host) => (
                format!("the server redirects to another host, `{host}`"),
                "give the new address itself, or allow redirects to other hosts",
            ),
            Self::TooManyRedirects => {
                ("the server redirects again and again".to_owned(), "try the address in a browser")
            }
            Self::Status(status) => (
                format!("the server answers with status {status}"),
                "if the document needs a login, download it and give its path",
            ),
            Self::TooLarge(max) => {
                let message = format!("the document is larger than {} MB", max >> 20);
                return (Code::TooLarge, message, "raise the limit if it is meant to be that large");
            }
            Self::Failed(why) => (format!("the download failed: {why}"), "try again, or download it and give its path"),
        };
        (Code::UnreadableInput, message, help)
    }
}

/// What a server sends.
#[derive(Debug)]
pub enum Download {
    /// The document is the one that the `ETag` names.
    Unchanged,
    /// A document.
    Document {
        /// Its bytes.
        bytes: Vec<u8>,
        /// What the server calls them.
        etag: Option<String>,
    },
}

/// Downloads a document.
pub(super) fn fetch(url: &str, options: &Options) -> Result<Read, Refused> {
    match get(url, options, None)? {
        Download::Document { bytes, .. } => Ok(Read { name: shown(url), path: None, bytes }),
        Download::Unchanged => Err(Refused::Status(304)),
    }
}

/// Downloads a document, where it is not the one that `etag` names.
pub(super) fn get(url: &str, options: &Options, etag: Option<&str>) -> Result<Download, Refused> {
    let agent = Agent::new_with_config(
        Agent::config_builder()
            .timeout_global(Some(options.timeout))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("intertie/", env!("CARGO_PKG_VERSION")))
            .build(),
    );
    let mut uri = checked(url)?;
    let host = uri.host().unwrap_or_default().to_owned();
    for _ in 0..=MAX_REDIRECTS {
        let mut call = agent.get(&uri);
        if let Some(etag) = etag {
            call = call.header(header::IF_NONE_MATCH, etag);
        }
        let answer = call.call().map_err(|error| Refused::Failed(error.to_string()))?;
        match answer.status().as_u16() {
            304 if etag.is_some() => return Ok(Download::Unchanged),
            200 => {
                let etag = answer.headers().get(header::ETAG).and_then(|etag| etag.to_str().ok());
                // It is sent back and kept in the lock: what is no short line is not worth that.
                let etag = etag.filter(|etag| etag.len() <= MAX_ETAG).map(str::to_owned);
                let bytes =
                    limited(answer.into_body().into_reader(), options.max_bytes).map_err(|error| match error {
                        ReadError::Io(error) => Refused::Failed(error.to_string()),
                        ReadError::TooLarge(max) => Refused::TooLarge(max),
                    })?;
                return Ok(Download::Document { bytes, etag });
            }
            301 | 302 | 303 | 307 | 308 => {
                let to = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
                let next = checked(&absolute(&uri, to.ok_or(Refused::Status(answer.status().as_u16()))?))?;
                // A server elsewhere may not point at this machine either.
                if uri.scheme_str() == Some("https") && next.scheme_str() != Some("https") {
                    return Err(Refused::Insecure);
                }
                uri = next;
                let new = uri.host().unwrap_or_default();
                if !options.cross_host && !new.eq_ignore_ascii_case(&host) {
                    return Err(Refused::OtherHost(new.to_owned()));
                }
            }
            status => return Err(Refused::Status(status)),
        }
    }
    Err(Refused::TooManyRedirects)
}

fn checked(url: &str) -> Result<Uri, Refused> {
    let bare = url.split('#').next().unwrap_or_default();
    let uri: Uri = bare.parse().map_err(|error| Refused::Invalid(format!("{error}")))?;
    let authority = uri.authority().ok_or_else(|| Refused::Invalid("it names no host".to_owned()))?;
    if authority.as_str().contains('@') {
        return Err(Refused::Credentials);
    }
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if is_loopback(authority.host()) => Ok(uri),
        Some("http") => Err(Refused::Insecure),
        _ => Err(Refused::Invalid("only https is read".to_owned())),
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A `Location` as it is written: absolute, without scheme, from the root, or beside the last address.
fn absolute(from: &Uri, to: &str) -> String {
    let scheme = from.scheme_str().unwrap_or("https");
    let authority = from.authority().map_or("", |authority| authority.as_str());
    if to.contains("://") {
        to.to_owned()
    } else if let Some(rest) = to.strip_prefix("//") {
        format!("{scheme}://{rest}")
    } else if to.starts_with('/') {
        format!("{scheme}://{authority}{to}")
    } else {
        let folder = from.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{authority}{folder}/{to}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Refused, checked};

    #[test]
    fn refuses_addresses_that_leak_or_are_open() {
        assert!(matches!(checked("https://me:secret@example.com/a"), Err(Refused::Credentials)));
        assert!(matches!(checked("http://example.com/a"), Err(Refused::Insecure)));
        assert!(matches!(checked("ftp://example.com/a"), Err(Refused::Invalid(_))));
        assert!(matches!(checked("http://127.0.0.1.example.com/a"), Err(Refused::Insecure)));
        assert!(checked("http://127.0.0.1:8000/a").is_ok());
        assert!(checked("http://[::1]:8000/a").is_ok());
        assert!(checked("https://example.com/a#b").is_ok());
    }
}
