//! Headers of an answer as values of Rust.
//!
//! In: the headers, and the type that the document declares for one. Out: the value; `None` where the header is not there
//! or cannot be read, because an answer must not fail for what comes beside it.

use crate::codec::{Decode, Input, Items, Result, Visit};
use http::HeaderMap;
use http::header::SET_COOKIE;

/// The header of this name as a value: text, a number, a boolean, a time, or a list of those.
///
/// Several headers of one name are one, joined by commas (RFC 9110, 5.3); a list is read from its parts.
#[inline]
pub fn header<T: Decode>(headers: &HeaderMap, name: &str) -> Option<T> {
    let mut target = T::blank();
    read(headers, name, &mut target).then_some(target)
}

fn read(headers: &HeaderMap, name: &str, target: &mut dyn Decode) -> bool {
    let values: Vec<_> = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
    if values.is_empty() {
        return false;
    }
    // The one header whose values hold commas that part nothing.
    let parts = if name == SET_COOKIE { values.iter().map(AsRef::as_ref).collect() } else { parts(&values) };
    let mut input = HeaderInput { text: values.join(", "), parts };
    matches!(target.decode(&mut input), Ok(true))
}

/// A header as a value: whatever of text and list its type takes.
struct HeaderInput<'a> {
    text: String,
    parts: Vec<&'a str>,
}

impl Input for HeaderInput<'_> {
    fn visit(&mut self, visitor: &mut dyn Visit) -> Result<()> {
        visitor.str(self.text.trim()).or_else(|_| visitor.array(&mut Parts(self.parts.iter())))
    }
    fn skip(&mut self) -> Result<()> {
        Ok(())
    }
    fn depth(&self) -> usize {
        0
    }
}

struct Parts<'a, 'p>(std::slice::Iter<'a, &'p str>);

impl Items for Parts<'_, '_> {
    fn next(&mut self, each: &mut dyn FnMut(&mut dyn Input) -> Result<()>) -> Result<bool> {
        match self.0.next() {
            Some(part) => each(&mut super::body::TextInput(part)).map(|()| true),
            None => Ok(false),
        }
    }
}

/// What commas part, but for those in quotes and in the `<..>` of `Link` (RFC 8288, 3).
fn parts<T: AsRef<str>>(values: &[T]) -> Vec<&str> {
    let mut parts = Vec::new();
    for value in values {
        let value = value.as_ref();
        let (mut start, mut quoted, mut bracketed, mut escaped) = (0, false, false, false);
        for (at, sign) in value.char_indices() {
            match sign {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                '<' if !quoted => bracketed = true,
                '>' if !quoted => bracketed = false,
                ',' if !quoted && !bracketed => {
                    parts.push(value[start..at].trim());
                    start = at + 1;
                }
                _ => {}
            }
        }
        parts.push(value[start..].trim());
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::header;
    use http::{HeaderMap, HeaderName, HeaderValue};

    fn headers(all: &[(&'static str, &'static [u8])]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static [u8])| {
            (HeaderName::from_static(name), HeaderValue::from_bytes(value).expect("a value"))
        };
        all.iter().map(pair).collect()
    }

    #[test]
    fn headers_are_read_as_their_types() {
        let headers =
            headers(&[("x-left", b" 12 "), ("x-more", b"true"), ("x-odd", b"a lot"), ("x-name", b"Zo\xc3\xab")]);
        assert_eq!(header(&headers, "x-left"), Some(12_i64));
        assert_eq!(header(&headers, "x-left"), Some("12".to_owned()));
        assert_eq!(header(&headers, "x-more"), Some(true));
        assert_eq!(header(&headers, "x-name"), Some("Zo\u{eb}".to_owned()));
        assert_eq!(header::<i64>(&headers, "x-odd"), None);
        assert_eq!(header::<String>(&headers, "x-none"), None);
        assert_eq!(header::<String>(&headers, "no header name"), None);
    }

    #[test]
    fn a_list_is_what_commas_part() {
        let link: &[u8] = b"<https://a.example/?x=1,2>; rel=\"next, please\", <https://b.example>; rel=last";
        let headers = headers(&[
            ("link", link),
            ("vary", b"a, b"),
            ("vary", b"c,"),
            ("counts", b"1, 2,3"),
            ("set-cookie", b"a=1; Expires=Fri, 02 Jan 2026 03:04:05 GMT"),
            ("set-cookie", b"b=2"),
        ]);
        let list = |name| header::<Vec<String>>(&headers, name).expect("a list");
        assert_eq!(list("link").len(), 2);
        assert_eq!(list("vary"), ["a", "b", "c"]);
        assert_eq!(header(&headers, "vary"), Some("a, b, c,".to_owned()));
        assert_eq!(header(&headers, "counts"), Some(vec![1_i64, 2, 3]));
        assert_eq!(list("set-cookie"), ["a=1; Expires=Fri, 02 Jan 2026 03:04:05 GMT", "b=2"]);
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn dates_of_http_are_read() {
        let headers = headers(&[("last-modified", b"Sun, 06 Nov 1994 08:49:37 GMT")]);
        let date = header::<crate::Rfc2822>(&headers, "last-modified").expect("a date");
        assert_eq!(date.0.timestamp(), 784_111_777);
    }
}
