//! Which members of vendors' types a mapping reads and writes, by their names in Rust: what a vendor's change may hit.

use crate::config::Mapping;
use crate::impls::{Implemented, Method};
use crate::ir::mapping::{
    Access, Foreign, MappingBody, MappingMethod, MappingTrait, Mappings, RootMapping, StructField, StructId, Way,
};
use crate::ir::{Api, Ty, TypeId};
use std::collections::BTreeSet;

/// A member that a mapping reads or writes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touch {
    /// The mapping.
    pub mapping: String,
    /// Which way.
    pub how: Touches,
    /// The vendor.
    pub vendor: String,
    /// The struct, or the request of a call, by its name in Rust.
    pub owner: String,
    /// The member, by its name in Rust; `None`: the struct as a whole.
    pub field: Option<String>,
    /// The enum, union or struct that the member holds.
    pub holds: Option<String>,
    /// Where that is said: in the people's file, or in `intertie.toml`.
    pub file: String,
    /// From 1.
    pub line: usize,
}

/// Whether a mapping takes from a member or makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Touches {
    Reads,
    Writes,
}

impl Touches {
    /// For people and programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reads => "reads",
            Self::Writes => "writes",
        }
    }
}

/// How deep people's own code is followed into what a source holds.
const DEEPEST: usize = 6;

/// Everything that a mapping touches, each member once for each line that says so.
pub fn touches(
    mappings: &Mappings,
    apis: &[&Api],
    root: &RootMapping,
    mapping: &Mapping,
    found: &Implemented,
) -> Vec<Touch> {
    let mut walk = Walk { mappings, apis, mapping, all: BTreeSet::new() };
    for (id, _) in &root.reaches {
        let made = &mappings.traits[id.0];
        let written = found.of(made.name.as_str());
        walk.whole(made);
        for method in &made.methods {
            walk.method(made, method, written.and_then(|of| of.method(method.name.as_str())));
        }
    }
    walk.all.into_iter().collect()
}

struct Walk<'a> {
    mappings: &'a Mappings,
    apis: &'a [&'a Api],
    mapping: &'a Mapping,
    all: BTreeSet<Touch>,
}

impl Walk<'_> {
    /// The types themselves.
    fn whole(&mut self, made: &MappingTrait) {
        self.put(Touches::Writes, &made.target, None, None);
        for source in &made.sources {
            self.put(Touches::Reads, &source.ty, None, None);
        }
    }

    fn method(&mut self, made: &MappingTrait, method: &MappingMethod, by_hand: Option<&Method>) {
        let is_made = by_hand.is_some() || !matches!(method.body, MappingBody::Open | MappingBody::Absent);
        if is_made {
            let line = by_hand.map(|written| written.line);
            self.put(Touches::Writes, &made.target, Some((method.field.as_str(), &method.ty)), line);
        }
        match (by_hand, &method.body) {
            (Some(written), _) => {
                for source in &made.sources {
                    self.by_hand(&source.ty, written, DEEPEST);
                }
            }
            (None, MappingBody::From(way) | MappingBody::Nested(way, _)) => self.way(made, way),
            (None, MappingBody::Open | MappingBody::Absent | MappingBody::Constant(_) | MappingBody::Whole(_)) => {}
        }
    }

    /// The members on the way to a value.
    fn way(&mut self, made: &MappingTrait, way: &Way) {
        let mut at = Some(made.sources[way.source].ty.clone());
        for step in &way.steps {
            let Access::Field(name, _) = &step.access else { continue };
            let Some(of) = at.take() else { return };
            let api = self.apis[of.vendor];
            let Some(field) = of.of.fields(api).into_iter().find(|field| field.name == name) else { return };
            self.put(Touches::Reads, &of, Some((name.as_str(), field.ty)), None);
            at = held(api, field.ty).map(|id| Foreign { of: StructId::Type(id), ..of });
        }
    }

    /// The members that a person's code names, and of what they hold those that it names.
    fn by_hand(&mut self, of: &Foreign, written: &Method, deep: usize) {
        for StructField { name, ty, .. } in of.of.fields(self.apis[of.vendor]) {
            let ident = name.as_str();
            if !written.reads.contains(ident) {
                continue;
            }
            self.put(Touches::Reads, of, Some((ident, ty)), Some(written.line));
            if let Some(id) = held(self.apis[of.vendor], ty).filter(|_| deep > 0) {
                self.by_hand(&Foreign { vendor: of.vendor, of: StructId::Type(id) }, written, deep - 1);
            }
        }
    }

    fn put(&mut self, how: Touches, of: &Foreign, member: Option<(&str, &Ty)>, line: Option<usize>) {
        let api = self.apis[of.vendor];
        let holds = member.and_then(|(_, ty)| held(api, ty)).map(|id| api.type_def(id).name.to_string());
        let (file, line) = line.map_or_else(
            || (self.mapping.to.place.file.clone(), self.mapping.to.place.line),
            |line| (self.mapping.stub.display().to_string(), line),
        );
        self.all.insert(Touch {
            mapping: self.mapping.name.clone(),
            how,
            vendor: self.mappings.vendors[of.vendor].name.clone(),
            owner: of.of.name(api).to_string(),
            field: member.map(|(ident, _)| ident.to_owned()),
            holds,
            file,
            line,
        });
    }
}

/// The named type within options, lists and maps.
fn held(api: &Api, ty: &Ty) -> Option<TypeId> {
    match api.plain(ty) {
        Ty::Named(id) => Some(*id),
        Ty::Option(inner) | Ty::Field(inner) | Ty::Boxed(inner) | Ty::List(inner) | Ty::Map(inner) => held(api, inner),
        _ => None,
    }
}
