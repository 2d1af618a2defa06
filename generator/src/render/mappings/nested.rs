//! A field that the mapping of what it holds makes: of one object, or of each of a list.

use super::Sheet;
use super::body::{absent, is_list, wrapped};
use super::reach::reach;
use crate::ir::Ty;
use crate::ir::mapping::{MappingMethod, MappingTrait, TraitId, Way};

/// The expression, of `Result<T>`.
pub(super) fn nested(sheet: &Sheet<'_>, made: &MappingTrait, method: &MappingMethod, way: &Way, id: TraitId) -> String {
    let held = &sheet.mappings.traits[id.0];
    let call = Call { name: held.name.as_str(), is_async: held.is_async };
    let reached = reach(made.sources[way.source].name.as_str(), &way.steps);
    let from_list = matches!(way.ty, Ty::List(_));
    let to_list = is_list(sheet, made, &method.ty);
    if !reached.optional {
        let value = call.value(&reached.expr, &format!("&{}", reached.expr), from_list, to_list);
        return format!("Ok({})", wrapped(sheet, made, &method.ty, &value));
    }
    let value = call.value("it", "it", from_list, to_list);
    // A missing source leaves the target out: it is never sent as null for that.
    let missing = absent(sheet, made, &method.ty);
    let value = wrapped(sheet, made, &method.ty, &value);
    format!("Ok(match {} {{ Some(it) => {value}, None => {missing} }})", reached.expr)
}

/// The call of a mapping.
struct Call<'n> {
    name: &'n str,
    is_async: bool,
}

impl Call<'_> {
    /// The value that it makes of `place`, which `by_ref` borrows.
    fn value(&self, place: &str, by_ref: &str, from_list: bool, to_list: bool) -> String {
        let Self { name, is_async } = self;
        let one = |value: &str| format!("{name}::map(self, {value})");
        match (from_list, to_list, is_async) {
            (true, _, true) => format!("intertie::map::each({by_ref}, |it| {}).await?", one("it")),
            (true, _, false) => {
                format!("{place}.iter().map(|it| {}).collect::<intertie::map::Result<Vec<_>>>()?", one("it"))
            }
            (false, true, true) => format!("vec![{}.await?]", one(by_ref)),
            (false, true, false) => format!("vec![{}?]", one(by_ref)),
            (false, false, true) => format!("{}.await?", one(by_ref)),
            (false, false, false) => format!("{}?", one(by_ref)),
        }
    }
}
