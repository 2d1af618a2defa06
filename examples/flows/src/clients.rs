//! The clients of the flows: here of mock vendors, all behind one address.

use intertie::auth::oauth2::{ClientAuth, ClientCredentials, OAuth2};
use intertie::{ApiKey, Basic, Bearer, Cache, ConfigError, Connect};

/// How much is kept of what Google Maps has answered, in bytes.
const MOST_KEPT: u64 = 1 << 20;

/// A client of each vendor.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names are the vendors'")]
pub struct Clients {
    pub stripe: stripe::Client,
    pub fedex: fedex::Client,
    pub twilio: twilio::Client,
    pub hubspot: hubspot::Client,
    pub mailchimp: mailchimp::Client,
    pub slack: slack::Client,
    pub paypal: paypal::Client,
    pub jira: jira::Client,
    pub calendar: google_calendar::Client,
    pub zoom: zoom::Client,
    pub maps: google_maps::Client,
}

impl Clients {
    /// Clients of the vendors behind this address.
    pub fn at(address: &str) -> Result<Self, ConfigError> {
        // Relative to the host, on which all mock vendors are.
        let fedex_token = ClientCredentials::new("/fedex/oauth/token", ClientAuth::body("client-id", "client-key"));
        let paypal_token =
            ClientCredentials::new("/paypal/v1/oauth2/token", ClientAuth::basic("client-id", "client-secret"));
        let zoom_token = ClientCredentials::new("/zoom/oauth/token", ClientAuth::basic("client-id", "client-secret"))
            .grant_type("account_credentials")
            .field("account_id", "account");
        Ok(Self {
            stripe: built(address, "stripe", |builder| builder.auth(Bearer::new("sk_test_key")))?,
            fedex: built(address, "fedex", |builder| builder.auth(OAuth2::new(fedex_token)))?,
            twilio: built(address, "twilio", |builder| builder.auth(Basic::new("AC00", "twilio-token")))?,
            hubspot: built(address, "hubspot", |builder| builder.auth(Bearer::new("pat-test")))?,
            mailchimp: built(address, "mailchimp", |builder| builder.auth(Basic::new("any", "key-us1")))?,
            paypal: built(address, "paypal", |builder| builder.auth(OAuth2::new(paypal_token)))?,
            jira: built(address, "jira", |builder| builder.auth(Basic::new("ada@example.com", "jira-token")))?,
            calendar: built(address, "google-calendar", |builder| builder.auth(Bearer::new("google-token")))?,
            zoom: built(address, "zoom", |builder| builder.auth(OAuth2::new(zoom_token)))?,
            // Each look-up is billed: what was asked before is kept as long as Google allows.
            maps: built(address, "google-maps", |builder| {
                builder.auth(ApiKey::query("key", "maps-key")).cache(Cache::new(MOST_KEPT))
            })?,
            slack: built(address, "slack", |builder| builder.auth(Bearer::new("xoxb-test")))?,
        })
    }
}

fn built<C: Connect>(
    address: &str,
    vendor: &str,
    set_up: impl FnOnce(intertie::ClientBuilder<C>) -> intertie::ClientBuilder<C>,
) -> Result<C, ConfigError> {
    set_up(intertie::ClientBuilder::new().base_url(format!("{address}/{vendor}"))).build()
}
