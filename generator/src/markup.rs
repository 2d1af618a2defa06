//! Strangers' text in XML, SVG and HTML.

/// Text as it stands between tags and in attributes of either quote. What XML 1.0 has no place for does not get in: control
/// characters become spaces, non-characters question marks.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push('?'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(escaped("<a href='x' b=\"&\">\u{0}\u{ffff}"), "&lt;a href=&#39;x&#39; b=&quot;&amp;&quot;&gt; ?");
    }
}
