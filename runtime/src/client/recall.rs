//! An answer that was received before and kept: read again, by the client that runs now.

use super::received::Received;
use super::{Client, Options};
use crate::answer::{Head, Response, choose};
use crate::codec::secret;
use crate::drift::{self, Noted};
use crate::error::Error;
use crate::operation::Operation;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::collections::BTreeSet;
use std::sync::Arc;

/// An answer as it was kept.
pub(crate) struct Kept {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Whether what is not as declared is told: not again for an answer that was looked at when it came.
    pub(crate) watched: bool,
}

/// What who keeps an answer has to know of it.
#[derive(Default)]
pub(crate) struct Noting {
    /// The texts of it that are secrets, and must be left out.
    pub(crate) secrets: Vec<String>,
    /// What it has that the document does not say.
    pub(crate) drift: BTreeSet<Noted>,
}

/// What an operation gives for a kept answer.
pub(crate) type Recalled<O> = Result<Response<<O as Operation>::Output>, Error<<O as Operation>::Error>>;

impl Client {
    /// Reads a kept answer as the operation's output or error, by this client's table.
    pub(crate) fn recall<O: Operation>(&self, kept: Kept) -> Recalled<O> {
        let Kept { status, headers, body, watched } = kept;
        let watch = if watched { self.watch() } else { None };
        let head = Arc::new(Head {
            api: self.shared.api,
            spec: O::SPEC,
            status,
            headers,
            received: self.shared.clock.date(),
            watch,
        });
        Received::whole(head, choose(O::SPEC, status), body, self.shared.body_limit).into_output::<O>()
    }

    /// Sends an operation; with what came, what there is to know for who keeps it.
    pub(crate) async fn perform_noting<O: Operation>(
        &self,
        operation: &O,
        options: Options,
    ) -> (Result<(Response<O::Output>, Bytes), Error<O::Error>>, Noting) {
        let mut noting = Noting::default();
        let read = |received: Received| {
            let of_head = drift::of_head(&received.head, received.answer);
            noting.drift.extend(of_head.map(|finding| (String::new(), finding.name())));
            let ((result, secrets), found) = drift::noting(|| secret::noting(|| received.into_output::<O>()));
            noting.drift.extend(found);
            noting.secrets = secrets;
            result
        };
        let result = self.perform_by(operation, Options { noted: true, ..options }, read).await;
        (result, noting)
    }
}
