//! Candidates for a field: every value of the sources, by likeness; and whether the first is beyond doubt.

use super::convert::{self, Ends, Found};
use super::kind::{kind, values};
use super::leaf::{Leaf, Member};
use super::own::OwnFunction;
use super::side::Side;
use super::similar::{Likeness, Offered, Wanted, likeness, offered};
use super::vocabulary::Token;
use crate::ir::Api;
use crate::ir::mapping::{Candidate, Conversion, Way};
use std::cmp::Ordering;

/// As many are shown.
const SHOWN: usize = 3;

/// What is less alike is no candidate.
const LEAST: f64 = 0.22;

/// The sources of a trait, with everything in them made ready to compare.
pub(super) struct Pool<'a> {
    pub(super) sources: Vec<(&'a Api, String)>,
    entries: Vec<(Leaf, Offered)>,
    own: &'a [OwnFunction],
}

/// The field that is to be filled.
pub(super) struct Target<'a> {
    pub(super) api: &'a Api,
    pub(super) member: &'a Member,
    /// The names from the root to the field, this included.
    pub(super) path: &'a [String],
    /// The structs around it, the outermost first.
    pub(super) owners: &'a [String],
    /// Whether it stands in a list.
    pub(super) many: bool,
}

/// What was found for a field.
pub(super) struct Ranked {
    pub(super) candidates: Vec<Candidate>,
    /// The first of them, where it is beyond doubt.
    pub(super) sure: Option<Way>,
}

/// A value with its likeness and what would be done with it.
struct Rated<'p> {
    leaf: &'p Leaf,
    likeness: Likeness,
    found: Found,
}

impl<'a> Pool<'a> {
    pub(super) fn new(sources: Vec<(&'a Api, String)>, leaves: Vec<Leaf>, own: &'a [OwnFunction]) -> Self {
        let ready = |leaf: Leaf| {
            let offered = offered(sources[leaf.source].0, &leaf);
            (leaf, offered)
        };
        let entries = leaves.into_iter().map(ready).collect();
        Self { sources, entries, own }
    }

    /// The leaf at a path that a person wrote, with or without the source's name.
    pub(super) fn at(&self, path: &str) -> Option<&Leaf> {
        let named = |leaf: &Leaf| format!("{}.{}", self.sources[leaf.source].1, leaf.path());
        self.entries.iter().map(|(leaf, _)| leaf).find(|leaf| leaf.path() == path || named(leaf) == path)
    }

    /// The paths there are, for a message.
    pub(super) fn paths(&self) -> impl Iterator<Item = String> + '_ {
        self.entries.iter().map(|(leaf, _)| leaf.path())
    }

    /// Compares a field with everything.
    pub(super) fn rank(&self, target: &Target<'_>) -> Ranked {
        let wanted = Wanted {
            name: Side::new(target.path, target.owners, &target.member.docs.0),
            kind: kind(target.api, &target.member.ty),
            values: values(target.api, &target.member.ty),
            many: target.many,
        };
        let mut rated: Vec<Rated<'_>> = self
            .entries
            .iter()
            .filter_map(|(leaf, offered)| {
                let likeness = likeness(&wanted, offered);
                let possible = likeness.score >= LEAST && !leaf.constant;
                possible.then_some(Rated { leaf, likeness, found: Found::None })
            })
            .collect();
        // Equal likeness: the shallower, then the earlier. The list is in that order already, and the sort is stable.
        rated.sort_by(|a, b| b.likeness.score.partial_cmp(&a.likeness.score).unwrap_or(Ordering::Equal));
        for rated in rated.iter_mut().take(2 * SHOWN) {
            rated.found = convert::conversion(&self.ends(rated.leaf, target, &wanted));
        }
        let sure = self.sure(target, &wanted, &rated);
        let candidates = rated.iter().take(SHOWN).map(|rated| self.candidate(rated)).collect();
        Ranked { candidates, sure }
    }

    fn ends<'e>(&'e self, leaf: &'e Leaf, target: &'e Target<'_>, wanted: &'e Wanted) -> Ends<'e> {
        Ends {
            from: self.sources[leaf.source].0,
            leaf,
            to: target.api,
            ty: &target.member.ty,
            name: &wanted.name.leaf,
            docs: &target.member.docs.0,
            own: self.own,
        }
    }

    fn candidate(&self, rated: &Rated<'_>) -> Candidate {
        let conversion = match &rated.found {
            Found::Sure(conversion) | Found::Likely(conversion) => conversion.clone(),
            Found::Advice(_) | Found::None => Conversion::Same,
        };
        let hint = match &rated.found {
            Found::Advice(function) | Found::Sure(Conversion::Time(function)) => {
                Some(format!("intertie::convert::{function}"))
            }
            Found::Sure(Conversion::Function(path)) => Some(path.clone()),
            Found::Sure(_) | Found::Likely(_) | Found::None => None,
        };
        Candidate {
            way: way(rated.leaf, conversion),
            path: format!("{}.{}", self.sources[rated.leaf.source].1, rated.leaf.path()),
            score: percent(rated.likeness.score),
            reasons: reasons(&rated.likeness, rated.leaf),
            hint,
        }
    }

    /// The first candidate, where nothing speaks against it: names that mean one thing and the same thing, types that
    /// agree or a registered conversion, and nothing else in the sources that could be meant.
    fn sure(&self, target: &Target<'_>, wanted: &Wanted, rated: &[Rated<'_>]) -> Option<Way> {
        let (first, others) = rated.split_first()?;
        let Found::Sure(conversion) = &first.found else { return None };
        let leaf = first.leaf;
        let reachable = !leaf.is_many() && !leaf.secret && !target.member.secret;
        let is_there = !leaf.is_optional() || !target.member.required;
        let alone = others.iter().all(|other| other.likeness.names < 0.75 || !rivals(leaf, other.leaf));
        let proved = first.likeness.names > 0.999 && proves(&wanted.name.leaf, &self.name(leaf).leaf);
        let same_place = !conflict(&wanted.name.around, &self.name(leaf).around);
        (reachable && is_there && alone && proved && same_place).then(|| way(leaf, conversion.clone()))
    }

    fn name(&self, leaf: &Leaf) -> &Side {
        let entry = self.entries.iter().find(|(other, _)| other.source == leaf.source && other.steps == leaf.steps);
        entry.map_or_else(|| unreachable!("a candidate is of the pool"), |(_, offered)| &offered.name)
    }
}

/// Whether names of these tokens are proof that both mean the same.
fn proves(a: &[Token], b: &[Token]) -> bool {
    let clear = |token: &Token| !token.is_vague && !token.is_loose && token.weight >= 0.9;
    let all = |tokens: &[Token]| tokens.iter().all(|token| !token.is_loose && (!token.is_vague || tokens.len() > 1));
    a.len() == b.len() && a.iter().any(clear) && b.iter().any(clear) && all(a) && all(b)
}

/// Whether two values could be meant in each other's place: not what one of them holds.
fn rivals(first: &Leaf, other: &Leaf) -> bool {
    !(other.steps.len() > first.steps.len() && other.source == first.source && other.steps.starts_with(&first.steps))
}

/// What tells apart fields of the same name.
const ROLES: &[&[&str]] = &[
    &["shipping", "billing"],
    &["sender", "recipient"],
    &["start", "end"],
    &["organizer", "attendee", "assignee"],
    &["customer", "company", "organizer"],
    &["sender", "shipping", "recipient"],
];

/// Whether both stand in roles that are not the same.
fn conflict(a: &[Token], b: &[Token]) -> bool {
    let role = |tokens: &[Token], roles: &[&str]| {
        let known = |token: &Token| roles.iter().position(|role| token.meanings.iter().any(|meaning| meaning == role));
        tokens.iter().find_map(known)
    };
    ROLES.iter().any(|roles| match (role(a, roles), role(b, roles)) {
        (Some(one), Some(other)) => one != other,
        // One may say whose it is where the other need not.
        (Some(_) | None, None) | (None, Some(_)) => false,
    })
}

pub(super) fn way(leaf: &Leaf, conversion: Conversion) -> Way {
    Way { source: leaf.source, steps: leaf.steps.clone(), ty: leaf.ty.clone(), origin: leaf.origin.clone(), conversion }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
fn percent(score: f64) -> u8 {
    (score * 100.0).round().clamp(0.0, 100.0) as u8
}

fn reasons(likeness: &Likeness, leaf: &Leaf) -> Vec<String> {
    let mut reasons = Vec::new();
    if likeness.same_words {
        reasons.push("same name".to_owned());
    } else if likeness.names > 0.95 {
        reasons.push("another name for the same".to_owned());
    } else if likeness.names > 0.0 {
        reasons.push("names alike".to_owned());
    }
    if likeness.around > 0.5 {
        reasons.push("stands in the like".to_owned());
    }
    if likeness.values > 0.5 {
        reasons.push("shares values".to_owned());
    }
    if leaf.is_optional() {
        reasons.push("may be missing".to_owned());
    }
    if leaf.is_many() {
        reasons.push("of a list".to_owned());
    }
    reasons
}
