//! The flows on each engine: as they should go, and as they should not.

mod adversity;
mod browser;
mod case;
mod folder;
mod http;
mod kill;
mod office;
mod others;
#[cfg(feature = "restate")]
mod restate;
#[cfg(feature = "restate")]
mod restate_cluster;
mod semantics;
#[cfg(feature = "restate")]
mod server;
mod triggers;
mod versions;
mod worker;
