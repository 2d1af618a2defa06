//! What parts the parts of a multipart body. It is derived from the content, so that equal values give equal bytes.

use crate::codec::file::Content;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

/// A text that stands in no part. Whoever chooses the content cannot choose it, too: it is looked for. A stream cannot be
/// searched before it is sent, so there the text is one that nobody can guess.
pub(super) fn of(parts: &[(String, Content)]) -> String {
    let (mut low, mut high) = (0xcbf2_9ce4_8422_2325_u64, 0x6c62_272e_07bb_0142_u64);
    if parts.iter().any(|(_, content)| content.bytes().is_none()) {
        (low, high) = (random(), random());
    }
    for byte in parts.iter().flat_map(|(head, content)| head.as_bytes().iter().chain(here(content))) {
        low = (low ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        high = (high ^ u64::from(*byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
    }
    loop {
        let boundary = format!("intertie-{high:016x}{low:016x}");
        if !parts.iter().any(|(head, content)| holds(here(content), &boundary) || head.contains(&boundary)) {
            return boundary;
        }
        low = low.wrapping_add(1);
    }
}

/// The bytes of a part that are here.
fn here(content: &Content) -> &[u8] {
    content.bytes().map_or(&[], |bytes| bytes)
}

/// Bits that nobody can foretell: a keyed hash with the keys that the system gave this process.
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
