//! URL -> bytes: over HTTPS (or from this machine), bounded in size and time, never to a host that was not named.

use super::input::{Options, Read, ReadError, limited};
use crate::diag::Code;
use std::net::IpAddr;
use ureq::Agent;
use ureq::http::{Uri, header};

/// How often a server may point elsewhere.
const MAX_REDIRECTS: usize = 5;

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

/// Downloads a document.
pub(super) fn fetch(url: &str, options: &Options) -> Result<Read, Refused> {
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
        let answer = agent.get(&uri).call().map_err(|error| Refused::Failed(error.to_string()))?;
        match answer.status().as_u16() {
            200 => {
                let bytes =
                    limited(answer.into_body().into_reader(), options.max_bytes).map_err(|error| match error {
                        ReadError::Io(error) => Refused::Failed(error.to_string()),
                        ReadError::TooLarge(max) => Refused::TooLarge(max),
                    })?;
                return Ok(Read { name: shown(url), path: None, bytes });
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

/// The address for people: without query, fragment and credentials, which may hold secrets.
pub(super) fn shown(url: &str) -> String {
    let bare = url.split(['?', '#']).next().unwrap_or_default();
    match bare.split_once("://") {
        Some((scheme, rest)) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
            format!("{scheme}://{host}{path}")
        }
        None => bare.to_owned(),
    }
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
    use super::{Refused, checked, shown};

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

    #[test]
    fn shows_no_secret() {
        assert_eq!(shown("https://me:secret@example.com/a.yaml?token=x#y"), "https://example.com/a.yaml");
    }
}
