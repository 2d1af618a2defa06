//! JSON pointers (RFC 6901): their parts, and the keys that these stand for.

use std::borrow::Cow;

/// The first part of a pointer, still escaped, and the rest; `None`: it points here.
pub(crate) fn split(pointer: &str) -> Option<(&str, &str)> {
    let after = pointer.strip_prefix('/')?;
    Some(after.split_at(after.find('/').unwrap_or(after.len())))
}

/// The keys on the way.
#[cfg(feature = "test-util")]
pub(crate) fn keys(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescaped)
}

/// A part of a pointer as the key that it is.
pub(crate) fn unescaped(part: &str) -> Cow<'_, str> {
    if part.contains('~') { part.replace("~1", "/").replace("~0", "~").into() } else { part.into() }
}

/// A key as a part of a pointer.
pub(crate) fn escaped(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) { key.replace('~', "~0").replace('/', "~1").into() } else { key.into() }
}

#[cfg(test)]
mod tests {
    use super::{escaped, split, unescaped};

    #[test]
    fn a_key_is_the_same_after_it_was_a_part() {
        for key in ["a", "", "a/b", "~", "~1", "m~n/~0"] {
            assert_eq!(unescaped(&escaped(key)), key);
        }
        assert_eq!(escaped("a/b~"), "a~1b~0");
    }

    #[test]
    fn a_pointer_is_taken_apart_step_by_step() {
        assert_eq!(split("/a~1b/c"), Some(("a~1b", "/c")));
        assert_eq!(split("/"), Some(("", "")));
        assert_eq!(split(""), None);
    }
}
