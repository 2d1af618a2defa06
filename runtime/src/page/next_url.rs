//! The URL of the next page, as the vendor gives it: absolute or relative, on the client's own host and no other.

use super::error::{PageError, Reason};
use std::fmt::Write as _;

/// The host that the client calls for an operation, and what it called there.
#[derive(Debug, Clone)]
pub(super) struct Here {
    /// Scheme, host and port.
    pub(super) origin: String,
    /// Path and query.
    pub(super) asked: String,
}

impl Here {
    /// Path and query of what `link` points at from here (RFC 3986, 5.2).
    pub(super) fn resolve(&self, link: &str) -> Result<String, PageError> {
        let link = escaped(link.trim().split('#').next().unwrap_or_default())?;
        let asked_path = self.asked.split('?').next().unwrap_or_default();
        if let Some((scheme, rest)) = absolute(&link) {
            return self.on_this_host(scheme, rest);
        }
        if let Some(rest) = link.strip_prefix("//") {
            let scheme = self.origin.split(':').next().unwrap_or_default();
            return self.on_this_host(scheme, rest);
        }
        match link.chars().next() {
            None => Err(Reason::NoUrl.into()),
            Some('/') => Ok(without_dots(&link)),
            Some('?') => Ok(format!("{asked_path}{link}")),
            Some(_) => {
                let folder = asked_path.rfind('/').map_or("/", |at| &asked_path[..=at]);
                Ok(without_dots(&format!("{folder}{link}")))
            }
        }
    }

    fn on_this_host(&self, scheme: &str, rest: &str) -> Result<String, PageError> {
        let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let origin = canonical(&format!("{scheme}://{host}"));
        if origin != canonical(&self.origin) {
            // Who calls may stand before the host: never to be shown.
            let host = host.rsplit('@').next().unwrap_or_default();
            return Err(Reason::OtherHost(format!("{scheme}://{host}")).into());
        }
        Ok(if path.starts_with('/') { without_dots(path) } else { format!("/{path}") })
    }
}

/// Scheme and what follows `://`. Any other scheme is no page.
fn absolute(link: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = link.split_once(':')?;
    let is_scheme =
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then(|| (scheme, rest.strip_prefix("//").unwrap_or(rest)))
}

/// Lower case, and without the port that the scheme has anyway.
fn canonical(origin: &str) -> String {
    let origin = origin.to_ascii_lowercase();
    let default = if origin.starts_with("https:") { ":443" } else { ":80" };
    origin.strip_suffix(default).unwrap_or(&origin).to_owned()
}

/// What a URL may not hold as it is, percent-encoded: vendors paste texts into links.
fn escaped(link: &str) -> Result<String, PageError> {
    let mut out = String::with_capacity(link.len());
    for byte in link.bytes() {
        match byte {
            b'\\' | 0..=0x1f | 0x7f => return Err(Reason::NoUrl.into()),
            byte if byte.is_ascii_graphic() => out.push(char::from(byte)),
            // Writing to a `String` cannot fail.
            byte => drop(write!(out, "%{byte:02X}")),
        }
    }
    Ok(out)
}

/// The path without `.` and `..` segments (RFC 3986, 5.2.4), and the query.
fn without_dots(link: &str) -> String {
    let (path, query) = link.split_at(link.find('?').unwrap_or(link.len()));
    let mut kept: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    for (at, segment) in segments.iter().enumerate() {
        let is_last = at + 1 == segments.len();
        match *segment {
            "." => kept.extend(is_last.then_some("")),
            ".." => {
                kept.pop();
                kept.extend(is_last.then_some(""));
            }
            segment => kept.push(segment),
        }
    }
    format!("/{}{query}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::Here;

    #[test]
    fn links_are_followed_on_this_host_only() {
        let here = Here { origin: "https://api.acme.com".to_owned(), asked: "/v1/things/list?a=b".to_owned() };
        let all = [
            ("https://api.acme.com/v1/things?page=2", Ok("/v1/things?page=2")),
            ("HTTPS://API.acme.com:443/x#y", Ok("/x")),
            ("https://api.acme.com?p=2", Ok("/?p=2")),
            ("//api.acme.com/x", Ok("/x")),
            ("/v2/x?q=a b\u{e9}", Ok("/v2/x?q=a%20b%C3%A9")),
            ("/../../etc/./x/..", Ok("/etc/")),
            ("?page=2", Ok("/v1/things/list?page=2")),
            ("next?page=2", Ok("/v1/things/next?page=2")),
            ("../x", Ok("/v1/x")),
            ("http://api.acme.com/x", Err("`http://api.acme.com`")),
            ("https://api.acme.com:8443/x", Err("`https://api.acme.com:8443`")),
            ("https://api.acme.com.evil.com/x", Err("`https://api.acme.com.evil.com`")),
            ("https://api.acme.com@evil.com/x", Err("`https://evil.com`")),
            ("https://s3cret@api.acme.com/x", Err("`https://api.acme.com`")),
            ("//evil.com/x", Err("evil.com")),
            ("javascript:alert(1)", Err("does not go")),
            ("/x\\y", Err("no URL")),
            ("/x\r\nHost: evil", Err("no URL")),
            ("", Err("no URL")),
        ];
        for (link, wanted) in all {
            match (here.resolve(link), wanted) {
                (Ok(found), Ok(wanted)) => assert_eq!(found, wanted, "{link}"),
                (Err(error), Err(wanted)) => {
                    let text = error.to_string();
                    assert!(text.contains(wanted) && !text.contains("s3cret"), "{link}: {text}");
                }
                (found, _) => panic!("{link}: {found:?}"),
            }
        }
    }
}
