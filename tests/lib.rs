//! What the tests of the whole project share: where fixtures are, the pipeline in memory, and expectations in files.

pub mod expect;
pub mod fixtures;
pub mod inert;
pub mod parallel;
pub mod pipeline;
pub mod workspace;
