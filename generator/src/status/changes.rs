//! What a vendor's new version does to mappings: the traits before and after, method by method.

mod methods;
mod sources;
mod values;

use crate::ir::Api;
use crate::ir::mapping::Mappings;
use crate::render::mappings::stub::Stubs;
use methods::Pair;
use serde_json::{Value, json};

/// One thing that became of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingChange {
    /// The trait.
    pub of: String,
    /// The method.
    pub method: String,
    /// What it is.
    pub what: &'static str,
    /// What a person has to do, or may.
    pub advice: String,
}

impl MappingChange {
    /// For people: the advice may be code, on lines of its own.
    pub fn text(&self) -> String {
        format!("{}::{}: {}\n{}", self.of, self.method, self.what, self.advice)
    }

    /// For programs.
    pub fn json(&self) -> Value {
        json!({"reason": "mapping-change", "trait": self.of, "method": self.method, "what": self.what, "advice": self.advice})
    }
}

/// Compares mappings of the same configuration.
pub fn changes(
    before: &Mappings,
    old: &[&Api],
    after: &Mappings,
    new: &[&Api],
    stubs: &Stubs<'_>,
) -> Vec<MappingChange> {
    let mut found = Vec::new();
    for made in &after.traits {
        let Some(earlier) = before.traits.iter().find(|earlier| earlier.name == made.name) else { continue };
        let pair = Pair { earlier, made, old: old[made.target.vendor], new: new[made.target.vendor] };
        for method in &made.methods {
            let was = earlier.methods.iter().find(|was| was.wire == method.wire && was.key == method.key);
            found.extend(pair.method(was, method, stubs));
        }
        found.extend(sources::sources(earlier, old, made, new, stubs));
        for gone in earlier.methods.iter().filter(|was| !made.methods.iter().any(|method| method.name == was.name)) {
            let advice = "remove the method from the impl; the target has no such field".to_owned();
            found.push(pair.change(gone, "the field is gone", advice));
        }
    }
    found
}
