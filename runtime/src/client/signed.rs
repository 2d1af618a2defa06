//! A request with credentials, sent; once more where the server refuses them and there are others.

use super::Client;
use super::attempt::addressed;
use super::base::Base;
use super::repeat::within;
use crate::error::Kind;
use crate::request::Request;
use crate::spec::OperationSpec;
use crate::transport::{HttpResponse, TransportError, TransportErrorKind};
use http::header::AUTHORIZATION;
use http::{HeaderValue, StatusCode};
use std::pin::pin;
use std::time::Instant;

impl Client {
    /// Signs the request and sends it.
    pub(super) async fn send_signed(
        &self,
        spec: &'static OperationSpec,
        base: &Base,
        request: &Request,
        deadline: Option<Instant>,
        raw: bool,
    ) -> Result<HttpResponse, Kind> {
        let signed = self.signed(spec, request, deadline).await?;
        let proof = signed.headers.get(AUTHORIZATION).cloned();
        let response = self.send_to(spec, base, signed, deadline, raw).await?;
        match proof {
            Some(proof) if response.status == StatusCode::UNAUTHORIZED => {
                match self.signed_anew(spec, request, &proof, deadline).await? {
                    Some(signed) => self.send_to(spec, base, signed, deadline, raw).await,
                    None => Ok(response),
                }
            }
            _ => Ok(response),
        }
    }

    /// The request with credentials. A token that takes too long to come ends the call, not the renewal.
    async fn signed(
        &self,
        spec: &'static OperationSpec,
        request: &Request,
        deadline: Option<Instant>,
    ) -> Result<Request, Kind> {
        let clock = &*self.shared.clock;
        let left = deadline.map(|deadline| deadline.saturating_duration_since(clock.now()));
        let mut signed = request.clone();
        let authorized = within(clock, left, pin!(self.authorize(spec, &mut signed))).await;
        match authorized {
            Some(result) => result.map(|()| signed),
            None => Err(Kind::Transport(TransportError::new(TransportErrorKind::Timeout))),
        }
    }

    async fn send_to(
        &self,
        spec: &'static OperationSpec,
        base: &Base,
        signed: Request,
        deadline: Option<Instant>,
        raw: bool,
    ) -> Result<HttpResponse, Kind> {
        let timeout = deadline.map(|deadline| deadline.saturating_duration_since(self.shared.clock.now()));
        let mut sent = addressed(spec, base, signed, timeout).map_err(Kind::Config)?;
        sent.streamed |= raw;
        self.shared.transport.send(sent).await.map_err(Kind::Transport)
    }

    /// The request with another proof than the refused one, where there is another. Nothing was done for the refused
    /// request (RFC 9110, 15.5.2), so methods of any kind may be repeated.
    async fn signed_anew(
        &self,
        spec: &'static OperationSpec,
        request: &Request,
        refused: &HeaderValue,
        deadline: Option<Instant>,
    ) -> Result<Option<Request>, Kind> {
        // Each is told: several may have to know.
        let renewable = self.shared.auth.iter().filter(|one| one.auth.refused(refused, &self.shared.site)).count() > 0;
        if !renewable || !request.body.is_repeatable() {
            return Ok(None);
        }
        let signed = self.signed(spec, request, deadline).await?;
        Ok((signed.headers.get(AUTHORIZATION) != Some(refused)).then_some(signed))
    }
}
