//! Schemathesis makes requests of a document by itself, and holds every answer against it.

use crate::{patterns, served};
use intertie_tests::{installed, vendors_own};
use std::path::Path;
use std::process::Command;

/// Documents below `specs` of the vendors' own, and a proof of who calls that they ask for.
const DOCUMENTS: &[(&str, &str)] = &[
    ("razorpay/razorpay-openapi.yml", "Basic aW50ZXJ0aWU6a2V5"),
    ("paypal/checkout_orders_v2.json", "Bearer key"),
    ("hubspot/CRM_Contacts_v3_contacts.json", "Bearer key"),
    ("google-calendar/calendar_v3.json", "Bearer key"),
    ("paypal/shipping_shipment_tracking_v1.json", "Bearer key"),
];

/// What it looks at. `positive_data_acceptance`: what is as the document says is not refused.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
response_headers_conformance,response_schema_conformance,positive_data_acceptance";

#[test]
fn schemathesis_finds_nothing_wrong_with_five_real_documents() {
    let Some(specs) = vendors_own::specs() else { return };
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let Some(folder) = installed::from_pypi(cache, "schemathesis", "schemathesis==4.32.5") else { return };
    let program = folder.join("bin/schemathesis");
    let mut wrong = Vec::new();
    for (document, proof) in DOCUMENTS {
        let path = specs.join(document);
        let (_runtime, port) = served::serve(served::mock(&path));
        let output = Command::new(&program)
            .current_dir(cache)
            .arg("run")
            .arg(patterns::spelled_out(&path, cache))
            .args(["--url", &format!("http://127.0.0.1:{port}"), "-H", &format!("Authorization: {proof}")])
            .args(["--checks", CHECKS, "--phases", "examples,fuzzing", "--mode", "positive", "--seed", "1"])
            .args(["-n", "20", "--max-time", "30", "--suppress-health-check", "all", "--no-color"])
            .output()
            .expect("it runs");
        let text = String::from_utf8_lossy(&output.stdout);
        let summary = text.lines().find(|line| line.contains(" generated, ")).unwrap_or_default().trim();
        println!("{document}: {summary}");
        if !output.status.success() || summary.is_empty() {
            wrong.push(format!("{document}:\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
