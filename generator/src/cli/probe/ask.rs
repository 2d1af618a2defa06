//! One request at a time, and not too many of them.

use crate::cli::Failure;
use intertie::mock::Incoming;
use std::cell::Cell;
use std::time::{Duration, Instant};

/// How long a server may take.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How large an answer may be.
const LIMIT: u64 = 64 << 20;

/// Sends requests to one server.
pub(super) struct Asker {
    agent: ureq::Agent,
    base: String,
    headers: Vec<(String, String)>,
    pause: Duration,
    last: Cell<Option<Instant>>,
}

/// What came back.
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) media_type: String,
    pub(super) body: Vec<u8>,
}

impl Asker {
    pub(super) fn new(base: &str, headers: Vec<(String, String)>, rate: f64) -> Result<Self, Failure> {
        if !(base.starts_with("http://") || base.starts_with("https://")) {
            return Err(Failure::usage(format!("`{base}` is no URL of a server: http:// or https://")));
        }
        if rate.is_nan() || rate <= 0.0 {
            return Err(Failure::usage("--rate is a number above 0"));
        }
        // A redirect could lead to another host, with the credentials.
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(TIMEOUT))
            .build();
        let base = base.trim_end_matches('/').to_owned();
        let pause = Duration::from_secs_f64(1.0 / rate);
        Ok(Self { agent: config.into(), base, headers, pause, last: Cell::new(None) })
    }

    /// Sends a request when its turn has come.
    pub(super) fn ask(&self, request: &Incoming) -> Result<Answered, String> {
        if let Some(last) = self.last.get() {
            std::thread::sleep(self.pause.saturating_sub(last.elapsed()));
        }
        self.last.set(Some(Instant::now()));
        let query = if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
        let url = format!("{}{}{query}", self.base, request.path);
        let mut builder = ureq::http::Request::builder().method(request.method.as_str()).uri(url);
        for (name, value) in &request.headers {
            builder = builder.header(name.as_str(), value.as_bytes());
        }
        for (name, value) in &self.headers {
            builder = builder.header(name, value);
        }
        // Neither message holds the URL, whose query may hold a key.
        let request = builder.body(request.body.to_vec()).map_err(|_| "the request cannot be written".to_owned())?;
        let mut response = self.agent.run(request).map_err(|error| error.to_string())?;
        let media_type =
            response.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (status, media_type) = (response.status().as_u16(), media_type.to_owned());
        let body = response.body_mut().with_config().limit(LIMIT).read_to_vec().map_err(|error| error.to_string())?;
        Ok(Answered { status, media_type, body })
    }
}
