//! What a document says as a server, and a server beside a document.

use super::{ConfigFile, Fetch};
use clap::{Args as ClapArgs, ValueEnum};
use intertie::mock::SCENARIO_WORDS;
use std::path::PathBuf;

#[derive(ClapArgs, Debug)]
#[command(after_help = format!("\
Examples:
  intertie mock stripe                         a vendor of intertie.toml, with its profile
  intertie mock openapi.yaml --port 4010       one document
  curl -H 'Intertie-Scenario: status=402' ...  another answer than the good one

Requests are held against the document: path, query, headers, proof of who calls, body. What is wrong is said here, and \
in the answer's header Intertie-Problems. Scenarios, by the header Intertie-Scenario or for all requests by --scenario: \
{SCENARIO_WORDS}.

  intertie mock razorpay --webhook-url http://127.0.0.1:8080/hook --deliver payment.captured

Webhooks are made up from the document and signed as the vendor's profile says; POST /_intertie/deliver sends one, the \
scenario deliver=EVENT one with each answer."))]
pub(crate) struct Mock {
    /// A vendor of intertie.toml, a file, an https:// URL, or `-`.
    #[arg(value_name = "NAME|FILE")]
    pub(crate) what: String,
    /// The port; 0 takes one that is free.
    #[arg(long, default_value_t = 4010)]
    pub(crate) port: u16,
    /// What happens to every request that does not say otherwise.
    #[arg(long, value_name = "SCENARIO")]
    pub(crate) scenario: Option<String>,
    /// Another seed, other answers.
    #[arg(long, default_value_t = 0)]
    pub(crate) seed: u64,
    /// Where the vendor's webhooks go; a URL of this machine.
    #[arg(long, value_name = "URL", help_heading = "Webhooks")]
    pub(crate) webhook_url: Option<String>,
    /// The environment variable with the secret to sign with; else it is `whsec_aW50ZXJ0aWUgbW9jayBvbiB0aGUgbG9vcGJhY2s=`.
    #[arg(long, value_name = "VARIABLE", help_heading = "Webhooks")]
    pub(crate) webhook_secret: Option<String>,
    /// How to sign, where the profile does not say or says otherwise: stripe, slack, github, standard-webhooks ...
    #[arg(long, value_name = "SCHEME", help_heading = "Webhooks")]
    pub(crate) webhook_scheme: Option<String>,
    /// Let webhooks leave this machine.
    #[arg(long, help_heading = "Webhooks")]
    pub(crate) webhook_anywhere: bool,
    /// Send this event once the mock listens; may be repeated.
    #[arg(long, value_name = "EVENT", requires = "webhook_url", help_heading = "Webhooks")]
    pub(crate) deliver: Vec<String>,
    /// A vendor.toml with what the document does not say.
    #[arg(long, value_name = "FILE", help_heading = "One document")]
    pub(crate) profile: Option<PathBuf>,
    /// An OpenAPI Overlay to apply to it.
    #[arg(long, value_name = "FILE|URL", help_heading = "One document")]
    pub(crate) overlay: Option<String>,
    /// Only these operations: an operationId, `METHOD /path`, `tag:NAME` or a path with `*`; may be repeated.
    #[arg(long, value_name = "SELECTOR", help_heading = "One document")]
    pub(crate) include: Vec<String>,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  intertie probe stripe --base-url https://api.stripe.com --header Authorization=STRIPE_PROBE
  intertie probe openapi.yaml --base-url http://127.0.0.1:8888 --value project=42 --overlay-out drift.yaml
  intertie probe stripe --recorded tests/cassettes

Only GET and HEAD are sent, and what --also names; at most --rate requests a second. Ids are taken from the lists that \
come first. Exit code 5: a client that keeps to the document cannot read an answer.")]
pub(crate) struct Probe {
    /// A vendor of intertie.toml, a file, an https:// URL, or `-`.
    #[arg(value_name = "NAME|FILE")]
    pub(crate) what: String,
    /// The server: scheme, host and the path before those of the document.
    #[arg(long, value_name = "URL", required_unless_present = "recorded")]
    pub(crate) base_url: Option<String>,
    /// Ask no server: hold the answers of this cassette, or of all below this folder, against the document; may be repeated.
    #[arg(long, value_name = "FILE|DIR", conflicts_with_all = ["base_url", "header", "value", "also"])]
    pub(crate) recorded: Vec<PathBuf>,
    /// A header of every request, its value from this environment variable; may be repeated.
    #[arg(long, value_name = "NAME=VARIABLE")]
    pub(crate) header: Vec<String>,
    /// The value of a parameter wherever it has this name; may be repeated.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) value: Vec<String>,
    /// Another operation to send, which may change something: its operationId or `METHOD /path`; may be repeated.
    #[arg(long, value_name = "OPERATION")]
    pub(crate) also: Vec<String>,
    /// How many requests a second.
    #[arg(long, default_value_t = 5.0)]
    pub(crate) rate: f64,
    /// Write what the document would have to say as an OpenAPI Overlay.
    #[arg(long, value_name = "FILE")]
    pub(crate) overlay_out: Option<PathBuf>,
    /// Write which operations, statuses, members and enum values the answers had, as JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) coverage_out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  intertie export postman stripe > stripe.postman_collection.json
  newman run stripe.postman_collection.json --env-var baseUrl=http://127.0.0.1:4010
  intertie export har openapi.yaml --base-url https://api.example.com > requests.har

Each operation is there with a valid request and what it is answered. A collection has variables in place of the server and \
of every proof of who calls, and tests of status, media type and required members.")]
pub(crate) struct Export {
    /// For which tool.
    #[arg(value_enum)]
    pub(crate) form: ExportForm,
    /// A vendor of intertie.toml, a file, an https:// URL, or `-`.
    #[arg(value_name = "NAME|FILE")]
    pub(crate) what: String,
    /// The server, where it is not the document's first.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

/// Another tool's form.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportForm {
    /// A collection of Postman, version 2.1.
    Postman,
    /// An HTTP archive, version 1.2.
    Har,
}
