//! Keys that vendors make of an address.

use md5::{Digest as _, Md5};

/// The key of a member of an audience: MD5 of the address in lower case, as hexadecimal digits. No secret is kept by it;
/// it is the vendor's name for the member.
pub fn email_key(email: &str) -> String {
    let digest = Md5::digest(email.trim().to_lowercase().as_bytes());
    digest
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::email_key;

    #[test]
    fn the_key_is_that_of_the_address_in_lower_case() {
        // RFC 1321, A.5, has the digest of `abc`.
        assert_eq!(email_key("ABC"), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(email_key(" Ada@Example.com"), email_key("ada@example.com"));
    }
}
