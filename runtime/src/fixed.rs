//! What is the same in every generated client, as a macro.

/// The fixed part of a generated crate: its `Client` and its `Call`.
///
/// In: attributes for the client (its documentation) and `api:` with an [`ApiSpec`](crate::spec::ApiSpec). The macro is
/// called once; other modules of the crate add accessors to `Client` and setters to `Call`, by its `.0.operation`.
#[macro_export]
macro_rules! client {
    ($(#[$attribute:meta])* api: $api:expr $(,)?) => {
        $(#[$attribute])*
        #[derive(Clone, Debug)]
        pub struct Client {
            inner: $crate::Client,
        }

        impl Client {
            /// The document this client was generated from.
            pub const SPEC: $crate::SpecId = <Self as $crate::Connect>::API.spec;

            /// Sets up a client.
            pub fn builder() -> $crate::ClientBuilder<Self> {
                $crate::ClientBuilder::new()
            }

            /// The client behind the names.
            pub fn inner(&self) -> &$crate::Client {
                &self.inner
            }

            /// A call of this operation, to be configured and sent.
            #[inline]
            pub fn call<O: $crate::Operation>(&self, operation: O) -> Call<'_, O> {
                Call::new(self, operation)
            }

            /// Sends an operation.
            #[inline]
            pub async fn send<O: $crate::Operation>(
                &self,
                operation: O,
            ) -> ::core::result::Result<O::Output, $crate::Error<O::Error>> {
                self.inner.send(operation).await
            }
        }

        impl $crate::Connect for Client {
            const API: &'static $crate::ApiSpec = &$api;

            fn from_inner(inner: $crate::Client) -> Self {
                Self { inner }
            }
        }

        /// A call that is not sent yet: set what is optional, then `send`.
        #[derive(Debug)]
        #[must_use = "a call does nothing until it is sent"]
        pub struct Call<'c, O>(pub(crate) $crate::Call<'c, O>);

        impl<'c, O> ::core::convert::From<Call<'c, O>> for $crate::Call<'c, O> {
            fn from(call: Call<'c, O>) -> Self {
                call.0
            }
        }

        impl<'c, O: $crate::Operation> Call<'c, O> {
            /// A call of this operation.
            #[inline]
            pub fn new(client: &'c Client, operation: O) -> Self {
                Self($crate::Call::new(&client.inner, operation))
            }

            /// Sends it, and gives what the operation gives.
            #[inline]
            pub async fn send(self) -> ::core::result::Result<O::Output, $crate::Error<O::Error>> {
                self.0.send().await
            }

            /// Sends it, and gives status and headers, too.
            #[inline]
            pub async fn send_whole(
                self,
            ) -> ::core::result::Result<$crate::Response<O::Output>, $crate::Error<O::Error>> {
                self.0.send_whole().await
            }

            /// The pages of the list, each called for when it is asked for.
            #[inline]
            pub fn pages(self) -> $crate::Pages<O>
            where
                O: $crate::Paged,
            {
                self.0.pages()
            }

            /// The items of the list, page after page.
            #[inline]
            pub fn items(self) -> $crate::Items<O>
            where
                O: $crate::Paged,
            {
                self.0.items()
            }

            /// Sends it, and gives the answer in another media type that the document names for it, as bytes.
            #[inline]
            pub async fn send_for(
                self,
                media_type: &str,
            ) -> ::core::result::Result<$crate::Response<$crate::Download>, $crate::Error<O::Error>> {
                self.0.send_for(media_type).await
            }

            /// How long this call may take in all, waits and all attempts included.
            #[inline]
            pub fn with_deadline(mut self, limit: ::core::time::Duration) -> Self {
                self.0 = self.0.with_deadline(limit);
                self
            }

            /// When this call is sent again, instead of what the client says.
            #[inline]
            pub fn with_retry(mut self, policy: $crate::RetryPolicy) -> Self {
                self.0 = self.0.with_retry(policy);
                self
            }

            /// The key by which the vendor knows this call again.
            #[inline]
            pub fn with_idempotency_key(
                mut self,
                key: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                self.0 = self.0.with_idempotency_key(key);
                self
            }

            /// How long one attempt of this call may take, instead of what the client says.
            #[inline]
            pub fn with_timeout(mut self, limit: ::core::time::Duration) -> Self {
                self.0 = self.0.with_timeout(limit);
                self
            }

            /// A header of this call, instead of what operation and client say.
            #[inline]
            pub fn with_header(mut self, name: &str, value: &str) -> Self {
                self.0 = self.0.with_header(name, value);
                self
            }

            /// The operation.
            #[inline]
            pub fn operation(&self) -> &O {
                &self.0.operation
            }

            /// The operation, to be stored or sent otherwise.
            #[inline]
            pub fn into_operation(self) -> O {
                self.0.into_operation()
            }

            /// The request, without host and credentials.
            #[inline]
            pub fn request(&self) -> ::core::result::Result<$crate::Request, $crate::RequestError> {
                self.0.request()
            }
        }
    };
}
