//! One exchange with the server: the part of a call that does not depend on the operation's types, compiled once.

use super::ConfigError;
use super::base::Base;
use super::received::{Received, collect, is_success};
use super::{Client, redirect};
use crate::answer::{Content, Head, choose};
use crate::auth::BoxFuture;
use crate::error::{Failure, Kind, RequestError};
use crate::request::{Body, Request};
use crate::spec::{AnswerCoding, AnswerSpec, OperationSpec, Status};
use crate::transport::{HttpRequest, HttpResponse, TransportError, TransportErrorKind};
use bytes::Bytes;
use http::header::USER_AGENT;
use http::{HeaderMap, Method};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a single call says otherwise than its client.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) headers: HeaderMap,
    /// The body of a success is wanted as bytes, whatever the document says of it.
    pub(crate) raw: bool,
    /// A header that could not be set.
    pub(crate) wrong: Option<ConfigError>,
}

impl Client {
    /// Sends a request and receives its answer, as far as the table says: whole, or as a stream.
    pub(crate) fn exchange(
        &self,
        spec: &'static OperationSpec,
        request: Result<Request, RequestError>,
        options: Options,
    ) -> BoxFuture<'_, Result<Received, Failure>> {
        Box::pin(async move {
            let request = request.map_err(|error| Failure::unanswered(spec, Kind::Request(error)))?;
            self.carry_out(spec, request, options).await
        })
    }

    async fn carry_out(
        &self,
        spec: &'static OperationSpec,
        mut request: Request,
        options: Options,
    ) -> Result<Received, Failure> {
        let failure = |kind| Failure::unanswered(spec, kind);
        let base = self.server(spec, &options).map_err(|error| failure(Kind::Config(error)))?;
        let limit = options.timeout.or(self.shared.timeout);
        let deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
        self.prepare(&mut request, &base, &options);
        for followed in 0.. {
            let response = self.send_signed(spec, &base, &request, deadline, options.raw).await.map_err(failure)?;
            let declared = choose(spec, response.status);
            // Where the document tells of a redirect, the caller wants to see it.
            let named = declared.is_some_and(|answer| answer.status != Status::Default);
            let next = redirect::follow(&request, &base.origin, response.status, &response.headers);
            match next {
                Some(next) if !named && followed < redirect::LIMIT => request.path_and_query = next,
                _ => return self.receive(spec, declared, response, options.raw).await,
            }
        }
        Err(failure(Kind::Transport(TransportError::new(TransportErrorKind::Other))))
    }

    fn server(&self, spec: &'static OperationSpec, options: &Options) -> Result<Base, ConfigError> {
        if let Some(error) = &options.wrong {
            return Err(error.clone());
        }
        let base = self.shared.servers.of(spec)?;
        if base.is_exposed() && !self.shared.auth.is_empty() {
            return Err(ConfigError::new(format_args!(
                "the document's server `{base}` would get credentials in the clear: set `base_url`"
            )));
        }
        Ok(base)
    }

    fn prepare(&self, request: &mut Request, base: &Base, options: &Options) {
        request.path_and_query.insert_str(0, &base.path);
        request.headers.entry(USER_AGENT).or_insert_with(|| self.shared.user_agent.clone());
        for (name, value) in &options.headers {
            request.headers.insert(name, value.clone());
        }
        // Servers refuse a POST of unknown length.
        let has_body = matches!(request.method, Method::POST | Method::PUT | Method::PATCH);
        if has_body && request.body == Body::Empty {
            request.body = Body::Bytes(Bytes::new());
        }
    }

    /// Adds the credentials that the operation wants: all that are for no scheme in particular, and those of the first
    /// alternative that is complete. None where the document says that none are wanted.
    pub(super) async fn authorize(&self, spec: &'static OperationSpec, request: &mut Request) -> Result<(), Kind> {
        if spec.security.is_some_and(<[_]>::is_empty) {
            return Ok(());
        }
        let known = |scheme: &str| self.shared.auth.iter().any(|one| one.scheme.as_deref() == Some(scheme));
        let alternatives = spec.security.unwrap_or(self.shared.api.security);
        let chosen = alternatives.iter().find(|all| !all.is_empty() && all.iter().all(|(scheme, _)| known(scheme)));
        for one in &self.shared.auth {
            let wanted = one
                .scheme
                .as_deref()
                .is_none_or(|scheme| chosen.is_some_and(|all| all.iter().any(|(wanted, _)| *wanted == scheme)));
            if wanted {
                one.auth.apply(request, &self.shared.site).await.map_err(Kind::Auth)?;
            }
        }
        Ok(())
    }

    async fn receive(
        &self,
        spec: &'static OperationSpec,
        answer: Option<&'static AnswerSpec>,
        response: HttpResponse,
        raw: bool,
    ) -> Result<Received, Failure> {
        let HttpResponse { status, headers, body } = response;
        let head = Arc::new(Head { spec, status, headers });
        let limit = self.shared.body_limit;
        let received = |content| Received { head: Arc::clone(&head), answer, content, limit };
        let streamed = raw || answer.is_some_and(|answer| is_stream(answer.coding));
        if streamed && is_success(answer, status) {
            return Ok(received(Content::Stream(body)));
        }
        match collect(&head, body, limit).await {
            Ok(bytes) => Ok(received(Content::Whole(bytes))),
            // That the vendor refused is worth more than that its text did not come through whole.
            Err((bytes, _)) if !answer.is_some_and(|answer| answer.success) => Ok(received(Content::Whole(bytes))),
            Err((_, kind)) => Err(Failure::answered(&head, kind)),
        }
    }
}

/// The request with its host.
pub(super) fn addressed(
    spec: &'static OperationSpec,
    base: &Base,
    request: Request,
    timeout: Option<Duration>,
) -> Result<HttpRequest, ConfigError> {
    let Request { method, path_and_query, headers, body } = request;
    // What follows the host must not become part of it, whatever made the request.
    let inside = path_and_query.starts_with('/')
        && path_and_query.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#' && byte != b'\\');
    if !inside {
        return Err(ConfigError::new("the path of the request is none"));
    }
    let streamed = spec.answers.iter().any(|answer| answer.success && is_stream(answer.coding));
    Ok(HttpRequest { method, url: format!("{}{path_and_query}", base.origin), headers, body, timeout, streamed })
}

const fn is_stream(coding: AnswerCoding) -> bool {
    matches!(coding, AnswerCoding::Bytes | AnswerCoding::EventStream)
}
