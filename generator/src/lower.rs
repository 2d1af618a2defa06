//! [`Resolved`] -> [`Api`]: every Rust name and type is decided here, once.
//!
//! Order of steps: name groups and operations; name types (components first, then requests, then inline types in
//! document order); lower types; lower operations; assign files; box what would contain itself; find how
//! lists go on.

mod answers;
mod bodies;
mod boxes;
mod constants;
mod docs;
mod drafts;
mod events;
mod fields;
mod headers;
mod media;
mod modules;
mod naming;
mod operations;
mod paging;
mod profile;
mod promises;
mod request_body;
mod same_schema;
mod scalars;
mod security;
mod singular;
mod types;
mod unions;
mod variants;
mod verbs;

pub use scalars::TypeChoices;

use crate::diag::Sink;
use crate::ir::{self, Api, CrateName, TypeId};
use crate::profile::Profile;
use crate::resolve::{Resolved, ShapeId};
use foldhash::{HashMap, HashSet};

/// What is chosen outside the document.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The vendor's name, as in `intertie.toml`; becomes the crate's name.
    pub name: String,
    /// Which Rust types stand for formats.
    pub types: TypeChoices,
    /// The digest of the source.
    pub digest: String,
    /// What no document says.
    pub profile: Profile,
    /// Whether [`Api::promises`] is kept, which only `diff` reads.
    pub promises: bool,
}

/// What the steps share: the input and the decisions so far.
struct Lower<'a> {
    resolved: &'a Resolved,
    options: &'a Options,
    sink: &'a mut Sink,
    /// The type that a shape becomes.
    ids: HashMap<ShapeId, TypeId>,
    /// Objects that are the body of a multipart request: their binary members are files.
    multipart: HashSet<ShapeId>,
    /// Parameters that are left out.
    drops: profile::Drops,
}

/// Lowers a document.
pub fn lower(resolved: &Resolved, options: &Options, sink: &mut Sink) -> Api {
    let mut plans = verbs::plan(resolved, sink);
    variants::plan(resolved, &mut plans);
    let mut names = naming::name(resolved, &mut plans, &options.name, sink);
    let ids = names.types.iter().enumerate().map(|(at, (shape, _))| (*shape, id_of(at))).collect();
    let multipart = bodies::multipart_objects(resolved);
    let drops = profile::Drops::new(&options.profile, resolved, sink);
    let mut lower = Lower { resolved, options, sink, ids, multipart, drops };
    let types = names.types.iter().map(|(shape, name)| lower.type_def(*shape, name.clone())).collect();
    let (mut operations, unnamed) = lower.operations(&plans, &names);
    answers::name_cases(&mut operations, &plans.groups, &unnamed, &mut names.scope);
    headers::name_structs(&mut operations, &plans.groups, &mut names.scope);
    variants::answer(&mut operations);
    let events = lower.events();
    let at: Vec<usize> = plans.operations.iter().map(|plan| plan.at).collect();
    let promises = options.promises.then(|| lower.promises(&operations, &at));
    std::mem::take(&mut lower.drops).finish(resolved.whole, lower.sink);
    let info = &resolved.document.info;
    let mut api = Api {
        name: ir::names::Scope::default().claim::<CrateName>(&options.name),
        title: docs::line(&info.title),
        docs: docs::text(info.description.as_deref()),
        version: docs::line(&info.version),
        digest: options.digest.clone(),
        dialect: resolved.document.dialect,
        servers: security::servers(&resolved.document.servers),
        security_schemes: security::schemes(&resolved.document),
        security: security::requirements(&resolved.document.security),
        policy: ir::Policy::default(),
        paging: Vec::new(),
        types,
        modules: vec![],
        groups: plans.groups,
        operations,
        events,
        declared_operations: resolved.document.declared_operations,
        sliced_out: resolved.document.operations.len() - resolved.operations.len(),
        dropped: vec![],
        deepest_cycle: 0,
        promises,
    };
    profile::apply(&mut api, &options.profile, resolved, &at, sink);
    modules::assign(&mut api);
    boxes::place(&mut api);
    let rules = api.paging.clone();
    paging::find(resolved, &rules, &mut api, sink);
    api
}

fn id_of(at: usize) -> TypeId {
    TypeId(u32::try_from(at).unwrap_or_else(|_| unreachable!("documents are limited in size")))
}
