//! HTML in which text cannot become markup: what is not written here is escaped.

use std::fmt::{Display, Write as _};

/// A piece of HTML.
#[derive(Debug, Clone, Default)]
pub(super) struct Html(String);

impl Html {
    /// Markup of ours.
    pub(super) fn raw(markup: &'static str) -> Self {
        Self(markup.to_owned())
    }

    /// Text of anybody's.
    pub(super) fn text(text: impl Display) -> Self {
        let mut html = Self::default();
        html.push(text);
        html
    }

    /// An element of this name, with attributes of anybody's values.
    #[expect(clippy::needless_pass_by_value, reason = "pieces are made where they are put: it reads as HTML does")]
    pub(super) fn element(name: &'static str, attributes: &[(&'static str, &str)], content: Self) -> Self {
        let mut html = Self(format!("<{name}"));
        for (key, value) in attributes {
            let _ = write!(html.0, " {key}=\"");
            html.push(value);
            html.0.push('"');
        }
        html.0.push('>');
        html.0 += &content.0;
        // Writing to a `String` cannot fail.
        let _ = write!(html.0, "</{name}>");
        html
    }

    #[expect(clippy::needless_pass_by_value, reason = "pieces are made where they are put: it reads as HTML does")]
    pub(super) fn and(mut self, more: Self) -> Self {
        self.0 += &more.0;
        self
    }

    pub(super) fn all(pieces: impl IntoIterator<Item = Self>) -> Self {
        pieces.into_iter().fold(Self::default(), Self::and)
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }

    fn push(&mut self, text: impl Display) {
        for letter in text.to_string().chars() {
            match letter {
                '&' => self.0 += "&amp;",
                '<' => self.0 += "&lt;",
                '>' => self.0 += "&gt;",
                '"' => self.0 += "&quot;",
                '\'' => self.0 += "&#39;",
                other => self.0.push(other),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Html;
    use crate::percent::escaped;

    #[test]
    fn text_is_no_markup_anywhere() {
        let evil = "\"><script>alert('1')</script>&";
        let html = Html::element("a", &[("href", evil)], Html::text(evil)).into_text();
        assert!(!html.contains("<script") && !html.contains("\"><s"), "{html}");
        assert_eq!(escaped("a/b?c#d ä"), "a%2Fb%3Fc%23d%20%C3%A4");
    }
}
