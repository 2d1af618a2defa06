//! Where mappings stand: which field is decided, by whom, and which source nobody reads.
//!
//! In: what `map` decided and what people implemented. Out: plain data, and its text, JSON and picture.

mod changes;
mod json;
mod picture;
mod table;
mod touches;

pub use changes::{MappingChange, changes};
pub use json::json;
pub use picture::{html, svg};
pub use table::{details, summary};
pub use touches::{Touch, Touches, touches};

use crate::config::Mapping;
use crate::impls::{Implemented, Method};
use crate::ir::Api;
use crate::ir::mapping::{
    Access, Candidate, MappingBody, MappingMethod, MappingTrait, Mappings, RootMapping, SourceStep,
};
use std::collections::BTreeSet;

/// One mapping.
#[derive(Debug, Clone)]
pub struct Status {
    /// Its name.
    pub name: String,
    /// The sources, as `intertie.toml` has them.
    pub from: Vec<String>,
    /// The target, likewise.
    pub to: String,
    /// The people's file.
    pub stub: String,
    /// Every field of the target, those of nested objects included.
    pub fields: Vec<FieldStatus>,
    /// Every source's members: path, and whether anything reads it.
    pub sources: Vec<(String, bool)>,
}

/// One field of a target.
#[derive(Debug, Clone)]
pub struct FieldStatus {
    /// Its wire path.
    pub path: String,
    /// The trait and the method that make it.
    pub method: String,
    /// Whether the target must have it.
    pub required: bool,
    /// How it is decided.
    pub state: State,
    /// The source members it is made of, as far as is known.
    pub reads: Vec<String>,
    /// Where it may come from.
    pub candidates: Vec<Candidate>,
    /// The line of the people's file, where somebody wrote the method.
    pub line: Option<usize>,
}

/// How a field is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// By a default that is beyond doubt.
    Default,
    /// By a person.
    Hand,
    /// Left out on purpose, for this reason.
    LeftOut(String),
    /// Not at all: it must be there, and nobody made it, or what they made says `todo!`.
    Open,
    /// Not at all: it may be left out, and nobody said whether on purpose.
    Undecided,
}

impl State {
    /// For tables and JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Hand => "by hand",
            Self::LeftOut(_) => "left out",
            Self::Open => "open",
            Self::Undecided => "undecided",
        }
    }
}

impl Status {
    /// Puts together what was decided and what was written.
    pub fn of(mappings: &Mappings, apis: &[&Api], root: &RootMapping, mapping: &Mapping, found: &Implemented) -> Self {
        let mut fields = Vec::new();
        let mut sources = Vec::new();
        let mut seen = BTreeSet::new();
        for (id, at) in &root.reaches {
            let made = &mappings.traits[id.0];
            let members = members(apis, made);
            let written = found.of(made.name.as_str());
            for method in &made.methods {
                let by_hand = written.and_then(|of| of.method(method.name.as_str()));
                fields.push(field(made, method, at, root, by_hand, &members));
            }
            sources.extend(members.into_iter().map(|member| member.path).filter(|path| seen.insert(path.clone())));
        }
        let read: BTreeSet<&String> = fields.iter().flat_map(|field| &field.reads).collect();
        let sources = sources.into_iter().map(|path| (path.clone(), read.contains(&path))).collect();
        let end = |end: &crate::config::MappingEnd| format!("{}.{}", end.vendor, end.of);
        Self {
            name: root.name.clone(),
            from: mapping.from.iter().map(end).collect(),
            to: end(&mapping.to),
            stub: mapping.stub.display().to_string(),
            fields,
            sources,
        }
    }

    /// How many fields are in a state like this.
    pub fn count(&self, is: impl Fn(&State) -> bool) -> usize {
        self.fields.iter().filter(|field| is(&field.state)).count()
    }

    /// Fields that nobody decided about.
    pub fn open(&self) -> impl Iterator<Item = &FieldStatus> {
        self.fields.iter().filter(|field| matches!(field.state, State::Open | State::Undecided))
    }
}

/// A member of a source.
struct SourceMember {
    /// `order.email`.
    path: String,
    source: usize,
    /// Its Rust name.
    ident: String,
    wire: String,
}

fn members(apis: &[&Api], made: &MappingTrait) -> Vec<SourceMember> {
    let mut all = Vec::new();
    for (at, source) in made.sources.iter().enumerate() {
        for field in source.ty.of.fields(apis[source.ty.vendor]) {
            let (ident, wire) = (field.name.to_string(), field.wire.to_owned());
            all.push(SourceMember { path: format!("{}.{wire}", source.name), source: at, ident, wire });
        }
    }
    all
}

fn field(
    made: &MappingTrait,
    method: &MappingMethod,
    at: &str,
    root: &RootMapping,
    by_hand: Option<&Method>,
    members: &[SourceMember],
) -> FieldStatus {
    let mut path = if at.is_empty() { method.wire.clone() } else { format!("{at}.{}", method.wire) };
    if let Some(key) = &method.key {
        path = format!("{path}.{key}");
    }
    let state = match (by_hand, &method.body) {
        (Some(written), _) if written.is_todo => State::Open,
        (Some(_), _) => State::Hand,
        (None, MappingBody::Open) => State::Open,
        (None, MappingBody::From(_) | MappingBody::Nested(..) | MappingBody::Whole(_) | MappingBody::Constant(_)) => {
            State::Default
        }
        (None, MappingBody::Absent) => {
            root.reason(&path).map_or(State::Undecided, |reason| State::LeftOut(reason.to_owned()))
        }
    };
    let reads = match (by_hand, &method.body) {
        (Some(written), _) => read_by(written, members),
        (None, MappingBody::From(way) | MappingBody::Nested(way, _)) => members
            .iter()
            .filter(|m| m.source == way.source && starts(&way.steps, &m.wire))
            .map(|m| m.path.clone())
            .collect(),
        (None, MappingBody::Open | MappingBody::Absent | MappingBody::Constant(_) | MappingBody::Whole(_)) => {
            Vec::new()
        }
    };
    FieldStatus {
        path,
        method: format!("{}::{}", made.name, method.name),
        required: method.required,
        state,
        reads,
        candidates: method.candidates.clone(),
        line: by_hand.map(|written| written.line),
    }
}

fn read_by(written: &Method, members: &[SourceMember]) -> Vec<String> {
    members.iter().filter(|member| written.reads.contains(&member.ident)).map(|member| member.path.clone()).collect()
}

fn starts(steps: &[SourceStep], wire: &str) -> bool {
    steps.first().is_some_and(|step| step.wire == wire && matches!(step.access, Access::Field(..)))
}
