//! Proof Key for Code Exchange (RFC 7636): a code is of use only to whom began the login.

use crate::auth::AuthError;
use crate::codec::base64;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom as _, SystemRandom};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};

/// A text of 43 characters that nobody guesses: 256 bits.
pub(super) fn random() -> Result<SecretString, AuthError> {
    let mut bytes = Zeroizing::new([0; 32]);
    SystemRandom::new().fill(&mut *bytes).map_err(|_| AuthError::new("the system gives no random numbers"))?;
    Ok(base64::encode_url(&*bytes).into())
}

/// The challenge of a verifier, by the method `S256`.
pub(super) fn challenge(verifier: &SecretString) -> String {
    base64::encode_url(digest(&SHA256, verifier.expose_secret().as_bytes()).as_ref())
}

#[cfg(test)]
mod tests {
    use super::{challenge, random};
    use crate::codec::base64;
    use secrecy::ExposeSecret as _;

    /// RFC 7636, appendix B.
    #[test]
    fn the_challenge_of_the_rfc() {
        let bytes = [
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191,
            240, 91, 88, 5, 88, 83, 132, 141, 121,
        ];
        let verifier = base64::encode_url(&bytes);
        assert_eq!(verifier, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(challenge(&verifier.into()), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn verifiers_are_of_the_allowed_characters_and_never_the_same() {
        let (one, two) = (random().expect("random"), random().expect("random"));
        let text = one.expose_secret();
        assert!(text.len() == 43 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        assert_ne!(text, two.expose_secret());
    }
}
