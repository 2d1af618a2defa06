//! Lists and maps that hold only lists and maps, of themselves or too many of each other: some become types.
//!
//! `Vec<Vec<...>>` without an end is no Rust type. A tuple without first items is `struct Forest(Vec<Forest>)`, an object
//! without members a struct around its map.

use super::shape::{ObjectShape, ShapeId, ShapeKind, Shapes};

/// More lists and maps around each other come only from a hostile document, and a type in between costs little.
const DEEPEST: usize = 12;

/// Leaves no ring and no long chain of lists and maps.
pub(super) fn close(shapes: &mut Shapes) {
    close_rings(shapes);
    close_chains(shapes);
}

/// Makes one member of each ring a type, one with a name if there is one.
fn close_rings(shapes: &mut Shapes) {
    let mut seen_from: Vec<Option<ShapeId>> = vec![None; shapes.all.len()];
    for start in shapes.ids() {
        let mut at = start;
        while let (None, Some(inner)) = (seen_from[at.0 as usize], content(shapes, at)) {
            seen_from[at.0 as usize] = Some(start);
            at = inner;
        }
        if seen_from[at.0 as usize] != Some(start) {
            continue;
        }
        let ring = std::iter::successors(Some(at), |&id| content(shapes, id).filter(|&next| next != at));
        let chosen = ring.into_iter().find(|&id| shapes[id].name().is_some()).unwrap_or(at);
        make_type(shapes, chosen);
    }
}

/// Makes a type of every so many in a chain that has an end.
fn close_chains(shapes: &mut Shapes) {
    let mut height: Vec<Option<usize>> = vec![None; shapes.all.len()];
    for start in shapes.ids() {
        let (mut path, mut at) = (Vec::new(), start);
        while let (None, Some(inner)) = (height[at.0 as usize], content(shapes, at)) {
            path.push(at);
            at = inner;
        }
        let mut below = height[at.0 as usize].unwrap_or(0);
        for id in path.into_iter().rev() {
            below += 1;
            if below > DEEPEST {
                make_type(shapes, id);
                below = 0;
            }
            height[id.0 as usize] = Some(below);
        }
    }
}

/// What a list or map is made of.
fn content(shapes: &Shapes, id: ShapeId) -> Option<ShapeId> {
    match &shapes[id].kind {
        ShapeKind::Array(item) | ShapeKind::Map(item) => Some(item.shape),
        _ => None,
    }
}

fn make_type(shapes: &mut Shapes, id: ShapeId) {
    let kind = std::mem::replace(&mut shapes[id].kind, ShapeKind::Any);
    shapes[id].kind = match kind {
        ShapeKind::Array(item) => ShapeKind::Tuple(vec![], Some(item)),
        ShapeKind::Map(each) => ShapeKind::Object(ObjectShape { properties: vec![], rest: Some(each) }),
        other => other,
    };
}
