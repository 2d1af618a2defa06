//! Rules for security.

use crate::support::{Read, read};
use intertie_generator::diag::Code;
use openapiv3::{APIKeyLocation, SecurityScheme};

/// A document with one GET.
fn get(version: &str, head: &str, members: &str) -> Read {
    read(&format!(
        "{version}\ninfo: {{title: t, version: '1'}}\n{head}\npaths:\n  /a:\n    get: {{{members}, responses: {{'200': {{description: ok}}}}}}"
    ))
}

const HEADER: &str = "parameters: [{name: authorization, in: header, required: true, schema: {type: string}}]";
const BASIC: &str = "components: {securitySchemes: {b: {type: http, scheme: Basic}}}";

#[test]
fn an_authorization_header_that_nothing_else_covers_is_a_scheme() {
    let read = get("openapi: 3.0.0", "", HEADER);
    let SecurityScheme::APIKey { location, name, .. } = &read.document.security_schemes["authorization"] else {
        panic!()
    };
    assert_eq!((location, name.as_str()), (&APIKeyLocation::Header, "Authorization"));
    let operation = read.operation();
    assert!(operation.parameters.is_empty());
    assert!(operation.security.as_ref().unwrap()[0].contains_key("authorization"));
    assert!(read.found(Code::Mended, "#/paths/~1a/get/parameters/0"));
}

#[test]
fn an_authorization_header_beside_a_scheme_is_left_out() {
    for (head, own) in [(format!("security: [{{b: []}}]\n{BASIC}"), ""), (BASIC.to_owned(), "security: [{b: []}], ")] {
        let read = get("openapi: 3.0.0", &head, &format!("{own}{HEADER}"));
        assert!(read.operation().parameters.is_empty() && read.document.security_schemes.len() == 1);
        assert!(read.found(Code::Ignored, "#/paths/~1a/get/parameters/0"));
    }
}

#[test]
fn an_optional_authorization_header_is_one_alternative() {
    let read = get("openapi: 3.0.0", "", "parameters: [{name: Authorization, in: header, schema: {type: string}}]");
    let security = read.operation().security.as_ref().unwrap();
    assert_eq!((security.len(), security[1].len()), (2, 0));
}

#[test]
fn alternatives_and_combinations_are_told_apart() {
    let read = get(
        "openapi: 3.0.0",
        "components: {securitySchemes: {a: {type: apiKey, in: header, name: A}, b: {type: apiKey, in: query, name: B}}}",
        "security: [{a: [], b: [read]}, {}]",
    );
    let security = read.operation().security.as_ref().unwrap();
    assert_eq!(security[0].keys().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(security[0]["b"], ["read"]);
    assert!(security[1].is_empty());
    assert_eq!(read.findings(), [""; 0]);
}

#[test]
fn an_undeclared_scheme_costs_its_alternative_and_no_security_is_not_unsaid() {
    let read = get("openapi: 3.0.0", BASIC, "security: [{bb: []}, {b: []}, b, 5]");
    assert_eq!(read.operation().security.as_ref().unwrap().len(), 2);
    assert!(read.found(Code::UnresolvedRef, "#/paths/~1a/get/security/0"));
    assert!(get("openapi: 3.0.0", BASIC, "security: []").operation().security.as_ref().unwrap().is_empty());
    assert!(get("openapi: 3.0.0", BASIC, "tags: []").operation().security.is_none());
}

#[test]
fn schemes_of_every_kind_are_read() {
    let read = read(
        "
openapi: 3.1.0
info: {title: t, version: '1'}
paths: {}
security: [{tls: []}, {flows: [x]}]
components:
  securitySchemes:
    basic: {type: Basic}
    bearer: {type: http, scheme: Bearer, bearerFormat: JWT}
    unnamed: {type: apiKey, in: header}
    somewhere: {type: apiKey, name: K}
    flows: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: [x]}, accessCode: {authorizationUrl: /, tokenUrl: '', scopes: {y: null}}, device: {}}}
    oidc: {type: openIdConnect, openIdConnectUrl: https://x}
    tls: {type: mutualTLS}
    odd: {type: odd}",
    );
    let schemes = &read.document.security_schemes;
    assert_eq!(schemes.keys().collect::<Vec<_>>(), ["basic", "bearer", "somewhere", "flows", "oidc"]);
    assert!(matches!(&schemes["basic"], SecurityScheme::HTTP { scheme, .. } if scheme == "basic"));
    assert!(matches!(&schemes["bearer"], SecurityScheme::HTTP { scheme, .. } if scheme == "bearer"));
    let SecurityScheme::OAuth2 { flows, .. } = &schemes["flows"] else { panic!() };
    assert_eq!(flows.client_credentials.as_ref().unwrap().scopes.keys().collect::<Vec<_>>(), ["x"]);
    assert_eq!(flows.authorization_code.as_ref().unwrap().scopes["y"], "");
    assert!(read.found(Code::MissingMember, "#/components/securitySchemes/unnamed"));
    assert!(read.found(Code::WrongType, "#/components/securitySchemes/odd"));
    assert!(read.document.security[0].is_empty(), "mutual TLS asks nothing of a request");
}
