//! One call: the part of it that does not depend on the operation's types, compiled once. Here it gets all that every
//! attempt of it carries.

use super::base::Base;
use super::received::Received;
use super::repeat::{Plan, within};
use super::{Client, ConfigError, Options};
use crate::auth::BoxFuture;
use crate::error::{Failure, Kind, RequestError};
use crate::request::{Body, Request};
use crate::spec::OperationSpec;
use crate::transport::{TransportError, TransportErrorKind};
use crate::{idempotency, retry};
use bytes::Bytes;
use http::Method;
use http::header::USER_AGENT;
use std::future::ready;
use std::pin::pin;
use std::sync::Arc;

impl Client {
    /// Sends a request and receives its answer, as far as the table says: whole, or as a stream.
    pub(crate) fn exchange(
        &self,
        spec: &'static OperationSpec,
        request: Result<Request, RequestError>,
        options: Options,
    ) -> BoxFuture<'_, Result<Received, Failure>> {
        match self.plan(spec, request, options) {
            Ok(plan) => Box::pin(async move {
                let over = || Kind::Transport(TransportError::new(TransportErrorKind::Timeout));
                let calling = pin!(self.repeat(&plan));
                let result = within(&*self.shared.clock, plan.left, calling).await;
                result.unwrap_or_else(|| Err(Failure::unanswered(plan.spec, over())))
            }),
            Err(kind) => Box::pin(ready(Err(Failure::unanswered(spec, kind)))),
        }
    }

    /// What all attempts share. Made before there is a future, which would hold beside it all that it is made of.
    fn plan(
        &self,
        spec: &'static OperationSpec,
        request: Result<Request, RequestError>,
        options: Options,
    ) -> Result<Plan, Kind> {
        let mut request = request.map_err(Kind::Request)?;
        let base = self.server(spec, &options).map_err(Kind::Config)?;
        let has_key = self.prepare(spec, &mut request, &base, &options).map_err(Kind::Config)?;
        let may_repeat = retry::may_repeat(&request, has_key);
        let left = options.deadline.or(self.shared.deadline);
        let deadline = left.and_then(|left| self.shared.clock.now().checked_add(left));
        Ok(Plan { spec, base, request, options, may_repeat, left, deadline })
    }

    fn server(&self, spec: &'static OperationSpec, options: &Options) -> Result<Arc<Base>, ConfigError> {
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

    /// Adds what every request carries but credentials; whether it has an idempotency key.
    fn prepare(
        &self,
        spec: &'static OperationSpec,
        request: &mut Request,
        base: &Base,
        options: &Options,
    ) -> Result<bool, ConfigError> {
        match &options.location {
            Some(location) => request.path_and_query.clone_from(location),
            None => request.path_and_query.insert_str(0, &base.path),
        }
        request.headers.entry(USER_AGENT).or_insert_with(|| self.shared.user_agent.clone());
        for (name, value) in &self.shared.headers {
            request.headers.entry(name).or_insert_with(|| value.clone());
        }
        for (name, value) in &options.headers {
            request.headers.insert(name, value.clone());
        }
        let has_key = idempotency::attach(self.shared.api.policy, spec, request, options.idempotency_key.as_deref())?;
        // Servers refuse a POST of unknown length.
        let has_body = matches!(request.method, Method::POST | Method::PUT | Method::PATCH);
        if has_body && request.body == Body::Empty {
            request.body = Body::Bytes(Bytes::new());
        }
        Ok(has_key)
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
}
