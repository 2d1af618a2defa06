//! The way from a source to a value in it, as code walks it.

use crate::ir::mapping::{Access, Presence, SourceStep};
use crate::render::text::literal;

/// The way to a value.
pub(super) struct Reached {
    /// A place, or where it is optional an `Option<&T>`.
    pub(super) expr: String,
    pub(super) optional: bool,
}

/// Follows the steps from a source.
pub(super) fn reach(source: &str, steps: &[SourceStep]) -> Reached {
    let mut reached = Reached { expr: source.to_owned(), optional: false };
    for step in steps {
        let open = match &step.access {
            Access::Items => continue,
            Access::Field(name, boxed) => format!(".{name}{}", opened(step.presence, *boxed)),
            // A key gives a reference in an option; a value that is itself an option is opened once more.
            Access::Key => match step.presence {
                Presence::Always => format!(".get({})", literal(&step.wire)),
                Presence::Option => format!(".get({}).and_then(Option::as_ref)", literal(&step.wire)),
                Presence::Field => format!(".get({}).and_then(|it| it.as_ref().value())", literal(&step.wire)),
            },
        };
        let is_option = step.presence != Presence::Always || step.access == Access::Key;
        reached.expr = match (reached.optional, is_option) {
            (false, _) => format!("{}{open}", reached.expr),
            (true, true) => format!("{}.and_then(|it| it{open})", reached.expr),
            (true, false) => format!("{}.map(|it| &it{open})", reached.expr),
        };
        reached.optional |= is_option;
    }
    reached
}

/// How an optional field gives an option of a reference.
fn opened(presence: Presence, boxed: bool) -> &'static str {
    match (presence, boxed) {
        (Presence::Always, _) => "",
        (Presence::Option, false) => ".as_ref()",
        (Presence::Option, true) => ".as_deref()",
        (Presence::Field, false) => ".as_ref().value()",
        (Presence::Field, true) => ".as_ref().value().map(|it| &**it)",
    }
}
