//! Benches: what the project promises, as numbers beside those of the usual way in the same run.

pub(crate) mod codec;
pub(crate) mod shapes;
