//! Which items of the client a change touches, and the client with a mark on each, which rustc repeats wherever the item is
//! used.

use crate::diff::{Change, Changes, Direction, Effect, Finding, Item, Level, Subject};
use crate::ir::{Api, Ty, TypeDef, TypeKind};
use crate::render::OutFile;
use std::collections::{BTreeMap, BTreeSet};
use syn::{Attribute, ImplItem, Item as RustItem, ReturnType, Type};

/// What the note of a mark starts with.
const WORD: &str = "intertie:";

/// Something to mark.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Item(Item),
    /// Every value of an enum.
    Values(String),
    /// What makes a value of a type: its arguments change.
    Maker(String),
    /// What calls an operation, by its request.
    Call(String),
}

/// The marks, each with the findings that it stands for.
#[derive(Debug, Default)]
pub(super) struct Marks(BTreeMap<Mark, BTreeSet<usize>>);

impl Marks {
    /// The items of the client of before that changes touch.
    pub(super) fn of(changes: &Changes, api: &Api) -> Self {
        let mut marks = Self::default();
        for (at, finding) in changes.findings.iter().enumerate().filter(|(_, finding)| matters(finding)) {
            for mark in marks_of(finding, api) {
                marks.0.entry(mark).or_default().insert(at);
            }
        }
        marks
    }

    /// The files that have a marked item, with the marks.
    pub(super) fn put(&self, files: &[OutFile]) -> Vec<OutFile> {
        files.iter().filter_map(|file| self.marked(file)).collect()
    }

    fn marked(&self, file: &OutFile) -> Option<OutFile> {
        // The codec of a file has no name that a user could write.
        let name = file.path.rsplit('/').next().unwrap_or_default();
        if name == "codec.rs" || name.split('.').nth(1) != Some("rs") {
            return None;
        }
        let mut syntax = syn::parse_file(&file.text).ok()?;
        let count = syntax.items.iter_mut().map(|item| self.item(item)).sum::<usize>();
        (count > 0).then(|| OutFile { path: file.path.clone(), text: prettyplease::unparse(&syntax) })
    }

    /// Marks an item and what is in it; gives how many marks that were.
    fn item(&self, item: &mut RustItem) -> usize {
        match item {
            RustItem::Struct(found) => {
                let owner = found.ident.to_string();
                let fields = found.fields.iter_mut().map(|field| {
                    let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                    self.put_on(&mut field.attrs, &[field_of(&owner, &name)])
                });
                fields.sum::<usize>() + self.put_on(&mut found.attrs, &[type_of(&owner), Mark::Call(owner)])
            }
            RustItem::Enum(found) => {
                let owner = found.ident.to_string();
                let variants = found.variants.iter_mut().map(|variant| {
                    let item = Item::Variant { owner: owner.clone(), variant: variant.ident.to_string() };
                    self.put_on(&mut variant.attrs, &[Mark::Item(item), Mark::Values(owner.clone())])
                });
                variants.sum::<usize>() + self.put_on(&mut found.attrs, &[type_of(&owner)])
            }
            RustItem::Type(found) => {
                let mark = type_of(&found.ident.to_string());
                self.put_on(&mut found.attrs, &[mark])
            }
            RustItem::Impl(found) if found.trait_.is_none() => {
                let (name, argument) = head(&found.self_ty);
                let functions = found.items.iter_mut().map(|inner| {
                    let ImplItem::Fn(function) = inner else { return 0 };
                    let marks = method_marks(&name, argument.as_deref(), &function.sig);
                    self.put_on(&mut function.attrs, &marks)
                });
                functions.sum()
            }
            _ => 0,
        }
    }

    fn put_on(&self, attributes: &mut Vec<Attribute>, marks: &[Mark]) -> usize {
        let found: BTreeSet<usize> = marks.iter().filter_map(|mark| self.0.get(mark)).flatten().copied().collect();
        if found.is_empty() {
            return 0;
        }
        // An item has one such attribute; that of the vendor's own is of no interest here.
        attributes.retain(|attribute| !attribute.path().is_ident("deprecated"));
        let list: Vec<_> = found.iter().map(ToString::to_string).collect();
        let note = format!("{WORD}{}", list.join(","));
        attributes.push(syn::parse_quote!(#[deprecated(note = #note)]));
        1
    }

    /// The findings that a message of the compiler repeats.
    pub(super) fn read(message: &str) -> Option<Vec<usize>> {
        let (_, list) = message.rsplit_once(WORD)?;
        list.split(',').map(|number| number.trim().parse().ok()).collect()
    }
}

/// Whether a finding can matter to code that uses what it is about.
pub(super) fn matters(finding: &Finding) -> bool {
    match finding.level {
        Level::Docs => false,
        Level::Breaking | Level::Dangerous => true,
        // There is more than before: that matters to who reads it.
        Level::Additive => {
            let grows = matches!(finding.kind.effect(), Effect::Listed | Effect::Nullable | Effect::Unpromised);
            grows && matches!(finding.direction, Direction::Answer | Direction::Both)
        }
    }
}

fn marks_of(finding: &Finding, api: &Api) -> Vec<Mark> {
    match (&finding.old_item, &finding.new_item) {
        (Some(Item::Call { request, .. }), _) => vec![Mark::Call(request.clone())],
        (Some(Item::Variant { owner, .. }), _) if !is_gone(finding) => listed(owner, api),
        (Some(item), _) if is_list(finding) => owner(item).map_or_else(Vec::new, |owner| listed(owner, api)),
        (Some(item), _) => vec![Mark::Item(item.clone())],
        (None, Some(Item::Variant { owner, .. })) => listed(owner, api),
        (None, Some(Item::Field { owner, .. })) => vec![Mark::Maker(owner.clone())],
        (None, Some(Item::Type(_) | Item::Call { .. })) => Vec::new(),
        // Nothing in Rust stands for it: every call that it reaches.
        (None, None) => {
            finding.operations.iter().filter_map(|reached| reached.request.clone()).map(Mark::Call).collect()
        }
    }
}

fn is_gone(finding: &Finding) -> bool {
    matches!(finding.kind.change(), Change::Removed | Change::Renamed | Change::Replaced)
}

/// Whether a list of values became longer.
fn is_list(finding: &Finding) -> bool {
    finding.kind.subject() == Subject::EnumValue && !is_gone(finding)
}

fn owner(item: &Item) -> Option<&str> {
    match item {
        Item::Type(owner) | Item::Variant { owner, .. } => Some(owner),
        Item::Field { .. } | Item::Call { .. } => None,
    }
}

/// The values of an enum, and the fields that hold one: who tells them apart meets the new one. That the enum is imported
/// or named in a signature says nothing.
fn listed(name: &str, api: &Api) -> Vec<Mark> {
    let holds = |ty: &Ty| holds(api, ty, name);
    let of_type = |def: &TypeDef| match &def.kind {
        TypeKind::Struct(found) => {
            let fields = found.fields.iter().filter(|field| holds(&field.ty));
            fields.map(|field| field_of(&def.name.to_string(), &field.name.to_string())).collect()
        }
        TypeKind::Enum(_) | TypeKind::Union(_) if def.name.to_string() == name => vec![Mark::Values(name.to_owned())],
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => Vec::new(),
    };
    api.types.iter().flat_map(of_type).collect()
}

fn holds(api: &Api, ty: &Ty, name: &str) -> bool {
    match ty {
        Ty::Named(id) => api.type_def(*id).name.to_string() == name,
        Ty::Option(inner) | Ty::Field(inner) | Ty::List(inner) | Ty::Map(inner) | Ty::Boxed(inner) => {
            holds(api, inner, name)
        }
        _ => false,
    }
}

fn type_of(name: &str) -> Mark {
    Mark::Item(Item::Type(name.to_owned()))
}

fn field_of(owner: &str, field: &str) -> Mark {
    Mark::Item(Item::Field { owner: owner.to_owned(), field: field.to_owned() })
}

/// What a method of `impl NAME<'_, ARGUMENT>` stands for.
fn method_marks(name: &str, argument: Option<&str>, signature: &syn::Signature) -> Vec<Mark> {
    let method = signature.ident.to_string();
    let mut marks = Vec::new();
    if name == "Call" {
        // A setter of a request.
        marks.extend(argument.map(|request| field_of(request, &method)));
    } else if let ReturnType::Type(_, ty) = &signature.output
        && let (wrapper, Some(request)) = head(ty)
        && wrapper == "Call"
    {
        marks.extend([Mark::Call(request.clone()), Mark::Maker(request)]);
    } else if method == "new" {
        marks.push(Mark::Maker(name.to_owned()));
    }
    marks
}

/// The last name of a type, and that of its last argument: `Call`, `ListOrders`.
fn head(ty: &Type) -> (String, Option<String>) {
    let Type::Path(path) = ty else { return (String::new(), None) };
    let Some(last) = path.path.segments.last() else { return (String::new(), None) };
    let argument = match &last.arguments {
        syn::PathArguments::AngleBracketed(found) => found.args.iter().rev().find_map(|argument| match argument {
            syn::GenericArgument::Type(inner) => Some(head(inner).0),
            _ => None,
        }),
        _ => None,
    };
    (last.ident.to_string(), argument)
}
