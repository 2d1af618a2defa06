//! The shape of `vendor.toml` as it is typed. No table takes a key it does not know.

use super::section::{Reader, Value};
use super::text_or::TextOr;
use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::DeValue;

/// The sections of the file.
const SECTIONS: &[&str] =
    &["auth", "servers", "idempotency", "headers", "request_id", "limit", "failure", "paging", "webhook"];

/// The whole file; what is wrong is left out.
#[derive(Default)]
pub(super) struct File {
    pub(super) auth: Option<AuthTable>,
    pub(super) auth_operations: Vec<OperationAuthTable>,
    pub(super) servers: IndexMap<Spanned<String>, TextOr<ServerTable>>,
    pub(super) idempotency: Option<IdempotencyTable>,
    pub(super) headers: IndexMap<Spanned<String>, Spanned<TextOr<HeaderTable>>>,
    pub(super) request_id: Option<RequestIdTable>,
    pub(super) limit: Option<LimitTable>,
    pub(super) failures: Vec<Spanned<FailureTable>>,
    pub(super) paging: Vec<Spanned<PagingTable>>,
    pub(super) webhook: Option<WebhookTable>,
}

impl File {
    /// Reads every section, each with its own mistakes.
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let mut file = Self::default();
        for (key, value) in reader.table() {
            match key.get_ref().as_ref() {
                "auth" => file.read_auth(value, reader),
                "servers" => file.servers = reader.section(value).unwrap_or_default(),
                "idempotency" => file.idempotency = reader.section(value),
                "headers" => file.headers = reader.section(value).unwrap_or_default(),
                "request_id" => file.request_id = reader.section(value),
                "limit" => file.limit = reader.section(value),
                "failure" => file.failures = entries("failure", value, reader),
                "paging" => file.paging = entries("paging", value, reader),
                "webhook" => file.webhook = reader.section(value),
                other => reader.unknown(key.span(), "section", other, SECTIONS),
            }
        }
        file
    }

    /// `[[auth.operation]]` are entries of their own.
    fn read_auth<'t>(&mut self, mut value: Value<'t>, reader: &mut Reader<'t>) {
        if let DeValue::Table(table) = value.get_mut() {
            let key = table.keys().find(|key| key.get_ref() == "operation").cloned();
            if let Some(entry) = key.and_then(|key| table.remove(&key)) {
                self.auth_operations = entries("auth.operation", entry, reader);
            }
        }
        self.auth = reader.section(value);
    }
}

/// The entries of `[[name]]`, each read on its own.
fn entries<'t, T: DeserializeOwned>(name: &str, value: Value<'t>, reader: &mut Reader<'t>) -> Vec<T> {
    let span = value.span();
    let DeValue::Array(items) = value.into_inner() else {
        reader.wrong(span, format!("`{name}` is a list"), format!("write `[[{name}]]`, once for each entry"));
        return Vec::new();
    };
    items.into_iter().filter_map(|item| reader.section(item)).collect()
}

/// `[auth]`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuthTable {
    #[serde(default)]
    pub(super) schemes: IndexMap<Spanned<String>, Spanned<SchemeTable>>,
    pub(super) require: Option<Vec<TextOr<AlternativeTable>>>,
    pub(super) own: Option<Spanned<super::Own>>,
    #[serde(default)]
    pub(super) drop_parameters: Vec<Spanned<TextOr<DropTable>>>,
}

/// `[auth.schemes.NAME]`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SchemeTable {
    pub(super) kind: KindWord,
    pub(super) header: Option<Spanned<String>>,
    pub(super) query: Option<Spanned<String>>,
    pub(super) cookie: Option<Spanned<String>>,
    pub(super) flow: Option<Spanned<FlowWord>>,
    pub(super) authorization_url: Option<Spanned<String>>,
    pub(super) token_url: Option<Spanned<String>>,
    pub(super) refresh_url: Option<Spanned<String>>,
    pub(super) client_auth: Option<Spanned<ClientAuthWord>>,
    pub(super) fields: Option<Spanned<IndexMap<String, String>>>,
    pub(super) scopes: Option<Spanned<IndexMap<String, String>>>,
    #[serde(default)]
    pub(super) docs: String,
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KindWord {
    ApiKey,
    Basic,
    Bearer,
    Oauth2,
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FlowWord {
    ClientCredentials,
    AuthorizationCode,
    Implicit,
    Password,
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ClientAuthWord {
    Basic,
    Body,
}

/// One of the alternatives of `require`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AlternativeTable {
    pub(super) all: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) scopes: Vec<String>,
}

/// `[[auth.operation]]`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OperationAuthTable {
    pub(super) operations: Vec<Spanned<String>>,
    pub(super) require: Vec<TextOr<AlternativeTable>>,
    #[serde(default)]
    pub(super) optional: bool,
}

/// An item of `drop_parameters`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DropTable {
    pub(super) name: String,
    #[serde(default, rename = "in")]
    pub(super) parts: Vec<super::Part>,
    #[serde(default)]
    pub(super) operations: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) optional: bool,
}

/// A value of `[servers]`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ServerTable {
    pub(super) url: Spanned<String>,
    #[serde(default)]
    pub(super) variables: IndexMap<Spanned<String>, VariableTable>,
    #[serde(default)]
    pub(super) docs: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VariableTable {
    #[serde(default)]
    pub(super) default: String,
    #[serde(default)]
    pub(super) values: Vec<String>,
}

/// `[idempotency]`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IdempotencyTable {
    pub(super) header: Option<Spanned<String>>,
    pub(super) member: Option<Spanned<String>>,
    pub(super) methods: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(super) operations: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) declared: bool,
    pub(super) max_length: Option<usize>,
    #[serde(default)]
    pub(super) optional: bool,
}

/// A value of `[headers]`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeaderTable {
    pub(super) from: FromWord,
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq)]
pub(super) enum FromWord {
    #[serde(rename = "info.version")]
    InfoVersion,
}

/// `[request_id]`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestIdTable {
    pub(super) headers: Vec<Spanned<String>>,
}

/// `[limit]`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitTable {
    pub(super) calls: Option<Spanned<u32>>,
    pub(super) seconds: Option<Spanned<u32>>,
    pub(super) remaining: Option<Spanned<String>>,
    pub(super) reset: Option<ResetTable>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ResetTable {
    pub(super) header: Spanned<String>,
    pub(super) unit: UnitWord,
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum UnitWord {
    Seconds,
    Milliseconds,
    EpochSeconds,
    EpochMilliseconds,
}

/// `[[failure]]`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FailureTable {
    #[serde(default)]
    pub(super) operations: Vec<Spanned<String>>,
    pub(super) member: Spanned<String>,
    pub(super) is: Option<bool>,
    pub(super) none_of: Option<Vec<String>>,
    pub(super) one_of: Option<Vec<String>>,
    pub(super) present: Option<bool>,
    pub(super) code: Option<Spanned<String>>,
    pub(super) message: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) as_status: IndexMap<String, Spanned<u16>>,
    #[serde(default)]
    pub(super) optional: bool,
}

/// `[[paging]]`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PagingTable {
    pub(super) kind: PagingWord,
    #[serde(default)]
    pub(super) operations: Vec<Spanned<String>>,
    pub(super) items: Option<Spanned<String>>,
    pub(super) param: Option<Spanned<String>>,
    pub(super) cursor: Option<Spanned<String>>,
    pub(super) more: Option<Spanned<String>>,
    pub(super) id: Option<Spanned<String>>,
    pub(super) limit: Option<Spanned<String>>,
    pub(super) total: Option<Spanned<String>>,
    pub(super) first: Option<Spanned<u64>>,
    pub(super) pages: Option<Spanned<String>>,
    pub(super) back: Option<Spanned<String>>,
    pub(super) links: Option<Spanned<String>>,
    pub(super) url: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) optional: bool,
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PagingWord {
    Cursor,
    LastId,
    Offset,
    Page,
    LinkHeader,
    NextUrl,
}

/// `[webhook]`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WebhookTable {
    pub(super) scheme: Spanned<String>,
}
