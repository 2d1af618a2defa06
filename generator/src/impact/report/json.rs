//! For programs: one object.

use super::super::{Hit, Judged, MappingHit, Tests, Verdict};
use super::Told;
use serde_json::{Value, json as object};

/// What is hit, and what both clients made of the new document.
pub fn json(told: Told<'_>) -> Value {
    let impact = told.impact;
    let hits = |hits: &[Hit]| hits.iter().map(|one| hit(told, one)).collect::<Vec<_>>();
    let unexplained = impact.unexplained.iter().map(|said| {
        object!({"file": said.file, "line": said.line, "column": said.column, "code": said.code, "error": said.message})
    });
    let flows = impact
        .flows()
        .into_iter()
        .map(|(flow, hit)| object!({"flow": flow, "lines": hit.lines, "mappings": hit.mappings}));
    object!({
        "named": hits(&impact.named), "broken": hits(&impact.broken), "different": hits(&impact.different),
        "unexplained": unexplained.collect::<Vec<_>>(), "unasked": impact.unasked,
        "mappings": impact.mappings.iter().map(|hit| mapping(told, hit)).collect::<Vec<_>>(),
        "flows": flows.collect::<Vec<_>>(),
        "contract": told.verdict.map(verdict),
    })
}

fn hit(told: Told<'_>, hit: &Hit) -> Value {
    let finding = hit.finding.and_then(|at| told.finding(at));
    object!({
        "file": hit.file, "line": hit.line, "last_line": hit.last, "column": hit.column, "item": hit.item, "error": hit.error,
        "kind": finding.map(|finding| finding.kind.to_string()),
        "level": finding.map(|finding| finding.level.as_str()),
        "reason": finding.map(|finding| finding.reason.as_str()),
        "accepted": hit.finding.is_some_and(|at| told.is_accepted(at)),
        "flows": hit.flows,
        "text": told.line(hit),
    })
}

fn mapping(told: Told<'_>, hit: &MappingHit) -> Value {
    let finding = told.finding(hit.finding);
    object!({
        "mapping": hit.mapping, "how": hit.how.word(), "item": hit.item, "file": hit.file, "line": hit.line,
        "kind": finding.map(|finding| finding.kind.to_string()),
        "level": finding.map(|finding| finding.level.as_str()),
        "accepted": told.is_accepted(hit.finding),
        "flows": hit.flows,
        "text": told.mapping_line(hit),
    })
}

fn verdict(verdict: &Verdict) -> Value {
    let of = |name: &str, all: &[Judged]| -> Vec<Value> {
        let one = |judged: &Judged| {
            let (old, new) = (tests(judged.old.as_ref()), tests(judged.new.as_ref()));
            object!({name: judged.operation, "old": old, "new": new})
        };
        all.iter().map(one).collect()
    };
    let (operations, webhooks) = (of("operation", &verdict.operations), of("webhook", &verdict.webhooks));
    object!({"operations": operations, "webhooks": webhooks, "old_unasked": verdict.old_unasked})
}

fn tests(tests: Option<&Tests>) -> Option<Value> {
    let failed = |tests: &Tests| {
        let all = tests.failed.iter().map(|(name, why)| object!({"test": name, "why": why}));
        all.collect::<Vec<_>>()
    };
    tests.map(|tests| object!({"call": tests.call, "passed": tests.passed, "failed": failed(tests)}))
}
