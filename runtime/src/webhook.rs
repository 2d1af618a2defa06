//! Webhooks: whether a request really comes from the vendor, whole, now, and for the first time.
//!
//! In: a request with its raw body, and the time. Out: a [`Delivery`], which only a [`Verifier`] can make, or a
//! [`WebhookError`] that says what is wrong without saying what would be right. Order: headers, time window, signature
//! (every secret, in constant time), then what the body says of itself, then whether it was [seen before](SeenBefore).
//!
//! A scheme is a file: it says which bytes are signed and where the signatures stand ([`claim`]), and what the vendor
//! calls the event ([`about`]). All comparing is in [`mac`].

mod about;
#[cfg(feature = "axum")]
mod axum;
mod builder;
mod claim;
mod delivery;
mod error;
mod form;
mod github;
mod google;
mod hub;
mod hubspot;
mod inbound;
mod jira;
mod mac;
mod paypal;
mod razorpay;
mod scheme;
mod seen;
#[cfg(feature = "test-util")]
mod signer;
mod slack;
mod standard;
mod stripe;
mod twilio;
mod v0;
mod verifier;
mod zoom;

/// The examples of the chapter.
#[cfg(all(doctest, feature = "axum"))]
#[doc = include_str!("../../docs/webhooks.md")]
struct Chapter;

#[cfg(feature = "axum")]
pub use self::axum::Refusal;
pub use builder::VerifierBuilder;
pub use delivery::Delivery;
pub use error::WebhookError;
pub use scheme::Scheme;
pub use seen::{SeenBefore, SeenError, SeenInMemory};
#[cfg(feature = "test-util")]
pub use signer::{Signed, Signer, Unsigned};
pub use verifier::Verifier;
