//! Verifiers that would let forgeries pass cannot be built.

use crate::exposure::Failed as _;
use intertie::webhook::{Scheme, Verifier, VerifierBuilder};

fn refusal(builder: VerifierBuilder) -> String {
    builder.build().failed("it cannot be built").to_string()
}

#[test]
fn a_secret_is_needed_and_not_empty() {
    assert_eq!(refusal(Verifier::builder(Scheme::Stripe)), "a verifier for `stripe` needs a `secret`");
    for empty in ["", "\n", "\r\n"] {
        assert_eq!(refusal(Verifier::builder(Scheme::Slack).secret(empty)), "a secret for `slack` is empty");
    }
    let unset = Verifier::builder(Scheme::Zoom).secret("fine").secret_from_env("INTERTIE_TEST_UNSET");
    assert_eq!(refusal(unset), "the environment variable `INTERTIE_TEST_UNSET` is not set");
}

#[test]
fn secrets_of_standard_webhooks_are_base64() {
    for wrong in ["whsec_", "whsec_!", "not base64!"] {
        let text = refusal(Verifier::builder(Scheme::StandardWebhooks).secret(wrong));
        assert_eq!(text, "a secret for `standard-webhooks` is not base64 text");
    }
    assert!(Verifier::builder(Scheme::StandardWebhooks).secret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").build().is_ok());
}

#[test]
fn schemes_that_sign_the_url_need_it() {
    for scheme in [Scheme::HubSpot, Scheme::Twilio] {
        let name = scheme.name();
        assert_eq!(
            refusal(Verifier::builder(scheme).secret("s")),
            format!("a verifier for `{name}` needs the `public_url`")
        );
        for wrong in ["", "hooks.example.com", "ftp://a", "https://", "https://a/?b", "https://a/#b", "/hook"] {
            assert!(
                refusal(Verifier::builder(scheme).secret("s").public_url(wrong)).contains("must be `https://host`")
            );
        }
    }
}

#[test]
fn paypal_needs_a_client() {
    let refused = refusal(Verifier::builder(Scheme::PayPal).secret("1JE4291016473214C"));
    assert_eq!(refused, "a verifier for `paypal` needs a `client`");
}
