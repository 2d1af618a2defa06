//! The token endpoint: a form goes in, a token or an error comes out.

use super::{ClientAuth, Token, refusal};
use crate::auth::{AuthError, SecretSource, Site};
use crate::client::is_local;
use crate::codec::form;
use crate::request::Body;
use crate::transport::{HttpRequest, HttpResponse, ResponseBody};
use bytes::BytesMut;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Uri};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use std::error::Error as _;
use std::future::poll_fn;
use std::time::{Duration, Instant};

/// How long a token request may take: a renewal serves many calls, so it does not end with one of them.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How many bytes an answer may have.
const LIMIT: usize = 256 * 1024;

/// A token URL and what every request to it carries.
#[derive(Debug)]
pub(super) struct Endpoint {
    url: String,
    client: Option<ClientAuth>,
    fields: Vec<(String, SecretSource)>,
}

impl Endpoint {
    pub(super) fn new(url: impl Into<String>, client: Option<ClientAuth>) -> Self {
        Self { url: url.into(), client, fields: Vec::new() }
    }

    pub(super) fn field(&mut self, name: impl Into<String>, value: impl Into<SecretSource>) {
        self.fields.push((name.into(), value.into()));
    }

    /// The absolute token URL.
    pub(super) fn address(&self, site: &Site) -> Result<String, AuthError> {
        resolve(&self.url, site.origin())
    }

    pub(super) const fn client(&self) -> Option<&ClientAuth> {
        self.client.as_ref()
    }

    /// Asks for a token.
    pub(super) async fn ask(&self, site: &Site, mut form: Form) -> Result<Token, AuthError> {
        let url = self.address(site)?;
        for (name, value) in &self.fields {
            form.add_secret(name, &*value.get().await?);
        }
        let proof = match &self.client {
            Some(client) => client.write(&mut form).await?,
            None => None,
        };
        let shown = url.split('?').next().unwrap_or_default().to_owned();
        let failed = |reason: &dyn std::fmt::Display| AuthError::new(format_args!("no token from {shown}: {reason}"));
        let since = site.clock().now();
        let request = form.request(url.clone(), proof, site.user_agent().clone());
        let HttpResponse { status, headers, body } = site.transport().send(request).await.map_err(|error| {
            let cause = error.source().map_or_else(String::new, |cause| format!(" ({cause})"));
            failed(&format_args!("{error}{cause}"))
        })?;
        let bytes = read(body).await.map_err(|reason| failed(&reason))?;
        let answer = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        if !status.is_success() || answer.get("access_token").is_none() {
            return Err(refusal::read(&shown, status, &headers, &answer, |text| form.reveals(text)));
        }
        token(answer, since).map_err(|reason| failed(&reason))
    }
}

/// The absolute token URL. It is of the client's own host, or the user named its host.
fn resolve(url: &str, origin: Option<&str>) -> Result<String, AuthError> {
    let wrong = |why: &str| AuthError::new(format_args!("`{}` is no token URL: {why}", url.escape_debug()));
    if url.contains(['#', '\\', '{', '}']) || !url.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(wrong("it has characters that such a URL does not have"));
    }
    if url.starts_with('/') && !url.starts_with("//") {
        let origin = origin.ok_or_else(|| wrong("it is relative, and there is no client to whose host it belongs"))?;
        return Ok(format!("{origin}{url}"));
    }
    let uri: Uri = url.parse().map_err(|_| wrong("it is neither absolute nor begins with a slash"))?;
    let Some(authority) = uri.authority() else { return Err(wrong("it is neither absolute nor begins with a slash")) };
    if authority.as_str().contains('@') {
        return Err(wrong("credentials do not belong into a URL"));
    }
    match uri.scheme_str() {
        Some("https") => Ok(url.to_owned()),
        // RFC 6749, 3.2: TLS is a must.
        Some("http") if is_local(authority.as_str()) => Ok(url.to_owned()),
        _ => Err(wrong("tokens travel by https only")),
    }
}

async fn read(mut body: ResponseBody) -> Result<BytesMut, String> {
    let mut all = BytesMut::new();
    while let Some(chunk) = poll_fn(|context| body.poll_chunk(context)).await {
        let chunk = chunk.map_err(|error| error.to_string())?;
        if chunk.len() > LIMIT - all.len() {
            return Err(format!("the answer has more than {LIMIT} bytes"));
        }
        all.extend_from_slice(&chunk);
    }
    Ok(all)
}

/// Reads an answer (RFC 6749, 5.1).
fn token(mut answer: Value, since: Instant) -> Result<Token, &'static str> {
    let mut text = |name: &str| match answer.get_mut(name).map(Value::take) {
        Some(Value::String(text)) if !text.is_empty() => Some(text),
        _ => None,
    };
    let access = text("access_token").ok_or("its `access_token` is no text")?;
    let refresh = text("refresh_token").map(SecretString::from);
    let scope = text("scope");
    // Slack says `bot` or `user`, and means bearer; others are no bearer tokens at all.
    let kind = text("token_type").unwrap_or_default();
    if ["mac", "pop", "dpop", "n_a"].iter().any(|other| kind.eq_ignore_ascii_case(other)) {
        return Err("its token is no bearer token");
    }
    // Some send the number as text.
    let seconds = match answer.get("expires_in") {
        Some(Value::Number(number)) => number.as_f64(),
        Some(Value::String(text)) => text.trim().parse().ok(),
        _ => None,
    };
    let token = Token::new(access).with_refresh(refresh).with_scope(scope);
    Ok(match seconds.and_then(|seconds: f64| Duration::try_from_secs_f64(seconds).ok()) {
        Some(lifetime) => token.with_lifetime(lifetime, since),
        None => token,
    })
}

/// The form of a token request; knows which of its values are secret.
pub(super) struct Form {
    text: Zeroizing<String>,
    secrets: Vec<SecretString>,
}

impl Form {
    pub(super) fn new(grant_type: &str) -> Self {
        let mut form = Self { text: Zeroizing::default(), secrets: Vec::new() };
        form.add("grant_type", grant_type);
        form
    }

    pub(super) fn add(&mut self, name: &str, value: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        form::escape(name, &mut self.text);
        self.text.push('=');
        form::escape(value, &mut self.text);
    }

    pub(super) fn add_some(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }

    pub(super) fn add_secret(&mut self, name: &str, value: &SecretString) {
        self.add(name, value.expose_secret());
        self.hide(value);
    }

    /// Takes note of a secret that is sent otherwise.
    pub(super) fn hide(&mut self, value: &SecretString) {
        self.secrets.push(value.clone());
    }

    /// Whether a text of the server repeats a secret, as it is or as it was sent.
    fn reveals(&self, text: &str) -> bool {
        let mut escaped = Zeroizing::new(String::new());
        self.secrets.iter().map(SecretString::expose_secret).filter(|secret| !secret.is_empty()).any(|secret| {
            escaped.clear();
            form::escape(secret, &mut escaped);
            text.contains(secret) || text.contains(escaped.as_str())
        })
    }

    fn request(&self, url: String, proof: Option<HeaderValue>, user_agent: HeaderValue) -> HttpRequest {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(USER_AGENT, user_agent);
        headers.extend(proof.map(|proof| (AUTHORIZATION, proof)));
        let body = Body::Bytes(self.text.as_bytes().to_vec().into());
        HttpRequest { method: Method::POST, url, headers, body, timeout: Some(TIMEOUT), streamed: false }
    }
}

#[cfg(test)]
mod tests {
    use super::{resolve, token};
    use serde_json::json;
    use std::time::{Duration, Instant};

    #[test]
    fn a_token_url_is_of_the_clients_host_or_named_with_its_own() {
        let origin = Some("https://api.acme.com");
        let whole = |url| resolve(url, origin).map_err(|error| error.to_string());
        assert_eq!(whole("/v1/oauth2/token").as_deref(), Ok("https://api.acme.com/v1/oauth2/token"));
        assert_eq!(whole("https://id.acme.com/t?p=1").as_deref(), Ok("https://id.acme.com/t?p=1"));
        assert_eq!(whole("http://127.0.0.1:80/t").as_deref(), Ok("http://127.0.0.1:80/t"));
        for wrong in
            ["//evil.com/t", "http://acme.com/t", "https://u:p@acme.com/t", "token", "", "ftp://a/t", "/t#f", "/\\evil"]
        {
            assert!(resolve(wrong, origin).is_err(), "{wrong}");
        }
        assert!(resolve("/t", None).is_err());
    }

    #[test]
    fn answers_are_read_as_servers_write_them() {
        let now = Instant::now();
        let life = |expires| token(json!({"access_token": "a", "expires_in": expires}), now).map(|t| t.lifetime());
        assert_eq!(life(json!(3600)), Ok(Some(Duration::from_secs(3600))));
        assert_eq!(life(json!("28800")), Ok(Some(Duration::from_secs(28800))));
        for unknown in [json!(null), json!("soon"), json!(-1), json!(1e300)] {
            assert_eq!(life(unknown), Ok(None));
        }
        assert!(token(json!({"access_token": "a", "token_type": "DPoP"}), now).is_err());
        assert!(token(json!({"access_token": 7}), now).is_err());
        assert!(token(json!({"access_token": ""}), now).is_err());
        let whole = token(json!({"access_token": "a", "token_type": "bot", "refresh_token": "r", "scope": "s"}), now);
        assert!(whole.is_ok_and(|token| token.refresh().is_some() && token.scope() == Some("s")));
    }
}
