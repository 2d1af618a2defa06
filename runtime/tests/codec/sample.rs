//! Types in the shape in which they are generated, for the codec's tests and its bench.
#![allow(dead_code, missing_docs, unreachable_pub, reason = "each user needs a part; the shape is the generator's")]

mod charges;
mod everything;
mod point;
mod sources;

pub use charges::*;
pub use everything::*;
pub use point::*;
pub use sources::*;
