//! The methods of a trait: one for each field of the target, one for each declared key of a map.

use super::super::leaf::{Member, leaves, peel};
use super::super::rank::{Pool, Ranked, Target};
use super::{Builder, Job, waits};
use crate::ir::mapping::{MappingBody, MappingMethod};
use crate::ir::names::Scope;
use crate::ir::{Docs, Ty};

impl<'a> Builder<'a> {
    /// Everything that a trait's sources hold.
    pub(super) fn pool(&self, job: &Job<'_>) -> Pool<'a> {
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
    pub(super) fn methods(
        &self,
        job: &Job<'_>,
        pool: &Pool<'_>,
        member: &Member,
        scope: &mut Scope,
    ) -> Vec<MappingMethod> {
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
                    docs: Docs::default(),
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
            is_async: waits::method(job.mapping, &path.join(".")),
            body,
            candidates,
        }
    }
}
