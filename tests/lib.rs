//! What the tests of the whole project share: where fixtures are, the pipeline in memory, where vendors' own
//! documents are, and expectations in files.

pub mod expect;
pub mod fixtures;
pub mod inert;
pub mod installed;
pub mod parallel;
pub mod pipeline;
pub mod vendors_own;
pub mod workspace;
