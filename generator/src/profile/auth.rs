//! `[auth]`: the schemes, which of them calls need, and the parameters that are no parameters.

use super::file::{
    AlternativeTable, AuthTable, ClientAuthWord, DropTable, FlowWord, KindWord, OperationAuthTable, SchemeTable,
};
use super::section::Reader;
use super::text_or::TextOr;
use super::{Placed, Selection, check};
use crate::ir::{ClientAuth, OAuth2Flow, SecurityKind};
use serde::Deserialize;
use toml::Spanned;

/// How calls prove who makes them.
#[derive(Debug, Clone, Default)]
pub struct Auth {
    /// Schemes beside the document's; one of the same name takes its place.
    pub schemes: Vec<Scheme>,
    /// The alternatives instead of the document's; `None`: the document's stay.
    pub require: Option<Vec<Alternative>>,
    /// What becomes of the requirements of single operations.
    pub own: Own,
    /// Requirements of single operations.
    pub operations: Vec<OperationAuth>,
    /// Parameters that the document lists although the schemes carry them.
    pub dropped: Vec<Dropped>,
}

/// A scheme of the profile.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Its name.
    pub name: Placed<String>,
    /// What it is.
    pub kind: SecurityKind,
    /// For people.
    pub docs: String,
}

/// Schemes that are needed together; none: anonymous.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// Their names.
    pub all: Vec<Placed<String>>,
    /// The scopes of those that have scopes.
    pub scopes: Vec<String>,
}

/// What becomes of the requirements that an operation of the document has of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Own {
    /// `require` takes their place, except for anonymous operations.
    #[default]
    Replace,
    /// They stay.
    Keep,
}

/// What some operations need.
#[derive(Debug, Clone)]
pub struct OperationAuth {
    /// Which.
    pub operations: Selection,
    /// The alternatives; none: anonymous.
    pub require: Vec<Alternative>,
}

/// A parameter that is none.
#[derive(Debug, Clone)]
pub struct Dropped {
    /// Its name on the wire.
    pub name: Placed<String>,
    /// Where it travels; empty: anywhere but in the path.
    pub parts: Vec<Part>,
    /// Of which operations.
    pub operations: Selection,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub enum Part {
    Query,
    Header,
    Cookie,
    Body,
}

/// What a scheme is made of.
pub type SchemeKind = SecurityKind;

pub(super) fn auth(table: Option<AuthTable>, operations: Vec<OperationAuthTable>, reader: &mut Reader<'_>) -> Auth {
    let operations = operations.into_iter().map(|table| OperationAuth {
        operations: selection(table.operations, table.optional, reader),
        require: alternatives(table.require, reader),
    });
    let operations = operations.collect();
    let Some(table) = table else { return Auth { operations, ..Auth::default() } };
    if let Some(own) = table.own.as_ref().filter(|_| table.require.is_none()) {
        reader.wrong(own.span(), "`own` without `require` says nothing", "say what calls need: `require = [..]`");
    }
    let schemes = table.schemes.into_iter().filter_map(|(name, table)| {
        let kind = kind(table.get_ref(), table.span(), reader)?;
        Some(Scheme { name: reader.placed(name), kind, docs: table.into_inner().docs })
    });
    Auth {
        schemes: schemes.collect(),
        require: table.require.map(|all| alternatives(all, reader)),
        own: table.own.map_or_else(Own::default, Spanned::into_inner),
        operations,
        dropped: table.drop_parameters.into_iter().map(|one| dropped(one, reader)).collect(),
    }
}

/// The selectors of an entry, with their places.
pub(super) fn selection(selectors: Vec<Spanned<String>>, optional: bool, reader: &Reader<'_>) -> Selection {
    Selection { selectors: selectors.into_iter().map(|one| reader.placed(one)).collect(), optional }
}

fn alternatives(all: Vec<TextOr<AlternativeTable>>, reader: &Reader<'_>) -> Vec<Alternative> {
    let one = |either| match either {
        TextOr::Text(name) => Alternative { all: vec![reader.placed(name)], scopes: Vec::new() },
        TextOr::Table(AlternativeTable { all, scopes }) => {
            Alternative { all: all.into_iter().map(|name| reader.placed(name)).collect(), scopes }
        }
    };
    all.into_iter().map(one).collect()
}

fn dropped(entry: Spanned<TextOr<DropTable>>, reader: &mut Reader<'_>) -> Dropped {
    let span = entry.span();
    let table = match entry.into_inner() {
        TextOr::Text(name) => DropTable { name: name.into_inner(), parts: vec![], operations: vec![], optional: false },
        TextOr::Table(table) => table,
    };
    let name = Spanned::new(span, table.name);
    check::name(&name, reader);
    Dropped {
        name: reader.placed(name),
        parts: table.parts,
        operations: selection(table.operations, table.optional, reader),
    }
}

fn kind(table: &SchemeTable, span: std::ops::Range<usize>, reader: &mut Reader<'_>) -> Option<SecurityKind> {
    if table.kind != KindWord::ApiKey {
        let places = [&table.header, &table.query, &table.cookie];
        places.into_iter().flatten().for_each(|place| only_for(place.span(), "an api-key", reader));
    }
    if table.kind != KindWord::Oauth2 {
        let spans = [
            table.flow.as_ref().map(Spanned::span),
            table.authorization_url.as_ref().map(Spanned::span),
            table.token_url.as_ref().map(Spanned::span),
            table.refresh_url.as_ref().map(Spanned::span),
            table.client_auth.as_ref().map(Spanned::span),
            table.fields.as_ref().map(Spanned::span),
            table.scopes.as_ref().map(Spanned::span),
        ];
        spans.into_iter().flatten().for_each(|span| only_for(span, "oauth2", reader));
    }
    match table.kind {
        KindWord::Basic => Some(SecurityKind::Basic),
        KindWord::Bearer => Some(SecurityKind::Bearer),
        KindWord::ApiKey => api_key(table, span, reader),
        KindWord::Oauth2 => oauth2(table, span, reader),
    }
}

fn only_for(span: std::ops::Range<usize>, kind: &str, reader: &mut Reader<'_>) {
    reader.wrong(span, format!("this key is for a scheme of kind {kind}"), "take it out, or change `kind`");
}

fn api_key(table: &SchemeTable, span: std::ops::Range<usize>, reader: &mut Reader<'_>) -> Option<SecurityKind> {
    let there = [&table.header, &table.query, &table.cookie];
    let keys = [("header", there[0].is_some()), ("query", there[1].is_some()), ("cookie", there[2].is_some())];
    let at = check::one_of(&keys, span, "an api-key", reader)?;
    let name = there[at].as_ref()?;
    match at {
        0 => {
            check::header(name, reader);
            Some(SecurityKind::ApiKeyHeader(name.get_ref().clone()))
        }
        1 => {
            check::name(name, reader);
            Some(SecurityKind::ApiKeyQuery(name.get_ref().clone()))
        }
        _ => {
            check::name(name, reader);
            Some(SecurityKind::ApiKeyCookie(name.get_ref().clone()))
        }
    }
}

fn oauth2(table: &SchemeTable, span: std::ops::Range<usize>, reader: &mut Reader<'_>) -> Option<SecurityKind> {
    for url in [&table.authorization_url, &table.token_url, &table.refresh_url].into_iter().flatten() {
        check::url(url, true, reader);
    }
    let Some(flow) = table.flow.as_ref().map(|flow| *flow.get_ref()) else {
        let help = "write `flow = \"client-credentials\"`, `\"authorization-code\"`, `\"password\"` or `\"implicit\"`";
        reader.wrong(span, "an oauth2 scheme needs its `flow`", help);
        return None;
    };
    let (kind, authorization, token) = match flow {
        FlowWord::ClientCredentials => ("clientCredentials", false, true),
        FlowWord::AuthorizationCode => ("authorizationCode", true, true),
        FlowWord::Implicit => ("implicit", true, false),
        FlowWord::Password => ("password", false, true),
    };
    let needs =
        [("authorization_url", authorization, &table.authorization_url), ("token_url", token, &table.token_url)];
    for (key, _, _) in needs.iter().filter(|(_, needed, url)| *needed && url.is_none()) {
        reader.wrong(span.clone(), format!("this flow needs `{key}`"), format!("write `{key} = \"https://..\"`"));
    }
    let text = |url: &Option<Spanned<String>>| url.as_ref().map(|url| url.get_ref().clone());
    let pairs = |map: &Option<Spanned<indexmap::IndexMap<String, String>>>| {
        let pairs = map.iter().flat_map(Spanned::get_ref);
        pairs.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    Some(SecurityKind::OAuth2(vec![OAuth2Flow {
        kind: kind.to_owned(),
        authorization_url: text(&table.authorization_url),
        token_url: text(&table.token_url),
        refresh_url: text(&table.refresh_url),
        scopes: pairs(&table.scopes),
        client_auth: match table.client_auth.as_ref().map(|word| *word.get_ref()) {
            Some(ClientAuthWord::Body) => ClientAuth::Body,
            Some(ClientAuthWord::Basic) | None => ClientAuth::Basic,
        },
        fields: pairs(&table.fields),
    }]))
}
