//! OAuth 2.0: tokens that are had from the vendor's token endpoint, kept, and renewed before they expire.
//!
//! In: a [`Grant`], which says how a token is had. Out: `Authorization: Bearer ...` on each request. Token requests go
//! through the client's own transport, and nowhere but to the token URL that the user gave.
//!
//! The crate `oauth2` does not serve here: it brings 18 crates that are not in the tree otherwise (of them a second `sha2`,
//! a second `base64` and `rand`), does not wipe its secrets, keeps unreadable token answers whole in its error, and has
//! neither RFC 7523 nor a cache. What is left of it is a form of four members and an answer of five.

mod authorization_code;
mod cache;
mod client_auth;
mod client_credentials;
mod endpoint;
mod jwt;
mod jwt_bearer;
mod pkce;
mod refresh_token;
mod refusal;
mod token;

pub use authorization_code::{AuthorizationCode, Login};
pub use cache::OAuth2;
pub use client_auth::ClientAuth;
pub use client_credentials::ClientCredentials;
pub use jwt::SigningKey;
pub use jwt_bearer::JwtBearer;
pub use refresh_token::{MemoryStore, RefreshToken, TokenStore};
pub use token::Token;

use super::{AuthError, BoxFuture, Site};
use std::fmt;

/// A way to have a token.
pub trait Grant: Send + Sync + fmt::Debug + 'static {
    /// Asks for a token. `site` is where the client sends its requests, and by what.
    fn token<'a>(&'a self, site: &'a Site) -> BoxFuture<'a, Result<Token, AuthError>>;
}

/// Scopes as the wire has them (RFC 6749, 3.3).
fn joined(scopes: &[String]) -> Option<String> {
    (!scopes.is_empty()).then(|| scopes.join(" "))
}
