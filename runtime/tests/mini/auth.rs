//! Proving who calls: tokens had from a server on the loopback, secrets that change, and that none of them shows.

mod credentials;
mod jwt;
mod login;
mod refresh;
mod schemes;
mod secrets;
mod sharing;
mod token_requests;
mod vendor;

pub(crate) use jwt::RSA;
pub(crate) use vendor::{Asked, Vendor, client, issue, refuse};
