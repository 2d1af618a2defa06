//! Chains of `$ref`s that come back to where they started say nothing; each is cut once.

use crate::diag::Code;
use crate::document::{SchemaId, Schemas};
use crate::normalize::read::Reader;
use crate::pointer::Pointer;

/// Cuts every endless chain at one `$ref`. Each schema is visited once, however the chains lie.
pub(super) fn cut(r: &mut Reader<'_, '_>, schemas: &mut Schemas) {
    let mut walk_of = vec![0_u32; schemas.len()];
    for (walk, start) in (1..).zip(schemas.ids()) {
        let mut at = start;
        while walk_of[at.0 as usize] == 0 {
            walk_of[at.0 as usize] = walk;
            let Some(next) = target(schemas, at) else { break };
            if walk_of[next.0 as usize] == walk {
                cut_at(r, schemas, at);
                break;
            }
            at = next;
        }
    }
}

fn target(schemas: &Schemas, id: SchemaId) -> Option<SchemaId> {
    schemas[id].reference.as_ref().and_then(|reference| reference.target)
}

fn cut_at(r: &mut Reader<'_, '_>, schemas: &mut Schemas, id: SchemaId) {
    let at = schemas[id].origin.clone().unwrap_or_else(Pointer::root);
    r.report(Code::RefCycle, &at.push("$ref"), "this chain of `$ref`s never ends");
    if let Some(reference) = &mut schemas[id].reference {
        reference.target = None;
    }
}
