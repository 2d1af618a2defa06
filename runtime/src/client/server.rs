//! Which server a request goes to. Once the user has said where, the document has no say.

use super::base::Base;
use crate::spec::{ApiSpec, OperationSpec, ServerSpec};
use std::fmt;
use std::sync::Arc;

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

/// The servers of a client.
#[derive(Debug)]
pub(super) struct Servers {
    base: Arc<Base>,
    variables: Vec<(String, String)>,
    /// What the user says instead of a server of the document, by that server's URL.
    instead: Vec<(String, Arc<Base>)>,
}

/// What the user says about servers, not yet checked.
#[derive(Debug, Default)]
pub(super) struct Choice {
    pub(super) base_url: Option<String>,
    pub(super) index: usize,
    pub(super) name: Option<String>,
    pub(super) variables: Vec<(String, String)>,
    pub(super) instead: Vec<(String, String)>,
}

impl Servers {
    /// Checks the user's choice against the document.
    pub(super) fn new(api: &'static ApiSpec, choice: Choice) -> Result<Self, ConfigError> {
        let Choice { base_url, index, name, variables, instead } = choice;
        let base = if let Some(url) = base_url {
            Base::parse(&url, true)?
        } else {
            named(chosen(api.servers, index, name.as_deref())?, &variables, None)?
        };
        let instead = instead.into_iter().map(|(url, base)| Ok((url, Arc::new(Base::parse(&base, true)?))));
        Ok(Self { base: Arc::new(base), variables, instead: instead.collect::<Result<_, ConfigError>>()? })
    }

    /// Where operations without servers of their own go.
    pub(super) fn base(&self) -> &Base {
        &self.base
    }

    /// Where this operation goes.
    pub(super) fn of(&self, spec: &'static OperationSpec) -> Result<Arc<Base>, ConfigError> {
        let Some(server) = spec.servers.first() else { return Ok(Arc::clone(&self.base)) };
        if let Some((_, base)) = self.instead.iter().find(|(url, _)| url == server.url) {
            return Ok(Arc::clone(base));
        }
        // A client that was told where to go goes nowhere else.
        if self.base.chosen {
            return Ok(Arc::clone(&self.base));
        }
        named(server, &self.variables, Some(&self.base)).map(Arc::new)
    }
}

/// The server of this name, or else of this index.
fn chosen(
    servers: &'static [ServerSpec],
    index: usize,
    name: Option<&str>,
) -> Result<&'static ServerSpec, ConfigError> {
    let Some(name) = name else {
        let missing = || ConfigError::new(format_args!("the document names {} servers: set `base_url`", servers.len()));
        return servers.get(index).ok_or_else(missing);
    };
    servers.iter().find(|server| !name.is_empty() && server.name == name).ok_or_else(|| {
        let known: Vec<&str> = servers.iter().map(|server| server.name).filter(|name| !name.is_empty()).collect();
        let known =
            if known.is_empty() { "none has a name".to_owned() } else { format!("known: {}", known.join(", ")) };
        ConfigError::new(format_args!("there is no server `{}`; {known}", name.escape_debug()))
    })
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
