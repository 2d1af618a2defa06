//! Service accounts: the statement that is sent, its signature checked by the public key.

use super::{Vendor, client, issue};
use crate::acme::Echo;
use crate::exposure::Failed as _;
use intertie::auth::oauth2::{JwtBearer, OAuth2, SigningKey};
use intertie::{AuthError, SecretFile, Value};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_2048_8192_SHA256,
    RsaKeyPair, UnparsedPublicKey, VerificationAlgorithm,
};
use serde_json::json;
use std::time::{SystemTime, UNIX_EPOCH};

/// A key made for these tests and used for nothing else: PKCS #8.
pub(crate) const RSA: &str = "\
     MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCiL5VHuMtvQuxOfDabUWFJyRCE+cZEAYR0ZFqBw6ZtQwjmfKpPgjW6x+vVmZ\
     9aOahhm4X1mBZ6nOovb0z+0GaFdt1kr2MMEEcHBEpNTUT6VFbhCIvE8uX+o80Ewk3/qCJDw+/IBwvt+9i96f8b0FbNksvAyWuTPaOILYzvgH43\
     BRuCja5V7atprT+cosYhDAum3lKnjGuTuQZ7M8thbtWbYYnMLHDlPn659aJfo14js5/EWvjTBKGKKbhNufctTlRcMsl6FbTs63vplNkuDZ1miN\
     gAcgy1N8ArOk5booRbCkdPJQoPz7Z/U2SRSvIgFaH5Pv+uLsvxYsfqtxqGDIF3AgMBAAECggEAPn/FsBDXXHXWqFwXkvzmV8/CrOuv6q8HAu9V\
     LWJe9QX7HQ73dpI/8E1wZSzBCrzjVVHgaocESpXDbSof6qYWi+IFaPJpYdG3/U068NUQ+sKbhDaN3gSYeutWazoRYq7BHYoZEeUdRMVjfbP5mh\
     dMDAZAvHciHGiJZ0XeZMEIYlzZJlfmxU+oZXwk4f8Ag+jPFtUsF7DSaqzp8+wvWjq0TCugLrcN8HLM+sa/2qK4rN2oVj8PG2m1o9H9G3JDi7LL\
     Rx7/YuVrWLWfb55vgGXdVM7TocfPhunVDwlhu29fcjUQfu3XH+Y+z5HqkKsRMXB6rbf/8QIQv+pBkMn2fxWBgQKBgQDY4KrTb/ZB0jkC7NtB99\
     vnhK/AkIJNN+t/kOPSLP45pNpWW5y7qjAqZcMdkNITurk218141D09ZhVLO1XfqzXr8bgrcxf5g6MkVdVh5S1fppD2y0A4yrLN36WVqtKXXnh/\
     hLD7MGttxLja1UbtaoWE181iWfDSBfpBmAyFjmvnwQKBgQC/cUU9ZMAzirJcT7neAKYCdp4AzavwM5ubpXP51EDHhXHmfT//RgQrDpJdOHSWl0\
     IvY769ct16cjyeUjpCFRKcJ27DMG56pa1Cu9wZxBpbbEyTpX5dvw9fS6W+P1TzGm09sJTRrjm2mfoIm8Et1AwK8Y01uQUpu/BCVhO3RON3NwKB\
     gQCiHcb0CGRfLWK6gg0f0cRK2s95tUwBpsRd9hOmf0WGF2myVgbh7UTV3H2ucxvl7ZUXntcT9CrW46EVPIRjjprfBTAzInSQaksgFR1NcT+qmV\
     sRcDtQeIySAhTHvQpwZgjS4YBeNAKJ6hx4UCcVv6OQ+rOnSi4PALLiJ2NszlpwwQKBgGa/fm/y8Q04tX3B9HnoUzEjRK4dtNhYen3RESvW9WWg\
     g383Xe++PmJ1kayirkBcslMI78hyK9iaE1rNuyLYeIKCz3nHNqRw40rb1MenbpX+zCK6QdZCwxdcXHp9NzS6zEK90UGwhp0wivev0MCt/ECrYC\
     SjRtgdXFfeJvrH6GWFAoGBAIJ80Q5TA40gEoNVSoz05h7++1z4iaYeuKw2PlvTORaU3C4mVurOESZFNGzkqnK8uSGwLuNtkh/wclwhnTTXsjSh\
     JdYo/7Qxpxb6JIiw63MdIKie3AjlnP8d736qFNZ8T8z/oWEn2UwYh4/EC2IxlX6ajgvO/Oz9se7xHx3UWW5t";

fn bytes(base64: &str) -> Vec<u8> {
    intertie::from_str::<intertie::Base64>(&format!("\"{base64}\"")).expect("base64").0
}

fn base64(bytes: &[u8]) -> String {
    intertie::to_string(&intertie::Base64(bytes.to_vec())).expect("text").trim_matches('"').to_owned()
}

fn pem(base64: &str) -> String {
    format!("-----BEGIN PRIVATE KEY-----\n{base64}\n-----END PRIVATE KEY-----\n")
}

/// Header and claims of the assertion that the vendor got, if its signature is of this key.
fn verified(vendor: &Vendor, how: &'static dyn VerificationAlgorithm, public: &[u8]) -> (Value, Value) {
    let asked = &vendor.asked()[0];
    assert_eq!(asked.get("grant_type"), Some("urn:ietf:params:oauth:grant-type:jwt-bearer"));
    let assertion = asked.get("assertion").expect("an assertion").to_owned();
    assert!(!assertion.contains(['=', '+', '/']), "base64url without padding");
    let (signed, signature) = assertion.rsplit_once('.').expect("three parts");
    let key = UnparsedPublicKey::new(how, public);
    key.verify(signed.as_bytes(), &bytes(signature)).expect("the signature of the key");
    let (header, claims) = signed.split_once('.').expect("three parts");
    let json = |part: &str| serde_json::from_slice(&bytes(part)).expect("JSON");
    (json(header), json(claims))
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs()
}

#[tokio::test]
async fn a_google_service_account_signs_with_rs256() {
    let vendor = Vendor::new(|_, _| issue("s3cret", 3600)).await;
    let file = json!({
        "type": "service_account", "client_email": "robot@acme.iam.gserviceaccount.com", "private_key_id": "k1",
        "private_key": pem(RSA), "token_uri": "https://evil.example/token",
    });
    let path = std::env::temp_dir().join(format!("intertie-service-account-{}.json", std::process::id()));
    std::fs::write(&path, file.to_string()).expect("written");
    let grant = JwtBearer::google(SecretFile::new(&path))
        .token_url("/token")
        .scope("https://www.googleapis.com/auth/calendar")
        .scope("openid")
        .subject("ada@acme.com");
    let answer = client(&vendor.base, OAuth2::new(grant)).send(Echo {}).await.expect("an answer");
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(answer["token"], "s3cret");
    let pair = RsaKeyPair::from_pkcs8(&bytes(RSA)).expect("a key");
    let (header, claims) = verified(&vendor, &RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref());
    assert_eq!(header, json!({"alg": "RS256", "typ": "JWT", "kid": "k1"}));
    assert_eq!(claims["iss"], "robot@acme.iam.gserviceaccount.com");
    assert_eq!(claims["scope"], "https://www.googleapis.com/auth/calendar openid");
    assert_eq!((&claims["aud"], &claims["sub"]), (&json!(vendor.token_url()), &json!("ada@acme.com")));
    let (issued, expires) = (claims["iat"].as_u64().expect("a time"), claims["exp"].as_u64().expect("a time"));
    assert!(issued < now() && expires > now() && expires - issued <= 3600, "{claims}");
    assert_eq!(vendor.asked()[0].form.len(), 2, "Google's scope is within the statement");
}

#[tokio::test]
async fn others_sign_with_es256_and_claims_of_their_own() {
    let vendor = Vendor::new(|_, _| issue("s3cret", 3600)).await;
    let random = SystemRandom::new();
    let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).expect("a key");
    let signing = SigningKey::es256(pem(&base64(key.as_ref()))).with_id("k2");
    let grant = JwtBearer::new("/token", "issuer", signing).audience("acme").scope("read").claim("box", 7);
    client(&vendor.base, OAuth2::new(grant)).send(Echo {}).await.expect("an answer");
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key.as_ref(), &random).expect("a key");
    let (header, claims) = verified(&vendor, &ECDSA_P256_SHA256_FIXED, pair.public_key().as_ref());
    assert_eq!(header, json!({"alg": "ES256", "typ": "JWT", "kid": "k2"}));
    assert_eq!((&claims["iss"], &claims["sub"], &claims["aud"]), (&json!("issuer"), &json!("issuer"), &json!("acme")));
    assert_eq!((&claims["box"], vendor.asked()[0].get("scope")), (&json!(7), Some("read")));
}

#[tokio::test]
async fn a_key_that_cannot_sign_is_told_without_being_shown() {
    let site = intertie::auth::Site::new(intertie::ReqwestTransport::new().expect("a transport"));
    let half = &RSA[..400];
    for (key, why) in [
        (SigningKey::rs256("s3cret"), "-----BEGIN"),
        (SigningKey::rs256(pem("s3cret!")), "base64"),
        (SigningKey::rs256(pem(half)), "no RSA key"),
        (SigningKey::es256(pem(RSA)), "no P-256 key"),
        (SigningKey::es256("-----BEGIN EC PRIVATE KEY-----\ns3cret\n-----END EC PRIVATE KEY-----"), "pkcs8 -topk8"),
    ] {
        let grant = JwtBearer::new("https://127.0.0.1:1/token", "issuer", key);
        let error: AuthError = OAuth2::new(grant).token(&site).await.failed("no token");
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(why) && !shown.contains("s3cret") && !shown.contains(&half[..20]), "{shown}");
    }
    let error = OAuth2::new(JwtBearer::google("{\"private_key\": s3cret}")).token(&site).await.failed("no JSON");
    assert!(!format!("{error:?}").contains("s3cret"));
}
