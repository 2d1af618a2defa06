//! HTML to text, for vendors who take plain text only.

use crate::map::{Refused, Result};

/// The text that a reader sees, without markup; lines are not broken.
pub fn to_text(html: &str) -> Result<String> {
    let config = html2text::config::plain_no_decorate().no_link_wrapping();
    // Wide enough that no line is broken for its width.
    let text = config.string_from_read(html.as_bytes(), 1 << 20).map_err(|_| Refused::not("HTML"))?;
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    Ok(lines.join("\n").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::to_text;

    #[test]
    fn markup_goes_and_text_stays() {
        assert_eq!(to_text("<p>Ask <b>Ada</b> &amp; Bob<br>soon</p><p>End</p>").unwrap(), "Ask Ada & Bob\nsoon\n\nEnd");
        assert_eq!(to_text("plain").unwrap(), "plain");
        assert_eq!(to_text("<script>alert(1)</script>a").unwrap(), "a");
    }
}
