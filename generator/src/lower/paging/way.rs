//! Ways through the types of answers and bodies, by JSON pointer.

use crate::ir::{Api, Step, Struct, Ty, TypeKind};

/// The way to the list at a pointer, and what it is a list of. Every step must be a plain member: generated code takes it.
pub(super) fn to_list(api: &Api, ty: &Ty, pointer: &str) -> Result<(Vec<Step>, Ty), String> {
    let mut way = Vec::new();
    let mut ty = open(api, ty, &mut way);
    let mut rest = pointer;
    while let Some((key, after)) = split(rest) {
        let found = as_struct(api, &ty).and_then(|found| found.fields.iter().find(|field| field.wire == key));
        let field = found.ok_or_else(|| format!("the answer has no member at `{pointer}`"))?;
        way.push(Step::Field(field.name.clone()));
        ty = open(api, &field.ty, &mut way);
        rest = after;
    }
    match ty {
        Ty::List(item) => Ok((way, *item)),
        _ => Err(format!("what the answer has at `{pointer}` is no list")),
    }
}

/// The pointer of the only list among an answer's own members; of an answer that is a list, the empty one.
pub(super) fn only_list(api: &Api, ty: &Ty) -> Result<String, String> {
    let ty = open(api, ty, &mut Vec::new());
    if matches!(ty, Ty::List(_)) {
        return Ok(String::new());
    }
    let fields = as_struct(api, &ty).map(|found| found.fields.as_slice()).unwrap_or_default();
    // HAL's `_links` and `_embedded` are no items (Mailchimp has them in every answer).
    let own = fields.iter().filter(|field| !field.wire.starts_with('_'));
    let lists = own.filter(|field| matches!(open(api, &field.ty, &mut Vec::new()), Ty::List(_)));
    match lists.collect::<Vec<_>>().as_slice() {
        [list] => Ok(format!("/{}", list.wire.replace('~', "~0").replace('/', "~1"))),
        [] => Err("the answer has no list".to_owned()),
        _ => Err("the answer has several lists: say which by `items`".to_owned()),
    }
}

/// Whether a value can be at a pointer, for all that the types say: what is untyped may hold anything.
pub(super) fn may_hold(api: &Api, ty: &Ty, pointer: &str) -> bool {
    let ty = open(api, ty, &mut Vec::new());
    let Some((key, rest)) = split(pointer) else { return is_scalar(api, &ty) };
    match &ty {
        Ty::Json => true,
        Ty::Map(value) => may_hold(api, value, rest),
        Ty::List(item) => key.parse::<usize>().is_ok() && may_hold(api, item, rest),
        Ty::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Struct(found) => match found.fields.iter().find(|field| field.wire == key) {
                Some(field) => may_hold(api, &field.ty, rest),
                None => found.rest.as_ref().is_some_and(|others| may_hold(api, &others.ty, rest)),
            },
            TypeKind::Union(found) => found.branches.iter().any(|branch| may_hold(api, &branch.ty, pointer)),
            TypeKind::Enum(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => false,
        },
        _ => false,
    }
}

/// Whether a type has values that are neither lists nor objects.
fn is_scalar(api: &Api, ty: &Ty) -> bool {
    match ty {
        Ty::List(_) | Ty::Map(_) | Ty::Unit => false,
        Ty::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Struct(_) | TypeKind::Tuple(_) => false,
            TypeKind::Union(found) => found.branches.iter().any(|branch| may_hold(api, &branch.ty, "")),
            TypeKind::Enum(_) | TypeKind::Alias(_) => true,
        },
        _ => true,
    }
}

/// The type itself: without `Option`, boxes and aliases, which `way` takes note of.
fn open(api: &Api, ty: &Ty, way: &mut Vec<Step>) -> Ty {
    let mut ty = ty;
    loop {
        ty = match ty {
            Ty::Option(inner) => {
                way.push(Step::Option);
                inner
            }
            Ty::Field(inner) => {
                way.push(Step::MaybeNull);
                inner
            }
            Ty::Boxed(inner) => {
                way.push(Step::Box);
                inner
            }
            Ty::Named(id) => match &api.type_def(*id).kind {
                TypeKind::Alias(inner) => inner,
                _ => return ty.clone(),
            },
            plain => return plain.clone(),
        };
    }
}

fn as_struct<'a>(api: &'a Api, ty: &Ty) -> Option<&'a Struct> {
    let Ty::Named(id) = ty else { return None };
    match &api.type_def(*id).kind {
        TypeKind::Struct(found) => Some(found),
        _ => None,
    }
}

/// The first key of a pointer, unescaped, and the rest.
pub(super) fn split(pointer: &str) -> Option<(String, &str)> {
    let after = pointer.strip_prefix('/')?;
    let (key, rest) = after.split_at(after.find('/').unwrap_or(after.len()));
    Some((key.replace("~1", "/").replace("~0", "~"), rest))
}
