//! What a method does by itself, as an expression of the field's type.

use super::Sheet;
use super::nested::nested;
use super::reach::reach;
use super::signature::passed;
use crate::ir::mapping::{Conversion, MappingBody, MappingMethod, MappingTrait, Way};
use crate::ir::{Api, EnumValue, Ty, TypeKind};
use crate::render::text::literal;

/// The expression, of `Result<T>`; `None` where there is no body.
pub(super) fn body(sheet: &Sheet<'_>, made: &MappingTrait, method: &MappingMethod) -> Option<String> {
    match &method.body {
        MappingBody::Open => None,
        MappingBody::Absent => Some(format!("Ok({})", absent(sheet, made, &method.ty))),
        MappingBody::Constant(value) => Some(format!("Ok({})", wrapped(sheet, made, &method.ty, &constant(value)))),
        MappingBody::From(way) => Some(from(sheet, made, method, way)),
        MappingBody::Nested(way, id) => Some(nested(sheet, made, method, way, *id)),
        MappingBody::Whole(id) => {
            let held = &sheet.mappings.traits[id.0];
            let call = format!("{}::map(self{})", held.name, passed(made));
            let wait = if held.is_async { ".await" } else { "" };
            let value = format!("{call}{wait}?");
            let value = if is_list(sheet, made, &method.ty) { format!("vec![{value}]") } else { value };
            Some(format!("Ok({})", wrapped(sheet, made, &method.ty, &value)))
        }
    }
}

/// Nothing, in the type's own way.
pub(super) fn absent(sheet: &Sheet<'_>, made: &MappingTrait, ty: &Ty) -> &'static str {
    match sheet.apis[made.target.vendor].plain(ty) {
        Ty::Field(_) => "intertie::Field::Absent",
        Ty::Option(_) => "None",
        _ => "Default::default()",
    }
}

fn constant(value: &EnumValue) -> String {
    match value {
        EnumValue::String(text) => format!("{}.to_owned()", literal(text)),
        EnumValue::Integer(number) => number.to_string(),
        EnumValue::Boolean(value) => value.to_string(),
    }
}

/// A value of the innermost type, as the field has it.
pub(super) fn wrapped(sheet: &Sheet<'_>, made: &MappingTrait, ty: &Ty, value: &str) -> String {
    match sheet.apis[made.target.vendor].plain(ty) {
        Ty::Option(inner) => format!("Some({})", wrapped(sheet, made, inner, value)),
        Ty::Field(inner) => format!("intertie::Field::Value({})", wrapped(sheet, made, inner, value)),
        Ty::Boxed(inner) => format!("Box::new({})", wrapped(sheet, made, inner, value)),
        _ => value.to_owned(),
    }
}

pub(super) fn is_list(sheet: &Sheet<'_>, made: &MappingTrait, ty: &Ty) -> bool {
    let api = sheet.apis[made.target.vendor];
    match api.plain(ty) {
        Ty::Option(inner) | Ty::Field(inner) | Ty::Boxed(inner) => is_list(sheet, made, inner),
        ty => matches!(ty, Ty::List(_)),
    }
}

/// A source's value.
fn from(sheet: &Sheet<'_>, made: &MappingTrait, method: &MappingMethod, way: &Way) -> String {
    let reached = reach(made.sources[way.source].name.as_str(), &way.steps);
    let converted = |value: &str, is_place: bool| convert(sheet, made, method, way, value, is_place);
    if !reached.optional {
        let Converted { expr, fallible } = converted(&reached.expr, true);
        let question = if fallible { "?" } else { "" };
        return format!("Ok({})", wrapped(sheet, made, &method.ty, &format!("{expr}{question}")));
    }
    let Converted { expr, fallible } = converted("it", false);
    let api = sheet.apis[made.target.vendor];
    // A missing source leaves the target out: it is never sent as null for that.
    let end = match api.plain(&method.ty) {
        Ty::Field(_) => ".map_or(intertie::Field::Absent, intertie::Field::Value)",
        _ => "",
    };
    let inner = match api.plain(&method.ty) {
        Ty::Option(inner) | Ty::Field(inner) => wrapped(sheet, made, inner, &expr),
        _ => expr,
    };
    if fallible {
        let inner = if inner.starts_with("Box::new(") { format!("{inner}.map(Box::new)") } else { inner };
        return format!("Ok({}.map(|it| {inner}).transpose()?{})", reached.expr, end);
    }
    // As a person would write it.
    let whole = match inner.as_str() {
        "it.clone()" => format!("{}.cloned()", reached.expr).replace(".as_ref().cloned()", ".clone()"),
        "*it" => format!("{}.copied()", reached.expr).replace(".as_ref().copied()", ""),
        inner => format!("{}.map(|it| {inner})", reached.expr),
    };
    format!("Ok({whole}{end})")
}

struct Converted {
    expr: String,
    /// Whether it is a `Result`.
    fallible: bool,
}

/// The source's value as the target's innermost type. `value` is a place, or else a reference.
fn convert(
    sheet: &Sheet<'_>,
    made: &MappingTrait,
    method: &MappingMethod,
    way: &Way,
    value: &str,
    is_place: bool,
) -> Converted {
    let sure = |expr: String| Converted { expr, fallible: false };
    let by_ref = if is_place { format!("&{value}") } else { value.to_owned() };
    let by_value = if is_place { value.to_owned() } else { format!("*{value}") };
    let at = literal(way.origin.as_str());
    match &way.conversion {
        Conversion::Same if is_copy(&way.ty) => sure(by_value),
        Conversion::Same => sure(format!("{value}.clone()")),
        Conversion::Text => sure(format!("{value}.to_string()")),
        Conversion::EnumText => sure(format!("intertie::codec::StringEnum::as_str({by_ref}).to_owned()")),
        Conversion::Integer => {
            Converted { expr: format!("intertie::convert::integer({by_value}, {at})"), fallible: true }
        }
        Conversion::Function(path) => {
            Converted { expr: format!("intertie::map::from({at}, {path}({by_ref}))"), fallible: true }
        }
        Conversion::Time(function) => sure(format!("intertie::convert::{function}({by_value})")),
        Conversion::Enum(pairs) => Converted { expr: arms(sheet, made, method, way, &by_ref, pairs), fallible: true },
    }
}

/// A match over a source's enum; what has no counterpart is refused.
fn arms(
    sheet: &Sheet<'_>,
    made: &MappingTrait,
    method: &MappingMethod,
    way: &Way,
    by_ref: &str,
    pairs: &[(usize, usize)],
) -> String {
    let source = made.sources[way.source].ty.vendor;
    let (from, to) = (variants(sheet, source, &way.ty), variants(sheet, made.target.vendor, &method.ty));
    let arms = pairs.iter().filter_map(|(a, b)| Some(format!("{} => Ok({}), ", from.get(*a)?, to.get(*b)?)));
    let rest = format!("_ => Err(intertie::map::Refused::unknown_value().read({})) }}", literal(way.origin.as_str()));
    format!("match {by_ref} {{ {}{rest}", arms.collect::<String>())
}

/// The variants of an enum, as code writes them.
pub(super) fn variants(sheet: &Sheet<'_>, vendor: usize, ty: &Ty) -> Vec<String> {
    let api: &Api = sheet.apis[vendor];
    match api.plain(ty) {
        Ty::Option(inner) | Ty::Field(inner) | Ty::Boxed(inner) => variants(sheet, vendor, inner),
        Ty::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Enum(choice) => {
                let path = format!("{}::{}", sheet.root(vendor), api.type_def(*id).name);
                choice.variants.iter().map(|variant| format!("{path}::{}", variant.name)).collect()
            }
            TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn is_copy(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Bool
            | Ty::Int(_)
            | Ty::F64
            | Ty::F32
            | Ty::DateTime
            | Ty::Date
            | Ty::UnixTime
            | Ty::Rfc2822
            | Ty::Uuid
            | Ty::Decimal
    )
}
