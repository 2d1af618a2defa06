//! What the compiler says of the client of before and of after -> which change hits which line.

use super::marks::Marks;
use super::{Complaint, Hit, Impact};
use crate::diff::{Changes, Finding, Item, Level};
use std::collections::BTreeMap;

/// Errors of names, after which the compiler looks at nothing else.
const EARLY: &[&str] = &["E0405", "E0412", "E0422", "E0423", "E0425", "E0432", "E0433", "E0531", "E0532", "E0574"];

/// Lines that are so far apart at most are one place: an arm of a match has some lines.
const GAP: usize = 3;

/// A line and what is used on it.
type Spot = (String, usize, String);

/// Joins the uses that were found with the client of before and the errors with that of after; `is_users` tells lines of the
/// user's from others.
pub(super) fn join(
    changes: &Changes,
    (before, after): (&[Complaint], &[Complaint]),
    is_users: impl Fn(&Complaint) -> bool,
) -> Impact {
    let used: Vec<(&Complaint, Vec<usize>)> = before
        .iter()
        .filter(|said| is_users(said))
        .filter_map(|said| Some((said, Marks::read(&said.message)?)))
        .collect();
    let errors: Vec<&Complaint> = after.iter().filter(|said| said.code != "deprecated").collect();
    let mut impact = Impact::default();
    let mut hits: BTreeMap<Spot, Hit> = BTreeMap::new();
    for error in &errors {
        match blamed(changes, &used, error).filter(|_| is_users(error)) {
            Some((finding, at)) => take(changes, &mut hits, hit(changes, at, finding, Some(error.message.clone()))),
            None => impact.unexplained.push((*error).clone()),
        }
    }
    let broken: Vec<(String, usize)> = hits.values().map(|hit| (hit.file.clone(), hit.line)).collect();
    let is_cut_short = errors.iter().any(|error| EARLY.contains(&error.code.as_str()));
    for (said, findings) in &used {
        // The error of the line is told already, with its change.
        if broken.contains(&(said.file.clone(), said.line)) {
            continue;
        }
        for finding in findings.iter().filter(|at| **at < changes.findings.len()) {
            take(changes, &mut hits, hit(changes, said, *finding, None));
        }
    }
    for hit in together(hits.into_values()) {
        let is_gone = |at: usize| is_cut_short && changes.findings[at].level == Level::Breaking;
        let is_broken = hit.error.is_some() || hit.finding.is_some_and(is_gone);
        if is_broken { impact.broken.push(hit) } else { impact.different.push(hit) }
    }
    impact
}

/// Hits of one change on lines that follow each other are one: the arms of a match, or those below its broken head.
fn together(hits: impl Iterator<Item = Hit>) -> Vec<Hit> {
    let mut all: Vec<Hit> = Vec::new();
    for hit in hits {
        let follows = |known: &&mut Hit| {
            known.file == hit.file
                && known.finding == hit.finding
                && hit.line - known.last <= GAP
                && hit.error.is_none()
        };
        match all.iter_mut().rev().find(follows) {
            Some(known) => known.last = hit.line,
            None => all.push(hit),
        }
    }
    all
}

/// Of several changes to one item on one line, the gravest.
fn take(changes: &Changes, hits: &mut BTreeMap<Spot, Hit>, hit: Hit) {
    let grave = |hit: &Hit| hit.finding.map(|at| (changes.findings[at].level, usize::MAX - at));
    let spot = (hit.file.clone(), hit.line, hit.item.clone());
    match hits.get_mut(&spot) {
        Some(known) if known.error.is_some() || grave(known) >= grave(&hit) => {}
        Some(known) => *known = hit,
        None => drop(hits.insert(spot, hit)),
    }
}

fn hit(changes: &Changes, at: &Complaint, finding: usize, error: Option<String>) -> Hit {
    Hit {
        file: at.file.clone(),
        line: at.line,
        column: at.column,
        last: at.line,
        item: item(&changes.findings[finding]),
        finding: Some(finding),
        error,
        flows: Vec::new(),
    }
}

/// What is used, as people write it; where the change adds something, what it is added to.
pub(super) fn item(finding: &Finding) -> String {
    match (&finding.old_item, &finding.new_item) {
        (Some(Item::Field { owner, field }), _) => format!("{owner}.{field}"),
        (None, Some(Item::Field { owner, .. } | Item::Variant { owner, .. })) => owner.clone(),
        (Some(item), _) | (None, Some(item)) => item.to_string(),
        (None, None) => finding.subject.clone(),
    }
}

/// The change that an error is due to: one whose item is used on its line, or that it names.
fn blamed<'c>(
    changes: &Changes,
    used: &[(&'c Complaint, Vec<usize>)],
    error: &'c Complaint,
) -> Option<(usize, &'c Complaint)> {
    let words: Vec<&str> = words(&error.message);
    let score = |at: usize| {
        let finding = &changes.findings[at];
        let names = |item: &Option<Item>| item.as_ref().map_or(0, |item| named(item, &words));
        (names(&finding.old_item).max(names(&finding.new_item)), finding.level)
    };
    let on_line = used.iter().filter(|(said, _)| said.file == error.file && said.line == error.line);
    let here = on_line.flat_map(|(said, all)| all.iter().map(move |at| (*at, *said)));
    let best = here.filter(|(at, _)| *at < changes.findings.len()).max_by_key(|(at, _)| (score(*at), usize::MAX - at));
    // A line without a use: a literal that lacks a new field, say. Then the error must name the field and its owner.
    best.or_else(|| {
        let all = 0..changes.findings.len();
        let best = all.max_by_key(|at| (score(*at), usize::MAX - at))?;
        (score(best).0 >= 2).then_some((best, error))
    })
}

/// How many of an item's names an error says.
fn named(item: &Item, words: &[&str]) -> usize {
    let has = |name: &str| usize::from(words.contains(&name));
    match item {
        Item::Type(name) => has(name) * 2,
        Item::Field { owner, field: inner } | Item::Variant { owner, variant: inner } => has(owner) + has(inner),
        Item::Call { method, request, .. } => has(method) + has(request),
    }
}

/// The names that a message quotes.
fn words(message: &str) -> Vec<&str> {
    let quoted = message.split('`').skip(1).step_by(2);
    quoted.flat_map(|part| part.split(|c: char| !(c.is_alphanumeric() || c == '_'))).filter(|w| !w.is_empty()).collect()
}
