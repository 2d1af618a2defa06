//! Declared headers of answers: their types, and the struct that reads them.
//!
//! A header is one piece of text, so only plain types and lists of them are read; anything else stays text.

use super::{Lower, constants, docs, scalars};
use crate::document::{Header, Operation};
use crate::ir::names::Scope;
use crate::ir::{self, AnswerHeader, FieldName, HeaderField, HeaderStruct, Ty, TypeName};
use crate::resolve::{ShapeKind, Use};
use indexmap::IndexMap;

/// What frames the message, or speaks to browsers and proxies only. OpenAPI says of `Content-Type` that it is ignored.
const NOT_FOR_CALLERS: &[&str] = &[
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "keep-alive",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "vary",
    "via",
];

/// Headers whose dates HTTP writes itself, whatever format the document names (RFC 9110, 5.6.7).
const HTTP_DATES: &[&str] = &["date", "expires", "last-modified", "sunset"];

impl Lower<'_> {
    /// A declared header.
    pub(super) fn header(&mut self, header: &Header) -> AnswerHeader {
        AnswerHeader {
            wire: header.name.clone(),
            ty: self.header_type(header),
            required: header.required,
            docs: docs::text(header.description.as_deref()),
        }
    }

    fn header_type(&mut self, header: &Header) -> Ty {
        let found = header.schema.filter(|&schema| self.resolved.shapes.find(schema).is_some());
        let Some(place) = found.map(|schema| self.resolved.use_of(schema)) else { return Ty::String };
        match self.plain(&place) {
            // Each is a header of its own: the one kind that cannot be joined (RFC 6265, 3).
            Some(Ty::String) if is(header, &["set-cookie"]) => Ty::List(Box::new(Ty::String)),
            Some(Ty::DateTime) if is(header, HTTP_DATES) => Ty::Rfc2822,
            Some(ty) => ty,
            None => Ty::String,
        }
    }

    /// The type of what is one piece of text.
    fn plain(&mut self, place: &Use) -> Option<Ty> {
        if let Some(value) = constants::value(&self.resolved.shapes, place) {
            return Some(constants::ty(&value));
        }
        match &self.resolved.shapes[place.shape].kind {
            ShapeKind::Array(item) => Some(Ty::List(Box::new(self.plain(item).filter(scalars::is_scalar)?))),
            ShapeKind::Enum(_) => Some(self.ty(place, false)),
            _ => Some(self.ty(place, false)).filter(scalars::is_scalar),
        }
    }
}

fn is(header: &Header, names: &[&str]) -> bool {
    names.iter().any(|name| header.name.eq_ignore_ascii_case(name))
}

/// The schemas whose types the structs name.
pub(super) fn typed<'a>(
    resolved: &'a crate::resolve::Resolved,
    operation: &'a Operation,
) -> impl Iterator<Item = (Use, &'a str)> {
    let all = operation.responses.iter().flat_map(|response| &response.headers);
    all.filter_map(|header| {
        let schema = header.schema.filter(|&schema| resolved.shapes.find(schema).is_some())?;
        Some((resolved.use_of(schema), header.name.as_str()))
    })
}

/// Gives every operation that declares headers its struct.
pub(super) fn name_structs(operations: &mut [ir::Operation], groups: &[ir::Group], scope: &mut Scope) {
    let fields: Vec<Vec<HeaderField>> = operations.iter().map(fields).collect();
    let mut uses: IndexMap<Vec<(&str, &Ty)>, Vec<usize>> = IndexMap::new();
    for (at, fields) in fields.iter().enumerate().filter(|(_, fields)| !fields.is_empty()) {
        let key = fields.iter().map(|field| (field.wire.as_str(), &field.ty)).collect();
        uses.entry(key).or_default().push(at);
    }
    for same in uses.values() {
        let fields = &fields[same[0]];
        let name = name(operations, groups, same, fields, scope);
        for &at in same {
            let owner = at == same[0];
            operations[at].headers = Some(HeaderStruct { name: name.clone(), owner, fields: fields.clone() });
        }
    }
}

/// The headers of all answers, each once; where two answers differ in the type, it is text.
fn fields(operation: &ir::Operation) -> Vec<HeaderField> {
    let mut found: Vec<(String, &AnswerHeader, Ty)> = Vec::new();
    for header in operation.answers.iter().flat_map(|answer| &answer.headers) {
        let wire = header.wire.to_ascii_lowercase();
        if NOT_FOR_CALLERS.contains(&wire.as_str()) || wire.starts_with("access-control-") {
            continue;
        }
        match found.iter_mut().find(|(known, ..)| *known == wire) {
            Some((_, _, ty)) if *ty != header.ty => *ty = Ty::String,
            Some(_) => {}
            None => found.push((wire, header, header.ty.clone())),
        }
    }
    let wires: Vec<&str> = found.iter().map(|(wire, ..)| wire.as_str()).collect();
    let names: Vec<FieldName> = Scope::default().claim_all(&wires);
    let fields = found.into_iter().zip(names).map(|((wire, header, ty), name)| HeaderField {
        wire,
        name,
        ty: Ty::Option(Box::new(ty)),
        docs: header.docs.clone(),
    });
    fields.collect()
}

/// `ListReposHeaders`; for a shared struct what it holds: `LinkHeaders`, `PaginationHeaders`.
fn name(
    operations: &[ir::Operation],
    groups: &[ir::Group],
    same: &[usize],
    fields: &[HeaderField],
    scope: &mut Scope,
) -> TypeName {
    let first = &operations[same[0]];
    let own = format!("{} Headers", first.name);
    if same.len() == 1 {
        return scope.claim(&own);
    }
    let words: Vec<Vec<&str>> = fields.iter().map(|field| words(&field.wire)).collect();
    let mut common = words[0].clone();
    for other in &words[1..] {
        let length = common.iter().zip(other).take_while(|(a, b)| a == b).count();
        common.truncate(length);
    }
    let all = words.concat().join(" ");
    let holds = if words.len() < 3 { Some(all) } else { Some(common.join(" ")).filter(|common| !common.is_empty()) };
    let one_group = same.iter().all(|&at| operations[at].group == first.group);
    let of_group = one_group.then(|| groups[first.group].handle.to_string());
    let shared = holds.into_iter().chain(of_group).map(|word| format!("{word} Headers"));
    let free = shared.into_iter().find(|name| scope.is_free::<TypeName>(name));
    scope.claim(&free.unwrap_or(own))
}

/// The words of a header's name, without the `X-` of unregistered ones.
fn words(wire: &str) -> Vec<&str> {
    let words = wire.split('-').filter(|word| !word.is_empty());
    words.skip(usize::from(wire.starts_with("x-"))).collect()
}
