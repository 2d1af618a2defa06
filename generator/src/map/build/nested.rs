//! Objects and lists within a target, which get traits of their own.

use super::super::leaf::{Leaf, Member, peel, source_names, struct_of, title};
use super::super::rank::{Pool, way};
use super::super::wrong;
use super::{Builder, Job, waits};
use crate::diag::Sink;
use crate::ir::Ty;
use crate::ir::mapping::{Conversion, Foreign, MappingBody, MappingSource, StructId, TraitId};
use crate::nearest;
use std::collections::VecDeque;

/// What makes traits one and the same: sources with their names, the target, what is nested and what is async below it.
type TraitKey = (Vec<MappingSource>, Foreign, Vec<(String, String)>, Vec<String>);

impl Builder<'_> {
    /// The mapping of what a field holds: where the configuration asks for it, or the field must be there and is an
    /// object.
    pub(super) fn nested<'m>(
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
            Some((leaf, _, _)) => MappingBody::Nested(way(&leaf, Conversion::Same), id),
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
        let key: TraitKey =
            (sources.clone(), target.clone(), nested.collect(), waits::methods_below(job.mapping, &below));
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
