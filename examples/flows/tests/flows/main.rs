//! The flows on each engine: as they should go, and as they should not.

mod case;
mod folder;
mod kill;
mod office;
#[cfg(feature = "restate")]
mod restate;
#[cfg(feature = "restate")]
mod restate_cluster;
#[cfg(feature = "restate")]
mod server;
mod worker;
