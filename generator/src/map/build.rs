//! Traits out of mappings: one for each pair of sources and target, those of nested objects included, shared where equal.

use super::leaf::{Leaf, Member, leaves, members, peel, source_names, struct_of, title};
use super::rank::{Pool, Ranked, Target, way};
use super::vocabulary::Token;
use super::{Known, find, wrong};
use crate::config::{AsyncMethods, Mapping};
use crate::diag::Sink;
use crate::ir::mapping::{
    Conversion, Foreign, MappingBody, MappingMethod, MappingSource, MappingTrait, Mappings, RootMapping, StructId,
    TraitId,
};
use crate::ir::names::Scope;
use crate::ir::{Api, FieldName, Ty, TypeKind};
use crate::nearest;
use std::collections::{HashMap, VecDeque};

/// What makes traits one and the same: sources with their names, the target, what is nested and what is async below it.
type TraitKey = (Vec<MappingSource>, Foreign, Vec<(String, String)>, Vec<String>);

/// Collects traits.
pub(super) struct Builder<'a> {
    vendors: &'a [Known<'a>],
    own: &'a [(String, Vec<Token>)],
    traits: Vec<Option<MappingTrait>>,
    known: HashMap<String, TraitId>,
    roots: Vec<RootMapping>,
    types: Scope,
    modules: Scope,
}

/// A trait that is still to be filled.
struct Job<'m> {
    id: TraitId,
    mapping: &'m Mapping,
    /// The wire path from the root; empty: the root itself.
    at: Vec<String>,
    owners: Vec<String>,
    sources: Vec<MappingSource>,
    target: Foreign,
    /// Structs on the way from the root, which are not entered again.
    on_way: Vec<StructId>,
    is_root: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(vendors: &'a [Known<'a>], own: &'a [(String, Vec<Token>)]) -> Self {
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

    /// An entry that fits nothing any more must not rot in silence.
    fn refuse_what_fits_nothing(&self, mapping: &Mapping, reaches: &[(TraitId, String)], sink: &mut Sink) {
        let made = |id: TraitId| self.traits.get(id.0).and_then(Option::as_ref);
        let paths: Vec<String> = (reaches.iter())
            .flat_map(|(id, at)| {
                made(*id).into_iter().flat_map(move |made| made.methods.iter().map(move |method| (at, method)))
            })
            .map(|(at, method)| {
                let parts = [Some(at.as_str()), Some(method.wire.as_str()), method.key.as_deref()];
                parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
            })
            .collect();
        for (entry, _) in &mapping.left_out {
            let fits = match entry.strip_suffix('*') {
                Some(stem) => paths.iter().any(|path| path.starts_with(stem)),
                None => paths.contains(entry),
            };
            if !fits {
                let near = nearest::ranked(entry, paths.clone(), 3).join("`, `");
                let message =
                    format!("mapping `{}` leaves out `{entry}`, which its target does not have", mapping.name);
                sink.push(wrong(mapping, message).help(format!("the nearest are `{near}`")));
            }
        }
        let keyed =
            reaches.first().and_then(|(id, _)| made(*id)).map_or_else(Vec::new, |root| self.maps(mapping, root));
        for (path, _) in mapping.keys.iter().filter(|(path, _)| !keyed.contains(path)) {
            let near = nearest::ranked(path, keyed.clone(), 3).join("`, `");
            let message = format!("mapping `{}` has keys for `{path}`, which is no map", mapping.name);
            let help =
                if near.is_empty() { "neither end has one".to_owned() } else { format!("the maps are `{near}`") };
            sink.push(wrong(mapping, message).help(help));
        }
    }

    /// The paths of every map of the sources and the target.
    fn maps(&self, mapping: &Mapping, root: &MappingTrait) -> Vec<String> {
        let of = |foreign: &Foreign| {
            let found = leaves(self.api(foreign), 0, foreign, &[]).into_iter();
            found.filter(|leaf| matches!(leaf.ty, Ty::Map(_))).map(|leaf| leaf.path()).collect::<Vec<_>>()
        };
        let mut all = of(&root.target);
        for source in &root.sources {
            let paths = of(&source.ty);
            all.extend(paths.iter().map(|path| format!("{}.{path}", source.name)));
            all.extend(paths.into_iter().filter(|_| mapping.from.len() == 1));
        }
        all
    }

    fn end(&self, mapping: &Mapping, end: &crate::config::MappingEnd, sink: &mut Sink) -> Option<Foreign> {
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
                if !holds.contains(&id) {
                    holds.push(id);
                }
            }
            methods.extend(made);
        }
        let is_async = methods.iter().any(|method| method.is_async) || is_async_below(job.mapping, &job.at);
        let rest = rest(api, job.target.of);
        if let Some(Some(made)) = self.traits.get_mut(job.id.0) {
            made.methods = methods;
            made.holds = holds;
            made.is_async = is_async;
            made.rest = rest;
        }
    }

    fn pool(&self, job: &Job<'_>) -> Pool<'a> {
        let one = job.sources.len() == 1;
        let mut all = Vec::new();
        let mut sources = Vec::new();
        for (at, source) in job.sources.iter().enumerate() {
            let api = self.api(&source.ty);
            let prefix = format!("{}.", source.name);
            // Keys are declared for the mapping's own sources: `properties`, or `contact.properties` where there are several.
            let keys: Vec<_> = (job.mapping.keys.iter())
                .filter_map(|(path, keys)| {
                    let own = path.strip_prefix(&prefix).or_else(|| one.then_some(path.as_str()))?;
                    Some((own.to_owned(), keys.clone()))
                })
                .collect();
            all.extend(leaves(api, at, &source.ty, &keys));
            sources.push((api, source.name.to_string()));
        }
        // The shallowest of any source first.
        all.sort_by_key(|leaf| leaf.steps.len());
        Pool::new(sources, all, self.own)
    }

    /// One method, or one for each declared key of a map.
    fn methods(&self, job: &Job<'_>, pool: &Pool<'_>, member: &Member, scope: &mut Scope) -> Vec<MappingMethod> {
        let api = self.api(&job.target);
        let path = job.path(member);
        let keys = job.mapping.keys.iter().find(|(at, _)| *at == path.join("."));
        let Ty::Map(value) = peel(api, &member.ty).ty else { return vec![self.method(job, pool, member, None, scope)] };
        match keys {
            None => vec![self.method(job, pool, member, None, scope)],
            Some((_, keys)) => {
                let keyed = || Member {
                    ty: Ty::Option(Box::new(peel(api, value).ty.clone())),
                    required: false,
                    docs: crate::ir::Docs::default(),
                    constant: None,
                    ..member.clone()
                };
                keys.iter().map(|key| self.method(job, pool, &keyed(), Some(key), scope)).collect()
            }
        }
    }

    fn method(
        &self,
        job: &Job<'_>,
        pool: &Pool<'_>,
        member: &Member,
        key: Option<&String>,
        scope: &mut Scope,
    ) -> MappingMethod {
        let mut path = job.path(member);
        path.extend(key.cloned());
        let api = self.api(&job.target);
        let Ranked { candidates, sure } =
            pool.rank(&Target { api, member, path: &path, owners: &job.owners, many: false });
        let body = match (&member.constant, sure) {
            (Some(value), _) => MappingBody::Constant(value.clone()),
            (None, Some(way)) if job.mapping_reason(&path).is_none() => MappingBody::From(way),
            (None, _) if member.required => MappingBody::Open,
            (None, _) => MappingBody::Absent,
        };
        let name = key.map_or_else(|| member.name.as_str().to_owned(), |key| format!("{} {key}", member.name));
        MappingMethod {
            name: scope.claim(name.trim_start_matches("r#")),
            field: member.name.clone(),
            wire: member.wire.clone(),
            key: key.cloned(),
            ty: member.ty.clone(),
            docs: member.docs.clone(),
            origin: member.origin.clone(),
            required: member.required,
            secret: member.secret,
            is_async: is_async(job.mapping, &path.join(".")),
            body,
            candidates,
        }
    }

    /// The mapping of what a field holds: where the configuration asks for it, or the field must be there and is an
    /// object.
    fn nested<'m>(
        &mut self,
        job: &Job<'m>,
        pool: &Pool<'_>,
        member: &Member,
        open: &mut VecDeque<Job<'m>>,
        used: &mut Vec<String>,
        sink: &mut Sink,
    ) -> Option<(MappingBody, TraitId)> {
        let api = self.api(&job.target);
        let (inner, is_list) = match peel(api, &member.ty).ty {
            Ty::List(item) => (struct_of(api, item)?, true),
            ty => (struct_of(api, ty)?, false),
        };
        let path = job.path(member);
        let asked = job.mapping.nested.iter().find(|(at, _)| *at == path.join("."));
        if let Some((path, _)) = asked.filter(|(_, from)| from == "none") {
            used.push(path.clone());
            return None;
        }
        let target = Foreign { vendor: job.target.vendor, of: StructId::Type(inner) };
        if asked.is_none() && (!member.required || is_list || job.on_way.contains(&target.of)) {
            return None;
        }
        used.extend(asked.map(|(path, _)| path.clone()));
        let from = match asked.map(|(_, from)| from.as_str()) {
            None | Some("*") => None,
            Some(from) => Some(self.nested_source(job, pool, &path, from, is_list, member.required, sink)?),
        };
        let sources = match &from {
            None => job.sources.clone(),
            Some((_, _, ty)) => {
                let titles = [(None, title(self.api(ty), ty.of))];
                source_names(&titles).into_iter().map(|name| MappingSource { name, ty: ty.clone() }).collect()
            }
        };
        let id = self.shared(job, &path, sources, target, from.is_some(), open);
        let body = match from {
            None => MappingBody::Whole(id),
            Some((leaf, _, _)) => MappingBody::From(way(&leaf, Conversion::Nested(id))),
        };
        Some((body, id))
    }

    /// The source that a nested mapping reads.
    #[expect(clippy::too_many_arguments, reason = "each is said in the message")]
    fn nested_source(
        &self,
        job: &Job<'_>,
        pool: &Pool<'_>,
        path: &[String],
        from: &str,
        is_list: bool,
        required: bool,
        sink: &mut Sink,
    ) -> Option<(Leaf, bool, Foreign)> {
        let label = path.join(".");
        let Some(leaf) = pool.at(from) else {
            let near = nearest::ranked(from, pool.paths().collect(), 3).join("`, `");
            let message = format!("mapping `{}` reads `{from}` for `{label}`, which no source has", job.mapping.name);
            sink.push(wrong(job.mapping, message).help(format!("the nearest are `{near}`")));
            return None;
        };
        let vendor = job.sources[leaf.source].ty.vendor;
        let api = self.vendors[vendor].api;
        let (item, from_list) = match &leaf.ty {
            Ty::List(item) => (struct_of(api, item), true),
            ty => (struct_of(api, ty), false),
        };
        let problem = match item {
            None => "is no object",
            Some(_) if from_list && !is_list => "is a list, and the target one object",
            Some(_) if leaf.is_many() => "is within a list; nest the list itself",
            Some(_) if leaf.is_optional() && required => "may be missing, and the target must be there",
            Some(item) => return Some((leaf.clone(), from_list, Foreign { vendor, of: StructId::Type(item) })),
        };
        let message = format!("mapping `{}` reads `{from}` for `{label}`: it {problem}", job.mapping.name);
        sink.push(wrong(job.mapping, message).help("leave the entry out of `nested` and write the method by hand"));
        None
    }

    /// The trait for these ends, made once.
    fn shared<'m>(
        &mut self,
        job: &Job<'m>,
        path: &[String],
        sources: Vec<MappingSource>,
        target: Foreign,
        own_source: bool,
        open: &mut VecDeque<Job<'m>>,
    ) -> TraitId {
        let below = format!("{}.", path.join("."));
        let nested = job
            .mapping
            .nested
            .iter()
            .filter_map(|(at, from)| Some((at.strip_prefix(&below)?.to_owned(), from.clone())));
        let key: TraitKey = (sources.clone(), target.clone(), nested.collect(), asyncs_below(job.mapping, &below));
        // What reads the same sources as its parent means another thing at each place: shipper and recipient.
        let place = if own_source { String::new() } else { format!("{} {below}", job.mapping.name) };
        let key = format!("{place}{key:?}");
        let known = self.known.get(&key).copied();
        let id = known.unwrap_or_else(|| {
            let (from, to) = (&sources[0].ty, &target);
            let to_name = title(self.api(to), to.of);
            let name = if own_source {
                let from_name = title(self.api(from), from.of);
                format!("{} {from_name} to {} {to_name}", self.vendors[from.vendor].name, self.vendors[to.vendor].name)
            } else {
                format!("{} {}", job.mapping.name, path.join(" "))
            };
            self.claim(&name, &sources, &target, false)
        });
        self.known.insert(key, id);
        let on_way = job.on_way.iter().copied().chain([target.of]).collect();
        let mut owners = job.owners.clone();
        owners.push(title(self.api(&target), target.of));
        // A known one is gone through again for the paths that this mapping reaches; what it holds is the same.
        open.push_back(Job {
            id,
            mapping: job.mapping,
            at: path.to_vec(),
            owners,
            sources,
            target,
            on_way,
            is_root: false,
        });
        id
    }
}

impl Job<'_> {
    fn path(&self, member: &Member) -> Vec<String> {
        self.at.iter().cloned().chain([member.wire.clone()]).collect()
    }

    /// Whether the configuration leaves this very field out.
    fn mapping_reason(&self, path: &[String]) -> Option<&str> {
        let path = path.join(".");
        let exact = self.mapping.left_out.iter().find(|(at, _)| *at == path);
        exact.map(|(_, reason)| reason.as_str()).filter(|_| self.is_root || !path.is_empty())
    }
}

fn is_async(mapping: &Mapping, path: &str) -> bool {
    match &mapping.is_async {
        AsyncMethods::All(all) => *all,
        AsyncMethods::Fields(fields) => fields.iter().any(|field| field == path),
    }
}

/// The async methods below a path, as the key of a shared trait has them.
fn asyncs_below(mapping: &Mapping, below: &str) -> Vec<String> {
    match &mapping.is_async {
        AsyncMethods::All(all) => all.then(|| "*".to_owned()).into_iter().collect(),
        AsyncMethods::Fields(fields) => {
            fields.iter().filter_map(|field| field.strip_prefix(below)).map(str::to_owned).collect()
        }
    }
}

/// Whether anything below is async: then what calls it is, too.
fn is_async_below(mapping: &Mapping, at: &[String]) -> bool {
    let below = if at.is_empty() { String::new() } else { format!("{}.", at.join(".")) };
    !asyncs_below(mapping, &below).is_empty()
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
