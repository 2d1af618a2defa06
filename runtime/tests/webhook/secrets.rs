//! Nothing that is shown holds a secret.

use crate::exposure::{self, Failed as _};
use crate::vectors::{all, proofs};
use http::HeaderValue;
use intertie::webhook::{Scheme, SeenInMemory, Verifier};
use std::fmt::{Debug, Write as _};
use std::num::NonZeroUsize;
use std::time::{Duration, SystemTime};

#[tokio::test]
async fn nothing_shown_holds_a_secret() {
    let mut shown = String::new();
    let mut secrets = Vec::new();
    for (number, vector) in all().into_iter().enumerate() {
        let secret = if vector.scheme == Scheme::StandardWebhooks {
            vector.secret.clone()
        } else {
            format!("{}{number}", vector.secret)
        };
        let room = NonZeroUsize::new(10).expect("room");
        let builder = vector.builder().secret(secret.as_str()).secret(vector.secret.as_str());
        show(&mut shown, &builder);
        let verifier = builder.seen_before(SeenInMemory::new(room)).build().expect("a verifier");
        show(&mut shown, &verifier);
        let mut wrong = vec![vector.request.clone()];
        for name in proofs(vector.scheme) {
            let mut request = vector.request.clone();
            request.headers_mut().insert(*name, HeaderValue::from_str(&secret).expect("a header"));
            wrong.push(request.clone());
            request.headers_mut().append(*name, HeaderValue::from_static("x"));
            wrong.push(request);
        }
        for request in wrong {
            for now in [vector.now, SystemTime::now(), vector.now - Duration::from_secs(3600)] {
                match verifier.verify(&request, now).await {
                    Ok(delivery) => show(&mut shown, &delivery),
                    Err(error) => {
                        show(&mut shown, &error);
                        write!(shown, "{error}").expect("text");
                    }
                }
            }
        }
        secrets.extend([secret, vector.secret]);
    }
    for builder in [Verifier::builder(Scheme::StandardWebhooks), Verifier::builder(Scheme::Twilio)] {
        let error = builder.secret("a secret, wrong!").build().failed("wrong");
        write!(shown, "{error} {error:?}").expect("text");
    }
    secrets.push("a secret, wrong!".to_owned());
    for secret in secrets.iter().filter(|secret| secret.len() > 5) {
        assert!(!shown.contains(secret.as_str()), "{secret} is shown");
        assert!(!shown.contains(secret.trim_start_matches("whsec_")), "{secret} is shown");
    }
    assert!(shown.len() > 10_000);
}

/// The same of all tests of this program.
#[test]
fn no_test_exposes_a_secret() {
    let secrets: Vec<_> = all().into_iter().map(|vector| vector.secret).filter(|secret| secret.len() > 5).collect();
    let secrets: Vec<_> = secrets.iter().map(|secret| secret.trim_start_matches("whsec_")).collect();
    exposure::search("no_test_exposes_a_secret", 10_000, &secrets);
}

fn show(out: &mut String, value: &impl Debug) {
    write!(out, "{value:?} {value:#?}").expect("text");
}
