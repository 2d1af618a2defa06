//! A generated client with all its operations, as values: what a judge goes through.

use crate::witness::Witness;
use intertie::codec::Decode;
use intertie::transport::BoxFuture;
use intertie::{
    ApiKey, ApiSpec, Basic, Bearer, Client, ClientBuilder, Connect, Operation, OperationSpec, RetryPolicy, Scheme,
};
use std::marker::PhantomData;

/// A generated client.
#[derive(Debug)]
pub struct Vendor {
    /// Its name in `intertie.toml`.
    pub name: &'static str,
    /// Sets it up for this server.
    pub connect: fn(&str, &Witness) -> Client,
    /// All its operations.
    pub operations: Vec<Entry>,
}

/// An operation of a generated client.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its request struct: `CreateCustomer`.
    pub name: &'static str,
    /// Its table.
    pub spec: &'static OperationSpec,
    /// Reads the request from JSON and sends it.
    pub send: for<'c> fn(&'c Client, &[u8]) -> Result<Call<'c>, String>,
}

/// A request that was read, and its answer to come.
#[expect(missing_debug_implementations, reason = "a future has nothing to show")]
pub struct Call<'c> {
    /// What the request struct does not list of what it was read from.
    pub drift: Vec<String>,
    /// What comes of it.
    pub answer: BoxFuture<'c, Answered>,
}

/// How the client read an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// As the operation's output.
    Output,
    /// As the operation's error.
    Error,
    /// Not as the document declares it.
    Unread(String),
}

/// The entry of an operation.
pub const fn entry<O: Operation + Decode>(name: &'static str) -> Entry {
    Entry { name, spec: O::SPEC, send: send::<O> }
}

fn send<'c, O: Operation + Decode>(client: &'c Client, request: &[u8]) -> Result<Call<'c>, String> {
    let mut drift = Vec::new();
    let mut observe = |found: intertie::Drift<'_>| drift.push(format!("{}: {:?}", found.path, found.kind));
    let operation: O = intertie::from_slice_with(request, &mut observe).map_err(|error| error.to_string())?;
    let call = client.call(operation);
    Ok(Call { drift, answer: Box::pin(async move { answered(call.send().await) }) })
}

fn answered<T, E: std::fmt::Debug>(result: Result<T, intertie::Error<E>>) -> Answered {
    match result {
        Ok(_) => Answered::Output,
        // A success of which parts failed is of the output's type.
        Err(error) if error.body().is_some() || error.is_partial() => Answered::Error,
        Err(error) => match std::error::Error::source(&error) {
            None if error.is_status() => Answered::Error,
            source => {
                let source = source.map(|source| format!(": {source}")).unwrap_or_default();
                let text: String = String::from_utf8_lossy(error.raw()).chars().take(300).collect();
                Answered::Unread(format!("{error}{source}: {text}"))
            }
        },
    }
}

/// A client of this server that can prove who calls in every way the document knows, sends each call once, and tells the
/// witness what an answer has that the document does not.
///
/// # Panics
/// Where the client cannot be built.
pub fn connect<C: Connect>(base: &str, witness: &Witness) -> Client {
    let builder = ClientBuilder::<Bare<C>>::new().base_url(base).transport(witness.clone());
    let hook = witness.clone();
    let builder = builder.retry(RetryPolicy::none()).on_drift(move |report| hook.drift(report));
    let builder = C::API.schemes.iter().fold(builder, |builder, scheme| match scheme.kind {
        Scheme::ApiKeyHeader(name) => builder.auth_for(scheme.name, ApiKey::header(name, "key")),
        Scheme::ApiKeyQuery(name) => builder.auth_for(scheme.name, ApiKey::query(name, "key")),
        Scheme::ApiKeyCookie(name) => builder.auth_for(scheme.name, ApiKey::cookie(name, "key")),
        Scheme::Basic => builder.auth_for(scheme.name, Basic::new("user", "password")),
        Scheme::Bearer | Scheme::OAuth2(_) | Scheme::OpenIdConnect(_) | Scheme::Http(_) => {
            builder.auth_for(scheme.name, Bearer::new("token"))
        }
    });
    builder.build().unwrap_or_else(|error| panic!("{error}")).0
}

/// The client behind the names.
struct Bare<C>(Client, PhantomData<C>);

impl<C: Connect> Connect for Bare<C> {
    const API: &'static ApiSpec = C::API;

    fn from_inner(inner: Client) -> Self {
        Self(inner, PhantomData)
    }
}
