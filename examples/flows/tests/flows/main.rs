//! The flows on each engine: as they should go, and as they should not.

mod adversity;
mod browser;
mod case;
mod clock;
mod folder;
mod http;
#[path = "../../../../tests/installed.rs"]
#[expect(dead_code, unreachable_pub, reason = "a module of the tests' library, of which one function is used here")]
mod installed;
mod kill;
mod locate;
mod meeting;
mod office;
mod others;
#[path = "../../../../runtime/tests/mini/otlp/receiver.rs"]
mod otlp;
mod programs;
mod restate;
mod restate_cluster;
mod semantics;
mod server;
#[rustfmt::skip]
mod stripe_2018;
mod telemetry;
mod traces;
mod triggers;
mod versions;
mod versions_real;
mod worker;
