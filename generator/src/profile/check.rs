//! What single values of the file must look like.

use super::section::Reader;
use toml::Spanned;

/// A header's name (RFC 9110, 5.6.2); tells what is none.
pub(super) fn header(name: &Spanned<String>, reader: &mut Reader<'_>) {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let text = name.get_ref();
    if text.is_empty() || !text.chars().all(token) {
        reader.wrong(name.span(), format!("`{text}` cannot be a header"), "letters, digits and `-`");
    }
}

/// A name of a query parameter, a cookie or a body member.
pub(super) fn name(name: &Spanned<String>, reader: &mut Reader<'_>) {
    if name.get_ref().trim().is_empty() {
        reader.wrong(name.span(), "this name is empty", "write the name as the vendor does");
    }
}

/// A JSON pointer (RFC 6901) in its plain form.
pub(super) fn pointer(text: &Spanned<String>, reader: &mut Reader<'_>) {
    if !text.get_ref().starts_with('/') {
        let message = format!("`{}` is no JSON pointer", text.get_ref());
        reader.wrong(text.span(), message, format!("begin with a slash: `/{}`", text.get_ref().replace('.', "/")));
    }
}

/// A pointer that may be left out.
pub(super) fn pointer_or_none(text: Option<&Spanned<String>>, reader: &mut Reader<'_>) {
    if let Some(text) = text {
        pointer(text, reader);
    }
}

/// A URL with scheme and host; with `relative` also a path at the client's own server.
pub(super) fn url(url: &Spanned<String>, relative: bool, reader: &mut Reader<'_>) {
    let text = url.get_ref();
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let own = relative && text.starts_with('/') && !text.starts_with("//");
    let odd = text.chars().any(|c| c.is_whitespace() || c.is_control() || "?#\\\"<>@".contains(c));
    if odd || !(own || host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))) {
        let help = if relative {
            "write `https://HOST/PATH`, or `/PATH` at the API's own server"
        } else {
            "write `https://HOST/PATH`"
        };
        reader.wrong(url.span(), format!("`{text}` cannot be such a URL"), help);
    }
}

/// Exactly one of several keys; gives the index of the one that is there.
pub(super) fn one_of(
    keys: &[(&str, bool)],
    span: std::ops::Range<usize>,
    what: &str,
    reader: &mut Reader<'_>,
) -> Option<usize> {
    let there: Vec<usize> = (0..keys.len()).filter(|&at| keys[at].1).collect();
    if let [only] = there[..] {
        return Some(only);
    }
    let names: Vec<String> = keys.iter().map(|(name, _)| format!("`{name}`")).collect();
    reader.wrong(span, format!("{what} needs exactly one of {}", names.join(", ")), "write one of them");
    None
}
