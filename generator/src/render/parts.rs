//! Which operations share a file. A group has one file as long as it is of a readable size; a larger one is parted by
//! the resource that its paths name first after what they have in common.

use crate::ir::names::{ModName, Scope};
use crate::ir::{Api, Operation};

/// A file of more lines is hard to read.
const LONG: usize = 1_500;

/// A file of a group's requests.
pub(super) struct Part<'a> {
    /// `None`: the group's own file.
    pub(super) name: Option<ModName>,
    pub(super) operations: Vec<&'a Operation>,
}

/// The parts of each group.
pub(super) fn parts(api: &Api) -> Vec<Vec<Part<'_>>> {
    let mut groups = vec![Vec::new(); api.groups.len()];
    for op in &api.operations {
        groups[op.group].push(op);
    }
    groups.into_iter().map(part).collect()
}

fn part(operations: Vec<&Operation>) -> Vec<Part<'_>> {
    if operations.iter().map(|op| lines(op)).sum::<usize>() <= LONG {
        return vec![Part { name: None, operations }];
    }
    let found = split(&operations, 0);
    let mut scope = Scope::new(&["codec"]);
    let named = found.into_iter().map(|(segment, operations)| Part { name: Some(scope.claim(segment)), operations });
    let mut parts = vec![Part { name: None, operations: Vec::new() }];
    parts.extend(named);
    parts
}

/// The deepest segment that parts a group.
const DEEPEST: usize = 8;

/// Parts of a readable size, each with the segment it is named for; larger ones only where paths do not tell more.
fn split<'a>(operations: &[&'a Operation], depth: usize) -> Vec<(&'a str, Vec<&'a Operation>)> {
    let depth = depth.max(common(operations));
    let found = by_segment(operations, depth);
    let parts = found.into_iter().flat_map(|(segment, operations)| {
        let long = operations.iter().map(|op| lines(op)).sum::<usize>() > LONG;
        if long && depth < DEEPEST { split(&operations, depth + 1) } else { vec![(segment, operations)] }
    });
    parts.collect()
}

/// About how many lines an operation takes.
fn lines(op: &Operation) -> usize {
    let docs = |text: &str| text.len() / 80;
    30 + docs(&op.docs.0) + op.fields.iter().map(|field| 8 + docs(&field.docs.0)).sum::<usize>()
}

/// The segments of a path that are no variables.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty() && !segment.contains('{'))
}

/// How many segments all paths begin with.
fn common(operations: &[&Operation]) -> usize {
    let mut first: Vec<&str> = operations.first().map(|op| segments(&op.path).collect()).unwrap_or_default();
    for op in operations {
        let same = segments(&op.path).zip(&first).take_while(|(a, b)| a == *b).count();
        first.truncate(same);
    }
    first.len()
}

/// The operations by their path's segment number `depth`, in the order of the first of each. Operations that end above
/// go by their last one.
fn by_segment<'a>(operations: &[&'a Operation], depth: usize) -> Vec<(&'a str, Vec<&'a Operation>)> {
    let mut found: indexmap::IndexMap<&str, Vec<&Operation>> = indexmap::IndexMap::new();
    for op in operations {
        let segment = segments(&op.path).take(depth + 1).last().unwrap_or("root");
        found.entry(segment).or_default().push(op);
    }
    found.into_iter().collect()
}
