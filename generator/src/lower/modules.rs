//! Which file a type stands in: with its group where only that group reaches it, else with the shared ones, by first
//! letter where those are many.

use crate::ir::names::Scope;
use crate::ir::{AnswerContent, Api, ModName, Module, Outcome, Ty, TypeKind};
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;

/// A letter with more types than this is split by first word.
const MOST_IN_FILE: usize = 40;
/// A first word with fewer types than this stays in its letter's file.
const LEAST_IN_FILE: usize = 8;

/// Who reaches a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Nobody,
    Group(usize),
    Several,
}

impl Reach {
    fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nobody, x) | (x, Self::Nobody) => x,
            (x, y) if x == y => x,
            _ => Self::Several,
        }
    }
}

/// Decides [`Api::modules`] and the module of every type.
pub(super) fn assign(api: &mut Api) {
    let reach = reach(api);
    let mut wires: Vec<(String, Option<usize>)> = Vec::with_capacity(reach.len());
    let shared = shared_words(api, &reach);
    for (at, reach) in reach.iter().enumerate() {
        wires.push(match reach {
            Reach::Group(group) => (api.groups[*group].name.as_str().to_owned(), Some(*group)),
            Reach::Nobody | Reach::Several => (shared[&at].clone(), None),
        });
    }
    let mut modules: BTreeMap<(Option<usize>, String), Vec<usize>> = BTreeMap::new();
    for (at, (wire, group)) in wires.into_iter().enumerate() {
        modules.entry((group, wire)).or_default().push(at);
    }
    let keys: Vec<(Option<usize>, String)> = modules.keys().cloned().collect();
    let names: Vec<&str> = keys.iter().map(|(_, wire)| wire.as_str()).collect();
    let names: Vec<ModName> = Scope::default().claim_all(&names);
    for (index, (types, name)) in modules.into_values().zip(names).enumerate() {
        let feature = keys[index].0.map(|group| api.groups[group].feature.clone());
        api.modules.push(Module { name, feature });
        for at in types {
            api.types[at].module = index;
        }
    }
}

/// For each type that several groups reach: its letter, or its first word where the letter is crowded.
fn shared_words(api: &Api, reach: &[Reach]) -> HashMap<usize, String> {
    let shared = || reach.iter().enumerate().filter(|(_, r)| !matches!(r, Reach::Group(_))).map(|(at, _)| at);
    let letter = |at: usize| api.types[at].name.as_str()[..1].to_ascii_lowercase();
    let word = |at: usize| first_word(api.types[at].name.as_str());
    let (mut letters, mut words) = (HashMap::<String, usize>::new(), HashMap::<String, usize>::new());
    for at in shared() {
        *letters.entry(letter(at)).or_default() += 1;
        *words.entry(word(at)).or_default() += 1;
    }
    let crowded = |at: usize| letters[&letter(at)] > MOST_IN_FILE && words[&word(at)] >= LEAST_IN_FILE;
    if shared().count() <= MOST_IN_FILE {
        return shared().map(|at| (at, "shared".to_owned())).collect();
    }
    shared().map(|at| (at, if crowded(at) { word(at) } else { letter(at) })).collect()
}

/// `PaymentIntent` -> `payment`.
fn first_word(name: &str) -> String {
    let end = name.char_indices().skip(1).find(|(_, c)| c.is_ascii_uppercase()).map_or(name.len(), |(at, _)| at);
    name[..end].to_ascii_lowercase()
}

fn reach(api: &Api) -> Vec<Reach> {
    let mut reach = vec![Reach::Nobody; api.types.len()];
    let mut open: Vec<usize> = Vec::new();
    let add = |ty: &Ty, from: Reach, reach: &mut Vec<Reach>, open: &mut Vec<usize>| {
        each_named(ty, &mut |at| {
            let joined = reach[at].join(from);
            if joined != reach[at] {
                reach[at] = joined;
                open.push(at);
            }
        });
    };
    for operation in &api.operations {
        let from = Reach::Group(operation.group);
        operation.fields.iter().for_each(|field| add(&field.ty, from, &mut reach, &mut open));
        let headers = operation.headers.iter().flat_map(|headers| &headers.fields);
        headers.for_each(|field| add(&field.ty, from, &mut reach, &mut open));
        for content in contents(operation) {
            if let AnswerContent::Json(ty) | AnswerContent::EventStream(ty) = content {
                // An enum of answers may be shared with another group.
                add(ty, from, &mut reach, &mut open);
            }
        }
    }
    for event in &api.events {
        event.body.iter().for_each(|ty| add(ty, Reach::Several, &mut reach, &mut open));
    }
    while let Some(at) = open.pop() {
        let from = reach[at];
        for ty in inside(&api.types[at].kind) {
            add(ty, from, &mut reach, &mut open);
        }
    }
    reach
}

fn contents(operation: &crate::ir::Operation) -> impl Iterator<Item = &AnswerContent> {
    let cases = [&operation.output, &operation.error].into_iter().flat_map(|outcome| match outcome {
        Outcome::Undeclared => vec![],
        Outcome::Single(content) => vec![content],
        Outcome::Cases(cases) => cases.cases.iter().map(|case| &case.content).collect(),
    });
    operation.answers.iter().map(|answer| &answer.content).chain(cases)
}

/// Every type that a definition names.
pub(super) fn inside(kind: &TypeKind) -> Vec<&Ty> {
    match kind {
        TypeKind::Struct(found) => found.fields.iter().map(|f| &f.ty).chain(found.rest.iter().map(|r| &r.ty)).collect(),
        TypeKind::Enum(_) => vec![],
        TypeKind::Union(found) => found.branches.iter().map(|b| &b.ty).collect(),
        TypeKind::Tuple(found) => found.items.iter().chain(&found.rest).collect(),
        TypeKind::Alias(ty) => vec![ty],
    }
}

/// Calls `each` with the index of every type of this crate that `ty` names.
pub(super) fn each_named(ty: &Ty, each: &mut impl FnMut(usize)) {
    match ty {
        Ty::Named(id) => each(id.0 as usize),
        Ty::Option(inner) | Ty::Field(inner) | Ty::List(inner) | Ty::Map(inner) | Ty::Boxed(inner) => {
            each_named(inner, each);
        }
        _ => {}
    }
}
