//! Edits -> findings: which operations reach each, from which side, and so its level.

use super::edit::{Edit, Travels};
use super::effect::{self, Direction};
use super::finding::{Changes, Finding, Reached, Version};
use super::kind::{Change, Kind, Subject};
use super::operations::{Matched, Side, Slot};
use super::pairs::Pairs;
use crate::ir::Api;
use foldhash::HashSet;
use indexmap::IndexMap;

/// Which operations reach a place, as a request (even bits) and as an answer (odd bits).
#[derive(Clone, PartialEq, Eq)]
struct Slots(Vec<u64>);

const REQUESTS: u64 = 0x5555_5555_5555_5555;

impl Slots {
    fn none(count: usize) -> Self {
        Self(vec![0; (count * 2).div_ceil(64)])
    }

    fn add(&mut self, slot: usize, travels: Travels) {
        let mut set = |bit: usize, is: bool| self.0[bit / 64] |= u64::from(is) << (bit % 64);
        set(slot * 2, travels.request);
        set(slot * 2 + 1, travels.answer);
    }

    /// Adds what reaches `other` and travels on from there; says whether that was new.
    fn take(&mut self, other: &Self, travels: Travels) -> bool {
        let mask = mask(travels);
        let mut is_new = false;
        for (own, theirs) in self.0.iter_mut().zip(&other.0) {
            let sum = *own | (theirs & mask);
            is_new |= sum != *own;
            *own = sum;
        }
        is_new
    }

    fn travels(&self) -> Travels {
        Travels {
            request: self.0.iter().any(|word| word & REQUESTS != 0),
            answer: self.0.iter().any(|word| word & !REQUESTS != 0),
        }
    }

    fn of(&self, travels: Travels) -> Self {
        let mask = mask(travels);
        Self(self.0.iter().map(|word| word & mask).collect())
    }

    fn slots(&self) -> Vec<usize> {
        (0..self.0.len() * 32).filter(|slot| self.0[slot / 32] >> (slot % 32 * 2) & 3 != 0).collect()
    }
}

fn mask(travels: Travels) -> u64 {
    (if travels.request { REQUESTS } else { 0 }) | (if travels.answer { !REQUESTS } else { 0 })
}

/// One finding of each edit, the gravest first.
pub(super) fn findings(mut pairs: Pairs<'_>, matched: &Matched<'_>) -> Changes {
    let reached = reached(&pairs, matched.slots.len());
    let mut known: IndexMap<Key, (Edit, Slots, bool, Vec<String>)> = IndexMap::new();
    let mut put = |edit: Edit, slots: Slots, is_whole: bool, places: &[String]| match known.entry(Key::of(&edit)) {
        indexmap::map::Entry::Vacant(free) => {
            free.insert((edit, slots, is_whole, places.to_vec()));
        }
        indexmap::map::Entry::Occupied(mut taken) => {
            let (first, all, whole, known) = taken.get_mut();
            all.take(&slots, Travels::BOTH);
            *whole |= is_whole;
            known.extend(places.iter().cloned());
            // The component itself says it best.
            let subject = if edit.subject.len() < first.subject.len() { &edit.subject } else { &first.subject }.clone();
            if first.rust == effect::Rust::Untold {
                *first = edit;
            }
            first.subject = subject;
        }
    };
    let renamed = renamed(&pairs);
    for (edit, slots) in std::mem::take(&mut pairs.calls) {
        if edit.kind.subject() == Subject::Schema && renamed.contains(edit.subject.as_str()) {
            continue;
        }
        let mut all = Slots::none(matched.slots.len());
        for slot in slots {
            all.add(slot, edit.travels);
        }
        put(edit, all, true, &[]);
    }
    for (at, pair) in pairs.all.iter_mut().enumerate() {
        for edit in std::mem::take(&mut pair.edits) {
            let slots = reached[at].of(edit.travels);
            put(edit, slots, pair.is_library, &pair.places);
        }
    }
    let (old, new) = (pairs.versions.old, pairs.versions.new);
    let all = known.into_values().map(|(edit, slots, whole, places)| {
        let direction = direction(&edit, &slots, whole);
        finding(edit, direction, slots.slots().into_iter().map(|slot| name(&matched.slots[slot])).collect(), places)
    });
    let mut findings: Vec<Finding> = all.collect();
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    Changes { old: version(old), new: version(new), findings }
}

/// The components that are called differently: they are neither gone nor new.
fn renamed(pairs: &Pairs<'_>) -> HashSet<String> {
    let is_rename = |edit: &&Edit| edit.kind == Kind::of(Subject::Schema, Change::Renamed);
    let all = pairs.all.iter().flat_map(|pair| &pair.edits).filter(is_rename);
    all.flat_map(|edit| [edit.before.clone(), edit.after.clone()]).flatten().collect()
}

/// What tells an edit from others: one that several places lead to is one.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    kind: Kind,
    old: Option<String>,
    new: Option<String>,
    before: Option<String>,
    after: Option<String>,
    /// Where the place alone does not tell.
    name: String,
}

impl Key {
    fn of(edit: &Edit) -> Self {
        let text = |pointer: &Option<crate::pointer::Pointer>| pointer.as_ref().map(|p| p.as_str().to_owned());
        // One type has one name, wherever it is met.
        let is_type = match edit.kind.subject() {
            Subject::Schema | Subject::RustType => edit.before.is_some() && edit.rust == effect::Rust::Renamed,
            Subject::RustAnswer => true,
            _ => false,
        };
        // What is new was nowhere before: the place that lacks it may be one of many that come to it.
        let (was, is) = match edit.kind.change() {
            Change::Added => (edit.old.is_none() || edit.new.is_none(), true),
            Change::Removed => (true, edit.old.is_none() || edit.new.is_none()),
            _ => (true, true),
        };
        let last = edit.subject.rsplit(['.', ' ']).next().unwrap_or_default();
        Self {
            kind: edit.kind,
            old: text(&edit.old).filter(|_| was && !is_type),
            new: text(&edit.new).filter(|_| is && !is_type),
            before: edit.before.clone(),
            after: edit.after.clone(),
            name: if is_type || !needs_name(edit.kind) { String::new() } else { last.to_owned() },
        }
    }
}

/// Whether several edits of a kind can stand at one place: members in one `required`, items of a tuple, servers.
fn needs_name(kind: Kind) -> bool {
    let is_call = kind.directions().contains(&Direction::Call);
    let is_member = matches!(kind.change(), Change::BecameRequired | Change::BecameOptional);
    is_call || is_member || matches!(kind.subject(), Subject::TupleItem | Subject::PatternProperty)
}

/// Lets what operations reach flow down to everything that lies below.
fn reached(pairs: &Pairs<'_>, count: usize) -> Vec<Slots> {
    let mut reached: Vec<Slots> = vec![Slots::none(count); pairs.all.len()];
    let mut below: Vec<Vec<(usize, Travels)>> = vec![Vec::new(); pairs.all.len()];
    for (at, pair) in pairs.all.iter().enumerate() {
        pair.roots.iter().for_each(|&(slot, travels)| reached[at].add(slot, travels));
        pair.from.iter().for_each(|&(from, travels)| below[from].push((at, travels)));
    }
    let mut open: Vec<usize> = (0..pairs.all.len()).rev().collect();
    let mut is_open = vec![true; pairs.all.len()];
    while let Some(at) = open.pop() {
        is_open[at] = false;
        let from = reached[at].clone();
        for &(to, travels) in &below[at] {
            if reached[to].take(&from, travels) && !is_open[to] {
                is_open[to] = true;
                open.push(to);
            }
        }
    }
    reached
}

fn direction(edit: &Edit, slots: &Slots, is_whole: bool) -> Direction {
    let travels = slots.travels();
    let own = edit.kind.directions();
    match (travels.request, travels.answer) {
        _ if own.contains(&Direction::Call) && edit.kind.subject() != Subject::Schema => Direction::Call,
        _ if own.contains(&Direction::Unused) => {
            let is_used = edit.old_item.is_some() || edit.new_item.is_some();
            if is_used { Direction::Call } else { Direction::Unused }
        }
        (true, true) => Direction::Both,
        (true, false) => Direction::Request,
        (false, true) => Direction::Answer,
        (false, false) if is_whole => {
            if own == [Direction::Answer] {
                Direction::Answer
            } else {
                Direction::Both
            }
        }
        (false, false) => Direction::Unused,
    }
}

fn finding(edit: Edit, direction: Direction, operations: Vec<Reached>, mut places: Vec<String>) -> Finding {
    let (level, reason) = effect::level(edit.kind.effect(), direction, &edit.rust);
    places.sort_unstable();
    places.dedup();
    Finding {
        kind: edit.kind,
        direction,
        level,
        reason,
        subject: edit.subject,
        before: edit.before,
        after: edit.after,
        old: edit.old,
        new: edit.new,
        old_item: edit.old_item,
        new_item: edit.new_item,
        operations,
        places,
    }
}

fn order(finding: &Finding) -> impl Ord + use<'_> {
    let Finding { level, subject, kind, old, new, before, after, .. } = finding;
    (std::cmp::Reverse(*level), subject, *kind, old, new, before, after)
}

fn name(slot: &Slot<'_>) -> Reached {
    let of = |shown: &Side<'_>, old: Option<&Side<'_>>| Reached {
        method: shown.operation.method.as_str().to_owned(),
        path: shown.operation.path.clone(),
        id: old.unwrap_or(shown).call.id.clone(),
        request: old.map(|side| side.operation.name.to_string()),
    };
    let event = |name: &str| Reached { method: "EVENT".to_owned(), path: name.to_owned(), id: None, request: None };
    match slot {
        Slot::Call(old, Some(new)) => of(new, old.as_ref()),
        Slot::Call(Some(old), None) => of(old, Some(old)),
        Slot::Sent(Some(found), _) | Slot::Sent(None, Some(found)) => event(&found.name),
        Slot::Call(None, None) | Slot::Sent(None, None) => event(""),
    }
}

fn version(api: &Api) -> Version {
    Version {
        title: api.title.clone(),
        version: api.version.clone(),
        digest: api.digest.clone(),
        operations: api.generated_operations(),
    }
}
