//! Which operations a selector keeps.

use intertie_generator::load::Input;
use intertie_tests::pipeline;

/// The operationIds that `include` keeps of a fixture's document.
fn kept(fixture: &str, include: &str) -> Vec<String> {
    let mut vendor = pipeline::vendor("acme", Input::Path(format!("fixtures/{fixture}/spec.yaml").into()));
    vendor.include = vec![include.to_owned()];
    let api = pipeline::run(&vendor).api.unwrap_or_else(|| panic!("`{include}` names no operation of {fixture}"));
    api.operations.into_iter().map(|operation| operation.id).collect()
}

#[test]
fn a_selector_may_name_the_query_that_tells_operations_apart() {
    let of = |include| kept("paths-differ-by-query", include);
    assert_eq!(of("GET /{share}"), ["Share_Get", "Share_GetAcl", "Share_Comp"]);
    assert_eq!(of("GET /{share}?restype=share&comp=acl"), ["Share_GetAcl"]);
    assert_eq!(of("/?restype=service&**"), ["Service_SetProperties", "Service_GetProperties"]);
    assert_eq!(kept("path-query-literal", "/api?action=get"), ["get"]);
}

#[test]
fn a_call_of_its_own_stays_with_its_operation() {
    assert_eq!(kept("body-several-media-types", "upload"), ["upload", "upload", "upload"]);
}
