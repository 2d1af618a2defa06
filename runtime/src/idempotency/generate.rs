//! A new key: a random UUID, version 4 (RFC 9562, 5.4).

use super::uuid;
use crate::client::ConfigError;

/// A key of at most this many characters. Where a UUID does not fit, its digits are cut.
pub(super) fn key(max_length: usize) -> Result<String, ConfigError> {
    let mut bytes = [0; 16];
    getrandom::getrandom(&mut bytes).map_err(|_| ConfigError::new("the system gives no random numbers for a key"))?;
    Ok(uuid::text(bytes, 4, max_length))
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn it_is_a_uuid_of_version_4_or_as_much_of_one_as_fits() {
        let one = key(255).expect("a key");
        let groups: Vec<_> = one.split('-').map(str::len).collect();
        assert_eq!((groups, &one[14..15]), (vec![8, 4, 4, 4, 12], "4"), "{one}");
        assert!(matches!(&one[19..20], "8" | "9" | "a" | "b"), "{one}");
        assert_ne!(one, key(255).expect("a key"));
        assert_eq!((key(35).expect("a key").len(), key(20).expect("a key").len()), (32, 20));
    }
}
