//! What a generated crate looks like: the client, a group, request structs and types.

mod operations;
mod part;
mod types;

pub(crate) use operations::*;
pub(crate) use part::*;
pub(crate) use types::*;

use intertie::spec;

intertie::client! {
    /// A client for Acme.
    api: spec::ApiSpec {
        name: "acme",
        spec: spec::SpecId { vendor: "acme", version: "2024-06", digest: "00" },
        servers: &[
            spec::ServerSpec {
                name: "",
                url: "https://{shop}.acme.com/v1",
                variables: &[spec::ServerVariable { name: "shop", default: "demo", values: &[] }],
            },
            spec::ServerSpec { name: "plain", url: "http://plain.acme.com", variables: &[] },
            spec::ServerSpec { name: "", url: "/", variables: &[] },
        ],
        schemes: &[
            spec::SchemeSpec { name: "key", kind: spec::Scheme::ApiKeyHeader("X-Key") },
            spec::SchemeSpec { name: "app", kind: spec::Scheme::ApiKeyHeader("X-App") },
            spec::SchemeSpec { name: "token", kind: spec::Scheme::Bearer },
        ],
        security: &[&[("key", &[]), ("app", &[])], &[("token", &[])]],
        policy: &intertie::spec::Policy::NONE,
    },
}

impl Client {
    /// The operations of `widgets`.
    #[inline]
    pub fn widgets(&self) -> Widgets<'_> {
        Widgets { client: self }
    }
}

/// The operations of `widgets`.
#[derive(Clone, Copy, Debug)]
pub struct Widgets<'c> {
    client: &'c Client,
}

impl<'c> Widgets<'c> {
    /// `GET /widgets/{id}.json`
    #[inline]
    pub fn get(&self, id: impl Into<String>) -> Call<'c, GetWidget> {
        Call::new(self.client, GetWidget::new(id))
    }

    /// `POST /widgets`
    #[inline]
    pub fn create(&self) -> Call<'c, CreateWidget> {
        Call::new(self.client, CreateWidget::new())
    }

    /// `DELETE /widgets/{id}`
    #[inline]
    pub fn delete(&self, id: impl Into<String>) -> Call<'c, DeleteWidget> {
        Call::new(self.client, DeleteWidget { id: id.into() })
    }
}

impl Call<'_, GetWidget> {
    /// Sets `expand`.
    #[inline]
    pub fn expand(mut self, expand: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.0.operation.expand = Some(expand.into_iter().map(Into::into).collect());
        self
    }
}

impl Call<'_, CreateWidget> {
    /// Sets `name`.
    #[inline]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.0.operation.name = Some(name.into());
        self
    }

    /// Sets `metadata`.
    #[inline]
    pub fn metadata(mut self, metadata: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        self.0.operation.metadata = Some(metadata.into_iter().map(|(key, text)| (key.into(), text.into())).collect());
        self
    }
}
