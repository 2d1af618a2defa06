//! Header parameters that are not the caller's to set.
//!
//! OpenAPI: parameters named `Accept`, `Content-Type` and `Authorization` shall be ignored. The first two follow from
//! the operation; the third is how FedEx declares its security, so where nothing else does it becomes a scheme.

use super::{Reader, security};
use crate::diag::Code;
use crate::document::{Location, Operation, Parameter, SecurityRequirement};
use openapiv3::{APIKeyLocation, SecurityScheme};

/// Takes those parameters out of an operation.
pub(crate) fn apply(r: &mut Reader<'_, '_>, operation: &mut Operation) {
    let parameters = std::mem::take(&mut operation.parameters);
    for parameter in parameters {
        let name = parameter.name.trim().to_ascii_lowercase();
        match (parameter.location, name.as_str()) {
            (Location::Header, "accept" | "content-type") => {
                let message = format!("the header `{}` follows from the media types", parameter.name);
                r.report(Code::Ignored, &parameter.origin, message);
                operation.ignored.push((parameter.name, parameter.origin));
            }
            (Location::Header, "authorization") => authorization(r, operation, &parameter),
            _ => operation.parameters.push(parameter),
        }
    }
}

fn authorization(r: &mut Reader<'_, '_>, operation: &mut Operation, parameter: &Parameter) {
    let is_secured = operation.security.as_deref().map_or(r.secured, security::proves);
    if is_secured {
        r.report(Code::Ignored, &parameter.origin, "the header `Authorization` follows from the security scheme");
        operation.ignored.push((parameter.name.clone(), parameter.origin.clone()));
        return;
    }
    let name = scheme(r, parameter);
    r.report(Code::Mended, &parameter.origin, format!("the header is read as the security scheme `{name}`"));
    let mut alternatives = vec![SecurityRequirement::from([(name, Vec::new())])];
    if !parameter.required {
        alternatives.push(SecurityRequirement::new());
    }
    operation.security = Some(alternatives);
}

/// The made-up scheme: the header's whole value is the user's.
fn scheme(r: &mut Reader<'_, '_>, parameter: &Parameter) -> String {
    let made = SecurityScheme::APIKey {
        location: APIKeyLocation::Header,
        name: "Authorization".into(),
        description: parameter.description.clone(),
        extensions: indexmap::IndexMap::from([("x-intertie-made".into(), true.into())]),
    };
    let is_made = |scheme: &SecurityScheme| matches!(scheme, SecurityScheme::APIKey { extensions, .. } if extensions.contains_key("x-intertie-made"));
    let mut names = ["authorization".to_owned()].into_iter().chain((2..).map(|n| format!("authorization{n}")));
    let name = names.find(|name| r.schemes.get(name).is_none_or(is_made)).unwrap_or_default();
    r.schemes.entry(name.clone()).or_insert(made);
    name
}
