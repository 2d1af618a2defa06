//! One attempt of a call: a request is signed and sent, redirects are followed, an answer is received as far as the table
//! says: whole, or as a stream.

use super::base::Base;
use super::received::{Received, collect, is_success};
use super::repeat::Plan;
use super::{Client, ConfigError, Options, redirect};
use crate::answer::{Head, choose};
use crate::drift::Watch;
use crate::error::{Failure, Kind};
use crate::request::Request;
use crate::spec::{AnswerCoding, AnswerSpec, OperationSpec, Status};
use crate::transport::{HttpRequest, HttpResponse, TransportError, TransportErrorKind};
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

impl Client {
    /// Whoever wants to know of what is not as the document says.
    pub(super) fn watch(&self) -> Option<Arc<Watch>> {
        self.shared.watch.listens().then(|| Arc::clone(&self.shared.watch))
    }

    pub(super) async fn attempt(&self, plan: &Plan) -> Result<Received, Failure> {
        let Plan { spec, base, options, deadline, .. } = plan;
        let failure = |kind| Failure::unanswered(spec, kind);
        let limit = options.timeout.or(self.shared.timeout);
        let until = limit.and_then(|limit| self.shared.clock.now().checked_add(limit));
        let until = [until, *deadline].into_iter().flatten().min();
        let mut request = Cow::Borrowed(&plan.request);
        for followed in 0.. {
            let response = self.send_signed(spec, base, &request, until, options.raw).await.map_err(failure)?;
            let declared = choose(spec, response.status);
            // Where the document tells of a redirect, the caller wants to see it.
            let named = declared.is_some_and(|answer| answer.status != Status::Default);
            let next = redirect::follow(&request, &base.origin, response.status, &response.headers);
            match next {
                Some(next) if !named && followed < redirect::LIMIT => request.to_mut().path_and_query = next,
                _ => return self.receive(spec, declared, response, options).await,
            }
        }
        Err(failure(Kind::Transport(TransportError::new(TransportErrorKind::Other))))
    }

    async fn receive(
        &self,
        spec: &'static OperationSpec,
        answer: Option<&'static AnswerSpec>,
        response: HttpResponse,
        options: &Options,
    ) -> Result<Received, Failure> {
        let HttpResponse { status, headers, body } = response;
        let head = Arc::new(Head {
            api: self.shared.api,
            spec,
            status,
            headers,
            received: self.shared.clock.date(),
            watch: if options.noted { Some(Arc::clone(&self.shared.watch)) } else { self.watch() },
        });
        if let Some(watch) = &head.watch {
            watch.answer(&head, answer);
        }
        #[cfg(feature = "limit")]
        self.shared.limits.told(&head);
        let limit = self.shared.body_limit;
        let streamed = options.raw || answer.is_some_and(|answer| is_stream(answer.coding));
        if streamed && is_success(answer, status) {
            return Ok(Received::streamed(head, answer, body, limit));
        }
        match collect(&head, body, limit).await {
            Ok(bytes) => Ok(Received::whole(head, answer, bytes, limit)),
            // That the vendor refused is worth more than that its text did not come through whole.
            Err((bytes, _)) if !answer.is_some_and(|answer| answer.success) => {
                Ok(Received::whole(head, answer, bytes, limit))
            }
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
