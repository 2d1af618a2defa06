//! 3.2 `in: querystring`: the whole query is one form. That is what an exploded form object means, so it becomes one.

use crate::document::{Parameter, Style};
use crate::normalize::read::{Node, parameter};

/// The parameter as it was read, mended where it is the whole query.
pub(crate) fn mended(node: &Node<'_>, read: Parameter) -> Parameter {
    if parameter::place(node) != "querystring" {
        return read;
    }
    let is_form = read.content.as_deref() == Some("application/x-www-form-urlencoded");
    let content = read.content.filter(|_| !is_form);
    Parameter { style: Style::Form, explode: true, content, ..read }
}
