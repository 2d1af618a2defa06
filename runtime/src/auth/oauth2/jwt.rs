//! Signed JSON Web Tokens (RFC 7515, RFC 7519): RS256 and ES256.

use crate::auth::{AuthError, SecretSource};
use crate::codec::base64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value, json};

/// A private key that signs, in PEM: `BEGIN PRIVATE KEY` (PKCS #8), for RSA also `BEGIN RSA PRIVATE KEY`.
#[derive(Debug, Clone)]
pub struct SigningKey {
    pub(super) algorithm: Algorithm,
    pub(super) pem: SecretSource,
    pub(super) id: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rs256,
    Es256,
}

impl SigningKey {
    /// RSA with SHA-256.
    pub fn rs256(pem: impl Into<SecretSource>) -> Self {
        Self { algorithm: Algorithm::Rs256, pem: pem.into(), id: None }
    }

    /// ECDSA on the curve P-256 with SHA-256.
    pub fn es256(pem: impl Into<SecretSource>) -> Self {
        Self { algorithm: Algorithm::Es256, pem: pem.into(), id: None }
    }

    /// Which of the issuer's keys it is: the header `kid`.
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

/// The token of these claims.
pub(super) fn sign(
    algorithm: Algorithm,
    pem: &SecretString,
    id: Option<&str>,
    claims: &Map<String, Value>,
) -> Result<SecretString, AuthError> {
    let name = match algorithm {
        Algorithm::Rs256 => "RS256",
        Algorithm::Es256 => "ES256",
    };
    let mut header = json!({"alg": name, "typ": "JWT"});
    if let Some(id) = id {
        header["kid"] = id.into();
    }
    let part = |value: &Value| base64::encode_url(value.to_string().as_bytes());
    let mut token = Zeroizing::new(format!("{}.{}", part(&header), part(&Value::Object(claims.clone()))));
    let signature = signature(algorithm, pem.expose_secret(), token.as_bytes())?;
    token.push('.');
    token.push_str(&base64::encode_url(&signature));
    Ok(SecretString::from(token.as_str()))
}

fn signature(algorithm: Algorithm, pem: &str, message: &[u8]) -> Result<Vec<u8>, AuthError> {
    let (label, der) = pem_block(pem)?;
    let random = SystemRandom::new();
    match algorithm {
        Algorithm::Rs256 => {
            let pair = match label {
                "RSA PRIVATE KEY" => RsaKeyPair::from_der(&der),
                _ => RsaKeyPair::from_pkcs8(&der),
            };
            let pair = pair.map_err(|error| refused("RSA", error))?;
            let mut signature = vec![0; pair.public().modulus_len()];
            pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).map_err(|_| failed())?;
            Ok(signature)
        }
        Algorithm::Es256 => {
            let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &der, &random);
            let pair = pair.map_err(|error| refused("P-256", error))?;
            Ok(pair.sign(&random, message).map_err(|_| failed())?.as_ref().to_vec())
        }
    }
}

/// The label and the bytes of the first block (RFC 7468).
fn pem_block(pem: &str) -> Result<(&str, Zeroizing<Vec<u8>>), AuthError> {
    let wrong = |why: &str| AuthError::new(format_args!("the signing key is no PEM of a private key: {why}"));
    let (_, rest) = pem.split_once("-----BEGIN ").ok_or_else(|| wrong("no `-----BEGIN`"))?;
    let (label, rest) = rest.split_once("-----").ok_or_else(|| wrong("no end of its first line"))?;
    let (text, _) = rest.split_once("-----END ").ok_or_else(|| wrong("no `-----END`"))?;
    match label {
        "PRIVATE KEY" | "RSA PRIVATE KEY" => {}
        "EC PRIVATE KEY" => return Err(wrong("convert it by `openssl pkcs8 -topk8 -nocrypt`")),
        "ENCRYPTED PRIVATE KEY" => return Err(wrong("it is encrypted")),
        _ => return Err(wrong("it is something else")),
    }
    // Environment variables often hold `\n` instead of line breaks.
    let text = Zeroizing::new(text.replace("\\n", "\n"));
    let der = base64::decode(&text).ok_or_else(|| wrong("what is inside is not base64"))?;
    Ok((label, Zeroizing::new(der)))
}

fn refused(kind: &str, error: ring::error::KeyRejected) -> AuthError {
    AuthError::new(format_args!("the signing key is no {kind} key that can be used: {error}"))
}

fn failed() -> AuthError {
    AuthError::new("the signing key could not sign")
}
