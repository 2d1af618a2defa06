//! The profiles of `specs/`: each serves the slim document beside it and the vendor's own documents, and what it says is in
//! the client.
//!
//! The vendors' own documents are not part of this repository; `INTERTIE_SHARED` says where they are.

use intertie_generator::diag::{Code, Severity, Sink};
use intertie_generator::ir::text::dump;
use intertie_generator::ir::{Api, FailureTest, KeyPlace, Place};
use intertie_generator::load::Input;
use intertie_generator::profile;
use intertie_tests::{parallel, pipeline, vendors_own};
use std::path::{Path, PathBuf};

/// Each vendor: its slim document, its own documents, and what must be found in the dump of each of them.
const VENDORS: &[(&str, &str, &[&str], &[&str])] = &[
    (
        "stripe",
        "2026-05-27.dahlia.yaml",
        &["stripe/openapi.spec3.json"],
        &[
            "server live \"https://api.stripe.com\"",
            "security [[(\"bearerAuth\", [])], [(\"basicAuth\", [])]]",
            "idempotency header Idempotency-Key POST up to 255\n",
            "every call Stripe-Version: 2026-05-27.dahlia",
            "request id in Request-Id",
            "limit 100 in 1 s",
            "paging LastId { param: \"starting_after\", id: \"/id\", more: \"/has_more\", back: Some(\"ending_before\") }",
            "webhook stripe",
        ],
    ),
    (
        "paypal",
        "v2.yaml",
        &[
            "paypal/catalogs_products_v1.json",
            "paypal/checkout_orders_v2.json",
            "paypal/invoicing_v2.json",
            "paypal/notifications_webhooks_v1.json",
            "paypal/payments_payment_v2.json",
            "paypal/shipping_shipment_tracking_v1.json",
        ],
        &[
            "server live \"https://api-m.paypal.com\"",
            "server sandbox \"https://api-m.sandbox.paypal.com\"",
            "token_url: Some(\"/v1/oauth2/token\")",
            "client_auth: Basic",
            "request id in Paypal-Debug-Id",
            "webhook paypal",
        ],
    ),
    (
        "razorpay",
        "v1.yaml",
        &["razorpay/razorpay-openapi.yml"],
        &[
            "server live \"https://api.razorpay.com/v1\"",
            "scheme \"basicAuth\" Basic",
            "paging Offset",
            "webhook razorpay",
        ],
    ),
    (
        "fedex",
        "v1.yaml",
        &[
            "fedex/address-validation_v1_Addresses-Resource.json",
            "fedex/authorization_v1_APIAuthorization-Resource.json",
            "fedex/rates_v1_RateQuotes-Resource.json",
            "fedex/ship_v1_Shipment-Resource.json",
            "fedex/track_v1_Notifications-Resource.json",
            "fedex/track_v1_TrackingNumbers-Resource.json",
            "fedex/trade-documents-upload_v1_EDUDocuments-Resource.json",
        ],
        &[
            "server live \"https://apis.fedex.com\"",
            "server sandbox \"https://apis-sandbox.fedex.com\"",
            "scheme \"oauth\" OAuth2",
            "token_url: Some(\"/oauth/token\")",
            "client_auth: Body",
            "limit 1400 in 10 s",
        ],
    ),
    (
        "mailchimp",
        "v3.yaml",
        &["mailchimp/marketing_2018.swagger2.json", "mailchimp/marketing_3.0.55_inlined.json"],
        &[
            "server live \"https://{dc}.api.mailchimp.com/3.0\" [(\"dc\", \"\", [])]",
            "security [[(\"basicAuth\", [])], [(\"bearerAuth\", [])]]",
            "paging Offset { param: \"offset\", limit: Some(\"count\"), total: Some(\"/total_items\") }",
        ],
    ),
    (
        "slack",
        "v1.yaml",
        &["slack/slack_web_openapi_v2_without_examples.json"],
        &[
            "server live \"https://slack.com/api\"",
            "scheme \"token\" Bearer",
            "security [[(\"token\", [])]]",
            "failure /ok is false code /error\n",
            "paging Cursor { param: \"cursor\", cursor: \"/response_metadata/next_cursor\"",
            "webhook slack",
        ],
    ),
    (
        "zoom",
        "v2.yaml",
        &["zoom/zoom_api_openapi.v2.json", "zoom/zoom_meetings_v2.json"],
        &[
            "server live \"https://api.zoom.us/v2\"",
            "fields: [(\"grant_type\", \"account_credentials\")]",
            "security [[(\"server_to_server\", [])], [(\"openapi_oauth\", [])]]",
            "paging Cursor { param: \"next_page_token\"",
            "webhook zoom",
        ],
    ),
    (
        "hubspot",
        "v3.yaml",
        &[
            "hubspot/CRM_Associations_v4_associations.json",
            "hubspot/CRM_Companies_v3_companies.json",
            "hubspot/CRM_Contacts_2026-09_contacts.json",
            "hubspot/CRM_Contacts_v3_contacts.json",
            "hubspot/CRM_Deals_v3_deals.json",
            "hubspot/CRM_Properties_v3_properties.json",
            "hubspot/Marketing_Forms_v3_forms.json",
            "hubspot/Webhooks_Webhooks_v3_webhooks.json",
        ],
        &[
            "scheme \"private_app\" Bearer",
            "security [[(\"private_app\", [])], [(\"oauth2\", [])]]",
            "limit 100 in 10 s remaining X-HubSpot-RateLimit-Remaining",
            "paging Cursor { param: \"after\", cursor: \"/paging/next/after\"",
            "webhook hubspot",
        ],
    ),
    (
        "google-calendar",
        "v3.yaml",
        &["google-calendar/calendar_v3.json"],
        &[
            "token_url: Some(\"https://oauth2.googleapis.com/token\")",
            "security [[(\"Oauth2\", [\"https://www.googleapis.com/auth/calendar\"])]]",
            "paging Cursor { param: \"pageToken\", cursor: \"/nextPageToken\"",
            "webhook google",
        ],
    ),
    (
        "jira",
        "v3.yaml",
        &["jira/jira_cloud_v3_2023.json", "jira/jira_cloud_v3_2025.json"],
        &[
            "server site \"https://{site}.atlassian.net\"",
            "server oauth \"https://api.atlassian.com/ex/jira/{cloudid}\"",
            "security [[(\"basicAuth\", [])], [(\"OAuth2\", [\"read:jira-work\"])]]",
            "every call X-Atlassian-Token: no-check",
            "paging Offset { param: \"startAt\", limit: Some(\"maxResults\"), total: Some(\"/isLast\") }",
            "webhook jira",
        ],
    ),
    (
        "google-maps",
        "v1.yaml",
        &["google-maps/google-maps-platform-openapi3.yml", "google-maps/multifile/specification/index.yml"],
        &[
            "server live \"https://maps.googleapis.com\"",
            "scheme \"ApiKeyAuth\" ApiKeyQuery(\"key\")",
            "failure /status none of [\"OK\", \"ZERO_RESULTS\"] code /status message /error_message",
            "paging Cursor { param: \"pagetoken\"",
        ],
    ),
    (
        "datadog",
        "v2.yaml",
        &["datadog/v1_openapi.yaml", "datadog/v2_openapi.yaml"],
        &[
            "server live \"https://api.{site}\"",
            "security [[(\"apiKeyAuth\", []), (\"appKeyAuth\", [])], [(\"AuthZ\", [])]]",
            "remaining X-RateLimit-Remaining reset X-RateLimit-Reset Seconds",
        ],
    ),
    (
        "newrelic",
        "v2.yaml",
        &["newrelic/new-relic-openapi.yml", "newrelic/new_relic_v2.json"],
        &[
            "server us \"https://api.newrelic.com/v2\"",
            "server eu \"https://api.eu.newrelic.com/v2\"",
            "scheme \"api_key\" ApiKeyHeader(\"Api-Key\")",
            "security [[(\"api_key\", [])]]",
            "paging LinkHeader",
        ],
    ),
    (
        "twilio",
        "v2010.yaml",
        &["twilio/twilio_api_v2010.json", "twilio/twilio_messaging_v1.yaml"],
        &[
            "scheme \"accountSid_authToken\" Basic",
            "security [[(\"accountSid_authToken\", [])]]",
            "request id in Twilio-Request-Id",
            "paging NextUrl",
            "webhook twilio",
        ],
    ),
];

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

#[test]
fn lists_of_the_vendors_own_documents_go_on() {
    let documents = [
        ("stripe", "stripe/openapi.spec3.json", 127),
        ("slack", "slack/slack_web_openapi_v2_without_examples.json", 10),
        ("zoom", "zoom/zoom_meetings_v2.json", 26),
        ("mailchimp", "mailchimp/marketing_3.0.55_inlined.json", 54),
        ("google-calendar", "google-calendar/calendar_v3.json", 5),
        ("jira", "jira/jira_cloud_v3_2025.json", 61),
        ("twilio", "twilio/twilio_api_v2010.json", 60),
        ("razorpay", "razorpay/razorpay-openapi.yml", 3),
        ("paypal", "paypal/invoicing_v2.json", 2),
        ("google-maps", "google-maps/google-maps-platform-openapi3.yml", 1),
    ];
    for (vendor, document, lists) in documents {
        let Some(api) = own(vendor, document) else { return };
        let found = api.operations.iter().filter(|operation| operation.paging.is_some()).count();
        assert!(found >= lists, "{document}: {found} of {lists} lists go on");
    }
}

/// Names of parameters that ask for a page.
const PAGES: &[&str] = &[
    "after",
    "cursor",
    "next_page_token",
    "offset",
    "page",
    "page[cursor]",
    "PageToken",
    "pageToken",
    "pagetoken",
    "skip",
    "startAt",
    "starting_after",
];

/// Lists of which no rule is certain. Events of Datadog: `page` counts only for events that are not aggregated; otherwise
/// each page is the same, and would be followed for ever.
const NO_RULE: &[(&str, &str)] = &[("datadog", "/api/v1/events")];

#[test]
fn every_list_of_the_slim_documents_goes_on() {
    let mut lists = 0;
    for (name, slim, ..) in VENDORS {
        let outcome = pipeline::run(&vendor(name, &repository().join("specs").join(name).join(slim)));
        let api = outcome.api.unwrap_or_else(|| panic!("{name}: {:?}", outcome.findings.all()));
        let asks = |operation: &&intertie_generator::ir::Operation| {
            operation.fields.iter().any(|field| PAGES.contains(&field.wire.as_str()))
        };
        for operation in api.operations.iter().filter(asks) {
            let known = NO_RULE.contains(&(*name, operation.path.as_str()));
            assert_ne!(operation.paging.is_some(), known, "{name}: {} {}", operation.id, operation.path);
            lists += 1;
        }
    }
    assert!(lists >= 45, "{lists} lists");
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
