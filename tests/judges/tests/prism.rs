//! Prism, a validating mock server that others wrote, before every generated client: requests with sample values of every
//! operation are as the document has them, and what Prism makes up as answers can be read.

use intertie_judges::judged::Judged;
use intertie_judges::rounds::Rounds;
use intertie_judges::server::Server;
use intertie_judges::vendor::Vendor;
use intertie_judges::{install, operations};
use std::path::Path;
use std::process::Command;

async fn judge(vendor: Vendor) {
    let Some(prism) = install::prism(Path::new(env!("CARGO_TARGET_TMPDIR"))) else { return };
    let judged = Judged::of(vendor.name);
    let server = Server::start(|port| {
        let mut node = Command::new("node");
        node.arg(&prism).args(["mock", "--errors", "--seed", "1", "--verboseLevel", "error", "--port"]);
        node.arg(port.to_string()).arg(&judged.path);
        node
    });
    let (complaints, requests, answers) = Rounds::new(&vendor, &judged, &server.url()).run().await;
    println!("{}: {} operations, {requests} requests, {answers} answers", vendor.name, vendor.operations.len());
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
    assert!(requests > vendor.operations.len() && answers > vendor.operations.len());
}

macro_rules! judged {
    ($($vendor:ident)*) => { $(
        #[tokio::test]
        async fn $vendor() {
            judge(operations::$vendor()).await;
        }
    )* };
}

judged! {
    stripe paypal hubspot slack razorpay fedex mailchimp zoom google_calendar jira google_maps datadog newrelic twilio
}
