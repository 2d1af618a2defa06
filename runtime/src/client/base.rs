//! A base URL, taken apart: what a request's path is put behind.

use super::ConfigError;
use http::Uri;
use std::fmt;
use std::net::{IpAddr, SocketAddr};

/// A server: scheme and authority, then a path that does not end with a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    /// `https://api.acme.com:8443`.
    pub(super) origin: String,
    pub(super) path: String,
    /// Whether the user named it; otherwise the document did.
    pub(super) chosen: bool,
}

impl Base {
    /// Reads an absolute URL.
    pub(super) fn parse(text: &str, chosen: bool) -> Result<Self, ConfigError> {
        let wrong = |why: &str| ConfigError::new(format_args!("`{}` is no base URL: {why}", text.escape_debug()));
        let uri: Uri = text.trim().parse().map_err(|_| wrong("it is not an absolute http(s) URL"))?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(wrong("it has no scheme and host"));
        };
        if !matches!(scheme, "http" | "https") {
            return Err(wrong("only http and https can be used"));
        }
        if authority.as_str().contains('@') {
            return Err(wrong("credentials do not belong into a URL"));
        }
        if uri.query().is_some() || text.contains('#') {
            return Err(wrong("it has a query or a fragment"));
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
        if authority.host().is_empty() || !authority.as_str().chars().all(plain) {
            return Err(wrong("the host has characters that hosts do not have"));
        }
        if uri.path().contains(['{', '}', '\\']) {
            return Err(wrong("the path has characters that paths do not have"));
        }
        let origin = format!("{scheme}://{}", authority.as_str().to_ascii_lowercase());
        Ok(Self { origin, path: uri.path().trim_end_matches('/').to_owned(), chosen })
    }

    /// Whether credentials would cross the network in the clear because the document says so.
    pub(super) fn is_exposed(&self) -> bool {
        let Some(host) = self.origin.strip_prefix("http://") else { return false };
        !self.chosen && !is_local(host)
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.path)
    }
}

/// Whether this host with its port is the machine itself.
pub(crate) fn is_local(authority: &str) -> bool {
    if let Ok(address) = authority.parse::<SocketAddr>() {
        return address.ip().is_loopback();
    }
    let host =
        authority.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(authority, |(host, _)| host);
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn only_the_machine_itself_is_local() {
        for local in ["localhost", "localhost:80", "127.0.0.1", "127.9.9.9:1", "[::1]", "[::1]:80"] {
            assert!(is_local(local), "{local}");
        }
        for remote in ["localhost.evil.com", "127.evil.com", "127.0.0.1.evil.com:80", "10.0.0.1", "[::2]:80", ""] {
            assert!(!is_local(remote), "{remote}");
        }
    }
}
