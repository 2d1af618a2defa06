//! What a struct holds, at any depth: where a value may come from, and what is to be filled.

use crate::ir::mapping::{Access, Foreign, Presence, SourceStep, StructField, StructId};
use crate::ir::names::Scope;
use crate::ir::{Api, Docs, FieldName, Ty, TypeId, TypeKind};
use crate::pointer::Pointer;
use std::collections::VecDeque;

/// Values deeper than this belong to other things.
const DEEPEST: usize = 6;

/// Vendors' types are large; what lies deepest is left out first.
const MOST: usize = 4_000;

/// One member of a struct.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) wire: String,
    pub(super) name: FieldName,
    /// As it is declared.
    pub(super) ty: Ty,
    pub(super) docs: Docs,
    pub(super) origin: Pointer,
    pub(super) required: bool,
    pub(super) secret: bool,
    pub(super) constant: Option<crate::ir::EnumValue>,
    /// The body as a whole, which has no name on the wire.
    pub(super) is_body: bool,
}

/// The members of a type's struct, or of a request.
pub(super) fn members(api: &Api, of: StructId) -> Vec<Member> {
    let is_request = matches!(of, StructId::Request(_));
    let member = |field: StructField<'_>| {
        // The body as a whole has no name of its own.
        let is_body = is_request && field.wire.is_empty();
        Member {
            wire: if is_body { field.name.to_string() } else { field.wire.to_owned() },
            name: field.name.clone(),
            ty: field.ty.clone(),
            docs: field.docs.clone(),
            origin: field.origin.clone(),
            required: field.required,
            secret: field.secret,
            constant: field.filled.cloned(),
            is_body,
        }
    };
    of.fields(api).into_iter().map(member).collect()
}

/// The name that people know a struct by: the schema's, or the operation's request.
pub(super) fn title(api: &Api, of: StructId) -> String {
    match of {
        StructId::Type(id) => {
            let def = api.type_def(id);
            let keys: Vec<_> = def.origin.keys().collect();
            match keys.as_slice() {
                [.., section, name] if section == "schemas" || section == "definitions" => name.clone(),
                _ => def.name.to_string(),
            }
        }
        StructId::Request(_) => of.name(api).to_string(),
    }
}

/// A type without what says whether it is there, and what says so.
pub(super) fn peel<'t>(api: &'t Api, ty: &'t Ty) -> Peeled<'t> {
    let mut peeled = Peeled { ty: api.plain(ty), presence: Presence::Always, boxed: false };
    loop {
        peeled.ty = match peeled.ty {
            Ty::Option(inner) => {
                peeled.presence = Presence::Option;
                api.plain(inner)
            }
            Ty::Field(inner) => {
                peeled.presence = Presence::Field;
                api.plain(inner)
            }
            Ty::Boxed(inner) => {
                peeled.boxed = true;
                api.plain(inner)
            }
            _ => return peeled,
        };
    }
}

/// What [`peel`] gives.
pub(super) struct Peeled<'t> {
    pub(super) ty: &'t Ty,
    pub(super) presence: Presence,
    pub(super) boxed: bool,
}

/// The struct that a type is, through `Option`, `Field`, `Box`.
pub(super) fn struct_of(api: &Api, ty: &Ty) -> Option<TypeId> {
    match peel(api, ty).ty {
        Ty::Named(id) => matches!(api.type_def(*id).kind, TypeKind::Struct(_)).then_some(*id),
        _ => None,
    }
}

/// A value within a source.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    /// Which source.
    pub(super) source: usize,
    pub(super) steps: Vec<SourceStep>,
    /// Without `Option`, `Field` and `Box`.
    pub(super) ty: Ty,
    pub(super) docs: Docs,
    pub(super) origin: Pointer,
    pub(super) secret: bool,
    pub(super) constant: bool,
    /// The names of the structs on the way, the outermost first.
    pub(super) owners: Vec<String>,
}

impl Leaf {
    /// Whether it may be missing.
    pub(super) fn is_optional(&self) -> bool {
        self.steps.iter().any(|step| step.presence != Presence::Always || step.access == Access::Key)
    }

    /// Whether there are many of it.
    pub(super) fn is_many(&self) -> bool {
        self.steps.iter().any(|step| step.access == Access::Items)
    }

    /// `shipping.address.city`, `items[].sku`, `properties["email"]`.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.steps {
            match step.access {
                Access::Field(..) if step.wire.is_empty() => {}
                Access::Field(..) if path.is_empty() => path.push_str(&step.wire),
                Access::Field(..) => path.extend([".", &step.wire]),
                Access::Key => path.extend(["[\"", &step.wire, "\"]"]),
                Access::Items => path.push_str("[]"),
            }
        }
        path
    }
}

/// Keys of maps that only run time knows: the path of the map and its keys.
pub(super) type Keys<'k> = &'k [(String, Vec<String>)];

/// Everything within a source, the shallowest first.
pub(super) fn leaves(api: &Api, source: usize, of: &Foreign, keys: Keys<'_>) -> Vec<Leaf> {
    let mut found: Vec<Leaf> = Vec::new();
    let mut open: VecDeque<Open> =
        VecDeque::from([Open { of: of.of, leaf: Leaf::root(source, api, of.of), on_way: vec![of.of] }]);
    while let Some(at) = open.pop_front() {
        for member in members(api, at.of) {
            if found.len() >= MOST {
                return found;
            }
            at.enter(api, &member, keys, &mut found, &mut open);
        }
    }
    found
}

/// A struct whose members are still to be looked at.
struct Open {
    of: StructId,
    leaf: Leaf,
    on_way: Vec<StructId>,
}

impl Open {
    fn enter(&self, api: &Api, member: &Member, keys: Keys<'_>, found: &mut Vec<Leaf>, open: &mut VecDeque<Self>) {
        let peeled = peel(api, &member.ty);
        let access = Access::Field(member.name.clone(), peeled.boxed);
        let wire = if member.is_body { "" } else { &member.wire };
        let mut leaf = self.leaf.step(wire, access, peeled.presence, peeled.ty);
        leaf.docs.clone_from(&member.docs);
        leaf.origin = member.origin.clone();
        leaf.secret = member.secret || matches!(peeled.ty, Ty::Secret);
        leaf.constant = member.constant.is_some();
        found.push(leaf.clone());
        let inner = match peeled.ty {
            Ty::Map(value) => return Self::keyed(api, &leaf, value, keys, found),
            Ty::List(item) => {
                let item = peel(api, item);
                leaf = leaf.step("", Access::Items, Presence::Always, item.ty);
                item.ty.clone()
            }
            ty => ty.clone(),
        };
        if let Some(id) = struct_of(api, &inner) {
            let of = StructId::Type(id);
            if leaf.steps.len() < DEEPEST && !self.on_way.contains(&of) {
                leaf.owners.push(title(api, of));
                let on_way = self.on_way.iter().copied().chain([of]).collect();
                open.push_back(Self { of, leaf, on_way });
            }
        }
    }

    /// The declared keys of a map.
    fn keyed(api: &Api, map: &Leaf, value: &Ty, keys: Keys<'_>, found: &mut Vec<Leaf>) {
        let path = map.path();
        for key in keys.iter().filter(|(at, _)| *at == path).flat_map(|(_, keys)| keys) {
            let value = peel(api, value);
            let mut leaf = map.step(key, Access::Key, value.presence, value.ty);
            leaf.docs = Docs::default();
            found.push(leaf);
        }
    }
}

impl Leaf {
    fn root(source: usize, api: &Api, of: StructId) -> Self {
        let owners = vec![title(api, of)];
        let (docs, origin) = (Docs::default(), Pointer::root());
        Self { source, steps: Vec::new(), ty: Ty::Unit, docs, origin, secret: false, constant: false, owners }
    }

    fn step(&self, wire: &str, access: Access, presence: Presence, ty: &Ty) -> Self {
        let mut leaf = self.clone();
        leaf.steps.push(SourceStep { wire: wire.to_owned(), access, presence });
        leaf.ty = ty.clone();
        leaf
    }
}

/// Names for a trait's sources: those that were given, else those of the types.
pub(super) fn source_names(titles: &[(Option<String>, String)]) -> Vec<FieldName> {
    // What the methods' bodies call theirs.
    let mut scope = Scope::new(&["self", "it", "map", "out"]);
    titles.iter().map(|(given, title)| scope.claim(given.as_deref().unwrap_or(title))).collect()
}
