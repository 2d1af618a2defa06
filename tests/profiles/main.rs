//! The profiles of `specs/`: each serves the slim document beside it and the vendor's own documents, and what it says is in
//! the client.
//!
//! The vendors' own documents are not part of this repository; `INTERTIE_SHARED` says where they are.

mod lists;
mod table;

use intertie_generator::diag::{Code, Severity, Sink};
use intertie_generator::ir::text::dump;
use intertie_generator::ir::{Api, FailureTest, KeyPlace, Place};
use intertie_generator::load::Input;
use intertie_generator::profile;
use intertie_tests::{parallel, pipeline, vendors_own};
use std::path::{Path, PathBuf};
use table::VENDORS;

#[test]
fn each_profile_serves_the_slim_document_beside_it() {
    let wrong: Vec<String> = VENDORS
        .iter()
        .flat_map(|(vendor, slim, _, facts)| check(vendor, &repository().join("specs").join(vendor).join(slim), facts))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_profile_serves_the_vendors_own_documents() {
    let Some(root) = vendors_own::specs() else { return };
    let all: Vec<_> =
        VENDORS.iter().flat_map(|(v, _, own, facts)| own.iter().map(move |file| (v, file, facts))).collect();
    let wrong =
        parallel::map(&all, parallel::USUAL_STACK, |(vendor, file, facts)| check(vendor, &root.join(file), facts));
    println!("{} documents of {} vendors", all.len(), VENDORS.len());
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_vendor_of_the_repository_has_a_profile() {
    let config = intertie_generator::config::Config::read(&repository().join("intertie.toml")).expect("it is in order");
    // The shop is our own API, not a vendor's: its document says all.
    for vendor in config.vendors.iter().filter(|vendor| vendor.name != "shop") {
        let expected = repository().join("specs").join(&vendor.name).join("vendor.toml");
        assert_eq!(vendor.profile.as_deref(), Some(expected.as_path()), "{}: beside the document", vendor.name);
        assert!(VENDORS.iter().any(|(name, ..)| *name == vendor.name), "{} is not in the table", vendor.name);
    }
}

#[test]
fn slack_tokens_are_no_parameters() {
    let Some(api) = own("slack", "slack/slack_web_openapi_v2_without_examples.json") else { return };
    let listed = |place: &Place| !matches!(place, Place::Path { .. });
    let left: Vec<&str> = api
        .operations
        .iter()
        .filter(|operation| operation.fields.iter().any(|field| field.wire == "token" && listed(&field.place)))
        .map(|operation| operation.id.as_str())
        .collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(
        matches!(api.policy.failures[0].test, FailureTest::Is(false)) && api.policy.failures[0].operations.is_empty()
    );
    let own: Vec<_> = api.operations.iter().filter_map(|o| Some((o.path.as_str(), o.security.as_ref()?))).collect();
    assert!(own.iter().all(|(path, needed)| path.starts_with("/oauth.") && needed[0][0].0 == "client"), "{own:?}");
}

#[test]
fn google_tokens_are_no_parameters() {
    let Some(api) = own("google-calendar", "google-calendar/calendar_v3.json") else { return };
    let mut fields = api.operations.iter().flat_map(|operation| &operation.fields);
    assert!(fields.all(|field| field.wire != "key" && field.wire != "oauth_token"));
    assert!(api.operations.iter().all(|operation| operation.security.is_none()), "all follow the one requirement");
}

#[test]
fn fedex_calls_carry_a_token_and_the_call_for_one_does_not() {
    let Some(api) = own("fedex", "fedex/ship_v1_Shipment-Resource.json") else { return };
    assert_eq!(api.security_schemes.len(), 1, "{:?}", api.security_schemes);
    let reserved = ["authorization", "content-type"];
    for operation in &api.operations {
        assert!(operation.security.is_none(), "{}", operation.id);
        assert!(operation.fields.iter().all(|field| !reserved.contains(&field.wire.to_ascii_lowercase().as_str())));
    }
    let Some(api) = own("fedex", "fedex/authorization_v1_APIAuthorization-Resource.json") else { return };
    assert_eq!(api.operations[0].security.as_deref(), Some(&[][..]));
}

#[test]
fn paypal_keys_travel_where_the_document_declares_them() {
    let Some(api) = own("paypal", "paypal/checkout_orders_v2.json") else { return };
    let rule = api.policy.idempotency.expect("the header is declared");
    assert_eq!(rule.place, KeyPlace::Header("PayPal-Request-Id".to_owned()));
    assert_eq!(rule.operations, ["orders.create", "orders.authorize", "orders.capture"]);
    let Some(api) = own("paypal", "paypal/invoicing_v2.json") else { return };
    assert_eq!(api.policy.idempotency, None, "a header that is declared nowhere must not become one of every call");
}

#[test]
fn hubspot_batches_tell_what_failed() {
    let Some(api) = own("hubspot", "hubspot/CRM_Contacts_v3_contacts.json") else { return };
    let rule = &api.policy.failures[0];
    assert_eq!((&rule.test, rule.member.as_str()), (&FailureTest::Present, "/errors"));
    assert!(!rule.operations.is_empty() && rule.operations.iter().all(|id| id.contains("/batch/")), "{rule:?}");
    let names: Vec<&str> = api.security_schemes.iter().map(|scheme| scheme.name.as_str()).collect();
    assert_eq!(names, ["oauth2", "private_app"], "headers that HubSpot does not know");
}

#[test]
fn datadog_keeps_what_single_operations_need() {
    let Some(api) = own("datadog", "datadog/v1_openapi.yaml") else { return };
    let validate = api.operations.iter().find(|operation| operation.path == "/api/v1/validate").expect("it is there");
    let needed = validate.security.as_ref().expect("it needs less than the others");
    assert_eq!(needed, &[vec![("apiKeyAuth".to_owned(), vec![])]]);
}

#[test]
fn a_rule_for_operations_that_the_slice_leaves_out_is_not_one_for_all() {
    let mut vendor = vendor("google-maps", &repository().join("specs/google-maps/v1.yaml"));
    vendor.include = vec!["GET /v1/snaptoroads".to_owned()];
    let outcome = pipeline::run(&vendor);
    let api = outcome.api.unwrap_or_else(|| panic!("{:?}", outcome.findings.all()));
    assert_eq!(api.policy.failures, []);
}

#[test]
fn the_examples_of_the_documentation_are_profiles() {
    let text = std::fs::read_to_string(repository().join("docs/profiles.md")).expect("it is there");
    let blocks = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let profiles: Vec<&str> = blocks.filter(|block| !block.contains("intertie.toml")).collect();
    assert!(profiles.len() >= 7, "{}", profiles.len());
    for block in profiles {
        let mut sink = Sink::default();
        let read = profile::parse(Path::new("docs/profiles.md"), block, &mut sink);
        // Two forms of one thing stand in one block.
        let wrong: Vec<_> = sink.found().iter().filter(|found| !found.message.contains("say two things")).collect();
        assert!(wrong.is_empty() && (read.is_ok() || !sink.found().is_empty()), "{block}\n{wrong:?}");
    }
}

/// Facts of which the vendors' own documents have nothing, or not each of them.
#[test]
fn what_slim_documents_alone_have_is_in_the_client() {
    let facts = [
        ("paypal", "v2.yaml", "paging Page { param: \"page\""),
        ("zoom", "v2.yaml", "remaining X-RateLimit-Remaining"),
        ("hubspot", "v3.yaml", "server live \"https://api.hubapi.com\""),
        ("google-calendar", "v3.yaml", "server live \"https://www.googleapis.com/calendar/v3\""),
        ("jira", "v3.yaml", "remaining X-RateLimit-Remaining"),
        ("twilio", "v2010.yaml", "server \"https://api.twilio.com\""),
    ];
    let of = |(vendor, slim, fact): &(&str, &str, &'static str)| {
        check(vendor, &repository().join("specs").join(vendor).join(slim), &[fact])
    };
    let wrong: Vec<String> = facts.iter().flat_map(of).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn twilio_payments_have_their_key_in_the_body() {
    let Some(api) = own("twilio", "twilio/twilio_api_v2010.json") else { return };
    let rule = api.policy.idempotency.expect("payments are in it");
    assert_eq!(rule.place, KeyPlace::Member("IdempotencyKey".to_owned()));
    let payments: Vec<&str> = rule.operations.iter().map(String::as_str).collect();
    assert_eq!(payments[..2], ["CreatePayments", "UpdatePayments"]);
}

/// What is wrong with a vendor's document under its profile.
fn check(vendor: &str, document: &Path, facts: &[&str]) -> Vec<String> {
    let outcome = pipeline::run(&self::vendor(vendor, document));
    let wrong = outcome.findings.all().iter().filter(|found| found.severity == Severity::Error);
    let mut wrong: Vec<String> =
        wrong.map(|found| format!("{}: {}", document.display(), pipeline::line(found))).collect();
    assert!(!outcome.findings.has(Code::ProfileUnmatched) || !wrong.is_empty());
    if let Some(api) = outcome.api {
        let text = dump(&api);
        let missing = facts.iter().filter(|fact| !text.contains(**fact));
        wrong.extend(missing.map(|fact| format!("{}: not in the IR: {fact}", document.display())));
    }
    wrong
}

/// The client of one of the vendor's own documents; `None`, with a word, where they are not here.
fn own(vendor: &str, document: &str) -> Option<Api> {
    let outcome = pipeline::run(&self::vendor(vendor, &vendors_own::specs()?.join(document)));
    Some(outcome.api.unwrap_or_else(|| panic!("{document}: {:?}", outcome.findings.all())))
}

fn vendor(name: &str, document: &Path) -> intertie_generator::config::Vendor {
    let mut vendor = pipeline::vendor(name, Input::Path(document.to_owned()));
    vendor.profile = Some(repository().join("specs").join(name).join("vendor.toml"));
    vendor
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}
