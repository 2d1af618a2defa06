//! A call in the making: an operation, the client to send it, and what is special about this call.

use crate::answer::{Download, Response};
use crate::client::{Client, ConfigError, Options};
use crate::error::Error;
use crate::operation::Operation;
use crate::page::{Items, Paged, Pages};
use crate::request::{Request, RequestError, header_name, header_value};
use crate::retry::RetryPolicy;
use std::fmt;
use std::time::Duration;

/// A call that is not sent yet. Nothing happens until [`send`](Self::send).
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'c, O> {
    client: &'c Client,
    /// The operation: its members may be set.
    pub operation: O,
    options: Option<Box<Options>>,
}

impl<'c, O: Operation> Call<'c, O> {
    /// A call of this operation.
    pub const fn new(client: &'c Client, operation: O) -> Self {
        Self { client, operation, options: None }
    }

    /// Sends it, and gives what the operation gives.
    pub async fn send(self) -> Result<O::Output, Error<O::Error>> {
        self.send_whole().await.map(Response::into_output)
    }

    /// Sends it, and gives status and headers, too.
    pub async fn send_whole(self) -> Result<Response<O::Output>, Error<O::Error>> {
        let options = self.options.map(|options| *options).unwrap_or_default();
        self.client.perform(&self.operation, options).await
    }

    /// The pages of the list, each called for when it is asked for. What is special about this call holds for each.
    pub fn pages(self) -> Pages<O>
    where
        O: Paged,
    {
        let options = self.options.map(|options| *options).unwrap_or_default();
        Pages::new(self.client, self.operation, options)
    }

    /// The items of the list, page after page. What is special about this call holds for the call of each page.
    pub fn items(self) -> Items<O>
    where
        O: Paged,
    {
        self.pages().items()
    }

    /// Sends it, asks for an answer of this media type instead of the one that has a type, and gives its bytes: a PDF of
    /// what is JSON otherwise. Errors are typed as ever.
    pub async fn send_for(self, media_type: &str) -> Result<Response<Download>, Error<O::Error>> {
        let call = self.with_header("accept", media_type);
        let options = call.options.map(|options| *options).unwrap_or_default();
        call.client.download(&call.operation, options).await
    }

    /// How long this call may take in all, waits and all attempts included, instead of what the client says.
    pub fn with_deadline(mut self, limit: Duration) -> Self {
        self.options().deadline = Some(limit);
        self
    }

    /// When this call is sent again, instead of what the client says.
    pub fn with_retry(mut self, policy: RetryPolicy) -> Self {
        self.options().retry = Some(policy);
        self
    }

    /// The key by which the vendor knows this call again, so that it acts once however often the call is sent; else one is
    /// made up where the vendor takes any. Fails where the vendor takes none for this operation, or only shorter ones.
    pub fn with_idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.options().idempotency_key = Some(key.into());
        self
    }

    /// How long one attempt of this call may take, instead of what the client says.
    pub fn with_timeout(mut self, limit: Duration) -> Self {
        self.options().timeout = Some(limit);
        self
    }

    /// A header of this call, instead of what operation and client say. One that cannot be set fails the call.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        match (header_name(name), header_value(value)) {
            (Some(name), Some(value)) => {
                self.options().headers.insert(name, value);
            }
            (None, _) => self.refuse(&format!("a request cannot set the header `{}`", name.escape_debug())),
            (_, None) => self.refuse(&format!("the header `{name}` must not hold control characters")),
        }
        self
    }

    /// The operation.
    pub const fn operation(&self) -> &O {
        &self.operation
    }

    /// The operation, to be stored or sent otherwise.
    pub fn into_operation(self) -> O {
        self.operation
    }

    /// The request, without host and credentials.
    pub fn request(&self) -> Result<Request, RequestError> {
        self.operation.request()
    }

    /// The client, the operation and what is special about the call.
    #[cfg(feature = "flow")]
    pub(crate) fn into_parts(self) -> (Client, O, Options) {
        (self.client.clone(), self.operation, self.options.map(|options| *options).unwrap_or_default())
    }

    fn options(&mut self) -> &mut Options {
        self.options.get_or_insert_default()
    }

    fn refuse(&mut self, reason: &str) {
        self.options().wrong = Some(ConfigError::new(reason));
    }
}

impl<O: fmt::Debug> fmt::Debug for Call<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &self.operation).finish_non_exhaustive()
    }
}
