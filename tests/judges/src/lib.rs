//! What others wrote, as judges of the generated clients: a proxy that holds requests against the document (Prism), and
//! a fake of a vendor (localstripe). Both run on the loopback, as programs of their own.
//!
//! They come from npm and `PyPI` when a test wants them; where they cannot be had, it says that it skips.

pub mod book;
pub mod install;
pub mod judged;
pub mod operations;
pub mod rounds;
pub mod samples;
pub mod server;
pub mod vendor;
pub mod witness;
