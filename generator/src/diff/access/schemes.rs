//! Ways to prove who calls, by name.

use super::super::edit::Edit;
use super::super::kind::{Change, Kind, Subject};
use super::super::operations::word;
use super::super::pairs::Pairs;
use crate::document::Dialect;
use crate::ir::{Api, OAuth2Flow, SecurityKind, SecurityScheme};
use crate::pointer::Pointer;

/// Compares the declared schemes.
pub(super) fn compare(pairs: &mut Pairs<'_>) {
    let (old, new) = (pairs.versions.old, pairs.versions.new);
    let mut edits = Vec::new();
    for was in &old.security_schemes {
        let label = format!("security scheme {}", was.name);
        let places = (place(old, &was.name), place(new, &was.name));
        let Some(is) = new.security_schemes.iter().find(|is| is.name == was.name) else {
            let edit = Edit::new(Kind::of(Subject::SecurityScheme, Change::Removed), label);
            edits.push(edit.was_at(places.0).says(Some(kind(&was.kind)), None));
            continue;
        };
        let at = |edit: Edit| edit.at(places.0.clone(), places.1.clone());
        let words = |scheme: &SecurityScheme| Some(scheme.docs.0.clone()).filter(|text| !text.is_empty());
        edits.extend(word(Subject::SecuritySchemeDescription, &label, words(was), words(is)).map(at));
        match (&was.kind, &is.kind) {
            (SecurityKind::OAuth2(was), SecurityKind::OAuth2(is)) => {
                edits.extend(flows(&label, was, is).into_iter().map(at));
            }
            (was, is) if was == is => {}
            (was, is) => {
                let edit = Edit::new(Kind::of(Subject::SecurityScheme, Change::Changed), label.clone());
                edits.push(at(edit.says(Some(kind(was)), Some(kind(is)))));
            }
        }
    }
    for is in new.security_schemes.iter().filter(|is| old.security_schemes.iter().all(|was| was.name != is.name)) {
        let kinds = Kind::of(Subject::SecurityScheme, Change::Added);
        let edit = Edit::new(kinds, format!("security scheme {}", is.name)).says(None, Some(kind(&is.kind)));
        edits.push(edit.now_at(place(new, &is.name)));
    }
    pairs.calls.extend(edits.into_iter().map(|edit| (edit, vec![])));
}

fn folder(api: &Api) -> Pointer {
    match api.dialect {
        Dialect::Swagger2 => Pointer::root().push("securityDefinitions"),
        Dialect::OpenApi30 | Dialect::OpenApi31 | Dialect::OpenApi32 => {
            Pointer::root().push("components").push("securitySchemes")
        }
    }
}

fn place(api: &Api, name: &str) -> Pointer {
    folder(api).push(name)
}

/// For people.
fn kind(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::ApiKeyHeader(name) => format!("a key in the header {name}"),
        SecurityKind::ApiKeyQuery(name) => format!("a key in the query {name}"),
        SecurityKind::ApiKeyCookie(name) => format!("a key in the cookie {name}"),
        SecurityKind::Basic => "basic".to_owned(),
        SecurityKind::Bearer => "bearer".to_owned(),
        SecurityKind::Http(scheme) => format!("http {scheme}"),
        SecurityKind::OAuth2(_) => "oauth2".to_owned(),
        SecurityKind::OpenIdConnect(url) => format!("openIdConnect {url}"),
    }
}

fn flows(label: &str, old: &[OAuth2Flow], new: &[OAuth2Flow]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for was in old {
        match new.iter().find(|is| is.kind == was.kind) {
            Some(is) => edits.extend(flow(&format!("{label} {}", was.kind), was, is)),
            None => edits.extend(word(Subject::OAuthFlow, label, Some(was.kind.clone()), None)),
        }
    }
    let fresh = new.iter().filter(|is| old.iter().all(|was| was.kind != is.kind));
    edits.extend(fresh.filter_map(|is| word(Subject::OAuthFlow, label, None, Some(is.kind.clone()))));
    edits
}

fn flow(label: &str, was: &OAuth2Flow, is: &OAuth2Flow) -> Vec<Edit> {
    let urls = [
        (&was.authorization_url, &is.authorization_url),
        (&was.token_url, &is.token_url),
        (&was.refresh_url, &is.refresh_url),
    ];
    let mut edits: Vec<Edit> =
        urls.into_iter().filter_map(|(was, is)| word(Subject::OAuthUrl, label, was.clone(), is.clone())).collect();
    let has = |scopes: &[(String, String)], name: &str| scopes.iter().any(|(other, _)| other == name);
    for (scope, _) in was.scopes.iter().filter(|(scope, _)| !has(&is.scopes, scope)) {
        edits.extend(word(Subject::OAuthScope, label, Some(scope.clone()), None));
    }
    for (scope, _) in is.scopes.iter().filter(|(scope, _)| !has(&was.scopes, scope)) {
        edits.extend(word(Subject::OAuthScope, label, None, Some(scope.clone())));
    }
    edits
}
