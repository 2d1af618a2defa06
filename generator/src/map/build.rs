//! Traits out of mappings: one for each pair of sources and target, those of nested objects included, shared where equal.

mod fits;
mod job;
mod methods;
mod nested;
mod waits;

use super::leaf::{members, source_names, title};
use super::own::OwnFunction;
use super::{Known, find, wrong};
use crate::config::{Mapping, MappingEnd};
use crate::diag::Sink;
use crate::ir::mapping::{Foreign, MappingSource, MappingTrait, Mappings, RootMapping, StructId, TraitId};
use crate::ir::names::Scope;
use crate::ir::{Api, FieldName, TypeKind};
use crate::nearest;
use job::Job;
use std::collections::{HashMap, VecDeque};

/// Collects traits.
pub(super) struct Builder<'a> {
    vendors: &'a [Known<'a>],
    own: &'a [OwnFunction],
    traits: Vec<Option<MappingTrait>>,
    known: HashMap<String, TraitId>,
    roots: Vec<RootMapping>,
    types: Scope,
    modules: Scope,
}

impl<'a> Builder<'a> {
    pub(super) fn new(vendors: &'a [Known<'a>], own: &'a [OwnFunction]) -> Self {
        // The crate's own root module has these.
        let modules = Scope::new(&["lib", "main", "mod", "core", "std", "intertie"]);
        let types = Scope::types();
        Self { vendors, own, traits: Vec::new(), known: HashMap::new(), roots: Vec::new(), types, modules }
    }

    pub(super) fn finish(self) -> Mappings {
        let traits = self.traits.into_iter().flatten().collect();
        Mappings { vendors: Vec::new(), traits, roots: self.roots, crates: Vec::new() }
    }

    /// A mapping of the configuration, with everything that it holds.
    pub(super) fn root(&mut self, mapping: &Mapping, sink: &mut Sink) {
        let ends: Vec<_> = mapping.from.iter().map(|end| self.end(mapping, end, sink)).collect();
        let target = self.end(mapping, &mapping.to, sink);
        let (Some(sources), Some(target)) = (ends.into_iter().collect::<Option<Vec<_>>>(), target) else { return };
        let titles: Vec<_> = (mapping.from.iter().zip(&sources))
            .map(|(end, foreign)| (end.name.clone(), title(self.api(foreign), foreign.of)))
            .collect();
        let names = source_names(&titles);
        let sources: Vec<_> = names.into_iter().zip(sources).map(|(name, ty)| MappingSource { name, ty }).collect();
        let mut reaches = Vec::new();
        let mut open = VecDeque::new();
        let root = self.claim(&mapping.name, &sources, &target, true);
        open.push_back(Job {
            id: root,
            mapping,
            at: Vec::new(),
            owners: vec![title(self.api(&target), target.of)],
            sources,
            on_way: vec![target.of],
            target,
            is_root: true,
        });
        let mut used = Vec::new();
        while let Some(job) = open.pop_front() {
            reaches.push((job.id, job.at.join(".")));
            self.fill(&job, &mut open, &mut used, sink);
        }
        for (path, _) in mapping.nested.iter().filter(|(path, _)| !used.contains(path)) {
            sink.push(wrong(
                mapping,
                format!("mapping `{}` nests `{path}`, which is no object of its target", mapping.name),
            ));
        }
        self.refuse_what_fits_nothing(mapping, &reaches, sink);
        self.roots.push(RootMapping { name: mapping.name.clone(), root, reaches, left_out: mapping.left_out.clone() });
    }

    fn end(&self, mapping: &Mapping, end: &MappingEnd, sink: &mut Sink) -> Option<Foreign> {
        let Some(vendor) = self.vendors.iter().position(|known| known.name == end.vendor) else {
            let names = self.vendors.iter().map(|known| known.name.to_owned()).collect();
            let near = nearest::ranked(&end.vendor, names, 3).join("`, `");
            let message = format!("mapping `{}` names `{}`, which is no vendor", mapping.name, end.vendor);
            sink.push(wrong(mapping, message).help(format!("the nearest are `{near}`")).at(end.place.clone()));
            return None;
        };
        find::find(self.vendors[vendor].api, end, sink).map(|of| Foreign { vendor, of })
    }

    fn api(&self, foreign: &Foreign) -> &'a Api {
        self.vendors[foreign.vendor].api
    }

    /// Room for a trait.
    fn claim(&mut self, name: &str, sources: &[MappingSource], target: &Foreign, is_root: bool) -> TraitId {
        let id = TraitId(self.traits.len());
        self.traits.push(Some(MappingTrait {
            name: self.types.claim(name),
            module: self.modules.claim(name),
            label: name.to_owned(),
            sources: sources.to_vec(),
            target: target.clone(),
            methods: Vec::new(),
            holds: Vec::new(),
            is_async: false,
            rest: None,
        }));
        debug_assert!(is_root || !name.is_empty());
        id
    }

    /// Decides the methods of a trait, and asks for the traits that they need.
    fn fill<'m>(&mut self, job: &Job<'m>, open: &mut VecDeque<Job<'m>>, used: &mut Vec<String>, sink: &mut Sink) {
        let api = self.api(&job.target);
        let pool = self.pool(job);
        let list = members(api, job.target.of);
        let mut scope = Scope::new(&["map", "self"]);
        let mut methods = Vec::new();
        let mut holds = Vec::new();
        for member in &list {
            let mut made = self.methods(job, &pool, member, &mut scope);
            if let [method] = made.as_mut_slice()
                && let Some((body, id)) = self.nested(job, &pool, member, open, used, sink)
            {
                method.body = body;
                method.is_async |= waits::below(job.mapping, &job.path(member));
                if !holds.contains(&id) {
                    holds.push(id);
                }
            }
            methods.extend(made);
        }
        let is_async = methods.iter().any(|method| method.is_async) || waits::below(job.mapping, &job.at);
        let rest = rest(api, job.target.of);
        if let Some(Some(made)) = self.traits.get_mut(job.id.0) {
            made.methods = methods;
            made.holds = holds;
            made.is_async = is_async;
            made.rest = rest;
        }
    }
}

/// The map of a struct's other members.
fn rest(api: &Api, of: StructId) -> Option<FieldName> {
    match of {
        StructId::Type(id) => match &api.type_def(id).kind {
            TypeKind::Struct(shape) => shape.rest.as_ref().map(|rest| rest.name.clone()),
            TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => None,
        },
        StructId::Request(_) => None,
    }
}
