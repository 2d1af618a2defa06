//! Which server a request goes to. Once the user has said where, the document has no say.

use crate::spec::{ApiSpec, OperationSpec, ServerSpec};
use http::Uri;
use std::fmt;

/// A client cannot be built, or cannot send this operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError(String);

impl ConfigError {
    pub(crate) fn new(reason: impl fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

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
        let local = ["localhost", "127.", "[::1]"].iter().any(|local| host.starts_with(local));
        !self.chosen && !local
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.path)
    }
}

/// The servers of a client.
#[derive(Debug)]
pub(super) struct Servers {
    base: Base,
    variables: Vec<(String, String)>,
    /// What the user says instead of a server of the document, by that server's URL.
    instead: Vec<(String, Base)>,
}

/// What the user says about servers, not yet checked.
#[derive(Debug, Default)]
pub(super) struct Choice {
    pub(super) base_url: Option<String>,
    pub(super) index: usize,
    pub(super) variables: Vec<(String, String)>,
    pub(super) instead: Vec<(String, String)>,
}

impl Servers {
    /// Checks the user's choice against the document.
    pub(super) fn new(api: &'static ApiSpec, choice: Choice) -> Result<Self, ConfigError> {
        let Choice { base_url, index, variables, instead } = choice;
        let base = match base_url {
            Some(url) => Base::parse(&url, true)?,
            None => {
                let server = api.servers.get(index).ok_or_else(|| {
                    let count = api.servers.len();
                    ConfigError::new(format_args!(
                        "the document has {count} servers, none of number {index}: set `base_url`"
                    ))
                })?;
                named(server, &variables, None)?
            }
        };
        let instead = instead.into_iter().map(|(url, base)| Ok((url, Base::parse(&base, true)?)));
        Ok(Self { base, variables, instead: instead.collect::<Result<_, ConfigError>>()? })
    }

    /// Where operations without servers of their own go.
    pub(super) const fn base(&self) -> &Base {
        &self.base
    }

    /// Where this operation goes.
    pub(super) fn of(&self, spec: &'static OperationSpec) -> Result<Base, ConfigError> {
        let Some(server) = spec.servers.first() else { return Ok(self.base.clone()) };
        if let Some((_, base)) = self.instead.iter().find(|(url, _)| url == server.url) {
            return Ok(base.clone());
        }
        // A client that was told where to go goes nowhere else.
        if self.base.chosen { Ok(self.base.clone()) } else { named(server, &self.variables, Some(&self.base)) }
    }
}

/// A server of the document with its variables filled in.
fn named(server: &'static ServerSpec, values: &[(String, String)], base: Option<&Base>) -> Result<Base, ConfigError> {
    let mut url = String::with_capacity(server.url.len());
    let mut rest = server.url;
    while let Some((literal, after)) = rest.split_once('{') {
        url += literal;
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let default = server.variables.iter().find(|variable| variable.name == name).map(|variable| variable.default);
        let value = value.or(default).filter(|value| !value.is_empty()).ok_or_else(|| {
            ConfigError::new(format_args!(
                "the server `{}` needs the variable `{name}`: set `server_variable`",
                server.url
            ))
        })?;
        url += checked(name, value, in_path(&url))?;
        rest = after;
    }
    url += rest;
    if url.starts_with('/') && !url.starts_with("//") || url.is_empty() {
        let base = base.ok_or_else(|| {
            ConfigError::new(format_args!(
                "the document names no host (its server is `{}`): set `base_url`",
                server.url
            ))
        })?;
        return Base::parse(&format!("{}{url}", base.origin), base.chosen);
    }
    // `//host/path` takes the scheme of the document itself, which is not known here.
    Base::parse(&if url.starts_with("//") { format!("https:{url}") } else { url }, false)
}

/// Whether what comes next in this URL is of its path.
fn in_path(url: &str) -> bool {
    url.split_once("//").map_or(url, |(_, after)| after).contains('/')
}

/// A variable may not end the host it is part of (`{shop}.acme.com` with `evil.com/`), nor leave its folder.
fn checked<'a>(name: &str, value: &'a str, in_path: bool) -> Result<&'a str, ConfigError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c) || (in_path && "~/:".contains(c));
    let dots = value.split('/').any(|segment| matches!(segment, "." | ".."));
    if value.chars().all(plain) && !(in_path && dots) {
        return Ok(value);
    }
    Err(ConfigError::new(format_args!("the server variable `{name}` has characters that cannot stand there")))
}
