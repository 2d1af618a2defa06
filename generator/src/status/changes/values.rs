//! The values of enums, before and after.

use crate::ir::{Api, Ty, TypeKind};

/// The values of an enum, by their Rust names.
pub(super) fn values(api: &Api, ty: &Ty) -> Vec<String> {
    match api.plain(ty) {
        Ty::Option(inner) | Ty::Field(inner) | Ty::Boxed(inner) | Ty::List(inner) => values(api, inner),
        Ty::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Enum(choice) => choice.variants.iter().map(|variant| variant.name.to_string()).collect(),
            TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The values of one that another does not have; none where the other is no enum.
pub(super) fn beyond(of: &[String], other: &[String]) -> Vec<String> {
    if other.is_empty() { Vec::new() } else { of.iter().filter(|value| !other.contains(value)).cloned().collect() }
}

/// A line for each.
pub(super) fn lines(before: &str, values: &[String], after: &str) -> String {
    values.iter().map(|value| format!("    {before} `{value}`{after}")).collect::<Vec<_>>().join("\n")
}
