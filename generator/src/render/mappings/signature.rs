//! The head of a method: the same in the trait and in the stub.

use super::Sheet;
use crate::ir::mapping::{MappingMethod, MappingTrait};
use crate::render::text::WIDTH;
use crate::render::ty::qualified;

/// What a method gives, without `Result`.
pub(super) fn output(sheet: &Sheet<'_>, made: &MappingTrait, method: &MappingMethod) -> String {
    let vendor = made.target.vendor;
    qualified(sheet.apis[vendor], &sheet.root(vendor), &method.ty)
}

/// The arguments after `&self`.
pub(super) fn arguments(sheet: &Sheet<'_>, made: &MappingTrait) -> Vec<String> {
    made.sources.iter().map(|source| format!("{}: &{}", source.name, sheet.foreign(&source.ty))).collect()
}

/// A head as rustfmt breaks it, without `{` or `;`.
pub(super) fn head(lead: &str, arguments: &[String], output: &str, end: &str, margin: usize) -> String {
    let all: Vec<&str> = ["&self"].into_iter().chain(arguments.iter().map(String::as_str)).collect();
    let line = format!("{lead}({}) -> {output}", all.join(", "));
    if margin + line.len() + end.len() <= WIDTH {
        return line;
    }
    let pad = " ".repeat(margin);
    let between = format!(",\n{pad}    ");
    format!("{lead}(\n{pad}    {},\n{pad}) -> {output}", all.join(&between))
}

/// The arguments as calls pass them on.
pub(super) fn passed(made: &MappingTrait) -> String {
    made.sources.iter().flat_map(|source| [", ", source.name.as_str()]).collect()
}
