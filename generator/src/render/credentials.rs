//! How the example of a crate's documentation says who calls: by what is easiest to have at hand.

use super::text::literal;
use crate::ir::{Api, Operation, Security, SecurityKind};

/// The calls of the client's builder, `.auth(..)` for each proof that the operation wants; none where nobody is asked, or
/// where the kind is one of which the runtime knows nothing.
pub(super) fn example(api: &Api, operation: Option<&Operation>) -> Vec<String> {
    let own = operation.and_then(|operation| operation.security.as_ref());
    let alternatives = own.unwrap_or(&api.security).iter();
    let easiest = alternatives.filter_map(|all| Some((effort(api, all)?, all))).min_by_key(|(effort, _)| *effort);
    let Some((_, schemes)) = easiest else { return Vec::new() };
    let several = schemes.len() > 1;
    schemes.iter().filter_map(|(name, _)| proof(api, name, several)).map(|proof| format!(".auth({proof})")).collect()
}

/// A key needs no preparation, a token of OAuth 2.0 has to be asked for. `None`: nothing is wanted, or not all can be had.
fn effort(api: &Api, schemes: &Security) -> Option<u8> {
    if schemes.is_empty() {
        return None;
    }
    schemes.iter().try_fold(0, |most, (name, _)| Some(effort_of(kind(api, name)?)?.max(most)))
}

fn effort_of(kind: &SecurityKind) -> Option<u8> {
    match kind {
        SecurityKind::Bearer => Some(0),
        SecurityKind::Basic => Some(1),
        SecurityKind::ApiKeyHeader(name) | SecurityKind::ApiKeyQuery(name) | SecurityKind::ApiKeyCookie(name) => {
            is_plain(name).then_some(1)
        }
        SecurityKind::OAuth2(_) | SecurityKind::OpenIdConnect(_) => Some(2),
        SecurityKind::Http(_) => None,
    }
}

/// An expression for it; values come from variables of the environment.
fn proof(api: &Api, scheme: &str, several: bool) -> Option<String> {
    let variable = |what: &str| {
        let name = if several { format!("{}_{scheme}", api.name) } else { format!("{}_{what}", api.name) };
        literal(&name.to_ascii_uppercase().replace(|c: char| !c.is_ascii_alphanumeric(), "_"))
    };
    Some(match kind(api, scheme)? {
        SecurityKind::Bearer | SecurityKind::OAuth2(_) | SecurityKind::OpenIdConnect(_) => {
            format!("intertie::Bearer::from_env({})?", variable("token"))
        }
        SecurityKind::Basic => format!("intertie::Basic::from_env({}, {})?", variable("user"), variable("password")),
        SecurityKind::ApiKeyHeader(name) => key("header", name, &variable("key")),
        SecurityKind::ApiKeyQuery(name) => key("query", name, &variable("key")),
        SecurityKind::ApiKeyCookie(name) => key("cookie", name, &variable("key")),
        SecurityKind::Http(_) => return None,
    })
}

fn key(place: &str, name: &str, variable: &str) -> String {
    format!("intertie::ApiKey::{place}_from_env({}, {variable})?", literal(name))
}

fn kind<'a>(api: &'a Api, scheme: &str) -> Option<&'a SecurityKind> {
    api.security_schemes.iter().find(|known| known.name == scheme).map(|known| &known.kind)
}

/// Whether a name can stand in the example as it is: the text of a document must not end the block of code.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}
