//! Boxes: where a type would contain itself, and where it would be so large that moving it costs more than a box.

use super::modules::{each_named, inside};
use crate::ir::{Api, Ty, TypeKind};

/// A member larger than this is boxed: generated structs nest by value, and stacks are small.
const LARGEST_MEMBER: usize = 1024;
/// A branch larger than this is boxed, so that a union is not as large as its largest branch.
const LARGEST_BRANCH: usize = 256;

/// Boxes members and branches, and measures the longest ring of types.
pub(super) fn place(api: &mut Api) {
    api.deepest_cycle = largest_ring(api);
    let count = api.types.len();
    let mut pass = Pass { api, state: vec![State::New; count], size: vec![0; count] };
    for at in 0..count {
        pass.visit(at);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

struct Pass<'a> {
    api: &'a mut Api,
    state: Vec<State>,
    size: Vec<usize>,
}

impl Pass<'_> {
    /// Depth first without recursion: a member that leads back to an open type is boxed.
    fn visit(&mut self, start: usize) {
        let mut stack = vec![start];
        while let Some(&at) = stack.last() {
            if self.state[at] == State::Done {
                stack.pop();
                continue;
            }
            if self.state[at] == State::New {
                self.state[at] = State::Open;
                let mut below = Vec::new();
                for ty in inside(&self.api.types[at].kind) {
                    below.extend(held(ty).into_iter().filter(|&held| self.state[held] == State::New));
                }
                if !below.is_empty() {
                    // The first member first.
                    stack.extend(below.into_iter().rev());
                    continue;
                }
            }
            self.close(at);
            stack.pop();
        }
    }

    /// All members are measured or open: the open ones and the large ones get their box.
    fn close(&mut self, at: usize) {
        let mut kind = std::mem::replace(&mut self.api.types[at].kind, TypeKind::Alias(Ty::Json));
        match &mut kind {
            TypeKind::Struct(found) => found.fields.iter_mut().for_each(|f| self.enclose(&mut f.ty, LARGEST_MEMBER)),
            TypeKind::Union(found) => found.branches.iter_mut().for_each(|b| self.enclose(&mut b.ty, LARGEST_BRANCH)),
            TypeKind::Tuple(found) => found.items.iter_mut().for_each(|ty| self.enclose(ty, LARGEST_MEMBER)),
            TypeKind::Enum(_) | TypeKind::Alias(_) => {}
        }
        self.size[at] = self.measure(&kind);
        self.api.types[at].kind = kind;
        self.state[at] = State::Done;
    }

    fn enclose(&self, ty: &mut Ty, largest: usize) {
        match ty {
            Ty::Option(inner) | Ty::Field(inner) => self.enclose(inner, largest),
            Ty::Named(id) => {
                let at = id.0 as usize;
                if self.state[at] != State::Done || self.size[at] > largest {
                    *ty = Ty::Boxed(Box::new(ty.clone()));
                }
            }
            _ => {}
        }
    }

    fn measure(&self, kind: &TypeKind) -> usize {
        match kind {
            TypeKind::Struct(found) => {
                found.fields.iter().map(|f| self.size_of(&f.ty)).sum::<usize>() + found.rest.iter().count() * 24
            }
            TypeKind::Enum(_) => 24,
            TypeKind::Union(found) => 32.max(found.branches.iter().map(|b| self.size_of(&b.ty)).max().unwrap_or(0)),
            TypeKind::Tuple(found) => found.items.iter().map(|ty| self.size_of(ty)).sum::<usize>() + 24,
            TypeKind::Alias(ty) => self.size_of(ty),
        }
    }

    /// About what `size_of` would say on a 64-bit machine.
    fn size_of(&self, ty: &Ty) -> usize {
        match ty {
            Ty::Unit => 0,
            Ty::Bool => 1,
            Ty::F32 | Ty::Date => 4,
            Ty::Int(_) | Ty::F64 | Ty::Boxed(_) => 8,
            Ty::DateTime | Ty::UnixTime | Ty::Rfc2822 | Ty::Uuid | Ty::Decimal => 16,
            Ty::String | Ty::Secret | Ty::Base64 | Ty::List(_) | Ty::Map(_) => 24,
            Ty::Json => 32,
            Ty::File => 80,
            Ty::Option(inner) | Ty::Field(inner) => match **inner {
                Ty::Int(_) | Ty::F64 => 16,
                ref inner => self.size_of(inner).max(1),
            },
            Ty::Named(id) => self.size[id.0 as usize],
        }
    }
}

/// The type that a value of `ty` holds within itself, not behind a pointer.
fn held(ty: &Ty) -> Option<usize> {
    match ty {
        Ty::Named(id) => Some(id.0 as usize),
        Ty::Option(inner) | Ty::Field(inner) => held(inner),
        _ => None,
    }
}

/// The size of the largest set of types that reach each other (Kosaraju, without recursion).
fn largest_ring(api: &Api) -> usize {
    let count = api.types.len();
    let (mut ahead, mut back) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    for (at, def) in api.types.iter().enumerate() {
        for ty in inside(&def.kind) {
            each_named(ty, &mut |to| {
                ahead[at].push(to);
                back[to].push(at);
            });
        }
    }
    let mut order = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    for start in 0..count {
        let mut stack = vec![(start, 0)];
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        while let Some((at, next)) = stack.pop() {
            match ahead[at].get(next) {
                Some(&to) => {
                    stack.push((at, next + 1));
                    if !std::mem::replace(&mut seen[to], true) {
                        stack.push((to, 0));
                    }
                }
                None => order.push(at),
            }
        }
    }
    let mut largest = 0;
    let mut seen = vec![false; count];
    for &start in order.iter().rev() {
        let (mut size, mut stack) = (0, vec![start]);
        while let Some(at) = stack.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                size += 1;
                stack.extend(back[at].iter().filter(|&&from| !seen[from]));
            }
        }
        largest = largest.max(size);
    }
    largest
}
