//! The keys of `responses`.

use crate::document::Status;

/// What a key stands for: a code, a range, `default`; sloppy forms count (`200 OK`, `20X`). `None`: nothing known.
pub(crate) fn status(key: &str) -> Option<Status> {
    let key = key.trim();
    if key.eq_ignore_ascii_case("default") {
        return Some(Status::Default);
    }
    let token = key.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let (&first, rest) = token.as_bytes().split_first()?;
    if rest.len() != 2 || !(b'1'..=b'9').contains(&first) {
        return None;
    }
    if rest.iter().all(u8::is_ascii_digit) {
        return token.parse().ok().map(Status::Code);
    }
    let is_range = rest.iter().all(|b| b.is_ascii_digit() || b.eq_ignore_ascii_case(&b'x'));
    is_range.then_some(Status::Range(first - b'0'))
}

/// Whether the key is written as OpenAPI asks.
pub(crate) fn is_regular(key: &str, status: Status) -> bool {
    match status {
        Status::Code(code) => key == code.to_string(),
        Status::Range(first) => key == format!("{first}XX"),
        Status::Default => key == "default",
    }
}

#[cfg(test)]
mod tests {
    use super::status;
    use crate::document::Status;

    #[test]
    fn keys_of_every_habit_are_read() {
        assert_eq!(status("404"), Some(Status::Code(404)));
        assert_eq!(status("200 OK"), Some(Status::Code(200)));
        assert_eq!(status("4xx"), Some(Status::Range(4)));
        assert_eq!(status("20X"), Some(Status::Range(2)));
        assert_eq!(status("Default"), Some(Status::Default));
        for key in ["", "OK", "0", "000", "2000", "2é", "2", "xxx"] {
            assert_eq!(status(key), None, "{key}");
        }
    }
}
