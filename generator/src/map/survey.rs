//! Candidates for every field of a target, at any depth: what `map candidates` lists and what the quality is measured on.

use super::leaf::{Leaf, Member, leaves, source_names, title};
use super::own::OwnFunction;
use super::rank::{Pool, Target};
use super::{Known, find};
use crate::config::{Mapping, UserConversion};
use crate::diag::{Sink, Stop};
use crate::ir::mapping::{Candidate, Foreign};

/// A field of the target.
#[derive(Debug, Clone)]
pub struct Surveyed {
    /// Its wire path: `purchase_units[].amount.value`.
    pub path: String,
    /// The source that a default would read, where one is beyond doubt.
    pub sure: Option<String>,
    /// The likeliest sources.
    pub candidates: Vec<Candidate>,
}

/// Goes through a mapping's target.
pub fn survey(
    vendors: &[Known<'_>],
    mapping: &Mapping,
    conversions: &[UserConversion],
    sink: &mut Sink,
) -> Result<Vec<Surveyed>, Stop> {
    let own = OwnFunction::all(conversions);
    let mut ends = Vec::new();
    for end in mapping.from.iter().chain([&mapping.to]) {
        let vendor = vendors.iter().position(|known| known.name == end.vendor).ok_or(Stop)?;
        let of = find::find(vendors[vendor].api, end, sink).ok_or(Stop)?;
        ends.push(Foreign { vendor, of });
    }
    let target = ends.pop().ok_or(Stop)?;
    let api = |foreign: &Foreign| vendors[foreign.vendor].api;
    let titles: Vec<_> = mapping
        .from
        .iter()
        .zip(&ends)
        .map(|(end, foreign)| (end.name.clone(), title(api(foreign), foreign.of)))
        .collect();
    let names = source_names(&titles);
    let mut all: Vec<Leaf> = Vec::new();
    for (at, (source, name)) in ends.iter().zip(&names).enumerate() {
        let prefix = format!("{name}.");
        let keys: Vec<_> = (mapping.keys.iter())
            .map(|(path, keys)| (path.strip_prefix(&prefix).unwrap_or(path).to_owned(), keys.clone()))
            .collect();
        all.extend(leaves(api(source), at, source, &keys));
    }
    all.sort_by_key(|leaf| leaf.steps.len());
    let sources = ends.iter().zip(&names).map(|(source, name)| (api(source), name.to_string())).collect();
    let pool = Pool::new(sources, all, &own);
    let target_api = api(&target);
    let fields = leaves(target_api, 0, &target, &mapping.keys);
    Ok(fields.iter().map(|leaf| surveyed(target_api, &pool, leaf)).collect())
}

fn surveyed(api: &crate::ir::Api, pool: &Pool<'_>, leaf: &Leaf) -> Surveyed {
    let wires: Vec<String> = leaf.steps.iter().map(|step| step.wire.clone()).filter(|wire| !wire.is_empty()).collect();
    let member = Member {
        wire: wires.last().cloned().unwrap_or_default(),
        name: crate::ir::names::Scope::default().claim("field"),
        ty: leaf.ty.clone(),
        docs: leaf.docs.clone(),
        origin: leaf.origin.clone(),
        // Whether the target must have it says nothing about where it comes from.
        required: false,
        secret: leaf.secret,
        constant: None,
        is_body: false,
    };
    let ranked = pool.rank(&Target { api, member: &member, path: &wires, owners: &leaf.owners, many: leaf.is_many() });
    let sure = ranked.sure.and_then(|way| {
        ranked
            .candidates
            .iter()
            .find(|candidate| candidate.way.steps == way.steps)
            .map(|candidate| candidate.path.clone())
    });
    Surveyed { path: leaf.path(), sure, candidates: ranked.candidates }
}
