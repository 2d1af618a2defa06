//! Lists that go on: of the vendors' own documents most, of the slim ones all.

use super::{own, repository, vendor};
use crate::table::VENDORS;
use intertie_tests::pipeline;

#[test]
fn lists_of_the_vendors_own_documents_go_on() {
    let documents = [
        ("stripe", "stripe/openapi.spec3.json", 127),
        ("slack", "slack/slack_web_openapi_v2_without_examples.json", 14),
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
