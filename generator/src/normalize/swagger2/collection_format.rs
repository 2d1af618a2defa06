//! `collectionFormat` -> style and explode.

use crate::diag::Code;
use crate::document::{Location, Style};
use crate::normalize::read::{Node, Reader};
use serde_json::Value;

/// How the list of a parameter is written.
pub(crate) fn style(r: &mut Reader<'_, '_>, node: &Node<'_>, format: &Value, location: Location) -> (Style, bool) {
    let comma = if matches!(location, Location::Query | Location::Cookie) { Style::Form } else { Style::Simple };
    match format.as_str().unwrap_or_default() {
        "csv" => (comma, false),
        "ssv" => (Style::SpaceDelimited, false),
        "tsv" => (Style::TabDelimited, false),
        "pipes" => (Style::PipeDelimited, false),
        "multi" if comma == Style::Form => (Style::Form, true),
        other => {
            let message = format!("`{other}` is no `collectionFormat` here; items are joined by commas");
            r.report(Code::WrongType, &node.at.push("collectionFormat"), message);
            (comma, false)
        }
    }
}
